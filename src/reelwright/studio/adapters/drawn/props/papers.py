"""Things of paper as they look in a hand: letter, envelope, photo, document, book, card, ticket, money."""

from __future__ import annotations

from ..colour import lighten, mix
from ..path import Path, ellipse, polygon, rect, round_rect, smooth
from .brush import Brush, edge, shade
from .motion import SHEEN, share
from .palette import COLOURS

INK = "#34406e"


def _scribble(b: Brush, x: float, y: float, width: float, rows: int, step: float, ink: str = INK) -> None:
    """Lines that read as writing from afar."""
    for row in range(rows):
        share = b.random.uniform(0.78, 1.0) if row < rows - 1 else b.random.uniform(0.4, 0.6)
        b.mark([(x, y + row * step), (x + width * share, y + row * step)], ink, 0.7, 0.75)


def letter(b: Brush) -> None:
    """A folded sheet with handwriting, pinched at its lower edge."""
    sheet = polygon([(-150, -196), (148, -206), (152, 20), (-146, 24)])
    paper = b.one_of(*COLOURS["letter"])
    b.cel(sheet, paper, dark=polygon([(-160, -92), (160, -98), (160, -60), (-160, -92)]))
    b.mark([(-148, -92), (150, -98)], shade(paper), 0.5)
    _scribble(b, -116, -160, 230, 7, 25)


def envelope(b: Brush) -> None:
    """A sealed envelope."""
    paper = b.one_of("#f3e3c0", "#fbf5e6", "#d9b98a", "#f1c9c4")
    body = round_rect(-140, -172, 280, 192, 8)
    b.cel(body, paper, dark=polygon([(-150, 30), (150, 30), (150, -20), (0, -84), (-150, 8)]))
    if b.fine and b.writing:
        _addressed(b, paper)
        return
    flap = polygon([(-138, -170), (138, -170), (8, -62), (-8, -62)])
    b.cel(flap, lighten(paper, 0.25), line=0.8)
    seal = b.one_of("#a8233a", "#7a1f3d", "#274a7d")
    b.cel(ellipse(0, -70, 26), seal, bright=ellipse(-8, -79, 9, 6), line=0.7)


def _addressed(b: Brush, paper: str) -> None:
    """The front of an envelope: a stamp, a postmark and what is written on it."""
    b.cel(rect(86, -160, 42, 50), b.one_of("#c9574a", "#4a7fb0", "#5f9a6a"), line=0.7)
    b.canvas.stroke(rect(91, -155, 32, 40), "#fff8ea", b.line * 0.4)
    b.canvas.fill(ellipse(107, -138, 10), "#fff8ea")
    for r in (22, 17):
        b.canvas.stroke(ellipse(72, -128, r), "#4a4560", b.line * 0.4, 0.6)
    for k in range(4):
        wave = Path().move(-4, -140 + k * 8).cubic(12, -146 + k * 8, 28, -134 + k * 8, 50, -140 + k * 8)
        b.canvas.stroke(wave, "#4a4560", b.line * 0.35, 0.6)
    with b.canvas.skewed(0.16, axis_y=-50):
        b.words((-104, -104, 208, 104), mix(INK, paper, 0.05), 30, weight=420, marked=True)
    wax = b.one_of("#a8233a", "#7a1f3d", "#274a7d")  # the seal's rim, seen over the edge of the flap behind
    b.cel(ellipse(-108, -138, 24), wax, bright=ellipse(-115, -146, 8, 5), line=0.7)
    b.canvas.stroke(ellipse(-108, -138, 14), lighten(wax, 0.25), b.line * 0.4)


def photo(b: Brush) -> None:
    """An instant photograph of two people."""
    b.cel(polygon([(-98, -236), (94, -244), (102, 14), (-92, 20)]), "#fdfaf2")
    frame = polygon([(-82, -220), (80, -226), (85, -50), (-77, -46)])
    canvas = b.canvas
    canvas.fill(frame, b.one_of("#7fb6d8", "#f2b880", "#8fb98a", "#6a5c9c"))
    with canvas.clip(frame):
        if b.portraits:
            _portraits(b)
        else:
            _two_friends(b)
        _sheen(b)
    canvas.stroke(frame, "#4a4258", b.line * 0.5)
    b.words((-78, -40, 156, 50), INK, 22, weight=420, centred=True)


