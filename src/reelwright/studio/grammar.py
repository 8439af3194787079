"""Film grammar: how much a line turns a scene, how tight the camera stands, how it moves.

Knows the rules of size and rhythm (the 30° rule, never three equal sizes in a row, tighter as the
scene tightens) and of camera and transition. Refuses to know who stands where: ``blocking.py``.
The reasons are told in ``docs/explanation/film-grammar.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reelwright.film import (
    Camera,
    CameraMove,
    Emotion,
    Gesture,
    Manner,
    Mood,
    Posture,
    ShotKind,
    ShotSize,
    TimeOfDay,
    Transition,
)
from reelwright.story import Scene, SpokenLine

from .setups import Purpose, Settled, Setup
from .words import board_words, has_phrase, holds_cjk

SIZES: Final = tuple(ShotSize)
"""Shot sizes, widest first; a step is one place in this order."""

LEAST_STEP: Final = 2
"""Sizes between two shots of one figure from one angle (the 30° rule told in sizes)."""

_TENSION: Final = {
    Mood.CALM: 0.05, Mood.WARM: 0.1, Mood.ROMANTIC: 0.3, Mood.PLAYFUL: 0.1, Mood.COMIC: 0.05, Mood.SAD: 0.3,
    Mood.TENSE: 0.42, Mood.ANGRY: 0.45, Mood.FEARFUL: 0.42, Mood.MYSTERIOUS: 0.32, Mood.TRIUMPHANT: 0.25,
    Mood.SHOCK: 0.5,
}  # fmt: skip
_STRONG: Final = frozenset(
    {Emotion.ANGRY, Emotion.AFRAID, Emotion.SURPRISED, Emotion.ASHAMED, Emotion.SAD, Emotion.DISGUSTED}
)
LIGHT_MOODS: Final = frozenset({Mood.COMIC, Mood.PLAYFUL})
_DARK_MOODS: Final = frozenset({Mood.TENSE, Mood.ANGRY, Mood.FEARFUL, Mood.SHOCK})


def tension_at(mood: Mood, share: float, heat: float) -> float:
    """How tight a scene is: by its mood, how far it has come (0 to 1) and the heat of the moment."""
    return min(1.0, _TENSION[mood] + 0.3 * share + 0.25 * heat)


def heat(emotion: Emotion, intensity: float) -> float:
    """How hot an emotion makes a moment, 0 to 1."""
    if emotion is Emotion.NEUTRAL:
        return 0.0
    return intensity if emotion in _STRONG else intensity * 0.6


def turning_weight(spoken: SpokenLine, text: str, *, changed: bool, answers: bool, last: bool) -> float:
    """How much a line turns its scene, 0 to 1.

    Args:
        spoken: the line with its emotion and manner.
        text: the piece of it that is weighed.
        changed: the speaker felt otherwise before.
        answers: the line before was a question of somebody else.
        last: nothing is said after it in the scene.
    """
    words = board_words()["turning"]["zh" if holds_cjk(text) else "en"]
    weight = 0.45 * heat(spoken.emotion, spoken.intensity)
    weight += 0.15 * (spoken.manner in {Manner.SHOUT, Manner.CRYING, Manner.WHISPER})
    weight += 0.28 * has_phrase(text, words) + 0.1 * ("!" in text or "！" in text)
    weight += 0.1 * is_question(text) + 0.12 * answers + 0.1 * (changed and spoken.emotion is not Emotion.NEUTRAL)
    return min(1.0, weight + 0.3 * last)


def is_question(text: str) -> bool:
    """Whether a line asks something."""
    return text.rstrip(" ”’\"'」』)）").endswith(("?", "？"))


# --- sizes ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Want:
    ideal: float
    widest: int
    tightest: int


def settle_sizes(setups: Sequence[Setup], *, wide: bool) -> Iterator[Settled]:
    """Give every setup a size and an angle, so that neighbours never jar.

    Args:
        setups: all of the film in screen order; cards are passed over in the rhythm.
        wide: the picture is wider than high, so that groups may stand closer.
    """
    before: tuple[Settled, ...] = ()
    for setup in setups:
        settled = _settle(setup, before, wide=wide)
        if setup.card is None:
            before = (*before[-1:], settled)
        yield settled


def _settle(setup: Setup, before: Sequence[Settled], *, wide: bool) -> Settled:
    wish = setup.wish
    want = _want(setup, wide=wide)
    if wish and wish.size:
        index = SIZES.index(wish.size)
        want = _Want(index, index, index)
    own = own_angle(setup)
    angles = (wish.angle,) if wish and wish.angle is not None else (own, own + 3, own + 6)
    options = [(s, a) for a in angles for s in range(want.widest, want.tightest + 1)]
    size, angle = min(options, key=lambda o: _cost(setup, want, o, own, before))
    return Settled(setup, SIZES[size], angle)


def _cost(
    setup: Setup, want: _Want, option: tuple[int, int], own: int, before: Sequence[Settled]
) -> tuple[float, int, int]:
    size, angle = option
    cost = abs(size - want.ideal) + 0.8 * (angle - own) / 3
    if before:
        cost += 0.45 * (before[-1].size is SIZES[size])
        cost += 100 * jars(before[-1], setup, size, angle)
    if len(before) > 1 and before[-1].size is before[-2].size is SIZES[size]:
        cost += 50
    return cost, angle, size


def jars(previous: Settled, setup: Setup, size: int, angle: int) -> bool:
    """Whether a cut to this size and angle would jump: one figure, one angle, nearly one size."""
    faces = {p.person for p in setup.players} & {p.person for p in previous.setup.players}
    return bool(faces) and previous.angle == angle and abs(SIZES.index(previous.size) - size) < LEAST_STEP


def own_angle(setup: Setup) -> int:
    """The camera angle that a setup has by itself: 0 the master, 1 and 2 the two reverses.

    Who looks to frame right is seen from one side of the place, who looks to frame left from the other.
    """
    alone = setup.kind in {ShotKind.SINGLE, ShotKind.REACTION, ShotKind.OVER_SHOULDER}
    if not alone or not setup.players:
        return 0
    return 1 if facing(setup, setup.players[0].person, setup.players[0].toward) > 0 else 2


def facing(setup: Setup, person: str, toward: str) -> int:
    """Which way a person looks: 1 to frame right, -1 to frame left; the side of the line decides."""
    here, there = setup.stations.get(person, 0.0), setup.stations.get(toward)
    if there is None or there == here:
        return 1 if here <= 0.5 else -1
    return 1 if there > here else -1


_BY_HAND: Final = frozenset(
    {
        *(Gesture.WIPE, Gesture.WRITE, Gesture.POUR, Gesture.READ, Gesture.TYPE, Gesture.KNOCK, Gesture.BOW),
        *(Gesture.PUT_DOWN, Gesture.PICK_UP, Gesture.EAT, Gesture.HUG),
    }
)
"""Deeds that are only seen where the hands, or what they are done to, are in the frame."""
_HANDS_SEEN: Final = 3
"""The tightest size that shows them: a medium shot."""


def _want(setup: Setup, *, wide: bool) -> _Want:
    """The size by the setup's kind; where hands do something the frame is wide enough for them."""
    want = _want_of_kind(setup, wide=wide)
    people = {player.person for player in setup.players}
    if setup.insert or not any(act.gesture in _BY_HAND and act.person in people for act in setup.acts):
        return want
    tightest = min(want.tightest, _HANDS_SEEN)
    return _Want(min(want.ideal, tightest), min(want.widest, tightest), tightest)


