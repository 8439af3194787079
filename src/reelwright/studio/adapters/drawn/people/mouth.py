"""Mouths: sixteen shapes of speech on top of what the face feels.

Knows lips, teeth and tongue. Points lie on the curve of the face, so that a turned mouth
foreshortens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ....model import MouthShape
from ..canvas import Canvas
from ..colour import mix
from ..path import Path, Point
from ..stage import FigureState
from .aim import Aim
from .expressions import Expression
from .ink import facet, joined, lerp, mass, ring, taper
from .proportions import Head
from .tones import Skin

Put = Callable[[float, float], Point]
"""Places a point of the mouth: units sideways and down from its middle."""


@dataclass(frozen=True, slots=True)
class Lips:
    """A mouth in numbers.

    Args:
        half: half width.
        up: upper lip above the line of the corners, at the middle.
        low: lower lip below it.
        round: 0 a lens, 1 an oval.
        teeth: how much of the upper teeth shows, 0 to 1.
        under: how much of the lower teeth shows, 0 to 1.
        tongue: 0 none, 0.5 lying, 1 behind the teeth, 1.5 between them.
        pout: lips pushed forward, 0 to 1.
    """

    half: float
    up: float
    low: float
    round: float = 0.0
    teeth: float = 0.0
    under: float = 0.0
    tongue: float = 0.0
    pout: float = 0.0


_BARED_FROM: Final = 0.82
"""How far teeth must be bared before they show: a small anger keeps its lips shut."""
_LOWEST: Final = 46.0
"""How far down a lower lip goes: the chin is below it."""
_REST: Final = Lips(30, 0, 0)
SHAPES: Final[dict[MouthShape, Lips]] = {
    MouthShape.REST: _REST,
    MouthShape.CLOSED: Lips(27, 0, 0, pout=0.25),
    MouthShape.LIP_TEETH: Lips(30, 3, 5, teeth=1.4),
    MouthShape.TONGUE_TEETH: Lips(31, 5, 11, teeth=0.55, tongue=1.5),
    MouthShape.TONGUE_UP: Lips(31, 7, 17, teeth=0.5, tongue=1.0),
    MouthShape.HISS: Lips(36, 6, 10, teeth=1.0, under=0.9),
    MouthShape.HUSH: Lips(23, 9, 14, round=0.5, teeth=0.8, under=0.7, pout=0.7),
    MouthShape.BACK: Lips(31, 8, 19, teeth=0.5, tongue=0.5),
    MouthShape.ROUND_TIGHT: Lips(11, 8, 10, round=1.0, pout=1.0),
    MouthShape.ROUND: Lips(16, 13, 17, round=1.0, pout=0.9),
    MouthShape.OPEN_ROUND: Lips(23, 15, 34, round=0.9, teeth=0.3, tongue=0.5, pout=0.5),
    MouthShape.R: Lips(22, 9, 15, round=0.7, teeth=0.5, tongue=0.5, pout=0.5),
    MouthShape.SPREAD: Lips(42, 8, 13, teeth=1.0, under=0.35),
    MouthShape.HALF: Lips(34, 7, 16, teeth=0.7, tongue=0.5),
    MouthShape.MID: Lips(36, 9, 25, teeth=0.65, tongue=0.5),
    MouthShape.OPEN: Lips(35, 12, 42, teeth=0.6, tongue=0.6),
}


def lips_for(felt: Expression, state: FigureState) -> Lips:
    """The mouth of a state: the shape carried out so far, on top of the emotion's own mouth at rest."""
    rest = Lips(
        30 * felt.wide, 4 * felt.part + (9 * felt.part if felt.wide < 0.8 else 0), 30 * felt.part,
        round=0.9 if felt.wide < 0.8 and felt.part > 0.2 else 0.0,
        teeth=0.9 if felt.corner > 0.5 else 0.4, tongue=0.5,
    )  # fmt: skip
    if state.mouth is MouthShape.REST:
        bared = min(1.0, max(0.0, felt.bare - _BARED_FROM) / (1 - _BARED_FROM))
        return Lips(rest.half * (1 + 0.12 * bared), 6 * bared, 11 * bared, teeth=1.0, under=1.0) if bared else rest
    shape = SHAPES[state.mouth]
    k = max(0.0, min(1.15, state.mouth_open)) * felt.force
    stretch = 1 + (felt.wide - 1) * 0.45 * (1 - shape.round)
    settle = 0.35 if state.mouth is MouthShape.CLOSED else 1.0
    return Lips(
        lerp(rest.half * (0.94 if rest.low > 4 else 1), shape.half * stretch * (1 + 0.3 * (felt.force - 1)), min(1, k)),
        shape.up * k,
        min(_LOWEST, shape.low * k + rest.low * 0.35 * max(0.0, 1 - k) * settle),
        shape.round * min(1.0, k),
        shape.teeth,
        shape.under,
        shape.tongue,
        shape.pout * min(1.0, k),
    )


