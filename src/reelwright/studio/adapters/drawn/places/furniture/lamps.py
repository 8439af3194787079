"""Lamps: what hangs, stands and shines in rooms.

Knows their forms and their light when the hour has lamps lit.
"""

from __future__ import annotations

import math

from ...canvas import Canvas, Linear, Radial, fade, ramp
from ...colour import darken, lighten, mix
from ...path import Path, ellipse, polygon, polyline, rect, smooth
from ..interior import Room
from ..lights import glow, pool
from .pieces import stand


def pendant(
    canvas: Canvas, room: Room, x: float, z: float, low: float, colour: str, *, form: str = "cone", size: float = 0.3
) -> None:
    """A lamp that hangs from the ceiling: cone, globe, dome, bulb or lantern."""
    eye = room.eye
    k = eye.scale(z)
    cx, cy = eye.at(x, low, z)
    top = eye.at(x, room.tall, z)[1]
    on = room.site.lamps
    tone = room.lit(colour)
    r = size * k / 2
    canvas.stroke(polyline([(cx, min(top, cy) if top < cy else cy - 800), (cx, cy - r * 1.2)]), room.lit("#2c2226"), 5)
    bright = "#fff1c9" if on else room.lit("#f2ece0")
    if on:
        glow(canvas, cx, cy + r * 0.4, r * 7.5, room.lamp, 0.5)
    if form == "globe":
        canvas.fill(
            ellipse(cx, cy, r),
            Radial(
                (cx, cy + r * 0.2),
                r * 1.1,
                ramp("#fffbe8", bright, mix(bright, room.lamp, 0.5)) if on else ramp("#fbf8f2", "#e6dfd4", "#c9beb2"),
            ),
        )
        canvas.fill(rect(cx - r * 0.3, cy - r * 1.25, r * 0.6, r * 0.35), room.lit("#b08a4a"))
    elif form == "bulb":
        canvas.fill(rect(cx - r * 0.16, cy - r * 1.1, r * 0.32, r * 0.5), room.lit("#3a2c22"))
        canvas.fill(ellipse(cx, cy - r * 0.1, r * 0.42, r * 0.55), bright, 0.95)
    elif form == "lantern":
        paper = mix(colour, "#fff0c0", 0.35) if on else tone
        canvas.fill(
            ellipse(cx, cy, r, r * 1.25),
            Radial((cx, cy + r * 0.3), r * 1.4, ramp(lighten(paper, 0.45), paper, darken(paper, 0.25))),
        )
        ribs = Path()
        for i in range(-3, 4):
            half = r * math.sqrt(max(0.0, 1 - (i / 4) ** 2))
            ribs.move(cx - half, cy + i * r * 0.31).quad(cx, cy + i * r * 0.31 + r * 0.08, cx + half, cy + i * r * 0.31)
        canvas.stroke(ribs, darken(paper, 0.35), 2.5, 0.5)
        canvas.fill(
            rect(cx - r * 0.4, cy - r * 1.36, r * 0.8, r * 0.2).add(
                rect(cx - r * 0.4, cy + r * 1.16, r * 0.8, r * 0.2)
            ),
            room.lit("#2a1a18"),
        )
        canvas.stroke(polyline([(cx, cy + r * 1.3), (cx, cy + r * 1.9)]), room.lit("#b03030"), 7)
    else:
        dome = form == "dome"
        shade = Path().move(cx - r * 0.22, cy - r * 1.15).line(cx + r * 0.22, cy - r * 1.15)
        shade.cubic(
            cx + r * (0.9 if dome else 0.4), cy - r * 0.9, cx + r * (1.0 if dome else 0.8), cy - r * 0.4, cx + r, cy
        )
        shade.line(cx - r, cy).cubic(
            cx - r * (1.0 if dome else 0.8),
            cy - r * 0.4,
            cx - r * (0.9 if dome else 0.4),
            cy - r * 0.9,
            cx - r * 0.22,
            cy - r * 1.15,
        ).close()
        canvas.fill(shade, Linear((cx - r, 0), (cx + r, 0), ramp(lighten(tone, 0.2), tone, darken(tone, 0.3))))
        canvas.fill(ellipse(cx, cy, r, r * 0.17), bright)
    if on:
        cone = polygon([(cx - r, cy), (cx + r, cy), (cx + r * 3.2, cy + r * 6.5), (cx - r * 3.2, cy + r * 6.5)])
        canvas.fill(cone, Linear((0, cy), (0, cy + r * 6.5), fade(room.lamp, 0.17, 0.0)), blend="screen")


def floor_lamp(canvas: Canvas, room: Room, x: float, z: float, colour: str, *, high: float = 1.55) -> None:
    """A standing lamp with a cloth shade."""
    eye = room.eye
    k = eye.scale(z)
    fx, fy = eye.at(x, 0, z)
    _, sy = eye.at(x, high, z)
    stand(canvas, room, x, z, 0.16)
    canvas.fill(ellipse(fx, fy - 4, 0.14 * k, 0.03 * k), room.lit("#3a2c24"))
    canvas.stroke(polyline([(fx, fy - 6), (fx, sy)]), room.lit("#3a2c24"), 0.03 * k)
    _cloth_shade(canvas, room, fx, sy, 0.2 * k, colour)


def table_lamp(canvas: Canvas, room: Room, x: float, y: float, z: float, colour: str, *, base: str = "#8a5a3a") -> None:
    """A small lamp that stands on something at height y."""
    k = room.eye.scale(z)
    cx, cy = room.eye.at(x, y, z)
    tone = room.lit(base)
    canvas.fill(
        smooth(
            [
                (cx - 0.05 * k, cy),
                (cx - 0.09 * k, cy - 0.1 * k),
                (cx - 0.025 * k, cy - 0.2 * k),
                (cx + 0.025 * k, cy - 0.2 * k),
                (cx + 0.09 * k, cy - 0.1 * k),
                (cx + 0.05 * k, cy),
            ]
        ),
        Linear((cx - 0.09 * k, 0), (cx + 0.09 * k, 0), ramp(lighten(tone, 0.2), darken(tone, 0.25))),
    )
    _cloth_shade(canvas, room, cx, cy - 0.18 * k, 0.14 * k, colour)


def _cloth_shade(canvas: Canvas, room: Room, x: float, y: float, r: float, colour: str) -> None:
    on = room.site.lamps
    tone = mix(colour, "#fff2cc", 0.6) if on else room.lit(colour)
    if on:
        glow(canvas, x, y - r * 0.6, r * 8.5, room.lamp, 0.55)
    path = polygon([(x - r * 0.62, y - r * 1.35), (x + r * 0.62, y - r * 1.35), (x + r, y), (x - r, y)])
    canvas.fill(
        path,
        Linear(
            (0, y - r * 1.35),
            (0, y),
            ramp(mix(tone, colour, 0.35), tone, lighten(tone, 0.3))
            if on
            else ramp(lighten(tone, 0.1), darken(tone, 0.1)),
        ),
    )


def lamp_pool(canvas: Canvas, room: Room, x: float, z: float, reach: float, alpha: float = 0.3) -> None:
    """The round of light that a lamp lays on the floor, when it is lit."""
    if room.site.lamps:
        cx, cy = room.eye.at(x, 0, z)
        k = room.eye.scale(z)
        pool(canvas, cx, cy, reach * k, reach * k * 0.22, room.lamp, alpha)
