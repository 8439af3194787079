"""Gesticulation: what hands do by themselves while their owner talks.

Knows which movements go with which feeling, from ``board.toml``. What a writer asked for wins before
anybody comes here; a line always gets the same movement, and many lines get none.
"""

from __future__ import annotations

from reelwright.film import Emotion, Gesture, Line, Manner, digest_plain

from .grammar import is_question
from .words import board_words

_STILL = frozenset({Manner.WHISPER, Manner.THOUGHT, Manner.PHONE})
_LEAST = 0.5
"""Whoever feels less than this talks with the face alone."""


def talking_gesture(line: Line, *, alone: bool) -> Gesture:
    """The movement that goes with a line, ``REST`` for none.

    Args:
        line: what is said, and how.
        alone: nobody else is in the frame, so that elbows may go wide.
    """
    if line.manner in _STILL:
        return Gesture.REST
    feeling = "question" if line.emotion is Emotion.NEUTRAL and is_question(line.text) else line.emotion.value
    if line.emotion is not Emotion.NEUTRAL and line.intensity < _LEAST:
        return Gesture.REST
    rows = board_words()["talking"]
    choices: list[str] = [*rows.get(feeling, []), *(rows["wide"].get(feeling, []) if alone else [])]
    if not choices:
        return Gesture.REST
    return Gesture(choices[int(digest_plain(["hands", line.id]).hex[:8], 16) % len(choices)])
