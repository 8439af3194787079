"""The catalogue of a film in one other language: which unit says what, and how sure we are.

Knows how a catalogue lives on while the script is rewritten. Refuses to know files (``ports.py``)
and who translates.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ..errors import TranslationError
from .units import Unit

_ALIKE: Final = 0.72
"""From which likeness of two originals the translation of one is offered, doubtful, for the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit and its translation.

    Args:
        text: the translation, "" while there is none.
        doubtful: it was made for words that have changed since, and wants a look (gettext's fuzzy).
        by: what made it, "" for a person.
    """

    unit: Unit
    text: str = ""
    doubtful: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A film's words in another language.

    Args:
        source: tag of the language that the film was written in.
        language: tag of the language of the translations.
        entries: one a unit, in screen order.
        gone: entries whose units the script no longer has; kept, because words come back. A file
            keeps of them the id and the words.
    """

    source: str
    language: str
    entries: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        ids = [entry.unit.id for entry in self.entries]
        if len(ids) != len(set(ids)):
            twice = next(name for name in ids if ids.count(name) > 1)
            raise TranslationError(f"the unit {twice} stands twice in the {self.language} catalogue")

    @property
    def missing(self) -> tuple[Entry, ...]:
        """The entries without a translation."""
        return tuple(entry for entry in self.entries if not entry.text.strip())

    @property
    def doubtful(self) -> tuple[Entry, ...]:
        """The entries that want a look."""
        return tuple(entry for entry in self.entries if entry.text.strip() and entry.doubtful)

    def words(self) -> dict[str, str]:
        """Translation by unit id, for every unit that has one."""
        return {entry.unit.id: entry.text for entry in self.entries if entry.text.strip()}

    def with_words(self, words: Mapping[str, str], *, by: str = "") -> Catalogue:
        """The catalogue with some translations filled in; what stood there before is replaced."""
        entries = tuple(
            replace(entry, text=words[entry.unit.id], doubtful=False, by=by) if entry.unit.id in words else entry
            for entry in self.entries
        )
        return replace(self, entries=entries)


def merge_units(catalogue: Catalogue, units: Iterable[Unit]) -> Catalogue:
    """Bring a catalogue up to a rewritten script.

    A unit that was there keeps its translation. A new unit takes over, as doubtful, the translation
    of a unit from the same mouth that has gone and said nearly the same. Nothing that was
    translated is thrown away.
    """
    known = {entry.unit.id: entry for entry in (*catalogue.gone, *catalogue.entries)}
    units = tuple(units)
    now = {unit.id for unit in units}
    left = [entry for name, entry in known.items() if name not in now and entry.text.strip()]
    entries = []
    for unit in units:
        old = known.get(unit.id)
        if old is not None:
            entries.append(replace(old, unit=unit))
            continue
        near = _nearest(unit, left)
        if near is None:
            entries.append(Entry(unit))
        else:
            left.remove(near)
            entries.append(Entry(unit, near.text, doubtful=True, by=near.by))
    return replace(catalogue, entries=tuple(entries), gone=tuple(left))


def _nearest(unit: Unit, left: list[Entry]) -> Entry | None:
    alike = [
        (difflib.SequenceMatcher(None, entry.unit.text, unit.text).ratio(), -number)
        for number, entry in enumerate(left)
        if entry.unit.mouth == unit.mouth
    ]
    best, number = max(alike, default=(0.0, 0))
    return left[-number] if best >= _ALIKE else None
