"""Bytes by digest in a folder."""

import errno
import os
import time
from pathlib import Path

import pytest

from reelwright.film import digest_bytes
from reelwright.store import ByteFolder, CorruptError, MissingError, NoSpaceError, NotWritableError, StoreError


def files(root: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_bytes_lie_under_their_digest(tmp_path: Path) -> None:
    """What is put is found again under its SHA-256, in a folder of its first two digits."""
    store = ByteFolder(tmp_path)
    digest = store.put(b"a take")
    assert digest == digest_bytes(b"a take")
    assert store.get(digest) == b"a take"
    assert files(tmp_path) == [f"{digest.hex[:2]}/{digest.hex[2:]}"]


def test_missing_bytes_are_an_error(tmp_path: Path) -> None:
    """What was never put cannot be got, and holds says so."""
    store = ByteFolder(tmp_path)
    assert not store.holds(digest_bytes(b"nothing"))
    with pytest.raises(MissingError):
        store.get(digest_bytes(b"nothing"))


def test_damaged_bytes_are_moved_aside_and_can_be_put_again(tmp_path: Path) -> None:
    """One flipped bit is noticed at the next reading; the damaged file is kept for a look."""
    store = ByteFolder(tmp_path)
    digest = store.put(b"a take")
    store.path(digest).write_bytes(b"a tale")
    with pytest.raises(CorruptError) as caught:
        store.get(digest)
    assert Path(caught.value.where).read_bytes() == b"a tale"
    assert not store.holds(digest)
    assert store.get(store.put(b"a take")) == b"a take"


def test_putting_over_damage_mends_it(tmp_path: Path) -> None:
    """Putting the same bytes again does not trust what lies there."""
    store = ByteFolder(tmp_path)
    digest = store.put(b"a take")
    store.path(digest).write_bytes(b"")
    store.put(b"a take")
    assert store.get(digest) == b"a take"


@pytest.mark.parametrize(
    ("code", "error", "mend"),
    [
        (errno.ENOSPC, NoSpaceError, "free some space"),
        (errno.EDQUOT, NoSpaceError, "free some space"),
        (errno.EFBIG, NoSpaceError, "ulimit -f"),
        (errno.EROFS, NotWritableError, "the right to write"),
        (errno.EACCES, NotWritableError, "the right to write"),
        (errno.EIO, StoreError, "check the disk"),
    ],
)
def test_refused_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[StoreError], mend: str
) -> None:
    """When the disk refuses in the middle of a file, the error says what to do and no part remains."""
    store = ByteFolder(tmp_path)
    kept = store.put(b"made before")
    write = os.write
    written = 0

    def refuse(handle: int, content: bytes) -> int:
        nonlocal written
        if written:
            raise OSError(code, os.strerror(code))
        written = write(handle, bytes(content[:3]))
        return written

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(error) as caught:
        store.put(b"a large take")
    assert mend in caught.value.mend
    monkeypatch.undo()
    assert files(tmp_path) == [f"{kept.hex[:2]}/{kept.hex[2:]}"]
    assert store.get(kept) == b"made before"


def test_short_writes_are_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operating system that takes a few bytes at a time still gets them all."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, bytes(content[:2])))
    store = ByteFolder(tmp_path)
    assert store.get(store.put(b"a take in small bites")) == b"a take in small bites"


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file where the store should be is an error of the store, not a traceback."""
    (tmp_path / "store").write_bytes(b"in the way")
    with pytest.raises(StoreError):
        ByteFolder(tmp_path / "store").put(b"a take")


def test_sweep_removes_old_drafts_only(tmp_path: Path) -> None:
    """A draft of a killed writer goes when it is old; one of a writer at work stays, and so do bytes."""
    store = ByteFolder(tmp_path)
    digest = store.put(b"a take")
    old, young = tmp_path / "drafts/.draft-old", tmp_path / "drafts/.draft-young"
    for draft in (old, young):
        draft.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert store.sweep(before=time.time() - 60) == 1
    assert young.exists()
    assert store.holds(digest)
