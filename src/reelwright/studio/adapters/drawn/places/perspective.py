"""Perspective: a metric world in front of a level camera, projected onto the stage.

Metres: x right of the middle, y up from the floor, z away from where the figures stand (negative is
nearer to the camera). Painters who place things here cannot get a vanishing line wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..path import Path, Point, polygon

NEAREST = -2.55
"""The z at which the floor leaves the painted stage at its bottom."""


@dataclass(frozen=True, slots=True)
class Eye:
    """A level camera.

    Args:
        centre: x on the stage of the vanishing point.
        horizon: y on the stage of the vanishing point.
        unit: stage units a metre where the figures stand.
        height: metres of the camera above the floor.
        reach: metres from the camera to the figures.
    """

    centre: float
    horizon: float = 1100.0
    unit: float = 570.0
    height: float = 0.9
    reach: float = 5.0

    @property
    def floor(self) -> float:
        """The y where the feet of the figures stand."""
        return self.horizon + self.height * self.unit

    def scale(self, z: float) -> float:
        """Stage units a metre at a depth."""
        return self.unit * self.reach / max(0.2, self.reach + z)

    def at(self, x: float, y: float, z: float) -> Point:
        """Where a point of the world lies on the stage."""
        k = self.scale(z)
        return self.centre + x * k, self.horizon + (self.height - y) * k

    def across(self, stage_x: float, z: float) -> float:
        """The world x that is seen at a stage x at some depth."""
        return (stage_x - self.centre) / self.scale(z)

    def shape(self, points: Sequence[tuple[float, float, float]]) -> Path:
        """A closed outline through points of the world."""
        return polygon([self.at(*point) for point in points])

    def front(self, x0: float, x1: float, y0: float, y1: float, z: float) -> Path:
        """An upright rectangle that faces the camera."""
        return self.shape([(x0, y1, z), (x1, y1, z), (x1, y0, z), (x0, y0, z)])

    def flat(self, x0: float, x1: float, z0: float, z1: float, y: float = 0.0) -> Path:
        """A level rectangle (floor, table top, ceiling)."""
        return self.shape([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)])

    def side(self, x: float, y0: float, y1: float, z0: float, z1: float) -> Path:
        """An upright rectangle that runs away from the camera."""
        return self.shape([(x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1)])
