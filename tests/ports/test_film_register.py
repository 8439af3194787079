"""The register of films that are looked for: one path holds one film, and nothing is looked at without need."""

import importlib.util
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from reelwright.production import FilmRegister
from reelwright.seal import fingerprint_of_looks, look_at_take, seen_in_looks
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.testing import FakeFilmRegister
from reelwright.wiring import OwnFilms, open_fingerprints

Make = Callable[[], FilmRegister]


def tiny() -> ModuleType:
    """The small films of the seal's tests."""
    path = Path(__file__).parents[1] / "unit/seal/tiny_films.py"
    spec = importlib.util.spec_from_file_location("tiny_films_of_ports", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=[OwnFilms, FakeFilmRegister])
def register(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FilmRegister:
    """Every register there is, empty."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    made: FilmRegister = request.param()
    return made


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A small film."""
    path = tmp_path / "film.mp4"
    path.write_bytes(tiny().tiny_film())
    return path


class Looks:
    """Gives a film's fingerprint and counts how often it was asked for."""

    def __init__(self, film: Path) -> None:
        self.fingerprint = fingerprint_of_looks(seen_in_looks([look_at_take(ChildReader(), film)], Fraction(8)), [])
        self.asked = 0

    def __call__(self) -> bytes:
        """The fingerprint."""
        self.asked += 1
        return self.fingerprint


def test_the_same_frames_are_entered_once(register: FilmRegister, film: Path) -> None:
    """A film that stands there is neither entered nor looked at again; one of other frames takes its place."""
    looks = Looks(film)
    assert register.enter(film, "roof", {"frames": ""}, looks)
    assert not register.enter(film, "roof", {"frames": ""}, looks)
    assert looks.asked == 1
    assert register.enter(film, "roof", {"frames": "aa"}, looks)
    assert looks.asked == 2


def test_two_paths_are_two_films(register: FilmRegister, film: Path) -> None:
    """The same frames at another path are another film, whatever it is called."""
    looks, other = Looks(film), film.with_name("other.mp4")
    other.write_bytes(film.read_bytes())
    assert register.enter(film, "roof", {"frames": ""}, looks)
    assert register.enter(other, "roof", {"frames": ""}, looks)
    assert not register.enter(film, "roof", {"frames": ""}, looks)


def test_own_films_are_called_apart(film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is taken gets a number, and a film that is replaced keeps its name."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    looks, other = Looks(film), film.with_name("other.mp4")
    other.write_bytes(film.read_bytes())
    for path, frames in ((film, ""), (other, ""), (film, "aa")):
        OwnFilms().enter(path, "roof", {"frames": frames}, looks)
    assert sorted(open_fingerprints().films()) == ["roof", "roof-2"]
