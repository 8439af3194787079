"""Moves: what people can do in a state of facts, and what is true after it.

Knows facts, preconditions and how letters are bound to people and secrets. Refuses to choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from ...tables import Table, load_table, words_in
from .world import lines_of, table_of

Fact: TypeAlias = tuple[str, ...]
Binding: TypeAlias = dict[str, str]

_WIDE: Final = frozenset({"flesh", "side", "bond", "met"})
_SECRET_LETTERS: Final = frozenset("FG")


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of scene."""

    id: str
    needs: tuple[Fact, ...]
    bars: tuple[Fact, ...]
    adds: tuple[Fact, ...]
    takes: tuple[Fact, ...]
    heat: float
    cliff: float
    hook: float
    cost: float
    value: str
    at: str
    time: str
    mood: str
    weather: str
    climax: bool
    talk: tuple[str, ...]


@cache
def load_moves() -> tuple[Move, ...]:
    """All moves."""
    return tuple(_read_move(key, table_of(row)) for key, row in load_table("sketch/moves").items())


def _read_move(key: str, row: Table) -> Move:
    pre = [tuple(written.split()) for written in words_in(row["pre"])]
    needs = tuple(fact for fact in pre if not fact[0].startswith("!"))
    return Move(
        id=key,
        # What binds no letter comes first, then what binds the most at once, so that little is tried in vain.
        needs=tuple(sorted(needs, key=_costliness)),
        bars=tuple((fact[0][1:], *fact[1:]) for fact in pre if fact[0].startswith("!")),
        adds=_facts(row, "add"),
        takes=_facts(row, "del"),
        heat=_number(row, "heat"),
        cliff=_number(row, "cliff"),
        hook=_number(row, "hook"),
        cost=_number(row, "cost"),
        value=str(row.get("value", "")),
        at=str(row.get("at", "any")),
        time=str(row.get("time", "")),
        mood=str(row.get("mood", "")),
        weather=str(row.get("weather", "")),
        climax=bool(row.get("climax", False)),
        talk=lines_of(row, "talk"),
    )


def _costliness(fact: Fact) -> tuple[bool, bool, int]:
    return any(map(is_letter, fact[1:])), fact[0] in _WIDE, -len(fact)


def _number(row: Table, key: str) -> float:
    value = row.get(key, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def _facts(row: Table, key: str) -> tuple[Fact, ...]:
    return tuple(tuple(written.split()) for written in lines_of(row, key))


def index_facts(state: frozenset[Fact]) -> dict[str, list[Fact]]:
    """Facts by their first word, in an order that does not change."""
    index: dict[str, list[Fact]] = {}
    for fact in sorted(state):
        index.setdefault(fact[0], []).append(fact)
    return index


def bindings(move: Move, state: frozenset[Fact], index: Mapping[str, list[Fact]]) -> Iterator[Binding]:
    """Every way in which a move can happen now; different letters are different people."""
    for bound in _join(_steps(move.needs), {}, state, index):
        if not any(fill_fact(fact, bound) in state for fact in move.bars):
            yield bound


@dataclass(frozen=True, slots=True)
class _Step:
    """One need of a move, and what of it is known once the needs before it are met.

    Args:
        words: places of the words that stand there as they are.
        held: places of letters that are bound by then.
        free: places of letters that it binds.
    """

    fact: Fact
    words: tuple[tuple[int, str], ...]
    held: tuple[tuple[int, str], ...]
    free: tuple[tuple[int, str], ...]


@cache
def _steps(needs: tuple[Fact, ...]) -> tuple[_Step, ...]:
    steps, bound = [], set[str]()
    for fact in needs:
        places = [*enumerate(fact)][1:]
        letters = [(place, word) for place, word in places if is_letter(word)]
        words = tuple((place, word) for place, word in places if not is_letter(word))
        held = tuple(each for each in letters if each[1] in bound)
        steps.append(_Step(fact, words, held, tuple(each for each in letters if each[1] not in bound)))
        bound.update(letter for _, letter in letters)
    return tuple(steps)


def _join(
    steps: tuple[_Step, ...], bound: Binding, state: frozenset[Fact], index: Mapping[str, list[Fact]]
) -> Iterator[Binding]:
    if not steps:
        yield bound
        return
    step, rest = steps[0], steps[1:]
    if not step.free:  # nothing is left to find: it is so, or it is not
        if fill_fact(step.fact, bound) in state:
            yield from _join(rest, bound, state, index)
        return
    fixed = [*step.words, *((place, bound[letter]) for place, letter in step.held)]
    for fact in index.get(step.fact[0], ()):
        further = _bind(step, fact, fixed, bound)
        if further is not None:
            yield from _join(rest, further, state, index)


def _bind(step: _Step, fact: Fact, fixed: list[tuple[int, str]], bound: Binding) -> Binding | None:
    """The letters that are free in a step bound as well; None where a fact is another, or two would be the same."""
    if len(fact) != len(step.fact):
        return None
    for place, word in fixed:
        if fact[place] != word:
            return None
    further = dict(bound)
    for place, letter in step.free:
        value = fact[place]
        if letter in further:
            if further[letter] != value:
                return None
        elif value in further.values():
            return None
        else:
            further[letter] = value
    return further


@cache
def is_letter(word: str) -> bool:
    """Whether a word of a rule stands for somebody or some secret."""
    return len(word) == 1 and word.isupper()


def is_secret(letter: str) -> bool:
    """Whether a letter stands for a secret."""
    return letter in _SECRET_LETTERS


def fill_fact(fact: Fact, bound: Binding) -> Fact:
    """A fact of a rule with its letters bound; an unbound letter stays and so matches nothing."""
    return tuple([bound.get(word, word) for word in fact])  # nothing but letters is ever bound


def after(move: Move, bound: Binding, state: frozenset[Fact]) -> frozenset[Fact]:
    """The state when a move has happened."""
    gone = {fill_fact(fact, bound) for fact in move.takes}
    come = {fill_fact(fact, bound) for fact in move.adds}
    return frozenset((state - gone) | come)
