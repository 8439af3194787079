"""The park: a path through a meadow, old trees, a bench, a lamp; blossom, green or autumn by seed."""

from __future__ import annotations

from functools import partial
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, round_rect, smooth
from ..stage import Plane, Scenery
from .city import Skyline, board, paint_skyline, street_lamp
from .lights import glow, place_light, pool, shadow
from .nature import flowers, foliage, grass, hills, overhang, tree, water
from .perspective import Eye
from .site import Site
from .sky import paint_sky, sun_shafts

_SEASONS: Final = (
    ("#6fa858", "#7fb565", "petals", ("#fff4d8", "#ffd24a", "#ff9ab0")),
    ("#f2a6bd", "#86b86a", "petals", ("#ffe0ea", "#fff4f0", "#ffb8cc")),
    ("#d9853a", "#a8a45a", "leaves", ("#d9602f", "#f0b03a", "#b8432f")),
    ("#4f8f5c", "#6aa05c", "", ("#f4f0ff", "#b49aff", "#ffe27a")),
)
_NAMES: Final = ("Riverside Park", "春晓公园", "Lake Garden", "月湖公园", "Old Elm Park")


def paint_park(site: Site) -> Scenery:
    """A city park: towers in the haze, a pond, trees that frame, light through leaves."""
    season = site.dice("season").choice(_SEASONS)
    eye = Eye(site.centre, horizon=1080)
    planes = (
        Plane(partial(paint_sky, site=site, horizon=1120), 0.06, soft=True),
        Plane(partial(_far, site=site, leaf=season[0]), 0.25, soft=True),
        Plane(partial(_meadow, site=site, eye=eye, season=season), 0.62),
        Plane(partial(_bench, site=site, eye=eye, season=season), 0.9),
        Plane(partial(_front, site=site, leaf=season[0]), 1.3, soft=True),
    )
    light = place_light(site, outside=True, side=site.dice("side").choice((-1, 1)), lamp="#ffd9a0")
    motes = "snow" if site.air.white else ("fireflies" if site.night and not site.air.wet else season[2])
    return Scenery(planes, light, floor=eye.floor, sky=True, motes=motes)


def _far(canvas: Canvas, site: Site, leaf: str) -> None:
    paint_skyline(canvas, site, Skyline(1120, (140, 420), "#9aa0c0", 0.9, (70, 150), (8, 12, 8), "far"))
    hills(canvas, site, 1110, 120, "#7a9a8a", 0.7, "far")
    dice = site.dice("far trees", site.facing)
    x = site.left
    while x < site.right + 80:
        radius = dice.uniform(70, 130)
        foliage(canvas, site, dice, x, 1075 - radius * 0.3, radius, mix(leaf, "#5f8a6a", 0.45), far=0.62)
        x += radius * dice.uniform(1.0, 1.5)
    canvas.fill(
        rect(site.left, 760, site.right - site.left, 420),
        Linear((0, 760), (0, 1180), fade(site.air.haze, 0.0, 0.35 + site.air.thick * 0.5)),
    )


def _meadow(canvas: Canvas, site: Site, eye: Eye, season: tuple[str, str, str, tuple[str, ...]]) -> None:
    leaf, green, _, blooms = season
    grass(canvas, site, 1085, green)
    dice = site.dice("meadow", site.facing)
    if dice.random() < 0.6:
        side = dice.choice((-1, 1))
        _pond(canvas, site, site.width * (0.5 + 0.42 * side), side)
    _path(canvas, site, eye, dice.choice((-1, 1)))
    third = site.width * 0.22
    flowers(canvas, site, (site.left, 1180, third, 1480), blooms, 50, "far flowers")
    flowers(canvas, site, (site.width - third, 1180, site.right, 1480), blooms, 50, "far flowers 2")
    count = max(2, round(site.width / 560))
    for i in range(count):
        share = (i + 0.5) / count
        if abs(share - 0.5) < 0.14 and count < 4:
            continue
        x = site.left + (site.right - site.left) * share + dice.uniform(-70, 70)
        z = dice.uniform(7, 12)
        foot = eye.at(0, 0, z)[1]
        _tree_shadow(canvas, site, x, foot, 2.2 * eye.scale(z))
        tree(canvas, site, dice, x, foot, dice.uniform(4.6, 6.2) * eye.scale(z), leaf, far=0.3)
    edge = dice.choice((-1, 1))
    x, foot = site.width * (0.5 + 0.54 * edge), eye.at(0, 0, 2.6)[1]
    _tree_shadow(canvas, site, x, foot, 560)
    tree(canvas, site, dice, x, foot, 1560, leaf, far=0.05)
    if site.air.beams > 0.3 and not site.night:
        sun_shafts(canvas, site, (site.width * 0.8, 60), count=7, alpha=0.2)


def _tree_shadow(canvas: Canvas, site: Site, x: float, y: float, wide: float) -> None:
    shadow(canvas, x, y + 8, wide, wide * 0.16, 0.3, darken(site.outdoors("#2c4a3a"), 0.4))


def _pond(canvas: Canvas, site: Site, x: float, side: int) -> None:
    shape = smooth(
        [
            (x - 420, 1240),
            (x - 180, 1180),
            (x + 160, 1176),
            (x + 440, 1216),
            (x + 400, 1310),
            (x + 60, 1342),
            (x - 320, 1316),
        ]
    )
    canvas.stroke(shape, site.outdoors("#b8a98a" if not site.air.white else "#dfe6ee"), 16)
    with canvas.clip(shape):
        water(canvas, site, 1170, 1350, "#4a7f9a", glitter=x - side * 120 if site.air.beams > 0.2 else None)


