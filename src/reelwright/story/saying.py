"""Saying: how long words take to say, estimated before any voice has spoken.

Knows the pace of languages and manners, measured with the default voice. Refuses to plan shots: where a
speech is parted, the board decides by a rule of thumb of its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from reelwright.film import Manner

from .fountain import read_fountain
from .script import ElementKind
from .tables import load_table

_SIGN: Final = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WITHIN: Final = re.compile(r"[,;:，；：、—]")
_BETWEEN: Final = re.compile(r"[.!?。！？…]+")
_BY_SIGN: Final = frozenset({"ja", "ko", "zh"})
_PLAIN: Final = 1.0
_SENTENCE: Final = re.compile(r"[^.!?。！？…]+(?:[.!?。！？…\"'”’」]+\s*|$)")
_CLAUSE: Final = re.compile(r"[^,;:，；：—]+(?:[,;:，；：—]+\s*|$)")
_LINE, _READ, _DONE, _SCENE, _CARDS = 0.74, 2.0, 0.5, 3.1, 5.4
"""Seconds around a line, for a thing to read, an action, a scene, and for the cards of a film; fitted to 24 films."""


def seconds_to_say(text: str, language: str = "", *, manner: Manner = Manner.PLAIN) -> float:
    """About how long a line takes to say.

    Args:
        text: what is said.
        language: of the text; "" goes by its letters: English for Latin ones, Chinese for signs.
        manner: how it is said.
    """
    speeds, pauses, manners = _paces()
    main = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
    pace = speeds.get(main, speeds["en"])
    signs = len(_SIGN.findall(text))
    letters = sum(letter.isalnum() for letter in text) - signs
    if not signs + letters:
        return 0.0
    # The pace of a language written in signs counts signs; what is spelled in it goes at the pace of letters.
    by_sign = pace if main in _BY_SIGN else speeds["zh"]
    by_letter = speeds["en"] if main in _BY_SIGN else pace
    body = text.strip().rstrip(".!?。！？…\"'”’」』)）")
    rest = pauses["signs" if signs > letters else "letters"]
    marks = len(_WITHIN.findall(body)) * rest["within"] + len(_BETWEEN.findall(body)) * rest["between"]
    return (signs / by_sign + letters / by_letter + marks + rest["line"]) * manners.get(manner.value, _PLAIN)


def breaths(text: str, *, longest: float = 6.0) -> list[str]:
    """A speech in pieces that fit one shot each, parted at its sentences, and at commas where one is too long."""
    pieces: list[str] = []
    for sentence in _SENTENCE.findall(text):
        parts = [sentence] if seconds_to_say(sentence) <= longest else _CLAUSE.findall(sentence)
        for part in parts:
            joined = f"{pieces[-1]}{part}" if pieces else part
            if pieces and seconds_to_say(joined) <= longest:
                pieces[-1] = joined
            else:
                pieces.append(part)
    return [piece.strip() for piece in pieces if piece.strip()] or [text]


def seconds_of_script(text: str) -> float:
    """About how long a film lasts: what is said, what is read, and the breath around lines and scenes.

    Args:
        text: a screenplay in Fountain.
    """
    elements = read_fountain(text, file="").elements
    said = [each.text for each in elements if each.kind is ElementKind.DIALOGUE]
    read = sum(each.kind is ElementKind.NOTE and each.text.startswith("insert:") for each in elements)
    done = sum(each.kind is ElementKind.ACTION for each in elements)
    scenes = sum(each.kind is ElementKind.HEADING for each in elements)
    around = _LINE * len(said) + _READ * read + _DONE * done + _SCENE * scenes + _CARDS
    return sum(seconds_to_say(line) for line in said) + around


@cache
def _paces() -> tuple[dict[str, float], dict[str, dict[str, float]], dict[str, float]]:
    table = load_table("speech_pace")
    pauses = {key: _numbers(row) for key, row in _rows(table["pauses"]).items()}
    return _numbers(table["letters_per_second"]), pauses, _numbers(table["manner"])


def _rows(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _numbers(value: object) -> dict[str, float]:
    return {key: float(number) for key, number in _rows(value).items() if isinstance(number, int | float)}
