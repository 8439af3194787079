"""One scene while it is replayed: what its handlers read and write, and how they tell what cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from reelwright.film import Mark

from ..events import Appearance, Change, Event, EventKind, Happening, StoryTime, TimeShift
from ..lexicon import word_of_prop
from ..model import Action, Cards, Finding, Repair, RepairKind, Scene, Speech
from ..rulebook import finding
from .clock import DAY
from .naming import own_thing
from .presence import people_of
from .printing import print_ledger_note
from .timeline import print_when, story_day
from .world import World

DRAWN_MARKS: Final = frozenset(mark.value for mark in Mark)
Told: TypeAlias = Event | Action | Speech
"""What a finding may stand at."""


@dataclass(frozen=True, slots=True)
class Register:
    """What is so for the whole story.

    Args:
        tracked: the things that notes tell of, to the kind that is drawn for them.
        first: tracked thing to the first event that tells of it.
        givers: folded fact to the first event that lets somebody know it.
        anchors: place to the words of its anchors.
        vehicles: those that a note has placed somewhere.
        language: of the notes that mend.
    """

    cards: Cards
    tracked: dict[str, str] = field(default_factory=dict)
    first: dict[str, Event] = field(default_factory=dict)
    givers: dict[str, Event] = field(default_factory=dict)
    anchors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    vehicles: frozenset[str] = frozenset()
    language: str = "en"

    def name(self, person: str) -> str:
        """What a person is called."""
        card = self.cards.people.get(person)
        return card.name if card else person

    def place(self, place: str) -> str:
        """What a place is called."""
        card = self.cards.places.get(place)
        return card.name if card else place or "an unknown place"

    def thing(self, name: str) -> str:
        """What a thing is called: the phone of somebody by their name."""
        owner, mark, rest = name.partition("'s ")
        if self.language.startswith("zh"):
            return f"{self.name(owner)}的{word_of_prop(rest, 'zh')}" if mark else word_of_prop(name, "zh")
        return own_thing(self.name(owner), rest) if mark else name

    def note(self, events: Sequence[Event]) -> str:
        """Events as a note in the language of the script."""
        return print_ledger_note(events, language=self.language)

    def called(self, thing: str) -> str:
        """A thing in a sentence: the letter, Lin's phone."""
        named = self.thing(thing)
        return named if "'s " in thing else f"the {named}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that was checked: of which kind, about whom or what, and whether it is so."""

    kind: str
    subject: str
    holds: bool


