"""Everyday garments: shirts, knitwear, jackets, nightwear."""

from __future__ import annotations

from ..ink import facet, joined, mass, outlined, ring, taper
from .cutting import Cutting
from .pieces import lapels, opening, placket, pocket, rim, shirt_collar


def shirt(cut: Cutting) -> None:
    """Draw the front of a shirt."""
    b, s = cut.stand.body, cut.s
    tied = cut.look.neckwear in {"tie", "bow_tie"}
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=46 if tied else 104, wide=2, pointed=1)
    placket(cut.canvas, cut.stand, cut.main, b.neck_y + (60 if tied else 104) * s, cut.stand.hem_y, button=5)
    shirt_collar(cut.canvas, cut.stand, cut.main, cut.light, open_=0.0 if tied else 1.0)
    if b.manly > 0.5:
        pocket(cut.canvas, -b.chest * 0.52, b.chest_y - 40 * s, 44 * s, 76 * s, cut.main)


def tshirt(cut: Cutting) -> None:
    """Draw the front of a t-shirt."""
    s, b = cut.s, cut.stand.body
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=40, wide=18)
    rim(cut.canvas, cut.stand, cut.second if cut.look.pattern == "plain" else cut.main, depth=46, wide=22, high=20)
    if cut.look.pattern == "badge":
        _print(cut, b.chest_y + 10 * s, 62 * s)


def _print(cut: Cutting, y: float, size: float) -> None:
    c = cut.stand.centre
    cut.canvas.fill(ring(c, y, size, size), cut.second.base)
    bolt = facet(
        [
            (c + size * 0.2, y - size * 0.7),
            (c - size * 0.42, y + size * 0.1),
            (c - size * 0.04, y + size * 0.1),
            (c - size * 0.2, y + size * 0.72),
            (c + size * 0.42, y - size * 0.14),
            (c + size * 0.04, y - size * 0.14),
        ]
    )
    cut.canvas.fill(bolt, cut.accent.base)


def hoodie(cut: Cutting) -> None:
    """Draw the front of a hooded sweatshirt."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=52, wide=8)
    n, y = b.neck, b.neck_y
    for side in (-1, 1):
        fold = mass(
            [
                (side * (n - 4), y - 66 * s),
                (side * (n + 70 * s), y - 46 * s),
                (side * (n + 104 * s), y + 30 * s),
                (side * (n + 40 * s), y + 108 * s),
                (c + side * 8, y + 116 * s),
                (c * 0.8 + side * 20 * s, y + 60 * s),
                (side * (n + 8 * s), y + 4 * s),
            ]
        )
        outlined(cut.canvas, fold, cut.main.light if side == cut.light else cut.main.base, cut.main.line, 3.4)
        cut.canvas.fill(
            taper(
                [(side * (n + 74 * s), y - 20 * s), (side * (n + 66 * s), y + 40 * s), (c + side * 30 * s, y + 92 * s)],
                4,
            ),
            cut.main.line,
            0.6,
        )
        cord = [(c + side * 18 * s, y + 100 * s), (c + side * 24 * s, y + 180 * s), (c + side * 20 * s, y + 250 * s)]
        cut.canvas.fill(taper(cord, 10 * s, start=0.9, end=0.9), cut.second.line)
        cut.canvas.fill(taper(cord, 6 * s, start=0.9, end=0.9), cut.second.base)
    w = b.waist * 0.74
    y = b.waist_y - 10 * s
    pouch = facet(
        [
            (c - w * 0.7, y),
            (c + w * 0.7, y),
            (c + w, y + 110 * s),
            (c + w, y + 190 * s),
            (c - w, y + 190 * s),
            (c - w, y + 110 * s),
        ]
    )
    cut.canvas.stroke(pouch, cut.main.line, 4)
    _hem_band(cut, 54)
    if cut.look.pattern == "badge":
        _print(cut, b.chest_y + 10 * s, 62 * s)


def _hem_band(cut: Cutting, high: float) -> None:
    y, s = cut.stand.hem_y, cut.s
    w = cut.stand.half(y) + 4
    with cut.canvas.clip(cut.torso):
        cut.canvas.fill(
            facet([(-w * 1.2, y - high * s), (w * 1.2, y - high * s), (w * 1.2, y + 60), (-w * 1.2, y + 60)]),
            cut.main.shade,
            0.7,
        )
        ribs = [
            taper([(x, y - high * s), (x, y + 12 * s)], 3.4, start=1, end=1)
            for x in (w * (k / 7 - 1) for k in range(15))
        ]
        cut.canvas.fill(
            joined([*ribs, taper([(-w * 1.1, y - high * s), (w * 1.1, y - high * s)], 4, start=1, end=1)]),
            cut.main.line,
            0.6,
        )


def sweater(cut: Cutting) -> None:
    """Draw the front of a cable-knit sweater."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=26, wide=12)
    rim(cut.canvas, cut.stand, cut.main, depth=34, wide=20, high=34)
    _hem_band(cut, 60)
    if cut.look.pattern == "plain":
        cable = []
        for k in range(-1, 2):
            x = c + k * b.chest * 0.5
            y = b.shoulder_y + 130 * s
            while y < cut.stand.hem_y - 110 * s:
                cable += [
                    taper([(x - 16 * s, y), (x + 4, y + 24 * s), (x + 16 * s, y + 50 * s)], 4.4),
                    taper([(x + 16 * s, y), (x - 4, y + 24 * s), (x - 16 * s, y + 50 * s)], 4.4),
                ]
                y += 50 * s
        cut.canvas.fill(joined(cable), cut.main.line, 0.4)


