"""The body from the neck to the soles, seen from the front.

Knows the order in which a dressed person is built up. What is special about each garment is drawn
by room ``garments``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from reelwright.film import Gesture
from reelwright.story import Look, Person

from ..canvas import Canvas
from ..colour import mix
from ..path import Path, Point, rect
from ..stage import FigureState
from .cuts import garment_of
from .garments import finish, hood_behind, pattern_on
from .gestures import Arm, arm_of, poses
from .hands import paint_hand
from .holding import CLOTH, Grip, grip_for, in_hands, prop_place, taking
from .ink import between, facet, joined, lerp, mass, outlined, ring, taper
from .lap import paint_lap
from .legs import paint_legs
from .proportions import BENT_BACK, body_of, head_of, kneel_drop
from .table_arms import laid_arm
from .tones import cloth_tones, skin_tones
from .torso import Limb, Stand, folds, limb, neck_path, sleeve_path, torso_path

_OTHER_STAYS = frozenset({Gesture.EAT, Gesture.POUR, Gesture.TYPE, Gesture.WRITE})
"""Gestures in which only the leading hand goes to and fro."""
PropPainter = Callable[[Canvas, str], None]


def stand_of(person: Person, look: Look, state: FigureState) -> Stand:
    """How a person stands in a look."""
    bend = 0.0 if state.kneels else state.bend
    return Stand(body_of(person), garment_of(look.garment), state.facing, bend=bend, stride=state.stride)


def paint_body(canvas: Canvas, person: Person, look: Look, state: FigureState) -> None:
    """Draw everything below the head except arms that act."""
    stand = stand_of(person, look, state)
    with leaning(canvas, stand), _on_knees(canvas, person, state):
        _build(canvas, person, look, stand, state)


@contextmanager
def _on_knees(canvas: Canvas, person: Person, state: FigureState) -> Iterator[None]:
    """What of somebody who kneels is above the floor: shins lie behind the knees and are not seen from before them."""
    if not state.kneels:
        yield
        return
    floor = body_of(person).sole_y - kneel_drop(person) * state.bend
    with canvas.clip(rect(-2000.0, -2000.0, 4000.0, 2000.0 + floor)):
        yield


@contextmanager
def leaning(canvas: Canvas, stand: Stand) -> Iterator[None]:
    """The trunk leans a little towards the side that it faces: nobody stands like a post."""
    with canvas.at(degrees=1.9 * stand.facing, pivot=(0.0, stand.body.neck_y)):
        yield


@contextmanager
def bowing(canvas: Canvas, stand: Stand, state: FigureState) -> Iterator[None]:
    """The trunk of somebody who bows to us: it bends at the hips, and is seen shorter."""
    with canvas.at(scale=1.0, scale_y=1.0 - BENT_BACK * state.bow, pivot=(0.0, stand.body.hip_y)):
        yield


def _build(canvas: Canvas, person: Person, look: Look, stand: Stand, state: FigureState) -> None:
    with bowing(canvas, stand, state):
        hood_behind(canvas, stand, look)
    if stand.seated:  # lap, and hands on it, are before the trunk
        with bowing(canvas, stand, state):
            _neck(canvas, person, stand, state.light)
        _torso(canvas, person, look, stand, state)
        paint_lap(canvas, person, look, stand, state.light)
        _resting_arms(canvas, person, look, stand, state)
        return
    with bowing(canvas, stand, state):
        _resting_arms(canvas, person, look, stand, state)
    side = state.facing or 1
    with canvas.at(degrees=-2.3 * side, pivot=(0.0, stand.body.hip_y)):  # the feet stay under the head
        paint_legs(canvas, person, look, stand, state.light)
    with bowing(canvas, stand, state):
        _neck(canvas, person, stand, state.light)
    _torso(canvas, person, look, stand, state)


def _resting_arms(canvas: Canvas, person: Person, look: Look, stand: Stand, state: FigureState) -> None:
    if state.rest:
        return  # they lie on a table or before the body, and are drawn with those that act
    side = state.facing or 1
    lead, other = poses(state.gesture, state.holds)
    for which, pose in ((side, lead), (-side, other)):
        if pose is None:
            arm = arm_of(stand.body, which, None, 0.0, lead=which == side, seated=stand.seated)
            paint_arm(canvas, person, look, stand, arm, state.light)


def _neck(canvas: Canvas, person: Person, stand: Stand, light: int) -> None:
    skin, b = skin_tones(person.skin), stand.body
    neck = neck_path(b)
    outlined(canvas, neck, skin.base, skin.line, 3.4)
    head = head_of(person)
    with canvas.clip(neck):
        s = -light
        under = [
            (-150, 100),
            (150, 100),
            (b.neck + 20, head.chin_y + (34 if s > 0 else 4)),
            (s * 22, head.chin_y + 48 * b.scale + 8),
            (-b.neck - 20, head.chin_y + (34 if s < 0 else 4)),
        ]
        canvas.fill(mass(under), skin.shade)
        canvas.fill(
            mass(
                [
                    (s * b.neck * 0.3, 150),
                    (s * b.neck * 0.45, b.neck_y),
                    (s * b.neck * 1.2, b.neck_y + 80),
                    (s * 200, b.neck_y),
                    (s * 200, 150),
                ]
            ),
            skin.shade,
            0.9,
        )
    y = b.neck_y
    lines = [
        taper(
            [
                (side * 10, y + 24 * b.scale),
                (side * 46 * b.scale, y + 10 * b.scale),
                (side * (b.neck + 52 * b.scale), y + 12 * b.scale),
            ],
            4.4,
        )
        for side in (-1, 1)
    ]
    if b.manly > 0.5 or b.age == "elder":
        lines += [taper([(side * b.neck * 0.55, y - 92 * b.scale), (side * 18, y + 8)], 3.4) for side in (-1, 1)]
    canvas.fill(joined(lines), skin.line, 0.6)


def _torso(canvas: Canvas, person: Person, look: Look, stand: Stand, state: FigureState) -> None:
    """The trunk in its garment; what hangs below the hips of somebody who bows hangs as it did."""
    trunk = torso_path(stand)
    if not state.bow:
        finish(canvas, person, look, stand, trunk, state)
        return
    hip = stand.body.hip_y
    with canvas.clip(rect(-3000.0, hip - 3.0, 6000.0, 4000.0)):
        finish(canvas, person, look, stand, trunk, state)
    with canvas.clip(rect(-3000.0, hip - 4000.0, 6000.0, 4000.0)), bowing(canvas, stand, state):
        finish(canvas, person, look, stand, trunk, state)


def paint_arm(
    canvas: Canvas,
    person: Person,
    look: Look,
    stand: Stand,
    arm: Arm,
    light: int,
    held: Held | None = None,
    *,
    table: float = 0.0,
    before: bool = False,
) -> None:
    """Draw an arm in its sleeve with its hand and what it holds; a wide sleeve does not hang below a table's top.

    ``before`` the trunk, the upper arm still grows out from behind its edge, as it does at rest.
    """
    skin, cut, b = skin_tones(person.skin), stand.cut, stand.body
    around = held is None or held.grip.around
    trunk = torso_path(stand) if before and cut.sleeve != "wide" else None

    def hand() -> None:
        if cut.sleeve in {"short", "cap"}:
            _short(canvas, look, stand, arm, light, trunk)  # a raised forearm is before the sleeve of its upper arm
        if held and around:
            held.paint(canvas)
        _hand(canvas, person, stand, arm, light, part="all" if around else "behind")

    if cut.sleeve != "long":
        bare = sleeve_path(stand, arm, bare=True)
        _tube(canvas, bare, (skin.base, skin.shade, skin.line), light, between=hand, trunk=trunk)
    if cut.sleeve == "long":
        second = cut.second_sleeves or look.garment == "apron"
        cloth = cloth_tones(look.second_colour if second else look.colour)
        sleeve = sleeve_path(stand, arm)
        pattern = None if second or look.pattern in {"plain", "badge"} else look
        tones = (cloth.base, cloth.shade, cloth.line)
        _tube(canvas, sleeve, tones, light, pattern=pattern, stand=stand, between=hand, trunk=trunk)
        with canvas.clip(sleeve.whole):
            lines = folds(arm.shoulder, arm.elbow, arm.wrist, b.arm + 10 * b.scale, arm.side)
            canvas.fill(joined(lines), cloth.line, 0.75)
        _cuff(canvas, look, *sleeve.lower_edges)
    elif cut.sleeve == "wide":
        _wide(canvas, look, stand, arm, table=table)
    if held and not around:
        held.paint(canvas)
        _hand(canvas, person, stand, arm, light, part="before")


def _tube(
    canvas: Canvas,
    limb_: Limb,
    tones: tuple[str, str, str],
    light: int,
    *,
    pattern: Look | None = None,
    stand: Stand | None = None,
    between: Callable[[], None] | None = None,
    trunk: Path | None = None,
) -> None:
    """Both parts of an arm; the line fades at the shoulder and inside the elbow."""
    base, _, line = tones
    canvas.stroke(limb_.joint, line, 7)
    with _behind(canvas, trunk):
        _part(canvas, limb_.upper, limb_.upper_edges, tones, light, pattern, stand)
        canvas.fill(joined(taper(e, 7, start=0.0, end=1.0, peak=0.7) for e in limb_.upper_edges), line)
        if trunk:
            with canvas.clip(limb_.upper):
                canvas.stroke(trunk, line, 8.4)  # its own line, which the arm has covered from outside
    if between:
        between()  # a raised hand is before its upper arm and behind its cuff
    canvas.stroke(limb_.lower, line, 7)
    _part(canvas, limb_.lower, limb_.lower_edges, tones, light, pattern, stand)
    canvas.fill(limb_.joint, base)
    if pattern and stand:
        with canvas.clip(limb_.joint):
            pattern_on(canvas, pattern, stand)


@contextmanager
def _behind(canvas: Canvas, trunk: Path | None) -> Iterator[None]:
    """What is drawn inside lies behind the trunk."""
    if trunk is None:
        yield
        return
    around = Path().move(-4000, -4000).line(-4000, 4000).line(4000, 4000).line(4000, -4000).close()  # the other way
    with canvas.clip(around.add(trunk)):
        yield


def _part(
    canvas: Canvas,
    path: Path,
    edges: tuple[list[Point], list[Point]],
    tones: tuple[str, str, str],
    light: int,
    pattern: Look | None,
    stand: Stand | None,
) -> None:
    """One part of an arm: its cloth, and the shade along the edge that is turned from the light."""
    base, shade, _ = tones
    left, right = edges
    canvas.fill(path, base)
    with canvas.clip(path):
        if pattern and stand:
            pattern_on(canvas, pattern, stand)
        edge = right if (right[1][0] - left[1][0]) * -light > 0 else left
        canvas.fill(taper(edge, 50, start=0.8, end=0.8), shade, 0.75)


def _cuff(canvas: Canvas, look: Look, left: list[Point], right: list[Point]) -> None:
    cloth = cloth_tones(
        look.second_colour if look.garment in {"suit", "blazer", "apron", "vest", "hanfu"} else look.colour
    )
    a, b = left[-1], right[-1]
    back_a, back_b = left[-2], right[-2]
    depth = 0.26 if look.garment in {"hoodie", "sweater", "tracksuit", "leather_jacket"} else 0.16
    band = facet(
        [
            a,
            b,
            (b[0] + (back_b[0] - b[0]) * depth, b[1] + (back_b[1] - b[1]) * depth),
            (a[0] + (back_a[0] - a[0]) * depth, a[1] + (back_a[1] - a[1]) * depth),
        ]
    )
    outlined(canvas, band, cloth.light if look.garment not in {"hoodie", "sweater"} else cloth.shade, cloth.line, 2.4)


def _short(canvas: Canvas, look: Look, stand: Stand, arm: Arm, light: int, trunk: Path | None) -> None:
    b, cloth = stand.body, cloth_tones(look.colour)
    reach = 0.56 if stand.cut.sleeve == "short" else 0.3
    end = (
        arm.shoulder[0] + (arm.elbow[0] - arm.shoulder[0]) * reach,
        arm.shoulder[1] + (arm.elbow[1] - arm.shoulder[1]) * reach,
    )
    mid = ((arm.shoulder[0] + end[0]) / 2, (arm.shoulder[1] + end[1]) / 2)
    w = b.arm + 8 * b.scale
    sleeve = limb(arm.shoulder, mid, end, (w, w * 1.04, w * 1.05, w * 1.1))
    tones = (cloth.base, cloth.shade, cloth.line)
    _tube(canvas, sleeve, tones, light, pattern=look if look.pattern != "plain" else None, stand=stand, trunk=trunk)
    left, right = sleeve.lower_edges
    canvas.fill(taper([left[-1], right[-1]], 6, start=0.8, end=0.8), cloth.line)


def _wide(canvas: Canvas, look: Look, stand: Stand, arm: Arm, *, table: float = 0.0) -> None:
    """A wide sleeve: it follows the upper arm and hangs from the forearm."""
    b, cloth, trim = stand.body, cloth_tones(look.colour), cloth_tones(look.second_colour)
    s, w, side = b.scale, b.arm * 1.1, arm.side
    shoulder, elbow, wrist = arm.shoulder, arm.elbow, arm.wrist
    level = min(1.0, abs(wrist[0] - elbow[0]) / (b.forearm * 0.6)) if arm.lifted else 0.0
    drop = (230 + 60 * level) * s
    if table:
        drop = min(drop, max(46 * s, table + 60 * s - wrist[1]))
    inward = -side * lerp(92, 20, level) * s
    upper = limb(shoulder, between(shoulder, elbow, 0.5), elbow, (w, w * 1.06, w * 1.06, w * 1.12))
    dx, dy = wrist[0] - elbow[0], wrist[1] - elbow[1]
    length = math.hypot(dx, dy) or 1.0
    top = -1.0 if dx * side < 0 or not arm.lifted else 1.0
    nx, ny = dy / length * w * 0.9 * top * side, -dx / length * w * 0.9 * top * side
    if ny > 0:
        nx, ny = -nx, -ny
    mouth_low = (wrist[0] + inward, wrist[1] + drop)
    if level > 0.25:
        hanging = [
            (elbow[0] + nx, elbow[1] + ny),
            (wrist[0] + nx * 0.7, wrist[1] + ny * 0.7),
            (wrist[0] - nx * 0.4 + side * 8 * s, wrist[1] - ny * 0.4 + 30 * s),
            mouth_low,
            (lerp(mouth_low[0], elbow[0], 0.6) + inward * 0.3, lerp(mouth_low[1], elbow[1] + 120 * s, 0.6)),
            (elbow[0] - nx + inward * 0.4, elbow[1] - ny * 0.2 + 60 * s),
        ]
    else:
        hanging = [
            (elbow[0] - side * w * 0.5, elbow[1] + 40 * s),
            (wrist[0] + side * w * 0.4, wrist[1] - 60 * s),
            (wrist[0] + side * w * 0.8, wrist[1] + 20 * s),
            mouth_low,
            (mouth_low[0] - side * 50 * s, mouth_low[1] - 30 * s),
        ]
    panel = mass(hanging, tension=0.36)
    lower = limb(elbow, between(elbow, wrist, 0.5), wrist, (w * 1.04, w * 1.12, w * 1.12, w * 1.3))
    sleeve = joined((upper.upper, upper.lower, lower.whole, ring(*elbow, w * 1.08, w * 1.08)))
    canvas.stroke(lower.whole, cloth.line, 8.0)
    outlined(canvas, panel, cloth.base, cloth.line, 4.0)  # by itself: a steep forearm makes it cross over
    canvas.fill(sleeve, cloth.base)
    whole = joined((sleeve, panel))
    for e in range(2):
        edge = [*upper.upper_edges[e], *upper.lower_edges[e][1:]]
        canvas.fill(taper(edge, 7, start=0, end=0.5, peak=0.6), cloth.line)
    with canvas.clip(whole):
        pattern_on(canvas, look, stand)
        hem = [
            mouth_low,
            (wrist[0] - nx * 0.4 + side * 8 * s, wrist[1] - ny * 0.4 + 30 * s),
            (wrist[0] + nx, wrist[1] + ny),
        ]
        canvas.fill(taper(hem, 60 * s, start=1, end=0.9), trim.base)
        shade = [
            (elbow[0] + inward, elbow[1] + 40 * s),
            (wrist[0] + inward * 0.3, wrist[1] + drop * 0.55),
            mouth_low,
            (mouth_low[0] + inward * 2, mouth_low[1] + 40 * s),
        ]
        canvas.fill(mass(shade), cloth.shade, 0.6)
    lines = [
        taper(
            [
                elbow,
                (lerp(elbow[0], mouth_low[0], 0.5), lerp(elbow[1], mouth_low[1], 0.6)),
                (mouth_low[0], mouth_low[1] - 40 * s),
            ],
            5,
        ),
        taper([elbow, between(elbow, wrist, 0.5), (wrist[0], wrist[1] + 60 * s)], 4),
    ]
    canvas.fill(joined(lines), cloth.line, 0.6)


def _hand(
    canvas: Canvas,
    person: Person,
    stand: Stand,
    arm: Arm,
    light: int,
    *,
    part: Literal["all", "behind", "before"] = "all",
) -> None:
    skin, b = skin_tones(person.skin), stand.body
    mirror = arm.side * (-1 if arm.flip else 1)
    side = light * mirror if abs(arm.angle) < 90 else -light * mirror
    nails = b.manly < 0.3 and b.age != "child"
    with canvas.at(*arm.wrist, degrees=arm.angle), canvas.at(scale=mirror * b.hand, scale_y=b.hand):
        paint_hand(canvas, arm.hand, skin, light=side, nails=nails, part=part)


@dataclass(frozen=True, slots=True)
class Held:
    """A prop in a hand: how it is gripped, where it is and how it is turned."""

    kind: str
    grip: Grip
    place: Point
    degrees: float
    painter: PropPainter

    def paint(self, canvas: Canvas) -> None:
        """Draw the prop where the hand has it."""
        with canvas.at(*self.place, degrees=self.degrees, scale=self.grip.seen, scale_y=1.0):
            self.painter(canvas, self.kind)


def with_prop(arm: Arm, gesture: Gesture, kind: str, size: float, painter: PropPainter) -> tuple[Arm, Held]:
    """An arm whose hand has closed on a prop, and the prop in it."""
    arm = taking(arm, gesture, kind)
    grip = grip_for(gesture, kind)
    painter = paint_cloth if kind == CLOTH else painter
    place, degrees = prop_place(arm, grip, kind, size)
    return arm, Held(kind, grip, place, degrees, painter)


def paint_hands(canvas: Canvas, person: Person, look: Look, state: FigureState, prop: PropPainter) -> None:
    """Draw arms that act, with what they hold."""
    stand = stand_of(person, look, state)
    lead, other = poses(state.gesture, state.holds)
    side = state.facing or 1
    led, carried = in_hands(state.gesture, state.holds)
    for which, pose, kind in ((-side, other, carried), (side, lead, led)):
        leads = which == side
        laid = laid_arm(stand.body, state.rest, state.table, lead=leads) if state.rest else None
        if pose is None and laid is None:
            continue
        reach = 1.0 if state.gesture in _OTHER_STAYS and not leads else state.reach  # the bowl stays up
        arm = arm_of(
            stand.body,
            which,
            pose,
            reach,
            lead=leads,
            seated=stand.seated,
            gesture=state.gesture,
            laid=laid,
            table=state.table,
        )
        held = None
        if kind:
            arm, held = with_prop(arm, state.gesture, kind, stand.body.hand, prop)
        with leaning(canvas, stand), bowing(canvas, stand, state):
            paint_arm(canvas, person, look, stand, arm, state.light, held, table=state.table, before=True)


def paint_cloth(canvas: Canvas, _: str) -> None:
    """The cloth that wipes a table: it lies under the hand and hangs out on all sides."""
    cloth = mass(
        [(-86, -96), (-10, -116), (78, -92), (96, -8), (74, 82), (-6, 100), (-84, 74), (-98, -14)], tension=0.3
    )
    outlined(canvas, cloth, "#e9e4d6", "#4a4456", 3.4)
    folds_ = [taper([(-60, -60), (-20, -10), (-50, 60)], 5), taper([(40, -70), (62, 0), (36, 66)], 5)]
    canvas.fill(joined(folds_), "#a9a294", 0.8)


def stand_in(canvas: Canvas, kind: str) -> None:
    """A plain card where a prop will be, until one is drawn."""
    if kind:
        outlined(canvas, rect(-52, -150, 104, 210), "#2a2f3a", "#0d0f14", 3)
        canvas.fill(rect(-44, -138, 88, 178), mix("#8fb8ff", "#ffffff", 0.2))
