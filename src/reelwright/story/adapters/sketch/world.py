"""The world of a story: who is in it, what is at stake, and who hides what from whom.

Knows the nouns; ``founding.py`` makes a world of a premise, with ``peopling.py`` and ``hiding.py``. Refuses to
know what happens: that is planned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...tables import Table, Value, load_table
from ...writing import Premise
from .asking import Cue
from .dice import Dice
from .persons import Other
from .reading import Reading


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in a story.

    Args:
        id: the role's name, with a number for those who come later.
        manner: how the person speaks.
    """

    id: str
    role: str
    name: str
    gender: str
    manner: str
    age: str = "adult"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A secret in play.

    Args:
        kind: which secret of ``plot.toml``.
        opens, closes: the episodes between which it may be asked about and must be told.
    """

    id: str
    kind: str
    keeper: str
    victim: str
    witnesses: tuple[str, ...]
    prop: str
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Season:
    """A run of episodes with one enemy: from the question that opens it to its answer."""

    number: int
    first: int
    last: int
    foe: str
    core: str
    crime: str


@dataclass(slots=True)
class World:
    """Everything that is true before anything happens."""

    premise: Premise
    reading: Reading
    family: str
    dice: Dice
    stake: str
    kind: str
    craft: str
    work: str
    stuff: dict[str, str] = field(default_factory=dict)
    players: dict[str, Player] = field(default_factory=dict)
    others: dict[str, Other] = field(default_factory=dict)
    """Who of the premise is played by whom, by role."""
    secrets: dict[str, Hidden] = field(default_factory=dict)
    seasons: list[Season] = field(default_factory=list)
    ends: set[int] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    events: frozenset[str] = frozenset()
    """All that the premise says: what it is about, what happens in it, and what follows from whom it names."""
    cue: Cue = field(default_factory=Cue)
    late: str = "male"
    """Of whom is told that is dead: a man, unless the premise says otherwise."""
    partner: str = ""
    """Who of them stands nearest to the hero: somebody whom the premise names, where it names anybody."""
    straight: bool = False
    """A film of its own that was too long: it goes the straight way, with nothing said for company."""

    @property
    def language(self) -> str:
        """The language that is spoken."""
        return self.premise.language

    @property
    def alone(self) -> bool:
        """Whether it is a film of its own and no series."""
        return self.seasons[-1].last == 1

    def role(self, role: str, season: Season) -> str:
        """The id of who has that role in a season, "" for nobody."""
        if role == "foe":
            return season.foe
        if role == "partner":
            return self.partner
        return role if role in self.players else ""


def table_of(value: Value) -> Table:
    """A value of a data file that is a table."""
    return value if isinstance(value, dict) else {}


def plot() -> Table:
    """The plot logic."""
    return load_table("sketch/plot")


def families() -> tuple[str, ...]:
    """The kinds of story that can be planned."""
    return tuple(table_of(plot()["family"]))


def lines_of(row: Mapping[str, Value], key: str) -> tuple[str, ...]:
    """The lines under a key; commas in them are commas."""
    value = row.get(key, [])
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def quality_lines(world: World, mark: str) -> tuple[str, ...]:
    """What the premise's quality makes others (">"), the hero ("<") or friends ("@") say."""
    rows = table_of(load_table(f"sketch/premise_{world.language}")["quality"])
    listed = lines_of(rows, world.reading.quality)
    return tuple(line[2:] for line in listed if line.startswith(mark))


__all__ = [
    "Hidden",
    "Player",
    "Season",
    "World",
    "families",
    "lines_of",
    "plot",
    "quality_lines",
    "table_of",
]
