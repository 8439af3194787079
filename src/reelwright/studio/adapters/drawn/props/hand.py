"""Hands seen close to, holding a thing: the palm behind it, fingers and thumb before it.

Knows skin, sleeves and the four ways to hold. Refuses to know what is held: it is told only how big.
Units are those of the stage; (0, 0) is the middle of the thing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, Literal

from ..canvas import Canvas
from ..colour import darken, lighten, mix
from ..path import Path, Point, ellipse, polygon, rect, round_rect, smooth

_LINE: Final = 7.5
Arm = Literal["long", "wide", "bare"]
"""What the forearm wears: a sleeve with a cuff, a wide sleeve that opens like a bell, or nothing."""
_FLOOR: Final = 2000.0  # beyond the frame, wherever the thing is and however the arm is turned


@dataclass(frozen=True, slots=True)
class Hand:
    """One person's hand: the colours of skin and sleeve, where the light comes from, and the kind of sleeve."""

    skin: str
    sleeve: str
    side: int = -1
    arm: Arm = "long"

    @property
    def dark(self) -> str:
        """Skin in shadow."""
        return mix(darken(self.skin, 0.08), "#b0506a", 0.3)

    @property
    def line(self) -> str:
        """The line around skin."""
        return mix(darken(self.skin, 0.62), "#5a1f30", 0.4)


def _spine(points: list[Point], steps: int = 6) -> list[Point]:
    """Points along a soft curve through these points."""
    padded = [points[0], *points, points[-1]]
    found: list[Point] = []
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for k in range(steps):
            t = k / steps
            found.append(
                (
                    _catmull(before[0], here[0], there[0], after[0], t),
                    _catmull(before[1], here[1], there[1], after[1], t),
                )
            )
    return [*found, points[-1]]


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)


def limb(points: list[Point], widths: tuple[float, ...]) -> list[Point]:
    """The outline of a finger or arm: up one side of its spine, round the tip, down the other.

    Args:
        points: the spine from root to tip.
        widths: half the width at the root, evenly on to the tip.
    """
    spine = _spine(points)
    last = len(spine) - 1
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(spine):
        (x0, y0), (x1, y1) = spine[max(0, i - 1)], spine[min(last, i + 1)]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        nx, ny = (y1 - y0) / length, -(x1 - x0) / length
        place = i / last * (len(widths) - 1)
        k = min(int(place), len(widths) - 2)
        half = widths[k] + (widths[k + 1] - widths[k]) * (place - k)
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    (x0, y0), (x1, y1) = spine[-2], spine[-1]
    heading = math.atan2(y1 - y0, x1 - x0)
    r = widths[-1]
    cap = [(x1 + r * math.cos(heading + a), y1 + r * math.sin(heading + a)) for a in (-1.0, -0.5, 0.0, 0.5, 1.0)]
    return [*left, *cap, *reversed(right)]


def _shaded(canvas: Canvas, hand: Hand, form: Path, lit: Path) -> None:
    """Skin with a shadow where a form is not covered by its lit part.

    The shadow goes over the skin and not the other way round, so that no dark hair line stays at the edge.
    """
    canvas.fill(form, hand.skin)
    with canvas.clip(form):
        left, top, right, bottom = lit.bounds()
        around = rect(left - 200, top - 200, right - left + 400, bottom - top + 400)
        canvas.fill(around.add(lit), hand.dark, even_odd=True)


def draw_limb(
    canvas: Canvas,
    hand: Hand,
    points: list[Point],
    widths: tuple[float, ...],
    *,
    nail: bool = False,
    bare: float = 0.11,
) -> None:
    """A finger whose root flows into the hand: a share ``bare`` of its outline on either side has no line."""
    outline = limb(points, widths)
    form = smooth(outline)
    (x0, y0), (x1, y1) = points[:2]
    # Wider than the form at its root, so that the shadow runs out there and does not end in a corner.
    root = (widths[0] * 1.7, widths[0] * 1.36)
    deeper = smooth(limb([(x0 + (x0 - x1) * 0.7, y0 + (y0 - y1) * 0.7), *points], (*root, *widths[1:])))
    _shaded(canvas, hand, form, deeper.moved(hand.side * widths[0] * 0.3, -widths[0] * 0.12))
    skipped = max(1, round(len(outline) * bare))
    canvas.stroke(smooth(outline[skipped:-skipped], closed=False), hand.line, _LINE)
    if nail:
        _nail(canvas, hand, points, widths[-1])


