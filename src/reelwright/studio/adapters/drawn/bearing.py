"""Bearing: where a figure's body is at each frame of a shot, and what its hands have.

Knows walking in and off, sitting down and getting up, putting down and picking up, eating and
drinking: whatever takes its time however long the shot is. Refuses to know faces and lips
(``performance.py``) and how any of it is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import Figure, Gesture, Pose, Posture, View, Way

TAKEN_FRAMES: Final = 12
"""Frames after a hand sets out at which what it leaves or takes changes its place."""

LIDS: Final = frozenset({"laptop"})
"""What stands open on a table while somebody sits or types at it: hands are behind it."""

_TWOS: Final = 2
_BEND_FRAMES: Final = 12
_REACH_FRAMES: Final = 10
_HELD_FRAMES: Final = 15
_STEPS: Final = 4  # drawings of a bend, a reach, or half a stride
_PACE: Final = 1500.0  # figure units a second: a brisk walk
_STRIDE: Final = 2350.0  # figure units of two steps
_BOB: Final = 26.0
_HALF_WIDTH: Final = 400.0  # of a walking figure, in its own units
_AFAR: Final = 0.68  # how large somebody looks who has just come into sight
_GONE: Final = 0.62
_APPROACH_S: Final = 1.7
_DEPARTURE_S: Final = 2.4
_FADING_S: Final = 1.6
_FADED: Final = 0.8
"""The share of that after which nothing is left, so that the empty place is seen too."""
_ON_THE_SPOT: Final = frozenset({Way.STAY, Way.THIN})
_STEPS_A_SECOND: Final = 1.9
_MOUTHFUL_S: Final = 2.2
_SIP_S: Final = 3.4
_LOWER_FRAMES: Final = 8
_TURN_FRAMES: Final = 8
"""Frames in which somebody who walked in turns from the side to us."""
_SWEEP_S: Final = 1.2
_RAP_S: Final = 0.36
_RAPS: Final = 3
_POURED_S: Final = 2.2
_STROKE_S: Final = 0.5
_BOWED_S: Final = 1.2
_ON_TABLES: Final = frozenset({Gesture.PUT_DOWN, Gesture.PICK_UP, Gesture.WIPE, Gesture.WRITE})
"""Gestures that a table must be there for."""
_BEAT_S: Final = 0.5
_HOP: Final = 46.0
_SWING: Final = 70.0
_TAKES: Final = frozenset({Gesture.PICK_UP, Gesture.RECEIVE})
_LEAVES: Final = frozenset({Gesture.PUT_DOWN, Gesture.HAND_OVER})
_BACK_BY: Final = {
    Gesture.PUT_DOWN: Gesture.PICK_UP,
    Gesture.PICK_UP: Gesture.PUT_DOWN,
    Gesture.HAND_OVER: Gesture.RECEIVE,
    Gesture.RECEIVE: Gesture.HAND_OVER,
}
"""A hand that has left a thing goes back the way that an empty one comes, and the other way round."""
_OWN_TIME: Final = frozenset(
    {
        *_BACK_BY,
        *(Gesture.EAT, Gesture.DRINK, Gesture.DANCE, Gesture.WIPE, Gesture.KNOCK, Gesture.POUR, Gesture.TYPE),
        *(Gesture.WRITE, Gesture.BOW),
    }
)
"""Gestures that know by themselves when hands go up and down."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where a figure has been placed, as far as its walk needs to know.

    Args:
        x: of its face across the stage, in stage units.
        width: of the stage.
        scale: stage units for each figure unit.
        drop: stage units by which its face is lower when it sits.
        level: the bend at which it stands where it was placed: 0 where feet are on the floor, more
            where the camera has gone down to people who sit.
    """

    x: float
    width: float
    scale: float
    drop: float = 0.0
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Carriage:
    """The body at one frame.

    Args:
        dx: stage units to the right of its place.
        dy: stage units below it.
        grow: its size about its face, 1 at its place.
        reach: of the gesture, 0 to 1, None for the usual way up.
    """

    view: View
    facing: int
    gesture: Gesture
    holds: str
    dx: float = 0.0
    dy: float = 0.0
    grow: float = 1.0
    bend: float = 0.0
    stride: float = 0.0
    reach: float | None = None
    kneels: bool = False


class Bearing:
    """The bearing of one figure through a shot of some frames."""

    def __init__(self, figure: Figure, room: Room, *, frames: int, fps: float) -> None:
        self._figure, self._room = figure, room
        self._frames, self._fps = max(1, frames), fps
        self._moves = figure.comes is not Way.STAY or figure.goes not in _ON_THE_SPOT
        self._open = _stands_open(figure)
        self._poses = [(round(pose.at * self._frames), self._freed(pose)) for pose in figure.poses]
        self._bends = any(pose.posture is not Posture.STAND for pose in figure.poses) and room.drop > 0
        self._kneels = kneels(figure)

    def at(self, frame: int) -> Carriage:
        """The body at a frame; drawings change on twos."""
        frame -= frame % _TWOS
        pose, since = self._pose(frame)
        gesture, reach = self._hands(frame, pose, since)
        carriage = Carriage(self._figure.view, self.facing, gesture, self._holds(frame), reach=reach)
        if gesture is Gesture.DANCE:
            carriage = self._danced(carriage, frame)
        if self._bends:
            bend = self._bend(frame)
            low = carriage.dy + (bend - self._room.level) * self._room.drop
            carriage = replace(carriage, bend=bend, stride=0.0, dy=low, kneels=self._kneels)
        return self._walked(carriage, frame) if self._moves else carriage

    def begun(self, frame: int) -> bool:
        """Whether a walk that began at the frame's edge has come to its end."""
        return self._figure.comes is Way.STAY or frame >= self._arrival

    def lies(self, frame: int) -> tuple[str, ...]:
        """Kinds of the things on the table before the figure at a frame."""
        things = [*self._figure.before, *([self._figure.holds] if self._open else [])]
        for start, pose in self._poses:
            if frame < start + TAKEN_FRAMES or not self._figure.holds or self._open:
                continue
            if pose.gesture is Gesture.PUT_DOWN and self._figure.holds not in things:
                things.append(self._figure.holds)
            elif pose.gesture is Gesture.PICK_UP and self._figure.holds in things:
                things.remove(self._figure.holds)
        return tuple(things)

    @property
    def tables(self) -> bool:
        """Whether something lies, is put or is taken before the figure, so that a table must be there."""
        works = any(pose.gesture in _ON_TABLES for _, pose in self._poses)
        return bool(self._figure.before) or works or self._open

    @property
    def facing(self) -> int:
        """The side of the hand that acts first: -1 frame left, 1 frame right."""
        return -1 if self._figure.turn < 0 else 1

    @property
    def turned(self) -> bool:
        """Whether the figure is seen from the side all through the shot."""
        return self._figure.view is View.PROFILE

    @property
    def needs_table(self) -> bool:
        """Whether the table before the figure must be free: for what it eats, drinks, puts down or takes."""
        eats = {Gesture.EAT, Gesture.DRINK, Gesture.POUR}
        return self.tables or any(pose.gesture in eats for _, pose in self._poses)

    @property
    def sits(self) -> bool:
        """Whether the figure is seated at some moment of the shot."""
        return self._bends and not self._kneels

    def turns_in(self, frame: int) -> int:
        """Which way a face is still turned that has just come in walking: -1 or 1, 0 when it looks where it will."""
        came = {Way.LEFT: 1, Way.RIGHT: -1}.get(self._figure.comes, 0)
        return came if 0 <= frame - self._arrival < _TURN_FRAMES else 0

    @property
    def drop(self) -> float:
        """Stage units by which the face is lower when its owner sits."""
        return self._room.drop

    def highest(self) -> float:
        """How far above its place the figure rises, in stage units: never above 0."""
        bends = [self._bend(frame) for frame in range(0, self._frames, _TWOS)] if self._bends else [self._room.level]
        return min(0.0, *((bend - self._room.level) * self._room.drop for bend in bends))

    def reach(self) -> tuple[float, float]:
        """How far the figure leaves its place, across and down, in stage units, and grows smaller."""
        carriages = [self.at(frame) for frame in range(0, self._frames, _TWOS)]
        return max(abs(each.dy) for each in carriages), min(each.grow for each in carriages)

    # --- hands ---------------------------------------------------------------------------------

    def _freed(self, pose: Pose) -> Pose:
        """A pose whose hands do not hold what stands before them."""
        return replace(pose, gesture=Gesture.REST) if self._open and pose.gesture is Gesture.HOLD else pose

    def _pose(self, frame: int) -> tuple[Pose, int]:
        """The pose at a frame, and how many frames ago its gesture began."""
        current, since = self._poses[0][1], -1000
        for start, pose in self._poses:
            if start > frame:
                break
            if pose.gesture is not current.gesture:
                since = start
            current = pose
        return current, frame - since

    def _before(self, since: int) -> Gesture:
        """The gesture before the one that began at a frame."""
        earlier = [pose.gesture for start, pose in self._poses if start < since]
        return earlier[-1] if earlier else Gesture.REST

    def _holds(self, frame: int) -> str:
        """What is in hand: until it has been put down, from when it has been picked up."""
        holds = "" if self._open else self._figure.holds
        taking = next((s for s, pose in self._poses if pose.gesture in _TAKES), None)
        if taking is not None and holds and frame < taking + TAKEN_FRAMES:
            holds = ""
        put = next((s for s, pose in self._poses if pose.gesture in _LEAVES), None)
        return "" if put is not None and frame >= put + TAKEN_FRAMES else holds

    def _hands(self, frame: int, pose: Pose, since: int) -> tuple[Gesture, float | None]:
        match pose.gesture:
            case Gesture.PUT_DOWN | Gesture.PICK_UP | Gesture.HAND_OVER | Gesture.RECEIVE:
                return _handled(pose.gesture, since)
            case gesture if gesture in _ROUNDS:
                return gesture, _ROUNDS[gesture](frame / self._fps)
            case gesture if gesture in _ONCE:
                reach = _ONCE[gesture](max(0, since) / self._fps)
                return (gesture, reach) if reach > 0 else _AFTER.get(gesture, (Gesture.HOLD, 1.0))
            case Gesture.HOLD if self._before(frame - since) is Gesture.EAT:
                up = min(_ROUNDS[Gesture.EAT](frame / self._fps), 1 - _stepped(since / _LOWER_FRAMES))
                return Gesture.EAT, max(0.0, up)  # the bowl stays where it is, the chopsticks over it
            case _:
                return self._lowered(frame, pose.gesture, since)

    def _lowered(self, frame: int, gesture: Gesture, since: int) -> tuple[Gesture, float | None]:
        """Hands that were up come down before they do the next thing, or hang."""
        before = self._before(frame - since)
        held = gesture in {Gesture.HOLD, Gesture.OFFER} and before in {Gesture.HOLD, Gesture.OFFER}
        if before is Gesture.REST or before in _OWN_TIME or held or self._figure.view is View.BACK:
            return gesture, None
        if since < _LOWER_FRAMES:
            return before, 1 - _stepped(since / _LOWER_FRAMES)
        return gesture, None if gesture is Gesture.REST else _stepped((since - _LOWER_FRAMES) / _REACH_FRAMES)

    def _danced(self, carriage: Carriage, frame: int) -> Carriage:
        """From one foot to the other, once a beat, with the arms on either side in turn."""
        beat = frame / self._fps / _BEAT_S
        swing = math.sin(beat * math.pi)
        size = self._room.scale
        return replace(
            carriage,
            facing=1 if swing >= 0 else -1,
            stride=_stepped_both(swing),
            dx=_SWING * swing * size,
            dy=-_HOP * abs(math.sin(2 * beat * math.pi)) * size,
        )

    # --- postures ------------------------------------------------------------------------------

    def _bend(self, frame: int) -> float:
        bend = 0.0 if self._poses[0][1].posture is Posture.STAND else 1.0
        for start, pose in self._poses[1:]:
            wanted = 0.0 if pose.posture is Posture.STAND else 1.0
            if frame >= start and wanted != bend:
                share = min(1.0, (frame - start) / _BEND_FRAMES)
                if share < 1:
                    return _stepped(share if wanted else 1 - share)
                bend = wanted
        return bend

    # --- walking -------------------------------------------------------------------------------

    @property
    def _arrival(self) -> int:
        """The frame at which somebody who walks in stands where they were placed."""
        if self._figure.comes is Way.AFAR:
            seconds = _APPROACH_S
        else:
            seconds = max(0.8, self._distance(self._figure.comes) / (_PACE * self._room.scale))
        return round(min(seconds * self._fps, 0.62 * self._frames))

    @property
    def _departure(self) -> int:
        """The frame at which somebody who walks off sets out."""
        if self._figure.goes is Way.AFAR:
            seconds = _DEPARTURE_S
        elif self._figure.goes is Way.THIN:
            seconds = _FADING_S
        else:
            seconds = max(0.8, self._distance(self._figure.goes) / (_PACE * self._room.scale))
        return round(self._frames - min(seconds * self._fps, 0.75 * self._frames))

    def there(self, frame: int) -> float:
        """How much of somebody who fades into thin air is still to be seen, 1 to 0; all of everybody else."""
        if self._figure.goes is not Way.THIN or frame < self._departure:
            return 1.0
        gone = (frame - self._departure) / max(1.0, _FADED * (self._frames - self._departure))
        return max(0.0, 1 - gone * gone * (3 - 2 * gone)) if gone < 1 else 0.0

    def _distance(self, way: Way) -> float:
        beyond = _HALF_WIDTH * self._room.scale
        return (self._room.x if way is Way.LEFT else self._room.width - self._room.x) + beyond

    def _walked(self, carriage: Carriage, frame: int) -> Carriage:
        if self._figure.comes is not Way.STAY and frame < self._arrival:
            left = 1 - frame / self._arrival
            return self._on_the_way(carriage, self._figure.comes, left * (0.65 + 0.35 * left), _AFAR, home=True)
        if self._figure.goes not in _ON_THE_SPOT and frame >= self._departure:
            gone = (frame - self._departure) / max(1, self._frames - self._departure)
            return self._on_the_way(carriage, self._figure.goes, gone * (0.65 + 0.35 * gone), _GONE, home=False)
        return carriage

    def _on_the_way(self, carriage: Carriage, way: Way, away: float, small: float, *, home: bool) -> Carriage:
        """The body ``away`` (0 to 1) from its place.

        Args:
            carriage: as it is at its place.
            way: where it comes from or goes to.
            away: share of the way that lies between.
            small: its size at the far end of the depth.
            home: it is coming.
        """
        if way is Way.AFAR:
            seconds = away * (_APPROACH_S if home else _DEPARTURE_S)
            stride = _stepped_both(math.sin(seconds * _STEPS_A_SECOND * math.pi))
            bob = _BOB * abs(stride) * self._room.scale
            return replace(carriage, grow=1 - (1 - small) * away, stride=stride, dy=carriage.dy + bob)
        side = -1 if way is Way.LEFT else 1
        dx = side * away * self._distance(way)
        stride = _stepped_both(math.sin(abs(dx) / self._room.scale / _STRIDE * 2 * math.pi))
        bob = _BOB * abs(stride) * self._room.scale
        facing = -side if home else side
        return replace(
            carriage, view=View.PROFILE, facing=facing, dx=dx, dy=carriage.dy + bob, stride=stride, reach=0.0
        )


