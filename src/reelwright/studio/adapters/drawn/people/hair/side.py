"""Hair seen from the side, made from the same numbers as the front. Drawn looking to frame right."""

from __future__ import annotations

import math

from reelwright.story import Person

from ...canvas import Canvas, Linear, Radial, fade, ramp
from ...colour import luminance, mix
from ...path import Path, Point
from ..ink import joined, lock, mass, outlined, ring, taper
from ..tones import Hair
from .knots import bun, shortened, tail, tail_share
from .laying import Curl, curls_at, lay
from .paint import style_of, tones_of
from .spec import HairStyle, Strand
from .strands import edges

_RIBBON = "#b8344a"


def length_of(style: HairStyle) -> float:
    """The y to which the hair falls behind."""
    ends = [s.tip[1] for s in style.ends]
    return max([y for _, y in style.rear] + ends, default=100.0)


def _cap(style: HairStyle) -> Path:
    lift, wide = style.lift, style.wide - 164
    covers = style.low > 20
    back = -190 - wide * 0.6
    outline: list[Point] = [
        (96 + lift * 0.1, -158),
        (66 + lift * 0.3, -226 - lift * 0.5),
        (-20, -246 - lift),
        (-110, -224 - lift * 0.8),
        (-172 - wide * 0.5 - lift * 0.2, -140 - lift * 0.3),
        (back - lift * 0.1, -50),
        (back + 16, 40),
    ]
    nape: list[Point] = [(-142, 112), (-106, 132), (-84, 84)] if not covers else [(-150, 150), (-60, 150), (-10, 90)]
    inner: list[Point] = (
        [(-76, 20), (-70, -26), (-44, -52), (-14, -40), (-4, 14), (14, 8), (24, -60)]
        if not covers
        else [(10, 60), (30, -10), (38, -70)]
    )
    low, high = style.line[-1][1], 92.0
    line: list[Point] = [(58, -112), (high, min(-138.0, low + 8))]
    return mass([*outline, *nape, *inner, *line], tension=0.44)


def _fringe(style: HairStyle, sway: float) -> list[Strand]:
    if not style.fringe:
        return []
    lowest = max(s.tip[1] for s in style.fringe)
    if lowest < -100:
        return [Strand((20, -228), (104, -230), (118, -140), 30), Strand((-6, -226), (66, -216), (84, -122), 30)]
    tip = min(lowest, 40.0)
    swept = len(style.fringe) <= 5
    reach = 120 if tip < -60 else 100
    locks = [
        Strand((34, -226 - style.lift * 0.5), (132, -200), (reach + 4 + sway * 5, max(tip - 34, -96)), 32),
        Strand((10, -226 - style.lift * 0.4), (106, -186), (reach - 30 + sway * 5, tip), 34),
        Strand((-10, -222), (70, -170), (56 + sway * 5, tip - 8), 32),
    ]
    if not swept:
        locks.append(Strand((-20, -200), (40, -120), (34 + sway * 4, tip - 2), 28))
    return locks


def _fall(style: HairStyle, sway: float) -> tuple[list[Path], list[Strand]]:
    """The mass that falls down the back, and the locks that end it."""
    low = length_of(style)
    if low < 196 or style.knot:
        return [], []
    s = sway * 17 * low / 300
    curly = style.texture in {"curly", "wavy"}
    bulge = 26 if curly else 6
    base = low - 70
    shape = mass(
        [
            (-40, -190),
            (-150, -170),
            (-200, -40),
            (-206 - bulge, base * 0.4),
            (-214 + bulge * 0.4 + s * 0.5, base * 0.75),
            (-204 + s, base),
            (-120 + s, base + 24),
            (-28 + s, base),
            (-18 + s * 0.4, base * 0.6),
            (-6, base * 0.3),
            (24, 20),
            (34, -90),
        ],
        tension=0.46,
    )
    tips = [
        Strand((x, base - 90), (x - 8 + s * 0.6, base), (x - 14 + s, low + (10 if i % 2 else -16)), 36)
        for i, x in enumerate((-184, -138, -92, -46))
    ]
    return [shape], tips