def _nail(canvas: Canvas, hand: Hand, points: list[Point], half: float) -> None:
    (x0, y0), (x1, y1) = _spine(points)[-4], points[-1]
    degrees = math.degrees(math.atan2(y1 - y0, x1 - x0)) + 90
    with canvas.at(x1, y1, degrees=degrees):
        nail = ellipse(0, -half * 0.28, half * 0.56, half * 0.74)
        canvas.fill(nail, mix(lighten(hand.skin, 0.35), "#f2a0a8", 0.34))
        canvas.fill(ellipse(-half * 0.16, -half * 0.46, half * 0.16, half * 0.34), "#ffffff", 0.6)
        canvas.stroke(nail, hand.line, _LINE * 0.5, 0.7)


def draw_palm(canvas: Canvas, hand: Hand, points: list[Point], *, tension: float = 0.5) -> None:
    """A closed mass of skin."""
    form = smooth(points, tension=tension)
    _shaded(canvas, hand, form, form.moved(hand.side * 34, -14))
    canvas.stroke(form, hand.line, _LINE)


def draw_arm(canvas: Canvas, hand: Hand, wrist: Point, elbow: Point, half: float) -> None:
    """A forearm from the wrist to below the frame, bare or in its sleeve."""
    (x, y), (ex, ey) = wrist, elbow
    length = math.hypot(ex - x, ey - y)
    with canvas.at(x, y, degrees=math.degrees(math.atan2(ey - y, ex - x)) - 90):
        if hand.arm == "long":
            _sleeve(canvas, hand, half, length)
            return
        _bare_arm(canvas, hand, half, length)
        if hand.arm == "wide":
            _wide_sleeve(canvas, hand, half, length)


def _bare_arm(canvas: Canvas, hand: Hand, half: float, length: float) -> None:
    """Skin that goes on where the palm ends; only its sides have a line, so that the wrist is one piece."""
    edge = [(half * 0.86, 34), (half * 0.98, 84), (half * 0.98, 200), (half * 1.06, length * 0.5), (half * 1.2, length)]
    root = [(-half * 0.5, -10), (half * 0.5, -10)]
    form = smooth([*_mirrored(edge), *root, *edge], tension=0.3)
    _shaded(canvas, hand, form, form.moved(hand.side * 34, -60))
    for side in (-1, 1):
        canvas.stroke(smooth([(side * x, y) for x, y in edge], closed=False, tension=0.3), hand.line, _LINE)


def _cloth(hand: Hand) -> tuple[str, str, str]:
    """The sleeve's colours: in the light, in the shade, and the line around it."""
    dark = mix(darken(hand.sleeve, 0.24), "#2a1c4e", 0.25)
    return hand.sleeve, dark, mix(darken(hand.sleeve, 0.66), "#180c20", 0.5)


def _tube(canvas: Canvas, hand: Hand, arm: Path, half: float, length: float) -> None:
    """Cloth around an arm, its shaded side and its folds."""
    base, dark, line = _cloth(hand)
    canvas.fill(arm, base)
    with canvas.clip(arm):
        s = hand.side * half
        canvas.fill(polygon([(-s * 0.4, 0), (-s * 3, 0), (-s * 3, length), (-s * 0.2, length)]), dark)
        for k in range(3):
            top = 150 + k * 120
            fold = Path().move(-half * 1.5, top).cubic(-half * 0.6, top + 46, 0, top + 40, half * 0.5, top - 6)
            canvas.stroke(fold, line, 5, 0.5)
    canvas.stroke(arm, line, _LINE)


def _sleeve(canvas: Canvas, hand: Hand, half: float, length: float) -> None:
    edge = [(half, 30), (half * 1.3, length * 0.5), (half * 1.5, length)]
    _tube(canvas, hand, smooth([*_mirrored(edge), *edge], tension=0.3), half, length)
    cuff = smooth(
        [(-half * 1.1, -8), (0, 6), (half * 1.1, -8), (half * 1.16, 74), (0, 90), (-half * 1.16, 74)], tension=0.35
    )
    canvas.fill(cuff, lighten(hand.sleeve, 0.1))
    with canvas.clip(cuff):
        canvas.fill(cuff.moved(-hand.side * half * 1.2, 0), mix(darken(hand.sleeve, 0.16), "#2a1c4e", 0.2))
    canvas.stroke(cuff, _cloth(hand)[2], _LINE)
    canvas.fill(ellipse(half * 0.66, 44, 11), lighten(hand.sleeve, 0.4))


