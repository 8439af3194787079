"""The courtroom: the judge's bench under its emblem; reversed, the public gallery and the doors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import darken, lighten
from ..path import Path, ellipse, polygon, polyline, rect, round_rect
from ..stage import Scenery
from .city import board
from .fittings import bench, chosen, column, double_door, foreground, high_chair, panelling, side_light, side_window
from .furniture import box, lamp_pool, pendant, rug, stand
from .interior import Room, furnished_room, paint_shell, room_for
from .lights import glow
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wood: str
    wall: str
    floor: str
    chair: str
    carpet: str


_STYLES: Final = (
    _Style("#8a5a38", "#e4dac8", "#a8845c", "#7a2a30", "#7a2f38"),
    _Style("#6a4430", "#d8d6d0", "#8f867a", "#2f4a44", "#34504a"),
    _Style("#a9764a", "#ece2d0", "#b89468", "#3a3550", "#3c4466"),
)
_BRASS: Final = "#d9b25a"


def paint_courtroom(site: Site) -> Scenery:
    """A court of law in wood and stone."""
    style = chosen(site, _STYLES)
    room = room_for(
        site,
        wall=site.tinted(style.wall),
        floor=style.floor,
        ceiling="#ece6da",
        back=5.0,
        tall=3.7,
        roomy=0.92,
        least=1.8,
        lamp="#ffdca0",
    )
    return furnished_room(
        room,
        style,
        (_walls, 0.58),
        (_gallery if site.reverse else _bench, 0.82),
        (_front, 1.22),
        lamp="#ffdca0",
        motes="dust",
    )


def _walls(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="planks")
    panelling(canvas, room, style.wood, 0.0, 2.2, step=0.9)
    for sign in (-1, 1):
        for z in (-1.6, 1.2, 3.4):
            side_window(canvas, room, sign, (z, z + 1.1), 1.5, 3.2, lighten(style.wood, 0.2), view="city")
        side_light(canvas, room, sign, (1.2, 2.3), 0.8)
    if site.reverse:
        double_door(canvas, room, 0, darken(style.wood, 0.1), wide=1.7, high=2.35)
        return
    half = min(1.5, room.half * 0.55)
    eye, z = room.eye, room.back
    x0, y0 = eye.at(-half, 3.55, z)
    x1, y1 = eye.at(half, 0.0, z)
    tone = room.lit(darken(style.wood, 0.12))
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), Linear((0, y0), (0, y1), ramp(lighten(tone, 0.12), darken(tone, 0.2))))
    canvas.stroke(rect(x0, y0, x1 - x0, y1 - y0), darken(tone, 0.4), 6)
    for sign in (-1, 1):
        column(
            canvas, room, sign * (half + 0.12), z - 0.1, 0.13, lighten(style.wall, 0.2), base=style.wall, capital=_BRASS
        )
    _emblem(canvas, room, (x0 + x1) / 2, eye.at(0, 2.98, z)[1])
    if site.place.sign:
        x, y = eye.at(0, 2.36, z)
        board(canvas, site.place.sign, (x - 190, y - 34, 380, 68), back=darken(style.wood, 0.35), ink="#f0d894")


def _emblem(canvas: Canvas, room: Room, x: float, y: float) -> None:
    """A brass disc with a pair of scales."""
    gold, line = room.lit(_BRASS), room.lit("#5a3f1c")
    r = 0.46 * room.eye.scale(room.back)
    glow(canvas, x, y, r * 3, "#ffe0a0", 0.25)
    canvas.fill(ellipse(x + 5, y + 8, r), "#1a0e10", 0.35)
    canvas.fill(
        ellipse(x, y, r), Linear((x - r, y - r), (x + r, y + r), ramp(lighten(gold, 0.35), gold, darken(gold, 0.35)))
    )
    canvas.stroke(ellipse(x, y, r * 0.86), line, 4, 0.7)
    canvas.stroke(polyline([(x, y - r * 0.56), (x, y + r * 0.5)]), line, r * 0.09)
    canvas.stroke(polyline([(x - r * 0.5, y - r * 0.4), (x + r * 0.5, y - r * 0.4)]), line, r * 0.08)
    canvas.stroke(polyline([(x - r * 0.26, y + r * 0.54), (x + r * 0.26, y + r * 0.54)]), line, r * 0.1)
    for sign in (-1, 1):
        px = x + sign * r * 0.5
        canvas.stroke(
            polyline([(px - r * 0.22, y + r * 0.08), (px, y - r * 0.4), (px + r * 0.22, y + r * 0.08)]), line, r * 0.045
        )
        canvas.fill(
            Path().move(px - r * 0.26, y + r * 0.08).quad(px, y + r * 0.36, px + r * 0.26, y + r * 0.08).close(), line
        )


def _bench(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    """The judge's bench on its step, the clerk's desk, the parties' tables."""
    eye = room.eye
    half = min(1.35, room.half * 0.62)
    rug(canvas, room, (-0.8, 0.8), (-1.2, 3.0), site_carpet(room, style), lighten(style.carpet, 0.3))
    box(canvas, room, (-half - 0.35, half + 0.35), (0, 0.22), (3.5, 4.9), darken(style.wood, 0.2))
    for x in (-0.72, 0.0, 0.72):
        if abs(x) < half - 0.2:
            high_chair(canvas, room, x, 4.3, style.chair, wide=0.5 if x else 0.6, high=1.95 if not x else 1.8)
    box(canvas, room, (-half, half), (0.22, 1.18), (3.7, 4.2), style.wood)
    box(canvas, room, (-half - 0.05, half + 0.05), (1.18, 1.25), (3.65, 4.25), lighten(style.wood, 0.15))
    panels = Path()
    for i in range(5):
        a = -half + 0.1 + i * (2 * half - 0.1) / 5
        panels.add(eye.front(a, a + (2 * half - 0.6) / 5, 0.4, 1.05, 3.7))
    canvas.stroke(panels, room.lit(darken(style.wood, 0.4)), 5, 0.8)
    _gavel(canvas, room)
    for sign in (-1, 1):
        x = sign * min(1.25, room.half * 0.66)
        stand(canvas, room, x, 1.9, 0.6)
        box(canvas, room, (x - 0.5, x + 0.5), (0, 0.72), (1.9, 2.35), darken(style.wood, 0.06))
        box(canvas, room, (x - 0.55, x + 0.55), (0.72, 0.78), (1.85, 2.4), lighten(style.wood, 0.12))
        canvas.fill(eye.flat(x - 0.2, x + 0.02, 2.0, 2.25, 0.785), room.lit("#fbf8ee"))
    pendant(canvas, room, 0.0, 2.4, 3.05, "#f2e4c4", form="globe", size=0.42)
    lamp_pool(canvas, room, 0.0, 2.2, 1.5, 0.25)


