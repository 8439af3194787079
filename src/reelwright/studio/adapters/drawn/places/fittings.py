"""Fittings of public rooms: strip lights, columns, side doors and windows, benches, screens, panels.

Knows what schools, hospitals, courts and companies are fitted with, each a function on a room.
Furniture of homes and cafés is in ``furniture``.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, shift
from ..letters import measure
from ..path import Path, ellipse, polygon, polyline, rect, round_rect
from .furniture import Span, box, stand
from .interior import Outlook, Room, outlook
from .lights import glow, pool
from .perspective import NEAREST, Eye
from .site import Site

S = TypeVar("S")


def chosen(site: Site, styles: tuple[S, ...]) -> S:
    """One of a kind's styles with every colour moved a little, so that no two places are twins."""
    style, dice = site.dice("style").choice(styles), site.dice("shades")
    moved = {}
    for part in fields(style):  # type: ignore[arg-type]
        value = getattr(style, part.name)
        if isinstance(value, str):
            hue, rich, bright = dice.uniform(-0.035, 0.035), dice.uniform(0.85, 1.2), dice.uniform(0.88, 1.1)
            moved[part.name] = shift(value, hue=hue, saturation=rich, value=bright)
    return replace(style, **moved)  # type: ignore[type-var]


def passage(
    site: Site, *, wall: str, floor: str, ceiling: str, half: float, back: float, tall: float, lamp: str = "#fff2d8"
) -> Room:
    """A room whose walls stand where they stand, however wide the frame: corridors, cells, lifts, halls."""
    aside = site.dice("eye").choice((-1, 1)) * (-1 if site.reverse else 1)
    eye = Eye(centre=site.centre + aside * 46.0)
    filled = (site.right - site.centre + 50) / eye.scale(NEAREST)  # narrower, and the frame would see past the walls
    return Room(site, eye, max(half, filled), back, tall, wall, floor, ceiling, lamp)


def ceiling_panels(
    canvas: Canvas, room: Room, xs: tuple[float, ...], *, wide: float, long: float, step: float, colour: str = "#fdfcf2"
) -> None:
    """Rows of light panels in the ceiling, that run away from the camera."""
    eye = room.eye
    panels, z = Path(), room.back - step * 0.6
    while z > NEAREST:
        for x in xs:
            panels.add(eye.flat(x - wide / 2, x + wide / 2, max(NEAREST, z - long), z, room.tall - 0.01))
        z -= step
    canvas.stroke(panels, darken(room.lit(room.ceiling), 0.35), 7)
    canvas.fill(panels, colour)
    for x in xs:
        px, py = eye.at(x, room.tall, room.back * 0.45)
        glow(canvas, px, py, 420, colour, 0.3)


def floor_shine(canvas: Canvas, room: Room, xs: tuple[float, ...], colour: str = "#ffffff", alpha: float = 0.2) -> None:
    """What lights above leave on a polished floor."""
    eye, far = room.eye, room.eye.at(0, 0, room.back)[1]
    for x in xs:
        for half in (0.12, 0.22, 0.32, 0.42):  # several over one another make a soft edge
            streak = eye.flat(x - half, x + half, NEAREST, room.back)
            light = Linear((0, far), (0, room.site.bottom), fade(colour, alpha / 4, alpha / 10, 0.0))
            canvas.fill(streak, light, blend="screen")


def two_tone(canvas: Canvas, room: Room, colour: str, high: float, *, line: str = "") -> None:
    """The lower part of back and side walls in another paint, with a line on top."""
    eye, h, b = room.eye, room.half, room.back
    tone = room.lit(colour)
    for sign in (-1, 1):
        start, end = eye.at(sign * h, 0, NEAREST)[0], eye.at(sign * h, 0, b)[0]
        wall = Linear((start, 0), (end, 0), ramp(darken(tone, 0.36), darken(tone, 0.12)))
        canvas.fill(eye.side(sign * h, 0, high, NEAREST, b), wall)
    canvas.fill(eye.front(-h, h, 0, high, b), tone)
    mark = room.lit(line) if line else lighten(tone, 0.4)
    band = eye.side(-h, high, high + 0.05, NEAREST, b).add(eye.side(h, high, high + 0.05, NEAREST, b))
    canvas.fill(band.add(eye.front(-h, h, high, high + 0.05, b)), mark)


def rail(canvas: Canvas, room: Room, colour: str, high: float, *, ends: Span | None = None) -> None:
    """A hand rail along both side walls."""
    eye, x = room.eye, room.half - 0.07
    z0, z1 = ends or (NEAREST, room.back)
    for sign in (-1, 1):
        tone = room.lit(colour)
        canvas.fill(eye.side(sign * x, high - 0.06, high + 0.06, z0, z1), tone)
        canvas.stroke(
            polyline([eye.at(sign * x, high + 0.06, z0), eye.at(sign * x, high + 0.06, z1)]), lighten(tone, 0.5), 3
        )


