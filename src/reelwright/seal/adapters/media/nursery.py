"""A process that has the decoder loaded and forks a fresh child for each file: starting one takes 5 ms, not 400.

Every child gives up its rights as one that was started from nothing does, and ends with its file. Nothing of
a file ever reaches the process that forks: it takes descriptors and arguments from us, and passes them on.
Elsewhere than on Linux, children are started from nothing.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from typing import IO, Final, NoReturn

_PROGRAM: Final = "import sys; from reelwright.seal.adapters.media.nursery import serve; serve(int(sys.argv[1]))"
_KEPT: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_CHILD: Final = "import sys; from reelwright.seal.adapters.media.child import main; main(sys.argv[1:])"
# One arena: others are mapped whole, and would count against the limit of memory with every thread.
_QUIET: Final = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
_LONGEST: Final = 1 << 16
_PATIENCE: Final = 30.0
_FAREWELL: Final = 2.0


def environment() -> dict[str, str]:
    """What a process that decodes is told of ours."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | _QUIET


class Child:
    """A process that decodes one file.

    Args:
        out: its messages.
        life: tells the group that it is in, and how it ended; for one that was forked.
    """

    def __init__(self, out: int, process: subprocess.Popen[bytes] | None = None, life: IO[bytes] | None = None) -> None:
        self.out, self._process, self._life = out, process, life
        self.group = 0
        if life is not None:
            self.group = int(life.readline() or b"0")

    def code(self) -> int:
        """How it ended, as ``subprocess`` counts; waits for that."""
        if self._process is not None:
            return self._process.wait()
        line = self._life.readline() if self._life is not None else b""
        self.group = 0
        return int(line or b"-9")

    def finish(self) -> None:
        """Let it end by itself, now that it has said all; one that does not is ended later."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_FAREWELL)
        elif self._life is not None and select.select([self._life], [], [], _FAREWELL)[0]:
            self.code()

    def end(self) -> None:
        """End it, if it has not ended."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        elif self.group:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.group, signal.SIGKILL)
        if self._life is not None:
            self._life.close()
        os.close(self.out)


class _Server:
    """The process that forks, and the line to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _PROGRAM, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment(),
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        ours.settimeout(_PATIENCE)
        self._line = ours
        self.owner = os.getpid()

    def give(self, content: bytes, files: list[int]) -> None:
        """Ask for a child."""
        socket.send_fds(self._line, [content], files)
        if self._line.recv(1) != b"+":
            raise BrokenPipeError

    def close(self) -> None:
        """Let it go, and wait a moment, so that the time that its children took counts as ours."""
        self._line.close()
        if self.owner == os.getpid():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_FAREWELL)

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process."""
        return self._process


class Nursery:
    """Starts children that decode; used by any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self._farewell: Callable[[], object] = _nothing

    def close(self) -> None:
        """Let the process that forks go; it goes by itself with this object, or with this process."""
        self._farewell()
        self._server = None

    def start(self, arguments: list[str], file: IO[bytes]) -> Child:
        """A child with these arguments that reads this file."""
        if sys.platform != "linux":
            return _from_nothing(arguments, file)
        reading, writing = os.pipe()
        life, told = os.pipe()
        try:
            self._send(json.dumps(arguments).encode(), [file.fileno(), writing, told])
        except OSError:  # it died, as under a system that is out of memory
            for each in (reading, life):
                os.close(each)
            return _from_nothing(arguments, file)
        finally:
            os.close(writing)
            os.close(told)
        return Child(reading, life=os.fdopen(life, "rb"))

    def _send(self, content: bytes, files: list[int]) -> None:
        with self._lock:
            server = self._server
            if server is None or server.owner != os.getpid():
                server = self._open()
            try:
                server.give(content, files)
            except OSError:  # once more: it may have been ended by somebody
                self._open().give(content, files)

    def _open(self) -> _Server:
        if self._server is not None and self._server.owner == os.getpid():
            self.close()
        self._server = server = _Server()
        self._farewell = weakref.finalize(self, server.close)
        return server


def _nothing() -> None:
    """Nobody is to be let go."""


def _from_nothing(arguments: list[str], file: IO[bytes]) -> Child:
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _CHILD, *arguments],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        close_fds=True,
    )
    assert process.stdout is not None  # noqa: S101 for the type checker
    with process.stdout as out:
        return Child(os.dup(out.fileno()), process)


def serve(number: int) -> None:
    """Fork a child for each request until nobody is there to ask."""
    from . import child  # noqa: PLC0415 the decoder, loaded here once

    child.make_ready()
    gc.freeze()  # so that a child's collector does not touch, and with that copy, what was loaded here
    line = socket.socket(fileno=number)
    while True:
        content, files, _, _ = socket.recv_fds(line, _LONGEST, 3)
        over = not content or len(files) != 3
        _reap(0 if over else os.WNOHANG)
        if over:
            return
        if os.fork() == 0:
            line.close()
            _watch(json.loads(content), *files)
        for each in files:
            os.close(each)
        line.send(b"+")


def _reap(how: int) -> None:
    """Count the children that ended; at the end wait for all, which takes no longer than their limits."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, how)[0]:
            pass


def _watch(arguments: list[str], file: int, out: int, told: int) -> NoReturn:
    """Fork the child, tell the group that it is in, wait for its end, and tell that."""
    os.setsid()
    worker = os.fork()
    if worker == 0:
        os.close(told)
        _work(arguments, file, out)
    for each in (file, out):
        os.close(each)
    os.write(told, b"%d\n" % os.getpid())
    _, status = os.waitpid(worker, 0)
    with contextlib.suppress(OSError):  # nobody waits for it any more
        os.write(told, b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _work(arguments: list[str], file: int, out: int) -> NoReturn:
    from . import child  # noqa: PLC0415 loaded since long

    os.dup2(file, 0)
    os.dup2(out, 1)
    for each in (file, out):
        os.close(each)
    ended = 1
    try:
        child.main(arguments)
        sys.stdout.flush()
        ended = 0
    finally:
        os._exit(ended)
