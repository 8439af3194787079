"""Blocking: where people stand in the frame, whom they face, and what they do during a shot.

Knows composition for each shape of picture and keeps the 180° line: a person's side and the way
they look come from their station in the scene, never from the shot. Refuses to choose shots.
"""

from __future__ import annotations

from typing import Final

from reelwright.film import Emotion, Figure, Gesture, Line, Mark, Mood, Pose, ShotKind, View

from .grammar import facing
from .pacing import seconds_to_say
from .setups import Player, Purpose, Setup
from .staging import weeping

WIDE_ASPECTS: Final = frozenset({"16:9"})

_SPREAD: Final = {
    "9:16": {2: 0.20, 3: 0.31, 4: 0.35, 5: 0.37, 6: 0.39},
    "4:5": {2: 0.19, 3: 0.30, 4: 0.34, 5: 0.36, 6: 0.38},
    "1:1": {2: 0.18, 3: 0.28, 4: 0.33, 5: 0.36, 6: 0.38},
    "16:9": {2: 0.15, 3: 0.23, 4: 0.29, 5: 0.33, 6: 0.36},
}
"""How far the outermost heads stand from the middle, by shape and number of people."""

_LOOK_ROOM: Final = {"9:16": 0.03, "4:5": 0.04, "1:1": 0.06, "16:9": 0.10}
_SHOULDER: Final = {"9:16": (0.12, 0.60), "4:5": (0.13, 0.60), "1:1": (0.15, 0.61), "16:9": (0.22, 0.63)}
"""Over the shoulder: where the back and the face stand when the back is on the left."""

_GAZE_DOWN: Final = frozenset({Emotion.ASHAMED, Emotion.SAD, Emotion.TIRED})


def place_figures(setup: Setup, aspect: str, mood: Mood, *, angle: int = 0) -> tuple[Figure, ...]:
    """The figures of a shot, furthest first, so that nearer ones are drawn over them.

    Args:
        setup: who is in the frame, and why.
        aspect: the shape of the picture.
        mood: the scene's.
        angle: the camera angle; from 3 on the camera has gone round the figure, who is turned further.
    """
    if setup.kind is ShotKind.INSERT or setup.card is not None or not setup.players:
        return ()
    if setup.kind is ShotKind.OVER_SHOULDER and setup.back is not None:
        return _over_shoulder(setup, setup.players[0], setup.back, aspect)
    if len(setup.players) == 1:
        return (_single(setup, setup.players[0], aspect, turned=angle >= 3),)
    return _group(setup, aspect, mood)


def _single(setup: Setup, player: Player, aspect: str, *, turned: bool) -> Figure:
    direction = facing(setup, player.person, player.toward)
    if setup.pov:
        return _figure(setup, player, x=0.5, turn=0.0, straight=True)
    x = 0.5 - direction * _LOOK_ROOM[aspect]
    return _figure(setup, player, x=x, turn=(0.64 if turned else 0.34) * direction)


def _over_shoulder(setup: Setup, face: Player, back: Player, aspect: str) -> tuple[Figure, ...]:
    near, far = _SHOULDER[aspect]
    direction = facing(setup, face.person, back.person)  # the face looks towards the back's side
    if direction > 0:
        near, far = 1 - near, 1 - far
    behind = _figure(setup, back, x=near, turn=-0.3 * direction, depth=-1.0, view=View.BACK)
    return _figure(setup, face, x=far, turn=0.4 * direction), behind


def _group(setup: Setup, aspect: str, mood: Mood) -> tuple[Figure, ...]:
    ordered = sorted(setup.players, key=lambda p: (setup.stations.get(p.person, 0.5), p.person))
    count = len(ordered)
    spread = _SPREAD[aspect][min(count, 6)]
    figures = []
    for i, player in enumerate(ordered):
        x = 0.5 - spread + 2 * spread * i / (count - 1)
        facing_off = count == 2 and not setup.deliveries and mood is Mood.ANGRY and not player.leaving
        view = View.PROFILE if facing_off else View.FACE
        direction = facing(setup, player.person, player.toward)
        depth = _depth(i, count, lead=player.person == setup.lead)
        figures.append(_figure(setup, player, x=round(x, 4), turn=0.45 * direction, depth=depth, view=view))
    return tuple(sorted(figures, key=lambda f: -f.depth))


def _depth(index: int, count: int, *, lead: bool) -> float:
    """Crowds stand in two rows, the inner people further back; a pair stands level."""
    if count < 3 or lead:
        return 0.0
    return 0.45 if 0 < index < count - 1 and index % 2 == 1 else 0.15


