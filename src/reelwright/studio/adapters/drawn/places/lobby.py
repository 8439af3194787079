"""The lobby: a reception desk under a chandelier, columns and marble; reversed, the glass front and the street."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, round_rect
from ..stage import Scenery
from .city import board
from .fittings import chosen, column, floor_shine, foreground, panelling, spot
from .furniture import box, clock, potted_plant, row, rug, sofa, stand, table_lamp
from .interior import Room, Window, furnished_room, outlook, paint_shell, paint_window, room_for, skirting, window_light
from .lights import glow
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    wood: str
    marble: str
    floor: str
    sofa: str
    trim: str


_STYLES: Final = (
    _Style("#e8dcc8", "#7a4f34", "#efe8dc", "#d8ccb8", "#3f5f6a", "#d9b060"),
    _Style("#c9d0d8", "#3f4654", "#dfe4ea", "#a8b0ba", "#8a4a3f", "#c8ccd4"),
    _Style("#d8c4b4", "#5f3a3a", "#f2e6da", "#c4a890", "#5f4a7a", "#e0b878"),
)


def paint_lobby(site: Site) -> Scenery:
    """The entrance hall of a hotel or a company."""
    style = chosen(site, _STYLES)
    room = room_for(
        site,
        wall=site.tinted(style.wall),
        floor=style.floor,
        ceiling="#efe9de",
        back=5.2,
        tall=4.0,
        roomy=1.0,
        least=1.9,
        lamp="#ffd9a0",
    )
    return furnished_room(
        room,
        style,
        (_glass_front if site.reverse else _walls, 0.58),
        (_lounge if site.reverse else _desk, 0.82),
        (_overhead, 0.9),
        (_front, 1.25),
        lamp="#ffd79c",
        motes="dust",
    )


def _shell(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    paint_shell(canvas, room, floor="checks", bright=-side)
    _coffers(canvas, room, style)
    skirting(canvas, room, style.marble, high=0.18, cornice=0.22)
    floor_shine(canvas, room, (-0.5, 0.5), "#fff2d8", 0.5)


def _coffers(canvas: Canvas, room: Room, style: _Style) -> None:
    """A lit recess in the ceiling."""
    eye = room.eye
    reach = room.half * 0.62
    outer = eye.flat(-reach, reach, -0.6, room.back - 0.9, room.tall)
    inner = eye.flat(-reach + 0.22, reach - 0.22, -0.3, room.back - 1.2, room.tall)
    canvas.fill(outer, darken(room.lit(style.marble), 0.16))
    canvas.fill(Path().add(outer).add(inner), "#ffe9b8", 0.9 if room.site.lamps else 0.5, even_odd=True)
    canvas.stroke(outer, room.lit(style.trim), 8)


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    _shell(canvas, room, style, side)
    panelling(canvas, room, style.wood, 0.0, 2.9, step=1.0)
    left, right = room.seen(room.back, margin=False)
    middle = (left + right) / 2
    half = min(1.5, (right - left) * 0.34)
    eye, z = room.eye, room.back
    x0, y0 = eye.at(middle - half, 2.75, z)
    x1, y1 = eye.at(middle + half, 1.0, z)
    marble = room.lit(style.marble)
    canvas.fill(
        rect(x0, y0, x1 - x0, y1 - y0),
        Linear((x0, y0), (x1, y1), ramp(lighten(marble, 0.2), marble, darken(marble, 0.12))),
    )
    veins, dice = Path(), site.dice("veins")
    for _ in range(7):
        vx, vy = dice.uniform(x0, x1), y0
        veins.move(vx, vy).cubic(
            vx + dice.uniform(-90, 90),
            y0 + 120,
            vx + dice.uniform(-120, 120),
            y1 - 160,
            vx + dice.uniform(-160, 160),
            y1,
        )
    with canvas.clip(rect(x0, y0, x1 - x0, y1 - y0)):
        canvas.stroke(veins, darken(marble, 0.25), 4, 0.35)
    canvas.stroke(rect(x0, y0, x1 - x0, y1 - y0), room.lit(style.trim), 9)
    words = site.sign("云庭酒店", "GRAND HARBOUR", "HOTEL LUNA", "海天大厦")
    board(
        canvas,
        words,
        (x0 + 40, y0 + 50, x1 - x0 - 80, 120),
        back=darken(style.wood, 0.3),
        ink="#f6dfa4",
        lit=site.lamps,
    )
    for dx in (-0.6, 0.0, 0.6):
        clock(canvas, room, middle + dx * half, 1.85, radius=0.15)
    hall = Window(
        middle + side * (half + 0.35) - 0.22,
        middle + side * (half + 0.35) + 0.22,
        1.1,
        2.7,
        frame=style.trim,
        panes=(1, 3),
        view="city",
    )
    if right - left > 3.4:
        paint_window(canvas, room, hall, thick=0.04)


def _desk(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """The reception desk between two columns."""
    eye = room.eye
    left, right = room.seen(3.4, margin=False)
    half = min(1.7, (right - left) * 0.36)
    rug(canvas, room, (-1.1, 1.1), (-0.8, 1.8), room.site.tinted(mix(style.sofa, "#7a2a34", 0.5), 0.2), style.trim)
    stand(canvas, room, 0, 3.2, half)
    box(canvas, room, (-half, half), (0, 1.0), (3.2, 3.9), style.wood)
    strips = Path()
    for i in range(1, 8):
        x = -half + 2 * half * i / 8
        strips.add(polyline([eye.at(x, 0.08, 3.2), eye.at(x, 0.92, 3.2)]))
    canvas.stroke(strips, room.lit(style.trim), 5, 0.8)
    glow(canvas, *eye.at(0, 0.1, 3.2), 520, "#ffdf9c", 0.25)
    box(canvas, room, (-half - 0.08, half + 0.08), (1.0, 1.08), (3.12, 3.95), style.marble)
    k = eye.scale(3.3)
    bx, by = eye.at(side * half * 0.3, 1.08, 3.3)
    canvas.fill(
        Path()
        .move(bx - 0.08 * k, by)
        .cubic(bx - 0.08 * k, by - 0.11 * k, bx + 0.08 * k, by - 0.11 * k, bx + 0.08 * k, by)
        .close(),
        room.lit(style.trim),
    )
    canvas.fill(ellipse(bx, by - 0.09 * k, 0.014 * k), room.lit(style.trim))
    table_lamp(canvas, room, -side * half * 0.7, 1.08, 3.4, "#f4e4c0")
    row(
        canvas,
        room,
        eye.at(side * half * 0.55, 0, 3.4)[0],
        eye.at(side * half * 0.85, 0, 3.4)[0],
        by,
        k,
        "desk",
        ("book", "cup"),
    )
    reach = min(room.half - 0.2, max(1.35, half + 0.3))
    for sign in (-1, 1):
        column(canvas, room, sign * reach, 2.4, 0.2, style.marble, base=style.trim, capital=style.trim)
        potted_plant(canvas, room, sign * (reach - 0.35), 0, 2.6, 1.15, pot="#f0ece4")


def _glass_front(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """Glass from floor to frieze, the revolving door, the street outside."""
    site, eye, z = room.site, room.eye, room.back
    _shell(canvas, room, style, side)
    x0, y0 = eye.at(-room.half, 3.3, z)
    x1, y1 = eye.at(room.half, 0, z)
    outlook(canvas, site, (x0, y0, x1, y1), "street")
    ground = site.outdoors("#8a8c94")
    canvas.fill(rect(x0, y1 - 60, x1 - x0, 60), Linear((0, y1 - 60), (0, y1), ramp(ground, darken(ground, 0.2))))
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), Linear((x0, y0), (x1, y1), fade("#ffffff", 0.2, 0.02, 0.12)))
    bars = Path()
    count = max(4, round(2 * room.half / 0.85))
    for i in range(count + 1):
        x = -room.half + 2 * room.half * i / count
        bars.add(polyline([eye.at(x, 0, z), eye.at(x, 3.3, z)]))
    bars.add(polyline([eye.at(-room.half, 2.3, z), eye.at(room.half, 2.3, z)]))
    metal = room.lit(darken(style.trim, 0.35))
    canvas.stroke(bars, metal, 13, cap="butt")
    canvas.stroke(bars.moved(-3, -2), lighten(metal, 0.5), 3, 0.6, cap="butt")
    _revolving(canvas, room, metal)
    window = Window(-room.half, room.half, 0.1, 3.2, panes=(count, 1))
    window_light(canvas, room, window, lean=-0.4 * side, alpha=0.8)
    if site.place.sign:
        bx, by = eye.at(0, 3.64, z)
        board(
            canvas,
            site.place.sign,
            (bx - 230, by - 50, 460, 100),
            back=darken(style.wood, 0.3),
            ink="#f6dfa4",
            lit=site.lamps,
        )


def _revolving(canvas: Canvas, room: Room, metal: str) -> None:
    eye, z = room.eye, room.back - 0.1
    x0, y0 = eye.at(-0.8, 2.3, z)
    x1, y1 = eye.at(0.8, 0, z)
    drum = rect(x0, y0, x1 - x0, y1 - y0)
    canvas.fill(drum, Linear((x0, 0), (x1, 0), fade("#dff0ff", 0.45, 0.1, 0.1, 0.45)))
    wings = Path()
    for share in (0.0, 0.3, 0.56, 1.0):
        wings.add(polyline([(x0 + (x1 - x0) * share, y0), (x0 + (x1 - x0) * share, y1)]))
    canvas.stroke(wings, metal, 11, cap="butt")
    canvas.fill(round_rect(x0 - 18, y0 - 52, x1 - x0 + 36, 60, 10), darken(metal, 0.1))
    canvas.stroke(
        polyline([(x0 + (x1 - x0) * 0.3 + 16, (y0 + y1) / 2 - 60), (x0 + (x1 - x0) * 0.3 + 16, (y0 + y1) / 2 + 60)]),
        lighten(metal, 0.5),
        8,
    )


def _lounge(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """Sofas to either side, columns, palms."""
    left, right = room.seen(2.6, margin=False)
    wide = min(1.7, (right - left) * 0.44)
    edge = (right - wide - 0.02, right - 0.02) if side < 0 else (left + 0.02, left + wide + 0.02)
    sofa(canvas, room, edge, 2.6, room.site.tinted(style.sofa, 0.3), cushion=style.trim)
    reach = min(room.half - 0.2, 1.75)
    for sign in (-1, 1):
        column(canvas, room, sign * reach, 2.2, 0.2, style.marble, base=style.trim, capital=style.trim)
    potted_plant(canvas, room, side * (reach - 0.4), 0, 2.4, 1.7, pot="#f0ece4", kind="fern")


def _overhead(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    """A chandelier of rings and drops."""
    eye, site = room.eye, room.site
    z = 1.8
    k = eye.scale(z)
    cx, cy = eye.at(0, 3.1, z)
    gold = room.lit(style.trim)
    canvas.stroke(polyline([(cx, eye.at(0, room.tall, z)[1]), (cx, cy)]), gold, 8)
    bright = site.lamps
    if bright:
        glow(canvas, cx, cy, 1.7 * k, "#ffdca0", 0.55)
        spot(canvas, room, 0, z, 1.5, "#ffd9a0", 0.25)
    for radius, dy in ((0.62, 0.0), (0.44, -0.2), (0.25, -0.38)):
        y = cy + dy * k
        drops, lamps = Path(), Path()
        count = int(26 * radius) + 4
        for i in range(count + 1):
            x = cx - radius * k + 2 * radius * k * i / count
            u = 2 * i / count - 1
            front = y + 0.09 * k * radius * (1 - u * u) ** 0.5 * 2
            drops.add(round_rect(x - 4, front, 8, 0.12 * k, 4))
            lamps.add(ellipse(x, front - 6, 7))
        canvas.stroke(ellipse(cx, y, radius * k, radius * 0.18 * k), gold, 9)
        canvas.fill(drops, "#fff8e4" if bright else "#e4eef4", 0.75)
        canvas.fill(lamps, "#fff4cc" if bright else lighten(gold, 0.4))


def _front(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    site = room.site
    foreground(canvas, room)
    tone = darken(room.lit(style.marble), 0.62)
    left = site.dice("front", site.facing).random() < 0.5
    x0, x1 = (site.left - 40, 60.0) if left else (site.width - 60, site.right + 40)
    canvas.fill(
        rect(x0, site.top, x1 - x0, site.bottom - site.top),
        Linear((x0, 0), (x1, 0), ramp(darken(tone, 0.4), lighten(tone, 0.1), darken(tone, 0.3))),
    )
