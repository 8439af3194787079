"""The beach: sea to the horizon, waves that break, sand; a pier, palms or rocks by seed."""

from __future__ import annotations

import math
from functools import partial
from random import Random

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, polyline, rect, smooth
from ..stage import Plane, Scenery
from .city import board, on_wire, wires
from .lights import bulbs, glow, place_light, pool, shadow
from .nature import hills, overhang, reeds, water
from .perspective import Eye
from .site import Site
from .sky import paint_sky

_SHORE = 1330.0


def paint_beach(site: Site) -> Scenery:
    """A sandy shore; the sun or moon lays a path of light on the water."""
    eye = Eye(site.centre, horizon=1060)
    planes = (
        Plane(partial(_sky, site=site), 0.05, soft=True),
        Plane(partial(_sea, site=site), 0.3),
        Plane(partial(_sand, site=site, eye=eye), 0.75),
        Plane(partial(_things, site=site, eye=eye), 0.92),
        Plane(partial(_front, site=site), 1.3, soft=True),
    )
    light = place_light(site, outside=True, side=1 if _sun_x(site) > site.centre else -1)
    return Scenery(planes, light, floor=eye.floor, sky=True, motes="snow" if site.air.white else "")


def _sun_x(site: Site) -> float:
    share = site.dice("sun").choice((0.28, 0.7))
    return site.width * (share if not site.reverse else 1 - share)


def _sky(canvas: Canvas, site: Site) -> None:
    y = {"dawn": 950.0, "day": 180.0, "dusk": 930.0, "night": 360.0}[site.time.value]
    paint_sky(canvas, site, horizon=1070, sun=(_sun_x(site), y))


def _sea(canvas: Canvas, site: Site) -> None:
    dice = site.dice("coast")
    if dice.random() < 0.75:
        hills(canvas, site, 1062, 90, "#7a8fa8", 0.85, "coast")
    water(canvas, site, 1060, _SHORE + 120, site.tinted("#2f7f9a", 0.2), glitter=_sun_x(site))
    canvas.fill(
        rect(site.left, 1054, site.right - site.left, 40),
        Linear((0, 1054), (0, 1094), fade(lighten(site.air.haze, 0.2), 0.0, 0.55, 0.0)),
    )
    if dice.random() < 0.6:
        x = site.width * dice.uniform(0.15, 0.85)
        _boat(canvas, site, x, 1092, 46)
    rough = 1.8 if site.air.wet else 1.0
    foam = site.outdoors("#ffffff")
    for i in range(4):
        y = 1150 + i * 46
        crest = Path()
        x = site.left
        while x < site.right:
            long = dice.uniform(120, 340)
            crest.move(x, y).cubic(x + long * 0.3, y - 14 * rough, x + long * 0.7, y - 14 * rough, x + long, y).cubic(
                x + long * 0.7, y - 5, x + long * 0.3, y - 5, x, y
            ).close()
            x += long + dice.uniform(60, 260)
        canvas.fill(crest, foam, 0.35 + 0.1 * i)


def _boat(canvas: Canvas, site: Site, x: float, y: float, size: float) -> None:
    sail, hull = site.outdoors("#fff6ea", 0.3), site.outdoors("#6a4a4a", 0.4)
    canvas.fill(polygon([(x, y - size * 1.7), (x, y - size * 0.2), (x + size * 0.8, y - size * 0.2)]), sail)
    canvas.fill(
        polygon([(x - 5, y - size * 1.4), (x - 5, y - size * 0.2), (x - size * 0.5, y - size * 0.2)]),
        darken(sail, 0.12),
    )
    canvas.fill(
        polygon(
            [
                (x - size * 0.7, y - size * 0.14),
                (x + size * 0.9, y - size * 0.14),
                (x + size * 0.6, y + size * 0.1),
                (x - size * 0.5, y + size * 0.1),
            ]
        ),
        hull,
    )


def _shore(site: Site, shift: float, salt: str) -> list[tuple[float, float]]:
    dice = site.dice("shore", salt)
    points, x = [], site.left - 100
    while x < site.right + 260:
        points.append((x, _SHORE + shift + dice.uniform(-26, 26)))
        x += dice.uniform(150, 260)
    return points