def paint_mouth(canvas: Canvas, head: Head, aim: Aim, skin: Skin, felt: Expression, state: FigureState) -> None:
    """Draw the mouth of a face seen from the front to three-quarter."""
    lips = lips_for(felt, state)

    def put(x: float, y: float) -> Point:
        return aim.at(x, head.mouth_y + y, 122 + 6 * lips.pout - x * x * 0.012)

    half = lips.half * head.mouth
    draw_mouth(canvas, lips, felt, skin, head, half, put)


def draw_mouth(canvas: Canvas, lips: Lips, felt: Expression, skin: Skin, head: Head, half: float, put: Put) -> None:
    """Draw a mouth whose points a function places."""
    lift = 10 * felt.corner * (1 - 0.55 * lips.round)
    skew = felt.skew * (6 if felt.skew > 0 else 4)
    left, right = (-half, -lift + max(0.0, skew) * 0.6), (half, -lift - skew)
    line = mix(skin.mouth, skin.line, 0.35)
    if lips.up + lips.low < 3.5:
        _shut(canvas, lips, felt, skin, head, half, left, right, put, line)
        return
    hole = _hole(lips, left, right, put)
    bow = head.lips
    if bow > 0.15:
        _painted_lips(canvas, lips, skin, half, left, right, put, bow)
    canvas.fill(hole, skin.mouth)
    if lips.low > 6:
        with canvas.clip(hole):
            _inside(canvas, lips, half, lift, put)
    canvas.stroke(hole, line, 3.6)
    corners = [
        taper([put(side * (half + 5), y - 3 * felt.corner), put(side * half, y), put(side * (half - 9), y + 2)], 5)
        for side, y in ((-1, left[1]), (1, right[1]))
    ]
    canvas.fill(joined(corners), line)
    if lips.low > 5:
        y = lips.low + 13
        canvas.fill(taper([put(-10, y), put(0, y + 2), put(10, y)], 3.4), skin.line, 0.45)


def _hole(lips: Lips, left: Point, right: Point, put: Put) -> Path:
    r = lips.round
    square = lerp(0.5, 0.98, r)
    up, low = lips.up, lips.low
    lx, ly = left[0], lerp(left[1], (low - up) / 2, r)
    rx, ry = right[0], lerp(right[1], (low - up) / 2, r)
    flat = lerp(0.55, 0.55, r)
    return (
        Path()
        .move(*put(lx, ly))
        .cubic(*put(lx * square - 0, lerp(-up * 0.9, ly - (up + low) * 0.27, r)), *put(lx * flat, -up), *put(0, -up))
        .cubic(*put(rx * flat, -up), *put(rx * square, lerp(-up * 0.9, ry - (up + low) * 0.27, r)), *put(rx, ry))
        .cubic(
            *put(rx * lerp(0.86, 1.0, r), lerp(low * 0.62, ry + (up + low) * 0.27, r)),
            *put(rx * 0.5, low),
            *put(0, low),
        )
        .cubic(
            *put(lx * 0.5, low),
            *put(lx * lerp(0.86, 1.0, r), lerp(low * 0.62, ly + (up + low) * 0.27, r)),
            *put(lx, ly),
        )
        .close()
    )