def site_carpet(room: Room, style: _Style) -> str:
    """The carpet's colour, leaning to the card's tint."""
    return room.site.tinted(style.carpet, 0.25)


def _gavel(canvas: Canvas, room: Room) -> None:
    x, y = room.eye.at(0.35, 1.25, 3.8)
    k = room.eye.scale(3.8)
    wood = room.lit("#5a341c")
    canvas.fill(ellipse(x, y, 0.09 * k, 0.025 * k), wood)
    with canvas.at(x, y - 0.06 * k, degrees=-18):
        canvas.stroke(polyline([(0, 0), (0.22 * k, 0)]), wood, 0.03 * k)
        canvas.fill(round_rect(-0.05 * k, -0.06 * k, 0.1 * k, 0.12 * k, 5), lighten(wood, 0.2))


def _gallery(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    """Rows of benches behind a rail with a gate."""
    half = room.half - 0.35
    for z in (4.2, 3.3, 2.4):
        for a, b in ((-half, -0.4), (0.4, half)):
            bench(canvas, room, (a, b), z, style.wood)
    _rail(canvas, room, style, 1.6, half + 0.3)
    pendant(canvas, room, 0.0, 3.0, 3.05, "#f2e4c4", form="globe", size=0.42)


def _rail(canvas: Canvas, room: Room, style: _Style, z: float, half: float) -> None:
    eye = room.eye
    posts, x = Path(), -half
    while x <= half:
        if abs(x) > 0.42:
            a, b = eye.at(x, 0.0, z), eye.at(x, 0.82, z)
            posts.add(polyline([a, b]))
        x += 0.17
    k = eye.scale(z)
    canvas.stroke(posts, room.lit(darken(style.wood, 0.1)), 0.045 * k, cap="butt")
    for span in ((-half, -0.4), (0.4, half)):
        box(canvas, room, span, (0.82, 0.9), (z - 0.04, z + 0.06), lighten(style.wood, 0.1))
        box(canvas, room, span, (0.0, 0.1), (z - 0.04, z + 0.06), style.wood)


def _front(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    site = room.site
    foreground(canvas, room, 0.45)
    tone = darken(room.lit(style.wood), 0.42)
    left = site.dice("front", site.facing).random() < 0.5
    x = site.left if left else site.right - 470
    canvas.fill(polygon([(x, 1760), (x + 470, 1760), (x + 470, 1830), (x, 1830)]), lighten(tone, 0.14))
    canvas.fill(rect(x, 1830, 470, 340), Linear((x, 0), (x + 470, 0), ramp(tone, darken(tone, 0.4))))
    canvas.stroke(polyline([(x, 1763), (x + 470, 1763)]), lighten(tone, 0.4), 5, 0.6)
