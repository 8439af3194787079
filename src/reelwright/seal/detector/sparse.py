"""The first stage of a lookup among very many points: a few keys of each segment lead to the segments worth a look.

A code has a key for each band of its bits. Of all keys only every so many are kept, and which ones is decided by the
key itself: what is kept of a film is then what is asked for when a copy of it comes, and both sides leave out the
rest. Each entry names its segment and carries as many more bits of its code as fit beside, so that nearly all chance
meetings are told where they stand, and what is left votes: until the segments are chosen no code is fetched, of which
there may be more than fit in memory. ``bands`` then compares in full, in the segments that won and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from .bands import CODE_BITS, band_of, ranges, sorted_rows
from .points import Codes

Entries = NDArray[np.uint64]
"""One word each: the number of the code's segment in the low bits, as many of the code's own bits above it."""

_TIERS: Final = ((400_000, 16, 1), (4_000_000, 20, 2), (40_000_000, 24, 4), (400_000_000, 24, 8))
_WIDEST: Final = (24, 16)
_ASKED: Final = np.uint64(32)
_LOW: Final = (np.uint64(1) << _ASKED) - np.uint64(1)
_FILMS: Final = 12
_SEGMENTS: Final = 8
_LEAST: Final = 1.5
_NEAR: Final = 4
"""Of the bits that an entry carries one in so many may differ; of codes 22 bits of 128 apart one in five does."""


@dataclass(frozen=True, slots=True)
class KeyShape:
    """How keys are made in a table.

    Args:
        width: bits of a band.
        every: one key in so many is kept, a power of two.
        place: bits of an entry for the number of its segment.
    """

    width: int
    every: int
    place: int

    @property
    def bands(self) -> int:
        """How many keys a code has before any is left out."""
        return CODE_BITS // self.width

    @property
    def kept(self) -> int:
        """How many different keys of a band can be kept."""
        return (1 << self.width) // self.every


@dataclass(frozen=True, slots=True)
class SparseTable:
    """The kept keys of many segments' codes.

    Args:
        shape: how its keys are made.
        starts: for each band where each key's entries begin among the band's own; one more for the end.
        entries: those of the first band, then those of the second, and so on.
    """

    shape: KeyShape
    starts: NDArray[np.uint32]
    entries: Entries

    def entries_under(self, band: int, keys: NDArray[np.uint32], longest: int) -> tuple[Entries, NDArray[np.int64]]:
        """The entries under some keys of a band, key after key, and how many each has; of longer lists none."""
        starts = self.starts[band]
        begin = starts[keys].astype(np.int64)
        length = starts[keys.astype(np.int64) + 1] - begin
        length[length > longest] = 0
        begin += int(self.starts[:band, -1].sum(dtype=np.int64))
        return self.entries[ranges(begin, length)], length


def key_shape(points: int, segments: int) -> KeyShape:
    """How keys are made in a table of so many points: rarer and wider in a larger one, so that lists stay short."""
    width, every = next(((width, every) for most, width, every in _TIERS if points <= most), _WIDEST)
    return KeyShape(width, every, place_bits(segments))


def place_bits(segments: int) -> int:
    """The bits of an entry that the number of a segment takes, of so many."""
    return max(0, segments - 1).bit_length()


def build_sparse(codes: Codes, segments: NDArray[np.integer[Any]], shape: KeyShape) -> SparseTable:
    """The table of some codes, each with the number of its segment."""
    starts, entries = np.zeros((shape.bands, shape.kept + 1), np.uint32), []
    for band in range(shape.bands):
        rows, keys = kept_keys(codes, band, shape)
        rows = rows[sorted_rows(keys)]
        entries.append(entries_of(codes[rows], segments[rows], band, shape))
        starts[band, 1:] = np.cumsum(np.bincount(keys, minlength=shape.kept))
    return SparseTable(shape, starts, np.concatenate(entries))


def kept_keys(codes: Codes, band: int, shape: KeyShape) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
    """Which codes have a kept key in a band, and those keys."""
    keys = spread(band_of(codes, band, shape.width), shape.width)
    rows = np.flatnonzero(keys < shape.kept)
    return rows, keys[rows]


def entries_of(codes: Codes, segments: NDArray[np.integer[Any]], band: int, shape: KeyShape) -> Entries:
    """The entries of some codes under their keys of a band."""
    return np.asarray(_carried(codes, band, shape) | segments.astype(np.uint64), np.uint64)


def shared_keys(table: SparseTable, asked: Codes, *, longest: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of an asked code and a segment with a code of the same kept key that is near as far as an entry tells.

    Args:
        table: the keys of what is looked in.
        asked: codes, one row of two words each.
        longest: lists of more entries than this are passed over.
    """
    pairs = np.concatenate([_shared(table, asked, band, longest) for band in range(table.shape.bands)])
    pairs.sort()
    if len(pairs):
        pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])]
    return (pairs & _LOW).astype(np.intp), (pairs >> _ASKED).astype(np.intp)


