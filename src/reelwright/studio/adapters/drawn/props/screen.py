"""A telephone's screen close to: a chat, an incoming call, or the lock screen.

Knows how a screen looks. What the chat says and when is laid out in ``chat.py``.
"""

from __future__ import annotations

import math
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, Radial, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, polyline, rect, round_rect, smooth
from .brush import soft_shadow
from .chat import LEADING, PAD_X, PAD_Y, SIZE, Bubble, bubbles, scrolled
from .closeup import CloseUp
from .palette import own_colour

HALF: Final = 376.0
"""Half the width of the telephone."""
TOP: Final = -552.0
BOTTOM: Final = 532.0
_BEZEL: Final = 17.0
_LEFT: Final = -HALF + _BEZEL
_WIDE: Final = 2 * (HALF - _BEZEL)
_HEAD: Final = TOP + 178
_FOOT: Final = BOTTOM - 118
_THEMES: Final = (
    ("#f3f1f7", "#ffffff", "#4f7df0", "#6a5cd8"),
    ("#eef4f0", "#ffffff", "#2fa86a", "#2b8f9f"),
    ("#f6efe9", "#ffffff", "#e2604a", "#d9497a"),
)


def paint_phone(canvas: Canvas, close: CloseUp) -> None:
    """The telephone with what is on its screen."""
    random = Random(f"phone/{close.seed}/screen")
    case = own_colour("phone", close.seed)
    body = round_rect(-HALF, TOP, 2 * HALF, BOTTOM - TOP, 74)
    if close.hand is None:
        soft_shadow(canvas, body, dx=-close.light.side * 30, dy=36)
    canvas.fill(body, close.tone(case))
    with canvas.clip(body):
        canvas.fill(body.moved(-close.light.side * 9, 9), close.tone(darken(case, 0.4)))
    canvas.stroke(body, darken(case, 0.8), 8)
    glass = round_rect(_LEFT, TOP + _BEZEL, _WIDE, BOTTOM - TOP - 2 * _BEZEL, 58)
    canvas.fill(glass, "#101018")
    with canvas.clip(glass):
        if close.insert.writing:
            _chat(canvas, close, _THEMES[close.seed % len(_THEMES)])
        else:
            _wallpaper(canvas, random)
            (_call if close.insert.heading else _locked)(canvas, close)
        _status(canvas, random, clock(close), dark=not close.insert.writing)
        gloss = polygon([(60, TOP), (260, TOP), (-200, BOTTOM), (-400, BOTTOM)])
        canvas.fill(gloss, "#ffffff", 0.045)
    canvas.fill(round_rect(-62, TOP + 30, 124, 30, 15), "#08080c")
    canvas.stroke(glass, "#08080c", 5)


def _status(canvas: Canvas, random: Random, time: str, *, dark: bool) -> None:
    ink = "#ffffff" if dark else "#2a2a36"
    y = TOP + 62
    canvas.text(time, _LEFT + 44, y, 34, ink, weight=600)
    right = _LEFT + _WIDE - 44
    canvas.stroke(round_rect(right - 46, y - 23, 42, 22, 6), ink, 3, 0.8)
    canvas.fill(round_rect(right - 42, y - 19, random.randint(10, 34), 14, 3), ink)
    for k in range(4):
        canvas.fill(round_rect(right - 100 + k * 11, y - 8 - k * 5, 7, 8 + k * 5, 2), ink, 1.0 if k < 3 else 0.35)


def clock(close: CloseUp) -> str:
    """The time that a telephone shows, wherever it shows it."""
    random, hours = Random(f"phone/{close.seed}/clock"), close.hours
    return f"{random.randint(*hours):02d}:{random.randint(0, 59):02d}"


def _chat(canvas: Canvas, close: CloseUp, theme: tuple[str, str, str, str]) -> None:
    back, theirs, mine, accent = theme
    canvas.fill(rect(_LEFT, TOP, _WIDE, BOTTOM - TOP), back)
    page = bubbles(close.insert, _WIDE - 64)
    top = _HEAD + 26
    with (
        canvas.clip(rect(_LEFT, _HEAD, _WIDE, _FOOT - _HEAD)),
        canvas.at(0, -scrolled(page, _FOOT - top - 22, close.progress)),
    ):
        for bubble in page:
            _bubble(canvas, bubble, top, close.progress, (theirs, mine))
        _typing(canvas, page, top, close.progress, theirs)
    _chat_head(canvas, close.insert.heading, accent)
    _chat_foot(canvas, page, close.progress, accent)


