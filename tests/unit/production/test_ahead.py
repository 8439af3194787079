"""Work beside the line, and the end of the process that it is done in."""

import subprocess
import sys

_AHEAD = """
import os, signal, sys, time
from reelwright.cli.exits import clear_messages
from reelwright.production.ahead import ahead

def work():
    print("at work", flush=True)
    time.sleep(float(sys.argv[1]))
    print("done")

ahead(work)
if sys.argv[2] == "stop":
    with clear_messages():
        raise KeyboardInterrupt
"""


def _end(seconds: float, how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _AHEAD, str(seconds), how]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_whoever_is_at_work_when_the_run_ends_finishes() -> None:
    """A thread that is cut off inside a library would abort the process: the end of the run waits for it."""
    ended = _end(0.2, "end")
    assert (ended.returncode, ended.stdout) == (0, "at work\ndone\n")


def test_whoever_stops_the_run_waits_for_nobody() -> None:
    """Ctrl-C ends the process at once, with its message and its number, though a thread would work for two minutes."""
    ended = _end(120, "stop")
    assert (ended.returncode, "done" in ended.stdout) == (130, False)
    assert "everything made so far is kept" in ended.stderr
