"""The body seen from the side. Drawn looking to frame right; one that looks left is its mirror."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Final

from reelwright.story import Look, Person

from ..canvas import Canvas
from ..path import Path, Point, rect
from ..stage import FigureState
from .body import PropPainter, paint_arm, stand_of, with_prop
from .garments import pattern_on
from .holding import in_hands
from .ink import facet, hemmed, joined, lerp, mass, outlined, ring, taper
from .proportions import BENT, Body
from .side_arms import LEAN, REACHES, Laid, side_arm
from .side_lap import paint_side_lap
from .side_legs import paint_side_legs
from .tones import Cloth, cloth_tones, skin_tones
from .torso import Stand

_HOODS: Final = frozenset({"hoodie"})
_OPEN: Final = frozenset({"suit", "blazer", "coat", "trench_coat", "leather_jacket", "lab_coat", "vest"})
_BANDS: Final = frozenset({"hoodie", "sweater", "tracksuit"})


def side_torso(stand: Stand) -> Path:
    """The outline of the clothed trunk from the side."""
    b, c = stand.body, stand.cut
    s, e = b.scale, c.ease * b.scale
    low = stand.hem_y
    hem = max(1.0, c.flare) if c.hem > 1.2 else 1.0
    waist = lerp((b.chest * 0.5 + b.hip * 0.6) / 2, b.waist * 0.56, min(1.0, c.drape)) + e
    front: list[Point] = [
        (b.neck * 0.34 + 6, b.neck_y - 24 * s), (b.neck * 0.6 + e * 0.4, b.shoulder_y + 30 * s),
        (b.chest * 0.56 + e, b.chest_y - 110 * s),
        (b.chest * 0.56 + e + 42 * b.bust * s, b.chest_y - 6 * s),
        (b.chest * 0.5 + e + 14 * b.bust * s, b.chest_y + 110 * s), (waist, b.waist_y),
    ]  # fmt: skip
    back: list[Point] = [
        (-b.neck * 1.06, b.neck_y - 56 * s), (-b.neck * 1.5 - e * 0.4, b.shoulder_y - 10 * s),
        (-b.chest * 0.68 - e, b.shoulder_y + 150 * s),
        (-b.chest * 0.62 - e, b.chest_y + 40 * s), (-waist * 0.84, b.waist_y),
    ]  # fmt: skip
    if low > b.hip_y - 40 * s:
        front.append((b.hip * 0.58 + e, b.hip_y))
        back.append((-b.hip * 0.74 - e, b.hip_y + 10 * s))
    if low > b.hip_y + 200 * s:
        share = min(1.0, (low - b.hip_y) / (b.ankle_y - b.hip_y))
        front.append(((b.hip * 0.58 + e) * lerp(1, hem * 1.1, min(1.0, share + 0.3)), low))
        back.append(((-b.hip * 0.7 - e) * lerp(1, hem * 1.1, min(1.0, share + 0.3)), low))
    else:
        front.append((front[-1][0] + 2, low))
        back.append((back[-1][0] - 2, low))
    return hemmed([(x + LEAN, y) for x, y in [*back[::-1], *front]], tension=0.46)


@contextmanager
def bent(canvas: Canvas, body: Body, bow: float) -> Iterator[None]:
    """What is above the hips of somebody who bows, seen from the side: it goes forward and down about them."""
    with canvas.at(degrees=BENT * bow, pivot=(LEAN, body.hip_y)):
        yield


def _side_neck(canvas: Canvas, person: Person, body: Body, light: int) -> None:
    skin, n, y, s = skin_tones(person.skin), body.neck, body.neck_y, body.scale
    front, back = LEAN + n * 0.46, LEAN - n * 1.1
    neck = mass(
        [
            (26, 150),
            (front + 22, 214),
            (front + 4, y - 30 * s),
            (front + 30, y + 60 * s),
            (back - 20, y + 60 * s),
            (back - 6, y - 40 * s),
            (back - 8, 180),
            (-128, 90),
            (-60, 80),
        ],
        tension=0.4,
    )
    outlined(canvas, neck, skin.base, skin.line, 3.4)
    with canvas.clip(neck):
        canvas.fill(
            mass([(-70, 60), (60, 60), (80, 230), (front + 10, 262), (LEAN, 214), (-50, 160)]), skin.shade, 0.95
        )
        if light > 0:
            canvas.fill(
                mass([(LEAN - n * 0.3, 80), (LEAN - n * 0.4, y + 90), (-300, y + 90), (-300, 60)]), skin.shade, 0.8
            )
    canvas.fill(taper([(-30, 166), (LEAN + 12, y - 10 * s)], 4), skin.line, 0.5)


def paint_side_body(canvas: Canvas, person: Person, look: Look, state: FigureState, light: int) -> None:
    """Draw everything below a head that looks to frame right, but an arm that acts."""
    stand = replace(stand_of(person, look, state), facing=0)
    b = stand.body
    main = look.second_colour if look.garment == "apron" else look.colour
    cloth = cloth_tones(main)
    if look.garment in _HOODS:
        with bent(canvas, b, state.bow):
            _hood(canvas, look, b)
    hung = rect(-3000.0, b.hip_y - 70 * b.scale, 6000.0, 6000.0)
    with canvas.clip(hung) if state.bow else nullcontext():
        if not stand.seated:
            paint_side_legs(canvas, person, look, stand, light)
        if state.bow:  # what is below the hips stays as it hangs
            _trunk(canvas, look, stand, cloth, light)
    if state.bow:  # and the seat fills what opens behind them
        with canvas.clip(rect(-3000.0, -3000.0, 6000.0, 3000.0 + min(b.hip_y, stand.hem_y - 8))):
            canvas.fill(ring(LEAN - b.hip * 0.1, b.hip_y - 20 * b.scale, b.hip * 0.62, b.hip * 0.6), cloth.base)
    with bent(canvas, b, state.bow):
        _side_neck(canvas, person, b, light)
        with canvas.clip(rect(-3000.0, -3000.0, 6000.0, 3000.0 + b.hip_y)) if state.bow else nullcontext():
            _trunk(canvas, look, stand, cloth, light)
        _collar(canvas, look, b, cloth)
    if stand.seated:
        paint_side_lap(canvas, person, look, stand, light)
    if state.gesture not in REACHES and not state.holds and not state.table:
        arm = side_arm(b, state.gesture, "", 0.0)
        turned = canvas.at(degrees=26 * stand.stride, pivot=arm.shoulder)  # against the near leg
        with bent(canvas, b, state.bow), turned:
            paint_arm(canvas, person, look, stand, arm, light)


def _trunk(canvas: Canvas, look: Look, stand: Stand, cloth: Cloth, light: int) -> None:
    """The clothed trunk down to its hem."""
    b, torso = stand.body, side_torso(stand)
    outlined(canvas, torso, cloth.base, cloth.line, 4.2)
    with canvas.clip(torso):
        if look.garment != "apron":
            pattern_on(canvas, look, stand)
        _side_details(canvas, look, stand, cloth)
        dark = 1 if light < 0 else -1
        edge = b.chest * 0.24
        canvas.fill(
            mass(
                [
                    (LEAN + dark * edge, b.neck_y - 80),
                    (LEAN + dark * edge * 1.3, b.chest_y),
                    (LEAN + dark * edge * 0.5, b.waist_y),
                    (LEAN + dark * edge, b.hip_y),
                    (LEAN + dark * edge * 0.7, b.sole_y),
                    (LEAN + dark * 900, b.sole_y),
                    (LEAN + dark * 900, b.neck_y - 80),
                ]
            ),
            cloth.shade,
            0.8,
        )


def paint_side_hands(
    canvas: Canvas, person: Person, look: Look, state: FigureState, light: int, prop: PropPainter
) -> None:
    """Draw the near arm when it acts, with what it holds."""
    if state.gesture not in REACHES and not state.holds and not state.table:
        return
    stand = replace(stand_of(person, look, state), facing=0)
    laid = Laid(state.table, state.rest) if state.table else None
    arm, held = side_arm(stand.body, state.gesture, state.holds, state.reach, laid=laid), None
    if kind := in_hands(state.gesture, state.holds)[0]:
        arm, held = with_prop(arm, state.gesture, kind, stand.body.hand, prop)
        held = replace(held, grip=replace(held.grip, seen=1.0))  # from the side a telephone shows its back
    with bent(canvas, stand.body, state.bow):
        paint_arm(canvas, person, look, stand, arm, light, held, table=state.table)


def _hood(canvas: Canvas, look: Look, b: Body) -> None:
    cloth, s, y = cloth_tones(look.colour), b.scale, b.neck_y
    hood = mass(
        [
            (LEAN - 20, y + 50 * s),
            (LEAN - b.neck - 40 * s, y - 60 * s),
            (LEAN - b.neck - 120 * s, y - 50 * s),
            (LEAN - b.neck - 170 * s, y + 60 * s),
            (LEAN - b.neck - 120 * s, y + 160 * s),
            (LEAN - 20, y + 130 * s),
        ]
    )
    outlined(canvas, hood, cloth.base, cloth.line, 4)
    canvas.fill(
        taper(
            [
                (LEAN - b.neck - 60 * s, y - 30 * s),
                (LEAN - b.neck - 110 * s, y + 40 * s),
                (LEAN - b.neck - 80 * s, y + 120 * s),
            ],
            5,
        ),
        cloth.line,
        0.7,
    )


def _collar(canvas: Canvas, look: Look, b: Body, cloth: Cloth) -> None:
    s, n, y = b.scale, b.neck, b.neck_y
    f, k = LEAN + n * 0.5, LEAN - n * 1.16
    garment = look.garment
    if garment in {"turtleneck", "qipao"}:
        high = 84 if garment == "turtleneck" else 66
        tube = mass(
            [
                (k, y - high * s),
                (LEAN, y - (high - 12) * s),
                (f, y - (high - 24) * s),
                (f + 16 * s, y + 14 * s),
                (LEAN, y + 34 * s),
                (k - 14 * s, y - 10 * s),
            ],
            tension=0.36,
        )
        outlined(canvas, tube, cloth.base, cloth.line, 3.2)
        return
    second = garment in {"suit", "lab_coat", "vest"}
    tones = cloth_tones(
        look.second_colour
        if second
        else look.second_colour
        if garment in {"apron", "tshirt", "tracksuit"}
        else look.colour
    )
    if garment in {"tshirt", "sweater", "dress", "hoodie"}:
        band = taper([(k - 6, y - 50 * s), (LEAN - 8, y + 4 * s), (f + 14 * s, y + 26 * s)], 24 * s, start=0.8, end=0.8)
        outlined(canvas, band, tones.base, tones.line, 2.8)
        return
    flap = facet(
        [
            (k - 2, y - 66 * s),
            (LEAN, y - 40 * s),
            (f + 4, y - 26 * s),
            (f + 34 * s, y + 50 * s),
            (LEAN - 6, y + 34 * s),
            (k - 16 * s, y - 18 * s),
        ]
    )
    outlined(canvas, flap, tones.base, tones.line, 3)
    if garment in _OPEN:
        lapel = facet(
            [
                (k - 14 * s, y - 44 * s),
                (LEAN - 10, y + 2),
                (f + 20 * s, y + 60 * s),
                (f + 52 * s, y + 210 * s),
                (f + 4, y + 150 * s),
                (LEAN - 30, y + 50 * s),
            ]
        )
        main = cloth_tones(look.colour)
        outlined(canvas, lapel, main.light, main.line, 3.2)
    if look.neckwear == "scarf":
        scarf = cloth_tones(look.accent)
        wrap = mass(
            [
                (k - 20 * s, y - 80 * s),
                (f + 20 * s, y - 50 * s),
                (f + 50 * s, y + 30 * s),
                (LEAN, y + 70 * s),
                (k - 40 * s, y + 10 * s),
            ]
        )
        end = taper(
            [
                (f + 26 * s, y + 20 * s),
                (LEAN + b.chest * 0.5 + 40 * s, b.chest_y - 60 * s),
                (LEAN + b.chest * 0.5 + 34 * s, b.waist_y - 60 * s),
            ],
            76 * s,
            start=0.9,
            end=1,
        )
        outlined(canvas, end, scarf.base, scarf.line, 3.4)
        outlined(canvas, wrap, scarf.base, scarf.line, 3.4)


def _side_details(canvas: Canvas, look: Look, stand: Stand, cloth: Cloth) -> None:
    b, s = stand.body, stand.body.scale
    low = stand.hem_y
    fx = LEAN + b.chest * 0.36
    garment = look.garment
    if garment in _OPEN:
        second = cloth_tones(look.second_colour)
        # From the side an open coat shows a wedge of what is below it, which ends above the chest's fullest.
        wedge = facet(
            [
                (LEAN + b.neck * 0.3, b.neck_y - 30),
                (LEAN + b.neck + 44 * s, b.neck_y + 60 * s),
                (fx + 84 * s, b.chest_y - 60 * s),
                (fx + 260 * s, b.chest_y - 110 * s),
                (fx + 260 * s, b.neck_y - 60),
            ]
        )
        outlined(canvas, wedge, second.shade, cloth.line, 3.2)
        if look.neckwear == "tie":
            canvas.fill(
                facet(
                    [
                        (LEAN + b.neck * 0.6, b.neck_y + 30 * s),
                        (LEAN + b.neck * 0.6 + 24 * s, b.neck_y + 30 * s),
                        (fx + 120 * s, b.chest_y + 60 * s),
                        (fx + 60 * s, b.chest_y + 60 * s),
                    ]
                ),
                look.accent,
            )
        canvas.fill(taper([(fx + 36 * s, b.chest_y + 50 * s), (fx + 30 * s, low)], 5, start=0.9, end=0.9), cloth.line)
    if garment == "apron":
        apron = cloth_tones(look.colour)
        panel = facet(
            [
                (fx - 10 * s, b.chest_y - 70 * s),
                (fx + 300 * s, b.chest_y - 70 * s),
                (fx + 300 * s, low + 60),
                (LEAN - 30 * s, low + 60),
                (LEAN - 30 * s, b.waist_y),
                (fx - 10 * s, b.waist_y - 60 * s),
            ]
        )
        outlined(canvas, panel, apron.base, apron.line, 3.4)
        canvas.fill(
            taper([(LEAN - b.hip, b.waist_y + 4), (LEAN + b.hip, b.waist_y)], 14 * s, start=1, end=1), apron.line
        )
    if garment in {"dress", "trench_coat", "uniform", "hanfu"}:
        y, high = {
            "dress": (b.waist_y - 20 * s, 36 * s),
            "trench_coat": (b.waist_y - 24 * s, 54 * s),
            "uniform": (b.waist_y + 96 * s, 48 * s),
        }.get(garment, (b.waist_y - 110 * s, 130 * s))
        tint = {"dress": look.accent, "hanfu": look.accent, "uniform": "#241f22"}.get(garment, cloth.shade)
        band = facet([(-600, y), (600, y), (600, y + high), (-600, y + high)])
        outlined(canvas, band, tint, cloth.line, 3.2)
    if garment == "hanfu":
        trim = cloth_tones(look.second_colour)
        collar = taper(
            [
                (LEAN - b.neck * 1.2, b.neck_y - 60 * s),
                (LEAN + b.neck * 0.3, b.neck_y + 40 * s),
                (fx + 60 * s, b.waist_y - 100 * s),
            ],
            52 * s,
            start=0.9,
            end=0.9,
        )
        outlined(canvas, collar, trim.base, trim.line, 3)
        canvas.fill(facet([(-900, low - 70 * s), (900, low - 70 * s), (900, low + 60), (-900, low + 60)]), trim.base)
    if garment in _BANDS:
        canvas.fill(
            facet([(-600, low - 52 * s), (600, low - 52 * s), (600, low + 40), (-600, low + 40)]), cloth.shade, 0.7
        )
        canvas.fill(taper([(-400, low - 52 * s), (400, low - 52 * s)], 4, start=1, end=1), cloth.line, 0.7)
    creases = [
        taper([(LEAN + b.waist * 0.6, b.waist_y - 24 * s), (LEAN + 20, b.waist_y)], 5, start=0.9),
        taper([(LEAN - b.waist * 0.6, b.waist_y + 14 * s), (LEAN - 20, b.waist_y - 6)], 5, start=0.9),
    ]
    if low > b.hip_y + 200 * s:
        creases += [
            taper(
                [
                    (LEAN + k * b.waist * 0.3, b.waist_y + 80 * s),
                    (LEAN + k * b.hip * 0.4, b.hip_y),
                    (LEAN + k * b.hip * 0.62, low),
                ],
                5.4,
                start=0,
                end=0.7,
                peak=0.8,
            )
            for k in (-1, 0, 1)
        ]
    canvas.fill(joined(creases), cloth.line, 0.55)