def _wide_sleeve(canvas: Canvas, hand: Hand, half: float, length: float) -> None:
    """A sleeve that opens around the forearm: its dark inside, and a border along the edge."""
    _, dark, line = _cloth(hand)
    mouth = ellipse(0, 170, half * 1.9, 66)
    edge = [(half * 1.9, 170), (half * 2.0, length * 0.5), (half * 2.1, length)]
    _tube(canvas, hand, smooth([*_mirrored(edge), (0, 236), *edge], tension=0.3), half * 1.5, length)
    canvas.stroke(Path().move(-half * 1.9, 176).quad(0, 296, half * 1.9, 176), lighten(hand.sleeve, 0.55), 26)
    canvas.fill(mouth, darken(dark, 0.4))
    canvas.stroke(mouth, line, _LINE)
    w = half * 1.9
    front = Path().move(-w, 170).cubic(-w, 206, -w * 0.55, 236, 0, 236).cubic(w * 0.55, 236, w, 206, w, 170)
    with canvas.clip(Path().add(front).line(w, -100).line(-w, -100).close()):  # before the far edge, behind the near
        _bare_arm(canvas, hand, half, length)
    canvas.stroke(front, line, _LINE)


def _mirrored(edge: list[Point]) -> list[Point]:
    return [(-x, y) for x, y in reversed(edge)]


# --- one hand around a flat upright thing, as a telephone is held ----------------------------------


def palm_behind(canvas: Canvas, hand: Hand, half: float, bottom: float) -> None:
    """Forearm, wrist and palm behind a flat thing of this half width, whose lower edge is at ``bottom``."""
    palm = [
        (half - 60, bottom - 470), (half + 58, bottom - 370), (half + 84, bottom - 230), (half + 56, bottom - 90),
        (half - 20, bottom + 60), (half - 92, bottom + 180), (half - 110, bottom + 330), (half - 370, bottom + 330),
        (half - 400, bottom + 180), (half - 470, bottom + 60), (-half + 50, bottom - 120), (-half + 60, bottom - 420),
    ]  # fmt: skip
    draw_palm(canvas, hand, palm)
    crease = (
        Path()
        .move(half - 120, bottom + 20)
        .cubic(half - 190, bottom + 60, half - 200, bottom + 120, half - 190, bottom + 170)
    )
    canvas.stroke(crease, hand.line, 5, 0.7)
    draw_arm(canvas, hand, (half - 240, bottom + 255), (half - 150, _FLOOR), 160)


def fingers_before(canvas: Canvas, hand: Hand, half: float, bottom: float) -> None:
    """The thumb along the near edge and four finger tips around the far one."""
    thumb = [
        (half - 190, bottom + 170), (half - 62, bottom + 20), (half + 36, bottom - 180), (half + 34, bottom - 345),
        (half - 14, bottom - 460),
    ]  # fmt: skip
    draw_limb(canvas, hand, thumb, (56, 84, 66, 51, 38), nail=True, bare=0.07)
    for k, reach in enumerate((24, 36, 32, 18)):
        y = bottom - 520 + k * 116
        form = round_rect(-half - 62, y - 50, 86 + reach, 102, 50).rotated(-9, -half, y)
        _shaded(canvas, hand, form, form.moved(hand.side * 14, -18))
        canvas.stroke(form, hand.line, _LINE)


# --- both hands at the lower corners of a sheet ----------------------------------------------------


def hands_behind_sheet(canvas: Canvas, hand: Hand, half: float, bottom: float) -> None:
    """Two hands whose fingers are behind a sheet's lower corners."""
    for mirror in (1, -1):
        with canvas.at(scale=mirror, scale_y=1):
            lit = replace(hand, side=hand.side * mirror)
            draw_palm(canvas, lit, [
                (half - 60, bottom - 260), (half + 36, bottom - 210), (half + 62, bottom - 110),
                (half + 74, bottom + 10), (half + 66, bottom + 130), (half + 30, bottom + 250),
                (half + 20, bottom + 400), (half - 200, bottom + 400), (half - 220, bottom + 240),
                (half - 240, bottom + 110), (half - 220, bottom - 60),
            ])  # fmt: skip
            for edge, y in ((52, bottom - 128), (64, bottom - 36), (68, bottom + 56)):
                canvas.stroke(Path().move(half + edge, y).quad(half + 38, y + 8, half + 8, y + 2), lit.line, 6)
            draw_arm(canvas, lit, (half - 92, bottom + 330), (half - 20, _FLOOR), 142)