def _bubble(canvas: Canvas, bubble: Bubble, top: float, progress: float, colours: tuple[str, str]) -> None:
    grown = bubble.grown(progress)
    if grown <= 0:
        return
    colour, ink = (colours[1], "#ffffff") if bubble.mine else (colours[0], "#23232e")
    x = _LEFT + _WIDE - 32 - bubble.width if bubble.mine else _LEFT + 32
    y = top + bubble.y
    corner = (x + bubble.width if bubble.mine else x, y + bubble.height)
    with canvas.at(scale=grown, pivot=corner), canvas.group(alpha=min(1.0, grown * 1.4)):
        form = round_rect(x, y, bubble.width, bubble.height, 36).add(_tail(corner, mine=bubble.mine))
        canvas.fill(form.moved(0, 5), "#3a3060", 0.13)
        canvas.fill(form, colour)
        for i, line in enumerate(bubble.lines):
            canvas.text(line, x + PAD_X, y + PAD_Y + SIZE * 0.86 + i * LEADING, SIZE, ink, weight=500)


def _tail(corner: tuple[float, float], *, mine: bool) -> Path:
    """Drawn the way round that the bubble is, so that both fill as one."""
    x, y = corner
    if mine:
        return (
            Path()
            .move(x - 40, y - 34)
            .line(x, y - 34)
            .cubic(x - 2, y - 12, x + 6, y - 3, x + 14, y)
            .cubic(x - 8, y + 3, x - 26, y - 2, x - 40, y)
            .close()
        )
    return (
        Path()
        .move(x + 40, y - 34)
        .line(x + 40, y)
        .cubic(x + 26, y - 2, x + 8, y + 3, x - 14, y)
        .cubic(x - 6, y - 3, x + 2, y - 12, x, y - 34)
        .close()
    )


def _typing(canvas: Canvas, page: tuple[Bubble, ...], top: float, progress: float, colour: str) -> None:
    """Three dots that bounce while the other person writes."""
    for before, bubble in zip((None, *page), page, strict=False):
        if bubble.mine or not bubble.is_typed(progress):
            continue
        y = top + (before.y + before.height + 26 if before else 0)
        x = _LEFT + 32
        canvas.fill(round_rect(x, y, 138, 76, 36).add(_tail((x, y + 76), mine=False)), colour)
        for k in range(3):
            lift = max(0.0, math.sin(progress * 90 - k * 0.9))
            canvas.fill(ellipse(x + 38 + k * 31, y + 40 - 11 * lift, 10), mix("#b9b6c6", "#6b6880", lift))


def _chat_head(canvas: Canvas, name: str, accent: str) -> None:
    canvas.fill(rect(_LEFT, TOP, _WIDE, _HEAD - TOP), "#ffffff")
    canvas.fill(rect(_LEFT, _HEAD - 3, _WIDE, 3), "#dcd8e4")
    y = _HEAD - 62
    canvas.stroke(polyline([(_LEFT + 52, y - 22), (_LEFT + 32, y), (_LEFT + 52, y + 22)]), accent, 8)
    x = _LEFT + 122
    _avatar(canvas, name, x, y, 43, accent)
    size = 56.0
    while canvas.text(name, x + 66, y + 16, size, "#1f1f2a", weight=650, alpha=0) > 350 and size > 24:
        size -= 4
    canvas.text(name, x + 66, y + size * 0.36, size, "#1f1f2a", weight=650)
    _phone_icon(canvas, _LEFT + _WIDE - 66, y, 22, accent)


def _avatar(canvas: Canvas, name: str, x: float, y: float, radius: float, accent: str) -> None:
    canvas.fill(ellipse(x, y, radius), Linear((x, y - radius), (x, y + radius), ramp(lighten(accent, 0.4), accent)))
    with canvas.clip(ellipse(x, y, radius)):
        if name:
            canvas.text(name[0].upper(), x, y + radius * 0.38, radius * 1.06, "#ffffff", weight=700, align="centre")
        else:
            canvas.fill(ellipse(x, y - radius * 0.2, radius * 0.36), "#ffffff")
            canvas.fill(ellipse(x, y + radius * 0.84, radius * 0.68, radius * 0.52), "#ffffff")


def _phone_icon(canvas: Canvas, x: float, y: float, size: float, colour: str, degrees: float = 0.0) -> None:
    with canvas.at(x, y, scale=size / 22, degrees=degrees):
        canvas.stroke(Path().move(-16, -12).cubic(-14, 6, -4, 15, 13, 16), colour, 9)
        canvas.stroke(polyline([(-16, -15), (-10, -6)]), colour, 12)
        canvas.stroke(polyline([(7, 11), (16, 17)]), colour, 12)


