"""Films as joined: every frame untouched, sound in step, the same bytes, whole or not at all."""

import hashlib
import os
import struct
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from film_kit import SETTINGS, SIZE, WORDS, frame_at, idrs, joined, picture, pictures_of, take, tone

from reelwright.film import FilmError, FrameRate, FrameSize
from reelwright.studio import EncodingError, PictureSettings, SoftSubtitles
from reelwright.studio.adapters.boxes import boxes
from reelwright.studio.adapters.cutter import PyavCutter
from reelwright.studio.adapters.footage import opened, probe, soft_cues
from reelwright.studio.adapters.x264 import TakeEncoder

LENGTHS = (31, 1, 2, 3, 45)


def decoded_sound(film: Path) -> np.ndarray:
    """What a player that obeys edit lists hears, from the film's first moment."""
    with av.open(str(film)) as container:
        frames = list(container.decode(audio=0))
    assert frames[0].pts == 0
    return np.concatenate([frame.to_ndarray() for frame in frames], axis=1)


def test_film_holds_every_frame_of_every_take_unchanged(tmp_path: Path) -> None:
    """The film's frames are those of its takes, in order, bit for bit, with none lost at a join."""
    takes = [take(frames, shade=40 + 30 * number) for number, frames in enumerate(LENGTHS)]
    film = joined(tmp_path, takes)
    assert pictures_of(film) == [one for each in takes for one in pictures_of(each)]
    assert probe(film).frames == sum(LENGTHS)


def test_film_frames_stand_on_the_grid(tmp_path: Path) -> None:
    """Frame n is shown at n divided by the rate, over every join, also at 30000/1001."""
    for rate in (FrameRate(30), FrameRate(30000, 1001), FrameRate(24)):
        film = joined(tmp_path, [take(frames, PictureSettings(SIZE, rate)) for frames in LENGTHS])
        with opened(film) as (container, video):
            times = [frame.pts * Fraction(frame.time_base) for frame in container.decode(video)]
        assert times == [rate.seconds(index) for index in range(sum(LENGTHS))]


def test_every_take_begins_with_an_idr_in_the_film(tmp_path: Path) -> None:
    """GOPs begin where takes begin, so a shot can be cut out of the film again."""
    assert idrs(joined(tmp_path, [take(frames) for frames in LENGTHS])) == [0, 31, 32, 34, 37]


def test_join_reports_the_frames(tmp_path: Path) -> None:
    """The caller is told how many frames the film has."""
    assert PyavCutter().join([take(3), take(4)], tmp_path / "film.mp4", sound=b"") == 7


def test_flash_and_click_come_together(tmp_path: Path) -> None:
    """A click in the sound is heard within 2 ms of the frame that it was laid at."""
    with TakeEncoder(SETTINGS) as encoder:
        for index in range(60):
            encoder.add(picture(0, shade=235 if index == 37 else 16))
        lit = encoder.finish()
    sound = np.zeros((96_000, 2), np.int16)
    sound[37 * 1600 : 37 * 1600 + 96] = 20_000
    film = joined(tmp_path, [lit], sound=sound)
    levels = [frame_at(film, index)[80:, 40:].mean() for index in (36, 37, 38)]
    heard = int(np.argmax(np.abs(decoded_sound(film)[0]) > 0.2))
    assert (levels[0] < 20, levels[1] > 200, levels[2] < 20) == (True, True, True)
    assert abs(heard - 37 * 1600) < 96


def test_sound_has_the_length_of_the_pictures(tmp_path: Path) -> None:
    """Longer sound is cut and shorter sound is filled up with silence: both end with the pictures."""
    for sound in (tone(9), tone(0.2), b""):
        streams = probe(joined(tmp_path, [take(45)], sound=sound)).streams
        assert [stream.seconds for stream in streams] == [Fraction(3, 2), Fraction(3, 2)]
    assert np.abs(decoded_sound(joined(tmp_path, [take(45)], sound=tone(0.2)))[:, 24_000:70_000]).max() < 1e-3


def test_bytes_and_arrays_of_sound_mean_the_same(tmp_path: Path) -> None:
    """16-bit bytes, 16-bit arrays and float arrays of the same sound give the same film."""
    sound = tone(1)
    forms = (sound, sound.tobytes(), sound.astype(np.float32) / 32_768)
    assert len({joined(tmp_path, [take(30)], sound=form).read_bytes() for form in forms}) == 1


@pytest.mark.parametrize(
    "sound", [b"abc", np.zeros(12, np.int16), np.zeros((12, 1), np.float32), np.zeros((12, 2), np.float64)]
)
def test_sound_that_is_not_stereo_samples_is_refused(tmp_path: Path, sound: object) -> None:
    """Half samples, mono and other number types are refused before anything is written."""
    with pytest.raises(EncodingError, match="sound"):
        joined(tmp_path, [take(3)], sound=sound)
    assert list(tmp_path.iterdir()) == []


