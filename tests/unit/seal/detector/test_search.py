"""Copies are found through what thieves do, and what only shares a set is not called a copy."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from moving_scenes import HEIGHT, WIDTH, as_print, changed, place, shot

from reelwright.seal import CopyMatch, MemoryRegistry, Relation, find_copies

FILM = shot(1, 1, seconds=6)


@pytest.fixture(scope="module")
def registry() -> MemoryRegistry:
    """A film, another in the same set, and a stranger."""
    kept = MemoryRegistry()
    kept.add("film", as_print(FILM, asked=False))
    kept.add("same set", as_print(shot(1, 2, seconds=6), asked=False))
    kept.add("stranger", as_print(shot(9, 9, seconds=6), asked=False))
    return kept


def copies(pictures: list[np.ndarray], registry: MemoryRegistry) -> dict[str, CopyMatch]:
    """The copies that are found, by film."""
    found = find_copies(as_print(pictures, asked=True), registry)
    return {match.film: match for match in found if match.relation is Relation.COPY}


def noisy(picture: np.ndarray) -> np.ndarray:
    """Darker, softer and grainy."""
    grain = np.random.default_rng(0).normal(0, 6, picture.shape)
    return np.clip(cv2.GaussianBlur(picture, (0, 0), 1) * 0.7 + grain, 0, 255).astype(np.uint8)


def inset(picture: np.ndarray) -> np.ndarray:
    """In the corner of a plain picture."""
    whole = np.full((HEIGHT, WIDTH), 60, np.uint8)
    whole[80:170, 150:310] = cv2.resize(picture, (160, 90), interpolation=cv2.INTER_AREA)
    return whole


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda picture: picture, ""),
        (lambda picture: picture[:, ::-1], "mirrored"),
        (np.rot90, "turned by -90°"),
        (lambda picture: picture[30:150, 60:300], "cropped to"),
        (noisy, ""),
        (inset, "shown in"),
    ],
    ids=["same", "mirror", "turn", "crop", "noise", "inset"],
)
def test_copy_is_found_and_said_what_was_done(
    change: Callable[[np.ndarray], np.ndarray], said: str, registry: MemoryRegistry
) -> None:
    """The film is named, no other one is, its seconds are right, and the words tell the change."""
    found = copies(changed(FILM[48:120], change), registry)
    assert set(found) == {"film"}
    match = found["film"]
    assert float(match.here.start) == pytest.approx(0, abs=0.25)
    assert float(match.here.end) == pytest.approx(3, abs=0.25)
    assert float(match.there.start) == pytest.approx(2, abs=0.25)
    assert float(match.there.end) == pytest.approx(5, abs=0.25)
    assert said in str(match.transform)
    assert bool(said) == bool(str(match.transform))


def test_boxes_say_which_part_is_shown_and_where(registry: MemoryRegistry) -> None:
    """A crop and an inset are told with their sides, to two hundredths."""
    crop = copies(changed(FILM[:72], lambda picture: picture[30:150, 60:300]), registry)["film"].transform.seen
    assert (crop.left, crop.top, crop.right, crop.bottom) == pytest.approx((0.19, 0.17, 0.94, 0.83), abs=0.02)
    there = copies(changed(FILM[:72], inset), registry)["film"].transform.shown
    assert (there.left, there.top, there.right, there.bottom) == pytest.approx((0.47, 0.44, 0.97, 0.94), abs=0.02)


def test_half_of_a_split_screen_is_told_with_its_part(registry: MemoryRegistry) -> None:
    """The film's middle beside a stranger's: found, with the half of the file and the half of the film that show it."""
    stranger = shot(40, 41, seconds=3)
    both = [np.hstack([one[:, 80:240], other[:, 80:240]]) for one, other in zip(FILM[:72], stranger, strict=True)]
    transform = copies(both, registry)["film"].transform
    shown, seen = transform.shown, transform.seen
    assert (shown.left, shown.right) == pytest.approx((0.0, 0.5), abs=0.04)
    assert (seen.left, seen.right) == pytest.approx((0.25, 0.75), abs=0.04)
    assert (seen.top, seen.bottom) == pytest.approx((0, 1), abs=0.04)


def test_a_caption_is_no_seam(registry: MemoryRegistry) -> None:
    """Words over a part of the picture make no collage of it: all of the film is told to be shown."""

    def captioned(picture: np.ndarray) -> np.ndarray:
        covered = picture.copy()
        covered[130:160] = 20
        return covered

    match = copies(changed(FILM[:72], captioned), registry)["film"]
    assert match.transform.seen.area > 0.9


def test_speed_is_told(registry: MemoryRegistry) -> None:
    """A copy that runs 1.25 times as fast is found with its speed."""
    faster = [FILM[int(index * 1.25)] for index in range(100)]
    match = copies(faster, registry)["film"]
    assert float(match.transform.speed) == pytest.approx(1.25, abs=0.04)
    assert "1.25" in str(match.transform).replace("1.24", "1.25").replace("1.26", "1.25")


def test_stretch_inside_another_film_has_its_edges(registry: MemoryRegistry) -> None:
    """Three seconds between strangers are found to a quarter of a second."""
    around = shot(20, 21, seconds=3)
    match = copies([*around, *FILM[:72], *around], registry)["film"]
    assert float(match.here.start) == pytest.approx(3, abs=0.25)
    assert float(match.here.end) == pytest.approx(6, abs=0.25)


def test_same_set_is_no_copy(registry: MemoryRegistry) -> None:
    """Another shot in the same set, with other things moving, is at most the same set."""
    found = find_copies(as_print(shot(1, 5), asked=True), registry)
    assert {match.relation for match in found} <= {Relation.SAME_SET}
    assert "stranger" not in {match.film for match in found}


def test_two_seconds_of_a_camera_that_comes_nearer_are_laid_where_they_are() -> None:
    """Each moment lies at another size, so most points lie on other moments; those of the right one are enough.

    Whether so little is a copy is another question.
    """
    film = [_nearer(picture, 1.4 ** (index / 24)) for index, picture in enumerate(shot(3, 3, seconds=6))]
    kept = MemoryRegistry()
    kept.add("film", as_print(film, asked=False))
    found = find_copies(as_print(film[65:113], asked=True), kept)
    starts = {round(float(match.there.start), 1) for match in found if match.transform.speed == 1}
    assert starts == {round(65 / 24, 1)}


def _nearer(picture: np.ndarray, scale: float) -> np.ndarray:
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), 0, scale)
    return cv2.warpAffine(picture, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)


def test_a_moment_of_a_still_place_inside_another_film_is_not_passed_over() -> None:
    """It lies anywhere in the film alike, and is said to look like it: nothing was seen that tells it apart."""
    registry = MemoryRegistry()
    chance = np.random.default_rng(1)
    still = [cv2.add(place(5), chance.integers(0, 3, (HEIGHT, WIDTH), np.uint8)) for _ in range(24 * 5)]
    registry.add("street", as_print(still, asked=False))
    around = shot(20, 21, seconds=2)
    found = find_copies(as_print([*around, *still[48:96], *around], asked=True), registry)
    assert [(each.film, each.relation, each.unsure) for each in found] == [("street", Relation.SAME_SET, True)]
    assert float(found[0].here.start) == pytest.approx(2, abs=0.25)


def test_strangers_and_black_are_nothing(registry: MemoryRegistry) -> None:
    """A film in another place shares nothing; black pictures share nothing with anything."""
    assert find_copies(as_print(shot(30, 31), asked=True), registry) == ()
    black = [np.zeros((HEIGHT, WIDTH), np.uint8)] * 72
    assert find_copies(as_print(black, asked=True), registry) == ()


def test_removed_film_is_not_found() -> None:
    """What was taken out of the registry is no longer found; an empty registry finds nothing."""
    kept = MemoryRegistry()
    assert copies(FILM[:72], kept) == {}
    kept.add("film", as_print(FILM, asked=False))
    assert set(copies(FILM[:72], kept)) == {"film"}
    kept.remove("film")
    assert copies(FILM[:72], kept) == {}