def _chat_foot(canvas: Canvas, page: tuple[Bubble, ...], progress: float, accent: str) -> None:
    """The field where the owner writes: their next message grows in it before it is sent."""
    canvas.fill(rect(_LEFT, _FOOT, _WIDE, 200), "#ffffff")
    canvas.fill(rect(_LEFT, _FOOT, _WIDE, 3), "#dcd8e4")
    field = round_rect(_LEFT + 28, _FOOT + 18, _WIDE - 138, 66, 33)
    canvas.fill(field, "#efedf4")
    draft = next((b for b in page if b.mine and b.is_typed(progress)), None)
    x = _LEFT + 54
    with canvas.clip(field):
        if draft:
            typed = draft.text[
                : math.ceil(len(draft.text) * (progress - draft.time.typing) / (draft.time.pops - draft.time.typing))
            ]
            across = canvas.text(typed, x, _FOOT + 66, 46, "#2a2a36", weight=450, alpha=0)
            x -= max(0.0, across - (_WIDE - 210))
            x += canvas.text(typed, x, _FOOT + 66, 46, "#2a2a36", weight=450) + 5
        canvas.fill(rect(x, _FOOT + 32, 4, 40), accent, 1.0 if draft else 0.7)
    send = (_LEFT + _WIDE - 62, _FOOT + 51)
    canvas.fill(ellipse(*send, 35), accent if draft else mix(accent, "#d8d5e0", 0.6))
    canvas.fill(
        polygon(
            [
                (send[0] - 13, send[1] - 17),
                (send[0] + 20, send[1]),
                (send[0] - 13, send[1] + 17),
                (send[0] - 6, send[1]),
            ]
        ),
        "#ffffff",
    )
    canvas.fill(round_rect(-90, BOTTOM - 32, 180, 8, 4), "#2a2a36", 0.7)


def _wallpaper(canvas: Canvas, random: Random) -> None:
    """Dusk over hills, drawn from the seed."""
    sky = random.choice(
        (("#1c1a4a", "#7a3f8a", "#f0926a"), ("#0e1c3a", "#23507a", "#7fb0c0"), ("#231437", "#5a2a5e", "#d86a7a"))
    )
    canvas.fill(rect(_LEFT, TOP, _WIDE, BOTTOM - TOP), Linear((0, TOP), (0, BOTTOM - 160), ramp(*sky)))
    canvas.fill(ellipse(120, 130, 74), lighten(sky[2], 0.55), 0.9)
    for k in range(3):
        y = 190 + k * 110
        ridge = [(_LEFT - 60 + i * 150, y + random.uniform(-60, 60)) for i in range(7)]
        hill = smooth([*ridge, (HALF + 300, BOTTOM + 200), (-HALF - 300, BOTTOM + 200)])
        canvas.fill(hill, mix(sky[1], "#0c0a1e", 0.3 + 0.25 * k))


def _locked(canvas: Canvas, close: CloseUp) -> None:
    canvas.text(clock(close), 0, TOP + 330, 176, "#ffffff", weight=400, align="centre")
    canvas.fill(round_rect(-90, BOTTOM - 46, 180, 9, 4.5), "#ffffff", 0.8)


def _call(canvas: Canvas, close: CloseUp) -> None:
    """Somebody calls: the name, rings that spread, two buttons."""
    canvas.fill(rect(_LEFT, TOP, _WIDE, BOTTOM - TOP), "#0c0a1e", 0.45)
    name, beat = close.insert.heading, close.progress * 6
    for k in range(3):
        t = (beat + k / 3) % 1.0
        canvas.stroke(ellipse(0, -190, 118 + 130 * t), "#ffffff", 5, 0.55 * (1 - t))
    _avatar(canvas, name, 0, -190, 118, "#5a6ad8")
    size = 78.0
    while canvas.text(name, 0, 60, size, "#ffffff", weight=650, alpha=0) > _WIDE - 70 and size > 30:
        size -= 6
    canvas.text(name, 0, 64, size, "#ffffff", weight=650, align="centre")
    for k in range(3):
        on = 0.35 + 0.65 * max(0.0, math.sin(beat * math.tau - k * 0.8))
        canvas.fill(ellipse(-34 + k * 34, 124, 9), "#ffffff", on)
    for x, colour, degrees in ((-150, "#e2455a", 135), (150, "#39b96f", 0)):
        canvas.fill(ellipse(x, BOTTOM - 190, 88), Radial((x, BOTTOM - 190), 88, fade(colour, 1.0, 1.0)))
        _phone_icon(canvas, x, BOTTOM - 190, 44, "#ffffff", degrees)
