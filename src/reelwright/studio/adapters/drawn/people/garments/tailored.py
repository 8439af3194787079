"""Tailored garments: suit, blazer, coats, waistcoat."""

from __future__ import annotations

from ..ink import facet, mass, outlined, taper
from .cutting import Cutting
from .neckwear import paint_neckwear
from .pieces import belt, buttons, lapels, opening, placket, pocket, shirt_collar


def _under_shirt(cut: Cutting, low: float, *, open_: float = 0.0) -> None:
    """The shirt that shows between lapels."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    n, y = b.neck, b.neck_y
    chest = facet(
        [
            (-n - 40 * s, y - 40 * s),
            (n + 40 * s, y - 40 * s),
            (n + 30 * s, y + 80 * s),
            (c, low),
            (-n - 30 * s, y + 80 * s),
        ]
    )
    with cut.canvas.clip(cut.torso):
        cut.canvas.fill(chest, cut.second.base)
        side = -cut.light
        cut.canvas.fill(
            facet([(c + side * 6, y), (side * (n + 60 * s), y), (side * (n + 30 * s), y + 100 * s), (c, low)]),
            cut.second.shade,
            0.7,
        )
    if b.manly < 0.3 and b.age != "child" and cut.look.neckwear not in {"tie", "bow_tie"}:
        opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=112, wide=10, pointed=0.5)
        return
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=46 + 40 * open_, wide=2, pointed=1)
    placket(cut.canvas, cut.stand, cut.second, y + 60 * s, low, button=3)
    shirt_collar(cut.canvas, cut.stand, cut.second, cut.light, open_=open_)


def _closed_front(cut: Cutting, top: float, *, count: int) -> None:
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    cut.canvas.fill(
        taper([(c + 4, top), (c + 12 * s, b.waist_y), (c - 20 * s, cut.stand.hem_y + 8)], 5, start=0.9, end=0.9),
        cut.main.line,
    )
    buttons(cut.canvas, c + 24 * s, [top + 26 * s + k * 108 * s for k in range(count)], 10 * s, cut.main)
    for side in (-1, 1):
        w = cut.stand.half(b.hip_y) * 0.62
        y = b.waist_y + 96 * s
        cut.canvas.fill(
            taper([(side * w - 56 * s, y), (side * w + 56 * s, y - 10 * s)], 9 * s, start=0.9, end=0.9),
            cut.main.line,
            0.85,
        )


def suit(cut: Cutting) -> None:
    """Draw the front of a suit with shirt and handkerchief."""
    b, s = cut.stand.body, cut.s
    low = b.chest_y + (b.waist_y - b.chest_y) * 0.62
    _under_shirt(cut, low + 20 * s)
    paint_neckwear(cut.canvas, cut.look, cut.stand, cut.light, under=True)
    lapels(cut.canvas, cut.stand, cut.main, cut.light, low=low)
    _closed_front(cut, low, count=2)
    x = -cut.stand.body.chest * 0.62
    cut.canvas.fill(
        taper([(x - 44 * s, b.chest_y - 40 * s), (x + 40 * s, b.chest_y - 52 * s)], 7 * s, start=1, end=1),
        cut.main.line,
    )
    if cut.look.neckwear != "none" or b.manly > 0.5:
        cut.canvas.fill(
            facet(
                [
                    (x - 34 * s, b.chest_y - 44 * s),
                    (x - 20 * s, b.chest_y - 78 * s),
                    (x + 2, b.chest_y - 58 * s),
                    (x + 16 * s, b.chest_y - 76 * s),
                    (x + 32 * s, b.chest_y - 52 * s),
                ]
            ),
            cut.second.base,
        )


def blazer(cut: Cutting) -> None:
    """Draw the front of a blazer over a plain top."""
    b, s = cut.stand.body, cut.s
    low = b.waist_y - 30 * s
    with cut.canvas.clip(cut.torso):
        cut.canvas.fill(
            facet(
                [
                    (-b.neck - 40 * s, b.neck_y - 40 * s),
                    (b.neck + 40 * s, b.neck_y - 40 * s),
                    (cut.stand.centre, low + 10),
                ]
            ),
            cut.second.base,
        )
        cut.canvas.fill(
            facet([(cut.stand.centre, b.neck_y), (-cut.light * (b.neck + 60 * s), b.neck_y), (cut.stand.centre, low)]),
            cut.second.shade,
            0.6,
        )
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=64, wide=8)
    paint_neckwear(cut.canvas, cut.look, cut.stand, cut.light, under=True)
    lapels(cut.canvas, cut.stand, cut.main, cut.light, low=low, wide=0.82)
    _closed_front(cut, low, count=1)
    for side in (-1, 1):
        pocket(cut.canvas, side * b.hip * 0.56, b.waist_y + 80 * s, 56 * s, 34 * s, cut.main, flap=True)


def coat(cut: Cutting) -> None:
    """Draw the front of a long coat with wide lapels."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    low = b.chest_y + 80 * s
    with cut.canvas.clip(cut.torso):
        cut.canvas.fill(
            facet([(-b.neck - 40 * s, b.neck_y - 40 * s), (b.neck + 40 * s, b.neck_y - 40 * s), (c, low + 10)]),
            cut.second.base,
        )
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=50, wide=6)
    paint_neckwear(cut.canvas, cut.look, cut.stand, cut.light, under=True)
    lapels(cut.canvas, cut.stand, cut.main, cut.light, low=low, wide=1.3, notch=False)
    cut.canvas.fill(
        taper([(c + 6, low), (c + 16 * s, b.hip_y), (c, cut.stand.hem_y)], 5.4, start=0.9, end=0.9), cut.main.line
    )
    buttons(cut.canvas, c + 34 * s, [low + 60 * s + k * 170 * s for k in range(3)], 15 * s, cut.main)
    for side in (-1, 1):
        pocket(cut.canvas, side * b.hip * 0.62, b.waist_y + 130 * s, 66 * s, 30 * s, cut.main, flap=True)


