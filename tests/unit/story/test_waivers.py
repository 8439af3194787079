"""A finding that somebody allows stops nothing, is still told, and a waiver that is not needed is told itself."""

import json
from pathlib import Path

import pytest

from reelwright.story import (
    Cards,
    Finding,
    Person,
    Place,
    Project,
    ProjectError,
    Severity,
    check_story,
    format_findings,
    read_fountain,
    read_settings,
)

CARDS = Cards({"lin": Person("lin", "Lin")}, {"cafe": Place("cafe", "Cafe", kind="cafe")})
PLANT = "INT. CAFE - DAY\n\nLIN\nI hide the key.\n\n[[plant: the key]]\n\nLIN\nSo.\n"
WAIVER = '[[waiver]]\nrule = "L304"\nsays = "the KEY"\nwho = "Ada"\nwhy = "it pays next year"\nwhen = 2026-11-28\n'


def check(settings: str) -> tuple[Finding, ...]:
    """What is found in a script that plants and never pays."""
    project = Project(Path(), read_settings(f'title = "A"\n{settings}'), CARDS, (read_fountain(PLANT, file="f"),))
    return check_story(project)


def test_waived_finding_is_a_note_that_says_who_and_why() -> None:
    """The finding stays, as a note, with the waiver; text, JSON and SARIF tell it."""
    (found,) = check(WAIVER)
    assert (found.rule, found.severity) == ("L304", Severity.NOTE)
    assert found.waiver is not None
    assert found.waiver.who == "Ada"
    text = format_findings([found])
    assert "f:6: waived L304" in text
    assert "why: it pays next year (Ada, 2026-11-28)" in text
    assert text.endswith("1 waived\n")
    assert json.loads(format_findings([found], "json"))["findings"][0]["waived"]["when"] == "2026-11-28"
    (result,) = json.loads(format_findings([found], "sarif"))["runs"][0]["results"]
    assert result["suppressions"][0]["justification"].startswith("it pays next year")


@pytest.mark.parametrize("part", ['says = "the door"', 'file = "g"', 'rule = "L305"'])
def test_waiver_that_fits_nothing_is_told(part: str) -> None:
    """Another word, file or rule waives nothing: the finding stays and the waiver is told at its line."""
    key = part.split(" ", maxsplit=1)[0]
    lines = [line for line in WAIVER.splitlines() if not line.startswith(f"{key} ")]
    found = check("\n".join([*lines, part]))
    assert {(each.rule, each.severity) for each in found} == {
        ("L304", Severity.WARNING),
        ("S040", Severity.WARNING),
    }
    (told,) = [each for each in found if each.rule == "S040"]
    assert str(told.where) == "reel.toml:2"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('rule = "L304"', 'rule = "L999"', "cannot be"),
        ('rule = "L304"', 'rule = "S001"', "cannot be waived"),
        ('who = "Ada"\n', "", '"who" is missing'),
        ("2026-11-28", '"soon"', "is no day"),
    ],
)
def test_waiver_without_its_parts_is_refused(old: str, new: str, what: str) -> None:
    """An unknown rule, a rule that leaves nothing to show, a missing name or day is an error in reel.toml."""
    with pytest.raises(ProjectError, match=what):
        check(WAIVER.replace(old, new))


def test_each_finding_that_may_be_allowed_brings_its_waiver() -> None:
    """In JSON a finding has the waiver to write: with who, why and when filled in it is waived, and not before."""
    (told,) = json.loads(format_findings(check(""), "json"))["findings"]
    with pytest.raises(ProjectError):
        check(told["waiver"])
    signed = told["waiver"].replace('who = ""', 'who = "Ada"').replace('why = ""', 'why = "so"')
    (found,) = check(signed.replace("when = ", "when = 2026-11-28"))
    assert found.waiver is not None
    (waived,) = json.loads(format_findings([found], "json"))["findings"]
    assert waived["waiver"] == ""
