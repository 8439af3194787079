"""What a shot must show is compiled from the ledger, and orders and answers are held to it."""

import re
from dataclasses import replace

import pytest

from reelwright.film import (
    PROP_KINDS,
    Card,
    Figure,
    FrameRate,
    Mark,
    Setting,
    Shot,
    ShotKind,
    ShotList,
    ShotSize,
    SourceLine,
)
from reelwright.story import (
    Cards,
    Look,
    Person,
    PictureOrder,
    Reference,
    check_answers,
    check_order,
    questions_of,
    references_of,
    score_references,
    states_of,
)

CARDS = Cards({"lin": Person("lin", "Lin", looks=(Look("black suit"), Look("red suit"))), "kai": Person("kai", "Kai")})
LIN = Figure("lin", look="red suit", holds="letter", marks=frozenset({Mark.BRUISE}))
AT = SourceLine("film.fountain", 7)
SHOT = Shot("s01-02", 1, ShotKind.GROUP, ShotSize.MS, Setting("office"), AT, (LIN, Figure("kai", x=0.8)))
GOOD = PictureOrder(". ".join(states_of(SHOT, CARDS)), references_of(SHOT))


def rules(order: PictureOrder, most: int = 9) -> list[str]:
    """What is found in an order."""
    return [found.rule for found in check_order(SHOT, CARDS, order, most=most)]


def test_states_name_clothes_hands_and_marks() -> None:
    """Every state has its clause, in the language of the prompt; the first look by its name."""
    assert states_of(SHOT, CARDS) == (
        "Lin wears red suit",
        "Lin holds a letter",
        "Lin has a bruise",
        "Kai wears everyday",
    )
    assert states_of(SHOT, CARDS, language="zh")[1:3] == ("Lin手里拿着信", "Lin脸上有淤青")


def test_references_stand_in_the_order_in_which_they_matter() -> None:
    """Looks first, then things in hand, then the place."""
    assert references_of(SHOT) == (
        Reference("look", "lin", "red suit"),
        Reference("look", "kai"),
        Reference("prop", "letter"),
        Reference("place", "office"),
    )


def test_order_made_of_what_is_compiled_is_right() -> None:
    """An order with the compiled words and references lacks nothing."""
    assert rules(GOOD) == []


def test_order_without_a_look_is_told() -> None:
    """A reference of another look does not count."""
    others = (Reference("look", "lin", "black suit"), *GOOD.references[1:])
    assert rules(PictureOrder(GOOD.prompt, others)) == ["L401"]


def test_order_with_more_references_than_the_model_takes_is_told() -> None:
    """Four references are too many for a model that takes three, and not for one that takes four."""
    assert rules(GOOD, most=3) == ["L402"]
    assert rules(GOOD, most=4) == []


def test_prompt_that_leaves_a_state_out_is_told_with_its_clause() -> None:
    """What the prompt does not say is named; the finding stands at the shot and its line."""
    (found,) = check_order(SHOT, CARDS, PictureOrder(GOOD.prompt.replace("bruise", "smile"), GOOD.references), most=9)
    assert (found.rule, found.shot, found.where) == ("L403", "s01-02", AT)
    assert "Lin has a bruise" in found.message


def test_judge_is_asked_for_each_state_and_the_number_of_people() -> None:
    """Each question has a stable id, and its right answer is yes."""
    asked = questions_of(SHOT, CARDS)
    assert [question.id for question in asked] == [
        "s01-02/lin/look",
        "s01-02/lin/hand",
        "s01-02/lin/bruise",
        "s01-02/kai/look",
        "s01-02/people",
    ]
    assert asked[1].text == "Is it so that Lin holds a letter?"


def test_judge_who_says_no_or_nothing_is_told() -> None:
    """A no is an error, a missing answer a note, and all yes is nothing."""
    asked = questions_of(SHOT, CARDS)
    yes = {question.id: True for question in asked}
    assert check_answers(SHOT, asked, yes) == ()
    no = yes | {"s01-02/lin/bruise": False}
    del no["s01-02/people"]
    assert [found.rule for found in check_answers(SHOT, asked, no)] == ["L501", "L502"]


def test_shot_of_which_nothing_was_judged_is_told_once() -> None:
    """A judge who passed a whole shot over is told in one note; a title has nothing to judge."""
    asked = questions_of(SHOT, CARDS)
    (found,) = check_answers(SHOT, asked, {"s01-01/people": True})
    assert (found.rule, found.shot) == ("L502", "s01-02")
    assert "5 things" in found.message
    assert questions_of(replace(SHOT, card=Card("A film")), CARDS) == ()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_prop_and_mark_can_be_said(language: str) -> None:
    """Whatever can be drawn in a hand or on a skin has its clause; in Chinese no English word is left."""
    shots = [replace(SHOT, figures=(Figure("kai", look="夹克", holds=kind),)) for kind in PROP_KINDS]
    shots += [replace(SHOT, figures=(Figure("kai", look="夹克", marks=frozenset({mark})),)) for mark in Mark]
    said = [states_of(each, CARDS, language=language)[1] for each in shots]
    assert len(set(said)) == len(PROP_KINDS) + len(Mark)
    if language == "zh":
        assert [each for each in said if re.search("[a-z]", each.replace("Kai", ""))] == []


def test_references_that_fit_into_an_order_are_counted() -> None:
    """Of four looks an order of three pictures carries three; who was seen last in the shot before is counted so."""
    crowd = tuple(Figure(name, x=0.2 * n) for n, name in enumerate("abcd"))
    board = ShotList("A", "en", FrameRate(24), "9:16", (replace(SHOT, figures=crowd), replace(SHOT, id="2")))
    scores = {score.name: (score.holds, score.of) for score in score_references([board, board], most=3)}
    assert scores["looks that an order of 3 pictures carries"] == (10, 12)
    assert scores["carried, seen last 2 to 5 shots before"] == (5, 6)
    assert [score.value for score in score_references([], most=3)] == [1.0] * len(scores)
