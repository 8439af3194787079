"""Very common phrases show what a reader would expect, and nothing embarrassing."""

import tomllib
from pathlib import Path

import pytest
from test_stage import acts, lines

from reelwright.film import Emotion, Manner
from reelwright.story import Act
from reelwright.story.acting import read_delivery
from reelwright.story.lexicon import load_lexicon

TABLE = tomllib.loads((Path(__file__).parent / "common_phrases.toml").read_text("utf-8"))


def rows(kind: str) -> list[tuple[str, str, str]]:
    """Language, phrase and what it should do."""
    return [(language, *row) for language in TABLE for row in TABLE[language][kind].items()]


@pytest.mark.parametrize(("language", "phrase", "expected"), rows("parenthetical"))
def test_a_common_parenthetical_is_acted_as_one_reads_it(language: str, phrase: str, expected: str) -> None:
    """Emotion, manner and gesture are those of the table, and the phrase is known."""
    found = read_delivery(phrase, load_lexicon(language))
    assert " ".join(x.value for x in (found.emotion, found.manner, found.gesture) if x) == expected
    assert found.known


@pytest.mark.parametrize(("language", "phrase", "expected"), rows("action"))
def test_a_common_action_is_acted_as_one_reads_it(language: str, phrase: str, expected: str) -> None:
    """Feelings, gestures, what the body does, coming and going, and things in hand are those of the table."""
    assert ", ".join(_words(act) for act in acts(phrase, language)) == expected


def _words(act: Act) -> str:
    moves = {True: "enter", False: "exit", None: ""}[act.enters]
    body = [act.posture or "", "walk" if act.walks else ""]
    shown = [act.emotion or "", act.gesture or "", *body, moves, act.prop]
    return " ".join(word for word in shown if word)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_is_large(language: str) -> None:
    """At least sixty phrases of each language are held to what they mean."""
    assert sum(len(rows) for rows in TABLE[language].values()) >= 60


def test_who_was_here_and_steps_out_of_the_dark_stays() -> None:
    """Out of the dark somebody comes, even when they were named before; out of the door they go."""
    assert [act.enters for act in acts("Lin waits.\n\nLin steps out of the dark.")] == [True]
    assert [act.enters for act in acts("Lin waits.\n\nLin steps out.")] == [False]


@pytest.mark.parametrize(
    ("speech", "emotion"), [("(quietly)\nWhat?", Emotion.NEUTRAL), ("(quietly)\nI hate you.", Emotion.ANGRY)]
)
def test_quiet_is_not_startled(speech: str, emotion: Emotion) -> None:
    """A quiet "What?" is soft without surprise; other feelings still come from the words."""
    (line,) = lines(f"LIN\n{speech}")
    assert (line.manner, line.emotion) == (Manner.SOFT, emotion)


@pytest.mark.parametrize("text", ["林站在老陈对面，面无表情。", "林相信老陈。", "林走进花园。"])
def test_a_word_that_only_holds_the_sign_of_a_thing_is_no_thing(text: str) -> None:
    """对面 is no bowl of noodles and 相信 no letter; 一碗面 is."""
    lexicon = load_lexicon("zh")
    assert lexicon.props.find(text) == []
    assert [hit.value for hit in lexicon.props.find("林端着一碗面。")] == ["bowl", "bowl"]
