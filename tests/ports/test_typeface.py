"""The suite of the port ``Typeface``, for every adapter and the fake."""

import pytest

from reelwright.studio import Typeface
from reelwright.studio.adapters.drawn.letters import CarriedTypeface
from reelwright.testing import FakeTypeface

NO_LETTER = "\U0010fffd"  # a private character that nobody gave a shape


@pytest.fixture(params=[CarriedTypeface, FakeTypeface])
def typeface(request: pytest.FixtureRequest) -> Typeface:
    """One typeface after the other."""
    made: Typeface = request.param()
    return made


@pytest.mark.parametrize("text", ["", "Get behind me, Lin.", "林小雨：你为什么不早说？！……", "Ще не пізно"])
def test_nothing_is_missing_from_what_it_has(typeface: Typeface, text: str) -> None:
    """Latin, Chinese and Cyrillic with their marks can be drawn."""
    assert typeface.missing(text) == ""


def test_what_is_missing_comes_once_and_in_order(typeface: Typeface) -> None:
    """Of a text with a character that has no letter that character is told, once."""
    assert typeface.missing(f"a{NO_LETTER}b{NO_LETTER}?") == NO_LETTER


def test_white_space_is_never_missing(typeface: Typeface) -> None:
    """Breaks and wide spaces need no letter, and a question mark, which stands for what is missing, is there."""
    assert typeface.missing("a\n\tb\u3000c\u00a0?") == ""