def kneels(figure: Figure) -> bool:
    """Whether somebody is on their knees at some moment of a shot, and on no chair."""
    postures = {pose.posture for pose in figure.poses}
    return Posture.KNEEL in postures and Posture.SIT not in postures


def _stands_open(figure: Figure) -> bool:
    """Whether what somebody has stands on a table before them; from the side it would be seen from behind."""
    works = any(pose.gesture is Gesture.TYPE or pose.posture is Posture.SIT for pose in figure.poses)
    return works and figure.holds in LIDS and figure.view is View.FACE


def level_of(figures: Iterable[Figure]) -> float:
    """The bend that a camera close to some people has gone down to: theirs, all through the shot."""
    bends = [
        sum(pose.posture is not Posture.STAND for pose in (figure.poses[0], figure.poses[-1])) / 2
        for figure in figures
        if figure.depth >= 0
    ]
    return sum(bends) / len(bends) if bends else 0.0


def _handled(gesture: Gesture, since: int) -> tuple[Gesture, float]:
    """Out to the table or the other's hand, a moment there, and back with what was taken or without what was left.

    A hand that leaves a thing comes from where things are held; one that takes it comes from rest. Each
    goes back the way that the other comes.
    """
    if since < _HELD_FRAMES:
        return gesture, _stepped(since / _REACH_FRAMES)
    back = 1 - _stepped((since - _HELD_FRAMES) / _REACH_FRAMES)
    if back > 0:
        return _BACK_BY[gesture], back
    return (Gesture.REST, 0.0) if gesture in _LEAVES else (Gesture.HOLD, 1.0)


