"""The restaurant: white tablecloths with candles, tall windows or a wine wall, a sideboard, doors to the kitchen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, polyline, rect, smooth
from ..stage import Scenery
from .fittings import double_door, foreground, hang_sign
from .furniture import Span, box, chair, lamp_pool, pendant, picture, potted_plant, row, stand, table_lamp
from .interior import (
    Room,
    Window,
    ceiling_cove,
    furnished_room,
    gloom,
    paint_shell,
    paint_window,
    repeated,
    room_for,
    skirting,
    wainscot,
    window_light,
)  # fmt: skip
from .lights import glow
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    wood: str
    seat: str
    curtain: str
    floor: str
    lamp: str


_STYLES: Final = (
    _Style("#7a3038", "#4a2a20", "#b8863c", "#8f2f38", "#7a4a30", "dome"),
    _Style("#24413f", "#5a3a26", "#c08a5a", "#2f5a56", "#94683f", "globe"),
    _Style("#e8dcc6", "#7a5638", "#5a6f62", "#b9a27a", "#b08a5c", "globe"),
    _Style("#33405f", "#3f2c26", "#a84a44", "#42527a", "#6f4c38", "cone"),
    _Style("#c9a06a", "#6a2e24", "#a02c2a", "#b03a30", "#7d4a30", "lantern"),
)
_LINEN: Final = ("#fbf6ea", "#f4efe4", "#fffaf0")
_NAMES: Final = ("Chez Marin", "The Grill", "Osteria Sole", "La Table", "聚丰楼", "悦来酒家", "满庭芳", "鸿宾楼")


def paint_restaurant(site: Site) -> Scenery:
    """A dining room: by day tall windows, by night a candle on every table."""
    style = site.blend(_STYLES, "seat", "floor", "lamp")
    room = room_for(
        site, wall=site.varied(style.wall), floor=style.floor, ceiling="#efe3cc", back=3.3, tall=3.4, roomy=1.02,
        lamp="#ffc47c",
    )  # fmt: skip
    return furnished_room(
        room,
        style,
        (_walls, 0.62),
        (_things, 0.84),
        (_front, 1.24),
        lamp="#ffd09a",
        motes="dust",
    )  # fmt: skip


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor=site.dice("floor").choice(("planks", "planks", "checks")), bright=-side)
    _damask(canvas, room)
    wainscot(canvas, room, style.wood, 0.95, step=0.5)
    skirting(canvas, room, darken(style.wood, 0.2), rail=0.95, cornice=0.14)
    ceiling_cove(canvas, room, inset=0.5)
    gloom(canvas, room, site.centre, 760, max(1200.0, site.width * 0.6))
    left, right = room.seen(room.back, margin=False)
    if site.reverse:
        _service_wall(canvas, room, style, (left, right))
        return
    middle = left + (right - left) * (0.33 if side < 0 else 0.67)
    half = min(0.62, (right - left) * 0.2)
    window = Window(
        middle - half, middle + half, 0.98, 2.85, frame=lighten(style.wood, 0.1), panes=(2, 3),
        arch=site.dice("arch").random() < 0.4, curtain=style.curtain, view=site.dice("view").choice(("city", "street")),
    )  # fmt: skip
    free = (window.x1 + 0.5, right - 0.1) if side < 0 else (left + 0.1, window.x0 - 0.5)
    if room.half > 3:
        free = (right - 2.3, right - 0.2) if side < 0 else (left + 0.2, left + 2.3)
    _wine_wall(canvas, room, style, (max(free[0], free[1] - 2.1), free[1]))
    far = 2.9 if room.half > 3 else 0.3
    near = -room.half + (0.3 if side < 0 else far), room.half - (far if side < 0 else 0.3)
    for each in repeated(window, *near, gap=0.9):
        paint_window(canvas, room, each)
        window_light(canvas, room, each, lean=0.5 * -side)
        _sconce(canvas, room, each.x1 + 0.42 if side < 0 else each.x0 - 0.42)


def _damask(canvas: Canvas, room: Room) -> None:
    """A quiet pattern on the paper of the wall behind."""
    eye, leaves = room.eye, Path()
    x, odd = -room.half + 0.16, False
    while x < room.half:
        y = 1.12 + (0.17 if odd else 0)
        while y < room.tall - 0.2:
            cx, cy = eye.at(x, y, room.back)
            k = eye.scale(room.back)
            leaves.add(polygon([(cx, cy - 0.1 * k), (cx + 0.05 * k, cy), (cx, cy + 0.07 * k), (cx - 0.05 * k, cy)]))
            y += 0.34
        x, odd = x + 0.21, not odd
    canvas.fill(leaves, lighten(room.lit(room.wall), 0.3), 0.16)


def _sconce(canvas: Canvas, room: Room, x: float) -> None:
    """A lamp on the wall with two small shades."""
    k = room.eye.scale(room.back)
    cx, cy = room.eye.at(x, 1.95, room.back)
    brass, on = room.lit("#b8934f"), room.site.lamps
    if on:
        glow(canvas, cx, cy - 0.08 * k, 0.75 * k, room.lamp, 0.5)
    arms = Path().move(cx - 0.11 * k, cy).quad(cx, cy + 0.14 * k, cx + 0.11 * k, cy).move(cx, cy + 0.07 * k)
    canvas.stroke(arms.line(cx, cy + 0.2 * k), brass, 0.022 * k)
    shades = Path()
    for dx in (-0.11, 0.11):
        at = cx + dx * k
        shades.add(
            polygon(
                [
                    (at - 0.04 * k, cy - 0.13 * k),
                    (at + 0.04 * k, cy - 0.13 * k),
                    (at + 0.065 * k, cy),
                    (at - 0.065 * k, cy),
                ]
            )
        )
    canvas.fill(shades, "#fff0cc" if on else room.lit("#efe2c8"))


def _wine_wall(canvas: Canvas, room: Room, style: _Style, at: Span) -> None:
    """Bottles lying in a lattice, or a picture where there is no room for them."""
    if at[1] - at[0] < 0.5:
        return
    if at[1] - at[0] < 0.8 or room.site.dice("wine").random() < 0.3:
        picture(canvas, room, (at[0] + 0.05, at[1] - 0.05), (1.35, 2.4), "#b8934f", "wine")
        return
    eye, (x0, x1), low, high = room.eye, at, 1.05, 2.75
    wood = room.lit(style.wood)
    canvas.fill(eye.front(x0, x1, low, high, room.back), darken(wood, 0.55))
    columns, rows = max(2, round((x1 - x0) / 0.27)), 6
    wide, tall, k = (x1 - x0) / columns, (high - low) / rows, eye.scale(room.back)
    corks, glass, lattice = Path(), Path(), Path()
    for column in range(columns):
        for line in range(rows):
            cx, cy = eye.at(x0 + wide * (column + 0.5), low + tall * (line + 0.42), room.back)
            glass.add(ellipse(cx, cy, 0.085 * k))
            corks.add(ellipse(cx, cy, 0.036 * k))
    for column in range(columns + 1):
        lattice.add(polyline([eye.at(x0 + wide * column, y, room.back) for y in (low, high)]))
    for line in range(rows + 1):
        lattice.add(polyline([eye.at(x, low + tall * line, room.back) for x in at]))
    canvas.fill(glass, room.lit("#2f4a34"))
    canvas.stroke(glass, lighten(room.lit("#2f4a34"), 0.3), 2.5, 0.7)
    canvas.fill(corks, room.lit("#8a2f38"))
    canvas.stroke(lattice, wood, 0.03 * k)
    if room.site.lamps:
        glow(canvas, *eye.at((x0 + x1) / 2, high, room.back), 0.8 * k, room.lamp, 0.28)


def _service_wall(canvas: Canvas, room: Room, style: _Style, seen: Span) -> None:
    """The doors to the kitchen, the house's name, and pictures in gold frames."""
    (left, right), flip = seen, room.site.facing % 2 == 0
    at = left + (right - left) * (0.72 if flip else 0.28)
    double_door(canvas, room, at, style.wood, wide=1.25, high=2.1)
    other = left + (right - left) * (0.24 if flip else 0.76)
    words = room.site.sign(*_NAMES)
    k = room.eye.scale(room.back)
    hang_sign(canvas, room.eye.at(other, 2.55, room.back), words, 0.3 * k, darken(style.curtain, 0.25), lit=False)
    picture(canvas, room, (other - 0.5, other + 0.5), (1.3, 2.2), "#b8934f", "service")
    if room.half > 3:
        step, x = 1.7, -room.half + 0.8
        while x < room.half - 0.6:
            if min(abs(x - at), abs(x - other)) > 1.3:
                picture(canvas, room, (x - 0.35, x + 0.35), (1.45, 2.25), "#b8934f", f"far {x:.1f}")
            x += step


