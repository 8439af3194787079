"""Every rule finds what it is for and leaves its neighbour alone; findings are told in three forms."""

import json
from pathlib import Path

import pytest

from reelwright.film import SourceLine
from reelwright.story import (
    Cards,
    Finding,
    Person,
    Place,
    Project,
    Repair,
    RepairKind,
    Settings,
    Severity,
    StoryError,
    all_rules,
    check_story,
    format_findings,
    read_fountain,
    stage_episode,
)

CARDS = Cards(
    people={"lin": Person("lin", "Lin", gender="female"), "kai": Person("kai", "Kai", gender="male")},
    places={"cafe": Place("cafe", "Cafe"), "roof": Place("roof", "Rooftop")},
)
GOOD = "INT. CAFE - DAY\n\nLin waits for Kai.\n\nKAI\nHere.\n\nLIN\nAt last.\n\nEXT. ROOFTOP - NIGHT\n\nLin waits.\n"
LONG = "word " * 40


def project(text: str, *, cards: Cards = CARDS, title: str = "A") -> Project:
    """A project of one script, without a folder."""
    return Project(Path(), Settings(title=title), cards, (read_fountain(text, file="film.fountain"),))


def found(text: str, *, cards: Cards = CARDS, title: str = "A") -> set[str]:
    """The rules that find something in a text."""
    return {finding.rule for finding in check_story(project(text, cards=cards, title=title))}


def test_a_good_script_has_no_findings() -> None:
    """Nothing is found where nothing is wrong."""
    assert check_story(project(GOOD)) == ()


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("S001", GOOD + "\nZORRO\nHa.\n"),
        ("S002", GOOD + "\nEXT. MOON - DAY\n\nDust.\n"),
        ("S003", GOOD + "\nLIN\n\nShe waits.\n"),
        ("S003", GOOD + "\n@Lin\n\nShe waits.\n"),
        ("S004", GOOD + "\nLIN\n...\n"),
        ("S005", GOOD + f"\nLIN\n{LONG}\n"),
        ("S006", GOOD + "\nINT. CAFE - DAY\n\n= She waits.\n"),
        ("S007", GOOD + "\nINT. CAFE - DAY\n\n[[mood: sad]]\n"),
        ("S008", GOOD + "\nEXT. ROOFTOP - NIGHT\n\nKai waits.\n"),
        ("S009", GOOD + "\nLIN\n(wibbling)\nHi.\n"),
        ("S010", GOOD + "\n[[wear: Lin = tutu]]\n"),
        ("S011", GOOD + "\n[[insert: zeppelin | | Hello]]\n"),
        ("S015", GOOD + "\n[[never closed\n"),
        ("S015", GOOD + "\n/* never closed\n"),
        ("S016", GOOD + "\nKIA\nHi.\n"),
        ("S017", GOOD + "\n[[weather: frogs]]\n"),
        ("S018", GOOD + "\n[[hold: Zorro = key]]\n"),
        ("S019", GOOD + "\nShe waits.\nINT. CAFE - DAY\n"),
        ("S020", "Once.\n\n" + GOOD),
        ("S022", "Nothing but words, said Lin and Kai.\n"),
        ("S024", "INT. CAFE\n\nLin and Kai wait.\n\nEXT. ROOFTOP - DAY\n\nKai and Lin wait.\n"),
        ("S025", GOOD + "\n[[hold: Kai]]\n"),
        ("S027", "INT. CAFE - DAY\n\nDust.\n"),
        ("S030", f"INT. CAFE - DAY\n\n{LONG * 2}\n\n" + GOOD),
    ],
)
def test_each_rule_finds_its_case(rule: str, text: str) -> None:
    """A script with one thing wrong has the finding for it, at a line, with a mend."""
    findings = [finding for finding in check_story(project(text)) if finding.rule == rule]
    assert findings
    assert all(finding.where.line >= 1 and finding.mend for finding in findings)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("S003", GOOD + "\nLIN\nHello.\n"),
        ("S004", GOOD + "\nLIN\n...no.\n"),
        ("S005", GOOD + f"\nLIN\n{LONG[:60]}\n(beat)\n{LONG[:60]}\n"),
        ("S006", GOOD + "\nINT. CAFE - DAY\n\nDust.\n"),
        ("S007", GOOD + "\nINT. CAFE - DAY\n\n[[insert: phone | Mum | Hi]]\n"),
        ("S008", GOOD + "\nEXT. ROOFTOP - LATER\n\nKai waits.\n"),
        ("S008", GOOD + "\nEXT. ROOFTOP - NIGHT\n\n[[day: +1]]\n\nKai waits.\n"),
        ("S010", GOOD + "\n[[wear: Lin = everyday]]\n"),
        ("S015", GOOD + "\n[[closed]] /* closed */\n"),
        ("S019", GOOD + "\nShe waits.\n\nINT. CAFE - DAY\n\nGo.\n"),
        ("S030", f"INT. CAFE - DAY\n\nLIN\nHey.\n\n{LONG * 2}\n\n" + GOOD),
    ],
)
def test_each_rule_leaves_the_neighbour_alone(rule: str, text: str) -> None:
    """What is nearly wrong but right is not found."""
    assert rule not in found(text)


