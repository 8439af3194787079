"""The café: a big window, a counter or a shelf wall, pendant lamps, small tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import ellipse, polygon, rect, round_rect
from ..stage import Plane, Scenery
from .furniture import (
    box,
    chair,
    chalkboard,
    hanging_plant,
    lamp_pool,
    pendant,
    picture,
    potted_plant,
    round_table,
    shelf,
    steam,
    stool,
)  # fmt: skip
from .interior import (
    Room,
    Window,
    ceiling_beams,
    gloom,
    paint_shell,
    paint_window,
    repeated,
    room_for,
    skirting,
    wainscot,
    wall_tiles,
    window_light,
)  # fmt: skip
from .lights import glow, place_light
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    wood: str
    accent: str
    floor: str
    lamp: str
    tiled: bool = False


_STYLES: Final = (
    _Style("#f3d6a8", "#8a5233", "#2f5d62", "#b9814f", "cone"),
    _Style("#dfe5d8", "#a97c50", "#c8603f", "#c79c6c", "globe"),
    _Style("#c9705a", "#5a3426", "#e8b45a", "#8a5a3c", "dome"),
    _Style("#e9e2da", "#6b5346", "#3f5f8a", "#9c8468", "bulb", tiled=True),
    _Style("#8fb0a4", "#6a452e", "#f0c070", "#b08458", "dome", tiled=True),
)
_MENUS: Final = ("Coffee", "咖啡", "Today", "Espresso", "今日特饮")
_NAMES: Final = ("Café Lune", "慢咖啡", "Corner Cup", "半日闲", "Kettle & Co", "蓝屋咖啡")


def paint_cafe(site: Site) -> Scenery:
    """A café: by day the sun falls in through the window, by night the lamps make islands."""
    style = site.blend(_STYLES, "wood", "floor", "lamp")
    room = room_for(
        site, wall=site.varied(style.wall), floor=style.floor, ceiling="#e8d6bc", back=3.2, tall=3.3,
        roomy=1.02, lamp="#ffc983",
    )  # fmt: skip
    side = site.dice("side").choice((-1, 1))
    planes = (
        Plane(partial(_walls, room=room, style=style, side=side), 0.62),
        Plane(partial(_things, room=room, style=style, side=side), 0.84),
        Plane(partial(_air, room=room, style=style, side=side), 0.95, soft=True),
        Plane(partial(_front, room=room, style=style), 1.22),
    )
    return Scenery(planes, place_light(site, side=side, lamp="#ffd49a"), floor=room.eye.floor, motes="dust")


def _window(room: Room, style: _Style, side: int) -> Window:
    dice = room.site.dice("window")
    left, right = room.seen(room.back, margin=False)
    arch, panes = dice.choice((True, False)), dice.choice(((2, 2), (3, 2), (2, 3), (1, 1)))
    middle = left + (right - left) * (0.34 if side < 0 else 0.66)
    half = min(1.2, (right - left) * 0.3)
    return Window(
        middle - half, middle + half, 0.95, 2.62, frame=style.wood, panes=panes, arch=arch,
        curtain=dice.choice(("", "", style.accent)), view=dice.choice(("city", "street", "garden")),
    )  # fmt: skip


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    floor = site.dice("floor").choice(("planks", "checks", "planks"))
    paint_shell(canvas, room, floor="checks" if floor == "checks" else "planks", bright=-side)
    if style.tiled:
        wall_tiles(canvas, room, lighten(style.accent, 0.55), 0, 1.2)
        skirting(canvas, room, style.wood, rail=1.2, cornice=0.12)
    else:
        wainscot(canvas, room, style.wood, 0.86)
        skirting(canvas, room, darken(style.wood, 0.2), cornice=0.12)
    ceiling_beams(canvas, room, style.wood, along=site.dice("beams").random() < 0.5)
    if site.reverse:
        _counter_wall(canvas, room, style)
        gloom(canvas, room, site.centre, 700, max(1250.0, site.width * 0.62))
        return
    gloom(canvas, room, site.centre, 700, max(1250.0, site.width * 0.62))
    window = _window(room, style, side)
    left, right = room.seen(room.back)
    at = (window.x1 + 0.25, right - 0.1) if side < 0 else (left + 0.1, window.x0 - 0.25)
    if room.half > 3:
        at = (right - 2.6, right - 0.1) if side < 0 else (left + 0.1, left + 2.6)
    if at[1] - at[0] > 0.5:
        _shelves(canvas, room, style, at)
    far = 2.9 if room.half > 3 else 0.2  # the shelves keep their wall
    for each in repeated(
        window, -room.half + (0.2 if side < 0 else far), room.half - (far if side < 0 else 0.2), gap=0.6
    ):
        paint_window(canvas, room, each)
        window_light(canvas, room, each, lean=0.5 * -side)
    if room.half > 3:
        gap = -side * (room.half - 3.4)
        picture(canvas, room, (gap - 0.45, gap + 0.1), (1.55, 2.3), style.wood, "gap")
        picture(canvas, room, (gap + 0.25, gap + 0.6), (1.75, 2.2), style.wood, "gap 2")


def _shelves(canvas: Canvas, room: Room, style: _Style, at: tuple[float, float]) -> None:
    dice = room.site.dice("shelves")
    far = min(at[1], at[0] + 2.4)
    goods = dice.choice((("cup", "cup", "plant"), ("jar", "cup", "bottle"), ("book", "plant", "cup")))
    heights = (1.5, 1.98, 2.44) if dice.random() < 0.5 else (1.62, 2.2)
    for i, y in enumerate(heights):
        shelf(canvas, room, (at[0], far), y, style.wood, f"cafe{i}", goods=goods)
    if at[1] - far > 1.0:
        picture(canvas, room, (far + 0.3, min(at[1] - 0.1, far + 1.1)), (1.5, 2.3), style.wood, "wide")


def _counter_wall(canvas: Canvas, room: Room, style: _Style) -> None:
    site = room.site
    left, right = room.seen(room.back, margin=False)
    flip = site.facing % 2 == 0
    middle = (left + right) / 2
    board_x = (left + 0.15, middle - 0.15) if flip else (middle + 0.15, right - 0.15)
    rows_x = (middle + 0.05, right + 0.5) if flip else (left - 0.5, middle - 0.05)
    chalkboard(canvas, room, (board_x[0], min(board_x[1], board_x[0] + 1.5)), (1.6, 2.6), site.sign(*_MENUS), "menu")
    for i, y in enumerate((1.45, 1.9, 2.35)):
        shelf(canvas, room, rows_x, y, style.wood, f"bar{i}", goods=("bottle", "cup", "jar", "cup"))


def _things(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    dice = site.dice("things", site.facing)
    left, right = room.seen(1.6, margin=False)
    if site.reverse:
        _bar(canvas, room, style)
    else:
        _name_on_glass(canvas, room, style, side)
        x = left + 0.1
        while x < right + 0.2:
            if abs(x + 0.2) > 0.15 or right - left < 3:
                _table_set(canvas, room, style, x + dice.uniform(0, 0.2), 1.5 + dice.uniform(0, 0.5))
            x += dice.uniform(1.7, 2.1)
        potted_plant(
            canvas, room, (right - 0.15 if side < 0 else left + 0.15), 0, 1.9, dice.uniform(1.2, 1.6), pot=style.accent
        )
    count = max(2, round((right - left) / 1.2))
    for i in range(count):
        x = left + (right - left) * (i + 0.5) / count + dice.uniform(-0.12, 0.12)
        pendant(
            canvas,
            room,
            x,
            1.4,
            dice.uniform(2.05, 2.3),
            style.accent,
            form=style.lamp,
            size=0.36 if style.lamp != "bulb" else 0.3,
        )
        lamp_pool(canvas, room, x, 1.4, 0.9, 0.25)
    if dice.random() < 0.6:
        hanging_plant(canvas, room, (left + 0.25 if side < 0 else right - 0.25), 2.0, 2.25)


def _name_on_glass(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    window = _window(room, style, side)
    words = room.site.sign(*_NAMES)
    k = room.eye.scale(room.back)
    x, y = room.eye.at((window.x0 + window.x1) / 2, window.low + 0.42, room.back)
    size = min(
        0.2 * k, (window.x1 - window.x0) * k * 0.82 / max(1, sum(1.0 if ord(c) >= 0x2E80 else 0.58 for c in words))
    )
    canvas.text(words, x, y, size, "#fff8ea", align="centre", alpha=0.9, weight=700)


def _table_set(canvas: Canvas, room: Room, style: _Style, x: float, z: float) -> None:
    chair(canvas, room, x - 0.62, z + 0.15, style.wood)
    chair(canvas, room, x + 0.62, z + 0.1, style.wood)
    round_table(canvas, room, x, z, lighten(style.wood, 0.15))
    k = room.eye.scale(z)
    cx, cy = room.eye.at(x - 0.08, 0.76, z)
    white = room.lit("#f8f2e6")
    canvas.fill(
        ellipse(cx, cy, 0.085 * k, 0.016 * k).add(
            round_rect(cx - 0.045 * k, cy - 0.09 * k, 0.09 * k, 0.09 * k, 0.03 * k)
        ),
        white,
    )
    vx, vy = room.eye.at(x + 0.14, 0.75, z)
    canvas.fill(rect(vx - 0.025 * k, vy - 0.12 * k, 0.05 * k, 0.12 * k), room.lit(style.accent))
    canvas.fill(ellipse(vx, vy - 0.17 * k, 0.06 * k, 0.05 * k), room.lit("#e88a7a"))


def _bar(canvas: Canvas, room: Room, style: _Style) -> None:
    site = room.site
    left, right = room.seen(1.5)
    box(
        canvas,
        room,
        (left, right),
        (0, 1.06),
        (1.7, 2.4),
        style.accent if not style.tiled else style.wood,
        top=style.wood,
    )
    eye = room.eye
    slats = [
        eye.front(left + i * 0.3, left + i * 0.3 + 0.02, 0.05, 0.98, 1.7) for i in range(int((right - left) / 0.3) + 1)
    ]
    for slat in slats:
        canvas.fill(slat, "#140a10", 0.22)
    box(canvas, room, (left, right), (1.06, 1.12), (1.62, 2.45), style.wood)
    flip = 1 if site.facing % 2 else -1
    _machine(canvas, room, 0.75 * flip if right - left < 4 else 1.2 * flip, 2.0)
    x = left + 0.35
    while x < right:
        stool(canvas, room, x, 1.0, style.accent)
        x += 0.85


def _machine(canvas: Canvas, room: Room, x: float, z: float) -> None:
    eye, k = room.eye, room.eye.scale(z)
    metal = room.lit("#c9ced6")
    x0, y0 = eye.at(x - 0.4, 1.62, z)
    x1, y1 = eye.at(x + 0.4, 1.12, z)
    canvas.fill(
        round_rect(x0, y0, x1 - x0, y1 - y0, 18),
        Linear((0, y0), (0, y1), ramp(lighten(metal, 0.45), metal, darken(metal, 0.35), metal)),
    )
    canvas.fill(rect(x0 + 0.08 * k, y0 + 0.17 * k, x1 - x0 - 0.16 * k, 0.22 * k), darken(metal, 0.65))
    for dx in (0.2, 0.5):
        canvas.fill(rect(x0 + dx * k, y0 + 0.17 * k, 0.08 * k, 0.09 * k), metal)
    canvas.fill(
        ellipse(x0 + 0.1 * k, y0 + 0.09 * k, 0.035 * k).add(ellipse(x0 + 0.7 * k, y0 + 0.09 * k, 0.035 * k)),
        room.lit("#3a3a44"),
    )
    steam(canvas, x1 - 0.1 * k, y0 + 10, 0.5 * k, room.site.dice("steam"), 0.3)


def _air(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    del style
    air = room.site.air
    x = room.site.width * (0.25 if side < 0 else 0.75)
    glow(
        canvas, x, 640, 900, air.sun if air.beams > 0.3 and not room.site.night else room.lamp, 0.12 + 0.16 * air.beams
    )
    canvas.fill(room.site.whole, Linear((0, 1350), (0, room.site.bottom), fade("#140810", 0.0, 0.4)))


def _front(canvas: Canvas, room: Room, style: _Style) -> None:
    site = room.site
    if site.facing == 2:
        return
    wood = room.lit(style.wood)
    top = 1812.0
    wide = site.right - site.left
    canvas.fill(
        rect(site.left, top, wide, site.bottom - top),
        Linear((0, top), (0, site.bottom), ramp(lighten(wood, 0.12), darken(wood, 0.5))),
    )
    canvas.fill(rect(site.left, top, wide, 10), mix(lighten(wood, 0.45), room.lamp, 0.3), 0.9)
    dice = site.dice("front")
    for share in (0.1, 0.93):
        x = site.width * share + dice.uniform(-20, 20)
        cup = room.lit(dice.choice(("#f8f2e6", style.accent, "#f4efe4")))
        canvas.fill(ellipse(x, top + 66, 118, 24), "#100808", 0.3)
        canvas.fill(ellipse(x, top + 52, 108, 22), room.lit("#fbf6ea"))
        canvas.fill(
            polygon([(x - 62, top - 56), (x + 62, top - 56), (x + 44, top + 52), (x - 44, top + 52)]),
            Linear((x - 62, 0), (x + 62, 0), ramp(lighten(cup, 0.15), cup, darken(cup, 0.3))),
        )
        canvas.fill(ellipse(x, top - 56, 62, 15), darken(cup, 0.1))
        canvas.fill(ellipse(x, top - 54, 54, 11), room.lit("#4a2c1a"))
        steam(canvas, x, top - 64, 150, dice, 0.3)