class SceneState:
    """One scene while it is replayed.

    Args:
        scene: as it was staged.
        when: its time in the story.
        world: what was so before; it is changed.
        register: what is so for the whole story.
    """

    def __init__(self, scene: Scene, when: StoryTime, world: World, register: Register) -> None:
        self.scene = scene
        self.when = when
        self.day = story_day(when)
        self.world = world
        self.register = register
        self.findings: list[Finding] = []
        self.claims: list[Claim] = []
        self.cast, here = people_of(scene, register.cards.people)
        self.present = list(here)
        self.left: dict[str, Event] = {}
        """Who went off by a note and has not come back."""
        self.fleeting: set[tuple[str, str]] = set()
        """(person, mark) that goes when the scene ends."""
        self.told: set[tuple[str, str]] = set()
        """(rule, person) that is told once a scene."""

    def find(  # noqa: PLR0913 one argument for each part of a finding
        self,
        rule: str,
        message: str,
        at: Told,
        *,
        expected: str = "",
        found: str = "",
        insert: Sequence[Event] = (),
        change: Sequence[Event] = (),
        also: Sequence[Repair] = (),
    ) -> None:
        """Tell what cannot be.

        The note of the events in ``insert``, written before the line, mends it; so does the note of those
        in ``change``, written instead of the one in the line; so does each repair in ``also``.
        """
        repairs = [Repair(RepairKind.INSERT, at.source, self._note(insert))] if insert else []
        repairs += [Repair(RepairKind.CHANGE, at.source, self._note(change))] if change else []
        repairs += also
        told = finding(rule, message, at.source, expected=expected, mend=" or ".join(map(_in_words, repairs)))
        self.findings.append(replace(told, found=found, time=print_when(self.when), repairs=tuple(repairs)))

    def retimed(self, minute: int) -> Repair:
        """The repair that lets this scene play from a minute of the story on."""
        when = Event(EventKind.DAY, time=TimeShift(minute // DAY + 1, None, minute % DAY))
        told = [event for beat in self.scene.beats if isinstance(beat, Happening) for event in beat.events]
        note = next((event for event in told if event.kind in (EventKind.DAY, EventKind.MEANWHILE)), None)
        return self.below_heading(when) if note is None else self.instead(note, when)

    def below_heading(self, event: Event) -> Repair:
        """The repair that writes a note right below the heading."""
        heading = self.scene.source
        return Repair(RepairKind.INSERT, replace(heading, line=heading.line + 1), self._note([event]))

    def instead(self, note: Event, event: Event) -> Repair:
        """The repair that writes an event in place of a note."""
        return Repair(RepairKind.CHANGE, note.source, self._note([event]))

    def _note(self, events: Sequence[Event]) -> str:
        named = [replace(event, what=self.register.thing(event.what)) for event in events]
        return self.register.note(named)

    def count(self, kind: str, subject: str, *, holds: bool) -> None:
        """Count one thing that was checked."""
        self.claims.append(Claim(kind, subject, holds))

    def once(self, rule: str, person: str) -> bool:
        """Whether this is the first time in the scene that a rule is broken by a person."""
        first = (rule, person) not in self.told
        self.told.add((rule, person))
        return first

    def name(self, person: str) -> str:
        """What a person is called."""
        return self.register.name(person)

    def written(self, event: Event) -> Event:
        """An event with names in place of ids, as a writer would write it."""
        return replace(
            event,
            who=tuple(map(self.name, event.who)),
            whom=tuple(map(self.name, event.whom)),
            what=self.register.thing(event.what),
        )

    @property
    def place(self) -> str:
        """What the place is called."""
        return self.register.place(self.scene.place)

    @property
    def dreamed(self) -> bool:
        """Whether nothing of it is real."""
        return self.when.line == "dream"

    def hand(self, person: str) -> str:
        """The kind of prop in a person's hand, "" for none that is drawn."""
        thing = self.world.hands.get(person, "")
        return self.register.tracked[thing] if thing in self.register.tracked else thing.rpartition("'s ")[2]

    def shows_mark(self, person: str, mark: str) -> bool:
        """Whether a mark shows on a person now."""
        return mark in self.marks(person)

    def marks(self, person: str) -> list[str]:
        """Every mark that shows on a person now."""
        lasting = self.world.marks_on(person, self.when.start) if self.world.marks else []
        return [*lasting, *sorted(mark for who, mark in self.fleeting if who == person)]

    def look(self, person: str) -> str:
        """The look that a person wears now, "" for the first of their card."""
        return self.world.look(person, self.day)

    def appearance(self, person: str) -> Appearance:
        """How a person is seen now."""
        marks = frozenset(Mark(mark) for mark in self.marks(person) if mark in DRAWN_MARKS)
        return Appearance(self.look(person), self.hand(person), marks)

    def seen_changes(self, person: str, before: Appearance) -> Iterable[Change]:
        """What of a person is seen to be other than before."""
        now = self.appearance(person)
        if now == before:
            return ()
        return (
            Change(
                person,
                look=None if now.look == before.look else now.look,
                holds=None if now.holds == before.holds else now.holds,
                gains=now.marks - before.marks,
                loses=before.marks - now.marks,
            ),
        )


def _in_words(repair: Repair) -> str:
    if repair.kind is RepairKind.INSERT:
        return f"write {repair.text} before line {repair.where.line}"
    return f"write {repair.text} in line {repair.where.line}"
