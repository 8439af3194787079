"""Glasses, earrings, beards and hats seen from the side (looking to frame right) and from behind."""

from __future__ import annotations

from reelwright.story import Look, Person

from ..canvas import Canvas
from ..colour import mix
from .hats import hat_colour
from .ink import facet, joined, mass, outlined, ring, taper
from .profile import EAR
from .proportions import Head
from .tones import cloth_tones, hair_tones


def paint_side_beard(canvas: Canvas, person: Person, head: Head) -> None:
    """Draw a beard from the side, below the mouth that will be drawn over it."""
    kind = person.beard
    if kind == "none":
        return
    hair = hair_tones(
        mix(person.hair_colour, "#b9b6bd", 0.6) if person.age == "elder" else mix(person.hair_colour, "#1c0f14", 0.18)
    )
    my, cy, jy = head.mouth_y, head.chin_y, head.jaw_y
    jaw = [
        (118, my + 20),
        (116, cy - 20),
        (106, cy - 2),
        (76, cy + 6),
        (22, jy + 42),
        (-26, jy + 8),
        (-40, 80),
        (-22, 44),
        (-8, 60),
        (16, 104),
        (56, my - 20),
        (84, my - 6),
        (92, my + 14),
    ]
    if kind == "stubble":
        canvas.fill(mass(jaw), hair.deep, 0.2)
        return
    if kind in {"full", "long"}:
        low = cy + (150 if kind == "long" else 34)
        shape = mass(
            [(120, my + 22), (128, cy - 14), (112, low - 26), (76, low), (20, jy + 64), (-30, jy + 18), *jaw[6:]]
        )
        outlined(canvas, shape, hair.base, hair.line, 3.6)
        canvas.fill(
            joined(
                taper(
                    [
                        (100 - k * 26, cy - 30 - k * 8),
                        (92 - k * 22, (cy + low) / 2 - k * 10),
                        (80 - k * 14, low - 16 - k * 12),
                    ],
                    4.4,
                )
                for k in range(4)
            ),
            hair.line,
            0.7,
        )
    if kind == "goatee":
        outlined(
            canvas,
            mass([(118, my + 20), (124, cy - 12), (110, cy + 24), (86, cy + 10), (84, cy - 20), (98, my + 24)]),
            hair.base,
            hair.line,
            3,
        )
    top = mass([(128, my - 20), (136, my - 8), (110, my + 4), (84, my + 12), (92, my - 8), (112, my - 22)])
    outlined(canvas, top, hair.base, hair.line, 3)


def paint_side_glasses(canvas: Canvas, person: Person, head: Head) -> None:
    """Draw glasses from the side."""
    kind = person.glasses
    if kind == "none":
        return
    frame = {"round": "#4a3a2c", "square": "#15151c", "half_rim": "#3a3f4a", "sunglasses": "#0e0e13"}.get(
        kind, "#15151c"
    )
    y = head.eye_y + 4
    lens = (
        ring(104, y + 2, 25, 45)
        if kind == "round"
        else mass([(84, y - 34), (120, y - 36), (126, y), (116, y + 36), (88, y + 34)], tension=0.3)
    )
    canvas.fill(lens, "#12121a" if kind == "sunglasses" else "#dcecff", 0.92 if kind == "sunglasses" else 0.16)
    canvas.stroke(lens, frame, 2.2 if kind == "half_rim" else 7 if kind == "square" else 5.5)
    lines = [
        taper([(86, y - 18), (20, y - 16), (EAR[0] + 4, EAR[1] - 36)], 8, start=0.9, end=0.7),
        taper([(120, y - 22), (124, y - 10)], 8, start=0.9, end=0.7),
    ]
    if kind == "half_rim":
        lines.append(taper([(84, y - 32), (122, y - 34)], 10, start=0.9, end=0.9))
    canvas.fill(joined(lines), frame)


def paint_side_earring(canvas: Canvas, person: Person) -> None:
    """Draw the earring of the near ear."""
    x, y = EAR[0] - 2, EAR[1] + 42
    match person.earrings:
        case "stud":
            outlined(canvas, ring(x, y - 4, 6.5, 6.5), "#ffe9a8", "#7a5a1e", 2.4)
        case "hoop":
            canvas.stroke(ring(x, y + 24, 24, 27), "#7a5a1e", 8)
            canvas.stroke(ring(x, y + 24, 24, 27), "#f0cd72", 4.4)
        case "drop":
            canvas.fill(taper([(x, y - 4), (x, y + 26)], 4, start=1, end=1), "#a8842e")
            outlined(
                canvas, mass([(x, y + 20), (x + 9, y + 42), (x, y + 54), (x - 9, y + 42)]), "#7fd0e8", "#24586e", 2.6
            )
        case _:
            return