def _sand(canvas: Canvas, site: Site, eye: Eye) -> None:
    sand = site.outdoors("#eef2f8" if site.air.white else site.tinted("#ecd3a2", 0.15))
    line = _shore(site, 0, "a")
    foot = [(line[-1][0], site.bottom + 40), (line[0][0], site.bottom + 40)]
    wet = mix(darken(sand, 0.32), site.air.sky[3], 0.35)
    canvas.fill(
        smooth([*line, *foot], tension=0.4), Linear((0, _SHORE), (0, site.bottom), ramp(wet, sand, darken(sand, 0.28)))
    )
    foam = site.outdoors("#ffffff")
    canvas.stroke(smooth(line, closed=False), foam, 20, 0.85)
    canvas.stroke(smooth(_shore(site, 26, "b"), closed=False), foam, 7, 0.55)
    dry = _shore(site, 110, "c")
    canvas.fill(
        smooth([*dry, (dry[-1][0], site.bottom + 40), (dry[0][0], site.bottom + 40)], tension=0.4),
        Linear((0, _SHORE + 100), (0, site.bottom), ramp(sand, sand, darken(sand, 0.3))),
    )
    shine = lighten(site.air.sun, 0.1)
    pool(canvas, _sun_x(site), _SHORE + 40, 560, 150, shine, 0.5 * max(0.25, site.air.beams))
    dice = site.dice("sand")
    ripples, prints, shells = Path(), Path(), Path()
    for _ in range(60):
        y = dice.uniform(_SHORE + 130, site.bottom)
        size = 20 + 110 * (y - _SHORE) / 800
        x = dice.uniform(site.left, site.right)
        ripples.move(x, y).quad(x + size / 2, y - size * 0.1, x + size, y)
        if dice.random() < 0.4:
            shells.add(ellipse(x, y + 12, size * 0.07, size * 0.04))
    for i in range(12):
        x, y = eye.at(0.55 - i * 0.05 + (0.09 if i % 2 else -0.09), 0, -1.8 + i * 0.42)
        prints.add(ellipse(x, y, 0.06 * eye.scale(-1.8 + i * 0.42), 0.02 * eye.scale(-1.8 + i * 0.42)))
    canvas.stroke(ripples, darken(sand, 0.3), 4, 0.3)
    canvas.fill(prints, darken(sand, 0.35), 0.5)
    canvas.fill(shells, lighten(sand, 0.5), 0.9)


def _things(canvas: Canvas, site: Site, eye: Eye) -> None:
    dice = site.dice("things", site.facing)
    kind = site.dice("kind").choice(("pier", "rocks", "umbrella", "huts"))
    side = dice.choice((-1, 1)) * (-1 if site.reverse else 1)
    if site.reverse and kind == "pier":
        kind = "umbrella"
    {"pier": _pier, "rocks": _rocks, "umbrella": _umbrella, "huts": _huts}[kind](canvas, site, eye, side, dice)
    if site.place.sign and kind != "huts":
        sx, sy = eye.at(-side * 0.9, 1.5, 3.0)
        canvas.fill(rect(sx - 10, sy, 20, 1.5 * eye.scale(3)), site.outdoors("#7a5a40"))
        board(
            canvas,
            site.place.sign,
            (sx - 170, sy - 30, 340, 96),
            back=site.outdoors("#3f7f8a"),
            ink=site.outdoors("#fff6e2"),
        )
    _dune_grass(canvas, site, eye, -side, dice)


def _pier(canvas: Canvas, site: Site, eye: Eye, side: int, dice: Random) -> None:
    wood = site.outdoors("#8a6248")
    x0, x1 = (side * 1.3, side * 2.3) if side > 0 else (-2.3, -1.3)
    z0, z1 = 3.0, 30.0
    posts = Path()
    z = z0
    while z < z1:
        k = eye.scale(z)
        for x in (x0, x1):
            top, foot = eye.at(x, 1.5, z), eye.at(x, -0.6, z)
            posts.add(rect(top[0] - 0.07 * k, top[1], 0.14 * k, foot[1] - top[1]))
        z += 1.8 + z * 0.12
    canvas.fill(eye.shape([(x0, 0.62, z0), (x1, 0.62, z0), (x1, 0.62, z1), (x0, 0.62, z1)]), lighten(wood, 0.15))
    canvas.fill(
        eye.shape(
            [
                (x1 if side < 0 else x0, 0.62, z0),
                (x1 if side < 0 else x0, 0.4, z0),
                (x1 if side < 0 else x0, 0.4, z1),
                (x1 if side < 0 else x0, 0.62, z1),
            ]
        ),
        darken(wood, 0.3),
    )
    canvas.fill(eye.front(x0, x1, 0.4, 0.62, z0), darken(wood, 0.15))
    canvas.fill(posts, Linear((0, 900), (0, 1400), ramp(wood, darken(wood, 0.45))))
    for x in (x0, x1):
        canvas.stroke(polyline([eye.at(x, 1.45, z0), eye.at(x, 1.45, z1)]), lighten(wood, 0.1), 7)
    points = [eye.at(x1 if side < 0 else x0, 1.75, z) for z in (3.0, 5.5, 9.0, 14.0)]
    bulbs(canvas, points, "#ffc27a", size=13, lit=site.lamps)
    del dice


