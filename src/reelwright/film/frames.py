"""Time in a film: a frame grid, spans on it, and the shape of the picture.

Knows rational time only; a float of seconds enters and leaves at the edges (sound, encoders).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from .errors import FilmError


@dataclass(frozen=True, slots=True)
class FrameRate:
    """Frames per second as a ratio, so that 30000/1001 is exact."""

    numerator: int = 30
    denominator: int = 1

    def __post_init__(self) -> None:
        if self.numerator <= 0 or self.denominator <= 0:
            raise FilmError(f"a frame rate is a ratio above zero, not {self.numerator}/{self.denominator}")

    @property
    def ratio(self) -> Fraction:
        """Frames per second as a fraction."""
        return Fraction(self.numerator, self.denominator)

    def seconds(self, frames: int) -> Fraction:
        """The exact time in seconds of a number of frames."""
        return Fraction(frames) / self.ratio

    def frames(self, seconds: Fraction | float) -> int:
        """The number of whole frames nearest to a time in seconds, halves away from zero."""
        exact = Fraction(seconds) * self.ratio
        return int(exact + Fraction(1, 2)) if exact >= 0 else -int(-exact + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Aspect:
    """The shape of the picture, width to height."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}:{self.height}"


ASPECTS: Final = {str(a): a for a in (Aspect(9, 16), Aspect(1, 1), Aspect(16, 9), Aspect(4, 5))}
"""The shapes a film can be made in, by name."""


@dataclass(frozen=True, slots=True)
class FrameSize:
    """Pixels of a picture; both sides are even because 4:2:0 chroma needs it."""

    width: int
    height: int

    def __post_init__(self) -> None:
        if self.width < 16 or self.height < 16 or self.width % 2 or self.height % 2:
            raise FilmError(f"a frame has even sides of 16 pixels or more, not {self.width}×{self.height}")


_FULL: Final = {"9:16": (1080, 1920), "1:1": (1080, 1080), "16:9": (1920, 1080), "4:5": (1080, 1350)}
_DRAFT: Final = {"9:16": (540, 960), "1:1": (540, 540), "16:9": (960, 540), "4:5": (540, 676)}


def frame_size(aspect: str, *, draft: bool = False) -> FrameSize:
    """The picture size for a shape, full size or the quick draft's.

    Raises:
        FilmError: the shape is not one of ``ASPECTS``.
    """
    try:
        return FrameSize(*(_DRAFT if draft else _FULL)[aspect])
    except KeyError:
        raise FilmError(f"unknown aspect {aspect!r}", mend=f"choose one of {', '.join(sorted(ASPECTS))}") from None
