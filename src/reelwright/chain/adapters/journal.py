"""The outbox's journal: one SQLite file, one row a thing to do, with what was signed for it.

Knows that a number of a sender is given out once. Full synchronisation: what was entered survives
a power cut. Several processes may share it; who enters something holds it meanwhile.
"""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from reelwright.chain.model import Address, Hash, Posted, Posting

from .sqlite_file import FileKind, SqliteFile

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS posts (
    id INTEGER PRIMARY KEY, chain INTEGER NOT NULL, key TEXT NOT NULL, sender BLOB NOT NULL, nonce INTEGER NOT NULL,
    tx BLOB NOT NULL, raw BLOB NOT NULL, state TEXT NOT NULL, block INTEGER NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS numbers ON posts (chain, sender, nonce) WHERE state != 'lost';
CREATE UNIQUE INDEX IF NOT EXISTS keys ON posts (chain, key) WHERE state != 'lost';
CREATE TABLE IF NOT EXISTS earlier (
    tx BLOB PRIMARY KEY, chain INTEGER NOT NULL, sender BLOB NOT NULL, nonce INTEGER NOT NULL, raw BLOB NOT NULL
);
"""
_COLUMNS: Final = "key, chain, sender, nonce, tx, raw, state, block"

_KIND: Final = FileKind("outbox", 2, _TABLES, "FULL", "check the disk and the file's rights")


class SqliteJournal:
    """The journal in a file; open until ``close``."""

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path, _KIND)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def find(self, chain_id: int, key: str) -> Posted | None:
        """What was last posted under a key."""
        found = self._posts("chain = ? AND key = ? ORDER BY id DESC LIMIT 1", (chain_id, key))
        return found[0] if found else None

    def enter(self, chain_id: int, key: str, sender: Address, draft: Callable[[int], Posted]) -> Posted:
        """Keep what ``draft`` makes, unless something that is not lost is there."""
        with self._file.change() as database:
            before = self.find(chain_id, key)
            if before is not None and before.state is not Posting.LOST:
                return before
            (last,) = database.execute(
                "SELECT max(nonce) FROM posts WHERE chain = ? AND sender = ? AND state != 'lost'",
                (chain_id, sender.raw),
            ).fetchone()
            posted = draft(0 if last is None else last + 1)
            database.execute(
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

    def replace(self, posted: Posted, newer: Posted) -> Posted:
        """Keep another transaction of the same number beside the one before, unless that has moved on meanwhile."""
        with self._file.change() as database:
            done = database.execute(
                "UPDATE posts SET tx = ?, raw = ?, state = 'stored', block = 0"
                " WHERE chain = ? AND tx = ? AND nonce = ? AND state IN ('stored', 'sent')",
                (newer.tx.raw, newer.raw, posted.chain_id, posted.tx.raw, newer.nonce),
            )
            if done.rowcount:
                database.execute(
                    "INSERT INTO earlier VALUES (?, ?, ?, ?, ?)",
                    (posted.tx.raw, posted.chain_id, posted.sender.raw, posted.nonce, posted.raw),
                )
            found = self.find(posted.chain_id, posted.key)
        return found or posted

    def move(self, posted: Posted, state: Posting, block: int) -> Posted:
        """Write down how far it has come; what is over stays as it is."""
        with self._file.use() as database:
            database.execute(
                "UPDATE posts SET state = ?, block = ? WHERE chain = ? AND tx = ?"
                " AND state NOT IN ('final', 'failed', 'lost')",
                (state.value, block, posted.chain_id, posted.tx.raw),
            )
        return dataclasses.replace(posted, state=state, block=block)

    def open_posts(self, chain_id: int) -> tuple[Posted, ...]:
        """Everything that is not over."""
        return self._posts("chain = ? AND state NOT IN ('final', 'failed', 'lost') ORDER BY id", (chain_id,))

    def _posts(self, where: str, values: tuple[object, ...]) -> tuple[Posted, ...]:
        with self._file.use() as database:
            rows = database.execute(f"SELECT {_COLUMNS} FROM posts WHERE {where}", values).fetchall()  # noqa: S608
            return tuple(
                Posted(key, chain, Address(sender), nonce, Hash(tx), raw, Posting(state), block, earlier)
                for key, chain, sender, nonce, tx, raw, state, block in rows
                for earlier in [_earlier(database, chain, sender, nonce)]
            )


def _earlier(database: sqlite3.Connection, chain: int, sender: bytes, nonce: int) -> tuple[Hash, ...]:
    question = "SELECT tx FROM earlier WHERE chain = ? AND sender = ? AND nonce = ? ORDER BY rowid"
    return tuple(Hash(tx) for (tx,) in database.execute(question, (chain, sender, nonce)))
