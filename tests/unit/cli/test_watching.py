"""``reel check --watch`` tells what is wrong now and after each save."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reelwright.cli.watching import watch_project
from reelwright.story import Finding
from reelwright.wiring import open_watch

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
    return [[each.rule for each in findings] for findings in told_while(project, saves)]


def told_while(project: Path, saves: list[str]) -> list[tuple[Finding, ...]]:
    """What each check tells while these texts are saved, one at each rest."""
    told: list[tuple[Finding, ...]] = []
    left = list(saves)
    check = open_watch()

    def rest() -> None:
        if not left:
            raise KeyboardInterrupt
        if text := left.pop(0):
            file = project / "film.fountain"
            before = file.stat().st_mtime_ns
            file.write_text(text, encoding="utf-8")
            os.utime(file, ns=(before + 10**9, before + 10**9))

    with pytest.raises(KeyboardInterrupt):
        watch_project(project, check=lambda: check(project, ""), tell=told.append, rest=rest)
    return told


def test_each_save_is_checked_and_nothing_else(project: Path) -> None:
    """A planted fault is told after the save that plants it, and gone after the one that mends it."""
    fault = TEXT + "\n[[needs: Lin: it rains]]\n\nLIN\nTake a coat.\n"
    assert watched(project, ["", fault, "", TEXT]) == [[], ["L301"], []]


def test_findings_have_their_shots_and_shot_notes_are_checked(project: Path) -> None:
    """A watch tells what a plain check tells: shots, and words of shot notes that no board knows."""
    fault = TEXT + "\n[[needs: Lin: it rains]]\n\n[[shot: zzz]]\n\nLIN\nTake a coat.\n"
    _, told = told_while(project, [fault])
    assert [(each.rule, each.shot) for each in told] == [("L301", "s01-03"), ("B001", "")]


def test_file_that_cannot_be_read_is_told_and_the_watch_goes_on(project: Path) -> None:
    """A script that is no script is a finding; the next save is checked again."""
    (project / "cast/lin.toml").write_text("name = ", encoding="utf-8")
    told = watched(project, [TEXT + "\n"])
    assert told == [["S031"], ["S031"]]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no terminals of this kind")
def test_watch_on_a_terminal_ends_with_ctrl_c(project: Path) -> None:
    """On a terminal each save is told, a file broken in the middle of it too, and Ctrl-C ends the watch in peace."""
    import pty  # noqa: PLC0415 only where there is one

    ours, theirs = pty.openpty()
    # Whoever is started behind a shell hears no Ctrl-C, and neither would what is started from here.
    program = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from reelwright.cli import main"
    command = [sys.executable, "-c", f"{program}; main()", "check", str(project), "--watch"]
    watch = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    try:
        heard = read_until(ours, "nothing found")
        (project / "film.fountain").write_bytes(b"INT. CAFE - DAY\n\nLIN\nHalf a \xe2")
        heard += read_until(ours, "the text is not UTF-8")
        (project / "film.fountain").unlink()
        heard += read_until(ours, "no screenplay")
        watch.send_signal(signal.SIGINT)
        assert watch.wait(20) == 0
    finally:
        watch.kill()
        watch.wait()
        os.close(ours)
    assert "Traceback" not in heard


def read_until(terminal: int, words: str) -> str:
    """What a program writes until it says these words; half a minute at most."""
    heard, end = "", time.monotonic() + 30
    while words not in heard:
        assert time.monotonic() < end, heard
        if select.select([terminal], [], [], 0.2)[0]:
            heard += os.read(terminal, 4096).decode("utf-8", "replace")
    return heard
