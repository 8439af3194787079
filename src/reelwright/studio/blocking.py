"""Blocking: where people stand in the frame, whom they face, and what they do during a shot.

Knows composition for each shape of picture and keeps the 180° line: a person's side and the way
they look come from their station in the scene, never from the shot. Refuses to choose shots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from reelwright.film import Emotion, Figure, Gesture, Line, Mark, Mood, Pose, Posture, ShotKind, View, Way
from reelwright.story import Act, Change

from .gesticulation import talking_gesture
from .grammar import LIGHT_MOODS, facing
from .pacing import seconds_to_say
from .setups import Player, Purpose, Setup

WIDE_ASPECTS: Final = frozenset({"16:9"})

_SPREAD: Final = {
    "9:16": {2: 0.23, 3: 0.31, 4: 0.35, 5: 0.37, 6: 0.39},
    "4:5": {2: 0.21, 3: 0.30, 4: 0.34, 5: 0.36, 6: 0.38},
    "1:1": {2: 0.18, 3: 0.28, 4: 0.33, 5: 0.36, 6: 0.38},
    "16:9": {2: 0.15, 3: 0.23, 4: 0.29, 5: 0.33, 6: 0.36},
}
"""How far the outermost heads stand from the middle, by shape and number of people."""

_LOOK_ROOM: Final = {"9:16": 0.03, "4:5": 0.04, "1:1": 0.06, "16:9": 0.10}
_SHOULDER: Final = {"9:16": (0.12, 0.60), "4:5": (0.13, 0.60), "1:1": (0.15, 0.61), "16:9": (0.22, 0.63)}
"""Over the shoulder: where the back and the face stand when the back is on the left."""

_FROM_THE_DARK: Final = frozenset({Mood.TENSE, Mood.FEARFUL, Mood.MYSTERIOUS, Mood.SHOCK, Mood.ANGRY})
_FOUND_AT: Final = frozenset({Gesture.DANCE, Gesture.WIPE, Gesture.WRITE, Gesture.READ, Gesture.TYPE, Gesture.EAT})
"""What people are found doing when a scene begins with it: nobody waits for the camera."""
_GOES_ON: Final = frozenset(
    {
        *(Gesture.WAVE, Gesture.DANCE, Gesture.SHRUG, Gesture.CLENCH, Gesture.PRAY, Gesture.CROSS_ARMS),
        *(Gesture.WIPE, Gesture.WRITE, Gesture.READ, Gesture.TYPE, Gesture.HUG, Gesture.WEEP),
    }
)
_EMBRACED: Final = {"9:16": 0.105, "4:5": 0.09, "1:1": 0.075, "16:9": 0.055}
"""How far from the frame's middle the heads of two are who embrace."""
_TABLE_BETWEEN: Final = 0.04
"""How much further apart than others two people sit who face one another across a table."""
_NEARER: Final = {Mood.ROMANTIC: 0.74, Mood.ANGRY: 0.78, Mood.SAD: 0.84}
"""How near each other two people stand who are seen from the side, against the usual."""
_FROM_THE_FRONT: Final = frozenset(
    {
        *(Gesture.DANCE, Gesture.HUG, Gesture.WIPE, Gesture.WRITE, Gesture.TYPE, Gesture.POUR, Gesture.READ),
        *(Gesture.TURN_AWAY, Gesture.WEEP, Gesture.PUT_DOWN, Gesture.PICK_UP),
    }
)
"""What hands and faces do that is seen from the front, or not at the other."""
_TO_EACH_OTHER: Final = 0.9
_TURNS: Final = 0.6
"""The weight from which a shot is one that turns its scene."""
_BEFORE_HANDS_RISE: Final = 0.06
"""Hands come up after the first word and never with the cut."""
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
    if hug := _hug(setup):
        return _embrace(setup, hug, aspect)
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


def _hug(setup: Setup) -> Act | None:
    """What two people do who embrace and stand alone in the frame, None when nobody does."""
    pair = {player.person for player in setup.players}
    standing = all(player.posture is Posture.STAND for player in setup.players)
    hugs = (act for act in setup.acts if act.gesture is Gesture.HUG and {act.person, act.toward} == pair)
    return next(hugs, None) if standing and len(pair) == len(setup.players) == 2 else None