def turtleneck(cut: Cutting) -> None:
    """Draw the front of a turtleneck."""
    b, s = cut.stand.body, cut.s
    n, y = b.neck + 8 * s, b.neck_y
    tube = mass(
        [
            (-n, y - 84 * s),
            (0, y - 66 * s),
            (n, y - 84 * s),
            (n + 10 * s, y - 30 * s),
            (n + 26 * s, y + 16 * s),
            (0, y + 44 * s),
            (-n - 26 * s, y + 16 * s),
            (-n - 10 * s, y - 30 * s),
        ]
    )
    outlined(cut.canvas, tube, cut.main.base, cut.main.line, 3.2)
    with cut.canvas.clip(tube):
        cut.canvas.fill(
            mass([(-200, y - 120 * s), (200, y - 120 * s), (n, y - 50 * s), (0, y - 28 * s), (-n, y - 50 * s)]),
            cut.main.shade,
            0.8,
        )
    cut.canvas.fill(taper([(-n - 6 * s, y - 34 * s), (0, y - 8 * s), (n + 6 * s, y - 34 * s)], 5), cut.main.line, 0.8)


def leather(cut: Cutting) -> None:
    """Draw the front of a leather jacket with zips."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    low = cut.stand.hem_y
    n, y = b.neck, b.neck_y
    inner = facet(
        [
            (-n - 34 * s, y - 40 * s),
            (n + 34 * s, y - 40 * s),
            (c + 60 * s, b.chest_y),
            (c + 48 * s, low + 30),
            (c - 48 * s, low + 30),
            (c - 60 * s, b.chest_y),
        ]
    )
    with cut.canvas.clip(cut.torso):
        cut.canvas.fill(inner, cut.second.base)
        cut.canvas.fill(
            facet(
                [
                    (c - cut.light * 10, y),
                    (-cut.light * (n + 34 * s), y),
                    (c - cut.light * 60 * s, low),
                    (c - cut.light * 10 * s, low),
                ]
            ),
            cut.second.shade,
            0.7,
        )
        cut.canvas.stroke(inner, cut.main.line, 6)
        zips = [
            taper([(c + k * 66 * s, b.chest_y - 30 * s), (c + k * 54 * s, low)], 8, start=1, end=1) for k in (-1, 1)
        ]
        cut.canvas.fill(joined(zips), "#c9ccd2")
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=48, wide=16)
    rim(cut.canvas, cut.stand, cut.second, depth=52, wide=20, high=14)
    lapels(cut.canvas, cut.stand, cut.main, cut.light, low=b.chest_y + 30 * s, wide=1.0)
    for k in (-1, 1):
        cut.canvas.fill(
            taper(
                [(k * b.chest * 0.86, b.waist_y - 120 * s), (k * b.chest * 0.5, b.waist_y - 70 * s)], 8, start=1, end=1
            ),
            "#c9ccd2",
        )
        cut.canvas.fill(
            mass(
                [
                    (k * b.shoulder * 0.8, b.shoulder_y + 40 * s),
                    (k * b.shoulder * 0.6, b.shoulder_y + 26 * s),
                    (k * b.shoulder * 0.62, b.shoulder_y + 60 * s),
                ]
            ),
            cut.main.light,
            0.9,
        )


def tracksuit(cut: Cutting) -> None:
    """Draw the front of a tracksuit with stripes."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=46, wide=-2, pointed=0.8)
    n, y = b.neck, b.neck_y
    for side in (-1, 1):
        flap = mass(
            [
                (side * (n - 2), y - 84 * s),
                (side * (n + 26 * s), y - 60 * s),
                (side * (n + 40 * s), y + 10 * s),
                (c + side * 10 * s, y + 70 * s),
                (c * 0.7 + side * 16 * s, y + 30 * s),
            ],
            tension=0.35,
        )
        outlined(cut.canvas, flap, cut.second.base if side == cut.light else cut.second.shade, cut.second.line, 3)
        stripe = taper(
            [
                (side * (n + 40 * s), y - 6 * s),
                (side * b.shoulder * 0.72, b.shoulder_y + 6 * s),
                (side * b.shoulder * 0.98, b.shoulder_y + 60 * s),
            ],
            22 * s,
            start=0.9,
            end=0.9,
        )
        with cut.canvas.clip(cut.torso):
            cut.canvas.fill(stripe, cut.second.base)
    cut.canvas.fill(taper([(c, y + 56 * s), (c + 4, cut.stand.hem_y)], 8 * s, start=1, end=1), cut.main.line)
    cut.canvas.fill(taper([(c, y + 56 * s), (c + 4, cut.stand.hem_y)], 4 * s, start=1, end=1), "#d6d9de")
    cut.canvas.fill(
        facet([(c - 6 * s, y + 90 * s), (c + 6 * s, y + 90 * s), (c + 7 * s, y + 122 * s), (c - 7 * s, y + 122 * s)]),
        "#d6d9de",
    )
    cut.canvas.fill(ring(b.chest * 0.5, b.chest_y - 70 * s, 20 * s, 20 * s), cut.accent.base)
    _hem_band(cut, 44)


