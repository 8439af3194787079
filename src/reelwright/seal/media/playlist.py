"""Streaming folders (HLS, RFC 8216) on this disk, resolved by us: names inside the folder and nothing else.

Refuses addresses, absolute paths, ways out of the folder (also by links), and keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from .errors import MediaDamagedError, MediaEncryptedError, MediaFormatError

_LONGEST: Final = 4_000_000
_MOST_FRAGMENTS: Final = 100_000
_LENGTH: Final = re.compile(r"\d{1,6}(\.\d{1,9})?")
_ATTRIBUTE: Final = re.compile(r'([A-Z0-9-]+)=("[^"]*"|[^",]*)')


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a file of the folder; ``length`` None for all from ``offset`` on."""

    path: Path
    offset: int = 0
    length: int | None = None


@dataclass(frozen=True, slots=True)
class StreamingFolder:
    """The pieces that make up the best picture, and those of its sound where they lie apart."""

    pieces: tuple[Piece, ...]
    sound: tuple[Piece, ...] = ()


def resolve_folder(folder: Path) -> StreamingFolder:
    """Find the pieces of a streaming film's largest version.

    Raises:
        MediaFormatError: there is no playlist, or it names something outside the folder.
        MediaEncryptedError: the fragments are encrypted.
        MediaDamagedError: a fragment that is named is not there.
    """
    root = folder.resolve()
    playlists = sorted(root.glob("*.m3u8"))
    if not playlists:
        raise MediaFormatError(
            "there is no playlist in the folder", where=str(folder), mend="give a film, or the folder of a streamed one"
        )
    texts = {path: _lines(path) for path in playlists}
    masters = [path for path in playlists if any(line.startswith("#EXT-X-STREAM-INF") for line in texts[path])]
    if not masters:
        return StreamingFolder(_pieces(root, playlists[0]))
    return _from_master(root, masters[0], texts[masters[0]])


def segment_spans(folder: Path) -> dict[str, tuple[Fraction, Fraction]]:
    """Which seconds the files of a streaming folder hold, as its playlists say; nothing is opened but those."""
    spans: dict[str, tuple[Fraction, Fraction]] = {}
    for playlist in sorted(folder.rglob("*.m3u8")):
        begin = length = Fraction(0)
        for line in _lines(playlist):
            if line.startswith("#EXTINF:"):
                said = _LENGTH.match(line.removeprefix("#EXTINF:"))
                length = Fraction(said.group(0)) if said else Fraction(0)
            elif not line.startswith("#"):
                name = (playlist.parent.relative_to(folder) / unquote(line)).as_posix()
                if length:
                    spans[name] = (begin, begin + length)
                begin, length = begin + length, Fraction(0)
    return spans


def _from_master(root: Path, master: Path, lines: list[str]) -> StreamingFolder:
    best, best_rate, group = "", -1, ""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("#EXT-X-STREAM-INF:") and after and not after.startswith("#"):
            said = _attributes(line)
            rate = int(said.get("BANDWIDTH", "0")) if said.get("BANDWIDTH", "0").isdecimal() else 0
            if rate > best_rate:
                best, best_rate, group = after, rate, said.get("AUDIO", "")
    if not best:
        raise MediaDamagedError("the master playlist names no version", where=str(master))
    sounds = [_attributes(line) for line in lines if line.startswith("#EXT-X-MEDIA:")]
    apart = [
        each["URI"]
        for each in sounds
        if each.get("TYPE") == "AUDIO" and each.get("GROUP-ID") == group and each.get("URI")
    ]
    sound = _pieces(root, _inside(root, master, apart[0])) if group and apart else ()
    return StreamingFolder(_pieces(root, _inside(root, master, best)), sound)


def _lines(path: Path) -> list[str]:
    content = path.read_bytes() if path.stat().st_size <= _LONGEST else b""
    lines = [line.strip() for line in content.decode("utf-8", "replace").splitlines()]
    if not lines or lines[0].lstrip("\ufeff") != "#EXTM3U":
        raise MediaFormatError("this is no playlist, or a very long one", where=str(path))
    return [line for line in lines if line]


def _attributes(line: str) -> dict[str, str]:
    return {name: value.strip('"') for name, value in _ATTRIBUTE.findall(line.partition(":")[2])}


def _pieces(root: Path, playlist: Path) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    wanted, head, after = "", "", 0
    for line in _lines(playlist):
        if line.startswith("#EXT-X-KEY:") and _attributes(line).get("METHOD") != "NONE":
            raise MediaEncryptedError(
                "the fragments are encrypted", where=str(playlist), mend="give the folder before it is encrypted"
            )
        if line.startswith("#EXT-X-MAP:") and line != head:
            said, head = _attributes(line), line
            pieces.append(_piece(root, playlist, said.get("URI", ""), said.get("BYTERANGE", ""), 0))
        elif line.startswith("#EXT-X-BYTERANGE:"):
            wanted = line.partition(":")[2]
        elif not line.startswith("#"):
            pieces.append(_piece(root, playlist, line, wanted, after))
            after = pieces[-1].offset + (pieces[-1].length or 0)
            wanted = ""
        if len(pieces) > _MOST_FRAGMENTS:
            raise MediaFormatError("the playlist names too many fragments", where=str(playlist))
    if not pieces:
        raise MediaDamagedError("the playlist names no fragment", where=str(playlist))
    return tuple(pieces)


def _piece(root: Path, playlist: Path, name: str, span: str, after: int) -> Piece:
    path = _inside(root, playlist, name)
    if not span:
        return Piece(path)
    length, _, offset = span.partition("@")
    if not length.isdecimal() or (offset and not offset.isdecimal()):
        raise MediaDamagedError(f"{span!r} is no range of bytes", where=str(playlist))
    return Piece(path, int(offset) if offset else after, int(length))


def _inside(root: Path, playlist: Path, name: str) -> Path:
    plain = unquote(name.partition("?")[0])
    if not plain or plain.startswith(("/", "\\", "~")) or ":" in plain or "\0" in plain:
        raise MediaFormatError(
            f"the playlist names {name[:80]!r}, which is no file beside it",
            where=str(playlist),
            mend="fetch the fragments into the folder and name them without an address",
        )
    path = (playlist.parent / plain).resolve()
    if not path.is_relative_to(root):
        raise MediaFormatError(f"the playlist leads out of its folder: {name[:80]!r}", where=str(playlist))
    if not path.is_file():
        raise MediaDamagedError(f"the fragment {name[:80]!r} is missing", where=str(playlist))
    return path