def _rocks(canvas: Canvas, site: Site, eye: Eye, side: int, dice: Random) -> None:
    tone = site.outdoors("#7a7480")
    edge = site.width * (0.5 + side * 0.5)
    for i, (z, tall) in enumerate(((8.0, 1.9), (5.6, 1.1), (4.0, 0.6))):
        k = eye.scale(z)
        foot = eye.at(0, 0, z)[1] + 10
        x = edge - side * (i * 120 - 40)
        w, h = 1.2 * k, tall * k
        points = [
            (x - w, foot),
            (x - w * 0.75, foot - h * 0.55),
            (x - w * 0.3, foot - h * dice.uniform(0.8, 1.0)),
            (x + w * 0.25, foot - h * dice.uniform(0.75, 1.0)),
            (x + w * 0.7, foot - h * 0.5),
            (x + w, foot),
        ]
        canvas.fill(
            polygon(points),
            Linear(
                (x - w, 0),
                (x + w, 0),
                ramp(lighten(tone, 0.2), tone, darken(tone, 0.45))
                if side > 0
                else ramp(darken(tone, 0.45), tone, lighten(tone, 0.2)),
            ),
        )
        facet = polygon([points[1], points[2], (x - w * 0.1, foot - h * 0.3), (x - w * 0.5, foot)])
        canvas.fill(facet, mix(lighten(tone, 0.25), site.air.sun, 0.25), 0.5)
        canvas.fill(ellipse(x, foot, w * 1.05, 16), site.outdoors("#ffffff"), 0.7)


def _umbrella(canvas: Canvas, site: Site, eye: Eye, side: int, dice: Random) -> None:
    z = 2.4
    k = eye.scale(z)
    x, foot = eye.at(side * max(0.95, site.width / 2 / k * 0.62), 0, z)
    shadow(canvas, x, foot, 1.1 * k, 0.16 * k, 0.4)
    canvas.stroke(polyline([(x, foot), (x + side * 20, foot - 2.1 * k)]), site.outdoors("#f2ead8"), 12)
    tx, ty = x + side * 20, foot - 2.25 * k
    colours = site.tinted(dice.choice(("#e0524a", "#2f8fa8", "#f0a83a")), 0.3), "#fff4e2"
    steps = 8
    for i in range(steps):
        a, b = -1 + 2 * i / steps, -1 + 2 * (i + 1) / steps
        ax, bx = tx + a * 1.05 * k, tx + b * 1.05 * k
        ay, by = ty + 0.62 * k - math.cos(a * 1.3) * 0.1 * k, ty + 0.62 * k - math.cos(b * 1.3) * 0.1 * k
        panel = (
            Path()
            .move(tx, ty)
            .quad(tx + a * 0.75 * k, ty + 0.08 * k, ax, ay)
            .quad((ax + bx) / 2, (ay + by) / 2 - 0.05 * k, bx, by)
            .quad(tx + b * 0.75 * k, ty + 0.08 * k, tx, ty)
            .close()
        )
        tone = site.outdoors(colours[i % 2])
        canvas.fill(panel, darken(tone, 0.04 * i if side > 0 else 0.04 * (steps - i)))
    seat = site.outdoors("#f6f0e2")
    px, py = x - side * 0.5 * k, foot + 20
    canvas.fill(
        polygon(
            [
                (px - 0.7 * k, py - 0.22 * k),
                (px + 0.5 * k, py - 0.22 * k),
                (px + 0.6 * k, py - 0.12 * k),
                (px - 0.6 * k, py - 0.12 * k),
            ]
        ),
        seat,
    )
    canvas.fill(
        polygon(
            [
                (px + side * 0.45 * k, py - 0.2 * k),
                (px + side * 0.85 * k, py - 0.75 * k),
                (px + side * 0.95 * k, py - 0.7 * k),
                (px + side * 0.6 * k, py - 0.14 * k),
            ]
        ),
        darken(seat, 0.1),
    )
    canvas.stroke(
        polyline([(px - 0.5 * k, py - 0.14 * k), (px - 0.55 * k, py + 0.06 * k)]).add(
            polyline([(px + 0.45 * k, py - 0.14 * k), (px + 0.5 * k, py + 0.06 * k)])
        ),
        darken(seat, 0.3),
        9,
    )


