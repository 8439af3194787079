"""The files of the outbox and the index open, keep whole changes, and refuse what they do not know."""

import dataclasses
import sqlite3
from pathlib import Path

import pytest

from reelwright.chain import LedgerError, RecordError
from reelwright.chain.adapters.sqlite_file import FileKind, SqliteFile

KIND = FileKind("shelf", 2, "CREATE TABLE things (name TEXT PRIMARY KEY)", "FULL", "look", "wait")


def names(path: Path) -> list[str]:
    """What the file holds, seen from elsewhere."""
    with sqlite3.connect(path) as database:
        found = [name for (name,) in database.execute("SELECT name FROM things ORDER BY name")]
    database.close()
    return found


def test_change_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    """What ends well is there, what fails in the middle is not, and the file goes on."""
    path = tmp_path / "deep" / "shelf.db"
    file = SqliteFile(path, KIND)
    with file.change() as database:
        database.execute("INSERT INTO things VALUES ('one')")
    with pytest.raises(RecordError, match="shelf cannot be used"), file.change() as database:
        database.executemany("INSERT INTO things VALUES (?)", [("two",), ("one",)])
    file.close()
    assert names(path) == ["one"]


@pytest.mark.parametrize(("version", "works"), [(1, False), (2, True), (3, False)])
def test_version_decides(tmp_path: Path, version: int, works: bool) -> None:  # noqa: FBT001
    """A file of this version opens again; one of a newer version is refused with what to do."""
    path = tmp_path / "shelf.db"
    SqliteFile(path, KIND).close()
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {version}")
    database.close()
    if works:
        SqliteFile(path, KIND).close()
    else:
        with pytest.raises(RecordError) as failed:
            SqliteFile(path, KIND)
        assert failed.value.mend == ("wait" if version > KIND.schema else "look")


def test_file_that_is_none_is_refused(tmp_path: Path) -> None:
    """Other bytes, and a folder that is a file, are told with their path."""
    path = tmp_path / "shelf.db"
    path.write_bytes(b"no database at all" * 100)
    for each in (path, path / "below" / "shelf.db"):
        with pytest.raises(RecordError) as failed:
            SqliteFile(each, KIND)
        assert failed.value.where == str(each)


def test_kind_is_known_by_its_number(tmp_path: Path) -> None:
    """A file of another kind is refused in the kind's own words and left as it was; one's own opens again."""
    own = dataclasses.replace(KIND, application=7, error=LedgerError)
    SqliteFile(tmp_path / "own.db", own).close()
    SqliteFile(tmp_path / "own.db", own).close()
    with pytest.raises(LedgerError, match="no shelf of Reelwright's"):
        SqliteFile(tmp_path / "own.db", dataclasses.replace(own, application=8))
    assert names(tmp_path / "own.db") == []


def test_file_that_another_holds_is_told(tmp_path: Path) -> None:
    """Whoever waits too long hears why; opening a file that is set up already waits for nobody."""
    kind = dataclasses.replace(KIND, wait_s=0)
    first = SqliteFile(tmp_path / "shelf.db", kind)
    with first.change():
        second = SqliteFile(tmp_path / "shelf.db", kind)
        with pytest.raises(RecordError, match="another process has held the shelf for 0 seconds"), second.change():
            pass
    second.close()
    first.close()
