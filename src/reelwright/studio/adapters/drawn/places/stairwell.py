"""The stairwell: a flight that climbs to a landing with a window; reversed, the flight that goes down and the door."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import darken, lighten
from ..path import Path, ellipse, polyline, rect, round_rect
from ..stage import Plane, Scenery
from .fittings import chosen, double_door, foreground, passage, spot, two_tone
from .interior import Room, Window, paint_shell, paint_window, window_light
from .lights import glow, place_light
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    lower: str
    step: str
    rail: str


_STYLES: Final = (
    _Style("#d8d4ca", "#6f9a8a", "#9a9690", "#5a3a2a"),
    _Style("#c8ced4", "#5f7a9a", "#8f949c", "#2f3640"),
    _Style("#dccdb8", "#a8705a", "#a49484", "#4a3a34"),
)
_RISE: Final = 0.165
_TREAD: Final = 0.27


def paint_stairwell(site: Site) -> Scenery:
    """Concrete stairs in an old block, a lamp on the wall."""
    style = chosen(site, _STYLES)
    half = max(1.75, site.width / 2 / 300)
    room = passage(
        site,
        wall=site.tinted(style.wall),
        floor=style.step,
        ceiling="#c4c2bc",
        half=half,
        back=4.4,
        tall=3.9,
        lamp="#ffdf9c",
    )
    side = site.dice("side").choice((-1, 1)) * (-1 if site.reverse else 1)
    planes = (
        Plane(partial(_walls, room=room, style=style, side=side), 0.6),
        Plane(partial(_flight, room=room, style=style, side=side), 0.82),
        Plane(partial(_front, room=room, style=style, side=side), 1.2, soft=True),
    )
    key = -side if site.reverse else side
    return Scenery(planes, place_light(site, side=key, lamp="#ffd890"), floor=room.eye.floor, motes="dust")


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site, eye = room.site, room.eye
    paint_shell(canvas, room, floor="concrete", bright=-side)
    two_tone(canvas, room, style.lower, 1.15, line=lighten(style.lower, 0.5))
    left, right = room.seen(room.back, margin=False)
    middle = (left + right) / 2
    words = site.sign("3F", "5F", "2F", "7F")
    if site.reverse:
        double_door(
            canvas,
            room,
            middle - side * 0.62,
            "#7a8a84",
            wide=1.2,
            high=2.1,
            sign=site.dice("exit").choice(site.words("EXIT", "安全出口")),
            glowing="#1f9a5a",
        )
    else:
        window = Window(
            middle - side * 0.55 - 0.62,
            middle - side * 0.55 + 0.62,
            2.05,
            3.45,
            frame="#6f767a",
            panes=(2, 2),
            view="city",
        )
        paint_window(canvas, room, window, thick=0.05)
        window_light(canvas, room, window, lean=0.35 * side)
    x, y = eye.at(middle + side * 0.52, 2.25, room.back)
    canvas.text(
        words, x, y, 150 if len(words) < 4 else 80, darken(room.lit(style.lower), 0.15), weight=750, align="centre"
    )
    lx, ly = eye.at(middle + side * 0.3, 2.85, room.back - 0.1)
    canvas.fill(round_rect(lx - 58, ly - 24, 116, 48, 22), "#fff6d8" if site.lamps else room.lit("#e8e4d8"))
    canvas.stroke(round_rect(lx - 58, ly - 24, 116, 48, 22), room.lit("#4a4a4a"), 7)
    if site.lamps:
        glow(canvas, lx, ly, 620, "#ffd890", 0.55)


def _flight(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """A flight that climbs across the picture, the one above it seen from below."""
    start = -side * (0.15 if room.site.reverse else 1.05)
    count = int((room.half - start * side) / _TREAD) + 1
    _overhead(canvas, room, style, side)
    eye, near, far = room.eye, 2.5, 3.7
    for i in reversed(range(count)):
        a = start + side * i * _TREAD
        b = a + side * _TREAD
        step = (min(a, b), max(a, b))
        y = (i + 1) * _RISE
        tone = room.lit(style.step)
        riser = eye.side(a, y - _RISE, y, near, far)
        if (a > 0) == (side > 0):
            canvas.fill(riser, darken(tone, 0.3))
        if y < eye.height:
            canvas.fill(eye.flat(*step, near, far, y), lighten(tone, 0.14))
    _stringer(canvas, room, style, start, side, count)
    _balusters(canvas, room, style, start, side, count)
    if room.site.lamps:
        spot(canvas, room, -side * 0.4, 1.6, 1.1, "#ffd890", 0.22)


def _overhead(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """The next flight, that turns back overhead against the wall."""
    eye = room.eye
    x0, x1 = side * room.half, -side * room.half
    low, high = 2.35, 2.35 + (2 * room.half) * _RISE / _TREAD
    tone = room.lit(room.wall)
    face = eye.shape([(x0, low, 3.75), (x1, high, 3.75), (x1, high + 0.3, 3.75), (x0, low + 0.3, 3.75)])
    under = eye.shape([(x0, low, 3.75), (x1, high, 3.75), (x1, high, room.back), (x0, low, room.back)])
    with canvas.clip(eye.front(-room.half, room.half, 0, room.tall, 3.75)):
        canvas.fill(under, darken(tone, 0.42))
        canvas.fill(face, darken(tone, 0.12))
        canvas.stroke(polyline([eye.at(x0, low, 3.75), eye.at(x1, high, 3.75)]), darken(tone, 0.5), 5)
        bars, i = Path(), 0
        while i * 0.2 < 2 * room.half:
            x = x0 - side * i * 0.2
            y = low + 0.3 + i * 0.2 * _RISE / _TREAD
            bars.add(polyline([eye.at(x, y, 3.75), eye.at(x, y + 0.8, 3.75)]))
            i += 1
        canvas.stroke(bars, room.lit("#34383e"), 7, cap="butt")
        hand = polyline([eye.at(x0, low + 1.12, 3.75), eye.at(x1, high + 1.12, 3.75)])
        canvas.stroke(hand, room.lit(style.rail), 15)


def _stringer(canvas: Canvas, room: Room, style: _Style, start: float, side: int, count: int) -> None:
    """The saw-toothed side of the flight, with the noses of its treads."""
    eye, z = room.eye, 2.5
    teeth, noses = [(start, 0.0, z)], Path()
    for i in range(count):
        a, y = start + side * i * _TREAD, (i + 1) * _RISE
        teeth += [(a, y, z), (a + side * _TREAD, y, z)]
        noses.add(polyline([eye.at(a - side * 0.025, y - 0.015, z), eye.at(a + side * _TREAD, y - 0.015, z)]))
    top = count * _RISE
    end = start + side * count * _TREAD
    shape = eye.shape([*teeth, (end, top - 0.4, z), (start + side * 0.5, 0, z)])
    tone = room.lit(lighten(room.wall, 0.1))
    low = eye.at(0, 0, z)[1]
    below = eye.shape([(start + side * 0.45, 0, z + 0.1), (end, top - 0.4, z + 0.1), (end, 0, z + 0.1)])
    canvas.fill(below, darken(room.lit(style.lower), 0.5))
    canvas.fill(shape, Linear((0, eye.at(0, top, z)[1]), (0, low), ramp(tone, darken(tone, 0.24))))
    canvas.stroke(shape, darken(tone, 0.5), 4, 0.7)
    canvas.stroke(noses, room.lit(darken(style.step, 0.25)), 13, cap="butt")
    canvas.stroke(noses.moved(0, -4), room.lit(lighten(style.step, 0.4)), 4, 0.8, cap="butt")


def _balusters(canvas: Canvas, room: Room, style: _Style, start: float, side: int, count: int) -> None:
    eye, z = room.eye, 2.5
    iron, wood = room.lit("#34383e"), room.lit(style.rail)
    bars = Path()
    for i in range(count):
        x, y = start + side * (i + 0.5) * _TREAD, (i + 1) * _RISE
        bars.add(polyline([eye.at(x, y, z), eye.at(x, y + 0.88, z)]))
    canvas.stroke(bars, iron, 11, cap="butt")
    canvas.stroke(bars.moved(-3, 0), lighten(iron, 0.4), 3, 0.7, cap="butt")
    a = eye.at(start, 0.5 * _RISE + 0.9, z)
    b = eye.at(start + side * count * _TREAD, (count + 0.5) * _RISE + 0.9, z)
    post = eye.at(start, 0, z)
    canvas.stroke(polyline([post, a]), darken(wood, 0.25), 30, cap="butt")
    canvas.stroke(polyline([a, b]), darken(wood, 0.4), 30)
    canvas.stroke(polyline([a, b]).moved(0, -4), wood, 22)
    canvas.stroke(polyline([a, b]).moved(0, -10), lighten(wood, 0.4), 5, 0.7)
    canvas.fill(ellipse(a[0], a[1] - 16, 24), lighten(wood, 0.15))


def _front(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """The rail of the near flight, dark, across a lower corner."""
    site = room.site
    foreground(canvas, room, 0.5)
    tone = darken(room.lit(style.rail), 0.45)
    edge = site.left if side > 0 else site.right
    inner = edge + side * 420
    canvas.stroke(polyline([(edge, 1500), (inner, 1980), (inner + side * 200, 2220)]), tone, 60)
    canvas.stroke(polyline([(edge, 1488), (inner, 1968)]), lighten(tone, 0.25), 9, 0.6)
    for i in range(5):
        x = edge + side * (60 + i * 90)
        canvas.fill(rect(x - 11, 1540 + i * 100, 22, 800), darken(tone, 0.25))