def _huts(canvas: Canvas, site: Site, eye: Eye, side: int, dice: Random) -> None:
    z = 5.0
    k = eye.scale(z)
    edge = site.width * (0.5 + side * 0.5)
    x = edge - (1.5 * k if side > 0 else 0.0)
    foot = eye.at(0, 0, z)[1]
    wall = site.outdoors(site.tinted(dice.choice(("#e8b070", "#7fb0b8", "#e89080")), 0.3))
    w, h = 1.9 * k, 2.1 * k
    x -= 0.2 * k
    shadow(canvas, x + w / 2, foot, w * 0.7, 30, 0.4)
    canvas.fill(rect(x, foot - h, w, h), Linear((x, 0), (x + w, 0), ramp(lighten(wall, 0.1), darken(wall, 0.25))))
    canvas.fill(
        rect(x + w * 0.12, foot - h * 0.72, w * 0.76, h * 0.36), "#ffd08a" if site.lamps else site.outdoors("#3a3040")
    )
    if site.lamps:
        glow(canvas, x + w / 2, foot - h * 0.5, w * 1.1, "#ffc27a", 0.5)
    roof = site.outdoors("#f0f4fa" if site.air.white else "#b89058")
    canvas.fill(
        polygon(
            [
                (x - w * 0.16, foot - h * 0.92),
                (x + w * 1.16, foot - h * 0.92),
                (x + w * 0.8, foot - h * 1.4),
                (x + w * 0.2, foot - h * 1.4),
            ]
        ),
        Linear((0, foot - h * 1.4), (0, foot - h * 0.9), ramp(lighten(roof, 0.15), darken(roof, 0.2))),
    )
    canvas.fill(rect(x - w * 0.06, foot - h * 0.36, w * 1.12, h * 0.06), lighten(wall, 0.3))
    board(
        canvas,
        site.sign("Surf Bar", "海风小铺", "冰沙", "Sea Shack"),
        (x + w * 0.1, foot - h * 0.95, w * 0.8, h * 0.17),
        back=site.outdoors("#3f6f7a"),
        ink=site.outdoors("#fff4dc"),
    )
    run = (x + w * 0.5, foot - h * 1.35, x - side * 3 * k + w * 0.5, foot - h * 1.6, 60.0)
    wires(canvas, [run], site.outdoors("#3a3040"), 4)
    bulbs(canvas, on_wire(*run, 8), "#ffc27a", size=11, lit=site.lamps)


def _dune_grass(canvas: Canvas, site: Site, eye: Eye, side: int, dice: Random) -> None:
    tone = site.outdoors("#dfe6ee" if site.air.white else "#8f9a5a")
    sand = site.outdoors("#f2f5fa" if site.air.white else site.tinted("#e2c48e", 0.15))
    edge, foot = site.width * (0.5 + side * 0.5) + side * 120, eye.at(0, 0, 1.0)[1]
    blades = Path()
    for i in range(9):
        blades.add(reeds(dice, edge - side * i * 44, foot - 60 + i * 9, dice.uniform(130, 260), 9, 80))
    canvas.fill(blades, Linear((0, foot - 260), (0, foot), ramp(lighten(tone, 0.15), darken(tone, 0.35))))
    dune = smooth(
        [
            (edge + side * 300, foot - 110),
            (edge, foot - 80),
            (edge - side * 260, foot - 26),
            (edge - side * 520, foot + 26),
            (edge - side * 200, foot + 50),
            (edge + side * 300, foot + 60),
        ]
    )
    canvas.fill(dune, Linear((0, foot - 110), (0, foot + 60), ramp(lighten(sand, 0.12), sand, darken(sand, 0.12))))


def _front(canvas: Canvas, site: Site) -> None:
    dice = site.dice("front", site.facing)
    canvas.fill(site.whole, Linear((0, 1560), (0, site.bottom), fade("#140c18", 0.0, 0.35)))
    side = dice.choice((-1, 1))
    with canvas.group(blur=6):
        if dice.random() < 0.5:
            overhang(
                canvas,
                site,
                site.left + 40 if side > 0 else site.right - 40,
                site.top + 20,
                "#4f7a4a",
                side=side,
                reach=560,
            )
        canvas.fill(
            reeds(dice, site.centre - side * (site.width / 2 + 40), site.bottom + 60, 560, 15, 260),
            darken(site.outdoors("#7a8450"), 0.45),
        )
