"""The stage of a theatre: curtain, backdrop and spotlights; reversed, the dark house with its rows of seats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from ..canvas import Canvas, Linear, Radial, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, Point, ellipse, polygon, polyline, rect, round_rect, smooth
from ..stage import Plane, Scenery
from .city import board
from .fittings import chosen, passage
from .interior import Room, paint_floor
from .lights import beam, glow, place_light, pool
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    curtain: str
    wood: str
    backdrop: tuple[str, str, str]
    beam: str


_STYLES: Final = (
    _Style("#a3212f", "#9a6a44", ("#1a1c4a", "#5a3a8a", "#e88a6a"), "#ffe9b8"),
    _Style("#3a2a6e", "#7a5a48", ("#0e2a3f", "#2a6a8a", "#a8d8c8"), "#d8e8ff"),
    _Style("#14604f", "#a97a4e", ("#3a1030", "#9a3a54", "#f4b870"), "#ffd8c8"),
)
_GOLD: Final = "#e0b45a"


def paint_stage(site: Site) -> Scenery:
    """A stage in the light of its spots; daylight comes in only by the house doors."""
    style = chosen(site, _STYLES)
    room = passage(
        site,
        wall="#2a2230",
        floor=style.wood,
        ceiling="#1a141e",
        half=max(2.3, site.width / 2 / 250),
        back=4.6,
        tall=4.6,
        lamp=style.beam,
    )
    side = site.dice("side").choice((-1, 1))
    if site.reverse:
        planes = (
            Plane(partial(_house, room=room, style=style), 0.4),
            Plane(partial(_rows, room=room, style=style), 0.7),
            Plane(partial(_boards, room=room, style=style), 1.0),
            Plane(partial(_wings, room=room, style=style), 1.25, soft=True),
        )
    else:
        planes = (
            Plane(partial(_backdrop, room=room, style=style), 0.55),
            Plane(partial(_set, room=room, style=style), 0.8),
            Plane(partial(_lights, room=room, style=style), 0.95, soft=True),
            Plane(partial(_wings, room=room, style=style), 1.25, soft=True),
        )
    return Scenery(planes, place_light(site, side=side, lamp=style.beam), floor=room.eye.floor, motes="dust")


def _dim(site: Site, colour: str) -> str:
    """House light: what of the day comes in, and the glow of the stage."""
    return mix(site.indoors(colour), "#0c0816", 0.18 + 0.3 * site.air.lamps)


def _backdrop(canvas: Canvas, room: Room, style: _Style) -> None:
    """A painted sky with its moon and hills, on boards that run to it."""
    site, eye = room.site, room.eye
    foot = eye.at(0, 0, room.back)[1]
    top, middle, low = (_dim(site, colour) for colour in style.backdrop)
    canvas.fill(site.whole, Linear((0, 200), (0, foot), ramp(top, middle, low)))
    x = site.centre + site.dice("moon").uniform(-260, 260)
    glow(canvas, x, 560, 520, style.beam, 0.4)
    canvas.fill(ellipse(x, 560, 130), lighten(low, 0.55))
    dice = site.dice("hills")
    for i in range(3):
        base = foot - 240 + i * 90
        ridge: list[Point] = [
            (site.left - 100 + k * 210, base + dice.uniform(-90, 60)) for k in range(int(site.width / 210) + 5)
        ]
        hill = smooth([*ridge, (site.right + 300, foot + 200), (site.left - 300, foot + 200)], tension=0.4)
        canvas.fill(hill, mix(middle, "#0c0a24", 0.3 + 0.22 * i))
    stars = Path()
    for _ in range(40):
        sx, sy, r = dice.uniform(site.left, site.right), dice.uniform(60, 800), dice.uniform(3, 8)
        stars.add(polygon([(sx, sy - r), (sx + r * 0.3, sy), (sx, sy + r), (sx - r * 0.3, sy)]))
    canvas.fill(stars, _GOLD, 0.7)
    if site.place.sign:
        board(
            canvas,
            site.place.sign,
            (site.centre - 280, 760, 560, 120),
            back=darken(style.curtain, 0.3),
            ink="#f4dc9a",
            lit=True,
        )
    paint_floor(canvas, room, "planks")


def _curtain(canvas: Canvas, room: Room, x: float, sign: int, wide: float, colour: str, depth: float) -> None:
    """A heavy curtain gathered at one side: from x outwards."""
    site = room.site
    tone = _dim(site, colour)
    foot = room.eye.at(0, 0, depth)[1]
    outer = x + sign * wide
    top = site.top
    cloth = (
        Path()
        .move(outer, top)
        .line(x - sign * 60, top)
        .cubic(x - sign * 30, 500, x + sign * 60, 800, x + sign * 70, 1000)
    )
    cloth.cubic(x + sign * 60, 1200, x + sign * 10, foot - 160, x, foot).line(outer, foot).close()
    canvas.fill(cloth, Linear((x, 0), (outer, 0), ramp(lighten(tone, 0.1), tone, darken(tone, 0.42))))
    with canvas.clip(cloth):
        folds, lights = Path(), Path()
        count = max(4, int(wide / 58))
        for i in range(count):
            fx = x + sign * (i + 0.5) * wide / count
            folds.move(fx - sign * 50, top).cubic(fx - sign * 20, 500, fx + sign * 30, 900, fx + sign * 34, 1010).cubic(
                fx + sign * 30, 1200, fx, foot - 200, fx - sign * 6, foot
            )
            lights.move(fx - sign * 30, top).cubic(fx, 500, fx + sign * 46, 900, fx + sign * 48, 1010).cubic(
                fx + sign * 44, 1200, fx + sign * 16, foot - 200, fx + sign * 12, foot
            )
        canvas.stroke(folds, darken(tone, 0.5), 26, 0.5)
        canvas.stroke(lights, lighten(tone, 0.35), 9, 0.4)
        canvas.fill(rect(min(x, outer) - 80, foot - 70, wide + 160, 40), _dim(site, _GOLD), 0.85)
    tie = Path().move(x + sign * 62, 1010).quad(x + sign * wide * 0.5, 1080, outer, 1010)
    canvas.stroke(tie, _dim(site, _GOLD), 24)


def _set(canvas: Canvas, room: Room, style: _Style) -> None:
    """Side curtains, a pelmet, a chair and flats."""
    site, eye = room.site, room.eye
    for sign in (-1, 1):
        x = eye.at(0, 0, 1.2)[0] + sign * site.width * 0.37
        wide = max(420.0, (site.right - x) if sign > 0 else (x - site.left))
        _curtain(canvas, room, x, sign, wide, style.curtain, 1.2)
    tone = _dim(site, style.curtain)
    count = max(5, int((site.right - site.left) / 230))
    step = (site.right - site.left) / count
    for i in range(count):
        a = site.left + i * step
        swag = (
            Path()
            .move(a, site.top)
            .line(a + step, site.top)
            .line(a + step, 150)
            .cubic(a + step * 0.8, 330, a + step * 0.2, 330, a, 150)
            .close()
        )
        canvas.fill(
            swag, Linear((a, 0), (a + step, 0), ramp(darken(tone, 0.35), lighten(tone, 0.12), darken(tone, 0.35)))
        )
        fringe = Path().move(a, 150).cubic(a + step * 0.2, 330, a + step * 0.8, 330, a + step, 150)
        canvas.stroke(fringe, _dim(site, _GOLD), 18)


def _lights(canvas: Canvas, room: Room, style: _Style) -> None:
    """Two or three spots with their pools on the boards."""
    site, eye = room.site, room.eye
    dice = site.dice("spots")
    strength = 0.26 + 0.22 * site.air.lamps
    for i, share in enumerate((-0.28, 0.3, 0.0)):
        x = site.centre + share * min(site.width, 1500)
        fx, fy = eye.at(share * 1.1, 0, dice.uniform(-0.2, 0.9))
        colour = (style.beam, "#ffffff", lighten(style.backdrop[2], 0.4))[i]
        beam(canvas, ((x - 26, -160), (x + 26, -160)), ((fx - 330, fy), (fx + 330, fy)), colour, strength)
        pool(canvas, fx, fy, 380, 84, colour, strength * 1.2)
        canvas.fill(round_rect(x - 44, -40, 88, 110, 18), "#14121a")
        canvas.fill(ellipse(x, 70, 38, 14), "#fffbe8")
        glow(canvas, x, 72, 190, colour, 0.6)
    canvas.fill(site.whole, Linear((0, 1500), (0, site.bottom), fade("#0c0612", 0.0, 0.5)))


def _wings(canvas: Canvas, room: Room, style: _Style) -> None:
    """The near edge of the curtain, dark and out of focus, at one side."""
    site = room.site
    left = site.dice("front", site.facing).random() < 0.5
    tone = darken(_dim(site, style.curtain), 0.6)
    x0, x1 = (site.left, 70.0) if left else (site.width - 70, site.right)
    canvas.fill(
        rect(x0, site.top, x1 - x0, site.bottom - site.top),
        Linear((x0, 0), (x1, 0), ramp(darken(tone, 0.3), tone, darken(tone, 0.4), tone)),
    )


def _house(canvas: Canvas, room: Room, style: _Style) -> None:
    """The auditorium: balconies, a chandelier, exits that let in the hour of the day."""
    site = room.site
    wall = _dim(site, mix(style.curtain, "#3a2a30", 0.55))
    canvas.fill(site.whole, Linear((0, site.top), (0, 1200), ramp(darken(wall, 0.55), wall, darken(wall, 0.4))))
    gold = _dim(site, _GOLD)
    for y, thick in ((520.0, 120.0), (810.0, 104.0)):
        curve = (
            Path()
            .move(site.left, y - 60)
            .quad(site.centre, y + 90, site.right, y - 60)
            .line(site.right, y - 60 + thick)
        )
        curve.quad(site.centre, y + 90 + thick, site.left, y - 60 + thick).close()
        canvas.fill(curve, Linear((0, y - 60), (0, y + thick), ramp(lighten(wall, 0.16), darken(wall, 0.2))))
        for dy in (6, thick - 8):
            canvas.stroke(
                Path().move(site.left, y - 60 + dy).quad(site.centre, y + 90 + dy, site.right, y - 60 + dy), gold, 8
            )
        x = site.left + 70
        while x < site.right:
            u = (x - site.left) / (site.right - site.left)
            ly = y - 60 + 300 * u * (1 - u) + thick * 0.5
            glow(canvas, x, ly, 90, "#ffd890", 0.6)
            canvas.fill(ellipse(x, ly, 11), "#fff4d0")
            x += 190
    for sign in (-1, 1):
        x = site.centre + sign * min(430.0, site.width * 0.4)
        way = round_rect(x - 62, 880, 124, 190, 10)
        canvas.fill(way, Linear((0, 880), (0, 1070), ramp(*site.air.sky[2:])))
        canvas.stroke(way, gold, 8)
        glow(canvas, x, 970, 260, site.air.sky[-1], 0.45)
    cx = site.centre
    glow(canvas, cx, 170, 620, "#ffe0a0", 0.5)
    for r, y in ((170, 190), (120, 120), (66, 60)):
        canvas.stroke(ellipse(cx, y, r, r * 0.24), gold, 9)
        for i in range(9):
            canvas.fill(ellipse(cx - r + 2 * r * i / 8, y + r * 0.2, 9, 13), "#fff6d8")


def _rows(canvas: Canvas, room: Room, style: _Style) -> None:
    """Rows of seats that fall towards the stage, some heads among them."""
    site, dice = room.site, room.site.dice("audience")
    for i in range(7):
        y = 1010 + i * 52 + i * i * 2.5
        wide = 66 + i * 9
        tone = mix(_dim(site, style.curtain), "#0a0612", 0.42 - i * 0.02)
        seats, heads, shoulders, tops = Path(), Path(), Path(), Path()
        x = site.left - (i % 2) * wide / 2
        while x < site.right:
            seats.add(round_rect(x + 3, y, wide - 6, 150, wide * 0.3))
            tops.move(x + 12, y + 5).quad(x + wide / 2, y - 3, x + wide - 12, y + 5)
            if dice.random() < 0.34:
                heads.add(ellipse(x + wide / 2, y - wide * 0.26, wide * 0.26, wide * 0.32))
                shoulders.add(ellipse(x + wide / 2, y + wide * 0.24, wide * 0.46, wide * 0.3))
            x += wide
        dark = mix("#1a1424", "#0a0610", i / 7)
        canvas.fill(shoulders, dark)
        canvas.fill(heads, dark)
        canvas.stroke(heads, _dim(site, "#e8b088"), 3, 0.35)
        canvas.fill(seats, Linear((0, y), (0, y + 90), ramp(lighten(tone, 0.14), darken(tone, 0.45))))
        canvas.stroke(tops, lighten(tone, 0.35), 3, 0.6)


def _boards(canvas: Canvas, room: Room, style: _Style) -> None:
    """The edge of the stage and its footlights, under the people's feet."""
    site = room.site
    edge = 1490.0
    wood = room.lit(style.wood)
    canvas.fill(
        rect(site.left, edge, site.right - site.left, site.bottom - edge),
        Linear((0, edge), (0, site.bottom), ramp(lighten(wood, 0.1), wood, darken(wood, 0.5))),
    )
    lines = Path()
    for i in range(-16, 17):
        lines.add(polyline([(site.centre + i * 110, edge), (site.centre + i * 260, site.bottom)]))
    canvas.stroke(lines, darken(wood, 0.5), 4, 0.5)
    canvas.fill(rect(site.left, edge - 16, site.right - site.left, 22), _dim(site, _GOLD))
    x = site.left + 60
    while x < site.right:
        glow(canvas, x, edge - 26, 130, style.beam, 0.5)
        canvas.fill(smooth([(x - 34, edge - 8), (x, edge - 48), (x + 34, edge - 8)]), darken(_dim(site, _GOLD), 0.3))
        x += 210
    pool(canvas, site.centre, 1610, 520, 100, style.beam, 0.4)
    canvas.fill(site.whole, Radial((site.centre, 700), 1500, fade("#06030c", 0.0, 0.1, 0.5)))
