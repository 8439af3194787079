"""What every registry of fingerprints promises, held against the one on disk and the one in memory."""

import contextlib
import gzip
import itertools
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import numpy as np
import pytest

from reelwright.seal import Fingerprint, FingerprintRegistry, MemoryRegistry, RegistryError
from reelwright.seal.adapters.registry_folder import FolderRegistry
from reelwright.seal.detector.fingerprint import Keyframe
from reelwright.seal.detector.points import Points

GOLDEN = Path(__file__).parents[1] / "golden" / "seal"
SMALL = 150


def made(seed: int, frames: int = 4, points: int = 20) -> Fingerprint:
    """A fingerprint that is like no other one."""
    chance = np.random.default_rng(seed)
    keyframes = tuple(
        Keyframe(
            6 * index,
            Points(chance.integers(0, 2**63, (points, 2), dtype=np.uint64), chance.random((points, 4), np.float32)),
        )
        for index in range(frames)
    )
    shade = np.arange(0, 6 * frames, dtype=np.uint8)[:, None, None] * 4
    return Fingerprint(np.arange(6 * frames) / 6, np.broadcast_to(shade, (6 * frames, 27, 48)).copy(), keyframes)


@pytest.fixture(params=["folder", "memory"])
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> FingerprintRegistry:
    """Each registry in turn; the one on disk makes runs early."""
    return FolderRegistry(tmp_path, loose_points=SMALL) if request.param == "folder" else MemoryRegistry()


def films_near(registry: FingerprintRegistry, asked: Fingerprint) -> set[str]:
    """The films that hold points near those of a fingerprint."""
    near = registry.near(np.concatenate([frame.points.codes for frame in asked.keyframes]))
    return {registry.film_id(number) for number in near.films.tolist()}


def test_points_lead_to_their_film_time_and_place(registry: FingerprintRegistry) -> None:
    """Each point that is asked for is found where it was registered, and nowhere else."""
    for seed in range(9):
        registry.add(f"film {seed}", made(seed))
    asked = made(4).keyframes[2]
    near = registry.near(asked.points.codes)
    assert {registry.film_id(number) for number in near.films.tolist()} == {"film 4"}
    assert near.times == pytest.approx(2.0)
    assert np.allclose(near.places, asked.points.places[near.asked], atol=1e-3)
    assert set(near.asked.tolist()) == set(range(20))
    assert not near.apart.any()


def test_unknown_points_lead_nowhere(registry: FingerprintRegistry) -> None:
    """A film that was never registered has no near points, in an empty registry or a full one."""
    assert films_near(registry, made(99)) == set()
    registry.add("film", made(1))
    assert films_near(registry, made(99)) == set()


def test_small_pictures_come_back(registry: FingerprintRegistry) -> None:
    """A stretch of a film's small pictures is given with its times."""
    registry.add("film", made(3))
    near = registry.near(made(3).keyframes[0].points.codes)
    pulses = registry.pulses(int(near.films[0]), 1.0, 2.0)
    assert pulses.times == pytest.approx([1 + index / 6 for index in range(6)])
    assert pulses.pictures.mean(axis=(1, 2)) == pytest.approx([24 + 4 * index for index in range(6)], abs=2)


def test_film_is_registered_once_and_removed_once(registry: FingerprintRegistry) -> None:
    """A second film of the same id, and the removal of none, are clear errors."""
    registry.add("film", made(1))
    with pytest.raises(RegistryError, match="already"):
        registry.add("film", made(2))
    registry.remove("film")
    with pytest.raises(RegistryError, match="no such film"):
        registry.remove("film")
    assert registry.films() == ()