def _painted_lips(
    canvas: Canvas, lips: Lips, skin: Skin, half: float, left: Point, right: Point, put: Put, bow: float
) -> None:
    r = lips.round
    up, low = lips.up + 5 * bow + 2 * r, lips.low + 6.5 * bow
    w = half + 1 + 4 * r
    ly, ry = (lerp(p[1], (lips.low - lips.up) / 2, r) for p in (left, right))
    points = [
        put(-w, ly), put(-w * 0.55, -up * 0.95), put(-w * 0.16, -up - 2.5), put(0, -up), put(w * 0.16, -up - 2.5),
        put(w * 0.55, -up * 0.95), put(w, ry), put(w * 0.62, low * 0.72), put(0, low), put(-w * 0.62, low * 0.72),
    ]  # fmt: skip
    canvas.fill(mass(points), skin.lip, 0.9)


def _inside(canvas: Canvas, lips: Lips, half: float, lift: float, put: Put) -> None:
    up, low = lips.up, lips.low
    if lips.tongue:
        rise = {0.5: 0.5, 0.6: 0.42, 1.0: -0.1, 1.5: -0.05}.get(lips.tongue, 0.5)
        x, y = put(0, low + 8)
        top = put(0, low * rise)[1]
        canvas.fill(ring(x, y, half * 0.66, max(4.0, y - top)), "#d9616c" if lips.tongue <= 1 else "#e47a80")
    if lips.teeth:
        depth = -up + (5 + 0.28 * (up + low)) * lips.teeth
        rows = facet(
            [
                put(-half * 1.1, -up - 24 - lift),
                put(half * 1.1, -up - 24 - lift),
                put(half * 0.94, depth - lift * 0.5),
                put(0, depth + 2),
                put(-half * 0.94, depth - lift * 0.5),
            ]
        )
        canvas.fill(rows, "#fffaf4")
    if lips.under:
        depth = low - (3 + 0.3 * (up + low)) * lips.under
        canvas.fill(
            facet([put(-half, low + 12), put(half, low + 12), put(half * 0.9, depth - 2), put(-half * 0.9, depth - 2)]),
            "#f3ece6",
        )


def _shut(
    canvas: Canvas,
    lips: Lips,
    felt: Expression,
    skin: Skin,
    head: Head,
    half: float,
    left: Point,
    right: Point,
    put: Put,
    line: str,
) -> None:
    bend = 9 * felt.corner
    wobble = 4 * felt.press
    if head.lips > 0.15:
        b = head.lips
        fat = 1 + 0.4 * lips.pout
        lips_shape = [
            put(left[0] * 0.86, left[1] * 0.6 + bend * 0.3), put(-9, bend - 7 * b * fat), put(0, bend - 5 * b * fat),
            put(9, bend - 7 * b * fat),
            put(right[0] * 0.86, right[1] * 0.6 + bend * 0.3), put(half * 0.4, bend + 9 * b * fat),
            put(0, bend + 11 * b * fat), put(-half * 0.4, bend + 9 * b * fat),
        ]  # fmt: skip
        canvas.fill(mass(lips_shape), skin.lip, 0.75)
    points = [
        put(*left), put(left[0] * 0.55, left[1] * 0.25 + bend * 0.6 - wobble), put(-half * 0.12, bend + wobble * 0.6),
        put(half * 0.14, bend + wobble * 0.6),
        put(right[0] * 0.55, right[1] * 0.25 + bend * 0.6 - wobble), put(*right),
    ]  # fmt: skip
    marks = [taper(points, 5.4, start=0.55, end=0.55)]
    for side, (x, y) in ((-1, left), (1, right)) if abs(felt.corner) > 0.2 else ():
        marks.append(
            taper(
                [
                    put(x + side * 3, y - 5 * max(0.0, felt.corner)),
                    put(x, y),
                    put(x + side * 1, y + 5 * max(0.0, -felt.corner)),
                ],
                5.4,
            )
        )
    canvas.fill(joined(marks), line)
    y = 15 + bend + 3 * head.manly
    canvas.fill(taper([put(-11, y), put(0, y + 2.5), put(11, y)], 3.6), skin.line, 0.42)
