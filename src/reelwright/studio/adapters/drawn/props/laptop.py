"""An open laptop close to, with a page on its screen.

Knows the machine and a plain page: a title bar, lines that appear one after another.
"""

from __future__ import annotations

from typing import Final

from ..canvas import Canvas, Linear, Radial, fade, ramp
from ..colour import darken, lighten, mix
from ..path import ellipse, polygon, rect, round_rect
from .closeup import LINE, CloseUp
from .inscription import fitted, key_line, mark_line
from .motion import SWEEP, eased
from .palette import own_colour

_TOP: Final = -480.0
_HINGE: Final = 230.0
_HALF: Final = 465.0


def paint_laptop(canvas: Canvas, close: CloseUp) -> None:
    """The laptop from the front, its screen to the camera, on the table at its foot."""
    colour = close.tone(own_colour("laptop", close.seed))
    line = darken(colour, 0.75)
    canvas.fill(ellipse(0, 130, 760, 560), Radial((0, 130), 760, fade("#bcd8ff", 0.3, 0.0)))
    lid = round_rect(-_HALF, _TOP, 2 * _HALF, _HINGE - _TOP, 26)
    canvas.fill(lid, darken(colour, 0.1))
    canvas.stroke(lid, line, LINE)
    screen = rect(-_HALF + 26, _TOP + 28, 2 * _HALF - 52, _HINGE - _TOP - 66)
    canvas.fill(screen, "#f7f8fc")
    with canvas.clip(screen):
        _page(canvas, close)
        canvas.fill(polygon([(100, _TOP), (330, _TOP), (-60, _HINGE), (-290, _HINGE)]), "#ffffff", 0.07)
    canvas.stroke(screen, "#14141c", 7)
    canvas.fill(ellipse(0, _TOP + 14, 5), "#14141c")
    _keyboard(canvas, colour, line)


def _page(canvas: Canvas, close: CloseUp) -> None:
    left, top, width = -_HALF + 26, _TOP + 28, 2 * _HALF - 52
    accent = ("#3f6fd8", "#2f8f6f", "#b0485a")[close.seed % 3]
    canvas.fill(rect(left, top, width, 62), mix(accent, "#ffffff", 0.86))
    for k, dot in enumerate(("#f0655a", "#f2bd4a", "#5cc46a")):
        canvas.fill(ellipse(left + 36 + k * 32, top + 31, 10), dot)
    canvas.fill(round_rect(left + 150, top + 13, width - 190, 36, 18), "#ffffff")
    y = top + 96.0
    if close.insert.heading:
        size, lines = fitted((close.insert.heading,), width - 100, 130, largest=76, weight=700)
        for line in lines[0]:
            y += size
            canvas.text(line, left + 50, y, size, "#20222e", weight=700)
        y += 22
        canvas.fill(rect(left + 50, y, 120, 8), accent)
        y += 14
    _body(canvas, close, left + 50, y, width - 100)


def _body(canvas: Canvas, close: CloseUp, left: float, top: float, width: float) -> None:
    writing = close.insert.writing
    bottom = _HINGE - 60
    if not writing:
        for k in range(9):
            canvas.fill(round_rect(left, top + 40 + k * 48, width * (0.95 - 0.13 * (k * 3 % 4)), 18, 9), "#c9cedb")
        return
    size, blocks = fitted(writing, width, bottom - top, largest=66, weight=500)
    key, y = key_line(writing), top + size * 1.2
    for i, block in enumerate(blocks):
        for row, line in enumerate(block):
            if i == key:
                mark_line(canvas, line, left, y, size, eased(close.progress, SWEEP), row, len(block))
            canvas.text(line, left, y, size, "#2a2d3a", weight=650 if i == key else 500)
            y += size * 1.32


def _keyboard(canvas: Canvas, colour: str, line: str) -> None:
    deck = polygon([(-_HALF + 6, _HINGE), (_HALF - 6, _HINGE), (_HALF + 70, 412), (-_HALF - 70, 412)])
    canvas.fill(deck, Linear((0, _HINGE), (0, 412), ramp(darken(colour, 0.12), lighten(colour, 0.12))))
    for row in range(4):
        y, high = _HINGE + 22 + row * 28, 20 + row
        half = _HALF - 50 + row * 10
        keys = 12
        for k in range(keys):
            x = -half + 2 * half * k / keys
            canvas.fill(round_rect(x + 4, y, 2 * half / keys - 8, high, 5), darken(colour, 0.62))
    canvas.fill(polygon([(-130, 358), (130, 358), (142, 400), (-142, 400)]), darken(colour, 0.2))
    canvas.stroke(deck, line, LINE)
    canvas.fill(round_rect(-_HALF - 72, 410, 2 * _HALF + 144, 22, 10), darken(colour, 0.3))
    canvas.stroke(round_rect(-_HALF - 72, 410, 2 * _HALF + 144, 22, 10), line, LINE * 0.8)
