"""Stories that are wrong: one change to a right one, of a kind that happens to writers and to models.

Knows what is wrong about each, and nothing of who finds it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, Protocol

from .lives import LOOKS, MARKS, LivedLine


class Fault(Protocol):
    """One change to a story that makes it wrong."""

    def __call__(self, lines: Sequence[LivedLine], dice: random.Random, /) -> list[LivedLine] | None:
        """The lines with the fault in them, None where the story has no place for it."""


def _pick(lines: Sequence[LivedLine], dice: random.Random, kind: str, *, says: str = "") -> int | None:
    """A line of a kind, any of them."""
    there = [n for n, line in enumerate(lines) if line.kind == kind and says in line.text]
    return dice.choice(there) if there else None


def _changed(lines: Sequence[LivedLine], at: int, text: str) -> list[LivedLine]:
    """The story with another text in one line."""
    return [*lines[:at], replace(lines[at], text=text), *lines[at + 1 :]]


def _dropped(kind: str) -> Fault:
    """A fault: one line of a kind is missing, as when a writer forgets to say that something happened."""

    def fault(lines: Sequence[LivedLine], dice: random.Random) -> list[LivedLine] | None:
        at = _pick(lines, dice, kind)
        return None if at is None else [*lines[:at], *lines[at + 1 :]]

    return fault


def _other_word(kind: str, words: tuple[str, ...]) -> Fault:
    """A fault: a claim names another of these words than the one that is so."""

    def fault(lines: Sequence[LivedLine], dice: random.Random) -> list[LivedLine] | None:
        counts = {
            n: sum(word in line.text for word in words)
            for n, line in enumerate(lines)
            if line.kind == kind and "= no " not in line.text
        }
        holding = [n for n, count in counts.items() if 0 < count < len(words)]
        if not holding:
            return None
        at = dice.choice(holding)
        word = next(word for word in words if word in lines[at].text)
        other = dice.choice([each for each in words if each not in lines[at].text])
        return _changed(lines, at, lines[at].text.replace(word, other, 1))

    return fault


def _swapped_giver(lines: Sequence[LivedLine], dice: random.Random) -> list[LivedLine] | None:
    """Somebody gives what the other has."""
    at = _pick(lines, dice, "give")
    if at is None:
        return None
    thing, _, pair = lines[at].text.removeprefix("[[give: ").removesuffix("]]").partition(", ")
    one, other = pair.split(" -> ")
    return _changed(lines, at, f"[[give: {thing}, {other} -> {one}]]")


def _inserted(make: Callable[[Sequence[LivedLine], random.Random], tuple[int, str] | None]) -> Fault:
    """A fault: a line that should not be there."""

    def fault(lines: Sequence[LivedLine], dice: random.Random) -> list[LivedLine] | None:
        found = make(lines, dice)
        if found is None:
            return None
        at, text = found
        return [*lines[:at], LivedLine(text, "fault", lines[min(at, len(lines) - 1)].scene), *lines[at:]]

    return fault


def _early_need(lines: Sequence[LivedLine], dice: random.Random) -> tuple[int, str] | None:
    """Somebody acts on what they only learn later."""
    at = _pick(lines, dice, "learns")
    if at is None:
        return None
    who, fact = lines[at].text.removeprefix("[[learns: ").removesuffix("]]").split(": ", 1)
    said = [n for n, line in enumerate(lines[:at]) if line.kind == "speech" and line.text.startswith(who.upper())]
    return None if not said else (said[0], f"[[needs: {who}: {fact}]]")


def _dead_walks(lines: Sequence[LivedLine], dice: random.Random) -> tuple[int, str] | None:
    """Somebody dies and goes on."""
    speeches = [n for n, line in enumerate(lines) if line.kind == "speech"]
    at = dice.choice(speeches[: len(speeches) // 2])
    name = lines[at].text.split("\n")[0].title()
    return at, f"[[die: {name}]]"


def _gone_returns(lines: Sequence[LivedLine], dice: random.Random) -> tuple[int, str] | None:
    """A thing is burned and turns up again."""
    at = _pick(lines, dice, "give")
    if at is None:
        return None
    return at, f"[[gone: {lines[at].text.removeprefix('[[give: ').split(',')[0]}]]"


def _left_and_speaks(lines: Sequence[LivedLine], dice: random.Random) -> tuple[int, str] | None:
    """Somebody leaves the scene and speaks in it."""
    speeches = [n for n, line in enumerate(lines) if line.kind == "speech"]
    at = dice.choice(speeches)
    return at, f"[[exit: {lines[at].text.split(chr(10))[0].title()}]]"


def _unplanted(lines: Sequence[LivedLine], dice: random.Random) -> tuple[int, str] | None:
    """Something pays that nobody set up."""
    return dice.randrange(3, len(lines)), "[[pays: a gun that nobody hung]]"


def _unasked(lines: Sequence[LivedLine], dice: random.Random) -> tuple[int, str] | None:
    """A question is answered that nobody asked."""
    return dice.randrange(3, len(lines)), "[[answers: what is in the lake?]]"


def _tells_unknown(lines: Sequence[LivedLine], dice: random.Random) -> tuple[int, str] | None:
    """Somebody tells what nobody told them."""
    at = _pick(lines, dice, "tells")
    if at is None:
        return None
    one, rest = lines[at].text.removeprefix("[[tells: ").removesuffix("]]").split(" -> ")
    return at, f"[[tells: {one} -> {rest.split(':')[0]}: the moon is made of paper]]"


def _back_in_time(lines: Sequence[LivedLine], dice: random.Random) -> list[LivedLine] | None:
    """A scene plays before the one before it."""
    days = [n for n, line in enumerate(lines) if line.kind == "day"]
    late = [at for before, at in pairwise(days) if not lines[before].text.startswith("[[day: 1,")]
    if not late:
        return None
    at = dice.choice(late)
    clock = lines[at].text.split(", ")[1]
    return _changed(lines, at, f"[[day: 1, {clock}")


def _uncast(lines: Sequence[LivedLine], dice: random.Random) -> list[LivedLine] | None:
    """Somebody speaks who is not in the cast."""
    at = _pick(lines, dice, "speech")
    return None if at is None else _changed(lines, at, f"ZEBEDEE\n{lines[at].text.split(chr(10))[1]}")


def _nowhere(lines: Sequence[LivedLine], dice: random.Random) -> list[LivedLine] | None:
    """A scene plays in a place that has no card."""
    at = _pick(lines, dice, "heading")
    return None if at is None else _changed(lines, at, f"INT. CATACOMB -{lines[at].text.rpartition('-')[2]}")


def _broken_is_whole(lines: Sequence[LivedLine], dice: random.Random) -> list[LivedLine] | None:
    """What was broken is shown whole."""
    at = _pick(lines, dice, "shows", says="= broken")
    return None if at is None else _changed(lines, at, lines[at].text.replace("= broken", "= whole"))


def _held_by_two(lines: Sequence[LivedLine], dice: random.Random) -> tuple[int, str] | None:
    """A second person holds what somebody has."""
    at = _pick(lines, dice, "take")
    if at is None:
        return None
    name, thing = lines[at].text.removeprefix("[[take: ").removesuffix("]]").split(" = ")
    later = [n for n in range(at + 1, len(lines)) if lines[n].kind == "speech" and lines[n].scene == lines[at].scene]
    others = [n for n in later if not lines[n].text.startswith(name.upper())]
    between = lines[at + 1 : others[0]] if others else []
    if not others or any(thing in line.text for line in between):
        return None
    return others[0], f"[[hold: {lines[others[0]].text.split(chr(10))[0].title()} = {thing}]]"


STATE_FAULTS: Final[dict[str, Fault]] = {
    "another look is shown": _other_word("shows", LOOKS),
    "another mark is shown": _other_word("shows", MARKS),
    "given by the wrong one": _swapped_giver,
    "held by two": _inserted(_held_by_two),
    "broken thing whole again": _broken_is_whole,
    "known too early": _inserted(_early_need),
    "told without knowing": _inserted(_tells_unknown),
    "dead go on": _inserted(_dead_walks),
    "burned thing returns": _inserted(_gone_returns),
    "gone and speaks": _inserted(_left_and_speaks),
    "pays unplanted": _inserted(_unplanted),
    "answers unasked": _inserted(_unasked),
    "time runs back": _back_in_time,
    "speaker not in the cast": _uncast,
    "place without a card": _nowhere,
}
DROPPED_EVENTS: Final[dict[str, Fault]] = {
    f"no {kind}": _dropped(kind)
    for kind in ("take", "give", "put", "wear", "hurt", "heal", "break", "learns", "tells", "plant", "question", "pays",
                 "answers")
}  # fmt: skip