def likely_segments(who: NDArray[np.intp], films: NDArray[np.uint32], segments: NDArray[np.intp]) -> NDArray[np.intp]:
    """The segments that share most with what was asked: a few of each of the likeliest films, and those beside.

    Args:
        who: the asked code of each pair.
        films: of each pair the number of its film.
        segments: of each pair the number of its segment; a number before and after may be none.
    """
    # A point that many films have tells little of which one it is; that it is in all of one film does not count twice.
    named, film = np.unique(films, return_inverse=True)
    both = np.unique((film.astype(np.uint64) << _ASKED) | who.astype(np.uint64))
    whose = (both & _LOW).astype(np.intp)
    rarity = 1.0 / np.maximum(1, np.bincount(whose))
    totals = np.bincount((both >> _ASKED).astype(np.intp), rarity[whose], minlength=len(named))
    likely = [each for each in np.argsort(-totals, kind="stable")[:_FILMS].tolist() if totals[each] >= _LEAST]
    found = [_of_film(segments[film == each], rarity[who[film == each]]) for each in likely]
    return np.unique(np.concatenate([np.zeros(0, np.intp), *found]))


def _of_film(segments: NDArray[np.intp], weights: NDArray[np.float64]) -> NDArray[np.intp]:
    named, where = np.unique(segments, return_inverse=True)
    best = named[np.argsort(-np.bincount(where, weights), kind="stable")[:_SEGMENTS]]
    return np.concatenate([best, best[:1] - 1, best[:1] + 1])


def _shared(table: SparseTable, asked: Codes, band: int, longest: int) -> NDArray[np.uint64]:
    """Pairs of a segment (high half) and an asked code (low half) that share a key of one band."""
    place = np.uint64(table.shape.place)
    rows, keys = kept_keys(asked, band, table.shape)
    found, length = table.entries_under(band, keys, longest)
    differ = (found ^ np.repeat(_carried(asked[rows], band, table.shape), length)) >> place
    near = np.flatnonzero(np.bitwise_count(differ) <= (64 - table.shape.place) // _NEAR)
    who = np.repeat(rows.astype(np.uint64), length)[near]
    segments = found[near] & ((np.uint64(1) << place) - np.uint64(1))
    return np.asarray((segments << _ASKED) | who, np.uint64)


def spread(values: NDArray[np.uint32], width: int) -> NDArray[np.uint32]:
    """The key of each value of a band: another order of the same numbers."""
    # Each value once, and those that lie near far apart: bits of a point's code are not even, and a plain range of
    # values would keep all points of one kind and none of another.
    mask = np.uint32((1 << width) - 1)
    spread = values * np.uint32(0x9E3779B1) & mask
    spread ^= spread >> np.uint32(width // 2)
    return np.asarray(spread * np.uint32(0x85EBCA6B) & mask, np.uint32)


def _carried(codes: Codes, band: int, shape: KeyShape) -> NDArray[np.uint64]:
    # Bits that lie in no part of the band: from the far end of the word that the band does not begin in.
    place = np.uint64(shape.place)
    word = codes[:, 0] << place if band * shape.width >= CODE_BITS // 2 else codes[:, 1]
    return np.asarray(word >> place << place, np.uint64)
