"""The forest: trunks in rows that pale with distance, light that falls between them, fern and moss."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, smooth
from ..stage import Plane, Scenery
from .city import board
from .lights import beam, glow, mottle, place_light
from .nature import conifer, foliage, grass, leaf, overhang, reeds
from .perspective import Eye
from .site import Site
from .sky import paint_sky

_WOODS: Final = (
    ("#4a3a34", "#4f8a58", "leaves"),  # oak
    ("#e2ddd2", "#8fae4f", "leaves"),  # birch
    ("#5a3f34", "#3f6f5a", ""),  # fir
    ("#6a8a4a", "#7fb04a", ""),  # bamboo
)


def paint_forest(site: Site) -> Scenery:
    """A wood: its far rows drown in haze, and one clearing is lit."""
    bark, green, motes = _WOODS[site.dice("wood").randrange(len(_WOODS))]
    eye = Eye(site.centre, horizon=1090)
    planes = (
        Plane(partial(_sky, site=site, green=green), 0.08, soft=True),
        Plane(partial(_far, site=site, green=green, bark=bark), 0.3, soft=True),
        Plane(partial(_middle, site=site, eye=eye, green=green, bark=bark), 0.6),
        Plane(partial(_near, site=site, eye=eye, green=green, bark=bark), 0.9),
        Plane(partial(_front, site=site, green=green), 1.35, soft=True),
    )
    light = place_light(site, outside=True, side=_side(site))
    if site.air.white:
        motes = "snow"
    elif site.night and not site.air.wet:
        motes = "fireflies"
    return Scenery(planes, light, floor=eye.floor, sky=True, motes=motes)


def _side(site: Site) -> int:
    return site.dice("side").choice((-1, 1)) * (-1 if site.reverse else 1)


def _sky(canvas: Canvas, site: Site, green: str) -> None:
    paint_sky(canvas, site, horizon=1140)
    veil = mix(site.outdoors(lighten(green, 0.12)), site.air.haze, 0.3)
    canvas.fill(site.whole, Linear((0, site.top), (0, 1140), fade(veil, 0.92, 0.7, 0.9)))
    x = site.centre + _side(site) * site.width * 0.18
    glow(canvas, x, 720, 900, site.air.sun, 0.55 if not site.night else 0.4)
    if site.night:
        glow(canvas, x, 420, 420, site.air.sun, 0.4)


def _far(canvas: Canvas, site: Site, green: str, bark: str) -> None:
    dice = site.dice("far", site.facing)
    for row, far in enumerate((0.7, 0.42)):
        tone = site.outdoors(darken(mix(green, bark, 0.3), 0.25), far)
        firs, trunks = Path(), Path()
        x = site.left
        while x < site.right:
            if dice.random() < 0.5:
                firs.add(conifer(dice, x, 1180 + row * 30, dice.uniform(420, 760)))
            wide = dice.uniform(14, 26) + 10 * row
            trunks.add(rect(x + 30, site.top, wide, 1400 - site.top))
            x += dice.uniform(60, 130)
        canvas.fill(firs, tone, 0.7)
        canvas.fill(
            trunks, Linear((0, site.top), (0, 1220), ramp(darken(tone, 0.08), mix(tone, site.air.haze, 0.5))), 0.85
        )
        canvas.fill(
            rect(site.left, 800, site.right - site.left, 500),
            Linear((0, 800), (0, 1200), fade(site.air.haze, 0.0, 0.5)),
        )


def _middle(canvas: Canvas, site: Site, eye: Eye, green: str, bark: str) -> None:
    grass(canvas, site, 1120, darken(mix(green, "#4a6a2a", 0.35), 0.18), tall=34)
    mist = Linear((0, 1060), (0, 1230), fade(mix(site.air.haze, site.outdoors(green), 0.4), 0.0, 0.5, 0.0))
    canvas.fill(rect(site.left, 1060, site.right - site.left, 170), mist)  # no ruler's edge between near and far
    dice = site.dice("middle", site.facing)
    x = site.centre + _side(site) * 40
    ground = lighten(site.air.sun, 0.1)
    canvas.fill(
        ellipse(x, 1300, site.width * 0.6, 150),
        Linear((0, 1150), (0, 1450), fade(ground, 0.0, 0.35 * max(0.3, site.air.beams), 0.0)),
        blend="screen",
    )
    _trail(canvas, site, eye)
    for z in (13.0, 10.0, 8.0, 6.4):
        k = eye.scale(z)
        far = min(0.5, z / 28)
        foot = eye.at(0, 0, z)[1]
        at = site.left
        while at < site.right:
            if abs(at - site.centre) > 130 + 24 * (13 - z):
                _trunk(canvas, site, dice, at, foot, 0.34 * k, bark, far)
            at += dice.uniform(1.4, 3.0) * k
        bush = site.left
        while bush < site.right:
            if abs(bush - site.centre) > 170 + 22 * (13 - z):
                foliage(canvas, site, dice, bush, foot - 10, dice.uniform(0.35, 0.6) * k, darken(green, 0.15), far=far)
            bush += dice.uniform(0.7, 1.3) * k
    crown = site.left
    while crown < site.right + 150:
        foliage(
            canvas, site, dice, crown, dice.uniform(-120, 130), dice.uniform(190, 280), darken(green, 0.2), far=0.12
        )
        crown += 240
    _shafts(canvas, site)


def _trail(canvas: Canvas, site: Site, eye: Eye) -> None:
    earth = site.outdoors("#eef2f8" if site.air.white else "#94744c")
    bend = 1 if site.dice("bend").random() < 0.5 else -1
    dice = site.dice("trail", site.facing)
    left, right = [], []
    for i in range(12):
        z = -2.5 + i * i * 0.14
        middle = 0.1 * bend * max(0.0, z) ** 1.3
        left.append(eye.at(middle - 0.5 - dice.uniform(0, 0.16), 0, z))
        right.append(eye.at(middle + 0.5 + dice.uniform(0, 0.16), 0, z))
    path = smooth([*left, *reversed(right)], tension=0.5)
    tones = ramp(mix(earth, site.air.haze, 0.35), earth, darken(earth, 0.45))
    canvas.fill(path, Linear((0, 1120), (0, site.bottom), tones))
    ground = rect(site.left, 1150, site.right - site.left, site.bottom - 1150)
    mottle(canvas, ground, dice, (lighten(earth, 0.25), darken(earth, 0.6)), 0.2, size=240)
    litter: dict[str, Path] = {}
    for _ in range(int(150 * (site.width + 440) / 1520)):
        y = 1180 + (site.bottom - 1180) * dice.random() ** 1.4
        size = 5 + 20 * (y - 1150) / 900
        tone = dice.choice(("#b8743a", "#d9a04a", "#8a5a34", "#7f9a4a"))
        litter.setdefault(tone, Path()).add(
            leaf(dice.uniform(site.left, site.right), y, size, dice.uniform(-30, 30), 0.28)
        )
    for tone, some in litter.items():
        canvas.fill(some, site.outdoors(tone), 0.25 if site.air.white else 0.7)
    if site.air.wet:
        pond = ellipse(site.centre - 60, 1480, 150, 12).add(ellipse(site.centre + 120, 1720, 220, 18))
        canvas.fill(pond, lighten(site.air.sky[4], 0.2), 0.25)


def _trunk(canvas: Canvas, site: Site, dice: Random, x: float, foot: float, wide: float, bark: str, far: float) -> None:
    tone = site.outdoors(bark, far)
    lean = dice.uniform(-0.03, 0.03) * 1400
    half = wide / 2
    top = site.top
    shape = (
        Path()
        .move(x - half * 1.9, foot + 6)
        .quad(x - half, foot - wide, x - half * 0.9 + lean * 0.3, foot - 500)
        .line(x - half * 0.7 + lean, top)
    )
    shape.line(x + half * 0.7 + lean, top).line(x + half * 0.9 + lean * 0.3, foot - 500).quad(
        x + half, foot - wide, x + half * 2.0, foot + 6
    ).close()
    lit = mix(lighten(tone, 0.22), site.air.sun, 0.25)
    ends = ramp(lit, tone, darken(tone, 0.45)) if _side(site) < 0 else ramp(darken(tone, 0.45), tone, lit)
    canvas.fill(shape, Linear((x - half, 0), (x + half, 0), ends))
    marks = Path()
    light_bark = site.dice("wood").randrange(len(_WOODS)) % 2 == 1
    for _ in range(9):
        y = dice.uniform(top, foot - 60)
        shift = lean * (foot - y) / (foot - top)
        if light_bark:
            marks.move(x - half * 0.8 + shift, y).line(x - half * 0.8 + shift + wide * dice.uniform(0.3, 0.85), y + 3)
        else:
            dx = dice.uniform(-0.35, 0.35) * wide
            marks.move(x + dx + shift, y).line(x + dx + shift * 0.9, y + dice.uniform(60, 170))
    canvas.stroke(marks, darken(tone, 0.5), max(2.0, wide * 0.05), 0.45)


def _shafts(canvas: Canvas, site: Site) -> None:
    strength = 0.34 * site.air.beams
    if strength < 0.05:
        return
    dice = site.dice("shafts", site.facing)
    lean = -_side(site)
    for _ in range(6):
        x, wide = dice.uniform(0, site.width), dice.uniform(40, 130)
        dx = lean * dice.uniform(280, 420)
        beam(
            canvas,
            ((x, site.top), (x + wide, site.top)),
            ((x + dx, 1450), (x + dx + wide * 1.9, 1450)),
            lighten(site.air.sun, 0.1),
            strength * dice.uniform(0.5, 1.0),
        )


def _near(canvas: Canvas, site: Site, eye: Eye, green: str, bark: str) -> None:
    dice = site.dice("near", site.facing)
    for side in (-1, 1):
        x = site.width * (0.5 + side * dice.uniform(0.5, 0.56))
        foot = eye.at(0, 0, 1.5 if side > 0 else 2.2)[1]
        _trunk(canvas, site, dice, x, foot, dice.uniform(150, 190), darken(bark, 0.3), 0.0)
        _fern(canvas, site, dice, x - side * 110, foot + 24, green)
        _stones(canvas, site, dice, x - side * 210, foot + 30)
    if site.place.sign:
        sx, sy = eye.at(-0.95, 1.35, 2.4)
        wide = 300.0
        canvas.fill(rect(sx + wide / 2 - 12, sy, 24, 1.35 * eye.scale(2.4)), site.outdoors("#5a4030"))
        board(
            canvas,
            site.place.sign,
            (sx, sy - 20, wide, 84),
            back=site.outdoors("#7a5a3c"),
            ink=site.outdoors("#fff0d0"),
        )
    log = site.width * (0.2 if dice.random() < 0.5 else 0.8)
    if dice.random() < 0.6:
        y = eye.at(0, 0, 1.1)[1]
        tone = site.outdoors(bark)
        canvas.fill(
            rect(log - 190, y - 84, 380, 84),
            Linear((0, y - 84), (0, y), ramp(lighten(tone, 0.2), tone, darken(tone, 0.5))),
        )
        canvas.fill(ellipse(log - 190, y - 42, 26, 42), lighten(tone, 0.35))
        canvas.stroke(ellipse(log - 190, y - 42, 15, 26), darken(tone, 0.2), 3)
        moss = Path()
        for i in range(9):
            moss.add(ellipse(log - 160 + i * 42, y - 82, 30, 12))
        canvas.fill(moss, site.outdoors("#f0f4fa" if site.air.white else "#7f9f4a"))


def _fern(canvas: Canvas, site: Site, dice: Random, x: float, foot: float, green: str) -> None:
    base = site.outdoors("#dfe8ee" if site.air.white else green)
    canvas.fill(reeds(dice, x, foot, 260, 11, 190), darken(base, 0.25))
    fronds, ribs = Path(), Path()
    for i in range(5):
        bend = (i - 2) * 70
        ribs.add(polyline([(x, foot), (x + bend * 0.6, foot - 130), (x + bend * 1.3, foot - 190)]))
        for j in range(7):
            u = (j + 1) / 8
            px, py = x + bend * 1.3 * u, foot - 210 * u + 40 * u * u
            for turn in (-50, 50):
                fronds.add(leaf(px + turn * 0.35 * (1 - u * 0.5), py - 8, 26 * (1.2 - u), -90 + turn + bend * 0.4, 0.3))
    canvas.stroke(ribs, darken(base, 0.3), 4)
    canvas.fill(fronds, lighten(base, 0.12))


def _stones(canvas: Canvas, site: Site, dice: Random, x: float, foot: float) -> None:
    tone = site.outdoors("#8a8a90")
    for i in range(2):
        w = dice.uniform(50, 90)
        cx = x + i * 80
        shape = smooth(
            [
                (cx - w, foot),
                (cx - w * 0.7, foot - w * 0.55),
                (cx + w * 0.1, foot - w * 0.75),
                (cx + w * 0.8, foot - w * 0.4),
                (cx + w, foot),
            ]
        )
        canvas.fill(
            shape,
            Linear(
                (0, foot - w * 0.75),
                (0, foot),
                ramp(lighten(site.outdoors("#f2f6fc") if site.air.white else tone, 0.2), darken(tone, 0.4)),
            ),
        )


def _front(canvas: Canvas, site: Site, green: str) -> None:
    dice = site.dice("front", site.facing)
    dark = darken(site.outdoors(green), 0.6)
    canvas.fill(site.whole, Linear((0, 1500), (0, site.bottom), fade(darken(dark, 0.5), 0.0, 0.55)))
    with canvas.group(blur=7):
        for side in (-1, 1):
            canvas.fill(reeds(dice, site.centre + side * (site.width / 2 + 60), site.bottom + 60, 620, 13, 260), dark)
        overhang(canvas, site, site.right - 40, site.top, green, side=-1, reach=520)
        overhang(canvas, site, site.left + 40, site.top, green, side=1, reach=430)
    if site.night and not site.air.wet and not site.air.white:
        for _ in range(16):
            glow(canvas, dice.uniform(0, site.width), dice.uniform(760, 1650), dice.uniform(16, 46), "#d8ff8a", 0.75)
