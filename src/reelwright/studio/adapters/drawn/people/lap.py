"""The lap, shins and feet of somebody who sits and faces the camera.

Thighs come towards the camera and look short; what hangs below a seated waist (coat, dress, robe)
lies over them and falls from the knees.
"""

from __future__ import annotations

from typing import Final

from reelwright.story import Look, Person

from ..canvas import Canvas
from ..path import Path, Point
from .garments import pattern_on
from .ink import joined, lerp, mass, outlined, taper
from .legs import bottom_colour, paint_shoe
from .proportions import seat_drop
from .tones import Cloth, cloth_tones, skin_tones
from .torso import Stand, limb

_SKIRTED: Final = 1.2
"""Garments that end below this hem lie over the lap."""


def paint_lap(canvas: Canvas, person: Person, look: Look, stand: Stand, light: int) -> None:
    """Draw both legs of a seated person, over the trunk."""
    drop = seat_drop(person) * stand.bend
    bare = stand.cut.bottom in {"bare", "skirt"}
    for side in (-(stand.facing or 1), stand.facing or 1):
        _shin(canvas, person, look, stand, side, drop, bare=bare)
    for side in (-(stand.facing or 1), stand.facing or 1):
        _thigh(canvas, person, look, stand, side, light, bare=bare)
    if stand.cut.hem > _SKIRTED or look.garment == "apron":
        _cover(canvas, look, stand, cloth_tones(look.colour), stand.hanging_y, light)
    elif stand.cut.bottom == "skirt":
        low = stand.body.knee_y - 60 * stand.body.scale
        _cover(canvas, look, stand, cloth_tones(bottom_colour(look, stand)), low, light)


def knee_of(stand: Stand, side: int) -> Point:
    """Where a knee is seen: seated a little lower than the hip, because it is nearer."""
    b = stand.body
    return side * b.hip * lerp(0.5, 0.78, stand.bend), lerp(b.knee_y, b.hip_y + 190 * b.scale, stand.bend)


def _tones(person: Person, look: Look, stand: Stand, *, bare: bool) -> Cloth:
    if bare:
        skin = skin_tones(person.skin)
        return Cloth(skin.base, skin.shade, skin.deep, skin.line, skin.light)
    return cloth_tones(bottom_colour(look, stand))


def _shin(canvas: Canvas, person: Person, look: Look, stand: Stand, side: int, drop: float, *, bare: bool) -> None:
    b, s = stand.body, stand.body.scale
    knee = knee_of(stand, side)
    ankle = (side * (b.hip * 0.66 + 14 * s), b.ankle_y - drop)
    with canvas.at(0.0, -drop):
        paint_shoe(canvas, person, look, stand, (ankle[0], b.ankle_y), side)
    loose = 0.0 if bare else 10 * s
    widths = (
        b.calf * 1.2 + loose,
        b.calf * 1.14 + loose,
        b.calf * 1.1 + loose,
        b.calf * (0.52 if bare else 0.9) + loose,
    )
    end = (ankle[0], ankle[1] + (0 if bare else 52 * s))
    middle = (lerp(knee[0], end[0], 0.4), lerp(knee[1], end[1], 0.4))
    tones = _tones(person, look, stand, bare=bare)
    shin = limb(knee, middle, end, widths).whole
    outlined(canvas, shin, tones.base, tones.line, 3.4)
    with canvas.clip(shin):  # the knee throws its shadow down the shin
        canvas.fill(
            taper([(knee[0] - 90 * s, knee[1] + 90 * s), (knee[0] + 90 * s, knee[1] + 90 * s)], 120 * s),
            tones.shade,
            0.8,
        )


def _thigh_path(stand: Stand, side: int, loose: float) -> Path:
    b = stand.body
    x, y = knee_of(stand, side)
    w, s = b.thigh * 1.08 + loose, b.scale
    points: list[Point] = [
        (side * (b.hip + loose), b.hip_y - 80 * s),
        (x + side * w * 1.04, y - 60 * s),
        (x + side * w * 0.92, y + 44 * s),
        (x, y + 92 * s),
        (x - side * w * 0.92, y + 40 * s),
        (x - side * w * 0.98, y - 60 * s),
        (side * 10 * s, b.hip_y - 20 * s),
    ]
    return mass(points, tension=0.42)


def _thigh(canvas: Canvas, person: Person, look: Look, stand: Stand, side: int, light: int, *, bare: bool) -> None:
    b, s = stand.body, stand.body.scale
    tones = _tones(person, look, stand, bare=bare)
    path = _thigh_path(stand, side, 0.0 if bare else 10 * s)
    outlined(canvas, path, tones.base, tones.line, 3.4)
    x, y = knee_of(stand, side)
    w = b.thigh
    with canvas.clip(path):
        canvas.fill(
            taper(
                [(x - light * w * 1.3, b.hip_y - 100 * s), (x - light * w * 1.1, y + 60 * s)], 90 * s, start=1, end=0.7
            ),
            tones.shade,
            0.75,
        )
        canvas.fill(
            taper([(x - w, y + 76 * s), (x, y + 96 * s), (x + w, y + 76 * s)], 44 * s, start=0.8, end=0.8),
            tones.shade,
            0.6,
        )
    if not bare:
        lines = [
            taper([(side * b.hip * 0.4, b.hip_y - 10 * s), (x - side * w * 0.3, b.hip_y + 60 * s)], 5),
            taper([(x - w * 0.5, y + 20 * s), (x, y + 44 * s), (x + w * 0.4, y + 26 * s)], 4.4),
        ]
        canvas.fill(joined(lines), tones.line, 0.6)


def _cover(canvas: Canvas, look: Look, stand: Stand, cloth: Cloth, hem: float, light: int) -> None:
    """Cloth over the lap that falls from the knees as far as it hangs below them when its wearer stands."""
    b, s = stand.body, stand.body.scale
    x, y = knee_of(stand, 1)
    w = b.thigh * 1.2 + stand.cut.ease * s
    low = y + max(90 * s, hem - b.knee_y + 60 * s)
    wide = (x + w) * min(1.16, max(1.0, stand.cut.flare))
    right: list[Point] = [
        (b.hip + stand.cut.ease * s, b.hip_y - 90 * s),
        (x + w, y - 50 * s),
        (x + w, y + 50 * s),
        (wide, low),
    ]
    path = mass([(-px, py) for px, py in right] + [(0.0, low + 14 * s)] + right[::-1], tension=0.4)
    outlined(canvas, path, cloth.base, cloth.line, 3.8)
    with canvas.clip(path):
        pattern_on(canvas, look, stand)
        front = mass(
            [(-x - w, y + 66 * s), (0.0, y + 96 * s), (x + w, y + 66 * s), (wide, low + 60), (-wide, low + 60)]
        )
        canvas.fill(front, cloth.shade, 0.55)  # what falls from the knees faces away from the light above
        dark = -light
        canvas.fill(
            mass(
                [
                    (dark * x, b.hip_y - 100 * s),
                    (dark * (x + w * 0.5), y),
                    (dark * x, low + 60),
                    (dark * wide * 2, low + 60),
                    (dark * wide * 2, b.hip_y - 100 * s),
                ]
            ),
            cloth.shade,
            0.6,
        )
    lines = [
        taper([(0.0, b.hip_y - 20 * s), (0.0, y + 40 * s), (6 * s, low)], 5),
        *(
            taper([(k * x, y + 50 * s), (k * x * 1.02, (y + low) / 2), (k * x * 1.04, low - 20 * s)], 4.4)
            for k in (-1, 1)
        ),
    ]
    canvas.fill(joined(lines), cloth.line, 0.6)
