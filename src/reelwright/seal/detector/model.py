"""The nouns of the detector: where a film shows another, and what was done to it.

Knows no pictures: everything here is plain and can be said to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from reelwright.seal.model import Stretch
from reelwright.seal.transform import Transform


class Relation(StrEnum):
    """What a stretch of a file has to do with a stretch of a registered film.

    ``COPY``: the same pictures, moving the same way. ``SAME_SET``: the same place or things, but
    what moves is not the same; no copy. ``SAME_MUSIC``: the same music at the same moments and not
    even the same set.
    """

    COPY = "copy"
    SAME_SET = "same set"
    SAME_MUSIC = "same music"


class Upstream(StrEnum):
    """Which of the two sees more, and so was there first."""

    FILM = "film"
    FILE = "file"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class CopyMatch:
    """A stretch of a file that shows a stretch of a registered film, or shares its set.

    Args:
        film: id of the registered film.
        here: where it lies in the file; ``there`` where it lies in the film.
        likeness: how alike the pictures are once laid over each other, 0 to 1.
        motion: how alike what moves in them is, -1 to 1; what decides between copy and same set.
        points: points of the file's pictures that agree with the transform.
        sound: how alike the sound is, -1 to 1; None where either is silent.
        pairs: moments of file and film that show the same picture, for a report.
        unsure: it shares the set as far as can be told, and is too brief or too still to say that it is no copy.
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
    unsure: bool = False
