"""What was done to a film's pictures to make those of a file, as numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .errors import SealError


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


_ALL = 0.98

CROPPED = 0.93
"""A picture of which a smaller share is shown was cropped; what is above may be an error of the fit."""

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

    mirrored: bool = False
    degrees: float = 0.0
    scale: float = 1.0
    speed: Fraction = Fraction(1)
    seen: Box = WHOLE
    shown: Box = WHOLE

    def __str__(self) -> str:
        words = []
        if self.mirrored:
            words.append("mirrored")
        if abs(self.degrees) > 2:
            words.append(f"turned by {self.degrees:.0f}°")
        if self.seen.area < CROPPED:
            words.append(f"cropped to {_box(self.seen)} of the picture")
        if self.shown.area < CROPPED:
            words.append(f"shown in {_box(self.shown)} of the frame")
        if abs(self.speed - 1) > Fraction(1, 50):
            words.append(f"{float(self.speed):.2f} × as fast")
        return ", ".join(words)


UNCHANGED = Transform()


def _box(box: Box) -> str:
    across = f"{100 * box.left:.0f}–{100 * box.right:.0f} % across"
    down = f"{100 * box.top:.0f}–{100 * box.bottom:.0f} % down"
    said = [words for words, share in ((across, box.right - box.left), (down, box.bottom - box.top)) if share < _ALL]
    return " and ".join(said or [across, down])