def _want_of_kind(setup: Setup, *, wide: bool) -> _Want:
    match setup.kind:
        case ShotKind.ESTABLISHING:
            return _Want(1 if setup.players else 0.4, 0, 2)
        case ShotKind.GROUP:
            want = _group_want(len(setup.players), setup.tension, wide=wide)
            return _Want(min(want.ideal, 1.8), want.widest, 2) if _moves(setup) else want
        case ShotKind.OVER_SHOULDER:
            return _Want(3.2 + 1.2 * setup.tension, 2, 5)
        case ShotKind.INSERT:
            return _Want(6, 5, 6)
        case ShotKind.TITLE | ShotKind.NEXT_TIME:
            return _Want(1, 1, 1)
        case _:
            return _single_want(setup)


def _group_want(people: int, tension: float, *, wide: bool) -> _Want:
    ideal = {1: 2.6, 2: 2.8, 3: 2.0}.get(people, 1.2) + (0.5 if wide else 0) + 0.3 * tension
    tightest = 4 if people < 2 or (people == 2 and wide) else 3 if people < 4 or wide else 2
    return _Want(ideal, 1 if people < 5 else 0, tightest)


def _moves(setup: Setup) -> bool:
    """Whether somebody sits down, gets up or walks: bodies must be seen for it."""
    before = {player.person: player.posture for player in setup.players}
    return any(act.walks or (act.posture or before.get(act.person)) != before.get(act.person) for act in setup.acts)


