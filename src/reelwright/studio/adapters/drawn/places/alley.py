"""The alley: a narrow lane between back walls, pipes, laundry, one lamp, one sign."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, round_rect, smooth
from ..stage import Plane, Scenery
from .city import NEONS, Skyline, paint_skyline, upright_sign, wires
from .lights import glow, place_light, pool, shadow
from .nature import foliage
from .perspective import NEAREST, Eye
from .site import Site
from .sky import paint_sky
from .street import reflections

_WORDS: Final = ("酒", "Jazz", "当铺", "茶馆", "24h", "Noodles", "修表", "Bar")
_BRICKS: Final = ("#9a6250", "#8a7a70", "#7a6a78", "#a8866a", "#6f7a84")
_END = 15.0


def paint_alley(site: Site) -> Scenery:
    """A back lane: a strip of sky, light at its end, warm lamps against blue shade."""
    eye = Eye(site.centre + site.dice("eye").choice((-70, 70)) * (-1 if site.reverse else 1), horizon=1080)
    half = max(1.45, site.width / 2 / eye.scale(2.2))
    planes = (
        Plane(partial(_beyond, site=site, eye=eye), 0.15, soft=True),
        Plane(partial(_walls, site=site, eye=eye, half=half), 0.7),
        Plane(partial(_things, site=site, eye=eye, half=half), 0.9),
        Plane(partial(_front, site=site), 1.3, soft=True),
    )
    light = place_light(site, outside=True, side=site.dice("side").choice((-1, 1)), lamp="#ffb870")
    motes = "snow" if site.air.white else ("steam" if site.lamps else "dust")
    return Scenery(planes, light, floor=eye.floor, sky=True, motes=motes)


def _beyond(canvas: Canvas, site: Site, eye: Eye) -> None:
    paint_sky(
        canvas,
        site,
        horizon=1130,
        sun=(eye.centre + 30, {"dawn": 900.0, "day": 40.0, "dusk": 860.0, "night": 300.0}[site.time.value]),
    )
    paint_skyline(canvas, site, Skyline(1160, (180, 460), "#8a8fb4", 0.8, (50, 100), (9, 12, 7), "end"))
    glow(canvas, eye.centre, 1000, 420, site.air.sun if not site.lamps else "#ffb870", 0.5)


def _walls(canvas: Canvas, site: Site, eye: Eye, half: float) -> None:
    _ground(canvas, site, eye)
    bricks = site.dice("brick", site.facing).sample(_BRICKS, 2)
    for side, colour in zip((-1, 1), bricks, strict=True):
        _wall(canvas, site, eye, side * half, side, site.varied(colour))
    dice = site.dice("wires")
    runs = []
    for z in (2.5, 4.0, 6.0, 9.0):
        a, b = eye.at(-half, dice.uniform(4.0, 5.0), z), eye.at(half, dice.uniform(4.0, 5.0), z)
        runs.append((*a, *b, 0.25 * eye.scale(z)))
    wires(canvas, runs, darken(site.outdoors("#2a2632"), 0.2), 4)
    _laundry(canvas, site, eye, half, dice)


def _ground(canvas: Canvas, site: Site, eye: Eye) -> None:
    stone = site.outdoors("#e6ecf6" if site.air.white else "#787078")
    wide = site.right - site.left
    canvas.fill(
        rect(site.left, eye.horizon, wide, site.bottom - eye.horizon),
        Linear((0, eye.horizon), (0, site.bottom), ramp(mix(stone, site.air.haze, 0.6), stone, darken(stone, 0.5))),
    )
    lines = Path()
    z, row = NEAREST, 0
    while z < _END:
        lines.add(polyline([eye.at(-4, 0, z), eye.at(4, 0, z)]))
        x = -4 + (0.3 if row % 2 else 0)
        while x < 4:
            lines.add(polyline([eye.at(x, 0, z), eye.at(x, 0, z + 0.5)]))
            x += 0.6
        z += 0.5
        row += 1
    canvas.stroke(lines, darken(stone, 0.45), 2.5, 0.4, cap="butt")
    canvas.fill(eye.flat(-0.12, 0.12, NEAREST, _END, 0), darken(stone, 0.4), 0.6)
    canvas.fill(
        rect(site.left, eye.horizon, wide, 420),
        Linear((0, eye.horizon), (0, eye.horizon + 380), fade(site.air.sky[4], 0.5, 0.0)),
        blend="screen",
    )
    if site.air.wet or site.night:
        reflections(canvas, site, eye, 0.75 if site.air.wet else 0.3)


def _wall(canvas: Canvas, site: Site, eye: Eye, x: float, side: int, colour: str) -> None:
    tone = site.outdoors(colour)
    shade = 0.12 if (side > 0) == (site.dice("side").random() < 0.5) else 0.3
    near, far = eye.at(x, 0, -1.0)[0], eye.at(x, 0, _END)[0]
    body = eye.shape(
        [
            (x, -0.02, NEAREST),
            (x, 9.5, NEAREST),
            (x, 9.5, 5.0),
            (x, 7.6, 5.0),
            (x, 7.6, 9.5),
            (x, 6.4, 9.5),
            (x, 6.4, _END),
            (x, -0.02, _END),
        ]
    )
    canvas.fill(
        body,
        Linear(
            (near, 0), (far, 0), ramp(darken(tone, shade + 0.28), darken(tone, shade), mix(tone, site.air.haze, 0.4))
        ),
    )
    dice = site.dice("wall", side, site.facing)
    courses, worn = Path(), Path()
    for i in range(34):
        y = i * 0.26
        courses.add(polyline([eye.at(x, y, NEAREST), eye.at(x, y, 9.0)]))
        for _ in range(3):
            z = dice.uniform(-0.5, 8)
            worn.add(eye.side(x, y, y + 0.24, z, z + dice.uniform(0.3, 0.6)))
    canvas.stroke(courses, darken(tone, 0.5), 2, 0.28, cap="butt")
    canvas.fill(worn, lighten(tone, 0.18), 0.2)
    lit, dark, frames = Path(), Path(), Path()
    for z in (1.2, 3.6, 6.2, 9.0, 11.6):
        for y in (3.1, 5.6):
            pane = eye.side(x, y, y + 1.3, z, z + 0.95)
            (lit if dice.random() < 0.55 * site.air.lamps else dark).add(pane)
            frames.add(eye.side(x, y - 0.12, y, z - 0.1, z + 1.05)).add(eye.side(x, y + 0.62, y + 0.68, z, z + 0.95))
    canvas.fill(dark, mix(darken(tone, 0.6), site.air.sky[2], 0.35))
    canvas.fill(lit, "#ffcf8a")
    canvas.fill(frames, lighten(tone, 0.15))
    _door(canvas, site, eye, x, side, dice)
    _pipes(canvas, site, eye, x, side, tone)
    _sign(canvas, site, eye, x, side, dice)


def _door(canvas: Canvas, site: Site, eye: Eye, x: float, side: int, dice: Random) -> None:
    z = dice.uniform(1.6, 2.6) if side > 0 else dice.uniform(4.0, 5.0)
    wood = site.outdoors(site.tinted(dice.choice(("#8a3f34", "#3f5f6a", "#6a5a3a")), 0.3))
    canvas.fill(eye.side(x, 0, 2.2, z - 0.1, z + 1.1), darken(wood, 0.5))
    canvas.fill(eye.side(x, 0, 2.1, z, z + 1.0), wood)
    k = eye.scale(z + 0.5)
    lx, ly = eye.at(x - side * 0.16, 2.6, z + 0.5)
    canvas.fill(
        round_rect(lx - 0.09 * k, ly - 0.13 * k, 0.18 * k, 0.26 * k, 0.06 * k),
        "#fff0c4" if site.lamps else site.outdoors("#d8d0c0"),
    )
    if site.lamps:
        glow(canvas, lx, ly, 1.9 * k, "#ffb45e", 0.75)
        px, py = eye.at(x - side * 0.5, 0, z + 0.5)
        pool(canvas, px, py, 1.2 * k, 0.24 * k, "#ffb45e", 0.6)


def _pipes(canvas: Canvas, site: Site, eye: Eye, x: float, side: int, tone: str) -> None:
    pipes = Path()
    for z in (0.8, 3.1, 7.6):
        pipes.add(polyline([eye.at(x - side * 0.08, 0, z), eye.at(x - side * 0.08, 9, z)]))
    pipes.add(polyline([eye.at(x - side * 0.08, 2.75, 3.1), eye.at(x - side * 0.08, 2.75, 7.6)]))
    canvas.stroke(pipes, darken(tone, 0.45), 13)
    canvas.stroke(pipes, lighten(tone, 0.1), 4, 0.5)
    z = 5.4 if side < 0 else 2.9
    k = eye.scale(z)
    ax, ay = eye.at(x - side * 0.45, 3.2, z)
    metal = site.outdoors("#b8bcc2")
    canvas.fill(
        round_rect(ax - 0.36 * k, ay, 0.72 * k, 0.55 * k, 8),
        Linear((0, ay), (0, ay + 0.55 * k), ramp(lighten(metal, 0.1), darken(metal, 0.35))),
    )
    canvas.fill(ellipse(ax, ay + 0.28 * k, 0.2 * k), darken(metal, 0.55))


def _sign(canvas: Canvas, site: Site, eye: Eye, x: float, side: int, dice: Random) -> None:
    z = 4.6 if side > 0 else 7.4
    k = eye.scale(z)
    words = site.sign(*_WORDS) if side > 0 else dice.choice(site.words(*_WORDS))
    px, py = eye.at(x - side * 0.1, 3.9 if side > 0 else 4.2, z)
    size = 0.52 * k
    upright_sign(canvas, site, words, px - size if side > 0 else px, py, size, site.tinted(dice.choice(NEONS), 0.4))


def _laundry(canvas: Canvas, site: Site, eye: Eye, half: float, dice: Random) -> None:
    z = 6.0
    k = eye.scale(z)
    y = eye.at(0, 5.2, z)[1]
    left, right = eye.at(-half, 5.2, z)[0], eye.at(half, 5.2, z)[0]
    wires(canvas, [(left, y, right, y, 16)], site.outdoors("#4a4452"), 3)
    x = left + 30
    while x < right - 50:
        w, h = dice.uniform(0.25, 0.5) * k, dice.uniform(0.45, 0.8) * k
        tone = site.outdoors(
            site.tinted(dice.choice(("#e8e2d4", "#c8605a", "#5f8aa8", "#e0b060", "#8fa88a")), 0.2), 0.15
        )
        canvas.fill(
            rect(x, y + 12, w, h), Linear((x, 0), (x + w, 0), ramp(lighten(tone, 0.1), tone, darken(tone, 0.2)))
        )
        x += w + dice.uniform(8, 40)


def _things(canvas: Canvas, site: Site, eye: Eye, half: float) -> None:
    dice = site.dice("things", site.facing)
    side = dice.choice((-1, 1))
    for z in (10.5, 7.0):
        x, y = eye.at(-side * (half - 0.25), 0, z)
        k = eye.scale(z)
        foliage(canvas, site, dice, x, y - 0.55 * k, 0.36 * k, "#5a8a52", far=z / 30)
        canvas.fill(rect(x - 0.22 * k, y - 0.34 * k, 0.44 * k, 0.34 * k), site.outdoors("#8a5444", z / 30))
    _bicycle(canvas, site, eye, side * (half - 0.3), 5.6)
    _crates(canvas, site, eye, -side * (half - 0.42), 2.8, dice)
    _bins(canvas, site, eye, side * (half - 0.3), 2.4, dice)


def _bins(canvas: Canvas, site: Site, eye: Eye, x: float, z: float, dice: Random) -> None:
    k = eye.scale(z)
    side = 1 if x > 0 else -1
    cx, foot = eye.at(x, 0, z)
    tone = site.outdoors(dice.choice(("#4f6a5a", "#4a5a72", "#6a6a70")))
    shadow(canvas, cx, foot, 0.5 * k, 0.1 * k, 0.5)
    w, h = 0.34 * k, 0.95 * k
    canvas.fill(
        round_rect(cx - w, foot - h, 2 * w, h, 12),
        Linear((cx - w, 0), (cx + w, 0), ramp(lighten(tone, 0.15), tone, darken(tone, 0.45))),
    )
    canvas.fill(
        round_rect(cx - w * 1.1, foot - h * 1.1, 2.2 * w, h * 0.14, 10),
        site.outdoors("#f0f5fc") if site.air.white else lighten(tone, 0.12),
    )
    for turn, colour in ((1.25, "#3a3848"), (1.9, "#4a4654")):
        bx = cx - side * turn * w
        bag = smooth(
            [
                (bx - 0.2 * k, foot),
                (bx - 0.22 * k, foot - 0.18 * k),
                (bx - 0.05 * k, foot - 0.34 * k),
                (bx + 0.02 * k, foot - 0.42 * k),
                (bx + 0.08 * k, foot - 0.33 * k),
                (bx + 0.23 * k, foot - 0.16 * k),
                (bx + 0.2 * k, foot),
            ]
        )
        tone = site.outdoors(colour)
        canvas.fill(bag, Linear((bx - 0.2 * k, 0), (bx + 0.2 * k, 0), ramp(lighten(tone, 0.2), darken(tone, 0.3))))


def _crates(canvas: Canvas, site: Site, eye: Eye, x: float, z: float, dice: Random) -> None:
    k = eye.scale(z)
    cx, foot = eye.at(x, 0, z)
    shadow(canvas, cx, foot, 0.5 * k, 0.1 * k, 0.5)
    for i in range(dice.randint(2, 3)):
        tone = site.outdoors(dice.choice(("#c8a050", "#3f7fa8", "#b8503f")))
        y, w, h = foot - (i + 1) * 0.36 * k, 0.34 * k, 0.34 * k
        dx = dice.uniform(-12, 12)
        canvas.fill(rect(cx - w + dx, y, 2 * w, h), Linear((0, y), (0, y + h), ramp(tone, darken(tone, 0.3))))
        holes = Path()
        for j in range(4):
            for row in range(2):
                holes.add(rect(cx - w * 0.86 + dx + j * w * 0.45, y + h * (0.18 + row * 0.4), w * 0.34, h * 0.26))
        canvas.fill(holes, darken(tone, 0.55), 0.7)


def _bicycle(canvas: Canvas, site: Site, eye: Eye, x: float, z: float) -> None:
    k = eye.scale(z)
    cx, foot = eye.at(x, 0, z)
    r = 0.33 * k
    tone = site.outdoors("#3a3444")
    frame = ellipse(cx - 0.2 * k, foot - r, r * 0.55, r).add(ellipse(cx + 0.2 * k, foot - r * 1.1, r * 0.5, r * 0.95))
    frame.add(
        polyline(
            [
                (cx - 0.2 * k, foot - r),
                (cx - 0.05 * k, foot - 1.9 * r),
                (cx + 0.16 * k, foot - 2.0 * r),
                (cx + 0.2 * k, foot - r * 1.1),
            ]
        )
    )
    frame.add(
        polyline([(cx + 0.14 * k, foot - 2.0 * r), (cx + 0.14 * k, foot - 2.8 * r), (cx + 0.26 * k, foot - 2.9 * r)])
    )
    canvas.stroke(frame, tone, 0.035 * k)
    canvas.fill(ellipse(cx - 0.07 * k, foot - 2.25 * r, 0.12 * k, 0.035 * k), darken(tone, 0.3))


def _front(canvas: Canvas, site: Site) -> None:
    canvas.fill(site.whole, Linear((0, 1480), (0, site.bottom), fade("#0a0614", 0.0, 0.55)))
    side = site.dice("front", site.facing).choice((-1, 1))
    x = site.left if side < 0 else site.right
    dark = darken(site.outdoors("#4a4048"), 0.6)
    with canvas.group(blur=8):
        canvas.fill(
            rect(x - 250, site.top, 500, site.bottom - site.top),
            Linear((x - side * 250, 0), (x + side * 60, 0), fade(dark, 0.0, 0.95)),
        )
        canvas.stroke(polyline([(x - side * 215, site.top), (x - side * 215, site.bottom)]), dark, 34, 0.9)
    if site.lamps:
        glow(canvas, site.centre - side * site.width * 0.3, 1750, 260, "#ffb870", 0.14)
