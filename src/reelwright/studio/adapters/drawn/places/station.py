"""The station: a platform under a roof, a train or the open line, the clock, boards with names."""

from __future__ import annotations

from functools import partial
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polyline, rect, round_rect
from ..stage import Plane, Scenery
from .city import Skyline, board, paint_skyline
from .lights import beam, glow, place_light, pool, shadow
from .perspective import NEAREST, Eye
from .site import Site
from .sky import paint_sky
from .train import paint_train

_NAMES: Final = ("海湾站", "North Quay", "青石桥", "Old Harbour", "云溪", "Elm Road", "Mill Lane")
_EDGE: Final = 1.35  # metres beside the middle where the platform ends
_ROOF: Final = 3.9


def paint_station(site: Site) -> Scenery:
    """A platform: the line runs to a vanishing point of light, the roof frames the sky."""
    side = site.dice("side").choice((-1, 1)) * (-1 if site.reverse else 1)
    eye = Eye(site.centre - side * 60, horizon=1080)
    edge = side * max(0.75, min(_EDGE, site.width / 2 / eye.unit * 0.8))
    train = site.dice("train").random() < 0.6 and not site.reverse
    planes = (
        Plane(partial(_sky, site=site, eye=eye), 0.08, soft=True),
        Plane(partial(_distance, site=site, eye=eye), 0.25, soft=True),
        Plane(partial(_line, site=site, eye=eye, edge=edge, side=side, train=train), 0.62),
        Plane(partial(_platform, site=site, eye=eye, edge=edge, side=side), 0.88),
        Plane(partial(_front, site=site, side=side), 1.3, soft=True),
    )
    light = place_light(site, outside=True, side=side, lamp="#fff0d0")
    return Scenery(planes, light, floor=eye.floor, sky=False, motes="dust" if site.air.beams > 0.3 else "")


def _sky(canvas: Canvas, site: Site, eye: Eye) -> None:
    y = {"dawn": 930.0, "day": 160.0, "dusk": 900.0, "night": 420.0}[site.time.value]
    paint_sky(canvas, site, horizon=1110, sun=(eye.centre + 160, y))


def _distance(canvas: Canvas, site: Site, eye: Eye) -> None:
    paint_skyline(canvas, site, Skyline(1110, (120, 380), "#8f93b8", 0.8, (60, 140), (8, 12, 7), "far"))
    paint_skyline(canvas, site, Skyline(1120, (60, 220), "#6f7298", 0.5, (90, 170), (12, 16, 9), "mid"))
    canvas.fill(
        rect(site.left, 700, site.right - site.left, 480),
        Linear((0, 700), (0, 1120), fade(site.air.haze, 0.0, 0.4 + 0.4 * site.air.thick)),
    )
    glow(canvas, eye.centre, 1060, 420, site.air.sun if not site.night else "#ffd9a0", 0.4)


def _line(canvas: Canvas, site: Site, eye: Eye, edge: float, side: int, *, train: bool) -> None:
    stones = site.outdoors("#e2e8f2" if site.air.white else "#7a7270")
    canvas.fill(
        rect(site.left, eye.horizon, site.right - site.left, site.bottom - eye.horizon),
        Linear((0, eye.horizon), (0, site.bottom), ramp(mix(stones, site.air.haze, 0.7), stones, darken(stones, 0.5))),
    )
    low = -1.0
    sleepers, rails = Path(), Path()
    z = NEAREST
    tracks = (edge + side * 0.9, edge + side * 4.6)
    while z < 26:
        for x in tracks:
            sleepers.add(
                eye.flat(x - 0.3, x + 1.7 if side > 0 else x + 0.3, z, z + 0.24, low)
                if side > 0
                else eye.flat(x - 1.7, x + 0.3, z, z + 0.24, low)
            )
        z += 0.65
    for x in tracks:
        for dx in (0.0, 1.43):
            rx = x + side * dx
            rails.add(polyline([eye.at(rx, low + 0.14, NEAREST), eye.at(rx, low + 0.14, 60)]))
    canvas.fill(sleepers, darken(stones, 0.4), 0.8)
    canvas.stroke(rails, darken(stones, 0.5), 10)
    canvas.stroke(rails, mix(lighten(stones, 0.4), site.air.sun, 0.4), 4)
    _opposite(canvas, site, eye, edge + side * 7.4, side)
    _catenary(canvas, site, eye, edge, side)
    if train:
        paint_train(canvas, site, eye, edge + side * 0.3, side)


