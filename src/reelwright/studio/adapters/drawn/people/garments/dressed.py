"""Dresses, working clothes and garments of tradition."""

from __future__ import annotations

from ..ink import facet, joined, mass, outlined, ring, taper
from ..tones import cloth_tones
from .cutting import Cutting
from .patterns import paint_pattern
from .pieces import belt, opening, placket, pocket, rim, shirt_collar


def dress(cut: Cutting) -> None:
    """Draw the front of a dress with a belt."""
    b, s = cut.stand.body, cut.s
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=118, wide=44)
    rim(cut.canvas, cut.stand, cut.main, depth=120, wide=46, high=12)
    belt(cut.canvas, cut.stand, b.waist_y - 20 * s, 36 * s, cut.accent, "#e8c66a")


def blouse(cut: Cutting) -> None:
    """Draw the front of a blouse with a bow."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=50, wide=12)
    placket(cut.canvas, cut.stand, cut.main, b.neck_y + 90 * s, cut.stand.hem_y, button=4)
    for side in (-1, 1):
        flap = mass(
            [
                (side * (b.neck + 6 * s), b.neck_y - 50 * s),
                (side * (b.neck + 76 * s), b.neck_y - 10 * s),
                (side * (b.neck + 84 * s), b.neck_y + 50 * s),
                (c + side * 44 * s, b.neck_y + 104 * s),
                (c + side * 4, b.neck_y + 62 * s),
                (side * b.neck * 0.9, b.neck_y + 10 * s),
            ]
        )
        outlined(cut.canvas, flap, cut.main.light, cut.main.line, 3)
    if cut.look.neckwear == "none":
        y = b.neck_y + 74 * s
        tails = [
            taper(
                [(c, y), (c + k * 26 * s, y + 80 * s), (c + k * 34 * s, y + 150 * s)],
                30 * s,
                start=0.3,
                end=0.9,
                peak=0.8,
            )
            for k in (-1, 1)
        ]
        loops = [
            mass([(c, y), (c + k * 50 * s, y - 32 * s), (c + k * 66 * s, y), (c + k * 48 * s, y + 30 * s)])
            for k in (-1, 1)
        ]
        outlined(cut.canvas, [*tails, *loops, ring(c, y, 14 * s, 14 * s)], cut.accent.base, cut.accent.line, 3)


def apron(cut: Cutting) -> None:
    """Draw the front of a apron over a shirt."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=70, wide=2, pointed=1)
    placket(cut.canvas, cut.stand, cut.second, b.neck_y + 80 * s, b.chest_y, button=1)
    shirt_collar(cut.canvas, cut.stand, cut.second, cut.light, open_=0.6)
    top, low = b.chest_y - 70 * s, b.knee_y - 170 * s
    w = b.chest * 0.62
    h = b.hip + 4 * s
    straps = [
        taper([(k * (b.neck + 26 * s), b.neck_y - 20 * s), (k * w * 0.86, top)], 30 * s, start=0.9, end=0.9)
        for k in (-1, 1)
    ]
    outlined(cut.canvas, straps, cut.main.base, cut.main.line, 3)
    bib = mass(
        [
            (c - w, top),
            (c, top + 10 * s),
            (c + w, top),
            (c + w * 1.1, b.waist_y - 120 * s),
            (h * 0.98, b.waist_y + 20 * s),
            (h, b.hip_y),
            (h * 0.96, low),
            (0, low + 16 * s),
            (-h * 0.96, low),
            (-h, b.hip_y),
            (-h * 0.98, b.waist_y + 20 * s),
            (c - w * 1.1, b.waist_y - 120 * s),
        ],
        tension=0.3,
    )
    outlined(cut.canvas, bib, cut.main.base, cut.main.line, 3.6)
    with cut.canvas.clip(bib):
        paint_pattern(cut.canvas, cut.look, (-h * 1.2, top, h * 1.2, low + 40), s)
        side = -cut.light
        cut.canvas.fill(
            mass(
                [
                    (side * w * 0.5, top - 20),
                    (side * w * 0.6, b.waist_y),
                    (side * h * 0.5, b.hip_y),
                    (side * h * 0.42, low + 40),
                    (side * h * 2, low + 40),
                    (side * h * 2, top - 20),
                ]
            ),
            cut.main.shade,
            0.8,
        )
    y = b.waist_y
    cut.canvas.fill(taper([(-h, y), (c, y + 14 * s), (h, y)], 18 * s, start=0.9, end=0.9), cut.main.line)
    cut.canvas.fill(taper([(-h, y), (c, y + 14 * s), (h, y)], 12 * s, start=0.9, end=0.9), cut.main.light)
    pocket(cut.canvas, c, b.hip_y - 60 * s, 104 * s, 130 * s, cut.main)


