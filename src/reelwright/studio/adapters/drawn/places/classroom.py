"""The classroom: board and lectern over rows of desks, windows down one side; reversed, the back wall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import darken, lighten
from ..path import Path, polyline, rect, round_rect
from ..stage import Plane, Scenery
from .fittings import ceiling_panels, chosen, foreground, side_light, side_window, two_tone
from .furniture import Span, box, chalkboard, clock, door, potted_plant, stand
from .interior import Room, paint_shell, room_for, skirting
from .lights import place_light
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    lower: str
    desk: str
    floor: str


_STYLES: Final = (
    _Style("#f0e8d6", "#a8c8b4", "#c99a5e", "#b98a5c"),
    _Style("#e6ecef", "#a4bcd4", "#b8865a", "#a99a8c"),
    _Style("#f4e6d2", "#d8a880", "#a9744a", "#8f6a4a"),
)


def paint_classroom(site: Site) -> Scenery:
    """A schoolroom: the blackboard ahead, light from the side."""
    style = chosen(site, _STYLES)
    room = room_for(
        site,
        wall=site.tinted(style.wall),
        floor=style.floor,
        ceiling="#f2efe6",
        back=4.4,
        tall=2.95,
        roomy=0.8,
        least=1.45,
        lamp="#fff0d0",
    )
    side = site.dice("side").choice((-1, 1)) * (-1 if site.reverse else 1)
    planes = (
        Plane(partial(_walls, room=room, style=style, side=side), 0.6),
        Plane(partial(_desks, room=room, style=style, side=side), 0.84),
        Plane(partial(_front, room=room, style=style), 1.25, soft=True),
    )
    key = -side if site.reverse else side
    return Scenery(planes, place_light(site, side=key, lamp="#ffe9c4"), floor=room.eye.floor, motes="dust")


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="planks", bright=-side)
    two_tone(canvas, room, style.lower, 1.0, line=darken(style.lower, 0.3))
    ceiling_panels(canvas, room, (-0.9, 0.9), wide=0.2, long=1.2, step=2.0, colour="#fffbe8")
    for z in (-2.2, 0.0, 2.2):
        side_window(canvas, room, side, (z, z + 1.8), 1.0, 2.5, "#efe8d8", view="garden")
        side_light(canvas, room, side, (z, z + 1.8))
    left, right = room.seen(room.back, margin=False)
    if site.reverse:
        _back_wall(canvas, room, style, left, right)
        return
    skirting(canvas, room, darken(style.desk, 0.2))
    middle, half = (left + right) / 2, min(2.0, (right - left) * 0.4)
    heading = site.sign("好好学习", "Chapter 7", "Exam Monday")
    chalkboard(canvas, room, (middle - half, middle + half), (1.05, 2.25), heading, "lesson")
    clock(canvas, room, middle, 2.55)
    x0, y0 = room.eye.at(middle - half, 1.03, room.back - 0.08)
    x1, _ = room.eye.at(middle + half, 1.03, room.back - 0.08)
    canvas.fill(rect(x0, y0, x1 - x0, 14), room.lit(style.desk))
    for i, colour in enumerate(("#fdfdf8", "#f4c8c8", "#f4e6a4")):
        canvas.fill(round_rect(x0 + 80 + i * 46, y0 - 7, 34, 8, 3), room.lit(colour))


def _back_wall(canvas: Canvas, room: Room, style: _Style, left: float, right: float) -> None:
    """Lockers, pinned pictures, the door."""
    eye, z, dice = room.eye, room.back, room.site.dice("pinned")
    door(canvas, room, right - 1.05, lighten(style.desk, 0.1), glass=True)
    a, b = left + 0.1, right - 1.4
    x0, y0 = eye.at(a, 2.3, z)
    x1, y1 = eye.at(b, 1.25, z)
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), room.lit("#b98a5c"))
    canvas.stroke(rect(x0, y0, x1 - x0, y1 - y0), room.lit(darken(style.desk, 0.3)), 12)
    x = x0 + 24
    while x < x1 - 90:
        for y in (y0 + 26, y0 + 26 + (y1 - y0) * 0.48):
            w, h = dice.uniform(64, 84), (y1 - y0) * dice.uniform(0.3, 0.38)
            sheet = rect(x + dice.uniform(-5, 5), y, w, h)
            canvas.fill(sheet.moved(4, 6), "#1a0e10", 0.25)
            canvas.fill(sheet, room.lit(dice.choice(("#fdf8ea", "#cfe6f4", "#f8d8c8", "#d8efc8", "#f8eeb0"))))
            blob = round_rect(x + w * 0.2, y + h * 0.3, w * 0.55, h * 0.45, 16)
            canvas.fill(blob, room.lit(dice.choice(("#e0705a", "#5a94c8", "#6aa86a", "#e8b84a"))), 0.9)
        x += 104
    for i in range(int((b - a) / 0.42)):
        box(
            canvas,
            room,
            (a + i * 0.42, a + i * 0.42 + 0.4),
            (0.0, 0.95),
            (z - 0.35, z),
            dice.choice((style.lower, lighten(style.lower, 0.2))),
        )


def _desk(canvas: Canvas, room: Room, x: Span, z: float, colour: str) -> None:
    eye = room.eye
    stand(canvas, room, (x[0] + x[1]) / 2, z, (x[1] - x[0]) * 0.5, 0.25)
    legs = Path()
    for at in (x[0] + 0.05, x[1] - 0.05):
        legs.add(polyline([eye.at(at, 0, z), eye.at(at, 0.7, z)]))
        legs.add(polyline([eye.at(at, 0, z + 0.4), eye.at(at, 0.7, z + 0.4)]))
    canvas.stroke(legs, room.lit("#5f666c"), 0.03 * eye.scale(z), cap="butt")
    box(canvas, room, x, (0.55, 0.7), (z + 0.02, z + 0.4), darken(colour, 0.25))
    box(canvas, room, (x[0] - 0.02, x[1] + 0.02), (0.7, 0.74), (z, z + 0.45), colour)


def _desks(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    dice = room.site.dice("desks")
    eye = room.eye
    if not room.site.reverse:
        box(canvas, room, (-0.45 * side - 0.35, -0.45 * side + 0.35), (0, 1.0), (3.4, 3.8), darken(style.desk, 0.15))
    reach = min(room.half - 0.25, 3.4)
    columns = max(2, int(2 * reach / 1.15))
    for z in (2.7, 1.6):
        for i in range(columns):
            x = -reach + (2 * reach) * (i + 0.5) / columns
            k = eye.scale(z)
            if z < 2 and abs(x) < 0.3:
                continue
            cx, cy = eye.at(x, 0.86, z + 0.7)
            canvas.fill(round_rect(cx - 0.19 * k, cy, 0.38 * k, 0.24 * k, 10), room.lit(darken(style.desk, 0.12)))
            _desk(canvas, room, (x - 0.36, x + 0.36), z, style.desk)
            if dice.random() < 0.7:
                book = eye.flat(x - 0.2, x + 0.08, z + 0.1, z + 0.34, 0.75)
                canvas.fill(book, room.lit(dice.choice(("#e86a5a", "#5a8ac8", "#f4f0e4", "#6aa87a", "#f0c85a"))))
    potted_plant(canvas, room, side * (room.half - 0.25), 0, 3.6, 1.0)


def _front(canvas: Canvas, room: Room, style: _Style) -> None:
    site = room.site
    foreground(canvas, room)
    tone = darken(room.lit(style.desk), 0.3)
    dice = site.dice("front", site.facing)
    x = site.left if dice.random() < 0.5 else site.right - 560
    canvas.fill(rect(x, 1790, 560, 60), Linear((x, 0), (x + 560, 0), ramp(lighten(tone, 0.12), tone)))
    canvas.fill(rect(x, 1850, 560, 320), darken(tone, 0.35))
    for i, colour in enumerate(("#b8493f", "#e8dcc0", "#3f6a8a")):
        canvas.fill(round_rect(x + 150 - i * 8, 1760 - i * 30, 250 + i * 10, 30, 6), darken(room.lit(colour), 0.3))
