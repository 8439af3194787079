"""Notation: notes, scales, and the moods that music is written in.

Knows the nouns of a score and the table of moods; refuses to know which notes are written (``sheet.py``).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from reelwright.film import Mood

MODES: Final = {
    "ionian": (0, 2, 4, 5, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10),
    "harmonic_minor": (0, 2, 3, 5, 7, 8, 11),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One note.

    Args:
        at: seconds from the start of the film.
        midi: pitch number; for a drum its size.
        part: which player of which section it belongs to, "sting" for a blow.
    """

    at: float
    midi: float
    seconds: float
    velocity: float
    instrument: str
    pan: float = 0.0
    part: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of film with one mood.

    Args:
        tonic: pitch class of the first degree, 0 for C.
        card: it lies under a title or next-time card.
    """

    start: float
    end: float
    mood: Mood
    tonic: int
    scene: int
    card: bool = False

    @property
    def scale(self) -> tuple[int, ...]:
        """The pitch classes that the section's harmony uses."""
        return tuple(sorted((self.tonic + step) % 12 for step in MODES[str(moods()[self.mood]["mode"])]))


@cache
def moods() -> dict[str, dict[str, Any]]:
    """The table of moods: tempo, meter, mode, chords and players of each."""
    return tomllib.loads(files(__package__).joinpath("moods.toml").read_text(encoding="utf-8"))


def mood_level(mood: Mood) -> float:
    """How loud a mood's music is beside the others, in dB."""
    return float(moods()[mood]["level"])
