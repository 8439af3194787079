"""The body and the bare back of the head seen from behind."""

from __future__ import annotations

from dataclasses import replace

from reelwright.story import Look, Person

from ..canvas import Canvas
from ..stage import FigureState
from .body import PropPainter, paint_arm, paint_hands, stand_of
from .garments import pattern_on
from .gestures import arm_of, poses
from .ink import facet, joined, mass, mirrored, outlined, ring, taper
from .legs import paint_legs
from .proportions import Body, head_of
from .tones import Cloth, cloth_tones, skin_tones
from .torso import Stand, torso_path


def paint_back_head(canvas: Canvas, person: Person, state: FigureState) -> None:
    """Draw skull, ears and the cheek that shows on the side that the head turns to."""
    head, skin, f = head_of(person), skin_tones(person.skin), state.facing
    cheek = mass(
        [
            (f * 96, -60),
            (f * 150, -20),
            (f * 151, 40),
            (f * 139, 92),
            (f * 110, head.jaw_y + 6),
            (f * 60, head.jaw_y + 30),
            (f * 20, 100),
        ]
    )
    outlined(canvas, cheek, skin.base, skin.line, 3.6)
    dome = ring(0, -66, 152, 178)
    nape = mass([(-120, 0), (120, 0), (96, 110), (60, 160), (-60, 160), (-96, 110)])
    outlined(canvas, [dome, nape], skin.base, skin.line, 3.6)
    with canvas.clip(joined((dome, nape))):
        s = -state.light
        canvas.fill(
            mass([(s * 60, -300), (s * 104, -120), (s * 84, 60), (s * 30, 170), (s * 260, 170), (s * 260, -300)]),
            skin.shade,
            0.7,
        )
    for side in (-1, 1):
        ear = mass(
            [
                (side * 138, -30),
                (side * 156, -34),
                (side * 170, -14),
                (side * 162, 14),
                (side * 148, 42),
                (side * 136, 36),
            ]
        )
        outlined(canvas, ear, skin.base, skin.line, 3.2)
        canvas.fill(taper([(side * 142, -22), (side * 150, 6), (side * 143, 32)], 5), skin.deep)


def paint_back_body(canvas: Canvas, person: Person, look: Look, state: FigureState, prop: PropPainter) -> None:
    """Draw everything below a head seen from behind; arms that act are beyond the trunk."""
    stand = stand_of(person, look, state)
    acting = poses(state.gesture, state.holds) != (None, None)
    if acting:
        paint_hands(canvas, person, look, state, prop)
    lead, other = poses(state.gesture, state.holds)
    side = state.facing or 1
    stand = replace(stand, facing=0, bend=0.0)
    paint_legs(canvas, person, look, stand, state.light)
    for which, pose in ((side, lead), (-side, other)):
        if pose is None:
            paint_arm(canvas, person, look, stand, arm_of(stand.body, which, None, 0.0), state.light)
    _neck(canvas, person, stand.body, state.light)
    main = look.second_colour if look.garment == "apron" else look.colour
    cloth = cloth_tones(main)
    torso = torso_path(stand)
    outlined(canvas, torso, cloth.base, cloth.line, 4.2)
    with canvas.clip(torso):
        if look.garment != "apron":
            pattern_on(canvas, look, stand)
        _shadow(canvas, stand, cloth, state.light)
        _back_of(canvas, look, stand, cloth)
    _back_collar(canvas, look, stand.body, cloth)


def _neck(canvas: Canvas, person: Person, b: Body, light: int) -> None:
    skin, n, y, s = skin_tones(person.skin), b.neck + 4, b.neck_y, b.scale
    right = [(n + 2, 60), (n, y - 70 * s), (n + 14, y - 30 * s), (n + 54 * s, b.shoulder_y + 10 * s)]
    neck = mass([*right, (0, y + 40 * s), *mirrored(right)])
    outlined(canvas, neck, skin.base, skin.line, 3.4)
    with canvas.clip(neck):
        canvas.fill(mass([(-140, 40), (140, 40), (n, 190), (0, 206), (-n, 190)]), skin.shade, 0.9)
        canvas.fill(
            mass([(-light * n * 0.3, 60), (-light * n * 0.4, y + 60), (-light * 300, y + 60), (-light * 300, 60)]),
            skin.shade,
            0.8,
        )
    canvas.fill(joined(taper([(k * 16, 210), (k * 20, y - 40 * s)], 3.6) for k in (-1, 1)), skin.line, 0.4)


