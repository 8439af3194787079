"""The head seen from the side: silhouette of forehead, nose, lips and jaw, one eye, a mouth that speaks.

Drawn looking to frame right; a figure that looks left is its mirror.
"""

from __future__ import annotations

from typing import Final

from reelwright.film import Mark
from reelwright.story import Person

from ..canvas import Canvas, Linear, Radial, fade, ramp
from ..colour import mix
from ..path import Path, Point
from ..stage import FigureState
from .expressions import Expression, expression
from .ink import joined, lerp, lock, mass, ring, taper
from .marks import drop
from .mouth import Lips, lips_for
from .proportions import Head, head_of
from .tones import LASH, Skin, hair_tones, skin_tones

_NOSE: Final = 10  # the outline down to the foot of the nose
_CHIN: Final = 15  # and from the chin on
EAR = (-38.0, 14.0)
"""The middle of the ear."""


def front_line(head: Head) -> list[Point]:
    """The outline of the face from the hairline over nose and lips to below the chin."""
    m, n = head.manly, head.nose
    child = head.age == "child"
    e, ny, my, cy = head.eye_y, head.nose_y, head.mouth_y, head.chin_y
    flat = 8 if child else 0
    brow = 3 + 6 * m
    return [
        (52, -210),
        (92, -168),
        (113 - flat * 0.3, -116),
        (116 + brow - flat, head.brow_y - 4),
        (107 - flat + 2 * m, e - 12),
        (118 - flat, e + 16),
        (128 + 12 * n + 3 * m, ny - 15),
        (135 + 13 * n + 2 * m, ny - 6),
        (129 + 9 * n, ny + 4),
        (117, ny + 9),
        (119, ny + 20),
        (127 + 2 * head.lips - flat * 0.4, my - 9),
        (119, my - 1),
        (123 + 3 * head.lips - flat * 0.4, my + 9),
        (111 + 2 * m, my + 23),
        (113 + 6 * m - flat, cy - 22),
        (103 + 7 * m - flat, cy - 3),
        (76 + 4 * m, cy + 5),
    ]


def head_points(head: Head) -> list[Point]:
    """The closed outline of head and face without hair."""
    jaw = [(22, head.jaw_y + 42 + head.puff * 0.4), (-26, head.jaw_y + 8), (-44, 84), (-70, 96), (-120, 110)]
    skull = [(-162, 30), (-182, -60), (-160, -160), (-96, -228), (-20, -246)]
    line = front_line(head)
    line[_NOSE:_CHIN] = [(106, y) for _, y in line[_NOSE:_CHIN]]  # the mouth is laid over this by the face
    return [*line, *jaw, *skull]


def paint_side_head(canvas: Canvas, person: Person, state: FigureState, light: int) -> None:
    """Draw the head from the side without features."""
    head, skin = head_of(person), skin_tones(person.skin)
    felt = expression(state.emotion, state.intensity)
    shape = mass(head_points(head), tension=0.46)
    canvas.fill(shape, skin.base)
    with canvas.clip(shape):
        if light < 0:  # lit from behind: the face lies in shade
            canvas.fill(
                mass([(36, -240), (58, -120), (70, 0), (52, 90), (60, 150), (30, 230), (260, 240), (260, -240)]),
                skin.shade,
                0.7,
            )
        else:
            canvas.fill(
                mass(
                    [
                        (-6, -240),
                        (-8, -60),
                        (2, 60),
                        (30, 120),
                        (60, head.jaw_y + 30),
                        (40, 240),
                        (-260, 240),
                        (-260, -240),
                    ]
                ),
                skin.shade,
                0.7,
            )
        canvas.fill(
            mass(
                [
                    (-40, head.jaw_y + 20),
                    (40, head.jaw_y + 44),
                    (100, head.chin_y - 2),
                    (90, head.chin_y + 40),
                    (-60, head.chin_y + 20),
                ]
            ),
            skin.shade,
            0.8,
        )
        blush = max(felt.blush, 0.85 if Mark.BLUSH in state.marks else 0.0) * (1 - 0.3 * head.manly)
        x, y = 72, head.eye_y + 60
        canvas.fill(ring(x, y, 50, 36), Radial((x, y), 50, fade(skin.blush, 0.46 * blush, 0.3 * blush, 0)))
        if blush > 0.5:
            canvas.fill(
                joined(taper([(x + k * 14 + 4, y - 8), (x + k * 14 - 4, y + 8)], 3.4, start=0.4) for k in (-1, 0, 1)),
                skin.blush,
                0.6,
            )
    line = front_line(head)
    upper = taper(line[1:_NOSE], 6.0, start=0.3, end=0.9, peak=0.8)
    chin = taper(line[_CHIN:], 6.0, start=0.9, end=0.9)
    canvas.fill(joined((upper, chin)), skin.line)  # lips and what is around them belong to the face
    jaw = [
        (80 + 4 * head.manly, head.chin_y + 4),
        (22, head.jaw_y + 42 + head.puff * 0.4),
        (-26, head.jaw_y + 8),
        (-42, 78),
    ]
    canvas.fill(taper(jaw, 6.4, start=0.9, end=0.0, peak=0.25), skin.line)
    _side_ear(canvas, skin)
    _side_lines(canvas, person, head, skin, felt)
    _side_wounds(canvas, head, state)


