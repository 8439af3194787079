"""An index whose process is killed at any named point goes on from what is whole, and ends as one made anew."""

import os
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from reelwright.chain import Follower, LogFilter
from reelwright.chain.adapters.index import SqliteIndex
from reelwright.testing import ChainOfLogs

POINTS = {
    "reading": "SELECT number",
    "keeping logs": "INSERT INTO logs",
    "keeping blocks": "INSERT INTO blocks",
    "ending a span": "COMMIT",
    "noting what is final": "INSERT OR REPLACE",
    "cutting logs": "DELETE FROM logs",
    "cutting blocks": "DELETE FROM blocks",
}
"""Each point, and how the statement begins at which it lies."""


@pytest.mark.skipif(sys.platform != "linux", reason="kills a child of this process")
@pytest.mark.parametrize("point", POINTS)
def test_killed_index_goes_on(tmp_path: Path, point: str) -> None:
    """After a kill -9 at the point, and a chain that went on, nothing is missing and nothing is there twice."""
    chain = ChainOfLogs()
    for logs in (2, 0, 3, 1):
        chain.grow(logs)
    with_index(tmp_path / "a.db", chain)
    if point.startswith("cutting"):
        chain.turn_back(2)
    for logs in (1, 4, 2, 2):
        chain.grow(logs)
    child = os.fork()
    if child == 0:
        index = SqliteIndex(tmp_path / "a.db")
        index._file._database.set_trace_callback(lambda words: _die(words, POINTS[point]))
        Follower(chain, index, span=2).catch_up()
        os._exit(0)  # the point was never passed
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    chain.grow(3)
    assert with_index(tmp_path / "a.db", chain) == with_index(tmp_path / "b.db", chain)
    with sqlite3.connect(tmp_path / "a.db") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def with_index(path: Path, chain: ChainOfLogs) -> object:
    """All that an index holds after it followed the chain."""
    index = SqliteIndex(path)
    Follower(chain, index).catch_up()
    held = (index.logs(LogFilter()), index.settled(), next(index.marks()))
    index.close()
    return held


def _die(words: str, at: str) -> None:
    if words.startswith(at):
        os.kill(os.getpid(), signal.SIGKILL)