def _two_friends(b: Brush) -> None:
    """People whom nobody knows."""
    canvas = b.canvas
    for x, size, hair, coat in ((-28, 34, "#2c1f2a", "#b8394e"), (36, 37, "#4a3020", "#2d4468")):
        canvas.fill(smooth([(x - 58, -40), (x - 40, -84), (x, -94), (x + 40, -84), (x + 58, -40)]), coat)
        canvas.fill(ellipse(x, -130, size * 1.08, size * 1.16), hair)
        canvas.fill(ellipse(x, -122, size * 0.78, size * 0.92), "#f6cfae")
        canvas.fill(smooth([(x - 30, -130), (x - 24, -164), (x + 26, -164), (x + 30, -132), (x, -146)]), hair)
        if b.fine:
            _smile(b, x, size)


def _portraits(b: Brush) -> None:
    """Whom everybody will know again, side by side; the first stands behind."""
    shown = b.portraits[:3]
    for number, paint in enumerate(shown):
        x = 0.0 if len(shown) == 1 else -36 + 72 * number / (len(shown) - 1)
        with b.canvas.at(x, -132 + 10 * number, scale=0.2 if len(shown) == 1 else 0.165):
            paint(b.canvas)


def _sheen(b: Brush) -> None:
    """A band of light that runs once over the glossy face of a photograph."""
    t = share(b.moment, SHEEN)
    if b.fine and 0 < t < 1:
        x = -220 + 400 * t
        band = polygon([(x, -30), (x + 46, -30), (x + 126, -240), (x + 80, -240)])
        b.canvas.fill(band, "#ffffff", 0.34)


def _smile(b: Brush, x: float, size: float) -> None:
    """The face of somebody in a photograph."""
    canvas, line = b.canvas, "#3a2026"
    canvas.fill(ellipse(x + 10, -112, size * 0.62, size * 0.7), "#e8a98a", 0.28)
    for side in (-1, 1):
        eye = x + side * size * 0.34
        canvas.stroke(Path().move(eye - 5, -124).quad(eye, -130, eye + 5, -124), line, b.line * 0.6)
        canvas.stroke(Path().move(eye - 6, -136).quad(eye, -140, eye + 6, -137), line, b.line * 0.4)
        canvas.fill(ellipse(eye + side * 3, -112, 6, 3.5), "#f08a7a", 0.55)
    canvas.stroke(Path().move(x - 9, -106).quad(x, -96, x + 9, -106), line, b.line * 0.55)


def document(b: Brush) -> None:
    """A printed page with a title and a stamp."""
    sheet = polygon([(-166, -420), (160, -428), (168, 14), (-158, 22)])
    b.cel(sheet, "#fdfcf6", line=0)
    with b.canvas.clip(sheet):
        b.canvas.fill(polygon([(-170, -430), (170, -440), (170, -404), (-170, -396)]), b.one_of(*COLOURS["document"]))
    b.canvas.stroke(sheet, edge("#fdfcf6"), b.line)
    b.mark([(-66, -374), (62, -377)], "#2a2a38", 1.7)
    _scribble(b, -124, -330, 246, 9, 27, "#5b5b6e")
    red = "#c0283c"
    b.canvas.stroke(ellipse(84, -62, 46), red, b.line * 0.9, 0.85)
    b.canvas.fill(
        polygon(
            [
                (84, -92),
                (92, -70),
                (114, -68),
                (97, -54),
                (103, -32),
                (84, -45),
                (65, -32),
                (71, -54),
                (54, -68),
                (76, -70),
            ]
        ),
        red,
        0.8,
    )


