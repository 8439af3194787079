"""Nature: trees, leaves, grass, hills and water.

Knows growing things as shapes under the air of the site. The places decide where they stand.
"""

from __future__ import annotations

import math
from random import Random

from ..canvas import Canvas, Linear, Stop, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, rect, smooth
from .lights import pool
from .site import Site


def foliage(
    canvas: Canvas, site: Site, dice: Random, x: float, y: float, radius: float, colour: str, *, far: float = 0.0
) -> None:
    """A mass of leaves: dark below, lit heads above, ragged rim."""
    base = site.outdoors("#e6edf4" if site.air.white else colour, far)
    body, heads = Path(), Path()
    for i in range(11):
        angle = math.tau * i / 11 + dice.uniform(-0.2, 0.2)
        far_out = radius * dice.uniform(0.45, 0.66)
        body.add(
            ellipse(
                x + math.cos(angle) * far_out, y + math.sin(angle) * far_out * 0.8, radius * dice.uniform(0.32, 0.44)
            )
        )
    body.add(ellipse(x, y, radius * 0.7, radius * 0.6))
    for _ in range(7):
        angle, far_out = dice.uniform(math.pi * 1.05, math.pi * 1.9), radius * dice.uniform(0.15, 0.62)
        heads.add(
            ellipse(
                x + math.cos(angle) * far_out, y + math.sin(angle) * far_out * 0.8, radius * dice.uniform(0.16, 0.3)
            )
        )
    lit = mix(lighten(base, 0.16), site.air.sun, 0.18 if not site.night else 0.06)
    canvas.fill(body, Linear((x, y - radius), (x, y + radius), ramp(lighten(base, 0.06), base, darken(base, 0.38))))
    canvas.fill(heads, lit, 0.5 * (1 - far * 0.6))
    rim, sparks = Path(), Path()
    for i in range(22):
        angle = math.tau * i / 22 + dice.uniform(-0.1, 0.1)
        far_out = radius * dice.uniform(0.88, 1.02)
        lx, ly = x + math.cos(angle) * far_out, y + math.sin(angle) * far_out * 0.82
        size = radius * dice.uniform(0.07, 0.12)
        (rim if math.sin(angle) > -0.2 else sparks).add(
            leaf(lx, ly, size, math.degrees(angle) + dice.uniform(-50, 50), 0.5)
        )
    if far < 0.3:
        canvas.fill(rim, darken(base, 0.22), 0.9)
    canvas.fill(sparks, mix(base, lit, 0.6), 0.9)


def leaf(x: float, y: float, size: float, degrees: float, slim: float = 0.34) -> Path:
    """One pointed leaf."""
    a = math.radians(degrees)
    dx, dy = math.cos(a) * size, math.sin(a) * size
    px, py = -dy * slim, dx * slim
    return Path().move(x - dx, y - dy).quad(x + px, y + py, x + dx, y + dy).quad(x - px, y - py, x - dx, y - dy).close()


def tree(
    canvas: Canvas,
    site: Site,
    dice: Random,
    x: float,
    foot: float,
    tall: float,
    colour: str,
    *,
    far: float = 0.0,
    bark: str = "#5a4436",
) -> None:
    """A broad-leaved tree with trunk and crown."""
    wood = site.outdoors(bark, far)
    thick = tall * 0.045
    lean = tall * dice.uniform(-0.04, 0.04)
    trunk = (
        Path()
        .move(x - thick * 1.5, foot)
        .cubic(
            x - thick * 0.7,
            foot - tall * 0.12,
            x - thick * 0.6 + lean,
            foot - tall * 0.35,
            x - thick * 0.5 + lean,
            foot - tall * 0.6,
        )
    )
    trunk.line(x + thick * 0.5 + lean, foot - tall * 0.6).cubic(
        x + thick * 0.6 + lean, foot - tall * 0.35, x + thick * 0.8, foot - tall * 0.12, x + thick * 1.7, foot
    ).close()
    limbs = Path()
    for side in (-1, 1):
        limbs.move(x + lean, foot - tall * 0.42).quad(
            x + lean + side * tall * 0.08, foot - tall * 0.56, x + lean + side * tall * 0.2, foot - tall * 0.66
        )
    canvas.fill(trunk, Linear((x - thick, 0), (x + thick, 0), ramp(lighten(wood, 0.14), wood, darken(wood, 0.35))))
    canvas.stroke(limbs, darken(wood, 0.15), thick * 0.6)
    for dx, dy, r in ((-0.2, 0.62, 0.19), (0.21, 0.64, 0.19), (0.0, 0.6, 0.18), (-0.1, 0.8, 0.2), (0.12, 0.82, 0.19)):
        foliage(canvas, site, dice, x + lean + dx * tall, foot - dy * tall, r * tall, colour, far=far)