def _side_ear(canvas: Canvas, skin: Skin) -> None:
    x, y = EAR
    ear = mass(
        [
            (x + 16, y - 30),
            (x + 2, y - 48),
            (x - 22, y - 46),
            (x - 32, y - 18),
            (x - 20, y + 12),
            (x - 8, y + 38),
            (x + 8, y + 40),
            (x + 12, y + 14),
        ]
    )
    canvas.stroke(ear, skin.line, 6)
    canvas.fill(ear, skin.base)
    lines = [
        taper([(x + 6, y - 32), (x - 14, y - 34), (x - 20, y - 14), (x - 8, y + 10)], 5, start=0.2),
        taper([(x + 6, y - 14), (x - 6, y - 8), (x - 2, y + 14)], 5, start=0.2),
    ]
    canvas.fill(joined(lines), skin.deep)


def _side_lines(canvas: Canvas, person: Person, head: Head, skin: Skin, felt: Expression) -> None:
    lines: list[Path] = []
    e = head.eye_y
    if head.age == "elder":
        lines += [
            taper([(104, 98), (86, 118), (84, 146)], 4),
            taper([(96, e + 36), (72, e + 46), (52, e + 36)], 3.6),
            taper([(36, e - 8), (24, e - 14)], 3.2),
            taper([(36, e + 6), (22, e + 8)], 3.2),
            taper([(112, -112), (84, -118), (60, -112)], 3),
        ]
    if felt.bags > 0.1:
        lines.append(taper([(94, e + 32), (76, e + 40), (60, e + 34)], 4))
    if felt.crease > 0.15:
        lines.append(taper([(112, head.brow_y - 12), (108, head.brow_y + 4), (112, head.brow_y + 14)], 4))
    if felt.puff > 0.1:
        lines.append(taper([(122, 84), (108, 100), (104, 120)], 4))
    if lines:
        canvas.fill(joined(lines), skin.line, 0.62)
    if person.freckles:
        canvas.fill(
            joined(ring(x, e + y, 2.6, 2.4) for x, y in ((96, 50), (82, 58), (68, 52), (90, 68), (74, 70), (58, 62))),
            skin.line,
            0.42,
        )


def _side_wounds(canvas: Canvas, head: Head, state: FigureState) -> None:
    y = head.eye_y + 50
    if Mark.BRUISE in state.marks:
        canvas.fill(ring(70, y, 42, 32), Radial((70, y), 42, fade("#5a2a72", 0.62, 0.45, 0)))
    if Mark.DIRT in state.marks:
        canvas.fill(mass([(20, 90), (50, 78), (74, 92), (56, 106), (30, 104)]), "#3d2c20", 0.42)
    if Mark.CUT in state.marks:
        canvas.fill(taper([(44, y - 8), (62, y + 8), (78, y + 30)], 9, start=0.2), "#b3202e")
    if Mark.PLASTER in state.marks:
        with canvas.at(56, y + 20, degrees=-20):
            strip = mass([(-32, -11), (32, -11), (34, 0), (32, 11), (-32, 11), (-34, 0)], tension=0.2)
            canvas.fill(strip, "#f0d0a4")
            canvas.stroke(strip, "#8a5f3c", 2.6)


def paint_side_face(canvas: Canvas, person: Person, state: FigureState, light: int) -> None:
    """Draw eye, brow, nostril and mouth from the side."""
    head, skin = head_of(person), skin_tones(person.skin)
    felt = expression(state.emotion, state.intensity)
    _side_eye(canvas, person, head, skin, felt, state)
    hair = hair_tones(person.hair_colour)
    colour = mix(hair.base if person.age != "elder" else mix(hair.base, "#b9b6bd", 0.6), "#1c0f14", 0.42)
    y = head.brow_y + 4
    brow = taper(
        [
            (112 - felt.pinch, y + felt.inner),
            (94, y + felt.inner * 0.55 + felt.arch * 0.5 - 7),
            (66, y + felt.outer * 0.5 + felt.arch * 0.6 - 8),
            (40, y + felt.outer + 3),
        ],
        head.brow * 1.5,
        start=0.5,
        peak=0.32,
    )
    canvas.fill(brow, colour, 0.96)
    ny = head.nose_y
    nostril = [
        taper([(122, ny + 4), (114, ny + 1), (109, ny - 8)], 4.4, start=0.9),
        taper([(126, ny + 5), (121, ny + 7)], 4, start=0.6),
    ]
    canvas.fill(joined(nostril), skin.line, 0.85)
    _side_mouth(canvas, head, skin, felt, state, light)
    _side_water(canvas, head, felt, state)


