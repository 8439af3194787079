"""Direction of copy: whoever sees more was there first; what could be either way is undecided."""

import cv2
import numpy as np
import pytest
from moving_scenes import HEIGHT, WIDTH, as_print, changed, place, shot

from reelwright.seal import CopyMatch, MemoryRegistry, Relation, Upstream, find_copies

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


def match_of(file: list[np.ndarray], film: list[np.ndarray]) -> CopyMatch:
    """The copy of a film that is found in a file."""
    registry = MemoryRegistry()
    registry.add("film", as_print(film, asked=False))
    found = find_copies(as_print(file, asked=True), registry)
    return next(match for match in found if match.relation is Relation.COPY)


@pytest.mark.parametrize(
    ("change", "first", "turned_round"),
    [
        (cut, Upstream.FILM, Upstream.FILE),
        (inset, Upstream.FILM, Upstream.FILE),
        (framed, Upstream.UNDECIDED, Upstream.UNDECIDED),
        (lambda picture: picture[:, ::-1], Upstream.UNDECIDED, Upstream.UNDECIDED),
    ],
    ids=["cut", "inset", "bars", "mirror"],
)
def test_whoever_sees_more_was_first(change, first: Upstream, turned_round: Upstream) -> None:
    """The answer follows the pictures and not who registered: changing places changes it."""
    plain = changed(FILM, smooth)
    other = changed(plain, change)
    assert match_of(other, plain).upstream in {first, Upstream.UNDECIDED}
    assert match_of(plain, other).upstream in {turned_round, Upstream.UNDECIDED}
    if change is cut:
        assert match_of(other, plain).upstream is first
    assert plain[0].shape == (HEIGHT, WIDTH)
