"""The head seen from the front to three-quarter: skin, ears, form shadow, cheeks, wrinkles.

Knows the outline of the face for every turn. Refuses to know features and hair; the fringe is only
asked for the shadow that it casts.
"""

from __future__ import annotations

from collections.abc import Sequence

from reelwright.film import Mark
from reelwright.story import Person

from ..canvas import Canvas, Linear, Radial, fade
from ..colour import luminance
from ..path import Path, Point, smooth
from ..stage import FigureState
from .aim import Aim, aim_of
from .expressions import Expression, expression
from .ink import facet, joined, mass, mirrored, ring, taper
from .proportions import Head, head_of
from .tones import Skin, skin_tones


def cheek_line(head: Head, aim: Aim, side: int) -> list[Point]:
    """The outline of one side of the face from the temple down to beside the chin."""
    away = aim.turn * side  # 1: the far cheek, −1: the near one
    far, near = max(0.0, away), max(0.0, -away)
    drop = aim.nod * 60
    hollow = 0.0 if head.age == "child" else 4.0 + 3.0 * head.manly
    puff = head.puff
    points = [
        (head.temple - 5 * far - 2 * near, -70 + drop * 0.5),
        (head.cheek - 14 * far - 6 * near, head.eye_y - 6 + drop * 0.6),
        (head.cheek - 6 * far - 15 * near + puff * 0.2, head.cheek_y + 28 + drop * 0.7),
        ((head.cheek + head.jaw) / 2 + 9 - hollow - 2 * far - 14 * near + puff * 0.5, 98 + drop * 0.8),
        (head.jaw + 5 * far - 7 * near + puff * 0.8, head.jaw_y + 3 * near + drop * 0.9),
        ((head.jaw + head.chin) / 2 - 1 + 22 * far - 26 * near, (head.jaw_y + head.chin_y) / 2 + 9 + drop),
        (head.chin * 0.62 + 36 * far - 42 * near, head.chin_y - 5 + drop),
    ]
    return [(side * x, y) for x, y in points]


def face_points(head: Head, aim: Aim) -> list[Point]:
    """The closed outline of the face, forehead included."""
    chin = (aim.turn * 40, head.chin_y + aim.nod * 60)
    top = [(aim.side(118.0), -168.0), (aim.side(0), -222.0), (aim.side(-118.0), -168.0)]
    return [*cheek_line(head, aim, -1), chin, *cheek_line(head, aim, 1)[::-1], *top]


def face_path(head: Head, aim: Aim) -> Path:
    """The closed outline of the face as a path."""
    return mass(face_points(head, aim))


def skull_path(aim: Aim, grow: float = 0.0) -> Path:
    """The outline of the skull above the ears, grown by some units."""
    return ring(aim.side(0), -72, 149 + 10 * abs(aim.turn) + grow, 172 + grow)


def paint_head(canvas: Canvas, person: Person, state: FigureState, fringe: Sequence[Path], *, skull: bool) -> None:
    """Draw a face without features.

    Args:
        canvas: where to.
        person: whose.
        state: how it is turned and lit.
        fringe: what casts a shadow on the forehead.
        skull: the skull is seen, for there is no hair on it.
    """
    head, aim, skin = head_of(person), aim_of(state), skin_tones(person.skin)
    felt = expression(state.emotion, state.intensity)
    face = face_path(head, aim)
    _ears(canvas, aim, skin, behind=True)
    if skull:
        dome = skull_path(aim)
        canvas.stroke(dome, skin.line, 7)
        canvas.stroke(face, skin.line, 5)
        canvas.fill(dome, skin.base)
    canvas.fill(face, skin.base)
    with canvas.clip(face if not skull else joined((face, skull_path(aim)))):
        _form_shadow(canvas, head, aim, skin, state.light)
        if fringe:
            with canvas.at(-state.light * 7, 15):
                canvas.fill(joined(fringe), skin.shade, 0.9)
        _cheeks(canvas, head, aim, skin, felt, state)
        if felt.shadow > 0.05:
            gloom = Linear((0, -150), (0, 60), fade("#2a1648", 0.42 * felt.shadow, 0.0))
            canvas.fill(mass([(-200, -200), (200, -200), (200, 70), (-200, 70)]), gloom)
    if person.freckles:
        _freckles(canvas, aim, head, skin)
    _wrinkles(canvas, head, aim, skin, felt)
    _contour(canvas, head, aim, skin)
    _ears(canvas, aim, skin, behind=False)