def _side_eye(canvas: Canvas, person: Person, head: Head, skin: Skin, felt: Expression, state: FigureState) -> None:
    e = head.eye_y
    shut = max(0.0, min(1.0, state.blink))
    up = head.eye_up * felt.lid * (1 - 1.35 * shut)
    low = lerp(21.0, 10.0, max(0.0, felt.lower))
    rise = -up if shut < 0.6 else lerp(-up, low * 0.8, (shut - 0.6) / 0.4)
    tilt = felt.slant * 1.7 * (1 - shut)
    front_top, back = (103.0, e + rise * 0.86 - tilt), (56.0, e + 3 + felt.slant + 8 * shut)
    if shut < 0.86:
        eye = (
            Path()
            .move(97, e + low)
            .cubic(104, e + low * 0.4, 106, e + rise * 0.4, *front_top)
            .cubic(90, e + rise * 1.16, 70, e + rise * 0.86 + tilt, *back)
            .cubic(66, e + low * 0.9, 84, e + low * 1.1, 97, e + low)
            .close()
        )
        canvas.fill(eye, "#fbf8fa")
        with canvas.clip(eye):
            x = 92 + state.gaze[0] * 5 - max(0.0, felt.aside) * 0.5
            y = e - 3 + state.gaze[1] * 8 + felt.down
            ry, rx = 30 * head.iris * felt.pupil, 14 * head.iris * felt.pupil
            canvas.fill(ring(x, y, rx, ry), mix(person.eyes, "#0c0612", 0.74))
            canvas.fill(
                ring(x, y + 1, rx - 3, ry - 4),
                Linear(
                    (0, y - ry),
                    (0, y + ry),
                    ramp(mix(person.eyes, "#0c0612", 0.55), person.eyes, mix(person.eyes, "#fff6e0", 0.5)),
                ),
            )
            canvas.fill(ring(x + 2, y, rx * 0.46, ry * 0.44), mix(person.eyes, "#07040c", 0.88))
            canvas.fill(
                mass([(40, e - 80), (130, e - 80), (110, e + rise + 14), (80, e + rise + 16), (50, e + 6)]),
                "#4a3a66",
                0.3,
            )
            canvas.fill(ring(x - 3, y - ry * 0.4, 5, 8), "#ffffff", 0.96)
    girl = 1 - head.manly
    thick = 7 + 5 * girl
    lash = [
        taper(
            [
                (109 + 7 * girl, front_top[1] - 2 - 5 * girl * (1 - shut)),
                (102, front_top[1] + 1),
                (82, e + rise * 1.02 + tilt * 0.4 - 1),
                (66, e + rise * 0.6 + 1),
                back,
            ],
            thick,
            start=0.35,
            end=0.25,
            peak=0.32,
        )
    ]
    if girl > 0.5:
        lash.append(lock((103, front_top[1] + 2), (112, front_top[1] - 1), (122, front_top[1] - 10 + 14 * shut), 4))
        lash.append(taper([(96, e + low), (80, e + low + 3), (64, e + low * 0.6)], 4))
    canvas.fill(joined(lash), LASH)
    soft = [taper([(100, e + rise - 8), (80, e + rise - 12), (58, e + rise * 0.4 - 4)], 3.4)] if shut < 0.5 else []
    if felt.lower > 0.35:
        soft.append(taper([(98, e + low + 11), (80, e + low + 14), (62, e + low + 8)], 3.2))
    if soft:
        canvas.fill(joined(soft), skin.line, 0.6)


def _side_mouth(canvas: Canvas, head: Head, skin: Skin, felt: Expression, state: FigureState, light: int) -> None:
    """Draw what lies between nose and chin: it moves when the mouth speaks."""
    lips = lips_for(felt, state)
    tone = mix(skin.base, skin.shade, 0.7) if light < 0 else skin.base
    tint = mix(tone, skin.lip, 0.75 * head.lips)
    back = 88 + 14 * lips.round - (lips.half - 30) * 0.5
    lift = 11 * felt.corner * (1 - 0.5 * lips.round)
    if lips.up + lips.low < 3.5:
        _shut_side(canvas, head, skin, felt, (tone, tint), (back, lift, 7 * lips.pout))
    else:
        _open_side(canvas, head, skin, lips, (tone, tint), (back, lift, 9 * lips.pout))


