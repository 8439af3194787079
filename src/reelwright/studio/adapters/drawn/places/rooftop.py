"""The rooftop: a terrace over the city, string lights, a rail, and what stands on roofs."""

from __future__ import annotations

from functools import partial
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, polyline, rect, round_rect
from ..stage import Plane, Scenery
from .city import NEONS, Skyline, board, on_wire, paint_skyline, upright_sign, wires
from .lights import bulbs, glow, mottle, place_light, pool
from .nature import reeds
from .perspective import NEAREST, Eye
from .site import Site
from .sky import paint_sky
from .street import reflections

_WORDS: Final = ("夜光", "星海", "HOTEL", "云上", "RADIO", "天台", "LUNA")
_EDGE: Final = 2.6  # metres from the figures to the parapet


def paint_rooftop(site: Site) -> Scenery:
    """A roof terrace: the city glows below the rail; against it the stair house and the tank."""
    eye = Eye(site.centre, horizon=1090)
    planes = [
        Plane(partial(paint_sky, site=site, horizon=1150), 0.06, soft=True),
        Plane(partial(_far, site=site), 0.2, soft=True),
        Plane(partial(_towers, site=site), 0.42),
        Plane(partial(_terrace, site=site, eye=eye), 0.86),
        Plane(partial(_front, site=site), 1.3, soft=True),
    ]
    light = place_light(site, outside=True, side=1, lamp="#ffc98a")
    motes = "snow" if site.air.white else ("" if not site.lamps else "fireflies")
    return Scenery(tuple(planes), light, floor=eye.floor, sky=True, motes="" if site.air.wet else motes)


def _far(canvas: Canvas, site: Site) -> None:
    line = Skyline(1240, (160, 520), "#8f8fc4", 0.85, (70, 160), (8, 12, 7), "far")
    paint_skyline(canvas, site, line)
    haze = Linear((0, 760), (0, 1300), fade(site.air.haze, 0.0, 0.55))
    canvas.fill(rect(site.left, 760, site.right - site.left, 560), haze)


def _towers(canvas: Canvas, site: Site) -> None:
    paint_skyline(canvas, site, Skyline(1420, (260, 640), "#5c5f92", 0.4, (120, 230), (17, 23, 12), "mid"))
    dice = site.dice("signs", site.facing)
    words = site.sign(*_WORDS)
    first, second = dice.sample(NEONS, 2)
    size = dice.uniform(96, 118)
    x = site.width * 0.05 if not site.reverse else site.width * 0.93 - size
    upright_sign(canvas, site, words, x, dice.uniform(690, 760), size, site.tinted(first, 0.5))
    other = dice.choice([word for word in site.words(*_WORDS) if word != words])
    x = site.width * 0.88 if not site.reverse else site.width * 0.06
    upright_sign(canvas, site, other, x, dice.uniform(720, 800), size * 0.85, second)
    canvas.fill(
        rect(site.left, 1000, site.right - site.left, 460),
        Linear((0, 1000), (0, 1460), fade(site.air.haze, 0.0, 0.35 + 0.4 * site.air.thick)),
    )


def _terrace(canvas: Canvas, site: Site, eye: Eye) -> None:
    _roof(canvas, site, eye)
    _parapet(canvas, site, eye)
    dice = site.dice("dressing", site.facing)
    _string_lights(canvas, site, eye)  # behind the stair house, whose sign stays free of them
    if site.reverse:
        _stair_house(canvas, site, eye, left=site.facing % 2 == 1)
    else:
        _machines(canvas, site, eye, dice.choice((-1, 1)))
    _pots(canvas, site, eye)


