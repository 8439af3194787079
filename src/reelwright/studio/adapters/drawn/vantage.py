"""The vantage: from how high the camera looks at one face, and how far it is canted.

Who has the upper hand is seen from below and who has lost it from above; where somebody is shaken, the picture
leans. Knows when, and what that does to a body and to a box round it. Refuses to know how anything is painted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reelwright.film import (
    SEATED_KINDS,
    CameraMove,
    Emotion,
    Figure,
    Gesture,
    Mood,
    Posture,
    Shot,
    ShotKind,
    ShotSize,
    View,
    Way,
)

from .path import turn
from .people import NECK, Bounds

_KINDS: Final = frozenset({ShotKind.SINGLE, ShotKind.REACTION, ShotKind.OVER_SHOULDER})
_SIZES: Final = frozenset({ShotSize.MS, ShotSize.MCU, ShotSize.CU})
_FROM_BELOW: Final = frozenset({Emotion.ANGRY, Emotion.SMUG, Emotion.DETERMINED, Emotion.DISGUSTED})
_FROM_ABOVE: Final = frozenset({Emotion.AFRAID, Emotion.ASHAMED, Emotion.SAD, Emotion.TIRED})
_SHAKEN: Final = frozenset({Emotion.AFRAID, Emotion.SURPRISED, Emotion.ANGRY})
_LEANING_MOODS: Final = frozenset({Mood.TENSE, Mood.FEARFUL, Mood.SHOCK, Mood.MYSTERIOUS, Mood.ANGRY})
_PLAIN: Final = frozenset(Gesture) - frozenset(
    {
        *(Gesture.PUT_DOWN, Gesture.PICK_UP, Gesture.WIPE, Gesture.WRITE, Gesture.TYPE, Gesture.POUR, Gesture.EAT),
        *(Gesture.DRINK, Gesture.HAND_OVER, Gesture.RECEIVE, Gesture.BOW, Gesture.HUG, Gesture.DANCE),
    }
)
"""What hands do that needs neither a table nor somebody else."""
_STRONG: Final = 0.5
_OVERWHELMING: Final = 0.7
_CANT: Final = 4.5
_BODY_BELOW: Final = 0.07
_BODY_ABOVE: Final = 0.10
_HEAD: Final = 0.035


@dataclass(frozen=True, slots=True)
class Vantage:
    """Where the camera stands beside the usual height of eyes.

    Args:
        height: −1 looking up from below to 1 looking down from above.
        cant: degrees by which the picture leans clockwise.
    """

    height: float = 0.0
    cant: float = 0.0

    @property
    def body(self) -> float:
        """The size of a trunk: it looms over who looks up at it, and dwindles below who looks down."""
        return 1.0 - (_BODY_ABOVE if self.height > 0 else _BODY_BELOW) * self.height

    @property
    def head(self) -> float:
        """The size of a head, which is the nearest or the farthest of a body."""
        return 1.0 + _HEAD * self.height

    def bounds(self, box: Bounds, *, size: float) -> Bounds:
        """A box of figure units as this camera sees it, about the face's centre.

        Args:
            box: left, top, right and bottom.
            size: of what is in it, about the neck.
        """
        if size == 1.0 and not self.cant:
            return box
        (left, top, right, bottom), (x, y) = box, NECK
        corners = [(x + (a - x) * size, y + (b - y) * size) for a in (left, right) for b in (top, bottom)]
        turned = [turn(corner, self.cant) for corner in corners]
        xs, ys = zip(*turned, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


EYE_LEVEL: Final = Vantage()


def vantage_of(shot: Shot, kind: str) -> Vantage:
    """From where a shot is seen.

    Args:
        shot: as the board has it.
        kind: of the place: who sits in a car is seen from the seat beside.
    """
    seen = [figure for figure in shot.figures if figure.depth >= 0]
    if len(seen) != 1 or shot.kind not in _KINDS or shot.size not in _SIZES or kind in SEATED_KINDS:
        return EYE_LEVEL
    figure = seen[0]
    if shot.mood is Mood.COMIC or not _stands_still(figure):
        return EYE_LEVEL
    felt = max(figure.poses, key=lambda pose: pose.intensity)
    height = 0.0
    if felt.intensity >= _STRONG:
        height = -1.0 if felt.emotion in _FROM_BELOW else 1.0 if felt.emotion in _FROM_ABOVE else 0.0
    struck = shot.camera.move is CameraMove.SHOCK or felt.intensity >= _OVERWHELMING
    leans = struck and felt.emotion in _SHAKEN and shot.mood in _LEANING_MOODS and shot.size is not ShotSize.MS
    return Vantage(height, _CANT * (1 if figure.turn < 0 else -1) if leans else 0.0)


def _stands_still(figure: Figure) -> bool:
    """Whether somebody is there from the front and on their feet all through a shot, with no table before them."""
    stays = figure.comes is Way.STAY and figure.goes is Way.STAY
    upright = all(pose.posture is Posture.STAND and pose.gesture in _PLAIN for pose in figure.poses)
    return stays and upright and figure.view is View.FACE and not figure.before
