"""The output folder."""

import errno
import os
from pathlib import Path

import pytest

from reelwright.production.adapters.tray import FolderTray
from reelwright.store import NoSpaceError, StoreError


def test_file_is_laid_whole_and_only_when_it_differs(tmp_path: Path) -> None:
    """A file that lies there with the same bytes is not touched; another one replaces it."""
    tray = FolderTray(tmp_path / "out")
    tray.lay("frames/a.jpg", b"one")
    before = (tmp_path / "out/frames/a.jpg").stat().st_mtime_ns
    tray.lay("frames/a.jpg", b"one")
    assert (tmp_path / "out/frames/a.jpg").stat().st_mtime_ns == before
    tray.lay("frames/a.jpg", b"two")
    assert tray.look("frames/a.jpg") == b"two"
    assert tray.look("frames/b.jpg") is None


def test_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a new report does not fit, the old one is still whole."""
    tray = FolderTray(tmp_path)
    tray.lay("report.html", b"old")

    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(NoSpaceError):
        tray.lay("report.html", b"new and longer")
    monkeypatch.undo()
    assert tray.look("report.html") == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_clear_removes_what_an_earlier_cut_or_a_killed_run_left(tmp_path: Path) -> None:
    """Frames of shots that are gone and drafts go; the rest of the folder is nobody's business."""
    tray = FolderTray(tmp_path)
    for name in ("frames/s1.jpg", "frames/s9.jpg", "notes.txt", ".draft-x", ".film-y.mp4"):
        tray.lay(name, b"x")
    tray.clear("frames", frozenset({"s1.jpg"}))
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == {
        "frames/s1.jpg",
        "notes.txt",
    }


def test_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    """Somebody made a folder called film.mp4: an error of ours says so."""
    (tmp_path / "film.mp4").mkdir()
    with pytest.raises(StoreError, match="cannot read"):
        FolderTray(tmp_path).look("film.mp4")
