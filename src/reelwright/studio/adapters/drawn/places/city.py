"""Cities: skylines with lit windows, neon signs with words, poles and wires.

Knows towers and streets as the background of a place; the places decide where they stand.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten, mix
from ..letters import measure, require_characters
from ..path import Path, ellipse, polygon, rect, round_rect
from .lights import glow
from .site import Site

WARM_WINDOWS: Final = ("#ffd98a", "#ffe9bf", "#ffc27a", "#ffb7c7", "#9fd8ff")
NEONS: Final = ("#ff3f8e", "#2fe0ff", "#ffb03a", "#a07bff", "#5dffb0", "#ff5a4a")


@dataclass(frozen=True, slots=True)
class Skyline:
    """One row of towers.

    Args:
        base: y of the ground they stand on.
        heights: lowest and highest tower, in stage units.
        colour: of the walls, before air and distance.
        far: how much haze lies before them, 0 to 1.
        widths: narrowest and widest tower.
        pane: width and height of a window, and the gap between them.
        salt: names this row among the place's dice.
    """

    base: float
    heights: tuple[float, float]
    colour: str
    far: float
    widths: tuple[float, float] = (90.0, 210.0)
    pane: tuple[float, float, float] = (13.0, 18.0, 9.0)
    salt: str = "skyline"


def paint_skyline(canvas: Canvas, site: Site, line: Skyline, span: tuple[float, float] | None = None) -> None:
    """A row of towers with windows lit as the hour asks."""
    dice = site.dice(line.salt, site.facing)
    left, right = span or (site.left, site.right)
    wall = site.outdoors(line.colour, line.far)
    panes: dict[str, Path] = defaultdict(Path)
    dark_panes, details, edges = Path(), Path(), Path()
    lit = site.air.lamps * 0.58
    x = left - dice.uniform(0, 60)
    while x < right:
        width, height = dice.uniform(*line.widths), dice.uniform(*line.heights)
        tone = mix(wall, site.outdoors("#1c2040", line.far), dice.uniform(0.0, 0.3))
        foot = mix(tone, site.air.haze, 0.2 + site.air.thick * 0.6 * (0.4 + line.far))
        top = line.base - height
        canvas.fill(
            _tower(dice, x, top, width, line.base + 700),
            Linear((0, top), (0, line.base), ramp(lighten(tone, 0.05), tone, foot)),
        )
        edges.add(rect(x, top, max(3.0, width * 0.09), height + 700))
        _crown(dice, details, x, top, width)
        _windows(dice, panes, dark_panes, (x, top, width, line.base + 160), line.pane, lit)
        x += width + dice.uniform(-8, 22)
    canvas.fill(details, darken(wall, 0.22))
    canvas.fill(edges, mix(site.air.sun, wall, 0.3), 0.3)
    canvas.fill(dark_panes, mix(site.air.sky[2], wall, 0.35) if not site.night else darken(wall, 0.35), 0.5)
    for colour, path in panes.items():
        canvas.fill(path, mix(colour, site.air.haze, line.far * 0.45), 0.92)


def _tower(dice: Random, x: float, top: float, width: float, foot: float) -> Path:
    form = dice.random()
    body = rect(x, top, width, foot - top)
    if form < 0.3:  # stepped back
        step = width * dice.uniform(0.15, 0.28)
        body.add(rect(x + step, top - dice.uniform(30, 90), width - 2 * step, 100))
    elif form < 0.42:  # a slanted roof
        body.add(polygon([(x, top + 1), (x + width, top + 1), (x + width, top - width * 0.3)]))
    return body


def _crown(dice: Random, details: Path, x: float, top: float, width: float) -> None:
    if dice.random() < 0.45:
        mast = x + width * dice.uniform(0.25, 0.75)
        tall = dice.uniform(50, 140)
        details.add(rect(mast - 2, top - tall, 4, tall)).add(rect(mast - 9, top - tall * 0.6, 18, 3))
    if dice.random() < 0.4:
        tank = x + width * dice.uniform(0.15, 0.6)
        details.add(rect(tank, top - 34, 36, 26)).add(rect(tank + 4, top - 10, 4, 10)).add(
            rect(tank + 28, top - 10, 4, 10)
        )


def _windows(
    dice: Random, panes: dict[str, Path], dark: Path, wall: tuple[float, float, float, float],
    pane: tuple[float, float, float], lit: float,
) -> None:  # fmt: skip
    x, top, width, foot = wall
    across, down, gap = pane
    margin = gap + 5
    columns = int((width - 2 * margin + gap) / (across + gap))
    if columns < 1:
        return
    first = x + (width - columns * (across + gap) + gap) / 2
    office = dice.random() < 0.3  # whole floors lit together
    y = top + margin + 6
    while y < foot:
        floor_lit = dice.random() < lit
        tone = dice.choice(WARM_WINDOWS)
        for column in range(columns):
            on = (floor_lit and dice.random() < 0.8) if office else dice.random() < lit
            box = rect(first + column * (across + gap), y, across, down)
            if on:
                panes[tone if office else dice.choice(WARM_WINDOWS)].add(box)
            elif dice.random() < 0.55:
                dark.add(box)
        y += down + gap


# --- signs -------------------------------------------------------------------------------------


def upright_sign(canvas: Canvas, site: Site, words: str, x: float, y: float, width: float, colour: str) -> float:
    """A tall neon sign, never longer than six times its width; returns its height.

    Short Chinese or Japanese names stand one character under another; others are turned.

    Raises:
        FontError: a character cannot be drawn.
    """
    require_characters(words)
    stacked = len(words) <= _STACKED and any(ord(char) >= 0x2E80 for char in words)
    lit = site.lamps
    tube = colour if lit else mix(colour, "#5a5666", 0.35)
    size, height = _upright_measures(words, width, stacked=stacked)
    if lit:
        glow(canvas, x + width / 2, y + height / 2, max(height, width) * 1.05, colour, 0.42)
    canvas.fill(round_rect(x, y, width, height, 10), "#140e2c" if lit else site.outdoors("#3a3548"))
    canvas.stroke(round_rect(x + 6, y + 6, width - 12, height - 12, 7), tube, 5)
    ink = lighten(colour, 0.6) if lit else lighten(tube, 0.3)
    middle = x + width / 2
    if stacked:
        for i, char in enumerate(words):
            line = y + width * 0.16 + size * (0.92 + i * 1.12)
            canvas.text(char, middle, line, size, ink, weight=700, align="centre")
    else:
        with canvas.at(middle - size * 0.36, y + height / 2, degrees=90):
            canvas.text(words, 0, 0, size, ink, weight=700, align="centre")
    return height


_STACKED: Final = 8
_LONGEST: Final = 6.0


def _upright_measures(words: str, width: float, *, stacked: bool) -> tuple[float, float]:
    """Size of the letters and height of the sign that fit each other."""
    if stacked:
        size = min(width * 0.72, width * (_LONGEST - 0.4) / (len(words) * 1.12))
        return size, len(words) * size * 1.12 + width * 0.4
    size = width * 0.66
    long = measure(words, size, 700)
    size *= min(1.0, width * (_LONGEST - 0.7) / max(1.0, long))
    return size, measure(words, size, 700) + width * 0.7


def board(
    canvas: Canvas, words: str, box: tuple[float, float, float, float], *,
    back: str, ink: str, lit: bool = False, weight: int = 700,
) -> None:  # fmt: skip
    """A flat sign whose words fill it.

    Raises:
        FontError: a character cannot be drawn.
    """
    x, y, width, height = box
    if lit:
        glow(canvas, x + width / 2, y + height / 2, width * 0.75, back, 0.45)
    canvas.fill(
        round_rect(x, y, width, height, height * 0.08), Linear((0, y), (0, y + height), ramp(lighten(back, 0.1), back))
    )
    canvas.stroke(
        round_rect(x + height * 0.06, y + height * 0.06, width - height * 0.12, height * 0.88, height * 0.06),
        mix(back, ink, 0.6),
        height * 0.025,
    )
    size = min(height * 0.62, height * 0.62 * (width * 0.88) / max(1.0, measure(words, height * 0.62, weight)))
    canvas.text(words, x + width / 2, y + height / 2 + size * 0.36, size, ink, weight=weight, align="centre")


def wires(
    canvas: Canvas, points: list[tuple[float, float, float, float, float]], colour: str, width: float = 4.0
) -> None:
    """Hanging cables: each from (x0, y0) to (x1, y1) with a sag."""
    path = Path()
    for x0, y0, x1, y1, sag in points:
        path.move(x0, y0).quad((x0 + x1) / 2, (y0 + y1) / 2 + sag * 2, x1, y1)
    canvas.stroke(path, colour, width)


def on_wire(x0: float, y0: float, x1: float, y1: float, sag: float, count: int) -> list[tuple[float, float]]:
    """Points evenly spread along a hanging cable, without its ends."""
    points = []
    for i in range(1, count + 1):
        u = i / (count + 1)
        v = 1 - u
        points.append((
            v * v * x0 + 2 * u * v * (x0 + x1) / 2 + u * u * x1,
            v * v * y0 + 2 * u * v * ((y0 + y1) / 2 + sag * 2) + u * u * y1,
        ))  # fmt: skip
    return points


def street_lamp(canvas: Canvas, site: Site, x: float, foot: float, height: float, *, left: bool = False) -> None:
    """A lamp post with an arm; lit when lamps are."""
    arm = -height * 0.16 if left else height * 0.16
    pole = site.outdoors("#3a3d50")
    thick = height * 0.014
    top = foot - height
    path = Path().move(x, foot).line(x, top + height * 0.08).quad(x, top, x + arm, top)
    canvas.stroke(path, pole, thick)
    canvas.fill(rect(x - thick * 1.4, foot - height * 0.08, thick * 2.8, height * 0.08), darken(pole, 0.2))
    head = x + arm
    canvas.fill(
        polygon(
            [
                (head - height * 0.05, top + 8),
                (head + height * 0.05, top + 8),
                (head + height * 0.03, top - 10),
                (head - height * 0.03, top - 10),
            ]
        ),
        darken(pole, 0.25),
    )
    canvas.fill(ellipse(head, top + 10, height * 0.042, height * 0.014), "#fff2cc" if site.lamps else "#cfd4d8")
    if site.lamps:
        glow(canvas, head, top + 12, height * 0.42, "#ffcf8a", 0.6)
        cone = polygon(
            [
                (head - height * 0.04, top + 12),
                (head + height * 0.04, top + 12),
                (head + height * 0.3, foot),
                (head - height * 0.3, foot),
            ]
        )
        canvas.fill(cone, Linear((0, top), (0, foot), fade("#ffd9a0", 0.22, 0.0)), blend="screen")
