"""Legs and skirts seen from the side."""

from __future__ import annotations

from reelwright.story import Look, Person

from ..canvas import Canvas
from .ink import facet, joined, mass, outlined, ring, taper
from .legs import bottom_colour, paint_shoe
from .side_arms import LEAN
from .tones import Cloth, cloth_tones, skin_tones
from .torso import Stand, limb


def paint_side_legs(canvas: Canvas, person: Person, look: Look, stand: Stand, light: int) -> None:
    """Draw both legs from the side, the near one before the far one, and a skirt that is a piece of its own."""
    b, s = stand.body, stand.body.scale
    bare = stand.cut.bottom in {"bare", "skirt"}
    skin = skin_tones(person.skin)
    tones = (
        Cloth(skin.base, skin.shade, skin.deep, skin.line, skin.light)
        if bare
        else cloth_tones(bottom_colour(look, stand))
    )
    loose = 0.0 if bare else 10 * s
    for at_rest, swing, near in ((-46, -stand.stride, False), (26, stand.stride, True)):
        step = at_rest + 330 * swing
        back = max(0.0, -swing)  # the foot behind is on its toes
        ankle = (LEAN - 10 + step * s, b.ankle_y - 60 * back * s)
        with canvas.at(0.0, -60 * back * s):
            paint_shoe(canvas, person, look, stand, (ankle[0], b.ankle_y), 1, long=1.7)
        hip, knee = (LEAN - 14, b.hip_y), (LEAN + 12 + (step * 0.5 + 70 * abs(swing)) * s, b.knee_y)
        widths = (
            b.thigh * 1.12 + loose,
            b.calf * 1.14 + loose,
            b.calf * 1.16 + loose,
            b.calf * (0.56 if bare else 0.9) + loose,
        )
        leg = limb(
            hip, knee, (ankle[0], ankle[1] + (0 if bare else 50 * s)), widths, swell=b.calf * 0.24 if bare else 0
        )
        seat = ring(LEAN - 16, b.hip_y + 10 * s, b.hip * 0.66 + loose, 150 * s)
        shape = joined(
            (
                leg.whole,
                seat,
                facet(
                    [
                        (LEAN - b.waist * 0.5, b.waist_y - 20),
                        (LEAN + b.waist * 0.54, b.waist_y - 20),
                        (LEAN + b.hip * 0.5, b.hip_y),
                        (LEAN - b.hip * 0.6, b.hip_y),
                    ]
                ),
            )
        )
        outlined(canvas, shape, tones.base if near else tones.shade, tones.line, 3.4)
        if near:
            with canvas.clip(shape):
                dark = 1 if light < 0 else -1
                canvas.fill(
                    taper(
                        [
                            (LEAN + dark * b.thigh * 1.1, b.hip_y - 100 * s),
                            (knee[0] + dark * b.calf, b.knee_y),
                            (ankle[0] + dark * b.calf * 0.8, b.ankle_y + 60),
                        ],
                        90 * s,
                        start=1,
                        end=0.8,
                    ),
                    tones.shade,
                    0.75,
                )
    if stand.cut.bottom == "skirt":
        _side_skirt(canvas, look, stand)
    if look.garment == "apron":
        low, main = b.knee_y - 170 * s, cloth_tones(look.colour)
        panel = mass(
            [
                (LEAN - 20 * s, b.waist_y),
                (LEAN + b.hip * 0.7, b.waist_y),
                (LEAN + b.hip * 0.74, b.hip_y),
                (LEAN + b.hip * 0.7, low),
                (LEAN - 30 * s, low),
            ],
            tension=0.3,
        )
        outlined(canvas, panel, main.base, main.line, 3.6)


def _side_skirt(canvas: Canvas, look: Look, stand: Stand) -> None:
    b, s = stand.body, stand.body.scale
    cloth = cloth_tones(bottom_colour(look, stand))
    low = b.knee_y - 60 * s
    skirt = mass(
        [
            (LEAN - b.waist * 0.5, b.waist_y - 20 * s),
            (LEAN - b.hip * 0.8, b.hip_y),
            (LEAN - b.hip * 0.74, low),
            (LEAN, low + 16 * s),
            (LEAN + b.hip * 0.72, low),
            (LEAN + b.hip * 0.68, b.hip_y),
            (LEAN + b.waist * 0.56, b.waist_y - 20 * s),
        ],
        tension=0.42,
    )
    outlined(canvas, skirt, cloth.base, cloth.line, 3.6)