def test_streams_are_named_and_spoken_of(tmp_path: Path) -> None:
    """The file says its title, its codecs and the language of each stream."""
    facts = probe(joined(tmp_path, [take(45)], title="雨 & Rain", language="en", subtitles=WORDS))
    assert facts.title == "雨 & Rain"
    assert [(stream.kind, stream.codec, stream.language) for stream in facts.streams] == [
        ("video", "h264", "eng"),
        ("audio", "aac", "eng"),
        ("subtitle", "mov_text", "eng"),
        ("subtitle", "mov_text", "zho"),
    ]


def test_soft_subtitles_come_back(tmp_path: Path) -> None:
    """Words, marks and times come back; overlapping cues show together; the film's end cuts the last."""
    tracks = soft_cues(joined(tmp_path, [take(90)], subtitles=WORDS))
    assert tracks == [
        (
            "eng",
            [
                (500, 999, "Look <up> & {wait}\nNow"),
                (1000, 1199, "Look <up> & {wait}\nNow\nI am."),
                (1200, 2000, "I am."),
            ],
        ),
        ("zho", [(200, 400, "你好"), (2000, 3000, "再见")]),
    ]


def test_soft_subtitles_wait_to_be_switched_on(tmp_path: Path) -> None:
    """Subtitle tracks are off at first, as the pictures may carry the words; pictures and sound are on."""
    with av.open(str(joined(tmp_path, [take(45)], subtitles=WORDS))) as container:
        on = [bool(stream.disposition & av.stream.Disposition.default) for stream in container.streams]
    assert on == [True, True, False, False]


def test_film_without_words_has_no_subtitle_track(tmp_path: Path) -> None:
    """No subtitles, no track."""
    assert len(probe(joined(tmp_path, [take(3)])).streams) == 2


@pytest.mark.parametrize("cue", [(1.0, 1.0, "x"), (2.0, 1.0, "x"), (-1.0, 1.0, "x"), (0.0, float("nan"), "x")])
def test_cue_that_cannot_show_is_refused(cue: tuple[float, float, str]) -> None:
    """A cue ends after it starts, at a time that exists."""
    with pytest.raises(FilmError, match="cannot show"):
        SoftSubtitles("en", (cue,))


def test_index_stands_before_the_pictures(tmp_path: Path) -> None:
    """A browser can play before all is loaded: moov comes before mdat."""
    content = joined(tmp_path, [take(45)], subtitles=WORDS).read_bytes()
    kinds = [box.kind for box in boxes(content)]
    assert kinds[0] == "ftyp"
    assert kinds.index("moov") < kinds.index("mdat")


def test_film_carries_no_clock(tmp_path: Path) -> None:
    """Creation and change times in the file's and tracks' headers are zero."""
    content = joined(tmp_path, [take(3)]).read_bytes()
    for header in (b"mvhd", b"tkhd", b"mdhd"):
        at = content.index(header) + 8
        assert struct.unpack_from(">II", content, at) == (0, 0)


def test_same_takes_give_the_same_bytes(tmp_path: Path) -> None:
    """Two joins of the same things are the same file, wherever it is written."""
    takes = [take(frames) for frames in LENGTHS]
    first, second = tmp_path / "one", tmp_path / "other"
    first.mkdir()
    second.mkdir()
    films = [joined(folder, takes, subtitles=WORDS, title="Rain") for folder in (first, second)]
    assert films[0].read_bytes() == films[1].read_bytes()


def test_same_takes_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    """The film depends on nothing of the process that joins it."""
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from film_kit import joined, take, WORDS; joined(Path(sys.argv[2]), [take(31), take(2)], subtitles=WORDS)"
    )
    there = tmp_path / "there"
    there.mkdir()
    subprocess.run([sys.executable, "-c", script, str(Path(__file__).parent), str(there)], check=True)
    here = joined(tmp_path, [take(31), take(2)], subtitles=WORDS)
    assert hashlib.sha256((there / "film.mp4").read_bytes()).digest() == hashlib.sha256(here.read_bytes()).digest()


def test_takes_of_other_settings_are_refused(tmp_path: Path) -> None:
    """Another size, rate or preset cannot be joined; the error counts the take."""
    for settings in (
        PictureSettings(FrameSize(96, 64), FrameRate(30)),
        PictureSettings(SIZE, FrameRate(25)),
        PictureSettings(SIZE, FrameRate(30), preset="ultrafast"),
    ):
        with pytest.raises(EncodingError, match="take 2 "):
            joined(tmp_path, [take(3), take(3, settings)])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("broken", [b"", b"not a film", b"\0" * 64])