def thumbs_before_sheet(canvas: Canvas, hand: Hand, half: float, bottom: float) -> None:
    """Two thumbs that lie on a sheet's lower corners."""
    for mirror in (1, -1):
        with canvas.at(scale=mirror, scale_y=1):
            lit = replace(hand, side=hand.side * mirror)
            thumb = [
                (half - 66, bottom + 190),
                (half - 84, bottom + 80),
                (half - 104, bottom),
                (half - 136, bottom - 84),
            ]
            draw_limb(canvas, lit, thumb, (84, 62, 54, 41), nail=True)


# --- thumb and first finger around a small thing ---------------------------------------------------


def pinch_behind(canvas: Canvas, hand: Hand) -> None:
    """The hand behind a small thing that is pinched at (0, 0): first finger, curled fingers, palm, sleeve."""
    draw_palm(canvas, hand, [
        (330, 110), (420, 210), (440, 380), (390, 540), (330, 640), (320, 800), (60, 800), (70, 640), (40, 500),
        (80, 330), (190, 190),
    ])  # fmt: skip
    draw_arm(canvas, hand, (196, 700), (300, _FLOOR), 156)
    for k in (2, 1, 0):
        y = 232 + k * 98
        draw_limb(
            canvas,
            hand,
            [(360 - k * 8, y + 24), (250, y - 12), (150 + k * 12, y + 30), (136 + k * 14, y + 66)],
            (58, 54, 48, 40),
        )
    draw_limb(canvas, hand, [(350, 330), (322, 128), (180, 28), (70, 14), (10, -6)], (60, 70, 55, 47, 36))
    canvas.stroke(Path().move(176, -18).quad(192, 12, 184, 40), hand.line, 5, 0.6)


def pinch_before(canvas: Canvas, hand: Hand) -> None:
    """The thumb before a small thing that is pinched at (0, 0)."""
    draw_limb(
        canvas,
        hand,
        [(170, 560), (112, 370), (64, 190), (26, 90), (-4, 22)],
        (92, 78, 60, 54, 40),
        nail=True,
        bare=0.06,
    )


# --- a fist around a handle ------------------------------------------------------------------------


def fist_behind(canvas: Canvas, hand: Hand) -> None:
    """The palm and arm behind an upright handle at (0, 0)."""
    draw_palm(canvas, hand, [
        (60, -190), (170, -160), (226, -40), (232, 120), (214, 260), (200, 430), (-30, 430), (-40, 280), (-60, 160),
        (-40, -120),
    ])  # fmt: skip
    draw_arm(canvas, hand, (86, 350), (170, _FLOOR), 150)


def fist_before(canvas: Canvas, hand: Hand) -> None:
    """Four fingers and the thumb around an upright handle at (0, 0)."""
    for k in (3, 2, 1, 0):
        y = -128 + k * 92
        draw_limb(
            canvas, hand, [(196 - k * 4, y + 24), (90, y - 8), (-30, y + 2), (-78 + k * 6, y + 34)], (58, 54, 50, 42)
        )
    draw_limb(canvas, hand, [(170, -110), (96, -196), (6, -222), (-66, -198)], (62, 56, 50, 40), nail=True)


# --- a palm under a thing --------------------------------------------------------------------------


def palm_under(canvas: Canvas, hand: Hand, half: float) -> None:
    """An open hand below a thing of this half width that stands at y = 0: palm, wrist and sleeve."""
    draw_palm(canvas, hand, [
        (-half - 40, -20), (-half * 0.4, 10), (half * 0.5, 0), (half + 10, 20), (half + 20, 110),
        (max(half * 0.66, 158), 230), (170, 330), (160, 480), (-110, 480), (-120, 330),
        (min(-half * 0.66, -146), 220), (-half - 70, 90),
    ])  # fmt: skip
    draw_arm(canvas, hand, (24, 410), (70, _FLOOR), 156)


def fingers_under(canvas: Canvas, hand: Hand, half: float) -> None:
    """Finger tips that come up on the left of a thing that stands on a palm, and the thumb on its right."""
    for k in (3, 2, 1, 0):
        x = -half + 66 + k * (half * 0.34)
        draw_limb(
            canvas,
            hand,
            [(min(x + 108, max(40.0, half * 0.4)), 186 + k * 12), (x + 24, 140), (x - 16, 70), (x - 10, -8 + k * 9)],
            (56, 55, 52, 42),
        )
    draw_limb(
        canvas,
        hand,
        [(min(86.0, half * 0.36), 232), (half * 0.66, 140), (half + 6, 20), (half - 6, -90)],
        (74, 66, 54, 40),
        nail=True,
    )
