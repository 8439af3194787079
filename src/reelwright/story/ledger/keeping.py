"""Keeping the ledger of a whole story: all scenes of all episodes, replayed in the order they happened.

Knows what a ledger is made of: the clock, the register of the whole story, the scenes, the promises. Pure:
the same screenplays give the same ledger, whatever edits led to them (``folding.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from ..events import Event, EventKind, Happening
from ..model import Cards, Finding, Person, Place, Repair, RepairKind, Scene, Screenplay
from ..names import aliases
from ..rulebook import finding
from .folding import Fold, KeptScene, Replayed
from .naming import THINGS
from .narrative import PROMISES, Promises, follow_promises
from .scene_state import Register
from .things import PLAIN_KINDS
from .timeline import Placed, in_light, place_in_time, print_when, story_order
from .world import World, take_steps

_K = EventKind
_GIVING = (_K.KNOWS, _K.LEARNS, _K.TELLS, _K.LIE)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of a story.

    Args:
        scenes: of all episodes, in the order in which they are shown.
        order: their numbers in the order in which they happened.
        findings: everything that cannot be, or should not.
        opening: the world before the story.
        after: the world when all is over.
        replayed: how many scenes had to be replayed for it.
    """

    scenes: tuple[KeptScene, ...] = ()
    order: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    promises: Promises = field(default_factory=Promises)
    opening: World = field(default_factory=World)
    after: World = field(default_factory=World)
    register: Register = field(default_factory=lambda: Register(Cards()))
    replayed: int = 0

    def worlds(self) -> Iterator[tuple[int, World]]:
        """Each scene's number with the world as it ends, in the order in which they happened."""
        world = self.opening.copy()
        for index in self.order:
            if not self.scenes[index].dreamed:
                take_steps(world, self.scenes[index].steps)
            yield index, world.copy()


class LedgerKeeper:
    """Keeps the ledger of one story over its edits."""

    def __init__(self) -> None:
        self._last: Replayed | None = None
        self._events: dict[int, tuple[Scene, tuple[Event, ...]]] = {}
        """By the identity of a scene, which is kept so that no other can have the same."""

    def keep(self, screenplays: Sequence[Screenplay], cards: Cards) -> Ledger:
        """The ledger of these screenplays; scenes that no edit can have changed are not replayed again.

        Args:
            screenplays: a film, or all episodes in order.
            cards: everybody and everywhere in them.
        """
        scenes = [scene for screenplay in screenplays for scene in screenplay.scenes]
        told = self._told(scenes)
        placed = place_in_time(scenes, told)
        order = story_order(placed)
        language = screenplays[0].language if screenplays else "en"
        register = register_of(told, cards, language)
        opening = opening_world(told)
        fold = Fold([scenes[index] for index in order], [placed[index].when for index in order], register)
        last = self._last
        self._last = fold.first(opening) if last is None else fold.again(opening, last)
        kept, after = self._last.kept, self._last.after
        promises = follow_promises(list(_by_episode(screenplays, told)), register)
        findings = [found for each in kept for found in each.findings]
        findings += [*promises.findings, *_times(placed, register), *_names(register)]
        shown = dict(zip(order, kept, strict=True))
        return Ledger(
            tuple(shown[index] for index in range(len(scenes))),
            tuple(order),
            tuple(findings),
            promises,
            opening,
            after,
            register,
            self._last.count,
        )

    def _told(self, scenes: Sequence[Scene]) -> list[tuple[Event, ...]]:
        """The events of each scene; those of a scene that did not change are known."""
        known = self._events
        self._events = {
            id(scene): known[id(scene)] if id(scene) in known else (scene, events_of(scene)) for scene in scenes
        }
        return [self._events[id(scene)][1] for scene in scenes]


def keep_ledger(screenplays: Sequence[Screenplay], cards: Cards) -> Ledger:
    """The ledger of a film or of all episodes of a series."""
    return LedgerKeeper().keep(screenplays, cards)


def opening_world(told: Iterable[Sequence[Event]]) -> World:
    """The world before the story: what people have always known."""
    world = World()
    known = [event for events in told for event in events if event.kind is _K.KNOWS]
    world.knows = {(person, event.to): event for event in known for person in event.who}
    return world


def register_of(told: Iterable[Sequence[Event]], cards: Cards, language: str = "en") -> Register:
    """What the notes of a story tell of for good: its things, facts, anchors and vehicles."""
    tracked: dict[str, str] = {}
    first: dict[str, Event] = {}
    givers: dict[str, Event] = {}
    anchors: dict[str, tuple[str, ...]] = {}
    vehicles: set[str] = set()
    for event in chain.from_iterable(told):
        kind = event.kind
        if kind in THINGS:
            if kind is not _K.HOLD or event.what not in PLAIN_KINDS:
                tracked.setdefault(event.what, event.drawn)
                first.setdefault(event.what, event)
        elif kind in _GIVING:
            givers.setdefault(event.to, event)
        elif kind is _K.ANCHORS:
            anchors[event.what] = (*anchors.get(event.what, ()), event.to)
        elif kind is _K.VEHICLE:
            vehicles.add(event.what)
    return Register(cards, tracked, first, givers, anchors, frozenset(vehicles), language)


def events_of(scene: Scene) -> tuple[Event, ...]:
    """Every event that the notes of a scene tell, in order."""
    return tuple(event for beat in scene.beats if type(beat) is Happening for event in beat.events)


def _by_episode(
    screenplays: Sequence[Screenplay], told: Sequence[Sequence[Event]]
) -> Iterator[tuple[int, Event, list[Event]]]:
    begun = 0
    for number, screenplay in enumerate(screenplays):
        end = begun + len(screenplay.scenes)
        if screenplay.scenes:
            heading = Event(_K.ENTER, source=screenplay.scenes[0].source)
            events = chain.from_iterable(told[begun:end])
            yield number, heading, [event for event in events if event.kind in PROMISES]
        begun = end


def _times(placed: Sequence[Placed], register: Register) -> Iterator[Finding]:
    for each in placed:
        if each.backwards is not None:
            note = register.note([Event(_K.FLASHBACK)])
            at = each.backwards.source
            told = finding(
                "L311", "this scene plays before the scene before it", at, mend=f"write {note}, or a later time"
            )
            yield replace(told, time=print_when(each.when), repairs=(Repair(RepairKind.CHANGE, at, note),))
        if each.odd_hour is not None:
            told = finding("L312", "the hour does not fit the light in the heading", each.odd_hour.source)
            note = register.note([replace(each.odd_hour, time=in_light(each.odd_hour, each.light))])
            mend = f"write {note}, or another light in the heading"
            repair = Repair(RepairKind.CHANGE, each.odd_hour.source, note)
            yield replace(told, time=print_when(each.when), mend=mend, repairs=(repair,))


def _names(register: Register) -> Iterator[Finding]:
    """Things that are called like somebody or some place."""
    cards: list[Person | Place] = [*register.cards.people.values(), *register.cards.places.values()]
    named = {alias: card.name for card in cards for alias in aliases(card)}
    for thing, event in register.first.items():
        if thing in named:
            message = f'a thing is called "{thing}", and so is {named[thing]}'
            yield finding("L005", message, event.source, expected="a name of its own")
