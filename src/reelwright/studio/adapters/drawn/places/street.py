"""The street: house fronts that run to a vanishing point, shops, signs, lamps and wires.

Knows the ground, its sun, shade and wet, and what stands at the kerb; the houses are in ``fronts``.
"""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, round_rect
from ..stage import Plane, Scenery
from .city import NEONS, Skyline, paint_skyline, street_lamp, wires
from .fronts import Lane, fronts
from .lights import glow, mottle, place_light, pool
from .nature import foliage, overhang, tree
from .perspective import NEAREST, Eye
from .site import Site
from .sky import paint_sky

_WORDS: Final = ("Bakery", "面馆", "书店", "Flowers", "药房", "Records", "茶", "Hotel", "拉面", "Bar", "花店", "Tailor")


def paint_street(site: Site) -> Scenery:
    """A shopping street; sun down its length at dusk, neon on wet asphalt at night."""
    eye = Eye(site.centre + site.dice("eye").uniform(-60, 60), horizon=1080)
    lane = Lane(max(2.3, site.width / 2 / eye.scale(4.5)), 1.0, 34.0, (2, 4))
    planes = (
        Plane(partial(_sky, site=site, eye=eye), 0.08, soft=True),
        Plane(partial(_distance, site=site, eye=eye), 0.3, soft=True),
        Plane(partial(_row, site=site, eye=eye, lane=lane), 0.72),
        Plane(partial(_kerb, site=site, eye=eye, lane=lane), 0.92),
        Plane(partial(_front, site=site), 1.3, soft=True),
    )
    light = place_light(site, outside=True, side=site.dice("side").choice((-1, 1)), lamp="#ffcf94")
    return Scenery(planes, light, floor=eye.floor, sky=True, motes="snow" if site.air.white else "")


def _sky(canvas: Canvas, site: Site, eye: Eye) -> None:
    low = {"dawn": 900.0, "dusk": 860.0}.get(site.time.value)
    paint_sky(canvas, site, horizon=1130, sun=(eye.centre + 40, low) if low else None)


def _distance(canvas: Canvas, site: Site, eye: Eye) -> None:
    paint_skyline(canvas, site, Skyline(eye.horizon + 60, (160, 480), "#8f93b8", 0.85, (60, 140), (8, 12, 7), "far"))
    paint_skyline(canvas, site, Skyline(eye.horizon + 60, (90, 300), "#7a7a9a", 0.6, (70, 130), (11, 15, 8), "mid"))
    canvas.fill(
        rect(site.left, 700, site.right - site.left, 500),
        Linear((0, 700), (0, 1120), fade(site.air.haze, 0.0, 0.5 + site.air.thick * 0.4)),
    )
    if site.time.value in {"dusk", "dawn"}:
        glow(canvas, eye.centre + 40, 900, 700, site.air.sun, 0.5 * max(0.3, site.air.beams))


def _row(canvas: Canvas, site: Site, eye: Eye, lane: Lane) -> None:
    paint_ground(canvas, site, eye, lane)
    _sun_and_shade(canvas, site, eye, lane)
    for side in (-1, 1):
        fronts(canvas, site, eye, lane, side, _WORDS)
    _cables(canvas, site, eye, lane)
    if site.lamps:
        _traffic(canvas, site, eye)


