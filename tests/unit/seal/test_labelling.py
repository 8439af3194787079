"""A label is burned into a film of anybody's, at the size that the law asks for, and nothing else changes."""

import io
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest

from reelwright.seal import Labeller, MediaError
from reelwright.seal.adapters.child_labeller import ChildLabeller
from reelwright.testing import FakeLabeller


def grey_film(path: Path, *, size: tuple[int, int] = (160, 288), sound: bool = True) -> Path:
    """Four grey seconds with a tone."""
    with av.open(str(path), "w") as container:
        shown = container.add_stream("libx264", rate=8, options={"preset": "ultrafast"})
        shown.width, shown.height, shown.pix_fmt = *size, "yuv420p"
        heard = container.add_stream("aac", rate=48_000) if sound else None
        for _ in range(32):
            picture = av.VideoFrame.from_ndarray(np.full((size[1], size[0], 3), 90, np.uint8), format="rgb24")
            container.mux(shown.encode(picture))
        container.mux(shown.encode(None))
        if heard is not None:
            tone = (8000 * np.sin(np.arange(4 * 48_000) / 20)).astype(np.int16)
            for at in range(0, len(tone), 1024):
                block = av.AudioFrame.from_ndarray(tone[None, at : at + 1024], format="s16", layout="mono")
                block.sample_rate, block.pts = 48_000, at
                container.mux(heard.encode(block))
            container.mux(heard.encode(None))
    return path


def pictures(path: Path) -> list[np.ndarray]:
    """Every picture in grey."""
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]


def packets(path: Path) -> list[bytes]:
    """Every packet of sound."""
    with av.open(io.BytesIO(path.read_bytes())) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


@pytest.mark.parametrize("words", ["AI-generated", "AI生成"])
def test_label_is_large_for_the_opening_and_small_after_it(words: str, tmp_path: Path) -> None:
    """Letters are 5 % of the shorter side or more for 2 seconds or more; sound and length stay."""
    film, labelled = grey_film(tmp_path / "film.mp4"), tmp_path / "labelled.mp4"
    told = ChildLabeller().burn(film, labelled, words)
    assert words in told
    shown = pictures(labelled)
    assert len(shown) == 32
    heights = [int((picture > 200).any(axis=1).sum()) for picture in shown]
    assert min(heights[:17]) >= 0.05 * 160
    assert 0 < max(heights[25:]) < min(heights[:17])
    assert abs(int(shown[0][200:].mean()) - int(pictures(film)[0][200:].mean())) <= 2
    assert packets(labelled) == packets(film)


def test_silent_film_is_labelled_too(tmp_path: Path) -> None:
    """A film without sound stays without."""
    film = grey_film(tmp_path / "film.mp4", sound=False)
    ChildLabeller().burn(film, tmp_path / "labelled.mp4", "AI")
    with av.open(str(tmp_path / "labelled.mp4")) as container:
        assert [stream.type for stream in container.streams] == ["video"]


@pytest.mark.parametrize("labeller", [ChildLabeller(), FakeLabeller()], ids=["child", "fake"])
def test_it_says_how_far_it_is_and_can_be_stopped(
    labeller: Labeller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shares rise to the whole; a person who breaks it off leaves no file and no process that goes on."""
    film, told, started = grey_film(tmp_path / "film.mp4", sound=False), list[float](), list[subprocess.Popen[bytes]]()
    begin = subprocess.Popen.__init__

    def noted(process: subprocess.Popen[bytes], *args: object, **more: object) -> None:
        started.append(process)
        begin(process, *args, **more)

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    labeller.burn(film, tmp_path / "labelled.mp4", "AI", told.append)
    assert told == sorted(told)
    assert told[-1] > 0.9
    with pytest.raises(KeyboardInterrupt):
        labeller.burn(film, tmp_path / "stopped.mp4", "AI", stop)
    assert not (tmp_path / "stopped.mp4").exists()
    assert all(each.returncode is not None for each in started)


def stop(share: float) -> None:
    """Ctrl-C at the first word."""
    raise KeyboardInterrupt(share)


def test_what_cannot_be_labelled_is_told(tmp_path: Path) -> None:
    """Words that do not fit, a film that is cut off, and a text: a typed error, and no file."""
    film = grey_film(tmp_path / "film.mp4", sound=False)
    cut, text = tmp_path / "cut.mp4", tmp_path / "text.mp4"
    cut.write_bytes(film.read_bytes()[:700])
    text.write_text("no film", encoding="utf-8")
    for path, words in ((film, "made by a machine from beginning to end"), (cut, "AI"), (text, "AI")):
        with pytest.raises(MediaError):
            ChildLabeller().burn(path, tmp_path / "labelled.mp4", words)
    assert not (tmp_path / "labelled.mp4").exists()


@pytest.mark.parametrize("labeller", [ChildLabeller(), FakeLabeller()], ids=["child", "fake"])
def test_the_film_itself_stays_as_it_is(labeller: Labeller, tmp_path: Path) -> None:
    """Every labeller writes a copy, says what it did, and refuses to write nothing."""
    film = grey_film(tmp_path / "film.mp4", sound=False)
    before = film.read_bytes()
    assert labeller.burn(film, tmp_path / "labelled.mp4", "AI")
    assert film.read_bytes() == before
    assert (tmp_path / "labelled.mp4").read_bytes() != before
    with pytest.raises(MediaError):
        labeller.burn(film, tmp_path / "other.mp4", "")
