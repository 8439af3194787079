"""The palace hall: red columns, a throne on its steps before a gilded screen; reversed, the open doors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, polyline, rect, round_rect
from ..stage import Plane, Scenery
from .city import board
from .fittings import chosen, column, floor_shine, foreground, passage, spot
from .furniture import box, rug, stand
from .interior import Room, outlook, paint_shell
from .lights import beam, glow, place_light
from .perspective import NEAREST
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    column: str
    beam: str
    floor: str
    carpet: str
    cloth: str


_STYLES: Final = (
    _Style("#c4473a", "#b8322c", "#2f7a6e", "#6a4f44", "#a82a30", "#e0b048"),
    _Style("#3f5f7a", "#8f2f34", "#2f5fa0", "#4f5560", "#2f4a7a", "#d8bc6a"),
    _Style("#b08a4a", "#7a2a26", "#3a6a4a", "#5f4a38", "#7a2430", "#c9a04a"),
)
_GOLD: Final = "#e6bc55"


def paint_palace_hall(site: Site) -> Scenery:
    """A throne hall by lamp and lantern."""
    style = chosen(site, _STYLES)
    half = max(2.5, site.width / 2 / 271)
    room = passage(
        site,
        wall=site.tinted(style.wall),
        floor=style.floor,
        ceiling=darken(style.beam, 0.45),
        half=half,
        back=5.5,
        tall=4.3,
        lamp="#ffc67a",
    )
    side = site.dice("side").choice((-1, 1))
    planes = (
        Plane(partial(_walls, room=room, style=style), 0.55),
        Plane(partial(_far, room=room, style=style), 0.8),
        Plane(partial(_columns, room=room, style=style, zs=(2.6, 0.7)), 0.92),
        Plane(partial(_front, room=room, style=style), 1.25, soft=True),
    )
    light = place_light(site, side=side, lamp="#ffbe6a")
    return Scenery(planes, light, floor=room.eye.floor, motes="dust")


def _walls(canvas: Canvas, room: Room, style: _Style) -> None:
    site = room.site
    paint_shell(canvas, room, floor="checks")
    _ceiling(canvas, room, style)
    _lattice(canvas, room, style)
    floor_shine(canvas, room, (0.0,), "#ffd890", 0.5)
    rug(canvas, room, (-0.72, 0.72), (NEAREST, 4.6), site.tinted(style.carpet, 0.25), _GOLD)
    if site.reverse:
        _doors(canvas, room, style)
        return
    eye, z = room.eye, room.back
    half = 1.45
    x0, y0 = eye.at(-half, 3.3, z)
    x1, y1 = eye.at(half, 0.5, z)
    gold = room.lit(_GOLD)
    glow(canvas, (x0 + x1) / 2, (y0 + y1) / 2, 620, "#ffd070", 0.35)
    panels = 5
    for i in range(panels):
        a = x0 + (x1 - x0) * i / panels
        w = (x1 - x0) / panels
        lift = 46 * (1 - abs(i - 2) / 2)
        leaf = round_rect(a + 3, y0 - lift, w - 6, y1 - y0 + lift, 16)
        canvas.fill(leaf, Linear((0, y0 - lift), (0, y1), ramp(lighten(gold, 0.3), gold, darken(gold, 0.35))))
        canvas.stroke(leaf, room.lit("#7a2a20"), 6)
        _cloud_scroll(canvas, a + w / 2, (y0 + y1) / 2 - lift / 2, w * 0.3, darken(gold, 0.4))
    words = site.place.sign
    if words:
        bx, by = eye.at(0, 3.75, z)
        board(canvas, words, (bx - 210, by - 52, 420, 104), back="#1f3a6a", ink="#f2d68a")


def _cloud_scroll(canvas: Canvas, x: float, y: float, r: float, colour: str) -> None:
    """A curled cloud, the ornament of the screen."""
    scroll = Path()
    for dy in (-r * 2.2, 0.0, r * 2.2):
        scroll.move(x - r, y + dy).cubic(x - r, y + dy - r, x + r, y + dy - r, x + r, y + dy)
        scroll.cubic(x + r, y + dy + r * 0.8, x - r * 0.5, y + dy + r * 0.8, x - r * 0.4, y + dy)
        scroll.cubic(x - r * 0.3, y + dy - r * 0.4, x + r * 0.4, y + dy - r * 0.4, x + r * 0.4, y + dy)
    canvas.stroke(scroll, colour, 5, 0.8)


def _ceiling(canvas: Canvas, room: Room, style: _Style) -> None:
    """Painted beams across, coffers between them."""
    eye, h = room.eye, room.half
    tone, gold = room.lit(style.beam), room.lit(_GOLD)
    z = room.back
    while z > NEAREST:
        canvas.fill(eye.front(-h, h, room.tall - 0.34, room.tall, z), darken(tone, 0.12))
        left, y = eye.at(-h, room.tall - 0.17, z)
        right = eye.at(h, 0, z)[0]
        k = eye.scale(z)
        marks, x = Path(), left
        while x < right:
            marks.add(polygon([(x, y), (x + 0.13 * k, y - 0.1 * k), (x + 0.26 * k, y), (x + 0.13 * k, y + 0.1 * k)]))
            x += 0.42 * k
        canvas.fill(marks, gold, 0.85)
        for edge in (room.tall - 0.33, room.tall - 0.03):
            canvas.stroke(polyline([eye.at(-h, edge, z), eye.at(h, edge, z)]), gold, 0.025 * k)
        z -= 1.7


def _lattice(canvas: Canvas, room: Room, style: _Style) -> None:
    """Carved windows along the side walls, paper behind them."""
    eye, h, site = room.eye, room.half, room.site
    paper = mix(site.air.sky[-1], "#ffe8c0", 0.5) if not site.night else "#3a3a6a"
    for sign in (-1, 1):
        for z in (-1.8, 0.2, 2.2, 4.0):
            z1 = min(z + 1.5, room.back - 0.1)
            pane = eye.side(sign * h, 0.9, 3.3, z, z1)
            canvas.fill(pane, room.lit(paper) if not site.night else paper, 0.9)
            bars = Path()
            for i in range(1, 5):
                at = z + (z1 - z) * i / 5
                bars.add(polyline([eye.at(sign * h, 0.9, at), eye.at(sign * h, 3.3, at)]))
            for i in range(1, 8):
                y = 0.9 + 2.4 * i / 8
                bars.add(polyline([eye.at(sign * h, y, z), eye.at(sign * h, y, z1)]))
            wood = room.lit(darken(style.column, 0.3))
            canvas.stroke(bars, wood, 7)
            canvas.stroke(pane, wood, 16)
            if site.air.beams > 0.3:
                top = (eye.at(sign * h, 3.3, z), eye.at(sign * h, 3.3, z1))
                foot = (eye.at(sign * (h - 1.7), 0, z - 0.4), eye.at(sign * (h - 1.7), 0, z1 - 0.4))
                beam(canvas, top, foot, site.air.sun, 0.2 * site.air.beams)


def _doors(canvas: Canvas, room: Room, style: _Style) -> None:
    """Great doors that stand open on the court."""
    eye, z, site = room.eye, room.back, room.site
    x0, y0 = eye.at(-1.5, 3.3, z)
    x1, y1 = eye.at(1.5, 0.0, z)
    outlook(canvas, site, (x0, y0, x1, y1), "garden")
    steps = Linear((0, y1 - 160), (0, y1), ramp(site.outdoors("#b9b2a6"), site.outdoors("#8f887c")))
    canvas.fill(rect(x0, y1 - 120, x1 - x0, 120), steps)
    glow(canvas, (x0 + x1) / 2, (y0 + y1) / 2, 700, site.air.sky[-1], 0.5)
    red, gold = room.lit(style.column), room.lit(_GOLD)
    for sign in (-1, 1):
        edge = x0 if sign < 0 else x1
        leaf = polygon([(edge, y0), (edge - sign * 120, y0 - 40), (edge - sign * 120, y1 + 90), (edge, y1)])
        canvas.fill(leaf, Linear((edge, 0), (edge - sign * 120, 0), ramp(lighten(red, 0.1), darken(red, 0.35))))
        studs = Path()
        for i in range(3):
            for j in range(7):
                sx = edge - sign * (24 + i * 34)
                studs.add(ellipse(sx, y0 + 60 + j * (y1 - y0 - 60) / 7, 9))
        canvas.fill(studs, gold)
    canvas.stroke(polyline([(x0, y1), (x0, y0), (x1, y0), (x1, y1)]), darken(red, 0.3), 26)
    canvas.stroke(polyline([(x0 - 90, y0 - 16), (x1 + 90, y0 - 16)]), gold, 8)


def _far(canvas: Canvas, room: Room, style: _Style) -> None:
    """Throne and steps, far columns, lanterns."""
    _columns(canvas, room, style, (4.6,))
    if not room.site.reverse:
        for i, grow in enumerate((1.5, 1.2, 0.95)):
            box(
                canvas,
                room,
                (-grow, grow),
                (i * 0.16, i * 0.16 + 0.16),
                (4.0 + i * 0.28, 5.4),
                lighten(room.floor, 0.35),
                top=style.carpet,
            )
        _throne(canvas, room, style)
    for sign in (-1, 1):
        _lantern(canvas, room, sign * 1.15, 3.0)
        _burner(canvas, room, sign * 1.05, 3.6)


def _throne(canvas: Canvas, room: Room, style: _Style) -> None:
    eye, z = room.eye, 4.8
    k = eye.scale(z)
    x, seat = eye.at(0, 0.98, z)
    gold, dark = room.lit(_GOLD), room.lit("#7a4a1c")
    back = (
        Path()
        .move(x - 0.5 * k, seat)
        .line(x - 0.56 * k, seat - 0.95 * k)
        .cubic(x - 0.5 * k, seat - 1.25 * k, x - 0.2 * k, seat - 1.2 * k, x, seat - 1.5 * k)
    )
    back.cubic(x + 0.2 * k, seat - 1.2 * k, x + 0.5 * k, seat - 1.25 * k, x + 0.56 * k, seat - 0.95 * k).line(
        x + 0.5 * k, seat
    ).close()
    canvas.fill(back, Linear((x - 0.5 * k, 0), (x + 0.5 * k, 0), ramp(lighten(gold, 0.3), gold, darken(gold, 0.4))))
    canvas.stroke(back, dark, 5)
    canvas.fill(round_rect(x - 0.38 * k, seat - 0.98 * k, 0.76 * k, 0.98 * k, 16), room.lit(style.carpet))
    canvas.fill(ellipse(x, seat - 1.18 * k, 0.09 * k), room.lit("#d84a4a"))
    for sign in (-1, 1):
        arm = round_rect(x + sign * 0.55 * k - 0.09 * k, seat - 0.36 * k, 0.18 * k, 0.5 * k, 8)
        canvas.fill(arm, gold)
        canvas.stroke(arm, dark, 4)
    canvas.fill(round_rect(x - 0.5 * k, seat - 0.1 * k, k, 0.16 * k, 10), room.lit(style.cloth))
    base = rect(x - 0.52 * k, seat + 0.04 * k, 1.04 * k, 0.4 * k)
    canvas.fill(base, Linear((0, seat), (0, seat + 0.44 * k), ramp(gold, darken(gold, 0.45))))
    canvas.stroke(base, dark, 4)


def _lantern(canvas: Canvas, room: Room, x: float, z: float) -> None:
    """A silk lantern with a tassel."""
    eye, on = room.eye, room.site.lamps
    k = eye.scale(z)
    cx, cy = eye.at(x, 2.75, z)
    top = eye.at(x, room.tall, z)[1]
    canvas.stroke(polyline([(cx, top), (cx, cy)]), room.lit("#3a2420"), 5)
    colour = "#ff6a3a" if on else room.lit("#c8382e")
    if on:
        glow(canvas, cx, cy, 1.5 * k, "#ff9a4a", 0.5)
    body = ellipse(cx, cy, 0.25 * k, 0.22 * k)
    canvas.fill(
        body,
        Linear(
            (cx - 0.25 * k, 0),
            (cx + 0.25 * k, 0),
            ramp(darken(colour, 0.2), lighten(colour, 0.4 if on else 0.15), darken(colour, 0.25)),
        ),
    )
    ribs = Path()
    for w in (0.08, 0.17):
        ribs.add(ellipse(cx, cy, w * k, 0.22 * k))
    canvas.stroke(ribs, darken(colour, 0.35), 3, 0.6)
    gold = room.lit(_GOLD)
    canvas.fill(
        round_rect(cx - 0.1 * k, cy - 0.25 * k, 0.2 * k, 0.06 * k, 4).add(
            round_rect(cx - 0.1 * k, cy + 0.19 * k, 0.2 * k, 0.06 * k, 4)
        ),
        gold,
    )
    canvas.stroke(polyline([(cx, cy + 0.24 * k), (cx, cy + 0.52 * k)]), room.lit("#d8382e"), 0.05 * k)


def _burner(canvas: Canvas, room: Room, x: float, z: float) -> None:
    """A bronze incense burner on three feet."""
    eye = room.eye
    k = eye.scale(z)
    stand(canvas, room, x, z, 0.26)
    cx, foot = eye.at(x, 0, z)
    tone = room.lit("#8a6a3a")
    for dx in (-0.16, 0, 0.16):
        canvas.stroke(polyline([(cx + dx * k, foot), (cx + dx * 0.8 * k, foot - 0.3 * k)]), darken(tone, 0.2), 0.06 * k)
    bowl = (
        Path()
        .move(cx - 0.26 * k, foot - 0.58 * k)
        .cubic(cx - 0.28 * k, foot - 0.2 * k, cx + 0.28 * k, foot - 0.2 * k, cx + 0.26 * k, foot - 0.58 * k)
        .close()
    )
    canvas.fill(
        bowl, Linear((cx - 0.26 * k, 0), (cx + 0.26 * k, 0), ramp(lighten(tone, 0.35), tone, darken(tone, 0.4)))
    )
    canvas.fill(ellipse(cx, foot - 0.58 * k, 0.26 * k, 0.05 * k), darken(tone, 0.45))
    wisp = (
        Path()
        .move(cx, foot - 0.6 * k)
        .cubic(cx + 0.2 * k, foot - 0.95 * k, cx - 0.2 * k, foot - 1.2 * k, cx + 0.08 * k, foot - 1.7 * k)
    )
    canvas.stroke(wisp, "#fff2e0", 0.05 * k, 0.25)


def _columns(canvas: Canvas, room: Room, style: _Style, zs: tuple[float, ...]) -> None:
    for z in zs:
        x = 1.72
        while x < room.half + 0.2:
            for sign in (-1, 1):
                column(canvas, room, sign * x, z, 0.24, style.column, base="#a8a29a", capital=style.beam)
                _band(canvas, room, sign * x, z)
            x += 2.6
        if room.site.lamps:
            spot(canvas, room, 0, z, 1.2, "#ffb85a", 0.14)


def _band(canvas: Canvas, room: Room, x: float, z: float) -> None:
    """A gilded ring high on a column."""
    k = room.eye.scale(z)
    cx, y = room.eye.at(x, room.tall - 0.75, z)
    gold = room.lit(_GOLD)
    canvas.fill(
        rect(cx - 0.25 * k, y, 0.5 * k, 0.22 * k),
        Linear((cx - 0.25 * k, 0), (cx + 0.25 * k, 0), ramp(gold, lighten(gold, 0.35), darken(gold, 0.45))),
    )


def _front(canvas: Canvas, room: Room, style: _Style) -> None:
    foreground(canvas, room, 0.5)
    site = room.site
    tone = darken(room.lit(style.column), 0.4)
    left = site.dice("front", site.facing).random() < 0.5
    x0 = site.left - 60 if left else site.right - 120
    canvas.fill(
        rect(x0, site.top, 180, site.bottom - site.top),
        Linear((x0, 0), (x0 + 180, 0), ramp(darken(tone, 0.3), lighten(tone, 0.12), darken(tone, 0.4))),
    )
    canvas.fill(site.whole, Linear((0, site.top), (0, 200), fade("#120608", 0.5, 0.0)))