def side_door(
    canvas: Canvas,
    room: Room,
    sign: int,
    z: Span,
    colour: str,
    *,
    high: float = 2.05,
    glass: bool = True,
    lit: bool = False,
) -> None:
    """A door in a side wall."""
    eye, x = room.eye, sign * room.half
    tone = darken(room.lit(colour), 0.14)
    frame = eye.side(x, 0, high + 0.07, z[0] - 0.07, z[1] + 0.07)
    canvas.fill(frame, darken(tone, 0.35))
    leaf = eye.side(x, 0, high, *z)
    a, b = eye.at(x, 0, z[0])[0], eye.at(x, 0, z[1])[0]
    canvas.fill(leaf, Linear((a, 0), (b, 0), ramp(darken(tone, 0.16), lighten(tone, 0.08))))
    wide = z[1] - z[0]
    if glass:
        pane = eye.side(x, 1.25, 1.85, z[0] + wide * 0.55, z[0] + wide * 0.82)
        canvas.fill(pane, "#ffe9b8" if lit else room.lit("#9fb8c4"))
        canvas.stroke(pane, darken(tone, 0.4), 3)
    hx, hy = eye.at(x, 1.0, z[0] + wide * 0.14)
    canvas.fill(ellipse(hx, hy, 5 + 9 / max(1.0, eye.reach + z[0]), 8), room.lit("#d8c48a"))


def side_window(
    canvas: Canvas, room: Room, sign: int, z: Span, low: float, high: float, frame: str, *,
    panes: int = 2, view: Outlook = "garden",
) -> None:  # fmt: skip
    """A window in a side wall, with the weather behind it."""
    eye, x = room.eye, sign * room.half
    tone = room.lit(frame)
    opening = eye.side(x, low, high, *z)
    left, top, right, bottom = opening.bounds()
    canvas.fill(eye.side(x, low - 0.06, high + 0.06, z[0] - 0.06, z[1] + 0.06), darken(tone, 0.1))
    site = room.site
    with canvas.clip(opening):
        outlook(canvas, site, (max(left, site.left - 400), top, min(right, site.right + 400), bottom), view)
    bars = Path()
    for i in range(1, panes):
        at = z[0] + (z[1] - z[0]) * i / panes
        bars.add(eye.side(x, low, high, at - 0.025, at + 0.025))
    middle = low + (high - low) * 0.62
    bars.add(eye.side(x, middle - 0.02, middle + 0.02, *z))
    canvas.fill(bars, tone)
    canvas.stroke(opening, darken(tone, 0.4), 3)
    sill = eye.shape([(x, low, z[0]), (x, low, z[1]), (x - sign * 0.12, low, z[1]), (x - sign * 0.12, low, z[0])])
    canvas.fill(sill, lighten(tone, 0.2))


def side_light(canvas: Canvas, room: Room, sign: int, z: Span, alpha: float = 1.0) -> None:
    """What sun or moon lay on the floor through a window in a side wall."""
    air = room.site.air
    strength = air.beams * alpha
    if strength < 0.05:
        return
    x, eye = sign * room.half, room.eye
    patch = eye.shape(
        [
            (x - sign * 0.5, 0, z[0]),
            (x - sign * 0.5, 0, z[1]),
            (x - sign * 1.9, 0, z[1] - 0.5),
            (x - sign * 1.9, 0, z[0] - 0.5),
        ]
    )
    canvas.fill(patch, lighten(air.sun, 0.15), 0.22 * strength, blend="screen")


def column(
    canvas: Canvas, room: Room, x: float, z: float, radius: float, colour: str, *, base: str = "", capital: str = ""
) -> None:
    """A round column from floor to ceiling."""
    eye, tone = room.eye, room.lit(colour)
    k = eye.scale(z)
    stand(canvas, room, x, z, radius * 1.3, 0.4)
    cx, foot = eye.at(x, 0, z)
    top = eye.at(x, room.tall, z)[1]
    r = radius * k
    light = room.site.dice("side").choice((-1, 1))
    colours = (darken(tone, 0.12), lighten(tone, 0.24), tone, darken(tone, 0.46))
    canvas.fill(
        rect(cx - r, top, 2 * r, foot - top),
        Linear((cx - r, 0), (cx + r, 0), ramp(*(colours if light < 0 else reversed(colours)))),
    )
    for colour_, y0, y1, grow in (
        (base or colour, 0.0, 0.22, 1.3),
        (capital or colour, room.tall - 0.26, room.tall, 1.25),
    ):
        trim = room.lit(colour_)
        a, b = eye.at(x, y1, z)[1], eye.at(x, y0, z)[1]
        block = round_rect(cx - r * grow, a, 2 * r * grow, b - a, 8)
        canvas.fill(block, Linear((cx - r, 0), (cx + r, 0), ramp(lighten(trim, 0.18), trim, darken(trim, 0.35))))
        canvas.stroke(
            polyline([(cx - r * grow, a + 3), (cx + r * grow, a + 3)]), lighten(trim, 0.5), 3, 0.6, cap="butt"
        )


