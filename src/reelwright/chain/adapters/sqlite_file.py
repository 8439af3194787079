"""One SQLite file that several threads and processes share: opened, versioned, written whole or not at all.

Knows files and locks. Refuses to know what is kept: that is the journal's and the index's.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reelwright.chain.errors import RecordError


@dataclass(frozen=True, slots=True)
class FileKind:
    """What kind of file it is.

    Args:
        name: what people call it, such as "index".
        schema: the version of its tables.
        tables: the statements that make them, parted by semicolons.
        synchronous: FULL where a power cut may lose nothing, NORMAL where it can be made anew.
        mend: what to do when it cannot be used.
        mend_newer: what to do when a newer version wrote it.
    """

    name: str
    schema: int
    tables: str
    synchronous: str
    mend: str
    mend_newer: str = "use that one"


class SqliteFile:
    """A file of one kind; open until ``close``.

    Args:
        path: the file; it is made, with its folder, when it is not there.
        kind: what is kept in it.

    Raises:
        RecordError: it cannot be written, is no such file, or is of a newer version.
    """

    def __init__(self, path: Path, kind: FileKind) -> None:
        self.path = path
        self._kind = kind
        self._turn = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RecordError(f"cannot write: {error.strerror}", where=str(path), mend="check the rights") from error
        with self._telling():
            self._database = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        try:
            self._set_up()
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @contextlib.contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """The file for one thread at a time; each statement stands for itself."""
        with self._turn, self._telling():
            yield self._database

    @contextlib.contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """The file for one process at a time; what is done meanwhile is kept whole or not at all."""
        with self.use() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise

    def _set_up(self) -> None:
        with self.use() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(f"PRAGMA synchronous = {self._kind.synchronous}")
        with self.change() as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > self._kind.schema:
                what = f"a newer Reelwright wrote this {self._kind.name}"
                raise RecordError(what, where=str(self.path), mend=self._kind.mend_newer)
            if version < self._kind.schema:
                for statement in filter(str.strip, self._kind.tables.split(";")):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {self._kind.schema}")

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            mend = "wait for the other process to end" if "locked" in str(error) else self._kind.mend
            what = f"the {self._kind.name} cannot be used: {error}"
            raise RecordError(what, where=str(self.path), mend=mend) from error
