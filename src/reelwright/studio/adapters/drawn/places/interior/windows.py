"""Windows: frames, glass, sills, curtains and blinds, and the light they let in.

Knows windows in the wall behind the figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from ...canvas import Canvas, Linear, Radial, fade, ramp
from ...colour import darken, lighten
from ...path import Path, ellipse, polyline, rect
from ..lights import beam
from .room import Room
from .views import Outlook, outlook


@dataclass(frozen=True, slots=True)
class Window:
    """A window in the wall behind the figures: metres left, right, low, high, and its make.

    Args:
        panes: columns and rows of glass.
        arch: the top is round.
        curtain: colour, "" for none.
    """

    x0: float
    x1: float
    low: float
    high: float
    frame: str = "#6a4630"
    panes: tuple[int, int] = (2, 2)
    arch: bool = False
    curtain: str = ""
    blind: str = ""
    view: Outlook = "city"


_SHINE: Final = "#ffffff"


def paint_window(canvas: Canvas, room: Room, window: Window, *, thick: float = 0.06) -> None:
    """A window with its frame, glass, sill, and curtains or a blind."""
    eye, z = room.eye, room.back
    x0, y0 = eye.at(window.x0, window.high, z)
    x1, y1 = eye.at(window.x1, window.low, z)
    t = thick * eye.scale(z)
    frame = room.lit(window.frame)
    opening = _opening(x0, y0, x1, y1, arch=window.arch)
    outer = _opening(x0 - t, y0 - t, x1 + t, y1 + t * 0.6, arch=window.arch)
    canvas.fill(outer.moved(8, 12), "#120a14", 0.22)
    canvas.fill(outer, Linear((x0, y0), (x1, y1), ramp(lighten(frame, 0.12), darken(frame, 0.2))))
    with canvas.clip(opening):
        outlook(canvas, room.site, (x0, y0, x1, y1), window.view)
        _glass(canvas, room, (x0, y0, x1, y1))
    bars = Path()
    columns, rows = window.panes
    for i in range(1, columns):
        bars.add(rect(x0 + (x1 - x0) * i / columns - t * 0.28, y0, t * 0.56, y1 - y0))
    for j in range(1, rows):
        bars.add(rect(x0, y0 + (y1 - y0) * j / rows - t * 0.24, x1 - x0, t * 0.48))
    with canvas.clip(opening):
        canvas.fill(bars, frame)
        canvas.fill(bars.moved(0, 0), Linear((x0, 0), (x1, 0), fade("#1a0c10", 0.35, 0.0)))
    canvas.stroke(opening, darken(frame, 0.45), 3, 0.8)
    _sill(canvas, room, window, frame)
    if window.blind:
        _blind(canvas, room, (x0, y0, x1, y1), window.blind)
    if window.curtain:
        _curtains(canvas, room, (x0 - t, y0 - t, x1 + t, y1), window.curtain)


def repeated(window: Window, left: float, right: float, *, gap: float = 1.0) -> list[Window]:
    """The window and its like along the wall, as many as fit between two x."""
    wide = window.x1 - window.x0
    step = wide + gap
    shifts = [i * step for i in range(-6, 7) if window.x0 + i * step >= left and window.x1 + i * step <= right]
    return [replace(window, x0=window.x0 + shift, x1=window.x1 + shift) for shift in shifts or [0.0]]


def _opening(x0: float, y0: float, x1: float, y1: float, *, arch: bool) -> Path:
    if not arch:
        return rect(x0, y0, x1 - x0, y1 - y0)
    r = (x1 - x0) / 2
    k = r * 0.5523
    top = y0 + r * 0.7
    return (
        Path().move(x0, y1).line(x0, top).cubic(x0, top - k * 0.7, x0 + r - k, y0, x0 + r, y0)
        .cubic(x0 + r + k, y0, x1, top - k * 0.7, x1, top).line(x1, y1).close()
    )  # fmt: skip


def _glass(canvas: Canvas, room: Room, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    w, h = x1 - x0, y1 - y0
    shine = Path()
    for at, wide in ((0.12, 0.14), (0.32, 0.05)):
        shine.move(x0 + w * at, y1).line(x0 + w * (at + wide), y1).line(x0 + w * (at + wide) + h * 0.35, y0).line(
            x0 + w * at + h * 0.35, y0
        ).close()
    bright = 0.26 if room.site.air.lamps < 0.9 else 0.09
    canvas.fill(shine, Linear((0, y0), (0, y1), fade(_SHINE, bright, 0.02)))
    if room.site.lamps:  # the room shows in the panes
        canvas.fill(
            rect(x0, y0, w, h), Radial((x0 + w * 0.3, y0 + h * 0.3), w, fade(room.lamp, 0.2, 0.0)), blend="screen"
        )


def _sill(canvas: Canvas, room: Room, window: Window, frame: str) -> None:
    eye, z = room.eye, room.back
    low = window.low - 0.06
    canvas.fill(eye.flat(window.x0 - 0.12, window.x1 + 0.12, z - 0.16, z, low), lighten(frame, 0.25))
    canvas.fill(eye.front(window.x0 - 0.12, window.x1 + 0.12, low - 0.05, low, z - 0.16), darken(frame, 0.1))


def _curtains(canvas: Canvas, room: Room, box: tuple[float, float, float, float], colour: str) -> None:
    x0, y0, x1, y1 = box
    tone = room.lit(colour)
    wide = min(150.0, (x1 - x0) * 0.26)
    top, foot = y0 - 46, y1 + 150
    for side in (-1, 1):
        edge = x0 - wide * 0.55 if side < 0 else x1 + wide * 0.55
        inner = edge + wide * 1.25 * (1 if side < 0 else -1)
        tie = edge + wide * 0.6 * (1 if side < 0 else -1)
        path = Path().move(edge, top).line(inner, top).cubic(inner, top + 300, tie, foot - 420, tie, foot - 300)
        path.cubic(
            tie + (inner - tie) * 0.5,
            foot - 150,
            inner - (inner - edge) * 0.2,
            foot - 60,
            inner - (inner - edge) * 0.2,
            foot,
        ).line(edge, foot).close()
        canvas.fill(
            path, Linear((edge, 0), (inner, 0), ramp(darken(tone, 0.22), tone, lighten(tone, 0.16), tone)), 0.97
        )
        folds = Path()
        for i in range(1, 5):
            u = i / 5
            folds.move(edge + (inner - edge) * u, top).cubic(
                edge + (inner - edge) * u,
                top + 320,
                edge + (tie - edge) * u,
                foot - 400,
                edge + (tie - edge) * u,
                foot - 290,
            )
            folds.cubic(
                edge + (tie - edge) * u,
                foot - 200,
                edge + (inner - edge) * 0.8 * u,
                foot - 100,
                edge + (inner - edge) * 0.8 * u,
                foot,
            )
        canvas.stroke(folds, darken(tone, 0.3), 5, 0.35)
        canvas.stroke(polyline([(edge, foot - 300), (tie, foot - 296)]), darken(tone, 0.35), 14)
    rod = room.lit("#4a3426")
    canvas.stroke(polyline([(x0 - wide * 0.75, top - 4), (x1 + wide * 0.75, top - 4)]), rod, 13)
    canvas.fill(ellipse(x0 - wide * 0.75, top - 4, 14).add(ellipse(x1 + wide * 0.75, top - 4, 14)), lighten(rod, 0.2))


def _blind(canvas: Canvas, room: Room, box: tuple[float, float, float, float], colour: str) -> None:
    x0, y0, x1, y1 = box
    tone = room.lit(colour)
    slats = Path()
    y = y0
    while y < y0 + (y1 - y0) * 0.38:
        slats.add(rect(x0, y, x1 - x0, 11))
        y += 19
    canvas.fill(slats, Linear((0, y0), (0, y), ramp(lighten(tone, 0.1), tone)), 0.95)
    canvas.fill(rect(x0, y, x1 - x0, 12), darken(tone, 0.15))


def window_light(canvas: Canvas, room: Room, window: Window, *, lean: float = 0.9, alpha: float = 1.0) -> None:
    """What the sun or moon throws in through a window: shafts in the air and its shape on the floor."""
    air, eye = room.site.air, room.eye
    strength = air.beams * alpha
    if strength < 0.05:
        return
    colour = lighten(air.sun, 0.15)
    columns = window.panes[0]
    step = (window.x1 - window.x0) / columns
    for i in range(columns):
        a, b = window.x0 + step * (i + 0.06), window.x0 + step * (i + 0.94)
        z0, z1 = room.back - 2.0, room.back - 4.6
        patch = eye.shape([(a + lean, 0, z0), (b + lean, 0, z0), (b + lean * 1.9, 0, z1), (a + lean * 1.9, 0, z1)])
        y = eye.at(0, 0, z0)[1]
        canvas.fill(patch, Linear((0, y), (0, y + 400), fade(colour, 0.34 * strength, 0.12 * strength)), blend="screen")
        top = (eye.at(a, window.high, room.back), eye.at(b, window.high, room.back))
        foot = (eye.at(a + lean * 1.9, 0, z1), eye.at(b + lean * 1.9, 0, z1))
        beam(canvas, top, foot, colour, 0.2 * strength)
