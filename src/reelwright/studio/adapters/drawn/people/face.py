"""The features of a face seen from the front to three-quarter: eyes, brows, nose.

Redrawn many times a second: few paths, one clip. Both eyes go into each path together.
"""

from __future__ import annotations

from dataclasses import dataclass

from reelwright.film import Mark
from reelwright.story import Person

from ..canvas import Canvas, Linear, ramp
from ..colour import mix
from ..path import Path, Point
from ..stage import FigureState
from .aim import Aim, aim_of
from .expressions import Expression, expression
from .ink import joined, lerp, lock, mass, ring, taper
from .marks import face_marks
from .mouth import paint_mouth
from .proportions import Head, head_of
from .tones import LASH, Skin, hair_tones, skin_tones


@dataclass(frozen=True, slots=True)
class Eye:
    """One eye as it stands on the picture.

    Args:
        side: −1 on frame left, 1 on frame right.
        x: its centre.
        y: its centre.
        half: half width after foreshortening.
        up: how far the upper lid rises above the centre (negative when shut).
        low: how far the lower lid lies below the centre.
        shut: 0 open to 1 shut.
        slant: outer corner, units down.
        tilt: outer half of the upper lid down, inner half up.
        closed: where the lid rests when shut: low, or high when the cheeks laugh.
    """

    side: int
    x: float
    y: float
    half: float
    up: float
    low: float
    shut: float
    slant: float
    tilt: float
    closed: float

    def at(self, u: float, v: float) -> Point:
        """A point by its share of the width (−1 inner to 1 outer corner) and units down."""
        return self.x + self.side * u * self.half, self.y + v

    @property
    def inner(self) -> Point:
        """The corner beside the nose."""
        return self.at(-1, 9)

    @property
    def outer(self) -> Point:
        """The corner beside the temple."""
        return self.at(1, -3 + self.slant + 9 * self.shut)

    def upper(self, path: Path, grow: float = 0.0) -> Path:
        """Add the upper lid from the outer to the inner corner."""
        ix, iy = self.inner
        rise = -self.up - grow
        if self.shut > 0.6:
            rise = lerp(rise, self.closed, (self.shut - 0.6) / 0.4)
        t = self.tilt * (1 - self.shut)
        peak = self.at(0.08, rise)
        a, b = self.at(0.72, rise * 0.92 + self.slant * 0.5 + t), self.at(0.4, rise + t * 0.5)
        c, d = self.at(-0.34, rise - t * 0.5), self.at(-0.78, rise * 0.72 + 2 - t)
        return path.cubic(*a, *b, *peak).cubic(*c, *d, ix, iy)

    def hole(self) -> Path:
        """The opening between the lids."""
        path = Path().move(*self.inner)
        a, b = self.at(-0.62, self.low + 4), self.at(0.52, self.low + 5)
        path.cubic(*a, *b, *self.outer)
        return self.upper(path).close()


def eyes_of(head: Head, aim: Aim, felt: Expression, blink: float) -> tuple[Eye, Eye]:
    """Both eyes, left one first."""
    pair = []
    for side in (-1, 1):
        x, y = aim.at(side * head.eye_x, head.eye_y, 92)
        lid = max(0.0, felt.lid - 0.16 * max(0.0, felt.skew) * (side < 0))
        shut = min(1.0, max(0.0, blink))
        up = head.eye_up * lid * (1 - shut * 1.35)
        laugh = max(0.0, min(1.0, (felt.lower - 0.35) / 0.3))
        low = lerp(23.0 - 3 * head.manly, 10.0, max(0.0, felt.lower)) - 3 * min(0.0, felt.lower)
        pair.append(
            Eye(
                side,
                x,
                y,
                head.eye * aim.squeeze(side * 62),
                up,
                low,
                shut,
                felt.slant,
                felt.slant * 1.7,
                lerp(low * 0.9, -12.0, laugh),
            )
        )
    return pair[0], pair[1]


def paint_face(canvas: Canvas, person: Person, state: FigureState) -> None:
    """Draw eyes, brows, nose, mouth and what runs over them."""
    head, aim, skin = head_of(person), aim_of(state), skin_tones(person.skin)
    felt = expression(state.emotion, state.intensity)
    eyes = eyes_of(head, aim, felt, state.blink)
    _nose(canvas, head, aim, skin, state.light)
    paint_mouth(canvas, head, aim, skin, felt, state)
    _eyes(canvas, person, head, skin, felt, eyes, state)
    _brows(canvas, person, head, aim, felt)
    face_marks(canvas, head, aim, felt, state, eyes[0].low)


