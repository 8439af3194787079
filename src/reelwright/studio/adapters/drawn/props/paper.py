"""Things of paper close to: letters, documents and what else is written or printed on a sheet.

Knows sheets, ink and the underline that runs along the line that matters.
"""

from __future__ import annotations

from random import Random
from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import mix
from ..path import Path, ellipse, polygon, rect, smooth
from .brush import edge, shade, soft_shadow
from .closeup import LINE, CloseUp
from .inscription import LEADING, fitted, key_line, mark_line, unbroken
from .motion import SWEEP, eased
from .palette import own_colour

SHEET_HALF: Final = 410.0
SHEET_TOP: Final = -520.0
SHEET_BOTTOM: Final = 500.0
_FORM_FOOT: Final = 214.0
"""Where a form's text ends above its stamp and signature."""
_ROW: Final = 1.3
_GAP: Final = 0.28
"""A form's row, and the space between two fields, in sizes of its letters."""
_RULING: Final = 1.36  # a handwritten line and the space to the next
_INK: Final = "#2c3a72"
_UNREAD_ROWS: Final = 10


def _sheet(close: CloseUp, canvas: Canvas, paper: str, *, wave: float = 0.0) -> Path:
    """The sheet itself, with its shadow when it lies down; returned so that ink can be kept inside."""
    form = smooth([
        (-SHEET_HALF, SHEET_TOP), (0, SHEET_TOP - wave), (SHEET_HALF, SHEET_TOP), (SHEET_HALF + wave * 0.5, 0),
        (SHEET_HALF, SHEET_BOTTOM), (0, SHEET_BOTTOM - wave), (-SHEET_HALF, SHEET_BOTTOM),
        (-SHEET_HALF + wave * 0.5, 0),
    ], tension=0.12)  # fmt: skip
    if close.hand is None:
        soft_shadow(canvas, form, dx=-close.light.side * 26, dy=30)
    paper = close.tone(paper)
    warm = mix(paper, close.light.key, 0.25)
    lit, dim = (warm, mix(paper, shade(paper), 0.55))
    start, end = ((-SHEET_HALF, SHEET_TOP), (SHEET_HALF, SHEET_BOTTOM))
    canvas.fill(form, Linear(start, end, ramp(lit, paper, dim) if close.light.side < 0 else ramp(paper, lit, dim)))
    return form


def paint_letter(canvas: Canvas, close: CloseUp) -> None:
    """A letter in handwriting on ruled paper that was folded."""
    paper = own_colour("letter", close.seed)
    form = _sheet(close, canvas, paper, wave=14)
    with canvas.clip(form):
        _folds(canvas, paper)
        _handwriting(canvas, close)
    canvas.stroke(form, edge(close.tone(paper)), LINE * 0.8)


def _folds(canvas: Canvas, paper: str) -> None:
    for y in (-180.0, 165.0):
        canvas.fill(polygon([(-460, y), (460, y - 6), (460, y + 40), (-460, y + 8)]), shade(paper), 0.3)
        canvas.stroke(Path().move(-460, y).line(460, y - 6), "#ffffff", 5, 0.8)


def letter_lines(writing: tuple[str, ...]) -> tuple[float, list[list[str]]]:
    """The size of a letter's lines, and the lines as they are wrapped on its sheet."""
    wide = 2 * SHEET_HALF - 140
    largest = unbroken(writing, wide - 20, largest=108, weight=380)
    return fitted(writing, wide, 850 * LEADING / _RULING, largest=largest, weight=380)


