"""What is worn at the neck: tie, bow tie, scarf, necklace, lanyard."""

from __future__ import annotations

from reelwright.story import Look

from ...canvas import Canvas
from ..ink import facet, joined, mass, outlined, ring, taper
from ..tones import cloth_tones
from ..torso import Stand

_UNDER = frozenset({"suit", "blazer", "coat", "trench_coat", "lab_coat", "vest"})


def paint_neckwear(canvas: Canvas, look: Look, stand: Stand, light: int, *, under: bool = False) -> None:
    """Draw what is worn at the neck; ties go under lapels, the rest over everything."""
    tie = look.neckwear in {"tie", "bow_tie"}
    beneath = tie and look.garment in _UNDER
    if look.neckwear == "none" or beneath != under:
        return
    {"tie": _tie, "bow_tie": _bow, "scarf": _scarf, "necklace": _necklace, "lanyard": _lanyard}[look.neckwear](
        canvas, look, stand, light
    )


def _tie(canvas: Canvas, look: Look, stand: Stand, light: int) -> None:
    b, c, cloth = stand.body, stand.centre, cloth_tones(look.accent)
    s, y = b.scale, b.neck_y
    x = c * 0.8
    blade = facet(
        [
            (x - 17 * s, y + 92 * s),
            (x + 17 * s, y + 92 * s),
            (c + 40 * s, b.waist_y - 150 * s),
            (c, b.waist_y - 90 * s),
            (c - 40 * s, b.waist_y - 150 * s),
        ]
    )
    knot = facet(
        [(x - 29 * s, y + 40 * s), (x + 29 * s, y + 40 * s), (x + 19 * s, y + 94 * s), (x - 19 * s, y + 94 * s)]
    )
    outlined(canvas, blade, cloth.base, cloth.line, 3)
    with canvas.clip(blade):
        canvas.fill(
            facet([(c - light * 4, y), (c - light * 90, y), (c - light * 90, b.waist_y), (c - light * 6, b.waist_y)]),
            cloth.shade,
            0.7,
        )
        if b.manly > 0.2:
            canvas.fill(
                joined(
                    taper(
                        [(c - 60 * s, y + (130 + k * 90) * s), (c + 60 * s, y + (90 + k * 90) * s)],
                        14 * s,
                        start=1,
                        end=1,
                    )
                    for k in range(7)
                ),
                cloth.light,
                0.7,
            )
    outlined(canvas, knot, cloth.base, cloth.line, 3)


def _bow(canvas: Canvas, look: Look, stand: Stand, light: int) -> None:
    b, cloth = stand.body, cloth_tones(look.accent)
    s, x, y = b.scale, stand.centre * 0.7, b.neck_y + 56 * b.scale
    wings = [
        mass(
            [
                (x, y - 10 * s),
                (x + k * 66 * s, y - 36 * s),
                (x + k * 72 * s, y),
                (x + k * 66 * s, y + 36 * s),
                (x, y + 10 * s),
            ],
            tension=0.3,
        )
        for k in (-1, 1)
    ]
    outlined(canvas, wings, cloth.base, cloth.line, 3)
    canvas.fill(wings[0 if light > 0 else 1], cloth.shade, 0.6)
    outlined(canvas, ring(x, y, 17 * s, 19 * s), cloth.light, cloth.line, 3)