def uniform(cut: Cutting) -> None:
    """Draw the front of a uniform with a badge."""
    b, s = cut.stand.body, cut.s
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=44, wide=2, pointed=1)
    placket(cut.canvas, cut.stand, cut.main, b.neck_y + 60 * s, cut.stand.hem_y, button=5)
    shirt_collar(cut.canvas, cut.stand, cut.main, cut.light)
    for k in (-1, 1):
        pocket(cut.canvas, k * b.chest * 0.52, b.chest_y - 50 * s, 54 * s, 92 * s, cut.main)
        pocket(cut.canvas, k * b.chest * 0.52, b.chest_y - 58 * s, 58 * s, 30 * s, cut.main, flap=True)
        tab = facet(
            [
                (k * b.shoulder * 0.94, b.shoulder_y + 22 * s),
                (k * b.shoulder * 0.52, b.shoulder_y - 12 * s),
                (k * b.shoulder * 0.5, b.shoulder_y + 26 * s),
                (k * b.shoulder * 0.9, b.shoulder_y + 60 * s),
            ]
        )
        outlined(cut.canvas, tab, cut.accent.base, cut.main.line, 3)
    x, y = b.chest * 0.52, b.chest_y - 92 * s
    shield = mass(
        [
            (x - 26 * s, y - 28 * s),
            (x, y - 36 * s),
            (x + 26 * s, y - 28 * s),
            (x + 22 * s, y + 12 * s),
            (x, y + 34 * s),
            (x - 22 * s, y + 12 * s),
        ]
    )
    outlined(cut.canvas, shield, "#e7c45c", "#6a4a12", 3)
    cut.canvas.fill(ring(x, y - 2, 9 * s, 9 * s), "#8a6a20")
    belt(cut.canvas, cut.stand, b.waist_y + 96 * s, 48 * s, cloth_tones("#241f22"), "#d9c27a")


