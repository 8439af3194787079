"""What a hair style is: a cap on the skull, locks, what falls behind, and knots.

Numbers only, seen from the front on an upright head. Locks of the fringe are given as they are;
side locks are given for one side and mirrored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...path import Point

Texture = Literal["straight", "wavy", "curly", "coily", "stubble", "combed", "receding"]
Knot = Literal["", "ponytail", "high_bun", "low_bun", "twin_tails", "braid", "topknot"]


@dataclass(frozen=True, slots=True)
class Strand:
    """One lock: root, bend and tip in the plane of the face, and half its width at the root."""

    root: Point
    bend: Point
    tip: Point
    width: float


def locks(*numbers: tuple[float, ...]) -> tuple[Strand, ...]:
    """Locks from rows of seven numbers: root x y, bend x y, tip x y, width."""
    return tuple(Strand((n[0], n[1]), (n[2], n[3]), (n[4], n[5]), n[6]) for n in numbers)


@dataclass(frozen=True, slots=True)
class HairStyle:
    """A hair style.

    Args:
        lift: how far the hair stands above the skull.
        wide: half width of the cap at the temples.
        low: y down to which the cap covers the side of the head (−30: the ear is free).
        line: hairline from beside the ear to the middle of the forehead, right half.
        part: x of the parting, from which strands run.
        fringe: locks over the forehead.
        sides: locks beside the face, mirrored.
        spikes: locks that stand out from the silhouette.
        rear: outline of what lies behind the head from the temple down, right half; empty: short.
        ends: locks that end the rear mass, mirrored.
        texture: straight, wavy, curly, coily or stubble.
        knot: hair that is tied.
        shine: height of the band of light, 0 for none.
        fade: the sides are cut to stubble.
    """

    lift: float = 24.0
    wide: float = 164.0
    low: float = -34.0
    line: tuple[Point, ...] = ((139, 6), (131, -66), (92, -134), (0, -152))
    part: float = 0.0
    fringe: tuple[Strand, ...] = ()
    sides: tuple[Strand, ...] = ()
    spikes: tuple[Strand, ...] = ()
    rear: tuple[Point, ...] = ()
    ends: tuple[Strand, ...] = ()
    texture: Texture = "straight"
    knot: Knot = ""
    shine: float = -178.0
    fade: bool = False
