"""Stuff: the things, days and sums that recur in the talk of one story, drawn once for it.

Knows what a trade works with and what a place has in its corners. What is drawn stays the same through a
series, so that an umbrella of the first episode is the umbrella of the last.
"""

from __future__ import annotations

from ...tables import Table, load_table, words_in
from .dice import Dice
from .reading import Reading

_GROUP_OF = "group"


def draw_stuff(reading: Reading, kind: str, dice: Dice) -> dict[str, str]:
    """What the lines of a story may name beside its people.

    Args:
        reading: the premise, for the hero's trade.
        kind: the kind of place that is at stake.
        dice: the story's own.
    """
    table = load_table(f"sketch/stuff_{reading.language}")
    rows = {
        **_table(table, "motif"),
        **_table(table, f"trade.{reading.job}"),
        **_table(table, f"spot.{group_of(kind)}"),
    }
    return {key: dice.pick(words_in(words), "stuff", key) for key, words in rows.items() if words_in(words)}


def group_of(kind: str) -> str:
    """The group of places that a kind belongs to: where people eat, live, work or learn."""
    groups = _table(load_table("sketch/plot"), _GROUP_OF)
    return next((group for group, kinds in groups.items() if kind in words_in(kinds)), "work")


def _table(table: Table, path: str) -> Table:
    value: object = table
    for part in path.split("."):
        value = value.get(part, {}) if isinstance(value, dict) else {}
    return value if isinstance(value, dict) else {}
