"""How far each layer of a figure can reach, so that no picture is larger than it must be."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from reelwright.film import View
from reelwright.story import Look, Person

from ..path import turn
from ..stage import FigureState, Layer, state_for
from .aim import BOWED
from .gestures import Arm, arm_of, poses
from .hair import length_of, style_of
from .proportions import BENT, BENT_BACK, CROWN, Body, body_of, bow_drop, figure_height
from .side_arms import LEAN, REACHES, Laid, side_arm
from .table_arms import laid_arm

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom in figure units."""

_NOTHING: Final[Bounds] = (-1.0, -1.0, 1.0, 1.0)
_PROP_REACH: Final = {
    "umbrella": 1400.0,
    "torch": 960.0,
    "document": 660.0,
    "bag": 760.0,
    "flowers": 760.0,
    "laptop": 760.0,
    "box": 760.0,
}
"""How far from the wrist large props can reach; others stay within ``_SMALL``."""
_SMALL: Final = 580.0


def layer_bounds(layer: Layer, person: Person, look: Look, state: FigureState) -> Bounds:
    """Left, top, right and bottom in figure units that surely hold what ``paint_layer`` draws."""
    state = state_for(layer, state)
    box = _upright(layer, person, look, state)
    return _bowed(box, body_of(person), state) if state.bow and box != _NOTHING else box


def _bowed(box: Bounds, body: Body, state: FigureState) -> Bounds:
    """The box, grown by where it goes with a back that is bent: to the side that the face looks to, or down to us."""
    left, top, right, bottom = box
    if state.view is not View.PROFILE:
        return left, top, right, bottom + BENT_BACK * state.bow * max(0.0, body.hip_y - bottom)
    side = state.facing or 1
    low = min(bottom, body.hip_y + 420 * body.scale)  # hands hang below the hips and go with the shoulders
    turned = [
        turn((x, y), side * BENT * state.bow, (side * LEAN, body.hip_y)) for x in (left, right) for y in (top, low)
    ]
    return _around((box, *((x, y, x, y) for x, y in turned)))


def _upright(layer: Layer, person: Person, look: Look, state: FigureState) -> Bounds:
    match layer:
        case Layer.BODY:
            return _body(person, state)
        case Layer.HANDS:
            return _hands(person, state) if state.view is not View.BACK else _NOTHING
        case Layer.FACE:
            return _leaning(person, state, (-205.0, -150.0, 205.0, 262.0)) if state.view is not View.BACK else _NOTHING
        case Layer.HEAD:
            low = {"long": 400.0, "full": 290.0}.get(person.beard, 262.0)
            return _leaning(person, state, (-222.0, -286.0, 222.0, low))
        case Layer.REAR:
            return _hair(person, look, state) if state.view is View.FACE else _NOTHING
        case _:
            return _hair(person, look, state)


def _leaning(person: Person, state: FigureState, box: Bounds) -> Bounds:
    """The box, grown by what a leaning head adds."""
    left, top, right, bottom = box
    lean = abs(math.sin(math.radians(abs(state.roll) + (9 * abs(state.pitch) if state.view is View.PROFILE else 0))))
    across = lean * max(abs(top - 190), abs(bottom - 190))
    down = lean * max(abs(left), abs(right)) * 0.6 + 24 * abs(state.pitch)
    low = (BOWED + bow_drop(person)) * state.bow
    return left - across - low, top - down - 10, right + across + low, bottom + down + 34 + low


def crown_top(person: Person, look: Look) -> float:
    """The y of the highest strand of hair or of a hat's crown, in figure units."""
    style = style_of(person, hat=look.hat != "none")
    top = min([-262.0 - style.lift, *(s.tip[1] - 10 for s in style.spikes)])
    top = min(top, {"high_bun": -400.0, "topknot": -346.0}.get(style.knot, top))
    return min(top, {"none": top, "chef": -470.0, "fedora": -350.0}.get(look.hat, -346.0))


def _hair(person: Person, look: Look, state: FigureState) -> Bounds:
    style = style_of(person, hat=look.hat != "none")
    top = crown_top(person, look)
    half = max([style.wide + 58, *(abs(s.tip[0]) + 20 for s in (*style.spikes, *style.ends, *style.sides))])
    half = max(
        half, {"straw": 350.0, "fedora": 292.0, "cap": 250.0, "helmet": 250.0, "beret": 262.0}.get(look.hat, half)
    )
    half = max(half, {"ponytail": 312.0, "twin_tails": 322.0, "low_bun": 286.0}.get(style.knot, half))
    low = (
        max(220.0, length_of(style) + 40)
        if style.knot == ""
        else {"twin_tails": 600.0, "ponytail": 490.0, "braid": 730.0}.get(style.knot, 260.0)
    )
    sway = abs(state.sway) * 40 * max(1.0, low / 500)
    return _leaning(person, state, (-half - sway, top - 26, half + sway, low))


def _body(person: Person, state: FigureState) -> Bounds:
    body = body_of(person)
    low = figure_height(person) + CROWN + 24
    half = body.shoulder * (1.34 if state.view is not View.PROFILE else 1.16) + 150
    if state.view is View.PROFILE and state.bend:
        half += 0.7 * (body.knee_y - body.hip_y)  # the lap lies before the trunk
    box: Bounds = (-half, 28.0, half, low)
    if state.view is View.BACK and poses(state.gesture, state.holds) != (None, None):
        return _around((box, _hands(person, state)))
    return box


def _hands(person: Person, state: FigureState) -> Bounds:
    body = body_of(person)
    if state.view is View.PROFILE:
        if state.gesture not in REACHES and not state.holds and not state.table:
            return _NOTHING
        laid = Laid(state.table, state.rest) if state.table else None
        arm = side_arm(body, state.gesture, state.holds, state.reach, laid=laid)
        left, top, right, bottom = _arm(arm, body, state.holds)
        return (left, top, right, bottom) if state.facing >= 0 else (-right, top, -left, bottom)
    lead, other = poses(state.gesture, state.holds)
    side = state.facing or 1
    rests = [laid_arm(body, state.rest, state.table, lead=lead) if state.rest else None for lead in (True, False)]
    arms = [
        _arm(arm_of(body, which, pose, state.reach, lead=which == side, laid=rest), body, state.holds)
        for which, pose, rest in ((side, lead, rests[0]), (-side, other, rests[1]))
        if pose or rest
    ]
    return _around(arms) if arms else _NOTHING


def _arm(arm: Arm, body: Body, holds: str) -> Bounds:
    sleeve = body.arm + 60 * body.scale
    hand = 245 * body.hand
    if holds:
        hand = max(hand, _PROP_REACH.get(holds, _SMALL))
    low = 320 * body.scale  # wide sleeves hang below the wrist
    spots = ((arm.shoulder, sleeve), (arm.elbow, sleeve + 130 * body.scale), (arm.wrist, max(hand, low)))
    xs = [x + k * m for (x, _), m in spots for k in (-1, 1)]
    ys = [y + k * m for (_, y), m in spots for k in (-1, 1)]
    return min(xs), min(ys), max(xs), max(ys)


def _around(boxes: Iterable[Bounds]) -> Bounds:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
