"""The noodle shop: a wooden counter, hanging cloth, red lanterns, dishes on slips of paper, steam."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, polyline, rect, round_rect
from ..stage import Plane, Scenery
from .city import board
from .furniture import box, chair, clock, lamp_pool, pendant, potted_plant, round_table, row, shelf, stand, steam, stool
from .interior import (
    Room,
    Window,
    ceiling_beams,
    gloom,
    outlook,
    paint_shell,
    paint_window,
    room_for,
    skirting,
    wainscot,
    window_light,
)  # fmt: skip
from .lights import beam, glow, place_light
from .site import Site

_STYLES: Final = (
    ("#e6c69a", "#7a4226", "#b8322c"),
    ("#d9d0b8", "#5a3a2a", "#2f5a7a"),
    ("#c98a5c", "#4a2a20", "#d9a03a"),
    ("#a8b89a", "#6a4630", "#a83a34"),
)
_NAMES: Final = (
    "老王面馆",
    "兰州拉面",
    "一碗面",
    "深夜面",
    "Noodle House",
    "Golden Bowl",
    "Midnight Noodles",
    "阿婆面档",
)
_DISHES: Final = (
    "牛肉面",
    "阳春面",
    "担担面",
    "云吞面",
    "炸酱面",
    "刀削面",
    "小笼包",
    "卤蛋",
    "酸辣粉",
    "葱油饼",
    "Beef",
    "Wonton",
    "Dan Dan",
    "Soup",
    "Tofu",
    "Pork",
    "Egg",
    "Ramen",
    "Udon",
    "Spicy",
)


def paint_noodle_shop(site: Site) -> Scenery:
    """A small noodle shop: warm wood and lanterns against whatever the street outside does."""
    wall, wood, cloth = site.dice("style").choice(_STYLES)
    room = room_for(
        site, wall=site.varied(wall), floor=site.dice("floor").choice(("#8a6a54", "#a0846a")), ceiling="#8a6446",
        back=3.0, tall=3.0, lamp="#ffb45e",
    )  # fmt: skip
    cloth = site.tinted(cloth, 0.5)
    side = site.dice("side").choice((-1, 1))
    planes = (
        Plane(partial(_walls, room=room, wood=wood, cloth=cloth, side=side), 0.62),
        Plane(partial(_things, room=room, wood=wood, cloth=cloth, side=side), 0.85),
        Plane(partial(_front, room=room, wood=wood), 1.22),
    )
    return Scenery(planes, place_light(site, side=side, lamp="#ffc07a"), floor=room.eye.floor, motes="steam")


def _walls(canvas: Canvas, room: Room, wood: str, cloth: str, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="tiles", bright=-side)
    ceiling_beams(canvas, room, wood, along=site.dice("beams").random() < 0.4, every=0.7)
    wainscot(canvas, room, wood, 1.05, step=0.16)
    skirting(canvas, room, darken(wood, 0.2), cornice=0.14)
    gloom(canvas, room, site.centre, 720, max(1200.0, site.width * 0.6), depth=0.9)
    left, right = room.seen(room.back, margin=False)
    if site.reverse:  # the name is on the curtain there; the dishes are read from the tables, over the hatch
        _street_door(canvas, room, wood, cloth)
        clock(canvas, room, left + (right - left) * (0.68 if site.facing % 2 else 0.32), 2.52)
        return
    _kitchen_hatch(canvas, room, wood, side)
    x = (left + 0.05, right - 0.05)
    _slips(canvas, room, x, 2.58)
    _name_beam(canvas, room, wood, sum(x) / 2)


def _kitchen_hatch(canvas: Canvas, room: Room, wood: str, side: int) -> None:
    site, eye, z = room.site, room.eye, room.back
    left, right = room.seen(z, margin=False)
    middle = left + (right - left) * (0.4 if side < 0 else 0.6)
    half = min(1.3, (right - left) * 0.36)
    x0, y0 = eye.at(middle - half, 1.98, z)
    x1, y1 = eye.at(middle + half, 1.08, z)
    hot = mix("#ffd394", room.lit("#e8c8a0"), 0.0 if site.lamps else 0.55)
    canvas.fill(rect(x0 - 22, y0 - 22, x1 - x0 + 44, y1 - y0 + 44), room.lit(wood))
    canvas.fill(
        rect(x0, y0, x1 - x0, y1 - y0),
        Linear((0, y0), (0, y1), ramp(mix(hot, "#7a3a1c", 0.45), hot, lighten(hot, 0.2))),
    )
    tiles = Path()
    for i in range(1, 12):
        tiles.add(polyline([(x0, y0 + (y1 - y0) * i / 9), (x1, y0 + (y1 - y0) * i / 9)])) if i < 9 else None
        tiles.add(polyline([(x0 + (x1 - x0) * i / 12, y0), (x0 + (x1 - x0) * i / 12, y1)]))
    canvas.stroke(tiles, "#b8743c", 2, 0.35, cap="butt")
    k = eye.scale(z)
    row(canvas, room, x0 + 14, x1 - 14, y0 + 0.42 * k, k * 0.8, "hatch", ("bowl", "bottle", "jar", "bowl"))
    canvas.fill(rect(x0, y0 + 0.42 * k, x1 - x0, 12), room.lit(darken(wood, 0.1)))
    dice = site.dice("pots")
    for i, share in enumerate((0.22, 0.55, 0.82)):
        px, w = x0 + (x1 - x0) * share, (0.2 - 0.03 * i) * k
        metal = room.lit("#b8b4b0")
        canvas.fill(
            rect(px - w, y1 - w * 1.25, 2 * w, w * 1.25),
            Linear((px - w, 0), (px + w, 0), ramp(darken(metal, 0.3), lighten(metal, 0.4), darken(metal, 0.4))),
        )
        canvas.fill(ellipse(px, y1 - w * 1.25, w, w * 0.16), darken(metal, 0.25))
        steam(canvas, px, y1 - w * 1.3, 0.75 * k, dice, 0.45)
    glow(canvas, (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) * 0.9, room.lamp, 0.35 if site.lamps else 0.12)
    free = (middle + half + 0.25, right + 0.3) if side < 0 else (left - 0.3, middle - half - 0.25)
    if free[1] - free[0] > 0.4:
        shelf(canvas, room, free, 1.55, wood, "n1", goods=("bottle", "jar", "bowl"))
        shelf(canvas, room, free, 2.05, wood, "n2", goods=("bowl", "jar", "plant"))


def _slips(canvas: Canvas, room: Room, x: tuple[float, float], y: float) -> None:
    """The dishes, each on a slip of red or cream paper, in a row under the ceiling."""
    eye, z = room.eye, room.back
    k = eye.scale(z)
    dice = room.site.dice("slips")
    dishes = list(room.site.words(*_DISHES))
    dice.shuffle(dishes)
    at, i = x[0], 0
    while at + 0.16 < x[1]:
        left, top = eye.at(at, y, z)
        w, h = 0.17 * k, 0.5 * k
        red = i % 3 == 1
        paper = room.lit("#b8322c" if red else "#f4e6c4")
        canvas.fill(
            rect(left, top, w, h), Linear((0, top), (0, top + h), ramp(lighten(paper, 0.12), darken(paper, 0.1)))
        )
        words = dishes[i % len(dishes)]
        size = min(w * 0.7, h * 0.86 / len(words))
        for j, char in enumerate(words):
            canvas.text(
                char,
                left + w / 2,
                top + size * (1.05 + j * 1.12),
                size,
                "#ffe2a0" if red else room.lit("#3a1c14"),
                align="centre",
            )
        at += 0.27
        i += 1


def _name_beam(canvas: Canvas, room: Room, wood: str, x: float) -> None:
    """The shop's name on a plank above the slips."""
    eye, z = room.eye, room.back
    ax, ay = eye.at(x - 0.8, 2.93, z)
    bx, by = eye.at(x + 0.8, 2.62, z)
    gold = "#ffd98a" if room.site.lamps else room.lit("#f2d08a")
    board(canvas, room.site.sign(*_NAMES), (ax, ay, bx - ax, by - ay), back=darken(room.lit(wood), 0.35), ink=gold)


