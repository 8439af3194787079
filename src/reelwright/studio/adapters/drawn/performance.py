"""Performance: what each figure does at each frame of a shot.

Turns poses, lines and timed phonemes into figure states. Acting is animated on twos, heads are held
for a few frames at a time and move to the stress of the speech, as in limited animation: it looks
drawn, and each state that returns is drawn once.
"""

from __future__ import annotations

import bisect
import hashlib
import math
from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import Emotion, Figure, Gesture, Manner, Mark, Pose, View, Way

from ...model import MouthShape, TimedLine, TimedShot
from .bearing import Bearing, Carriage
from .stage import FigureState

_TWOS: Final = 2
_HEAD_HOLD: Final = 6
_REACH_STEPS: Final = 4
_REACH_FRAMES: Final = 10
_LIP_LEAD: Final = 0.04
"""Seconds by which lips are ahead of the sound: a mouth opens before it is heard."""

_CLOSED: Final = frozenset({MouthShape.REST, MouthShape.CLOSED, MouthShape.LIP_TEETH})
_STRESSED: Final = frozenset({MouthShape.OPEN, MouthShape.MID, MouthShape.OPEN_ROUND, MouthShape.SPREAD})


def seed_of(*words: object) -> int:
    """A number that only depends on the words: the same acting on every machine."""
    text = "\x1f".join(str(word) for word in words)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def _step(value: float, unit: float) -> float:
    """The multiple of a unit that is nearest: fewer different drawings."""
    return round(round(value / unit) * unit, 3) + 0.0


_ON_WOOD: Final = frozenset({Gesture.WIPE, Gesture.WRITE})
"""What hands of somebody who stands do on a table before them."""
_LOOKS_DOWN: Final = {
    Gesture.READ: 0.75,
    Gesture.TYPE: 0.75,
    Gesture.WRITE: 0.9,
    Gesture.WIPE: 0.75,
    Gesture.POUR: 0.75,
    Gesture.WEEP: 0.75,
}
"""How far down eyes follow what hands do."""
_LIDS: Final = {
    **dict.fromkeys(_LOOKS_DOWN, 0.5),
    Gesture.WEEP: 1.0,
    Gesture.HUG: 1.0,
}
"""How far lids are down all the while: they follow eyes that look down."""
_ARMS_ON_TABLE: Final = 1.0
"""The bend from which arms lie on a table: whoever still sits down has them at the sides."""


@dataclass(frozen=True, slots=True)
class AtTable:
    """A table before somebody: y of its top in figure units, and what their hands do on it by themselves.

    Nothing, "", for who stands at it: only what they do on it lies there.
    """

    top: float
    rest: str


def rest_of(figure: Figure, seed: int, *, cup: bool) -> str:
    """What somebody's hands do at a table by themselves, through a shot: they show how it begins for them.

    Args:
        figure: as placed by the board.
        seed: of the person in this place.
        cup: a cup stands before them.
    """
    pose = figure.poses[0]
    if pose.intensity >= _TENSE and pose.emotion in _RESTS:
        return _RESTS[pose.emotion]
    if figure.view is View.PROFILE:
        return "cup" if cup and not figure.holds else "flat"
    free = not figure.holds and all(pose.gesture is Gesture.REST for pose in figure.poses)
    calm = ("cup", "flat", "cup", "clasped") if cup and free else ("flat", "clasped")
    return calm[seed % len(calm)]


def clasps(figure: Figure) -> bool:
    """Whether somebody who stands in a shot clasps their hands: who is uneasy does, and some do anyway.

    Who comes or goes, is somebody's back, or is angry lets them hang.
    """
    pose = figure.poses[0]
    if figure.comes is not Way.STAY or figure.goes is not Way.STAY or figure.depth < 0:
        return False
    if pose.intensity >= _TENSE and pose.emotion is not Emotion.NEUTRAL:
        return pose.emotion in _UNEASY
    return seed_of(figure.person, "hands") % 5 < _CLASP_OF_FIVE


