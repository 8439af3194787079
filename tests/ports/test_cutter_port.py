"""What every cutter promises, held against the one that cuts and the one that pretends."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from reelwright.film import FrameRate, FrameSize, canonical_json
from reelwright.studio import Cutter, EncodingError, PictureSettings, SoftSubtitles
from reelwright.studio.adapters.cutter import PyavCutter
from reelwright.studio.adapters.x264 import TakeEncoder
from reelwright.testing import FakeCutter

SIZE = FrameSize(32, 48)
WORDS = (SoftSubtitles("en", ((0.0, 0.1, "Hello."),)), SoftSubtitles("zh", ((0.0, 0.1, "你好"),)))


@dataclass(frozen=True)
class Bench:
    """A cutter and how to make a take for it."""

    cutter: Cutter
    take: Callable[[int], bytes]


def encoded_take(frames: int) -> bytes:
    """A take for the cutter that cuts."""
    with TakeEncoder(PictureSettings(SIZE, FrameRate(30))) as encoder:
        for index in range(frames):
            encoder.add(np.full((72, 32), 100 + index, np.uint8))
        return encoder.finish()


@pytest.fixture(params=["pyav", "fake"])
def bench(request: pytest.FixtureRequest) -> Bench:
    """Each cutter in turn."""
    return Bench(PyavCutter(), encoded_take) if request.param == "pyav" else Bench(FakeCutter(), FakeCutter().take)


def test_film_has_the_frames_of_its_takes(bench: Bench, tmp_path: Path) -> None:
    """The cutter says how many frames it joined, and the film says the same."""
    film = tmp_path / "film.mp4"
    assert bench.cutter.join([bench.take(3), bench.take(4)], film, sound=b"") == 7
    assert bench.cutter.probe(film).frames == 7
    assert bench.cutter.probe(bench.take(3)).frames == 3


def test_film_says_its_title(bench: Bench, tmp_path: Path) -> None:
    """The title and one subtitle stream for each language are in the film."""
    bench.cutter.join([bench.take(9)], tmp_path / "a.mp4", sound=b"", subtitles=WORDS, title="雨")
    facts = bench.cutter.probe(tmp_path / "a.mp4")
    assert facts.title == "雨"
    assert len([one for one in facts.streams if one.kind == "subtitle"]) == 2


def test_same_input_gives_the_same_bytes(bench: Bench, tmp_path: Path) -> None:
    """A film can be made twice."""
    for name in ("a.mp4", "b.mp4"):
        bench.cutter.join([bench.take(5)], tmp_path / name, sound=b"\1\0\1\0" * 999, subtitles=WORDS)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_sound_coded_beforehand_gives_the_same_bytes(bench: Bench, tmp_path: Path) -> None:
    """Coded before or when takes are joined, a film is the same; what has not its length is not used."""
    sound = np.random.default_rng(1).integers(-9000, 9000, 5 * 1600 * 2, np.int16).tobytes()
    for name, coded in (("a", b""), ("b", bench.cutter.code(sound)), ("c", bench.cutter.code(sound[:4096]))):
        bench.cutter.join([bench.take(5)], tmp_path / name, sound=sound, coded=coded)
    assert len({(tmp_path / name).read_bytes() for name in "abc"}) == 1
    with pytest.raises(EncodingError):
        bench.cutter.code(b"odd")


@pytest.mark.parametrize("takes", [[], [b"broken"]])
def test_nothing_is_left_when_takes_cannot_be_joined(bench: Bench, tmp_path: Path, takes: list[bytes]) -> None:
    """A failed join is a typed error and leaves no file."""
    with pytest.raises(EncodingError):
        bench.cutter.join(takes, tmp_path / "film.mp4", sound=b"")
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_is_a_clear_error(bench: Bench, tmp_path: Path) -> None:
    """The error says which file, and what to do."""
    with pytest.raises(EncodingError) as caught:
        bench.cutter.join([bench.take(3)], tmp_path / "missing" / "film.mp4", sound=b"")
    assert "film.mp4" in caught.value.where
    assert caught.value.mend


def test_half_a_sample_is_refused(bench: Bench, tmp_path: Path) -> None:
    """Sound that is no whole number of stereo samples is refused."""
    with pytest.raises(EncodingError):
        bench.cutter.join([bench.take(3)], tmp_path / "film.mp4", sound=b"abc")


def test_streaming_folder_holds_the_playlist(bench: Bench, tmp_path: Path) -> None:
    """The playlist that is given back lies in the folder that was asked for."""
    film = tmp_path / "film.mp4"
    bench.cutter.join([bench.take(9)], film, sound=b"")
    playlist = bench.cutter.stream(film, tmp_path / "hls")
    assert playlist.parent == tmp_path / "hls"
    assert playlist.read_text().startswith("#EXTM3U\n")


def test_streaming_no_film_is_refused(bench: Bench, tmp_path: Path) -> None:
    """A film that is not there cannot be streamed, and no folder appears."""
    with pytest.raises(EncodingError):
        bench.cutter.stream(tmp_path / "film.mp4", tmp_path / "hls")
    assert not (tmp_path / "hls").exists()


def test_recipe_is_plain(bench: Bench) -> None:
    """A recipe can be digested, and does not change from one look to the next."""
    assert canonical_json(bench.cutter.recipe) == canonical_json(bench.cutter.recipe)
