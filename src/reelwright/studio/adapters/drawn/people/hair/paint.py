"""Hair on the canvas, seen from the front to three-quarter."""

from __future__ import annotations

import math
from dataclasses import replace

from reelwright.story import Person

from ...canvas import Canvas, Linear, Radial, fade, ramp
from ...colour import luminance, mix
from ...path import Path
from ...stage import FigureState
from ..aim import Aim, aim_of
from ..ink import joined, mass, outlined, ring, taper
from ..tones import Hair, hair_tones
from .knots import tail_share, tied
from .laying import Curl, curls_at, lay
from .spec import HairStyle
from .strands import Hairdo, build, cap_path, edges, front, lock_of, turned
from .styles import styles

_RIBBON = "#b8344a"
_HIGH_KNOTS = frozenset({"high_bun", "topknot"})


def style_of(person: Person, *, hat: bool = False) -> HairStyle:
    """The style of a person, flattened under a hat; a name that nobody drew is a crop."""
    style = styles().get(person.hair, styles()["crop"])
    if not hat:
        return style
    knot = "" if style.knot in _HIGH_KNOTS else style.knot
    return replace(style, lift=min(style.lift, 10), wide=min(style.wide, 172), spikes=(), knot=knot, shine=0)


def tones_of(person: Person) -> Hair:
    """The colours of a person's hair."""
    return hair_tones(person.hair_colour)


def fringe_of(person: Person, state: FigureState, *, hat: bool = False) -> list[Path]:
    """What casts a shadow on the forehead; it hangs still, for a face does not know the wind."""
    style = style_of(person, hat=hat)
    aim = aim_of(state)
    if person.hair in {"bald", "buzz", "receding"}:
        return []
    return [cap_path(style, aim), *(lock_of(turned(s, aim, 0.0)) for s in style.fringe)]


def paint_rear(canvas: Canvas, person: Person, state: FigureState, *, hat: bool = False) -> None:
    """Draw what lies behind the body."""
    if person.hair == "bald":
        return
    hair, style, aim = tones_of(person), style_of(person, hat=hat), aim_of(state)
    done = build(style, aim, state.sway)
    knot = tied(style, aim, state.sway, share=tail_share(person))
    if knot.rear:
        body = Linear((0, -330), (0, 500), ramp(mix(hair.base, hair.shine, 0.2), hair.base, hair.shade))
        outlined(canvas, knot.rear, body, hair.line, 4.0)
        canvas.fill(joined(knot.lines), hair.line, 0.7)
    if knot.ribbons and knot.rear:
        outlined(canvas, knot.ribbons, _RIBBON, mix(_RIBBON, "#000000", 0.6), 3)
    if done.rear:
        bumps = _bumps(style, aim, rear=True) if style.texture in {"curly", "coily"} else []
        low = Linear((0, -60), (0, 560), ramp(hair.deep, mix(hair.deep, hair.shade, 0.7), hair.shade))
        lay(canvas, done.rear, done.ends, bumps, low, hair.line)
    if done.rear_lines:
        canvas.fill(joined(done.rear_lines), hair.line, 0.8)


def paint_front(canvas: Canvas, person: Person, state: FigureState, *, hat: bool = False) -> None:
    """Draw the cap, the fringe and the side locks."""
    if person.hair == "bald":
        return
    style, hair, aim = style_of(person, hat=hat), tones_of(person), aim_of(state)
    done = build(style, aim, state.sway)
    if style.texture == "stubble":
        _stubble(canvas, style, aim, hair, state.light)
        return
    if style.texture == "receding":
        _temples(canvas, aim, hair, state.light)
    else:
        _cap(canvas, person, style, done, hair, aim, state.light)
    if done.over:
        body = Linear((0, -80), (0, 330), ramp(mix(hair.base, hair.shade, 0.2), mix(hair.base, hair.shade, 0.6)))
        for strand in done.over:
            canvas.fill(lock_of(strand), body)
            canvas.fill(joined(edges(strand, 7.0, 0.16)), hair.line)
    knot = tied(style, aim, state.sway, share=tail_share(person))
    if knot.over:
        for path in knot.over:
            outlined(canvas, path, hair.base, hair.line, 3.2)
        canvas.fill(joined(knot.lines), hair.line, 0.7)
        outlined(canvas, knot.ribbons, _RIBBON, mix(_RIBBON, "#000000", 0.6), 3)


def _bumps(style: HairStyle, aim: Aim, *, rear: bool = False) -> list[Curl]:
    """Curls along the silhouette."""
    size = 30 if style.texture == "coily" else 38
    wide, top = style.wide - size * 0.5, -246 - style.lift + size * 0.6
    cx, cy = aim.side(0), (top + style.low) / 2
    if rear:
        right = [p for p in style.rear if p[1] > 0]
        spots = [(s * x * 0.96 + cx, y) for s in (-1, 1) for x, y in right]
        spots += [
            ((spots[i][0] + spots[i + 1][0]) / 2, (spots[i][1] + spots[i + 1][1]) / 2) for i in range(len(right) - 1)
        ]
        more = len(right)
        spots += [
            ((spots[more + i][0] + spots[more + i + 1][0]) / 2, (spots[more + i][1] + spots[more + i + 1][1]) / 2)
            for i in range(len(right) - 1)
        ]
    else:
        count = 22 if style.texture == "coily" else 15
        tall = (style.low - top) / 2
        angles = [math.pi * (0.86 + 1.28 * k / (count - 1)) for k in range(count)]
        spots = [(cx + math.cos(a) * wide, cy + math.sin(a) * tall) for a in angles]
        for side in (-1, 1):  # the lower edge beside the face
            spots += [
                (cx + side * (style.wide - 14 - k * 9), style.low + 6 + k * 4 - 30 * (style.low < 0)) for k in (0, 3)
            ]
    return curls_at(spots, size)


