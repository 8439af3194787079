"""Surfaces of rooms: walls, ceilings and floors in perspective, with boards and tiles.

Knows the six sides of a room. Refuses to know what stands before them.
"""

from __future__ import annotations

from typing import Literal

from ...canvas import Canvas, Linear, Stop, fade, ramp
from ...colour import darken, lighten, mix
from ...path import Path, polyline, rect
from ..lights import mottle
from ..perspective import NEAREST
from .room import Room

FloorKind = Literal["planks", "tiles", "checks", "carpet", "concrete", "tatami"]


def paint_shell(canvas: Canvas, room: Room, *, floor: FloorKind = "planks", bright: float = 0.0) -> None:
    """The six sides of the box: back wall, side walls, ceiling, floor; with light from ``bright`` (−1 to 1) aside."""
    eye, h, b, t = room.eye, room.half, room.back, room.tall
    wall, under = room.lit(room.wall), room.lit(room.ceiling)
    x0, y0 = eye.at(-h, t, b)
    x1, y1 = eye.at(h, 0, b)
    canvas.fill(room.site.whole, darken(under, 0.25))
    canvas.fill(
        eye.flat(-h, h, NEAREST, b, t),
        Linear((0, room.site.top), (0, y0), ramp(darken(under, 0.45), darken(under, 0.08))),
    )
    for sign in (-1, 1):
        near = darken(wall, 0.38 - 0.16 * bright * sign)
        far = darken(wall, 0.14 - 0.08 * bright * sign)
        start, end = eye.at(sign * h, 0, NEAREST)[0], eye.at(sign * h, 0, b)[0]
        canvas.fill(eye.side(sign * h, 0, t, NEAREST, b), Linear((start, 0), (end, 0), ramp(near, far)))
    light, dark = lighten(wall, 0.1), darken(wall, 0.16)
    stops = ramp(dark, wall, light) if bright > 0 else ramp(light, wall, dark)
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), Linear((x0, y0), (x1, y0 + (y1 - y0) * 0.6), stops))
    mottle(
        canvas,
        rect(x0, y0, x1 - x0, y1 - y0),
        room.site.dice("wall paint"),
        (lighten(wall, 0.35), darken(wall, 0.35)),
        0.08,
    )
    _corner_shade(canvas, (x0, y0, x1, y1))
    paint_floor(canvas, room, floor)