def pyjamas(cut: Cutting) -> None:
    """Draw the front of a pyjamas."""
    b, s, c = cut.stand.body, cut.s, cut.stand.centre
    opening(cut.canvas, cut.stand, cut.skin, cut.light, depth=110, wide=10, pointed=1)
    n, y = b.neck, b.neck_y
    for side in (-1, 1):
        flap = mass(
            [
                (side * (n + 4), y - 56 * s),
                (side * (n + 60 * s), y - 10 * s),
                (side * (n + 66 * s), y + 70 * s),
                (c + side * 40 * s, y + 130 * s),
                (c + side * 2, y + 120 * s),
                (side * n * 0.7, y + 40 * s),
            ]
        )
        outlined(cut.canvas, flap, cut.main.light, cut.main.line, 3)
        cut.canvas.fill(
            taper(
                [
                    (side * (n + 60 * s), y - 10 * s),
                    (side * (n + 66 * s), y + 70 * s),
                    (c + side * 40 * s, y + 130 * s),
                ],
                8 * s,
                start=0.8,
                end=0.8,
            ),
            cut.second.base,
        )
    placket(cut.canvas, cut.stand, cut.main, y + 130 * s, cut.stand.hem_y, button=4)
    pocket(cut.canvas, -b.chest * 0.54, b.chest_y - 10 * s, 54 * s, 90 * s, cut.main)
