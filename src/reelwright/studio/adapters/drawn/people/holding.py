"""Holding: how a hand takes a prop, and which hand has it while a gesture is made.

Knows grips by the name that the props give them. Asks the props only when something is held.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import Gesture

from ..path import Point
from .gestures import BARE, Arm
from .hands import HandShape


@dataclass(frozen=True, slots=True)
class Grip:
    """How a hand takes a thing.

    Args:
        shape: of the hand.
        point: where the prop's own origin lies on the hand.
        around: the whole hand closes around the prop, so that it is drawn after it.
        seen: share of the prop's width that is seen, less than 1 when it is turned away from the camera.
    """

    shape: HandShape
    point: Point
    around: bool = False
    seen: float = 1.0


_GRIPS: Final[dict[str, Grip]] = {
    "side": Grip("side", (-4.0, -98.0)),
    "under": Grip("tray", (16.0, -92.0)),
    "handle": Grip("grip", (0.0, -62.0), around=True),
    "pinch": Grip("pinch", (-56.0, -142.0)),
}
CLOTH: Final = "cloth"
"""What a hand has that wipes: no prop of the catalogue, and drawn with the hand."""
_UNDER_PALM: Final = Grip("flat", (0.0, -104.0), around=True)
_AT_EAR: Final = Grip("grip", (10.0, -96.0), around=True, seen=0.5)
_BUSY: Final = frozenset(
    {Gesture.CROSS_ARMS, Gesture.HANDS_ON_HIPS, Gesture.SHRUG, Gesture.PRAY, Gesture.DANCE, Gesture.HUG, Gesture.BOW}
)


def in_hands(gesture: Gesture, holds: str) -> tuple[str, str]:
    """What the leading and the other hand have, "" for nothing."""
    if gesture is Gesture.EAT:
        return "chopsticks", holds or "bowl"
    if gesture is Gesture.WIPE:
        return CLOTH, ""
    if gesture is Gesture.POUR:
        return holds or "bottle", "cup"
    if gesture is Gesture.WRITE:
        return "pen", ""
    if gesture in _BUSY:
        return "", ""
    return ("", holds) if gesture in BARE else (holds, "")


def grip_name(kind: str) -> str:
    """The name of the grip that a prop asks for."""
    try:
        from ..props import PROP_GRIP  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - props are asked only when something is held
    except ImportError:
        return "side"
    return str(PROP_GRIP.get(kind, "side"))


def stays_upright(kind: str) -> bool:
    """Whether a prop hangs or stands upright however the hand is turned."""
    try:
        from ..props import PROP_UPRIGHT  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415
    except ImportError:
        return False
    return kind in PROP_UPRIGHT


def grip_for(gesture: Gesture, kind: str) -> Grip:
    """The grip of a prop during a gesture."""
    if gesture is Gesture.PHONE_TO_EAR:
        return _AT_EAR
    if kind == CLOTH:
        return _UNDER_PALM
    return _GRIPS.get(grip_name(kind), _GRIPS["side"])


def taking(arm: Arm, gesture: Gesture, kind: str) -> Arm:
    """The arm with its hand closed on a prop."""
    grip = grip_for(gesture, kind)
    if grip.shape == "tray":  # the palm turns up
        outwards = gesture in {Gesture.OFFER, Gesture.HAND_OVER, Gesture.POINT, Gesture.WAVE}
        return replace(arm, hand=grip.shape, angle=arm.side * (80.0 if outwards else -82.0), flip=outwards)
    return replace(arm, hand=grip.shape)


def prop_place(arm: Arm, grip: Grip, kind: str, size: float) -> tuple[Point, float]:
    """Where a prop's origin lies and how far it is turned."""
    a = math.radians(arm.angle)
    x = grip.point[0] * size * arm.side * (-1 if arm.flip else 1)
    y = grip.point[1] * size
    place = (arm.wrist[0] + x * math.cos(a) - y * math.sin(a), arm.wrist[1] + x * math.sin(a) + y * math.cos(a))
    return place, 0.0 if grip.shape == "tray" or stays_upright(kind) else arm.angle
