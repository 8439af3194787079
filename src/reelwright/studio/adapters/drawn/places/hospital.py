"""The hospital: a corridor that runs to swing doors or a window, and a ward with its beds.

Knows what both share: paint in two tones, hand rails, panels in the ceiling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, round_rect, smooth
from ..stage import Scenery
from .fittings import (
    ceiling_panels,
    chosen,
    double_door,
    floor_shine,
    foreground,
    hang_sign,
    passage,
    rail,
    side_door,
    two_tone,
)
from .furniture import Span, box, chair, potted_plant, stand
from .interior import Room, Window, furnished_room, paint_shell, paint_window, room_for, window_light
from .lights import glow
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    lower: str
    line: str
    floor: str
    door: str


_STYLES: Final = (
    _Style("#e6efec", "#9fcabd", "#4f9a8a", "#cdd8d4", "#d8b58a"),
    _Style("#eef0f4", "#a9c3e0", "#4f7fb8", "#c9d2dc", "#b9c6d4"),
    _Style("#f2ece2", "#e6c8a8", "#c9885a", "#d6cfc4", "#a9785a"),
)
_LAMP: Final = "#eef8ff"


def paint_hospital_corridor(site: Site) -> Scenery:
    """A long corridor with doors on both sides."""
    style = chosen(site, _STYLES)
    room = passage(
        site,
        wall=site.tinted(style.wall),
        floor=style.floor,
        ceiling="#f2f4f4",
        half=1.75,
        back=9.0,
        tall=2.75,
        lamp=_LAMP,
    )
    return furnished_room(
        room,
        style,
        (_corridor, 0.55),
        (_corridor_things, 0.86),
        (_near, 1.2),
        lamp=_LAMP,
    )


def _near(canvas: Canvas, room: Room, _style: _Style, _side: int) -> None:
    foreground(canvas, room)


def _corridor(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="tiles")
    two_tone(canvas, room, style.lower, 1.05, line=style.line)
    ceiling_panels(canvas, room, (0.0,), wide=0.6, long=1.1, step=2.1, colour="#fbffff")
    floor_shine(canvas, room, (0.0,), "#f4ffff", 0.4)
    if site.reverse:
        words = site.sign("手术中", "SURGERY", "ICU")
        double_door(canvas, room, 0, mix(style.door, "#b8c4cc", 0.5), wide=2.0, sign=words, glowing="#d8303c")
        glow(canvas, *room.eye.at(0, 2.6, room.back), 300, "#ff4050", 0.3)
    else:
        window = Window(-1.15, 1.15, 0.8, 2.35, frame="#dfe6e6", panes=(3, 1), view="city")
        paint_window(canvas, room, window, thick=0.06)
        window_light(canvas, room, window, lean=0.1, alpha=0.8)
    for sign in (-1, 1):
        shift = 0.9 if sign > 0 else 0.0
        for z in (-1.4, 1.2, 3.8, 6.4):
            side_door(canvas, room, sign, (z + shift, z + shift + 1.0), style.door, lit=site.lamps)
    rail(canvas, room, style.line, 0.92)
    x, y = room.eye.at(0, 2.5, 4.6)
    k = room.eye.scale(4.6)
    canvas.stroke(polyline([(x, y - 0.3 * k), (x, y)]), room.lit("#8a949a"), 5)
    words = site.dice("ward").choice(site.words("急诊  →", "Ward 3  →", "←  X-Ray", "←  住院部"))
    hang_sign(canvas, (x, y), words, 0.26 * k, "#2f8f6f" if not site.reverse else "#3f6fb0", lit=site.lamps)


def _corridor_things(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    seat = room.half - 0.3
    for i in range(3):
        z = 2.6 + i * 0.58
        x = side * seat
        box(canvas, room, (x - 0.24, x + 0.24), (0.4, 0.46), (z, z + 0.5), style.line)
        box(canvas, room, (x + side * 0.2 - 0.04, x + side * 0.2 + 0.04), (0.46, 0.95), (z, z + 0.5), style.line)
        box(canvas, room, (x - 0.2, x - 0.16), (0, 0.4), (z + 0.2, z + 0.26), "#7d868c")
    potted_plant(canvas, room, -side * (room.half - 0.3), 0, 5.2, 1.1, pot="#f0f0ee")
    if room.site.dice("trolley").random() < 0.7:
        _trolley(canvas, room, -side * (room.half - 0.55), 2.2)


def _trolley(canvas: Canvas, room: Room, x: float, z: float) -> None:
    """A steel trolley with bottles on it."""
    eye, steel = room.eye, "#b9c4cc"
    stand(canvas, room, x, z, 0.35)
    for y in (0.25, 0.82):
        box(canvas, room, (x - 0.32, x + 0.32), (y, y + 0.05), (z, z + 0.45), steel)
    posts = Path()
    for dx in (-0.3, 0.3):
        posts.add(polyline([eye.at(x + dx, 0.06, z), eye.at(x + dx, 0.98, z)]))
    k = eye.scale(z)
    canvas.stroke(posts, room.lit(steel), 0.03 * k)
    for dx, tall, colour in (
        (-0.2, 0.16, "#8ac4d8"),
        (-0.08, 0.12, "#f0f0f0"),
        (0.06, 0.18, "#d88a5a"),
        (0.2, 0.1, "#f0f0f0"),
    ):
        bx, by = eye.at(x + dx, 0.87, z + 0.15)
        canvas.fill(round_rect(bx - 0.035 * k, by - tall * k, 0.07 * k, tall * k, 5), room.lit(colour))
    for dx in (-0.28, 0.28):
        canvas.fill(ellipse(*eye.at(x + dx, 0.05, z), 0.05 * k), room.lit("#3a4046"))


def paint_ward(site: Site) -> Scenery:
    """A sick room with a window, a bed, a drip and a curtain."""
    style = chosen(site, _STYLES)
    room = room_for(
        site,
        wall=site.tinted(style.wall),
        floor=style.floor,
        ceiling="#f2f4f4",
        back=3.5,
        tall=2.7,
        roomy=1.05,
        lamp="#fff2dc",
    )
    return furnished_room(
        room,
        style,
        (_ward_walls, 0.62),
        (_ward_things, 0.84),
        (_near, 1.2),
        lamp="#ffe9c4",
        motes="dust",
    )


def _ward_walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="tiles", bright=-side)
    two_tone(canvas, room, style.lower, 0.95, line=style.line)
    ceiling_panels(canvas, room, (-0.7, 0.7), wide=0.5, long=0.9, step=2.2, colour="#fdfdf6")
    left, right = room.seen(room.back, margin=False)
    if site.reverse:
        flip = site.facing % 2 == 1
        double_door(
            canvas, room, right - 0.8 if flip else left + 0.8, style.door, wide=1.2, sign=site.sign("307", "512", "208")
        )
        at = left + 0.9 if flip else right - 0.9
        _chart(canvas, room, at, style)
        return
    middle = left + (right - left) * (0.3 if side < 0 else 0.7)
    half = min(1.0, (right - left) * 0.27)
    window = Window(
        middle - half,
        middle + half,
        0.95,
        2.35,
        frame="#e4e8e6",
        panes=(2, 1),
        curtain=mix(style.lower, "#ffffff", 0.4),
        view="garden",
    )
    paint_window(canvas, room, window, thick=0.05)
    window_light(canvas, room, window, lean=-0.5 * side)
    _bed_panel(canvas, room, -middle * 0.6 + 0.25 * -side, style)


def _bed_panel(canvas: Canvas, room: Room, x: float, style: _Style) -> None:
    """The panel above a bed's head with its lamp and sockets."""
    eye, z = room.eye, room.back
    x0, y0 = eye.at(x - 0.7, 1.62, z)
    x1, y1 = eye.at(x + 0.7, 1.42, z)
    canvas.fill(round_rect(x0, y0, x1 - x0, y1 - y0, 8), room.lit(lighten(style.line, 0.55)))
    canvas.fill(
        round_rect(x0 + 14, y0 + 8, (x1 - x0) * 0.5, 12, 6), "#fff8e0" if room.site.lamps else room.lit("#fdfdf8")
    )
    if room.site.lamps:
        glow(canvas, (x0 + x1) / 2 - 60, y0, 320, "#fff0c8", 0.45)
    for i in range(3):
        canvas.fill(ellipse(x1 - 30 - i * 34, y1 - 26, 10), room.lit(("#4f9a8a", "#c95a5a", "#5a7fb8")[i]))


