"""Hats on a head seen from the front to three-quarter, and the part of them behind it."""

from __future__ import annotations

from collections.abc import Callable

from reelwright.story import Look

from ..canvas import Canvas
from ..colour import mix
from ..path import Path
from .aim import Aim
from .ink import facet, joined, mass, outlined, ring, taper
from .tones import Cloth, cloth_tones


def hat_colour(look: Look) -> str:
    """The colour of a look's hat."""
    return {
        "chef": "#f6f5f2",
        "helmet": "#f2b632",
        "straw": "#e2c078",
        "crown": "#e8bf4a",
        "fedora": mix(look.accent, "#2a221e", 0.72),
    }.get(look.hat, look.accent)


def paint_hat(canvas: Canvas, look: Look, aim: Aim, light: int) -> None:
    """Draw the hat of a look before the hair."""
    painter = _HATS.get(look.hat)
    if painter:
        painter(canvas, look, aim, cloth_tones(hat_colour(look)), light)


def hat_shadow(look: Look, aim: Aim) -> list[Path]:
    """What of a hat casts a shadow on the forehead."""
    depth = {"cap": 62.0, "fedora": 54.0, "straw": 66.0, "helmet": 44.0}.get(look.hat, 8.0)
    if look.hat in {"none", "crown", "beret"}:
        return []
    low = -128 + depth
    edge = [
        aim.at(150, low - 18, 0),
        aim.at(90, low, 90),
        aim.at(0, low + 8, 128),
        aim.at(-90, low, 90),
        aim.at(-150, low - 18, 0),
    ]
    return [mass([(-190, -240), (190, -240), *edge])]


def paint_hat_behind(canvas: Canvas, look: Look, aim: Aim) -> None:
    """Draw the far half of a brim."""
    if look.hat in {"fedora", "straw"}:
        cloth = cloth_tones(hat_colour(look))
        wide, y = (262.0, -128.0) if look.hat == "fedora" else (318.0, -116.0)
        brim = ring(aim.side(0) + aim.turn * 16, y - 8 + aim.nod * 60, wide, 58)
        outlined(canvas, brim, cloth.deep, cloth.line, 4)


def _dome(aim: Aim, wide: float, low: float, top: float) -> list[tuple[float, float]]:
    x = aim.side(0)
    near, far = (10 * max(0.0, -aim.turn * s) for s in (1, -1))
    return [
        (x - wide - far, low),
        (x - wide * 0.98 - far, low - 60),
        (x - wide * 0.76, top + 46),
        (x - wide * 0.3, top + 4),
        (x + wide * 0.3, top + 4),
        (x + wide * 0.76, top + 46),
        (x + wide * 0.98 + near, low - 60),
        (x + wide + near, low),
    ]


def _shade(canvas: Canvas, aim: Aim, cloth: Cloth, light: int, wide: float) -> None:
    s, x = -light, aim.side(0)
    canvas.fill(
        mass(
            [
                (x + s * wide * 0.5, -480),
                (x + s * wide * 0.66, -220),
                (x + s * wide * 0.6, -60),
                (x + s * wide * 1.6, -60),
                (x + s * wide * 1.6, -480),
            ]
        ),
        cloth.shade,
        0.8,
    )


def _cap(canvas: Canvas, look: Look, aim: Aim, cloth: Cloth, light: int) -> None:
    dome = mass([*_dome(aim, 168, -112, -300), (aim.side(0) + aim.turn * 50, -98)], tension=0.46)
    outlined(canvas, dome, cloth.base, cloth.line, 4)
    with canvas.clip(dome):
        _shade(canvas, aim, cloth, light, 168)
        seams = [taper([aim.at(k, -112, 130), aim.at(k * 0.7, -230, 90), aim.at(0, -294, 0)], 4) for k in (-84, 0, 84)]
        canvas.fill(joined(seams), cloth.line, 0.6)
    canvas.fill(ring(*aim.at(0, -300, 0), 13, 8), cloth.line)
    badge = aim.at(0, -184, 140)
    canvas.fill(ring(*badge, 30 * aim.cos, 28), mix(look.second_colour, cloth.base, 0.1))
    peak = mass(
        [
            aim.at(-126, -116, 92),
            aim.at(-92, -112, 176),
            aim.at(0, -100, 226),
            aim.at(92, -112, 176),
            aim.at(126, -116, 92),
            aim.at(70, -136, 130),
            aim.at(0, -142, 146),
            aim.at(-70, -136, 130),
        ]
    )
    outlined(canvas, peak, cloth.shade, cloth.line, 4)
    canvas.fill(taper([aim.at(-92, -120, 166), aim.at(0, -108, 206), aim.at(92, -120, 166)], 5), cloth.light, 0.6)


