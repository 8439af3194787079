"""A crew of processes: one task each at a time, every piece kept the moment it is made.

What is at hand, such as the mix, is worked on by a thread of the run itself, beside them.

Knows how to hand out work, hear of progress, and survive the death of a worker. A worker keeps its
piece on the shelf itself, so a run that is killed loses only what was under way; and a worker whose
run has died ends itself.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Final

from reelwright.film import ReelError
from reelwright.production.errors import ProductionError, WorkerError
from reelwright.production.events import WorkerDied
from reelwright.production.model import Task
from reelwright.production.ports import Shelf
from reelwright.production.shoot import keep_made

if sys.platform != "win32":
    from multiprocessing import forkserver, resource_tracker

_MAY_COPY: Final = sys.platform == "linux" and sys.version_info >= (3, 11, 1)
"""Elsewhere libraries do not outlive being copied; and Python before 3.11.1 let any user of the machine ask for a
process (CVE-2022-42919)."""
_TRIES: Final = 2
_TELLINGS: Final = 40
"""How often at most a worker tells of one task."""
SURROUNDINGS: Final = {
    # Every process of the crew has one processor to itself; libraries that start more threads slow all.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENCV_FOR_THREADS_NUM": "1",
    # Frames and sounds come and go by the megabyte: glibc is to keep their memory and not to ask the
    # kernel for it each time, which is a twentieth of all work. Other C libraries know no such words.
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(512 << 20),
}


@dataclass(slots=True)
class _Worker:
    """Who works on tasks: a process, or a thread of this one for a task that is at hand."""

    line: Connection
    process: BaseProcess | None
    task: Task | None = None

    def wait(self) -> int:
        """Wait for its end, and say how it was."""
        if self.process is None:
            return 0
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        return code


@dataclass(frozen=True, slots=True)
class ProcessCrew:
    """Works on tasks in up to ``jobs`` processes.

    Args:
        jobs: so many at once.
        loaded: modules that every task needs, none of which may start threads; where processes can be copied, they
            are loaded once for all. What the first crew of a program says counts for all of them.
    """

    jobs: int
    loaded: tuple[str, ...] = ()

    def expect(self) -> None:
        """Begin to load what processes need, where there is a processor to spare for it."""
        if self.jobs > 1:
            _context(self.loaded)

    def work(
        self,
        tasks: Sequence[Task],
        shelf: Shelf,
        hear: Callable[[Task, int, int], None],
        died: Callable[[WorkerDied], None],
    ) -> Iterator[Task]:
        """Yield each task when its piece lies on the shelf; doubtful tasks are begun first, then the longest."""
        if not tasks:
            return
        in_turn = sorted(tasks, key=lambda task: (not task.doubtful, -task.weight))
        shift = _Shift(deque(task for task in in_turn if not task.at_hand), shelf, self.loaded, hear, died)
        try:
            shift.take_up([task for task in in_turn if task.at_hand])
            shift.hire(min(self.jobs, sum(not task.at_hand for task in tasks)))
            yield from shift.run()
        finally:
            shift.dismiss()


class _Shift:
    """One call of ``work``: its queue, its workers, and the first thing that went wrong."""

    def __init__(
        self,
        queue: deque[Task],
        shelf: Shelf,
        loaded: Sequence[str],
        hear: Callable[[Task, int, int], None],
        died: Callable[[WorkerDied], None],
    ) -> None:
        self._queue = queue
        self._shelf = shelf
        self._loaded = loaded
        self._hear = hear
        self._died = died
        self._tries: dict[str, int] = {}
        self._workers: list[_Worker] = []
        self._failure: ReelError | None = None

    def take_up(self, tasks: Sequence[Task]) -> None:
        """Begin with what is at hand, each task in a thread: what it needs is loaded here already."""
        for task in tasks:
            self._workers.append(_start_thread(task, self._shelf))

    def hire(self, number: int) -> None:
        for _ in range(number):
            self._workers.append(_start_worker(self._shelf, self._loaded))

    def run(self) -> Iterator[Task]:
        while self._hand_out():
            busy = {worker.line: worker for worker in self._workers if worker.task is not None}
            for ready in wait(list(busy)):
                if isinstance(ready, Connection) and (done := self._listen(busy[ready])) is not None:
                    yield done
        if self._failure is not None:
            raise self._failure

    def dismiss(self) -> None:
        """End every worker; one that is in the middle of a task leaves nothing half kept."""
        for worker in self._workers:
            if worker.process is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.wait()
            worker.line.close()
        self._workers.clear()

    def _hand_out(self) -> bool:
        """Give every idle worker a task; say whether anybody is at work."""
        while self._queue and self._failure is None and (idle := self._idle()) is not None:
            self._give(idle, self._queue.popleft())
        return any(worker.task is not None for worker in self._workers)

    def _idle(self) -> _Worker | None:
        return next((each for each in self._workers if each.task is None and each.process is not None), None)

    def _give(self, worker: _Worker, task: Task) -> None:
        worker.task = task
        try:
            worker.line.send(task)
        except (AttributeError, TypeError, ValueError, pickle.PicklingError) as error:
            worker.task = None
            self._failure = WorkerError(
                f"{task.label}: the renderer cannot travel to another process: {error}",
                mend="a renderer must be picklable; this is a fault of the plug-in",
            )
        except OSError:
            self._bury(worker)

    def _listen(self, worker: _Worker) -> Task | None:
        task = worker.task
        try:
            news = worker.line.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return None
        if task is None:
            return None
        match news:
            case ("moved", int(done), int(of)):
                self._hear(task, done, of)
                return None
            case ("done",):
                worker.task = None
                return task
            case ("failed", ReelError() as error):
                worker.task = None
                self._failure = self._failure or error
            case ("broken", str(what), str(trace)):
                worker.task = None
                self._failure = self._failure or _unforeseen(task, what, trace)
        return None

    def _bury(self, worker: _Worker) -> None:
        """Replace a dead worker, and put its task back once."""
        code = worker.wait()
        self._workers.remove(worker)
        worker.line.close()
        task = worker.task
        if task is None:
            return
        tries = self._tries[task.recipe.hex] = self._tries.get(task.recipe.hex, 0) + 1
        again = tries < _TRIES
        self._died(WorkerDied(task.label, code, again))
        if again:
            self._queue.appendleft(task)
            self.hire(1)
        else:
            self._failure = self._failure or _dead_twice(task, code)


def _unforeseen(task: Task, what: str, trace: str) -> WorkerError:
    return WorkerError(
        f"{task.label} could not be made: {what}",
        mend="this is a fault of the program; the log says more",
        trace=trace,
    )


def _dead_twice(task: Task, code: int) -> WorkerError:
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return WorkerError(
        f"two processes died over {task.label} ({how})",
        mend="the machine may be out of memory: close other programs, or try --jobs 1 or --draft",
    )


def _start_worker(shelf: Shelf, loaded: Sequence[str]) -> _Worker:
    try:
        return _start_process(_context(loaded), shelf)
    except (OSError, EOFError):  # the process that others are copies of has just died
        return _start_process(multiprocessing.get_context("spawn"), shelf)


def _start_process(context: SpawnContext | ForkServerContext, shelf: Shelf) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, shelf), daemon=True)
    with _surroundings():
        process.start()
    theirs.close()
    return _Worker(ours, process)


def _context(loaded: Sequence[str]) -> SpawnContext | ForkServerContext:
    """How a process begins: as a copy of one that has loaded everything once, or else from nothing."""
    if not _MAY_COPY:
        return multiprocessing.get_context("spawn")
    forkserver.set_forkserver_preload([__name__, *loaded])
    try:
        with _surroundings():
            forkserver.ensure_running()
    except OSError:  # no folder for its socket, or one whose name is too long for a socket
        return multiprocessing.get_context("spawn")
    return multiprocessing.get_context("forkserver")


def _start_thread(task: Task, shelf: Shelf) -> _Worker:
    """Somebody who works on one task in this process; the run may end before, but Python waits (see ``ahead``)."""
    ours, theirs = multiprocessing.Pipe()

    def work() -> None:
        with contextlib.suppress(OSError):  # the line closes when the run ends
            theirs.send(_do(task, shelf, theirs))
            theirs.close()

    threading.Thread(target=work).start()
    return _Worker(ours, None, task)


def _without_interrupts() -> set[int] | None:
    """Hold Ctrl-C back, also from children; gives what was held back before, None where that cannot be done."""
    if sys.platform == "win32":
        return None
    resource_tracker.ensure_running()  # or it would begin with the child, and let Ctrl-C through again
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}))


@contextlib.contextmanager
def _surroundings() -> Iterator[None]:
    """Give a child process its variables, and keep Ctrl-C from it: both count before our code runs there."""
    before = {name: os.environ.get(name) for name in SURROUNDINGS}
    os.environ.update(SURROUNDINGS)
    mask = _without_interrupts()
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _serve(line: Connection, shelf: Shelf) -> None:
    """Work until the line closes: the life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the run decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):  # the line closes when the run ends or dies
        while True:
            line.send(_answer(line, shelf))


def _answer(line: Connection, shelf: Shelf) -> tuple[object, ...]:
    try:
        task = line.recv()
    except (EOFError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 a task that cannot be unpacked may raise anything
        return ("broken", f"{type(error).__name__}: {error}", traceback.format_exc())
    return _do(task, shelf, line)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(task: Task, shelf: Shelf, line: Connection) -> tuple[object, ...]:
    told = -1

    def progress(done: int, of: int) -> None:
        """Tell the run, but not of every frame: each telling costs it a wake-up."""
        nonlocal told
        step = done * _TELLINGS // max(1, of)
        if step != told:
            told = step
            line.send(("moved", done, of))

    try:
        keep_made(task, task.make(progress), shelf)
    except ReelError as error:
        return ("failed", error)
    except MemoryError:
        return ("failed", ProductionError(f"not enough memory for {task.label}", mend="try --jobs 1, or --draft"))
    except Exception as error:  # noqa: BLE001 the run must hear of a fault in any renderer, whatever it is
        return ("broken", f"{type(error).__name__}: {error}", traceback.format_exc())
    return ("done",)
