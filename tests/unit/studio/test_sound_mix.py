"""The mix of a film."""

import io
import wave
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from sound_films import FilmMaker, place_cards

from reelwright.film import FrameRate, Manner, Mood, ShotKind, Sound, Weather
from reelwright.studio import SAMPLE_RATE, Mix, TimedShot, integrated_loudness, mix_film, true_peak
from reelwright.studio.sound.mix import _Desk, _duck, _lay_beds, _lay_dialogue, _lay_score
from reelwright.studio.sound.sheet import speech_spans, write_sheet
from reelwright.testing import MemoryStems

RATE = FrameRate(30)
PLACES = place_cards()


def drama() -> list[TimedShot]:
    """A short film with a bit of everything."""
    made = FilmMaker()
    made.shot(3, mood=Mood.TENSE, place="rooftop", weather=Weather.STORM, says=1.5, hook=True)
    made.shot(2.5, kind=ShotKind.TITLE, mood=Mood.MYSTERIOUS, place="rooftop")
    made.shot(4, scene=2, mood=Mood.WARM, place="cafe", weather=Weather.RAIN, says=2.0, sounds=[Sound("glass", 0.1)])
    made.shot(3, scene=2, mood=Mood.WARM, place="cafe", weather=Weather.RAIN, says=1.2, manner=Manner.THOUGHT)
    made.shot(2, scene=2, mood=Mood.SHOCK, place="cafe", weather=Weather.RAIN, sounds=[Sound("door_slam", 0.2)])
    made.shot(2, scene=3, kind=ShotKind.NEXT_TIME, mood=Mood.MYSTERIOUS, place="")
    return made.shots


@pytest.fixture(scope="module")
def mixed() -> tuple[list[TimedShot], Mix]:
    """One film mixed once."""
    shots = drama()
    return shots, mix_film(shots, cards=PLACES, language="en", rate=RATE, seed=4)


def test_mix_has_the_loudness_and_peak_of_the_house(mixed: tuple[list[TimedShot], Mix]) -> None:
    """A mix measures -14 LUFS ± 1 with a true peak of -1 dBTP at most, and its receipt says the truth."""
    mix = mixed[1]
    heard = mix.samples.astype(np.float32) / 32768
    assert integrated_loudness(heard) == pytest.approx(-14, abs=1)
    assert true_peak(heard) <= -1
    assert mix.loudness == pytest.approx(integrated_loudness(heard), abs=0.02)
    assert mix.true_peak == pytest.approx(true_peak(heard), abs=0.001)


def test_mix_is_as_long_as_the_film(mixed: tuple[list[TimedShot], Mix]) -> None:
    """A mix lasts exactly as long as its shots."""
    shots, mix = mixed
    assert len(mix.samples) == sum(shot.shot.length for shot in shots) * 1600
    assert mix.seconds == pytest.approx(16.5)


def test_mix_is_steady(mixed: tuple[list[TimedShot], Mix]) -> None:
    """No click: no sample jumps as a step does, and nearly all move as waves do."""
    jumps = np.abs(np.diff(mixed[1].samples.astype(np.float32) / 32768, axis=0))
    assert jumps.max() < 0.5
    assert np.quantile(jumps, 0.9999) < 0.25


def test_mix_opens_and_ends_softly(mixed: tuple[list[TimedShot], Mix]) -> None:
    """The first and last millisecond are near silence, so that films can follow each other."""
    edges = mixed[1].samples[[0, 1, -2, -1]].astype(float) / 32768
    assert np.abs(edges).max() < 0.02


def test_mix_can_be_listened_to(mixed: tuple[list[TimedShot], Mix]) -> None:
    """The WAV file holds the same samples: stereo, 16-bit, 48 kHz."""
    mix = mixed[1]
    with wave.open(io.BytesIO(mix.wav())) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, SAMPLE_RATE)
        assert file.readframes(file.getnframes()) == mix.pcm


def test_receipt_tells_what_was_made(mixed: tuple[list[TimedShot], Mix]) -> None:
    """The receipt lists moods, voices and what was left out."""
    receipt = mixed[1].receipt
    assert receipt["moods"] == ["tense", "warm"]
    assert receipt["voices"] == ["tone"]
    assert receipt["sounds_left_out"] == []
    assert receipt["estimated_lips"] is False