def _beanie(canvas: Canvas, look: Look, aim: Aim, cloth: Cloth, light: int) -> None:
    del look
    dome = mass([*_dome(aim, 168, -128, -318)], tension=0.46)
    outlined(canvas, dome, cloth.base, cloth.line, 4)
    with canvas.clip(dome):
        _shade(canvas, aim, cloth, light, 168)
        ribs = [
            taper([aim.at(k, -130, 120 - abs(k) * 0.4), aim.at(k * 0.9, -240, 80), aim.at(k * 0.3, -312, 0)], 4)
            for k in range(-140, 141, 28)
        ]
        canvas.fill(joined(ribs), cloth.line, 0.4)
    x = aim.side(0)
    band = mass(
        [(x - 172, -92), (x - 176, -160), (x, -178), (x + 176, -160), (x + 172, -92), (x + aim.turn * 30, -104)],
        tension=0.4,
    )
    outlined(canvas, band, cloth.light, cloth.line, 4)
    with canvas.clip(band):
        canvas.fill(
            joined(taper([(x + k, -180), (x + k * 1.02, -86)], 5, start=0.9, end=0.9) for k in range(-168, 169, 22)),
            cloth.line,
            0.35,
        )
        _shade(canvas, aim, cloth, light, 168)


def _fedora(canvas: Canvas, look: Look, aim: Aim, cloth: Cloth, light: int) -> None:
    x, t = aim.side(0), aim.turn
    crown = mass(
        [
            (x - 150, -136),
            (x - 142, -230),
            (x - 104, -318),
            (x - 40, -330),
            (x + 6 + 14 * t, -300),
            (x + 48, -332),
            (x + 108, -316),
            (x + 142, -230),
            (x + 150, -136),
            (x, -116),
        ],
        tension=0.42,
    )
    outlined(canvas, crown, cloth.base, cloth.line, 4)
    with canvas.clip(crown):
        _shade(canvas, aim, cloth, light, 150)
        band = mass(
            [(x - 170, -190), (x, -172), (x + 170, -190), (x + 170, -136), (x, -116), (x - 170, -136)], tension=0.4
        )
        canvas.fill(band, look.accent)
        canvas.fill(taper([(x + 6 + 14 * t, -300), (x + 2, -262), (x - 8, -236)], 7), cloth.line, 0.7)
    brim = mass(
        [
            (x - 262 + 16 * t, -136),
            (x - 150, -152),
            (x - 60, -128),
            (x + 20 * t, -118),
            (x + 60, -128),
            (x + 150, -152),
            (x + 262 + 16 * t, -136),
            (x + 190 + 20 * t, -92),
            (x + 40 * t, -72),
            (x - 190 + 20 * t, -92),
        ],
        tension=0.46,
    )
    outlined(canvas, brim, cloth.base, cloth.line, 4)
    canvas.fill(taper([(x - 180, -96), (x + 40 * t, -78), (x + 180, -96)], 7), cloth.light, 0.7)


def _chef(canvas: Canvas, look: Look, aim: Aim, cloth: Cloth, light: int) -> None:
    del look
    x = aim.side(0)
    puff = [
        ring(x - 110, -318, 88, 84),
        ring(x + 112, -314, 90, 86),
        ring(x - 4, -362, 112, 96),
        ring(x, -280, 150, 70),
    ]
    outlined(canvas, puff, cloth.base, cloth.line, 4)
    with canvas.clip(joined(puff)):
        _shade(canvas, aim, cloth, light, 170)
    pleats = [taper([(x + k * 0.86, -232), (x + k, -276), (x + k * 1.2, -318)], 5) for k in (-100, -52, 0, 54, 104)]
    canvas.fill(joined(pleats), cloth.line, 0.6)
    band = mass(
        [(x - 158, -120), (x - 160, -236), (x, -252), (x + 160, -236), (x + 158, -120), (x + aim.turn * 30, -100)],
        tension=0.34,
    )
    outlined(canvas, band, cloth.base, cloth.line, 4)
    with canvas.clip(band):
        _shade(canvas, aim, cloth, light, 160)


def _beret(canvas: Canvas, look: Look, aim: Aim, cloth: Cloth, light: int) -> None:
    del look
    x = aim.side(0)
    top = mass(
        [
            (x - 164, -126),
            (x - 196, -190),
            (x - 150, -268),
            (x - 20, -310),
            (x + 120, -290),
            (x + 210, -220),
            (x + 196, -150),
            (x + 150, -128),
            (x + 20, -152),
        ],
        tension=0.5,
    )
    outlined(canvas, top, cloth.base, cloth.line, 4)
    with canvas.clip(top):
        _shade(canvas, aim, cloth, light, 176)
        canvas.fill(taper([(x - 130, -220), (x - 60, -262), (x + 30, -272)], 16), cloth.light, 0.7)
    band = taper(
        [(x - 162, -112), aim.at(-70, -146, 120), aim.at(30, -158, 130), (x + 158, -118)], 28, start=0.8, end=0.8
    )
    outlined(canvas, band, cloth.shade, cloth.line, 3.4)
    outlined(canvas, taper([(x - 6, -304), (x + 4, -326)], 12, start=0.8, end=0.8), cloth.base, cloth.line, 3)