def high_chair(
    canvas: Canvas, room: Room, x: float, z: float, colour: str, *, wide: float = 0.52, high: float = 1.15
) -> None:
    """An upholstered chair with a high back, facing the camera."""
    eye, tone = room.eye, room.lit(colour)
    k = eye.scale(z)
    stand(canvas, room, x, z, wide * 0.5, 0.3)
    left, top = eye.at(x - wide / 2, high, z + 0.2)
    right, seat = eye.at(x + wide / 2, 0.46, z)
    back = round_rect(left, top, right - left, seat - top, 0.09 * k)
    canvas.fill(back, Linear((left, top), (right, seat), ramp(lighten(tone, 0.2), tone, darken(tone, 0.3))))
    canvas.stroke(back, darken(tone, 0.55), 3)
    canvas.stroke(
        polyline([(x_, top + 0.12 * k) for x_ in (left + 0.08 * k, right - 0.08 * k)]), darken(tone, 0.4), 3, 0.7
    )
    foot = eye.at(x, 0, z)[1]
    canvas.stroke(
        polyline([((left + right) / 2, seat), ((left + right) / 2, foot)]), room.lit("#3a3a44"), 0.05 * k, cap="butt"
    )
    canvas.fill(round_rect(left - 4, seat - 0.06 * k, right - left + 8, 0.12 * k, 0.05 * k), darken(tone, 0.2))


def bench(canvas: Canvas, room: Room, x: Span, z: float, colour: str, *, back: float = 0.95) -> None:
    """A long wooden bench that faces the camera."""
    for end in x:
        box(canvas, room, (end - 0.04, end + 0.04), (0, back), (z, z + 0.4), darken(colour, 0.2))
    box(canvas, room, x, (0.5, back), (z + 0.36, z + 0.42), colour)
    box(canvas, room, x, (0.36, 0.44), (z, z + 0.4), lighten(colour, 0.06))


def screen(canvas: Canvas, room: Room, x: Span, y: Span, *, z: float | None = None, chart: bool = True) -> None:
    """A large flat screen on the wall behind, with a chart on it."""
    eye, depth = room.eye, room.back if z is None else z
    left, top = eye.at(x[0], y[1], depth)
    right, low = eye.at(x[1], y[0], depth)
    w, h = right - left, low - top
    canvas.fill(round_rect(left + 8, top + 12, w, h, 8), "#120a14", 0.3)
    canvas.fill(round_rect(left - 6, top - 6, w + 12, h + 12, 9), room.lit("#17171f"))
    face = rect(left, top, w, h)
    canvas.fill(
        face, Linear((left, top), (right, low), ramp("#e8f2ff", "#a9c8f0") if chart else ramp("#2c3f66", "#16203a"))
    )
    glow(canvas, (left + right) / 2, (top + low) / 2, w * 0.8, "#a9cfff", 0.22)
    if chart:
        dice = room.site.dice("chart")
        bars = Path()
        for i in range(6):
            tall = h * (0.2 + 0.08 * i + dice.uniform(-0.06, 0.1))
            bars.add(rect(left + w * (0.1 + 0.085 * i), low - h * 0.14 - tall, w * 0.05, tall))
        canvas.fill(bars, "#3f6fd0")
        canvas.fill(rect(left + w * 0.1, top + h * 0.1, w * 0.42, h * 0.06), "#2a3a66")
        canvas.fill(rect(left + w * 0.07, low - h * 0.13, w * 0.6, 3), "#2a3a66")
        cx, cy, r = left + w * 0.8, top + h * 0.55, h * 0.22
        canvas.fill(ellipse(cx, cy, r), "#6f9ae0")
        canvas.fill(polygon([(cx, cy), (cx, cy - r), (cx + r * 0.7, cy - r * 0.7), (cx + r, cy)]), "#f0a860")


