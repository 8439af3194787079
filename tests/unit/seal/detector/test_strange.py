"""What moves in one of two films alone tells two shots of one set from a copy, and nothing else does."""

import numpy as np
import pytest

from reelwright.seal.detector.course import Pair
from reelwright.seal.detector.strange import Moves, moves, standing

ROWS, SIDE = 18, 36
CHANCE = np.random.default_rng(4)
SET = CHANCE.normal(0, 0.5, (SIDE, SIDE))
SWAY = np.stack([np.roll(SET, row, axis=1) for row in range(ROWS)])


def mouth(seed: int) -> np.ndarray:
    """The same set and camera move, and in one corner something of its own that changes all the time."""
    pictures = SWAY.copy()
    pictures[:, 24:30, 24:30] = np.random.default_rng(seed).normal(0, 2, (ROWS, 6, 6))
    return pictures


def moved(copy: np.ndarray, original: np.ndarray, *, cut: int | None = None) -> Moves:
    """What moves in two films of as many pictures, laid over each other."""
    kept = np.arange(ROWS) > 0
    if cut is not None:
        kept[cut] = False
    flat = [np.asarray(each.reshape(ROWS, -1), np.float32) for each in (copy, original)]
    return moves(Pair(flat[0], flat[1], kept, (SIDE, SIDE)))


def said(copy: np.ndarray, original: np.ndarray, *, cut: int | None = None) -> float:
    """The strangeness of two films."""
    return moved(copy, original, cut=cut).strange


def captioned(seed: int, *, rows: int = ROWS) -> np.ndarray:
    """The same set and camera move, and words over a small part of it for so many rows."""
    pictures = SWAY.copy()
    pictures[6 : 6 + rows, 24:30, 6:30] = np.random.default_rng(seed).choice([-1.5, 1.5], (6, 24))
    return pictures


def stands(copy: np.ndarray, original: np.ndarray, *, kept: int = ROWS) -> float:
    """How far what is seen least alike is the same, where so many rows are no cut."""
    flat = [np.asarray(each.reshape(ROWS, -1), np.float32) for each in (copy, original)]
    return standing(Pair(flat[0], flat[1], np.arange(ROWS) < kept, (SIDE, SIDE)))


def test_other_words_in_the_same_place_are_told_from_the_same_words() -> None:
    """A caption stands still and so moves in neither film, but what it says is another film's; grain takes little."""
    assert stands(captioned(1), captioned(1)) > 0.999
    assert stands(captioned(1) + CHANCE.normal(0, 0.15, SWAY.shape), captioned(1)) > 0.8
    assert stands(captioned(1), captioned(2)) < 0.2


def test_words_that_come_a_picture_late_are_no_other_words() -> None:
    """A copy is a picture early or late where words come and go; what is otherwise for longer counts."""
    assert stands(captioned(1, rows=1), SWAY) > 0.99
    assert stands(captioned(1, rows=1), captioned(2, rows=1)) > 0.99
    assert stands(captioned(1, rows=4), captioned(2, rows=4)) < 0.5


def test_a_few_pictures_tell_nothing_of_what_stands() -> None:
    """Of less than two thirds of a second without a cut nothing is said, which is as if it were otherwise."""
    assert stands(SWAY, SWAY, kept=4) > 0.999
    assert stands(SWAY, SWAY, kept=3) == 0.0


def test_another_mouth_is_strange_and_the_same_is_not() -> None:
    """Two shots of one set differ where they speak; a film and itself nowhere."""
    assert said(mouth(1), mouth(1)) < 1e-6
    assert said(mouth(1), mouth(2)) > 0.15


@pytest.mark.parametrize("copy", [mouth(1) + CHANCE.normal(0, 0.3, SWAY.shape), 0.4 * mouth(1)], ids=["grain", "dim"])
def test_what_happens_to_every_cell_is_not_strange(copy: np.ndarray) -> None:
    """Grain and contrast are what happens to a copy."""
    assert said(copy, mouth(1)) < 0.02


def test_what_one_film_alone_has_more_is_not_strange() -> None:
    """A moving caption over the copy, or detail that it lost, is no other shot; both at once in one place are."""
    assert said(mouth(1), SWAY) < 0.1
    assert said(SWAY, mouth(1)) < 0.1
    assert said(mouth(1), mouth(2)) > 2 * said(mouth(1), SWAY)


def test_cuts_do_not_count() -> None:
    """Two films that cut at the same moment are not alike for it, and what differs before and after still tells."""
    halves = np.concatenate([SWAY[:9], SWAY[9:, ::-1]])
    assert said(halves, halves, cut=9) < 1e-6
    assert said(mouth(1), mouth(2), cut=9) > 0.15


def test_what_loses_a_little_everywhere_shares_it_all_and_another_shot_shares_none_of_its_mouth() -> None:
    """Few bits take a part of whatever moves; what moves least alike still has its part in the original."""
    rough = mouth(1) * (1 + np.random.default_rng(5).normal(0, 0.7, SWAY.shape))
    assert moved(mouth(1), mouth(1)).shared > 0.99
    assert moved(rough, mouth(1)).shared > 0.5
    assert moved(mouth(1), mouth(2)).shared < 0.1
