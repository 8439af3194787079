"""Insisting on an answer, and the purse that pays for it."""

import pytest

from reelwright.film import Plain
from reelwright.story import ChatError, Cost, Message, Purse, PurseError, Question, insist
from reelwright.testing import FakeChat

ASKED = Question((Message("user", "Name a film."),), {"type": "object"}, name="film")


def title(data: Plain) -> str:
    """The title in an answer."""
    if not isinstance(data, dict):
        raise TypeError("not an object")
    return str(data["title"])


def test_wrong_answer_is_asked_again_with_what_was_wrong() -> None:
    """The second question carries the first answer and what it lacked."""
    model = FakeChat({"name": "x"}, {"title": "The Lift"})
    assert insist(model.reply, ASKED, title) == "The Lift"
    said = model.asked[1].messages
    assert [message.role for message in said] == ["user", "assistant", "user"]
    assert "title" in said[-1].text


def test_answer_that_never_fits_is_an_error() -> None:
    """After three tries the error says what was wrong last."""
    with pytest.raises(ChatError, match=r"film.*3 tries.*title"):
        insist(FakeChat(by=lambda _: {"name": "x"}).reply, ASKED, title)


def test_purse_refuses_beyond_its_limit() -> None:
    """A purse admits calls up to its limit, counts every one, and refuses the next."""
    purse = Purse(most_micros=10)
    purse.admit()
    purse.pay(Cost(1, 5, 5, 10))
    with pytest.raises(PurseError):
        purse.admit()
    assert purse.spent == Cost(1, 5, 5, 10)


def test_purse_without_a_limit_admits_all() -> None:
    """No limit is no limit."""
    purse = Purse()
    purse.pay(Cost(1_000, 10**9, 10**9, 10**12))
    purse.admit()
    with pytest.raises(PurseError):
        Purse(most_calls=1, spent=Cost(1)).admit()


def test_nobody_else_speaks() -> None:
    """A role that the protocol does not have is an error where it is written."""
    with pytest.raises(ChatError):
        Message("director", "Cut!")
