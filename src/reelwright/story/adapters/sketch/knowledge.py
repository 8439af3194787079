"""Continuity notes of who knows what, kept so that the ledger can follow every line.

Knows which acts of speech need a secret to be known and which let it be known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from .pieces import Marked, Piece
from .planning import Play
from .world import World

_NEEDS: Final = frozenset({"tell", "told", "tell_other", "tell_you", "accuse", "press", "confess", "boast"})
"""Acts that make sense only of somebody who knows the secret."""
_TELLS: Final = frozenset({"tell", "told", "tell_other", "confess"})
"""Acts after which the hearer knows it."""


@dataclass(slots=True)
class Notes:
    """The continuity notes of who knows what: kept so that the ledger can follow every line.

    Args:
        about: a secret as a fact, in the same words each time.
        known: (person, secret) pairs that the script has told of so far.
    """

    world: World
    about: Callable[[str], str]
    known: set[tuple[str, str]] = field(default_factory=set)

    def _name(self, key: str) -> str:
        return self.world.players[key].name

    def _mark(self, word: str, who: str, key: str) -> Marked:
        return Marked(f"{word}: {who}: {self.about(key)}")

    def knows(self, person: str, key: str) -> list[Piece]:
        """That somebody has known it since before the story, told once."""
        if (person, key) in self.known:
            return []
        self.known.add((person, key))
        return [self._mark("knows", self._name(person), key)]

    def learns(self, person: str, key: str) -> list[Piece]:
        """That somebody finds it out here, told once."""
        if (person, key) in self.known:
            return []
        self.known.add((person, key))
        return [self._mark("learns", self._name(person), key)]

    def seen(self, play: Play, step: Sequence[str]) -> list[Piece]:
        """What reading a proof makes its reader know."""
        if step[0] != "proof":
            return []
        return self.learns(play.bound[step[2]], play.bound[step[1]])

    def said(self, play: Play, step: Sequence[str], who: str, hearer: str) -> tuple[list[Piece], list[Piece]]:
        """What must be known before a line, and what is known after it."""
        key = play.bound.get(step[2], "") if len(step) > 2 else ""
        if key not in self.world.secrets or step[1] not in _NEEDS:
            return [], []
        secret = self.world.secrets[key]
        before: list[Piece] = []
        if (who, key) not in self.known:
            if who == secret.victim:
                return [], []  # a guess, said as if it were known
            before += self.knows(who, key)
        before.append(self._mark("needs", self._name(who), key))
        after: list[Piece] = []
        if step[1] in _TELLS and (hearer, key) not in self.known:
            self.known.add((hearer, key))
            after.append(self._mark("tells", f"{self._name(who)} -> {self._name(hearer)}", key))
        return before, after

    def heard(self, play: Play) -> list[Piece]:
        """Who else knows it when a scene is over."""
        pieces: list[Piece] = []
        for fact in play.adds:
            if fact[0] == "knows":
                pieces += self.learns(fact[1], fact[2])
        return pieces