def _day_shaft(canvas: Canvas, room: Room, side: int) -> None:
    """Daylight from the open door beside the camera."""
    site = room.site
    if site.night or site.air.beams < 0.2:
        return
    x = site.left if side < 0 else site.right
    for share, wide in ((0.12, 220.0), (0.34, 130.0), (0.5, 70.0)):
        dx = -side * site.width * share
        top = ((x + dx, site.top), (x + dx - side * wide, site.top))
        foot = ((x + dx - side * 620, 1720.0), (x + dx - side * (620 + wide * 2.2), 1720.0))
        beam(canvas, top, foot, lighten(site.air.sun, 0.1), 0.34 * site.air.beams)


def _street_door(canvas: Canvas, room: Room, wood: str, cloth: str) -> None:
    site, eye, z = room.site, room.eye, room.back
    flip = site.facing % 2 == 1
    left, right = room.seen(z, margin=False)
    door = (left + 0.15, left + 1.35) if flip else (right - 1.35, right - 0.15)
    window = Window(door[1] + 0.3, right + 0.1, 1.1, 2.2, frame=wood, panes=(3, 2), view="street") if flip else Window(
        left - 0.1, door[0] - 0.3, 1.1, 2.2, frame=wood, panes=(3, 2), view="street"
    )  # fmt: skip
    paint_window(canvas, room, window)
    window_light(canvas, room, window, lean=0.4)
    x0, y0 = eye.at(door[0], 2.15, z)
    x1, y1 = eye.at(door[1], 0, z)
    canvas.fill(rect(x0 - 20, y0 - 20, x1 - x0 + 40, y1 - y0 + 20), room.lit(wood))
    outlook(canvas, site, (x0, y0, x1, y1), "street")
    bars = Path()
    for i in range(1, 4):
        bars.add(rect(x0 + (x1 - x0) * i / 4 - 5, y0, 10, y1 - y0))
    for share in (0.3, 0.55, 0.8):
        bars.add(rect(x0, y0 + (y1 - y0) * share, x1 - x0, 9))
    canvas.fill(bars, room.lit(darken(wood, 0.1)))
    canvas.fill(rect(x0, y0 + (y1 - y0) * 0.8, x1 - x0, (y1 - y0) * 0.2), room.lit(wood))
    _noren(canvas, room, (x0 - 30, y0 - 20, x1 - x0 + 60, (y1 - y0) * 0.3), cloth, site.sign(*_NAMES))


