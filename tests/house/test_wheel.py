"""The wheel is whole: what is installed from it works without this repository."""

import email
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/reelwright"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_FOR_USERS = {".mp4", ".wav", ".mp3", ".png", ".jpg", ".jpeg", ".gif", ".db", ".pyc", ".ttf", ".otf"}

USE_IT = """
import sys
from pathlib import Path

src, home, work = sys.argv[1:]
sys.path[:] = [each for each in sys.path if each and Path(each).resolve() != Path(src)]

import reelwright
assert Path(reelwright.__file__).is_relative_to(home), reelwright.__file__

from importlib.metadata import entry_points
from reelwright.wiring import RENDERERS, VOICES, plug_ins
assert "drawn" in plug_ins(RENDERERS) and "espeak" in plug_ins(VOICES)
for group in (RENDERERS, VOICES):
    for point in entry_points(group=group):
        print(point.load().__module__)

from reelwright.cli import main
for language in ("en", "zh"):
    film = f"{work}/{language}"
    main(["new", film, "--title", "A film", "--lang", language], standalone_mode=False)
    assert not main(["make", film, "--until", "board"], standalone_mode=False)
    assert Path(film, "out/board.json").stat().st_size > 0
assert not [name for name, each in sys.modules.items() if str(getattr(each, "__file__", "")).startswith(src)]
"""


def builder() -> list[str]:
    """The command that builds a wheel into the folder that is put after it.

    The locked build backend comes first; uv fetches one when there is none.
    """
    if find_spec("hatchling") is not None:
        return [sys.executable, "-c", "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"]
    uv = shutil.which("uv") or shutil.which("uv", path=ROOT / ".tools/bin")
    if uv is not None:
        return [uv, "build", "--wheel", "--quiet", "--out-dir"]
    raise RuntimeError(
        "no wheel can be built here: hatchling is not installed and there is no uv; run: make clean test"
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it would be published."""
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run([*builder(), str(out)], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"the wheel cannot be built:\n{done.stdout}{done.stderr}"
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """Every file of the wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return {name for name in opened.namelist() if not name.endswith("/")}


def read(wheel: Path, ending: str) -> str:
    """The one file of the wheel whose name ends so."""
    with zipfile.ZipFile(wheel) as opened:
        (name,) = [each for each in opened.namelist() if each.endswith(ending)]
        return opened.read(name).decode()


def test_wheel_holds_every_file_of_the_package(names: set[str]) -> None:
    """Every module and every table, page and script of the package is in the wheel."""
    ours = {path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    ours = {name for name in ours if "__pycache__" not in name}
    assert {Path(name).suffix for name in ours} >= {".py", ".toml", ".css", ".js", ".fountain"}
    assert "reelwright/py.typed" in ours
    assert ours - names == set()


def test_wheel_holds_nothing_else(names: set[str]) -> None:
    """No test, example, picture, sound, font or cache is in the wheel."""
    tops = {name.split("/")[0] for name in names}
    assert tops == {"reelwright", f"reelwright-{PROJECT['version']}.dist-info"}
    assert {name for name in names if Path(name).suffix in NOT_FOR_USERS} == set()
    assert {name for name in names if {"tests", "out", ".reel", "__pycache__"} & set(name.split("/"))} == set()


def test_wheel_says_who_it_is(wheel: Path) -> None:
    """The licence, the README, the needed packages, the command and the plug-ins are told."""
    about = email.message_from_string(read(wheel, ".dist-info/METADATA"))
    assert about["License-Expression"] == "Apache-2.0"
    assert about.get_payload() == (ROOT / "README.md").read_text(encoding="utf-8")
    needs = [each.partition(";") for each in about.get_all("Requires-Dist")]
    assert {each for each, _, when in needs if "extra" not in when} == set(PROJECT["dependencies"])
    extras = {each for listed in PROJECT["optional-dependencies"].values() for each in listed}
    assert {each.strip() for each, _, when in needs if "extra" in when} == extras
    assert read(wheel, ".dist-info/licenses/LICENSE") == (ROOT / "LICENSE").read_text(encoding="utf-8")
    points = read(wheel, ".dist-info/entry_points.txt").split("\n")
    assert {"[console_scripts]", "reel = reelwright.cli:main", "[reelwright.renderers]", "[reelwright.voices]"} <= set(
        points
    )


def use(wheel: Path, folder: Path, *, without: str = "") -> subprocess.CompletedProcess[str]:
    """Unpack the wheel, but for a table whose name begins so, and work with it."""
    home, work = folder / "home", folder / "work"
    work.mkdir()
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(home, [name for name in opened.namelist() if not without or f"/{without}" not in name])
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", USE_IT, str(PACKAGE.parent), str(home), str(work)],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        text=True,
    )


def test_wheel_works_without_the_repository(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere it lists and loads the plug-ins, and reads, checks and boards a film in both languages."""
    done = use(wheel, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "reelwright.studio.adapters.drawn.renderer" in done.stdout.split()


def test_wheel_without_a_table_does_not_work(wheel: Path, tmp_path: Path) -> None:
    """A table that is not in the wheel is missed, whatever lies in this repository."""
    done = use(wheel, tmp_path, without="lexicon_")
    assert done.returncode != 0
    assert "lexicon_en.toml" in done.stderr
