"""Hands: a palm, four fingers and a thumb that read at a glance.

Knows one right hand that points up from the wrist at (0, 0), about 200 units long, thumb to the
left; others are mirrors and turns of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from ..canvas import Canvas
from ..path import Path, Point, smooth
from .ink import joined, mass, taper
from .tones import Skin

HandShape = Literal["relaxed", "open", "flat", "fist", "point", "grip", "pinch", "chin", "cup", "side", "tray"]


@dataclass(frozen=True, slots=True)
class Finger:
    """A finger as a bent line and its thickness."""

    line: tuple[Point, ...]
    width: float = 25.0


@dataclass(frozen=True, slots=True)
class Hand:
    """A shape of a hand.

    Args:
        palm: outline of the palm.
        back: fingers behind the palm (they hold something before it).
        front: fingers in front of the palm.
        folds: lines that part the fingers.
    """

    palm: tuple[Point, ...]
    back: tuple[Finger, ...]
    front: tuple[Finger, ...]
    folds: tuple[tuple[Point, ...], ...]


_PALM = ((-26, 8), (-40, -30), (-44, -74), (-36, -104), (0, -112), (34, -104), (42, -74), (36, -30), (26, 8))


@cache
def hand_shapes() -> MappingProxyType[str, Hand]:
    """Every shape by name."""
    return MappingProxyType(
        {
            "open": Hand(
                _PALM, (),
                (
                    Finger(((-32, -96), (-46, -146), (-54, -182)), 24),
                    Finger(((-11, -104), (-15, -160), (-17, -202)), 25),
                    Finger(((13, -104), (20, -158), (24, -196)), 25), Finger(((33, -94), (48, -136), (58, -166)), 22),
                    Finger(((-30, -30), (-62, -62), (-82, -100)), 27),
                ),
                (((-22, -100), (-21, -116)), ((1, -104), (2, -120)), ((24, -98), (27, -114)),
                ((-34, -62), (-18, -36), (-14, -8))),
            ),
            "flat": Hand(
                _PALM, (),
                (
                    Finger(((-29, -90), (-33, -140), (-30, -180)), 25),
                    Finger(((-9, -100), (-10, -160), (-8, -200)), 26),
                    Finger(((12, -100), (14, -155), (13, -194)), 25), Finger(((30, -92), (35, -134), (33, -168)), 22),
                    Finger(((-30, -26), (-52, -64), (-54, -108)), 26),
                ),
                (((-20, -92), (-21, -140), (-19, -178)), ((2, -96), (2, -150), (3, -188)),
                ((22, -92), (24, -136), (23, -166))),
            ),
            "relaxed": Hand(
                ((-22, 8), (-36, -30), (-38, -76), (-28, -104), (6, -110), (30, -98), (36, -60), (24, 8)), (),
                (
                    Finger(((24, -84), (32, -122), (20, -148)), 22), Finger(((9, -92), (16, -142), (2, -172)), 24),
                    Finger(((-9, -94), (-4, -146), (-18, -176)), 25),
                    Finger(((-24, -88), (-24, -136), (-36, -160)), 24),
                    Finger(((-26, -24), (-48, -62), (-46, -104)), 26),
                ),
                (((-16, -92), (-14, -134), (-25, -160)), ((1, -96), (7, -140), (-6, -166)),
                ((17, -90), (25, -128), (14, -148))),
            ),
            "fist": Hand(
                ((-26, 8), (-44, -28), (-48, -70), (-42, -108), (0, -122), (40, -110), (46, -72), (40, -28), (26, 8)),
                (),
                (
                    Finger(((-34, -92), (-36, -58)), 27), Finger(((-11, -98), (-12, -58)), 28),
                    Finger(((13, -98), (13, -58)), 27),
                    Finger(((34, -90), (34, -60)), 24), Finger(((-44, -34), (-22, -44), (8, -42)), 27),
                ),
                (((-23, -112), (-23, -60)), ((1, -116), (1, -60)), ((24, -110), (24, -62)),
                ((-38, -56), (-8, -60), (18, -52), (20, -40), (8, -28), (-22, -30))),
            ),
            "point": Hand(
                ((-26, 8), (-42, -28), (-46, -70), (-40, -104), (0, -112), (36, -104), (42, -72), (38, -28), (26, 8)),
                (),
                (
                    Finger(((-30, -92), (-32, -150), (-33, -206)), 25), Finger(((-9, -96), (-10, -58)), 26),
                    Finger(((13, -94), (13, -56)), 26),
                    Finger(((33, -86), (33, -56)), 23), Finger(((-42, -32), (-22, -46), (4, -46)), 26),
                ),
                (((-18, -112), (-20, -62)), ((2, -112), (2, -58)), ((23, -106), (23, -58)),
                ((-38, -54), (-8, -62), (14, -54), (15, -42), (4, -32), (-22, -32))),
            ),
            "grip": Hand(
                ((-24, 8), (-38, -26), (-40, -66), (-30, -98), (8, -106), (36, -94), (40, -56), (34, -20), (24, 8)),
                (),
                (
                    Finger(((34, -94), (0, -106), (-34, -98)), 26), Finger(((38, -72), (2, -82), (-36, -76)), 26),
                    Finger(((38, -50), (4, -58), (-32, -54)), 25),
                    Finger(((34, -30), (6, -36), (-24, -33)), 22), Finger(((-26, -20), (-54, -58), (-52, -104)), 26),
                ),
                (((34, -83), (0, -94), (-38, -88)), ((36, -61), (2, -70), (-38, -66)),
                ((34, -40), (4, -47), (-32, -44))),
            ),
            "pinch": Hand(
                ((-26, 8), (-40, -28), (-42, -72), (-32, -100), (2, -108), (34, -98), (40, -64), (34, -24), (26, 8)),
                (
                    Finger(((32, -84), (34, -116), (14, -126)), 22),
                    Finger(((14, -92), (14, -134), (-14, -144)), 24),
                    Finger(((-6, -96), (-12, -146), (-44, -158)), 25),
                    Finger(((-26, -88), (-40, -136), (-66, -152)), 25),
                ),
                (Finger(((-30, -26), (-62, -74), (-64, -136)), 26),),
                (((-16, -94), (-26, -132), (-48, -144)), ((4, -96), (2, -134), (-20, -142)),
                ((24, -88), (26, -114), (10, -122))),
            ),
            "side": Hand(
                ((-26, 8), (-42, -28), (-46, -72), (-38, -104), (0, -112), (38, -104), (46, -72), (38, -28), (26, 8)),
                (
                    Finger(((32, -100), (52, -126), (64, -134)), 25),
                    Finger(((36, -80), (58, -100), (68, -104)), 25),
                ),
                (
                    Finger(((66, -132), (46, -132)), 24),
                    Finger(((70, -104), (48, -103)), 24),
                    Finger(((66, -76), (46, -75)), 23),
                    Finger(((58, -50), (40, -50)), 21),
                    Finger(((-34, -26), (-62, -72), (-40, -116)), 26),
                ),
                (),
            ),
            "tray": Hand(
                ((-18, 8), (-30, -40), (-26, -96), (-6, -110), (14, -98), (18, -44), (18, 8)),
                (
                    Finger(((-14, -96), (-18, -142), (-6, -178)), 23),
                    Finger(((0, -98), (0, -148), (14, -188)), 25),
                ),
                (Finger(((8, -28), (30, -60), (34, -96)), 25),),
                (((-8, -98), (-9, -140), (2, -176)),),
            ),
            "chin": Hand(
                ((-26, 8), (-42, -28), (-46, -66), (-38, -100), (0, -110), (36, -102), (42, -70), (36, -26), (26, 8)),
                (),
                (
                    Finger(((-6, -96), (-26, -80), (-22, -56)), 25), Finger(((14, -94), (2, -70), (6, -52)), 25),
                    Finger(((33, -86), (28, -62), (26, -50)), 22),
                    Finger(((-28, -92), (-46, -134), (-42, -168)), 25),
                    Finger(((-30, -26), (-62, -58), (-76, -94)), 26),
                ),
                (((-16, -104), (-34, -86), (-32, -62)), ((3, -104), (-10, -76), (-6, -54)),
                ((24, -98), (16, -72), (16, -52))),
            ),
            "cup": Hand(
                ((-26, 8), (-46, -24), (-60, -60), (-58, -84), (0, -92), (56, -84), (60, -56), (44, -20), (26, 8)), (),
                (
                    Finger(((-44, -72), (-62, -98), (-66, -122)), 24),
                    Finger(((-16, -82), (-22, -112), (-22, -136)), 25), Finger(((12, -84), (16, -112), (18, -134)), 25),
                    Finger(((38, -76), (50, -100), (56, -118)), 23), Finger(((-40, -26), (-78, -44), (-98, -70)), 26),
                ),
                (((-30, -78), (-36, -100)), ((-2, -84), (-2, -108)), ((26, -80), (32, -100))),
            ),
        }
    )  # fmt: skip


def paint_hand(
    canvas: Canvas,
    shape: HandShape,
    skin: Skin,
    *,
    light: int = -1,
    nails: bool = False,
    part: Literal["all", "behind", "before"] = "all",
) -> None:
    """Draw a hand at the wrist, pointing up.

    Args:
        canvas: where to.
        shape: what the hand does.
        skin: its colours.
        light: side of the key light in the hand's own frame.
        nails: they are painted.
        part: all of it, or only what lies behind or before a thing that it holds.
    """
    hand = hand_shapes()[shape]
    palm = mass(hand.palm) if part != "before" else None
    chosen = {"all": (*hand.back, *hand.front), "behind": hand.back, "before": hand.front}[part]
    fingers = [(smooth(finger.line, closed=False, tension=0.5), finger.width) for finger in chosen]
    for path, width in fingers:
        canvas.stroke(path, skin.line, width + 8)
    if palm:
        canvas.stroke(palm, skin.line, 8)
        canvas.fill(palm, skin.base)
    for path, width in fingers:
        canvas.stroke(path, skin.base, width)
    if palm:
        with canvas.clip(palm):
            s = -light
            canvas.fill(
                mass([(s * 8, 20), (s * 18, -60), (s * 26, -130), (s * 90, -130), (s * 90, 20)]), skin.shade, 0.55
            )
        canvas.fill(joined(taper(fold, 4.2, start=0.5, end=0.2) for fold in hand.folds), skin.line, 0.85)
    if nails and part != "behind":
        canvas.fill(joined(_nail(finger.line) for finger in hand.front[:4]), skin.lip, 0.6)


def _nail(line: Sequence[Point]) -> Path:
    (ax, ay), (bx, by) = line[-2], line[-1]
    return taper(
        [(bx + (bx - ax) * 0.05, by + (by - ay) * 0.05), (bx + (bx - ax) * 0.22, by + (by - ay) * 0.22)],
        9,
        start=0.7,
        end=0.6,
    )
