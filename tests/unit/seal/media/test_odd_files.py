"""Odd, broken and hostile files: each gives a right answer or a typed error, and nothing else."""

import itertools
import socket
import struct
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from filming import film

from reelwright.seal import (
    MediaDamagedError,
    MediaEncryptedError,
    MediaFormatError,
    MediaLimitError,
    MediaLimits,
    MediaWish,
    Picture,
    PictureWish,
    Transfer,
    frame_marks,
    pictures,
    sound_of,
)
from reelwright.seal.adapters.media.reader import ChildReader

READER = ChildReader()


def probe(tmp_path: Path, content: bytes, reader: ChildReader = READER):
    """The facts of a file with this content."""
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    return reader.probe(path)


def patched(content: bytes, box: bytes, offset: int, new: bytes) -> bytes:
    """The content with bytes after the name of its first such box replaced."""
    at = content.index(box) + 4 + offset
    return content[:at] + new + content[at + len(new) :]


def test_empty_file_is_damaged(tmp_path: Path) -> None:
    """A file without bytes is told from one of an unknown kind."""
    with pytest.raises(MediaDamagedError, match="empty"):
        probe(tmp_path, b"")


@pytest.mark.parametrize(
    "content", [b"INT. CAFE - DAY\n" * 50, b"#EXTM3U\nfile:///etc/passwd\n", b"ffconcat version 1.0\n"]
)
def test_text_named_mp4_is_refused_by_its_bytes(tmp_path: Path, content: bytes) -> None:
    """A script, a playlist or a list of files called film.mp4 is never obeyed."""
    with pytest.raises(MediaFormatError):
        probe(tmp_path, content)


def test_playlist_inside_a_film_of_another_kind_is_not_followed(tmp_path: Path) -> None:
    """Bytes that begin like an MP4 are only ever read as one."""
    with pytest.raises(MediaDamagedError):
        probe(tmp_path, b"\0\0\0\x10ftypisom\0\0\0\0#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n")