def panelling(canvas: Canvas, room: Room, colour: str, low: float, high: float, *, step: float = 0.8) -> None:
    """Wooden panels with raised fields on the back wall and plain ones on the side walls."""
    eye, h, b = room.eye, room.half, room.back
    tone = room.lit(colour)
    for sign in (-1, 1):
        start, end = eye.at(sign * h, 0, NEAREST)[0], eye.at(sign * h, 0, b)[0]
        wall = Linear((start, 0), (end, 0), ramp(darken(tone, 0.5), darken(tone, 0.2)))
        canvas.fill(eye.side(sign * h, low, high, NEAREST, b), wall)
    x0, y0 = eye.at(-h, high, b)
    x1, y1 = eye.at(h, low, b)
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), Linear((0, y0), (0, y1), ramp(lighten(tone, 0.1), darken(tone, 0.16))))
    fields, lights, seams = Path(), Path(), Path()
    count = max(2, round(2 * h / step))
    rows = ((low + 0.12, low + (high - low) * 0.36), (low + (high - low) * 0.42, high - 0.12))
    for i in range(count):
        a = -h + 2 * h * i / count
        for bottom, top in rows:
            fields.add(eye.front(a + 0.09, a + 2 * h / count - 0.09, bottom, top, b))
            lights.add(polyline([eye.at(a + 0.09, top, b), eye.at(a + 2 * h / count - 0.09, top, b)]))
    for sign in (-1, 1):
        z = b
        while z > NEAREST:
            seams.add(polyline([eye.at(sign * h, low, z), eye.at(sign * h, high, z)]))
            z -= step
    canvas.fill(fields, darken(tone, 0.12))
    canvas.stroke(fields, darken(tone, 0.42), 3, 0.7)
    canvas.stroke(lights, lighten(tone, 0.35), 2.5, 0.6)
    canvas.stroke(seams, darken(tone, 0.6), 3, 0.6)
    canvas.fill(eye.front(-h, h, high - 0.05, high + 0.05, b), darken(tone, 0.28))


def double_door(
    canvas: Canvas, room: Room, x: float, colour: str, *, wide: float = 1.6, high: float = 2.2, windows: bool = True,
    sign: str = "", glowing: str = "",
) -> None:  # fmt: skip
    """Two leaves in the wall behind, with round-headed or square panes and a sign above.

    Raises:
        FontError: a character of the sign cannot be drawn.
    """
    eye, z = room.eye, room.back
    k = eye.scale(z)
    left, top = eye.at(x - wide / 2, high, z)
    right, foot = eye.at(x + wide / 2, 0, z)
    tone = room.lit(colour)
    t = 0.08 * k
    canvas.fill(rect(left - t, top - t, right - left + 2 * t, foot - top + t), darken(tone, 0.45))
    for leaf, (a, b) in enumerate(((left, (left + right) / 2 - 1.5), ((left + right) / 2 + 1.5, right))):
        canvas.fill(
            rect(a, top, b - a, foot - top), Linear((a, 0), (b, 0), ramp(lighten(tone, 0.12), darken(tone, 0.12)))
        )
        if windows:
            pane = rect(a + (b - a) * 0.28, top + (foot - top) * 0.14, (b - a) * 0.44, (foot - top) * 0.32)
            canvas.fill(pane, room.lit("#b9ced6") if not room.site.night else "#e8dca8", 0.9)
            canvas.stroke(pane, darken(tone, 0.4), 3)
        canvas.fill(rect(a + 4, foot - 0.22 * k, b - a - 8, 0.2 * k), darken(tone, 0.2), 0.8)
        handle = b - 0.09 * k if leaf == 0 else a + 0.04 * k
        canvas.fill(round_rect(handle, top + (foot - top) * 0.5, 0.05 * k, 0.3 * k, 4), room.lit("#d8ccb0"))
    if sign:
        hang_sign(canvas, ((left + right) / 2, top - 0.3 * k), sign, 0.34 * k, glowing or "#3f6fb0", lit=bool(glowing))


def hang_sign(canvas: Canvas, at: tuple[float, float], words: str, high: float, colour: str, *, lit: bool) -> None:
    """A small sign with words, lit from inside or plain.

    Raises:
        FontError: a character cannot be drawn.
    """
    x, y = at
    size = high * 0.58
    wide = measure(words, size, 700) + high * 0.8
    if lit:
        glow(canvas, x, y, wide * 0.9, colour, 0.5)
    canvas.fill(round_rect(x - wide / 2, y - high / 2, wide, high, high * 0.14), colour)
    canvas.stroke(round_rect(x - wide / 2, y - high / 2, wide, high, high * 0.14), darken(colour, 0.5), 3)
    canvas.text(words, x, y + size * 0.36, size, "#ffffff", weight=700, align="centre")


def spot(canvas: Canvas, room: Room, x: float, z: float, reach: float, colour: str, alpha: float = 0.4) -> None:
    """A round of light on the floor, whatever the hour."""
    cx, cy = room.eye.at(x, 0, z)
    k = room.eye.scale(z)
    pool(canvas, cx, cy, reach * k, reach * k * 0.22, colour, alpha)


def foreground(canvas: Canvas, room: Room, alpha: float = 0.42) -> None:
    """The dark that gathers at the foot of a picture."""
    canvas.fill(room.site.whole, Linear((0, 1450), (0, room.site.bottom), fade("#140810", 0.0, alpha)))
