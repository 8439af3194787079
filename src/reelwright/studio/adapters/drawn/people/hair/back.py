"""Hair seen from behind."""

from __future__ import annotations

import math

from reelwright.story import Person

from ...canvas import Canvas, Linear, Radial, fade, ramp
from ...colour import luminance, mix
from ...path import Path, Point
from ..ink import joined, mass, mirrored, outlined, ring, taper
from ..tones import Hair
from .knots import bun, shortened, tail, tail_share
from .laying import Curl, curls_at, lay
from .paint import style_of, tones_of
from .side import length_of
from .spec import HairStyle, Strand
from .strands import edges

_RIBBON = "#b8344a"


def _mass(style: HairStyle, sway: float) -> tuple[list[Path], list[Strand]]:
    """All hair from behind, and the locks that end it."""
    low = length_of(style)
    wide, top = style.wide, -246 - style.lift
    crown: list[Point] = [(0, top), (78, top + 18), (wide - 34, -196), (wide - 4, -128), (wide + 2, -60)]
    if style.texture == "coily":
        return [ring(0, (top + 140) / 2, wide, (140 - top) / 2)], []
    if low < 196 or style.knot:
        right = [*crown, (wide - 6, 10), (136, 84), (96, 138), (40, 152)]
        tips = [
            Strand((x, 70), (x * 0.96, 120), (x * 0.9, 172 - abs(x) * 0.2), 24) for x in (-84, -48, -10, 30, 66, 96)
        ]
        if style.knot or style.texture in {"combed", "stubble", "receding"}:
            tips = []
        return [mass([*right, *mirrored(right)[:-1]])], tips
    s = sway * 17 * low / 300
    base = low - 60
    bulge = 22 if style.texture in {"wavy", "curly"} else 4
    right = [
        *crown,
        (wide + 16, 70),
        (wide + 20 + bulge, base * 0.45),
        (wide + 24 - bulge * 0.4, base * 0.75),
        (wide + 14, base),
        (70, base + 22),
    ]
    points = [(x + s * max(0.0, y) / low, y) for x, y in [*right, (0, base + 26), *mirrored(right)[:-1]]]
    tips = [
        Strand((x, base - 110), (x * 1.04 + s * 0.7, base - 10), (x * 0.98 + s, low + (14 if i % 2 else -14)), 38)
        for i, x in enumerate((-156, -104, -52, 0, 52, 104, 156))
    ]
    return [mass(points)], tips


def _bumps(style: HairStyle) -> list[Curl]:
    size = 30 if style.texture == "coily" else 38
    wide, low = style.wide - size * 0.4, length_of(style)
    top = -246 - style.lift + size * 0.6
    spots: list[Point] = [
        (math.cos(a) * wide, -60 + math.sin(a) * (-60 - top)) for a in (math.pi * (1 + k / 13) for k in range(14))
    ]
    spots += [(side * (wide + (24 if low > 200 else 0)), y) for side in (-1, 1) for y in range(-30, int(low) - 50, 50)]
    if style.texture == "coily":  # a ball of hair: curls all round
        spots = [
            (math.cos(a) * wide, (top + 110) / 2 + math.sin(a) * (110 - top) / 2)
            for a in (math.pi * k / 14 for k in range(28))
        ]
        return curls_at(spots, size)
    spots += [(x, low - 40) for x in range(-int(wide) + 40, int(wide) - 39, 56)]
    return curls_at(spots, size)


def paint_back_front(canvas: Canvas, person: Person, sway: float, light: int, *, hat: bool) -> None:
    """Draw the hair of a head seen from behind."""
    if person.hair == "bald":
        return
    style, hair = style_of(person, hat=hat), tones_of(person)
    shapes, tips = _mass(style, sway)
    tips += [
        Strand((-s.root[0], s.root[1]), (-s.bend[0], s.bend[1]), (-s.tip[0], s.tip[1]), s.width) for s in style.spikes
    ]
    bumps = _bumps(style) if style.texture in {"curly", "coily"} else []
    if style.texture == "receding":
        right: list[Point] = [(0, -66), (62, -78), (116, -116), (147, -96), (152, -30), (134, 84), (90, 138), (0, 152)]
        shapes, tips = [mass([*right, *mirrored(right[1:-1])])], []
    if style.knot in {"high_bun", "topknot"}:
        _bun(canvas, style, hair)
    low = max(160.0, length_of(style))
    body = Linear(
        (0, -280), (0, low), ramp(mix(hair.base, hair.shine, 0.12), hair.base, mix(hair.base, hair.shade, 0.7))
    )
    whole = lay(canvas, shapes, tips, bumps, body, hair.line)
    with canvas.clip(whole):
        s = -light
        canvas.fill(
            mass([(s * 70, -340), (s * 112, -200), (s * 104, 0), (s * 120, low), (s * 320, low), (s * 320, -340)]),
            hair.shade,
            0.6,
        )
        if style.fade:
            fading = Linear((0, -50), (0, 130), fade(mix(hair.base, "#b98a70", 0.5), 0.0, 0.4, 0.8))
            canvas.fill(ring(0, 60, 240, 240), fading)
        if person.age == "elder" and luminance(hair.base) < 0.55:
            canvas.fill(ring(0, 110, 170, 110), Radial((0, 110), 170, fade("#c9c6cc", 0.7, 0.4, 0)))
        if style.shine:
            _band(canvas, style, hair)
    _strands(canvas, style, hair, tips, low)
    if style.knot not in {"", "high_bun", "topknot"}:
        _knot(canvas, style, hair, sway, tail_share(person))