def _shadow(canvas: Canvas, stand: Stand, cloth: Cloth, light: int) -> None:
    b, s, side = stand.body, stand.body.scale, -light
    low = stand.hem_y + 40
    edge = [
        (side * b.shoulder * 0.6, b.shoulder_y - 60 * s),
        (side * b.shoulder * 0.66, b.shoulder_y + 160 * s),
        (side * b.chest * 0.5, b.chest_y + 60 * s),
        (side * b.waist * 0.46, b.waist_y),
        (side * b.hip * 0.5, b.hip_y),
        (side * b.hip * 0.4, low),
    ]
    canvas.fill(
        mass([*edge, (side * b.shoulder * 3, low), (side * b.shoulder * 3, b.shoulder_y - 80)], tension=0.45),
        cloth.shade,
        0.8,
    )
    blades = [
        taper(
            [
                (k * 60 * s, b.shoulder_y + 110 * s),
                (k * 92 * s, b.shoulder_y + 190 * s),
                (k * 70 * s, b.chest_y + 20 * s),
            ],
            6,
        )
        for k in (-1, 1)
    ]
    waist = [
        taper(
            [(k * stand.half(b.waist_y), b.waist_y - 20 * s), (k * stand.half(b.waist_y) * 0.5, b.waist_y)],
            5,
            start=0.9,
        )
        for k in (-1, 1)
    ]
    canvas.fill(joined([*blades, *waist]), cloth.line, 0.5)
    canvas.fill(ring(side * 12, b.neck_y - 10 * s, b.neck + 90 * s, 70 * s), cloth.shade, 0.6)


def _back_of(canvas: Canvas, look: Look, stand: Stand, cloth: Cloth) -> None:
    b, s, low = stand.body, stand.body.scale, stand.hem_y
    garment = look.garment
    if garment in {"suit", "blazer", "coat", "lab_coat", "trench_coat", "dress", "qipao", "vest", "leather_jacket"}:
        canvas.fill(taper([(0, b.neck_y), (3, b.waist_y), (0, low)], 4.4, start=0.8, end=0.8), cloth.line, 0.8)
    if garment in {"shirt", "uniform", "pyjamas", "apron", "blouse", "leather_jacket"}:
        canvas.fill(
            taper(
                [
                    (-b.shoulder, b.shoulder_y + 110 * s),
                    (0, b.shoulder_y + 96 * s),
                    (b.shoulder, b.shoulder_y + 110 * s),
                ],
                4.4,
                start=0.9,
                end=0.9,
            ),
            cloth.line,
            0.8,
        )
        canvas.fill(
            joined(taper([(k * 16 * s, b.shoulder_y + 100 * s), (k * 22 * s, b.chest_y + 60 * s)], 4) for k in (-1, 1)),
            cloth.line,
            0.6,
        )
    if garment in {"trench_coat", "dress", "uniform", "hanfu"}:
        y, high = {
            "dress": (b.waist_y - 20 * s, 36 * s),
            "trench_coat": (b.waist_y - 24 * s, 54 * s),
            "uniform": (b.waist_y + 96 * s, 48 * s),
        }.get(garment, (b.waist_y - 110 * s, 130 * s))
        tint = {"dress": look.accent, "hanfu": look.accent, "uniform": "#241f22"}.get(garment, cloth.shade)
        outlined(canvas, facet([(-600, y), (600, y), (600, y + high), (-600, y + high)]), tint, cloth.line, 3.2)
    if garment == "trench_coat":
        canvas.stroke(
            mass(
                [
                    (-b.shoulder, b.shoulder_y),
                    (-b.chest * 0.9, b.chest_y),
                    (0, b.chest_y + 40 * s),
                    (b.chest * 0.9, b.chest_y),
                    (b.shoulder, b.shoulder_y),
                ]
            ),
            cloth.line,
            4.4,
            0.8,
        )
    if garment == "hanfu":
        canvas.fill(
            facet([(-900, low - 70 * s), (900, low - 70 * s), (900, low + 60), (-900, low + 60)]), look.second_colour
        )
    if garment in {"hoodie", "sweater", "tracksuit"}:
        canvas.fill(
            facet([(-600, low - 52 * s), (600, low - 52 * s), (600, low + 40), (-600, low + 40)]), cloth.shade, 0.7
        )
        canvas.fill(taper([(-400, low - 52 * s), (400, low - 52 * s)], 4, start=1, end=1), cloth.line, 0.7)
    if garment == "apron":
        apron = cloth_tones(look.colour)
        straps = [
            taper([(k * (b.neck + 10), b.neck_y - 20), (-k * b.waist * 0.5, b.waist_y)], 26 * s, start=0.9, end=0.9)
            for k in (-1, 1)
        ]
        outlined(canvas, straps, apron.base, apron.line, 3)
        outlined(
            canvas,
            taper([(-600, b.waist_y + 4), (600, b.waist_y + 4)], 26 * s, start=1, end=1),
            apron.base,
            apron.line,
            3,
        )
        bow = [
            mass(
                [
                    (0, b.waist_y),
                    (k * 70 * s, b.waist_y - 34 * s),
                    (k * 84 * s, b.waist_y + 6),
                    (k * 60 * s, b.waist_y + 36 * s),
                ]
            )
            for k in (-1, 1)
        ]
        tails = [
            taper(
                [(0, b.waist_y + 10), (k * 30 * s, b.waist_y + 90 * s), (k * 44 * s, b.waist_y + 170 * s)],
                26 * s,
                start=0.5,
                end=0.9,
            )
            for k in (-1, 1)
        ]
        outlined(canvas, [*bow, *tails], apron.base, apron.line, 3)


