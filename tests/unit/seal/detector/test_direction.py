"""Direction of copy: whoever sees or lasts more was there first; what could be either way is undecided."""

import cv2
import numpy as np
import pytest
from moving_scenes import HEIGHT, WIDTH, as_print, changed, place, shot

from reelwright.seal import CopyMatch, MemoryRegistry, Relation, Upstream, find_copies
from reelwright.seal.detector.ends import End, both, end_of, upstream_in_time

FILM = shot(1, 1, seconds=4)


def smooth(picture: np.ndarray) -> np.ndarray:
    """As a lens gives it: without steps of one pixel."""
    return cv2.GaussianBlur(picture, (0, 0), 2.0)


def cut(picture: np.ndarray) -> np.ndarray:
    """A part of the picture."""
    return picture[24:150, 50:274]


def inset(picture: np.ndarray) -> np.ndarray:
    """In the corner of another picture."""
    whole = place(8).copy()
    whole[60:168, 110:302] = cv2.resize(picture, (192, 108), interpolation=cv2.INTER_AREA)
    return whole


def framed(picture: np.ndarray) -> np.ndarray:
    """With black bars."""
    return cv2.copyMakeBorder(picture, 40, 40, 0, 0, cv2.BORDER_CONSTANT, value=0)


PLAIN = changed(FILM, smooth)


def match_of(file: list[np.ndarray], film: list[np.ndarray]) -> CopyMatch:
    """The copy of a film that is found in a file."""
    registry = MemoryRegistry()
    registry.add("film", as_print(film, asked=False))
    found = find_copies(as_print(file, asked=True), registry)
    return next(match for match in found if match.relation is Relation.COPY)


@pytest.mark.parametrize(
    ("change", "first", "turned_round"),
    [
        (cut, {Upstream.FILM}, {Upstream.FILE}),
        (inset, {Upstream.FILM, Upstream.UNDECIDED}, {Upstream.FILE, Upstream.UNDECIDED}),
        (framed, {Upstream.UNDECIDED}, {Upstream.UNDECIDED}),
        (lambda picture: picture[:, ::-1], {Upstream.UNDECIDED}, {Upstream.UNDECIDED}),
    ],
    ids=["cut", "inset", "bars", "mirror"],
)
def test_whoever_sees_more_was_first(change, first: set[Upstream], turned_round: set[Upstream]) -> None:
    """The answer follows the pictures and not who registered: changing places changes it."""
    other = changed(PLAIN, change)
    assert match_of(other, PLAIN).upstream in first
    assert match_of(PLAIN, other).upstream in turned_round
    assert PLAIN[0].shape == (HEIGHT, WIDTH)


def test_whoever_lasts_longer_was_first() -> None:
    """A piece between two strangers' shots was cut out of the film that goes on at both its ends; the other way too."""
    stranger = changed(shot(8, 8, seconds=1), smooth)
    spliced = [*stranger, *PLAIN[24:72], *stranger]
    assert match_of(spliced, PLAIN).upstream is Upstream.FILM
    assert match_of(PLAIN, spliced).upstream is Upstream.FILE


TIMES = np.arange(18) / 6
ONE, OTHER = (np.stack([cv2.resize(each, (96, 54)) for each in shot(seed, seed, seconds=3)[::4]]) for seed in (1, 8))


@pytest.mark.parametrize("forward", [True, False])
def test_ends_are_told(*, forward: bool) -> None:
    """A film goes on, cuts to something else, or is over; where little is seen of it nothing is said."""

    def said(pictures: np.ndarray, at: float, first: int = 0, last: int = 18) -> End:
        times, shown = TIMES[first:last], pictures[first:last]
        if not forward:
            times, shown, at = 3 - times[::-1], shown[::-1], 3 - at
        return end_of(times, shown, at, forward=forward)

    spliced = np.concatenate([ONE[:9], OTHER[9:]])
    assert said(ONE, 1.5) is End.GOES_ON
    assert said(spliced, 1.5) is End.STOPS
    assert said(ONE, 2.9) is End.STOPS
    assert said(ONE, 1.5, last=12) is End.UNCLEAR
    assert said(ONE, 1.5, first=7) is End.UNCLEAR


@pytest.mark.parametrize(
    ("ends", "first"),
    [
        ([(End.STOPS, End.GOES_ON), (End.STOPS, End.GOES_ON)], Upstream.FILM),
        ([(End.STOPS, End.GOES_ON), (End.STOPS, End.STOPS)], Upstream.FILM),
        ([(End.GOES_ON, End.STOPS), (End.UNCLEAR, End.GOES_ON)], Upstream.FILE),
        ([(End.STOPS, End.GOES_ON), (End.GOES_ON, End.STOPS)], Upstream.UNDECIDED),
        ([(End.GOES_ON, End.GOES_ON), (End.UNCLEAR, End.GOES_ON)], Upstream.UNDECIDED),
    ],
)
def test_ends_that_say_otherwise_say_nothing(ends: list[tuple[End, End]], first: Upstream) -> None:
    """One end is enough; two that point different ways are not, nor is an end where both go on."""
    assert upstream_in_time(ends) is first


def test_traces_that_say_otherwise_say_nothing() -> None:
    """What is seen and how long it lasts must not contradict one another."""
    assert both(Upstream.FILM, Upstream.UNDECIDED) is Upstream.FILM
    assert both(Upstream.FILM, Upstream.FILE) is Upstream.UNDECIDED
