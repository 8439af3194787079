"""One SQLite file that several threads and processes share: opened, versioned, written whole or not at all.

Knows files and locks. Refuses to know what is kept: that is the journal's, the index's and the chain's.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reelwright.chain.errors import ChainError, RecordError


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
        application: the number by which a file of this kind is known, 0 for none.
        wait_s: how many seconds one waits for another process.
        error: what is raised when it cannot be used.
    """

    name: str
    schema: int
    tables: str
    synchronous: str
    mend: str
    mend_newer: str = "use that one"
    application: int = 0
    wait_s: int = 60
    error: type[ChainError] = RecordError


class SqliteFile:
    """A file of one kind; open until ``close``.

    Args:
        path: the file; it is made, with its folder, when it is not there.
        kind: what is kept in it.

    Raises:
        ChainError: it cannot be written, is no such file, or is of a newer version; of the kind's own kind.
    """

    def __init__(self, path: Path, kind: FileKind) -> None:
        self.path = path
        self._kind = kind
        self._turn = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise kind.error(f"cannot write: {error.strerror}", where=str(path), mend="check the rights") from error
        with self._telling():
            self._database = sqlite3.connect(path, timeout=kind.wait_s, isolation_level=None, check_same_thread=False)
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
        kind = self._kind
        with self.use() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(f"PRAGMA synchronous = {kind.synchronous}")
            if self._marks() == (kind.schema, kind.application):
                return  # nothing to write, so nobody to wait for
        with self.change() as database:
            version, application = self._marks()
            if application not in (0, kind.application):
                raise kind.error(f"this is no {kind.name} of Reelwright's", where=str(self.path), mend=kind.mend)
            if version > kind.schema:
                what = f"a newer Reelwright wrote this {kind.name}"
                raise kind.error(what, where=str(self.path), mend=kind.mend_newer)
            if version < kind.schema:
                for statement in filter(str.strip, kind.tables.split(";")):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {kind.schema}")
                database.execute(f"PRAGMA application_id = {kind.application}")

    def _marks(self) -> tuple[int, int]:
        """The file's version, and the number of its kind."""
        version, application = (
            int(self._database.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("user_version", "application_id")
        )
        return version, application

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error) -> ChainError:
        kind, where = self._kind, str(self.path)
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            mend = "free some space and run again; nothing that was kept is lost"
            return kind.error("the disk is full", where=where, mend=mend)
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return kind.error(f"the {kind.name} is damaged", where=where, mend=kind.mend)
        if code == sqlite3.SQLITE_BUSY:
            what = f"another process has held the {kind.name} for {kind.wait_s} seconds"
            return kind.error(what, where=where, mend="wait for it to end, or stop it, and run again")
        return kind.error(f"the {kind.name} cannot be used: {error}", where=where, mend=kind.mend)
