"""The crew of processes."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from reelwright.film import digest_bytes
from reelwright.production import Piece, Progress, Task, WorkerDied, WorkerError
from reelwright.production.adapters.crew import SURROUNDINGS, ProcessCrew
from reelwright.production.adapters.shelf import StoreShelf
from reelwright.studio import DrawingError
from reelwright.wiring.studio import DRAWING


@dataclass(frozen=True)
class Note:
    """A task that writes its name, or goes wrong as its name says."""

    name: str
    folder: Path

    def __call__(self, progress: Progress) -> Piece:
        """Do as the name says."""
        with (self.folder / "diary").open("a") as diary:
            diary.write(self.name + "\n")
        progress(1, 2)
        if self.name == "fails":
            raise DrawingError("cannot be drawn", where="film.fountain:3", mend="write something else")
        if self.name == "breaks":
            raise ZeroDivisionError("oh")
        if self.name == "dies" or (self.name == "dies once" and not (self.folder / "died").exists()):
            (self.folder / "died").touch()
            os._exit(7)
        if self.name == "waits":  # until the task beside it has failed, however long its process takes to start
            while "fails" not in (self.folder / "diary").read_text():
                time.sleep(0.05)
            time.sleep(0.5)
        return Piece(
            self.name.encode(), {"threads": os.environ.get("OMP_NUM_THREADS"), "pid": os.getpid(), "of": os.getppid()}
        )


class Shift:
    """A crew at work, and what was heard."""

    def __init__(self, folder: Path, jobs: int = 2) -> None:
        self.folder = folder
        self.shelf = StoreShelf(folder / ".reel")
        self.crew = ProcessCrew(jobs)
        self.moved: list[tuple[str, int, int]] = []
        self.deaths: list[WorkerDied] = []

    def work(self, *names: str, at_hand: bool = False) -> list[str]:
        """Work on tasks of these names; of those at hand, on the first alone."""
        tasks = [
            Task(digest_bytes(n.encode()), "note", n, 10 - i, Note(n, self.folder), at_hand and not i)
            for i, n in enumerate(names)
        ]
        hear = lambda task, done, of: self.moved.append((task.label, done, of))  # noqa: E731
        return [task.label for task in self.crew.work(tasks, self.shelf, hear, self.deaths.append)]

    def kept(self, name: str) -> Piece | None:
        """The piece of a task, None when it was not kept."""
        return self.shelf.find(digest_bytes(name.encode()))

    def diary(self) -> list[str]:
        """Names of the tasks begun."""
        return (self.folder / "diary").read_text().split("\n")[:-1]


@pytest.fixture
def shift(tmp_path: Path) -> Shift:
    """A crew of two."""
    return Shift(tmp_path)


def test_every_piece_is_kept_by_a_process_of_its_own(shift: Shift) -> None:
    """Tasks run outside this process with one thread each; progress is heard; pieces lie on the shelf."""
    assert sorted(shift.work("a", "b", "c")) == ["a", "b", "c"]
    facts = [shift.kept(name).facts for name in "abc"]
    assert all(fact["threads"] == "1" and fact["pid"] != os.getpid() for fact in facts)
    assert sorted(shift.moved) == [(name, 1, 2) for name in "abc"]
    assert "OMP_NUM_THREADS" not in os.environ


def test_what_is_at_hand_is_made_by_this_process(shift: Shift) -> None:
    """Such a task is worked on here, heard of and kept like the others, and no process is started for it."""
    assert shift.work("a", at_hand=True) == ["a"]
    assert shift.kept("a").facts["pid"] == os.getpid()
    assert shift.moved == [("a", 1, 2)]


def test_what_goes_wrong_at_hand_is_told_and_what_is_beside_it_kept(shift: Shift) -> None:
    """An error, and a fault of the program, end the work as if a process had met them."""
    with pytest.raises(DrawingError, match="cannot be drawn"):
        shift.work("fails", "waits", at_hand=True)
    assert shift.kept("waits") is not None
    with pytest.raises(WorkerError, match="breaks could not be made: ZeroDivisionError"):
        shift.work("breaks", at_hand=True)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_processes_are_copies_of_one_that_loads_for_all(shift: Shift) -> None:
    """Whoever works is a copy of a process of one thread that Ctrl-C does not reach; killed, it is replaced."""
    shift.crew.expect()
    shift.work("a", "b")
    (template,) = {shift.kept(name).facts["of"] for name in "ab"}
    assert template != os.getpid()
    facts = dict(row.split(":\t", 1) for row in Path(f"/proc/{template}/status").read_text().splitlines())
    assert facts["Threads"] == "1"
    assert int(facts["SigBlk"], 16) & 1 << signal.SIGINT - 1
    os.kill(template, signal.SIGKILL)
    assert shift.work("c") == ["c"]
    assert shift.kept("c").facts["of"] != template


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_where_no_process_can_be_copied_each_begins_anew(tmp_path: Path) -> None:
    """A folder for temporary files whose name is too long for a socket is no hindrance."""
    work = "from test_crew import Shift, Path; print(*Shift(Path('.'), 1).work('a'))"
    far = tmp_path / ("x" * 120)
    far.mkdir()
    world = {**os.environ, "TMPDIR": str(far), "PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run([sys.executable, "-c", work], cwd=far, env=world, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("a\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_is_loaded_for_all_starts_no_threads() -> None:
    """A process with threads cannot be copied safely: what our renderer and looker need starts none."""
    load = "import sys; [__import__(name) for name in sys.argv[1:]]; print(open('/proc/self/status').read())"
    world = {**os.environ, **SURROUNDINGS}
    done = subprocess.run([sys.executable, "-c", load, *DRAWING], env=world, capture_output=True, text=True, check=True)
    assert "Threads:\t1\n" in done.stdout


def test_nothing_to_do_starts_nobody(shift: Shift) -> None:
    """An empty list of tasks is done at once."""
    assert shift.work() == []


def test_death_is_told_and_the_task_tried_once_more_and_no_more(tmp_path: Path) -> None:
    """A process that dies is replaced and the work goes on; a task that kills two is given up, by its name.

    What was made before it is kept.
    """
    shift = Shift(tmp_path, jobs=1)
    with pytest.raises(WorkerError, match=r"two processes died over dies \(exit code 7\).*--jobs 1"):
        shift.work("a", "dies once", "dies")
    assert shift.deaths == [
        WorkerDied("dies once", 7, again=True),
        WorkerDied("dies", 7, again=True),
        WorkerDied("dies", 7, again=False),
    ]
    assert shift.diary() == ["a", *["dies once"] * 2, *["dies"] * 2]
    assert shift.kept("a") is not None
    assert shift.kept("dies once") is not None


def test_doubtful_task_is_begun_before_longer_ones(tmp_path: Path) -> None:
    """What may be refused is tried at once: nobody waits for a film to hear that one file is none."""
    shift = Shift(tmp_path, jobs=1)
    tasks = [
        Task(digest_bytes(name.encode()), "note", name, weight, Note(name, tmp_path), doubtful=name == "fails")
        for name, weight in (("long", 90), ("fails", 1))
    ]
    with pytest.raises(DrawingError):
        list(shift.crew.work(tasks, shift.shelf, lambda *_: None, shift.deaths.append))
    assert shift.diary() == ["fails"]


def test_failure_finishes_what_is_under_way_and_begins_nothing_new(tmp_path: Path) -> None:
    """The error of a task arrives whole; the task beside it is finished, a waiting one not begun."""
    shift = Shift(tmp_path)
    with pytest.raises(DrawingError) as caught:
        shift.work("fails", "waits", "later", "latest")
    assert (caught.value.where, caught.value.mend) == ("film.fountain:3", "write something else")
    assert shift.kept("waits") is not None
    assert "latest" not in shift.diary()


def test_fault_of_the_program_carries_its_trace(shift: Shift) -> None:
    """An unforeseen exception in a renderer names the task, and its traceback is for the log."""
    with pytest.raises(WorkerError, match="breaks could not be made: ZeroDivisionError: oh") as caught:
        shift.work("breaks")
    assert "in __call__" in caught.value.trace


def test_task_that_cannot_travel_is_told(shift: Shift) -> None:
    """A renderer that cannot be pickled is a fault of the plug-in, and said to be."""
    task = Task(digest_bytes(b"x"), "note", "x", 1, lambda _: Piece(b""))
    with pytest.raises(WorkerError, match="cannot travel"):
        list(shift.crew.work([task], shift.shelf, lambda *_: None, shift.deaths.append))
