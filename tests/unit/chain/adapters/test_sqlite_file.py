"""The files of the outbox and the index open, keep whole changes, and refuse what they do not know."""

import sqlite3
from pathlib import Path

import pytest

from reelwright.chain import RecordError
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
