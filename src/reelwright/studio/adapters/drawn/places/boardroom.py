"""The boardroom: a long table before a wall of glass over the town; reversed, the screen and the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten
from ..path import Path, polygon
from ..stage import Scenery
from .city import board
from .fittings import ceiling_panels, chosen, double_door, foreground, high_chair, panelling, screen
from .furniture import box, potted_plant, row, stand
from .interior import Room, Window, furnished_room, paint_shell, paint_window, room_for, skirting, window_light
from .nature import reeds
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    table: str
    chair: str
    floor: str


_STYLES: Final = (
    _Style("#c9ccd4", "#5a3d30", "#2b2f3c", "#6f7684"),
    _Style("#d8cdbf", "#3c3f4a", "#7a4a36", "#8a7a6c"),
    _Style("#aebac6", "#7a5238", "#3f5468", "#55606e"),
)


def paint_boardroom(site: Site) -> Scenery:
    """A company's boardroom, high above the town."""
    style = chosen(site, _STYLES)
    room = room_for(
        site,
        wall=site.tinted(style.wall),
        floor=style.floor,
        ceiling="#e6e6ea",
        back=4.2,
        tall=2.95,
        roomy=1.1,
        lamp="#ffe6bc",
    )
    return furnished_room(
        room,
        style,
        (_walls, 0.6),
        (_table, 0.84),
        (_front, 1.25),
        lamp="#ffe2b4",
        motes="dust",
    )


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="carpet", bright=-side)
    ceiling_panels(canvas, room, (-0.75, 0.75), wide=0.22, long=1.5, step=1.9, colour="#fff6e2")
    left, right = room.seen(room.back, margin=False)
    if site.reverse:
        panelling(canvas, room, style.table, 0.0, room.tall - 0.3)
        flip = site.facing % 2 == 1
        double_door(
            canvas, room, right - 0.85 if flip else left + 0.85, lighten(style.table, 0.12), wide=1.2, windows=False
        )
        far = (left + 0.2, right - 1.75) if flip else (left + 1.75, right - 0.2)
        half, middle = min(1.15, (far[1] - far[0]) / 2), (far[0] + far[1]) / 2
        screen(canvas, room, (middle - half, middle + half), (1.15, 1.15 + half * 1.15))
        return
    skirting(canvas, room, "#3a3d48", high=0.1, cornice=0.16)
    count = max(2, round((right - left) / 1.3))
    window = Window(left - 0.6, right + 0.6, 0.28, 2.62, frame="#4a4e5c", panes=(count + 1, 1), view="towers")
    paint_window(canvas, room, window, thick=0.05)
    window_light(canvas, room, window, lean=-0.5 * side, alpha=0.7)
    if site.place.sign:
        x, y = room.eye.at((left + right) / 2, 2.5, room.back)
        board(canvas, site.place.sign, (x - 170, y - 130, 340, 90), back="#2c3242", ink="#f2e6c8")


def _table(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    left, right = room.seen(2.6, margin=False)
    half = min(1.9, (right - left) * 0.42)
    x = -half + 0.3
    while x <= half - 0.25:
        high_chair(canvas, room, x, 2.7, style.chair)
        x += 0.72
    for share in (-0.6, 0.0, 0.6):
        stand(canvas, room, half * share, 1.5, half * 0.7, 0.3)
    for end in (-half * 0.62, half * 0.62):
        box(canvas, room, (end - 0.16, end + 0.16), (0, 0.68), (1.7, 2.1), darken(style.table, 0.3))
    box(canvas, room, (-half, half), (0.68, 0.75), (1.3, 2.5), style.table)
    _shine(canvas, room, half)
    _papers(canvas, room, half)
    for edge in (left + 0.15, right - 0.15):
        potted_plant(canvas, room, edge, 0, 3.4, 1.5, pot="#e4e2de", kind="rubber")


def _shine(canvas: Canvas, room: Room, half: float) -> None:
    top = room.eye.flat(-half, half, 1.3, 2.5, 0.75)
    _, y0, _, y1 = top.bounds()
    sky = room.site.air.sky[-2]
    canvas.fill(top, Linear((0, y0), (0, y1), fade(sky, 0.5, 0.05)))


def _papers(canvas: Canvas, room: Room, half: float) -> None:
    eye, dice = room.eye, room.site.dice("papers")
    sheets, x = Path(), -half + 0.25
    while x < half - 0.2:
        if dice.random() < 0.8:
            z = 1.75 + dice.uniform(-0.08, 0.08)
            sheets.add(eye.flat(x, x + 0.21, z, z + 0.3, 0.755))
        gx, gy = eye.at(x + 0.4, 0.75, 1.9)
        k = eye.scale(1.9)
        glass = polygon(
            [
                (gx - 0.035 * k, gy - 0.12 * k),
                (gx + 0.035 * k, gy - 0.12 * k),
                (gx + 0.028 * k, gy),
                (gx - 0.028 * k, gy),
            ]
        )
        canvas.fill(glass, "#e8f4ff", 0.5)
        canvas.stroke(glass, "#ffffff", 2, 0.6)
        x += 0.72
    canvas.fill(sheets, room.lit("#fbfaf4"))
    row(
        canvas,
        room,
        eye.at(-0.12, 0.75, 1.5)[0],
        eye.at(0.2, 0.75, 1.5)[0],
        eye.at(0, 0.75, 1.5)[1],
        eye.scale(1.5),
        "table",
        ("cup",),
    )


def _front(canvas: Canvas, room: Room, _style: _Style, _side: int) -> None:
    site = room.site
    foreground(canvas, room, 0.45)
    dice = site.dice("front", site.facing)
    dark = darken(room.lit("#3f6a4c"), 0.4)
    x = site.left + 120 if dice.random() < 0.5 else site.right - 120
    canvas.fill(
        reeds(dice, x, site.bottom + 40, 620, 15, 280),
        Linear((0, 1500), (0, site.bottom), ramp(dark, darken(dark, 0.5))),
    )