def _corner_shade(canvas: Canvas, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    dark = "#1a0e18"
    deep = min(150.0, (x1 - x0) / 4)
    canvas.fill(rect(x0, y0, deep, y1 - y0), Linear((x0, 0), (x0 + deep, 0), fade(dark, 0.22, 0)))
    canvas.fill(rect(x1 - deep, y0, deep, y1 - y0), Linear((x1, 0), (x1 - deep, 0), fade(dark, 0.22, 0)))
    canvas.fill(rect(x0, y0, x1 - x0, deep), Linear((0, y0), (0, y0 + deep), fade(dark, 0.26, 0)))
    canvas.fill(rect(x0, y1 - deep, x1 - x0, deep), Linear((0, y1), (0, y1 - deep), fade(dark, 0.24, 0)))


def ceiling_beams(canvas: Canvas, room: Room, colour: str, *, along: bool = False, every: float = 0.9) -> None:
    """Timber under the ceiling, across the room or along it."""
    eye, t = room.eye, room.tall
    tone = room.lit(colour)
    under, faces = Path(), Path()
    if along:
        x = -room.half + every / 2
        while x < room.half:
            under.add(eye.flat(x - 0.07, x + 0.07, NEAREST, room.back, t - 0.16))
            faces.add(eye.side(x - 0.07 if x > 0 else x + 0.07, t - 0.16, t, NEAREST, room.back))
            x += every
    else:
        z = room.back - 0.25
        while z > NEAREST:
            under.add(eye.flat(-room.half, room.half, z, z + 0.16, t - 0.18))
            faces.add(eye.front(-room.half, room.half, t - 0.18, t, z))
            z -= every
    canvas.fill(under, darken(tone, 0.5))
    canvas.fill(
        faces,
        Linear((0, room.site.top), (0, eye.at(0, t, room.back)[1]), ramp(darken(tone, 0.35), lighten(tone, 0.06))),
    )


def ceiling_cove(canvas: Canvas, room: Room, *, inset: float = 0.5) -> None:
    """A raised field in the ceiling whose hidden light glows along its edge."""
    eye, t, h = room.eye, room.tall, room.half
    field = eye.flat(-h + inset, h - inset, NEAREST, room.back - inset, t)
    tone = room.lit(room.ceiling)
    top, foot = room.site.top, eye.at(0, t, room.back - inset)[1]
    canvas.fill(field, Linear((0, top), (0, foot), ramp(darken(tone, 0.2), lighten(tone, 0.14))))
    edge = mix(lighten(tone, 0.4), room.lamp, 0.5 if room.site.lamps else 0.0)
    canvas.stroke(field, edge, 7, 0.75)
    if room.site.lamps:
        canvas.stroke(field, room.lamp, 40, 0.16, blend="screen")


def paint_floor(canvas: Canvas, room: Room, kind: FloorKind) -> None:
    """The floor with its pattern, darker towards the camera."""
    eye, h, b = room.eye, room.half, room.back
    base = room.lit(room.floor)
    far_y = eye.at(0, 0, b)[1]
    area = eye.flat(-h, h, NEAREST, b)
    canvas.fill(area, Linear((0, far_y), (0, room.site.bottom), ramp(lighten(base, 0.08), base, darken(base, 0.38))))
    with canvas.clip(area):
        if kind in {"planks", "tatami"}:
            _planks(canvas, room, base, 0.16 if kind == "planks" else 0.9)
        elif kind in {"tiles", "checks"}:
            _tiles(canvas, room, base, checks=kind == "checks")
        mottle(canvas, area, room.site.dice("floor paint"), (lighten(base, 0.4), darken(base, 0.5)), 0.12, size=260)
        shine = (Stop(0, lighten(base, 0.6), 0.3), Stop(1, base, 0.0))
        canvas.fill(area, Linear((0, far_y), (0, far_y + 260), shine))


def _planks(canvas: Canvas, room: Room, base: str, step: float) -> None:
    eye, b = room.eye, room.back
    dice = room.site.dice("planks")
    lines, ends, tones = Path(), Path(), (Path(), Path())
    x, right = -room.half, room.half
    while x < right:
        z = NEAREST - dice.uniform(0, 1.2)
        while z < b:
            long = dice.uniform(0.9, 1.6)
            tone = dice.random()
            if tone < 0.5:
                tones[int(tone < 0.25)].add(eye.flat(x, x + step, max(NEAREST, z), min(b, z + long)))
            (ax, ay), (bx, by) = eye.at(x, 0, max(NEAREST, z)), eye.at(x + step, 0, max(NEAREST, z))
            ends.move(ax, ay).line(bx, by)
            z += long
        (ax, ay), (bx, by) = eye.at(x, 0, NEAREST), eye.at(x, 0, b)
        lines.move(ax, ay).line(bx, by)
        x += step
    canvas.fill(tones[0], darken(base, 0.3), 0.28)
    canvas.fill(tones[1], lighten(base, 0.3), 0.18)
    canvas.stroke(lines, darken(base, 0.5), 2.2, 0.5, cap="butt")
    canvas.stroke(ends, darken(base, 0.5), 2, 0.4, cap="butt")


def _tiles(canvas: Canvas, room: Room, base: str, *, checks: bool) -> None:
    eye, b, h = room.eye, room.back, room.half
    step = 0.45
    columns = int(2 * h / step) + 1
    rows = int((b - NEAREST) / step) + 1
    if checks:
        dark = Path()
        for i in range(columns):
            for j in range(i % 2, rows, 2):
                x, z = -h + i * step, b - (j + 1) * step
                dark.add(eye.flat(x, x + step, max(NEAREST, z), z + step))
        canvas.fill(dark, darken(base, 0.5), 0.55)
    lines = Path()
    for i in range(columns + 1):
        lines.add(polyline([eye.at(-h + i * step, 0, NEAREST), eye.at(-h + i * step, 0, b)]))
    for j in range(rows):
        z = b - j * step
        lines.add(polyline([eye.at(-h, 0, z), eye.at(h, 0, z)]))
    canvas.stroke(lines, darken(base, 0.4), 2.2, 0.45, cap="butt")


def skirting(
    canvas: Canvas, room: Room, colour: str, *, high: float = 0.12, rail: float = 0.0, cornice: float = 0.0
) -> None:
    """A skirting board along the walls, and if asked a chair rail and a cornice at these heights."""
    eye, h, b = room.eye, room.half, room.back
    tone = room.lit(colour)
    bands = (
        [(0.0, high)]
        + ([(rail, rail + 0.06)] if rail else [])
        + ([(room.tall - cornice, room.tall)] if cornice else [])
    )
    front, sides, edge = Path(), Path(), Path()
    for low, top in bands:
        front.add(eye.front(-h, h, low, top, b))
        sides.add(eye.side(-h, low, top, NEAREST, b)).add(eye.side(h, low, top, NEAREST, b))
        edge.add(polyline([eye.at(-h, top, b), eye.at(h, top, b)]))
    canvas.fill(sides, darken(tone, 0.22))
    canvas.fill(front, tone)
    canvas.stroke(edge, lighten(tone, 0.35), 2.5, 0.7)


def wainscot(canvas: Canvas, room: Room, colour: str, high: float, *, step: float = 0.22) -> None:
    """Boards that cover the lower part of the walls."""
    eye, h, b = room.eye, room.half, room.back
    tone = room.lit(colour)
    x0, y0 = eye.at(-h, high, b)
    x1, y1 = eye.at(h, 0, b)
    for sign in (-1, 1):
        start, end = eye.at(sign * h, 0, NEAREST)[0], eye.at(sign * h, 0, b)[0]
        canvas.fill(
            eye.side(sign * h, 0, high, NEAREST, b),
            Linear((start, 0), (end, 0), ramp(darken(tone, 0.5), darken(tone, 0.2))),
        )
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), Linear((0, y0), (0, y1), ramp(lighten(tone, 0.06), darken(tone, 0.14))))
    lines = Path()
    for i in range(1, int(2 * h / step) + 1):
        lines.add(polyline([eye.at(-h + i * step, 0, b), eye.at(-h + i * step, high, b)]))
    z = b
    while z > NEAREST:
        for sign in (-1, 1):
            lines.add(polyline([eye.at(sign * h, 0, z), eye.at(sign * h, high, z)]))
        z -= step * 1.6
    canvas.stroke(lines, darken(tone, 0.45), 2, 0.45, cap="butt")
    canvas.fill(eye.front(-h, h, high - 0.03, high + 0.04, b), darken(tone, 0.1))
    canvas.stroke(polyline([(x0, y0 - 10), (x1, y0 - 10)]), lighten(tone, 0.4), 3, 0.7)


