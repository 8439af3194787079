"""What things lie or stand on when nobody holds them: a table from above, and one before the place.

Knows wood, cloth and light. Refuses to know what lies there. Stage units, the whole plane painted
for what lies, the part below the table's edge for what stands.
"""

from __future__ import annotations

from random import Random
from typing import Final

from ..canvas import Canvas, Linear, Radial, fade, ramp
from ..colour import darken, lighten, luminance, mix, rgb
from ..path import Path, ellipse, polygon, rect
from ..stage import MARGIN, STAGE_HEIGHT, Light

_LIT: Final = 0.25
"""How bright a place must be for a window to be seen in what lies on its tables."""
TABLE_EDGE: Final = 1060.0
"""Where the table ends and the room behind begins, for things that stand."""

_WOODS: Final = ("#8a5a3a", "#b98457", "#6a4534", "#4b4a58", "#a9785a")


def _lit(colour: str, light: Light) -> str:
    """The colour under the tint of a place's light."""
    tinted = "#" + "".join(f"{a * b // 255:02x}" for a, b in zip(rgb(colour), rgb(light.tint), strict=True))
    return mix(colour, tinted, light.tint_strength)


def _whole(width: float) -> Path:
    return rect(-MARGIN, -MARGIN, width + 2 * MARGIN, STAGE_HEIGHT + 2 * MARGIN)


def _sunny(light: Light) -> float:
    """How bright a place is: 0 for a night, 1 for a day; its shade is what tells them apart."""
    return min(1.0, max(0.0, (luminance(light.tint) - 0.68) / 0.26))


def _wood(light: Light, random: Random) -> str:
    """A wood as it looks in this light: in the sun pale and warm."""
    wood = random.choice(_WOODS)
    return _lit(mix(wood, mix("#f2d2a6", light.key, 0.3), 0.5 * _sunny(light)), light)


def paint_table_top(canvas: Canvas, *, width: float, seed: int, light: Light) -> None:
    """A table seen from above, lit from the side of the key light."""
    random = Random(f"table/{seed}")
    wood = _wood(light, random)
    canvas.fill(_whole(width), wood)
    _planks(canvas, width, wood, random)
    _pool(canvas, width, light)


def _planks(canvas: Canvas, width: float, wood: str, random: Random) -> None:
    top, bottom = -MARGIN, STAGE_HEIGHT + MARGIN
    x = -MARGIN
    while x < width + MARGIN:
        across = random.uniform(230, 330)
        canvas.fill(
            rect(x, top, across, bottom - top),
            mix(wood, random.choice(("#ffffff", "#1c0c18")), random.uniform(0, 0.09)),
        )
        for _ in range(5):
            gx, gy = x + random.uniform(20, across - 20), random.uniform(top, bottom - 400)
            run, bend = random.uniform(260, 800), random.uniform(-16, 16)
            grain = Path().move(gx, gy).cubic(gx + bend, gy + run / 3, gx - bend, gy + run * 2 / 3, gx, gy + run)
            canvas.stroke(grain, darken(wood, 0.32), random.uniform(2, 5), 0.3)
        canvas.stroke(Path().move(x, top).line(x, bottom), darken(wood, 0.5), 7)
        canvas.stroke(Path().move(x + 6, top).line(x + 6, bottom), lighten(wood, 0.2), 3, 0.6)
        x += across


def _pool(canvas: Canvas, width: float, light: Light) -> None:
    """The key light falls across the table and leaves the far corners dark."""
    x = width / 2 + light.side * width * 0.3
    canvas.fill(_whole(width), Radial((x, 560), 1150, fade(light.key, 0.34, 0.14, 0.0)))
    deep = 1 - 0.7 * _sunny(light)
    dark = mix(_lit("#150b22", light), light.ambient, 0.5)
    canvas.fill(_whole(width), Radial((x, 760), 1750, fade(dark, 0.0, 0.08 * deep, 0.36 * deep, 0.72 * deep)))


def paint_window_light(canvas: Canvas, *, width: float, light: Light) -> None:
    """The panes of a window as the sun lays them across a table and what lies on it; nothing after dark."""
    sun = _sunny(light)
    if sun < _LIT:
        return
    side, middle = light.side, width / 2
    for first, last in ((-560.0, -250.0), (-190.0, 120.0)):
        top, foot = 320.0, 1560.0
        slant = -side * 430.0
        pane = polygon(
            [
                (middle - side * first, top), (middle - side * last, top),
                (middle - side * last + slant, foot), (middle - side * first + slant, foot),
            ]
        )  # fmt: skip
        falls = Linear((0, top), (0, foot), fade(light.key, 0.0, 0.32 * sun, 0.32 * sun, 0.0))
        canvas.fill(pane, falls)


def paint_table_front(canvas: Canvas, *, width: float, seed: int, light: Light) -> None:
    """A table seen from its front; above its edge nothing is painted, for the place is seen there."""
    random = Random(f"room/{seed}")
    wood = _wood(light, random)
    top = rect(-MARGIN, TABLE_EDGE, width + 2 * MARGIN, STAGE_HEIGHT + MARGIN - TABLE_EDGE)
    canvas.fill(top, Linear((0, TABLE_EDGE), (0, STAGE_HEIGHT), ramp(lighten(wood, 0.16), wood, _far(wood, light))))
    with canvas.clip(top):
        for _ in range(26):
            y = TABLE_EDGE + 20 + 840 * random.random() ** 1.6
            x, run = random.uniform(-MARGIN, width), random.uniform(200, 620)
            canvas.stroke(Path().move(x, y).quad(x + run / 2, y + 8, x + run, y), darken(wood, 0.35), 4, 0.3)
        glow = (width / 2 + light.side * 200, TABLE_EDGE + 130)
        canvas.fill(ellipse(*glow, 640, 150), Radial(glow, 640, fade(light.key, 0.4, 0.0)))
    canvas.stroke(Path().move(-MARGIN, TABLE_EDGE).line(width + MARGIN, TABLE_EDGE), lighten(wood, 0.42), 8)


def _far(wood: str, light: Light) -> str:
    """The wood at the foot of the frame, where the light of the place hardly reaches."""
    return mix(darken(wood, 0.5 - 0.25 * _sunny(light)), light.ambient, 0.16)
