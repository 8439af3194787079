"""House fronts: a row of shops with windows, awnings and signs, running to the vanishing point.

Knows one side of a street at a time; the road between them is in ``street``.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import darken, lighten, mix
from ..path import Path
from .city import NEONS, upright_sign
from .lights import glow, pool
from .perspective import Eye
from .site import Site

_WALLS: Final = ("#c9a88c", "#b58a7a", "#a9a49a", "#8f9aa8", "#d0b890", "#9a7f74", "#b8a4a0")


@dataclass(frozen=True, slots=True)
class Lane:
    """The measures of a street: half its width between the fronts, pavement, and how far it runs."""

    half: float
    pavement: float
    end: float
    floors: tuple[int, int]


def fronts(canvas: Canvas, site: Site, eye: Eye, lane: Lane, side: int, words: tuple[str, ...]) -> None:
    """The house fronts of one side, from far to near."""
    dice = site.dice("fronts", side, site.facing)
    plots = []
    z = 0.6
    while z < lane.end:
        deep = dice.uniform(3.0, 4.6)
        plots.append((z, z + deep, dice.randint(*lane.floors), dice.choice(_WALLS), dice.random()))
        z += deep
    own = next(
        (i for i, plot in enumerate(plots) if eye.at(side * lane.half, 0, plot[0])[0] * side < site.width * (side > 0)),
        1,
    )
    for i, plot in reversed(list(enumerate(plots))):
        word = site.sign(*words) if (i == own and side > 0) else dice.choice(site.words(*words))
        _house(canvas, site, eye, lane, side, plot, word, Random(f"{site.place.seed}/{side}/{i}/{site.facing}"))


def _house(
    canvas: Canvas, site: Site, eye: Eye, lane: Lane, side: int,
    plot: tuple[float, float, int, str, float], word: str, dice: Random,
) -> None:  # fmt: skip
    z0, z1, floors, colour, kind = plot
    x, storey = side * lane.half, 2.9
    high = 3.1 + floors * storey
    far = min(1.0, z0 / lane.end) ** 0.8
    wall = site.outdoors(site.varied(colour, z0), far)
    sun_side = 0.12 if (side > 0) == (site.dice("side").random() < 0.5) else -0.06
    wall = lighten(wall, sun_side) if sun_side > 0 else darken(wall, 0.1)
    near_x, far_x = eye.at(x, 0, z0)[0], eye.at(x, 0, z1)[0]
    canvas.fill(
        eye.side(x, 0, high, z0, z1),
        Linear((near_x, 0), (far_x, 0), ramp(darken(wall, 0.22), mix(wall, site.air.haze, 0.12 + 0.2 * far))),
    )
    end = eye.shape([(x, 0, z0), (x, high, z0), (x + side * 9, high, z0), (x + side * 9, 0, z0)])
    canvas.fill(end, darken(wall, 0.38))
    _upper_windows(canvas, site, eye, x, plot, wall, dice)
    _shop(canvas, site, eye, x, side, plot, wall, dice)
    canvas.fill(eye.side(x - side * 0.12, high - 0.25, high, z0, z1), lighten(wall, 0.1))
    if z0 < 18 and kind < 0.8:
        _blade_sign(canvas, site, eye, x, side, (z0 + z1) / 2, word, dice)


def _upper_windows(
    canvas: Canvas, site: Site, eye: Eye, x: float, plot: tuple[float, float, int, str, float], wall: str, dice: Random
) -> None:
    z0, z1, floors, _, _ = plot
    lit, dark, frames = Path(), Path(), Path()
    for floor in range(floors):
        y = 3.5 + floor * 2.9
        z = z0 + 0.45
        while z + 0.9 < z1:
            pane = eye.side(x, y, y + 1.5, z, z + 0.85)
            (lit if dice.random() < 0.45 * site.air.lamps else dark).add(pane)
            frames.add(eye.side(x, y - 0.1, y, z - 0.08, z + 0.93))
            frames.add(eye.side(x, y + 0.72, y + 0.78, z, z + 0.85))
            z += 1.35
    glass = mix(darken(wall, 0.5), site.air.sky[2], 0.45)
    canvas.fill(dark, glass)
    canvas.fill(lit, "#ffd694")
    canvas.fill(frames, lighten(wall, 0.2))


def _shop(
    canvas: Canvas,
    site: Site,
    eye: Eye,
    x: float,
    side: int,
    plot: tuple[float, float, int, str, float],
    wall: str,
    dice: Random,
) -> None:
    z0, z1 = plot[0], plot[1]
    accent = site.outdoors(
        site.tinted(dice.choice(("#a8423a", "#2f6a66", "#d99a3a", "#3f5a8a", "#6a4a7a")), 0.25), min(1.0, z0 / 34)
    )
    canvas.fill(eye.side(x, 0, 2.9, z0 + 0.15, z1 - 0.15), darken(accent, 0.35))
    pane = eye.side(x, 0.5, 2.3, z0 + 0.35, z1 - 1.2)
    opening = eye.side(x, 0.0, 2.3, z1 - 1.0, z1 - 0.3)
    glow_tone = dice.choice(("#ffd694", "#ffe6b8", "#ffc27a"))
    if site.lamps:
        px, py = eye.at(x, 1.4, (z0 + z1) / 2)
        canvas.fill(
            pane,
            Linear(
                (0, eye.at(x, 2.3, z0)[1]),
                (0, eye.at(x, 0.5, z0)[1]),
                ramp(lighten(glow_tone, 0.35), glow_tone, mix(glow_tone, "#b0602a", 0.4)),
            ),
        )
        canvas.fill(opening, mix(glow_tone, "#8a4a2a", 0.3))
        k = eye.scale((z0 + z1) / 2)
        glow(canvas, px, py, 2.6 * k, glow_tone, 0.3)
        pool(canvas, px - side * 0.6 * k, eye.at(x, 0, (z0 + z1) / 2)[1], 1.4 * k, 0.3 * k, glow_tone, 0.4)
    else:
        canvas.fill(
            pane,
            Linear(
                (0, eye.at(x, 2.3, z0)[1]),
                (0, eye.at(x, 0.5, z0)[1]),
                ramp(mix(site.air.sky[2], wall, 0.25), mix(darken(wall, 0.5), site.air.sky[3], 0.3)),
            ),
        )
        canvas.fill(opening, darken(wall, 0.6))
    goods = Path()
    for i in range(5):
        z = z0 + 0.5 + i * (z1 - z0 - 1.8) / 5
        goods.add(eye.side(x, 0.5, dice.uniform(0.7, 1.3), z, z + 0.3))
    canvas.fill(goods, darken(accent, 0.3), 0.75)
    bars = Path()
    for share in (0.33, 0.66):
        z = z0 + 0.35 + (z1 - 1.55 - z0) * share
        bars.add(eye.side(x, 0.5, 2.3, z, z + 0.05))
    canvas.fill(bars, darken(accent, 0.3))
    _awning(canvas, eye, x, side, z0, z1, accent, white=site.outdoors("#eef3fa") if site.air.white else "")


def _awning(canvas: Canvas, eye: Eye, x: float, side: int, z0: float, z1: float, colour: str, *, white: str) -> None:
    out = x - side * 0.75
    a, b = z0 + 0.2, z1 - 0.2
    canvas.fill(eye.shape([(x, 2.85, a), (x, 2.85, b), (out, 2.42, b), (out, 2.42, a)]), white or colour)
    stripes = Path()
    steps = 6
    for i in range(0, steps, 2):
        s, t = a + (b - a) * i / steps, a + (b - a) * (i + 1) / steps
        stripes.add(eye.shape([(x, 2.85, s), (x, 2.85, t), (out, 2.42, t), (out, 2.42, s)]))
    canvas.fill(stripes, lighten(colour, 0.6), 0.75)
    canvas.fill(eye.shape([(out, 2.42, a), (out, 2.42, b), (out, 2.25, b), (out, 2.25, a)]), darken(colour, 0.2))
    canvas.fill(eye.shape([(x, 2.85, a), (out, 2.42, a), (out, 2.25, a), (x, 2.3, a)]), darken(colour, 0.4))


def _blade_sign(canvas: Canvas, site: Site, eye: Eye, x: float, side: int, z: float, word: str, dice: Random) -> None:
    k = eye.scale(z)
    size = 0.62 * k
    if size < 16:
        return
    px, py = eye.at(x - side * 0.12, dice.uniform(4.6, 5.4), z)
    upright_sign(canvas, site, word, px - size if side > 0 else px, py, size, site.tinted(dice.choice(NEONS), 0.4))
