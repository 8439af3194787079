"""Aim: where a point of the head lands on the picture when the head turns, nods and leans.

Knows the head as a solid: x to the side, y down, z out of the face. Flat drawing then follows
depth, so that a nose travels further than an ear and the far cheek foreshortens.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ..path import Point
from ..stage import FigureState

_TURN: Final = 29.0
_PITCH: Final = 13.0
BOWED: Final = 84.0
"""How much lower a head is that is bowed, in figure units: it comes towards us over the chest."""
NECK: Final = (0.0, 190.0)
"""The point that the head leans about."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a head looks.

    Args:
        turn: −1 to 1.
        pitch: −1 (up) to 1 (down).
    """

    turn: float
    pitch: float
    cos: float
    sin: float
    nod: float

    def at(self, x: float, y: float, z: float) -> Point:
        """The place on the picture of a point of the head."""
        depth = z * self.cos - x * self.sin
        return x * self.cos + z * self.sin, y + (depth - 20) * self.nod

    def along(self, points: Iterable[tuple[float, float, float]]) -> list[Point]:
        """The places of several points."""
        return [self.at(*point) for point in points]

    def squeeze(self, x: float) -> float:
        """How much narrower a thing on the face gets that lies this far from its middle."""
        lean = math.asin(max(-0.75, min(0.75, x / 215)))
        angle = math.atan2(self.sin, self.cos)
        return max(0.2, math.cos(angle + lean) / math.cos(lean))

    def side(self, x: float) -> float:
        """The x of the outline of the skull whose half width is ``x`` (signed): longer at the back."""
        return x - 15 * self.turn

    def face(self, x: float, y: float) -> Point:
        """The place of a point on the surface of the face."""
        return self.at(x, y, face_depth(x, y))


def face_depth(x: float, y: float) -> float:
    """How far out the surface of a face lies at a point seen from the front."""
    around = 1 - min(1.0, abs(x) / 152) ** 2
    depth = 128 * math.sqrt(max(0.0, around))
    return depth * (1.0 if y < 60 else 0.96) - (max(0.0, -y - 120) * 0.35)


def aim_of(state: FigureState) -> Aim:
    """The aim of a figure's head."""
    angle = math.radians(_TURN * max(-1.15, min(1.15, state.turn)))
    nod = math.sin(math.radians(_PITCH * max(-1.2, min(1.2, state.pitch))))
    return Aim(state.turn, state.pitch, math.cos(angle), math.sin(angle), nod)