def _chart(canvas: Canvas, room: Room, x: float, style: _Style) -> None:
    eye, z = room.eye, room.back
    x0, y0 = eye.at(x - 0.4, 2.0, z)
    x1, y1 = eye.at(x + 0.4, 1.3, z)
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), room.lit("#fbfbf6"))
    canvas.stroke(rect(x0, y0, x1 - x0, y1 - y0), room.lit(style.line), 8)
    lines = Path()
    for i in range(6):
        y = y0 + (y1 - y0) * (0.3 + i * 0.11)
        lines.add(polyline([(x0 + 24, y), (x1 - 30 - (i * 37) % 60, y)]))
    canvas.stroke(lines, room.lit("#9aa4ac"), 6)
    canvas.fill(rect(x0 + 24, y0 + 24, (x1 - x0) * 0.5, 18), room.lit(style.line))


def _ward_things(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    left, right = room.seen(2.4, margin=False)
    if room.site.reverse:
        flip = room.site.facing % 2 == 1
        for i in range(2):
            chair(canvas, room, (left + 0.4 + i * 0.6) if flip else (right - 0.4 - i * 0.6), 2.6, style.line)
        potted_plant(canvas, room, right - 0.2 if flip else left + 0.2, 0, 2.8, 1.2, pot="#f0f0ee")
        return
    bed = -side * min(0.62, (right - left) * 0.2)
    _bed(canvas, room, (bed - 0.52, bed + 0.52), style)
    _drip(canvas, room, bed - 0.72 * side, 2.2)
    _monitor(canvas, room, bed + 0.8 * side)
    edge = right - 0.05 if side < 0 else left + 0.05
    _bed_curtain(canvas, room, edge, style)


def _bed(canvas: Canvas, room: Room, x: Span, style: _Style) -> None:
    """A bed whose foot is towards the camera."""
    eye, z0, z1 = room.eye, 1.35, 3.3
    for share in (0.25, 0.5, 0.75):
        stand(canvas, room, x[0] + (x[1] - x[0]) * share, z0 + 0.1, 0.5, 0.3)
    box(canvas, room, x, (0.35, 1.1), (z1, z1 + 0.05), "#d8dde0")
    box(canvas, room, (x[0] + 0.03, x[1] - 0.03), (0.32, 0.6), (z0 + 0.05, z1), "#f4f6f6", top="#fdfdfd")
    px, py = eye.at((x[0] + x[1]) / 2, 0.68, z1 - 0.2)
    k = eye.scale(z1)
    canvas.fill(round_rect(px - 0.36 * k, py - 0.1 * k, 0.72 * k, 0.2 * k, 0.08 * k), room.lit("#ffffff"))
    canvas.stroke(round_rect(px - 0.36 * k, py - 0.1 * k, 0.72 * k, 0.2 * k, 0.08 * k), room.lit("#b9c4cc"), 3)
    tone = room.lit(mix(style.lower, "#ffffff", 0.15))
    a, b = eye.at(x[0] - 0.02, 0.62, z0), eye.at(x[1] + 0.02, 0.62, z0)
    c, d = eye.at(x[1] - 0.02, 0.64, z1 - 0.6), eye.at(x[0] + 0.02, 0.64, z1 - 0.6)
    blanket = smooth([d, ((d[0] + c[0]) / 2, d[1] - 16), c, b, ((a[0] + b[0]) / 2, b[1] + 6), a], tension=0.2)
    canvas.fill(blanket, tone)
    low = eye.at(0, 0.28, z0)[1]
    canvas.fill(rect(a[0], a[1], b[0] - a[0], low - a[1]), Linear((0, a[1]), (0, low), ramp(tone, darken(tone, 0.25))))
    folds = Path()
    for share in (0.2, 0.45, 0.72):
        fx = a[0] + (b[0] - a[0]) * share
        folds.move(fx, a[1] + 8).cubic(fx + 10, a[1] + 50, fx - 8, low - 50, fx + 4, low)
    canvas.stroke(folds, darken(tone, 0.3), 4, 0.5)
    rails = Path()
    for i in range(5):
        at = x[0] + (x[1] - x[0]) * i / 4
        rails.add(polyline([eye.at(at, 0.3, z0 - 0.03), eye.at(at, 0.82, z0 - 0.03)]))
    rails.add(polyline([eye.at(x[0], 0.82, z0 - 0.03), eye.at(x[1], 0.82, z0 - 0.03)]))
    canvas.stroke(rails, room.lit("#c2ccd2"), 10)
    for at in x:
        canvas.stroke(polyline([eye.at(at, 0.3, z0), eye.at(at, 0.06, z0)]), room.lit("#9aa4aa"), 14)
        canvas.fill(ellipse(*eye.at(at, 0.05, z0), 22), room.lit("#454c52"))


def _drip(canvas: Canvas, room: Room, x: float, z: float) -> None:
    """A stand with a bag of saline."""
    eye = room.eye
    k = eye.scale(z)
    steel = room.lit("#aab4bc")
    foot, top = eye.at(x, 0.04, z), eye.at(x, 1.95, z)
    canvas.stroke(polyline([foot, top]), steel, 0.03 * k)
    canvas.stroke(polyline([(foot[0] - 0.2 * k, foot[1]), (foot[0] + 0.2 * k, foot[1])]), steel, 0.035 * k)
    canvas.stroke(polyline([(top[0] - 0.12 * k, top[1]), (top[0] + 0.12 * k, top[1])]), steel, 0.02 * k)
    bag = round_rect(top[0] + 0.05 * k, top[1] + 0.05 * k, 0.15 * k, 0.28 * k, 0.04 * k)
    canvas.fill(bag, "#eaf6ff", 0.85)
    canvas.fill(rect(top[0] + 0.05 * k, top[1] + 0.16 * k, 0.15 * k, 0.15 * k), "#b8dcf0", 0.8)
    canvas.stroke(bag, room.lit("#7d94a4"), 3)
    tube = (
        Path()
        .move(top[0] + 0.125 * k, top[1] + 0.33 * k)
        .cubic(
            top[0] + 0.2 * k, top[1] + 0.8 * k, top[0] - 0.1 * k, top[1] + 1.0 * k, top[0] + 0.26 * k, top[1] + 1.2 * k
        )
    )
    canvas.stroke(tube, "#dceefa", 4, 0.8)


def _monitor(canvas: Canvas, room: Room, x: float) -> None:
    """A heart monitor on a cabinet, flowers beside it."""
    eye, z = room.eye, 2.9
    box(canvas, room, (x - 0.25, x + 0.25), (0, 0.72), (z, z + 0.4), "#e4e6e4")
    k = eye.scale(z)
    cx, foot = eye.at(x - 0.02, 0.72, z + 0.1)
    w, h = 0.4 * k, 0.3 * k
    canvas.fill(round_rect(cx - w / 2, foot - h, w, h, 8), room.lit("#d2d8dc"))
    canvas.fill(rect(cx - w / 2 + 10, foot - h + 10, w - 20, h - 24), "#0e2226")
    y = foot - h * 0.6
    beat = [
        (-0.42, 0),
        (-0.25, 0),
        (-0.2, -0.06),
        (-0.15, 0),
        (-0.08, 0.05),
        (-0.03, -0.26),
        (0.03, 0.12),
        (0.08, 0),
        (0.42, 0),
    ]
    canvas.stroke(polyline([(cx + dx * w * 0.95, y + dy * h) for dx, dy in beat]), "#5cf0a0", 4)
    canvas.stroke(polyline([(cx - w * 0.4, y + h * 0.24), (cx + w * 0.3, y + h * 0.24)]), "#f0d85c", 3)
    glow(canvas, cx, y, w, "#5cf0a0", 0.2)


def _bed_curtain(canvas: Canvas, room: Room, x: float, style: _Style) -> None:
    """A curtain on a rail that is drawn back to the edge of the picture."""
    eye, z = room.eye, 1.6
    tone = room.lit(mix(style.lower, "#ffffff", 0.35))
    sign = 1 if x > 0 else -1
    top, foot = eye.at(x, 2.25, z)[1], eye.at(x, 0.3, z)[1]
    edge = eye.at(x, 0, z)[0]
    outer = edge + sign * 700
    inner = edge - sign * 70
    cloth = (
        Path()
        .move(outer, top)
        .line(inner, top)
        .cubic(inner + sign * 26, top + 300, inner - sign * 20, foot - 200, inner + sign * 8, foot)
        .line(outer, foot)
        .close()
    )
    canvas.fill(
        cloth, Linear((inner, 0), (inner + sign * 200, 0), ramp(lighten(tone, 0.2), tone, darken(tone, 0.16))), 0.97
    )
    folds = Path()
    for i in range(1, 7):
        fx = inner + sign * i * 44
        folds.move(fx, top + 6).cubic(fx + 10, top + 400, fx - 12, foot - 300, fx + 4, foot)
    canvas.stroke(folds, darken(tone, 0.28), 5, 0.4)
    canvas.stroke(polyline([(inner - sign * 330, top - 4), (outer, top - 4)]), room.lit("#9aa6ac"), 9)
