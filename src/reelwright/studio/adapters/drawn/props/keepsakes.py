"""Things that people carry and give: ring, key, bag, flowers, umbrella, necklace, box, pen, medicine, toy."""

from __future__ import annotations

import math

from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, rect, round_rect, smooth
from .brush import Brush, edge, shade, shine

GOLD = "#e3b94f"
SILVER = "#cdd5df"


def ring(b: Brush) -> None:
    """A ring with a stone, held by the lower edge of its band."""
    metal = b.one_of(GOLD, SILVER, "#d99a86")
    stone = b.one_of("#bfe6f7", "#d8476a", "#4f8fe0", "#59b58a")
    band = ellipse(0, -32, 30, 32)
    b.canvas.stroke(band, edge(metal), 9 + 1.6 * b.line)
    b.canvas.stroke(band, metal, 9)
    b.canvas.stroke(Path().move(-27, -44).cubic(-18, -66, 6, -66, 14, -61), shine(metal), 4)
    b.canvas.stroke(Path().move(29, -30).cubic(29, -10, 14, 0, 0, 0), shade(metal), 6)
    gem = polygon([(-24, -84), (-13, -98), (13, -98), (24, -84), (0, -58)])
    b.cel(gem, stone, dark=polygon([(4, -84), (30, -90), (0, -50)]), line=0.8)
    b.canvas.fill(polygon([(-22, -84), (-12, -96), (-4, -84)]), "#ffffff", 0.85)
    b.mark([(-24, -84), (24, -84)], edge(stone), 0.35)


def key(b: Brush) -> None:
    """A key, teeth up, with a small tag on its ring."""
    metal = b.one_of(GOLD, SILVER, "#b07a4a")
    shaft = polygon(
        [
            (-9, -26),
            (-9, -150),
            (0, -160),
            (9, -150),
            (9, -136),
            (26, -136),
            (26, -122),
            (12, -122),
            (12, -112),
            (22, -112),
            (22, -98),
            (9, -98),
            (9, -26),
        ]
    )
    b.cel(shaft, metal, dark=rect(2, -170, 8, 150), bright=rect(-6, -146, 3, 110), line=0.8)
    bow = ellipse(0, 0, 33).add(ellipse(0, 6, 11))
    b.canvas.fill(bow, metal, even_odd=True)
    with b.canvas.clip(ellipse(0, 0, 33)):
        b.canvas.stroke(ellipse(-4, -4, 25), shine(metal), 5)
        b.canvas.stroke(ellipse(4, 5, 29), shade(metal), 9, 0.7)
    b.canvas.stroke(bow, edge(metal), b.line * 0.8)
    tag = b.one_of("#c23a4b", "#2d6fa3", "#3d8a6a", "#e0a63c")
    b.canvas.stroke(Path().move(0, 16).cubic(10, 34, 16, 40, 14, 52), SILVER, b.line * 0.8)
    with b.canvas.at(14, 50, degrees=-14):
        b.cel(round_rect(-22, 0, 44, 66, 10), tag, dark=rect(4, 0, 30, 70), line=0.8)
        b.canvas.fill(ellipse(0, 12, 5), "#fff6e0")
        b.words((-19, 20, 38, 42), "#fff6e0", 20, weight=700, centred=True)


def bag(b: Brush) -> None:
    """A handbag hanging from its handles."""
    leather = b.one_of("#8c4a2f", "#2e2a36", "#b0384a", "#c99a5e", "#3f5f56")
    for x in (-8, 8):
        handle = Path().move(-104 + x, 150).cubic(-92 + x, -52, 92 + x, -52, 104 + x, 150)
        b.canvas.stroke(handle, edge(leather), 15 + 2 * b.line)
        b.canvas.stroke(handle, shade(leather) if x < 0 else leather, 15)
    body = smooth(
        [(-180, 150), (0, 138), (180, 150), (206, 330), (190, 396), (0, 404), (-190, 396), (-206, 330)], tension=0.35
    )
    b.cel(
        body,
        leather,
        dark=smooth([(120, 120), (260, 150), (240, 420), (-200, 430), (-180, 370), (60, 366)]),
        bright=smooth([(-168, 176), (-132, 170), (-150, 290), (-182, 300)]),
    )
    flap = smooth([(-176, 150), (0, 140), (176, 150), (150, 232), (0, 268), (-150, 232)], tension=0.4)
    b.cel(
        flap, lighten(leather, 0.08), dark=smooth([(90, 140), (190, 150), (150, 240), (0, 270), (-60, 258), (80, 220)])
    )
    b.cel(round_rect(-22, 244, 44, 40, 10), GOLD, dark=rect(4, 240, 30, 50), line=0.8)
    b.canvas.stroke(polygon([(-172, 380), (172, 380)]), lighten(leather, 0.35), b.line * 0.4, dash=(12, 8))


