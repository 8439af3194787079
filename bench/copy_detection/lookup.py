"""Looking up a segment among very many, what they take, and what is missed: clustered codes, as films have them.

A segment is four seconds, 300 points at the 75 a second that films keep once what stands still is left out. A fifth
of the codes lie near one of two thousand centres (letters, grain, edges); another fifth are of a set that fifty
segments share. What is asked is a segment as `reel verify` asks: eight keyframes of 250 codes; two fifths of the
registered points are among them, each with eight bits changed and seen three times; the rest are of nowhere.

The first stage is built in full and mapped from disk. The points behind it would be 72 GB at 10^7 segments: they are
computed where they are looked at, from those of a hundred thousand segments, of which each later hundred thousand
has other bits; and are read from a file in the run of a hundred thousand. Processor time tells what a lookup costs on
a machine that others use too; the clock also tells what waits for the disk. 10^7 segments need 9 GB of disk and 5 GB
of memory, and are left out where there is less.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from copy_detection.printing import row
from reelwright.seal.adapters.registry_runs import FilmPoints, Run, open_run, run_of, write_run
from reelwright.seal.detector.bands import band_of, build_table, ranges, sorted_rows
from reelwright.seal.detector.memory import LONGEST_LIST
from reelwright.seal.detector.ports import Near
from reelwright.seal.detector.sparse import KeyShape, SparseTable, entries_of, key_shape, shared_keys, spread

POINTS = 300
FRAMES = 4
BLOCK = 100_000
SEGMENTS_AN_HOUR = 900
ASKED = 2_000
BYTES_A_SEGMENT = 900
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
            if shutil.disk_usage(scratch).free < count * BYTES_A_SEGMENT:
                print(f"  {count:,} segments: not measured, there is too little room on this disk")
                continue
            begin = time.process_time()
            run, entries = base.run(count, Path(scratch))
            build = time.process_time() - begin
            shape = run.keys.shape
            print(f"  {count:,} segments, one key of {shape.every} in bands of {shape.width} bits")
            row("  building the first stage", build, "s")
            first = run.keys.entries.nbytes + run.keys.starts.nbytes
            row("  first stage, mapped", first / 1e6, "MB")
            row("  first stage an hour of film", first / count * SEGMENTS_AN_HOUR / 1e6, "MB")
            row("  all of it on disk an hour of film", run.size / count * SEGMENTS_AN_HOUR / 1e6, "MB")
            measure(run, base, count)
            entries.unlink()
    missed(Block(BLOCK // 10))


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
        found += len(points_of(near, place)) >= 30
    cpu, clock = ([1e3 * each[n] for each in whole] for n in (0, 1))
    row("  a segment of 2,000 codes (median CPU)", statistics.median(cpu), "ms", TARGETS.get(count))
    row("  the same by the clock", statistics.median(clock), "ms")
    row("  the slowest of forty by the clock", max(clock), "ms")
    row("  of this the first stage (median CPU)", 1e3 * statistics.median(each[0] for each in first), "ms")
    row("  found", 100 * found / 40, "%")


def missed(base: Block) -> None:
    """What comparing all points finds and the two stages do not, the fewer and the more changed a copy's points are."""
    points = base.points(1)
    run, table = run_of(points), build_table(base.codes)
    chance, alive = np.random.default_rng(3), np.ones(base.segments, bool)
    print(f"  of segments of which comparing all {len(base.codes):,} points finds three or more, the two stages find")
    for count, bits in ((120, 8), (60, 12), (30, 12), (30, 16), (20, 16), (12, 16)):
        known = both = 0
        for _ in range(60):
            place = int(chance.integers(base.segments))
            asked = seen_weakly(base.codes_of(place), count, bits, chance)
            if len(points_of(points.near(table, asked), place)) >= 3:
                known += 1
                both += len(points_of(run.near(asked, alive), place)) >= 3
        row(f"  {count} points, {bits} of 128 bits changed", 100 * both / max(1, known), "%")


def points_of(near: Near, place: int) -> np.ndarray:
    """Which of the asked codes were found in a segment."""
    mine = (near.times >= place * FRAMES) & (near.times < (place + 1) * FRAMES)
    return np.unique(near.asked[mine])


