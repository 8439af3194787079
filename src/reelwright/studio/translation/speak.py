"""A film in another language: the board and the cards with the words of a catalogue, and what does not fit.

The shots stay those of the original: the same views in the same order. Only what is said and read
changes, and with it, where a line needs it, how long its shot lasts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Final

from reelwright.film import ShotList, SourceLine
from reelwright.story import Cards, Finding, finding

from ..pacing import seconds_to_say
from ..words import holds_cjk
from .catalogue import Catalogue, Entry
from .units import Unit, UnitKind, reword_board, reword_cards

_TABLE: Final = "speeds.toml"
_SHOWN: Final = 40
_BY_SIGN: Final = frozenset({"ja", "ko", "zh"})


def speak_board(board: ShotList, cards: Cards, catalogue: Catalogue) -> ShotList:
    """The board in the catalogue's language; a unit without a translation keeps its words."""
    words = catalogue.words()
    spoken = reword_board(board, cards, lambda unit: words.get(unit.id, unit.text))
    return replace(spoken, language=catalogue.language)


def speak_cards(cards: Cards, catalogue: Catalogue) -> Cards:
    """The cards in the catalogue's language: names, signs, and who speaks with which voice."""
    words = catalogue.words()
    named = reword_cards(cards, lambda unit: words.get(unit.id, unit.text))
    return Cards({key: person.heard_in(catalogue.language) for key, person in named.people.items()}, named.places)


def seconds_in(text: str, language: str) -> float:
    """About how long a text takes to say in a language, at the pace of a plain reading."""
    speeds = _speeds()
    pace = speeds.get(main_tag(language), speeds["en"])
    signs = sum(_is_sign(letter) for letter in text)
    letters = sum(letter.isalnum() for letter in text) - signs
    pauses = seconds_to_say("".join(letter for letter in text if not letter.isalnum()))
    # The pace of a language written in signs counts signs; what is spelled in it goes at the pace of letters.
    by_sign = pace if main_tag(language) in _BY_SIGN else speeds["zh"]
    by_letter = speeds["en"] if main_tag(language) in _BY_SIGN else pace
    return signs / by_sign + letters / by_letter + pauses


def _is_sign(letter: str) -> bool:
    """Whether a letter stands for a syllable or a word: Hangul, kana, Chinese."""
    return letter.isalpha() and ("\u1100" <= letter <= "\u11ff" or "\u3040" <= letter <= "\ud7ff" or holds_cjk(letter))


def main_tag(language: str) -> str:
    """The language without script and region: "zh" of "zh-Hant-TW"."""
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()


def check_catalogue(catalogue: Catalogue, units: Iterable[Unit]) -> tuple[Finding, ...]:
    """What stands in the way of a film in the catalogue's language.

    Args:
        catalogue: as it lies in the project.
        units: those of the script as it is now.
    """
    known = {entry.unit.id: entry for entry in catalogue.entries}
    found: list[Finding] = []
    for unit in units:
        entry = known.get(unit.id)
        where = unit.where or SourceLine(f"lang/{catalogue.language}.po", 1)
        if entry is None or not entry.text.strip():
            found.append(finding("T001", f"there is no {catalogue.language} for {_shown(unit)}", where))
        else:
            found += _doubts(entry, unit, catalogue.language, where)
    return tuple(found)


def _doubts(entry: Entry, unit: Unit, language: str, where: SourceLine) -> list[Finding]:
    found = []
    if entry.doubtful:
        found.append(finding("T002", f"the {language} of {_shown(unit)} was made for other words", where))
    if too_long(unit, entry.text, language):
        needed = seconds_in(entry.text, language)
        said = f"the {language} of {_shown(unit)} takes about {needed:.1f} s"
        found.append(finding("T003", said, where, expected=f"{unit.seconds:.1f} s at most"))
    return found


def too_long(unit: Unit, text: str, language: str) -> bool:
    """Whether a spoken line takes longer than its shot gives it."""
    return unit.kind is UnitKind.LINE and unit.seconds > 0 and seconds_in(text, language) > unit.seconds


def _shown(unit: Unit) -> str:
    words = " ".join(unit.text.split())
    short = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    return f"“{short}”"


@cache
def _speeds() -> dict[str, float]:
    table = resources.files(__package__).joinpath(_TABLE).read_text(encoding="utf-8")
    speeds: dict[str, float] = tomllib.loads(table)["letters_per_second"]
    return speeds