def flowers(b: Brush) -> None:
    """A wrapped bouquet."""
    petals = b.random.choice(
        (("#e0526e", "#f49aaa"), ("#f4f0e6", "#f2d6dc"), ("#f2b84b", "#f7d98a"), ("#8f6fc4", "#c4a8e6"))
    )
    paper = b.one_of("#f3e3c8", "#cfdcd2", "#f2cdd4", "#3b3a4a")
    for x, y, lean in (
        (-150, -250, -40),
        (150, -262, 40),
        (-60, -330, -12),
        (80, -334, 16),
        (176, -180, 60),
        (-172, -176, -60),
    ):
        with b.canvas.at(x, y, degrees=lean):
            leaf = Path().move(0, 40).cubic(-34, 4, -26, -40, 0, -66).cubic(26, -40, 34, 4, 0, 40).close()
            b.cel(leaf, "#4f8a55", dark=rect(0, -80, 50, 140), line=0.7)
    b.cel(polygon([(-30, 36), (-172, -190), (-60, -232), (0, -200), (70, -236), (176, -188), (34, 36)]), shade(paper))
    spots = [(-96, -226), (96, -228), (0, -292), (-52, -276), (56, -274), (0, -212)]
    for k, (x, y) in enumerate(spots):
        _bloom(b, x, y, 56 if k == 5 else 48, petals[k % 2])
    wrap = polygon([(-30, 30), (-158, -152), (-70, -150), (0, -96), (74, -152), (160, -154), (32, 30)])
    b.cel(wrap, paper, dark=polygon([(20, 40), (10, -96), (74, -152), (160, -154), (60, 40)]))
    b.cel(
        polygon([(-30, 30), (32, 30), (66, 116), (30, 104), (0, 122), (-28, 104), (-62, 116)]),
        paper,
        dark=rect(8, 20, 80, 110),
    )
    ribbon = b.one_of("#b0384a", "#2f5d7d", "#d9a93f")
    b.cel(round_rect(-36, 14, 72, 26, 8), ribbon, line=0.8)


def _bloom(b: Brush, x: float, y: float, size: float, colour: str) -> None:
    """A rose as three whorls."""
    points = [
        (x + size * math.cos(a * math.tau / 7) * (1 + 0.06 * (a % 2)), y + size * 0.92 * math.sin(a * math.tau / 7))
        for a in range(7)
    ]
    b.cel(
        smooth(points, tension=0.75),
        colour,
        dark=ellipse(x + size * 0.4, y + size * 0.5, size * 0.9, size * 0.8),
        line=0.8,
    )
    b.canvas.fill(ellipse(x - size * 0.08, y - size * 0.1, size * 0.6, size * 0.52), mix(colour, "#ffffff", 0.18))
    line = edge(colour)
    for k, r in enumerate((0.6, 0.38, 0.18)):
        arc = (
            Path()
            .move(x - size * r, y - size * 0.08 * k)
            .cubic(x - size * r, y + size * r, x + size * r, y + size * r, x + size * r, y - size * 0.1)
        )
        b.canvas.stroke(arc, line, b.line * 0.55)


