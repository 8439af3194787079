"""Mist: what wet or white air does to the distance under an open sky.

Veils of the air's own haze lie between the planes of a place, so that near things stay crisp and far
ones drown; in a storm they are dark. Knows no place: whoever paints one gets them for nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from reelwright.film import Weather

from ..canvas import Canvas, Linear, Stop
from ..colour import lighten, mix
from ..path import ellipse, rect
from ..stage import Plane, Scenery
from .lights import glow
from .site import Site

_VEILS: Final[dict[Weather, tuple[tuple[float, float, float], ...]]] = {
    # depth behind which it lies, how thick it is at the horizon, how thick above and below
    Weather.FOG: ((0.45, 0.78, 0.5), (0.78, 0.46, 0.16)),
    Weather.SNOW: ((0.45, 0.34, 0.16),),
    Weather.RAIN: ((0.45, 0.3, 0.1),),
    Weather.STORM: ((0.45, 0.42, 0.3),),
}
_HORIZON: Final = 1080.0


def veiled(scenery: Scenery, site: Site) -> Scenery:
    """The scenery with its weather between its planes; as it was where there is no open sky or the air is clear."""
    veils = _VEILS.get(site.weather, ()) if scenery.sky else ()
    planes = tuple(
        Plane(partial(_veil, site=site, thick=thick, thin=thin), depth, soft=True) for depth, thick, thin in veils
    )
    between = sorted((*scenery.planes, *planes), key=lambda plane: plane.depth)
    return replace(scenery, planes=tuple(between)) if planes else scenery


def _veil(canvas: Canvas, site: Site, thick: float, thin: float) -> None:
    """Haze over the whole picture, densest where the ground meets the sky, with a few banks of it."""
    haze = site.air.haze
    if site.weather is Weather.STORM:
        haze = mix(haze, "#0c1022", 0.62)
    elif site.weather is Weather.FOG:
        haze = lighten(haze, 0.06)
    stops = (
        Stop(0, haze, thin),
        Stop(0.46, haze, (thin + thick) / 2),
        Stop(0.6, haze, thick),
        Stop(0.74, haze, thick * 0.7),
        Stop(1, haze, thin * 0.4),
    )
    canvas.fill(
        rect(site.left, site.top, site.right - site.left, site.bottom - site.top),
        Linear((0, site.top), (0, site.bottom), stops),
    )
    if site.weather is not Weather.FOG:
        return
    dice = site.dice("banks", site.facing)
    for _ in range(round(7 * (site.right - site.left) / 1520)):
        x, y = dice.uniform(site.left, site.right), _HORIZON + dice.uniform(-150, 130)
        with canvas.at(x, y, scale=1.0, scale_y=0.22):
            glow(canvas, 0.0, 0.0, dice.uniform(320, 620), lighten(haze, 0.16), 0.34)
    canvas.fill(ellipse(site.centre, _HORIZON + 60, site.width, 60), lighten(haze, 0.1), 0.1)