def _embrace(setup: Setup, hug: Act, aspect: str) -> tuple[Figure, ...]:
    """Over one's shoulder we see the other's face, whose arms are around them; a child's back would hide nobody."""
    face, back = sorted(setup.players, key=lambda player: (player.small, player.person != hug.person))
    hugged = replace(hug, person=face.person, toward=back.person)
    setup = replace(setup, acts=(hugged, *(act for act in setup.acts if act is not hug)))
    direction = facing(setup, face.person, back.person)
    near = _EMBRACED[aspect] * direction
    there = _figure(setup, face, x=0.5 - near, turn=0.5 * direction)
    return there, _figure(setup, back, x=0.5 + near, turn=-0.3 * direction, view=View.BACK)


def _group(setup: Setup, aspect: str, mood: Mood) -> tuple[Figure, ...]:
    ordered = sorted(setup.players, key=lambda p: (setup.stations.get(p.person, 0.5), p.person))
    count = len(ordered)
    spread = _SPREAD[aspect][min(count, 6)]
    across = _across_a_table(setup, ordered)
    meet = _face_to_face(setup, ordered, mood)
    if across and setup.weight < _TURNS:
        spread += _TABLE_BETWEEN
    elif meet:
        spread *= _NEARER.get(mood, 1.0)
    figures = []
    for i, player in enumerate(ordered):
        x = 0.5 - spread + 2 * spread * i / (count - 1)
        view = View.PROFILE if meet or (across and setup.weight < _TURNS) else View.FACE
        direction = facing(setup, player.person, player.toward)
        depth = _depth(i, count, lead=player.person == setup.lead)
        turn = _TO_EACH_OTHER if across else 0.7 if count == 2 else 0.45
        figures.append(_figure(setup, player, x=round(x, 4), turn=turn * direction, depth=depth, view=view))
    return tuple(sorted(figures, key=lambda f: -f.depth))


def _across_a_table(setup: Setup, players: Sequence[Player]) -> bool:
    """Whether two people sit at a table all through a shot and have nobody but each other to look at.

    They face one another across it: in profile, and turned far to each other where a line turns the scene, for
    then their faces matter more.
    """
    settled = not any(act.posture is Posture.STAND or act.enters or act.walks for act in setup.acts)
    pair = {player.person for player in players}
    return (
        setup.tabled
        and settled
        and len(players) == len(pair) == 2
        and all(_seated(each) and not each.leaving and each.toward in pair for each in players)
    )


def _face_to_face(setup: Setup, players: Sequence[Player], mood: Mood) -> bool:
    """Whether two people stand all through a shot and look at one another, and nothing in it turns the scene.

    They are seen from the side, each looking at the other, as people do who talk; where a line turns the scene their
    faces matter more, and comedy plays to the front. A child and a grown person do not look level.
    """
    pair = {player.person for player in players}
    comes = any(act.enters or act.walks or act.posture is not None for act in setup.acts if act.person in pair)
    asked = {act.gesture for act in setup.acts} | {each.gesture for each in players} | {None, Gesture.REST}
    stand = all(each.posture is Posture.STAND and not (each.leaving or each.before) for each in players)
    return (
        stand
        and len(players) == len(pair) == 2
        and all(each.toward in pair and each.toward != each.person for each in players)
        and len({each.small for each in players}) == 1
        and not comes
        and not asked & _FROM_THE_FRONT
        and setup.weight < _TURNS
        and mood not in LIGHT_MOODS
    )


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
    thin = player.leaving and any(act.thin and act.person == player.person for act in setup.acts)
    if player.leaving and view is View.FACE and not thin:
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
        holds=player.holds or _come_to_hand(setup, player.person),
        marks=player.marks | _marks_made(setup, player.person),
        comes=_comes(setup, player),
        goes=Way.THIN if thin else Way.AFAR if player.leaving else Way.STAY,
        before=_lying(setup, player),
        whose=player.whose or _giver(setup, player.person),
    )


