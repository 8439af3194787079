"""What hangs on the wall behind: pictures, clocks, boards with chalk; and the doors in it.

Knows flat things that face the camera.
"""

from __future__ import annotations

import math

from ...canvas import Canvas, Linear, ramp
from ...colour import darken, lighten
from ...letters import measure
from ...path import Path, ellipse, polygon, rect, smooth
from ..interior import Room
from .pieces import Span


def picture(canvas: Canvas, room: Room, x: Span, y: Span, frame: str, salt: str) -> None:
    """A framed picture on the wall behind: hills, an abstract, or a portrait of leaves."""
    eye, z = room.eye, room.back
    left, top = eye.at(x[0], y[1], z)
    right, low = eye.at(x[1], y[0], z)
    dice = room.site.dice("picture", salt)
    wide, tall = right - left, low - top
    canvas.fill(rect(left + 8, top + 12, wide, tall), "#140c16", 0.25)
    canvas.fill(rect(left, top, wide, tall), room.lit(frame))
    inner = rect(left + 10, top + 10, wide - 20, tall - 20)
    paper = room.lit("#f3ead8")
    canvas.fill(inner, paper)
    with canvas.clip(rect(left + 22, top + 22, wide - 44, tall - 44)):
        hues = [
            room.lit(room.site.tinted(c, 0.3))
            for c in dice.choice(
                (
                    ("#e9b98a", "#c8705a", "#5a6a8a", "#2f4a5e"),
                    ("#bcd6d0", "#7fa89a", "#4f7a6a", "#2c4a48"),
                    ("#f0d9a0", "#e09a5a", "#b8584a", "#6a3a52"),
                )
            )
        ]
        canvas.fill(inner, Linear((0, top), (0, low), ramp(lighten(hues[0], 0.4), hues[0])))
        if dice.random() < 0.6:
            canvas.fill(
                ellipse(left + wide * dice.uniform(0.3, 0.7), top + tall * 0.38, min(wide, tall) * 0.14),
                lighten(hues[0], 0.7),
            )
            for i, hue in enumerate(hues[1:]):
                y0 = top + tall * (0.5 + 0.15 * i)
                canvas.fill(
                    smooth(
                        [
                            (left - 40, y0 + 20),
                            (left + wide * 0.3, y0 - tall * dice.uniform(0, 0.14)),
                            (left + wide * 0.65, y0 + tall * 0.05),
                            (right + 40, y0 - tall * dice.uniform(0, 0.1)),
                            (right + 40, low + 60),
                            (left - 40, low + 60),
                        ]
                    ),
                    hue,
                )
        else:
            for hue in hues[1:]:
                canvas.fill(
                    ellipse(
                        left + wide * dice.uniform(0.2, 0.8),
                        top + tall * dice.uniform(0.2, 0.8),
                        wide * dice.uniform(0.14, 0.3),
                        tall * dice.uniform(0.12, 0.3),
                    ),
                    hue,
                    0.85,
                )
    canvas.fill(
        polygon([(left + 10, top + 10), (left + wide * 0.5, top + 10), (left + 10, top + tall * 0.6)]), "#ffffff", 0.1
    )


def door(
    canvas: Canvas, room: Room, x: float, colour: str, *, wide: float = 0.9, high: float = 2.05, glass: bool = False
) -> None:
    """A door in the wall behind."""
    eye, z = room.eye, room.back
    tone = room.lit(colour)
    canvas.fill(eye.front(x - 0.08, x + wide + 0.08, 0, high + 0.08, z), darken(tone, 0.3))
    x0, y0 = eye.at(x, high, z)
    x1, y1 = eye.at(x + wide, 0, z)
    canvas.fill(
        rect(x0, y0, x1 - x0, y1 - y0), Linear((x0, y0), (x1, y1), ramp(lighten(tone, 0.1), darken(tone, 0.12)))
    )
    w, h = x1 - x0, y1 - y0
    panels = Path()
    for px, py, pw, ph in ((0.14, 0.08, 0.72, 0.4), (0.14, 0.56, 0.72, 0.36)):
        panels.add(rect(x0 + w * px, y0 + h * py, w * pw, h * ph))
    if glass:
        canvas.fill(
            rect(x0 + w * 0.14, y0 + h * 0.08, w * 0.72, h * 0.4),
            Linear((0, y0), (0, y0 + h * 0.5), ramp(*room.site.air.sky[2:])),
        )
    canvas.stroke(panels, darken(tone, 0.35), 5, 0.7)
    canvas.stroke(panels.moved(3, 4), lighten(tone, 0.3), 2, 0.5)
    canvas.fill(ellipse(x0 + w * 0.9, y0 + h * 0.52, 11), room.lit("#d9b25a"))


