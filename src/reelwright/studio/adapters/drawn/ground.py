"""The ground: the shadow that somebody throws on the floor they stand on.

Without it people float before the place. One soft picture for each figure, painted once, that goes
where the feet go.
"""

from __future__ import annotations

from typing import Final

from .bearing import Bearing
from .canvas import Canvas, Radial, Stop
from .path import ellipse
from .pixels import Picture, from_bgra
from .stage import STAGE_HEIGHT, Light

_FLAT: Final = 0.2
_CAST: Final = 1.15
"""How far the shadow reaches away from the light, in its own half widths."""
_DARK: Final = "#0a0612"


class GroundShadow:
    """The shadow of one figure: it goes where they walk, and lies still while they breathe or hop.

    Args:
        foot: x and y on the stage of the middle between the soles.
        half: half the body's width in stage units.
        anchor: the point in pixels about which the figure grows.
        depth: the figure's.
        light: of the place.
        pixel: pixels for each stage unit.
    """

    def __init__(
        self,
        bearing: Bearing,
        *,
        foot: tuple[float, float],
        half: float,
        anchor: tuple[float, float],
        depth: float,
        light: Light,
        pixel: float,
    ) -> None:
        self._bearing = bearing
        self.anchor, self.depth = anchor, depth
        wide, high = half * (1.3 + _CAST), half * _FLAT * 2.2
        left, top = foot[0] - wide, foot[1] - high
        self.corner = (2 * round(left * pixel / 2), 2 * round(top * pixel / 2))
        size = (2 * round(wide * pixel), 2 * round(high * pixel))
        canvas = Canvas(max(2, size[0]), max(2, size[1]), scale=pixel, origin=(-self.corner[0], -self.corner[1]))
        self._paint(canvas, foot, half, light)
        self._picture = from_bgra(canvas.pixels())

    @staticmethod
    def _paint(canvas: Canvas, foot: tuple[float, float], half: float, light: Light) -> None:
        away = -light.side
        for shift, wide, strength in ((0.62 * away, _CAST, 0.34), (0.06 * away, 0.86, 0.62)):
            shade = Radial(
                (0.0, 0.0), 1.0, (Stop(0, _DARK, strength), Stop(0.5, _DARK, 0.62 * strength), Stop(1, _DARK, 0))
            )
            with canvas.at(foot[0] + shift * half, foot[1], scale=half * wide, scale_y=half * wide * _FLAT):
                canvas.fill(ellipse(0.0, 0.0, 1.0), shade)

    def picture(self, frame: int) -> Picture:
        """The same at every frame."""
        del frame
        return self._picture

    def way(self, frame: int) -> tuple[float, float, float]:
        """As the feet go: across, and into the depth."""
        body = self._bearing.at(frame)
        return body.dx, 0.0, body.grow

    def breath(self, frame: int) -> float:
        """None."""
        del frame
        return 0.0


def is_seen(foot_y: float, smallest: float, face_y: float) -> bool:
    """Whether feet come into the frame: where they are, or where their owner is smallest."""
    nearest = face_y + (foot_y - face_y) * smallest
    return min(foot_y, nearest) < STAGE_HEIGHT - 20