def _noren(canvas: Canvas, room: Room, area: tuple[float, float, float, float], cloth: str, words: str) -> None:
    x, y, w, h = area
    tone = room.lit(cloth)
    letters = words if len(words) <= 6 and any(ord(c) >= 0x2E80 for c in words) else ""
    parts = max(4, len(letters))
    for i in range(parts):
        px, pw = x + w * i / parts + 2, w / parts - 4
        panel = (
            Path()
            .move(px, y)
            .line(px + pw, y)
            .line(px + pw - 3, y + h)
            .quad(px + pw / 2, y + h - 14, px + 3, y + h)
            .close()
        )
        canvas.fill(
            panel, Linear((px, 0), (px + pw, 0), ramp(darken(tone, 0.15), lighten(tone, 0.1), darken(tone, 0.2)))
        )
        if i < len(letters):
            canvas.text(
                letters[i],
                px + pw / 2,
                y + h * 0.66,
                min(pw * 0.72, h * 0.5),
                room.lit("#fff4e0"),
                align="centre",
                weight=700,
            )
    if not letters:
        canvas.text(
            words,
            x + w / 2,
            y + h * 0.62,
            min(h * 0.3, w * 1.5 / max(4, len(words))),
            room.lit("#fff4e0"),
            align="centre",
            weight=700,
        )
    canvas.stroke(polyline([(x - 20, y), (x + w + 20, y)]), room.lit("#c8a070"), 12)


def _things(canvas: Canvas, room: Room, wood: str, cloth: str, side: int) -> None:
    site = room.site
    dice = site.dice("things", site.facing)
    left, right = room.seen(1.6, margin=False)
    if site.reverse:
        x = left + 0.25
        while x < right + 0.3:
            chair(canvas, room, x - 0.55, 1.9, wood)
            chair(canvas, room, x + 0.6, 1.8, wood)
            round_table(canvas, room, x, 1.7, lighten(wood, 0.12), radius=0.45)
            _bowl(canvas, room, x, 0.75, 1.6, cloth, dice)
            x += 1.9
        potted_plant(canvas, room, right - 0.1 if site.facing % 2 else left + 0.1, 0, 2.3, 1.3)
    else:
        _counter(canvas, room, wood, cloth, dice)
    wide = right - left
    count = max(3, round(wide / 0.75))
    form = site.dice("lamp").choice(("lantern", "lantern", "dome"))
    for i in range(count):
        px = left + wide * (i + 0.5) / count
        if abs(px) < 0.4:  # leave the name to be read
            continue
        pendant(
            canvas,
            room,
            px,
            1.3,
            2.28 + (0.1 if i % 2 else 0.0),
            "#c8322a" if form == "lantern" else cloth,
            form=form,
            size=0.36,
        )
        lamp_pool(canvas, room, px, 1.1, 0.7, 0.18)
    if not site.reverse:
        _day_shaft(canvas, room, side)