def two_scenes(says: float) -> list[TimedShot]:
    """A line in a warm scene, and a blow and a tense scene after it that begin later when the line is longer."""
    made = FilmMaker().shot(1.5 + says, mood=Mood.WARM, place="cafe", says=says)
    made.shot(1.5, scene=2, kind=ShotKind.TITLE, place="cafe")
    return made.shot(3, scene=3, mood=Mood.TENSE, place="rooftop", weather=Weather.RAIN, says=1).shots


def test_changed_line_leaves_the_stems_of_other_scenes() -> None:
    """With stems of the film as it was, a longer line makes its own section anew alone, to the bytes of a fresh mix."""
    stems = MemoryStems()
    before, after = two_scenes(1.0), two_scenes(1.4)
    first = mix_film(before, cards=PLACES, language="en", rate=RATE, stems=stems)
    assert len(stems.latest) > 4
    stems.latest.clear()
    again = mix_film(after, cards=PLACES, language="en", rate=RATE, stems=stems)
    assert len(stems.latest) == 1
    assert again.pcm == mix_film(after, cards=PLACES, language="en", rate=RATE).pcm
    assert again.pcm != first.pcm
    stems.latest.clear()
    assert mix_film(before, cards=PLACES, language="en", rate=RATE, stems=stems).pcm == first.pcm
    assert not stems.latest


def test_stem_of_another_form_is_made_anew() -> None:
    """Bytes that are no stem are not heard: the mix is the one of before, and keeps whole stems in their place."""
    stems = MemoryStems()
    shots = FilmMaker().shot(2, mood=Mood.SAD).shots
    first = mix_film(shots, cards=PLACES, language="en", rate=RATE, stems=stems)
    whole = dict(stems.kept)
    stems.kept = {name: content[: 7 + number * 9] for number, (name, content) in enumerate(whole.items())}
    assert mix_film(shots, cards=PLACES, language="en", rate=RATE, stems=stems).pcm == first.pcm
    assert stems.kept == whole


def test_same_film_is_the_same_bytes_and_another_seed_is_not() -> None:
    """A film mixed twice is the same bytes; a different seed is different music."""
    shots = FilmMaker().shot(4, mood=Mood.ROMANTIC, says=1).shots
    first, again, other = (mix_film(shots, cards=PLACES, language="en", rate=RATE, seed=s) for s in (1, 1, 2))
    assert first.pcm == again.pcm
    assert first.pcm != other.pcm


@pytest.mark.parametrize("rate", [FrameRate(24), FrameRate(30000, 1001), FrameRate(25)])
def test_length_is_right_at_every_rate(rate: FrameRate) -> None:
    """The mix is the nearest whole number of samples to the exact length, at broken rates too."""
    made = FilmMaker()
    made.shot(1.1).shot(0.9, mood=Mood.SAD)
    frames = sum(shot.shot.length for shot in made.shots)
    mix = mix_film(made.shots, cards=PLACES, language="en", rate=rate, seed=1)
    assert len(mix.samples) == round(rate.seconds(frames) * SAMPLE_RATE)


def test_no_shots_is_no_sound() -> None:
    """A film without shots is an empty mix, not an error."""
    mix = mix_film([], cards=PLACES, language="en", rate=RATE, seed=1)
    assert len(mix.samples) == 0
    assert mix.receipt["loudness_lufs"] is None


def test_unknown_sound_is_left_out_and_told() -> None:
    """A cue of a kind that nobody makes does not stop the film; the receipt names it."""
    shots = FilmMaker().shot(2, sounds=[Sound("kazoo", 0.5), Sound("door", 0.1)]).shots
    assert mix_film(shots, cards=PLACES, language="en", rate=RATE).receipt["sounds_left_out"] == ["kazoo"]


def test_voice_is_heard_on_its_own_side() -> None:
    """Who stands left is heard a little more from the left, and who stands right from the right."""
    sides = []
    for x in (0.1, 0.9):
        shots = FilmMaker().shot(3, place="lift", says=2, x=x, mood=Mood.CALM).shots
        sound = mix_film(shots, cards=PLACES, language="en", rate=RATE).samples.astype(float)[24_000:100_000]
        left, right = np.sqrt(np.mean(np.square(sound), axis=0))
        sides.append(left / right)
    assert sides[0] > 1.0 > sides[1]
    assert sides[0] > 1.5 * sides[1]