def _figure(  # noqa: PLR0913 - one argument a property of the placing
    setup: Setup,
    player: Player,
    *,
    x: float,
    turn: float,
    depth: float = 0.0,
    view: View = View.FACE,
    straight: bool = False,
) -> Figure:
    if player.leaving and view is View.FACE:
        view = View.BACK
    if setup.wish and setup.wish.view and setup.lead == player.person:
        view = setup.wish.view
    direction = 0.0 if straight else float(facing(setup, player.person, player.toward))
    return Figure(
        person=player.person,
        look=player.look,
        x=round(x, 4),
        depth=depth,
        view=view,
        turn=turn,
        poses=_poses(setup, player, direction),
        holds=player.holds or _held_in_acts(setup, player.person),
        marks=player.marks | _marks_made(setup, player.person),
    )


def _marks_made(setup: Setup, person: str) -> frozenset[Mark]:
    """What comes to show on a skin during the shot itself."""
    made = frozenset(mark for act in setup.acts if act.person == person for mark in act.marks)
    weeps = any(
        weeping(d.line.emotion, d.line.intensity, d.line.manner) for d in setup.deliveries if d.line.person == person
    )
    return made | {Mark.TEARS} if weeps else made


def _held_in_acts(setup: Setup, person: str) -> str:
    return next((act.prop for act in setup.acts if act.person == person and act.prop), "")


def _poses(setup: Setup, player: Player, direction: float) -> tuple[Pose, ...]:
    """What one person does through a shot: as they were, then each line and act at its moment."""
    poses = {0.0: _pose(0.0, player.emotion, player.intensity, player.gesture, direction)}
    poses |= _acted_poses(setup, player, direction)
    poses |= _spoken_poses(setup, player, direction)
    ordered = sorted(poses.values(), key=lambda pose: pose.at)
    return tuple(p for i, p in enumerate(ordered) if i == 0 or not _same(p, ordered[i - 1]))


def _spoken_poses(setup: Setup, player: Player, direction: float) -> dict[float, Pose]:
    found: dict[float, Pose] = {}
    gesture = Gesture.HOLD if player.holds else Gesture.REST
    if player.gesture is Gesture.PHONE_TO_EAR:
        gesture = player.gesture
    for at, line, wanted in _moments(setup):
        if line.person != player.person:
            continue
        shown = _usable(wanted, player) or gesture
        start = 0.0 if at < 0.12 and not setup.acts else at
        found[start] = _pose(start, line.emotion, line.intensity, shown, direction)
    return found


def _moments(setup: Setup) -> list[tuple[float, Line, Gesture | None]]:
    """When each line starts, as a share of the shot, by estimate."""
    spans = [seconds_to_say(d.line.text) + 0.2 for d in setup.deliveries]
    lead = max(0.25, setup.lead_s)
    total = lead + sum(spans) + 0.15
    starts = [(lead + sum(spans[:i])) / total for i in range(len(spans))]
    return [(round(at, 2), d.line, d.gesture) for at, d in zip(starts, setup.deliveries, strict=True)]


def _acted_poses(setup: Setup, player: Player, direction: float) -> dict[float, Pose]:
    own = [act for act in setup.acts if act.person == player.person]
    emotion, intensity = player.emotion, player.intensity
    found: dict[float, Pose] = {}
    before = min((at for at, _, _ in _moments(setup)), default=1.0)  # acts are over when the words begin
    for i, act in enumerate(own):
        if act.emotion is not None:
            emotion, intensity = act.emotion, act.intensity
        at = round(before * (0.2 + 0.65 * i / len(own)), 2)
        gesture = _usable(act.gesture, player) or (Gesture.HOLD if act.prop or player.holds else player.gesture)
        found[at] = _pose(at, emotion, intensity, gesture, direction)
    if not own and setup.purpose in {Purpose.REACTION, Purpose.BUTTON}:
        found[0.3] = _pose(0.3, emotion, min(1.0, intensity + 0.2), player.gesture, direction)
    return found


def _usable(gesture: Gesture | None, player: Player) -> Gesture | None:
    """A hand that holds a telephone to an ear keeps it there unless it must do something else."""
    if gesture is Gesture.REST and player.gesture is Gesture.PHONE_TO_EAR:
        return player.gesture
    return gesture


def _pose(at: float, emotion: Emotion, intensity: float, gesture: Gesture, direction: float) -> Pose:
    down = emotion in _GAZE_DOWN and intensity >= 0.4
    away = gesture is Gesture.TURN_AWAY
    x = -0.5 * direction if away else 0.55 * direction * (0.6 if down else 1.0)
    y = 0.45 if down else -0.15 if gesture is Gesture.THINK else 0.0
    return Pose(at=at, emotion=emotion, intensity=intensity, gesture=gesture, gaze=(round(x, 3), y))


def _same(a: Pose, b: Pose) -> bool:
    plain = a.emotion is b.emotion is Emotion.NEUTRAL
    alike = plain or a.intensity == b.intensity
    return alike and (a.emotion, a.gesture, a.gaze) == (b.emotion, b.gesture, b.gaze)
