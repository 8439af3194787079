"""The restaurant kitchen: steel, white tiles, pans over the stove, flame and steam; reversed, the pass."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, polyline, rect, round_rect
from ..stage import Plane, Scenery
from .city import board
from .furniture import box, clock, lamp_pool, pendant, row, shelf, stand, steam
from .interior import (
    Room,
    Window,
    gloom,
    outlook,
    paint_shell,
    paint_window,
    room_for,
    skirting,
    wall_tiles,
    window_light,
)  # fmt: skip
from .lights import glow, place_light, pool
from .site import Site

_STYLES: Final = (
    ("#eef0ec", "#c8553f", "#8f8a86"),
    ("#cfe0dc", "#2f6f6a", "#7a7f84"),
    ("#f0e2c4", "#b8842f", "#8a7a6c"),
    ("#dfe4ee", "#3f5f9a", "#84889a"),
)
_NAMES: Final = ("出餐口", "The Pass", "Chef's Table", "传菜口", "Kitchen")
_STEEL: Final = "#b9c0c8"


def paint_restaurant_kitchen(site: Site) -> Scenery:
    """A professional kitchen: white light above by day, warm lamps after dark, orange fire below."""
    tile, accent, floor = site.dice("style").choice(_STYLES)
    room = room_for(site, wall=site.varied(tile), floor=floor, ceiling="#dfe2e2", back=3.0, tall=3.0, lamp="#ffdc9c")
    accent = site.tinted(accent, 0.5)
    side = site.dice("side").choice((-1, 1))
    planes = (
        Plane(partial(_walls, room=room, accent=accent, side=side), 0.62),
        Plane(partial(_things, room=room, accent=accent, side=side), 0.85),
        Plane(partial(_front, room=room, accent=accent), 1.22),
    )
    return Scenery(planes, place_light(site, side=side, lamp="#ffdfae"), floor=room.eye.floor, motes="steam")


def _walls(canvas: Canvas, room: Room, accent: str, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="tiles", bright=-side)
    wall_tiles(canvas, room, room.wall, 0, 2.3)
    skirting(canvas, room, accent, high=0.16, rail=2.28)
    _strip_lights(canvas, room)
    if site.lamps:
        canvas.fill(site.whole, "#2c170e", 0.24 * site.air.lamps)
    gloom(canvas, room, site.centre, 960, max(1200.0, site.width * 0.6), depth=1.1)
    if site.reverse:
        _pass_hatch(canvas, room, accent)
    else:
        _stove_wall(canvas, room, accent, side)


def _strip_lights(canvas: Canvas, room: Room) -> None:
    eye = room.eye
    tubes = Path()
    for z in (2.0, 0.2, -1.4):
        x = -room.half + 0.5
        while x < room.half - 0.3:
            tubes.add(eye.flat(x, x + 1.1, z, z + 0.16, room.tall - 0.04))
            x += 1.7
    canvas.fill(tubes, "#ffffff" if room.site.lamps else room.lit("#f4f8fa"))
    canvas.stroke(tubes, "#fff6dc", 30, 0.2 if room.site.lamps else 0.08, blend="screen")
    y = room.tall - 0.45
    box(canvas, room, (-room.half, room.half), (y, y + 0.36), (room.back - 0.45, room.back), darken(_STEEL, 0.1))


def _stove_wall(canvas: Canvas, room: Room, accent: str, side: int) -> None:
    site = room.site
    left, right = room.seen(room.back, margin=False)
    middle = left + (right - left) * (0.36 if side < 0 else 0.64)
    _hood(canvas, room, middle, min(1.2, (right - left) * 0.36))
    free = (middle + 1.35, right + 0.2) if side < 0 else (left - 0.2, middle - 1.35)
    if free[1] - free[0] < 0.6:
        free = (right - 0.75, right + 0.3) if side < 0 else (left - 0.3, left + 0.75)
    window = Window(
        free[0] + 0.1, max(free[0] + 0.7, free[1] - 0.3), 1.3, 2.15, frame="#d8dcde", panes=(2, 1), view="street"
    )
    if free[1] - free[0] > 0.9:
        paint_window(canvas, room, window, thick=0.04)
        window_light(canvas, room, window, lean=-0.4 * side)
    _pan_rack(canvas, room, (left, right), accent)
    fire = room.eye.at(middle, 1.15, room.back)
    glow(canvas, *fire, 620, "#ff9238", 0.2 + 0.4 * site.air.lamps)


def _hood(canvas: Canvas, room: Room, x: float, half: float) -> None:
    eye, z = room.eye, room.back
    steel = room.lit(_STEEL)
    a, b = eye.at(x - half * 0.45, room.tall, z), eye.at(x + half * 0.45, room.tall, z)
    c, d = eye.at(x + half, 2.05, z - 0.5), eye.at(x - half, 2.05, z - 0.5)
    canvas.fill(
        polygon([a, b, c, d]), Linear(d, c, ramp(darken(steel, 0.2), lighten(steel, 0.35), steel, darken(steel, 0.35)))
    )
    canvas.fill(
        rect(d[0], d[1], c[0] - d[0], 44),
        Linear((0, d[1]), (0, d[1] + 44), ramp(lighten(steel, 0.3), darken(steel, 0.2))),
    )
    if room.site.lamps:
        for share in (0.25, 0.75):
            px = d[0] + (c[0] - d[0]) * share
            cone = polygon([(px - 30, d[1] + 44), (px + 30, d[1] + 44), (px + 150, d[1] + 470), (px - 150, d[1] + 470)])
            canvas.fill(cone, Linear((0, d[1]), (0, d[1] + 470), fade("#ffe8b8", 0.5, 0.0)), blend="screen")
            glow(canvas, px, d[1] + 46, 130, "#fff0cc", 0.6)


def _pan_rack(canvas: Canvas, room: Room, span: tuple[float, float], accent: str) -> None:
    eye, z = room.eye, room.back - 0.9
    k = eye.scale(z)
    x0, y = eye.at(span[0] + 0.05, 2.42, z)
    x1, _ = eye.at(span[1] - 0.05, 2.42, z)
    steel = room.lit(_STEEL)
    dice = room.site.dice("rack")
    x = x0 + 30
    bodies, rims, handles, copper = Path(), Path(), Path(), Path()
    while x < x1 - 60:
        r = dice.uniform(0.09, 0.16) * k
        cy = y + 0.22 * k + r
        handles.add(polyline([(x, y + 6), (x, cy - r)]))
        (copper if dice.random() < 0.4 else bodies).add(ellipse(x, cy, r))
        rims.add(ellipse(x, cy, r * 0.74))
        x += r * 2 + dice.uniform(10, 36)
    canvas.stroke(handles, darken(steel, 0.55), 9)
    canvas.fill(bodies, Linear((0, y), (0, y + 0.6 * k), ramp(lighten(steel, 0.2), darken(steel, 0.45))))
    canvas.fill(copper, Linear((0, y), (0, y + 0.6 * k), ramp(room.lit("#f0a870"), room.lit("#8a4a2c"))))
    canvas.stroke(rims, "#140c10", 5, 0.35)
    canvas.stroke(polyline([(x0, y), (x1, y)]), darken(steel, 0.25), 14)
    canvas.stroke(polyline([(x0, y - 4), (x1, y - 4)]), lighten(steel, 0.5), 3, 0.8)
    del accent


def _pass_hatch(canvas: Canvas, room: Room, accent: str) -> None:
    site, eye, z = room.site, room.eye, room.back
    flip = site.facing % 2 == 1
    left, right = room.seen(z, margin=False)
    x = (left + 0.1, right - 1.0) if flip else (left + 1.0, right - 0.1)
    x0, y0 = eye.at(x[0], 1.95, z)
    x1, y1 = eye.at(x[1], 1.05, z)
    canvas.fill(rect(x0 - 18, y0 - 18, x1 - x0 + 36, y1 - y0 + 36), room.lit(_STEEL))
    outlook(canvas, site, (x0, y0, x1, y1), "street")
    hall = mix("#6a3a24", "#ffb868", 0.35 if site.lamps else 0.2)
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), Linear((0, y0), (0, y1), ramp(hall, darken(hall, 0.35))), 0.82)
    dice = site.dice("hall")
    for _ in range(8):
        px, py = dice.uniform(x0 + 20, x1 - 20), dice.uniform(y0 + 20, (y0 + y1) / 2)
        glow(canvas, px, py, 70, "#ffcf8a", 0.6)
        canvas.fill(ellipse(px, py, 9), "#fff0cc")
    words = site.sign(*_NAMES)
    wide = min(x1 - x0, 520.0)
    board(
        canvas,
        words,
        ((x0 + x1 - wide) / 2, y0 - 0.5 * eye.scale(z), wide, 0.3 * eye.scale(z)),
        back=room.lit(accent),
        ink=room.lit("#fff6e4"),
    )
    tickets = Path()
    tx = x0 + 20
    while tx < x1 - 40:
        tickets.add(rect(tx, y0 - 6, 34, dice.uniform(60, 110)))
        tx += dice.uniform(52, 96)
    canvas.fill(tickets, room.lit("#fbf4e0"))
    canvas.fill(rect(x0 - 18, y0 - 18, x1 - x0 + 36, 20), darken(room.lit(_STEEL), 0.2))
    far = (right - 0.85, right + 0.2) if flip else (left - 0.2, left + 0.85)
    for i, y in enumerate((1.4, 1.85)):
        shelf(canvas, room, far, y, "#9aa0a8", f"k{i}", goods=("jar", "bowl", "bottle"))
    clock(canvas, room, sum(far) / 2, 2.52)


def _things(canvas: Canvas, room: Room, accent: str, side: int) -> None:
    site = room.site
    dice = site.dice("things", site.facing)
    left, right = room.seen(1.9)
    if site.reverse:
        _counter(canvas, room, (left, right), 2.0)
        x = left + 0.4
        while x < right:
            _plate(canvas, room, x, 0.92, 2.1, dice)
            x += dice.uniform(0.5, 0.75)
        count = max(2, round((right - left) / 1.0))
        for i in range(count):
            pendant(canvas, room, left + (right - left) * (i + 0.5) / count, 1.9, 2.62, accent, form="dome", size=0.3)
        lamp_pool(canvas, room, 0, 1.5, 1.2, 0.2)
        return
    middle_left, middle_right = room.seen(room.back, margin=False)
    middle = middle_left + (middle_right - middle_left) * (0.36 if side < 0 else 0.64)
    _counter(canvas, room, (left, right), 2.0)
    _stove(canvas, room, middle * 0.92, 2.0, accent, dice)
    x = left + 0.3
    k = room.eye.scale(2.2)
    while x < right:
        if abs(x - middle * 0.92) > 1.05:
            px, py = room.eye.at(x, 0.9, 2.2)
            row(canvas, room, px, px + 0.5 * k, py, k, f"prep{round(x, 1)}", ("bowl", "bottle", "jar"))
        x += 0.62


def _counter(canvas: Canvas, room: Room, x: tuple[float, float], z: float) -> None:
    eye = room.eye
    stand(canvas, room, sum(x) / 2, z, (x[1] - x[0]) / 2, 0.4)
    box(canvas, room, x, (0.1, 0.86), (z + 0.06, z + 0.7), darken(_STEEL, 0.12))
    lines, handles = Path(), Path()
    at = x[0]
    while at < x[1]:
        lines.add(polyline([eye.at(at, 0.12, z + 0.05), eye.at(at, 0.84, z + 0.05)]))
        handles.add(polyline([eye.at(at + 0.18, 0.74, z + 0.04), eye.at(at + 0.42, 0.74, z + 0.04)]))
        at += 0.6
    steel = room.lit(_STEEL)
    canvas.stroke(lines, darken(steel, 0.5), 4, 0.6, cap="butt")
    canvas.stroke(handles, lighten(steel, 0.4), 9)
    ax, ay = eye.at(x[0], 0.86, z + 0.05)
    bx, by = eye.at(x[1], 0.1, z + 0.05)
    sheen = Path()
    for share in (0.12, 0.4, 0.74):
        sx = ax + (bx - ax) * share
        sheen.add(polygon([(sx, ay), (sx + 70, ay), (sx + 20, by), (sx - 50, by)]))
    canvas.fill(sheen, Linear((0, ay), (0, by), fade("#ffffff", 0.24, 0.02)))
    box(canvas, room, x, (0.86, 0.9), (z, z + 0.75), lighten(_STEEL, 0.2))


def _stove(canvas: Canvas, room: Room, x: float, z: float, accent: str, dice: Random) -> None:
    eye, k = room.eye, room.eye.scale(z)
    box(canvas, room, (x - 0.85, x + 0.85), (0.05, 0.92), (z - 0.04, z + 0.7), "#4a4c54")
    ax, ay = eye.at(x - 0.75, 0.6, z - 0.05)
    bx, by = eye.at(x + 0.75, 0.16, z - 0.05)
    canvas.fill(round_rect(ax, ay, bx - ax, by - ay, 16), room.lit("#24242c"))
    canvas.fill(
        round_rect(ax + 30, ay + 26, bx - ax - 60, by - ay - 50, 12),
        Linear((0, ay), (0, by), ramp("#5a2a14", "#e8843a")),
    )
    canvas.stroke(polyline([(ax + 20, ay - 18), (bx - 20, ay - 18)]), room.lit(_STEEL), 12)
    knobs = Path()
    for i in range(5):
        knobs.add(ellipse(ax + (bx - ax) * (0.1 + 0.2 * i), ay - 0.14 * k, 0.045 * k))
    canvas.fill(knobs, room.lit(accent))
    for i, dx in enumerate((-0.5, 0.05, 0.55)):
        px, py = eye.at(x + dx, 0.94, z + 0.2)
        _flame(canvas, px, py, 0.17 * k)
        if i == 1:
            _wok(canvas, room, px, py - 0.05 * k, 0.26 * k, dice)
        else:
            _pot(canvas, room, px, py - 0.03 * k, 0.17 * k, dice)
    glow(canvas, *eye.at(x, 1.0, z), 1.3 * k, "#ff9a3c", 0.32)
    pool(canvas, *eye.at(x, 0.0, z - 0.3), 1.1 * k, 0.18 * k, "#ff9a4c", 0.3)


def _flame(canvas: Canvas, x: float, y: float, size: float) -> None:
    glow(canvas, x, y - size * 0.2, size * 2.2, "#ff8a2c", 0.7)
    for tone, share in (("#5aa8ff", 1.0), ("#ff9a3c", 0.85), ("#ffe08a", 0.55)):
        path = Path()
        for i in range(-3, 4):
            fx = x + i * size * 0.3
            h = size * (0.75 - 0.08 * abs(i)) * share
            path.move(fx - size * 0.13, y).quad(fx - size * 0.1, y - h * 0.5, fx, y - h).quad(
                fx + size * 0.1, y - h * 0.5, fx + size * 0.13, y
            ).close()
        canvas.fill(path, tone, 0.85)


def _wok(canvas: Canvas, room: Room, x: float, y: float, r: float, dice: Random) -> None:
    iron = room.lit("#3a3a42")
    bowl = (
        Path()
        .move(x - r, y - r * 0.5)
        .line(x + r, y - r * 0.5)
        .cubic(x + r * 0.8, y + r * 0.1, x - r * 0.8, y + r * 0.1, x - r, y - r * 0.5)
        .close()
    )
    canvas.stroke(polyline([(x + r * 0.95, y - r * 0.5), (x + r * 1.7, y - r * 0.85)]), room.lit("#6a4630"), r * 0.15)
    canvas.fill(bowl, Linear((x - r, 0), (x + r, 0), ramp(lighten(iron, 0.3), iron, darken(iron, 0.4))))
    canvas.fill(ellipse(x, y - r * 0.5, r, r * 0.14), darken(iron, 0.4))
    food: dict[str, Path] = {}
    for _ in range(16):
        tone = dice.choice(("#7fb04a", "#e8843a", "#f2c84a", "#c8402f"))
        food.setdefault(tone, Path()).add(
            ellipse(x + dice.uniform(-0.7, 0.7) * r, y - r * dice.uniform(0.5, 0.95), r * 0.09, r * 0.06)
        )
    for tone, path in food.items():
        canvas.fill(path, room.lit(tone))
    steam(canvas, x, y - r * 0.7, r * 3.0, dice, 0.42)


def _pot(canvas: Canvas, room: Room, x: float, y: float, r: float, dice: Random) -> None:
    steel = room.lit(_STEEL)
    canvas.fill(
        rect(x - r, y - r * 1.5, 2 * r, r * 1.5),
        Linear((x - r, 0), (x + r, 0), ramp(darken(steel, 0.35), lighten(steel, 0.45), steel, darken(steel, 0.45))),
    )
    canvas.fill(ellipse(x, y - r * 1.5, r * 1.04, r * 0.16), lighten(steel, 0.3))
    handles = polyline([(x - r * 1.3, y - r * 1.1), (x - r, y - r * 1.1)]).add(
        polyline([(x + r, y - r * 1.1), (x + r * 1.3, y - r * 1.1)])
    )
    canvas.stroke(handles, darken(steel, 0.5), r * 0.18)
    steam(canvas, x, y - r * 1.6, r * 3.2, dice, 0.4)


def _plate(canvas: Canvas, room: Room, x: float, y: float, z: float, dice: Random) -> None:
    k = room.eye.scale(z)
    cx, cy = room.eye.at(x, y, z)
    canvas.fill(ellipse(cx, cy - 4, 0.18 * k, 0.03 * k), room.lit("#fdfbf6"))
    canvas.fill(ellipse(cx, cy - 9, 0.1 * k, 0.04 * k), room.lit(dice.choice(("#c8703a", "#e0b04a", "#a83f2c"))))
    canvas.fill(ellipse(cx + 0.04 * k, cy - 0.05 * k, 0.05 * k, 0.022 * k), room.lit("#6fa04a"))
    if dice.random() < 0.5:
        steam(canvas, cx, cy - 0.06 * k, 0.3 * k, dice, 0.3)


def _front(canvas: Canvas, room: Room, accent: str) -> None:
    site = room.site
    canvas.fill(site.whole, Linear((0, 1450), (0, site.bottom), fade("#0c0a14", 0.0, 0.4)))
    top, steel = 1822.0, room.lit(_STEEL)
    wide = site.right - site.left
    canvas.fill(
        rect(site.left, top, wide, site.bottom - top),
        Linear((0, top), (0, site.bottom), ramp(lighten(steel, 0.3), darken(steel, 0.1), darken(steel, 0.6))),
    )
    canvas.fill(rect(site.left, top, wide, 8), lighten(steel, 0.7))
    dice = site.dice("front", site.facing)
    x = site.width * dice.choice((0.08, 0.92))
    wood = room.lit("#c89a64")
    canvas.fill(polygon([(x - 260, top + 90), (x + 260, top + 90), (x + 220, top + 26), (x - 220, top + 26)]), wood)
    canvas.fill(rect(x - 260, top + 90, 520, 26), darken(wood, 0.3))
    for i, tone in enumerate(("#d8402f", "#e8843a", "#7fb04a", "#d8402f")):
        ball = room.lit(tone)
        bx = x - 120 + i * 78
        canvas.fill(
            ellipse(bx, top + 22, 40, 38),
            Linear((bx - 40, top - 16), (bx + 40, top + 60), ramp(lighten(ball, 0.3), ball, darken(ball, 0.4))),
        )
    del accent
