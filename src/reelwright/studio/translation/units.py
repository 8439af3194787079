"""Units of translation: every word of a film that a viewer hears or reads, each with an id.

Knows where words stand on a board and on the cards, and walks them in one way only: taking the
words out and putting others in is the same walk. Refuses to know languages.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from reelwright.film import Card, Emotion, Insert, Line, Manner, Shot, ShotList, SourceLine
from reelwright.story import Cards, Person, Place, seconds_to_say

from ..timing import LONGEST

_OWN = ">"
"""Begins a bubble of the phone's owner; a mark of ours and no word."""
_STRETCH, _SLACK = 1.3, 0.6
"""How much longer than the original a line may take before its shot feels slow: a share, and seconds."""
_BREATH = 0.6
_WORDS = re.compile(r"\.[0-9a-f]{8}(?:\.\d+)?$")


class UnitKind(StrEnum):
    """What the words of a unit are."""

    TITLE = "title"
    LINE = "line"
    CARD = "card"
    WRITING = "writing"
    NAME = "name"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to be translated.

    Args:
        id: made from who says what and not from its place, so that it stays when scenes move.
        text: in the language that the film was written in.
        where: the script's line, None for a text on a card.
        speaker: name of who says it, "" for what is read.
        hint: how it is said or what it is written on, for the translator.
        seconds: time that its shot gives a spoken line; 0 for what is read.
    """

    id: str
    kind: UnitKind
    text: str
    where: SourceLine | None = None
    speaker: str = ""
    hint: str = ""
    seconds: float = 0.0

    @property
    def mouth(self) -> str:
        """What the id says besides the words: kind, and whose or on what; stays when the words are changed."""
        return _WORDS.sub("", self.id)


Reword: TypeAlias = Callable[[Unit], str]
"""Gives the words to put in the place of a unit's."""


def units_of(board: ShotList, cards: Cards) -> tuple[Unit, ...]:
    """Every unit of a board, in screen order; a text that comes again in the same mouth is a unit of its own."""
    found: list[Unit] = []

    def keep(unit: Unit) -> str:
        found.append(unit)
        return unit.text

    reword_board(board, cards, keep)
    return tuple(found)


def units_of_cards(cards: Cards) -> tuple[Unit, ...]:
    """The names of people and the signs of places."""
    found: list[Unit] = []

    def keep(unit: Unit) -> str:
        found.append(unit)
        return unit.text

    reword_cards(cards, keep)
    return tuple(found)


def reword_board(board: ShotList, cards: Cards, reword: Reword) -> ShotList:
    """The board with other words in every place where a viewer hears or reads some."""
    walk = _Walk(reword, cards, f"e{board.episode:02}." if board.episode else "")
    title = walk.word(UnitKind.TITLE, board.title, hint="title of the film")
    return replace(board, title=title, shots=tuple(walk.shot(shot, board.title, title) for shot in board.shots))


def reword_cards(cards: Cards, reword: Reword) -> Cards:
    """The cards with other names of people and signs of places; the written names still find them."""
    walk = _Walk(reword, cards, "")
    people = {key: walk.person(person) for key, person in cards.people.items()}
    return Cards(people, {key: walk.place(place) for key, place in cards.places.items()})


class _Walk:
    def __init__(self, reword: Reword, cards: Cards, prefix: str) -> None:
        self._reword = reword
        self._cards = cards
        self._prefix = prefix
        self._count: Counter[str] = Counter()

    def word(  # noqa: PLR0913 each of these tells the translator something
        self,
        kind: UnitKind,
        text: str,
        *,
        where: SourceLine | None = None,
        owner: str = "",
        speaker: str = "",
        hint: str = "",
        seconds: float = 0.0,
    ) -> str:
        if not text.strip():
            return text
        stem = (
            f"{self._prefix}{kind}.{owner}.{_short_digest(text)}"
            if owner
            else f"{self._prefix}{kind}.{_short_digest(text)}"
        )
        self._count[stem] += 1
        again = self._count[stem]
        name = stem if again == 1 else f"{stem}.{again}"
        return self._reword(Unit(name, kind, text, where, speaker, hint, round(seconds, 2)))

    def shot(self, shot: Shot, title: str, reworded: str) -> Shot:
        card = shot.card
        if card is not None:
            heading = (
                reworded if card.heading == title else self._read(UnitKind.CARD, card.heading, shot, "fills the frame")
            )
            under = reworded if card.under == title else self._read(UnitKind.CARD, card.under, shot, "small, on a card")
            card = Card(heading, under)
        insert = None if shot.insert is None else self._insert(shot.insert, shot)
        spare = _spare(shot)
        lines = tuple(self._line(line, spare) for line in shot.lines)
        return replace(shot, card=card, insert=insert, lines=lines)

    def _read(self, kind: UnitKind, text: str, shot: Shot, hint: str, owner: str = "") -> str:
        return self.word(kind, text, where=shot.source, hint=hint, owner=owner)

    def _insert(self, insert: Insert, shot: Shot) -> Insert:
        hint = f"to be read on a {insert.prop}"
        heading = self._read(UnitKind.WRITING, insert.heading, shot, f"heading of a {insert.prop}", insert.prop)
        writing = tuple(self._bubble(text, shot, hint, insert.prop) for text in insert.writing)
        return replace(insert, heading=heading, writing=writing)

    def _bubble(self, text: str, shot: Shot, hint: str, prop: str) -> str:
        if not text.startswith(_OWN):
            return self._read(UnitKind.WRITING, text, shot, hint, prop)
        words = text.removeprefix(_OWN).strip()
        return f"{_OWN} {self._read(UnitKind.WRITING, words, shot, hint, prop)}"

    def _line(self, line: Line, spare: float) -> Line:
        person = self._cards.people.get(line.person)
        asked = seconds_to_say(line.text)
        text = self.word(
            UnitKind.LINE,
            line.text,
            where=line.source,
            owner=line.person,
            speaker=person.name if person else line.person,
            hint=_how(line),
            seconds=min(max(asked * _STRETCH, asked + _SLACK), asked + spare),
        )
        return replace(line, text=text)

    def person(self, person: Person) -> Person:
        name = self.word(UnitKind.NAME, person.name, owner=person.id, hint="name of a person")
        return replace(person, name=name, names=tuple(dict.fromkeys((*person.names, person.name))))

    def place(self, place: Place) -> Place:
        return replace(place, sign=self.word(UnitKind.SIGN, place.sign, owner=place.id, hint="sign on a wall"))


def _spare(shot: Shot) -> float:
    """Seconds by which the lines of a shot may grow before the shot breaks its law of eight seconds."""
    said = sum(seconds_to_say(line.text) for line in shot.lines if not line.together)
    return max(0.4, float(LONGEST) - _BREATH - said) / max(1, len(shot.lines))


def _how(line: Line) -> str:
    how = [] if line.emotion is Emotion.NEUTRAL else [line.emotion.value]
    how += [] if line.manner is Manner.PLAIN else [line.manner.value]
    how += ["not seen speaking"] if line.off_screen else []
    return ", ".join(how)


def _short_digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode("utf-8")).hexdigest()[:8]