def _counter(canvas: Canvas, room: Room, wood: str, cloth: str, dice: Random) -> None:
    left, right = room.seen(1.5)
    eye = room.eye
    stand(canvas, room, (left + right) / 2, 1.5, (right - left) / 2, 0.4)
    box(canvas, room, (left, right), (0, 1.0), (1.65, 2.3), wood)
    slats = Path()
    x = left
    while x < right:
        slats.add(eye.front(x, x + 0.1, 0.1, 0.92, 1.64))
        x += 0.16
    canvas.fill(slats, lighten(room.lit(wood), 0.1), 0.5)
    box(canvas, room, (left, right), (1.0, 1.06), (1.55, 2.35), lighten(wood, 0.15))
    x = left + 0.2
    while x < right:
        choice = dice.random()
        if choice < 0.5:
            _bowl(canvas, room, x, 1.07, 1.8, cloth, dice)
        else:
            _caddy(canvas, room, x, 1.07, 1.8, cloth)
        x += dice.uniform(0.45, 0.7)
    x = left + 0.4
    while x < right:
        stool(canvas, room, x, 0.95, cloth, high=0.62)
        x += 0.8


def _bowl(canvas: Canvas, room: Room, x: float, y: float, z: float, cloth: str, dice: Random) -> None:
    k = room.eye.scale(z)
    cx, cy = room.eye.at(x, y, z)
    tone = room.lit("#f6f0e2")
    shape = (
        Path()
        .move(cx - 0.12 * k, cy - 0.1 * k)
        .line(cx + 0.12 * k, cy - 0.1 * k)
        .quad(cx + 0.1 * k, cy, cx + 0.05 * k, cy)
        .line(cx - 0.05 * k, cy)
        .quad(cx - 0.1 * k, cy, cx - 0.12 * k, cy - 0.1 * k)
        .close()
    )
    canvas.fill(shape, Linear((cx - 0.12 * k, 0), (cx + 0.12 * k, 0), ramp(lighten(tone, 0.2), darken(tone, 0.22))))
    canvas.stroke(
        polyline([(cx - 0.115 * k, cy - 0.075 * k), (cx + 0.115 * k, cy - 0.075 * k)]), room.lit(cloth), 0.016 * k
    )
    canvas.fill(ellipse(cx, cy - 0.1 * k, 0.115 * k, 0.022 * k), room.lit("#d9a050"))
    canvas.stroke(polyline([(cx - 0.03 * k, cy - 0.11 * k), (cx + 0.16 * k, cy - 0.2 * k)]), room.lit("#6a3a22"), 5)
    steam(canvas, cx, cy - 0.13 * k, 0.36 * k, dice, 0.4)


def _caddy(canvas: Canvas, room: Room, x: float, y: float, z: float, cloth: str) -> None:
    k = room.eye.scale(z)
    cx, cy = room.eye.at(x, y, z)
    sticks = Path()
    for i in range(-3, 4):
        sticks.move(cx + i * 0.008 * k, cy - 0.1 * k).line(cx + i * 0.018 * k, cy - 0.25 * k)
    canvas.stroke(sticks, room.lit("#c89a5c"), 4)
    canvas.fill(rect(cx - 0.04 * k, cy - 0.13 * k, 0.08 * k, 0.13 * k), room.lit(cloth))
    canvas.fill(round_rect(cx + 0.07 * k, cy - 0.14 * k, 0.05 * k, 0.14 * k, 6), room.lit("#4a2418"))
    canvas.fill(round_rect(cx + 0.14 * k, cy - 0.12 * k, 0.05 * k, 0.12 * k, 6), room.lit("#a8321e"))


def _front(canvas: Canvas, room: Room, wood: str) -> None:
    site = room.site
    canvas.fill(site.whole, Linear((0, 1450), (0, site.bottom), fade("#140608", 0.0, 0.42)))
    if site.facing == 2:
        return
    top, tone = 1818.0, room.lit(wood)
    wide = site.right - site.left
    canvas.fill(
        rect(site.left, top, wide, site.bottom - top),
        Linear((0, top), (0, site.bottom), ramp(lighten(tone, 0.16), darken(tone, 0.5))),
    )
    canvas.fill(rect(site.left, top, wide, 9), mix(lighten(tone, 0.4), room.lamp, 0.4), 0.9)
    dice = site.dice("front", site.facing)
    x = site.width * dice.choice((0.07, 0.94))
    bowl = room.lit("#f4ecd8")
    canvas.fill(ellipse(x, top + 60, 150, 24), "#0c0406", 0.35)
    canvas.fill(
        polygon([(x - 165, top - 60), (x + 165, top - 60), (x + 80, top + 54), (x - 80, top + 54)]),
        Linear((x - 165, 0), (x + 165, 0), ramp(lighten(bowl, 0.2), bowl, darken(bowl, 0.35))),
    )
    canvas.fill(ellipse(x, top - 60, 165, 30), lighten(bowl, 0.1))
    canvas.fill(ellipse(x, top - 57, 148, 24), room.lit("#c8803a"))
    steam(canvas, x, top - 70, 240, dice, 0.35)
