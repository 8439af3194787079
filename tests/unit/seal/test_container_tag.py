"""The tag stands where players and platforms look, and the film plays as before."""

import io
import json
import struct
from pathlib import Path

import av
import pytest
from tiny_films import tiny_film

from reelwright.seal import ContainerTag, MediaError, read_tag, write_tag
from reelwright.seal.boxes import box_bytes, walk_bytes

TAG = ContainerTag("1", "晨光工作室", "film-1", "ab" * 32)


def index_first(title: str = "", folder: Path | None = None) -> bytes:
    """A film whose index lies before its pictures, as files for the web have it."""
    path = folder / "first.mp4"
    with (
        av.open(str(path), "w", options={"movflags": "faststart"}) as target,
        av.open(io.BytesIO(tiny_film())) as source,
    ):
        if title:
            target.metadata["title"] = title
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    return path.read_bytes()


def frames(content: bytes) -> list[bytes]:
    """Every decoded frame."""
    with av.open(io.BytesIO(content)) as container:
        return [frame.to_ndarray().tobytes() for frame in container.decode(video=0)]


@pytest.mark.parametrize("title", ["", "Midnight Rooftop"])
@pytest.mark.parametrize("first", [True, False], ids=["index-first", "index-last"])
def test_tag_is_read_by_others_and_changes_no_frame(title: str, first: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Another reader finds the JSON under AIGC, beside the title that was there; every frame stays."""
    content = index_first(title, tmp_path) if first else tiny_film()
    film, tagged = tmp_path / "film.mp4", tmp_path / "tagged.mp4"
    film.write_bytes(content)
    write_tag(film, tagged, TAG)
    with av.open(str(tagged)) as container:
        told = json.loads(container.metadata["AIGC"])
        assert container.metadata.get("title", "") == (title if first else "")
    assert (told["Label"], told["ContentProducer"], told["ProduceID"]) == ("1", "晨光工作室", "film-1")
    assert list(told) == [
        "Label",
        "ContentProducer",
        "ProduceID",
        "ReservedCode1",
        "ContentPropagator",
        "PropagateID",
        "ReservedCode2",
    ]
    assert read_tag(tagged) == TAG
    assert frames(tagged.read_bytes()) == frames(content)


def test_a_second_tag_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """A film never bears two tags."""
    film, once, twice = (tmp_path / name for name in ("film.mp4", "once.mp4", "twice.mp4"))
    film.write_bytes(tiny_film())
    write_tag(film, once, TAG)
    write_tag(once, twice, ContainerTag("2"))
    assert read_tag(twice) == ContainerTag("2")
    assert twice.read_bytes().count(b"ContentProducer") == 1


def test_fragments_and_other_files_do_not_take_the_tag(tmp_path: Path) -> None:
    """What cannot be tagged safely is refused with what to do."""
    film = tmp_path / "film.mp4"
    for content in (tiny_film(fragmented=True), b"RIFF....AVI ", b""):
        film.write_bytes(content)
        with pytest.raises(MediaError):
            write_tag(film, tmp_path / "tagged.mp4", TAG)
        assert read_tag(film) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '"x"', "[" * 100_000], ids=["none", "list", "bare", "text", "deep"])
def test_text_that_is_no_tag_is_none(text: str) -> None:
    """A value that is not the standard's JSON is no tag."""
    assert ContainerTag.read(text) is None


@pytest.mark.parametrize("size", [0, 7, 1 << 31, 1], ids=["endless", "short", "long", "wide"])
def test_lying_boxes_are_told_or_passed_over(size: int, tmp_path: Path) -> None:
    """A box that says a wrong size inside the index gives no tag and no endless walk."""
    lie = struct.pack(">I4s", size, b"udta") + bytes(4)
    film = tmp_path / "film.mp4"
    film.write_bytes(box_bytes("ftyp", b"isom") + box_bytes("moov", lie))
    assert read_tag(film) is None


def test_boxes_side_by_side_cover_the_content() -> None:
    """Every byte of a good file lies in one box, and the boxes follow one another."""
    content = tiny_film()
    boxes = list(walk_bytes(content))
    assert [box.start for box in boxes][1:] == [box.end for box in boxes][:-1]
    assert boxes[-1].end == len(content)
