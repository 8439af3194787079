"""The bedroom: a bed, a window or a headboard wall, a lamp by the bed; reversed, wardrobe, desk and door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, round_rect, smooth
from ..stage import Scenery
from .city import on_wire, wires
from .furniture import (
    bookcase,
    box,
    chair,
    door,
    floor_lamp,
    lamp_pool,
    pendant,
    picture,
    potted_plant,
    row,
    rug,
    shelf,
    sofa,
    stand,
    table_lamp,
)  # fmt: skip
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
    window_light,
)  # fmt: skip
from .lights import bulbs
from .nature import reeds
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    linen: str
    blanket: str
    wood: str
    curtain: str
    pattern: str


_STYLES: Final = (
    _Style("#d9d2e4", "#f6f0f4", "#8f86b8", "#a9805c", "#b9b0d4", "stripes"),
    _Style("#e8d4c4", "#fbf3e6", "#c8705a", "#8a5c3c", "#e6c8a0", "plain"),
    _Style("#b8c8cc", "#eef2f0", "#3f5f78", "#6a4a38", "#5a7a8c", "dots"),
    _Style("#cdd8c0", "#f8f6e8", "#6f8f5f", "#b08a5c", "#e9e0c4", "stripes"),
)


def paint_bedroom(site: Site) -> Scenery:
    """A bedroom; moonlight lies on the bed, or the lamp beside it makes the room small."""
    style = site.blend(_STYLES, "blanket", "linen", "wood")
    room = room_for(
        site, wall=site.varied(style.wall), floor=site.dice("floor").choice(("#a97c54", "#c2a078", "#8a6248")),
        ceiling="#f0eae4", back=3.0, tall=2.9, lamp="#ffc07a",
    )  # fmt: skip
    return furnished_room(
        room,
        style,
        (_walls, 0.62),
        (_things, 0.85),
        (_front, 1.25),
        lamp="#ffc488",
        motes="dust",
    )


def _window(room: Room, style: _Style, side: int) -> Window:
    left, right = room.seen(room.back, margin=False)
    middle = left + (right - left) * (0.3 if side < 0 else 0.7)
    half = min(0.85, (right - left) * 0.27)
    dice = room.site.dice("window")
    return Window(
        middle - half, middle + half, 0.9, 2.35, frame="#f4ece0", panes=dice.choice(((2, 2), (2, 1), (2, 3))),
        curtain=style.curtain, view=dice.choice(("towers", "garden", "city")),
    )  # fmt: skip


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="planks", bright=-side)
    _wallpaper(canvas, room, style)
    skirting(canvas, room, "#f6f0e6", cornice=0.08)
    ceiling_cove(canvas, room, inset=0.4)
    gloom(canvas, room, site.width * (0.75 if side < 0 else 0.25), 1050, max(1100.0, site.width * 0.55), depth=1.15)
    left, right = room.seen(room.back, margin=False)
    if site.reverse:
        flip = site.facing % 2 == 1
        door(canvas, room, right - 1.15 if flip else left + 0.25, "#e9ded0")
        shelf(
            canvas,
            room,
            (left - 0.2, left + 1.3) if flip else (right - 1.3, right + 0.2),
            1.62,
            style.wood,
            "rev",
            goods=("book", "plant", "jar"),
        )
        return
    window = _window(room, style, side)
    away = 3.2 if room.half > 3 else 0.3  # the bed's wall stays whole
    for each in repeated(window, -room.half + (0.3 if side < 0 else away), room.half - (away if side < 0 else 0.3)):
        paint_window(canvas, room, each, thick=0.05)
        window_light(canvas, room, each, lean=-0.5 * side)
    free = (window.x1 + 0.4, right) if side < 0 else (left, window.x0 - 0.4)
    middle = sum(free) / 2
    if free[1] - free[0] > 0.5:
        picture(canvas, room, (middle - 0.26, middle + 0.26), (1.5, 2.05), style.wood, "bed")
    _fairy_lights(canvas, room)


def _wallpaper(canvas: Canvas, room: Room, style: _Style) -> None:
    if style.pattern == "plain":
        return
    eye, h, b = room.eye, room.half, room.back
    marks = Path()
    x = -h + 0.1
    while x < h:
        if style.pattern == "stripes":
            marks.add(eye.front(x, x + 0.09, 0.12, room.tall, b))
        else:
            for i in range(14):
                cx, cy = eye.at(x + (0.1 if i % 2 else 0), 0.25 + i * 0.2, b)
                marks.add(ellipse(cx, cy, 5))
        x += 0.2
    canvas.fill(marks, lighten(room.lit(room.wall), 0.35), 0.3)


def _fairy_lights(canvas: Canvas, room: Room) -> None:
    site = room.site
    if site.dice("fairy").random() < 0.5:
        return
    x0, y0 = room.eye.at(-room.half, room.tall - 0.12, room.back)
    x1, _ = room.eye.at(room.half, 0, room.back)
    count = max(2, round((x1 - x0) / 420))
    step = (x1 - x0) / count
    runs = [(x0 + i * step, y0, x0 + (i + 1) * step, y0, 44.0) for i in range(count)]
    wires(canvas, runs, room.lit("#5a4a44"), 3)
    for run in runs:
        bulbs(canvas, on_wire(*run, 7), "#ffc27a", size=7, lit=site.lamps)


def _things(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    left, right = room.seen(2.2, margin=False)
    rug(canvas, room, (-1.2, 1.2), (-0.7, 1.0), site.tinted(style.blanket, 0.3), style.linen)
    if site.reverse:
        _desk(canvas, room, style)
        return
    far_x = right if side < 0 else left
    potted_plant(canvas, room, left + 0.1 if side < 0 else right - 0.1, 0, 2.4, 1.3)
    bed = (far_x - 1.75, far_x + 0.05) if side < 0 else (far_x - 0.05, far_x + 1.75)
    table_x = bed[0] - 0.3 if side < 0 else bed[1] + 0.3
    stand(canvas, room, table_x, 2.3, 0.28)
    box(canvas, room, (table_x - 0.22, table_x + 0.22), (0.05, 0.5), (2.3, 2.7), style.wood)
    table_lamp(canvas, room, table_x, 0.5, 2.4, "#f6dcb4", base=style.blanket)
    lamp_pool(canvas, room, table_x, 2.0, 0.9, 0.35)
    _bed(canvas, room, style, bed)
    if site.width > 1500:
        pendant(canvas, room, 0.0, 1.2, 2.2, style.linen, form="globe", size=0.4)
    if right - left > 6:
        _study_corner(canvas, room, style, (left + 2.2) if side < 0 else (right - 2.2))


def _bed(canvas: Canvas, room: Room, style: _Style, x: tuple[float, float]) -> None:
    eye = room.eye
    z0, z1 = 1.15, 2.9
    x0, x1 = x
    k = eye.scale(z0)
    stand(canvas, room, (x0 + x1) / 2, z0, (x1 - x0) * 0.6, 0.45)
    wood, linen, blanket = room.lit(style.wood), room.lit(style.linen), room.lit(room.site.tinted(style.blanket, 0.3))
    hx0, hy0 = eye.at(x0 - 0.05, 1.12, z1)
    hx1, hy1 = eye.at(x1 + 0.05, 0.3, z1)
    canvas.fill(
        round_rect(hx0, hy0, hx1 - hx0, hy1 - hy0, 26),
        Linear((0, hy0), (0, hy1), ramp(lighten(wood, 0.18), darken(wood, 0.25))),
    )
    box(canvas, room, x, (0.1, 0.36), (z0, z1), style.wood)
    ax, ay = eye.at(x0, 0.56, z1 - 0.1)
    bx, _ = eye.at(x1, 0.56, z1 - 0.1)
    for share in (0.04, 0.52):
        px, pw = ax + (bx - ax) * share, (bx - ax) * 0.44
        pillow = smooth(
            [
                (px, ay - 70),
                (px + pw / 2, ay - 92),
                (px + pw, ay - 70),
                (px + pw * 1.02, ay + 6),
                (px + pw / 2, ay + 18),
                (px - pw * 0.02, ay + 6),
            ],
            tension=0.5,
        )
        canvas.fill(pillow, Linear((0, ay - 90), (0, ay + 20), ramp(lighten(linen, 0.25), darken(linen, 0.14))))
    top = eye.flat(x0 - 0.04, x1 + 0.04, z0 - 0.02, z1 - 0.35, 0.56)
    canvas.fill(
        top, Linear(eye.at(x0, 0.56, z0), eye.at(x1, 0.56, z1), ramp(darken(blanket, 0.05), lighten(blanket, 0.2)))
    )
    fold = eye.flat(x0 - 0.04, x1 + 0.04, z1 - 0.75, z1 - 0.35, 0.575)
    canvas.fill(fold, lighten(linen, 0.1))
    lx, ty = eye.at(x0 - 0.05, 0.56, z0)
    rx, by = eye.at(x1 + 0.05, 0.16, z0)
    hang = smooth(
        [
            (lx, ty),
            (rx, ty),
            (rx, by - 14),
            ((rx * 3 + lx) / 4, by + 10),
            ((lx + rx) / 2, by - 12),
            ((rx + lx * 3) / 4, by + 10),
            (lx, by - 14),
        ],
        tension=0.25,
    )
    canvas.fill(hang, Linear((0, ty), (0, by), ramp(blanket, darken(blanket, 0.35))))
    folds = Path()
    for i in range(1, 7):
        fx = lx + (rx - lx) * i / 7
        folds.move(fx, ty + 10).quad(fx + 10, (ty + by) / 2, fx - 6, by - 12)
    canvas.stroke(folds, darken(blanket, 0.35), 5, 0.4)
    canvas.stroke(polyline([(lx, ty), (rx, ty)]), lighten(blanket, 0.35), 5, 0.7)
    throw = eye.shape(
        [(x0 + 0.1, 0.585, z0), (x0 + 0.6, 0.585, z0), (x0 + 0.75, 0.585, z1 - 0.9), (x0 + 0.25, 0.585, z1 - 0.9)]
    )
    canvas.fill(throw, room.lit(style.curtain), 0.8)
    del k


def _study_corner(canvas: Canvas, room: Room, style: _Style, x: float) -> None:
    """What fills the far side of a wide bedroom: a chest, an armchair and books."""
    bookcase(canvas, room, (x - 1.7, x - 0.7), 1.9, style.wood, "far", shelves=5)
    sofa(canvas, room, (x - 0.2, x + 0.95), 1.7, style.blanket, cushion=style.curtain, seats=1)
    rug(canvas, room, (x - 0.6, x + 1.2), (0.4, 1.5), style.curtain, style.linen)
    floor_lamp(canvas, room, x + 1.2, 2.4, "#f6dcb4")
    lamp_pool(canvas, room, x + 1.0, 2.0, 1.0, 0.35)


def _desk(canvas: Canvas, room: Room, style: _Style) -> None:
    flip = room.site.facing % 2 == 1
    left, right = room.seen(2.4, margin=False)
    x = (left - 0.1, left + 1.4) if flip else (right - 1.4, right + 0.1)
    eye = room.eye
    stand(canvas, room, sum(x) / 2, 2.3, 0.7)
    box(canvas, room, x, (0.7, 0.75), (2.2, 2.8), style.wood)
    for dx in (x[0] + 0.04, x[1] - 0.1):
        box(canvas, room, (dx, dx + 0.06), (0, 0.7), (2.25, 2.3), style.wood)
    k = eye.scale(2.4)
    sx, sy = eye.at(x[0] + 0.25, 0.75, 2.5)
    row(canvas, room, sx, sx + 0.5 * k, sy, k, "desk", ("book", "cup"))
    mx, my = eye.at(x[0] + 0.85, 1.2, 2.6)
    canvas.fill(round_rect(mx, my, 0.5 * k, 0.32 * k, 8), room.lit("#22202a"))
    glowing = room.site.lamps
    canvas.fill(
        rect(mx + 8, my + 8, 0.5 * k - 16, 0.32 * k - 16),
        Linear((mx, my), (mx, my + 0.32 * k), ramp("#bfe0ff", "#6f9ad8") if glowing else ramp("#55606e", "#3a424e")),
    )
    canvas.fill(rect(mx + 0.22 * k, my + 0.32 * k, 0.06 * k, 0.13 * k), room.lit("#22202a"))
    table_lamp(canvas, room, x[1] - 0.2 if flip else x[0] + 0.12, 0.75, 2.5, "#f6dcb4")
    chair(canvas, room, sum(x) / 2, 1.55, style.blanket)
    wx = (right - 0.35) if flip else (left - 0.75)
    if right - left > 3.6:
        box(
            canvas,
            room,
            (wx - 0.9, wx + 0.2) if flip else (wx + 0.9, wx + 2.0),
            (0.05, 2.1),
            (2.5, 2.95),
            lighten(style.wood, 0.2),
        )
    potted_plant(canvas, room, right - 0.1 if flip else left + 0.1, 0, 2.0, 1.1)


def _front(canvas: Canvas, room: Room, _style: _Style, side: int) -> None:
    site = room.site
    canvas.fill(site.whole, Linear((0, 1450), (0, site.bottom), fade("#120814", 0.0, 0.48)))
    x = site.left + 40 if (side < 0) != site.reverse else site.right - 40
    with canvas.group(blur=7):
        cloth = mix(room.lit(room.wall), "#2a1c34", 0.45)
        canvas.fill(
            smooth(
                [(x - 240, site.bottom + 60), (x - 200, 1760), (x, 1700), (x + 200, 1760), (x + 240, site.bottom + 60)]
            ),
            cloth,
        )
        canvas.fill(reeds(site.dice("front"), x, 1800, 260, 9, 150), darken(room.lit("#4a7a54"), 0.4))
