"""What users get wrong, through the command: one clear message, the right exit code, no traceback."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reelwright.cli import main

SCRIPT = """Title: Bad Day

INT. CAFE - DAY

LIN
Hello?
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that is all right."""
    folder = tmp_path / "film"
    for name, text in {
        "reel.toml": 'title = "Bad Day"\n',
        "film.fountain": SCRIPT,
        "cast/lin.toml": 'name = "Lin"\n',
        "places/cafe.toml": 'name = "Cafe"\nkind = "cafe"\n',
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*words: str) -> Result:
    """A call in this process."""
    return CliRunner().invoke(main, words)


@pytest.fixture(params=["check", "make"])
def verb(request: pytest.FixtureRequest) -> str:
    """Both verbs must say the same."""
    return request.param


def test_project_that_is_all_right_passes(project: Path) -> None:
    """The neighbour of all that follows: nothing to mend, exit code 0."""
    result = run("check", str(project))
    assert result.exit_code == 0, result.output


def no_script(project: Path) -> None:
    """Take the script away."""
    (project / "film.fountain").unlink()


def binary_script(project: Path) -> None:
    """A picture called film.fountain."""
    (project / "film.fountain").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 40)


def huge_script(project: Path) -> None:
    """Eleven megabytes of script."""
    (project / "film.fountain").write_text(SCRIPT + "LIN\nHello?\n\n" * 900_000, encoding="utf-8")


def card_typo(project: Path) -> None:
    """A key that no card has."""
    (project / "cast/lin.toml").write_text('name = "Lin"\nhairr = "bob"\n', encoding="utf-8")


def card_value(project: Path) -> None:
    """A hair style that nobody draws."""
    (project / "cast/lin.toml").write_text('name = "Lin"\nhair = "bobb"\n', encoding="utf-8")


def card_syntax(project: Path) -> None:
    """A card that is no TOML."""
    (project / "cast/lin.toml").write_text('name = "Lin\n', encoding="utf-8")


def place_kind(project: Path) -> None:
    """A kind of place that nobody draws."""
    (project / "places/cafe.toml").write_text('name = "Cafe"\nkind = "caffe"\n', encoding="utf-8")


def no_settings(project: Path) -> None:
    """Take reel.toml away."""
    (project / "reel.toml").unlink()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (no_script, ["there is no screenplay"]),
        (binary_script, ["film.fountain"]),
        (huge_script, ["film.fountain"]),
        (card_typo, ["cast/lin.toml:2", "hairr"]),
        (card_value, ["cast/lin.toml:2", "bobb", "bob"]),
        (card_syntax, ["cast/lin.toml"]),
        (place_kind, ["places/cafe.toml:2", "caffe", "cafe"]),
        (no_settings, ["reel.toml"]),
    ],
)
def test_mistake_is_one_message_with_place_and_mend(project: Path, verb: str, spoil, words: list[str]) -> None:
    """Whatever is wrong with the input: exit code 1, where it is, what to do, nothing made."""
    spoil(project)
    result = run(verb, str(project))
    assert result.exit_code == 1, result.output
    for word in words:
        assert word in result.stderr
    assert "what to do: " in result.stderr
    assert "Traceback" not in result.output
    assert not (project / "out").exists()


def test_unknown_person_is_a_finding_with_its_line(project: Path) -> None:
    """Somebody without a card speaks: a finding in text, JSON and SARIF, and exit code 1 everywhere."""
    script = project / "film.fountain"
    script.write_text(SCRIPT + "\nNOBODY\nWho am I?\n", encoding="utf-8")
    text = run("check", str(project))
    assert text.exit_code == 1
    assert "film.fountain:8" in text.stdout
    assert json.loads(run("check", str(project), "--format", "json").stdout)
    sarif = json.loads(run("check", str(project), "--format", "sarif").stdout)
    assert sarif["version"] == "2.1.0"
    made = run("make", str(project))
    assert made.exit_code == 1
    assert "film.fountain:8" in made.stderr
    assert not (project / "out").exists()


def test_new_project_checks_clean(tmp_path: Path) -> None:
    """What ``reel new`` writes has nothing to mend, in both languages."""
    for language in ("en", "zh"):
        folder = tmp_path / language
        begun = run("new", str(folder), "--title", "A Beginning", "--lang", language)
        assert begun.exit_code == 0, begun.output
        assert f"make it with: reel make {folder}" in begun.output
        checked = run("check", str(folder))
        assert checked.exit_code == 0, checked.output


def test_new_refuses_a_folder_that_is_taken(project: Path) -> None:
    """Nothing that somebody wrote is overwritten."""
    before = (project / "film.fountain").read_bytes()
    result = run("new", str(project), "--title", "Again")
    assert result.exit_code in {1, 3}
    assert "what to do: " in result.stderr
    assert (project / "film.fountain").read_bytes() == before


def test_new_casts_a_given_screenplay(tmp_path: Path) -> None:
    """Every person and place of a screenplay gets a card, and the project checks clean."""
    script = tmp_path / "mine.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    folder = tmp_path / "cast"
    result = run("new", str(folder), "--from", str(script), "--json")
    assert result.exit_code == 0, result.output
    files = json.loads(result.stdout)["files"]
    assert "cast/lin.toml" in files
    assert any(name.startswith("places/") for name in files)
    assert run("check", str(folder)).exit_code == 0


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_card_that_cannot_be_read_is_a_finding_for_programs(project: Path, form: str) -> None:
    """An editor asks for JSON or SARIF and gets it, with file and line, whatever is wrong."""
    card = next((project / "cast").glob("*.toml"))
    card.write_text('hair = "brade"\n' + card.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("check", str(project), "--format", form)
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    rules = (
        [f["rule"] for f in told["findings"]] if form == "json" else [r["ruleId"] for r in told["runs"][0]["results"]]
    )
    assert rules == ["S031"]
    assert f"cast/{card.name}" in done.stdout


def test_what_a_final_draft_script_loses_is_told(tmp_path: Path) -> None:
    """A new project from an .fdx says what could not be kept, and is made all the same."""
    script = tmp_path / "two.fdx"
    script.write_text(
        '<?xml version="1.0"?><FinalDraft><Content>'
        '<Paragraph Type="Scene Heading"><Text>INT. CAFE - DAY</Text></Paragraph>'
        '<Paragraph Type="Character"><Text>ADA</Text></Paragraph>'
        '<Paragraph Type="Dialogue"><Text>Hello.</Text></Paragraph>'
        '<Paragraph Type="Action"><Text Style="Strikeout">She leaves.</Text></Paragraph>'
        "</Content></FinalDraft>",
        encoding="utf-8",
    )
    begun = run("new", str(tmp_path / "film"), "--from", str(script))
    assert begun.exit_code == 0, begun.output
    assert "S026" in begun.stderr
    assert (tmp_path / "film" / "cast" / "ada.toml").exists()
