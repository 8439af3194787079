"""A registry of fingerprints in a folder: SQLite says what counts, files beside it hold the numbers.

A film is registered when its row is committed; its file was flushed to the disk before. Tables of
points (runs) are made from those files and can be made again, so losing one loses nothing. New films
wait in memory, where all their points are compared, until there are enough for a run, which is looked
into by a few keys of each segment; runs of like size are merged. PostgreSQL for the rows would be
another adapter of the same port.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from reelwright.seal.detector.bands import BandTable, build_table
from reelwright.seal.detector.errors import RegistryError
from reelwright.seal.detector.fingerprint import Fingerprint
from reelwright.seal.detector.packing import Packed, open_fingerprint, pack_fingerprint_v3
from reelwright.seal.detector.points import Codes
from reelwright.seal.detector.ports import Near, Pulses
from reelwright.seal.detector.thin import thinned

from .registry_runs import MOST_POINTS, FilmPoints, Run, merged_run, open_run, points_of_films, run_of, write_run

_APPLICATION: Final = 0x52465052  # "RFPR"
_SCHEMA: Final = """
    CREATE TABLE films (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, points INTEGER NOT NULL,
                        run INTEGER REFERENCES runs (number));
    CREATE TABLE runs (number INTEGER PRIMARY KEY AUTOINCREMENT, points INTEGER NOT NULL);