def wall_tiles(
    canvas: Canvas, room: Room, colour: str, low: float, high: float, *, wide: float = 0.2, tall: float = 0.1
) -> None:
    """Glazed tiles in running bond on the back and side walls between two heights."""
    eye, h, b = room.eye, room.half, room.back
    tone = room.lit(colour)
    for sign in (-1, 1):
        canvas.fill(eye.side(sign * h, low, high, NEAREST, b), darken(tone, 0.24))
    canvas.fill(eye.front(-h, h, low, high, b), tone)
    lines, glints = Path(), Path()
    dice = room.site.dice("tiles")
    row, y = 0, low
    while y < high:
        lines.add(polyline([eye.at(-h, y, NEAREST), eye.at(-h, y, b), eye.at(h, y, b), eye.at(h, y, NEAREST)]))
        x = -h + (wide / 2 if row % 2 else 0)
        while x < h:
            lines.add(polyline([eye.at(x, y, b), eye.at(x, min(high, y + tall), b)]))
            if dice.random() < 0.14:
                glints.add(eye.front(x + 0.01, min(h, x + wide - 0.01), y + 0.01, min(high, y + tall - 0.01), b))
            x += wide
        y += tall
        row += 1
    canvas.fill(glints, lighten(tone, 0.5), 0.35)
    canvas.stroke(lines, darken(tone, 0.3), 1.8, 0.5, cap="butt")
