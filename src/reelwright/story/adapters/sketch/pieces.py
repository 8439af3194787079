"""What a scene is made of once it has words: lines, business, things to be read, continuity notes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A line: who, how, what."""

    who: str
    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """Business.

    Args:
        arrives: somebody comes in by it.
    """

    text: str
    arrives: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """Something to be read."""

    prop: str
    who: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A continuity note."""

    text: str


Piece = Said | Done | Shown | Marked


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody as a text may call them: by name, or by a pronoun."""

    name: str
    he: str = ""
    him: str = ""
    his: str = ""
    theirs: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def He(self) -> str:  # noqa: N802 what a sentence begins with
        """The pronoun with a capital letter."""
        return self.he[:1].upper() + self.he[1:]
