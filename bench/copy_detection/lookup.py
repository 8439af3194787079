"""Looking up a segment among very many, and what they take: clustered codes, as films have them.

A segment is four seconds, 300 points at the 75 a second that films keep once what stands still is left out. A fifth
of the codes lie near one of two thousand centres (letters, grain, edges); another fifth are of a set that fifty
segments share. What is asked is a segment as `reel verify` asks: eight keyframes of 250 codes; two fifths of the
registered points are among them, each with eight bits changed and seen three times; the rest are of nowhere.

The first stage is built in full and mapped from disk. The points behind it would be 72 GB at 10^7 segments: they are
computed where they are looked at, from those of a hundred thousand segments, of which each later hundred thousand
has other bits; and are read from a file in the run of a hundred thousand.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from copy_detection.printing import row
from reelwright.seal.adapters.registry_runs import FilmPoints, Run, open_run, run_of, write_run
from reelwright.seal.detector.bands import band_of, sorted_rows
from reelwright.seal.detector.memory import LONGEST_LIST, RADIUS
from reelwright.seal.detector.sparse import KeyShape, SparseTable, entries_of, key_shape, shared_keys, spread

POINTS = 300
FRAMES = 4
BLOCK = 100_000
SEGMENTS_AN_HOUR = 900
ASKED = 2_000
TARGETS = {10**6: 5.0, 10**7: 50.0}


def index(folder: Path, *, quick: bool) -> None:
    """The lookup of a segment among more and more."""
    block = BLOCK // 10 if quick else BLOCK
    base = Block(block)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        path = Path(scratch) / "block.run"
        begin = time.process_time()
        write_run(path, run_of(base.points(1)))
        print(f"  {block:,} segments, points and all from one file")
        row("  building the table", time.process_time() - begin, "s")
        row("  on disk an hour of film", path.stat().st_size / block * SEGMENTS_AN_HOUR / 1e6, "MB")
        measure(open_run(path), base, block)
        path.unlink()
        for count in (10 * block,) if quick else (10**6, 10**7):
            begin = time.process_time()
            run = base.run(count, Path(scratch))
            build = time.process_time() - begin
            shape = run.keys.shape
            print(f"  {count:,} segments, one key of {shape.every} in bands of {shape.width} bits")
            row("  building the first stage", build, "s")
            first = run.keys.entries.nbytes + run.keys.starts.nbytes
            row("  first stage, mapped", first / 1e6, "MB")
            row("  first stage an hour of film", first / count * SEGMENTS_AN_HOUR / 1e6, "MB")
            row("  all of it on disk an hour of film", run.size / count * SEGMENTS_AN_HOUR / 1e6, "MB")
            measure(run, base, count)


def measure(run: Run, base: Block, count: int) -> None:
    """Ask for segments of a run."""
    chance, alive = np.random.default_rng(2), np.ones(count // SEGMENTS_AN_HOUR + 2, bool)
    whole, first, found = [], [], 0
    for _ in range(40):
        place = int(chance.integers(count))
        asked = seen(base.codes_of(place), chance)
        whole.append(spent(lambda asked=asked: run.near(asked, alive)))
        first.append(spent(lambda asked=asked: _first(run, asked)))
        near = run.near(asked, alive)
        mine = (near.times >= place * FRAMES) & (near.times < (place + 1) * FRAMES)
        found += len(np.unique(near.asked[mine])) >= 30
    row("  a segment of 2,000 codes (median CPU)", 1e3 * statistics.median(whole), "ms", TARGETS.get(count))
    row("  the slowest of forty", 1e3 * max(whole), "ms")
    row("  of this the first stage", 1e3 * statistics.median(first), "ms")
    row("  found", 100 * found / 40, "%")


def _first(run: Run, asked: np.ndarray) -> object:
    return shared_keys(run.keys, run.points.codes, asked, radius=RADIUS, longest=LONGEST_LIST)


def spent(ask: Callable[[], object]) -> float:
    """Processor seconds of one asking."""
    begin = time.process_time()
    ask()
    return time.process_time() - begin


def seen(codes: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """What a copy shows of a segment's points, among points of nowhere."""
    some = codes[chance.permutation(len(codes))[: 2 * len(codes) // 5]].repeat(3, axis=0)
    for _ in range(8):
        bit = chance.integers(0, 128, len(some))
        some[np.arange(len(some)), bit // 64] ^= np.uint64(1) << (bit % 64).astype(np.uint64)
    other = chance.integers(0, 2**64, (ASKED - len(some), 2), dtype=np.uint64)
    return np.concatenate([some, other])


class Block:
    """The codes of many segments; further blocks are the same with other bits, what is everywhere left as it is."""

    def __init__(self, segments: int) -> None:
        chance = np.random.default_rng(1)
        self._count = count = segments * POINTS
        self.segments = segments
        codes = chance.integers(0, 2**64, (count, 2), dtype=np.uint64)
        kind = np.arange(count) % 5
        shared = np.flatnonzero(kind == 1)
        codes[shared] = codes[(shared // POINTS // 50) * 50 * POINTS + shared % POINTS] ^ _noise(len(shared), chance)
        everywhere = np.flatnonzero(kind == 0)
        centres = chance.integers(0, 2**64, (2000, 2), dtype=np.uint64)
        codes[everywhere] = centres[chance.integers(0, 2000, len(everywhere))] ^ _noise(len(everywhere), chance)
        self.codes, self._own = codes, kind != 0
        self._masks = chance.integers(0, 2**64, (1000, 2), dtype=np.uint64)
        self._masks[0] = 0

    def rows(self, rows: np.ndarray) -> np.ndarray:
        """The codes of some points of all blocks."""
        within = rows % self._count
        masks = self._masks[rows // self._count]
        return self.codes[within] ^ np.where(self._own[within, None], masks, np.uint64(0))

    def codes_of(self, segment: int) -> np.ndarray:
        """The codes of a segment."""
        return self.rows(np.arange(segment * POINTS, (segment + 1) * POINTS))

    def points(self, blocks: int) -> FilmPoints:
        """The points of so many blocks, films of an hour with a keyframe a second; codes of many are computed."""
        frames = blocks * self.segments * FRAMES
        codes: Any = self.codes if blocks == 1 else Computed(self, blocks * self._count)
        places: Any = np.zeros((1, 4), np.float16)
        return FilmPoints(
            (np.arange(frames) // (FRAMES * SEGMENTS_AN_HOUR) + 1).astype(np.uint32),
            np.arange(frames, dtype=np.float32),
            np.arange(frames + 1, dtype=np.uint64) * np.uint64(POINTS // FRAMES),
            codes,
            np.broadcast_to(places, (blocks * self._count, 4)),
        )

    def run(self, segments: int, folder: Path) -> Run:
        """The run of so many segments, its first stage in a file."""
        blocks = segments // self.segments
        points = self.points(blocks)
        shape = key_shape(blocks * self._count)
        starts = np.zeros((shape.bands, shape.kept + 1), np.uint32)
        path = folder / f"{segments}.entries"
        with path.open("wb") as file:
            for band in range(shape.bands):
                keys, entries = self._band(band, blocks, shape)
                entries[sorted_rows(keys)].tofile(file)
                starts[band, 1:] = np.cumsum(np.bincount(keys, minlength=shape.kept))
        table = SparseTable(shape, starts, np.memmap(path, np.uint64, "r").view(np.ndarray))
        begins = np.arange(0, blocks * self.segments * FRAMES + 1, FRAMES, dtype=np.uint32)
        return Run(table, begins, points)

    def _band(self, band: int, blocks: int, shape: KeyShape) -> tuple[np.ndarray, np.ndarray]:
        values = band_of(self.codes, band, shape.width)
        own = np.where(self._own, np.uint32(2**32 - 1), np.uint32(0))
        keys, entries = [], []
        for block in range(blocks):
            mask = band_of(self._masks[block : block + 1], band, shape.width)
            these = spread(values ^ (own & mask), shape.width)
            rows = np.flatnonzero(these < shape.kept)
            keys.append(these[rows])
            at = rows + block * self._count
            entries.append(entries_of(self.rows(at), at, band, shape))
        return np.concatenate(keys), np.concatenate(entries)


class Computed:
    """Codes that are computed where they are looked at."""

    def __init__(self, block: Block, count: int) -> None:
        self._block, self._count, self.nbytes = block, count, 16 * count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, rows: np.ndarray) -> np.ndarray:
        return self._block.rows(rows)


def _noise(count: int, chance: np.random.Generator) -> np.ndarray:
    # One bit in sixteen.
    noise = chance.integers(0, 2**64, (count, 2), dtype=np.uint64)
    for _ in range(3):
        noise &= chance.integers(0, 2**64, (count, 2), dtype=np.uint64)
    return noise