def _shut_side(
    canvas: Canvas, head: Head, skin: Skin, felt: Expression, tones: tuple[str, str], shape: tuple[float, float, float]
) -> None:
    (tone, tint), (back, lift, push) = tones, shape
    y, line = head.mouth_y, front_line(head)
    around = [(x + push if i in {2, 4} else x, py) for i, (x, py) in enumerate(line[_NOSE - 1 : _CHIN + 1])]
    canvas.fill(mass([*around, (90, head.chin_y - 26), (84, y), (96, head.nose_y + 14)]), tone)
    upper, part, lower = around[2], around[3], around[4]
    lip_shapes = [
        mass([upper, part, (104, y + 1), (112, y - 8)]),
        mass([lower, part, (104, y + 2), (112, y + 11)]),
    ]
    canvas.fill(joined(lip_shapes), tint)
    canvas.fill(taper(around, 6.0, start=0.9, end=0.9), skin.line)
    lines = [
        taper([part, (106, y + 1 + lift * 0.2), (back, y - lift)], 5.4, start=0.8, end=0.4),
        taper([(back - 3, y - lift - 5 * max(0.0, felt.corner)), (back - 1, y - lift + 5 * max(0.0, -felt.corner))], 5),
    ]
    canvas.fill(joined(lines), mix(skin.mouth, skin.line, 0.3))


def _open_side(
    canvas: Canvas, head: Head, skin: Skin, lips: Lips, tones: tuple[str, str], shape: tuple[float, float, float]
) -> None:
    (tone, tint), (back, lift, push) = tones, shape
    y, line = head.mouth_y, front_line(head)
    fall = min(26.0, lips.low * 0.58)
    top, low = y - 2 - min(6.0, lips.up * 0.5), y + 4 + fall
    tip = 120 + push
    under = tip - 1 - fall * 0.34
    corner = (back, y - lift)
    upper = [line[_NOSE - 1], line[_NOSE], (tip + 7, top - 9), (tip + 3, top)]
    lower = [
        (under + 1, low - 3),
        (under + 5, low + 4),
        (under - 2, low + 12),
        (line[_CHIN][0] - 5, (low + line[_CHIN][1]) / 2 + 8),
        line[_CHIN],
    ]
    canvas.fill(mass([(96, head.nose_y + 14), *upper, corner, (78, y)], tension=0.3), tone)
    canvas.fill(mass([corner, (back + 10, low - 6), *lower, (88, head.chin_y - 24), (76, y + 6)], tension=0.3), tone)
    hole = (
        Path()
        .move(*upper[-1])
        .cubic(tip - 14, top - 1, back + 12, y - lift - 3, *corner)
        .cubic(back + 4, low - 4, tip - 26, low + 1, *lower[0])
        .close()
    )
    canvas.fill(hole, skin.mouth)
    with canvas.clip(hole):
        if lips.teeth:
            teeth = [
                (tip - 36, top - 8),
                (tip + 8, top - 8),
                (tip + 3, top + 4 + lips.teeth * 3),
                (tip - 34, top + 3 + lips.teeth * 2),
            ]
            canvas.fill(mass(teeth, tension=0.2), "#fffaf4")
        if lips.tongue:
            canvas.fill(ring(tip - 34, low + 5, 26, 9 + 4 * lips.tongue), "#d9616c")
    rims = [
        mass([upper[-1], upper[-2], (tip - 2, top - 11), (tip - 24, top - 3)]),
        mass([lower[0], lower[1], (under - 3, low + 9), (under - 22, low + 2)]),
    ]
    canvas.fill(joined(rims), tint)
    edges = [
        taper([upper[-1], (tip - 14, top), (back + 10, y - lift - 1), corner], 4.4, start=0.7, end=0.8),
        taper([corner, (back + 8, low - 7), (tip - 24, low - 1), lower[0]], 4.0, start=0.8, end=0.6),
    ]
    canvas.fill(joined(edges), mix(skin.mouth, skin.line, 0.3))
    canvas.fill(joined((taper(upper, 6.0, start=0.9, end=0.6), taper(lower, 6.0, start=0.6, end=0.9))), skin.line)


def _side_water(canvas: Canvas, head: Head, felt: Expression, state: FigureState) -> None:
    e = head.eye_y
    if Mark.TEARS in state.marks:
        canvas.fill(taper([(84, e + 22), (82, e + 64), (86, e + 104)], 11, start=0.8, end=0.5), "#dff1ff", 0.65)
        canvas.fill(drop(86, e + 108, 8), "#eef8ff", 0.92)
        canvas.stroke(drop(86, e + 108, 8), "#8fb6d6", 2, 0.75)
    if Mark.SWEAT in state.marks or Mark.WET in state.marks or felt.sweat > 0.45:
        drops = joined((drop(88, 70, 8), drop(58, 112, 6), drop(60, -58, 7)))
        canvas.fill(drops, "#e4f4ff", 0.9)
        canvas.stroke(drops, "#7fa9cc", 2.2, 0.8)