def _unread(canvas: Canvas, seed: int) -> None:
    """A page of somebody's hand that the film does not let us read."""
    random = Random(f"hand/{seed}")
    for row in range(_UNREAD_ROWS):
        y = -400.0 + row * 92
        canvas.stroke(Path().move(-SHEET_HALF + 36, y + 24).line(SHEET_HALF - 36, y + 24), "#8fa6cf", 2.5, 0.55)
        x, end = -SHEET_HALF + 84, SHEET_HALF - 70 - (random.uniform(200, 420) if row == _UNREAD_ROWS - 1 else 0)
        while x < end - 70:
            word = min(end - x, random.uniform(70, 190))
            steps = max(3, round(word / 17))
            tall = [random.choice((10, 14, 16, 34)) for _ in range(steps)]
            wave = [(x + word * k / steps, y + (12 if k % 2 else 12 - tall[k])) for k in range(steps)]
            canvas.stroke(smooth(wave, closed=False, tension=0.8), _INK, 4.6, 0.8)
            x += word + random.uniform(22, 36)


def _handwriting(canvas: Canvas, close: CloseUp) -> None:
    if not (close.insert.writing or close.insert.heading):
        _unread(canvas, close.seed)
        return
    writing = close.insert.writing or ("",)
    heading = (close.insert.heading,) if close.insert.heading else ()
    size, blocks = letter_lines((*heading, *writing))
    rows = sum(map(len, blocks))
    leading = min(size * 2.4, max(size * _RULING, 760 / rows))  # few lines stand wide apart: the sheet is filled
    top = min(-400.0 + size * 0.5, -rows * leading / 2 + 10 + size * 0.5)
    for k in range(int((SHEET_BOTTOM - top) / leading) + 1):
        y = top + 0.3 * size + k * leading
        canvas.stroke(Path().move(-SHEET_HALF + 36, y).line(SHEET_HALF - 36, y), "#8fa6cf", 2.5, 0.55)
    canvas.stroke(Path().move(-SHEET_HALF + 58, SHEET_TOP).line(-SHEET_HALF + 58, SHEET_BOTTOM), "#e08a8f", 2.5, 0.5)
    key = key_line(writing) + len(heading)
    random = Random(f"ink/{close.seed}")
    row = 0
    for i, block in enumerate(blocks):
        for line in block:
            y = top + row * leading
            across = _written(canvas, line, -SHEET_HALF + 84, y, size, random)
            if i == key:
                _underline(
                    canvas,
                    -SHEET_HALF + 84,
                    y + size * 0.26,
                    across,
                    eased(close.progress, SWEEP),
                    (row - sum(map(len, blocks[:i]))) / len(block),
                    1 / len(block),
                )
            row += 1


def _written(canvas: Canvas, line: str, x: float, y: float, size: float, random: Random) -> float:
    """One line by hand: slanted, each word a little off the rule."""
    start = x
    with canvas.skewed(0.2, axis_y=y):
        for word in _words(line):
            rise, lean = random.uniform(-0.05, 0.05) * size, random.uniform(-1.6, 1.6)
            with canvas.at(x, y + rise, degrees=lean):
                x += canvas.text(word, 0, 0, size, _INK, weight=380)
    return x - start


def _words(line: str) -> list[str]:
    """Words with the space after them; Chinese in short groups, since it has no spaces."""
    words: list[str] = []
    for piece in line.split(" "):
        groups = [piece[i : i + 3] for i in range(0, len(piece), 3)] if any(ord(c) > 0x2E80 for c in piece) else [piece]
        words += [*groups[:-1], groups[-1] + " "]
    return words


def _underline(canvas: Canvas, x: float, y: float, width: float, sweep: float, start: float, part: float) -> None:
    """A stroke of marker under one wrapped line of the line that matters, drawn in its turn."""
    drawn = min(1.0, max(0.0, (sweep - start) / part))
    if drawn <= 0:
        return
    with canvas.group(blend="multiply"):
        canvas.stroke(
            Path().move(x - 8, y).quad(x + width * drawn / 2, y + 7, x + width * drawn, y - 2), "#f28a6a", 13, 0.8
        )


