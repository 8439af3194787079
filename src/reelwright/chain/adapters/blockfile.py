"""The file of the embedded chain: one SQLite database, one SQLite transaction a block.

Knows state by key, blocks, receipts and logs, and that a block is in the file whole or not at all:
full synchronisation, so a block that was acknowledged survives a kill and a power cut. Several
processes may share a file; who writes holds it for one block. Refuses to know what a block means.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reelwright.chain.errors import LedgerError
from reelwright.chain.model import Address, BlockMark, Hash, Log, LogQuery, Receipt

from .sqlite_file import FileKind, SqliteFile

EMBEDDED_CHAIN_ID: Final = 0x5245454C
"""The chain id of every embedded chain: "REEL" in ASCII."""
BLOCK_GAS: Final = 60_000_000
MOST_GAS: Final = 16_777_216
"""What one transaction may use (EIP-7825, in force on real chains)."""

_TABLES: Final = """
CREATE TABLE state (k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE blocks (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, parent BLOB NOT NULL, time INTEGER NOT NULL);
CREATE TABLE receipts (
    tx BLOB PRIMARY KEY, block INTEGER NOT NULL, succeeded INTEGER NOT NULL, gas INTEGER NOT NULL,
    made BLOB, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE logs (
    block INTEGER NOT NULL, position INTEGER NOT NULL, tx BLOB NOT NULL, address BLOB NOT NULL,
    topic BLOB, topics BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (block, position)
) WITHOUT ROWID;
CREATE INDEX receipts_by_block ON receipts (block);
CREATE INDEX logs_by_topic ON logs (topic, block);
"""


_KIND: Final = FileKind(
    "chain",
    1,
    _TABLES,
    "FULL",
    "put a copy of it back, or name another file",
    "use the Reelwright that wrote it, or name another file",
    application=0x52454C43,  # "RELC"
    wait_s=30,
    error=LedgerError,
)


class BlockFile:
    """The database; open until ``close``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fresh: dict[bytes, bytes] = {}
        self._known: dict[bytes, bytes] = {}
        self._file = SqliteFile(path, _KIND)

    def close(self) -> None:
        """Close the database."""
        self._file.close()

    @contextlib.contextmanager
    def block_being_made(self) -> Iterator[None]:
        """Hold the file for one block: all that is put meanwhile is kept together, or nothing of it."""
        try:
            with self._file.change() as database:
                yield
                database.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", self._fresh.items())
        except BaseException:
            self.forget()
            raise
        self._known.update(self._fresh)
        self._fresh.clear()
        if len(self._known) > 200_000:  # some tens of megabytes
            self._known.clear()

    def forget(self) -> None:
        """Drop what was read before, because the file may say something else now."""
        self._fresh.clear()
        self._known.clear()

    def get(self, key: bytes) -> bytes | None:
        """A value of the state."""
        value = self._fresh.get(key) or self._known.get(key)
        if value is None:
            with self._file.use() as database:
                row = database.execute("SELECT v FROM state WHERE k = ?", (key,)).fetchone()
            if row is None:
                return None
            value = self._known[key] = row[0]
        return value

    def put(self, key: bytes, value: bytes) -> None:
        """Change a value of the state, within a block."""
        self._fresh[key] = value

    def drop(self, key: bytes) -> None:
        """Remove a value of the state, within a block."""
        self._fresh.pop(key, None)
        self._known.pop(key, None)
        with self._file.use() as database:
            database.execute("DELETE FROM state WHERE k = ?", (key,))

    def add_block(self, mark: BlockMark, receipts: tuple[Receipt, ...]) -> None:
        """Put a block's mark, receipts and logs, within a block."""
        row = (mark.number, mark.hash.raw, mark.parent.raw, mark.time)
        with self._file.use() as database:
            database.execute("INSERT INTO blocks VALUES (?, ?, ?, ?)", row)
            for receipt in receipts:
                database.execute(
                    "INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        receipt.tx.raw,
                        receipt.block,
                        receipt.succeeded,
                        receipt.gas_used,
                        receipt.made.raw if receipt.made else None,
                        receipt.payload_bytes,
                    ),
                )
                database.executemany("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, ?)", map(_log_row, receipt.logs))

    def head(self) -> BlockMark | None:
        """The newest block, None in a new file."""
        return self._mark("SELECT number, hash, parent, time FROM blocks ORDER BY number DESC LIMIT 1", ())

    def block(self, number: int) -> BlockMark | None:
        """A block by its number."""
        return self._mark("SELECT number, hash, parent, time FROM blocks WHERE number = ?", (number,))

    def receipt(self, tx: Hash) -> Receipt | None:
        """A receipt with its logs."""
        with self._file.use() as database:
            row = database.execute(
                "SELECT r.block, r.succeeded, r.gas, r.made, r.size, b.hash FROM receipts r"
                " JOIN blocks b ON b.number = r.block WHERE r.tx = ?",
                (tx.raw,),
            ).fetchone()
            if row is None:
                return None
            logs = self._logs(database, "l.block = ? AND l.tx = ?", (row[0], tx.raw))
        block, succeeded, gas, made, size, name = row
        return Receipt(tx, block, Hash(name), bool(succeeded), gas, Address(made) if made else None, size, logs)

    def logs(self, query: LogQuery) -> tuple[Log, ...]:
        """Logs in the order of the chain."""
        where, values = "l.block BETWEEN ? AND ?", [query.first, query.last]
        some: list[object] = [*values]
        for column, wanted in (
            ("address", [each.raw for each in query.addresses]),
            ("topic", list(query.topics)),
        ):
            if wanted:
                where += f" AND l.{column} IN ({','.join('?' * len(wanted))})"
                some += wanted
        with self._file.use() as database:
            return self._logs(database, where, tuple(some))

    def _logs(self, database: sqlite3.Connection, where: str, values: tuple[object, ...]) -> tuple[Log, ...]:
        rows = database.execute(
            "SELECT l.block, b.hash, l.position, l.tx, l.address, l.topics, l.content FROM logs l"  # noqa: S608 our words
            f" JOIN blocks b ON b.number = l.block WHERE {where} ORDER BY l.block, l.position",
            values,
        )
        return tuple(
            Log(block, Hash(name), position, Hash(tx), Address(address), _split(topics), content)
            for block, name, position, tx, address, topics, content in rows
        )

    def _mark(self, question: str, values: tuple[object, ...]) -> BlockMark | None:
        with self._file.use() as database:
            row = database.execute(question, values).fetchone()
        return None if row is None else BlockMark(row[0], Hash(row[1]), Hash(row[2]), row[3])


def _log_row(log: Log) -> tuple[object, ...]:
    first = log.topics[0] if log.topics else None
    return (log.block, log.position, log.tx.raw, log.address.raw, first, b"".join(log.topics), log.content)


def _split(topics: bytes) -> tuple[bytes, ...]:
    return tuple(topics[at : at + 32] for at in range(0, len(topics), 32))