def _opposite(canvas: Canvas, site: Site, eye: Eye, x: float, side: int) -> None:
    wall = site.outdoors("#a8a4b0", 0.3)
    canvas.fill(eye.side(x, -1.0, 0.0, NEAREST, 40), darken(wall, 0.4))
    canvas.fill(eye.side(x + side * 2.6, 0, 2.6, NEAREST, 40), wall)
    canvas.fill(
        eye.shape([(x, 0, NEAREST), (x + side * 2.6, 0, NEAREST), (x + side * 2.6, 0, 40), (x, 0, 40)]),
        lighten(wall, 0.15),
    )
    posters, posts, roofs = Path(), Path(), Path()
    z = 1.0
    while z < 30:
        posters.add(eye.side(x + side * 2.58, 0.7, 2.1, z + 0.6, z + 2.6))
        posts.add(eye.side(x + side * 0.9, 0, 3.6, z, z + 0.2))
        z += 4
    roofs.add(
        eye.shape(
            [(x - side * 0.3, 3.6, -1), (x + side * 2.8, 3.9, -1), (x + side * 2.8, 3.9, 36), (x - side * 0.3, 3.6, 36)]
        )
    )
    canvas.fill(posters, site.outdoors("#5f8fb8", 0.25) if not site.lamps else "#bfe0f4", 0.85)
    canvas.fill(posts, darken(wall, 0.35))
    canvas.fill(roofs, darken(wall, 0.3))
    if site.lamps:
        for z in (3, 8, 14):
            px, py = eye.at(x + side * 1.2, 3.4, z)
            glow(canvas, px, py, 1.4 * eye.scale(z), "#fff0cc", 0.6)


def _catenary(canvas: Canvas, site: Site, eye: Eye, edge: float, side: int) -> None:
    masts, cables = Path(), Path()
    for z in (9.0, 17.0, 28.0):
        x = edge + side * 3.4
        k = eye.scale(z)
        ax, ay = eye.at(x, 6.6, z)
        masts.add(rect(ax - 0.06 * k, ay, 0.12 * k, eye.at(x, -1, z)[1] - ay)).add(
            rect(min(ax, ax - side * 2.2 * k), ay + 0.4 * k, 2.2 * k, 0.07 * k)
        )
    for dx, y in ((1.6, 5.6), (1.6, 6.2)):
        cables.add(polyline([eye.at(edge + side * dx, y, 0), eye.at(edge + side * dx, y, 40)]))
    tone = mix(site.outdoors("#2c2c3a"), site.air.haze, 0.2)
    canvas.fill(masts, tone)
    canvas.stroke(cables, tone, 3)