def umbrella(b: Brush) -> None:
    """An open umbrella, its canopy high above the grip."""
    cloth = b.one_of("#b0283f", "#27406e", "#2b2b38", "#e0a63c", "#3d7a6a")
    b.rod((0, -1040), (0, 60), 12, "#9aa2b0")
    hook = Path().move(0, 30).line(0, 96).cubic(0, 150, 70, 150, 70, 96)
    b.canvas.stroke(hook, edge("#7c4a2a"), 26 + 2 * b.line)
    b.canvas.stroke(hook, "#7c4a2a", 26)
    b.canvas.stroke(hook.moved(-5, -4), lighten("#7c4a2a", 0.35), 6)
    b.cel(_canopy_underside(), darken(shade(cloth), 0.35), line=0.9)
    for x in (-400, -190, 190, 400):
        b.mark([(0, -960), (x, -842)], "#c8ced8", 0.5)
    top = _canopy()
    b.cel(
        top,
        cloth,
        dark=Path()
        .move(90, -1160)
        .cubic(420, -1100, 560, -960, 560, -820)
        .line(240, -850)
        .cubic(250, -1000, 180, -1100, 90, -1160)
        .close(),
        bright=Path()
        .move(-120, -1120)
        .cubic(-300, -1060, -400, -980, -440, -890)
        .line(-400, -890)
        .cubic(-360, -970, -250, -1060, -120, -1120)
        .close(),
    )
    for x in (-275, 275):
        b.canvas.stroke(
            Path().move(0, -1170).cubic(x * 0.6, -1140, x * 0.95, -1000, x, -866), edge(cloth), b.line * 0.6
        )
    b.canvas.stroke(Path().move(0, -1170).line(0, -866), edge(cloth), b.line * 0.5)
    b.rod((0, -1170), (0, -1212), 12, "#9aa2b0", bright=False)


def _canopy() -> Path:
    path = Path().move(-550, -830).cubic(-540, -1040, -260, -1172, 0, -1174).cubic(260, -1172, 540, -1040, 550, -830)
    for right, left in ((550, 275), (275, 0), (0, -275), (-275, -550)):
        path.quad((right + left) / 2, -898, left, -830 if left == -550 else -862)
    return path.close()


def _canopy_underside() -> Path:
    return (
        Path().move(-550, -830).cubic(-300, -910, 300, -910, 550, -830).cubic(300, -800, -300, -800, -550, -830).close()
    )


def necklace(b: Brush) -> None:
    """A necklace hanging from the fingers."""
    metal = b.one_of(GOLD, SILVER)
    chain = Path().move(-16, 0).cubic(-90, 90, -60, 190, 0, 214).cubic(60, 190, 90, 90, 16, 0)
    b.canvas.stroke(chain, edge(metal), 4 + b.line)
    b.canvas.stroke(chain, metal, 6)
    b.canvas.stroke(chain, shine(metal), 6, dash=(1, 12))
    stone = b.one_of("#4f8fe0", "#d8476a", "#59b58a", "#b58fe0")
    drop = Path().move(0, 208).cubic(-34, 252, -24, 282, 0, 284).cubic(24, 282, 34, 252, 0, 208).close()
    b.cel(drop, stone, dark=rect(4, 200, 40, 100), bright=ellipse(-9, 258, 6, 10))


def box(b: Brush) -> None:
    """A gift box with a ribbon."""
    colour, ribbon = b.random.choice(
        (("#d8475c", "#f7e6b0"), ("#2f6f8f", "#f2f2ea"), ("#f2e3c0", "#b0384a"), ("#4a3f6b", "#e3b94f"))
    )
    b.cel(
        rect(-116, -168, 232, 172),
        colour,
        dark=polygon([(60, -170), (130, -170), (130, 10), (-130, 10), (-130, -16), (40, -16)]),
    )
    b.cel(rect(-22, -168, 44, 172), ribbon, dark=rect(6, -170, 20, 180), line=0.7)
    b.cel(
        round_rect(-130, -212, 260, 56, 6),
        lighten(colour, 0.1),
        dark=rect(60, -220, 90, 80),
        bright=rect(-116, -204, 70, 10),
    )
    b.cel(rect(-24, -212, 48, 56), ribbon, line=0.7)
    for side in (-1, 1):
        loop = (
            Path()
            .move(0, -214)
            .cubic(side * 40, -290, side * 120, -280, side * 92, -232)
            .cubic(side * 76, -212, side * 30, -210, 0, -214)
            .close()
        )
        b.cel(loop, ribbon, dark=ellipse(side * 60, -226, 40, 18))
    b.cel(ellipse(0, -218, 18, 15), ribbon, line=0.9)


