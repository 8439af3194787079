"""What of a written line is said aloud: emphasis marks, dots, dashes and signs turned into plain words and pauses.

Knows writing; refuses to know engines. Chinese stays Chinese here (an adapter turns it into pinyin).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_EMPHASIS: Final = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|\*+")
_DOTS: Final = re.compile(r"(?:\.\s?){2,}\.?|…+|⋯+")
_DASH_END: Final = re.compile(r"\s*(?:--+|[—–―]+|-)\s*$")
_DASH: Final = re.compile(r"\s*(?:--+|[—–―]+)\s*|\s+-\s+")
_ASIDE: Final = re.compile(r"[(\[{<>}\])]|[（【《〈「『』」〉》】）]")
_PAUSES: Final = re.compile(r"\s*[,;]\s*(?:[,;]\s*)+")
_CAPITALS: Final = re.compile(r"\b[A-Z][A-Z']{3,}\b")
_HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SAID_SIGNS: Final = frozenset("%$€£¥+=@°&")
_QUOTES: Final = {"’": "'", "‘": "'", "ʼ": "'", "“": "", "”": "", '"': "", "„": "", "«": "", "»": "", "|": " "}


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return bool(_HAN.search(text))


def is_silent(text: str) -> bool:
    """Whether nothing in a text can be said: dots and dashes are a silence, not a mistake."""
    return not any(character.isalnum() or character in _SAID_SIGNS for character in text)


def _kept(character: str) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    if character in _SAID_SIGNS:
        return character
    kind = unicodedata.category(character)
    if kind in {"So", "Sk", "Sm", "Cc", "Cf", "Cn", "Co", "Cs"} or character in "#~^`\\\ufe0e\ufe0f":
        return " "
    return character


def clean_text(text: str, language: str) -> str:
    """A line as it is to be said: words, numbers and the punctuation that makes pauses."""
    chinese = language.lower().startswith(("zh", "cmn"))
    said, before = unicodedata.normalize("NFC", text), ""
    while said != before:  # what one mark hid, the next pass sees; every pass leaves fewer marks
        before, said = said, _clean_once(said, chinese=chinese)
    return said


def _clean_once(text: str, *, chinese: bool) -> str:
    said = _EMPHASIS.sub("", text)
    said = _DASH_END.sub("", said)
    said = _DASH.sub("，" if chinese else ", ", said)
    said = _DOTS.sub("，" if chinese else ", ", said)
    said = _ASIDE.sub("，" if chinese else ", ", said)
    said = "".join(_kept(character) for character in said)
    said = said.replace("/", " ")
    said = _CAPITALS.sub(lambda match: match[0].capitalize(), said)
    said = re.sub(r"，[，\s]*", "，", said) if chinese else _PAUSES.sub(", ", said)
    said = re.sub(r"\s+", " ", said)
    said = re.sub(r"\s+([,.;:!?，。！？；：])", r"\1", said)
    said = re.sub(r",\s*([.!?])", r"\1", said)
    return said.strip(" ,，、;；")
