"""Asides: what a writer tells translators stands beside the line that it is about."""

import pytest

from reelwright.story import asides_of, read_fountain

SCRIPT = """INT. CAFE - DAY

[[mood: comic]]

[[{word}: face and noodles
sound alike]]

LIN
(dryly)
You lost your noodles.

KAI
I know.
"""


@pytest.mark.parametrize("word", ["pun", "Translator", "双关", "译注"])
def test_aside_is_about_the_next_line(word: str) -> None:
    """It belongs to the line after it and to no other, in one line of its own."""
    script = read_fountain(SCRIPT.replace("{word}", word), file="film.fountain")
    (where,) = asides_of(script)
    assert asides_of(script)[where] == "face and noodles sound alike"
    said = next(element for element in script.elements if element.source == where)
    assert said.text == "You lost your noodles."


def test_aside_may_be_about_what_is_read() -> None:
    """Before an insert it tells of the letter; another note in between does not take it."""
    text = "INT. CAFE - DAY\n\n[[pun: both meanings]]\n\n[[mood: sad]]\n\n[[insert: letter | Dear | Two]]\n\nLIN\nOh.\n"
    script = read_fountain(text, file="x")
    (where,) = asides_of(script)
    assert next(element.text for element in script.elements if element.source == where).startswith("insert")


def test_aside_with_nothing_after_it_in_its_scene_is_about_nothing() -> None:
    """It does not wander into the next scene; a plain remark is no aside."""
    text = "INT. CAFE - DAY\n\nLIN\nOh.\n\n[[pun: lost]]\n\nINT. CAFE - NIGHT\n\n[[nice line]]\n\nLIN\nAh.\n"
    assert asides_of(read_fountain(text, file="x")) == {}