def test_film_cut_short_gives_its_pictures_and_ends_early(tmp_path: Path) -> None:
    """What is left of a film can be read, and its end lies before the length that the header claims."""
    whole = film(frames=50, kind="matroska", options={"g": "10"})
    path = tmp_path / "film.mp4"
    path.write_bytes(whole[: len(whole) * 3 // 4])
    marks, end = frame_marks(READER, path)
    assert 5 < len(marks) < 50
    path.write_bytes(whole)
    all_marks, whole_end = frame_marks(READER, path)
    assert [mark.digest for mark in marks[:5]] == [mark.digest for mark in all_marks[:5]]
    assert (whole_end.frames, whole_end.damaged) == (50, 0)
    assert end.frames < 50
    assert end.seconds < READER.probe(path).seconds == 2


def test_film_without_its_index_is_damaged(tmp_path: Path) -> None:
    """An MP4 whose index was cut off cannot be read, and says so."""
    whole = film(frames=30)
    with pytest.raises(MediaDamagedError):
        probe(tmp_path, whole[: whole.index(b"moov") - 4])


def test_lying_length_is_a_claim_and_reading_tells(tmp_path: Path) -> None:
    """A header that claims a day is reported as a claim; the end of the reading is the truth."""
    whole = film(frames=25)
    lying = patched(whole, b"mvhd", 16, struct.pack(">I", 1000 * 86_400))
    probe(tmp_path, lying)
    _, end = frame_marks(READER, tmp_path / "film.mp4")
    assert end.seconds == 1


def test_encrypted_film_says_so(tmp_path: Path) -> None:
    """Common encryption is named; the same film unlocked can be read."""
    key = {"encryption_scheme": "cenc-aes-ctr", "encryption_key": "0" * 32, "encryption_kid": "1" * 32}
    with pytest.raises(MediaEncryptedError):
        probe(tmp_path, film(muxing=key))
    assert probe(tmp_path, film()).picture


def test_rotation_is_applied_and_reported(tmp_path: Path) -> None:
    """A film that is stored lying is shown standing: facts, and the picture itself."""
    lying = film(frames=3)
    quarter = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    facts = probe(tmp_path, patched(lying, b"tkhd", 40, quarter)).picture
    assert (facts.rotation, facts.width, facts.height, facts.coded_width) == (90, 64, 96, 96)
    turned = next(pictures(READER, tmp_path / "film.mp4", PictureWish(96)))
    probe(tmp_path, lying)
    straight = next(pictures(READER, tmp_path / "film.mp4", PictureWish(96)))
    assert np.array_equal(pixels(turned), np.rot90(pixels(straight), -1))


def pixels(picture: Picture) -> np.ndarray:
    """A grey picture as an array."""
    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width)


def test_variable_rate_is_seen_and_times_are_kept(tmp_path: Path) -> None:
    """Uneven pictures keep their own times; a film of even ones is not called variable."""
    stamps = [0, 40, 80, 300, 340, 900, 940, 980]
    facts = probe(tmp_path, film(frames=8, stamps=stamps, kind="matroska"))
    assert facts.picture.variable_rate
    marks, _ = frame_marks(READER, tmp_path / "film.mp4")
    assert [int(mark.time * 1000) for mark in marks] == stamps
    assert not probe(tmp_path, film(frames=40)).picture.variable_rate


def test_ten_bits_and_high_dynamic_range_are_seen(tmp_path: Path) -> None:
    """Ten bits and the PQ curve are reported, and the picture comes out in eight bits."""
    facts = probe(tmp_path, film(pixels="yuv420p10le", trc=16)).picture
    assert (facts.bits, facts.transfer) == (10, Transfer.PQ)
    shown = next(pictures(READER, tmp_path / "film.mp4", PictureWish(96)))
    assert pixels(shown).max() > 200
    assert probe(tmp_path, film()).picture.transfer is Transfer.SDR


def test_film_without_sound_has_none(tmp_path: Path) -> None:
    """No sound is no samples; a film with sound has them."""
    assert probe(tmp_path, film()).sound is None
    assert sound_of(READER, tmp_path / "film.mp4", 8000).samples == b""
    assert probe(tmp_path, film(sound="aac")).sound.codec == "aac"
    assert sound_of(READER, tmp_path / "film.mp4", 8000).samples


def test_film_that_claims_no_rate_can_be_read(tmp_path: Path) -> None:
    """A rate of nought in the header is no rate, and pictures have times all the same."""
    whole = film(frames=4, kind="avi", codec="mjpeg", pixels="yuvj420p")
    still = patched(whole, b"strh", 24, struct.pack("<II", 1, 0))
    marks, end = (probe(tmp_path, still), frame_marks(READER, tmp_path / "film.mp4"))[1]
    assert len(marks) == end.frames == 4
    assert all(before.time < after.time for before, after in itertools.pairwise(marks))


@pytest.mark.parametrize("name", ["still.png", "still.jpg", "still.webp"])
def test_still_is_one_picture_without_time(tmp_path: Path, name: str) -> None:
    """A picture file is read like a film of one picture."""
    cv2.imwrite(str(tmp_path / name), np.full((40, 60, 3), 90, np.uint8))
    facts = READER.probe(tmp_path / name)
    assert facts.still
    assert (facts.picture.width, facts.picture.height, facts.seconds) == (60, 40, None)
    assert len(frame_marks(READER, tmp_path / name)[0]) == 1


def test_sound_alone_is_no_picture(tmp_path: Path) -> None:
    """A sound file has facts and samples, and no picture is pretended."""
    with av.open(tmp_path / "a.wav", "w") as out:
        stream = out.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.full((1, 4000), 500, np.int16), "s16", "mono")
        frame.sample_rate = 8000
        out.mux([*stream.encode(frame), *stream.encode()])
    facts = READER.probe(tmp_path / "a.wav")
    assert facts.picture is None
    assert facts.sound.rate == 8000
    assert len(sound_of(READER, tmp_path / "a.wav", 8000).samples) == 8000


