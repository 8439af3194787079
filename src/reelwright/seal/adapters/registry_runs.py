"""Runs: many films' points in one file that is mapped into memory and never changed, with a sparse table of keys.

Made from the films' own files, so a lost run is made again. Refuses to know which films still count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reelwright.seal.detector.bands import BandTable, Hits, look_through, look_up, ranges
from reelwright.seal.detector.errors import RegistryError
from reelwright.seal.detector.memory import LONGEST_LIST, RADIUS
from reelwright.seal.detector.packing import Packed
from reelwright.seal.detector.points import Codes
from reelwright.seal.detector.ports import Near
from reelwright.seal.detector.sparse import (
    KeyShape,
    SparseTable,
    build_sparse,
    key_shape,
    likely_segments,
    place_bits,
    shared_keys,
)

SEGMENT_FRAMES: Final = 4
"""Keyframes in a segment of the table: four seconds."""

_MAGIC: Final = b"RFR4"
_HEAD: Final = 128
_NARROW: Final = 16

MOST_POINTS: Final = 1 << 32
"""A run has fewer points than this: who asked and which segment go into one word."""

Alive = NDArray[np.bool_]
"""For each number of a film whether it still counts."""


@dataclass(frozen=True, slots=True)
class FilmPoints:
    """Points of many films, keyframe by keyframe.

    Args:
        films: of each keyframe the film's number, and in ``times`` its time in seconds.
        rows: of each keyframe its first point; one more for the end.
        codes: of each point, and in ``places`` its place.
    """

    films: NDArray[np.uint32]
    times: NDArray[np.float32]
    rows: NDArray[np.uint64]
    codes: Codes
    places: NDArray[np.float16]

    def near(self, table: BandTable, asked: Codes) -> Near:
        """The points near some codes, by the table of all of them."""
        hits = look_up(table, asked, radius=RADIUS, longest=LONGEST_LIST)
        frames = np.searchsorted(self.rows, hits.rows.astype(np.uint64), side="right") - 1
        return self._near(hits, hits.rows, frames)

    def near_among(self, frames: NDArray[np.intp], asked: Codes) -> Near:
        """The points near some codes among those of some keyframes."""
        begins, ends = self.rows[frames], self.rows[frames + 1]
        rows = _spans(begins, ends)
        hits = look_through(self.codes[rows], asked, width=_NARROW, radius=RADIUS, longest=LONGEST_LIST)
        # Among the few keyframes that were looked at, not among millions: that would miss the cache at every step.
        which = np.searchsorted(np.cumsum((ends - begins).astype(np.int64)), hits.rows, side="right")
        return self._near(hits, rows[hits.rows], frames[which])

    def _near(self, hits: Hits, found: NDArray[np.intp], frames: NDArray[np.intp]) -> Near:
        return Near(
            hits.asked,
            self.films[frames].astype(np.intp),
            self.times[frames].astype(np.float64),
            self.places[found].astype(np.float32),
            hits.apart,
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Points of many films, and which segments share a key with a code.

    Args:
        keys: leads from codes to segments of four keyframes.
        segments: the first keyframe of each segment; one more for the end.
    """

    keys: SparseTable
    segments: NDArray[np.uint32]
    points: FilmPoints

    @property
    def size(self) -> int:
        """Bytes that the run takes, mapped and on disk."""
        return _HEAD + sum(column.nbytes for column in _columns(self))

    def near(self, asked: Codes, alive: Alive) -> Near:
        """The points near some codes in the segments that share most keys with them, and beside the likeliest."""
        frames = self._likely_frames(asked, alive)
        return self.points.near_among(frames[counts(self.points.films[frames], alive)], asked)

    def _likely_frames(self, asked: Codes, alive: Alive) -> NDArray[np.intp]:
        begins = self.segments
        who, segments = shared_keys(self.keys, asked, longest=LONGEST_LIST)
        films = self.points.films[begins[segments]]
        kept = counts(films, alive)
        likely = likely_segments(who[kept], films[kept], segments[kept])
        likely = likely[(likely >= 0) & (likely < len(begins) - 1)]
        return _spans(begins[likely], begins[likely + 1])


def points_of_films(films: Iterable[tuple[int, Packed]]) -> FilmPoints:
    """The points of some films, one film after another."""
    frames = [
        (number, packed.times[frame.pulse], frame.points) for number, packed in films for frame in packed.keyframes
    ]
    return FilmPoints(
        np.array([number for number, _, _ in frames], np.uint32),
        np.array([time for _, time, _ in frames], np.float32),
        np.cumsum([0, *(len(points) for _, _, points in frames)]).astype(np.uint64),
        np.concatenate([np.zeros((0, 2), np.uint64), *(points.codes for _, _, points in frames)]),
        np.concatenate([np.zeros((0, 4), np.float16), *(points.places.astype(np.float16) for _, _, points in frames)]),
    )


