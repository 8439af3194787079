"""Streaming folders: the best version is found, and nothing outside the folder is ever named."""

from pathlib import Path

import pytest
from filming import film

from reelwright.seal import MediaDamagedError, MediaEncryptedError, MediaFormatError, frame_marks, sound_of
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.seal.media.playlist import resolve_folder
from reelwright.studio.adapters.hls import write_hls


def folder_of(tmp_path: Path, *lines: str) -> Path:
    """A folder with one playlist and one fragment beside it."""
    (tmp_path / "hls").mkdir()
    (tmp_path / "hls" / "a.ts").write_bytes(b"G" * 188)
    (tmp_path / "hls" / "film.m3u8").write_text("\n".join(["#EXTM3U", *lines]))
    return tmp_path / "hls"


def test_streaming_folder_of_ours_is_read_at_its_largest_size(tmp_path: Path) -> None:
    """The streams that the studio writes are read back: pictures of the master, sound from its own fragments."""
    whole = tmp_path / "film.mp4"
    whole.write_bytes(film(frames=60, sound="aac", options={"g": "20"}, size=(192, 128)))
    write_hls(whole, tmp_path / "hls")
    reader = ChildReader()
    facts = reader.probe(tmp_path / "hls")
    assert (facts.container, facts.picture.width) == ("hls", 192)
    marks, _ = frame_marks(reader, tmp_path / "hls")
    assert [mark.digest for mark in marks] == [mark.digest for mark in frame_marks(reader, whole)[0]]
    assert sound_of(reader, tmp_path / "hls", 8000).samples


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../secret.ts",
        "http://127.0.0.1/a.ts",
        "file:///etc/passwd",
        "%2e%2e/secret.ts",
        "link.ts",
        "C:\\a.ts",
    ],
)
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    """Addresses, absolute paths, ways up and links are refused before anything is opened."""
    folder = folder_of(tmp_path, "#EXTINF:1,", name)
    (tmp_path / "secret.ts").write_bytes(b"secret")
    (folder / "link.ts").symlink_to(tmp_path / "secret.ts")
    with pytest.raises(MediaFormatError):
        resolve_folder(folder)


def test_plain_names_and_ranges_are_found(tmp_path: Path) -> None:
    """A fragment beside the playlist is a piece; ranges of bytes follow one another."""
    folder = folder_of(tmp_path, "#EXT-X-BYTERANGE:100@4", "a.ts", "#EXT-X-BYTERANGE:50", "a.ts", "a.ts?token=1")
    pieces = resolve_folder(folder).pieces
    assert [(piece.offset, piece.length) for piece in pieces] == [(4, 100), (104, 50), (0, None)]


def test_encrypted_fragments_say_so(tmp_path: Path) -> None:
    """A key in the playlist is encryption, unless its method is none."""
    with pytest.raises(MediaEncryptedError):
        resolve_folder(folder_of(tmp_path, '#EXT-X-KEY:METHOD=AES-128,URI="k"', "a.ts"))
    (tmp_path / "hls" / "film.m3u8").write_text("#EXTM3U\n#EXT-X-KEY:METHOD=NONE\na.ts\n")
    assert resolve_folder(tmp_path / "hls").pieces


def test_missing_fragment_and_missing_playlist_are_told_apart(tmp_path: Path) -> None:
    """A fragment that is not there is damage; a folder without a playlist is no stream."""
    with pytest.raises(MediaDamagedError, match=r"b\.ts"):
        resolve_folder(folder_of(tmp_path, "b.ts"))
    with pytest.raises(MediaFormatError):
        resolve_folder(tmp_path)
