"""What hands do while their owner talks."""

import pytest

from reelwright.film import Emotion, Gesture, Line, Manner, SourceLine
from reelwright.studio.gesticulation import talking_gesture
from reelwright.studio.words import board_words

AT = SourceLine("film.fountain", 1)


def line(number: int, emotion: Emotion = Emotion.ANGRY, intensity: float = 0.8, **how: Manner) -> Line:
    """One of many lines of a feeling."""
    return Line(f"ann-{number:08x}", "ann", "You knew.", AT, emotion=emotion, intensity=intensity, **how)


def test_a_line_always_has_the_same_movement_and_lines_differ() -> None:
    """A film made twice moves alike; not every line of one feeling has the same hands."""
    assert talking_gesture(line(1), alone=True) is talking_gesture(line(1), alone=True)
    assert len({talking_gesture(line(n), alone=True) for n in range(20)}) > 2


@pytest.mark.parametrize("manner", [Manner.WHISPER, Manner.THOUGHT, Manner.PHONE])
def test_whoever_whispers_or_thinks_keeps_still(manner: Manner) -> None:
    """Secrets and thoughts are told without hands."""
    assert {talking_gesture(line(n, manner=manner), alone=True) for n in range(20)} == {Gesture.REST}


def test_little_feeling_moves_no_hand() -> None:
    """Whoever is calm, or hardly angry, talks with the face alone."""
    assert {talking_gesture(line(n, intensity=0.3), alone=True) for n in range(20)} == {Gesture.REST}
    assert {talking_gesture(line(n, Emotion.NEUTRAL), alone=True) for n in range(20)} == {Gesture.REST}


@pytest.mark.parametrize("emotion", list(Emotion))
def test_elbows_stay_in_where_somebody_stands_beside(emotion: Emotion) -> None:
    """Hands on hips and shrugs are for whoever is alone in the frame."""
    beside = {talking_gesture(line(n, emotion), alone=False) for n in range(30)}
    assert not beside & {Gesture.HANDS_ON_HIPS, Gesture.SHRUG, Gesture.POINT}


def test_the_table_names_feelings_and_gestures() -> None:
    """Each row is a feeling, or a question; each of its words a gesture."""
    rows = board_words()["talking"]
    wide = rows["wide"]
    feelings = {emotion.value for emotion in Emotion} | {"question"}
    assert set(rows) - {"wide"} <= feelings
    assert set(wide) <= feelings
    assert all(Gesture(word) for row in (*wide.values(), *(rows[key] for key in rows if key != "wide")) for word in row)
