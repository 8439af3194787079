"""The words that the board reads, from ``board.toml`` beside this file.

Knows how phrases are found in what a writer wrote: the longest phrase first, whole words in Latin
script, anywhere in Chinese. Refuses to know what a phrase means for a shot.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@cache
def board_words() -> dict[str, Any]:
    """The word tables of the board, read once."""
    return tomllib.loads(resources.files(__package__).joinpath("board.toml").read_text(encoding="utf-8"))


def phrase_table(table: str) -> dict[str, str]:
    """Phrase → key for one table of ``board.toml``."""
    return {phrase: key for key, phrases in board_words()[table].items() for phrase in phrases}


def holds_cjk(text: str) -> bool:
    """Whether a text has a Chinese or Japanese character in it."""
    return _CJK.search(text) is not None


def phrase_at(text: str, start: int, phrase: str) -> bool:
    """Whether a phrase stands at a place of a lower-case text, as whole words where it is Latin."""
    if not text.startswith(phrase, start):
        return False
    if holds_cjk(phrase):
        return True
    end = start + len(phrase)
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_wordy(before) or _wordy(after))


def longest_phrase(text: str, start: int, phrases: Mapping[str, object]) -> str:
    """The longest of some phrases that stands at a place of a lower-case text, or ""."""
    here = (phrase for phrase in phrases if text.startswith(phrase, start) and phrase_at(text, start, phrase))
    return max(here, key=len, default="")


def has_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Whether any of some phrases stands anywhere in a text."""
    lower = text.lower()
    return any(
        phrase_at(lower, at.start(), phrase) for phrase in phrases for at in re.finditer(re.escape(phrase), lower)
    )


def _wordy(character: str) -> bool:
    return character.isalnum() and not holds_cjk(character)