def _platform(canvas: Canvas, site: Site, eye: Eye, edge: float, side: int) -> None:
    away = -side * 12.0
    floor = site.outdoors(site.tinted("#b4b0ae", 0.2))
    area = eye.shape([(edge, 0, NEAREST), (away, 0, NEAREST), (away, 0, 40), (edge, 0, 40)])
    canvas.fill(eye.side(edge, -1.0, 0, NEAREST, 40), darken(floor, 0.5))
    canvas.fill(
        area,
        Linear((0, eye.horizon), (0, site.bottom), ramp(mix(floor, site.air.haze, 0.55), floor, darken(floor, 0.4))),
    )
    joints = Path()
    z = NEAREST
    while z < 20:
        joints.add(polyline([eye.at(edge, 0, z), eye.at(away, 0, z)]))
        z += 0.6
    for i in range(14):
        x = edge - side * 0.6 * (i + 1)
        joints.add(polyline([eye.at(x, 0, NEAREST), eye.at(x, 0, 30)]))
    canvas.stroke(joints, darken(floor, 0.35), 2.2, 0.35, cap="butt")
    near, far = edge - side * 0.42, edge - side * 0.72
    strip = eye.shape([(near, 0, NEAREST), (far, 0, NEAREST), (far, 0, 40), (near, 0, 40)])
    canvas.fill(
        strip,
        Linear(
            (0, eye.horizon),
            (0, site.bottom),
            ramp(mix(site.outdoors("#f2c23a"), site.air.haze, 0.4), site.outdoors("#f2c23a"), site.outdoors("#b8862a")),
        ),
    )
    lip = eye.shape([(edge, 0, NEAREST), (edge - side * 0.16, 0, NEAREST), (edge - side * 0.16, 0, 40), (edge, 0, 40)])
    canvas.fill(lip, lighten(floor, 0.4))
    canvas.fill(area, Linear((0, eye.horizon), (0, eye.horizon + 320), fade(site.air.sky[4], 0.4, 0.0)), blend="screen")
    _back_wall(canvas, site, eye, -side * _inner(site, eye), side)
    _roof(canvas, site, eye, edge, side)
    _furniture(canvas, site, eye, side)


def _inner(site: Site, eye: Eye) -> float:
    """Metres from the middle to the wall of the platform."""
    return max(1.75, site.width / 2 / eye.scale(2.6))


def _back_wall(canvas: Canvas, site: Site, eye: Eye, x: float, side: int) -> None:
    wall = site.outdoors(site.varied("#c9b9a4"))
    near, far = eye.at(x, 0, -1)[0], eye.at(x, 0, 30)[0]
    canvas.fill(
        eye.side(x, 0, _ROOF, NEAREST, 30),
        Linear((near, 0), (far, 0), ramp(darken(wall, 0.25), wall, mix(wall, site.air.haze, 0.4))),
    )
    canvas.fill(eye.side(x, 0, 1.1, NEAREST, 30), darken(site.outdoors(site.varied("#7a6a64")), 0.1), 0.85)
    posters, frames = [Path(), Path(), Path()], Path()
    z, i = 1.6, 0
    while z < 22:
        pane = eye.side(x + side * 0.02, 1.25, 2.5, z, z + 1.2)
        posters[i % 3].add(pane)
        frames.add(pane)
        z += 2.3
        i += 1
    dice = site.dice("posters")
    for path, tone in zip(
        posters, dice.sample(("#e0705a", "#5f9ac0", "#f0c060", "#7fa878", "#a87ab8"), 3), strict=True
    ):
        canvas.fill(path, lighten(tone, 0.25) if site.lamps else site.outdoors(tone), 0.95)
    canvas.stroke(frames, darken(wall, 0.55), 5)


