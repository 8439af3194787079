"""Custody: who has the proof of a secret, from its finding to the scene in which it pays.

Knows which scenes change hands and looks ahead for those that are to come. The notes that it gives are such
that the ledger can follow every proof, also one that is stolen, burned or brought back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from .planning import Play

_FOUND: Final = frozenset({"find", "find_caught"})
_SHOWN: Final = frozenset({"unmask", "confront_confess"})


@dataclass(slots=True)
class Custody:
    """Follows the proofs of a series through its plays, one after the other.

    Args:
        plays: all plays of the series.
        called: what the proof of a secret is called, by its key, by whose it is and which one it is.
        name: somebody's name.
        things: the proof of each secret that was found, by the secret's key.
        recorded: secrets whose proof is a recording, since a trap.
    """

    plays: Sequence[Play]
    called: Callable[[str, str, int], str]
    name: Callable[[str], str]
    things: dict[str, str] = field(default_factory=dict)
    recorded: set[str] = field(default_factory=set)
    _known: Counter[str] = field(default_factory=Counter)

    def begins(self, play: Play) -> list[str]:
        """Notes for the beginning of a scene: who comes with the proof in hand."""
        key = play.bound.get("F", "")
        thing = self.things.get(key)
        if play.name == "trap":
            self.recorded.add(key)
        if play.kind != "move" or thing is None or key in self.recorded:
            return []
        if play.name == "burn":
            return [f"hold: {self.name(play.bound['K'])} = {thing}"]
        return []

    def ends(self, play: Play) -> list[str]:
        """Notes for the end of a scene: found, left lying, taken, given, burned, paid."""
        key = play.bound.get("F", "")
        if play.kind != "move":
            return []
        if play.name in _FOUND and self._comes_back(play, key):
            return self._found(play, key)
        thing = self.things.get(key)
        if thing is None:
            brought = play.name == "amends" and self._comes_back(play, key) and self._next(play, key) != "steal"
            return self._brought(play, key) if brought else []
        return self._moved(play, key, thing)

    def _moved(self, play: Play, key: str, thing: str) -> list[str]:
        bound = {letter: self.name(who) for letter, who in play.bound.items() if letter not in ("F", "G")}
        match play.name:
            case "steal":
                return [f"hold: {bound['Z']} = {thing}", f"put: {thing}"]
            case "burn":
                del self.things[key]
                return [f"gone: {thing}", f"pays: {thing}"]
            case "amends" if self._next(play, key) != "steal":
                return [f"hold: {bound['K']} = {thing}", f"give: {thing}, {bound['K']} -> {bound['A']}"]
            case "unmask" | "confront_confess" if key not in self.recorded:
                del self.things[key]
                return [f"hold: {bound['A']} = {thing}", f"pays: {thing}"]
            case _:
                return []

    def _found(self, play: Play, key: str) -> list[str]:
        self.recorded.discard(key)
        thing = self._call(key, play.bound["K"])
        holder = self.name(play.bound["A"])
        left = [f"put: {thing}"] if self._next(play, key) == "steal" else []
        return [f"plant: {thing}", f"take: {holder} = {thing}", *left]

    def _brought(self, play: Play, key: str) -> list[str]:
        """A proof that was burned, or never found, is brought by somebody who had another."""
        self.recorded.discard(key)
        giver, taker = play.bound["K"], play.bound["A"]
        thing = self._call(key, giver)
        return [
            f"plant: {thing}",
            f"hold: {self.name(giver)} = {thing}",
            f"give: {thing}, {self.name(giver)} -> {self.name(taker)}",
        ]

    def _call(self, key: str, whose: str) -> str:
        self.things[key] = self.called(key, whose, self._known[key])
        self._known[key] += 1
        return self.things[key]

    def _comes_back(self, play: Play, key: str) -> bool:
        """Whether the proof is shown or burned later on, and is not followed by a recording instead."""
        later = [each.name for each in self._later(play, key)]
        ends = [name for name in later if name in _SHOWN or name in ("burn", "trap")]
        return bool(ends) and ends[0] != "trap"

    def _next(self, play: Play, key: str) -> str:
        moving = ("steal", "burn", "amends", *_SHOWN)
        return next((each.name for each in self._later(play, key) if each.name in moving), "")

    def _later(self, play: Play, key: str) -> list[Play]:
        return [each for each in self.plays[play.number + 1 :] if each.kind == "move" and each.bound.get("F") == key]
