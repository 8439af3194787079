"""Screening: what is said of a premise before anybody writes of it.

Knows which words make somebody a child and a story a love story, in which language a premise seems to be
written, and what looks like a person's whole name. Refuses to guess more: it holds no list of real people, and
whoever is not said to be a child is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from .errors import PremiseError
from .tables import Table, load_table, words_in
from .writing import Premise

_AGE: Final = re.compile(
    r"\b(\d{1,2})(?:[\s-]*years?[\s-]*olds?\b|\s*(?:岁|歳|años)|\b(?=\s*y/?o\b))|(\d{1,2})\s*(?:岁|歳|才(?=の))"
)
_GROWN: Final = 18
_SCRIPTS: Final = {
    "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "ARABIC": "Arabic", "CYRILLIC": "Russian",
    "HEBREW": "Hebrew", "DEVANAGARI": "Hindi", "THAI": "Thai", "GREEK": "Greek", "BENGALI": "Bengali",
    "TAMIL": "Tamil",
}  # fmt: skip
"""Writing that is of one language, or is called after the one that most of its readers read."""
_LEAST: Final = 2
"""Letters of a script, or little words of a language, from which a premise is in it."""
_WHOLE_NAME: Final = re.compile(
    r"(?<!\bin )(?<!\bat )(?<!\bto )(?<!\bof )(?<!\bnear )(?<!\bfrom )\b([A-Z][a-z]+(?:\s[A-Z][a-z'’-]+){1,2})\b"
)
"""Two words that are written large; after "in" or "from" they are a place."""


def screen_premise(premise: Premise) -> None:
    """Refuse a love story about a child.

    Raises:
        PremiseError: it names somebody under eighteen and asks for love.
    """
    if premise.story or not names_child(premise.text):
        return  # a given story is looked through sentence by sentence (young_love.py)
    themselves = any(not is_kept(premise.text, *child) for child in aged_under_eighteen(premise.text))
    if (themselves and _says(premise.text, "romance")) or premise.family in listed_words("romance", "families"):
        raise PremiseError(
            "a love story about somebody under eighteen is not written here",
            mend="make them grown up, or leave the love out",
        )


def names_child(text: str) -> bool:
    """Whether somebody in a premise is said to be under eighteen."""
    return next(aged_under_eighteen(text), None) is not None


def aged_under_eighteen(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says of somebody that he is under eighteen, by age or by word; a wine of that age is nobody."""
    for found in _AGE.finditer(text):
        if int(found[1] or found[2]) < _GROWN and not _thing().match(text, found.end()):
            yield found.span()
    for found in _spelled_age().finditer(text):
        if not _thing().match(text, found.end()):
            yield found.span()
    yield from (found.span() for found in _words("minor").finditer(text))


def is_kept(text: str, start: int, end: int) -> bool:
    """Whether a child who stands there is the child of somebody else: a widow with a young son may fall in love."""
    kept, beside, kin = _kept()
    return kept.search(text[:start]) is not None or (
        beside.search(text[:start]) is not None and kin.match(text, end) is not None
    )


@cache
def _kept() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    keeps, keeps_han, kin, bonds = (
        "|".join(listed_words("told", key)) for key in ("keeps", "keeps_han", "kin", "bonds")
    )
    near = rf"\b(?:{keeps})(?:\s+\w+){{0,2}}\s+|(?:{keeps_han})[\u3400-\u9fff]{{0,4}}"
    beside = rf"\b(?:an?|the|his|her)\s+(?:[\w-]+\s+){{0,2}}(?!{bonds})\w+\s+with\s+(?:\w+\s+){{1,2}}"
    return (
        re.compile(rf"(?:{near})$", re.IGNORECASE),
        re.compile(rf"{beside}$", re.IGNORECASE),
        re.compile(rf"\s+(?:{kin})\b", re.IGNORECASE),
    )


@cache
def _spelled_age() -> re.Pattern[str]:
    table = _table("minor")
    aged = "|".join(words_in(table["ages"]))
    han = rf"(?<![一二三四五六七八九十百])(?:{table['han_ages']})[岁歳]"
    return re.compile(rf"(?<!ty[\s-])\b(?:{aged})[\s-]years?[\s-]old|{han}", re.IGNORECASE)


@cache
def _thing() -> re.Pattern[str]:
    return re.compile(rf"[\s-]+(?:{'|'.join(listed_words('minor', 'things'))})\b", re.IGNORECASE)


def listed_words(section: str, key: str) -> tuple[str, ...]:
    """The words of one list of the table."""
    return words_in(_table(section)[key])


def language_unread(text: str) -> str:
    """The language of a premise that is neither English nor Chinese, as far as its letters and little words tell."""
    scripts = [script for letter in text if letter.isalpha() and (script := _script(letter))]
    for script in dict.fromkeys(scripts):
        if scripts.count(script) >= _LEAST:
            return _SCRIPTS[script]
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {name: sum(word in listed for word in words) for name, listed in _little_words().items()}
    english = counts.pop("English")
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _LEAST and counts[best] > english else ""


def whole_names(text: str) -> tuple[str, ...]:
    """What looks like somebody's first and last name in a premise, which may be a real person's."""
    return tuple(dict.fromkeys(found[1] for found in _WHOLE_NAME.finditer(text) if not _is_title(found[1])))


def _is_title(words: str) -> bool:
    """Whether a name begins as sentences do: "The Bakery", "A Baker"."""
    return words.split(maxsplit=1)[0].lower() in {*_little_words()["English"], "two", "three", "when", "after", "one"}


def _script(letter: str) -> str:
    named = unicodedata.name(letter, "").partition(" ")[0]
    return named if named in _SCRIPTS else ""


def _says(text: str, section: str) -> bool:
    return _words(section).search(text) is not None


@cache
def _words(section: str) -> re.Pattern[str]:
    return word_pattern(listed_words(section, "words"))


def word_pattern(listed: Iterable[str]) -> re.Pattern[str]:
    """What finds any of some words or names: whole words, but for Chinese and Japanese, which have no spaces."""
    listed = tuple(listed)
    plain = "|".join(re.escape(word) for word in listed if word < "\u3000")
    han = "|".join(re.escape(word) for word in listed if word >= "\u3000")
    parts = [*([rf"\b(?:{plain})\b"] if plain else []), *([han] if han else [])]
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _little_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words_in(words)) for name, words in _table("latin").items()}


def _table(section: str) -> Table:
    table = load_table("screening")[section]
    return table if isinstance(table, dict) else {}