def pen(b: Brush) -> None:
    """A fountain pen, nib down."""
    colour = b.one_of("#2b2f4a", "#7a2440", "#1e5b46", "#2a2a2e")
    with b.canvas.at(degrees=32):
        b.cel(polygon([(-9, 58), (9, 58), (0, 96)]), GOLD, line=0.7)
        b.cel(polygon([(-13, 20), (13, 20), (9, 60), (-9, 60)]), "#33333f", line=0.8)
        b.cel(round_rect(-15, -166, 30, 190, 12), colour, dark=rect(4, -170, 20, 200), bright=rect(-9, -150, 5, 150))
        b.cel(rect(-16, -20, 32, 14), GOLD, line=0.6)
        b.cel(round_rect(7, -150, 9, 84, 4), GOLD, line=0.5)


def medicine(b: Brush) -> None:
    """A bottle of pills with a label."""
    amber = b.one_of("#d9822b", "#c96a2a", "#f2f2ee")
    b.cel(round_rect(-46, -118, 92, 140, 14), amber, dark=rect(16, -120, 50, 160), bright=rect(-38, -108, 8, 110))
    b.cel(rect(-46, -84, 92, 76), "#fdfbf4", dark=rect(24, -90, 40, 90), line=0.6)
    if b.fine and b.writing:
        b.canvas.fill(rect(-46, -84, 92, 11), "#2d5f9a")
        b.words((-39, -72, 78, 58), "#26304a", 15, weight=600, marked=True)
    else:
        b.mark([(-32, -66), (16, -66)], "#2d5f9a", 1.3)
        for y in (-46, -32):
            b.mark([(-32, y), (24, y)], "#77778a", 0.6)
        b.canvas.fill(rect(14, -28, 22, 7), "#c23a4b")
        b.canvas.fill(rect(21.5, -35.5, 7, 22), "#c23a4b")
    b.cel(round_rect(-50, -156, 100, 42, 8), "#f4f2ec", dark=rect(16, -160, 50, 50))
    for x in range(-38, 40, 12):
        b.mark([(x, -148), (x, -122)], "#b8b4b0", 0.4)


def toy(b: Brush) -> None:
    """A teddy bear."""
    fur = b.one_of("#b07a4a", "#c99a6a", "#8f6a5a", "#d8b8a0")
    light = lighten(fur, 0.45)
    for x in (-66, 66):
        b.cel(ellipse(x, -14, 46, 36), fur, dark=ellipse(x + 14, 6, 46, 30))
        b.canvas.fill(ellipse(x, -12, 22, 18), light)
    for x, y in ((-92, -100), (92, -100)):
        b.cel(ellipse(x, y, 30, 44).rotated(40 if x < 0 else -40, x, y), fur, dark=ellipse(x + 14, y + 20, 30, 34))
    b.cel(ellipse(0, -72, 78, 84), fur, dark=ellipse(34, -40, 80, 84))
    b.canvas.fill(ellipse(0, -62, 46, 52), light)
    for x in (-62, 62):
        b.cel(ellipse(x, -252, 32), fur)
        b.canvas.fill(ellipse(x, -250, 17), light)
    b.cel(ellipse(0, -194, 88, 78), fur, dark=ellipse(34, -150, 96, 60), bright=ellipse(-44, -234, 20, 12))
    b.canvas.fill(ellipse(0, -170, 36, 28), light)
    for x in (-36, 36):
        b.canvas.fill(ellipse(x, -204, 10), "#1c1418")
        b.canvas.fill(ellipse(x - 3, -207, 3.5), "#ffffff")
    b.canvas.fill(ellipse(0, -184, 13, 9), "#2a1a1c")
    b.canvas.stroke(Path().move(-16, -162).cubic(-10, -150, 10, -150, 16, -162), "#2a1a1c", b.line * 0.6)
    bow = b.one_of("#c23a4b", "#2d6fa3", "#e0a63c")
    for s in (-1, 1):
        b.cel(polygon([(0, -128), (s * 42, -148), (s * 42, -106)]), bow, line=0.8)
    b.cel(ellipse(0, -127, 11), bow, line=0.8)
