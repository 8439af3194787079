"""espeak-ng as a voice: people differ, manners are heard, faults are told."""

from pathlib import Path

import numpy as np
import pytest

from reelwright.film import Emotion, Line, Manner, SourceLine
from reelwright.story import Person, VoiceCard
from reelwright.studio import SAMPLE_RATE, VoiceError
from reelwright.studio.adapters.espeak import EspeakVoice

TEXT = "The rain had not stopped for three days, and nobody told me why."
HERE = SourceLine("film.fountain", 12)


def hear(
    person: Person,
    *,
    text: str = TEXT,
    manner: Manner = Manner.PLAIN,
    emotion: Emotion = Emotion.NEUTRAL,
    language: str = "en",
) -> np.ndarray:
    """A line as an array."""
    line = Line("l", person.id, text, HERE, manner=manner, emotion=emotion)
    return np.frombuffer(EspeakVoice().speak(line, person, language=language).pcm, "<i2") / 32768


def pitch(sound: np.ndarray) -> float:
    """The median pitch in Hz of the voiced parts; 0 where nothing is voiced."""
    slow = sound[::4]
    found = []
    for start in range(0, len(slow) - 1024, 512):
        piece = slow[start : start + 1024]
        if np.sqrt(np.mean(piece**2)) < 0.02:
            continue
        likeness = np.correlate(piece, piece, "full")[1023:]
        best = 30 + int(np.argmax(likeness[30:200]))
        if likeness[best] > 0.5 * likeness[0]:
            found.append(SAMPLE_RATE / 4 / best)
    return float(np.median(found)) if len(found) > 5 else 0.0


def share(sound: np.ndarray, low: float, high: float) -> float:
    """The share of a sound's power between two frequencies."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


def test_people_have_the_pitch_of_their_kind() -> None:
    """Men speak near 110 Hz, women near 200, children near 275."""
    men, women, children = (
        [pitch(hear(Person(name, name, gender=gender, age=age))) for name in ("a", "b", "c")]
        for gender, age in (("male", "adult"), ("female", "adult"), ("male", "child"))
    )
    assert all(90 < hertz < 135 for hertz in men)
    assert all(165 < hertz < 235 for hertz in women)
    assert all(235 < hertz < 310 for hertz in children)


def test_card_moves_pitch_and_rate() -> None:
    """Semitones and speed on the voice card are heard as such."""
    plain = Person("kai", "Kai", gender="male")
    lower = Person("kai", "Kai", gender="male", voice=VoiceCard(pitch=-3, rate=1.25))
    assert 12 * np.log2(pitch(hear(plain)) / pitch(hear(lower))) == pytest.approx(3, abs=1)
    assert len(hear(plain)) / len(hear(lower)) == pytest.approx(1.25, abs=0.08)


def test_two_people_of_one_kind_differ_and_one_is_always_the_same() -> None:
    """Two women say the same line differently; the same woman never does."""
    lin, mei = (Person(name, name, gender="female") for name in ("lin", "mei"))
    assert len(hear(lin)) != len(hear(mei)) or not np.array_equal(hear(lin), hear(mei))
    assert np.array_equal(hear(lin), hear(lin))


def test_whisper_has_no_voice() -> None:
    """A whisper has no pitch and is softer; a shout is louder and higher than plain speech."""
    lin = Person("lin", "Lin", gender="female")
    plain, whisper, shout = (hear(lin, manner=manner) for manner in (Manner.PLAIN, Manner.WHISPER, Manner.SHOUT))
    assert pitch(whisper) == 0.0
    assert pitch(shout) > 1.1 * pitch(plain) > 0
    loud = [np.sqrt(np.mean(sound**2)) for sound in (whisper, plain, shout)]
    assert loud[0] < loud[1] < loud[2]


def test_telephone_is_narrow() -> None:
    """Through a telephone nothing is left below 250 Hz and above 4 kHz; in the room there is."""
    kai = Person("kai", "Kai", gender="male")
    plain, phone = hear(kai), hear(kai, manner=Manner.PHONE)
    assert share(phone, 300, 3600) > 0.97
    assert share(plain, 300, 3600) < 0.8


def test_manners_and_feelings_take_their_time() -> None:
    """Slow is slower, fast is faster, sad is slower and lower than happy."""
    lin = Person("lin", "Lin", gender="female")
    plain, slow, fast = (len(hear(lin, manner=m)) for m in (Manner.PLAIN, Manner.SLOW, Manner.FAST))
    assert slow > 1.15 * plain
    assert fast < 0.9 * plain
    sad, happy = (hear(lin, emotion=e) for e in (Emotion.SAD, Emotion.HAPPY))
    assert len(sad) > len(happy)
    assert pitch(sad) < pitch(happy)


def test_silence_round_a_line_is_short() -> None:
    """Before the first and after the last sound lie 30 ms, no more."""
    heard = np.flatnonzero(np.abs(hear(Person("kai", "Kai"))) > 0.003)
    total = len(hear(Person("kai", "Kai")))
    assert heard[0] < 0.05 * SAMPLE_RATE
    assert total - heard[-1] < 0.06 * SAMPLE_RATE


def test_chinese_is_spoken_as_chinese() -> None:
    """A Chinese line takes about a fifth of a second a character; spelling it out would take five times that."""
    text = "雨夜里，我等了你三个小时。"
    seconds = len(hear(Person("lin", "Lin", gender="female"), text=text, language="zh")) / SAMPLE_RATE
    assert 0.14 < seconds / 11 < 0.36


def test_library_is_never_loaded_here() -> None:
    """The GPL library lives in its own process: this one does not map it."""
    hear(Person("kai", "Kai"))
    maps = Path("/proc/self/maps")
    if maps.is_file():
        assert "espeak-ng" not in maps.read_text()


def test_unknown_voice_name_is_told_with_the_card() -> None:
    """A voice name that espeak-ng does not have is an error at the cast card, and so is a path."""
    for name in ("soprano9", "../../etc/passwd"):
        person = Person("kai", "Kai", voice=VoiceCard(name=name), source=SourceLine("cast/kai.toml", 4))
        with pytest.raises(VoiceError, match="no voice variant") as caught:
            hear(person)
        assert caught.value.where == "cast/kai.toml:4"


def test_missing_library_is_told(tmp_path: Path) -> None:
    """A library that is not there is a voice error that says what to do."""
    voice = EspeakVoice(library=(tmp_path / "none.so", tmp_path))
    with pytest.raises(VoiceError, match="speaker") as caught:
        voice.speak(Line("l", "kai", "Hello", HERE), Person("kai", "Kai"), language="en")
    assert "espeakng-loader" in caught.value.mend


def test_slow_speaker_is_given_up() -> None:
    """A speaker that does not answer in time is a voice error, not a hang."""
    voice = EspeakVoice(timeout=0.001)
    with pytest.raises(VoiceError, match="did not answer"):
        voice.speak(Line("l", "kai", "Hello", HERE), Person("kai", "Kai"), language="en")
