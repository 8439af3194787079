"""Beards on a face seen from the front to three-quarter."""

from __future__ import annotations

from reelwright.story import Person

from ..canvas import Canvas
from ..colour import mix
from ..path import Path, Point
from .aim import Aim
from .head import cheek_line, face_path
from .ink import joined, mass, outlined, taper
from .proportions import Head
from .tones import Hair, hair_tones


def paint_beard(canvas: Canvas, person: Person, head: Head, aim: Aim, light: int) -> None:
    """Draw the beard of a person below the mouth that will be drawn over it."""
    kind = person.beard
    if kind == "none":
        return
    colour = (
        mix(person.hair_colour, "#b9b6bd", 0.6) if person.age == "elder" else mix(person.hair_colour, "#1c0f14", 0.18)
    )
    hair = hair_tones(colour)
    if kind == "stubble":
        with canvas.clip(face_path(head, aim)):
            canvas.fill(_jaw(head, aim, 70, 60), hair.deep, 0.2)
            canvas.fill(_moustache(head, aim, 50, 16), hair.deep, 0.16)
        return
    if kind in {"full", "long"}:
        _full(canvas, head, aim, hair, light, long=kind == "long")
    if kind == "goatee":
        _goatee(canvas, head, aim, hair)
    shape = _moustache(head, aim, 58 if kind == "moustache" else 52, 26 if kind == "moustache" else 20)
    outlined(canvas, shape, hair.base, hair.line, 3)
    y = head.mouth_y
    strands = [taper([aim.face(s * 8, y - 26), aim.face(s * 30, y - 20), aim.face(s * 48, y - 4)], 4) for s in (-1, 1)]
    canvas.fill(joined(strands), hair.line, 0.7)


def _moustache(head: Head, aim: Aim, wide: float, high: float) -> Path:
    y = head.mouth_y - 10
    return mass(
        [
            aim.face(-wide, y + 10),
            aim.face(-wide * 0.6, y - high * 0.55),
            aim.face(-9, y - high),
            aim.face(0, y - high * 0.7),
            aim.face(9, y - high),
            aim.face(wide * 0.6, y - high * 0.55),
            aim.face(wide, y + 10),
            aim.face(wide * 0.5, y + 3),
            aim.face(0, y - 1),
            aim.face(-wide * 0.5, y + 3),
        ]
    )


def _jaw(head: Head, aim: Aim, top: float, lip: float) -> Path:
    """The bearded part of the face: along the jaw, up beside the mouth."""
    left, right = cheek_line(head, aim, -1), cheek_line(head, aim, 1)
    chin = (aim.turn * 40, head.chin_y + aim.nod * 60 + 4)
    y = head.mouth_y
    inner = [
        aim.face(112, top + 10),
        aim.face(84, y - 36),
        aim.face(lip, y - 26),
        aim.face(lip * 0.5, y - 30),
        aim.face(0, y - 28),
        aim.face(-lip * 0.5, y - 30),
        aim.face(-lip, y - 26),
        aim.face(-84, y - 36),
        aim.face(-112, top + 10),
    ]
    return mass([*left[2:], chin, *right[:1:-1], *inner])


def _full(canvas: Canvas, head: Head, aim: Aim, hair: Hair, light: int, *, long: bool) -> None:
    left, right = cheek_line(head, aim, -1), cheek_line(head, aim, 1)
    cx, y = aim.turn * 40, head.mouth_y
    low = head.chin_y + (150 if long else 34)
    sides: list[Point] = [(x - out, yy) for (x, yy), out in zip(left[1:6], (-6, 0, 5, 8, 9), strict=True)]
    other: list[Point] = [(x + out, yy) for (x, yy), out in zip(right[1:6], (-6, 0, 5, 8, 9), strict=True)]
    inner = [
        aim.face(126, 34),
        aim.face(112, 82),
        aim.face(70, y - 14),
        aim.face(38, y - 10),
        aim.face(42, y + 14),
        aim.face(0, y + 22),
        aim.face(-42, y + 14),
        aim.face(-38, y - 10),
        aim.face(-70, y - 14),
        aim.face(-112, 82),
        aim.face(-126, 34),
    ]
    end: list[Point] = [
        (cx - 66, low - 40),
        (cx - 30, low - 8),
        (cx - 14, low - 22),
        (cx + 6, low + 8),
        (cx + 24, low - 20),
        (cx + 38, low - 6),
        (cx + 68, low - 40),
    ]
    shape = mass([*sides, *end, *other[::-1], *inner], tension=0.42)
    outlined(canvas, shape, hair.base, hair.line, 3.6)
    with canvas.clip(shape):
        s = -light
        canvas.fill(
            mass(
                [
                    (cx + s * 40, 20),
                    (cx + s * 56, 150),
                    (cx + s * 20, low + 20),
                    (cx + s * 300, low + 20),
                    (cx + s * 300, 0),
                ]
            ),
            hair.shade,
            0.8,
        )
    lines = [
        taper(
            [
                (cx + k * 34, head.chin_y - 22 - abs(k) * 8),
                (cx + k * 30, (head.chin_y + low) / 2),
                (cx + k * 18, low - 14 - abs(k) * 8),
            ],
            4.4,
        )
        for k in (-2, -1, 0, 1, 2)
    ]
    lines += [taper([aim.face(s * 118, 76), aim.face(s * 104, 116), aim.face(s * 78, 158)], 4.4) for s in (-1, 1)]
    canvas.fill(joined(lines), hair.line, 0.7)


def _goatee(canvas: Canvas, head: Head, aim: Aim, hair: Hair) -> None:
    cx, y = aim.turn * 40, head.mouth_y
    low = head.chin_y + 26
    shape = mass(
        [
            aim.face(-20, y + 22),
            aim.face(-38, y + 40),
            (cx - 36, head.chin_y - 6),
            (cx - 12, low - 6),
            (cx, low + 6),
            (cx + 12, low - 6),
            (cx + 36, head.chin_y - 6),
            aim.face(38, y + 40),
            aim.face(20, y + 22),
            aim.face(0, y + 28),
        ]
    )
    outlined(canvas, shape, hair.base, hair.line, 3)
    sides = [
        taper([aim.face(s * 50, y - 8), aim.face(s * 52, y + 18), aim.face(s * 36, y + 44)], 14, start=0.6, end=0.7)
        for s in (-1, 1)
    ]
    canvas.fill(joined(sides), hair.base)
