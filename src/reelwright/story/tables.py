"""The data files of this room, read once each and only when asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bool | list[Value] | Table"
Table: TypeAlias = dict[str, Value]


@cache
def load_table(name: str) -> Table:
    """The table in ``data/<name>.toml``; callers never change it."""
    text = resources.files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words_in(value: Value) -> tuple[str, ...]:
    """The words of a list or of a text separated by commas, in order."""
    parts = [str(part) for part in value] if isinstance(value, list) else str(value).split(",")
    return tuple(word for word in (part.strip() for part in parts) if word)


@cache
def table_words(name: str, section: str) -> frozenset[str]:
    """All words of the lists in one section of a table."""
    rows = load_table(name)[section]
    lists = rows.values() if isinstance(rows, dict) else ()
    return frozenset(word for listed in lists for word in words_in(listed))
