"""The index: what contracts wrote, in one SQLite file.

Knows that a log has one place, and that logs and the marks of their blocks are kept together or not
at all. It can always be made anew from the chain, so nothing here is precious.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from reelwright.chain.errors import LyingNodeError
from reelwright.chain.model import Address, BlockMark, Hash, Kept, Log, LogFilter

from .sqlite_file import FileKind, SqliteFile

_TABLES: Final = """
CREATE TABLE blocks (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, parent BLOB NOT NULL, time INTEGER NOT NULL);
CREATE TABLE logs (
    block INTEGER NOT NULL, position INTEGER NOT NULL, tx BLOB NOT NULL, address BLOB NOT NULL,
    topic BLOB, first BLOB, second BLOB, third BLOB,
    topics BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (block, position)
) WITHOUT ROWID;
CREATE INDEX logs_first ON logs (first);
CREATE INDEX logs_second ON logs (second);
CREATE INDEX logs_third ON logs (third);
CREATE INDEX logs_topic ON logs (topic);
CREATE TABLE settled (one INTEGER PRIMARY KEY CHECK (one = 1), block INTEGER NOT NULL);
"""

_MADE_ANEW: Final = "move it away; it is made anew"
_KIND: Final = FileKind("index", 1, _TABLES, "NORMAL", _MADE_ANEW, _MADE_ANEW)  # the chain itself is the safe copy


class SqliteIndex:
    """The index in a file; open until ``close``."""

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path, _KIND)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def marks(self) -> Iterator[BlockMark]:
        """Marks of kept blocks, newest first."""
        with self._file.use() as database:
            rows = database.execute("SELECT number, hash, parent, time FROM blocks ORDER BY number DESC LIMIT 80")
            found = [BlockMark(number, Hash(name), Hash(parent), time) for number, name, parent, time in rows]
        yield from found

    def add(self, marks: Sequence[BlockMark], logs: Sequence[Log]) -> None:
        """Keep the logs of a span with the marks of its blocks.

        Raises:
            LyingNodeError: there is another log at one of the places already.
        """
        rows = [
            (
                log.block,
                log.position,
                log.tx.raw,
                log.address.raw,
                *(log.topics[at] if len(log.topics) > at else None for at in range(4)),
                b"".join(log.topics),
                log.content,
            )
            for log in logs
        ]
        with self._file.change() as database:
            try:
                database.executemany("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
                database.executemany(
                    "INSERT INTO blocks VALUES (?, ?, ?, ?)",
                    [(mark.number, mark.hash.raw, mark.parent.raw, mark.time) for mark in marks],
                )
            except sqlite3.IntegrityError as error:
                raise LyingNodeError(
                    "a log or block was given for a place that is taken",
                    where=str(self._file.path),
                    mend="read the chain anew",
                ) from error

    def cut(self, number: int) -> None:
        """Drop everything beyond a block."""
        with self._file.change() as database:
            database.execute("DELETE FROM logs WHERE block > ?", (number,))
            database.execute("DELETE FROM blocks WHERE number > ?", (number,))

    def settle(self, number: int) -> None:
        """Note up to which block everything is final."""
        with self._file.use() as database:
            database.execute("INSERT OR REPLACE INTO settled VALUES (1, ?)", (number,))

    def settled(self) -> int:
        """Up to which block everything is final, -1 while nothing is known to be."""
        with self._file.use() as database:
            row = database.execute("SELECT block FROM settled").fetchone()
        return -1 if row is None else int(row[0])

    def logs(self, wanted: LogFilter) -> tuple[Kept, ...]:
        """Kept logs in the order of the chain, each with its block's time."""
        where, values = ["1"], list[object]()
        for columns, words in (
            (("topic",), wanted.topics),
            (("first", "second", "third"), wanted.about),
            (("address",), tuple(each.raw for each in wanted.contracts)),
        ):
            if words:
                one = ",".join("?" * len(words))
                where.append("(" + " OR ".join(f"l.{column} IN ({one})" for column in columns) + ")")
                values += words * len(columns)
        if wanted.last >= 0:
            where.append("l.block <= ?")
            values.append(wanted.last)
        with self._file.use() as database:
            rows = database.execute(
                "SELECT l.block, b.hash, b.time, l.position, l.tx, l.address, l.topics, l.content FROM logs l"  # noqa: S608
                f" JOIN blocks b ON b.number = l.block WHERE {' AND '.join(where)} ORDER BY l.block, l.position",
                values,
            ).fetchall()
        return tuple(
            Kept(Log(block, Hash(name), position, Hash(tx), Address(address), _split(topics), content), time)
            for block, name, time, position, tx, address, topics, content in rows
        )


def _split(topics: bytes) -> tuple[bytes, ...]:
    return tuple(topics[at : at + 32] for at in range(0, len(topics), 32))
