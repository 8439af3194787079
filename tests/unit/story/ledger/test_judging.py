"""What must be seen is written for people and programs, and a judge's answers are held against it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reelwright.cli import main
from reelwright.film import Card, Figure, FrameRate, Mark, Setting, Shot, ShotKind, ShotList, ShotSize, SourceLine
from reelwright.story import (
    Answers,
    Cards,
    Look,
    Person,
    StoryError,
    check_orders,
    judge_film,
    read_answers,
    read_orders,
    write_states,
)

AT = SourceLine("film.fountain", 7)
CARDS = Cards({"lin": Person("lin", "Lin", looks=(Look("black suit"), Look("red suit")))})
LIN = Figure("lin", look="red suit", marks=frozenset({Mark.BRUISE}))
SHOTS = (
    Shot("title", 1, ShotKind.TITLE, ShotSize.LS, Setting("office"), AT, card=Card("A")),
    Shot("s01-01", 1, ShotKind.SINGLE, ShotSize.MS, Setting("office"), AT, (LIN,)),
    Shot("s01-02", 1, ShotKind.SINGLE, ShotSize.CU, Setting("office"), AT, (Figure("lin"),)),
)
FILM = ShotList("A", "en", FrameRate(24), "9:16", SHOTS)
GOOD = {"schema": "reelwright.answers", "version": 1, "judge": "Ada", "answers": {"s01-01/people": True}}


def test_states_are_written_shot_by_shot() -> None:
    """Each picture has its clauses, references with the look by name, and questions; a title has none."""
    document = json.loads(write_states(FILM, CARDS))
    assert (document["schema"], document["version"], document["language"]) == ("reelwright.states", 1, "en")
    first, second = document["shots"]
    assert first == {
        "id": "s01-01",
        "source": "film.fountain:7",
        "place": "office",
        "states": ["Lin wears red suit", "Lin has a bruise"],
        "references": [
            {"kind": "look", "subject": "lin", "look": "red suit"},
            {"kind": "place", "subject": "office"},
        ],
        "questions": {
            "s01-01/lin/look": "Is it so that Lin wears red suit?",
            "s01-01/lin/bruise": "Is it so that Lin has a bruise?",
            "s01-01/people": "Is it so that exactly one person is in the picture?",
        },
    }
    assert second["references"][0]["look"] == "black suit"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": "other"}, "no file of answers"),
        ({"version": 2}, "version 2"),
        ({"judge": " "}, "who judged"),
        ({"answers": {"x": "yes"}}, "true or false"),
        ({"answers": []}, "true or false"),
    ],
)
def test_answers_that_cannot_be_read_are_told(change: dict[str, object], said: str) -> None:
    """Another schema or version, nobody who judged, and anything but true and false are refused with a mend."""
    assert read_answers(json.dumps(GOOD)) == Answers("Ada", {"s01-01/people": True})
    with pytest.raises(StoryError, match=said) as told:
        read_answers(json.dumps(GOOD | change), where="answers.json")
    assert told.value.where == "answers.json"
    assert "reelwright.answers" in told.value.mend


@pytest.mark.parametrize("text", ["{", "[]", "[" * 100_000])
def test_answers_that_are_no_answers(text: str) -> None:
    """What is no JSON object is told, also when it is nested without end."""
    with pytest.raises(StoryError):
        read_answers(text)


def test_answers_are_counted_and_every_no_is_told() -> None:
    """A no is told at its shot, what was not judged is a note, and an answer to nothing a warning."""
    said = {"s01-01/lin/look": True, "s01-01/lin/bruise": False, "s01-01/people": True, "s09-01/people": True}
    judgement = judge_film(FILM, CARDS, Answers("Ada", said))
    assert [(each.rule, each.shot) for each in judgement.findings] == [
        ("L501", "s01-01"),
        ("L502", "s01-02"),
        ("L503", ""),
    ]
    assert (judgement.seen.holds, judgement.seen.of) == (2, 3)
    assert (judgement.judged.holds, judgement.judged.of) == (3, 5)


def test_judge_who_sees_everything_finds_nothing() -> None:
    """All yes: no finding, and both scores whole."""
    questions = {key: True for shot in json.loads(write_states(FILM, CARDS))["shots"] for key in shot["questions"]}
    judgement = judge_film(FILM, CARDS, Answers("Ada", questions))
    assert judgement.findings == ()
    assert (judgement.seen.value, judgement.judged.value) == (1.0, 1.0)


def test_command_reads_a_judge_from_a_file(tmp_path: Path) -> None:
    """`reel check --answers` ends with 1 when the judge says no, and says how much was judged."""
    for name, words in {
        "film/reel.toml": 'title = "A"\n',
        "film/cast/lin.toml": 'name = "Lin"\n',
        "film/places/cafe.toml": 'name = "Cafe"\nkind = "cafe"\n',
        "film/film.fountain": "INT. CAFE - DAY\n\nLIN\nHello.\n",
        "answers.json": json.dumps(GOOD | {"answers": {"s01-01/lin/look": False}}),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(tmp_path / "film"), "--answers", str(tmp_path / "answers.json")])
    assert done.exit_code == 1
    assert "error L501: the judge says no: Is it so that Lin wears everyday?" in done.output
    assert "seen as it must be: 0 of 1\njudged: 1 of" in done.output
    (tmp_path / "orders.json").write_text(
        json.dumps({**ORDERS, "orders": {"s01-01": {"prompt": "Lin", "references": []}}}), encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["check", str(tmp_path / "film"), "--orders", str(tmp_path / "orders.json")])
    assert done.exit_code == 1
    assert "error L401" in done.output
    assert "L501" not in done.output


SUIT = {"kind": "look", "subject": "lin", "look": "red suit"}
ORDER: dict[str, object] = {"prompt": "Lin wears red suit. Lin has a bruise.", "references": [SUIT]}
ORDERS = {"schema": "reelwright.orders", "version": 1, "most": 1, "orders": {"s01-01": ORDER}}


def test_order_that_lacks_something_is_told_before_it_is_paid() -> None:
    """A look without a reference, too many references and a state without words are told; a whole order is not."""

    def rules(order: dict[str, object], shot: str = "s01-01") -> list[str]:
        orders = read_orders(json.dumps({**ORDERS, "orders": {shot: order}}))
        return [found.rule for found in check_orders(FILM, CARDS, orders)]

    assert rules(ORDER) == []
    assert rules(ORDER | {"references": []}) == ["L401"]
    assert rules(ORDER | {"references": [SUIT, {"kind": "place", "subject": "office"}]}) == ["L402"]
    assert rules(ORDER | {"prompt": "Lin wears red suit."}) == ["L403"]
    first: dict[str, object] = {"prompt": "Lin wears black suit", "references": [SUIT | {"look": "black suit"}]}
    assert rules(first, "s01-02") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": "other"}, "no file of orders"),
        ({"version": 2}, "version 2"),
        ({"most": True}, "how many"),
        ({"orders": []}, "no orders"),
        ({"orders": {"s01-01": {"prompt": 1}}}, "a prompt"),
        ({"orders": {"s01-01": {"prompt": "", "references": [{"kind": "sound", "subject": "x"}]}}}, "a kind"),
        ({"orders": {"s09-09": ORDER}}, "no shot s09-09"),
    ],
)
def test_orders_that_cannot_be_read_are_told(change: dict[str, object], said: str) -> None:
    """Another form, and an order for a shot that is not there, are refused with a mend."""
    with pytest.raises(StoryError, match=said) as told:
        check_orders(FILM, CARDS, read_orders(json.dumps(ORDERS | change)))
    assert told.value.mend