def conifer(dice: Random, x: float, foot: float, tall: float) -> Path:
    """The outline of a fir, to be filled with others of its row."""
    path = Path()
    tiers = 5
    for i in range(tiers):
        y = foot - tall * (0.1 + i * 0.17)
        half = tall * 0.2 * (1 - i / tiers * 0.8) * dice.uniform(0.9, 1.1)
        path.add(
            polygon(
                [(x - half, y), (x + half, y), (x + half * 0.12, y - tall * 0.3), (x - half * 0.12, y - tall * 0.3)]
            )
        )
    return path.add(rect(x - tall * 0.018, foot - tall * 0.14, tall * 0.036, tall * 0.14))


def hills(canvas: Canvas, site: Site, base: float, height: float, colour: str, far: float, salt: str) -> None:
    """A line of hills across the picture."""
    dice = site.dice("hills", salt, site.facing)
    points = []
    x = site.left - 200
    while x < site.right + 400:
        points.append((x, base - height * dice.uniform(0.25, 1.0)))
        x += dice.uniform(180, 360)
    ridge = smooth([*points, (points[-1][0], base + 900), (points[0][0], base + 900)], tension=0.45)
    tone = site.outdoors("#dfe6f2" if site.air.white else colour, far)
    canvas.fill(
        ridge,
        Linear(
            (0, base - height), (0, base + 60), (Stop(0, lighten(tone, 0.05)), Stop(1, mix(tone, site.air.haze, 0.55)))
        ),
    )


def grass(canvas: Canvas, site: Site, top: float, colour: str, *, salt: str = "grass", tall: float = 40.0) -> None:
    """A meadow from a line down to the bottom, with tufts that grow towards the camera."""
    base = site.outdoors("#e4ebf5" if site.air.white else colour)
    far = mix(base, site.air.haze, 0.35)
    wide = site.right - site.left
    canvas.fill(
        rect(site.left, top, wide, site.bottom - top),
        Linear((0, top), (0, site.bottom), ramp(far, base, darken(base, 0.45))),
    )
    dice = site.dice(salt)
    for row in range(7):
        share = (row / 6) ** 1.6
        y = top + (site.bottom - top) * share
        size = tall * (0.25 + 1.5 * share)
        tufts = Path()
        for _ in range(int(wide / (size * 2.2 + 14))):
            x = site.left + wide * dice.random()
            yy = y + dice.uniform(0, (site.bottom - top) / 8)
            for bend in (-0.45, -0.1, 0.3):
                tufts.move(x - size * 0.1, yy).quad(
                    x + bend * size * 0.4, yy - size * 0.6, x + bend * size, yy - size * dice.uniform(0.7, 1.1)
                ).quad(x + bend * size * 0.3 + size * 0.1, yy - size * 0.5, x + size * 0.12, yy).close()
        canvas.fill(tufts, lighten(base, 0.1) if row % 2 else darken(base, 0.2 + 0.2 * share), 0.75)


