"""The open office: glass towards the towers, rows of desks, strip lights; reversed, the whiteboard wall."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, round_rect
from ..stage import Scenery
from .furniture import bookcase, box, clock, picture, potted_plant, stand
from .interior import Room, furnished_room, gloom, outlook, paint_shell, room_for, skirting
from .lights import beam, glow, pool
from .perspective import NEAREST
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    accent: str
    desk: str


_STYLES: Final = (
    ("#dfe4ea", "#8f98a4", "#3f6fa8", "#e8e2d8"),
    ("#e6ddd0", "#b09478", "#c8704a", "#c8a880"),
    ("#cfd9d4", "#7f8f8c", "#2f7a6e", "#d9cdb8"),
    ("#d4cfdc", "#77728c", "#7a5aa0", "#b8b0c4"),
)
_NAMES: Final = ("Northstar", "启明科技", "Harbour & Co", "云帆集团", "Atlas Studio")


def paint_office(site: Site) -> Scenery:
    """An office high up: by day the sky is the light, by night the screens are."""
    wall, floor, accent, desk = site.dice("style").choice(_STYLES)
    room = room_for(
        site, wall=site.varied(wall), floor=floor, ceiling="#e4e8ec", back=4.4, tall=3.0, lamp="#eaf2ff",
        least=2.2,
    )  # fmt: skip
    return furnished_room(
        room,
        _Style(site.tinted(accent, 0.5), desk),
        (_walls, 0.55),
        (_desks, 0.85),
        (_front, 1.25),
        lamp="#f2f0ff",
    )


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="carpet", bright=-side)
    _ceiling(canvas, room)
    if site.reverse:
        _inner_wall(canvas, room, style.accent)
    else:
        _glass_wall(canvas, room)
    skirting(canvas, room, "#9aa2ac", high=0.08)
    gloom(canvas, room, site.centre, 900, max(1350.0, site.width * 0.65), depth=0.85)
    _sheen(canvas, room)


def _ceiling(canvas: Canvas, room: Room) -> None:
    eye, t = room.eye, room.tall
    lines, panels = Path(), Path()
    x = -int(room.half / 0.6) * 0.6
    while x < room.half:
        lines.add(polyline([eye.at(x, t, NEAREST), eye.at(x, t, room.back)]))
        x += 0.6
    z = room.back
    while z > NEAREST:
        lines.add(polyline([eye.at(-room.half, t, z), eye.at(room.half, t, z)]))
        z -= 0.6
    for x in range(-int(room.half), int(room.half) + 1, 2):
        for z in (room.back - 1.4, room.back - 3.2, room.back - 5.0):
            panels.add(eye.flat(x - 0.3 + 0.5, x + 0.3 + 0.5, z, z + 1.1, t - 0.01))
    canvas.stroke(lines, darken(room.lit(room.ceiling), 0.25), 2, 0.4, cap="butt")
    on = room.site.lamps or room.site.weather.value != "clear"
    canvas.fill(panels, "#fbfdff" if on else room.lit("#f4f6f8"))
    if on:
        canvas.stroke(panels, "#eaf4ff", 26, 0.22, blend="screen")


def _glass_wall(canvas: Canvas, room: Room) -> None:
    eye, z, t = room.eye, room.back, room.tall
    x0, y0 = eye.at(-room.half, t - 0.28, z)
    x1, y1 = eye.at(room.half, 0.35, z)
    outlook(canvas, room.site, (x0, y0, x1, y1), "towers", horizon=1180)
    shine = Path()
    for share in (0.12, 0.2, 0.62, 0.86):
        x = x0 + (x1 - x0) * share
        shine.move(x, y1).line(x + 60, y1).line(x + 300, y0).line(x + 240, y0).close()
    canvas.fill(shine, Linear((0, y0), (0, y1), fade("#ffffff", 0.2 if not room.site.night else 0.07, 0.0)))
    if room.site.lamps:
        strips = Path()
        for i in range(4):
            strips.add(rect(x0 + (x1 - x0) * (0.14 + 0.22 * i), y0 + 70, 120, 9))
        canvas.fill(strips, "#f2f8ff", 0.3)
    frame = room.lit("#5a626e")
    bars = Path()
    step = 1.1
    x = -int(room.half / step) * step
    while x <= room.half:
        sx = eye.at(x, 0, z)[0]
        bars.add(rect(sx - 7, y0, 14, y1 - y0))
        x += step
    bars.add(rect(x0, y0 + (y1 - y0) * 0.24, x1 - x0, 9)).add(rect(x0, y1 - 6, x1 - x0, 16)).add(
        rect(x0, y0 - 8, x1 - x0, 16)
    )
    canvas.fill(bars, Linear((0, y0), (0, y1), ramp(frame, darken(frame, 0.25))))
    if room.site.air.beams > 0.3 and not room.site.night:
        for i in range(4):
            x = x0 + (x1 - x0) * (0.1 + 0.22 * i)
            beam(
                canvas,
                ((x, y0), (x + 130, y0)),
                ((x + 330, 1800), (x + 620, 1800)),
                lighten(room.site.air.sun, 0.2),
                0.2 * room.site.air.beams,
            )


def _sheen(canvas: Canvas, room: Room) -> None:
    site, y = room.site, room.eye.at(0, 0, room.back)[1]
    tone = site.air.sky[3] if not site.reverse else room.lamp
    canvas.fill(
        rect(site.left, y, site.right - site.left, 300),
        Linear((0, y), (0, y + 260), fade(tone, 0.4, 0.0)),
        blend="screen",
    )


def _inner_wall(canvas: Canvas, room: Room, accent: str) -> None:
    site, eye, z = room.site, room.eye, room.back
    left, right = room.seen(z, margin=False)
    flip = site.facing % 2 == 1
    band = eye.front(-room.half, room.half, 0.08, room.tall - 0.25, z)
    ax, ay = eye.at(-room.half, room.tall - 0.25, z)
    canvas.fill(band, Linear((ax, ay), (ax, ay + 700), ramp(room.lit(accent), darken(room.lit(accent), 0.25))), 0.85)
    words = site.sign(*_NAMES)
    k = eye.scale(z)
    size = min(0.34 * k, site.width * 0.8 / max(1.0, sum(1.0 if ord(c) >= 0x2E80 else 0.6 for c in words)))
    lx, ly = eye.at((left + right) / 2, 2.28, z)
    if site.lamps:
        glow(canvas, lx, ly - size * 0.3, size * 4, "#ffffff", 0.3)
    canvas.text(words, lx + 5, ly + 6, size, "#14101c", align="centre", weight=700, alpha=0.35)
    canvas.text(words, lx, ly, size, "#ffffff" if site.lamps else room.lit("#fbf8f2"), align="centre", weight=700)
    bx = (left + 0.1, left + 1.7) if flip else (right - 1.7, right - 0.1)
    _whiteboard(canvas, room, bx, accent)
    other = (right - 1.2, right + 0.1) if flip else (left - 0.1, left + 1.2)
    bookcase(canvas, room, other, 1.85, "#b8a890", "files", shelves=4, goods=("book", "book", "jar"))
    clock(canvas, room, sum(other) / 2, 2.05, radius=0.15)


def _whiteboard(canvas: Canvas, room: Room, x: tuple[float, float], accent: str) -> None:
    eye, z = room.eye, room.back
    ax, ay = eye.at(x[0], 1.85, z)
    bx, by = eye.at(x[1], 0.95, z)
    w, h = bx - ax, by - ay
    canvas.fill(rect(ax - 8, ay - 8, w + 16, h + 16), room.lit("#8a929c"))
    canvas.fill(rect(ax, ay, w, h), Linear((ax, ay), (bx, by), ramp(room.lit("#ffffff"), room.lit("#e2e8ee"))))
    dice = room.site.dice("board")
    graph = [(ax + w * (0.1 + 0.1 * i), ay + h * dice.uniform(0.25, 0.75) - i * h * 0.03) for i in range(5)]
    canvas.stroke(polyline(graph), room.lit(accent), 6)
    canvas.stroke(
        polyline([(ax + w * 0.08, ay + h * 0.15), (ax + w * 0.08, ay + h * 0.85), (ax + w * 0.55, ay + h * 0.85)]),
        room.lit("#4a5058"),
        4,
    )
    notes = ("#f2d45a", "#f29a7a", "#8fc8e8", "#a8d88a")
    for i in range(6):
        canvas.fill(
            rect(ax + w * (0.64 + 0.11 * (i % 3)), ay + h * (0.16 + 0.36 * (i // 3)), w * 0.085, h * 0.24),
            room.lit(notes[i % 4]),
        )


def _desks(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    site = room.site
    dice = site.dice("desks", site.facing)
    for z in (3.3, 1.7):
        left, right = room.seen(z, margin=True)
        x = left - dice.uniform(0.0, 0.5) if z > 2 else left + dice.uniform(-0.4, 0.0)
        while x < right:
            middle = x + 0.7
            if z > 2 or abs(middle) > 0.9 or site.width > 1300:
                _desk(canvas, room, dice, x, z, style.accent, style.desk)
            x += 1.75
    left, right = room.seen(2.2, margin=False)
    potted_plant(canvas, room, dice.choice((left + 0.1, right - 0.1)), 0, 2.3, 1.7, pot="#e4e0da", kind="rubber")
    if site.dice("pic").random() < 0.3 and site.reverse:
        picture(canvas, room, (-0.3, 0.3), (1.0, 1.6), "#3a3a44", "office")


def _desk(canvas: Canvas, room: Room, dice: Random, x: float, z: float, accent: str, colour: str) -> None:
    eye, k = room.eye, room.eye.scale(z)
    wide = 1.4
    stand(canvas, room, x + wide / 2, z, wide * 0.55, 0.28)
    panel = eye.front(x, x + wide, 0.12, 0.7, z + 0.02)
    canvas.fill(panel, darken(room.lit(colour), 0.22))
    canvas.fill(eye.front(x, x + wide, 0.75, 1.12, z + 0.62), mix(room.lit(accent), room.lit(colour), 0.3))
    box(canvas, room, (x, x + wide), (0.7, 0.75), (z, z + 0.65), colour)
    legs = Path()
    for dx in (0.04, wide - 0.04):
        legs.add(polyline([eye.at(x + dx, 0, z), eye.at(x + dx, 0.7, z)]))
    canvas.stroke(legs, room.lit("#4a4e58"), 0.04 * k, cap="butt")
    mx, my = eye.at(x + dice.uniform(0.3, 0.7), 1.22, z + 0.4)
    w, h = 0.52 * k, 0.31 * k
    canvas.fill(rect(mx + w * 0.44, my + h, w * 0.12, 0.16 * k), room.lit("#2c2e36"))
    canvas.fill(round_rect(mx, my, w, h, 6), room.lit("#1e2028"))
    if dice.random() < 0.7 or room.site.night:
        canvas.fill(
            rect(mx + 5, my + 5, w - 10, h - 10),
            Linear((mx, my), (mx + w, my + h), ramp("#cfe8ff", "#7fb0e8", "#4f74b8")),
            0.92,
        )
        lines = Path()
        for i in range(4):
            lines.add(rect(mx + w * 0.1, my + h * (0.18 + 0.17 * i), w * dice.uniform(0.25, 0.7), h * 0.05))
        canvas.fill(lines, "#ffffff", 0.7)
        if room.site.lamps:
            glow(canvas, mx + w / 2, my + h / 2, w * 1.1, "#8fc0ff", 0.35)
            pool(canvas, mx + w / 2, my + h + 0.18 * k, w * 0.8, 0.06 * k, "#8fc0ff", 0.4)
    px, py = eye.at(x + 1.12, 0.75, z + 0.2)
    canvas.fill(rect(px, py - 0.1 * k, 0.08 * k, 0.1 * k), room.lit(dice.choice(("#e8583f", "#f4efe4", accent))))
    pens = polyline([(px + 0.02 * k, py - 0.1 * k), (px, py - 0.19 * k)]).add(
        polyline([(px + 0.06 * k, py - 0.1 * k), (px + 0.075 * k, py - 0.18 * k)])
    )
    canvas.stroke(pens, room.lit("#3a5a8a"), 4)
    papers = rect(px - 0.32 * k, py - 0.03 * k, 0.24 * k, 0.03 * k)
    canvas.fill(papers, room.lit("#fbf8f0"))
    cx, cy = eye.at(x + 0.7, 0.5, z - 0.25)
    if dice.random() < 0.75:
        seat = room.lit("#3a3f4c")
        canvas.stroke(polyline([(cx, cy), eye.at(x + 0.7, 0.06, z - 0.25)]), darken(seat, 0.3), 0.05 * k)
        base = Path()
        for dx in (-0.24, 0.0, 0.24):
            base.move(*eye.at(x + 0.7, 0.1, z - 0.25)).line(*eye.at(x + 0.7 + dx, 0.02, z - 0.3))
        canvas.stroke(base, darken(seat, 0.3), 0.04 * k)
        canvas.fill(ellipse(cx, cy, 0.25 * k, 0.06 * k), seat)
        canvas.fill(
            round_rect(cx - 0.22 * k, cy - 0.56 * k, 0.44 * k, 0.5 * k, 0.08 * k),
            Linear((cx - 0.22 * k, 0), (cx + 0.22 * k, 0), ramp(lighten(seat, 0.18), darken(seat, 0.2))),
        )


def _front(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    canvas.fill(site.whole, Linear((0, 1500), (0, site.bottom), fade("#0c0a18", 0.0, 0.42)))
    tone = darken(room.lit(style.accent), 0.5)
    x = site.left if (side > 0) != site.reverse else site.right
    with canvas.group(blur=7):
        canvas.fill(round_rect(x - 330, 1775, 660, 500, 30), tone)
        canvas.fill(rect(x - 330, 1775, 660, 12), lighten(tone, 0.35), 0.8)
        canvas.fill(
            round_rect(x - 60 + 150 * (1 if x < 0 else -1), 1670, 90, 110, 12), darken(room.lit("#f0ece4"), 0.3)
        )
