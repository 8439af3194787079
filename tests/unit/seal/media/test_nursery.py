"""The process that forks children for the reader: each is fresh, ends with its file, and none needs the others."""

import contextlib
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filming import film

from reelwright.seal import MediaDamagedError, MediaWish, PictureWish
from reelwright.seal.adapters.media import wire
from reelwright.seal.adapters.media.nursery import Child, Nursery
from reelwright.seal.adapters.media.reader import ChildReader

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children are forked on Linux alone")

EVERYTHING = MediaWish(PictureWish(1024, colour=True), marks=True)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of some seconds."""
    path = tmp_path_factory.mktemp("nursery") / "film.mp4"
    path.write_bytes(film(frames=400))
    return path


def until(holds: Callable[[], bool]) -> bool:
    """Whether something holds within ten seconds."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.02)
    return False


def members(group: int) -> list[Path]:
    """The processes of a group that live."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, _, its_group = (process / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[:3]
            if state != "Z" and int(its_group) == group:
                found.append(process)
    return found


def decoder_of(child: Child) -> list[Path]:
    """The process that decodes, beside the one that waits for it."""
    return [each for each in members(child.group) if int(each.name) != child.group]


def test_a_reader_outlives_the_process_that_forks(short: Path) -> None:
    """When that process was ended by somebody, the next file is read all the same."""
    reader = ChildReader()
    first = reader.probe(short)
    server = reader._nursery._server
    assert server is not None
    server.process.kill()
    server.process.wait()
    assert reader.probe(short) == first


def test_files_are_read_by_many_threads_at_once(short: Path) -> None:
    """Each gets its own answer."""
    reader, found = ChildReader(), list[int]()
    wish = MediaWish(marks=True)
    threads = [threading.Thread(target=lambda: found.append(len(list(reader.read(short, wish))))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [401] * 3


def test_a_reading_that_is_left_ends_its_child(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops listening leaves no process behind that goes on."""
    started, start = list[Child](), Nursery.start

    def noted(*given: object) -> Child:
        started.append(start(*given))  # type: ignore[arg-type]
        return started[-1]

    monkeypatch.setattr(Nursery, "start", noted)
    reading = ChildReader().read(short, EVERYTHING)
    next(iter(reading))
    (child,) = started
    group = child.group
    assert len(members(group)) == 2
    reading.close()  # type: ignore[attr-defined]
    assert until(lambda: not members(group))


def test_a_child_that_dies_is_told_by_its_signal(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decoder that breaks off is an error with a name, and the next file is read."""
    reader, start = ChildReader(), Nursery.start

    def broken(*given: object) -> Child:
        child = start(*given)  # type: ignore[arg-type]
        assert until(lambda: bool(decoder_of(child)))
        os.kill(int(decoder_of(child)[0].name), signal.SIGBUS)
        return child

    with monkeypatch.context() as patched:
        patched.setattr(Nursery, "start", broken)
        with pytest.raises(MediaDamagedError, match=f"exit {-signal.SIGBUS}"):
            list(reader.read(short, EVERYTHING))
    assert reader.probe(short).picture is not None


def test_a_child_holds_nothing_but_its_file_and_its_answer(short: Path) -> None:
    """Neither the line to the process that forks nor any other descriptor reaches the process that decodes."""
    nursery = Nursery()
    with short.open("rb") as file:
        child = nursery.start(["mov", "[1600000000, 60, 40000000]", wire.wish_to_text(EVERYTHING)], file)
        os.read(child.out, 1)  # it answers: by now it has let go of what it does not need
        (decoder,) = decoder_of(child)
        held = sorted(each.name for each in (decoder / "fd").iterdir())
        child.end()
    nursery.close()
    assert held == ["0", "1", "2"]


def test_the_time_that_children_take_counts_as_ours(short: Path) -> None:
    """What decoding cost is told by the operating system once the process that forks is let go."""
    reader = ChildReader()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    for _ in range(3):
        list(reader.read(short, EVERYTHING))
    reader._nursery.close()
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    reader = ChildReader()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    reader.probe(short)
    reader._nursery.close()
    assert took > resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def test_elsewhere_children_are_started_from_nothing(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process is forked the answers are the same, and a reading that is left ends its child too."""
    forked = ChildReader()
    expected = forked.probe(short)
    monkeypatch.setattr(sys, "platform", "darwin")
    reader = ChildReader()
    assert reader.probe(short) == expected
    assert len(list(reader.read(short, MediaWish(marks=True)))) == 401
    assert reader._nursery._server is None
    started, start = list[Child](), Nursery.start

    def noted(*given: object) -> Child:
        started.append(start(*given))  # type: ignore[arg-type]
        return started[-1]

    monkeypatch.setattr(Nursery, "start", noted)
    reading = reader.read(short, EVERYTHING)
    next(iter(reading))
    reading.close()  # type: ignore[attr-defined]
    (child,) = started
    assert child.code() == -signal.SIGKILL
