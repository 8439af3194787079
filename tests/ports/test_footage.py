"""What everybody promises who decodes files that are brought as takes."""

import pickle
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from reelwright.film import FrameSize, ReelError
from reelwright.production.adapters.footage import ReadFootage
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.studio import Footage
from reelwright.testing import FakeFootage

SIZE, RATE = FrameSize(32, 64), Fraction(10)
COLOURS = tuple((40 + 10 * number, 60, 200 - 10 * number) for number in range(12))


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film of the suite, as a file, twice as large."""
    path = tmp_path_factory.mktemp("footage") / "s01-01.mp4"
    with av.open(path, "w", format="mp4") as out:
        video = out.add_stream("libx264", rate=10, options={"qp": "4"})
        video.width, video.height, video.pix_fmt = 64, 128, "yuv420p"
        for colour in COLOURS:
            frame = av.VideoFrame.from_ndarray(np.full((128, 64, 3), colour, np.uint8), format="rgb24")
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    return path


@pytest.fixture(params=["read", "fake"])
def footage(request: pytest.FixtureRequest) -> Footage:
    """One after the other."""
    return ReadFootage(ChildReader()) if request.param == "read" else FakeFootage(COLOURS, RATE)


def test_pictures_come_in_order_and_then_the_end(footage: Footage, film: Path) -> None:
    """Every picture has its own time and colour and the size asked for; last comes the moment of the end."""
    *shown, end = footage.frames(film, size=SIZE, rate=RATE, until=Fraction(60))
    assert [each.time for each in shown] == [number / RATE for number in range(12)]
    assert {(each.width, each.height, each.ends) for each in shown} == {(32, 64, False)}
    seen = [np.frombuffer(each.pixels, np.uint8).reshape(-1, 3).mean(axis=0) for each in shown]
    assert np.abs(np.subtract(seen, COLOURS)).max() < 6
    assert (end.time, end.ends) == (Fraction(12, 10), True)


def test_nothing_is_shown_after_what_is_wanted(footage: Footage, film: Path) -> None:
    """Reading ends where the shot does."""
    shown = list(footage.frames(film, size=SIZE, rate=RATE, until=Fraction(1, 2)))
    assert len([each for each in shown if not each.ends]) == 5
    assert shown[-1].ends
    assert shown[-1].time >= Fraction(1, 2)


def test_it_travels(footage: Footage, film: Path) -> None:
    """A process of the crew reads the same."""
    far = pickle.loads(pickle.dumps(footage))  # noqa: S301 our own bytes
    until = Fraction(1, 5)
    wanted = list(footage.frames(film, size=SIZE, rate=RATE, until=until))
    assert list(far.frames(film, size=SIZE, rate=RATE, until=until)) == wanted


def write_cut(path: Path, film: Path) -> None:
    """A film of which the middle is lost."""
    content = bytearray(film.read_bytes())
    content[200 : len(content) // 2] = bytes(len(content) // 2 - 200)
    path.write_bytes(content)


def write_noise(path: Path, film: Path) -> None:
    """No film at all."""
    del film
    path.write_bytes(b"noise" * 99)


def write_still(path: Path, film: Path) -> None:
    """A picture under a film's name."""
    del film
    path.write_bytes(cv2.imencode(".png", np.full((64, 32, 3), 90, np.uint8))[1].tobytes())


def write_hdr(path: Path, film: Path) -> None:
    """A film that says its light is that of high dynamic range (PQ)."""
    del film
    with av.open(path, "w", format="mp4") as out:
        video = out.add_stream("libx264", rate=10, options={"x264-params": "colorprim=bt2020:transfer=smpte2084"})
        video.width, video.height, video.pix_fmt = 64, 128, "yuv420p"
        out.mux(video.encode(av.VideoFrame.from_ndarray(np.full((128, 64), 90, np.uint8), format="gray")))
        out.mux(video.encode(None))


@pytest.mark.parametrize("write", [write_cut, write_noise, write_still, write_hdr])
def test_what_is_no_whole_film_is_refused(write: object, film: Path, tmp_path: Path) -> None:
    """Damaged files, noise, stills and high dynamic range are errors that say what to do."""
    path = tmp_path / "s01-01.mp4"
    write(path, film)  # type: ignore[operator]
    with pytest.raises(ReelError) as refused:
        list(ReadFootage(ChildReader()).frames(path, size=SIZE, rate=RATE, until=Fraction(60)))
    assert refused.value.mend
    assert (write is write_hdr) is ("high dynamic range (pq)" in refused.value.what.lower())
