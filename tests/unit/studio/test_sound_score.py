"""The score: in key, in time with the film, quiet where people talk, and no beep."""

import numpy as np
import pytest
from sound_films import FilmMaker

from reelwright.film import FrameRate, Mood, ShotKind
from reelwright.studio import SAMPLE_RATE
from reelwright.studio.sound.instruments import HELD, HELD_RATE, NOISES, STRUCK, bow, hertz, strike
from reelwright.studio.sound.notation import Note, mood_level
from reelwright.studio.sound.score import compose_score
from reelwright.studio.sound.sheet import plan_sections, write_sheet

RATE = FrameRate(30)
DRUMS = NOISES | {"thump", "taiko", "boom"}


def melodic(notes: tuple[Note, ...]) -> list[Note]:
    """The notes that have a pitch and belong to a section."""
    return [note for note in notes if note.instrument not in DRUMS and note.part != "sting"]


@pytest.mark.parametrize("mood", list(Mood))
def test_harmony_is_in_key(mood: Mood) -> None:
    """Every note of a section is in the scale of its mood, for every mood."""
    shots = FilmMaker().shot(12, mood=mood).shot(12, mood=mood).shots
    for seed in range(4):
        sheet = write_sheet(shots, rate=RATE, seed=seed)
        scale = set(sheet.sections[0].scale)
        notes = melodic(sheet.notes)
        assert len(notes) > 8
        assert {round(note.midi) % 12 for note in notes} <= scale


@pytest.mark.parametrize("mood", list(Mood))
def test_every_mood_sounds_like_music(mood: Mood) -> None:
    """Each mood's music is wide, warm, dynamic and free of clicks."""
    music = compose_score(FilmMaker().shot(5, mood=mood).shots, seed=2, rate=RATE)
    assert music.dtype == np.float32
    assert music.shape == (5 * SAMPLE_RATE, 2)
    mono = music.mean(axis=1)
    power = np.abs(np.fft.rfft(mono)) ** 2
    hz = np.fft.rfftfreq(len(mono), 1 / SAMPLE_RATE)
    parts = [power[(hz >= low) & (hz < low * 2)].sum() / power.sum() for low in (55, 110, 220, 440, 880, 1760)]
    crest = 20 * np.log10(np.abs(music).max() / np.sqrt(np.mean(music**2)))
    assert np.abs(np.diff(music, axis=0)).max() < 0.15  # a click is a step; these are waves
    assert 7 < crest < 22  # a beep has 3
    assert sum(part > 0.003 for part in parts) >= 4  # no octave alone
    assert max(parts) < 0.9
    assert power[hz > 9000].sum() / power.sum() < 0.01
    assert np.corrcoef(music.T)[0, 1] < 0.9


def test_sections_follow_scenes_and_moods() -> None:
    """A new scene or mood is a new section; a change shorter than a phrase joins its neighbour."""
    made = FilmMaker()
    made.shot(5, scene=1, mood=Mood.TENSE).shot(2, scene=1, mood=Mood.SHOCK).shot(5, scene=1, mood=Mood.TENSE)
    made.shot(6, scene=2, mood=Mood.TENSE).shot(6, scene=2, mood=Mood.SAD)
    sections = plan_sections(made.shots, RATE, 1)
    assert [(s.mood, s.start, s.end) for s in sections] == [
        (Mood.TENSE, 0, 12),
        (Mood.TENSE, 12, 18),
        (Mood.SAD, 18, 24),
    ]


def test_phrases_end_with_their_scenes() -> None:
    """Whatever its length, a scene's last chord begins a whole bar before its end, and comes home where it should."""
    for seconds in (5.0, 7.3, 11.9, 20.0):
        sheet = write_sheet(FilmMaker().shot(seconds, mood=Mood.WARM).shots, rate=RATE, seed=5)
        chords = [note for note in sheet.notes if note.part.endswith(":chords")]
        starts = sorted({round(note.at, 2) for note in chords})
        last = [note for note in chords if note.at > starts[-1] - 0.1]
        assert seconds - starts[-1] == pytest.approx(seconds / len(starts), abs=0.05)
        assert sheet.sections[0].tonic in {round(note.midi) % 12 for note in last}
        assert all(note.at < seconds for note in sheet.notes)


def test_music_thins_under_speech() -> None:
    """While somebody speaks the melody rests and the figures lose notes."""
    silent = write_sheet(FilmMaker().shot(16, mood=Mood.WARM).shots, rate=RATE, seed=3)
    spoken = write_sheet(FilmMaker().shot(16, mood=Mood.WARM, says=15, says_at=0.5).shots, rate=RATE, seed=3)
    assert len(spoken.notes) < 0.75 * len(silent.notes)
    assert sum(note.part.endswith("melody") for note in silent.notes) > 3
    assert sum(note.part.endswith("melody") for note in spoken.notes) == 0


