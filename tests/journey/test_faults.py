"""What can go wrong, through the command: nothing made before is lost, and the message is clear."""

import json
import os
import random
import re
import signal
import sys
import time
from pathlib import Path

import pytest

SCRIPT = "\n\n".join(f"Ann: Line number {n}." for n in range(24))
SHORT = "Ann: One.\n\nBob: Two.\n\nAnn: Three."

posix = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find the workers")


def wait_for(condition, seconds: float = 120) -> bool:
    """Wait until something holds; say whether it came to."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.005)
    return False


def started_by(pid: int) -> list[int]:
    """The processes that a process started."""
    try:
        return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def workers(process) -> list[int]:
    """The processes that work for a run, which are copies of one that it started."""
    return [worker for child in started_by(process.pid) for worker in started_by(child)]


def end(process) -> int:
    """Wait for a process and close its pipes; its exit code."""
    process.communicate(timeout=240)
    return process.returncode


@posix
@pytest.mark.parametrize("kills", [5, pytest.param(25, marks=pytest.mark.slow)])
def test_killed_at_any_moment_loses_nothing_that_was_kept(reel, tmp_path: Path, kills: int) -> None:
    """After kills -9 of runs and workers at random moments the film is that of a run never killed.

    And no take that was kept was made again: at most those under way were lost.
    """
    shots = 20 + 3 * kills
    script = "\n\n".join(f"Ann: Line number {n}." for n in range(shots))
    reel.write(script)
    draw = random.Random(20)
    most_lost = 0
    for number in range(kills):
        begun = len(reel.filmed())
        process = reel.start("--jobs", "2", FAKE_SLOW_S="0.02")
        if number % 2:  # somewhere in the shoot
            wanted = begun + draw.randint(1, 4)
            wait_for(lambda: len(reel.filmed()) >= wanted or process.poll() is not None)  # noqa: B023
        time.sleep(draw.uniform(0, 0.04 if number % 2 else 0.4))
        at_work = workers(process)
        living = [*started_by(process.pid), *at_work]
        if number % 5 == 3 and at_work:
            os.kill(draw.choice(at_work), signal.SIGKILL)
            wait_for(lambda: len(reel.filmed()) >= wanted + 3)  # noqa: B023
        process.kill()
        assert end(process) == -signal.SIGKILL
        assert wait_for(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in living))  # noqa: B023
        most_lost += 3 if number % 5 == 3 else 2
    done = reel.make("--jobs", "2", "--json")
    assert done.returncode == 0, done.stderr
    assert len(reel.filmed()) - shots <= most_lost
    killed = reel.film()
    reel.project = tmp_path / "never"
    reel.write(script)
    assert reel.make("--jobs", "2", "--json").returncode == 0
    assert reel.film() == killed


@posix
def test_killed_worker_is_told_and_the_film_made(reel) -> None:
    """When the system kills a worker, the run says so, makes the shot once more, and ends well."""
    reel.write(SHORT)
    process = reel.start("--jobs", "1", FAKE_SLOW_S="0.5")
    assert wait_for(lambda: len(reel.filmed()) == 1)
    os.kill(workers(process)[-1], signal.SIGKILL)
    _, errors = process.communicate(timeout=240)
    assert process.returncode == 0
    assert "died (-9); trying once more" in errors
    assert len(reel.filmed()) == 4


@posix
def test_stopped_by_the_user_keeps_what_is_made(reel) -> None:
    """Ctrl-C ends the run at once with 130 and no traceback; the next run goes on from there."""
    reel.write(SCRIPT)
    process = reel.start("--jobs", "2", FAKE_SLOW_S="0.4")
    assert wait_for(lambda: len(reel.filmed()) >= 4)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=240)
    assert process.returncode == 130
    assert "everything made so far is kept" in errors
    assert "Traceback" not in errors
    done = json.loads(reel.make("--json").stdout)
    assert done["shots"]["reused"] >= 2


def test_second_run_at_once_is_refused(reel) -> None:
    """Two runs on one project do not mix: the second is told who is at work, and ends with 3."""
    reel.write(SHORT)
    process = reel.start("--jobs", "1", FAKE_SLOW_S="0.6")
    assert wait_for(reel.filmed)
    os.killpg(process.pid, signal.SIGSTOP)  # held at work, however long the second takes to start
    try:
        second = reel.make()
    finally:
        os.killpg(process.pid, signal.SIGCONT)
    assert second.returncode == 3
    assert f"another run is working on this project (process {process.pid})" in second.stderr
    assert "what to do: wait for it to end" in second.stderr
    assert end(process) == 0


def test_one_changed_line_is_one_take(reel) -> None:
    """Through the command: one line changed, one take made, and the run says so."""
    reel.write(SHORT)
    assert reel.quick().exit_code == 0
    reel.write(SHORT.replace("Two.", "Two and a half."))
    done = reel.quick()
    assert "3 shots: 2 reused, 1 made" in done.stdout
    assert reel.filmed()[3:] == ["Two and a half."]


def test_same_project_twice_gives_the_same_bytes(reel, tmp_path: Path) -> None:
    """Two folders with the same script have the same master, words, board and sheet."""
    films = []
    for name in ("one", "two"):
        reel.project = tmp_path / name / "film"
        reel.project.mkdir(parents=True)
        reel.write(SHORT)
        assert reel.make("--jobs", "3" if name == "one" else "1").returncode == 0
        films.append({p.name: p.read_bytes() for p in (reel.project / "out").rglob("*") if p.is_file()})
    assert films[0] == films[1]


def test_damaged_store_is_told_and_mended(reel) -> None:
    """Every stored object damaged: the run says so and makes the same film again."""
    reel.write(SHORT)
    reel.quick()
    film = reel.film()
    for path in (reel.project / ".reel/store").glob("??/*"):
        path.write_bytes(b"damaged")
    done = reel.quick()
    assert done.exit_code == 0
    assert "damaged on the disk" in done.stderr
    assert reel.film() == film


def test_disk_that_takes_no_more_is_one_message(reel) -> None:
    """A file that cannot be written whole (here: a limit on file sizes) ends the run with 3 and what to do."""
    reel.write(SHORT)
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)); "
    words = reel.command("make", str(reel.project), *reel.FAKES)
    words[2] = limit + words[2]
    reel.command = lambda *_: words
    done = reel.run()
    assert done.returncode == 3
    assert "no file of this size may be written here" in done.stderr
    assert "what to do: raise the limit (ulimit -f)" in done.stderr
    assert "Traceback" not in done.stderr


def test_folder_that_may_not_be_written_is_one_message(reel) -> None:
    """A project whose hidden folder cannot be made ends with 3, the place, and what to do."""
    reel.write(SHORT)
    (reel.project / ".reel").write_text("in the way")
    done = reel.quick()
    assert done.exit_code == 3
    assert ".reel" in done.stderr
    assert "what to do:" in done.stderr
    assert "Traceback" not in done.stderr


def test_read_only_folder_is_one_message(reel, run_bound) -> None:
    """A folder without the right to write ends with 3 and says so."""
    reel.write(SHORT)
    reel.project.chmod(0o555)
    done = run_bound(reel.command("make", str(reel.project), *reel.FAKES, "--jobs", "1"), reel.environment)
    reel.project.chmod(0o755)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "may not be written" in done.stderr


def test_fault_in_a_renderer_points_to_a_log(reel) -> None:
    """An unforeseen exception is a short message and a log file with the traceback, exit code 3."""
    reel.write(SHORT)
    done = reel.make(FAKE_BREAKS_ON="Two")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    log = re.search(r"with this log: (.+)", done.stderr)
    assert log is not None
    assert Path(log[1]).parent == reel.project / ".reel"
    assert "ZeroDivisionError: a fault in the renderer" in Path(log[1]).read_text()


def test_shot_that_cannot_be_drawn_names_its_line(reel) -> None:
    """A drawing error shows file and line of the script, the shot, and what to do."""
    reel.write(SHORT)
    done = reel.quick(FAKE_FAILS_ON="Two")
    assert done.exit_code == 3
    assert "film.txt:3: shot s02-01 cannot be drawn" in done.stderr
    assert "what to do: write another line" in done.stderr


def test_failure_is_one_object_for_programs(reel) -> None:
    """With --json a failure is an object with its kind, place and mend, and people still get their message."""
    reel.write(SHORT)
    done = reel.quick("--json", FAKE_FAILS_ON="Two")
    assert json.loads(done.stdout) == {
        "event": "failed",
        "error": "DrawingError",
        "what": "shot s02-01 cannot be drawn",
        "where": "film.txt:3",
        "mend": "write another line",
    }
    assert "what to do: write another line" in done.stderr


def test_findings_end_with_one(reel) -> None:
    """A script with errors is exit code 1, and each finding has its line and mend."""
    reel.write("Ann: One.\n\nnobody speaks")
    done = reel.quick()
    assert done.exit_code == 1
    assert "film.txt:3: error T001: nobody speaks in this paragraph" in done.stderr
    assert "mend: write NAME: words" in done.stderr
    assert reel.filmed() == []


@pytest.mark.parametrize(
    ("renderer", "message"),
    [
        ("nobody", "there is no renderer called 'nobody'"),
        ("broken", "the renderer 'broken' cannot be opened"),
        ("needy", "No module named 'a_module_that_nobody_has'"),
    ],
)
def test_renderer_that_is_not_here_is_told(reel, renderer: str, message: str) -> None:
    """A renderer that nobody brought, or that is broken, is named, with the ones that are here."""
    reel.write(SHORT)
    done = reel.quick("--renderer", renderer, "--voice", "fake", "--craft", "fake")
    assert done.exit_code == 3
    assert message in done.stderr
    assert "what to do:" in done.stderr
    assert "Traceback" not in done.stderr


def test_events_are_json_lines(reel) -> None:
    """With --events every line of the output is a JSON object, and the last one is the result."""
    reel.write(SHORT)
    events = [json.loads(row) for row in reel.quick("--events").stdout.splitlines()]
    assert [event["stage"] for event in events if event["event"] == "stage_started"] == [
        "check", "board", "voice", "shoot", "cut",
    ]  # fmt: skip
    assert events[-1]["event"] == "made"
    assert events[-1]["shots"] == {"made": 3, "reused": 0}