def _lifted(seconds: float, rise: float, until: float) -> float:
    """How far a hand is on its way up at some seconds of its round: up, a moment there, down, a rest."""
    if seconds < rise:
        return _stepped(seconds / rise)
    if seconds < until:
        return 1.0
    return 1 - _stepped((seconds - until) / rise)


def _knocked(seconds: float) -> float:
    """A fist goes up, raps and comes down again."""
    if seconds < _RAP_S * _RAPS:
        return 1.0 if seconds % _RAP_S < _RAP_S / 2 else 0.5
    return 0.25 if seconds < _RAP_S * (_RAPS + 0.5) else 0.0


def _to_and_fro(seconds: float, round_s: float) -> float:
    return _stepped(0.5 - 0.5 * math.cos(seconds / round_s * 2 * math.pi))


def _stepped(share: float) -> float:
    """A share in the few steps that are drawn."""
    return math.ceil(max(0.0, min(1.0, share)) * _STEPS) / _STEPS


def _stepped_both(share: float) -> float:
    return round(share * _STEPS) / _STEPS + 0.0


_ROUNDS: Final[dict[Gesture, Callable[[float], float]]] = {
    Gesture.DANCE: lambda seconds: 0.5 + 0.5 * _stepped(abs(math.sin(seconds / _BEAT_S * math.pi))),
    Gesture.EAT: lambda seconds: _lifted(seconds % _MOUTHFUL_S, 0.45, 0.95),
    Gesture.WIPE: lambda seconds: _to_and_fro(seconds, _SWEEP_S),
    Gesture.WRITE: lambda seconds: _to_and_fro(seconds, _STROKE_S),
    Gesture.TYPE: lambda seconds: _to_and_fro(seconds, _STROKE_S),
}
"""Gestures that go on and on: how far hands are, by the seconds of the shot."""
_ONCE: Final[dict[Gesture, Callable[[float], float]]] = {
    Gesture.DRINK: lambda seconds: _lifted(seconds % _SIP_S, 0.4, 1.6),
    Gesture.POUR: lambda seconds: _lifted(seconds, 0.4, _POURED_S),
    Gesture.BOW: lambda seconds: _lifted(seconds, 0.5, _BOWED_S),
    Gesture.KNOCK: _knocked,
}
"""Gestures that begin with their pose: how far hands are, by the seconds since."""
_AFTER: Final = {Gesture.BOW: (Gesture.REST, 0.0), Gesture.KNOCK: (Gesture.REST, 0.0)}
"""What hands do between and afterwards; else they hold what they have."""
