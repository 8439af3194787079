"""Boxes of MP4 files (ISO/IEC 14496-12 §4.2): where they lie, and how a moved box is mended.

Looks at sizes and names alone, in pure Python, so that a file of anybody's can be walked. Refuses
to decode what is in a track.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from .errors import MediaError

LARGEST_MOOV: Final = 256 << 20
_MOST: Final = 200_000  # boxes side by side


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its four letters, where it starts, and how long header and whole are."""

    kind: str
    start: int
    header: int
    size: int

    @property
    def end(self) -> int:
        """Where the next box starts."""
        return self.start + self.size

    @property
    def inside(self) -> int:
        """Where its content starts."""
        return self.start + self.header


def walk_file(file: IO[bytes]) -> Iterator[Box]:
    """The boxes that lie side by side in a file.

    Raises:
        MediaError: a size runs over the end or back.
    """
    end = file.seek(0, 2)
    at = count = 0
    while at < end:
        file.seek(at)
        box = _box(file.read(16), at, end)
        yield box
        at, count = box.end, count + 1
        if count > _MOST:
            raise _damaged("there are more boxes than a film has", at)


def walk_bytes(content: bytes | memoryview, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes that lie side by side between two places of some bytes.

    Raises:
        MediaError: a size runs over the end or back.
    """
    at, stop = start, len(content) if end is None else end
    while at < stop:
        box = _box(bytes(content[at : at + 16]), at, stop)
        yield box
        at = box.end


def _box(head: bytes, at: int, end: int) -> Box:
    if len(head) < 8:
        raise _damaged("a box is cut off", at)
    size, kind = struct.unpack_from(">I4s", head)
    header = 8
    if size == 1 and len(head) == 16:
        size, header = struct.unpack_from(">Q", head, 8)[0], 16
    elif size == 0:  # §4.2: to the end of the file
        size = end - at
    if size < header or at + size > end:
        raise _damaged(f"a box of {size} bytes does not fit", at)
    return Box(kind.decode("latin-1"), at, header, size)


def _damaged(what: str, at: int) -> MediaError:
    return MediaError(what, where=f"byte {at}", mend="fetch or export the file again")


def box_bytes(kind: str, content: bytes) -> bytes:
    """A box with this content."""
    return struct.pack(">I4s", 8 + len(content), kind.encode("latin-1")) + content


def full_box_bytes(kind: str, content: bytes) -> bytes:
    """A box of version 0 without flags (§4.2.2)."""
    return box_bytes(kind, bytes(4) + content)


def find_bytes(content: bytes | memoryview, box: Box, kind: str, *, skip: int = 0) -> Box | None:
    """The first box of a kind inside another; ``skip`` bytes of the content come before the boxes."""
    return next((each for each in walk_bytes(content, box.inside + skip, box.end) if each.kind == kind), None)


_PARENTS: Final = {"trak", "mdia", "minf", "stbl"}


def shift_chunks(moov: bytes, by: int, *, beyond: int) -> bytes:
    """The same ``moov`` with every chunk that lies beyond a place said to lie further on (§8.7.5).

    Raises:
        MediaError: an offset leaves 32 bits.
    """
    mended = bytearray(moov)
    _shift(mended, 8, len(mended), by, beyond)
    return bytes(mended)


def _shift(moov: bytearray, start: int, end: int, by: int, beyond: int) -> None:
    for box in walk_bytes(memoryview(moov), start, end):
        if box.kind in _PARENTS:
            _shift(moov, box.inside, box.end, by, beyond)
        elif box.kind in {"stco", "co64"}:
            form = ">I" if box.kind == "stco" else ">Q"
            width, (count,) = struct.calcsize(form), struct.unpack_from(">I", moov, box.inside + 4)
            if box.inside + 8 + count * width > box.end:
                raise _damaged("a list of chunks is cut off", box.start)
            for place in range(box.inside + 8, box.inside + 8 + count * width, width):
                (offset,) = struct.unpack_from(form, moov, place)
                moved = offset + by if offset >= beyond else offset
                if moved >= 1 << 8 * width:
                    raise MediaError("the file is too long for a tag at its head", mend="export it with its index last")
                struct.pack_into(form, moov, place, moved)
