"""Runs: tables of many films' points in one file that is mapped into memory and never changed.

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

from reelwright.seal.detector.bands import BandTable, band_shapes, build_table
from reelwright.seal.detector.errors import RegistryError
from reelwright.seal.detector.packing import Packed

_MAGIC: Final = b"RFR2"


@dataclass(frozen=True, slots=True)
class Run:
    """A table of points, and of each point the film's number, its time in seconds and its place."""

    table: BandTable
    films: NDArray[np.uint32]
    times: NDArray[np.float32]
    places: NDArray[np.float16]


def run_of_films(films: Iterable[tuple[int, Packed]]) -> Run:
    """The run of some films' points."""
    frames = [
        (number, packed.times[frame.pulse], frame.points) for number, packed in films for frame in packed.keyframes
    ]
    sizes = [len(points) for _, _, points in frames]
    return Run(
        build_table(np.concatenate([np.zeros((0, 2), np.uint64), *(points.codes for _, _, points in frames)])),
        np.repeat(np.array([number for number, _, _ in frames], np.uint32), sizes),
        np.repeat(np.array([time for _, time, _ in frames], np.float32), sizes),
        np.concatenate([np.zeros((0, 4), np.float16), *(points.places.astype(np.float16) for _, _, points in frames)]),
    )


def merged_run(runs: list[Run], alive: NDArray[np.bool_]) -> Run:
    """One run of several, without the films that no longer count."""
    films = np.concatenate([run.films for run in runs])
    kept = (films < len(alive)) & alive[np.minimum(films, len(alive) - 1)]
    return Run(
        build_table(np.concatenate([run.table.codes for run in runs])[kept]),
        films[kept],
        np.concatenate([run.times for run in runs])[kept],
        np.concatenate([run.places for run in runs])[kept],
    )


def write_run(path: Path, run: Run) -> None:
    """Write a run whole or not at all."""
    draft = path.with_suffix(".draft")
    head = _MAGIC + json.dumps({"points": len(run.films), "version": 2, "width": run.table.width}).encode().ljust(60)
    with draft.open("wb") as file:
        file.write(head)
        for column in _columns(run):
            file.write(np.ascontiguousarray(column).tobytes())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def open_run(path: Path) -> Run:
    """Map a run into memory.

    Raises:
        RegistryError: it is none, or cut short.
    """
    with path.open("rb") as file:
        head = file.read(64)
    if head[:4] != _MAGIC:
        raise RegistryError("this is no table of points", where=str(path))
    facts = json.loads(head[4:])
    count, width = int(facts["points"]), int(facts["width"])
    order_shape, starts_shape = band_shapes(count, width)
    shapes: list[tuple[str, tuple[int, ...]]] = [
        ("<u8", (count, 2)),
        ("<u4", starts_shape),
        ("<u4", order_shape),
        ("<u4", (count,)),
        ("<f4", (count,)),
        ("<f2", (count, 4)),
    ]
    sizes = [int(np.prod(shape)) * int(kind[-1]) for kind, shape in shapes]
    if path.stat().st_size != 64 + sum(sizes):
        raise RegistryError("a table of points is cut short", where=str(path))
    whole: Any = np.memmap(path, np.uint8, "r")
    columns, place = [], 64
    for (kind, shape), size in zip(shapes, sizes, strict=True):
        columns.append(whole[place : place + size].view(kind).reshape(shape))
        place += size
    codes, starts, order, films, times, places = columns
    return Run(BandTable(codes, order, starts, width), films, times, places)


def _columns(run: Run) -> tuple[NDArray[Any], ...]:
    table = run.table
    return table.codes, table.starts, table.order, run.films, run.times, run.places
