"""Throats: what a person's card says about the voice, in terms that no engine owns.

Gender, age and build first; then what only this person has, drawn from the card's id, so that the
same person always sounds the same and two people of one kind do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reelwright.film import digest_plain
from reelwright.story import Person

_MIDDLE_PITCH: Final = {  # Hz
    "male": {"child": 265.0, "teen": 140.0, "adult": 112.0, "elder": 124.0},
    "female": {"child": 285.0, "teen": 228.0, "adult": 203.0, "elder": 178.0},
    "neutral": {"child": 275.0, "teen": 185.0, "adult": 152.0, "elder": 150.0},
}
_TRACT: Final = {"child": 1.17, "teen": 1.05, "adult": 1.0, "elder": 0.985}
_BUILD: Final = {"slim": 1.02, "average": 1.0, "broad": 0.955}


@dataclass(frozen=True, slots=True)
class Throat:
    """One person's voice.

    Args:
        family: "male" or "female": which of an engine's voices fit.
        draw: a number that only this person has, to choose among them.
        hertz: middle pitch.
        tract: how much higher the formants lie than the engine's own; above 1 is a smaller head.
        breath: how much air is heard, 0 to 1.
        tremor: how much it trembles, 0 to 1.
    """

    family: str
    draw: int
    hertz: float
    tract: float
    breath: float
    tremor: float


def choose_throat(person: Person) -> Throat:
    """The voice that goes with a card."""
    draw = int(digest_plain(["throat", person.id]).hex[:8], 16)
    known = person.gender if person.gender in _MIDDLE_PITCH else "neutral"
    family = known if known != "neutral" else ("male", "female")[draw // 7 % 2]
    if person.age == "child":
        family = "female"
    own = (draw // 11 % 201) / 100 - 1  # -1 to 1
    hertz = _MIDDLE_PITCH[known].get(person.age, _MIDDLE_PITCH[known]["adult"])
    tract = _TRACT.get(person.age, 1.0) * _BUILD.get(person.build, 1.0) * (1 + 0.025 * ((draw // 13 % 201) / 100 - 1))
    if known == "neutral" and person.age != "child":
        tract *= 1.05 if family == "male" else 0.96
    elder = person.age == "elder"
    breath = 0.7 if elder else (0.45 if family == "female" else 0.3)
    pitch = hertz * 2 ** ((person.voice.pitch + 0.9 * own) / 12)
    return Throat(family, draw, pitch, tract, breath, 0.8 if elder else 0.0)


def line_seed(person: Person, text: str) -> int:
    """The seed of everything that is unsteady in one line of one person."""
    return int(digest_plain(["breath", person.id, text]).hex[:8], 16)
