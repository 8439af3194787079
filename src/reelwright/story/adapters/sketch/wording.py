"""Wording: a line of a table in one of its many forms, and in its speaker's own words.

Knows choices, written ``[this/that/]``, and the words in which people differ (``voices_<language>.toml``).
Refuses to know which line is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from ...tables import Table, Value, load_table
from .dice import Dice
from .slots import article_of

_CHOICE: Final = re.compile(r"\[([^\[\]]*)\]")
_FIRST_LETTER: Final = re.compile(r"^(\W*)([a-z])")
_ENDED: Final = re.compile(r"[.!?…。！？—}]\W*$|\|")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_SLOT: Final = re.compile(r"(\{[^{}]*\})")


def choose_form(text: str, dice: Dice, *what: object, sentence: bool = True) -> str:
    """A line with each of its choices made, the innermost first; a sentence begins and ends as one."""
    count = 0
    while match := _CHOICE.search(text):
        options = match.group(1).split("/")
        text = text[: match.start()] + dice.pick(options, "form", *what, count) + text[match.end() :]
        count += 1
    if not count:
        return text
    text = re.sub(r" {2,}", " ", text).strip()
    if not sentence:
        return text
    return end_sentence(_FIRST_LETTER.sub(lambda found: found.group(1) + found.group(2).upper(), text))


@cache
def spoken_length(text: str) -> int:
    """How many letters of a line are said: of each of its choices one, the longest."""
    text = text.rpartition("| ")[2]
    while match := _CHOICE.search(text):
        text = text[: match.start()] + max(match.group(1).split("/"), key=len) + text[match.end() :]
    return len(text)


def end_sentence(text: str) -> str:
    """A line with a full stop where it has no end; one whose end is still to be filled in is left alone."""
    if not text or _ENDED.search(text):
        return text
    return text + ("。" if _HAN.search(text) else ".")


def names_walls(text: str, language: str) -> bool:
    """Whether a line speaks of what only a room has, such as its door, so that it is odd in the open."""
    return _walls(language).search(text) is not None


@cache
def _walls(language: str) -> re.Pattern[str]:
    headings = load_table(f"sketch/premise_{language}")["headings"]
    listed = headings["walls"] if isinstance(headings, dict) else []
    words = "|".join(re.escape(str(word)) for word in listed) if isinstance(listed, list) else ""
    return re.compile(words if language == "zh" else rf"\b(?:{words})\b", re.IGNORECASE)


def of_late(text: str, language: str, gender: str) -> str:
    """A line about somebody dead, written of a man, as it is said of whom the premise names; slots are left alone."""
    if gender != "female":
        return text
    parts = _SLOT.split(text)
    pattern, words = _late(language)
    for number in range(0, len(parts), 2):
        parts[number] = pattern.sub(lambda found: _capital_as(found[0], words[found[0].lower()]), parts[number])
    return "".join(parts)


@cache
def _late(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = load_table(f"sketch/voices_{language}")["late"]
    words = {key: str(word) for key, word in table.items()} if isinstance(table, dict) else {}
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!其)(?:{listed})(?!们)" if language == "zh" else rf"\b(?:{listed})\b", re.IGNORECASE), words


def speak_as(text: str, language: str, manner: str, pick: Callable[[Sequence[str], int], str]) -> str:
    """A line in the words of its speaker; what stands in braces is left alone.

    Args:
        text: the line, its slots still unfilled.
        language: the language that is spoken.
        manner: how the speaker talks, such as "grand".
        pick: which of the words for one thing the speaker uses, by the number of the thing.
    """
    parts = _SLOT.split(text)
    for pattern, group in _habits(language, manner):
        if not any(pattern.search(part) for part in parts[::2]):
            continue  # most lines have few of the words, and picking costs
        chosen = pick(group.words, group.number)
        for number in range(0, len(parts), 2):
            parts[number] = pattern.sub(lambda found, chosen=chosen: _like(found, chosen), parts[number])
    return "".join(parts)


class _Group:
    """Words that mean the same, of which everybody uses one."""

    __slots__ = ("number", "words")

    def __init__(self, number: int, words: tuple[str, ...]) -> None:
        self.number, self.words = number, words


@cache
def _habits(language: str, manner: str) -> tuple[tuple[re.Pattern[str], _Group], ...]:
    table = load_table(f"sketch/voices_{language}")
    manners = table["manner"]
    own = manners.get(manner, {}) if isinstance(manners, dict) else {}
    swaps = own.items() if isinstance(own, dict) else ()
    habits = [(_pattern((old,), language), _Group(-1, (str(new),))) for old, new in swaps]
    groups = [tuple(map(str, words)) for words in _lists(table, "same")]
    habits += [(_pattern(words, language), _Group(number, words)) for number, words in enumerate(groups)]
    return tuple(habits)


def _lists(table: Table, key: str) -> list[list[Value]]:
    value = table.get(key, [])
    return [each for each in value if isinstance(each, list)] if isinstance(value, list) else []


def _pattern(words: Sequence[str], language: str) -> re.Pattern[str]:
    """Any of the words, with an article before it; of a language with spaces only whole ones."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        listed if language == "zh" else rf"(?<![\w'])(?:(?P<article>an?)\s)?(?P<word>{listed})(?![\w'])", re.IGNORECASE
    )


def _like(found: re.Match[str], chosen: str) -> str:
    """The chosen word with a capital letter where the found one had it, and its own article."""
    if "word" not in found.re.groupindex:
        return chosen
    word, article = found["word"], found["article"]
    if not article:
        return _capital_as(word, chosen)
    return f"{_capital_as(article, article_of(chosen))} {_capital_as(word, chosen)}"


def _capital_as(found: str, chosen: str) -> str:
    return chosen[:1].upper() + chosen[1:] if found[:1].isupper() and not chosen[:1].isupper() else chosen