def _roof(canvas: Canvas, site: Site, eye: Eye, edge: float, side: int) -> None:
    steel = site.outdoors(site.tinted("#5a6270", 0.3))
    away = -side * 12.0
    out = edge + side * 0.15
    under = eye.shape([(out, _ROOF, NEAREST), (away, _ROOF, NEAREST), (away, _ROOF, 30), (out, _ROOF, 30)])
    canvas.fill(
        under,
        Linear(
            (0, site.top),
            (0, eye.at(0, _ROOF, 30)[1]),
            ramp(darken(steel, 0.5), darken(steel, 0.2), mix(steel, site.air.haze, 0.35)),
        ),
    )
    beams, ribs = Path(), Path()
    for z in (-1.5, 0.5, 2.5, 4.5, 6.5, 9.0, 12.0, 16.0, 21.0):
        beams.add(eye.shape([(out, _ROOF - 0.22, z), (out, _ROOF, z), (away, _ROOF, z), (away, _ROOF - 0.22, z)]))
    for i in range(8):
        x = out - side * (0.3 + i * 0.75)
        ribs.add(polyline([eye.at(x, _ROOF - 0.02, NEAREST), eye.at(x, _ROOF - 0.02, 30)]))
    canvas.stroke(ribs, darken(steel, 0.45), 5, 0.6)
    canvas.fill(beams, Linear((0, site.top), (0, 900), ramp(darken(steel, 0.3), lighten(steel, 0.08))))
    canvas.fill(eye.side(out, _ROOF - 0.12, _ROOF + 0.3, NEAREST, 30), mix(lighten(steel, 0.25), site.air.sun, 0.25))
    for z in (4.5, 9.0, 16.0):
        k = eye.scale(z)
        px, py = eye.at(-side * 0.95, _ROOF, z)
        foot = eye.at(-side * 0.95, 0, z)[1]
        canvas.fill(
            rect(px - 0.09 * k, py, 0.18 * k, foot - py),
            Linear((px - 0.09 * k, 0), (px + 0.09 * k, 0), ramp(lighten(steel, 0.3), steel, darken(steel, 0.4))),
        )
        canvas.fill(rect(px - 0.14 * k, foot - 0.3 * k, 0.28 * k, 0.3 * k), darken(steel, 0.3))
        shadow(canvas, px, foot, 0.3 * k, 0.05 * k, 0.4)
    tubes = Path()
    for z in (0.8, 3.2, 5.8, 9.5, 14.0):
        tubes.add(eye.flat(min(-side * 0.5, -side * 0.36), max(-side * 0.5, -side * 0.36), z, z + 1.2, _ROOF - 0.3))
    canvas.fill(tubes, "#fffbee" if site.lamps else site.outdoors("#e8ecee"))
    if site.lamps:
        canvas.stroke(tubes, "#fff0cc", 34, 0.22, blend="screen")
        for z in (0.0, 3.2, 5.8, 9.5):
            k = eye.scale(z)
            cx, cy = eye.at(-side * 0.45, 0, z)
            pool(canvas, cx, cy, 1.6 * k, 0.34 * k, "#ffe4b0", 0.6)
            glow(canvas, cx, eye.at(0, _ROOF - 0.4, z)[1], 2.4 * k, "#ffe4b0", 0.4)
    if site.air.beams > 0.3 and not site.night:
        ax, ay = eye.at(out, _ROOF, 1.0)
        bx, by = eye.at(out, _ROOF, 4.0)
        fx, fy = eye.at(-side * 0.9, 0, -0.5)
        gx, gy = eye.at(-side * 0.9, 0, 2.6)
        beam(canvas, ((ax, ay), (bx, by)), ((fx, fy), (gx, gy)), site.air.sun, 0.26 * site.air.beams)


def _furniture(canvas: Canvas, site: Site, eye: Eye, side: int) -> None:
    _machine(canvas, site, eye, side)
    _name_board(canvas, site, eye, side)
    _clock(canvas, site, eye, side)
    z, x = 3.0, -side * (_inner(site, eye) - 0.55)
    k = eye.scale(z)
    cx, foot = eye.at(x, 0, z)
    tone = site.outdoors(site.dice("bench").choice(("#c8703f", "#3f7a8a", "#8a6a48")))
    shadow(canvas, cx, foot, 0.9 * k, 0.1 * k, 0.4)
    legs = Path()
    for dx in (-0.6, 0.0, 0.6):
        legs.add(polyline([(cx + dx * k, foot), (cx + dx * k, foot - 0.44 * k)]))
    canvas.stroke(legs, site.outdoors("#3a3c48"), 0.05 * k)
    for i in range(3):
        sx = cx + (i - 1) * 0.5 * k
        canvas.fill(
            round_rect(sx - 0.22 * k, foot - 0.86 * k, 0.44 * k, 0.4 * k, 0.08 * k),
            Linear((0, foot - 0.86 * k), (0, foot - 0.44 * k), ramp(lighten(tone, 0.2), darken(tone, 0.2))),
        )
        canvas.fill(round_rect(sx - 0.23 * k, foot - 0.48 * k, 0.46 * k, 0.1 * k, 0.05 * k), lighten(tone, 0.1))


