"""Finds boxes in MP4 files (ISO/IEC 14496-12 §4.2): only what cutting fragments needs.

Knows sizes and names. Refuses to write boxes: the container library does that.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from reelwright.studio.errors import EncodingError


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its four letters, where it starts in the file, and its content without the header."""

    kind: str
    start: int
    content: memoryview

    @property
    def end(self) -> int:
        """Where the next box starts."""
        return self.start + len(self.content) + 8


def boxes(content: bytes | memoryview) -> Iterator[Box]:
    """Give the boxes that lie side by side in some bytes.

    Raises:
        EncodingError: a size runs over the end, or is one that our files never hold.
    """
    view, at = memoryview(content), 0
    while at < len(view):
        if at + 8 > len(view):
            raise EncodingError("an MP4 box is cut off", where=f"byte {at}")
        size, kind = struct.unpack_from(">I4s", view, at)
        if size < 8 or at + size > len(view):
            raise EncodingError(f"an MP4 box of {size} bytes does not fit", where=f"byte {at}")
        yield Box(kind.decode("latin-1"), at, view[at + 8 : at + size])
        at += size


def inside(content: bytes | memoryview, *path: str) -> memoryview:
    """Give the content of the first box at a path such as "moov", "trak", "mdia".

    Raises:
        EncodingError: there is no such box.
    """
    view = memoryview(content)
    for kind in path:
        found = next((box for box in boxes(view) if box.kind == kind), None)
        if found is None:
            raise EncodingError(f"an MP4 has no box {'/'.join(path)}")
        view = found.content
    return view


def media_timescale(init: bytes) -> int:
    """Ticks a second of the first track that an initialisation segment declares."""
    header = inside(init, "moov", "trak", "mdia", "mdhd")
    # §8.4.2: version 1 has 64-bit times before the timescale, version 0 has 32-bit ones.
    return int(struct.unpack_from(">I", header, 20 if header[0] else 12)[0])


def decode_time(fragment: bytes | memoryview) -> int:
    """The tick at which the first sample of a movie fragment (``moof`` …) is decoded."""
    time = inside(fragment, "moof", "traf", "tfdt")
    return int(struct.unpack_from(">Q" if time[0] else ">I", time, 4)[0])


def put_off(fragment: bytes | memoryview) -> int:
    """How many ticks after its decoding the first sample of a fragment is presented (§8.8.8)."""
    run = inside(fragment, "moof", "traf", "trun")
    flags = int.from_bytes(run[1:4])
    if not flags & 0x800:  # no sample has an offset
        return 0
    # Before the first sample's offset lie: version and flags, the count, and what the flags name.
    before = 8 + 4 * ((flags & 0x1) + (flags >> 2 & 1)) + 4 * sum(flags >> bit & 1 for bit in (8, 9, 10))
    return int(struct.unpack_from(">i" if run[0] else ">I", run, before)[0])


def first_edit(init: bytes) -> int:
    """The tick of the first track's media that is presented first, by its edit list (§8.6.6)."""
    edits = inside(init, "moov", "trak", "edts", "elst")
    return int(struct.unpack_from(">q", edits, 16)[0] if edits[0] else struct.unpack_from(">i", edits, 12)[0])


def word_track_headers(moov: bytes) -> list[int]:
    """Where, from the start of a ``moov`` box, the headers of its subtitle tracks (``tkhd``) start."""
    found: list[int] = []
    for track in boxes(inside(moov, "moov")):
        if track.kind != "trak":
            continue
        kind = bytes(inside(track.content, "mdia", "hdlr")[8:12])
        if kind in {b"sbtl", b"text", b"subt"}:
            header = next(box for box in boxes(track.content) if box.kind == "tkhd")
            found.append(8 + track.start + 8 + header.start)
    return found