def _first(run: Run, asked: np.ndarray) -> object:
    return shared_keys(run.keys, asked, longest=LONGEST_LIST)


def spent(ask: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one asking, by the processor and by the clock."""
    begin, at = time.process_time(), time.perf_counter()
    ask()
    return time.process_time() - begin, time.perf_counter() - at


def seen(codes: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """What a copy shows of a segment's points, among points of nowhere."""
    some = codes[chance.permutation(len(codes))[: 2 * len(codes) // 5]].repeat(3, axis=0)
    for _ in range(8):
        bit = chance.integers(0, 128, len(some))
        some[np.arange(len(some)), bit // 64] ^= np.uint64(1) << (bit % 64).astype(np.uint64)
    other = chance.integers(0, 2**64, (ASKED - len(some), 2), dtype=np.uint64)
    return np.concatenate([some, other])


def seen_weakly(codes: np.ndarray, count: int, bits: int, chance: np.random.Generator) -> np.ndarray:
    """A few of a segment's points, each once and with so many bits changed, among points of nowhere."""
    some = codes[chance.permutation(len(codes))[:count]].copy()
    for code in some:
        for bit in chance.choice(128, bits, replace=False).tolist():
            code[bit // 64] ^= np.uint64(1) << np.uint64(bit % 64)
    return np.concatenate([some, chance.integers(0, 2**64, (ASKED - count, 2), dtype=np.uint64)])


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

    def run(self, segments: int, folder: Path) -> tuple[Run, Path]:
        """The run of so many segments, its first stage in a file; one band at a time is in memory."""
        blocks = segments // self.segments
        shape = key_shape(blocks * self._count, segments)
        starts = np.zeros((shape.bands, shape.kept + 1), np.uint32)
        path = folder / f"{segments}.entries"
        with path.open("wb") as file:
            for band in range(shape.bands):
                self._band(band, blocks, shape, starts[band]).tofile(file)
        table = SparseTable(shape, starts, np.memmap(path, np.uint64, "r").view(np.ndarray))
        begins = np.arange(0, segments * FRAMES + 1, FRAMES, dtype=np.uint32)
        return Run(table, begins, self.points(blocks)), path

    def _band(self, band: int, blocks: int, shape: KeyShape, starts: np.ndarray) -> np.ndarray:
        """The entries of a band, key after key: each block's codes of a key are those of another value in the first."""
        values = band_of(self.codes, band, shape.width)
        own, all_ = (Lists(np.flatnonzero(which), values, shape.width) for which in (self._own, ~self._own))
        every = np.arange(1 << shape.width, dtype=np.uint32)
        keys = spread(every, shape.width)
        value = np.zeros(shape.kept, np.uint32)
        value[keys[keys < shape.kept]] = every[keys < shape.kept]
        masks = band_of(self._masks[:blocks], band, shape.width)
        length = blocks * all_.lengths(value) + sum(own.lengths(value ^ mask) for mask in masks)
        starts[1:] = np.cumsum(length)
        entries, free = np.empty(int(starts[-1]), np.uint64), starts[:-1].astype(np.int64)
        for block, mask in enumerate(masks):
            for lists, wanted in ((own, value ^ mask), (all_, value)):
                rows, length = lists.rows(wanted) + block * self._count, lists.lengths(wanted)
                entries[ranges(free, length)] = entries_of(self.rows(rows), rows // POINTS, band, shape)
                free += length
        return entries


class Lists:
    """Which of some rows have which value."""

    def __init__(self, rows: np.ndarray, values: np.ndarray, width: int) -> None:
        self._rows = rows[sorted_rows(values[rows])].astype(np.uint32)
        self._starts = np.zeros((1 << width) + 1, np.int64)
        self._starts[1:] = np.cumsum(np.bincount(values[rows], minlength=1 << width))

    def lengths(self, values: np.ndarray) -> np.ndarray:
        """How many rows have each of some values."""
        return self._starts[values.astype(np.int64) + 1] - self._starts[values]

    def rows(self, values: np.ndarray) -> np.ndarray:
        """The rows of some values, one value after another."""
        return self._rows[ranges(self._starts[values], self.lengths(values))].astype(np.int64)


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