def clock(canvas: Canvas, room: Room, x: float, y: float, *, radius: float = 0.17) -> None:
    """A round clock on the wall behind; it shows an hour that suits the light."""
    cx, cy = room.eye.at(x, y, room.back)
    r = radius * room.eye.scale(room.back)
    canvas.fill(ellipse(cx + 6, cy + 9, r), "#140c14", 0.3)
    canvas.fill(ellipse(cx, cy, r), room.lit("#3a2a24"))
    canvas.fill(ellipse(cx, cy, r * 0.86), room.lit("#f6efe0"))
    hour = {"dawn": 6.1, "day": 11.2, "dusk": 6.6, "night": 10.3}[room.site.time.value]
    hands = Path()
    for turn, long in ((hour / 12, 0.46), (hour % 1, 0.7)):
        a = math.tau * turn - math.pi / 2
        hands.move(cx, cy).line(cx + math.cos(a) * r * long, cy + math.sin(a) * r * long)
    canvas.stroke(hands, room.lit("#2a2226"), r * 0.07)
    marks = Path()
    for i in range(12):
        a = math.tau * i / 12
        marks.move(cx + math.cos(a) * r * 0.7, cy + math.sin(a) * r * 0.7).line(
            cx + math.cos(a) * r * 0.78, cy + math.sin(a) * r * 0.78
        )
    canvas.stroke(marks, room.lit("#5a4a44"), r * 0.05)


def chalkboard(canvas: Canvas, room: Room, x: Span, y: Span, heading: str, salt: str) -> None:
    """A menu board with a heading in chalk and lines of writing below.

    Raises:
        FontError: a character of the heading cannot be drawn.
    """
    eye, z = room.eye, room.back
    x0, y0 = eye.at(x[0], y[1], z)
    x1, y1 = eye.at(x[1], y[0], z)
    w, h = x1 - x0, y1 - y0
    canvas.fill(rect(x0 + 8, y0 + 12, w, h), "#140c14", 0.28)
    canvas.fill(rect(x0, y0, w, h), room.lit("#7a5236"))
    canvas.fill(
        rect(x0 + 12, y0 + 12, w - 24, h - 24),
        Linear((x0, y0), (x1, y1), ramp(room.lit("#33413c"), room.lit("#26312e"))),
    )
    size = min(h * 0.2, h * 0.2 * (w * 0.8) / max(1.0, measure(heading, h * 0.2)))
    canvas.text(heading, x0 + w / 2, y0 + 24 + size * 1.1, size, room.lit("#fbf4e2"), align="centre")
    dice = room.site.dice("chalk", salt)
    lines, prices = Path(), Path()
    yy = y0 + 24 + size * 1.9
    while yy < y1 - 36:
        xx = x0 + w * 0.12
        end = x0 + w * dice.uniform(0.45, 0.66)
        while xx < end:
            long = dice.uniform(14, 44)
            lines.move(xx, yy).line(min(end, xx + long), yy)
            xx += long + 12
        prices.move(x0 + w * 0.76, yy).line(x0 + w * 0.88, yy)
        yy += max(20.0, h * 0.085)
    canvas.stroke(lines, room.lit("#e9e4d6"), 5, 0.75)
    canvas.stroke(prices, room.lit("#f2c86a"), 5, 0.85)