def flowers(
    canvas: Canvas, site: Site, area: tuple[float, float, float, float], colours: tuple[str, ...], count: int, salt: str
) -> None:
    """Small flowers scattered over an area, bigger towards the camera."""
    dice = site.dice(salt)
    x0, y0, x1, y1 = area
    for colour in colours:
        heads = Path()
        for _ in range(count // len(colours)):
            y = dice.uniform(y0, y1)
            r = 4 + 10 * (y - y0) / max(1.0, y1 - y0)
            heads.add(ellipse(dice.uniform(x0, x1), y, r, r * 0.8))
        canvas.fill(heads, site.outdoors(colour), 0.95)


def reeds(dice: Random, x: float, foot: float, tall: float, count: int, spread: float) -> Path:
    """A clump of long blades, for foregrounds and pots."""
    path = Path()
    for i in range(count):
        u = (i / max(1, count - 1) - 0.5) * 2
        tip_x = x + u * spread + dice.uniform(-0.1, 0.1) * spread
        tip_y = foot - tall * dice.uniform(0.65, 1.0) * (1 - 0.35 * abs(u))
        w = tall * 0.028
        path.move(x + u * spread * 0.2 - w, foot).quad(x + u * spread * 0.3, foot - tall * 0.6, tip_x, tip_y).quad(
            x + u * spread * 0.3 + w * 2, foot - tall * 0.5, x + u * spread * 0.2 + w, foot
        ).close()
    return path


def branch_leaves(
    dice: Random, x: float, y: float, length: float, degrees: float, count: int, size: float
) -> tuple[Path, Path]:
    """A twig with leaves along it: the twig as a line, the leaves as a shape."""
    a = math.radians(degrees)
    bend = length * 0.12
    ex, ey = x + math.cos(a) * length, y + math.sin(a) * length
    mx, my = (x + ex) / 2 - math.sin(a) * bend, (y + ey) / 2 + math.cos(a) * bend
    twig = Path().move(x, y).quad(mx, my, ex, ey)
    leaves = Path()
    for i in range(count):
        u = (i + 0.5) / count
        v = 1 - u
        px, py = v * v * x + 2 * u * v * mx + u * u * ex, v * v * y + 2 * u * v * my + u * u * ey
        turn = degrees + (55 if i % 2 else -55) + dice.uniform(-18, 18)
        long = size * dice.uniform(0.75, 1.15)
        leaves.add(leaf(px + math.cos(math.radians(turn)) * long, py + math.sin(math.radians(turn)) * long, long, turn))
    return twig, leaves


def overhang(
    canvas: Canvas,
    site: Site,
    x: float,
    y: float,
    colour: str,
    *,
    side: int = 1,
    reach: float = 420.0,
    salt: str = "overhang",
) -> None:
    """Branches that hang into the frame from a corner, for a foreground."""
    dice = site.dice(salt, side)
    tone = site.outdoors(colour)
    twigs, leaves, lit = Path(), Path(), Path()
    for i in range(7):
        angle = 90 - side * dice.uniform(8, 78)
        long = reach * dice.uniform(0.55, 1.0)
        twig, some = branch_leaves(dice, x + dice.uniform(-60, 60), y + dice.uniform(-60, 60), long, angle, 9, 38)
        twigs.add(twig)
        (lit if i % 3 == 0 else leaves).add(some)
    canvas.stroke(twigs, darken(tone, 0.5), 6)
    canvas.fill(leaves, darken(tone, 0.3))
    canvas.fill(lit, mix(tone, site.air.sun, 0.15))


def water(
    canvas: Canvas,
    site: Site,
    top: float,
    foot: float,
    colour: str,
    *,
    salt: str = "water",
    glitter: float | None = None,
) -> None:
    """A sheet of water that mirrors the sky, with ripples, and a path of light below ``glitter``."""
    air, wide = site.air, site.right - site.left
    deep = site.outdoors(colour)
    canvas.fill(
        rect(site.left, top, wide, foot - top),
        Linear((0, top), (0, foot), ramp(mix(air.sky[4], deep, 0.35), mix(air.sky[2], deep, 0.6), deep)),
    )
    dice = site.dice(salt)
    for tone, alpha, count in ((lighten(mix(air.sky[3], deep, 0.3), 0.2), 0.45, 70), (darken(deep, 0.25), 0.3, 60)):
        ripples = Path()
        for _ in range(int(count * wide / 1520)):
            share = dice.random() ** 1.5
            y = top + (foot - top) * share
            long = 26 + 190 * share * dice.uniform(0.4, 1.0)
            ripples.add(ellipse(site.left + wide * dice.random(), y, long, 1.5 + 5 * share))
        canvas.fill(ripples, tone, alpha)
    if glitter is not None:
        sparks = Path()
        for _ in range(80):
            share = dice.random()
            y = top + (foot - top) * share
            sparks.add(
                ellipse(glitter + dice.gauss(0, 34 + 120 * share), y, 10 + 44 * share * dice.random(), 2 + 4 * share)
            )
        canvas.fill(sparks, lighten(air.sun, 0.5), 0.7 if air.beams > 0.2 else 0.25)
        wide, strong = 150 + (foot - top) * 0.4, 0.6 * min(1.0, air.beams + 0.2)
        with canvas.clip(rect(site.left, top, site.right - site.left, foot - top)):
            pool(canvas, glitter, top + 20, wide, (foot - top) * 1.05, air.sun, strong)
