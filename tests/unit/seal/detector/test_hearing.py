"""The same words are heard through what thieves do to sound; other words and silence are not; music is known."""

import numpy as np
import pytest
from sounds import babble, chords, heard

from reelwright.seal.detector.hearing import hear
from reelwright.seal.detector.sound import SILENT
from reelwright.seal.detector.timeline import TimeLine

SAME = TimeLine(1.0, 0.0, 0.0)
SPEECH = babble(1)
FILM = heard(SPEECH)
GRAIN = np.random.default_rng(0).normal(0, 0.01, len(SPEECH))


@pytest.mark.parametrize(
    "copy",
    [SPEECH * 0.2, SPEECH + GRAIN, np.convolve(SPEECH, [0.5, 0.3, 0.2])[: len(SPEECH)], np.clip(SPEECH * 4, -0.6, 0.6)],
    ids=["softer", "noise", "dull", "overdriven"],
)
def test_same_words_are_heard(copy: np.ndarray) -> None:
    """Level, noise, an equaliser and a bad microphone leave the words; they are no music."""
    found = hear(heard(copy), FILM, SAME, 0.2, 5.8)
    assert found is not None
    assert (found.is_alike, found.is_music) == (True, False)


def test_other_words_or_another_moment_are_not() -> None:
    """Other words, and the same ones a second later, are not the same sound."""
    for sound, line in ((heard(babble(2)), SAME), (FILM, TimeLine(1.0, 1.0, 0.0))):
        found = hear(sound, FILM, line, 0.2, 4.8)
        assert found is not None
        assert not found.is_alike


def test_silence_says_nothing() -> None:
    """Where either film is silent there is no answer, not a no."""
    assert hear(SILENT, FILM, SAME, 0, 5) is None
    assert hear(heard(np.zeros(len(SPEECH))), FILM, SAME, 0, 5) is None
    assert hear(FILM, SILENT, SAME, 0, 5) is None


@pytest.mark.parametrize("pitch", [0.8, 1.0], ids=["pitch kept", "pitch raised"])
def test_faster_words_are_heard_at_their_pitch_or_higher(pitch: float) -> None:
    """A file that runs 1.25 times as fast is heard along its line, whether its pitch was kept or not."""
    faster = np.interp(np.arange(0, len(SPEECH) - 1, 1.25), np.arange(len(SPEECH)), babble(1, pitch=pitch))
    found = hear(heard(faster), FILM, TimeLine(1.25, 0.0, 0.0), 0.2, 4.6)
    assert found is not None
    assert found.is_alike


def test_rain_is_alike_and_tells_nothing() -> None:
    """The same steady noise is the same sound, as two films of one room have it, and tells nothing."""
    rain = np.random.default_rng(3).normal(0, 0.1, len(SPEECH))
    found = hear(heard(rain), heard(rain), SAME, 0.2, 5.8)
    assert found is not None
    assert (found.is_alike, found.is_telling) == (True, False)


def test_music_is_known_and_words_over_it_are_not_it() -> None:
    """The same music alone is music; two films' own words over one music are not the same sound."""
    music = chords(5)
    found = hear(heard(music), heard(0.5 * music + GRAIN / 20), SAME, 0.2, 5.8)
    assert found is not None
    assert (found.is_alike, found.is_music, found.is_telling) == (True, True, False)
    spoken = hear(heard(babble(1) + 0.2 * music), heard(babble(2) + 0.2 * music), SAME, 0.2, 5.8)
    assert spoken is not None
    assert not spoken.is_alike