def trench(cut: Cutting) -> None:
    """Draw the front of a trench coat with storm flap and belt."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    low = b.waist_y - 100 * s
    with cut.canvas.clip(cut.torso):
        cut.canvas.fill(
            facet([(-b.neck - 40 * s, b.neck_y - 40 * s), (b.neck + 40 * s, b.neck_y - 40 * s), (c, low)]),
            cut.second.base,
        )
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=56, wide=4, pointed=0.6)
    paint_neckwear(cut.canvas, cut.look, cut.stand, cut.light, under=True)
    # storm flap on one shoulder
    flap = mass(
        [
            (-b.shoulder * 0.96, b.shoulder_y + 60 * s),
            (-b.neck - 60 * s, b.shoulder_y - 20 * s),
            (-b.neck - 40 * s, b.chest_y - 60 * s),
            (-b.chest * 0.9, b.chest_y - 30 * s),
        ]
    )
    with cut.canvas.clip(cut.torso):
        cut.canvas.stroke(flap, cut.main.line, 4, 0.8)
    lapels(cut.canvas, cut.stand, cut.main, cut.light, low=low, wide=1.12)
    cut.canvas.fill(
        taper([(c + 26 * s, low), (c + 30 * s, b.hip_y), (c + 40 * s, cut.stand.hem_y)], 5.4, start=0.9, end=0.9),
        cut.main.line,
    )
    for k in (-1, 1):
        buttons(cut.canvas, c + k * 66 * s, [low + 10 * s, low + 400 * s * 0.9], 13 * s, cut.main)
        tab = facet(
            [
                (k * b.shoulder * 0.92, b.shoulder_y + 20 * s),
                (k * b.shoulder * 0.55, b.shoulder_y - 8 * s),
                (k * b.shoulder * 0.55, b.shoulder_y + 30 * s),
                (k * b.shoulder * 0.9, b.shoulder_y + 54 * s),
            ]
        )
        outlined(cut.canvas, tab, cut.main.light, cut.main.line, 3)
    belt(cut.canvas, cut.stand, b.waist_y - 24 * s, 54 * s, cut.main, "#5a3c26")
    tail = facet(
        [
            (c + 30 * s, b.waist_y + 10 * s),
            (c + 74 * s, b.waist_y + 6 * s),
            (c + 104 * s, b.waist_y + 170 * s),
            (c + 62 * s, b.waist_y + 180 * s),
        ]
    )
    outlined(cut.canvas, tail, cut.main.base, cut.main.line, 3.2)


def lab_coat(cut: Cutting) -> None:
    """Draw the front of a lab coat with pens."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    low = b.chest_y + 150 * s
    _under_shirt(cut, low + 14 * s, open_=0.4)
    paint_neckwear(cut.canvas, cut.look, cut.stand, cut.light, under=True)
    lapels(cut.canvas, cut.stand, cut.main, cut.light, low=low, wide=0.94)
    cut.canvas.fill(
        taper([(c + 4, low), (c + 10 * s, b.hip_y), (c, cut.stand.hem_y)], 5, start=0.9, end=0.9), cut.main.line
    )
    buttons(cut.canvas, c + 24 * s, [low + 40 * s + k * 150 * s for k in range(3)], 10 * s, cut.main)
    pocket(cut.canvas, -b.chest * 0.56, b.chest_y - 30 * s, 52 * s, 90 * s, cut.main)
    for k, tint in ((-1, cut.accent.base), (0, "#2a5fa8")):
        x = -b.chest * 0.56 + k * 22 * s + 6
        cut.canvas.fill(taper([(x, b.chest_y - 66 * s), (x, b.chest_y - 20 * s)], 9 * s, start=0.9, end=0.9), tint)
    for k in (-1, 1):
        pocket(cut.canvas, k * b.hip * 0.6, b.hip_y - 60 * s, 72 * s, 130 * s, cut.main)