def _machine(canvas: Canvas, site: Site, eye: Eye, side: int) -> None:
    vz = 6.0
    vk = eye.scale(vz)
    vx, vf = eye.at(-side * (_inner(site, eye) - 0.35), 0, vz)
    body = site.outdoors("#3f6ab8")
    canvas.fill(
        round_rect(vx - 0.42 * vk, vf - 1.8 * vk, 0.84 * vk, 1.8 * vk, 8),
        Linear((vx - 0.4 * vk, 0), (vx + 0.4 * vk, 0), ramp(lighten(body, 0.15), darken(body, 0.25))),
    )
    canvas.fill(
        rect(vx - 0.34 * vk, vf - 1.66 * vk, 0.68 * vk, 0.8 * vk), "#f2fbff" if site.lamps else site.outdoors("#cfdde6")
    )
    if site.lamps:
        glow(canvas, vx, vf - 1.2 * vk, 1.1 * vk, "#dff4ff", 0.5)


def _name_board(canvas: Canvas, site: Site, eye: Eye, side: int) -> None:
    z = 2.6
    k = eye.scale(z)
    wide = min(1.35 * k, site.width * 0.42)
    cx, y = eye.at(0, 2.95, z)
    cx = site.centre - side * min(site.width * 0.23, 420.0)
    top = eye.at(0, _ROOF, z)[1]
    rods = polyline([(cx - wide * 0.35, top), (cx - wide * 0.35, y)]).add(
        polyline([(cx + wide * 0.35, top), (cx + wide * 0.35, y)])
    )
    canvas.stroke(rods, site.outdoors("#3a3c48"), 8)
    lit = site.lamps
    back = "#f6f8fa" if lit else site.outdoors("#f2f2ee")
    if lit:
        glow(canvas, cx, y + wide * 0.14, wide * 0.8, "#eaf4ff", 0.4)
    board(canvas, site.sign(*_NAMES), (cx - wide / 2, y, wide, wide * 0.28), back=back, ink="#20304a")
    canvas.fill(rect(cx - wide / 2, y + wide * 0.235, wide, wide * 0.045), site.tinted("#2f8f6a", 0.5))


def _clock(canvas: Canvas, site: Site, eye: Eye, side: int) -> None:
    z = 5.2
    k = eye.scale(z)
    x, y = eye.at(side * 0.58, 3.0, z)
    r = 0.26 * k
    canvas.stroke(polyline([(x, eye.at(0, _ROOF, z)[1]), (x, y - r)]), site.outdoors("#2c2e3a"), 9)
    canvas.fill(ellipse(x, y, r * 1.14), site.outdoors("#2c2e3a"))
    canvas.fill(ellipse(x, y, r), "#fffaf0" if site.lamps else site.outdoors("#f8f4ea"))
    if site.lamps:
        glow(canvas, x, y, r * 3, "#fff4d8", 0.4)
    hands = polyline([(x, y), (x + r * 0.1, y - r * 0.55)]).add(polyline([(x, y), (x + r * 0.62, y + r * 0.3)]))
    canvas.stroke(hands, "#20222c", r * 0.1)


def _front(canvas: Canvas, site: Site, side: int) -> None:
    canvas.fill(site.whole, Linear((0, 1500), (0, site.bottom), fade("#0a0814", 0.0, 0.48)))
    x = site.left + 90 if side > 0 else site.right - 90
    dark = darken(site.outdoors("#4a5262"), 0.55)
    with canvas.group(blur=8):
        canvas.fill(
            rect(x - 85, site.top, 170, site.bottom - site.top),
            Linear((x - 85, 0), (x + 85, 0), ramp(lighten(dark, 0.15), dark, darken(dark, 0.4))),
        )
