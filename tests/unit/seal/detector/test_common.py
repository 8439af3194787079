"""What many films show is named in a search and makes no copy; what is of one film alone is found beside it."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from moving_scenes import HEIGHT, WIDTH, as_pictures, as_print, shot

from reelwright.seal import CopyReport, Light, MemoryRegistry, RegisteredFilm, judge_copy
from reelwright.seal.adapters.film_book import FilmBook
from reelwright.seal.adapters.registry_search import RegistrySearch


def ident() -> list[np.ndarray]:
    """A studio's sign that draws itself in three seconds."""
    shown = []
    for index in range(72):
        picture, share = np.full((HEIGHT, WIDTH), 16, np.uint8), index / 72
        cv2.ellipse(picture, (160, 80), (50, 50), 90 * share, 0, 360 * share, 200, 8, cv2.LINE_AA)
        cv2.rectangle(picture, (60 + round(60 * share), 60), (100 + round(60 * share), 100), 120, -1)
        cv2.putText(
            picture, "REEL HOUSE", (70, 160), cv2.FONT_HERSHEY_DUPLEX, 0.9, 16 + round(219 * share), 2, cv2.LINE_AA
        )
        shown.append(picture)
    return shown


SIGN = ident()
FILM = [*SIGN, *shot(1, 2, 3.0)]
"""A studio's film, its sign first."""

OTHER = [*SIGN, *shot(3, 4, 3.0)]
"""Another film of the studio."""


@cache
def kept() -> MemoryRegistry:
    """The film and the sign, looked at once."""
    registry = MemoryRegistry()
    for name, pictures in (("film", FILM), ("sign", SIGN)):
        registry.add(name, as_print(pictures, asked=False))
    return registry


def searched(asked: list[np.ndarray], folder: Path, *, listed: bool) -> CopyReport:
    """What a search of the film, and of the sign with or without a place on the list, finds."""
    book = FilmBook(folder)
    for name in ("film", "sign"):
        book.note(name, RegisteredFilm(name, common=listed and name == "sign"))
    return RegistrySearch(kept(), book).search(as_pictures(asked, asked=True))


@pytest.mark.parametrize("listed", [True, False], ids=["listed", "not listed"])
def test_another_film_of_the_studio_is_no_copy(tmp_path: Path, *, listed: bool) -> None:
    """A film that shares a studio's sign is a copy of nothing once the sign is on the list, and not before."""
    report = searched(OTHER, tmp_path, listed=listed)
    assert {each.film for each in report.found} == (set() if listed else {"film", "sign"})
    verdict = judge_copy(report)
    assert (verdict.light is Light.GREEN) is listed
    assert ("many films show (sign)" in " ".join(verdict.reasons)) is listed


def test_a_copy_with_the_sign_is_found(tmp_path: Path) -> None:
    """Whoever takes the film with its sign has taken the film: the list hides nothing that is the film's own."""
    report = searched(FILM, tmp_path, listed=True)
    assert {each.film for each in report.found} == {"film"}
    assert max(float(each.here.end) for each in report.found) > 5.0
    assert not report.sets
    assert judge_copy(report).light is Light.RED


def test_another_shot_of_the_set_is_named_and_is_no_copy(tmp_path: Path) -> None:
    """The same place with something else in it is said to be the film's set."""
    report = searched(shot(1, 9, 3.0), tmp_path, listed=True)
    assert not report.found
    assert [each.title for each in report.sets] == ["film"]