def test_huge_picture_is_refused(tmp_path: Path) -> None:
    """A few kilobytes that unfold to 12288 × 12288 pixels are refused, as a still and as a film."""
    cv2.imwrite(str(tmp_path / "bomb.png"), np.zeros((12288, 12288), np.uint8))
    with pytest.raises(MediaLimitError):
        READER.probe(tmp_path / "bomb.png")
    with pytest.raises(MediaLimitError):
        probe(tmp_path, film(frames=1, size=(12288, 3072), options={"preset": "ultrafast"}))


def test_memory_and_silence_have_limits(tmp_path: Path) -> None:
    """A reader that may take less refuses the same file, each time with the typed error."""
    path = tmp_path / "large.png"
    cv2.imwrite(str(path), np.zeros((4000, 8000, 3), np.uint8))
    for memory in (256, 292, 320, 400):  # with the first two and the last its stack once failed to grow, and it died
        with pytest.raises(MediaLimitError, match="asks for more memory"):
            ChildReader(MediaLimits(memory_bytes=memory * 1_000_000)).probe(path)
    with pytest.raises(MediaLimitError, match="time"):
        ChildReader(MediaLimits(stall_seconds=0)).probe(path)
    assert READER.probe(path).picture.width == 8000


def test_unknown_codec_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """A codec outside the list is not given to its decoder."""
    with pytest.raises(MediaFormatError) as caught:
        probe(tmp_path, film(kind="avi", codec="huffyuv", pixels="yuv422p"))
    assert "H.264" in caught.value.mend


def test_confined_process_can_open_nothing() -> None:
    """After the promise no file and no socket can be opened, by any library."""
    program = """
import socket
from reelwright.seal.adapters.media.confinement import confine
confine(2_000_000_000, 10)
for attempt in (lambda: open("/etc/hostname"), socket.socket):
    try:
        attempt()
        print("opened")
    except OSError:
        print("refused")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["refused", "refused"]


@pytest.mark.skipif(sys.platform != "linux", reason="networks and files are let go of on Linux alone")
def test_a_process_that_talks_to_itself_reaches_nobody_else() -> None:
    """Where sockets are needed, they lead to itself: no file by name and no listener of this machine is in reach."""
    program = """
import ctypes, encodings.idna, os, socket, sys
from reelwright.seal.adapters.media.confinement import confine
if os.fork() == 0:  # not allowed everywhere
    os._exit(ctypes.CDLL(None).unshare(0x50000000) != 0 or ctypes.CDLL(None).syscall(444, None, 0, 1) < 1)
if os.wait()[1]:
    sys.exit("skip")
confine(2_000_000_000, 10, loopback=True)
with socket.create_server(("127.0.0.1", 0)) as here:
    socket.create_connection(here.getsockname()).close()
for attempt in (lambda: open("/etc/hostname"), lambda: socket.create_connection(("127.0.0.1", int(sys.argv[1])), 3)):
    try:
        attempt()
        print("reached")
    except OSError:
        print("refused")
"""
    with socket.create_server(("127.0.0.1", 0)) as ours:
        port = str(ours.getsockname()[1])
        done = subprocess.run([sys.executable, "-c", program, port], capture_output=True, text=True, check=False)
    if "skip" in done.stderr:
        pytest.skip("this system does not let a process leave the network")
    assert (done.returncode, done.stdout.split()) == (0, ["refused", "refused"]), done.stderr


def test_late_start_keeps_time_zero_at_the_first_picture(tmp_path: Path) -> None:
    """Time counts from the first picture, whatever the file's stamps begin with."""
    probe(tmp_path, film(kind="mpegts", frames=10))
    marks, _ = frame_marks(READER, tmp_path / "film.mp4")
    assert marks[0].time == 0
    assert marks[-1].time == Fraction(9, 25)


def test_seeking_gives_the_same_pictures(tmp_path: Path) -> None:
    """A stretch late in a film is found without decoding all before it, and is the same stretch."""
    path = tmp_path / "film.mp4"
    path.write_bytes(film(frames=125, options={"g": "25"}))
    late = [
        item for item in READER.read(path, MediaWish(PictureWish(96), since=Fraction(4))) if isinstance(item, Picture)
    ]
    whole = [item for item in READER.read(path, MediaWish(PictureWish(96))) if isinstance(item, Picture)]
    assert late == whole[100:]
