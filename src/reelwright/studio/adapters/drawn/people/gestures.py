"""Gestures: where elbows and wrists go, how hands turn and what shape they take.

Numbers only. Points are given in the measure of the body ("torso": x in shoulder widths, y from
the shoulders 0 to the waist 1) or of the head ("face": figure units), so that a child covers its
own mouth.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import Gesture

from ..path import Point
from .hands import HandShape
from .ink import lerp
from .proportions import Body


@dataclass(frozen=True, slots=True)
class Place:
    """A point in the measure of the body or of the head."""

    x: float
    y: float
    face: bool = False

    def on(self, body: Body, side: int) -> Point:
        """Where it lies on a body, on one side."""
        if self.face:
            nearer = 124 * max(0.0, 1 - body.hand)  # a small hand must come further up to cover a mouth
            return side * self.x, self.y - nearer
        return side * self.x * body.shoulder, body.shoulder_y + self.y * (body.waist_y - body.shoulder_y)


@dataclass(frozen=True, slots=True)
class ArmPose:
    """One arm: elbow, wrist, the hand's turn in degrees (0 points up, outwards is positive) and shape."""

    elbow: Place
    wrist: Place
    angle: float
    hand: HandShape


REST: Final = ArmPose(Place(1.24, 0.97), Place(1.1, 1.78), 168, "relaxed")
_LAP: Final = ArmPose(Place(1.26, 0.92), Place(0.7, 1.34), -148, "relaxed")
_FAR_LAP: Final = ArmPose(Place(1.24, 0.96), Place(0.62, 1.42), -156, "relaxed")
_FAR: Final = ArmPose(Place(1.16, 1.02), Place(1.16, 1.86), 178, "relaxed")

_MAIN: Final[dict[Gesture, ArmPose]] = {
    Gesture.HOLD: ArmPose(Place(1.16, 0.98), Place(0.5, 0.74), -24, "grip"),
    Gesture.OFFER: ArmPose(Place(1.24, 0.86), Place(0.98, 0.6), 34, "cup"),
    Gesture.POINT: ArmPose(Place(1.38, 0.7), Place(1.5, 0.26), 52, "point"),
    Gesture.COVER_MOUTH: ArmPose(Place(1.1, 0.86), Place(116, 232, True), -64, "flat"),
    Gesture.HAND_ON_CHEST: ArmPose(Place(1.22, 0.9), Place(0.36, 0.52), -58, "flat"),
    Gesture.WAVE: ArmPose(Place(1.34, 0.74), Place(1.34, -0.06), 8, "open"),
    Gesture.PHONE_TO_EAR: ArmPose(Place(1.36, 0.72), Place(194, 188, True), -7, "grip"),
    Gesture.THINK: ArmPose(Place(1.06, 0.9), Place(86, 300, True), -18, "chin"),
    Gesture.CLENCH: ArmPose(Place(1.28, 0.84), Place(0.98, 0.22), -8, "fist"),
    Gesture.SLAP: ArmPose(Place(1.4, 0.54), Place(1.66, 0.08), 52, "flat"),
    Gesture.TURN_AWAY: ArmPose(Place(1.16, 0.86), Place(-0.34, 0.6), -78, "flat"),
    Gesture.DRINK: ArmPose(Place(1.2, 0.78), Place(92, 252, True), -30, "side"),
    Gesture.PUT_DOWN: ArmPose(Place(1.26, 0.84), Place(0.66, 0.98), -64, "grip"),
    Gesture.PICK_UP: ArmPose(Place(1.28, 0.86), Place(0.72, 1.02), -78, "pinch"),
    Gesture.HAND_OVER: ArmPose(Place(1.26, 0.88), Place(1.12, 0.64), 40, "grip"),
    Gesture.RECEIVE: ArmPose(Place(1.26, 0.88), Place(1.16, 0.66), 46, "cup"),
    Gesture.WIPE: ArmPose(Place(1.2, 0.94), Place(0.08, 1.06), -92, "flat"),
    Gesture.KNOCK: ArmPose(Place(1.36, 0.66), Place(1.5, -0.1), -10, "fist"),
    Gesture.WEEP: ArmPose(Place(1.14, 0.84), Place(158, 98, True), -62, "flat"),
    Gesture.BOW: ArmPose(Place(1.18, 0.98), Place(0.62, 1.5), -168, "flat"),
}
_BOTH: Final[dict[Gesture, tuple[ArmPose, ArmPose]]] = {  # near arm, other arm
    Gesture.CROSS_ARMS: (
        ArmPose(Place(1.12, 0.86), Place(-0.42, 0.78), -96, "flat"),
        ArmPose(Place(1.12, 0.9), Place(-0.3, 0.94), -84, "fist"),
    ),
    Gesture.HANDS_ON_HIPS: (
        ArmPose(Place(1.6, 0.84), Place(1.0, 1.16), -112, "fist"),
        ArmPose(Place(1.6, 0.84), Place(1.0, 1.16), -112, "fist"),
    ),
    Gesture.SHRUG: (
        ArmPose(Place(1.2, 0.9), Place(1.22, 0.52), 44, "cup"),
        ArmPose(Place(1.2, 0.9), Place(1.22, 0.52), 44, "cup"),
    ),
    Gesture.PRAY: (
        ArmPose(Place(1.16, 0.94), Place(0.1, 0.66), -8, "flat"),
        ArmPose(Place(1.16, 0.94), Place(0.1, 0.66), -8, "flat"),
    ),
    Gesture.DANCE: (
        ArmPose(Place(1.44, 0.5), Place(1.36, -0.34), 12, "flat"),
        ArmPose(Place(1.36, 0.72), Place(1.44, 0.2), 24, "fist"),
    ),
    Gesture.POUR: (
        ArmPose(Place(1.34, 0.66), Place(0.9, 0.4), -116, "grip"),
        ArmPose(Place(1.14, 1.0), Place(-0.16, 0.98), 6, "side"),
    ),
    Gesture.HUG: (
        ArmPose(Place(1.5, 0.66), Place(0.5, 0.62), -96, "flat"),
        ArmPose(Place(1.46, 0.84), Place(0.42, 0.96), -100, "flat"),
    ),
    Gesture.READ: (
        ArmPose(Place(1.18, 0.94), Place(0.46, 0.86), -14, "grip"),
        ArmPose(Place(1.16, 0.96), Place(0.34, 0.9), -28, "grip"),
    ),
    Gesture.TYPE: (
        ArmPose(Place(1.18, 0.96), Place(0.42, 0.78), -30, "grip"),
        ArmPose(Place(1.16, 0.96), Place(0.36, 0.88), -40, "point"),
    ),
    Gesture.WRITE: (
        ArmPose(Place(1.22, 0.96), Place(0.3, 1.02), -70, "pinch"),
        ArmPose(Place(1.18, 0.96), Place(0.66, 1.06), -88, "relaxed"),
    ),
    Gesture.EAT: (
        ArmPose(Place(1.3, 0.8), Place(236, 396, True), -22, "pinch"),
        ArmPose(Place(1.14, 0.96), Place(0.3, 0.64), -24, "tray"),
    ),
}