def test_rules_about_cards() -> None:
    """Shared names, unused cards and a missing title are found; distinct ones are not."""
    twin = Cards(
        people={**CARDS.people, "kai2": Person("kai2", "Kai")}, places={**CARDS.places, "lin": Place("lin", "Lin")}
    )
    assert {"S014", "S023", "S029"} <= found(GOOD, cards=twin)
    assert "S013" in found(GOOD, title="")
    assert "S013" not in found(f"Title: B\n\n{GOOD}", title="")


def test_too_many_people_for_one_frame() -> None:
    """Seven people in a scene are a crowd, six are not."""
    people = {name: Person(name, name.upper()) for name in ("ann", "bob", "cid", "dan", "eve", "fay", "gus")}
    cards = Cards(people=people, places=CARDS.places)
    speeches = [f"{name.upper()}\nHello.\n\n" for name in people]
    assert "S012" in found("INT. CAFE - DAY\n\n" + "".join(speeches), cards=cards)
    assert "S012" not in found("INT. CAFE - DAY\n\n" + "".join(speeches[:6]), cards=cards)


def test_a_name_used_once_that_is_nearly_another() -> None:
    """Marie among many Marias is asked about; a name used often is not."""
    cards = Cards(people={n.lower(): Person(n.lower(), n) for n in ("Maria", "Marie")}, places=CARDS.places)
    text = "INT. CAFE - DAY\n\nMARIA\nA.\n\nMARIA\nB.\n\nMARIE\nC.\n\nEXT. ROOFTOP - DAY\n\nMaria waits.\n"
    assert "S028" in found(text, cards=cards)
    assert "S028" not in found(text + "\nMARIE\nD.\n", cards=cards)


def test_what_the_script_does_not_say_comes_from_the_settings() -> None:
    """Title and next-time words of reel.toml fill in, and the script's own come first."""
    settings = Settings(title="A", next_time="Soon")
    for text, title in ((GOOD, "A"), (f"Title: B\n\n{GOOD}", "B")):
        each = Project(Path(), settings, CARDS, (read_fountain(text),))
        screenplay, _ = stage_episode(each, each.scripts[0])
        assert (screenplay.title, screenplay.next_time) == (title, "Soon")


FINDINGS = (
    Finding("S001", Severity.ERROR, "who?", SourceLine("film 1.fountain", 3), expected="Lin", mend="write Lin"),
    Finding("S009", Severity.NOTE, "how?", SourceLine("剧本.fountain", 5)),
)


def test_findings_as_text() -> None:
    """A line to click, what was expected, how to mend, and a sum."""
    text = format_findings(FINDINGS, "text")
    assert text.startswith("film 1.fountain:3: error S001: who?\n    expected: Lin\n    mend: write Lin\n")
    assert text.endswith("1 error, 1 note\n")
    assert format_findings((), "text") == "nothing found\n"