def _form_shadow(canvas: Canvas, head: Head, aim: Aim, skin: Skin, light: int) -> None:
    s = -light
    slide = aim.turn * 30
    edge = [
        (s * 92 + slide, -240),
        (s * 112 + slide * 0.9, -90),
        (s * 104 + slide, head.eye_y - 30),
        (s * 116 + slide, head.eye_y + 34),
        (s * 100 + slide, 84),
        (s * 66 + slide * 1.1, 136),
        (s * 40 + slide * 1.2, head.chin_y - 22),
        (s * 4 + slide * 1.3, head.chin_y + 14),
    ]
    side = [*edge, (s * 260, head.chin_y + 40), (s * 260, -260)]
    canvas.fill(mass(side, tension=0.45), skin.shade, 0.72)
    # under the lower lip and beside the nose the same shade, small: planes of a face
    x, y = aim.face(0, head.mouth_y + 20)
    canvas.fill(mass([(x - 15, y), (x, y - 3), (x + 15, y), (x, y + 6)]), skin.shade, 0.7)


def _cheeks(canvas: Canvas, head: Head, aim: Aim, skin: Skin, felt: Expression, state: FigureState) -> None:
    blush = max(felt.blush, 0.85 if Mark.BLUSH in state.marks else 0.0) * (1.0 - 0.3 * head.manly)
    blush *= 1.0 if luminance(skin.base) > 0.45 else 0.62  # on dark skin the same red would look painted on
    if blush < 0.03:
        return
    for side in (-1, 1):
        x, y = aim.face(side * 84, head.eye_y + 62)
        size = 46 + 16 * blush
        canvas.fill(ring(x, y, size, size * 0.7), Radial((x, y), size, fade(skin.blush, 0.46 * blush, 0.3 * blush, 0)))
    if blush > 0.5:
        strokes = []
        for side in (-1, 1):
            for k in (-1, 0, 1):
                x, y = aim.face(side * (86 + k * 13), head.eye_y + 58)
                strokes.append(taper([(x + 4, y - 7), (x - 4, y + 8)], 3.4, start=0.4, end=0.2))
        canvas.fill(joined(strokes), skin.blush, min(0.75, blush - 0.2))


def _freckles(canvas: Canvas, aim: Aim, head: Head, skin: Skin) -> None:
    spots = []
    places = (
        (62, 50, 3.2),
        (78, 60, 2.6),
        (92, 50, 2.8),
        (70, 70, 2.4),
        (50, 62, 2.4),
        (100, 64, 2.2),
        (36, 50, 2.2),
        (84, 76, 2.0),
    )
    for side in (-1, 1):
        for dx, dy, r in places:
            x, y = aim.face(side * dx, head.eye_y + dy - (3 if side > 0 and dx > 70 else 0))
            spots.append(ring(x, y, r, r * 0.9))
    for dx, dy in ((-10, 58), (8, 66), (16, 52)):
        spots.append(ring(*aim.at(dx, head.eye_y + dy, 138), 2.2, 2.0))
    canvas.fill(joined(spots), skin.line, 0.42)