_HANGING: Final = ArmPose(Place(1.16, 1.0), Place(1.04, 1.72), 174, "grip")
_SHELTERED: Final = ArmPose(Place(1.22, 0.96), Place(0.99, 0.6), 4, "grip")  # the shaft stays clear of the face
_LIFTED_FROM: Final = {
    Gesture.EAT: ArmPose(Place(1.3, 0.9), Place(0.86, 0.62), -40, "pinch"),
    Gesture.DRINK: _MAIN[Gesture.HOLD],
    Gesture.PUT_DOWN: _MAIN[Gesture.HOLD],
    Gesture.HAND_OVER: _MAIN[Gesture.HOLD],
    Gesture.POUR: ArmPose(Place(1.26, 0.78), Place(0.92, 0.4), 4, "grip"),
    Gesture.WIPE: ArmPose(Place(1.24, 0.92), Place(1.12, 1.04), -66, "flat"),
    Gesture.TYPE: ArmPose(Place(1.18, 0.96), Place(0.46, 0.8), -34, "grip"),
    Gesture.WRITE: ArmPose(Place(1.22, 0.96), Place(0.62, 1.02), -56, "pinch"),
    Gesture.KNOCK: ArmPose(Place(1.3, 0.7), Place(1.24, 0.1), -4, "fist"),
}
"""Where a hand comes from that does not come from rest: the bowl, or the height at which one holds a thing."""
_SIPPED: Final = ArmPose(Place(1.24, 0.8), Place(104, 372, True), -16, "pinch")  # the rim reaches the lips
_ON_WOOD: Final = {Gesture.WIPE: 10.0, Gesture.WRITE: 4.0}
"""Gestures on a table, and how far below the middle of its top the wrist is, in figure units of somebody grown."""
_STANDING_AT: Final = 1.4
"""Where a table's top is for hands of somebody who stands at it, in the measure of the body: they lean to it."""
_TALL: Final = frozenset({"wine_glass", "bottle"})
_KEYS: Final = (
    ArmPose(Place(1.26, 0.94), Place(0.4, 1.02), -104, "relaxed"),
    ArmPose(Place(1.24, 0.96), Place(0.36, 1.02), -98, "relaxed"),
)
"""Hands on the keys of something that stands on a table, the leading one and the other."""
_KEY_UP: Final = ArmPose(Place(1.26, 0.92), Place(0.44, 0.98), -98, "relaxed")
BARE: Final = frozenset(
    {Gesture.COVER_MOUTH, Gesture.THINK, Gesture.HAND_ON_CHEST, Gesture.SLAP, Gesture.KNOCK, Gesture.WEEP}
)
"""Gestures of a bare hand: what somebody has is in the other one."""
_CARRIED: Final = frozenset({"bowl", "box", "laptop", "candle", "toy"})
"""Kinds of prop that stand on the palm and cannot hang from a lowered hand."""