def test_findings_as_json() -> None:
    """JSON names its schema and carries every field."""
    told = json.loads(format_findings(FINDINGS, "json"))
    assert told["schema"] == "reelwright.findings/1"
    assert told["findings"][0]["line"] == 3
    assert json.loads(format_findings((), "json"))["findings"] == []


def test_findings_as_sarif() -> None:
    """SARIF 2.1.0: version, a rule for each result at its index, levels and escaped addresses."""
    log = json.loads(format_findings(FINDINGS, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note", "none")
        location = result["locations"][0]["physicalLocation"]
        assert location["region"]["startLine"] >= 1
        assert location["artifactLocation"]["uri"].isascii()
        assert " " not in location["artifactLocation"]["uri"]
    with pytest.raises(StoryError, match="yaml"):
        format_findings(FINDINGS, "yaml")


def test_sarif_brings_what_mends() -> None:
    """A line to put in deletes nothing and ends with its line; one to write instead replaces the whole line."""
    at = SourceLine("a b.fountain", 7)
    repairs = (Repair(RepairKind.INSERT, at, "[[enter: Lin]]"), Repair(RepairKind.CHANGE, at, "[[exit: Lin]]"))
    found = Finding("L113", Severity.ERROR, "Lin is not here", at, repairs=repairs, shot="s01-02", time="day 1")
    log = json.loads(format_findings([found], "sarif"))
    (result,) = log["runs"][0]["results"]
    assert result["properties"] == {"shot": "s01-02", "time": "day 1"}
    changes = [fix["artifactChanges"][0] for fix in result["fixes"]]
    assert {change["artifactLocation"]["uri"] for change in changes} == {"a%20b.fountain"}
    assert [change["replacements"][0] for change in changes] == [
        {
            "deletedRegion": {"startLine": 7, "startColumn": 1, "endColumn": 1},
            "insertedContent": {"text": "[[enter: Lin]]\n"},
        },
        {"deletedRegion": {"startLine": 7, "startColumn": 1}, "insertedContent": {"text": "[[exit: Lin]]"}},
    ]
    plain = json.loads(format_findings([Finding("L113", Severity.ERROR, "x", at)], "sarif"))["runs"][0]["results"][0]
    assert not {"fixes", "properties"} & plain.keys()


def test_every_rule_has_a_page_in_the_reference() -> None:
    """The reference tells of each rule by id, and of no rule that is not there."""
    page = (Path(__file__).parents[3] / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    headings = [line.split()[1] for line in page.splitlines() if line.startswith(("## B", "## S", "## T"))]
    rules = {rule.id: rule for rule in all_rules().values() if not rule.id.startswith("L")}
    assert sorted(headings) == sorted(rules)
    assert all(rule.about in page and rule.mend in page for rule in rules.values())


def test_actions_that_nobody_acts_are_told_in_one_note() -> None:
    """A script with many unknown lines has one note at the first of them, which names the others."""
    text = "INT. CAFE - DAY\n\nThe dust hangs.\n\nLIN\nHi.\n\nLin smiles.\n\nA tram.\n\nOnly years.\n"
    (note,) = [finding for finding in check_story(project(text)) if finding.rule == "S032"]
    assert (note.severity, note.where.line) == (Severity.NOTE, 3)
    assert '"The dust hangs."' in note.message
    assert "10, 12" in note.message


def test_many_unknown_actions_are_cut_short() -> None:
    """A novel in action lines is still one line of finding."""
    text = "INT. CAFE - DAY\n\nLIN\nHi.\n\n" + "Dust hangs.\n\n" * 60
    (note,) = [finding for finding in check_story(project(text)) if finding.rule == "S032"]
    assert note.message.endswith("…")
    assert len(note.message) < 160


def test_chinese_actions_are_asked_the_chinese_lexicon() -> None:
    """What the film's own language knows is no finding; what it does not know is one."""
    chinese = Project(
        Path(), Settings(title="A", language="zh"), CARDS,
        (read_fountain("内景 Cafe 日\n\nLin坐下。\n\n岁月无声。\n\nLIN\n你好。\n", file="film.fountain"),),
    )  # fmt: skip
    assert [f.where.line for f in check_story(chinese) if f.rule == "S032"] == [5]