def _eyes(
    canvas: Canvas, person: Person, head: Head, skin: Skin, felt: Expression, eyes: tuple[Eye, Eye], state: FigureState
) -> None:
    shut = eyes[0].shut > 0.86
    if not shut:
        holes = joined(eye.hole() for eye in eyes)
        canvas.fill(holes, "#fbf8fa" if head.age != "elder" else "#f6f1ea")
        with canvas.clip(holes):
            _irises(canvas, person, head, felt, eyes, state)
    canvas.fill(joined(_soft_lines(head, eyes, felt)), skin.line, 0.62)
    canvas.fill(joined(_lashes(head, eyes)), LASH)
    if not shut and (Mark.TEARS in state.marks or felt.tremble > 0.3):
        wet = [taper([e.at(-0.7, e.low + 1), e.at(0, e.low + 3.5), e.at(0.75, e.low - 1)], 7) for e in eyes]
        canvas.fill(joined(wet), "#eaf6ff", 0.9)


def _irises(
    canvas: Canvas, person: Person, head: Head, felt: Expression, eyes: tuple[Eye, Eye], state: FigureState
) -> None:
    rx, ry = 25.5 * head.iris * felt.pupil, 30.5 * head.iris * felt.pupil
    gx, gy = state.gaze
    shift_x = gx * 14 + felt.aside
    shift_y = gy * 8 + felt.down - 3
    spots = [(e.x + shift_x + state.turn * 3, e.y + shift_y, rx * e.half / head.eye) for e in eyes]
    y = spots[0][1]
    colour = person.eyes
    dark, pale = mix(colour, "#0c0612", 0.74), mix(colour, "#fff6e0", 0.5)
    iris = joined(ring(x, iy, w, ry) for x, iy, w in spots)
    canvas.fill(iris, dark)
    lit = Linear((0, y - ry), (0, y + ry), ramp(mix(colour, "#0c0612", 0.55), colour, pale))
    canvas.fill(joined(ring(x, iy + 1.5, w - 3.6, ry - 4) for x, iy, w in spots), lit)
    canvas.fill(joined(ring(x, iy - 1, w * 0.44, ry * 0.46) for x, iy, w in spots), mix(colour, "#07040c", 0.88))
    shade = [
        mass(
            [
                e.at(-1.1, -80),
                e.at(1.1, -80),
                e.at(1.05, -e.up * 0.5 + 10),
                e.at(0.1, -e.up + 14),
                e.at(-1.0, -e.up * 0.4 + 12),
            ],
            tension=0.4,
        )
        for e in eyes
    ]
    canvas.fill(joined(shade), "#4a3a66", 0.3)
    lights = [ring(x - w * 0.36, iy - ry * 0.4, w * 0.3, ry * 0.27) for x, iy, w in spots]
    lights += [ring(x + w * 0.4, iy + ry * 0.42, w * 0.16, ry * 0.15) for x, iy, w in spots]
    canvas.fill(joined(lights), "#ffffff", 0.96)


def _lashes(head: Head, eyes: tuple[Eye, Eye]) -> list[Path]:
    girl = 1 - head.manly
    thick = 5.2 + 4.2 * girl + (1.2 if head.age == "child" else 0)
    paths = []
    for e in eyes:
        o, i = e.outer, e.inner
        wing = e.at(1.0 + 0.06 + 0.16 * girl, e.outer[1] - e.y - 3 - 6 * girl + 6 * e.shut)
        path = Path().move(*wing)
        # the lash is the space between the lid and the same lid, lifted
        rise = lerp(-e.up, e.closed, max(0.0, (e.shut - 0.6) / 0.4))
        t = e.tilt * (1 - e.shut)
        path.cubic(
            *e.at(0.8, rise * 0.95 - thick * 0.9 + t), *e.at(0.45, rise - thick + t * 0.5), *e.at(0.05, rise - thick)
        )
        path.cubic(*e.at(-0.36, rise - thick * 0.8 - t * 0.5), *e.at(-0.8, rise * 0.72 + 2 - thick * 0.4 - t), *i)
        path.cubic(*e.at(-0.78, rise * 0.72 + 2.5 - t), *e.at(-0.34, rise - t * 0.5), *e.at(0.08, rise))
        path.cubic(*e.at(0.4, rise + t * 0.5), *e.at(0.72, rise * 0.92 + e.slant * 0.5 + t), *o)
        paths.append(_same_way(path.close(), e.side))
        if girl > 0.5:
            paths.append(
                lock(
                    e.at(0.98, o[1] - e.y - 2),
                    e.at(1.12, o[1] - e.y - 4),
                    e.at(1.3, o[1] - e.y - 13 + 12 * e.shut),
                    3.6,
                )
            )
            paths.append(
                lock(
                    e.at(0.8, rise * 0.62 - 2),
                    e.at(0.96, rise * 0.66 - 9),
                    e.at(1.12, rise * 0.7 - 15 + 16 * e.shut),
                    3.2,
                )
            )
            paths.append(
                taper(
                    [e.at(0.95, o[1] - e.y + 5), e.at(0.72, e.low * 0.72), e.at(0.3, e.low + 2.5)],
                    4.6,
                    start=0.5,
                    end=0.1,
                )
            )
        else:
            paths.append(taper([e.at(1.0, o[1] - e.y), e.at(0.7, e.low * 0.75), e.at(0.25, e.low + 2)], 3.4, start=0.4))
    return paths


