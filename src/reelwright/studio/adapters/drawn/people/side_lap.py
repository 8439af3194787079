"""The lap, shin and foot of somebody who sits and is seen from the side, looking to frame right."""

from __future__ import annotations

from reelwright.story import Look, Person

from ..canvas import Canvas
from ..path import Point
from .garments import pattern_on
from .ink import lerp, mass, outlined, taper
from .legs import bottom_colour, paint_shoe
from .proportions import seat_drop
from .side_arms import LEAN
from .tones import Cloth, cloth_tones, skin_tones
from .torso import Stand, limb

_SKIRTED = 1.2
"""Garments that end below this hem lie over the lap."""


def side_knee(stand: Stand) -> Point:
    """Where the knee of somebody is who sits, or is on the way to it."""
    b = stand.body
    thigh = b.knee_y - b.hip_y
    return LEAN + lerp(12, 0.86 * thigh, stand.bend), lerp(b.knee_y, b.hip_y + 0.14 * thigh, stand.bend)


def paint_side_lap(canvas: Canvas, person: Person, look: Look, stand: Stand, light: int) -> None:
    """Draw thigh, shin and shoe over the trunk; both legs are as one, the far one a little before."""
    b, s = stand.body, stand.body.scale
    drop = seat_drop(person) * stand.bend
    bare = stand.cut.bottom in {"bare", "skirt"}
    skin = skin_tones(person.skin)
    tones = (
        Cloth(skin.base, skin.shade, skin.deep, skin.line, skin.light)
        if bare
        else cloth_tones(bottom_colour(look, stand))
    )
    loose = 0.0 if bare else 10 * s
    knee = side_knee(stand)
    hip = (LEAN - 14, b.hip_y + 20 * s)
    for ahead, fill in ((46 * s, tones.shade), (0.0, tones.base)):
        ankle = (knee[0] + ahead - 24 * s, b.ankle_y - drop)
        with canvas.at(0.0, -drop):
            paint_shoe(canvas, person, look, stand, (ankle[0], b.ankle_y), 1, long=1.7)
        end = (ankle[0], ankle[1] + (0 if bare else 50 * s))
        shin = (
            b.calf * 1.2 + loose,
            b.calf * 1.18 + loose,
            b.calf * 1.14 + loose,
            b.calf * (0.56 if bare else 0.9) + loose,
        )
        bent = (knee[0] + ahead, knee[1])
        middle = (lerp(bent[0], end[0], 0.4), lerp(bent[1], end[1], 0.4))
        outlined(canvas, limb(bent, middle, end, shin).whole, fill, tones.line, 3.4)
        thigh = (b.thigh * 1.36 + loose, b.thigh * 1.2 + loose, b.thigh * 1.04 + loose, b.calf * 1.24 + loose)
        over = (lerp(hip[0], bent[0], 0.5), lerp(hip[1], bent[1], 0.5) - 16 * s)
        path = limb(hip, over, bent, thigh).whole
        outlined(canvas, path, fill, tones.line, 3.4)
        if not ahead:
            with canvas.clip(path):
                low = b.thigh * 0.9
                canvas.fill(
                    taper([(hip[0], hip[1] + low), (knee[0], knee[1] + low)], 90 * s, start=1, end=0.9),
                    tones.shade,
                    0.75,
                )
    if stand.cut.hem > _SKIRTED or look.garment == "apron":
        _cover(canvas, look, stand, cloth_tones(look.colour), stand.hanging_y, light)
    elif stand.cut.bottom == "skirt":
        _cover(canvas, look, stand, cloth_tones(bottom_colour(look, stand)), b.knee_y - 60 * s, light)


def _cover(canvas: Canvas, look: Look, stand: Stand, cloth: Cloth, hem: float, light: int) -> None:
    """Cloth along the thigh that falls from the knee as far as it hangs below it when its wearer stands."""
    b, s = stand.body, stand.body.scale
    x, y = side_knee(stand)
    low = y + max(90 * s, hem - b.knee_y + 60 * s)
    path = mass(
        [
            (LEAN + b.waist * 0.5, b.waist_y + 30 * s),
            (LEAN + b.hip * 0.6, b.hip_y - 110 * s),
            (x - 40 * s, y - 96 * s),
            (x + 86 * s, y - 30 * s),
            (x + 96 * s, low),
            (x - 110 * s, low + 14 * s),
            (x - 130 * s, y + 120 * s),
            (LEAN - b.hip * 0.5, b.hip_y + 150 * s),
            (LEAN - b.hip * 0.8, b.hip_y + 20 * s),
            (LEAN - b.waist * 0.5, b.waist_y + 30 * s),
        ],
        tension=0.4,
    )
    outlined(canvas, path, cloth.base, cloth.line, 3.8)
    with canvas.clip(path):
        pattern_on(canvas, look, stand)
        canvas.fill(
            taper([(LEAN - b.hip, b.hip_y + 130 * s), (x - 60 * s, y + 110 * s)], 110 * s, start=1, end=0.9),
            cloth.shade,
            0.7,
        )
        if light < 0:
            canvas.fill(
                taper([(x + 90 * s, y - 60 * s), (x + 96 * s, low)], 70 * s, start=0.9, end=1), cloth.shade, 0.6
            )
    canvas.fill(taper([(x - 30 * s, y + 10 * s), (x - 20 * s, low - 20 * s)], 5), cloth.line, 0.6)
