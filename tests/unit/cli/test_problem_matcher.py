"""The problem matcher that the docs give for VS Code reads what `reel check` really prints."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reelwright.cli import main

PAGE = Path(__file__).parents[3] / "docs/reference/ledger.md"
SCRIPT = """INT. CAFE - DAY

[[plant: the key under the mat]]
[[goal: Lin: rest]]

LIN
Hello.

[[needs: Lin: it rains: a lot]]
[[shot: zzz]]

LIN
Take a coat.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an error, two warnings, a note and a waived finding."""
    waiver = '[[waiver]]\nrule = "L304"\nwho = "Ada"\nwhy = "next year"\nwhen = 2026-11-28\n'
    for name, words in {
        "reel.toml": f'title = "A"\n\n{waiver}',
        "film.fountain": SCRIPT,
        "cast/lin.toml": 'name = "Lin"\n',
        "places/cafe.toml": 'name = "Cafe"\nkind = "cafe"\n',
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    return tmp_path


def matcher() -> dict[str, object]:
    """The problem matcher on the page."""
    blocks = re.findall(r"^```json\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    (task,) = [json.loads(block) for block in blocks if "problemMatcher" in block]
    found: dict[str, object] = task["problemMatcher"]
    return found


def test_matcher_reads_every_finding(project: Path) -> None:
    """Each finding's line is matched with its file, line, severity, code and message; no other line is."""
    done = CliRunner().invoke(main, ["check", str(project)])
    told = json.loads(CliRunner().invoke(main, ["check", str(project), "--json"]).output)["findings"]
    pattern = matcher()["pattern"]
    assert isinstance(pattern, dict)
    parts = [
        tuple(found[pattern[name]] for name in ("file", "line", "severity", "code", "message"))
        for line in done.output.splitlines()
        if (found := re.fullmatch(pattern["regexp"], line))
    ]
    assert parts == [
        (each["file"], str(each["line"]), each["severity"], each["rule"], each["message"])
        for each in told
        if each["waived"] is None
    ]
    assert {severity for _, _, severity, _, _ in parts} == {"error", "warning", "note"}
    assert len(parts) == len(told) - 1


def test_matcher_knows_when_a_check_is_over(project: Path) -> None:
    """The last line ends a check, with findings and without; a finding's line does not."""
    background = matcher()["background"]
    assert isinstance(background, dict)
    ends = background["endsPattern"]
    lines = CliRunner().invoke(main, ["check", str(project)]).output.splitlines()
    assert [line for line in lines if re.search(ends, line)] == lines[-1:]
    (project / "film.fountain").write_text("INT. CAFE - DAY\n\nLIN\nHello.\n", encoding="utf-8")
    (project / "reel.toml").write_text('title = "A"\n', encoding="utf-8")
    assert CliRunner().invoke(main, ["check", str(project)]).output == "nothing found\n"
    assert re.search(ends, "nothing found")
