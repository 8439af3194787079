"""Pacing of speech: how long words take to say, and where a long speech can be parted.

Estimates only, used to plan shots before a voice has spoken. Refuses to know the real length of a
line: ``timing.py`` settles that from the voiced sound.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .words import holds_cjk

LONGEST_PIECE: Final = 5.2
"""Seconds that one piece of a speech may take by estimate, so that its shot stays under 8."""

_CJK_PER_SECOND: Final = 4.2
_LETTERS_PER_SECOND: Final = 13.0
_SENTENCE: Final = re.compile(r".+?(?:[。！？!?…]+[”’」』\"')）]*\s*|\.+[”’\"')]*(?:\s+|$)|$)", re.DOTALL)
_CLAUSE: Final = re.compile(r".+?(?:[，；：、]+[”’」』]*\s*|[,;:—–][”’\"']*\s+|——\s*|$)", re.DOTALL)
_ABBREVIATION: Final = re.compile(r"(?:^|[\s(\"'“])(?:mr|mrs|ms|dr|st|jr|sr|prof|vs|no|[a-z])\.\s*$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def seconds_to_say(text: str) -> float:
    """About how long a text takes to say, pauses at its punctuation included."""
    cjk = sum(holds_cjk(c) for c in text)
    letters = sum(c.isalnum() for c in text) - cjk
    pauses = sum(c in ",;:，；：、—" for c in text) * 0.15 + sum(c in ".!?。！？…" for c in text) * 0.25
    return cjk / _CJK_PER_SECOND + letters / _LETTERS_PER_SECOND + pauses


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; joined again they are the text."""
    found: list[str] = []
    for piece in (m[0] for m in _SENTENCE.finditer(text) if m[0]):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def part_speech(text: str, *, longest: float = LONGEST_PIECE, short: float = 3.4) -> tuple[str, ...]:
    """Part a speech into pieces that fit one shot each: at sentences, else at clauses, else at words.

    Args:
        text: what is said; nothing of it is lost but spaces at the ends of pieces.
        longest: seconds by estimate that no piece exceeds (but for one unbreakable word).
        short: neighbouring sentences stay together while they take less than this.
    """
    units = [unit for sentence in sentences(text) for unit in _broken(sentence, longest)]
    pieces: list[str] = []
    for unit in units:
        if pieces and seconds_to_say(pieces[-1] + unit) <= short:
            pieces[-1] += unit
        else:
            pieces.append(unit)
    return tuple(p.strip() for p in pieces if p.strip())


def _broken(sentence: str, longest: float) -> list[str]:
    if seconds_to_say(sentence) <= longest:
        return [sentence]
    clauses = [m[0] for m in _CLAUSE.finditer(sentence) if m[0]]
    units = [word for clause in clauses for word in _words(clause, longest)]
    return _joined(units, longest)


def _words(clause: str, longest: float) -> list[str]:
    if seconds_to_say(clause) <= longest:
        return [clause]
    return [w for w in re.split(r"(?<=\s)|(?<=[\u3400-\u9fff])(?![，。！？；：、…”’」』）])", clause) if w]


def _joined(units: list[str], longest: float) -> list[str]:
    whole = seconds_to_say("".join(units))
    # Even parts read better than one full piece and a stump of two words.
    target = whole / max(1, -int(-whole // longest)) + 0.3
    out: list[str] = []
    for unit in units:
        if out and seconds_to_say(out[-1] + unit) <= min(longest, target):
            out[-1] += unit
        else:
            out.append(unit)
    return out