def _helmet(canvas: Canvas, look: Look, aim: Aim, cloth: Cloth, light: int) -> None:
    del look
    dome = mass([*_dome(aim, 178, -118, -308), (aim.side(0), -104)], tension=0.48)
    outlined(canvas, dome, cloth.base, cloth.line, 4)
    with canvas.clip(dome):
        _shade(canvas, aim, cloth, light, 178)
        ridge = taper([aim.at(0, -110, 150), aim.at(0, -230, 110), aim.at(0, -304, 10)], 58, start=0.9, end=0.7)
        canvas.fill(ridge, cloth.light, 0.9)
        canvas.stroke(ridge, cloth.line, 3.4)
        canvas.fill(
            taper([(aim.side(light * 110), -180), (aim.side(light * 84), -236), (aim.side(light * 50), -268)], 18),
            "#ffffff",
            0.6,
        )
    x = aim.side(0)
    brim = mass(
        [
            (x - 186, -122),
            (x - 90, -126),
            aim.at(0, -128, 150),
            (x + 90, -126),
            (x + 186, -122),
            aim.at(120, -84, 150),
            aim.at(0, -78, 190),
            aim.at(-120, -84, 150),
        ],
        tension=0.5,
    )
    outlined(canvas, brim, cloth.base, cloth.line, 4)


def _straw(canvas: Canvas, look: Look, aim: Aim, cloth: Cloth, light: int) -> None:
    x, t = aim.side(0), aim.turn
    dome = mass([*_dome(aim, 158, -128, -300), (x, -112)], tension=0.48)
    outlined(canvas, dome, cloth.base, cloth.line, 4)
    with canvas.clip(dome):
        weave = [
            taper([(x - 170, -150 - k * 26), (x, -136 - k * 27), (x + 170, -150 - k * 26)], 4, start=0.8, end=0.8)
            for k in range(7)
        ]
        canvas.fill(joined(weave), cloth.line, 0.28)
        ribbon = mass(
            [(x - 170, -186), (x, -168), (x + 170, -186), (x + 170, -136), (x, -116), (x - 170, -136)], tension=0.4
        )
        canvas.fill(ribbon, look.accent)
        _shade(canvas, aim, cloth, light, 158)
    brim = mass(
        [
            (x - 318 + 16 * t, -120),
            (x - 160, -142),
            (x - 60, -124),
            (x + 20 * t, -116),
            (x + 60, -124),
            (x + 160, -142),
            (x + 318 + 16 * t, -120),
            (x + 210 + 20 * t, -72),
            (x + 40 * t, -56),
            (x - 210 + 20 * t, -72),
        ],
        tension=0.5,
    )
    outlined(canvas, brim, cloth.base, cloth.line, 4)
    with canvas.clip(brim):
        rings = [
            taper(
                [(x - 300, -112 + k * 14), (x + 30 * t, -100 + k * 16), (x + 300, -112 + k * 14)], 4, start=0.7, end=0.7
            )
            for k in range(3)
        ]
        canvas.fill(joined(rings), cloth.line, 0.28)


def _crown(canvas: Canvas, look: Look, aim: Aim, cloth: Cloth, light: int) -> None:
    x = aim.side(0)
    points = [(x - 134, -186)]
    for k in range(5):
        c = x + (k - 2) * 62 + aim.turn * (8 - abs(k - 2) * 4)
        points += [(c - 30, -232), (c, -330 if k % 2 == 0 else -304), (c + 30, -232)]
    points += [(x + 134, -186), (x, -158)]
    shape = facet(points)
    outlined(canvas, shape, cloth.base, cloth.line, 4)
    with canvas.clip(shape):
        _shade(canvas, aim, cloth, light, 134)
        canvas.fill(
            mass(
                [(x - 140, -206), (x, -186), (x + 140, -206), (x + 140, -180), (x, -156), (x - 140, -180)], tension=0.4
            ),
            cloth.light,
            0.6,
        )
    gems = [ring(x + (k - 2) * 56 + aim.turn * 8, -192 + 12 * (1 - abs(k - 2) / 2), 9, 11) for k in range(5)]
    outlined(canvas, gems, look.accent, "#5a1420", 2.6)
    tips = [ring(x + (k - 2) * 62, -332 if k % 2 == 0 else -306, 10, 10) for k in range(5)]
    outlined(canvas, tips, cloth.light, cloth.line, 3)


_HATS: dict[str, Callable[[Canvas, Look, Aim, Cloth, int], None]] = {
    "cap": _cap, "beanie": _beanie, "fedora": _fedora, "chef": _chef, "beret": _beret, "helmet": _helmet,
    "straw": _straw, "crown": _crown,
}  # fmt: skip