_CLASP_OF_FIVE: Final = 2
_UNEASY: Final = frozenset({Emotion.AFRAID, Emotion.ASHAMED, Emotion.SAD, Emotion.TENDER})
_BOTH_ARMS: Final = frozenset(
    {Gesture.HUG, Gesture.DANCE, Gesture.WIPE, Gesture.WRITE, Gesture.BOW, Gesture.KNOCK, Gesture.SLAP, Gesture.WAVE}
)
"""Gestures beside which a clasped hand would look forgotten."""
_TENSE: Final = 0.5
_RESTS: Final = {
    Emotion.ANGRY: "fist",
    Emotion.DETERMINED: "flat",
    Emotion.AFRAID: "clasped",
    Emotion.ASHAMED: "clasped",
    Emotion.SAD: "clasped",
    Emotion.SMUG: "clasped",
}


@dataclass(frozen=True, slots=True)
class _Speaking:
    """The stretch of a shot in which a figure speaks one line, in seconds."""

    timed: TimedLine
    start: float
    end: float


class Performance:
    """One figure's acting through one shot.

    Args:
        figure: as placed by the board.
        timed: the shot with its voiced lines.
        fps: frames per second.
        light: side of the key light.
        bearing: what the body does.
        table: what is before the figure when it sits.
        nod: how far the head seems to nod for the camera's sake, −1 (back) to 1.
    """

    def __init__(
        self,
        figure: Figure,
        timed: TimedShot,
        *,
        fps: float,
        light: int,
        bearing: Bearing,
        table: AtTable | None = None,
        nod: float = 0.0,
    ) -> None:
        self._nod = nod
        self._table = table
        self._figure = figure
        self._bearing = bearing
        self._fps = fps
        self._light = light
        self._length = max(1, timed.shot.length)
        self._seed = seed_of(figure.person, timed.shot.id)
        self._phase = self._seed % 6283 / 1000
        self._lines = [
            _Speaking(line, line.start / fps, line.start / fps + line.utterance.seconds)
            for line in timed.lines
            if line.line.person == figure.person and not line.line.off_screen and line.line.manner is not Manner.THOUGHT
        ]
        self._heard = [
            (line.start / fps, line.start / fps + line.utterance.seconds)
            for line in timed.lines
            if line.line.person != figure.person
        ]
        self._clasps = clasps(figure)
        self._stresses = self._find_stresses()
        self._blinks = self._plan_blinks()

    def state(self, frame: int) -> FigureState:
        """What the figure does at a frame."""
        on_twos = frame - frame % _TWOS
        now = on_twos / self._fps
        held = (frame - frame % _HEAD_HOLD) / self._fps
        pose, since = self._pose(on_twos)
        speaking = self._speaking(now)
        emotion, intensity = (
            (speaking.timed.line.emotion, speaking.timed.line.intensity) if speaking else (pose.emotion, pose.intensity)
        )
        if emotion is Emotion.NEUTRAL and pose.emotion is not Emotion.NEUTRAL:
            emotion, intensity = pose.emotion, pose.intensity
        turn, pitch, roll = self._head(held, liveliness=1.0 if speaking else 0.55)
        body = self._bearing.at(on_twos)
        at_table = body.bend >= _ARMS_ON_TABLE and not body.kneels and body.view is not View.BACK
        works = body.gesture in _ON_WOOD and not body.bend
        if at_table and self._table and body.gesture is Gesture.HANDS_ON_HIPS:
            body = replace(body, gesture=Gesture.REST)  # the table would be between
        bow = (body.reach or 0.0) if body.gesture is Gesture.BOW else 0.0
        looks_down = _LOOKS_DOWN.get(body.gesture, 0.0)
        turning = self._bearing.turns_in(on_twos)
        if turning:
            turn = float(turning)
        if body.gesture is Gesture.DANCE:
            roll = _step(roll + 6 * body.stride, 1.0)
        chews = pose.gesture is Gesture.EAT and speaking is None
        mouth, mouth_open = _chewing(on_twos, body.reach or 0.0) if chews else self._mouth(now, speaking)
        return FigureState(
            view=body.view,
            facing=body.facing,
            turn=turn,
            pitch=max(-1.0, min(1.0, pitch + self._nod + 0.7 * looks_down + bow)),
            roll=roll,
            emotion=emotion,
            intensity=round(intensity * 5) / 5,
            mouth=mouth,
            mouth_open=mouth_open,
            blink=max(self._blink(on_twos), _LIDS.get(body.gesture, 0.0) if body.gesture is not Gesture.BOW else bow),
            gaze=self._gaze(now, pose) if not looks_down else (0.0, looks_down),
            gesture=body.gesture,
            reach=self._reach(on_twos - since, pose) if body.reach is None else body.reach,
            holds=body.holds,
            marks=self._marks(emotion, speaking),
            sway=round(math.sin(held * 1.5 + self._phase) * 2) / 2,
            light=self._light,
            bend=body.bend,
            bow=bow,
            kneels=body.kneels,
            stride=body.stride,
            table=self._table.top if (at_table or works) and self._table else 0.0,
            rest=self._table.rest if at_table and self._table else self._clasped(body),
        )

    def _clasped(self, body: Carriage) -> str:
        """What hands do that lie on nothing: some people clasp them before the body while they stand and wait."""
        waits = body.gesture not in _BOTH_ARMS and not (body.holds or body.bend or body.stride)
        return "clasped" if self._clasps and waits and body.view is View.FACE else ""

    @property
    def embraces(self) -> bool:
        """Whether arms lie around somebody at some moment who is nearer to us."""
        return self._figure.view is View.FACE and any(pose.gesture is Gesture.HUG for pose in self._figure.poses)

    @property
    def at_table(self) -> bool:
        """Whether arms lie on a table at some moment."""
        return self._table is not None and self._figure.view is not View.BACK

    def breath(self, frame: int) -> float:
        """How far the chest is lifted, −1 to 1; the compositor moves the figure by it."""
        return math.sin(frame / self._fps * 2 * math.pi / 3.6 + self._phase)

    # --- planning ------------------------------------------------------------------------------

    def _find_stresses(self) -> list[float]:
        """Moments at which a long open sound carries the voice: the head goes with it."""
        moments: list[float] = []
        for line in self._lines:
            for phoneme in line.timed.utterance.phonemes:
                long_enough = phoneme.end - phoneme.start > 0.085
                moment = line.start + phoneme.start
                if phoneme.mouth in _STRESSED and long_enough and (not moments or moment - moments[-1] > 0.45):
                    moments.append(moment)
        return moments

    def _plan_blinks(self) -> list[int]:
        frames: list[int] = []
        at = 0.5 + self._seed % 97 / 50
        number = 0
        while at * self._fps < self._length:
            frames.append(round(at * self._fps))
            number += 1
            at += 1.7 + seed_of(self._seed, number) % 1000 / 1000 * 2.8
        return frames

    # --- reading -------------------------------------------------------------------------------

    def _pose(self, frame: int) -> tuple[Pose, int]:
        """The pose at a frame, and the frame at which its gesture began."""
        current, since = self._figure.poses[0], -1000
        gesture = current.gesture
        for pose in self._figure.poses:
            at = round(pose.at * self._length)
            if at > frame:
                break
            if pose.gesture is not gesture:
                gesture, since = pose.gesture, at
            current = pose
        return current, since

    def _speaking(self, now: float) -> _Speaking | None:
        return next((line for line in self._lines if line.start - 0.1 <= now < line.end + 0.12), None)

    def _head(self, now: float, *, liveliness: float) -> tuple[float, float, float]:
        base = self._figure.turn
        turn = base * 0.78 + 0.07 * liveliness * math.sin(now * 0.8 + self._phase)
        pitch = 0.10 * math.sin(now * 0.7 + self._phase * 2)
        roll = 1.6 * liveliness * math.sin(now * 0.63 + self._phase)
        index = bisect.bisect_right(self._stresses, now) - 1
        if index >= 0:
            since = now - self._stresses[index]
            nod = math.exp(-since * 4.5)
            side = 1 if seed_of(self._seed, index) % 2 else -1
            pitch += 0.42 * nod
            roll += 2.2 * side * nod
            turn += 0.09 * side * nod
        turn = max(-1.0, min(1.0, _step(turn, 0.1)))
        return turn, _step(pitch, 0.25), _step(roll, 1.0)

    def _mouth(self, now: float, speaking: _Speaking | None) -> tuple[MouthShape, float]:
        if speaking is None:
            return MouthShape.REST, 1.0
        at = now - speaking.start + _LIP_LEAD
        window = (at, at + _TWOS / self._fps)
        best, share = MouthShape.REST, 0.0
        for phoneme in speaking.timed.utterance.phonemes:
            if phoneme.end <= window[0]:
                continue
            if phoneme.start >= window[1]:
                break
            overlap = min(phoneme.end, window[1]) - max(phoneme.start, window[0])
            # Lips that must meet are seen even when they meet briefly: without them speech looks chewed.
            weight = overlap * (2.0 if phoneme.mouth in {MouthShape.CLOSED, MouthShape.LIP_TEETH} else 1.0)
            if weight > share:
                best, share = phoneme.mouth, weight
        if best in _CLOSED:
            return best, 1.0
        loud = {Manner.WHISPER: 0.7, Manner.SOFT: 0.8, Manner.SHOUT: 1.2}.get(speaking.timed.line.manner, 0.9)
        soft = self._near_edge(speaking, at)
        return best, max(0.4, round(loud * soft * 5) / 5)

    def _near_edge(self, speaking: _Speaking, at: float) -> float:
        """Smaller openings where a sound begins or ends: the eye reads it as easing."""
        for phoneme in speaking.timed.utterance.phonemes:
            if phoneme.start <= at < phoneme.end:
                length = phoneme.end - phoneme.start
                into = min(at - phoneme.start, phoneme.end - at)
                return 1.0 if length < 0.07 or into > 0.03 else 0.75
        return 0.75

    def _blink(self, frame: int) -> float:
        index = bisect.bisect_right(self._blinks, frame) - 1
        if index < 0:
            return 0.0
        since = frame - self._blinks[index]
        return {0: 0.5, 1: 0.5, 2: 1.0, 3: 1.0, 4: 0.5, 5: 0.5}.get(since, 0.0)

    def _gaze(self, now: float, pose: Pose) -> tuple[float, float]:
        listening = any(start <= now < end for start, end in self._heard)
        number = math.floor(now * 0.55 + self._phase)
        wander = 0.0 if listening else 0.25
        dx = (seed_of(self._seed, "x", number) % 5 - 2) / 2 * wander
        dy = (seed_of(self._seed, "y", number) % 3 - 1) * wander * 0.5
        x, y = pose.gaze
        return max(-1.0, min(1.0, round((x + dx) * 4) / 4)), max(-1.0, min(1.0, round((y + dy) * 4) / 4))

    def _reach(self, since: int, pose: Pose) -> float:
        if pose.gesture is Gesture.REST:
            return 0.0
        share = min(1.0, max(0.0, since / _REACH_FRAMES))
        return math.ceil(share * _REACH_STEPS) / _REACH_STEPS

    def _marks(self, emotion: Emotion, speaking: _Speaking | None) -> frozenset[Mark]:
        if speaking and speaking.timed.line.manner is Manner.CRYING and emotion is Emotion.SAD:
            return self._figure.marks | {Mark.TEARS}
        return self._figure.marks


def _chewing(frame: int, reach: float) -> tuple[MouthShape, float]:
    """The mouth of somebody who eats: open for what comes, then going round."""
    if reach >= 0.75:
        return MouthShape.OPEN, 0.6
    return (MouthShape.CLOSED if frame // 6 % 2 else MouthShape.REST), 1.0
