"""Notes that mean something: ``[[mood: tense]]``, ``[[wear: Lin = red suit]]``, ``[[insert: …]]``.

Knows their words in English and Chinese and their forms. Refuses to act on them: staging does. A
note with another word belongs to the continuity ledger (``ledger/reading.py``), or is a remark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NOTE = re.compile(r"\s*([^\W\d_]{1,20})\s*[:：]\s*(.*)", re.DOTALL)
_WORDS: Final = {
    "mood": "mood", "情绪": "mood", "氛围": "mood", "气氛": "mood",
    "weather": "weather", "天气": "weather",
    "insert": "insert", "插入": "insert", "特写": "insert",
    "shot": "shot", "镜头": "shot",
    "next": "next", "下集": "next", "下集预告": "next",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """A note that staging understands."""

    word: str
    value: str


def read_note(text: str) -> Note | None:
    """The note that a text inside ``[[ ]]`` is, or None when it is just a remark."""
    found = _NOTE.match(text)
    word = _WORDS.get(found.group(1).casefold()) if found else None
    return Note(word, found.group(2).strip()) if found and word else None


def staging_words() -> tuple[str, ...]:
    """Every word that a note for staging may begin with."""
    return tuple(_WORDS)


def read_columns(value: str) -> list[str]:
    """The parts of a note between bars."""
    return [part.strip() for part in re.split(r"[|｜\n]", value)]
