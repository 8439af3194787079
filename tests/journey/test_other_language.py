"""A film in another language, from its script to its master."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reelwright.cli import main
from reelwright.story import new_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The film that `reel new` begins with."""
    new_project(tmp_path / "film", title="The Letter", language="en")
    return tmp_path / "film"


def run(*words: str | Path) -> tuple[int, str]:
    """The exit code and output of the command."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout


def test_film_is_made_in_a_language_that_it_has_words_for(project: Path) -> None:
    """Translated, checked and voiced, the film in Spanish has a folder of its own and both languages' subtitles."""
    code, told = run("translate", project, "--to", "es", "--with", "pseudo", "--json")
    assert (code, json.loads(told)["catalogues"][0]["missing"]) == (0, [])
    assert run("check", project, "--lang", "es")[0] == 0
    code, told = run("make", project, "--lang", "es", "--until", "voice", "--json")
    assert code == 0, told
    out = project / "out/es"
    board = json.loads((out / "board.json").read_text(encoding="utf-8"))
    assert board["language"] == "es"
    spanish, english = ((out / f"film.{tag}.vtt").read_text(encoding="utf-8") for tag in ("es", "en"))
    assert spanish.count("-->") > 3
    assert spanish != english
    assert "é" in spanish
    assert "é" not in english


def test_film_without_words_is_refused(project: Path) -> None:
    """A language without a catalogue is a clear error; one with holes in it is findings with their lines."""
    assert run("make", project, "--lang", "fr", "--until", "board")[0] == 3
    run("translate", project, "--to", "fr")
    code, told = run("check", project, "--lang", "fr")
    assert code == 1
    assert "T001" in told
    assert "film.fountain:" in told
    assert not (project / "out").exists()


def test_another_region_needs_no_words(project: Path) -> None:
    """British English is English: the same script, another voice, the usual folder."""
    code, _ = run("make", project, "--lang", "en-GB", "--until", "board")
    assert code == 0
    assert (project / "out/board.json").is_file()
