"""The command as a user runs it: a process of its own, with plug-ins that come by entry points."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reelwright.cli import main
from reelwright.testing import InlineCrew

_PLUG_INS = """
import os
from pathlib import Path
from reelwright.testing import FakeCraft, FakeRenderer, FakeVoice

def renderer():
    diary = os.environ.get("FAKE_DIARY")
    return FakeRenderer(
        slow_s=float(os.environ.get("FAKE_SLOW_S", "0")),
        fails_on=os.environ.get("FAKE_FAILS_ON", ""),
        breaks_on=os.environ.get("FAKE_BREAKS_ON", ""),
        diary=Path(diary) if diary else None,
    )

craft, voice = FakeCraft, FakeVoice
"""
_ENTRY_POINTS = """
[reelwright.renderers]
fake = reel_fakes:renderer
broken = reel_fakes:no_such_thing
needy = a_module_that_nobody_has:renderer
[reelwright.voices]
fake = reel_fakes:voice
[reelwright.crafts]
fake = reel_fakes:craft
"""


# A shell that starts the tests in the background has Ctrl-C ignored, and children inherit that.
_REEL = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from reelwright.cli import main
main(prog_name="reel")
"""


class Reel:
    """Runs ``reel`` on a project, with fakes as plug-ins."""

    FAKES = ("--renderer", "fake", "--voice", "fake", "--craft", "fake", "--until", "cut")

    def __init__(self, site: Path, project: Path) -> None:
        self.project = project
        self.diary = project.parent / "diary"
        path = os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
        self.environment = {**os.environ, "PYTHONPATH": path, "FAKE_DIARY": str(self.diary), "NO_COLOR": "1"}

    def command(self, *words: str) -> list[str]:
        """The words of a call."""
        return [sys.executable, "-c", _REEL, *words]

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end."""
        environment = {**self.environment, **settings}
        return subprocess.run(
            self.command(*words), env=environment, capture_output=True, text=True, check=False, timeout=600
        )

    def make(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """``reel make`` with the fakes, in one process if not said otherwise."""
        jobs = () if "--jobs" in words else ("--jobs", "1")
        return self.run("make", str(self.project), *self.FAKES, *jobs, *words, **settings)

    def quick(self, *words: str, **settings: str) -> Result:
        """``reel make`` inside this process, one shot after the other, on the given or the fake equipment."""
        equipment = () if "--renderer" in words else self.FAKES
        environment = {**settings, "FAKE_DIARY": str(self.diary)}
        return CliRunner().invoke(main, ["make", str(self.project), *equipment, *words], env=environment)

    def start(self, *words: str, **settings: str) -> subprocess.Popen[str]:
        """Begin a make, in a group of processes of its own, and do not wait."""
        return subprocess.Popen(
            self.command("make", str(self.project), *self.FAKES, *words),
            env={**self.environment, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def write(self, script: str) -> None:
        """Write the script of the fake craft."""
        self.project.mkdir(exist_ok=True)
        (self.project / "film.txt").write_text(script, encoding="utf-8")

    def filmed(self) -> list[str]:
        """The words of every take begun so far."""
        return (
            [row.split(" ", 1)[1] for row in self.diary.read_text("utf-8").splitlines()] if self.diary.exists() else []
        )

    def film(self) -> bytes:
        """The master."""
        return (self.project / "out" / "film.mp4").read_bytes()


@pytest.fixture
def reel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reel:
    """The command, and an empty place for a project."""
    site = tmp_path / "site"
    (site / "reel_fakes-1.dist-info").mkdir(parents=True)
    (site / "reel_fakes.py").write_text(_PLUG_INS, encoding="utf-8")
    (site / "reel_fakes-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: reel-fakes\nVersion: 1\n")
    (site / "reel_fakes-1.dist-info/entry_points.txt").write_text(_ENTRY_POINTS)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setattr("reelwright.production.adapters.crew.ProcessCrew", lambda *_: InlineCrew())
    return Reel(site, tmp_path / "film")
