"""Following: how the camera goes up and down with somebody who sits down or gets up.

Knows one person's bends through a shot. Refuses to know the moves that a board asks for (``camera.py``).
"""

from __future__ import annotations

from typing import Final

from reelwright.film import Posture, Shot
from reelwright.story import Person

from .bearing import Bearing, Room, level_of
from .framing import Framing
from .people import seat_drop

_SHARE: Final = 0.8
"""How much of a body's way the camera goes too; the rest is seen as movement in the frame."""
_FURTHEST: Final = 118.0
"""Stage units that it goes at most to either side: near planes move more, and are painted a margin beyond the frame."""
_EVEN: Final = 10
"""Frames on either side over which its way is evened: a hand on a tripod begins early and ends late."""


def followed(shot: Shot, people: dict[str, Person], framing: Framing, *, stage: float, fps: float) -> tuple[float, ...]:
    """How far down the camera has gone at each frame, in stage units; nothing where nobody's height changes.

    Args:
        shot: whose only figure is followed.
        people: with their cards.
        framing: of the shot.
        stage: its width.
        fps: frames a second.
    """
    seen = [figure for figure in shot.figures if figure.depth >= 0]
    person = people.get(seen[0].person) if len(seen) == 1 else None
    postures = {pose.posture for pose in seen[0].poses} if person else set()
    if person is None or framing.standing or postures != {Posture.SIT, Posture.STAND}:
        return ()
    drop, level = seat_drop(person) * framing.scale, level_of(seen)
    bearing = Bearing(seen[0], Room(0.0, stage, framing.scale, drop, level), frames=shot.length, fps=fps)
    bends = [bearing.at(number).bend for number in range(shot.length)]
    ways = []
    for number in range(shot.length):
        near = bends[max(0, number - _EVEN) : number + _EVEN + 1]
        way = _SHARE * drop * (sum(near) / len(near) - level)
        ways.append(max(-_FURTHEST, min(_FURTHEST, way)))
    return tuple(ways)