def _wrinkles(canvas: Canvas, head: Head, aim: Aim, skin: Skin, felt: Expression) -> None:
    lines: list[Path] = []
    if head.age == "elder":
        for side in (-1, 1):
            lines.append(taper(aim_line(aim, side, ((34, 92), (52, 112), (56, 138))), 4.2, start=0.3))
            lines.append(taper(aim_line(aim, side, ((38, 52), (62, 62), (88, 54))), 3.4))
            lines.append(taper(aim_line(aim, side, ((112, 6), (124, -2))), 3.2, start=0.6))
            lines.append(taper(aim_line(aim, side, ((113, 18), (127, 20))), 3.2, start=0.6))
            lines.append(taper(aim_line(aim, side, ((48, 160), (44, 178))), 3.2))
        lines.append(taper(aim.along([(-52, -104, 104), (0, -110, 124), (54, -104, 104)]), 3.2))
        lines.append(taper(aim.along([(-40, -126, 104), (4, -131, 118), (40, -126, 104)]), 2.8))
    if felt.bags > 0.1 or (head.age == "elder"):
        for side in (-1, 1):
            y = head.eye_y + 30
            lines.append(taper(aim_line(aim, side, ((44, y + 3), (62, y + 10), (84, y + 4))), 4.0))
    if felt.crease > 0.15:
        for side in (-1, 1):
            y = head.brow_y
            lines.append(
                taper(
                    aim.along([(side * 9, y - 12, 124), (side * 12, y + 2, 124), (side * 8, y + 16, 124)]),
                    4.4 * min(1, felt.crease),
                )
            )
    if felt.puff > 0.1:
        for side in (-1, 1):
            lines.append(taper(aim_line(aim, side, ((26, 84), (40, 100), (45, 120))), 4.0 * felt.puff))
            lines.append(taper(aim.along([(side * 14, 60, 132), (side * 4, 54, 138)]), 3.4 * felt.puff))
    if lines:
        canvas.fill(joined(lines), skin.line, 0.62)


def aim_line(aim: Aim, side: int, points: Sequence[Point]) -> list[Point]:
    """Points on one side of the face, where they land."""
    return [aim.face(side * x, y) for x, y in points]


def _contour(canvas: Canvas, head: Head, aim: Aim, skin: Skin) -> None:
    left, right = cheek_line(head, aim, -1), cheek_line(head, aim, 1)
    chin = (aim.turn * 40, head.chin_y + aim.nod * 60)
    canvas.fill(taper([*left[1:], chin, *right[:0:-1]], 6.6, start=0.2, end=0.2), skin.line)


def _ears(canvas: Canvas, aim: Aim, skin: Skin, *, behind: bool) -> None:
    for side in (-1, 1):
        away = aim.turn * side
        if away > 0.55 or (away < -0.12) == behind:
            continue
        x, y = aim.at(side * 146, 14, -14)
        if away < -0.12:
            x += side * 3
        w = 1.0 - 0.75 * max(0.0, away) + 0.3 * max(0.0, -away)
        outline = [(-9, -34), (6, -44), (21, -34), (23, -10), (14, 16), (6, 36), (-6, 34), (-9, 12)]
        ear = mass([(x + side * px * w, y + py) for px, py in outline])
        canvas.stroke(ear, skin.line, 6)
        canvas.fill(ear, skin.base)
        inner = [(4, -30), (14, -26), (15, -8), (7, 8), (9, 20)]
        fold = [(-1, -12), (6, -4), (2, 12)]
        canvas.fill(
            joined(taper([(x + side * px * w, y + py) for px, py in line], 5.0, start=0.2) for line in (inner, fold)),
            skin.deep,
        )


def bald_shine(canvas: Canvas, aim: Aim, skin: Skin, light: int) -> None:
    """The gleam of a skull without hair."""
    x = aim.side(light * 58)
    canvas.fill(mass([(x - 34, -182), (x + 4, -206), (x + 40, -200), (x + 8, -190), (x - 20, -170)]), skin.light, 0.8)


def muzzle(head: Head, aim: Aim, top: float, wide: float) -> Path:
    """The area around the mouth and along the jaw, for beards."""
    left = [aim.face(-wide, top), *cheek_line(head, aim, -1)[4:]]
    right = [aim.face(wide, top), *cheek_line(head, aim, 1)[4:]]
    chin = (aim.turn * 40, head.chin_y + aim.nod * 60)
    return smooth([*left, chin, *right[::-1]])


__all__ = [
    "aim_line", "bald_shine", "cheek_line", "face_path", "face_points", "facet", "mirrored", "muzzle", "paint_head",
    "skull_path",
]  # fmt: skip
