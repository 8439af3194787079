"""One run at a time."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reelwright.production import BusyError
from reelwright.production.adapters.lock import project_lock
from reelwright.store import NoSpaceError, NotWritableError, StoreError

HOLD = """
import sys, time
from pathlib import Path
from reelwright.production.adapters.lock import project_lock
with project_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_run_is_refused_and_told_who_holds_the_project(tmp_path: Path) -> None:
    """While a process holds a project another gets an error with its number; when it is killed, the lock is free."""
    lock = tmp_path / ".reel/lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BusyError, match=f"process {holder.pid}") as caught, project_lock(lock):
            pass
        assert caught.value.where == str(tmp_path)
    finally:
        holder.kill()
        holder.communicate()
    with project_lock(lock):
        assert lock.read_text() == str(os.getpid())


def test_lock_is_given_back(tmp_path: Path) -> None:
    """One run after the other is fine, also after an error in the first."""
    for _ in range(2):
        with pytest.raises(KeyError), project_lock(tmp_path / "lock"):
            raise KeyError


def test_folder_that_cannot_hold_a_lock_is_told(tmp_path: Path) -> None:
    """A file in the place of the hidden folder is an error of ours."""
    (tmp_path / ".reel").write_text("in the way")
    with pytest.raises(StoreError), project_lock(tmp_path / ".reel/lock"):
        pass


@pytest.mark.parametrize(
    ("code", "error"), [(errno.EROFS, NotWritableError), (errno.EACCES, NotWritableError), (errno.ENOSPC, NoSpaceError)]
)
def test_disk_that_refuses_a_lock_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[StoreError]
) -> None:
    """A disk that only reads, a foreign folder and a full disk are said as what they are."""

    def refuse(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(error) as caught, project_lock(tmp_path / ".reel/lock"):
        pass
    assert caught.value.mend
