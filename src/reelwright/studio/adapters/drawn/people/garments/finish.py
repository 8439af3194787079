"""The torso of a garment: cloth, pattern, form shadow, folds, then what makes it this garment."""

from __future__ import annotations

from reelwright.story import Look, Person

from ...canvas import Canvas
from ...path import Path
from ...stage import FigureState
from ..ink import joined, mass, outlined, ring, taper
from ..tones import cloth_tones
from ..torso import Stand
from .fronts import paint_front_of
from .patterns import paint_pattern


def pattern_on(canvas: Canvas, look: Look, stand: Stand) -> None:
    """Draw the pattern of a look over whatever is clipped."""
    b = stand.body
    box = (-b.shoulder * 2.2, b.neck_y - 60, b.shoulder * 2.2, b.sole_y)
    paint_pattern(canvas, look, box, b.scale)


def hood_behind(canvas: Canvas, stand: Stand, look: Look) -> None:
    """Draw a hood that lies behind the neck."""
    if look.garment != "hoodie":
        return
    b, cloth = stand.body, cloth_tones(look.colour)
    s = b.scale
    y = b.neck_y
    hood = mass(
        [
            (-b.neck - 96 * s, y + 60 * s),
            (-b.neck - 96 * s, y - 40 * s),
            (-b.neck - 20 * s, y - 92 * s),
            (b.neck + 20 * s, y - 92 * s),
            (b.neck + 96 * s, y - 40 * s),
            (b.neck + 96 * s, y + 60 * s),
        ]
    )
    outlined(canvas, hood, cloth.deep, cloth.line, 3.6)


def finish(canvas: Canvas, person: Person, look: Look, stand: Stand, torso: Path, state: FigureState) -> None:
    """Draw the torso of a look."""
    main = look.second_colour if look.garment == "apron" else look.colour
    cloth = cloth_tones(main)
    outlined(canvas, torso, cloth.base, cloth.line, 4.2)
    with canvas.clip(torso):
        if look.garment != "apron":
            pattern_on(canvas, look, stand)
        _shadow(canvas, stand, main, state.light)
        canvas.fill(joined(_creases(stand)), cloth.line, 0.55)
    paint_front_of(canvas, person, look, stand, torso, state.light)


def _shadow(canvas: Canvas, stand: Stand, colour: str, light: int) -> None:
    b, cloth = stand.body, cloth_tones(colour)
    s, side = b.scale, -light
    low = stand.hem_y + 40
    edge = [
        (side * b.shoulder * 0.62, b.shoulder_y - 60 * s), (side * b.shoulder * 0.74, b.shoulder_y + 60 * s),
        (side * b.chest * 0.66, b.shoulder_y + 190 * s),
        (side * b.chest * 0.74, b.chest_y), (side * b.waist * 0.5, b.waist_y - 40 * s),
        (side * b.waist * 0.62, b.waist_y + 60 * s), (side * b.hip * 0.52, b.hip_y), (side * b.hip * 0.44, low),
    ]  # fmt: skip
    canvas.fill(
        mass([*edge, (side * b.shoulder * 3, low), (side * b.shoulder * 3, b.shoulder_y - 80)], tension=0.45),
        cloth.shade,
        0.8,
    )
    if b.bust > 0.3:
        for k in (-1, 1):
            x = stand.centre * 0.6 + k * b.chest * 0.46
            y = b.chest_y + 34 * s
            canvas.fill(
                mass(
                    [
                        (x - 70 * s, y - 22 * s),
                        (x, y + 4 * s),
                        (x + 70 * s, y - 22 * s),
                        (x + 40 * s, y + 22 * s),
                        (x - 40 * s, y + 22 * s),
                    ]
                ),
                cloth.shade,
                0.5 * b.bust,
            )
    # the head's own shadow on the chest
    canvas.fill(ring(side * 16, b.neck_y - 6 * s, b.neck + 80 * s, 74 * s), cloth.shade, 0.7)


def _creases(stand: Stand) -> list[Path]:
    b = stand.body
    s = b.scale
    lines = []
    for side in (-1, 1):
        w = stand.half(b.waist_y)
        lines.append(
            taper(
                [
                    (stand.x(side * w), b.waist_y - 30 * s),
                    (side * w * 0.7, b.waist_y - 8 * s),
                    (side * w * 0.46, b.waist_y - 22 * s),
                ],
                5,
                start=0.9,
            )
        )
        lines.append(
            taper(
                [
                    (stand.x(side * w), b.waist_y + 26 * s),
                    (side * w * 0.6, b.waist_y + 30 * s),
                    (side * w * 0.34, b.waist_y + 12 * s),
                ],
                4.4,
                start=0.9,
            )
        )
        lines.append(
            taper(
                [
                    (side * (b.chest + 2), b.shoulder_y + 168 * s),
                    (side * b.chest * 0.8, b.shoulder_y + 180 * s),
                    (side * b.chest * 0.66, b.shoulder_y + 150 * s),
                ],
                5,
                start=0.9,
            )
        )
    if stand.cut.hem > 1.6:
        h = stand.hem_y
        for k in (-0.62, -0.2, 0.26, 0.66):
            w = stand.half(h)
            lines.append(
                taper(
                    [(k * b.waist * 0.8, b.waist_y + 90 * s), (k * b.hip, b.hip_y + 60 * s), (k * w * 1.0, h)],
                    6,
                    start=0.0,
                    end=0.7,
                    peak=0.8,
                )
            )
    return lines
