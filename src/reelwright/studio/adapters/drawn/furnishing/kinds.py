"""Which furniture a place has: the table of ``seats.toml``, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Furniture:
    """What people sit on and at in one kind of place.

    Args:
        seat: kind of seat, "" where the place has its own.
        table: kind of table, "" for none.
        wood: colour of frames, legs and table tops.
        cloth: colour of cushions and covers.
        laid: kind of thing that stands before whoever sits at the table when nothing else does, "" for none.
        half: how far the table goes to either side of whoever sits at it, in figure units.
    """

    seat: str = "chair"
    table: str = ""
    wood: str = "#7a5a3e"
    cloth: str = "#4a5560"
    laid: str = ""
    half: float = 560.0


@cache
def _table() -> dict[str, Furniture]:
    text = resources.files(__package__).joinpath("seats.toml").read_text(encoding="utf-8")
    return {kind: Furniture(**row) for kind, row in tomllib.loads(text).items()}


def furniture_of(kind: str) -> Furniture:
    """The furniture of a place kind; plain chairs where nobody said otherwise."""
    return _table().get(kind, Furniture())
