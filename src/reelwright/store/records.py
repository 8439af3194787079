"""Records: which recipe gave which bytes.

One SQLite file in write-ahead mode with full synchronisation: a record that was kept is there
after a power cut, and several processes may keep records at once. Refuses to know what a recipe
says; it is a digest here.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reelwright.film import Digest, Plain, canonical_json

from .errors import NO_SPACE_MEND, NoSpaceError, NotWritableError, RecordsError, SchemaError, store_error

_APPLICATION: Final = 0x5245454C  # "REEL", so that `file` and we can tell our records from others
_UPGRADES: Final = (
    """
    CREATE TABLE results (
        recipe TEXT PRIMARY KEY,
        step   TEXT NOT NULL,
        output TEXT NOT NULL,
        facts  TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
)
"""One script a schema version: the n-th one leads from version n to version n + 1."""

SCHEMA: Final = len(_UPGRADES)
"""The schema version that this program reads and writes."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a recipe gave: the step's name, the digest of the output, and plain facts about it."""

    step: str
    output: Digest
    facts: dict[str, Plain] = field(default_factory=dict)


class Records:
    """The records of one project.

    The file is opened at the first use, so an object can travel to another process unopened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database: sqlite3.Connection | None = None
        self._turn = threading.Lock()

    def __reduce__(self) -> tuple[type[Records], tuple[Path]]:
        return (Records, (self.path,))

    def find(self, recipe: Digest) -> Record | None:
        """What the recipe gave, or None when it was never followed.

        Raises:
            RecordsError: the records file cannot be used.
        """
        with self._using() as database:
            row = database.execute("SELECT step, output, facts FROM results WHERE recipe = ?", (recipe.hex,)).fetchone()
        return None if row is None else Record(row[0], Digest(row[1]), json.loads(row[2]))

    def keep(self, recipe: Digest, record: Record) -> None:
        """Remember what a recipe gave; a later result replaces an earlier one.

        Raises:
            NoSpaceError: the disk is full.
            NotWritableError: the file may not be written.
            RecordsError: the records file cannot be used.
        """
        row = (recipe.hex, record.step, record.output.hex, canonical_json(record.facts).decode("utf-8"))
        with self._using() as database, database:
            database.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", row)

    def forget(self, recipe: Digest) -> None:
        """Drop the record of a recipe, because its output is lost."""
        with self._using() as database, database:
            database.execute("DELETE FROM results WHERE recipe = ?", (recipe.hex,))

    def forget_all_but(self, recipes: Collection[Digest]) -> int:
        """Drop the records of all other recipes, all or none of them; returns how many went."""
        with self._using() as database, database:
            known = {row[0] for row in database.execute("SELECT recipe FROM results")}
            gone = known - {recipe.hex for recipe in recipes}
            database.executemany("DELETE FROM results WHERE recipe = ?", [(recipe,) for recipe in sorted(gone)])
        return len(gone)

    def outputs(self) -> frozenset[Digest]:
        """The digests of all outputs that a record names."""
        with self._using() as database:
            return frozenset(Digest(row[0]) for row in database.execute("SELECT DISTINCT output FROM results"))

    def count(self, step: str = "") -> int:
        """How many results are known, of one step or of all."""
        with self._using() as database:
            row = database.execute("SELECT count(*) FROM results WHERE ? IN ('', step)", (step,)).fetchone()
        return int(row[0])

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._turn:
            if self._database is not None:
                self._database.close()
                self._database = None

    @contextlib.contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._turn:
            try:
                if self._database is None:
                    self._database = _open(self.path)
                yield self._database
            except sqlite3.Error as error:
                raise _records_error(error, self.path) from error


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise store_error(error, path) from error
    database = sqlite3.connect(path, timeout=30, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        _upgrade(database, path)
    except BaseException:
        database.close()
        raise
    return database


def _upgrade(database: sqlite3.Connection, path: Path) -> None:
    if _version(database) == SCHEMA:
        return
    database.execute("BEGIN IMMEDIATE")  # two processes may open a new file at once
    version = _version(database)
    if version > SCHEMA:
        database.execute("ROLLBACK")
        raise SchemaError(
            f"these records have schema {version}, newer than {SCHEMA}, the newest that this program knows",
            where=str(path),
            mend="use the newer Reelwright that wrote them, or move the file away and make everything again",
        )
    for script in _UPGRADES[version:]:
        database.execute(script)
    database.execute(f"PRAGMA user_version = {SCHEMA}")
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute("COMMIT")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _records_error(error: sqlite3.Error, path: Path) -> NoSpaceError | NotWritableError | RecordsError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    where = str(path)
    if code == sqlite3.SQLITE_FULL:
        return NoSpaceError("the disk is full", where=where, mend=NO_SPACE_MEND)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return NotWritableError("the records may not be written", where=where, mend="check the rights of the folder")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return RecordsError(
            "the records are damaged", where=where, mend="move this file away and run again; shots will be made again"
        )
    if code == sqlite3.SQLITE_BUSY:
        return RecordsError("another process holds the records", where=where, mend="wait for it to end and run again")
    return RecordsError(f"the records cannot be used: {error}", where=where, mend="check the disk and run again")