def poses(gesture: Gesture, holds: str) -> tuple[ArmPose | None, ArmPose | None]:
    """The poses of the leading and the other arm; none for an arm at rest."""
    if gesture is Gesture.TYPE and not holds:
        return _KEYS
    if gesture in _BOTH:
        return _BOTH[gesture]
    carry = _MAIN[Gesture.HOLD] if holds in _CARRIED else _HANGING
    if holds == "umbrella" and gesture in {Gesture.REST, Gesture.HOLD}:
        return _SHELTERED, None
    if gesture is Gesture.DRINK and holds in _TALL:
        return _SIPPED, None
    if gesture in _MAIN:
        return _MAIN[gesture], carry if holds and gesture in BARE else None
    return (carry, None) if holds else (None, None)


def on_wood(pose: ArmPose | None, gesture: Gesture, body: Body, table: float) -> ArmPose | None:
    """The pose of an arm that works on a table, at the height where that is: before who sits, or before who stands."""
    low_by = -8.0 if pose in _KEYS else -26.0 if pose is _KEY_UP else _ON_WOOD.get(gesture)
    if pose is None or low_by is None:
        return pose
    height = body.waist_y - body.shoulder_y
    low = (table + low_by * body.scale - body.shoulder_y) / height if table else _STANDING_AT
    elbow = min(pose.elbow.y, low - 0.06) if table else pose.elbow.y + 0.1
    return replace(pose, elbow=replace(pose.elbow, y=elbow), wrist=replace(pose.wrist, y=low))


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm as it stands on the picture."""

    side: int
    shoulder: Point
    elbow: Point
    wrist: Point
    angle: float
    hand: HandShape
    lifted: bool
    flip: bool = False


def shoulder_of(body: Body, side: int) -> Point:
    """Where an arm begins."""
    return side * (body.shoulder - body.arm * 1.0), body.shoulder_y + body.arm * 1.5


def arm_of(
    body: Body,
    side: int,
    pose: ArmPose | None,
    reach: float,
    *,
    lead: bool = True,
    seated: bool = False,
    gesture: Gesture = Gesture.REST,
    laid: ArmPose | None = None,
    table: float = 0.0,
) -> Arm:
    """An arm on its way from rest to a pose; the leading one hangs looser than the other, or lies in the lap.

    One that is ``laid`` on something rests there.
    """
    lifted = _KEY_UP if pose in _KEYS else _LIFTED_FROM.get(gesture)
    pose = on_wood(pose, gesture, body, table)
    at_rest = laid or ((_LAP if lead else _FAR_LAP) if seated else REST if lead else _FAR)
    if pose is not None and lead:
        at_rest = on_wood(lifted, gesture, body, table) or at_rest
    share = max(0.0, min(1.0, reach))
    rest_elbow, rest_wrist = at_rest.elbow.on(body, side), at_rest.wrist.on(body, side)
    if pose is None:
        return Arm(
            side, shoulder_of(body, side), rest_elbow, rest_wrist, side * at_rest.angle, at_rest.hand, laid is not None
        )
    elbow, wrist = pose.elbow.on(body, side), pose.wrist.on(body, side)
    out = side * 90 * body.scale * 4 * share * (1 - share)
    return Arm(
        side,
        shoulder_of(body, side),
        (lerp(rest_elbow[0], elbow[0], share) + out * 0.5, lerp(rest_elbow[1], elbow[1], share)),
        (lerp(rest_wrist[0], wrist[0], share) + out, lerp(rest_wrist[1], wrist[1], share)),
        side * lerp(at_rest.angle, pose.angle, share),
        pose.hand if share > 0.3 else at_rest.hand,
        True,
    )