def hanfu(cut: Cutting) -> None:
    """Draw the front of a hanfu with crossed collar and sash."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    n, y = b.neck, b.neck_y
    sash = b.waist_y - 110 * s
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=96, wide=10, pointed=1)
    with cut.canvas.clip(cut.torso):
        inner = [
            taper(
                [(-(n + 8 * s), y - 44 * s), (c - 8 * s, y + 118 * s), (c + 60 * s, y + 200 * s)],
                26 * s,
                start=0.9,
                end=0.9,
            )
        ]
        outlined(cut.canvas, inner, "#fbf7f2", cut.second.line, 2.6)
        under = taper(
            [
                ((n + 22 * s), y - 50 * s),
                (c + 22 * s, y + 96 * s),
                (c - 90 * s, sash - 40 * s),
                (c - 130 * s, sash + 40 * s),
            ],
            56 * s,
            start=0.9,
            end=0.9,
        )
        over = taper(
            [
                (-(n + 22 * s), y - 50 * s),
                (c - 26 * s, y + 96 * s),
                (c + 86 * s, sash - 40 * s),
                (c + 126 * s, sash + 40 * s),
            ],
            60 * s,
            start=0.9,
            end=0.9,
        )
        outlined(cut.canvas, [under] if b.manly < 0 else [over], cut.second.base, cut.second.line, 3)
        outlined(cut.canvas, under, cut.second.shade, cut.second.line, 3)
        outlined(cut.canvas, over, cut.second.base, cut.second.line, 3)
    w = cut.stand.half(sash + 60 * s) + 4
    band = mass(
        [
            (-w, sash),
            (c, sash + 14 * s),
            (w, sash),
            (w * 1.0, sash + 130 * s),
            (c, sash + 146 * s),
            (-w, sash + 130 * s),
        ],
        tension=0.3,
    )
    outlined(cut.canvas, band, cut.accent.base, cut.accent.line, 3.4)
    with cut.canvas.clip(band):
        cut.canvas.fill(
            joined(
                taper([(-w, sash + k * s), (c, sash + (k + 14) * s), (w, sash + k * s)], 8 * s, start=1, end=1)
                for k in (26, 106)
            ),
            cut.second.base,
        )
    tails = [
        taper(
            [(c + k * 12 * s, sash + 130 * s), (c + k * 26 * s, b.hip_y), (c + k * 34 * s, b.knee_y - 120 * s)],
            40 * s,
            start=0.7,
            end=0.9,
        )
        for k in (-1, 1)
    ]
    outlined(cut.canvas, tails, cut.accent.base, cut.accent.line, 3)
    outlined(cut.canvas, ring(c, sash + 150 * s, 26 * s, 30 * s), "#9fd0b0", "#3c6a50", 3)
    low = cut.stand.hem_y
    with cut.canvas.clip(cut.torso):
        cut.canvas.fill(
            facet([(-900, low - 70 * s), (900, low - 70 * s), (900, low + 60), (-900, low + 60)]), cut.second.base
        )


def qipao(cut: Cutting) -> None:
    """Draw the front of a qipao with mandarin collar."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    n, y = b.neck, b.neck_y
    collar = mass(
        [
            (-n - 4, y - 70 * s),
            (-14 * s, y - 44 * s),
            (0, y - 30 * s),
            (14 * s, y - 44 * s),
            (n + 4, y - 70 * s),
            (n + 24 * s, y + 2 * s),
            (c, y + 40 * s),
            (-n - 24 * s, y + 2 * s),
        ],
        tension=0.4,
    )
    outlined(cut.canvas, collar, cut.main.base, cut.main.line, 3)
    edge = [
        taper(
            [(-n - 4, y - 70 * s), (-16 * s, y - 44 * s), (0, y - 28 * s), (16 * s, y - 44 * s), (n + 4, y - 70 * s)],
            10 * s,
            start=1,
            end=1,
        ),
        taper(
            [
                (c, y + 36 * s),
                (b.chest * 0.42, y + 96 * s),
                (b.chest * 0.8, b.shoulder_y + 120 * s),
                (b.chest * 1.04, b.chest_y - 40 * s),
            ],
            13 * s,
            start=1,
            end=1,
        ),
    ]
    with cut.canvas.clip(cut.torso):
        cut.canvas.fill(edge[1], cut.second.base)
    cut.canvas.fill(edge[0], cut.second.base)
    for x, yy in ((c, y + 34 * s), (b.chest * 0.46, y + 100 * s), (b.chest * 0.86, b.shoulder_y + 140 * s)):
        knot = joined(
            (ring(x, yy, 9 * s, 9 * s), taper([(x - 34 * s, yy), (x + 34 * s, yy)], 10 * s, start=0.6, end=0.6))
        )
        outlined(cut.canvas, knot, cut.accent.base, cut.accent.line, 2.6)
    x, low = b.hip * 0.72, cut.stand.hem_y
    cut.canvas.fill(
        taper([(x, low), (x - 8 * s, b.knee_y - 200 * s)], 22 * s, start=0.9, end=0.0, peak=0.05), cut.main.line
    )
