"""Japanese as it is said: kanji read by a dictionary, particles as they sound.

espeak-ng reads kana and spells kanji out in English. The dictionary is an extra of 110 MB: it is
asked for only by a line that has kanji in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final, Protocol

from reelwright.studio.errors import VoiceError
from reelwright.studio.spoken_text import has_han

_SAID: Final = {"は": "ワ", "へ": "エ", "を": "オ"}
"""How particles are said that are not said as they are written."""


class Word(Protocol):
    """A word as a dictionary gives it."""

    def surface(self) -> str:
        """As it is written."""

    def reading_form(self) -> str:
        """As it is read, in katakana."""

    def part_of_speech(self) -> Iterable[str]:
        """What it is; particles are 助詞."""


def to_kana(text: str, *, where: str = "", words: Callable[[str], Iterable[Word]] | None = None) -> str:
    """A Japanese text in katakana, its marks kept; a text without kanji as it is.

    Args:
        text: what is to be said.
        where: the script's line, for the error.
        words: parts a text into words, the installed dictionary where None.

    Raises:
        VoiceError: there is kanji in it and no dictionary is installed.
    """
    if not has_han(text):
        return text
    part = words or _dictionary(where)
    return "".join(_said(word) for word in part(text))


def _said(word: Word) -> str:
    written = word.surface()
    if written in _SAID and next(iter(word.part_of_speech()), "") == "助詞":
        return _SAID[written]
    reading = word.reading_form()
    return reading if reading and reading != "キゴウ" and any(letter.isalnum() for letter in written) else written


def _dictionary(where: str) -> Callable[[str], Iterable[Word]]:
    try:
        return _open_dictionary()
    except ImportError:
        raise VoiceError(
            "Japanese with kanji needs a dictionary of readings",
            where=where,
            mend='install it with: pip install "reelwright[japanese]", or write the line in kana',
        ) from None


@cache
def _open_dictionary() -> Callable[[str], Iterable[Word]]:
    from sudachipy import Dictionary  # noqa: PLC0415 an extra, and slow to open

    tokenizer = Dictionary(dict="small").tokenizer()
    words: Callable[[str], Iterable[Word]] = tokenizer.tokenize
    return words
