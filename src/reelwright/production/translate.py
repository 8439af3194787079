"""Translating a project: its catalogues brought up to the script, and filled in by a machine where wanted.

A catalogue is laid after every batch, so that what was paid for survives whatever happens next; a
second run asks only for what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from reelwright.studio import Catalogue, CatalogueFormat, Entry, Translator, Unit, main_tag, merge_units, too_long

from .errors import OrderError
from .model import Written
from .ports import Craft, Tray

FOLDER: Final = "lang"
"""Where catalogues lie in a project."""
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BATCH: Final = 24
_SHORTER: Final = 0.85
"""The share of its time that a line which came back too long is asked to fit the second time."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A catalogue as it lies now.

    Args:
        file: its name in the project.
        by_machine: how many units this run had translated.
        too_long: the spoken lines that take longer than their shots give them.
    """

    file: str
    catalogue: Catalogue
    by_machine: int
    too_long: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TranslationDesk:
    """All that translating works with.

    Args:
        tray: lays files in the project's folder for catalogues.
        translator: None to leave what is missing to people.
    """

    craft: Craft
    form: CatalogueFormat
    tray: Tray
    translator: Translator | None = None


def translate_project(
    root: Path, languages: Sequence[str], desk: TranslationDesk, hear: Callable[[str, int, int], None]
) -> tuple[Translated, ...]:
    """Bring the catalogues of some languages up to the script.

    Args:
        root: the project folder.
        desk: all that is worked with.
        languages: tags such as "es" or "pt-BR".
        hear: hears (language, units translated, of).

    Raises:
        OrderError: a tag is none, or is the language that the film is written in.
        TranslationError: a catalogue cannot be read, or nothing can be translated.
    """
    written = desk.craft.words(root)
    for language in languages:
        _require_language(language, written)
    return tuple(_translate(language, written, desk, hear) for language in dict.fromkeys(languages))


def _require_language(language: str, written: Written) -> None:
    if not _TAG.fullmatch(language):
        raise OrderError(f"{language[:40]!r} is no language tag", mend="write tags such as zh, es, ja or pt-BR")
    if main_tag(language) == main_tag(written.language):
        raise OrderError(
            f"the film is written in {written.language} already", mend="name another language, such as es or zh"
        )


def _translate(
    language: str, written: Written, desk: TranslationDesk, hear: Callable[[str, int, int], None]
) -> Translated:
    name = f"{language}.po"
    content = desk.tray.look(name)
    where = f"{FOLDER}/{name}"
    known = Catalogue(written.language, language) if content is None else desk.form.read(content, where=where)
    catalogue = merge_units(replace(known, source=written.language, language=language), written.units)
    desk.tray.lay(name, desk.form.write(catalogue, title=written.title))
    wanted = [entry.unit for entry in catalogue.entries if entry.doubtful or not entry.text.strip()]
    done = 0
    if desk.translator is not None:
        for start in range(0, len(wanted), _BATCH):
            hear(language, start, len(wanted))
            words = _ask(wanted[start : start + _BATCH], written, language, desk.translator)
            done += len(words)
            catalogue = catalogue.with_words(words, by=desk.translator.name)
            desk.tray.lay(name, desk.form.write(catalogue, title=written.title))
        hear(language, len(wanted), len(wanted))
    late = tuple(entry for entry in catalogue.entries if too_long(entry.unit, entry.text, language))
    return Translated(where, catalogue, done, late)


def _ask(units: Sequence[Unit], written: Written, language: str, translator: Translator) -> dict[str, str]:
    """The words for some units; a line that comes back too long is asked for once more, shorter."""
    tags = {"source": written.language, "target": language}
    words = translator.translate(units, story=written.units, **tags)
    late = [unit for unit in units if unit.id in words and too_long(unit, words[unit.id], language)]
    if late:
        tighter = [replace(unit, seconds=round(unit.seconds * _SHORTER, 2)) for unit in late]
        again = translator.translate(tighter, story=written.units, **tags)
        words |= {name: text for name, text in again.items() if len(text) < len(words.get(name, ""))}
    return words
