"""Things of the table as they look in a hand: knife, cup, bowl, chopsticks, bottle, wine glass, candle."""

from __future__ import annotations

import math

from ..canvas import Radial, fade
from ..colour import lighten
from ..path import Path, ellipse, polygon, rect, round_rect, smooth
from .brush import Brush, edge, shade

STEEL = "#d5dde6"
_HOUSE_WARE = "#f2ece0"  # a bowl is the house's, not its holder's: handed on, it stays the same bowl


def knife(b: Brush) -> None:
    """A kitchen knife, blade up."""
    handle = b.one_of("#5e3826", "#2b2b36", "#7c4a2a")
    blade = Path().move(-24, -62).line(-24, -330).cubic(-10, -300, 34, -240, 34, -150).line(34, -62).close()
    b.cel(blade, STEEL, dark=polygon([(10, -400), (60, -400), (60, -50), (14, -50)]), bright=rect(-14, -300, 7, 200))
    b.cel(round_rect(-28, -72, 64, 22, 6), "#9aa3b0", line=0.8)
    b.cel(round_rect(-24, -54, 50, 150, 16), handle, dark=rect(6, -60, 30, 170), bright=rect(-16, -44, 7, 110))
    for y in (-24, 22, 68):
        b.canvas.fill(ellipse(1, y, 6), "#d8c08a")


def cup(b: Brush) -> None:
    """A mug with something hot in it."""
    with b.canvas.at(0, 70):
        _mug(b)


def _mug(b: Brush) -> None:
    colour = b.one_of("#f4efe4", "#e2583e", "#3f7f86", "#f2b84b", "#6a6fb0")
    ear = Path().move(62, -118).cubic(124, -126, 124, -36, 58, -40)
    b.canvas.stroke(ear, edge(colour), 22 + 2 * b.line)
    b.canvas.stroke(ear, colour, 22)
    body = (
        Path()
        .move(-72, -150)
        .line(72, -150)
        .line(66, -14)
        .cubic(64, 4, 40, 10, 0, 10)
        .cubic(-40, 10, -64, 4, -66, -14)
        .close()
    )
    b.cel(
        body,
        colour,
        dark=polygon([(80, -160), (80, 20), (-70, 20), (-60, -8), (24, -14), (40, -160)]),
        bright=round_rect(-56, -128, 12, 92, 6),
    )
    b.cel(ellipse(0, -150, 72, 17), lighten(colour, 0.3))
    b.canvas.fill(ellipse(0, -147, 62, 12), b.one_of("#5a2f1c", "#8a5a2a", "#b5793a"))
    if b.fine or b.random.random() < 0.6:
        _steam(b, (-24, 20), -172)


def _steam(b: Brush, columns: tuple[float, ...], top: float) -> None:
    """Steam that winds upward; over a shot it drifts."""
    drift = b.moment * 9
    with b.canvas.group(alpha=0.4, blur=5):
        for k, x in enumerate(columns):
            bends = [(x + 11 * math.sin(drift + k * 2 - rise * 0.05), top - rise) for rise in (0, 35, 70, 106)]
            b.canvas.stroke(smooth(bends, closed=False), "#ffffff", 11)


def bowl(b: Brush) -> None:
    """A noodle bowl on a palm."""
    colour = _HOUSE_WARE
    b.cel(rect(-44, -14, 88, 16), shade(colour), line=0.9)
    body = Path().move(-104, -112).cubic(-98, -48, -62, -12, 0, -10).cubic(62, -12, 98, -48, 104, -112).close()
    b.cel(
        body,
        colour,
        dark=Path().move(110, -120).cubic(100, -20, 20, 10, -80, -30).cubic(0, -30, 60, -60, 64, -120).close(),
        bright=smooth([(-84, -92), (-70, -92), (-58, -56), (-68, -58)]),
    )
    b.canvas.stroke(Path().move(-94, -90).cubic(-58, -81, 58, -81, 94, -90), lighten(colour, 0.55), b.line)
    b.cel(ellipse(0, -112, 104, 25), lighten(colour, 0.4))
    b.canvas.fill(ellipse(0, -109, 92, 19), "#d99a4a")
    for k in range(5):
        x = -62 + k * 28
        b.canvas.stroke(smooth([(x - 26, -108), (x, -116), (x + 24, -104)], closed=False), "#f7dc9a", b.line * 0.9)
    b.canvas.fill(ellipse(40, -113, 22, 9), "#fff7ea")
    b.canvas.fill(ellipse(40, -113, 10, 5), "#f0a030")
    for x, y in ((-40, -112), (-20, -104), (-4, -114), (-56, -105)):
        b.canvas.fill(ellipse(x, y, 6, 3), "#4f9a4a")
    if b.fine:
        _steam(b, (-46, -4, 40), -132)