def _stubble(canvas: Canvas, style: HairStyle, aim: Aim, hair: Hair, light: int) -> None:
    cap = cap_path(style, aim)
    canvas.fill(cap, hair.base, 0.82)
    with canvas.clip(cap):
        s, x = -light, aim.side(0)
        canvas.fill(
            mass([(x + s * 70, -300), (x + s * 112, -200), (x + s * 118, -90), (x + s * 240, 60), (x + s * 240, -300)]),
            hair.shade,
            0.7,
        )
        canvas.fill(
            mass([(x + light * 96, -170), (x + light * 40, -222), (x - light * 20, -226), (x + light * 30, -200)]),
            hair.shine,
            0.5,
        )
    canvas.stroke(cap, hair.line, 3, 0.5)


def _temples(canvas: Canvas, aim: Aim, hair: Hair, light: int) -> None:
    """Hair that is left at the sides of a bare crown."""
    for side in (-1, 1):
        near = max(0.0, -aim.turn * side)
        far = max(0.0, aim.turn * side)
        x = side * (152 - 4 * far) - 9 * aim.turn
        inner = [aim.at(side * 139, 10, 0), aim.at(side * 134, -56, 40), aim.at(side * 136, -112, 30)]
        outer = [
            (x - side * 14, -150),
            (x + side * (4 + 9 * near), -100),
            (x + side * (8 + 8 * near), -56),
            (x + side * 4, -22),
        ]
        patch = mass([*inner, *outer], tension=0.4)
        outlined(canvas, patch, hair.base if side == light else hair.shade, hair.line, 3.4)
        strands = [
            taper([(x - side * 12, -138 + k * 26), (x, -104 + k * 26), (x - side * 4, -70 + k * 26)], 4)
            for k in range(3)
        ]
        canvas.fill(joined(strands), hair.line, 0.7)
    canvas.fill(
        joined(
            taper([front(aim, x, -216), front(aim, x + 16, -236), front(aim, x + 44, -242)], 5) for x in (-60, -30, 0)
        ),
        hair.base,
    )


def _cap(canvas: Canvas, person: Person, style: HairStyle, done: Hairdo, hair: Hair, aim: Aim, light: int) -> None:
    curly = style.texture in {"curly", "coily"}
    bumps = _bumps(style, aim) if curly else []
    body = Linear(
        (light * -30, -280),
        (light * -60, 20),
        ramp(mix(hair.base, hair.shine, 0.14), hair.base, mix(hair.base, hair.shade, 0.55)),
    )
    whole = lay(canvas, [done.cap], done.cap_locks, bumps, body, hair.line)
    with canvas.clip(whole):
        s = -light
        x = aim.side(0)
        k = style.wide / 164
        edge = [
            (x + s * 70 * k, -420),
            (x + s * 112 * k, -200),
            (x + s * 118 * k, -90),
            (x + s * 132 * k, 40),
            (x + s * 260 * k, 60),
            (x + s * 260 * k, -420),
        ]
        canvas.fill(mass(edge), hair.shade, 0.6)
        if style.fade:
            _faded_sides(canvas, aim, hair)
        if person.age == "elder" and luminance(hair.base) < 0.55:
            _grey_temples(canvas, aim)
        if done.shine:
            canvas.fill(joined(done.shine), hair.shine, 0.8)
        if done.glint:
            canvas.fill(joined(done.glint), hair.glint, 0.55)
    lines = done.lines if not curly else _curl_lines(style, aim)
    canvas.fill(joined(lines), hair.line, 0.85)


def _faded_sides(canvas: Canvas, aim: Aim, hair: Hair) -> None:
    """Sides cut short: the skin shimmers through, darker lines end above them."""
    for side in (-1, 1):
        x, y = aim.at(side * 150, -34, 10)
        canvas.fill(
            ring(x, y + 10, 92, 92), Radial((x, y + 10), 92, fade(mix(hair.base, "#b98a70", 0.5), 0.8, 0.6, 0.0))
        )


def _grey_temples(canvas: Canvas, aim: Aim) -> None:
    for side in (-1, 1):
        x, y = aim.at(side * 146, -60, 10)
        canvas.fill(ring(x, y, 62, 90), Radial((x, y), 88, fade("#c9c6cc", 0.85, 0.6, 0.0)))


def _curl_lines(style: HairStyle, aim: Aim) -> list[Path]:
    coily = style.texture == "coily"
    r = 13 if coily else 20
    lines = []
    rows = 5
    for row in range(rows):
        y = -236 - style.lift * 0.7 + row * (44 if coily else 40)
        reach = style.wide * (0.5 + 0.1 * row)
        count = 7 + row % 2
        for k in range(count):
            x = aim.side(0) + (k / (count - 1) - 0.5) * 2 * reach
            if abs(x) < 108 and y > -150:
                continue
            jog = 9 * math.sin(k * 3.1 + row * 1.9)
            lines.append(
                taper(
                    [
                        (x - r, y + jog),
                        (x - r * 0.2, y - r * 0.8 + jog),
                        (x + r, y - r * 0.1 + jog),
                        (x + r * 0.5, y + r * 0.8 + jog),
                    ],
                    4.4,
                    start=0.2,
                    end=0.3,
                )
            )
    return lines