def _roof(canvas: Canvas, site: Site, eye: Eye) -> None:
    air = site.air
    base = site.outdoors("#eef2fa" if air.white else site.tinted("#8a8494", 0.25))
    far_y = eye.at(0, 0, _EDGE)[1]
    area = rect(site.left, far_y, site.right - site.left, site.bottom - far_y)
    canvas.fill(
        area,
        Linear((0, far_y), (0, site.bottom), ramp(mix(lighten(base, 0.1), air.haze, 0.25), base, darken(base, 0.55))),
    )
    joints = Path()
    reach = (site.right - site.left) / 2 / eye.scale(_EDGE) + 1
    step = 0.9
    n = int(reach / step) + 1
    for i in range(-n, n + 1):
        joints.add(polyline([eye.at(i * step, 0, NEAREST), eye.at(i * step, 0, _EDGE)]))
    z = NEAREST
    while z < _EDGE:
        joints.add(polyline([eye.at(-reach, 0, z), eye.at(reach, 0, z)]))
        z += step
    canvas.stroke(joints, darken(base, 0.4), 3, 0.35, cap="butt")
    mottle(canvas, area, site.dice("roof paint"), (lighten(base, 0.35), darken(base, 0.5)), 0.18, size=280)
    canvas.fill(area, Linear((0, far_y), (0, far_y + 240), fade(air.sky[4], 0.3, 0.0)), blend="screen")
    if air.wet or site.night:
        _puddles(canvas, site, far_y)
    if air.wet:
        reflections(canvas, site, eye, 0.6)


def _puddles(canvas: Canvas, site: Site, far_y: float) -> None:
    dice = site.dice("puddles", site.facing)
    strength = 0.5 if site.air.wet else 0.2
    for _ in range(int(12 * (site.width + 440) / 1520)):
        y = dice.uniform(far_y + 40, site.bottom - 40)
        wide = (80 + 190 * (y - far_y) / 600) * dice.uniform(0.6, 1.3)
        x = dice.uniform(site.left, site.right)
        tone = (
            dice.choice((*NEONS[:3], site.air.sky[3], site.air.sky[2]))
            if site.lamps
            else site.air.sky[dice.choice((2, 3))]
        )
        pond = ellipse(x, y, wide, wide * 0.1).add(ellipse(x + wide * 0.5, y + wide * 0.05, wide * 0.6, wide * 0.06))
        canvas.fill(pond, Linear((x - wide, 0), (x + wide * 1.2, 0), fade(tone, 0.1, strength, 0.15)), blend="screen")


def _parapet(canvas: Canvas, site: Site, eye: Eye) -> None:
    wall = site.outdoors(site.tinted("#77718a", 0.25))
    sun = site.air.sun
    x0, x1 = eye.across(site.left, _EDGE), eye.across(site.right, _EDGE)
    low, kerb = eye.at(0, 0, _EDGE)[1], eye.at(0, 0.34, _EDGE)[1]
    wide = site.right - site.left
    canvas.fill(
        rect(site.left, kerb, wide, low - kerb),
        Linear((0, kerb), (0, low), ramp(lighten(wall, 0.06), darken(wall, 0.35))),
    )
    canvas.fill(rect(site.left, kerb - 16, wide, 20), lighten(wall, 0.22))
    canvas.fill(rect(site.left, kerb - 16, wide, 4), mix(sun, wall, 0.25), 0.8)
    rail, shine = Path(), Path()
    style = site.dice("rail").choice(("bars", "rails", "glass"))
    top = eye.at(0, 1.12, _EDGE)[1]
    rail.add(rect(site.left, top, wide, 16))
    shine.add(rect(site.left, top, wide, 4))
    x = x0
    gap = {"bars": 0.16, "rails": 1.0, "glass": 1.2}[style]
    while x < x1:
        sx = eye.at(round(x / gap) * gap, 0, _EDGE)[0]
        thick = 6 if style == "bars" else 12
        rail.add(rect(sx, top, thick, kerb - top))
        shine.add(rect(sx, top, thick * 0.28, kerb - top))
        x += gap
    if style == "rails":
        for share in (0.33, 0.66):
            y = top + (kerb - top) * share
            rail.add(rect(site.left, y, wide, 9))
            shine.add(rect(site.left, y, wide, 2.5))
    if style == "glass":
        canvas.fill(
            rect(site.left, top, wide, kerb - top),
            Linear((0, top), (0, kerb), fade(lighten(site.air.haze, 0.4), 0.3, 0.1)),
        )
    canvas.fill(rail, site.outdoors("#2c2a44"))
    canvas.fill(shine, mix(sun, "#ff9ac0", 0.3) if site.night else sun, 0.7)
    if site.air.white:
        canvas.fill(
            rect(site.left, top - 11, wide, 14).add(rect(site.left, kerb - 30, wide, 18)), site.outdoors("#f4f8ff")
        )


