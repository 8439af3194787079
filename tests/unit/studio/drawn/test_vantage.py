"""The vantage: whom the camera looks up to or down on, when the picture leans, and that nothing is cut off by it."""

import math
from dataclasses import replace

import pytest
from filmed import shot as filmed

from reelwright.film import (
    Emotion,
    Figure,
    Gesture,
    Mood,
    Pose,
    Posture,
    Shot,
    ShotSize,
    Way,
)
from reelwright.studio.adapters.drawn.backdrop import focus_for
from reelwright.studio.adapters.drawn.framing import Mark, frame_shot, seen_from
from reelwright.studio.adapters.drawn.path import turn
from reelwright.studio.adapters.drawn.people import NECK
from reelwright.studio.adapters.drawn.stage import MARGIN, STAGE_HEIGHT
from reelwright.studio.adapters.drawn.vantage import EYE_LEVEL, Vantage, vantage_of

ROOM = "office"


def face(emotion: Emotion, intensity: float = 0.8, **changes: object) -> Figure:
    """Somebody who looks to frame right and feels something."""
    return replace(Figure("a", turn=0.4, poses=(Pose(emotion=emotion, intensity=intensity),)), **changes)


def shot(*figures: Figure, mood: Mood = Mood.CALM, size: ShotSize = ShotSize.MCU) -> Shot:
    """A single of a face."""
    return filmed(figures=figures, mood=mood, size=size)


@pytest.mark.parametrize(
    ("emotion", "height"),
    [(Emotion.ANGRY, -1), (Emotion.SMUG, -1), (Emotion.AFRAID, 1), (Emotion.SAD, 1), (Emotion.HAPPY, 0)],
)
def test_feeling_decides_from_how_high_a_face_is_seen(emotion: Emotion, height: int) -> None:
    """Who has the upper hand is seen from below, who has lost it from above, all others from where eyes are."""
    assert vantage_of(shot(face(emotion)), ROOM).height == height
    assert vantage_of(shot(face(emotion, 0.3)), ROOM) == EYE_LEVEL


SEATED = (Pose(emotion=Emotion.ANGRY, posture=Posture.SIT),)
WIPING = (Pose(emotion=Emotion.ANGRY, gesture=Gesture.WIPE),)


@pytest.mark.parametrize(
    ("seen", "place"),
    [
        (shot(face(Emotion.ANGRY), mood=Mood.COMIC), ROOM),
        (shot(face(Emotion.ANGRY), size=ShotSize.LS), ROOM),
        (shot(face(Emotion.ANGRY), face(Emotion.SAD)), ROOM),
        (shot(face(Emotion.ANGRY, poses=SEATED)), ROOM),
        (shot(face(Emotion.ANGRY, poses=WIPING)), ROOM),
        (shot(face(Emotion.ANGRY, comes=Way.LEFT)), ROOM),
        (shot(face(Emotion.ANGRY, before=("cup",))), ROOM),
        (shot(face(Emotion.ANGRY)), "car_interior"),
        (shot(), ROOM),
    ],
)
def test_camera_stays_level_where_bodies_stand_on_something(seen: Shot, place: str) -> None:
    """Comedy is told straight, and floors, tables, walks, pairs and cars ask for a level picture."""
    assert vantage_of(seen, place) == EYE_LEVEL


def test_picture_leans_where_somebody_is_shaken() -> None:
    """It leans in a dark mood for who is shaken, away from where they look; not for others, nor in the sun."""
    assert vantage_of(shot(face(Emotion.AFRAID), mood=Mood.TENSE), ROOM).cant < 0
    assert vantage_of(shot(face(Emotion.AFRAID, turn=-0.4), mood=Mood.TENSE), ROOM).cant > 0
    assert vantage_of(shot(face(Emotion.SAD), mood=Mood.TENSE), ROOM).cant == 0
    assert vantage_of(shot(face(Emotion.AFRAID), mood=Mood.WARM), ROOM).cant == 0


def test_who_is_looked_up_to_stands_higher_and_larger() -> None:
    """From below a face is higher and larger than at eye level, from above lower and smaller; a level one stays."""
    level = Mark(500.0, 740.0, 1.0, 0.0)
    below, above = (seen_from(level, Vantage(height), 1080.0) for height in (-1.0, 1.0))

    assert below.y < level.y < above.y
    assert below.scale > level.scale > above.scale
    assert seen_from(level, EYE_LEVEL, 1080.0) == level


@pytest.mark.parametrize("vantage", [Vantage(-1.0, 4.5), Vantage(1.0, -4.5), EYE_LEVEL])
def test_box_of_a_layer_holds_it_as_the_camera_sees_it(vantage: Vantage) -> None:
    """Every point of a layer lies within the box after it was sized about the neck and turned with the picture."""
    left, top, right, bottom = vantage.bounds((-400.0, -300.0, 380.0, 2400.0), size=vantage.body)

    for x, y in ((-400, -300), (380, -300), (-400, 2400), (380, 2400), (10, 900)):
        sized = (NECK[0] + (x - NECK[0]) * vantage.body, NECK[1] + (y - NECK[1]) * vantage.body)
        a, b = turn(sized, vantage.cant)
        assert left - 1e-6 <= a <= right + 1e-6
        assert top - 1e-6 <= b <= bottom + 1e-6


@pytest.mark.parametrize("vantage", [EYE_LEVEL, Vantage(-1.0, 4.5), Vantage(1.0, -4.5)])
@pytest.mark.parametrize("width", [1080.0, 1536.0])
@pytest.mark.parametrize("size", list(ShotSize))
def test_camera_looks_aside_and_never_past_what_is_painted(size: ShotSize, width: float, vantage: Vantage) -> None:
    """Two who talk have two parts of a place behind them, and all of both is painted, however the camera leans."""
    framing = frame_shot(size, width)
    if framing.standing and vantage.cant:
        return  # people who are seen whole are seen level
    left, right = (focus_for(angle, framing, width, vantage) for angle in (1, 2))

    assert left[0] <= focus_for(0, framing, width, vantage)[0] == 0.5 <= right[0]
    assert left[0] < right[0]
    lens = 1 + (framing.zoom - 1) * 0.45  # of the farthest plane, of which most is seen
    for x, y in (left, right, focus_for(5, framing, width, vantage)):
        for across in (-0.575 * width, 0.575 * width):
            for down in (-0.525 * STAGE_HEIGHT, 0.625 * STAGE_HEIGHT):
                a, b = turn((across / lens, down / lens), -vantage.cant)
                assert -MARGIN - 1 <= x * width + a <= width + MARGIN + 1
                assert -MARGIN - 1 <= y * STAGE_HEIGHT + b <= STAGE_HEIGHT + MARGIN + 1


def test_turning_keeps_the_distance() -> None:
    """A point that is turned about another stays as far from it, and 90° clockwise is from right to down."""
    assert turn((3.0, 1.0), 90.0, about=(1.0, 1.0)) == pytest.approx((1.0, 3.0))
    assert math.dist(turn((3.0, 1.0), 33.0), (0, 0)) == pytest.approx(math.hypot(3, 1))
