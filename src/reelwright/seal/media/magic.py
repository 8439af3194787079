"""What kind of file some bytes begin, judged by us and not by a name or a library's guess.

Each kind names the one demultiplexer that may read it, so that a playlist called ``film.mp4`` is
never obeyed. Refuses to decode.
"""

from __future__ import annotations

from typing import Final, Protocol

from .errors import MediaDamagedError, MediaFormatError

HEAD_BYTES: Final = 1024

_BOXES: Final = {b"ftyp", b"styp", b"moov", b"mdat", b"wide", b"free", b"skip", b"sidx", b"moof"}
_STARTS: Final = (
    (b"\x1a\x45\xdf\xa3", "matroska"),
    (b"\x00\x00\x01\xba", "mpeg"),
    (b"FLV\x01", "flv"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"ID3", "mp3"),
    (b"DKIF", "ivf"),
    (b"\x06\x0e\x2b\x34", "mxf"),
    (b"\x89PNG\r\n\x1a\n", "png_pipe"),
    (b"\xff\xd8\xff", "jpeg_pipe"),
    (b"GIF8", "gif"),
)
_RIFF: Final = {b"AVI ": "avi", b"WAVE": "wav", b"WEBP": "webp_pipe"}
STILLS: Final = frozenset({"png_pipe", "jpeg_pipe", "webp_pipe"})
_MEND: Final = "give an MP4, MOV, MKV, WebM, TS, AVI, Ogg, PNG, JPEG, WebP or sound file, or a streaming folder"


def container_of(head: bytes, *, where: str = "") -> str:
    """The demultiplexer for a file that begins with these bytes.

    Raises:
        MediaDamagedError: the file is empty.
        MediaFormatError: it is none of the kinds that are opened here.
    """
    if not head:
        raise MediaDamagedError("the file is empty", where=where, mend="fetch or export it again")
    if head[4:8] in _BOXES:
        return "mov"
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if _transport_stream(head):
        return "mpegts"
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        # MPEG audio (ISO/IEC 11172-3 §2.4.1.3): layer 0 means ADTS, which is AAC.
        return "mp3" if head[1] & 0x06 else "aac"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"#EXTM3U"):
        raise MediaFormatError(
            "this is a streaming playlist, which only names other files", where=where, mend="give the folder it lies in"
        )
    raise MediaFormatError("this is not a film, picture or sound that can be opened here", where=where, mend=_MEND)


class Seekable(Protocol):
    """A file that can be looked into at any place."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to so many bytes."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place and say where it is."""


def _transport_stream(head: bytes) -> bool:
    # ISO/IEC 13818-1 §2.4.3.2: packets of 188 bytes begin with 0x47; discs put 4 bytes before each.
    for step, first in ((188, 0), (192, 4)):
        places = range(first, min(len(head), first + 5 * step), step)
        if len(places) >= 2 and all(head[place] == 0x47 for place in places):
            return True
    return len(head) == 188 and head[0] == 0x47


def holds_encrypted_track(file: Seekable) -> bool:
    """Whether an MP4 says that a track is encrypted (sample entry ``encv`` or ``enca``, ISO/IEC 23001-7)."""
    size = file.seek(0, 2)
    for name, start, end in _boxes(file, 0, size):
        if name == b"moov":
            return _encrypted(file, start, end)
    return False


_WAY: Final = {b"trak", b"mdia", b"minf", b"stbl"}


def _encrypted(file: Seekable, start: int, end: int) -> bool:
    for name, begin, stop in _boxes(file, start, end):
        if name in _WAY and _encrypted(file, begin, stop):
            return True
        if name == b"stsd" and any(entry in {b"encv", b"enca"} for entry, _, _ in _boxes(file, begin + 8, stop)):
            return True
    return False


def _boxes(file: Seekable, start: int, end: int, most: int = 4096) -> list[tuple[bytes, int, int]]:
    found: list[tuple[bytes, int, int]] = []
    while start + 8 <= end and len(found) < most:
        file.seek(start)
        head = file.read(16)
        size, name, inside = int.from_bytes(head[:4], "big"), head[4:8], start + 8
        if size == 1:
            size, inside = int.from_bytes(head[8:16], "big"), start + 16
        stop = end if size == 0 else start + size
        if stop < inside or len(name) < 4:
            break
        found.append((name, inside, min(stop, end)))
        start = stop
    return found