def test_take_that_is_no_film_is_refused(tmp_path: Path, broken: bytes) -> None:
    """Bytes that are no take are a typed error and leave nothing behind."""
    with pytest.raises(EncodingError):
        joined(tmp_path, [take(3), broken])
    assert list(tmp_path.iterdir()) == []


def test_take_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    """Half a take is noticed."""
    whole = take(31)
    with pytest.raises(EncodingError):
        joined(tmp_path, [take(3), whole[: len(whole) // 2]])


def test_film_of_no_takes_is_refused(tmp_path: Path) -> None:
    """There is nothing to join."""
    with pytest.raises(EncodingError, match="one take or more"):
        joined(tmp_path, [])


def test_film_replaces_the_one_before(tmp_path: Path) -> None:
    """A new join takes the old film's place, and no other file stays."""
    joined(tmp_path, [take(3)])
    film = joined(tmp_path, [take(9)])
    assert probe(film).frames == 9
    assert list(tmp_path.iterdir()) == [film]


def test_failed_join_leaves_the_film_before(tmp_path: Path) -> None:
    """When a join fails the film of before is still there, untouched, and nothing else."""
    film = joined(tmp_path, [take(3)])
    before = film.read_bytes()
    with pytest.raises(EncodingError):
        joined(tmp_path, [take(3), b"broken"])
    assert film.read_bytes() == before
    assert list(tmp_path.iterdir()) == [film]


def test_join_clears_up_after_one_that_was_killed(tmp_path: Path) -> None:
    """What a killed run left half written is gone after the next."""
    (tmp_path / ".film.mp4.unfinished").write_bytes(b"half a film")
    film = joined(tmp_path, [take(3)])
    assert list(tmp_path.iterdir()) == [film]


def test_folder_that_is_none_is_a_clear_error(tmp_path: Path) -> None:
    """A missing folder, or a file in a folder's place, is named with what to do."""
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(EncodingError, match="cannot be written") as caught:
            joined(folder, [take(3)])
        assert caught.value.where == str(folder / "film.mp4")
        assert caught.value.mend


def test_folder_that_may_not_be_written_is_a_clear_error(tmp_path: Path, run_bound) -> None:
    """A read-only folder is named with what to do; the same folder with its rights back takes the film."""
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from film_kit import joined, take; from reelwright.studio import EncodingError\n"
        "try: joined(Path(sys.argv[2]), [take(3)])\n"
        "except EncodingError as error: print(error)\n"
    )
    command = [sys.executable, "-c", script, str(Path(__file__).parent), str(tmp_path)]
    tmp_path.chmod(0o500)
    refused = run_bound(command, os.environ)
    tmp_path.chmod(0o700)
    assert "cannot be written" in refused.stdout
    assert str(tmp_path) in refused.stdout
    assert list(tmp_path.iterdir()) == []
    joined(tmp_path, [take(3)])
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes can be set there")
def test_disk_that_is_full_is_a_clear_error(tmp_path: Path) -> None:
    """When the disk takes no more bytes the error says so, the old film stays and no rest is left."""
    whole = joined(tmp_path, [take(90)]).stat().st_size
    film = joined(tmp_path, [take(3)])
    before = film.read_bytes()
    script = (
        "import resource, signal, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from film_kit import joined, take; from reelwright.studio import EncodingError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); folder, long = Path(sys.argv[2]), [take(90)]\n"
        "film = folder / 'film.mp4'; before = film.read_bytes()\n"
        "for limit in map(int, sys.argv[3:]):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))\n"
        "    try: joined(folder, long)\n"
        "    except EncodingError as error:\n"
        "        kept = film.read_bytes() == before and list(folder.iterdir()) == [film]\n"
        "        sys.stdout.write(f'{limit} {kept} {error}|')\n"
    )
    limits = [str(limit) for limit in (0, 900, whole // 2, whole - 500)]
    command = [sys.executable, "-c", script, str(Path(__file__).parent), str(tmp_path), *limits]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("|")[:-1]
    assert [words.split()[:2] for words in said] == [[limit, "True"] for limit in limits]
    assert all("cannot be written" in words for words in said)
    assert film.read_bytes() == before
    assert list(tmp_path.iterdir()) == [film]


def test_probe_reads_takes_in_memory() -> None:
    """A take's facts are read without a file."""
    facts = PyavCutter().probe(take(6))
    assert (facts.size, facts.frames, facts.rate, facts.seconds) == (SIZE, 6, 30, Fraction(1, 5))


def test_recipe_names_the_libraries() -> None:
    """Whatever would change the bytes is in the recipe."""
    assert PyavCutter().recipe["pyav"] == av.__version__