def book(b: Brush) -> None:
    """A closed book, its cover to the camera."""
    cover = b.one_of("#8c2f39", "#2f5d62", "#38406e", "#b5672f", "#4b3a5e")
    b.cel(polygon([(-124, -292), (136, -300), (140, 44), (-120, 50)]), "#f4ead0", line=0.9)
    for k in range(3):
        b.mark([(-112, 44 - k * 4), (136, 39 - k * 4)], "#bfae86", 0.3)
    face = polygon([(-132, -300), (124, -308), (128, 34), (-128, 38)])
    b.cel(face, cover, dark=polygon([(-140, -310), (-98, -310), (-94, 50), (-140, 50)]))
    b.mark([(-97, -300), (-93, 35)], edge(cover), 0.5)
    gold = "#e8c777"
    b.canvas.stroke(polygon([(-66, -268), (100, -273), (103, -2), (-62, 2)]), gold, b.line * 0.6)
    b.canvas.fill(ellipse(18, -136, 40), gold)
    b.canvas.fill(ellipse(32, -146, 34), cover)
    if not b.words((-52, -262, 140, 76), gold, 30, weight=700, centred=True):
        b.mark([(-30, -222), (66, -225)], gold, 1.4)
    b.mark([(-30, -48), (66, -50)], gold, 0.9)


def card(b: Brush) -> None:
    """A bank or visiting card."""
    colour = b.one_of("#24324f", "#7a2440", "#1e5b56", "#3b3346", "#b98a3a")
    face = round_rect(-100, -118, 200, 126, 14)
    b.cel(
        face,
        colour,
        dark=polygon([(-110, 20), (110, -60), (110, 20)]),
        bright=polygon([(40, -130), (70, -130), (-10, 20), (-40, 20)]),
    )
    b.cel(round_rect(-78, -82, 38, 30, 6), "#e5c56f", line=0.5)
    if b.words((-78, -50, 160, 52), "#f7efdc", 21, weight=550):
        return
    b.mark([(-78, -30), (30, -30)], "#f2e9d4", 0.9)
    b.mark([(-78, -12), (-20, -12)], "#f2e9d4", 0.7)


def ticket(b: Brush) -> None:
    """A ticket with a stub."""
    colour = b.one_of("#f0b64a", "#e8755d", "#72b6a8", "#f2e3bd")
    path = _ticket_outline(-104, -92, 208, 100, 12)
    b.cel(path, colour, dark=polygon([(-120, 20), (120, 20), (120, -22), (-120, -10)]))
    b.canvas.stroke(Path().move(48, -84).line(48, 0), edge(colour), b.line * 0.5, dash=(9, 9))
    if not b.words((-80, -82, 120, 80), edge(colour), 24, weight=650, marked=True):
        b.mark([(-78, -62), (20, -62)], edge(colour), 1.3)
        b.mark([(-78, -38), (-6, -38)], edge(colour), 0.7)
        b.mark([(-78, -22), (4, -22)], edge(colour), 0.7)
    for k in range(5):
        b.mark([(62 + k * 8, -66), (62 + k * 8, -18)], edge(colour), 0.35 + 0.3 * (k % 2))


def _ticket_outline(x: float, y: float, width: float, height: float, bite: float) -> Path:
    middle, right, bottom = y + height / 2, x + width, y + height
    return (
        Path()
        .move(x, y)
        .line(right, y)
        .line(right, middle - bite)
        .cubic(right - bite * 1.3, middle - bite, right - bite * 1.3, middle + bite, right, middle + bite)
        .line(right, bottom)
        .line(x, bottom)
        .line(x, middle + bite)
        .cubic(x + bite * 1.3, middle + bite, x + bite * 1.3, middle - bite, x, middle - bite)
        .close()
    )


def money(b: Brush) -> None:
    """Banknotes in a fan."""
    colour = b.one_of("#8fb98a", "#d98f94", "#8fa9cf")
    for k, degrees in enumerate((-26, -13, 0, 13)):
        with b.canvas.at(degrees=degrees):
            note = round_rect(-62, -262, 124, 268, 6)
            b.cel(note, mix(colour, "#ffffff", k * 0.06), dark=rect(-70, -262, 30, 280), line=0.8)
            b.canvas.stroke(round_rect(-48, -248, 96, 240, 4), shade(colour), b.line * 0.4)
            if k == 3:
                b.canvas.fill(ellipse(0, -150, 34, 42), lighten(colour, 0.45))
                b.canvas.fill(ellipse(0, -158, 15, 18), shade(colour))
                b.canvas.fill(smooth([(-26, -118), (-14, -138), (14, -138), (26, -118)]), shade(colour))