def paint_ground(canvas: Canvas, site: Site, eye: Eye, lane: Lane) -> None:
    """Road and pavements, their lines, snow or shine."""
    air = site.air
    wide = site.right - site.left
    road = site.outdoors("#e6ecf6" if air.white else "#6a6874")
    canvas.fill(
        rect(site.left, eye.horizon, wide, site.bottom - eye.horizon),
        Linear((0, eye.horizon), (0, site.bottom), ramp(mix(road, air.haze, 0.7), road, darken(road, 0.45))),
    )
    walk = site.outdoors("#f0f4fa" if air.white else site.tinted("#a49a94", 0.2))
    kerb = lane.half - lane.pavement
    slabs, edges = Path(), Path()
    for side in (-1, 1):
        canvas.fill(
            eye.shape(
                [
                    (side * kerb, 0.0, NEAREST),
                    (side * (lane.half + 6), 0.0, NEAREST),
                    (side * (lane.half + 6), 0.0, lane.end),
                    (side * kerb, 0.0, lane.end),
                ]
            ),
            Linear((0, eye.horizon), (0, site.bottom), ramp(mix(walk, air.haze, 0.6), walk, darken(walk, 0.4))),
        )
        edges.add(polyline([eye.at(side * kerb, 0, NEAREST), eye.at(side * kerb, 0, lane.end)]))
        z = NEAREST
        while z < 14:
            slabs.add(polyline([eye.at(side * kerb, 0, z), eye.at(side * lane.half, 0, z)]))
            z += 0.7
    canvas.stroke(slabs, darken(walk, 0.35), 2.5, 0.4, cap="butt")
    canvas.stroke(edges, lighten(walk, 0.3), 6, 0.7)
    ground = rect(site.left, eye.horizon + 60, wide, site.bottom - eye.horizon - 60)
    mottle(canvas, ground, site.dice("road paint"), (lighten(road, 0.35), darken(road, 0.5)), 0.16, size=300)
    marks = Path()
    for i in range(10):
        z = 2.2 + i * 3
        marks.add(eye.flat(-0.06, 0.06, z, z + 1.5))
    for i in range(-8, 9):  # a crossing where the figures stand
        x = i * 0.5
        if abs(x) < kerb - 0.1:
            marks.add(eye.flat(x - 0.14, x + 0.14, 0.1, 1.7))
    canvas.fill(marks, site.outdoors("#f2efe6"), 0.28 if air.white else 0.6)
    canvas.fill(
        rect(site.left, eye.horizon, wide, 500),
        Linear((0, eye.horizon), (0, eye.horizon + 420), fade(air.sky[4], 0.45, 0.0)),
        blend="screen",
    )
    if air.wet or site.night:
        reflections(canvas, site, eye, 0.7 if air.wet else 0.28)


def _sun_and_shade(canvas: Canvas, site: Site, eye: Eye, lane: Lane) -> None:
    """The shadow of one row of houses on the road, its edge the outline of their roofs."""
    air = site.air
    if site.night or air.beams < 0.3:
        return
    side = 1 if site.dice("side").random() < 0.5 else -1
    dice = site.dice("roofs", site.facing)
    edge: list[tuple[float, float, float]] = []
    z = NEAREST
    while z < lane.end:
        out = side * lane.half - side * dice.uniform(0.75, 1.35) * lane.half
        deep = dice.uniform(1.2, 2.6)
        edge += [(out, 0.0, z), (out, 0.0, min(lane.end, z + deep))]
        z += deep
    outline = [*edge, (side * (lane.half + 6), 0.0, lane.end), (side * (lane.half + 6), 0.0, NEAREST)]
    shade = mix("#2a2f5e", air.sky[0], 0.3)
    canvas.fill(eye.shape(outline), Linear((0, eye.horizon), (0, site.bottom), fade(shade, 0.2, 0.42)))
    x, y = eye.at(-side * 0.6, 0, 0.6)
    pool(canvas, x, y, site.width * 0.5, 240, air.sun, 0.34 * air.beams)


def reflections(canvas: Canvas, site: Site, eye: Eye, strength: float) -> None:
    """Coloured light drawn down in wet ground, broken by ripples."""
    dice = site.dice("reflections", site.facing)
    tones = (*NEONS[:3], "#ffc98a", "#ffc98a") if site.lamps else (site.air.sky[3], site.air.sky[4])
    for _ in range(int(16 * (site.width + 440) / 1520)):
        x, y = dice.uniform(site.left, site.right), dice.uniform(eye.horizon + 40, 1560)
        tall = dice.uniform(180, 420)
        wide = dice.uniform(16, 60)
        tone = dice.choice(tones)
        pool(canvas, x, y + tall / 2, wide * 1.5, tall / 2, tone, strength * 0.8)
        pool(canvas, x, y + tall * 0.4, wide * 0.5, tall * 0.4, lighten(tone, 0.3), strength * 0.5)
    ripples = Path()
    for _ in range(50):
        y = dice.uniform(eye.horizon + 60, site.bottom)
        long = 20 + 120 * (y - eye.horizon) / 1000
        ripples.add(ellipse(dice.uniform(site.left, site.right), y, long, 2.5))
    canvas.fill(ripples, lighten(site.air.sky[3], 0.2), strength * 0.3)


def _cables(canvas: Canvas, site: Site, eye: Eye, lane: Lane) -> None:
    dice = site.dice("cables")
    runs = []
    for z in (5.0, 8.0, 12.0, 17.0):
        a, b = (
            eye.at(-lane.half, dice.uniform(5.2, 6.4), z),
            eye.at(lane.half, dice.uniform(5.2, 6.4), z + dice.uniform(-1, 2)),
        )
        runs.append((*a, *b, 0.35 * eye.scale(z)))
    wires(canvas, runs, mix(site.outdoors("#22202e"), site.air.haze, 0.25), 3)


