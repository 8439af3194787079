"""The prison cell: a bunk under a barred window; reversed, the bars and the gallery behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, round_rect
from ..stage import Scenery
from .fittings import chosen, foreground, hang_sign, passage, spot
from .furniture import box, stand
from .interior import Room, furnished_room, outlook, paint_shell
from .lights import beam, glow
from .perspective import NEAREST
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    floor: str
    steel: str
    blanket: str


_STYLES: Final = (
    _Style("#8f9690", "#6f7470", "#5f6a70", "#6a5f4a"),
    _Style("#9a8f82", "#74695e", "#6a5a4a", "#4f5a5f"),
    _Style("#8490a0", "#5f6674", "#4f5a6a", "#7a4f44"),
)


def paint_prison_cell(site: Site) -> Scenery:
    """A narrow cell with one high window."""
    style = chosen(site, _STYLES)
    room = passage(
        site,
        wall=site.tinted(style.wall),
        floor=style.floor,
        ceiling="#84888a",
        half=1.5,
        back=3.2,
        tall=2.75,
        lamp="#ffd9a0",
    )
    return furnished_room(
        room,
        style,
        (_walls, 0.62),
        (_things, 0.85),
        (_near_bars, 1.3),
        lamp="#ffd9a0",
        motes="dust",
    )


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    paint_shell(canvas, room, floor="concrete", bright=-side)
    _blocks(canvas, room)
    if room.site.reverse:
        _gallery(canvas, room, style)
    else:
        _window(canvas, room, style)
        _tally(canvas, room, side)


def _blocks(canvas: Canvas, room: Room) -> None:
    """Courses of painted blocks on all walls, stains running down."""
    eye, h, b = room.eye, room.half, room.back
    lines, y, row = Path(), 0.0, 0
    while y < room.tall:
        lines.add(polyline([eye.at(-h, y, NEAREST), eye.at(-h, y, b), eye.at(h, y, b), eye.at(h, y, NEAREST)]))
        x = -h + (0.3 if row % 2 else 0.0)
        while x < h:
            lines.add(polyline([eye.at(x, y, b), eye.at(x, min(room.tall, y + 0.3), b)]))
            x += 0.6
        z = b - (0.3 if row % 2 else 0.0)
        while z > NEAREST:
            for sign in (-1, 1):
                lines.add(polyline([eye.at(sign * h, y, z), eye.at(sign * h, min(room.tall, y + 0.3), z)]))
            z -= 0.6
        y += 0.3
        row += 1
    canvas.stroke(lines, darken(room.lit(room.wall), 0.42), 3, 0.5, cap="butt")
    dice = room.site.dice("stains")
    for _ in range(5):
        x, top = dice.uniform(-h, h), dice.uniform(1.4, 2.6)
        (ax, ay), (_, by) = eye.at(x, top, b), eye.at(x, top - dice.uniform(0.5, 1.1), b)
        canvas.fill(rect(ax, ay, dice.uniform(16, 60), by - ay), Linear((0, ay), (0, by), fade("#2a2018", 0.22, 0.0)))


def _window(canvas: Canvas, room: Room, style: _Style) -> None:
    """The window, its bars, and the light that falls through them."""
    eye, z, site = room.eye, room.back, room.site
    x = site.dice("window").uniform(-0.3, 0.3)
    x0, y0 = eye.at(x - 0.42, 2.42, z)
    x1, y1 = eye.at(x + 0.42, 1.86, z)
    tone = room.lit(room.wall)
    canvas.fill(rect(x0 - 22, y0 - 22, x1 - x0 + 44, y1 - y0 + 50), darken(tone, 0.4))
    outlook(canvas, site, (x0, y0, x1, y1), "towers")
    glow(canvas, (x0 + x1) / 2, (y0 + y1) / 2, 420, site.air.sky[-2], 0.4)
    bars = Path()
    for i in range(1, 5):
        bars.add(polyline([(x0 + (x1 - x0) * i / 5, y0), (x0 + (x1 - x0) * i / 5, y1)]))
    canvas.stroke(bars, room.lit("#2c3034"), 15, cap="butt")
    canvas.stroke(bars.moved(-3, 0), room.lit("#8a949a"), 4, 0.8, cap="butt")
    canvas.fill(rect(x0 - 30, y1, x1 - x0 + 60, 26), lighten(tone, 0.15))
    light = max(0.25, site.air.beams)
    for i in range(5):
        a = x - 0.42 + 0.84 * (i + 0.1) / 5
        b = a + 0.84 * 0.8 / 5
        top = (eye.at(a, 2.42, z), eye.at(b, 2.42, z))
        foot = (eye.at(a * 1.6 + 0.5, 0, -0.6), eye.at(b * 1.6 + 0.5, 0, -0.6))
        beam(canvas, top, foot, lighten(site.air.sun, 0.2), 0.34 * light)
        patch = eye.shape(
            [(a * 1.4 + 0.4, 0, 0.6), (b * 1.4 + 0.4, 0, 0.6), (b * 1.7 + 0.6, 0, -1.0), (a * 1.7 + 0.6, 0, -1.0)]
        )
        canvas.fill(patch, site.air.sun, 0.3 * light, blend="screen")
    del style


def _tally(canvas: Canvas, room: Room, side: int) -> None:
    """Days scratched into the wall, five by five."""
    eye, z = room.eye, room.back
    dice = room.site.dice("tally")
    k = eye.scale(z)
    strokes = Path()
    for group in range(dice.randint(4, 9)):
        gx, gy = eye.at(-side * 0.75 + (group % 3) * 0.27, 1.55 - (group // 3) * 0.24, z)
        for i in range(4):
            strokes.move(gx + i * 0.045 * k, gy).line(gx + i * 0.045 * k + dice.uniform(-3, 3), gy + 0.15 * k)
        strokes.move(gx - 0.03 * k, gy + 0.12 * k).line(gx + 0.17 * k, gy + 0.03 * k)
    canvas.stroke(strokes, lighten(room.lit(room.wall), 0.45), 4, 0.8)


def _gallery(canvas: Canvas, room: Room, style: _Style) -> None:
    """A barred front with its gate, the landing and another row of cells behind it."""
    eye, h, b, site = room.eye, room.half, room.back, room.site
    x0, y0 = eye.at(-h, room.tall, b)
    x1, y1 = eye.at(h, 0, b)
    back = room.lit("#4a4f58")
    canvas.fill(
        rect(x0, y0, x1 - x0, y1 - y0), Linear((0, y0), (0, y1), ramp(darken(back, 0.35), back, darken(back, 0.2)))
    )
    for i in range(3):
        dx0, dy0 = eye.at(-h + 0.2 + i * 1.0, 2.0, b + 2.2)
        dx1, dy1 = eye.at(-h + 0.9 + i * 1.0, 0.05, b + 2.2)
        canvas.fill(rect(dx0, dy0, dx1 - dx0, dy1 - dy0), darken(back, 0.45))
        canvas.stroke(rect(dx0, dy0, dx1 - dx0, dy1 - dy0), lighten(back, 0.2), 5)
    lx, ly = eye.at(0, 2.45, b + 1.4)
    canvas.fill(round_rect(lx - 90, ly - 8, 180, 16, 8), "#fff4cc")
    glow(canvas, lx, ly, 560, "#ffe9b0", 0.5)
    hang_sign(canvas, eye.at(0.9, 2.3, b + 2.0), site.sign("C-12", "B-07", "A-31"), 46, "#3a4450", lit=False)
    bars, x = Path(), -h
    while x < h:
        bars.add(polyline([eye.at(x, 0, b), eye.at(x, room.tall, b)]))
        x += 0.14
    steel = room.lit(style.steel)
    canvas.stroke(bars, darken(steel, 0.45), 15, cap="butt")
    canvas.stroke(bars.moved(-3, 0), lighten(steel, 0.35), 4, 0.7, cap="butt")
    for y in (0.12, 1.1, 2.1):
        canvas.fill(eye.front(-h, h, y, y + 0.07, b), darken(steel, 0.2))
    gate = eye.front(-0.1, 0.75, 0.02, 2.12, b)
    canvas.stroke(gate, steel, 20)
    lock = eye.at(-0.06, 1.12, b)
    canvas.fill(round_rect(lock[0] - 12, lock[1] - 34, 58, 70, 6), lighten(steel, 0.12))
    canvas.fill(ellipse(lock[0] + 16, lock[1] - 6, 8), "#14161a")


def _things(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """Bunk, basin, a shelf with a cup; a bare bulb."""
    eye = room.eye
    steel = style.steel
    x = (side * 0.55, side * 1.48)
    span = (min(x), max(x))
    if not room.site.reverse:
        for y in (0.42, 1.5):
            box(canvas, room, span, (y, y + 0.1), (1.2, 3.1), steel)
            box(canvas, room, (span[0] + 0.03, span[1] - 0.03), (y + 0.1, y + 0.22), (1.25, 3.05), style.blanket)
            box(canvas, room, (span[0] + 0.1, span[1] - 0.1), (y + 0.2, y + 0.3), (2.7, 3.0), "#d8d4c8")
        posts = Path()
        inner = span[0] if side > 0 else span[1]
        for z in (1.2, 3.1):
            posts.add(polyline([eye.at(inner, 0, z), eye.at(inner, 1.85, z)]))
        canvas.stroke(posts, darken(room.lit(steel), 0.2), 0.05 * eye.scale(1.2), cap="butt")
        stand(canvas, room, sum(span) / 2, 1.25, 0.5, 0.4)
    _basin(canvas, room, -side)
    bx, by = eye.at(0, 2.2, 1.6)
    top = eye.at(0, room.tall, 1.6)[1]
    canvas.stroke(polyline([(bx, top), (bx, by - 30)]), "#22201e", 5)
    canvas.fill(rect(bx - 12, by - 44, 24, 26), "#2c2a28")
    canvas.fill(ellipse(bx, by, 24, 28), "#fff2c4" if room.site.lamps else room.lit("#d8d2c4"))
    if room.site.lamps:
        glow(canvas, bx, by, 520, "#ffd890", 0.5)
        spot(canvas, room, 0, 1.0, 1.0, "#ffd890", 0.2)


def _basin(canvas: Canvas, room: Room, side: int) -> None:
    eye, z = room.eye, 2.4
    k = eye.scale(z)
    x = side * (room.half - 0.32)
    cx, cy = eye.at(x, 0.86, z)
    steel = room.lit("#b4bcc0")
    canvas.fill(rect(cx - 0.04 * k, cy, 0.08 * k, 0.8 * k), darken(steel, 0.35))
    bowl = (
        Path()
        .move(cx - 0.26 * k, cy)
        .cubic(cx - 0.22 * k, cy + 0.26 * k, cx + 0.22 * k, cy + 0.26 * k, cx + 0.26 * k, cy)
        .close()
    )
    canvas.fill(
        bowl, Linear((cx - 0.26 * k, 0), (cx + 0.26 * k, 0), ramp(lighten(steel, 0.35), steel, darken(steel, 0.35)))
    )
    canvas.fill(ellipse(cx, cy, 0.26 * k, 0.05 * k), darken(steel, 0.15))
    canvas.stroke(
        Path().move(cx, cy).line(cx, cy - 0.2 * k).quad(cx, cy - 0.27 * k, cx + 0.1 * k, cy - 0.24 * k),
        mix(steel, "#ffffff", 0.2),
        0.035 * k,
    )
    mirror = eye.front(x - 0.2, x + 0.2, 1.35, 1.8, room.back)
    canvas.fill(mirror, Linear((0, 700), (0, 900), ramp(room.lit("#c9d8dc"), room.lit("#8fa4ac"))))
    canvas.stroke(mirror, darken(steel, 0.3), 6)


def _near_bars(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    """Bars at both edges of the frame, out of focus: we look in from outside."""
    site = room.site
    foreground(canvas, room, 0.5)
    if site.reverse:
        return
    tone = darken(room.lit(style.steel), 0.6)
    for x in (site.left + 60, 30.0, site.width - 30.0, site.right - 60):
        bar = rect(x - 24, site.top, 48, site.bottom - site.top)
        canvas.fill(bar, Linear((x - 24, 0), (x + 24, 0), ramp(lighten(tone, 0.22), tone, darken(tone, 0.4))))
