"""A translator without a language: every word marked and a third longer.

Filming a project with it shows, before anybody is paid, which words of the film are not in the
catalogue and which lines will not fit in a wordier language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reelwright.studio.translation.units import Unit, UnitKind

_ACCENTS: Final = str.maketrans("aeiouncyAEIOUNCY", "áéíóúñçýÁÉÍÓÚÑÇÝ")
_VOWELS: Final = frozenset("aeiou")


class PseudoTranslator:
    """Accents every word and stretches it; needs no network."""

    @property
    def name(self) -> str:
        """What stands beside a translation as its maker."""
        return "pseudo"

    def translate(self, units: Sequence[Unit], *, story: Sequence[Unit], source: str, target: str) -> dict[str, str]:
        """Every unit, accented; a line a third longer."""
        del story, source, target
        return {unit.id: _marked(unit) for unit in units}


def _marked(unit: Unit) -> str:
    text = unit.text
    if unit.kind is UnitKind.LINE:
        text = "".join(_stretched(number, letter) for number, letter in enumerate(text))
    return text.translate(_ACCENTS)


def _stretched(number: int, letter: str) -> str:
    return letter * 2 if number % 2 and letter in _VOWELS else letter