def _back_collar(canvas: Canvas, look: Look, b: Body, cloth: Cloth) -> None:
    s, n, y = b.scale, b.neck + 4, b.neck_y
    garment = look.garment
    if garment == "hoodie":
        hood = mass(
            [
                (-n - 80 * s, y - 30 * s),
                (-n * 0.6, y - 70 * s),
                (n * 0.6, y - 70 * s),
                (n + 80 * s, y - 30 * s),
                (n + 96 * s, y + 70 * s),
                (60 * s, y + 190 * s),
                (0, y + 220 * s),
                (-60 * s, y + 190 * s),
                (-n - 96 * s, y + 70 * s),
            ]
        )
        outlined(canvas, hood, cloth.light, cloth.line, 4)
        inside = mass(
            [
                (-n - 50 * s, y - 24 * s),
                (0, y - 58 * s),
                (n + 50 * s, y - 24 * s),
                (n * 0.8, y + 40 * s),
                (0, y + 66 * s),
                (-n * 0.8, y + 40 * s),
            ]
        )
        outlined(canvas, inside, cloth.deep, cloth.line, 3)
        return
    high = {
        "turtleneck": 86,
        "qipao": 68,
        "shirt": 62,
        "suit": 56,
        "uniform": 62,
        "apron": 62,
        "trench_coat": 70,
        "coat": 66,
        "lab_coat": 56,
        "leather_jacket": 64,
        "tracksuit": 84,
    }.get(garment, 40)
    tint = cloth_tones(look.second_colour if garment in {"apron", "hanfu", "tracksuit", "tshirt"} else look.colour)
    band = mass(
        [
            (-n - 2, y - high * s),
            (0, y - (high + 12) * s),
            (n + 2, y - high * s),
            (n + 40 * s, y + 6 * s),
            (0, y + 34 * s),
            (-n - 40 * s, y + 6 * s),
        ],
        tension=0.4,
    )
    outlined(canvas, band, tint.light, tint.line, 3.4)
    if look.neckwear == "scarf":
        scarf = cloth_tones(look.accent)
        wrap = mass(
            [
                (-n - 30 * s, y - 90 * s),
                (0, y - 70 * s),
                (n + 30 * s, y - 90 * s),
                (n + 70 * s, y - 10 * s),
                (0, y + 70 * s),
                (-n - 70 * s, y - 10 * s),
            ]
        )
        outlined(canvas, wrap, scarf.base, scarf.line, 3.6)
