"""A table of codes that finds near ones: bands of bits, each a list of lists.

A code is found when one of its bands is the same; what is found is checked in full. Bands are wider in
a larger table, so that the lists stay short: eight of 16 bits, six of 20, or five of 24. A list longer
than the limit is passed over: black, titles and logos make such lists, and they tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .points import Codes

CODE_BITS: Final = 128
_WIDTHS: Final = ((4_000_000, 16), (60_000_000, 20))
_WIDEST: Final = 24


@dataclass(frozen=True, slots=True)
class BandTable:
    """Codes in the order in which they were added, and where each band's value stands.

    Args:
        codes: one row of two words each.
        order: for each band the rows, sorted by that band's value.
        starts: for each band where each value's rows begin in ``order``; one more for the end.
        width: bits of a band.
    """

    codes: Codes
    order: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    width: int

    def memory(self) -> int:
        """Bytes that the table takes."""
        return self.codes.nbytes + self.order.nbytes + self.starts.nbytes


@dataclass(frozen=True, slots=True)
class Hits:
    """Pairs of a code that was asked for and a row that is near it."""

    asked: NDArray[np.intp]
    rows: NDArray[np.intp]
    apart: NDArray[np.uint8]


_NOTHING: Final = Hits(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.uint8))


def band_width(count: int) -> int:
    """The bits of a band in a table of so many codes."""
    return next((width for most, width in _WIDTHS if count <= most), _WIDEST)


def band_shapes(count: int, width: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The shapes of ``order`` and ``starts`` in a table of so many codes."""
    bands = CODE_BITS // width
    return (bands, count), (bands, (1 << width) + 1)


def build_table(codes: Codes, *, width: int | None = None) -> BandTable:
    """The table of some codes; the width of its bands follows their number, if not said."""
    width = width or band_width(len(codes))
    shapes = band_shapes(len(codes), width)
    order, starts = np.empty(shapes[0], np.uint32), np.zeros(shapes[1], np.uint32)
    for band in range(CODE_BITS // width):
        values = band_of(codes, band, width)
        order[band] = sorted_rows(values)
        starts[band, 1:] = np.cumsum(np.bincount(values, minlength=1 << width))
    return BandTable(codes, order, starts, width)


def sorted_rows(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The order in which values rise; equal ones stay in their order."""
    # Two passes of sixteen bits: numpy counts those instead of comparing them.
    rows = np.argsort(values.astype(np.uint16), kind="stable").astype(np.uint32)
    high = (values >> np.uint32(16)).astype(np.uint16)
    return rows[np.argsort(high[rows], kind="stable")] if high.any() else rows


def look_up(table: BandTable, asked: Codes, *, radius: int, longest: int) -> Hits:
    """The rows that differ from each asked code by at most ``radius`` bits.

    Args:
        table: what is looked in.
        asked: codes, one row of two words each.
        radius: in bits of 128.
        longest: lists of more rows than this are passed over.
    """
    if not len(table.codes) or not len(asked):
        return _NOTHING
    width = table.width
    pairs = (_band_pairs(table, band, band_of(asked, band, width), longest) for band in range(len(table.order)))
    return _hits(table.codes, asked, pairs, width=width, radius=radius)


def look_through(codes: Codes, asked: Codes, *, width: int, radius: int, longest: int) -> Hits:
    """The same hits among few codes, for which a table is not worth its making."""
    if not len(codes) or not len(asked):
        return _NOTHING
    pairs = (
        _pairs_of(band_of(codes, band, width), band_of(asked, band, width), width, longest)
        for band in range(CODE_BITS // width)
    )
    return _hits(codes, asked, pairs, width=width, radius=radius)


def _pairs_of(
    values: NDArray[np.uint32], asked: NDArray[np.uint32], width: int, longest: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    rows, who = _members(values, asked, width), _members(asked, values, width)
    rows = rows[np.argsort(values[rows], kind="stable")]
    begin = np.searchsorted(values[rows], asked[who], side="left")
    length = np.searchsorted(values[rows], asked[who], side="right") - begin
    length[length > longest] = 0
    return np.repeat(who, length), rows[ranges(begin, length)]


def _members(some: NDArray[np.uint32], others: NDArray[np.uint32], width: int) -> NDArray[np.intp]:
    """Which of some values are among others."""
    there = np.zeros(1 << width, bool)
    there[others] = True
    return np.flatnonzero(there[some])


def _hits(
    codes: Codes,
    asked: Codes,
    pairs: Iterable[tuple[NDArray[np.intp], NDArray[np.intp]]],
    *,
    width: int,
    radius: int,
) -> Hits:
    found: list[tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.uint8]]] = []
    for band, (who, rows) in enumerate(pairs):
        differ = asked[who] ^ codes[rows]
        counts = np.bitwise_count(differ)
        apart = counts[:, 0] + counts[:, 1]
        near = apart <= radius
        near[near] = _first_shared(differ[near], band, width)
        found.append((who[near], rows[near], np.asarray(apart[near], np.uint8)))
    return Hits(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _first_shared(differ: Codes, band: int, width: int) -> NDArray[np.bool_]:
    # A pair that shares an earlier band as well was given there.
    first = np.ones(len(differ), bool)
    for earlier in range(band):
        first &= band_of(differ, earlier, width) != 0
    return first


def _band_pairs(
    table: BandTable, band: int, values: NDArray[np.uint32], longest: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    begin = table.starts[band][values].astype(np.int64)
    length = table.starts[band][values.astype(np.int64) + 1] - begin
    length[length > longest] = 0
    return np.repeat(np.arange(len(values)), length), table.order[band][ranges(begin, length)].astype(np.intp)


def ranges(begin: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.intp]:
    """The numbers of several ranges, one range after another: so many from each beginning on."""
    return np.arange(int(length.sum())) + np.repeat(begin - np.cumsum(length) + length, length)


def band_of(codes: Codes, band: int, width: int) -> NDArray[np.uint32]:
    """The value of each code in a band."""
    # Bits band · width and on, of which the first word holds the lowest 64.
    word, shift = divmod(band * width, 64)
    bits = codes[:, word] >> np.uint64(shift)
    if shift + width > 64:
        bits = bits | (codes[:, word + 1] << np.uint64(64 - shift))
    return (bits & np.uint64((1 << width) - 1)).astype(np.uint32)
