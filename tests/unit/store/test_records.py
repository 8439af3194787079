"""Records by recipe in SQLite."""

import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reelwright.film import digest_bytes
from reelwright.store import SCHEMA, NotWritableError, Record, Records, RecordsError, SchemaError

RECIPE = digest_bytes(b"recipe")
RECORD = Record("take", digest_bytes(b"take"), {"frames": 90, "name": "雨"})


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    """A fresh records file."""
    records = Records(tmp_path / "records.db")
    yield records
    records.close()


def test_record_is_found_by_its_recipe(records: Records) -> None:
    """What was kept is found, facts and all; what was not is None."""
    assert records.find(RECIPE) is None
    records.keep(RECIPE, RECORD)
    assert records.find(RECIPE) == RECORD
    assert records.find(digest_bytes(b"other")) is None
    assert (records.count(), records.count("take"), records.count("still")) == (1, 1, 0)


def test_later_result_replaces_the_earlier(records: Records) -> None:
    """A recipe has one result."""
    records.keep(RECIPE, RECORD)
    later = Record("take", digest_bytes(b"again"))
    records.keep(RECIPE, later)
    assert records.find(RECIPE) == later
    records.forget(RECIPE)
    assert records.find(RECIPE) is None


def test_records_survive_closing_and_travel(records: Records) -> None:
    """Another object on the same file, such as one sent to a process, finds what was kept."""
    records.keep(RECIPE, RECORD)
    other = pickle.loads(pickle.dumps(records))  # noqa: S301
    assert other.find(RECIPE) == RECORD
    other.close()


def test_file_is_written_ahead_and_synchronised(records: Records) -> None:
    """The file is in write-ahead mode and bears its schema version and our mark."""
    records.keep(RECIPE, RECORD)
    with sqlite3.connect(records.path) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert database.execute("PRAGMA application_id").fetchone() == (0x5245454C,)
    database.close()
    with records._using() as own:
        assert own.execute("PRAGMA synchronous").fetchone() == (2,)


def test_newer_schema_is_refused_and_untouched(records: Records) -> None:
    """Records of a newer program are not guessed at."""
    records.keep(RECIPE, RECORD)
    records.close()
    with sqlite3.connect(records.path) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    database.close()
    with pytest.raises(SchemaError, match="newer"):
        records.find(RECIPE)


def test_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """A damaged records file is named, with what to do."""
    path = tmp_path / "records.db"
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(RecordsError, match="damaged") as caught:
        Records(path).find(RECIPE)
    assert caught.value.where == str(path)
    assert "move this file away" in caught.value.mend


def test_folder_that_cannot_hold_records_is_told(tmp_path: Path) -> None:
    """A folder in the place of the file is an error of ours."""
    (tmp_path / "records.db").mkdir()
    with pytest.raises(NotWritableError):
        Records(tmp_path / "records.db").find(RECIPE)