def test_music_makes_way_for_speech() -> None:
    """Under speech the score is about 9 dB lower than beside it, and it goes down before the speech begins."""
    gain = 20 * np.log10(_duck([(2.0, 4.0)], 6 * SAMPLE_RATE, -9.0))
    assert gain[3 * SAMPLE_RATE] == pytest.approx(-9, abs=0.1)
    assert gain[int(1.0 * SAMPLE_RATE)] == pytest.approx(0, abs=0.1)
    assert gain[2 * SAMPLE_RATE] < -4
    assert gain[int(5.2 * SAMPLE_RATE)] == pytest.approx(0, abs=0.1)
    assert max(abs(b - a) for a, b in pairwise(gain[::480])) < 1.2


def test_thought_echoes_and_plain_speech_hardly() -> None:
    """A thought rings on after its last word; the same words said in a lift do not."""
    tails = []
    for manner in (Manner.THOUGHT, Manner.PLAIN):
        shots = FilmMaker().shot(4, place="lift", says=1.0, says_at=0.0, manner=manner).shots
        bus = _lay_dialogue(_Desk(PLACES, RATE, 1, 4 * SAMPLE_RATE), shots)
        tails.append(np.sqrt(np.mean(np.square(bus[int(1.3 * SAMPLE_RATE) :]))))
    assert tails[0] > 5 * tails[1]


def words_level(bus: np.ndarray, start: float, end: float) -> float:
    """The level in dB of a bus in the band where words are understood."""
    mono = bus[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)].mean(axis=1)
    power = np.abs(np.fft.rfft(mono)) ** 2
    hertz = np.fft.rfftfreq(len(mono), 1 / SAMPLE_RATE)
    return float(10 * np.log10(power[(hertz > 350) & (hertz < 4500)].sum() / len(mono) ** 2 + 1e-20))


@pytest.mark.parametrize(
    ("place", "weather", "mood"),
    [
        ("street", Weather.STORM, Mood.ANGRY),
        ("rooftop", Weather.STORM, Mood.FEARFUL),
        ("cafe", Weather.RAIN, Mood.WARM),
        ("station", Weather.CLEAR, Mood.TRIUMPHANT),
        ("living_room", Weather.CLEAR, Mood.ROMANTIC),
    ],
)
def test_words_stand_above_everything(place: str, weather: Weather, mood: Mood) -> None:
    """While somebody speaks, score and ambience together stay 9 dB below the words, in a storm too."""
    shots = FilmMaker().shot(3.5, place=place, weather=weather, mood=mood, says=2.4).shots
    desk = _Desk(PLACES, RATE, 3, int(3.5 * SAMPLE_RATE))
    others = np.zeros((desk.count, 2), np.float32)
    _lay_score(others, desk, write_sheet(shots, rate=RATE, seed=3))
    _lay_beds(others, desk, shots, speech_spans(shots, RATE))
    assert words_level(_lay_dialogue(desk, shots), 0.5, 2.9) > words_level(others, 0.5, 2.9) + 9


def line_loudness(gain: float) -> float:
    """How loud a line is in the mix that its engine gave with so much gain."""
    (shot,) = FilmMaker().shot(3.5, place="lift", says=2.4).shots
    (line,) = shot.lines
    pcm = (np.frombuffer(line.utterance.pcm, "<i2") * gain).astype("<i2").tobytes()
    softer = replace(shot, lines=(replace(line, utterance=replace(line.utterance, pcm=pcm)),))
    return integrated_loudness(_lay_dialogue(_Desk(PLACES, RATE, 3, int(3.5 * SAMPLE_RATE)), [softer]))


def test_soft_and_loud_voices_come_near_each_other() -> None:
    """10 dB between two engines' voices are 3 in the mix; what somebody whispers stays softer."""
    loud, soft = line_loudness(1.0), line_loudness(10 ** (-10 / 20))
    assert 1 < loud - soft < 3


def test_without_music_only_the_score_is_gone() -> None:
    """A film mixed without music has its speech and place but no note."""
    shots = FilmMaker().shot(4, mood=Mood.ROMANTIC, says=1).shots
    full, bare = (mix_film(shots, cards=PLACES, language="en", rate=RATE, music=music) for music in (True, False))
    assert (bare.receipt["notes"], bare.receipt["voices"]) == (0, ["tone"])
    assert full.receipt["notes"] != 0
    assert len(bare.samples) == len(full.samples)
    assert np.any(bare.samples)
    assert full.pcm != bare.pcm
