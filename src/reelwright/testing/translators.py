"""A translator for tests: the words of a table, and nothing for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reelwright.studio import Unit


class FakeTranslator:
    """Translates what its table holds, by the words of the original.

    Args:
        table: original → translation.
    """

    name = "fake"

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = dict(table)
        self.asked: list[tuple[str, ...]] = []

    def translate(self, units: Sequence[Unit], *, story: Sequence[Unit], source: str, target: str) -> dict[str, str]:
        """The words of the table."""
        del story, source, target
        self.asked.append(tuple(unit.text for unit in units))
        return {unit.id: self._table[unit.text] for unit in units if unit.text in self._table}