def _bumps(style: HairStyle) -> list[Curl]:
    size = 30 if style.texture == "coily" else 38
    k = style.wide - 164
    spots: list[Point] = []
    for i in range(20):
        a = -math.pi * (0.3 + 0.98 * i / 19)
        spots.append(
            (-46 + math.cos(a) * (140 + k * 0.9), -78 - style.lift * 0.3 + math.sin(a) * (160 + style.lift * 0.8))
        )
    low = length_of(style)
    if low > 260:
        spots += (
            [(-206, y) for y in range(0, int(low) - 40, 52)]
            + [(-20, y) for y in range(60, int(low) - 40, 52)]
            + [(x, low - 56) for x in (-180, -130, -80, -36)]
        )
    return curls_at(spots, size)


def paint_side_front(canvas: Canvas, person: Person, sway: float, light: int, *, hat: bool) -> None:
    """Draw all hair of a head that looks to frame right."""
    if person.hair == "bald":
        return
    style, hair = style_of(person, hat=hat), tones_of(person)
    _knot_behind(canvas, style, hair, sway, tail_share(person))
    if style.texture == "receding":
        patch = mass(
            [
                (-60, -130),
                (-120, -180),
                (-176, -120),
                (-192, -40),
                (-172, 50),
                (-140, 112),
                (-104, 128),
                (-82, 80),
                (-74, 20),
                (-68, -26),
                (-44, -54),
                (-14, -44),
                (-4, 14),
                (12, 8),
                (14, -70),
                (-10, -110),
            ]
        )
        outlined(canvas, patch, hair.base, hair.line, 3.8)
        canvas.fill(
            joined(
                taper([(-40 - k * 34, -120 + k * 16), (-66 - k * 30, -60 + k * 30), (-80 - k * 16, 10 + k * 26)], 4)
                for k in range(4)
            ),
            hair.line,
            0.7,
        )
        return
    if style.texture == "stubble":
        cap = _cap(style)
        canvas.fill(cap, hair.base, 0.82)
        canvas.stroke(cap, hair.line, 3, 0.5)
        return
    fall, tips = _fall(style, sway)
    _side_cap(canvas, person, style, hair, sway, light, (fall, tips))
    if fall:
        low = length_of(style)
        strands = [
            taper([(x, -60), (x - 18, low * 0.35), (x - 22 + sway * 10, low - 90)], 4.4) for x in (-160, -116, -72, -30)
        ]
        canvas.fill(joined([*strands, *(line for s in tips for line in edges(s, begin=0.3))]), hair.line, 0.75)
    if style.low > 20 or style.sides:
        _side_locks(canvas, style, hair, sway)
    if style.knot == "braid":
        _side_braid(canvas, hair, sway)


