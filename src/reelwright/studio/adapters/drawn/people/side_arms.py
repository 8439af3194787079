"""Arms seen from the side: two bones that reach forward for a point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from reelwright.film import Gesture

from ..path import Point
from .gestures import Arm
from .hands import HandShape
from .ink import lerp
from .proportions import Body

LEAN: Final = -34.0
"""The x of the trunk's middle: it stands behind the face."""
CUP_BEFORE: Final = 250.0
"""How far before the face of somebody in profile their cup stands, in figure units."""

_FOLDED: Final = frozenset(
    {
        Gesture.COVER_MOUTH,
        Gesture.CROSS_ARMS,
        Gesture.HAND_ON_CHEST,
        Gesture.PHONE_TO_EAR,
        Gesture.THINK,
        Gesture.PRAY,
        Gesture.CLENCH,
        Gesture.TURN_AWAY,
        Gesture.WEEP,
    }
)
_ACROSS: Final = frozenset(
    {Gesture.HOLD, Gesture.OFFER, Gesture.HAND_OVER, Gesture.RECEIVE, Gesture.POINT, Gesture.SLAP}
)
_ON_OWN_SIDE: Final = 0.95
"""How far before the body hands go over a table, in shoulder widths, that are meant for nobody across it."""
_EMPTY_HANDED: Final = 1.34
"""The same for a hand that offers nothing but itself: it does not run into what the other one holds."""
REACHES: Final[
    dict[Gesture, tuple[float, float, float, HandShape]]
] = {  # forward in shoulder widths, y as in gestures, turn, hand
    Gesture.HOLD: (1.3, 0.62, 40, "grip"),
    Gesture.OFFER: (2.1, 0.5, 76, "cup"),
    Gesture.POINT: (2.5, 0.12, 84, "point"),
    Gesture.COVER_MOUTH: (0.66, -0.06, -14, "flat"),
    Gesture.CROSS_ARMS: (0.6, 0.6, 74, "fist"),
    Gesture.HAND_ON_CHEST: (0.66, 0.34, -40, "flat"),
    Gesture.HANDS_ON_HIPS: (0.12, 1.12, 120, "fist"),
    Gesture.SHRUG: (1.5, 0.5, 50, "cup"),
    Gesture.WAVE: (1.3, -0.5, 8, "open"),
    Gesture.PHONE_TO_EAR: (0.14, -0.32, -14, "grip"),
    Gesture.THINK: (0.52, -0.08, 4, "chin"),
    Gesture.CLENCH: (1.1, 0.06, 10, "fist"),
    Gesture.PRAY: (0.9, 0.3, 6, "flat"),
    Gesture.SLAP: (2.2, -0.2, 72, "flat"),
    Gesture.TURN_AWAY: (0.56, 0.5, -24, "relaxed"),
    Gesture.EAT: (0.7, -0.04, -8, "pinch"),
    Gesture.DRINK: (0.64, -0.1, 12, "side"),
    Gesture.PUT_DOWN: (1.7, 1.0, 96, "grip"),
    Gesture.PICK_UP: (1.6, 1.06, 104, "pinch"),
    Gesture.HAND_OVER: (2.1, 0.5, 76, "grip"),
    Gesture.RECEIVE: (2.0, 0.62, 90, "cup"),
    Gesture.DANCE: (1.3, -0.4, 8, "open"),
    Gesture.WIPE: (1.5, 1.22, 96, "flat"),
    Gesture.KNOCK: (1.9, -0.16, 30, "fist"),
    Gesture.POUR: (1.8, 0.34, 104, "grip"),
    Gesture.HUG: (1.7, 0.26, 74, "flat"),
    Gesture.READ: (1.0, 0.54, 24, "grip"),
    Gesture.TYPE: (1.16, 0.76, 58, "point"),
    Gesture.WRITE: (1.3, 1.1, 110, "pinch"),
    Gesture.BOW: (0.5, 1.5, 160, "flat"),
    Gesture.WEEP: (0.5, -0.34, -8, "flat"),
}


def _side(body: Body, x: float, y: float) -> Point:
    return LEAN + x * body.shoulder, body.shoulder_y + y * (body.waist_y - body.shoulder_y)


