"""A speech server that misbehaves costs a clear error at worst, never a wrong sound."""

from collections.abc import Iterator

import pytest
from speech_server import SpeechServerDouble, tone_wav

from reelwright.film import Emotion, Line, Manner, SourceLine
from reelwright.story import Person, VoiceCard
from reelwright.studio import VoiceError
from reelwright.studio.adapters.cloud_speech import OpenAiSpeech, SpeechServer, read_wav
from reelwright.testing import FakeVoice

SAID = Line("l", "lin", "Come back.", SourceLine("a.fountain", 3), emotion=Emotion.SAD, manner=Manner.WHISPER)
LIN = Person("lin", "Lin", gender="female")


@pytest.fixture
def speech_server() -> Iterator[SpeechServerDouble]:
    """A server that speaks the OpenAI speech protocol on loopback."""
    server = SpeechServerDouble()
    yield server
    server.stop()


def speech(server: SpeechServerDouble, waits: list[float], **more: object) -> OpenAiSpeech:
    """The adapter, its waiting written down instead of done."""
    settings = {"key": "secret", "timeout": 0.3, "tries": 3} | more
    return OpenAiSpeech(SpeechServer(server.url, **settings), FakeVoice(), sleep=waits.append)  # type: ignore[arg-type]


def test_request_follows_the_protocol(speech_server: SpeechServerDouble) -> None:
    """The request has the path, key, model, voice and form of the protocol, and says how to act."""
    speech(speech_server, []).speak(SAID, LIN, language="en")
    asked = speech_server.asked[0]
    assert asked["path"] == "/v1/audio/speech"
    assert asked["input"] == "Come back."
    assert asked["response_format"] == "wav"
    assert asked["voice"] in {"nova", "shimmer", "coral"}
    assert "sad" in asked["instructions"]
    assert "whisper" in asked["instructions"]
    assert speech_server.keys == ["Bearer secret"]


def test_card_chooses_the_voice(speech_server: SpeechServerDouble) -> None:
    """A voice name on the cast card is the one that is asked for."""
    person = Person("lin", "Lin", voice=VoiceCard(name="fable"))
    speech(speech_server, []).speak(SAID, person, language="en")
    assert speech_server.asked[0]["voice"] == "fable"


def test_times_are_marked_as_estimated(speech_server: SpeechServerDouble) -> None:
    """The server tells no times: the utterance says that they were estimated, and they fit the sound."""
    spoken = speech(speech_server, []).speak(SAID, LIN, language="en")
    assert spoken.estimated
    assert spoken.phonemes[-1].end == pytest.approx(spoken.seconds)
    assert spoken.seconds == pytest.approx(0.05 * len("Come back.") + 0.06, abs=0.03)


@pytest.mark.parametrize("mood", ["429", "odd-wait", "500", "503", "stall", "break"])
def test_busy_server_is_asked_again(speech_server: SpeechServerDouble, mood: str) -> None:
    """A busy, broken or stalling server is asked again, and the line is spoken once it answers."""
    speech_server.moods = [mood]
    waits: list[float] = []
    assert speech(speech_server, waits).speak(SAID, LIN, language="en").pcm
    assert len(speech_server.asked) == 2
    assert waits == ([7.0] if mood == "429" else [1.0])


@pytest.mark.parametrize(
    ("mood", "words"),
    [("429", "429"), ("500", "500"), ("stall", "stalled"), ("break", "broke off")],
)
def test_server_that_stays_broken_is_an_error(speech_server: SpeechServerDouble, mood: str, words: str) -> None:
    """After its tries a line fails with what happened, where, and what to do."""
    speech_server.moods = [mood] * 2
    with pytest.raises(VoiceError, match=words) as caught:
        speech(speech_server, [], tries=2).speak(SAID, LIN, language="en")
    assert caught.value.where == speech_server.url
    assert caught.value.mend
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        ("401", "refuses the key"),
        ("400", "not now"),
        ("html", "text/html"),
        ("truncated", "cut off"),
        ("garbage", "WAV"),
    ],
)
def test_wrong_answer_is_not_asked_again(speech_server: SpeechServerDouble, mood: str, words: str) -> None:
    """An answer that asking again cannot mend fails at once."""
    speech_server.moods = [mood] * 3
    with pytest.raises(VoiceError, match=words):
        speech(speech_server, []).speak(SAID, LIN, language="en")
    assert len(speech_server.asked) == 1


def test_nobody_at_the_address_is_an_error() -> None:
    """A port where nobody listens is a voice error, as is an address that is none."""
    for url in ("http://127.0.0.1:9/v1", "ftp://host/v1", "nonsense"):
        with pytest.raises(VoiceError) as caught:
            OpenAiSpeech(SpeechServer(url, tries=1), FakeVoice()).speak(SAID, LIN, language="en")
        assert caught.value.mend


def test_key_is_not_shown() -> None:
    """The key is in no text of the settings."""
    assert "secret" not in repr(SpeechServer("http://host/v1", key="secret"))


def test_streamed_wav_without_a_true_length_is_read() -> None:
    """A WAV whose header says "as long as it takes" is read to its end."""
    whole = tone_wav(0.5)
    streamed = whole[:40] + b"\xff\xff\xff\xff" + whole[44:]
    assert len(read_wav(streamed)) == len(read_wav(whole))
