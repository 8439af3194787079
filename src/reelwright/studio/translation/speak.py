"""A film in another language: the board and the cards with the words of a catalogue, and what does not fit.

The shots stay those of the original: the same views in the same order. Only what is said and read
changes, and with it, where a line needs it, how long its shot lasts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from reelwright.film import ShotList, SourceLine
from reelwright.story import Cards, Finding, finding, seconds_to_say

from .catalogue import Catalogue, Entry
from .units import Unit, UnitKind, reword_board, reword_cards

_SHOWN: Final = 40


def speak_board(board: ShotList, cards: Cards, catalogue: Catalogue) -> ShotList:
    """The board in the catalogue's language; a unit without a translation keeps its words."""
    words = catalogue.words()
    spoken = reword_board(board, cards, lambda unit: words.get(unit.id, unit.text))
    return replace(spoken, language=catalogue.language)


def speak_cards(cards: Cards, catalogue: Catalogue) -> Cards:
    """The cards in the catalogue's language: names, signs, and who speaks with which voice."""
    words = catalogue.words()
    named = reword_cards(cards, lambda unit: words.get(unit.id, unit.text))
    return Cards(
        {key: person.heard_in(catalogue.language) for key, person in named.people.items()},
        {key: replace(place, painted=catalogue.language) for key, place in named.places.items()},
    )


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
            found.append(finding("T001", f"{_shown(unit)} is not translated into {catalogue.language}", where))
        else:
            found += _doubts(entry, unit, catalogue.language, where)
    return tuple(found)


def _doubts(entry: Entry, unit: Unit, language: str, where: SourceLine) -> list[Finding]:
    found = []
    if entry.doubtful:
        found.append(finding("T002", f"the {language} of {_shown(unit)} was made for other words", where))
    if too_long(unit, entry.text, language):
        needed = seconds_to_say(entry.text, language)
        said = f"the {language} of {_shown(unit)} takes about {needed:.1f} s"
        found.append(finding("T003", said, where, expected=f"{unit.seconds:.1f} s at most"))
    return found


def too_long(unit: Unit, text: str, language: str) -> bool:
    """Whether a spoken line takes longer than its shot gives it."""
    return unit.kind is UnitKind.LINE and unit.seconds > 0 and seconds_to_say(text, language) > unit.seconds


def _shown(unit: Unit) -> str:
    words = " ".join(unit.text.split())
    short = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    return f"“{short}”"
