"""The examination of a machine."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

from reelwright.cli.diagnosis import State, examine


class Usage(NamedTuple):
    """What ``shutil.disk_usage`` gives."""

    total: int
    used: int
    free: int


def sign(name: str, folder: Path):
    """One sign of the examination."""
    return next(sign for sign in examine(folder) if sign.name == name)


def test_little_space_is_missing_and_enough_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under 2 GB there is a sign with its mend."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 1 << 30))
    assert sign("disk space", tmp_path).state is State.MISSING
    assert "free at least 2 GB" in sign("disk space", tmp_path).mend
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 9 << 30))
    assert sign("disk space", tmp_path).state is State.HERE


def test_folder_that_may_not_be_written_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sign names the folder; the folder itself need not be there yet."""
    assert sign("write access", tmp_path / "film/to/be").state is State.HERE

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    refused = sign("write access", tmp_path)
    assert refused.state is State.MISSING
    assert str(tmp_path) in refused.found


def test_program_that_is_not_here_is_optional_and_says_what_it_would_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No film fails for want of flite or ffmpeg."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for name in ("flite", "ffmpeg"):
        absent = sign(name, tmp_path)
        assert absent.state is State.OPTIONAL
        assert absent.gives
        assert absent.mend
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert sign("flite", tmp_path).found == "/usr/bin/flite"


def test_broken_encoder_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that cannot be imported is told with how to get it back."""
    assert sign("encoder", tmp_path).state is State.HERE
    monkeypatch.setitem(sys.modules, "av", None)
    broken = sign("encoder", tmp_path)
    assert broken.state is State.MISSING
    assert "pip install" in broken.mend


def test_a_voice_whose_program_is_missing_is_not_among_the_ready_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flite is named with what it lacks; espeak, which comes with us, is ready."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("REEL_SPEECH_URL", raising=False)
    voices = sign("voices", tmp_path)
    ready, *others = voices.found.split("; ")
    assert (voices.state, ready) == (State.HERE, "espeak")
    assert [other.split(" not ready: ")[0] for other in others] == ["flite", "openai"]
