"""What every media reader promises, held against the one that opens files and the one that pretends."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from reelwright.seal import (
    FrameMark,
    MediaFormatError,
    MediaReader,
    MediaWish,
    Picture,
    PictureWish,
    ReadingEnd,
    SoundBlock,
    frame_marks,
    picture_at,
    pictures,
    sound_of,
)
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.testing import FakeFilm, FakeMediaReader

FRAMES = 20
RATE = Fraction(10)


def grey(index: int) -> np.ndarray:
    """A picture that tells its number by its brightness."""
    return np.full((32, 64), 40 + 8 * index, np.uint8)


def write_film(path: Path) -> None:
    """The film of the suite, as a file."""
    with av.open(path, "w", format="mp4") as out:
        video = out.add_stream("libx264", rate=10, options={"qp": "0"})
        video.width, video.height, video.pix_fmt = 64, 32, "yuv420p"
        audio = out.add_stream("aac", rate=8000, layout="mono")
        for index in range(FRAMES):
            yuv = np.concatenate([grey(index), np.full((16, 64), 128, np.uint8)])
            out.mux(video.encode(av.VideoFrame.from_ndarray(yuv, "yuv420p")))
        tone = (8000 * np.sin(np.arange(16000) / 4)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(tone[None], "s16", "mono")
        frame.sample_rate = 8000
        out.mux([*video.encode(), *audio.encode(frame), *audio.encode()])


def fake(path: Path) -> MediaReader:
    """The film of the suite, pretended."""
    shown = tuple(Picture(index / RATE, 64, 32, colour=False, pixels=grey(index).tobytes()) for index in range(FRAMES))
    return FakeMediaReader({path: FakeFilm(shown, RATE, b"\0\1" * 16000)})


def real(path: Path) -> MediaReader:
    """The film of the suite as a file, and what opens it."""
    write_film(path)
    return ChildReader()


@pytest.fixture(params=[real, fake], ids=["child", "fake"])
def film(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[MediaReader, Path]:
    """Each reader in turn, with the film."""
    make: Callable[[Path], MediaReader] = request.param
    return make(tmp_path / "film.mp4"), tmp_path / "film.mp4"


def test_facts_are_those_of_the_film(film: tuple[MediaReader, Path]) -> None:
    """Size, rate, length and sound are as they were made."""
    reader, path = film
    facts = reader.probe(path)
    assert facts.picture is not None
    assert (facts.picture.width, facts.picture.height, facts.picture.rate) == (64, 32, RATE)
    assert facts.sound is not None
    assert facts.sound.rate == 8000
    assert facts.seconds == pytest.approx(2, abs=0.2)


def test_one_reading_gives_all_in_order_and_the_end_last(film: tuple[MediaReader, Path]) -> None:
    """Pictures, marks and sound come in order of time from one reading; it ends with its end."""
    reader, path = film
    items = list(reader.read(path, MediaWish(PictureWish(64), marks=True, sound_rate=8000)))
    times = [item.time for item in items if isinstance(item, Picture)]
    assert times == [index / RATE for index in range(FRAMES)]
    assert [item.index for item in items if isinstance(item, FrameMark)] == list(range(FRAMES))
    assert any(isinstance(item, SoundBlock) for item in items)
    assert items[-1] == ReadingEnd(FRAMES, 0, Fraction(2))


def test_marks_name_pictures(film: tuple[MediaReader, Path]) -> None:
    """Two readings give the same marks, and different pictures have different ones."""
    reader, path = film
    marks, end = frame_marks(reader, path)
    assert marks == frame_marks(reader, path)[0]
    assert len({mark.digest for mark in marks}) == end.frames == FRAMES


def test_a_lower_rate_takes_the_first_picture_of_each_step(film: tuple[MediaReader, Path]) -> None:
    """At half the film's rate every second picture comes."""
    reader, path = film
    taken = list(pictures(reader, path, PictureWish(64, rate=Fraction(5))))
    assert [picture.time for picture in taken] == [Fraction(index, 5) for index in range(FRAMES // 2)]


def test_a_stretch_holds_its_start_and_not_its_end(film: tuple[MediaReader, Path]) -> None:
    """Only pictures from ``since`` until before ``until`` are given."""
    reader, path = film
    taken = pictures(reader, path, PictureWish(64), since=Fraction(3, 10), until=Fraction(6, 10))
    assert [picture.time for picture in taken] == [Fraction(3, 10), Fraction(4, 10), Fraction(5, 10)]


def test_picture_at_a_time_is_in_colour_and_the_one_shown(film: tuple[MediaReader, Path]) -> None:
    """The picture of a moment is found; after the end there is none."""
    reader, path = film
    picture = picture_at(reader, path, Fraction(1))
    assert picture is not None
    assert picture.colour
    assert picture.time == 1
    assert picture_at(reader, path, Fraction(9)) is None


def test_sound_is_one_channel_of_its_length(film: tuple[MediaReader, Path]) -> None:
    """The sound of two seconds has two seconds of samples, and is not silence."""
    reader, path = film
    sound = sound_of(reader, path, 8000)
    assert len(sound.samples) / 2 / sound.rate == pytest.approx(2, abs=0.2)
    assert any(sound.samples)


def test_sound_is_the_same_whether_or_not_pictures_are_asked_for(film: tuple[MediaReader, Path]) -> None:
    """Sound alone comes block for block as beside pictures, with the same times."""
    reader, path = film
    alone = [each for each in reader.read(path, MediaWish(sound_rate=8000)) if isinstance(each, SoundBlock)]
    beside = [
        each for each in reader.read(path, MediaWish(PictureWish(8), sound_rate=8000)) if isinstance(each, SoundBlock)
    ]
    assert alone == beside != []


def test_missing_file_is_a_clear_error(film: tuple[MediaReader, Path]) -> None:
    """The error says which file, and what to do; asking is enough, nothing has to be taken."""
    reader, path = film
    missing = path.with_name("missing.mp4")
    for ask in (lambda: reader.probe(missing), lambda: list(reader.read(missing, MediaWish()))):
        with pytest.raises(MediaFormatError) as caught:
            ask()
        assert caught.value.where.endswith("missing.mp4")
        assert caught.value.mend
