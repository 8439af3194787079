"""The index in PostgreSQL, for many processes and machines that follow one chain.

Knows the same as the index in a file: a log has one place, and logs and the marks of their blocks are
kept together or not at all. What was read is written by one process at a time; another that read
the same meanwhile finds it there. Needs the extra ``postgres``.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from reelwright.chain.errors import LyingNodeError, RecordError
from reelwright.chain.model import Address, BlockMark, Hash, Kept, Log, LogFilter

_TABLES: Final = """
CREATE SCHEMA IF NOT EXISTS {space};
CREATE TABLE IF NOT EXISTS {space}.blocks (
    number BIGINT PRIMARY KEY, hash BYTEA NOT NULL, parent BYTEA NOT NULL, time BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS {space}.logs (
    block BIGINT NOT NULL, position BIGINT NOT NULL, tx BYTEA NOT NULL, address BYTEA NOT NULL,
    topic BYTEA, first BYTEA, second BYTEA, third BYTEA,
    topics BYTEA NOT NULL, content BYTEA NOT NULL, PRIMARY KEY (block, position)
);
CREATE INDEX IF NOT EXISTS logs_first ON {space}.logs (first);
CREATE INDEX IF NOT EXISTS logs_second ON {space}.logs (second);
CREATE INDEX IF NOT EXISTS logs_third ON {space}.logs (third);
CREATE INDEX IF NOT EXISTS logs_topic ON {space}.logs (topic);
CREATE TABLE IF NOT EXISTS {space}.settled (one INTEGER PRIMARY KEY CHECK (one = 1), block BIGINT NOT NULL)
"""
_LOCK: Final = 0x5245454C
"""The number under which PostgreSQL knows that somebody sets up: "REEL"."""


class PostgresIndex:
    """The index of one chain at the address of a database; open until ``close``.

    Args:
        url: such as ``postgresql://user:password@host/name``.
        chain_id: whose logs; each chain has a schema of its own.

    Raises:
        RecordError: the database cannot be reached or used.
    """

    def __init__(self, url: str, chain_id: int) -> None:
        self._space = f"reel_chain_{chain_id}"
        self._where = urlsplit(url).hostname or "postgresql"
        self._turn = threading.RLock()
        client = _client()
        self._refused, self._troubles = client.DatabaseError, (client.DatabaseError, client.InterfaceError, OSError)
        with self._telling():
            self._database = client.Connection(**_parts(url))
        with self._change() as database:
            database.run("SELECT pg_advisory_xact_lock(:lock)", lock=_LOCK)  # two processes may set up at once
            for statement in _TABLES.format(space=self._space).split(";"):
                database.run(statement)

    def close(self) -> None:
        """Close the connection."""
        self._database.close()

    def marks(self) -> Iterator[BlockMark]:
        """Marks of kept blocks, newest first."""
        rows = self._ask(
            f"SELECT number, hash, parent, time FROM {self._space}.blocks ORDER BY number DESC LIMIT 80"  # noqa: S608
        )
        yield from [BlockMark(number, Hash(name), Hash(parent), time) for number, name, parent, time in rows]

    def add(self, marks: Sequence[BlockMark], logs: Sequence[Log]) -> None:
        """Keep the logs of a span with the marks of its blocks.

        Raises:
            LyingNodeError: there is another log or block at one of the places already.
        """
        with self._change() as database:
            database.run(f"LOCK TABLE {self._space}.blocks IN EXCLUSIVE MODE")
            if self._is_there(marks):
                return  # another process read the same meanwhile
            try:
                _insert(database, f"{self._space}.logs", _LOG_COLUMNS, [_row(log) for log in logs])
                rows = [(mark.number, mark.hash.raw, mark.parent.raw, mark.time) for mark in marks]
                _insert(database, f"{self._space}.blocks", _BLOCK_COLUMNS, rows)
            except self._refused as error:
                if _code(error) != _TAKEN:
                    raise
                raise LyingNodeError(
                    "a log or block was given for a place that is taken", where=self._where, mend="read the chain anew"
                ) from error

    def cut(self, number: int) -> None:
        """Drop everything beyond a block."""
        with self._change() as database:
            database.run(f"DELETE FROM {self._space}.logs WHERE block > :number", number=number)  # noqa: S608 our own words
            database.run(f"DELETE FROM {self._space}.blocks WHERE number > :number", number=number)  # noqa: S608

    def settle(self, number: int) -> None:
        """Note up to which block everything is final."""
        self._ask(
            f"INSERT INTO {self._space}.settled VALUES (1, :number) ON CONFLICT (one) DO UPDATE SET block = :number",  # noqa: S608
            number=number,
        )

    def settled(self) -> int:
        """Up to which block everything is final, -1 while nothing is known to be."""
        rows = self._ask(f"SELECT block FROM {self._space}.settled")  # noqa: S608
        return int(rows[0][0]) if rows else -1

    def logs(self, wanted: LogFilter) -> tuple[Kept, ...]:
        """Kept logs in the order of the chain, each with its block's time."""
        where, values = ["true"], dict[str, object]()
        for name, columns, words in (
            ("topics", ("topic",), wanted.topics),
            ("about", ("first", "second", "third"), wanted.about),
            ("contracts", ("address",), tuple(each.raw for each in wanted.contracts)),
        ):
            if words:
                where.append(
                    "(" + " OR ".join(f"l.{column} = ANY(CAST(:{name} AS bytea[]))" for column in columns) + ")"
                )
                values[name] = [*words]
        if wanted.last >= 0:
            where.append("l.block <= :last")
            values["last"] = wanted.last
        rows = self._ask(
            "SELECT l.block, b.hash, b.time, l.position, l.tx, l.address, l.topics, l.content"  # noqa: S608
            f" FROM {self._space}.logs l JOIN {self._space}.blocks b ON b.number = l.block"
            f" WHERE {' AND '.join(where)} ORDER BY l.block, l.position",
            **values,
        )
        return tuple(
            Kept(Log(block, Hash(name), position, Hash(tx), Address(address), _split(topics), content), time)
            for block, name, time, position, tx, address, topics, content in rows
        )

    def _is_there(self, marks: Sequence[BlockMark]) -> bool:
        """Say whether exactly these blocks are kept."""
        rows = self._ask(
            f"SELECT number, hash FROM {self._space}.blocks WHERE number = ANY(CAST(:numbers AS bigint[]))",  # noqa: S608
            numbers=[mark.number for mark in marks],
        )
        return len(rows) == len(marks) > 0 and {(number, name) for number, name in rows} == {
            (mark.number, mark.hash.raw) for mark in marks
        }

    def _ask(self, words: str, **values: object) -> list[Any]:
        with self._turn, self._telling():
            return list(self._database.run(words, **values) or [])

    @contextlib.contextmanager
    def _change(self) -> Iterator[Any]:
        """What is done meanwhile is kept whole or not at all."""
        with self._turn, self._telling():
            self._database.run("START TRANSACTION")
            try:
                yield self._database
                self._database.run("COMMIT")
            except BaseException:
                with contextlib.suppress(*self._troubles):
                    self._database.run("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except self._troubles as error:
            words = error.args[0].get("M", "") if error.args and isinstance(error.args[0], dict) else str(error)
            mend = "see that the database runs, and that REEL_INDEX has the right address and user"
            raise RecordError(f"the index cannot be used: {words}", where=self._where, mend=mend) from error


_BLOCK_COLUMNS: Final = (("bigint", 0), ("bytea", 1), ("bytea", 2), ("bigint", 3))
_LOG_COLUMNS: Final = tuple(("bigint" if at < 2 else "bytea", at) for at in range(10))
_TAKEN: Final = "23505"  # unique_violation


def _client() -> Any:  # noqa: ANN401 untyped
    """PostgreSQL's client, which an extra brings."""
    try:
        import pg8000.native  # noqa: PLC0415 only where it is wanted
    except ImportError as error:
        raise RecordError(
            "an index in PostgreSQL needs its client", mend="install it: pip install 'reelwright[postgres]'"
        ) from error
    return pg8000.native


def _insert(database: Any, table: str, columns: Sequence[tuple[str, int]], rows: Sequence[tuple[object, ...]]) -> None:  # noqa: ANN401 untyped
    """All rows in one statement."""
    if rows:
        given = ", ".join(f"CAST(:c{at} AS {kind}[])" for kind, at in columns)
        values = {f"c{at}": [row[at] for row in rows] for _, at in columns}
        database.run(f"INSERT INTO {table} SELECT * FROM unnest({given})", **values)  # noqa: S608 our own words


def _row(log: Log) -> tuple[object, ...]:
    topics = (log.topics[at] if len(log.topics) > at else None for at in range(4))
    return (log.block, log.position, log.tx.raw, log.address.raw, *topics, b"".join(log.topics), log.content)


def _parts(url: str) -> dict[str, Any]:
    """What the client wants to know, from the address."""
    parts = urlsplit(url)
    try:
        port = parts.port or 5432
    except ValueError as error:
        raise RecordError("this is no address of a database", where="REEL_INDEX") from error
    if parts.scheme not in ("postgresql", "postgres"):
        mend = "write postgresql://user:password@host/name"
        raise RecordError("this is no address of a database", where="REEL_INDEX", mend=mend)
    found: dict[str, Any] = {"user": unquote(parts.username or "postgres"), "database": parts.path.strip("/") or None}
    if parts.password:
        found["password"] = unquote(parts.password)
    folder = parse_qs(parts.query).get("host")
    if folder and folder[0].startswith("/"):
        return found | {"unix_sock": f"{folder[0]}/.s.PGSQL.{port}"}
    return found | {"host": parts.hostname or "localhost", "port": port}


def _code(error: Exception) -> str:
    return str(error.args[0].get("C", "")) if error.args and isinstance(error.args[0], dict) else ""


def _split(topics: bytes) -> tuple[bytes, ...]:
    return tuple(topics[at : at + 32] for at in range(0, len(topics), 32))