def _side_cap(
    canvas: Canvas,
    person: Person,
    style: HairStyle,
    hair: Hair,
    sway: float,
    light: int,
    falling: tuple[list[Path], list[Strand]],
) -> None:
    fall, tips = falling
    fringe = _fringe(style, sway)
    spikes = [
        Strand((s.root[0] - 30, s.root[1]), (s.bend[0] - 36, s.bend[1]), (s.tip[0] - 40, s.tip[1]), s.width)
        for s in style.spikes
    ]
    curly = style.texture in {"curly", "coily"}
    bumps = _bumps(style) if curly else []
    body = Linear(
        (0, -280),
        (0, max(140.0, length_of(style) if fall else 140.0)),
        ramp(mix(hair.base, hair.shine, 0.14), hair.base, mix(hair.base, hair.shade, 0.55), hair.shade),
    )
    whole = lay(canvas, [_cap(style), *fall], [*fringe, *spikes, *tips], bumps, body, hair.line)
    with canvas.clip(whole):
        if light > 0:
            canvas.fill(
                mass([(-90, -340), (-130, -160), (-120, 0), (-110, 160), (-120, 620), (-420, 620), (-420, -340)]),
                hair.shade,
                0.6,
            )
        else:
            canvas.fill(mass([(40, -340), (60, -200), (30, -90), (60, 60), (260, 60), (260, -340)]), hair.shade, 0.5)
        if style.fade:
            canvas.fill(
                ring(-70, -10, 110, 110), Radial((-70, -10), 110, fade(mix(hair.base, "#b98a70", 0.5), 0.8, 0.6, 0))
            )
        if person.age == "elder" and luminance(hair.base) < 0.55:
            canvas.fill(ring(-30, -60, 90, 90), Radial((-30, -60), 90, fade("#c9c6cc", 0.85, 0.5, 0)))
        if style.shine:
            y = style.shine - style.lift * 0.5
            band = mass(
                [
                    (62, y + 2),
                    (10, y - 18),
                    (-60, y - 8),
                    (-128, y + 34),
                    (-150, y + 62),
                    (-130, y + 56),
                    (-104, y + 64),
                    (-84, y + 30),
                    (-50, y + 40),
                    (-30, y + 10),
                    (0, y + 30),
                    (20, y + 4),
                    (44, y + 22),
                ],
                tension=0.3,
            )
            canvas.fill(band, hair.shine, 0.75)
            canvas.fill(taper([(20, y - 6), (-20, y - 8), (-64, y + 2)], 7), hair.glint, 0.6)
    lines = [line for s in fringe for line in edges(s)] + [line for s in spikes for line in edges(s, begin=0.5)]
    if curly:
        lines = [
            taper([(x - 16, y), (x - 4, y - 15), (x + 15, y - 2), (x + 8, y + 14)], 4.4, start=0.2)
            for i in range(22)
            for x, y in [(-150 + (i % 6) * 38 + (i // 6) * 9, -220 - style.lift * 0.4 + (i // 6) * 46)]
        ]
    else:
        lines += [
            taper([(-10 - k * 22, -238 + k * 8), (-60 - k * 24, -190 + k * 22), (-84 - k * 18, -100 + k * 32)], 3.4)
            for k in range(4)
        ]
    canvas.fill(joined(lines), hair.line, 0.85)


def _side_locks(canvas: Canvas, style: HairStyle, hair: Hair, sway: float) -> None:
    strands = []
    for i, s in enumerate(style.sides[:2]):
        end = s.tip[1]
        x = 2 - i * 44
        strands.append(
            Strand(
                (x - 10, -150),
                (x + 12, end * 0.3),
                (x + (8 if end < 240 else -14) + sway * 17 * max(0, end) / 300, end),
                s.width * 1.1 + 8,
            )
        )
    for strand in strands:
        canvas.fill(
            lock(strand.root, strand.bend, strand.tip, strand.width),
            Linear((0, -80), (0, 330), ramp(hair.base, mix(hair.base, hair.shade, 0.5))),
        )
        canvas.fill(joined(edges(strand, 6.4, 0.14)), hair.line)


def _knot_behind(canvas: Canvas, style: HairStyle, hair: Hair, sway: float, share: float) -> None:
    body = Linear((0, -330), (0, 500), ramp(mix(hair.base, hair.shine, 0.2), hair.base, hair.shade))
    s = sway * 30
    match style.knot:
        case "ponytail" | "twin_tails":
            high = -200.0 if style.knot == "ponytail" else -110.0
            line = (
                [(-130, high), (-220, high - 30), (-290, 0), (-290 + s * 0.4, 180), (-262 + s, 330), (-226 + s, 430)]
                if style.knot == "ponytail"
                else [
                    (-70, high),
                    (-150, high - 20),
                    (-210, 60),
                    (-190 + s * 0.4, 260),
                    (-210 + s, 430),
                    (-160 + s, 550),
                ]
            )
            strand, full = shortened([(float(x), float(y)) for x, y in line], share), 0.3 + 0.7 * share
            outlined(canvas, tail(strand, 140 * full), body, hair.line, 4)
            runs = (taper([(x + d * full, y) for x, y in strand[1:]], 4.4, start=0.1) for d in (-18, 8, 26))
            canvas.fill(joined(runs), hair.line, 0.7)
            x, y = strand[0]
            outlined(canvas, ring(x - 34, y - 10, 20, 28), _RIBBON, mix(_RIBBON, "#000000", 0.6), 3)
        case "high_bun" | "topknot" | "low_bun":
            x, y, size = {
                "high_bun": (-92.0, -286.0, 80.0),
                "topknot": (-84.0, -266.0, 50.0),
                "low_bun": (-204.0, 56.0, 68.0),
            }[style.knot]
            shapes, lines = bun(x, y, size)
            outlined(canvas, shapes, body, hair.line, 4)
            canvas.fill(joined(lines), hair.line, 0.7)
        case _:
            return


def _side_braid(canvas: Canvas, hair: Hair, sway: float) -> None:
    for k in range(7):
        y = 130 + k * 60
        x = -70 + sway * 17 * 1.2 * y / 300
        size = 50 - k * 3
        side = 1 if k % 2 else -1
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
    x = -70 + sway * 17 * 1.2 * 550 / 300
    outlined(canvas, taper([(x, 550), (x + 8, 610), (x - 6, 680)], 56, start=0.5, peak=0.4), hair.base, hair.line, 3.2)
    outlined(canvas, ring(x, 556, 22, 16), _RIBBON, mix(_RIBBON, "#000000", 0.6), 3)