@pytest.mark.parametrize(
    ("kind", "mood"), [(ShotKind.TITLE, Mood.CALM), (ShotKind.NEXT_TIME, Mood.CALM), (ShotKind.SINGLE, Mood.SHOCK)]
)
def test_blow_falls_on_the_cut(kind: ShotKind, mood: Mood) -> None:
    """A title, a next-time card and a shock have a sting on their first frame; a plain cut has none."""
    sheet = write_sheet(FilmMaker().shot(5).shot(4, kind=kind, mood=mood).shot(4).shots, rate=RATE, seed=1)
    assert {note.at for note in sheet.notes if note.part == "sting"} == {5.0}
    assert sheet.swells
    plain = write_sheet(FilmMaker().shot(5).shot(4).shots, rate=RATE, seed=1)
    assert not [note for note in plain.notes if note.part == "sting"]
    assert plain.swells == plain.hushes == ()


def test_music_holds_its_breath_before_a_shock() -> None:
    """Right before a shock the music is silent but for the hall, and right after it is loud."""
    shots = FilmMaker().shot(6, mood=Mood.TENSE).shot(4, mood=Mood.SHOCK).shots
    music = compose_score(shots, seed=1, rate=RATE)
    level = [
        np.sqrt(np.mean(music[int(a * SAMPLE_RATE) : int(b * SAMPLE_RATE)] ** 2))
        for a, b in ((4, 5), (5.9, 6), (6, 6.5))
    ]
    assert level[1] < 0.5 * level[0]
    assert level[2] > 2 * level[1]


def test_film_has_one_key_and_one_motif() -> None:
    """Bright and dark scenes of a film share their notes: dark ones stand in the relative minor."""
    shots = FilmMaker().shot(8, scene=1, mood=Mood.CALM).shot(8, scene=2, mood=Mood.SAD).shots
    for seed in range(6):
        bright, dark = plan_sections(shots, RATE, seed)
        assert set(bright.scale) == set(dark.scale)


def test_seed_decides_the_music() -> None:
    """The same seed writes the same sheet, other seeds write others, and key changes with them."""
    shots = FilmMaker().shot(10, mood=Mood.ROMANTIC).shots
    sheets = [write_sheet(shots, rate=RATE, seed=seed) for seed in (1, 1, 2, 3, 4, 5)]
    assert sheets[0] == sheets[1]
    assert all(sheets[0].notes != other.notes for other in sheets[2:])
    assert len({sheet.sections[0].tonic for sheet in sheets}) > 1


def test_chinese_film_has_its_own_strings() -> None:
    """A Chinese film plays the guzheng where an English one plays the guitar."""
    shots = FilmMaker().shot(10, mood=Mood.WARM).shots
    played = [
        {n.instrument for n in write_sheet(shots, rate=RATE, seed=1, language=lang).notes} for lang in ("en", "zh-CN")
    ]
    assert "guitar" in played[0]
    assert "guitar" not in played[1]
    assert "guzheng" in played[1]


def test_moods_play_only_what_the_orchestra_has() -> None:
    """Every instrument that any mood names exists, in both languages, and every mood has a level."""
    for mood in Mood:
        assert -6 <= mood_level(mood) <= 6
        for language in ("en", "zh"):
            sheet = write_sheet(FilmMaker().shot(9, mood=mood).shots, rate=RATE, seed=1, language=language)
            assert {note.instrument for note in sheet.notes} <= STRUCK | HELD | NOISES


@pytest.mark.parametrize("instrument", sorted(STRUCK - {"taiko", "thump", "boom", "bell"}))
def test_struck_note_is_in_tune_and_dies_away(instrument: str) -> None:
    """A struck note's strongest partial is its pitch or an octave of it; it starts at nothing and ends in nothing."""
    note = strike(instrument, 69, 0.7)
    power = np.abs(np.fft.rfft(note, 1 << 18))
    strongest = float(np.fft.rfftfreq(1 << 18, 1 / SAMPLE_RATE)[int(np.argmax(power))])
    octaves = np.log2(strongest / hertz(69))
    assert abs(octaves - round(octaves)) < 0.012
    assert abs(note[0]) < 1e-3
    assert abs(note[-1]) < 1e-3
    tenth = len(note) // 10
    assert np.abs(note[-tenth:]).max() < 0.1 * np.abs(note[:tenth]).max()


@pytest.mark.parametrize("instrument", sorted(HELD))
def test_held_note_is_in_tune_and_lasts(instrument: str) -> None:
    """A held note's pitch is its own within an eighth of a tone; it lasts, and begins and ends in nothing."""
    note = bow(instrument, 57, 2.0, 0.8)
    power = np.abs(np.fft.rfft(note * np.hanning(len(note)), 1 << 18))
    hz = np.fft.rfftfreq(1 << 18, 1 / HELD_RATE)
    near = (hz > hertz(56)) & (hz < hertz(58))
    found = float(hz[near][int(np.argmax(power[near]))])
    assert abs(12 * np.log2(found / hertz(57))) < 0.25
    assert len(note) > 2.0 * HELD_RATE
    assert max(abs(note[0]), abs(note[-1])) < 1e-3
    assert np.sqrt(np.mean(note[HELD_RATE : 2 * HELD_RATE] ** 2)) > 0.05