def _lying(setup: Setup, player: Player) -> tuple[str, ...]:
    """What lies before somebody as the shot begins; a thing that they pick up lay there."""
    taken = (
        act.prop for act in setup.acts if act.person == player.person and act.gesture is Gesture.PICK_UP and act.prop
    )
    return tuple(dict.fromkeys((*player.before, *(prop for prop in taken if prop != player.holds))))


def _comes(setup: Setup, player: Player) -> Way:
    """Where somebody who walks in this shot comes from.

    In a dark scene they come towards us out of the depth; else from their own side of the line, so
    that they look the way they will look when they stand.
    """
    own = [act for act in setup.acts if act.person == player.person]
    if player.leaving or not any(act.enters or act.walks for act in own) or _seated(player):
        return Way.STAY
    if setup.mood in _FROM_THE_DARK and any(act.enters for act in own):
        return Way.AFAR
    return Way.LEFT if facing(setup, player.person, player.toward) > 0 else Way.RIGHT


def _seated(player: Player) -> bool:
    return player.posture is Posture.SIT


def _marks_made(setup: Setup, person: str) -> frozenset[Mark]:
    """What comes to show on a skin during the shot itself."""
    return frozenset(mark for change in _changes(setup, person) for mark in change.gains)


def _come_to_hand(setup: Setup, person: str) -> str:
    """What somebody has in hand by an act of their own, or because another hands it to them."""
    acts = [act for act in setup.acts if act.person == person or _taker(setup, act) == person]
    own = [change for act in acts for change in act.changes if change.person == person]
    return next((change.holds for change in own if change.holds), "")


def _taker(setup: Setup, act: Act) -> str:
    """Who is seen taking what an act hands over, "" for nobody."""
    if act.gesture is not Gesture.OFFER:
        return ""
    seen = {player.person for player in setup.players if not player.holds}
    takers = (change.person for change in act.changes if change.holds and change.person != act.person)
    return next((person for person in takers if person in seen), "")


def _giver(setup: Setup, person: str) -> str:
    """Whose thing somebody is seen taking, "" for nobody's."""
    givers = {player.person: player.whose or player.person for player in setup.players}
    return next((givers.get(act.person, act.person) for act in setup.acts if _taker(setup, act) == person), "")


def _changes(setup: Setup, person: str) -> Iterator[Change]:
    """What the ledger says becomes of a person during the shot."""
    of_acts = (act.changes for act in setup.acts)
    of_lines = (delivery.changes for delivery in setup.deliveries)
    yield from (change for changes in (*of_acts, *of_lines) for change in changes if change.person == person)


def _poses(setup: Setup, player: Player, direction: float) -> tuple[Pose, ...]:
    """What one person does through a shot: as they were, then each line and act at its moment."""
    poses = {0.0: _pose(0.0, player.emotion, player.intensity, player.gesture, direction, posture=player.posture)}
    poses |= _acted_poses(setup, player, direction)
    poses |= _spoken_poses(setup, player, direction)
    ordered = sorted(poses.values(), key=lambda pose: pose.at)
    return tuple(p for i, p in enumerate(ordered) if i == 0 or not _same(p, ordered[i - 1]))


def _spoken_poses(setup: Setup, player: Player, direction: float) -> dict[float, Pose]:
    found: dict[float, Pose] = {}
    own = [act for act in setup.acts if act.person == player.person]
    gesture = Gesture.HOLD if _in_hand(player, own) else Gesture.REST
    posture = _posture_after(player, own)
    if player.gesture in {Gesture.PHONE_TO_EAR, Gesture.DANCE}:
        gesture = player.gesture
    for at, end, line, wanted in _moments(setup):
        if line.person != player.person:
            continue
        shown = _usable(wanted, player) or gesture
        start = 0.0 if at < 0.12 and not setup.acts else at
        if shown is Gesture.REST and not line.off_screen:
            shown = talking_gesture(line, alone=len(setup.players) == 1 and setup.back is None)
            if shown is not Gesture.REST and start < _BEFORE_HANDS_RISE:
                found[start] = _pose(start, line.emotion, line.intensity, gesture, direction, posture=posture)
                start = _BEFORE_HANDS_RISE
            found[end] = _pose(end, line.emotion, line.intensity, gesture, direction, posture=posture)
        found[start] = _pose(start, line.emotion, line.intensity, shown, direction, posture=posture)
    return found