def chopsticks(b: Brush) -> None:
    """A pair of chopsticks, tips together up and to the left."""
    colour = b.one_of("#a8322f", "#8a5a34", "#3a2a2a", "#c9985a")
    for x, tip in ((0, -150), (26, -132)):
        b.canvas.stroke(Path().move(tip, -262).line(40 + x * 1.4, 96), edge(colour), 12 + 1.6 * b.line)
        b.canvas.stroke(Path().move(tip, -262).line(40 + x * 1.4, 96), colour, 12)
        b.canvas.stroke(Path().move(tip - 2, -262).line(37 + x * 1.4, 92), lighten(colour, 0.4), 3)
        b.canvas.stroke(Path().move(28 + x * 1.4, 58).line(40 + x * 1.4, 96), "#e3c06a", 12)


def bottle(b: Brush) -> None:
    """A bottle held by its neck."""
    glass = b.one_of("#2f6b45", "#6b3f1f", "#7fb4c9", "#36305c")
    body = (
        Path().move(-22, -110).line(22, -110).line(23, 26).cubic(26, 76, 64, 84, 64, 136).line(64, 306)
        .cubic(64, 326, 50, 330, 0, 330).cubic(-50, 330, -64, 326, -64, 306).line(-64, 136)
        .cubic(-64, 84, -26, 76, -23, 26).close()
    )  # fmt: skip
    b.cel(body, glass, dark=rect(26, -120, 60, 470), bright=round_rect(-50, 130, 13, 160, 6))
    label = b.one_of("#f2e4c4", "#d9c49a", "#f7f2e6")
    b.cel(rect(-64, 168, 128, 96), label, dark=rect(34, 168, 40, 96), line=0.7)
    if not b.words((-52, 174, 104, 84), "#7a2430", 24, weight=700, centred=True):
        b.mark([(-36, 198), (36, 198)], "#8a2c34", 1.6)
        b.mark([(-30, 222), (30, 222)], "#6a5a4a", 0.7)
        b.mark([(-30, 240), (20, 240)], "#6a5a4a", 0.7)
    b.cel(round_rect(-26, -128, 52, 56, 8), b.one_of("#b98a3a", "#8a2c34", "#3a3a46"), dark=rect(6, -130, 30, 60))


def wine_glass(b: Brush) -> None:
    """A glass of wine held by its stem."""
    wine = b.one_of("#8c1f38", "#e8c65a", "#e08a8f")
    bowl = Path().move(-62, -262).cubic(-88, -160, -70, -84, 0, -76).cubic(70, -84, 88, -160, 62, -262).close()
    b.canvas.fill(bowl, "#e8f2fa", 0.35)
    with b.canvas.clip(bowl):
        b.canvas.fill(rect(-100, -176, 200, 120), wine, 0.92)
        b.canvas.fill(polygon([(30, -176), (100, -176), (100, -60), (-10, -60)]), shade(wine), 0.8)
        b.canvas.fill(ellipse(0, -176, 77, 11), lighten(wine, 0.35))
    b.canvas.stroke(bowl, "#4a5470", b.line * 0.8)
    b.canvas.stroke(smooth([(-56, -236), (-62, -180), (-50, -128)], closed=False), "#ffffff", b.line, 0.85)
    b.rod((0, -74), (0, 62), 7, "#dbe6f0", bright=False)
    b.cel(ellipse(0, 72, 62, 14), "#dbe6f0", bright=ellipse(-20, 68, 26, 5), line=0.8)


def candle(b: Brush) -> None:
    """A burning candle in a holder; over a shot its flame flickers."""
    sway = math.sin(b.moment * 31) * 0.6 + math.sin(b.moment * 77 + 1) * 0.4 if b.fine else 0.0
    wax = b.one_of("#f7ecd2", "#e8d2e0", "#d94a4a")
    b.canvas.fill(ellipse(0, -232, 210), Radial((0, -232), 210, fade("#ffcf70", 0.55, 0.16, 0.0)))
    body = Path().move(-36, -172).cubic(-20, -182, 20, -182, 36, -172).line(36, -20).line(-36, -20).close()
    b.cel(body, wax, dark=polygon([(10, -190), (50, -190), (50, 0), (2, 0)]))
    b.canvas.fill(smooth([(-36, -172), (-28, -172), (-24, -120), (-32, -112), (-36, -128)]), lighten(wax, 0.5))
    b.mark([(0, -176), (2, -196)], "#2a1a1a", 0.9)
    lean = 14 * sway
    flame = (
        Path()
        .move(0, -190)
        .cubic(-34, -206, -20 + lean * 0.4, -240, lean, -286)
        .cubic(22 + lean * 0.4, -240, 34, -206, 0, -190)
        .close()
    )
    b.canvas.fill(flame, "#ff9a2e")
    b.canvas.fill(flame.moved(lean * 0.1, -82, sx=0.62, sy=0.58), "#ffe27a")
    b.canvas.fill(ellipse(0, -203, 7, 9), "#fffbe6")
    b.cel(
        Path().move(-76, -34).line(76, -34).cubic(70, 4, 40, 10, 0, 10).cubic(-40, 10, -70, 4, -76, -34).close(),
        "#c49a4a",
        dark=rect(20, -40, 70, 60),
        bright=rect(-58, -28, 26, 8),
    )