def paint_document(canvas: Canvas, close: CloseUp) -> None:
    """A printed form with a title, ruled fields and a stamp."""
    form = _sheet(close, canvas, "#fdfcf6")
    random = Random(f"document/{close.seed}")
    with canvas.clip(form):
        y = _form_head(canvas, close)
        _form_body(canvas, close, y)
        _stamp(canvas, 214, 300, random)
        _signature(canvas, -290, 330, random)
    canvas.stroke(form, edge("#fdfcf6"), LINE * 0.8)


def _form_head(canvas: Canvas, close: CloseUp) -> float:
    accent = own_colour("document", close.seed)
    canvas.fill(rect(-SHEET_HALF, SHEET_TOP - 20, 2 * SHEET_HALF, 52), accent)
    canvas.fill(ellipse(-330, -420, 34), accent)
    canvas.fill(polygon([(-330, -444), (-312, -412), (-348, -412)]), "#fdfcf6")
    size, lines = fitted((close.insert.heading,), 640, 240, largest=96, weight=700)
    y = SHEET_TOP + 42
    for line in lines[0]:
        y += size * 1.12
        canvas.text(line, -276, y, size, "#22222e", weight=700)
    y += 34
    canvas.fill(rect(-370, y, 740, 5), accent)
    return y


def form_lines(writing: tuple[str, ...], top: float) -> tuple[float, list[list[str]]]:
    """The size of a form's lines, and the lines as they are wrapped below its head."""
    room = (_FORM_FOOT - top) / (_ROW + _GAP) * LEADING
    largest = unbroken(writing, 724, largest=88, weight=650)
    return fitted(writing, 724, room, largest=largest, weight=650)


def _form_body(canvas: Canvas, close: CloseUp, top: float) -> None:
    writing = close.insert.writing
    size, blocks = form_lines(writing, top)
    rows, fields = sum(map(len, blocks)), len(blocks)
    spare = _FORM_FOOT - top - (rows * _ROW + fields * _GAP) * size
    gap = size * _GAP + min(size * 0.75, max(0.0, spare / (fields + 0.5)))  # few fields share what room there is
    y = top + size * 0.96 + gap
    key = key_line(writing)
    for i, block in enumerate(blocks):
        for row, line in enumerate(block):
            if i == key:
                mark_line(canvas, line, -362, y, size, eased(close.progress, SWEEP), row, len(block))
            canvas.text(line, -362, y, size, "#2a2a38", weight=650 if i == key else 480)
            y += size * _ROW
        canvas.fill(rect(-366, y - size * 0.92, 732, 2.5), "#b9b6c4", 0.8)
        y += gap
    for k in range(12):
        below = y - size * 0.6 + k * 44
        if below < _FORM_FOOT - 10:
            canvas.fill(rect(-362, below, 560 + 150 * ((k * 7) % 3) / 2, 11), "#c9c7d2", 0.8)


def _stamp(canvas: Canvas, x: float, y: float, random: Random) -> None:
    red = "#c0283c"
    with canvas.at(x, y, degrees=random.uniform(-16, 10)), canvas.group(alpha=0.82):
        canvas.stroke(ellipse(0, 0, 98), red, 9)
        canvas.stroke(ellipse(0, 0, 78), red, 4)
        points = [
            (0, -48),
            (13, -15),
            (47, -14),
            (20, 7),
            (30, 42),
            (0, 21),
            (-30, 42),
            (-20, 7),
            (-47, -14),
            (-13, -15),
        ]
        canvas.fill(polygon(points), red)


def _signature(canvas: Canvas, x: float, y: float, random: Random) -> None:
    canvas.fill(rect(x - 70, y + 26, 380, 3), "#8a8896")
    points = [
        (x - 50, y),
        (x - 10, y - 60),
        (x + 6, y + 16),
        (x + 50, y - 30),
        (x + 66, y + 10),
        (x + 110, y - 46),
        (x + 120, y + 14),
    ]
    tail = [(x + 160 + k * 32, y - 14 * (k % 2) + random.uniform(-8, 8)) for k in range(4)]
    canvas.stroke(smooth([*points, *tail], closed=False), _INK, 6)
