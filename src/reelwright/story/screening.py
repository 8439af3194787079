"""Screening: what is said of a premise before anybody writes of it.

Knows which words make somebody a child and a story a love story, in which language a premise seems to be
written, and what looks like a person's whole name. Refuses to guess more: it holds no list of real people, and
whoever is not said to be a child is none.
"""

from __future__ import annotations

import re
import unicodedata
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
        return
    table = _table("romance")
    if _says(premise.text, "romance") or premise.family in words_in(table["families"]):
        raise PremiseError(
            "a love story about somebody under eighteen is not written here",
            mend="make them grown up, or leave the love out",
        )


def names_child(text: str) -> bool:
    """Whether somebody in a premise is said to be under eighteen."""
    figures = (int(found[1] or found[2]) for found in _AGE.finditer(text))
    table = _table("minor")
    aged = "|".join(words_in(table["ages"]))
    spelled = re.search(rf"\b(?:{aged})[\s-]years?[\s-]old", text, re.IGNORECASE)
    han = re.search(rf"(?<![一二三四五六七八九十百])(?:{table['han_ages']})[岁歳]", text)
    return any(age < _GROWN for age in figures) or bool(spelled or han) or _says(text, "minor")


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
    listed = words_in(_table(section)["words"])
    plain = "|".join(re.escape(word) for word in listed if word < "\u3000")
    han = "|".join(re.escape(word) for word in listed if word >= "\u3000")
    return re.compile(rf"\b(?:{plain})\b|{han}", re.IGNORECASE)


@cache
def _little_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words_in(words)) for name, words in _table("latin").items()}


def _table(section: str) -> Table:
    table = load_table("screening")[section]
    return table if isinstance(table, dict) else {}
