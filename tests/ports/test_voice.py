"""The port Voice: what every adapter and the fake keep."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from speech_server import SpeechServerDouble

from reelwright.film import Line, Manner, SourceLine, canonical_json
from reelwright.story import Person
from reelwright.studio import SAMPLE_RATE, MouthShape, Utterance, Voice, VoiceError
from reelwright.studio.adapters.cloud_speech import OpenAiSpeech, SpeechServer
from reelwright.studio.adapters.espeak import EspeakVoice
from reelwright.studio.adapters.flite import FliteVoice
from reelwright.testing import FakeVoice

HERE = SourceLine("film.fountain", 7)
LIN = Person("lin", "Lin", gender="female")
TEXT = "You should not have come back."


@pytest.fixture
def speech_server() -> Iterator[SpeechServerDouble]:
    """A server that speaks the OpenAI speech protocol on loopback."""
    server = SpeechServerDouble()
    yield server
    server.stop()


def line(text: str, manner: Manner = Manner.PLAIN) -> Line:
    """A line of Lin's."""
    return Line("s01-1", "lin", text, HERE, manner=manner)


def samples(utterance: Utterance) -> np.ndarray:
    """An utterance as an array from -1 to 1."""
    return np.frombuffer(utterance.pcm, "<i2") / 32768


@pytest.fixture(params=["fake", "espeak", "flite", "cloud"])
def voice(request: pytest.FixtureRequest, speech_server: SpeechServerDouble) -> Voice:
    """Every voice that this machine can have."""
    if request.param == "flite":
        if not FliteVoice.installed():
            pytest.skip("NOT TESTED: the program flite is not on this machine; install it to test its adapter")
        return FliteVoice()
    if request.param == "cloud":
        return OpenAiSpeech(SpeechServer(speech_server.url, key="secret"), EspeakVoice())
    return FakeVoice() if request.param == "fake" else EspeakVoice()


def test_recipe_is_plain_and_names_the_engine(voice: Voice) -> None:
    """A recipe has one canonical JSON text that names the engine and holds no key."""
    text = canonical_json(voice.recipe).decode()
    assert "engine" in voice.recipe
    assert "secret" not in text


def test_phonemes_cover_the_speech_in_order(voice: Voice) -> None:
    """Phonemes follow each other without overlap, end with the sound, and most of them move the mouth."""
    spoken = voice.speak(line(TEXT), LIN, language="en")
    edges = [(p.start, p.end) for p in spoken.phonemes]
    assert all(start < end for start, end in edges)
    assert all(before[1] <= after[0] + 1e-6 for before, after in pairwise(edges))
    assert edges[0][0] >= 0
    assert edges[-1][1] <= spoken.seconds + 1e-6
    assert edges[-1][1] > 0.8 * spoken.seconds
    moving = [p for p in spoken.phonemes if p.mouth is not MouthShape.REST]
    assert len(moving) >= 12
    assert len({p.mouth for p in moving}) >= 5


def test_speech_is_heard_and_not_clipped(voice: Voice) -> None:
    """A line has sound all through, at 48 kHz, and no sample at full scale."""
    heard = samples(voice.speak(line(TEXT), LIN, language="en"))
    assert 0.8 * SAMPLE_RATE < len(heard) < 8 * SAMPLE_RATE
    assert 0.01 < np.sqrt(np.mean(heard**2)) < 0.3
    assert np.abs(heard).max() < 0.99


def test_same_line_is_the_same_bytes(voice: Voice) -> None:
    """A line said twice, with another in between, is the same utterance."""
    first = voice.speak(line(TEXT), LIN, language="en")
    voice.speak(line("Something else, quite different."), LIN, language="en")
    assert voice.speak(line(TEXT), LIN, language="en") == first


def test_dots_are_a_silence(voice: Voice) -> None:
    """A line of dots is spoken as a short silence, not refused and not read out."""
    silence = voice.speak(line("…"), LIN, language="en")
    assert silence.phonemes == ()
    assert 0.3 < silence.seconds < 1.5
    assert not samples(silence).any()


def test_every_manner_can_be_spoken(voice: Voice) -> None:
    """No manner makes a voice fail or fall silent."""
    for manner in Manner:
        assert samples(voice.speak(line("Come back.", manner), LIN, language="en")).any()


def test_language_without_a_voice_is_refused(voice: Voice) -> None:
    """A language that nobody here speaks is a voice error with a mend."""
    with pytest.raises(VoiceError) as caught:
        voice.speak(line("Hello"), LIN, language="" if isinstance(voice, FakeVoice) else "xx-none")
    assert caught.value.mend
