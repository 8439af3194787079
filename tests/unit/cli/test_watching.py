"""``reel check --watch`` tells what is wrong now and after each save."""

import os
from pathlib import Path

import pytest

from reelwright.cli.watching import watch_project
from reelwright.story import Finding

TEXT = "INT. CAFE - DAY\n\nLIN\nHello.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project."""
    for name, words in {
        "reel.toml": 'title = "A"\n',
        "film.fountain": TEXT,
        "cast/lin.toml": 'name = "Lin"\n',
        "places/cafe.toml": 'name = "Cafe"\nkind = "cafe"\n',
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    return tmp_path


def watched(project: Path, saves: list[str]) -> list[list[str]]:
    """The rules told at each check while these texts are saved, one at each rest."""
    told: list[list[str]] = []
    left = list(saves)

    def tell(findings: tuple[Finding, ...]) -> None:
        told.append([each.rule for each in findings])

    def rest() -> None:
        if not left:
            raise KeyboardInterrupt
        if text := left.pop(0):
            file = project / "film.fountain"
            before = file.stat().st_mtime_ns
            file.write_text(text, encoding="utf-8")
            os.utime(file, ns=(before + 10**9, before + 10**9))

    with pytest.raises(KeyboardInterrupt):
        watch_project(project, language="", tell=tell, rest=rest)
    return told


def test_each_save_is_checked_and_nothing_else(project: Path) -> None:
    """A planted fault is told after the save that plants it, and gone after the one that mends it."""
    fault = TEXT + "\n[[needs: Lin: it rains]]\n\nLIN\nTake a coat.\n"
    assert watched(project, ["", fault, "", TEXT]) == [[], ["L301"], []]


def test_file_that_cannot_be_read_is_told_and_the_watch_goes_on(project: Path) -> None:
    """A script that is no script is a finding; the next save is checked again."""
    (project / "cast/lin.toml").write_text("name = ", encoding="utf-8")
    told = watched(project, [TEXT + "\n"])
    assert told == [["S031"], ["S031"]]