def run_of(points: FilmPoints) -> Run:
    """The run of some points."""
    begins = _segments(points.films)
    firsts = points.rows[begins].astype(np.int64)
    sizes = firsts[1:] - firsts[:-1]
    segments = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
    return Run(build_sparse(points.codes, segments, key_shape(len(segments), len(sizes))), begins, points)


def merged_run(runs: list[Run], alive: Alive) -> Run:
    """One run of several, without the films that no longer count."""
    parts = [run.points for run in runs]
    films = np.concatenate([part.films for part in parts])
    sizes = np.concatenate([np.diff(part.rows.astype(np.int64)) for part in parts])
    kept = counts(films, alive)
    rows = np.repeat(kept, sizes)
    return run_of(
        FilmPoints(
            films[kept],
            np.concatenate([part.times for part in parts])[kept],
            np.concatenate([[0], np.cumsum(sizes[kept])]).astype(np.uint64),
            np.concatenate([part.codes for part in parts])[rows],
            np.concatenate([part.places for part in parts])[rows],
        )
    )


def counts(films: NDArray[np.integer[Any]], alive: Alive) -> Alive:
    """Which of some films' numbers still count."""
    return np.asarray((films < len(alive)) & alive[np.minimum(films, len(alive) - 1)])


def _segments(films: NDArray[np.uint32]) -> NDArray[np.uint32]:
    # Every fourth keyframe of a film, counted from its first one.
    begins = np.flatnonzero(np.diff(films.astype(np.int64), prepend=-1))
    place = np.arange(len(films)) - np.repeat(begins, np.diff(np.append(begins, len(films))))
    return np.append(np.flatnonzero(place % SEGMENT_FRAMES == 0), len(films)).astype(np.uint32)


def _spans(begins: NDArray[Any], ends: NDArray[Any]) -> NDArray[np.intp]:
    """All whole numbers from each beginning to its end, in order."""
    first = begins.astype(np.int64)
    return ranges(first, ends.astype(np.int64) - first)


def write_run(path: Path, run: Run) -> None:
    """Write a run whole or not at all."""
    draft = path.with_suffix(".draft")
    shape, points = run.keys.shape, run.points
    facts = {
        "entries": len(run.keys.entries),
        "every": shape.every,
        "keyframes": len(points.films),
        "points": len(points.codes),
        "segments": len(run.segments) - 1,
        "version": 4,
        "width": shape.width,
    }
    with draft.open("wb") as file:
        file.write((_MAGIC + json.dumps(facts).encode()).ljust(_HEAD))
        for column in _columns(run):
            file.write(np.ascontiguousarray(column).tobytes())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def open_run(path: Path) -> Run:
    """Map a run into memory.

    Raises:
        RegistryError: it is none of this version, or cut short.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head[:4] != _MAGIC:
        raise RegistryError("this is no table of points of this version", where=str(path))
    facts = json.loads(head[4:])
    shape = KeyShape(int(facts["width"]), int(facts["every"]), place_bits(int(facts["segments"])))
    frames, points = int(facts["keyframes"]), int(facts["points"])
    shapes: list[tuple[str, tuple[int, ...]]] = [
        ("<u8", (points, 2)),
        ("<u4", (shape.bands, shape.kept + 1)),
        ("<u8", (int(facts["entries"]),)),
        ("<u8", (frames + 1,)),
        ("<u4", (int(facts["segments"]) + 1,)),
        ("<u4", (frames,)),
        ("<f4", (frames,)),
        ("<f2", (points, 4)),
    ]
    sizes = [int(np.prod(each)) * int(kind[-1]) for kind, each in shapes]
    if path.stat().st_size != _HEAD + sum(sizes):
        raise RegistryError("a table of points is cut short", where=str(path))
    whole: Any = np.memmap(path, np.uint8, "r").view(np.ndarray)  # whose slices cost a tenth of a memmap's
    columns, place = [], _HEAD
    for (kind, each), size in zip(shapes, sizes, strict=True):
        columns.append(whole[place : place + size].view(kind).reshape(each))
        place += size
    codes, starts, entries, rows, segments, films, times, places = columns
    return Run(SparseTable(shape, starts, entries), segments, FilmPoints(films, times, rows, codes, places))


def _columns(run: Run) -> tuple[NDArray[Any], ...]:
    keys, points = run.keys, run.points
    return points.codes, keys.starts, keys.entries, points.rows, run.segments, points.films, points.times, points.places
