"""Which mouth a speech sound needs: tables for espeak-ng, ARPAbet (flite) and IPA symbols.

A diphthong needs more than one mouth, so a symbol maps to a short run of shapes. Knows nothing of
time but how such a run divides a sound's own time. A symbol in no table falls back on its letters,
and ``is_listed`` says so: a test holds every sound that English and Mandarin use to the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from .model import MouthShape, TimedPhoneme

_M = MouthShape
_GAP: Final = 0.08


class Alphabet(StrEnum):
    """The families of phoneme symbols that engines write."""

    ESPEAK = "espeak"
    ARPABET = "arpabet"
    IPA = "ipa"


def _spread(table: dict[MouthShape, str]) -> dict[str, tuple[MouthShape, ...]]:
    return {symbol: (shape,) for shape, symbols in table.items() for symbol in symbols.split()}


_PAUSES: Final = frozenset({"", "_", "_:", "_!", "_|", "|", "||", "pau", "sil", "ssil", "h#", "(en)", "(cmn)", "."})

_ESPEAK: Final[dict[str, tuple[MouthShape, ...]]] = _spread(
    {
        _M.CLOSED: "m b p ph m-",
        _M.LIP_TEETH: "f v",
        _M.TONGUE_TEETH: "T D",
        _M.TONGUE_UP: "t d n l n- l- t# t2 th n^ l^ l; *",
        _M.HISS: "s z ts tsh dz i[",
        _M.HUSH: "S Z tS dZ S; tS; tS;h s. z. ts. ts.h i. C",
        _M.BACK: "k g N h x X kh Q ? ?- G H",
        _M.ROUND_TIGHT: "w u: u y W",
        _M.ROUND: "U o o: 8 Y",
        _M.OPEN_ROUND: "O: O O2 A. 0#",
        _M.R: "r r- 3: 3 @r r. R",
        _M.SPREAD: "i: i j i2",
        _M.HALF: "I I2 I# @ @2 a# e# @# ; 3#",
        _M.MID: "E e e: V o- E2 E# V#",
        _M.OPEN: "a A A: aa 0 a: A~ & a2",
    }
) | {
    "aI": (_M.OPEN, _M.HALF), "aI3": (_M.OPEN, _M.HALF, _M.R), "aI@": (_M.OPEN, _M.HALF, _M.HALF),
    "aU": (_M.OPEN, _M.ROUND), "aU@": (_M.OPEN, _M.ROUND, _M.HALF), "eI": (_M.MID, _M.SPREAD),
    "OI": (_M.OPEN_ROUND, _M.SPREAD), "oU": (_M.OPEN_ROUND, _M.ROUND_TIGHT), "@L": (_M.HALF, _M.TONGUE_UP),
    "A@": (_M.OPEN, _M.R), "O@": (_M.OPEN_ROUND, _M.R), "o@": (_M.ROUND, _M.R), "U@": (_M.ROUND, _M.R),
    "e@": (_M.MID, _M.R), "i@": (_M.SPREAD, _M.HALF), "i@3": (_M.SPREAD, _M.R), "I@": (_M.HALF, _M.R),
    "ai": (_M.OPEN, _M.SPREAD), "ei": (_M.MID, _M.SPREAD), "Au": (_M.OPEN, _M.ROUND), "ou": (_M.OPEN_ROUND, _M.ROUND),
    "iA": (_M.SPREAD, _M.OPEN), "iE": (_M.SPREAD, _M.MID), "iou": (_M.SPREAD, _M.OPEN_ROUND, _M.ROUND),
    "iAu": (_M.SPREAD, _M.OPEN, _M.ROUND), "i&": (_M.SPREAD, _M.MID), "ia": (_M.SPREAD, _M.OPEN),
    "ua": (_M.ROUND_TIGHT, _M.OPEN), "uA": (_M.ROUND_TIGHT, _M.OPEN), "uo": (_M.ROUND_TIGHT, _M.OPEN_ROUND),
    "uei": (_M.ROUND_TIGHT, _M.MID, _M.SPREAD), "uai": (_M.ROUND_TIGHT, _M.OPEN, _M.SPREAD),
    "u@": (_M.ROUND_TIGHT, _M.HALF), "ong": (_M.ROUND, _M.BACK), "iong": (_M.SPREAD, _M.ROUND, _M.BACK),
    "yu": (_M.ROUND_TIGHT,), "y&": (_M.ROUND_TIGHT, _M.MID), "y@": (_M.ROUND_TIGHT, _M.HALF),
    "yE": (_M.ROUND_TIGHT, _M.MID), "y@r": (_M.ROUND_TIGHT, _M.R), "ar": (_M.OPEN, _M.R),
}  # fmt: skip

_ARPABET: Final[dict[str, tuple[MouthShape, ...]]] = _spread(
    {
        _M.CLOSED: "m b p em",
        _M.LIP_TEETH: "f v",
        _M.TONGUE_TEETH: "th dh",
        _M.TONGUE_UP: "t d n l en el dx nx",
        _M.HISS: "s z",
        _M.HUSH: "sh zh ch jh",
        _M.BACK: "k g ng hh hv q",
        _M.ROUND_TIGHT: "w uw ux",
        _M.ROUND: "uh",
        _M.OPEN_ROUND: "ao",
        _M.R: "r er axr",
        _M.SPREAD: "iy y",
        _M.HALF: "ih ax ix",
        _M.MID: "eh ah",
        _M.OPEN: "aa ae",
    }
) | {
    "aw": (_M.OPEN, _M.ROUND), "ay": (_M.OPEN, _M.HALF), "ey": (_M.MID, _M.SPREAD),
    "ow": (_M.OPEN_ROUND, _M.ROUND_TIGHT), "oy": (_M.OPEN_ROUND, _M.SPREAD),
}  # fmt: skip

_IPA: Final = _spread(
    {
        _M.CLOSED: "m b p ɓ ɱ ɸ β",
        _M.LIP_TEETH: "f v ʋ",
        _M.TONGUE_TEETH: "θ ð",
        _M.TONGUE_UP: "t d n l ɾ ɫ ɗ ɭ ɬ ɳ ʈ ɖ",
        _M.HISS: "s z ʦ ʣ ɿ",
        _M.HUSH: "ʃ ʒ ʧ ʤ ɕ ʑ ʂ ʐ ʅ ç",
        _M.BACK: "k g ɡ ŋ h x ɣ ɦ ʔ q χ ħ ʕ ɲ c ɟ",
        _M.ROUND_TIGHT: "w u y ʉ ɥ ʍ",
        _M.ROUND: "ʊ o ø ʏ ɵ",
        _M.OPEN_ROUND: "ɔ œ ɒ ɶ",
        _M.R: "ɹ r ɝ ɚ ɻ ʀ ʁ ɽ",
        _M.SPREAD: "i j ɨ",
        _M.HALF: "ɪ ə ɘ ɯ",
        _M.MID: "e ɛ ʌ ɜ ɤ ɞ",
        _M.OPEN: "a æ ɑ ɐ",
    }
)

_TABLES: Final = {Alphabet.ESPEAK: _ESPEAK, Alphabet.ARPABET: _ARPABET, Alphabet.IPA: _IPA}
_LETTERS: Final = _spread(
    {
        _M.CLOSED: "m b p M B P",
        _M.LIP_TEETH: "f v F",
        _M.TONGUE_TEETH: "T D",
        _M.TONGUE_UP: "t d n l L J",
        _M.HISS: "s z",
        _M.HUSH: "S Z c C",
        _M.BACK: "k g N h x X q G Q H K",
        _M.ROUND_TIGHT: "w u y W",
        _M.ROUND: "U o Y",
        _M.OPEN_ROUND: "O",
        _M.R: "r R 3",
        _M.SPREAD: "i j",
        _M.HALF: "I @ 1",
        _M.MID: "E e V 8",
        _M.OPEN: "a A 0 &",
    }
)


def _bare(symbol: str) -> str:
    return symbol.strip().lstrip("'ˈ,ˌ%=").strip()


def is_pause(symbol: str) -> bool:
    """Whether a symbol stands for silence or a boundary, not for a sound."""
    return _bare(symbol) in _PAUSES


def is_listed(symbol: str, alphabet: Alphabet = Alphabet.ESPEAK) -> bool:
    """Whether a symbol's mouth is known, not guessed from its letters."""
    bare = _bare(symbol)
    return bare in _PAUSES or bare in _TABLES[alphabet]