def test_removed_film_is_gone_and_others_stay(registry: FingerprintRegistry) -> None:
    """After removals, before and after runs are merged, only what is registered is found."""
    for seed in range(12):
        registry.add(str(seed), made(seed))
    for seed in (0, 5, 11):
        registry.remove(str(seed))
    for seed in range(12, 20):
        registry.add(str(seed), made(seed))
    left = [str(seed) for seed in range(20) if seed not in {0, 5, 11}]
    assert list(registry.films()) == left
    for seed in range(20):
        assert films_near(registry, made(seed)) == ({str(seed)} & set(left))


# --- what only the one on disk has to promise ------------------------------------------------


def test_registry_is_the_same_when_opened_again(tmp_path: Path) -> None:
    """What was added is found by another process's registry, and what it adds is found here."""
    first = FolderRegistry(tmp_path, loose_points=SMALL)
    for seed in range(5):
        first.add(str(seed), made(seed))
    second = FolderRegistry(tmp_path, loose_points=SMALL)
    assert films_near(second, made(3)) == {"3"}
    second.add("late", made(50))
    assert films_near(first, made(50)) == {"late"}


def test_lost_or_cut_table_is_made_again(tmp_path: Path) -> None:
    """Tables of points are made from the films' files: without them nothing is lost."""
    registry = FolderRegistry(tmp_path, loose_points=SMALL)
    for seed in range(6):
        registry.add(str(seed), made(seed))
    registry.close()
    runs = sorted((tmp_path / "runs").glob("*.run"))
    assert runs
    runs[0].write_bytes(runs[0].read_bytes()[:5000])
    for run in runs[1:]:
        run.unlink()
    again = FolderRegistry(tmp_path, loose_points=SMALL)
    assert [films_near(again, made(seed)) for seed in range(6)] == [{str(seed)} for seed in range(6)]


def test_damaged_film_is_a_clear_error(tmp_path: Path) -> None:
    """A changed byte of a film's file is noticed when its pictures are asked for."""
    registry = FolderRegistry(tmp_path)
    registry.add("film", made(1))
    path = next((tmp_path / "films").iterdir())
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(RegistryError, match="digest"):
        FolderRegistry(tmp_path).pulses(1, 0, 1)