"""
_VERSION: Final = 3
_NAMES: Final = ("application_id", "user_version")
LOOSE_POINTS: Final = 200_000
"""So many points may wait in memory before they become a run."""


class FolderRegistry:
    """Keeps fingerprints in a folder; one process writes at a time, any number look.

    Args:
        folder: made when it is not there.
        loose_points: how many points wait for a run; small in tests.
    """

    def __init__(self, folder: Path, *, loose_points: int = LOOSE_POINTS) -> None:
        self._folder, self._loose_points = folder, loose_points
        with _said(folder):
            for name in ("films", "runs"):
                (folder / name).mkdir(parents=True, exist_ok=True)
            self._database = _opened(folder / "registry.sqlite")
        self._runs: dict[int, Run] = {}
        self._loose: tuple[int, FilmPoints, BandTable] | None = None
        self._alive = (-1, np.zeros(0, bool), dict[int, str]())
        self._packed = lru_cache(maxsize=128)(self._read)

    def close(self) -> None:
        """Let go of the files."""
        self._runs, self._loose = {}, None
        self._packed.cache_clear()
        self._database.close()

    def add(self, film: str, fingerprint: Fingerprint) -> None:
        """Keep a film's fingerprint; once this returns it is there after a power cut."""
        self.add_packed(film, pack_fingerprint_v3(thinned(fingerprint)))

    def add_packed(self, film: str, content: bytes) -> None:
        """Keep a fingerprint that is thinned and packed already, to the byte.

        Raises:
            RegistryError: it is none, the film is there already, or the disk fails.
        """
        points = sum(len(frame.points) for frame in open_fingerprint(content, where=film).keyframes)
        with _said(self._folder), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            if self._database.execute("SELECT 1 FROM films WHERE id = ?", (film,)).fetchone():
                raise RegistryError("the film is registered already", where=film, mend="remove it first")
            row = self._database.execute("INSERT INTO films (id, points) VALUES (?, ?)", (film, points))
            _write_whole(self._film_path(int(row.lastrowid or 0)), content)
        self._tidy()

    def remove(self, film: str) -> None:
        """Take a film out; its file goes after its row."""
        with _said(self._folder), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            row = self._database.execute("DELETE FROM films WHERE id = ? RETURNING number", (film,)).fetchone()
            if row is None:
                raise RegistryError("there is no such film", where=film, mend="see which there are: reel films")
        self._clean()

    def films(self) -> tuple[str, ...]:
        """The ids of the films."""
        return tuple(row[0] for row in self._database.execute("SELECT id FROM films ORDER BY number"))

    def film_id(self, number: int) -> str:
        """The id of the film with this number."""
        row = self._database.execute("SELECT id FROM films WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise RegistryError("there is no such film", where=str(number))
        return str(row[0])

    def number_of(self, film: str) -> int:
        """The number of the film with this id."""
        row = self._database.execute("SELECT number FROM films WHERE id = ?", (film,)).fetchone()
        if row is None:
            raise RegistryError("there is no such film", where=film, mend="see which there are: reel films")
        return int(row[0])

    def pulses(self, number: int, since: float, until: float) -> Pulses:
        """The small pictures of a stretch of a film."""
        packed = self._packed(number)
        first, last = np.searchsorted(packed.times, (since, until)).tolist()
        return Pulses(packed.times[first:last], packed.pictures(first, last), packed.sound)

    def near(self, codes: Codes) -> Near:
        """The registered points near these codes."""
        alive = self._alive_numbers()
        loose, table = self._waiting()
        # Films that wait for a run are few: all their points are compared.
        found = [*(run.near(codes, alive) for run in self._tables()), loose.near(table, codes)]
        return Near(
            np.concatenate([np.zeros(0, np.intp), *(each.asked for each in found)]),
            np.concatenate([np.zeros(0, np.intp), *(each.films for each in found)]),
            np.concatenate([np.zeros(0), *(each.times for each in found)]),
            np.concatenate([np.zeros((0, 4), np.float32), *(each.places for each in found)]),
            np.concatenate([np.zeros(0, np.uint8), *(each.apart for each in found)]),
        )

    # --- runs ----------------------------------------------------------------------------------

    def _tables(self) -> list[Run]:
        numbers = [row[0] for row in self._database.execute("SELECT number FROM runs ORDER BY number")]
        self._runs = {number: self._runs.get(number) or self._run(number) for number in numbers}
        return [*self._runs.values()]

    def _run(self, number: int) -> Run:
        path = self._run_path(number)
        with contextlib.suppress(OSError, RegistryError):
            return open_run(path)
        # A run is only a table of what the films' files hold: made again when it is lost, damaged or of an old version.
        with self._alone(), _said(path):
            with contextlib.suppress(OSError, RegistryError):
                return open_run(path)  # another process was quicker
            write_run(path, run_of(points_of_films(self._frames("run = ?", number))))
        return open_run(path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._database.in_transaction:
            yield
            return
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            yield

    def _waiting(self) -> tuple[FilmPoints, BandTable]:
        changes = self._changes()
        if self._loose is None or self._loose[0] != changes:
            points = points_of_films(self._frames("run IS NULL"))
            self._loose = (changes, points, build_table(points.codes))
        return self._loose[1:]

    def _frames(self, which: str, *values: int) -> Iterator[tuple[int, Packed]]:
        rows = self._database.execute(f"SELECT number FROM films WHERE {which} ORDER BY number", values)  # noqa: S608 ours
        yield from ((row[0], self._packed(row[0])) for row in rows.fetchall())

    def _tidy(self) -> None:
        waiting = "SELECT coalesce(sum(points), 0) FROM films WHERE run IS NULL"
        if self._database.execute(waiting).fetchone()[0] < self._loose_points:
            return
        with _said(self._folder), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            run = run_of(points_of_films(self._frames("run IS NULL")))
            self._keep_run(run, "run IS NULL")
            while len(last := self._last_two()) == 2 and _may_be_one(last[0][1], last[1][1]):
                both = merged_run([self._run(last[1][0]), self._run(last[0][0])], self._alive_numbers())
                self._keep_run(both, f"run IN ({last[0][0]}, {last[1][0]})")
                self._database.execute("DELETE FROM runs WHERE number IN (?, ?)", (last[0][0], last[1][0]))
        self._clean()

    def _last_two(self) -> list[tuple[int, int]]:
        return self._database.execute("SELECT number, points FROM runs ORDER BY number DESC LIMIT 2").fetchall()

    def _keep_run(self, run: Run, which: str) -> None:
        row = self._database.execute("INSERT INTO runs (points) VALUES (?)", (len(run.points.codes),))
        write_run(self._run_path(int(row.lastrowid or 0)), run)
        self._database.execute(f"UPDATE films SET run = ? WHERE {which}", (row.lastrowid,))  # noqa: S608 ours

    def _clean(self) -> None:
        """Take away files that no row names: of what was removed or merged, and of what a killed process left."""
        with _said(self._folder), self._database:
            self._database.execute("BEGIN IMMEDIATE")  # nobody is between a file and its row
            for table, ending in (("films", "rfp"), ("runs", "run")):
                kept = {f"{row[0]}.{ending}" for row in self._database.execute(f"SELECT number FROM {table}")}  # noqa: S608 ours
                for path in (self._folder / table).iterdir():
                    if path.name not in kept:
                        with contextlib.suppress(PermissionError):  # another process still looks into it
                            path.unlink(missing_ok=True)

    # --- films ---------------------------------------------------------------------------------

    def _read(self, number: int) -> Packed:
        path = self._film_path(number)
        with _said(path):
            return open_fingerprint(path.read_bytes(), where=str(path))

    def _alive_numbers(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        changes = self._changes()
        if self._alive[0] != changes:
            rows = dict(self._database.execute("SELECT number, id FROM films").fetchall())
            alive = np.zeros(max(rows, default=0) + 1, bool)
            alive[list(rows)] = True
            self._alive = (changes, alive, rows)
        return self._alive[1]

    def _changes(self) -> int:
        mine = self._database.total_changes
        others: int = self._database.execute("PRAGMA data_version").fetchone()[0]
        return mine * 1_000_003 + others

    def _film_path(self, number: int) -> Path:
        return self._folder / "films" / f"{number}.rfp"

    def _run_path(self, number: int) -> Path:
        return self._folder / "runs" / f"{number}.run"


def _may_be_one(newer: int, older: int) -> bool:
    return newer * 2 >= older and newer + older < MOST_POINTS


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, timeout=30)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    with database:
        database.execute("BEGIN IMMEDIATE")
        application, version = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in _NAMES)
        if application == 0 and not database.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in filter(str.strip, _SCHEMA.split(";")):
                database.execute(statement)
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
        elif application != _APPLICATION or not 1 <= version <= _VERSION:
            raise RegistryError("this is no registry of ours, or one of a newer program", where=str(path))
        if version != _VERSION:
            # From 1 to 2 the rows stay; tables of points are made anew from the films' files, each when it is asked.
            # From 2 to 3 nothing changes but what is added: films whose files an older program cannot read.
            database.execute(f"PRAGMA user_version = {_VERSION}")
    return database


def _write_whole(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    # A rename lives in the folder; Windows cannot open one and needs no such step.
    with contextlib.suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _said(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise RegistryError(f"the registry cannot be read or written ({error})", where=str(path)) from error