def _traffic(canvas: Canvas, site: Site, eye: Eye) -> None:
    dice = site.dice("traffic", site.facing)
    for i in range(4):
        z = 14 + i * 5
        x = dice.choice((-0.7, 0.7))
        k = eye.scale(z)
        tone = "#ff5a4a" if x > 0 else "#fff0d0"
        for dx in (-0.55, 0.55):
            px, py = eye.at(x + dx * 0.7, 0.7, z)
            glow(canvas, px, py, 0.9 * k, tone, 0.8)
            canvas.fill(ellipse(px, py, 0.1 * k), lighten(tone, 0.5))


def _kerb(canvas: Canvas, site: Site, eye: Eye, lane: Lane) -> None:
    dice = site.dice("kerb", site.facing)
    sides = (-1, 1) if dice.random() < 0.5 else (1, -1)
    kerb = lane.half - lane.pavement
    for i, z in enumerate((13.0, 8.0)):
        for side in (-1, 1):
            x, foot = eye.at(side * (kerb + 0.15), 0, z)
            street_lamp(canvas, site, x, foot, 4.6 * eye.scale(z), left=side > 0)
        if i == 0:
            x, foot = eye.at(sides[0] * (kerb + 0.4), 0, 10)
            tree(canvas, site, dice, x, foot, 4.5 * eye.scale(10), "#6f9a58", far=0.3)
            if site.lamps:
                glow(canvas, x - sides[0] * 90, foot - 3.2 * eye.scale(10), 2.4 * eye.scale(10), "#ffcf8a", 0.4)
    _vending(canvas, site, eye, sides[1] * (lane.half - 0.55), 4.2, dice)
    x, foot = eye.at(sides[0] * (lane.half - 0.35), 0, 4.6)
    k = eye.scale(4.6)
    planter = site.outdoors("#8a5a48")
    foliage(canvas, site, dice, x, foot - 0.75 * k, 0.42 * k, "#5f9452")
    canvas.fill(
        rect(x - 0.36 * k, foot - 0.5 * k, 0.72 * k, 0.5 * k),
        Linear((0, foot - 0.5 * k), (0, foot), ramp(planter, darken(planter, 0.4))),
    )


def _vending(canvas: Canvas, site: Site, eye: Eye, x: float, z: float, dice: Random) -> None:
    px, foot = eye.at(x, 0, z)
    k = eye.scale(z)
    w, h = 0.85 * k, 1.8 * k
    body = site.outdoors(dice.choice(("#d8453f", "#3f6ab8", "#e8e4dc")))
    left, top = px - w / 2, foot - h
    canvas.fill(
        round_rect(left, top, w, h, 10), Linear((left, 0), (left + w, 0), ramp(lighten(body, 0.12), darken(body, 0.25)))
    )
    face = "#f2fbff" if site.lamps else site.outdoors("#cfdde6")
    canvas.fill(rect(left + w * 0.08, top + h * 0.08, w * 0.84, h * 0.44), face)
    cans: dict[str, Path] = {}
    for row in range(3):
        for column in range(6):
            colour = dice.choice(("#d8453f", "#3f8a5a", "#f0b63a", "#3f6ab8", "#7a4a9a"))
            cans.setdefault(colour, Path()).add(
                round_rect(left + w * (0.12 + column * 0.13), top + h * (0.11 + row * 0.14), w * 0.085, h * 0.095, 3)
            )
    for colour, path in cans.items():
        canvas.fill(path, colour if site.lamps else site.outdoors(colour))
    canvas.fill(rect(left + w * 0.1, top + h * 0.72, w * 0.8, h * 0.14), darken(body, 0.55))
    if site.lamps:
        glow(canvas, px, top + h * 0.3, w * 1.7, "#dff4ff", 0.55)
        pool(canvas, px, foot + 10, w * 1.1, w * 0.28, "#dff4ff", 0.5)


def _front(canvas: Canvas, site: Site) -> None:
    canvas.fill(site.whole, Linear((0, 1500), (0, site.bottom), fade("#0c0818", 0.0, 0.4)))
    side = site.dice("leaves", site.facing).choice((-1, 1))
    if not site.air.white:
        with canvas.group(blur=6):
            overhang(
                canvas,
                site,
                site.left + 60 if side > 0 else site.right - 60,
                site.top + 40,
                "#4f7a48",
                side=side,
                reach=520,
            )
