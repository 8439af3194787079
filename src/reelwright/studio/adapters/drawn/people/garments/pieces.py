"""Pieces that garments share: neck openings, collars, lapels, buttons, pockets, belts."""

from __future__ import annotations

from ...canvas import Canvas
from ...path import Path, Point
from ..ink import facet, joined, mass, outlined, ring, taper
from ..tones import Cloth, Skin
from ..torso import Stand


def opening(
    canvas: Canvas, stand: Stand, skin: Skin, light: int, *, depth: float, wide: float, pointed: float = 0.0
) -> None:
    """Skin that shows at the neck, down to a depth below the pit of the neck.

    Args:
        canvas: where to.
        stand: the body.
        skin: its colours.
        light: side of the key light.
        depth: units below the base of the neck (before scaling).
        wide: units beyond the neck on each side.
        pointed: 0 round, 1 a V.
    """
    b = stand.body
    s, c = b.scale, stand.centre
    n, y = b.neck + wide * s, b.neck_y
    low = y + depth * s
    knee = n * (0.8 - 0.32 * pointed)
    top, shoulder = b.neck - 3, y - 8 * s
    bend = low - depth * 0.42 * s * pointed

    def curve(path: Path) -> Path:
        return path.cubic(-n, y + 18 * s, c * 0.6 - knee, bend, c * 0.6, low).cubic(
            c * 0.6 + knee, bend, n, y + 18 * s, n, shoulder
        )

    shape = Path().move(-top, y - 50 * s).cubic(-top, y - 26 * s, -n, y - 22 * s, -n, shoulder)
    curve(shape).cubic(n, y - 22 * s, top, y - 26 * s, top, y - 50 * s).close()
    edge = curve(Path().move(-n, shoulder))
    canvas.stroke(edge, skin.line, 5)
    canvas.fill(shape, skin.base)
    with canvas.clip(shape):
        side = -light
        canvas.fill(
            mass(
                [
                    (side * b.neck * 0.42, y - 80 * s),
                    (side * b.neck * 0.5, y),
                    (side * b.neck * 0.9, y + 60 * s),
                    (side * n * 3, low),
                    (side * n * 3, y - 80 * s),
                ]
            ),
            skin.shade,
            0.85,
        )
        bones = [
            taper([(k * 8 * s + c * 0.5, y + 16 * s), (k * 42 * s, y + 4 * s), (k * (b.neck + 56 * s), y + 8 * s)], 4.2)
            for k in (-1, 1)
        ]
        canvas.fill(joined(bones), skin.line, 0.6)
        if b.bust > 0.5 and depth > 150:
            canvas.fill(taper([(c, low - 40 * s), (c + 2, low)], 4), skin.line, 0.5)


def shirt_collar(
    canvas: Canvas, stand: Stand, cloth: Cloth, light: int, *, open_: float = 0.0, size: float = 1.0
) -> None:
    """A turned-down collar; ``open_`` is how far its button is undone."""
    b = stand.body
    s, c = b.scale, stand.centre
    n, y = b.neck, b.neck_y
    for side in (-1, 1):
        inner = (c * 0.7 + side * (4 + 26 * open_) * s, y + (44 + 26 * open_) * s)
        flap = facet(
            [
                (side * (n + 1), y - 58 * s),
                inner,
                (c * 0.6 + side * (50 + 20 * open_) * s * size, y + (98 + 12 * open_) * s * size),
                (side * (n + 46 * s), y + 20 * s),
                (side * (n + 16 * s), y - 46 * s),
            ]
        )
        outlined(canvas, flap, cloth.base if side == light else cloth.light, cloth.line, 3.0)
        with canvas.clip(flap):
            if side != light:
                canvas.fill(flap, cloth.shade, 0.45)


def lapels(
    canvas: Canvas, stand: Stand, cloth: Cloth, light: int, *, low: float, wide: float = 1.0, notch: bool = True
) -> None:
    """Both lapels of a jacket, from behind the neck down to the closing button at ``low``."""
    b = stand.body
    s, c = b.scale, stand.centre
    n, y = b.neck, b.neck_y
    for side in (-1, 1):
        top = (side * (n + 22 * s), y - 52 * s)
        corner = (side * (n + 96 * s * wide), y + 44 * s)
        bite = (side * (n + 66 * s * wide), y + 104 * s) if notch else (side * (n + 100 * s * wide), y + 96 * s)
        tip = (side * (n + 116 * s * wide), y + 112 * s)
        end = (c + side * 4, low)
        inner = (c * 0.6 + side * (n * 0.62), y + (low - y) * 0.34)
        points: list[Point] = [
            top,
            corner,
            bite,
            tip,
            (c + side * 62 * s * wide, y + (low - y) * 0.62),
            end,
            inner,
            (side * (n + 1), y - 6 * s),
        ]
        lapel = facet(points)
        outlined(canvas, lapel, cloth.light if side == light else cloth.base, cloth.line, 3.4)
        with canvas.clip(lapel):
            if side != light:
                canvas.fill(lapel, cloth.shade, 0.35)
        canvas.fill(taper([bite, (side * (n + 24 * s), y + 50 * s)], 3.6, start=1, end=0.6), cloth.line)