@dataclass(frozen=True, slots=True)
class Laid:
    """A table that the near arm lies on: y of its top in figure units, and what the hand does there by itself."""

    table: float
    rest: str


def side_arm(body: Body, gesture: Gesture, holds: str, reach: float, *, laid: Laid | None = None) -> Arm:
    """The near arm seen from the side, by its two bones; one that is ``laid`` rests on a table."""
    shoulder = (LEAN - 8, body.shoulder_y + body.arm * 1.3)
    if laid and gesture not in REACHES and not holds:
        return _on_table(body, shoulder, laid)
    rest = _on_table(body, shoulder, laid).wrist if laid else _side(body, 0.12, 1.84)
    share = max(0.0, min(1.0, reach))
    if gesture in REACHES:
        x, y, angle, shape = REACHES[gesture]
        if laid and gesture not in _ACROSS:
            x = min(x, _ON_OWN_SIDE)
        elif laid and gesture is Gesture.OFFER and not holds:
            x = min(x, _EMPTY_HANDED)
        target = _side(body, x, y)
    else:
        x, y, angle, shape = 0.12, 1.84, 176.0, "grip" if holds else "relaxed"
        target = rest
    wrist = (lerp(rest[0], target[0], share) + 120 * body.scale * share * (1 - share), lerp(rest[1], target[1], share))
    elbow, wrist = _bend(shoulder, wrist, body.upper_arm, body.forearm)
    if gesture in _FOLDED:  # the elbow points at the camera as well as down: the bones look short
        hung = (shoulder[0] + body.upper_arm * 0.36, shoulder[1] + body.upper_arm * 0.66)
        elbow = (lerp(elbow[0], hung[0], share), lerp(elbow[1], hung[1], share))
    if laid:
        elbow = (elbow[0], min(elbow[1], laid.table - 14 * body.scale))  # it lies on the wood
    hand: HandShape = shape if share > 0.3 or gesture not in REACHES else "relaxed"
    return Arm(1, shoulder, elbow, wrist, lerp(176, angle, share), hand, gesture in REACHES)


def _on_table(body: Body, shoulder: Point, laid: Laid) -> Arm:
    """The forearm along the wood, the elbow at its edge; around the cup that stands there it is shorter."""
    s, cup = body.scale, laid.rest == "cup"
    elbow = (LEAN + 34 * s, laid.table - 26 * s)
    far = CUP_BEFORE - 74 * body.hand if cup else LEAN + 34 * s + body.forearm * (0.5 if laid.rest == "fist" else 0.62)
    shape: HandShape = "grip" if cup else "fist" if laid.rest == "fist" else "relaxed"
    return Arm(1, shoulder, elbow, (far, laid.table - (46 if cup else 8) * s), 74 if cup else 92, shape, True)


def _bend(shoulder: Point, wrist: Point, upper: float, fore: float) -> tuple[Point, Point]:
    """Elbow and wrist of two bones that reach for a point, the elbow hanging down."""
    dx, dy = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    far = math.hypot(dx, dy) or 1.0
    d = min(max(far, abs(upper - fore) + 8), upper + fore - 4)
    if far > d:
        wrist = (shoulder[0] + dx / far * d, shoulder[1] + dy / far * d)
    if far < d and far < upper * 0.9:  # too near for straight bones: the elbow points at the camera
        k = 0.62
        upper, fore = upper * k + far * (1 - k) * 0.4, fore * k + far * (1 - k)
        d = min(max(far, abs(upper - fore) + 4), upper + fore - 4)
    base = math.atan2(dy, dx)
    cosine = max(-1.0, min(1.0, (upper * upper + d * d - fore * fore) / (2 * upper * d)))
    spread = math.acos(cosine)
    options = [
        (shoulder[0] + math.cos(base + s * spread) * upper, shoulder[1] + math.sin(base + s * spread) * upper)
        for s in (-1, 1)
    ]
    straight_down = wrist[1] > shoulder[1] + upper
    elbow = min(options) if straight_down else max(options, key=lambda p: p[1])
    return elbow, wrist