def vest(cut: Cutting) -> None:
    """Draw the front of a waistcoat over a shirt."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    low = b.chest_y + 70 * s
    with cut.canvas.clip(cut.torso):
        for side in (-1, 1):  # the shirt shows outside the armholes
            yoke = mass(
                [
                    (side * b.shoulder * 0.7, b.shoulder_y - 40),
                    (side * b.shoulder * 0.66, b.shoulder_y + 90 * s),
                    (side * b.chest * 0.84, b.chest_y - 60 * s),
                    (side * b.chest * 1.3, b.chest_y),
                    (side * b.shoulder * 1.4, b.shoulder_y),
                ]
            )
            outlined(cut.canvas, yoke, cut.second.base, cut.main.line, 3.4)
    _under_vest(cut, low)
    paint_neckwear(cut.canvas, cut.look, cut.stand, cut.light, under=True)
    cut.canvas.fill(taper([(c, low), (c + 2, cut.stand.hem_y - 40 * s)], 5, start=0.9, end=0.9), cut.main.line)
    buttons(cut.canvas, c + 14 * s, [low + 40 * s + k * 92 * s for k in range(4)], 9 * s, cut.main)
    for k in (-1, 1):
        cut.canvas.fill(
            taper(
                [(k * b.waist * 0.66 - 44 * s, b.waist_y + 40 * s), (k * b.waist * 0.66 + 44 * s, b.waist_y + 30 * s)],
                8,
                start=1,
                end=1,
            ),
            cut.main.line,
        )


def _under_vest(cut: Cutting, low: float) -> None:
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    n, y = b.neck, b.neck_y
    chest = facet(
        [
            (-n - 54 * s, y - 46 * s),
            (n + 54 * s, y - 46 * s),
            (n + 44 * s, y + 60 * s),
            (c, low),
            (-n - 44 * s, y + 60 * s),
        ]
    )
    with cut.canvas.clip(cut.torso):
        outlined(cut.canvas, chest, cut.second.base, cut.main.line, 4)
        cut.canvas.fill(
            facet(
                [
                    (c - cut.light * 6, y),
                    (-cut.light * (n + 54 * s), y - 40),
                    (-cut.light * (n + 44 * s), y + 60 * s),
                    (c, low),
                ]
            ),
            cut.second.shade,
            0.6,
        )
    tied = cut.look.neckwear in {"tie", "bow_tie"}
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=46 if tied else 90, wide=2, pointed=1)
    placket(cut.canvas, cut.stand, cut.second, y + 70 * s, low, button=2)
    shirt_collar(cut.canvas, cut.stand, cut.second, cut.light, open_=0.0 if tied else 0.8)