def buttons(canvas: Canvas, x: float, ys: list[float], size: float, cloth: Cloth) -> None:
    """A row of buttons."""
    dots = joined(ring(x, y, size, size) for y in ys)
    canvas.stroke(dots, cloth.line, 4)
    canvas.fill(dots, cloth.light)


def placket(canvas: Canvas, stand: Stand, cloth: Cloth, top: float, low: float, *, button: int = 5) -> None:
    """The edge where a garment closes, with buttons."""
    c, s = stand.centre, stand.body.scale
    canvas.fill(
        joined(
            (
                taper([(c - 15 * s, top), (c - 15 * s, low)], 3.6, start=1, end=1),
                taper([(c + 15 * s, top), (c + 15 * s, low)], 3.0, start=1, end=1),
            )
        ),
        cloth.line,
        0.65,
    )
    if button:
        step = (low - top) / (button + 0.5)
        buttons(canvas, c, [top + step * (k + 0.5) for k in range(button)], 7.5 * s, cloth)


def pocket(canvas: Canvas, x: float, y: float, wide: float, high: float, cloth: Cloth, *, flap: bool = False) -> None:
    """A patch pocket or, with a flap, a welt."""
    shape = facet(
        [(x - wide, y), (x + wide, y), (x + wide, y + high), (x, y + high * 1.14), (x - wide, y + high)]
        if not flap
        else [(x - wide, y), (x + wide, y), (x + wide, y + high), (x - wide, y + high)]
    )
    canvas.stroke(shape, cloth.line, 3.0, 0.85)
    if flap:
        canvas.fill(shape, cloth.light, 0.5)
    else:
        canvas.fill(taper([(x - wide, y + 9), (x + wide, y + 9)], 2.6, start=1, end=1), cloth.line, 0.6)


def belt(canvas: Canvas, stand: Stand, y: float, high: float, cloth: Cloth, buckle: str) -> None:
    """A belt with a buckle."""
    w = stand.half(y) + 6
    c = stand.centre
    band = facet(
        [
            (stand.x(-w, y), y - high * 0.4),
            (c, y),
            (stand.x(w, y), y - high * 0.4),
            (stand.x(w, y), y + high * 0.6),
            (c, y + high),
            (stand.x(-w, y), y + high * 0.6),
        ]
    )
    outlined(canvas, band, cloth.base, cloth.line, 3.2)
    frame = facet(
        [
            (c - high * 0.7, y - high * 0.15),
            (c + high * 0.7, y - high * 0.15),
            (c + high * 0.7, y + high * 1.15),
            (c - high * 0.7, y + high * 1.15),
        ]
    )
    canvas.stroke(frame, cloth.line, 12)
    canvas.stroke(frame, buckle, 7)


def rim(
    canvas: Canvas, stand: Stand, cloth: Cloth, *, depth: float, wide: float, high: float, pointed: float = 0.0
) -> None:
    """A band along a neck opening, such as the ribbing of a sweater."""
    b = stand.body
    s, c = b.scale, stand.centre
    n, y = b.neck + wide * s, b.neck_y
    low = y + depth * s
    knee, bend = n * (0.8 - 0.32 * pointed), low - depth * 0.42 * s * pointed
    halves: list[list[Point]] = []
    for k in (-1, 1):
        half: list[Point] = [(k * n, y - 20 * s)]
        for t in (0.0, 0.25, 0.5, 0.75):  # along the same curve as the opening
            u = 1 - t
            px = k * n * (u**3 + 3 * u * u * t) + (c * 0.6 + k * knee) * 3 * u * t * t + c * 0.6 * t**3
            py = (y - 8 * s) * u**3 + (y + 18 * s) * 3 * u * u * t + bend * 3 * u * t * t + low * t**3
            half.append((px, py))
        halves.append(half)
    line = [*halves[0], (c * 0.6, low), *halves[1][::-1]]
    band = taper(line, high * s, start=0.8, end=0.8)
    outlined(canvas, band, cloth.base, cloth.line, 2.8)