def _in_hand(player: Player, own: list[Act]) -> str:
    """What somebody has in hand when their own acts are over."""
    changes = [change for act in own for change in act.changes if change.person == player.person]
    return next((change.holds for change in reversed(changes) if change.holds is not None), player.holds)


def _posture_after(player: Player, own: list[Act]) -> Posture:
    return next((act.posture for act in reversed(own) if act.posture is not None), player.posture)


def _moments(setup: Setup) -> list[tuple[float, float, Line, Gesture | None]]:
    """When each line starts and ends, as shares of the shot, by estimate."""
    spans = [seconds_to_say(d.line.text) + 0.2 for d in setup.deliveries]
    lead = max(0.25, setup.lead_s)
    total = lead + sum(spans) + 0.15
    starts = [(lead + sum(spans[:i])) / total for i in range(len(spans) + 1)]
    return [
        (round(at, 2), round(end, 2), d.line, d.gesture)
        for (at, end), d in zip(pairwise(starts), setup.deliveries, strict=True)
    ]


def _acted_poses(setup: Setup, player: Player, direction: float) -> dict[float, Pose]:
    own = [act for act in setup.acts if act.person == player.person]
    emotion, intensity = player.emotion, player.intensity
    found: dict[float, Pose] = {}
    before = min((at for at, _, _, _ in _moments(setup)), default=1.0)  # acts are over when the words begin
    shown = player.gesture
    for i, act in enumerate(own):
        if act.emotion is not None:
            emotion, intensity = act.emotion, act.intensity
        found_at_it = i == 0 and setup.kind is ShotKind.ESTABLISHING and act.gesture in _FOUND_AT
        at = 0.0 if found_at_it else _act_at(setup, act, before)
        holds = Gesture.HOLD if act.prop or _in_hand(player, own[:i]) else player.gesture
        asked = Gesture.HAND_OVER if _taker(setup, act) else act.gesture
        # What is only felt ("waves, thrilled") leaves hands as they are.
        shown = _usable(asked, player) or (shown if shown in _GOES_ON else holds)
        found[at] = _pose(at, emotion, intensity, shown, direction, posture=_posture_after(player, own[: i + 1]))
    for act in setup.acts:
        if _taker(setup, act) == player.person:
            at = _act_at(setup, act, before)
            found[at] = _pose(at, emotion, intensity, Gesture.RECEIVE, direction, posture=_posture_after(player, own))
    if not own and setup.purpose in {Purpose.REACTION, Purpose.BUTTON}:
        found[0.3] = _pose(0.3, emotion, min(1.0, intensity + 0.2), player.gesture, direction, posture=player.posture)
    return found


def _act_at(setup: Setup, act: Act, before: float) -> float:
    """When an act begins, as a share of the shot, among all that its person does before the words."""
    own = [each for each in setup.acts if each.person == act.person]
    return round(before * (0.2 + 0.65 * own.index(act) / len(own)), 2)


def _usable(gesture: Gesture | None, player: Player) -> Gesture | None:
    """A hand that holds a telephone to an ear keeps it there unless it must do something else."""
    if gesture is Gesture.REST and player.gesture is Gesture.PHONE_TO_EAR:
        return player.gesture
    return gesture


def _pose(  # noqa: PLR0913 - one argument a property of the pose
    at: float, emotion: Emotion, intensity: float, gesture: Gesture, direction: float, *, posture: Posture
) -> Pose:
    down = emotion in _GAZE_DOWN and intensity >= 0.4
    away = gesture is Gesture.TURN_AWAY
    x = -0.5 * direction if away else 0.55 * direction * (0.6 if down else 1.0)
    y = 0.45 if down else -0.15 if gesture is Gesture.THINK else 0.0
    gaze = (round(x, 3), y)
    return Pose(at=at, emotion=emotion, intensity=intensity, gesture=gesture, gaze=gaze, posture=posture)


def _same(a: Pose, b: Pose) -> bool:
    plain = a.emotion is b.emotion is Emotion.NEUTRAL
    alike = plain or a.intensity == b.intensity
    return alike and (a.emotion, a.gesture, a.gaze, a.posture) == (b.emotion, b.gesture, b.gaze, b.posture)