def _single_want(setup: Setup) -> _Want:
    if setup.purpose in {Purpose.ENTRANCE, Purpose.EXIT}:
        return _Want(1.6 + setup.tension, 1, 4)  # feet are seen walking, or nearly
    if any(act.posture is Posture.KNEEL for act in setup.acts):
        return _Want(1, 1, 1)  # knees on the floor
    if _moves(setup):
        return _Want(1.6, 1, 2)
    if setup.purpose is Purpose.DEED:
        return _Want(2.8 + 1.2 * setup.tension + setup.weight, 2, 6)
    ideal = 3.2 + 1.3 * setup.tension + 1.0 * setup.weight
    if setup.purpose in {Purpose.HOOK, Purpose.BUTTON}:
        ideal = max(ideal, 5.0)
    return _Want(min(ideal, 6.0), 2, 6)


# --- camera --------------------------------------------------------------------------------------


def camera_for(setup: Setup, mood: Mood, *, scene: int) -> Camera:
    """How the camera moves in a setup, by its purpose and the scene's mood."""
    wish = setup.wish
    chosen = _camera(setup, mood, scene)
    if wish is None or (wish.move is None and wish.strength is None):
        return chosen
    strength = wish.strength if wish.strength is not None else (0.6 if wish.move else chosen.strength)
    return Camera(wish.move or chosen.move, strength)


_SWEEPS: Final = (CameraMove.PAN_RIGHT, CameraMove.PUSH, CameraMove.TILT_DOWN, CameraMove.PAN_LEFT, CameraMove.PULL)


def _camera(setup: Setup, mood: Mood, scene: int) -> Camera:  # noqa: PLR0911 - one return a purpose
    match setup.purpose:
        case Purpose.HOOK:
            return Camera(CameraMove.SHOCK, 0.6) if mood in _DARK_MOODS else Camera(CameraMove.PUSH, 0.7)
        case Purpose.BUTTON:
            return Camera(CameraMove.PUSH, 0.6)
        case Purpose.PLACE:
            return Camera(_SWEEPS[(scene - 1) % len(_SWEEPS)], 0.45)
        case Purpose.REVEAL:
            return Camera(CameraMove.PUSH, 0.4) if setup.insert else Camera(CameraMove.RACK, 0.6)
        case Purpose.ENTRANCE:
            return Camera(CameraMove.RACK, 0.5)
        case Purpose.EXIT:
            return Camera(CameraMove.PULL, 0.4)
        case Purpose.WORDS:
            return Camera(CameraMove.STATIC, 0.0)
        case Purpose.TURN | Purpose.REACTION:
            return _face_camera(setup, mood)
        case _:
            return Camera(CameraMove.STATIC, 0.0) if mood in LIGHT_MOODS else Camera(CameraMove.SWAY, 0.35)


def _face_camera(setup: Setup, mood: Mood) -> Camera:
    feeling = _strongest(setup)
    if feeling in {Emotion.SURPRISED, Emotion.AFRAID} and setup.weight >= 0.7 and mood not in LIGHT_MOODS:
        return Camera(CameraMove.SHOCK, 0.6)
    if mood in LIGHT_MOODS:
        return Camera(CameraMove.STATIC, 0.0)
    if feeling in {Emotion.SAD, Emotion.TIRED, Emotion.ASHAMED} and setup.purpose is Purpose.REACTION:
        return Camera(CameraMove.PULL, 0.35)
    if setup.weight >= 0.45:
        return Camera(CameraMove.PUSH, 0.35 + 0.3 * setup.weight)
    return Camera(CameraMove.SWAY, 0.35)


def _strongest(setup: Setup) -> Emotion:
    own = [(d.line.intensity, d.line.emotion) for d in setup.deliveries if not d.line.off_screen]
    acted = [(a.intensity, a.emotion) for a in setup.acts if a.emotion is not None]
    faces = [(p.intensity, p.emotion) for p in setup.players[:1]]
    return max(own or acted or faces, key=lambda pair: pair[0], default=(0.0, Emotion.NEUTRAL))[1]


# --- transitions ---------------------------------------------------------------------------------


def scene_transition(before: Scene, scene: Scene) -> Transition:
    """How a scene takes over from the one before it, where the writer did not say."""
    tables = board_words()
    if has_phrase(scene.heading, tables["flashback"]["words"]) != has_phrase(
        before.heading, tables["flashback"]["words"]
    ):
        return Transition.FLASH
    if has_phrase(scene.heading, tables["later"]["words"]):
        return Transition.DISSOLVE
    if before.time is not scene.time:
        return Transition.FADE if TimeOfDay.NIGHT in {before.time, scene.time} else Transition.DISSOLVE
    if before.place != scene.place and {before.mood, scene.mood} <= LIGHT_MOODS:
        return Transition.WIPE
    return Transition.CUT if before.place != scene.place else Transition.DISSOLVE
