"""The train: one carriage after another along a platform.

Knows its livery by the place's dice; where the track lies, the station says.
"""

from __future__ import annotations

from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse
from .lights import glow
from .perspective import Eye
from .site import Site

_TRAINS: Final = (("#e8ecf0", "#2f8f6a"), ("#d8453f", "#f4efe4"), ("#3f5f9a", "#e8d8b0"), ("#c9ced4", "#e07a2f"))


def paint_train(canvas: Canvas, site: Site, eye: Eye, x: float, side: int) -> None:
    """A train that stands at the platform, its near end towards the camera."""
    body, stripe = site.dice("livery").choice(_TRAINS)
    paint, band = site.outdoors(site.tinted(body, 0.25)), site.outdoors(stripe)
    z0, z1 = 3.4, 34.0
    near = eye.at(x, 0, z0)[0]
    far = eye.at(x, 0, z1)[0]
    canvas.fill(
        eye.side(x, -0.75, 2.7, z0, z1),
        Linear((near, 0), (far, 0), ramp(lighten(paint, 0.1), paint, mix(paint, site.air.haze, 0.4))),
    )
    canvas.fill(eye.side(x, -0.95, -0.5, z0, z1), darken(paint, 0.65))
    canvas.fill(eye.side(x, 0.4, 0.62, z0, z1), band)
    canvas.fill(
        eye.shape([(x, 2.7, z0), (x, 2.7, z1), (x + side * 0.6, 3.0, z1), (x + side * 0.6, 3.0, z0)]),
        darken(paint, 0.2),
    )
    end = eye.shape(
        [
            (x, -0.75, z0),
            (x, 2.7, z0),
            (x + side * 0.5, 3.0, z0),
            (x + side * 2.4, 3.0, z0),
            (x + side * 2.8, 2.7, z0),
            (x + side * 2.8, -0.75, z0),
        ]
    )
    ex0, ey0 = eye.at(x, 3.0, z0)
    canvas.fill(end, Linear((0, ey0), (0, ey0 + 1000), ramp(lighten(paint, 0.16), darken(paint, 0.25))))
    glass = "#ffe8b4" if site.lamps else mix(site.air.sky[2], "#2a3444", 0.5)
    canvas.fill(
        eye.front(min(x + side * 0.3, x + side * 2.5), max(x + side * 0.3, x + side * 2.5), 1.1, 2.4, z0),
        mix(site.air.sky[2], "#1c2434", 0.6),
    )
    canvas.fill(eye.front(min(x, x + side * 2.8), max(x, x + side * 2.8), 0.4, 0.62, z0), band)
    panes, doors = Path(), Path()
    z = z0 + 0.5
    i = 0
    while z < z1:
        if i % 4 == 1:
            doors.add(eye.side(x - side * 0.01, -0.05, 2.2, z, z + 1.3))
        panes.add(eye.side(x - side * 0.02, 1.0, 2.0, z + 0.12, z + 1.15))
        z += 1.5
        i += 1
    canvas.fill(doors, lighten(paint, 0.2))
    canvas.stroke(doors, darken(paint, 0.5), 3, 0.6)
    canvas.fill(panes, glass)
    if site.lamps:
        for z in (5, 9, 15):
            px, py = eye.at(x, 1.5, z)
            glow(canvas, px, py, 1.7 * eye.scale(z), "#ffd994", 0.4)
    for dx in (0.5, 2.3):
        hx, hy = eye.at(x + side * dx, 0.05, z0)
        canvas.fill(ellipse(hx, hy, 0.13 * eye.scale(z0)), "#fffbe8")
        if site.lamps or site.weather.value in {"fog", "rain", "storm", "snow"}:
            glow(canvas, hx, hy, 1.6 * eye.scale(z0), "#fff4d0", 0.75)
    del ex0
