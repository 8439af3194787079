"""A table of codes that finds near ones: eight bands of sixteen bits, each a list of lists.

A code is found when one of its bands is the same, or differs by one bit where ``probes`` asks for
that; what is found is checked in full. A list longer than the limit is passed over: black, titles
and logos make such lists, and they tell nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .points import Codes, distances

BANDS: Final = 8
_SLOTS: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class BandTable:
    """Codes in the order in which they were added, and where each band's value stands.

    Args:
        codes: one row of two words each.
        order: for each band the rows, sorted by that band's value.
        starts: for each band where each value's rows begin in ``order``; one more for the end.
    """

    codes: Codes
    order: NDArray[np.uint32]
    starts: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Hits:
    """Pairs of a code that was asked for and a row that is near it."""

    asked: NDArray[np.intp]
    rows: NDArray[np.intp]
    apart: NDArray[np.uint8]


def build_table(codes: Codes) -> BandTable:
    """The table of some codes."""
    values = _bands(codes)
    order = np.empty((BANDS, len(codes)), np.uint32)
    starts = np.zeros((BANDS, _SLOTS + 1), np.uint32)
    for band in range(BANDS):
        order[band] = np.argsort(values[:, band], kind="stable")
        starts[band, 1:] = np.cumsum(np.bincount(values[:, band], minlength=_SLOTS))
    return BandTable(codes, order, starts)


def look_up(table: BandTable, asked: Codes, *, radius: int, probes: bool, longest: int) -> Hits:
    """The rows that differ from each asked code by at most ``radius`` bits.

    Args:
        table: what is looked in.
        asked: codes, one row of two words each.
        radius: in bits of 128.
        probes: look also where a band differs by one bit; finds more and costs 17 times as much.
        longest: lists of more rows than this are passed over.
    """
    if not len(table.codes) or not len(asked):
        return Hits(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.uint8))
    pairs = [_band_pairs(table, band, values, longest, probes=probes) for band, values in enumerate(_bands(asked).T)]
    # Most of what shares a band is far away: it goes first, and what came by several bands is few then.
    near = np.unique(np.concatenate([_near_pairs(table, asked, each, radius) for each in pairs]))
    who, rows = _split(near)
    return Hits(who, rows, distances(asked[who], table.codes[rows]))


def _near_pairs(table: BandTable, asked: Codes, pairs: NDArray[np.uint64], radius: int) -> NDArray[np.uint64]:
    who, rows = _split(pairs)
    return pairs[distances(asked[who], table.codes[rows]) <= radius]


def _split(pairs: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return (pairs >> np.uint64(32)).astype(np.intp), (pairs & np.uint64(0xFFFFFFFF)).astype(np.intp)


def _band_pairs(
    table: BandTable, band: int, values: NDArray[np.uint16], longest: int, *, probes: bool
) -> NDArray[np.uint64]:
    who = np.arange(len(values), dtype=np.uint64)
    if probes:
        values = (values[:, None] ^ _flips()[None, :]).ravel()
        who = np.repeat(who, len(_flips()))
    begin = table.starts[band][values].astype(np.int64)
    length = table.starts[band][values.astype(np.int64) + 1] - begin
    length[length > longest] = 0
    total = int(length.sum())
    if not total:
        return np.zeros(0, np.uint64)
    place = np.arange(total) - np.repeat(np.cumsum(length) - length, length) + np.repeat(begin, length)
    rows = table.order[band][place].astype(np.uint64)
    return np.asarray((np.repeat(who, length) << np.uint64(32)) | rows, np.uint64)


def _bands(codes: Codes) -> NDArray[np.uint16]:
    return np.ascontiguousarray(codes).astype("<u8", copy=False).view("<u2").reshape(len(codes), BANDS)


@cache
def _flips() -> NDArray[np.uint16]:
    return np.array([0, *(1 << bit for bit in range(16))], np.uint16)