def mouths_of(symbol: str, alphabet: Alphabet = Alphabet.ESPEAK) -> tuple[MouthShape, ...]:
    """The mouth shapes that one speech sound goes through, one or more."""
    bare = _bare(symbol)
    if bare in _PAUSES:
        return (_M.REST,)
    table = _TABLES[alphabet]
    if bare in table:
        return table[bare]
    # A sound of a language without a table of its own: each letter that has a shape, no repeats.
    shapes: list[MouthShape] = []
    for letter in bare:
        for known in (table if alphabet is Alphabet.IPA else _LETTERS, _IPA):
            if letter in known:
                if not shapes or shapes[-1] is not known[letter][0]:
                    shapes.append(known[letter][0])
                break
    return tuple(shapes) or (_M.HALF,)


def time_mouths(
    sounds: Iterable[tuple[str, float, float]], alphabet: Alphabet = Alphabet.ESPEAK
) -> tuple[TimedPhoneme, ...]:
    """Give every sound (symbol, start, end in seconds) its mouth; diphthongs divide their time.

    Sounds without length are left out; real pauses stay, with the mouth at rest; the short gaps that
    engines leave between syllables belong to the sound before them, for no mouth closes there.
    """
    timed: list[TimedPhoneme] = []
    for symbol, start, end in sounds:
        if end - start < 1e-4:
            continue
        if timed and is_pause(symbol) and end - start < _GAP:
            timed[-1] = replace(timed[-1], end=end)
            continue
        shapes = mouths_of(symbol, alphabet)
        step = (end - start) / len(shapes)
        timed += [
            TimedPhoneme(_bare(symbol) or "_", shape, start + i * step, start + (i + 1) * step)
            for i, shape in enumerate(shapes)
        ]
    return tuple(timed)