def _same_way(path: Path, side: int) -> Path:
    """Lashes of the right eye run the other way round; one path must not cancel what it overlaps."""
    if side < 0:
        return path
    points = list(zip(path.points[0::2], path.points[1::2], strict=True))[::-1]
    turned = Path().move(*points[0])
    for k in range(1, len(points), 3):
        turned.cubic(*points[k], *points[k + 1], *points[k + 2])
    return turned.close()


def _soft_lines(head: Head, eyes: tuple[Eye, Eye], felt: Expression) -> list[Path]:
    lines = []
    for e in eyes:
        rise = -e.up - 9 - 3 * (1 - head.manly)
        lift = 6 if head.age == "elder" else 0
        if e.shut < 0.5:
            lines.append(
                taper(
                    [
                        e.at(-0.7, rise * 0.62 - 2),
                        e.at(-0.1, rise - 3 + lift),
                        e.at(0.55, rise * 0.9 + lift),
                        e.at(1.02, rise * 0.3 + 2 + lift),
                    ],
                    3.4,
                )
            )
        lines.append(taper([e.at(-0.5, e.low + 1.5), e.at(0.1, e.low + 3), e.at(0.6, e.low * 0.85)], 2.6))
        if felt.lower > 0.35:
            lines.append(taper([e.at(-0.6, e.low + 11), e.at(0.1, e.low + 14), e.at(0.7, e.low + 9)], 3.2))
    return lines


def _brows(canvas: Canvas, person: Person, head: Head, aim: Aim, felt: Expression) -> None:
    hair = hair_tones(person.hair_colour)
    colour = mix(hair.base if person.age != "elder" else mix(hair.base, "#b9b6bd", 0.6), "#1c0f14", 0.42)
    paths = []
    for side in (-1, 1):
        raise_ = -10 * felt.skew * side if felt.skew > 0 else 5 * felt.skew * side
        base = head.brow_y + raise_
        z = 108
        arch = 9 - 4 * head.manly
        inner = aim.at(side * (27 - felt.pinch), base + felt.inner + 2, 122)
        early = aim.at(side * 44, base + felt.inner * 0.62 + felt.arch * 0.5 - 4, 118)
        top = aim.at(side * 80, base + (felt.inner * 0.15 + felt.outer * 0.55) + felt.arch * 0.7 - arch, z - 12)
        outer = aim.at(side * 113, base + felt.outer + 3, 66)
        paths.append(taper([inner, early, top, outer], head.brow * 1.5, start=0.3, end=0.0, peak=0.26))
    canvas.fill(joined(paths), colour, 0.96)


def _nose(canvas: Canvas, head: Head, aim: Aim, skin: Skin, light: int) -> None:
    n = head.nose
    side = (1 if aim.turn > 0 else -1) if abs(aim.turn) > 0.12 else -light
    y = head.nose_y
    tip = aim.at(0, y - 6, 150 + 6 * n)
    base = aim.at(0, y + 4, 136)
    # the shadow side of the nose: one small plane
    if head.age != "child":
        s = -light
        plane = [
            aim.at(s * 4, y - 34 * n, 140),
            aim.at(s * 15 * n, y + 1, 124),
            aim.at(s * 3, y + 7, 134),
            aim.at(0, y - 4, 150),
        ]
        canvas.fill(mass(plane, tension=0.3), skin.shade, 0.85)
    far = side * 3
    bridge = [aim.at(far * 0.6, y - 32 * n, 138), (tip[0] + side * 5 * n, tip[1] - 8), (tip[0] + side * 3, tip[1] + 4)]
    lines = [taper([aim.at(-11 * n, y + 5, 128), (base[0], base[1] + 5 * n), aim.at(11 * n, y + 5, 128)], 4.2)]
    if abs(aim.turn) > 0.12 or head.manly > 0.4:
        lines.append(taper(bridge, 4.4 if head.manly > 0.4 else 3.6, start=0.0, end=0.5, peak=0.8))
    if head.manly > 0.4 or head.age == "elder":
        lines += [
            taper([aim.at(s * 15 * n, y - 6, 120), aim.at(s * 18 * n, y + 1, 118), aim.at(s * 13 * n, y + 6, 124)], 3.6)
            for s in (-1, 1)
        ]
    canvas.fill(joined(lines), skin.line, 0.85)
    canvas.fill(ring(tip[0] + light * 8 * n, tip[1] - 8, 3.2 * n, 4.0 * n), "#ffffff", 0.42)