def _machines(canvas: Canvas, site: Site, eye: Eye, side: int) -> None:
    z = _EDGE - 0.5
    tone = site.outdoors("#b9bcc4")
    edge = eye.across(0.0 if side < 0 else site.width, z)
    x = edge - 0.3 if side < 0 else edge - 0.65
    left, top = eye.at(x, 0.82, z)
    right, foot = eye.at(x + 0.95, 0, z)
    canvas.fill(
        rect(left, top, right - left, foot - top),
        Linear((left, top), (right, foot), ramp(lighten(tone, 0.1), darken(tone, 0.3))),
    )
    cx, cy, r = (left + right) / 2, (top + foot) / 2 - 10, (right - left) * 0.36
    canvas.fill(ellipse(cx, cy, r), darken(tone, 0.6))
    blades = Path()
    for i in range(8):
        blades.add(
            polyline([(cx - r * (0.98 if i % 2 else 0.7), cy), (cx + r * (0.98 if i % 2 else 0.7), cy)]).rotated(
                i * 22.5, cx, cy
            )
        )
    canvas.stroke(blades, darken(tone, 0.25), 4)
    canvas.stroke(ellipse(cx, cy, r), lighten(tone, 0.15), 6)


def _stair_house(canvas: Canvas, site: Site, eye: Eye, *, left: bool) -> None:
    z, high, wide = 1.9, 2.75, 2.2
    inner = 0.35
    x0 = eye.across(0, z) - 0.5 if left else eye.across(site.width, z) + 0.5 - wide
    x0 = min(x0, -inner - 1.1) if left else max(x0, inner - 0.6)
    wall = site.outdoors(site.tinted("#a39aa8", 0.3))
    ax, ay = eye.at(x0, high, z)
    bx, by = eye.at(x0 + wide, 0, z)
    canvas.fill(
        rect(ax, ay, bx - ax, by - ay), Linear((ax, ay), (bx, by), ramp(lighten(wall, 0.08), wall, darken(wall, 0.3)))
    )
    side = eye.side(x0 + wide if left else x0, 0, high, z, z + 0.7)
    canvas.fill(side, darken(wall, 0.42))
    canvas.fill(rect(ax - 16, ay - 26, bx - ax + 32, 30), darken(wall, 0.3))
    dx = x0 + (1.15 if left else 0.2)
    px, py = eye.at(dx, 2.05, z)
    qx, qy = eye.at(dx + 0.85, 0, z)
    canvas.fill(rect(px - 12, py - 12, qx - px + 24, qy - py + 12), darken(wall, 0.5))
    leaf = site.outdoors(site.tinted("#4f7a7a", 0.4))
    canvas.fill(
        rect(px, py, qx - px, qy - py), Linear((px, py), (px, qy), ramp(lighten(leaf, 0.12), darken(leaf, 0.3)))
    )
    wide, tall = qx - px, qy - py
    pane = rect(px + wide * 0.2, py + tall * 0.1, wide * 0.6, tall * 0.34)
    warm = ("#fff0c4", "#ffc878") if site.lamps else (mix(site.air.sky[2], leaf, 0.3), darken(leaf, 0.5))
    canvas.fill(pane, Linear((px, py), (px, py + tall * 0.44), ramp(*warm)))
    canvas.stroke(pane, darken(leaf, 0.45), 8)
    canvas.stroke(
        polyline([(px + wide * 0.12, py + tall * 0.56), (px + wide * 0.88, py + tall * 0.56)]),
        mix(leaf, "#ffffff", 0.4),
        9,
    )
    lx, ly = (px + qx) / 2, py - 40
    if site.lamps:
        pool(canvas, lx, qy + 40, 420, 96, "#ffca80", 0.55)
        glow(canvas, lx, py + tall * 0.27, 260, "#ffca80", 0.5)
        cone = polygon([(lx - 34, ly + 14), (lx + 34, ly + 14), (lx + 300, qy), (lx - 300, qy)])
        canvas.fill(cone, Linear((0, ly), (0, qy), fade("#ffcf8a", 0.34, 0.0)), blend="screen")
    canvas.fill(
        polygon([(lx - 46, ly + 16), (lx + 46, ly + 16), (lx + 24, ly - 12), (lx - 24, ly - 12)]), darken(wall, 0.6)
    )
    canvas.fill(ellipse(lx, ly + 16, 36, 8), "#fff4d2" if site.lamps else lighten(wall, 0.2))
    if site.lamps:
        glow(canvas, lx, ly + 20, 330, "#ffc27a", 0.7)
    if left:  # one sign a house: the reverse of the reverse has none
        words, span = site.sign(*_WORDS), wide * 1.15
        at = (lx - span / 2, py - 190, span, span * 0.26)
        ink = "#ffe2b0" if site.lamps else site.outdoors("#fff2e0")
        board(canvas, words, at, back=site.outdoors("#3a3558"), ink=ink)
    pipes = polyline([(ax + 24 if left else bx - 24, ay), (ax + 24 if left else bx - 24, by)])
    canvas.stroke(pipes, darken(wall, 0.45), 12)


