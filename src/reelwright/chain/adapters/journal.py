"""The outbox's journal: one SQLite file, one row a signed transaction.

Knows that a number of a sender is given out once. Full synchronisation: what was entered survives
a power cut. Several processes may share it; who enters something holds it meanwhile.
"""

from __future__ import annotations

import contextlib
import dataclasses
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from reelwright.chain.errors import RecordError
from reelwright.chain.model import Address, Hash, Posted, Posting

_SCHEMA: Final = 1
_TABLES: Final = """
CREATE TABLE posts (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, key TEXT NOT NULL, sender BLOB NOT NULL, nonce INTEGER NOT NULL,
    tx BLOB NOT NULL, raw BLOB NOT NULL, state TEXT NOT NULL, block INTEGER NOT NULL
);
CREATE UNIQUE INDEX numbers ON posts (chain, sender, nonce) WHERE state != 'lost';
CREATE UNIQUE INDEX keys ON posts (chain, key) WHERE state != 'lost';
"""
_COLUMNS: Final = "key, chain, sender, nonce, tx, raw, state, block"


class SqliteJournal:
    """The journal in a file; open until ``close``."""

    def __init__(self, path: Path) -> None:
        self._path = path
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

    def _set_up(self) -> None:
        with self._telling():
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            with self._held():
                version = self._database.execute("PRAGMA user_version").fetchone()[0]
                if version > _SCHEMA:
                    raise RecordError(
                        "a newer Reelwright wrote this journal", where=str(self._path), mend="use that one"
                    )
                if version < _SCHEMA:
                    for statement in filter(str.strip, _TABLES.split(";")):
                        self._database.execute(statement)
                    self._database.execute(f"PRAGMA user_version = {_SCHEMA}")

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def find(self, chain_id: int, key: str) -> Posted | None:
        """What was last posted under a key."""
        found = self._posts("chain = ? AND key = ? ORDER BY id DESC LIMIT 1", (chain_id, key))
        return found[0] if found else None

    def enter(self, chain_id: int, key: str, sender: Address, draft: Callable[[int], Posted]) -> Posted:
        """Keep what ``draft`` makes, unless something that is not lost is there."""
        with self._turn, self._telling(), self._held():
            before = self.find(chain_id, key)
            if before is not None and before.state is not Posting.LOST:
                return before
            (last,) = self._database.execute(
                "SELECT max(nonce) FROM posts WHERE chain = ? AND sender = ? AND state != 'lost'",
                (chain_id, sender.raw),
            ).fetchone()
            posted = draft(0 if last is None else last + 1)
            self._database.execute(
                f"INSERT INTO posts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 our own words
                (
                    posted.key,
                    posted.chain_id,
                    posted.sender.raw,
                    posted.nonce,
                    posted.tx.raw,
                    posted.raw,
                    posted.state.value,
                    posted.block,
                ),
            )
            return posted

    def move(self, posted: Posted, state: Posting, block: int) -> Posted:
        """Write down how far it has come; what is over stays as it is."""
        with self._turn, self._telling():
            self._database.execute(
                "UPDATE posts SET state = ?, block = ? WHERE chain = ? AND tx = ?"
                " AND state NOT IN ('final', 'failed', 'lost')",
                (state.value, block, posted.chain_id, posted.tx.raw),
            )
        return dataclasses.replace(posted, state=state, block=block)

    def open_posts(self, chain_id: int) -> tuple[Posted, ...]:
        """Everything that is not over."""
        return self._posts("chain = ? AND state NOT IN ('final', 'failed', 'lost') ORDER BY id", (chain_id,))

    def _posts(self, where: str, values: tuple[object, ...]) -> tuple[Posted, ...]:
        with self._turn, self._telling():
            rows = self._database.execute(f"SELECT {_COLUMNS} FROM posts WHERE {where}", values).fetchall()  # noqa: S608
        return tuple(
            Posted(key, chain, Address(sender), nonce, Hash(tx), raw, Posting(state), block)
            for key, chain, sender, nonce, tx, raw, state, block in rows
        )

    @contextlib.contextmanager
    def _held(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            mend = (
                "wait for the other process to end"
                if "locked" in str(error)
                else "check the disk and the file's rights"
            )
            raise RecordError(f"the outbox cannot be used: {error}", where=str(self._path), mend=mend) from error
