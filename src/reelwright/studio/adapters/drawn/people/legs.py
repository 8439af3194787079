"""Legs, skirts and shoes."""

from __future__ import annotations

from reelwright.story import Look, Person

from ..canvas import Canvas
from ..colour import luminance, mix
from .ink import facet, joined, mass, outlined, taper
from .tones import Cloth, cloth_tones, skin_tones
from .torso import Stand, leg_points, limb


def bottom_colour(look: Look, stand: Stand) -> str:
    """The colour of what covers the legs."""
    kind = stand.cut.bottom
    if kind in {"suit", "same", "gown", "robe"}:
        return look.colour
    if kind == "jeans":
        return "#3c4a6b" if luminance(look.colour) > 0.3 else "#5d6f94"
    dark = mix(look.colour, "#22222e", 0.78)
    return dark if luminance(look.colour) > 0.25 else "#6f675f"


def paint_legs(canvas: Canvas, person: Person, look: Look, stand: Stand, light: int) -> None:
    """Draw both legs down to the shoes, and a skirt that is a piece of its own."""
    bare = stand.cut.bottom in {"bare", "skirt"}
    if not bare and stand.cut.hem < 1.6:
        _pelvis(canvas, look, stand)
    for side in (-(stand.facing or 1), stand.facing or 1):
        lift = max(0.0, stand.stride * side) * 96 * stand.body.scale  # the foot that comes forward is off the floor
        with canvas.at(0.0, -lift):
            _leg(canvas, person, look, stand, side, light, bare=bare)
    if stand.cut.bottom == "skirt":
        _skirt(canvas, look, stand, light)


def _pelvis(canvas: Canvas, look: Look, stand: Stand) -> None:
    b, tones = stand.body, cloth_tones(bottom_colour(look, stand))
    s = b.scale
    mid_y = (b.waist_y + b.hip_y) / 2
    w = min(b.waist + 4 * s, stand.half(b.waist_y) - 6)
    m = min((b.waist + b.hip) / 2 + 8 * s, stand.half(mid_y) - 2)
    h = min(b.hip + 4 * s, stand.half(b.hip_y) - 3)
    right = [(w, b.waist_y - 30 * s), (m, mid_y), (h, b.hip_y), (h * 0.96, b.crotch_y)]
    seat = mass([(-x, y) for x, y in right] + [(0, b.crotch_y + 20 * s)] + right[::-1], tension=0.36)
    outlined(canvas, seat, tones.base, tones.line, 3.4)
    belt = facet(
        [
            (-w, b.waist_y - 20 * s),
            (w, b.waist_y - 20 * s),
            (w, b.waist_y + 22 * s),
            (-w, b.waist_y + 22 * s),
        ]
    )
    outlined(canvas, belt, "#2a2024", "#120c10", 2.4)
    buckle = facet(
        [
            (-20 * s, b.waist_y - 16 * s),
            (20 * s, b.waist_y - 16 * s),
            (20 * s, b.waist_y + 18 * s),
            (-20 * s, b.waist_y + 18 * s),
        ]
    )
    canvas.stroke(buckle, "#d7c07a", 7 * s)


def _leg(canvas: Canvas, person: Person, look: Look, stand: Stand, side: int, light: int, *, bare: bool) -> None:
    b, skin = stand.body, skin_tones(person.skin)
    s = b.scale
    hip, knee, ankle = leg_points(stand, side)
    paint_shoe(canvas, person, look, stand, ankle, side)
    if bare:
        widths = (b.thigh, b.calf * 1.06, b.calf * 1.06, b.calf * 0.5)
        tones = Cloth(skin.base, skin.shade, skin.deep, skin.line, skin.light)
    else:
        loose = {"jeans": 6.0, "robe": 20.0, "same": 16.0}.get(stand.cut.bottom, 10.0) * s
        widths = (b.thigh + loose, b.calf * 1.18 + loose, b.calf * 1.18 + loose, b.calf * 0.86 + loose * 1.1)
        tones = cloth_tones(bottom_colour(look, stand))
    end = (ankle[0], ankle[1] + (0 if bare else 52 * s))
    leg = limb(hip, knee, end, widths, swell=b.calf * 0.28 if bare else 0.0)
    path = leg.whole
    left, right = ([*leg.upper_edges[k], *leg.lower_edges[k][1:]] for k in (0, 1))
    outlined(canvas, path, tones.base, tones.line, 3.4)
    with canvas.clip(path):
        edge = right if light < 0 else left
        canvas.fill(taper(edge, 70 * s, start=1, end=0.8), tones.shade, 0.75)
        inner = left if side > 0 else right
        canvas.fill(taper(inner[:3], 60 * s, start=1, end=0.2), tones.shade, 0.6)
    if not bare:
        kx, ky = knee
        lines = [
            taper([(kx - 40 * s, ky - 20 * s), (kx, ky + 4 * s), (kx + 30 * s, ky - 8 * s)], 5),
            taper([(kx + 44 * s, ky + 30 * s), (kx + 6 * s, ky + 40 * s)], 4.4),
            taper([(end[0] - 44 * s, end[1] - 66 * s), (end[0] + 20 * s, end[1] - 50 * s)], 4.4),
            taper([(hip[0], hip[1] + 120 * s), (kx + side * 6, ky - 130 * s), (kx, ky - 60 * s)], 4),
        ]  # fmt: skip
        canvas.fill(joined(lines), tones.line, 0.7)


