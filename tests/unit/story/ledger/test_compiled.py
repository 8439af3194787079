"""What a shot must show is compiled from the ledger, and orders and answers are held to it."""

from reelwright.film import Figure, Mark, Setting, Shot, ShotKind, ShotSize, SourceLine
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
        "Lin holds letter",
        "Lin has bruise",
        "Kai wears everyday",
    )
    assert states_of(SHOT, CARDS, language="zh")[1] == "Lin手里拿着letter"


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
    assert "Lin has bruise" in found.message


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
    assert asked[1].text == "Is it so that Lin holds letter?"


def test_judge_who_says_no_or_nothing_is_told() -> None:
    """A no is an error, a missing answer a note, and all yes is nothing."""
    asked = questions_of(SHOT, CARDS)
    yes = {question.id: True for question in asked}
    assert check_answers(SHOT, asked, yes) == ()
    no = yes | {"s01-02/lin/bruise": False}
    del no["s01-02/people"]
    assert [found.rule for found in check_answers(SHOT, asked, no)] == ["L501", "L502"]
