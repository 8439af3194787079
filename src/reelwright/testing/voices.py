"""A voice for tests: no engine, no time, plausible phonemes."""

from __future__ import annotations

import math
import struct

from reelwright.film import Line, Plain, digest_plain
from reelwright.story import Person
from reelwright.studio import SAMPLE_RATE, Alphabet, TimedPhoneme, Utterance, VoiceError, mouths_of

_SOUND_SECONDS = 0.08


class FakeVoice:
    """Speaks tones: one letter one sound, each person on a pitch of their own.

    Args:
        fails_on: a line that contains this cannot be spoken.
    """

    def __init__(self, *, fails_on: str = "") -> None:
        self._fails_on = fails_on
        self.spoken: list[str] = []

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version of the engine."""
        return {"engine": "fake", "version": 1}

    def speak(self, line: Line, person: Person, *, language: str) -> Utterance:
        """Speak one line: the same one always the same way.

        Raises:
            VoiceError: the line holds what this voice was told to fail on, or nobody speaks the language.
        """
        if not language or (self._fails_on and self._fails_on in line.text):
            raise VoiceError(
                f"the fake voice cannot speak {line.text!r}", where=str(line.source), mend="reword the line"
            )
        self.spoken.append(line.id)
        letters = [letter for letter in line.text.lower() if letter.isalnum()]
        if not letters:
            return Utterance(bytes(2 * int(0.7 * SAMPLE_RATE)), (), "silence")
        hertz = 110 + int(digest_plain(person.id).hex[:4], 16) % 120
        phonemes = tuple(
            TimedPhoneme(
                letter, mouths_of(letter, Alphabet.IPA)[0], number * _SOUND_SECONDS, (number + 1) * _SOUND_SECONDS
            )
            for number, letter in enumerate(letters)
        )
        return Utterance(_tone(hertz, len(letters)), phonemes, "fake 1")


def _tone(hertz: int, sounds: int) -> bytes:
    """A tone that swells once a sound; every sound is the same, so one is made and repeated."""
    count = int(_SOUND_SECONDS * SAMPLE_RATE)
    wave = (
        int(4000 * math.sin(math.pi * i / count) * math.sin(2 * math.pi * hertz * i / SAMPLE_RATE))
        for i in range(count)
    )
    return struct.pack(f"<{count}h", *wave) * sounds