def _band(canvas: Canvas, style: HairStyle, hair: Hair) -> None:
    y = style.shine - style.lift * 0.5 + 20
    k = style.wide / 164
    soft = [mass([(x * k, y + 0.0034 * x * x + dy) for x, dy in points], tension=0.3) for points in (
        [(-112, 0), (-70, -16), (-26, -18), (-34, 20), (-50, 6), (-64, 28), (-82, 8), (-98, 22)],
        [(-8, -20), (40, -18), (72, -10), (60, 8), (46, 26), (30, 6), (16, 22), (2, 4)],
        [(88, -6), (116, 4), (108, 22), (98, 6)])]  # fmt: skip
    canvas.fill(joined(soft), hair.shine, 0.75)


def _strands(canvas: Canvas, style: HairStyle, hair: Hair, tips: list[Strand], low: float) -> None:
    if style.texture in {"curly", "coily"}:
        r = 14 if style.texture == "coily" else 20
        spots = [
            ((-0.8 + 0.32 * (k % 6) + 0.1 * (k // 6 % 2)) * style.wide, -210 + (k // 6) * 62)
            for k in range(6 * max(4, int((low + 190) / 62)))
        ]
        lines = [
            taper(
                [(x - r, y), (x - r * 0.2, y - r * 0.8), (x + r, y - r * 0.1), (x + r * 0.5, y + r * 0.8)],
                4.4,
                start=0.2,
            )
            for x, y in spots
            if y < low - 40
        ]
    elif style.texture == "stubble":
        return  # too short to lie in strands
    elif style.texture == "receding":  # the crown is bare: strands only in the ring below it
        lines = [
            taper([(x, -50 - abs(x) * 0.26), (x * 1.03, 20), (x * 0.9, 104)], 3.4)
            for x in (-112, -70, -26, 22, 66, 108)
        ]
    else:
        top = -236 - style.lift
        lines = [
            taper(
                [
                    (x * 0.2, top + 16),
                    (x * 0.86, top + 70 + abs(x) * 0.3),
                    (x * 1.05, -70),
                    (x * 1.04, min(60, low - 60)),
                ],
                3.8,
            )
            for x in (-132, -92, -48, 0, 46, 88, 130)
        ]
        if low > 260 and not style.knot:
            lines += [
                taper([(x, 20), (x * 1.05, low * 0.5), (x * 1.08, low - 80)], 4.2)
                for x in (-128, -76, -26, 28, 80, 132)
            ]
    canvas.fill(joined([*lines, *(line for s in tips for line in edges(s, begin=0.35))]), hair.line, 0.75)


def _bun(canvas: Canvas, style: HairStyle, hair: Hair) -> None:
    x, y, size = (0.0, -270.0, 84.0) if style.knot == "high_bun" else (0.0, -262.0, 52.0)
    shapes, lines = bun(x, y, size)
    outlined(canvas, shapes, hair.base, hair.line, 4)
    canvas.fill(joined(lines), hair.line, 0.7)


def _knot(canvas: Canvas, style: HairStyle, hair: Hair, sway: float, share: float) -> None:
    body = Linear((0, -200), (0, 560), ramp(hair.base, hair.base, hair.shade))
    s = sway * 30
    if style.knot == "low_bun":
        shapes, lines = bun(0, 96, 78)
        outlined(canvas, shapes, body, hair.line, 4)
        canvas.fill(joined(lines), hair.line, 0.7)
        return
    if style.knot == "braid":
        for k in range(9):
            y, size, side = 100 + k * 58, 52 - k * 2.6, 1 if k % 2 else -1
            x = s * y / 600
            link = mass(
                [
                    (x - side * size, y - 44),
                    (x + side * size * 0.5, y - 30),
                    (x + side * size, y + 14),
                    (x + side * size * 0.2, y + 54),
                    (x - side * size * 0.5, y + 20),
                ]
            )
            outlined(canvas, link, hair.base, hair.line, 3.2)
        return
    tails: list[list[Point]] = [[(0, -190), (6, -90), (-14, 120), (12 + s * 0.5, 320), (s, 460)]]
    if style.knot == "twin_tails":
        tails = [
            [
                (side * 140, -120),
                (side * 214, -100),
                (side * 236, 60),
                (side * 214 + s * 0.5, 300),
                (side * 200 + s, 540),
            ]
            for side in (-1, 1)
        ]
    full = 0.3 + 0.7 * share
    for line in (shortened(each, share) for each in tails):
        outlined(canvas, tail(line, 132 * full), body, hair.line, 4)
        canvas.fill(
            joined(taper([(x + d * full, y) for x, y in line[1:]], 4.4, start=0.1) for d in (-20, 4, 24)),
            hair.line,
            0.7,
        )
        outlined(canvas, ring(line[0][0], line[0][1] + 6, 28, 20), _RIBBON, mix(_RIBBON, "#000000", 0.6), 3)
