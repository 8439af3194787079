"""Slots: what a line may name, with the grammar that a sentence asks for."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ...tables import load_table, table_words, words_in

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_VOWEL: Final = re.compile(r"(?!uni|use|usu|eu|one\b|once)[aeiou]|heir|hour|hono|honest", re.IGNORECASE)


class Slots(dict[str, object]):
    """Names and things by key; some keys are made of others.

    ``{a_craft}`` has its article, or after a Chinese number the word by which it is counted; ``{Day}`` and
    ``{day_cap}`` begin a sentence.
    """

    def __missing__(self, key: str) -> object:
        if key.endswith("_cap"):
            return _capital(str(self[key[:1].lower() + key[1:-4]]))
        if key[:1].isupper() and len(key) > 1:
            return _capital(str(self[key[:1].lower() + key[1:]]))
        if key.startswith("a_"):
            word = str(self[key[2:]])
            return f"{classifier_of(word)}{word}" if _HAN.search(word) else f"{article_of(word)} {word}"
        raise KeyError(key)


@cache
def _classifiers() -> dict[str, str]:
    rows = load_table("sketch/stuff_zh")["classifier"]
    return {word: name for name, words in rows.items() for word in words_in(words)} if isinstance(rows, dict) else {}


def classifier_of(noun: str) -> str:
    """The word by which a Chinese thing is counted (一把伞): its own, else that of the end of its name, else 个."""
    rows = _classifiers()
    return next((rows[noun[start:]] for start in range(len(noun)) if noun[start:] in rows), "个")


def article_of(noun: str) -> str:
    """The article of somebody or something that is named first: "the" for those of whom there is one."""
    if noun.lower() in table_words("sketch/nouns_en", "sole"):
        return "the"
    return "an" if _VOWEL.match(noun) else "a"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
