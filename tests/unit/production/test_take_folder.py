"""Takes that somebody brings, found in a project."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from reelwright.film import Digest, digest_bytes
from reelwright.production.adapters.take_folder import TakeFolder
from reelwright.production.errors import OrderError
from reelwright.testing import FakeRenderer


@dataclass(frozen=True)
class Brought(FakeRenderer):
    """Remembers what it was made of."""

    told: tuple[object, ...] = ()


def bring(path: Path, name: str, content: Digest, *, source: str, by: str) -> Brought:
    """Make one."""
    return Brought(told=(path.name, name, content, source, by))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder for takes."""
    (tmp_path / "takes/02").mkdir(parents=True)
    return tmp_path / "takes"


def found(folder: Path, episode: int = 0) -> dict[str, tuple[object, ...]]:
    """What is found there, by shot."""
    return {shot: each.told for shot, each in TakeFolder(folder.parent, bring).renderers(episode).items()}  # type: ignore[attr-defined]


def test_file_is_for_the_shot_of_its_name(folder: Path) -> None:
    """Films count by their names' ends, whatever the case; anything else that lies there is nobody's take."""
    for name in ("s01-02.mp4", "title.MOV", "notes.txt", "s01-02.jpg"):
        (folder / name).write_bytes(name.encode())
    assert found(folder) == {
        "s01-02": ("s01-02.mp4", "takes/s01-02.mp4", digest_bytes(b"s01-02.mp4"), "generated", ""),
        "title": ("title.MOV", "takes/title.MOV", digest_bytes(b"title.MOV"), "generated", ""),
    }


def test_episodes_have_folders_of_their_own(folder: Path) -> None:
    """An episode's takes lie in the folder of its number, and no other episode sees them."""
    (folder / "02/s01-01.webm").write_bytes(b"two")
    assert [told[1] for told in found(folder, 2).values()] == ["takes/02/s01-01.webm"]
    assert found(folder) == found(folder, 1) == {}


def test_what_is_told_of_a_file_lies_beside_it(folder: Path) -> None:
    """How a take came about and who made it go with it."""
    (folder / "s01-01.mp4").write_bytes(b"film")
    (folder / "s01-01.toml").write_text('source = "filmed"\nby = "Ann"\n', encoding="utf-8")
    assert found(folder)["s01-01"][3:] == ("filmed", "Ann")


@pytest.mark.parametrize("told", ['sorce = "filmed"', 'source = "dreamt"', "by = 7", "by =", "\xff"])
def test_what_cannot_be_understood_is_refused(folder: Path, told: str) -> None:
    """A slip in that file is an error that names it, and no guess."""
    (folder / "s01-01.mp4").write_bytes(b"film")
    (folder / "s01-01.toml").write_bytes(told.encode("latin-1"))
    with pytest.raises(OrderError) as refused:
        found(folder)
    assert refused.value.where == "takes/s01-01.toml"
    assert refused.value.mend


def test_two_files_for_one_shot_are_refused(folder: Path) -> None:
    """Nobody chooses for the user."""
    for name in ("s01-01.mp4", "s01-01.mkv"):
        (folder / name).write_bytes(b"film")
    with pytest.raises(OrderError, match="two files are for shot s01-01"):
        found(folder)


def test_no_folder_is_no_take(tmp_path: Path) -> None:
    """Most projects have none."""
    assert found(tmp_path / "takes") == {}
