"""Reads the coded pictures of a take from its MP4 index (ISO/IEC 14496-12 §8), without opening a decoder.

Knows takes as renderers write them: one H.264 track, whole in one ``moov``, on the frame grid. Refuses to guess at
any other file; whoever asks opens that with the library, which takes ten times as long (``footage.py``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate, chain, repeat
from typing import Final

from reelwright.studio.errors import EncodingError

from .boxes import boxes, first_edit, inside, media_timescale

_ENTRY: Final = 16
"""Where a ``stsd`` box has the content of its first entry: version, count, and the entry's own size and name."""
_ENTRY_BODY: Final = 78
"""Bytes of a visual sample entry before the boxes in it (§12.1.3)."""
_MOST: Final = 1 << 20
"""Pictures that a take may have: ten hours; a damaged count asks for more."""
_TOO_MANY: Final = "an MP4 index counts more pictures than a take can have"


@dataclass(frozen=True, slots=True)
class CodedPicture:
    """One coded picture on the frame grid: ``shown`` is the frame it becomes, from 0."""

    content: bytes = field(repr=False)
    shown: int
    idr: bool


@dataclass(frozen=True, slots=True)
class TakeIndex:
    """A take as its index tells it.

    Args:
        setup: what a decoder is set up with, the content of ``avcC``.
        pictures: in decoding order.
    """

    width: int
    height: int
    rate: Fraction
    setup: bytes = field(repr=False)
    pictures: tuple[CodedPicture, ...] = field(repr=False)


def read_index(take: bytes) -> TakeIndex | None:
    """The index of a take; None for a file of any other form, or a damaged one."""
    try:
        return _read(take)
    except (EncodingError, struct.error, ValueError, ZeroDivisionError):
        return None


def _read(take: bytes) -> TakeIndex | None:
    tracks = [box.kind for box in boxes(inside(take, "moov")) if box.kind in {"trak", "mvex"}]
    if tracks != ["trak"]:
        return None
    media = inside(take, "moov", "trak", "mdia")
    table = {box.kind: box.content for box in boxes(inside(media, "minf", "stbl"))}
    if not {"stsd", "stsz", "stts", "stsc", "stco"} <= set(table) or bytes(table["stsd"][12:16]) != b"avc1":
        return None
    width, height = struct.unpack_from(">HH", table["stsd"], _ENTRY + 24)
    setup = bytes(inside(table["stsd"][_ENTRY + _ENTRY_BODY :], "avcC"))
    sizes = _sizes(table["stsz"])
    rate, shown = _grid(take, table, len(sizes))
    # Without the box, decoding may begin at every picture (§8.6.2).
    idr = set(_numbers(table["stss"]) if "stss" in table else range(1, len(sizes) + 1))
    rows = zip(_contents(take, table, sizes), shown, strict=True)
    pictures = tuple(CodedPicture(content, at, number in idr) for number, (content, at) in enumerate(rows, 1))
    return TakeIndex(width, height, rate, setup, pictures)


def _grid(take: bytes, table: dict[str, memoryview], count: int) -> tuple[Fraction, list[int]]:
    """The rate of a take, and which frame each of its pictures becomes.

    Raises:
        EncodingError: a picture stands between two frames.
    """
    lengths = _runs(table["stts"], "I")
    later = _runs(table["ctts"], "i") if "ctts" in table else [0] * count
    if not count or not count == len(lengths) == len(later):
        raise EncodingError("an MP4 index tells of more pictures here than there")
    edited = any(box.kind == "edts" for box in boxes(inside(take, "moov", "trak")))
    scale, first = media_timescale(take), first_edit(take) if edited else 0
    ticks = Fraction(sum(lengths), count)
    begun = accumulate(chain([0], lengths))
    shown = [(at + behind - first) / ticks for at, behind in zip(begun, later, strict=False)]
    if any(at.denominator != 1 for at in shown):
        raise EncodingError("a picture stands between two frames of the grid")
    return scale / ticks, [int(at) for at in shown]


def _sizes(box: memoryview) -> list[int]:
    """Bytes of every picture (§8.7.3.2)."""
    same, count = struct.unpack_from(">II", box, 4)
    if count > _MOST:
        raise EncodingError(_TOO_MANY)
    return [same] * count if same else list(struct.unpack_from(f">{count}I", box, 12))


def _numbers(box: memoryview) -> tuple[int, ...]:
    """A counted list of numbers, such as the pictures at which decoding may begin (§8.6.2)."""
    (count,) = struct.unpack_from(">I", box, 4)
    return struct.unpack_from(f">{min(count, _MOST)}I", box, 8)


def _runs(box: memoryview, kind: str) -> list[int]:
    """A list that is told as runs of equal numbers (§8.6.1)."""
    (count,) = struct.unpack_from(">I", box, 4)
    runs = struct.iter_unpack(f">I{kind}", box[8 : 8 + 8 * min(count, _MOST)])
    told: list[int] = []
    for times, number in runs:
        if len(told) + times > _MOST:
            raise EncodingError(_TOO_MANY)
        told += repeat(number, times)
    return told


def _contents(take: bytes, table: dict[str, memoryview], sizes: list[int]) -> Iterator[bytes]:
    """The bytes of every picture, which lie side by side in chunks (§8.7.4, §8.7.5)."""
    starts = _numbers(table["stco"])
    (count,) = struct.unpack_from(">I", table["stsc"], 4)
    runs = list(struct.iter_unpack(">III", table["stsc"][8 : 8 + 12 * min(count, _MOST)]))
    number = 0
    for chunk, start in enumerate(starts, 1):
        here = next((each for first, each, _ in reversed(runs) if first <= chunk), 0)
        at = start
        for size in sizes[number : number + here]:
            if at + size > len(take):
                raise EncodingError("a take is cut off")
            yield take[at : at + size]
            at += size
        number += here