def paint_turned_hat(canvas: Canvas, look: Look, *, behind: bool) -> None:
    """Draw a hat on a head seen from the side, or from behind."""
    kind = look.hat
    if kind == "none":
        return
    cloth = cloth_tones(hat_colour(look))
    cx = 0 if behind else -34
    wide = 166 if behind else 168
    top = {"chef": -262, "fedora": -326, "crown": -200}.get(kind, -304)
    low = -112
    dome = mass(
        [
            (cx - wide, low),
            (cx - wide, low - 66),
            (cx - wide * 0.78, top + 44),
            (cx - wide * 0.3, top),
            (cx + wide * 0.3, top),
            (cx + wide * 0.78, top + 44),
            (cx + wide, low - 66),
            (cx + wide, low),
        ],
        tension=0.46,
    )
    if kind == "chef":
        puff = [
            ring(cx - 110, -320, 88, 84),
            ring(cx + 110, -316, 90, 86),
            ring(cx, -362, 112, 96),
            ring(cx, -282, 150, 70),
        ]
        outlined(canvas, puff, cloth.base, cloth.line, 4)
        canvas.fill(
            joined(taper([(cx + k * 0.86, -232), (cx + k * 1.2, -318)], 5) for k in (-100, -50, 0, 50, 100)),
            cloth.line,
            0.6,
        )
    if kind == "chef":
        dome = mass(
            [(cx - 158, low), (cx - 160, -236), (cx, -252), (cx + 160, -236), (cx + 158, low), (cx, low + 12)],
            tension=0.3,
        )
    if kind == "crown":
        points = [(cx - 134.0, -180.0)]
        for k in range(5):
            c = cx + (k - 2) * 62
            points += [(c - 30, -232), (c, -326), (c + 30, -232)]
        dome = facet([*points, (cx + 134, -180), (cx, -160)])
    if kind == "beret":
        dome = taper([(cx - 150, -118), (cx, -134), (cx + 150, -122)], 40, start=0.9, end=0.9)
    outlined(canvas, dome, cloth.base, cloth.line, 4)
    with canvas.clip(dome):
        canvas.fill(
            mass(
                [
                    (cx - wide * 0.5, -420),
                    (cx - wide * 0.66, -200),
                    (cx - wide * 0.6, -80),
                    (cx - wide * 2, -80),
                    (cx - wide * 2, -420),
                ]
            ),
            cloth.shade,
            0.75,
        )
        if kind in {"fedora", "straw"}:
            canvas.fill(facet([(cx - 300, -184), (cx + 300, -184), (cx + 300, -130), (cx - 300, -130)]), look.accent)
        if kind == "beanie":
            canvas.fill(
                joined(taper([(cx + k, -110), (cx + k * 0.4, -306)], 4) for k in range(-140, 141, 28)), cloth.line, 0.4
            )
    if kind == "beanie":
        outlined(
            canvas,
            taper([(cx - wide - 4, -128), (cx, -124), (cx + wide + 4, -130)], 66, start=0.92, end=0.92),
            cloth.light,
            cloth.line,
            4,
        )
    if kind in {"fedora", "straw"}:
        reach = 262 if kind == "fedora" else 316
        brim = mass(
            [
                (cx - reach, -122),
                (cx - 130, -140),
                (cx + 130, -142),
                (cx + reach, -118),
                (cx + 120, -96),
                (cx - 120, -96),
            ],
            tension=0.5,
        )
        outlined(canvas, brim, cloth.base, cloth.line, 4)
    if kind in {"cap", "helmet"} and not behind:
        peak = mass([(cx + 110, -136), (cx + 200, -132), (cx + 272, -96), (cx + 250, -88), (cx + 130, -104)])
        outlined(canvas, peak, cloth.shade if kind == "cap" else cloth.base, cloth.line, 4)
    if kind == "cap" and behind:
        gap = mass([(-50, -112), (-40, -152), (0, -166), (40, -152), (50, -112)])
        outlined(canvas, gap, "#241a1c", cloth.line, 3)
    if kind == "beret":
        flop = mass(
            [(cx - 176, -130), (cx - 214, -200), (cx - 120, -292), (cx + 60, -288), (cx + 150, -196), (cx + 120, -140)]
        )
        outlined(canvas, flop, cloth.base, cloth.line, 4)