def _path(canvas: Canvas, site: Site, eye: Eye, bend: int) -> None:
    stone = site.outdoors("#eef1f6" if site.air.white else site.tinted("#d8c4a0", 0.2))
    left, right = [], []
    for i in range(14):
        z = -2.5 + i * i * 0.16
        middle = bend * 0.05 * max(0.0, z) ** 1.25
        left.append(eye.at(middle - 0.95, 0, z))
        right.append(eye.at(middle + 0.95, 0, z))
    shape = smooth([*left, *reversed(right)], tension=0.35)
    canvas.fill(
        shape, Linear((0, 1090), (0, site.bottom), ramp(mix(stone, site.air.haze, 0.5), stone, darken(stone, 0.4)))
    )
    canvas.stroke(shape, darken(stone, 0.3), 5, 0.35)
    dice = site.dice("dapples")
    if site.air.beams > 0.2:
        dapples = Path()
        for _ in range(60):
            y = dice.uniform(1300, site.bottom)
            size = 14 + 60 * (y - 1200) / 900 * dice.random()
            dapples.add(ellipse(dice.uniform(site.left, site.right), y, size, size * 0.24))
        canvas.fill(dapples, lighten(site.air.sun, 0.2), 0.2 * site.air.beams, blend="screen")
    if site.air.wet:
        puddles = Path()
        for _ in range(9):
            x, y = eye.at(dice.uniform(-0.7, 0.7), 0, dice.uniform(-1.4, 3))
            puddles.add(ellipse(x, y, dice.uniform(50, 150), dice.uniform(6, 14)))
        canvas.fill(puddles, lighten(site.air.sky[4], 0.15), 0.55)


def _bench(canvas: Canvas, site: Site, eye: Eye, season: tuple[str, str, str, tuple[str, ...]]) -> None:
    dice = site.dice("bench", site.facing)
    side = dice.choice((-1, 1)) * (-1 if site.reverse else 1)
    z = 2.2
    k = eye.scale(z)
    x = side * max(1.15, site.width / 2 / k * 0.6)
    _seat(canvas, site, eye, x, z)
    lx, foot = eye.at(x + side * 1.1 if site.width > 1300 else -x * 0.9, 0, 3.4)
    street_lamp(canvas, site, lx, foot, 3.4 * eye.scale(3.4), left=lx > site.centre)
    if site.lamps:
        pool(canvas, lx, foot, 420, 100, "#ffd9a0", 0.5)
    if dice.random() < 0.7 or site.place.sign:
        sx, sy = eye.at(-x * 0.82, 1.45, 4.2)
        words, wide = site.sign(*_NAMES), 1.15 * eye.scale(4.2)
        post = site.outdoors("#5a4030")
        canvas.fill(
            rect(sx - wide * 0.4, sy, 12, 1.45 * eye.scale(4.2)).add(
                rect(sx + wide * 0.4 - 12, sy, 12, 1.45 * eye.scale(4.2))
            ),
            post,
        )
        board(
            canvas,
            words,
            (sx - wide / 2, sy - 10, wide, wide * 0.3),
            back=site.outdoors("#6a4a34"),
            ink=site.outdoors("#fff2d8"),
        )
    flowers(canvas, site, (site.left, 1480, site.left + 220 + site.width * 0.07, 1800), season[3], 40, "near flowers")
    flowers(
        canvas, site, (site.right - 220 - site.width * 0.07, 1480, site.right, 1800), season[3], 40, "near flowers 2"
    )


def _seat(canvas: Canvas, site: Site, eye: Eye, x: float, z: float) -> None:
    wood, iron = site.outdoors("#a8703f"), site.outdoors("#2c2a34")
    cx, cy = eye.at(x, 0, z)
    k = eye.scale(z)
    shadow(canvas, cx, cy, 0.95 * k, 0.14 * k, 0.4)
    frame = Path()
    for dx in (-0.72, 0.72):
        frame.add(
            polyline(
                [
                    eye.at(x + dx, 0, z),
                    eye.at(x + dx, 0.44, z),
                    eye.at(x + dx, 0.44, z + 0.42),
                    eye.at(x + dx, 0.88, z + 0.5),
                ]
            )
        )
    canvas.stroke(frame, iron, 0.05 * k)
    for i, y in enumerate((0.58, 0.71, 0.84)):
        slat = eye.front(x - 0.85, x + 0.85, y, y + 0.09, z + 0.45)
        canvas.fill(slat, darken(wood, 0.12 * (2 - i)))
    for i in range(3):
        canvas.fill(eye.flat(x - 0.85, x + 0.85, z + i * 0.14, z + i * 0.14 + 0.11, 0.45), lighten(wood, 0.12))
    canvas.fill(eye.front(x - 0.85, x + 0.85, 0.4, 0.45, z), darken(wood, 0.2))
    if site.air.white:
        canvas.fill(
            round_rect(*eye.at(x - 0.86, 0.98, z + 0.45), 1.72 * eye.scale(z + 0.45), 0.07 * k, 12),
            site.outdoors("#f4f8ff"),
        )


def _front(canvas: Canvas, site: Site, leaf: str) -> None:
    side = site.dice("branch", site.facing).choice((-1, 1))
    canvas.fill(site.whole, Linear((0, 1520), (0, site.bottom), fade(darken(site.outdoors("#203028"), 0.5), 0.0, 0.5)))
    with canvas.group(blur=5):
        overhang(
            canvas,
            site,
            site.left + 80 if side > 0 else site.right - 80,
            site.top + 60,
            "#c8d2dc" if site.air.white else leaf,
            side=side,
            reach=560,
        )
    if site.night and not site.air.wet and not site.air.white:
        dice = site.dice("fireflies")
        for _ in range(14):
            glow(canvas, dice.uniform(0, site.width), dice.uniform(900, 1700), dice.uniform(16, 44), "#d8ff8a", 0.7)
