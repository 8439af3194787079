"""Deeds: what hands and feet are heard doing, at the moment at which they are seen doing it.

Knows which gesture makes which sound. Refuses to know how a sound is made (``foley.py``) and where it
is laid (``mix.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reelwright.film import FrameRate, Gesture, Pose, Shot, Sound


@dataclass(frozen=True, slots=True)
class _Deed:
    """The sound of a gesture.

    Args:
        kind: of the sound.
        after_s: seconds from when the hand sets out to when it is heard.
        every_s: seconds after which it is heard again while the gesture goes on, 0 for once.
    """

    kind: str
    after_s: float = 0.0
    every_s: float = 0.0


_DEEDS: Final = {  # the seconds are those in which the drawn renderer moves hands
    Gesture.POUR: _Deed("pour", 0.4),
    Gesture.WIPE: _Deed("wipe", 0.0, 1.2),
    Gesture.WRITE: _Deed("write", 0.1, 1.5),
    Gesture.TYPE: _Deed("keyboard", 0.1, 1.8),
    Gesture.KNOCK: _Deed("knock"),
    Gesture.PUT_DOWN: _Deed("set_down", 0.36),
    Gesture.SLAP: _Deed("slap", 0.3),
    Gesture.EAT: _Deed("cutlery", 0.0, 2.2),
    Gesture.DANCE: _Deed("taps", 0.0, 2.0),
    Gesture.HUG: _Deed("cloth", 0.1),
    Gesture.BOW: _Deed("cloth", 0.1),
}


def heard_in(shot: Shot, rate: FrameRate) -> tuple[Sound, ...]:
    """All sound cues of a shot: those that it was given, and what is seen done in it.

    A sound that the words of the script asked for is heard when its gesture is seen, and once.
    """
    seconds = float(rate.seconds(shot.length))
    if seconds <= 0:
        return shot.sounds
    done: dict[str, tuple[Sound, ...]] = {}
    for figure in shot.figures:
        for begins, ends, pose in _stretches(figure.poses):
            deed = _DEEDS.get(pose.gesture)
            if deed and figure.depth >= 0 and deed.kind not in done:
                done[deed.kind] = _heard(deed, begins, ends, seconds)
    given = (cue for cue in shot.sounds if cue.kind not in done)
    return (*given, *(cue for cues in done.values() for cue in cues))


def _stretches(poses: tuple[Pose, ...]) -> list[tuple[float, float, Pose]]:
    """Each gesture from where it begins to where another one begins, as shares of the shot."""
    begins = [pose for n, pose in enumerate(poses) if not n or pose.gesture is not poses[n - 1].gesture]
    ends = [later.at for _, later in pairwise(begins)] + [1.0]
    return [(pose.at, end, pose) for pose, end in zip(begins, ends, strict=True)]


def _heard(deed: _Deed, begins: float, ends: float, seconds: float) -> tuple[Sound, ...]:
    at, last, cues = begins * seconds + deed.after_s, ends * seconds - 0.3, []
    while at < last:
        cues.append(Sound(deed.kind, at / seconds))
        if not deed.every_s:
            break
        at += deed.every_s
    return tuple(cues)
