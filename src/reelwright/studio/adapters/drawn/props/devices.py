"""Small machines as they look in a hand: phone, laptop, USB stick, watch, torch."""

from __future__ import annotations

import math

from ..canvas import Linear, fade
from ..colour import lighten
from ..path import ellipse, polygon, rect, round_rect, smooth
from .brush import Brush, edge, shade
from .motion import TICKS
from .palette import COLOURS


def phone(b: Brush) -> None:
    """A telephone from behind, as it is seen while its owner reads it."""
    colour = b.one_of(*COLOURS["phone"])
    body = round_rect(-52, -146, 104, 210, 20)
    b.cel(
        body,
        colour,
        dark=polygon([(60, -150), (60, 70), (-60, 70), (-60, 44), (26, 44), (40, -150)]),
        bright=polygon([(-30, -150), (-8, -150), (-60, -70), (-60, -104)]),
    )
    b.cel(round_rect(-42, -136, 44, 48, 14), shade(colour), line=0.5)
    for x, y in ((-31, -124), (-10, -124), (-31, -100)):
        b.canvas.fill(ellipse(x, y, 8.5), "#14141c")
        b.canvas.fill(ellipse(x - 2, y - 2, 3), "#7f96c4")
    b.canvas.fill(ellipse(-10, -100, 4), "#fff2c8")


def laptop(b: Brush) -> None:
    """An open laptop from behind, on a palm."""
    colour = b.one_of(*COLOURS["laptop"])
    lid = polygon([(-262, -372), (262, -372), (276, -22), (-276, -22)])
    b.cel(
        lid,
        colour,
        dark=polygon([(280, -380), (280, -10), (-280, -10), (-280, -46), (230, -60)]),
        bright=polygon([(-180, -380), (-110, -380), (-250, -100), (-280, -180)]),
    )
    b.canvas.fill(ellipse(0, -200, 34), lighten(colour, 0.5))
    b.canvas.fill(ellipse(14, -210, 26), colour)
    b.cel(polygon([(-282, -22), (282, -22), (296, 4), (-296, 4)]), shade(colour), line=0.9)


def usb_stick(b: Brush) -> None:
    """A USB stick held by its body."""
    colour = b.one_of("#c23a4b", "#2d6fa3", "#2c2f3a", "#3d8a6a")
    b.cel(rect(-20, -118, 40, 46), "#c9ced8", dark=rect(6, -120, 20, 60), line=0.8)
    for x in (-11, 4):
        b.canvas.fill(rect(x, -108, 8, 11), "#3a3d48")
    b.cel(round_rect(-27, -76, 54, 96, 10), colour, dark=rect(8, -80, 30, 110), bright=rect(-20, -70, 8, 60))
    b.canvas.fill(ellipse(0, 6, 6), edge(colour))
    b.canvas.fill(round_rect(-13, -60, 26, 6, 3), "#b8f4d0")


def watch(b: Brush) -> None:
    """A wrist watch hanging from its strap."""
    strap = b.one_of("#5e3826", "#2a2a36", "#7a2f3a")
    for path in (
        polygon([(-24, -20), (24, -20), (30, 66), (-30, 66)]),
        polygon([(-30, 146), (30, 146), (20, 250), (-20, 250)]),
    ):
        b.cel(path, strap, dark=path.moved(30, 0), line=0.9)
    case = b.one_of("#d9b45c", "#c6ccd6", "#c48f7a")
    b.cel(round_rect(48, 96, 16, 22, 5), case, line=0.7)
    b.cel(ellipse(0, 106, 54), case, dark=ellipse(12, 120, 52), bright=ellipse(-16, 90, 40))
    b.canvas.fill(ellipse(0, 106, 42), "#fbf8ee")
    b.canvas.stroke(ellipse(0, 106, 42), edge(case), b.line * 0.5)
    for k in range(12):
        dx, dy = math.sin(k * math.pi / 6), -math.cos(k * math.pi / 6)
        b.mark([(33 * dx, 106 + 33 * dy), (38 * dx, 106 + 38 * dy)], "#2a2a36", 0.5)
    b.mark([(0, 106), (-15, 92)], "#2a2a36", 0.9)
    b.mark([(0, 106), (19, 82)], "#2a2a36", 0.6)
    if b.fine:
        second = math.radians(6 * (40 + int(b.moment * TICKS + 1e-9)))
        dx, dy = math.sin(second), -math.cos(second)
        b.mark([(-9 * dx, 106 - 9 * dy), (35 * dx, 106 + 35 * dy)], "#d0303c", 0.45)
        b.canvas.fill(ellipse(0, 106, 3.4), "#d0303c")
        b.canvas.fill(polygon([(-30, 84), (-6, 66), (4, 66), (-34, 100)]), "#ffffff", 0.5)


def torch(b: Brush) -> None:
    """An electric torch, lit, pointing up and to the right."""
    colour = b.one_of("#2c2f3a", "#a3303f", "#2d5f8f")
    with b.canvas.at(degrees=38):
        beam = polygon([(-46, -170), (46, -170), (210, -820), (-210, -820)])
        b.canvas.fill(beam, Linear((0, -170), (0, -820), fade("#fff3b8", 0.75, 0.2, 0.0)))
        b.cel(round_rect(-32, -60, 64, 200, 14), colour, dark=rect(8, -70, 40, 220), bright=rect(-22, -50, 9, 170))
        for y in (-20, 20, 60):
            b.mark([(-30, y), (30, y)], edge(colour), 0.7)
        b.cel(
            polygon([(-32, -60), (32, -60), (54, -130), (-54, -130)]),
            colour,
            dark=polygon([(8, -60), (60, -60), (60, -130), (20, -130)]),
        )
        b.cel(round_rect(-60, -168, 120, 42, 10), shade(colour), bright=rect(-50, -170, 14, 50))
        b.canvas.fill(smooth([(-50, -168), (0, -184), (50, -168), (0, -160)]), "#fffbe0")
