"""The nouns of the detector: where a film shows another, and what was done to it.

Knows no pictures: everything here is plain and can be said to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from reelwright.seal.errors import SealError
from reelwright.seal.model import Stretch


class Relation(StrEnum):
    """What a stretch of a file has to do with a stretch of a registered film.

    ``COPY``: the same pictures, moving the same way. ``SAME_SET``: the same place or things, but
    what moves is not the same; no copy.
    """

    COPY = "copy"
    SAME_SET = "same set"


class Upstream(StrEnum):
    """Which of the two sees more, and so was there first."""

    FILM = "film"
    FILE = "file"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in shares of a picture's width and height."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (self.left < self.right and self.top < self.bottom):
            raise SealError(f"a box has a width and a height, not {self}")

    @property
    def area(self) -> float:
        """Its share of the picture."""
        return (self.right - self.left) * (self.bottom - self.top)


WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Transform:
    """What was done to the film's pictures to make the file's.

    Args:
        mirrored: left is right; applied before the turn.
        degrees: how far the film's picture was turned clockwise.
        scale: how many times as wide one pixel of the film is in the file, both of the same longer side.
        speed: how many times as fast the film runs in the file.
        seen: the part of the film's picture that the file shows.
        shown: the part of the file's picture that shows the film.
    """

    mirrored: bool
    degrees: float
    scale: float
    speed: Fraction
    seen: Box
    shown: Box

    def __str__(self) -> str:
        words = []
        if self.mirrored:
            words.append("mirrored")
        if abs(self.degrees) > 2:
            words.append(f"turned by {self.degrees:.0f}°")
        if self.seen.area < 0.93:
            words.append(f"cropped to {_box(self.seen)} of the picture")
        if self.shown.area < 0.93:
            words.append(f"shown in {_box(self.shown)} of the frame")
        if abs(self.speed - 1) > Fraction(1, 50):
            words.append(f"{float(self.speed):.2f} × as fast")
        return ", ".join(words)


@dataclass(frozen=True, slots=True)
class CopyMatch:
    """A stretch of a file that shows a stretch of a registered film, or shares its set.

    Args:
        film: id of the registered film.
        here: where it lies in the file; ``there`` where it lies in the film.
        likeness: how alike the pictures are once laid over each other, 0 to 1.
        motion: how alike what moves in them is, -1 to 1; what decides between copy and same set.
        points: points of the file's pictures that agree with the transform.
        sound: how alike the sound is, 0 to 1; None where either is silent.
        pairs: moments of file and film that show the same picture, for a report.
    """

    film: str
    relation: Relation
    here: Stretch
    there: Stretch
    transform: Transform
    likeness: float
    motion: float
    points: int
    sound: float | None = None
    upstream: Upstream = Upstream.UNDECIDED
    pairs: tuple[tuple[Fraction, Fraction], ...] = ()


def _box(box: Box) -> str:
    sides = (box.left, box.top, box.right, box.bottom)
    left, top, right, bottom = (f"{100 * side:.0f}" for side in sides)
    return f"{left}–{right} % across and {top}–{bottom} % down"