def paint_shoe(
    canvas: Canvas,
    person: Person,
    look: Look,
    stand: Stand,
    ankle: tuple[float, float],
    side: int,
    *,
    long: float = 1.0,
) -> None:
    """Draw one shoe below an ankle, its toe to a side; ``long`` above 1 shows its whole length."""
    b = stand.body
    s = b.scale * (1.0 if b.age != "child" else 0.92)
    x, y = ankle
    kind = stand.cut.shoes
    colour = {
        "leather": "#33241f",
        "trainers": "#f0efec",
        "heels": look.accent,
        "boots": "#2c2420",
        "cloth": "#4a4152",
    }[kind]
    if b.age == "child" and kind in {"heels", "leather"}:
        kind = "trainers"
    tones = cloth_tones(colour)
    rise = (b.sole_y - y) / s
    toe = 40.0 * (long * 2 - 1)
    with canvas.at(x, b.sole_y, scale=side * s, scale_y=s):
        if kind == "heels":
            skin = skin_tones(person.skin)
            foot = mass(
                [(-30, -rise - 10), (26, -rise - 10), (toe + 34, -22), (toe + 10, 0), (toe - 40, 0), (-42, -40)]
            )
            outlined(canvas, foot, skin.base, skin.line, 3)
            shoe = mass(
                [
                    (-46, -56),
                    (-16, -40),
                    (toe - 8, -26),
                    (toe + 34, -42),
                    (toe + 44, -6),
                    (toe - 24, 0),
                    (-34, -14),
                    (-44, 0),
                    (-54, -2),
                ],
                tension=0.36,
            )
            outlined(canvas, shoe, tones.base, tones.line, 3)
            return
        top = -rise - (90 if kind == "boots" else 10)
        shoe = mass(
            [(-48, top), (46, top), (58, -78), (toe + 66, -44), (toe + 82, -16), (toe + 70, 0), (-56, 0), (-60, -46)],
            tension=0.42,
        )
        outlined(canvas, shoe, tones.base, tones.line, 3.4)
        with canvas.clip(shoe):
            canvas.fill(
                facet([(-200, -16), (300, -16), (300, 20), (-200, 20)]), "#fbfbfb" if kind == "trainers" else tones.deep
            )
            if kind == "trainers":
                laces = [
                    taper([(10 + 18 * k, -84 + 14 * k), (52 + 16 * k, -72 + 14 * k)], 8, start=0.8, end=0.8)
                    for k in range(3)
                ]
                canvas.fill(joined(laces), cloth_tones(look.accent).base)
            else:
                canvas.fill(taper([(toe - 6, -50), (toe + 50, -36)], 10), tones.light, 0.8)


def _skirt(canvas: Canvas, look: Look, stand: Stand, light: int) -> None:
    b, tones = stand.body, cloth_tones(bottom_colour(look, stand))
    s = b.scale
    top, low = b.waist_y - 20 * s, b.knee_y - 60 * s
    w = stand.half(b.waist_y) - 2
    h = b.hip + 20 * s
    shape = mass(
        [(-w, top), (-h, b.hip_y), (-h * 1.02, low), (0, low + 22 * s), (h * 1.02, low), (h, b.hip_y), (w, top)],
        tension=0.45,
    )
    outlined(canvas, shape, tones.base, tones.line, 3.6)
    with canvas.clip(shape):
        sh = -light
        canvas.fill(
            mass(
                [
                    (sh * w * 0.5, top),
                    (sh * h * 0.5, b.hip_y),
                    (sh * h * 0.3, low + 60),
                    (sh * h * 2, low + 60),
                    (sh * h * 2, top),
                ]
            ),
            tones.shade,
            0.75,
        )
    lines = [taper([(k * w * 0.5, top + 30 * s), (k * h * 0.55, b.hip_y), (k * h * 0.6, low)], 5) for k in (-1, 0.2, 1)]
    canvas.fill(joined(lines), tones.line, 0.6)