def _scarf(canvas: Canvas, look: Look, stand: Stand, light: int) -> None:
    b, cloth = stand.body, cloth_tones(look.accent)
    s, n, y = b.scale, b.neck, b.neck_y
    tail = mass(
        [
            (18 * s, y + 40 * s),
            (104 * s, y + 50 * s),
            (128 * s, y + 330 * s),
            (110 * s, y + 420 * s),
            (26 * s, y + 424 * s),
            (20 * s, y + 230 * s),
        ],
        tension=0.35,
    )
    outlined(canvas, tail, cloth.base, cloth.line, 3.4)
    fringe = [
        taper([((30 + k * 20) * s, y + 410 * s), ((30 + k * 20) * s, y + 462 * s)], 6, start=1, end=0.7)
        for k in range(5)
    ]
    canvas.fill(joined(fringe), cloth.line)
    with canvas.clip(tail):
        canvas.fill(
            joined(
                facet([(0, y + k * s), (200 * s, y + (k - 10) * s), (200 * s, y + (k + 18) * s), (0, y + (k + 28) * s)])
                for k in (330, 370)
            ),
            cloth.light,
        )
    wrap = mass(
        [
            (-n - 20 * s, y - 84 * s),
            (0, y - 50 * s),
            (n + 20 * s, y - 84 * s),
            (n + 74 * s, y - 20 * s),
            (n + 40 * s, y + 66 * s),
            (0, y + 104 * s),
            (-n - 40 * s, y + 66 * s),
            (-n - 74 * s, y - 20 * s),
        ]
    )
    outlined(canvas, wrap, cloth.base, cloth.line, 3.6)
    with canvas.clip(wrap):
        canvas.fill(
            mass(
                [
                    (-light * 10, y - 120 * s),
                    (-light * 300, y - 120 * s),
                    (-light * 300, y + 160 * s),
                    (-light * 50 * s, y + 160 * s),
                ]
            ),
            cloth.shade,
            0.7,
        )
    creases = [
        taper([(-n - 50 * s, y - 20 * s), (-10, y + 40 * s), (n + 30 * s, y + 10 * s)], 6),
        taper([(-n - 20 * s, y - 54 * s), (10, y - 6 * s), (n + 40 * s, y - 40 * s)], 5),
        taper([(-n - 20 * s, y + 50 * s), (10, y + 76 * s), (n, y + 56 * s)], 5),
    ]
    canvas.fill(joined(creases), cloth.line, 0.75)


def _necklace(canvas: Canvas, look: Look, stand: Stand, light: int) -> None:
    b, cloth = stand.body, cloth_tones(look.accent)
    s, n, y = b.scale, b.neck, b.neck_y
    c = stand.centre * 0.6
    chain = [
        (-n - 8 * s, y - 30 * s),
        (-n * 0.7, y + 34 * s),
        (c, y + 74 * s),
        (n * 0.7, y + 34 * s),
        (n + 8 * s, y - 30 * s),
    ]
    canvas.fill(taper(chain, 6.5, start=0.9, end=0.9), "#7a5a1e")
    canvas.fill(taper(chain, 4, start=0.9, end=0.9), "#f0cd72")
    gem = mass([(c, y + 74 * s), (c + 13 * s, y + 92 * s), (c, y + 116 * s), (c - 13 * s, y + 92 * s)], tension=0.3)
    outlined(canvas, gem, cloth.base, cloth.line, 2.6)
    canvas.fill(ring(c - 4 * s + light * 0, y + 88 * s, 3.4 * s, 4.4 * s), "#ffffff", 0.9)


def _lanyard(canvas: Canvas, look: Look, stand: Stand, light: int) -> None:
    b, cloth = stand.body, cloth_tones(look.accent)
    s, n, y = b.scale, b.neck, b.neck_y
    c = stand.centre
    low = b.chest_y + 130 * s
    bands = [
        taper([(k * (n + 26 * s), y - 30 * s), (k * (n + 20 * s), y + 60 * s), (c, low)], 17 * s, start=0.9, end=0.8)
        for k in (-1, 1)
    ]
    outlined(canvas, bands, cloth.base, cloth.line, 2.6)
    card = facet([(c - 52 * s, low), (c + 52 * s, low), (c + 52 * s, low + 136 * s), (c - 52 * s, low + 136 * s)])
    outlined(canvas, card, "#fbfbfd", "#39404d", 3.2)
    canvas.fill(
        facet([(c - 52 * s, low), (c + 52 * s, low), (c + 52 * s, low + 30 * s), (c - 52 * s, low + 30 * s)]),
        cloth.base,
    )
    canvas.fill(
        joined(
            (
                ring(c, low + 62 * s, 17 * s, 19 * s),
                mass([(c - 28 * s, low + 104 * s), (c, low + 78 * s), (c + 28 * s, low + 104 * s)]),
            )
        ),
        "#8d96a6",
    )
    canvas.fill(
        joined(
            taper([(c - 34 * s, low + k * s), (c + (34 - light * 0) * s, low + k * s)], 5 * s, start=1, end=1)
            for k in (114, 124)
        ),
        "#aab2c0",
    )