def test_strange_folder_is_refused(tmp_path: Path) -> None:
    """A database of somebody else is not written into."""
    (tmp_path / "registry.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(RegistryError):
        FolderRegistry(tmp_path)


def test_registry_of_version_1_is_read_and_brought_up(tmp_path: Path) -> None:
    """A folder that version 1 left, with one film in a table and one waiting, is searched, and is then of version 3."""
    old = tmp_path / "registry"
    shutil.copytree(GOLDEN / "registry_v1", old)
    for packed in (old / "runs").glob("*.gz"):
        packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
        packed.unlink()
    registry = FolderRegistry(old)
    assert registry.films() == ("film 0", "film 2")
    asked = [made(seed, frames=2, points=10) for seed in range(3)]
    assert [films_near(registry, each) for each in asked] == [{"film 0"}, set(), {"film 2"}]
    assert next((old / "runs").glob("*.run")).read_bytes()[:4] == b"RFR4"
    with contextlib.closing(sqlite3.connect(old / "registry.sqlite")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (3,)


def test_registry_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    """A folder of version 4 is refused, and stays as it is."""
    FolderRegistry(tmp_path).close()
    with contextlib.closing(sqlite3.connect(tmp_path / "registry.sqlite")) as database:
        database.execute("PRAGMA user_version = 4")
    with pytest.raises(RegistryError, match="newer"):
        FolderRegistry(tmp_path)


def test_files_without_a_row_are_taken_away(tmp_path: Path) -> None:
    """What a killed process left half done takes no room for ever, and what is registered stays."""
    registry = FolderRegistry(tmp_path)
    for seed in range(2):
        registry.add(str(seed), made(seed))
    for stray in ("films/77.rfp", "films/78.draft", "runs/9.run"):
        (tmp_path / stray).write_bytes(b"left over")
    registry.remove("0")
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["2.rfp"]
    assert films_near(registry, made(1)) == {"1"}


# --- killed between any two steps --------------------------------------------------------------

ADD, REMOVE, SEARCH = "add", "remove", "search"
STEPS = {"execute", "__exit__", "fsync", "replace", "unlink", "write", "mkdir"}


def prepared(folder: Path, deed: str) -> None:
    """A registry with two merged films and one that waits; before a search its table is lost."""
    registry = FolderRegistry(folder, loose_points=SMALL)
    for seed in range(3):
        registry.add(str(seed), made(seed))
    registry.close()
    assert list((folder / "runs").iterdir())
    if deed == SEARCH:
        shutil.rmtree(folder / "runs")


def done(folder: Path, deed: str) -> None:
    """Open a registry and do what is to be done."""
    registry = FolderRegistry(folder, loose_points=SMALL)
    if deed == ADD:
        registry.add("3", made(3))
    elif deed == REMOVE:
        registry.remove("1")
    else:
        registry.near(made(0).keyframes[0].points.codes)


def killed_at(step: int, folder: Path, deed: str) -> bool:
    """Do it in a process that is killed before the step of that number; False when it was done before."""
    child = os.fork()
    if child == 0:
        left = [step]

        def watch(frame: FrameType, event: str, called: object) -> None:
            ours = Path(frame.f_code.co_filename).stem in {"registry_folder", "registry_runs", "pathlib"}
            if event == "c_call" and ours and getattr(called, "__name__", "") in STEPS:
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(watch)
        try:
            done(folder, deed)
        finally:
            sys.setprofile(None)
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize("deed", [ADD, REMOVE, SEARCH])
def test_kill_between_any_two_steps_leaves_all_or_nothing(tmp_path: Path, deed: str) -> None:
    """Killed before any write, flush, rename or statement, a registry holds what it held, and the deed whole or not."""
    prepared(tmp_path / "start", deed)
    for step in itertools.count():
        folder = tmp_path / str(step)
        shutil.copytree(tmp_path / "start", folder)
        if not killed_at(step, folder, deed):
            break
        registry = FolderRegistry(folder, loose_points=SMALL)
        there = set(registry.films())
        assert there in ({"0", "1", "2"}, {"0", "1", "2", "3"} if deed == ADD else {"0", "2"})
        assert [films_near(registry, made(seed)) for seed in range(4)] == [{str(s)} & there for s in range(4)]
        if (deed, "3" in there, "1" in there) in {(ADD, False, True), (REMOVE, False, True)}:
            done(folder, deed)
        numbers = {f"{registry.number_of(film)}.rfp" for film in registry.films()}
        registry.close()
        # What was removed just before the kill is taken away by the next removal or table.
        assert {path.name for path in (folder / "films").iterdir()} <= numbers | {"2.rfp"}
        shutil.rmtree(folder)
    assert step > 10


_ADDS = """
import sys; sys.path.insert(0, sys.argv[2])
from pathlib import Path
from test_fingerprint_registry import FolderRegistry, made
registry = FolderRegistry(Path(sys.argv[1]), loose_points=800)
start = len(registry.films())
for seed in range(start, start + 60):
    registry.add(str(seed), made(seed))
    print(seed, flush=True)
"""


def test_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """A process that adds films is killed at any moment; every film it said it had added is found."""
    chance = random.Random(4)
    for _ in range(3):
        program = [sys.executable, "-c", _ADDS, str(tmp_path), str(Path(__file__).parent)]
        with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as adding:
            first = adding.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.2))
            os.kill(adding.pid, signal.SIGKILL)
            said = [first, *adding.stdout.readlines()]
        acknowledged = [line.strip() for line in said if line.endswith("\n")]
        registry = FolderRegistry(tmp_path, loose_points=SMALL)
        assert set(acknowledged) <= set(registry.films())
        assert all(films_near(registry, made(int(seed))) == {seed} for seed in acknowledged[-2:])
        assert len(registry.films()) == len(set(registry.films()))
        registry.close()