def _things(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    dice = site.dice("things", site.facing)
    left, right = room.seen(1.6, margin=False)
    if site.reverse:
        _sideboard(canvas, room, style, right if site.facing % 2 else left)
    x = left + 0.15
    while x < right + 0.3:
        _laid_table(canvas, room, style, x + dice.uniform(0, 0.2), 1.55 + dice.uniform(0, 0.45))
        x += dice.uniform(1.9, 2.3)
    if not site.reverse:
        at = right - 0.15 if side < 0 else left + 0.15
        potted_plant(canvas, room, at, 0, 2.1, dice.uniform(1.3, 1.7), pot=darken(style.seat, 0.3))
    count = max(2, round((right - left) / 1.6))
    for i in range(count):
        x = left + (right - left) * (i + 0.5) / count + dice.uniform(-0.1, 0.1)
        colour = "#c8352e" if style.lamp == "lantern" else "#b8934f"
        pendant(canvas, room, x, 1.5, dice.uniform(2.3, 2.5), colour, form=style.lamp, size=0.34)
        lamp_pool(canvas, room, x, 1.5, 0.9, 0.22)


def _laid_table(canvas: Canvas, room: Room, style: _Style, x: float, z: float) -> None:
    """A round table under a cloth that hangs to the floor, with a candle, a plate and two glasses."""
    for dx in (-0.72, 0.72):
        chair(canvas, room, x + dx, z + 0.12, style.seat)
    eye, k = room.eye, room.eye.scale(z)
    radius, high = 0.46, 0.76
    stand(canvas, room, x, z, radius)
    (cx, cy), (_, foot) = eye.at(x, high, z), eye.at(x, 0.06, z)
    deep = max(9.0, (eye.at(x, high, z - radius)[1] - eye.at(x, high, z + radius)[1]) / 2)
    linen = room.lit(room.site.dice("linen").choice(_LINEN))
    r = radius * k
    hem = [(cx + r * 1.06 * (i / 4 - 1), foot + (deep * 0.9 if i % 2 else deep * 0.35)) for i in range(9)]
    cloth = Path().move(cx - r, cy)
    for px, py in hem:
        cloth.line(px, py)
    canvas.fill(
        cloth.line(cx + r, cy).close(),
        Linear((cx - r, 0), (cx + r, 0), ramp(darken(linen, 0.12), linen, darken(linen, 0.1), darken(linen, 0.3))),
    )
    folds = Path()
    for px, py in hem[1:-1:2]:
        folds.move(cx + (px - cx) * 0.82, cy + deep * 0.7).quad(cx + (px - cx) * 0.9, (cy + py) / 2, px, py - 4)
    canvas.stroke(folds, darken(linen, 0.32), 4, 0.5)
    canvas.fill(ellipse(cx, cy, r, deep), lighten(linen, 0.25))
    plate = room.lit("#ffffff")
    canvas.fill(ellipse(cx - 0.2 * k, cy + deep * 0.1, 0.13 * k, deep * 0.3), darken(plate, 0.12))
    canvas.fill(ellipse(cx - 0.2 * k, cy + deep * 0.05, 0.09 * k, deep * 0.2), plate)
    _glass(canvas, room, (cx - 0.01 * k, cy - deep * 0.2), k, full=True)
    _glass(canvas, room, (cx + 0.29 * k, cy + deep * 0.1), k, full=False)
    _candle(canvas, room, (cx + 0.14 * k, cy), k)


def _glass(canvas: Canvas, room: Room, foot: tuple[float, float], k: float, *, full: bool) -> None:
    x, y = foot
    clear = room.lit("#dfe9f0")
    canvas.stroke(polyline([(x, y), (x, y - 0.09 * k)]), clear, 3, 0.8)
    canvas.fill(ellipse(x, y, 0.035 * k, 0.009 * k), clear, 0.7)
    top = y - 0.2 * k
    bowl = smooth(
        [
            (x - 0.04 * k, top),
            (x - 0.046 * k, y - 0.13 * k),
            (x, y - 0.085 * k),
            (x + 0.046 * k, y - 0.13 * k),
            (x + 0.04 * k, top),
        ]
    )
    canvas.fill(bowl, clear, 0.3)
    if full:
        canvas.fill(ellipse(x, y - 0.118 * k, 0.036 * k, 0.026 * k), room.lit("#8a2436"))


def _candle(canvas: Canvas, room: Room, foot: tuple[float, float], k: float) -> None:
    x, y = foot
    canvas.fill(ellipse(x, y, 0.06 * k, 0.014 * k), room.lit("#b8934f"))
    canvas.fill(rect(x - 0.018 * k, y - 0.15 * k, 0.036 * k, 0.15 * k), room.lit("#f6ecd6"))
    if room.site.lamps:
        glow(canvas, x, y - 0.19 * k, 0.42 * k, "#ffc46a", 0.6)
        flame = smooth(
            [(x, y - 0.23 * k), (x + 0.016 * k, y - 0.175 * k), (x, y - 0.15 * k), (x - 0.016 * k, y - 0.175 * k)]
        )
        canvas.fill(flame, "#fff0b8")


def _sideboard(canvas: Canvas, room: Room, style: _Style, at: float) -> None:
    """A long chest with bottles and a lamp, against the end of the room that the camera sees."""
    inner = at - 1.5 if at > 0 else at + 1.5
    span = (min(at, inner), max(at, inner))
    box(canvas, room, span, (0, 0.92), (2.45, 2.95), style.wood, top=lighten(style.wood, 0.2))
    eye, k = room.eye, room.eye.scale(2.6)
    doors = Path()
    for i in range(3):
        a = span[0] + (span[1] - span[0]) * (i + 0.08) / 3
        doors.add(eye.front(a, a + (span[1] - span[0]) * 0.28, 0.1, 0.8, 2.45))
    canvas.stroke(doors, mix(room.lit(style.wood), "#f0d8a0", 0.35), 4, 0.7)
    x, y = eye.at(span[0] + 0.35, 0.92, 2.6)
    row(
        canvas,
        room,
        x,
        eye.at(span[1] - 0.5, 0.92, 2.6)[0],
        y,
        k,
        "sideboard",
        ("bottle", "bottle", "bowl"),
    )
    table_lamp(canvas, room, span[1] - 0.22, 0.92, 2.6, "#f0dcb0", base="#b8934f")


def _front(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """The corner of a table nearer than anybody, with a plate and a glass on it."""
    del style, side
    site = room.site
    foreground(canvas, room, 0.4)
    if site.facing == 2:
        return
    linen, top = room.lit(site.dice("linen").choice(_LINEN)), 1826.0
    wide = site.right - site.left
    canvas.fill(
        rect(site.left, top, wide, site.bottom - top),
        Linear((0, top), (0, site.bottom), ramp(darken(linen, 0.06), darken(linen, 0.4))),
    )
    canvas.fill(rect(site.left, top, wide, 9), lighten(mix(linen, room.lamp, 0.2), 0.3), 0.9)
    dice = site.dice("front")
    for share in (0.07, 0.94):
        x = site.width * share + dice.uniform(-16, 16)
        canvas.fill(ellipse(x, top + 40, 130, 24), darken(linen, 0.28))
        canvas.fill(ellipse(x, top + 34, 122, 21), lighten(linen, 0.4))
        canvas.fill(ellipse(x, top + 36, 84, 13), darken(linen, 0.1))
        _glass(canvas, room, (x + (105 if share < 0.5 else -105), top + 46), 640, full=True)