def _string_lights(canvas: Canvas, site: Site, eye: Eye) -> None:
    dice = site.dice("lights", site.facing)
    post = site.centre + site.width * dice.uniform(-0.12, 0.12) * (-1 if site.reverse else 1)
    foot = eye.at(0, 0, _EDGE - 0.1)[1]
    top = dice.uniform(420, 470)
    pole = site.outdoors("#1d1a34")
    canvas.fill(rect(post - 7, top - 12, 14, foot - top), pole)
    canvas.fill(rect(post - 7, top - 12, 4, foot - top), mix(site.air.sun, pole, 0.4), 0.7)
    span = max(700.0, site.width * 0.55)
    runs = []
    for direction in (-1, 1):
        x = post
        while site.left - span < x < site.right + span:
            runs.append((x, top, x + direction * span, top + dice.uniform(-60, 90), dice.uniform(110, 170)))
            x += direction * span
            if not site.left < x < site.right:
                break
            canvas.fill(rect(x - 6, runs[-1][3], 12, foot - runs[-1][3]), pole)
    wires(canvas, runs, site.outdoors("#1a162c"), 5)
    colour = site.tinted(dice.choice(("#ffb45e", "#ffc27a", "#ffb090")), 0.3)
    for run in runs:
        points = [(x, y + 20) for x, y in on_wire(*run, 9)]
        bulbs(canvas, points, colour, size=12, lit=site.lamps)


def _pots(canvas: Canvas, site: Site, eye: Eye) -> None:
    dice = site.dice("pots", site.facing)
    z = _EDGE - 0.35
    leafy, pots = Path(), Path()
    for side in (-1, 1):
        for i in range(dice.randint(1, 3)):
            edge = site.width * (0.5 + side * 0.5)
            x = edge - side * (30 + i * 130 + dice.uniform(0, 30))
            y = eye.at(0, 0, z)[1]
            wide = dice.uniform(44, 62)
            pots.add(polygon([(x - wide, y - 86), (x + wide, y - 86), (x + wide * 0.72, y), (x - wide * 0.72, y)]))
            leafy.add(reeds(dice, x, y - 80, dice.uniform(150, 250), 13, dice.uniform(80, 120)))
    canvas.fill(leafy, site.outdoors("#e8eef6" if site.air.white else "#3f6a4c"))
    canvas.fill(leafy.moved(4, 10), site.outdoors("#2c5040"), 0.4)
    canvas.fill(pots, Linear((0, 1200), (0, 1460), ramp(site.outdoors("#a8604a"), site.outdoors("#5a3230"))))


def _front(canvas: Canvas, site: Site) -> None:
    dice = site.dice("front", site.facing)
    tone = darken(site.outdoors("#2a4a3c"), 0.5)
    side = dice.choice((-1, 1))
    x = site.left + 120 if side < 0 else site.right - 120
    with canvas.group(blur=9):
        canvas.fill(reeds(dice, x, site.bottom + 60, 620, 17, 330), tone)
        canvas.fill(round_rect(x - 260, site.bottom - 170, 520, 300, 40), darken(tone, 0.35))
    if site.lamps:
        for _ in range(7):
            glow(
                canvas,
                dice.uniform(site.left, site.right),
                dice.uniform(1540, 2000),
                dice.uniform(60, 150),
                dice.choice(NEONS[:3]),
                0.18,
            )
