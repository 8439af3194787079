"""Keeping the ledger of a whole story: all scenes of all episodes, replayed in the order they happened.

Knows which scenes are replayed anew after an edit: each scene's beginning is kept as a snapshot, so
that only what an edit can change is replayed. Pure: the same screenplays give the same ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from ..events import Event, EventKind, Happening, StoryTime
from ..model import Cards, Finding, Person, Place, Repair, RepairKind, Scene, Screenplay
from ..names import aliases
from ..rulebook import finding
from .naming import THINGS
from .narrative import PROMISES, Promises, follow_promises
from .replay import replay_scene
from .scene_state import Claim, Register
from .things import PLAIN_KINDS
from .timeline import Placed, place_in_time, print_when, story_order
from .world import World

_K = EventKind
_OF_FACTS = ("L301", "L302")
_GIVING = (_K.KNOWS, _K.LEARNS, _K.TELLS, _K.LIE)


@dataclass(frozen=True, slots=True)
class KeptScene:
    """One scene in the ledger.

    Args:
        before: the world as it begins.
        claims: what was checked in it.
    """

    scene: Scene
    when: StoryTime
    before: World
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of a story.

    Args:
        scenes: of all episodes, in the order in which they are shown.
        order: their numbers in the order in which they happened.
        findings: everything that cannot be, or should not.
        after: the world when all is over.
    """

    scenes: tuple[KeptScene, ...] = ()
    order: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    promises: Promises = field(default_factory=Promises)
    after: World = field(default_factory=World)
    register: Register = field(default_factory=lambda: Register(Cards()))
    replayed: int = 0


class LedgerKeeper:
    """Keeps the ledger of one story over its edits."""

    def __init__(self) -> None:
        self._kept: list[KeptScene] = []
        self._register = Register(Cards())
        self._after = World()
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
        fold = _Fold(scenes, placed, order, register, opening_world(told))
        same_story = _same(register, self._register) and not (self._names_givers() and _moved(register, self._register))
        kept, after = fold.run(self._kept if same_story else [], self._after)
        self._kept, self._register, self._after = kept, register, after
        promises = follow_promises(list(_by_episode(screenplays, told)), register)
        findings = [found for each in kept for found in each.findings]
        findings += [*promises.findings, *_times(placed, register), *_names(register)]
        shown = dict(zip(order, kept, strict=True))
        return Ledger(
            tuple(shown[index] for index in range(len(scenes))),
            tuple(order),
            tuple(findings),
            promises,
            after,
            register,
            fold.replayed,
        )

    def _names_givers(self) -> bool:
        """Whether something found tells where a fact comes into the story."""
        return any(found.rule in _OF_FACTS for each in self._kept for found in each.findings)

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


class _Fold:
    def __init__(
        self, scenes: list[Scene], placed: list[Placed], order: list[int], register: Register, opening: World
    ) -> None:
        self.scenes = [scenes[index] for index in order]
        self.times = [placed[index].when for index in order]
        self.register = register
        self.replayed = 0
        self.world = opening
        self.dreamed = World()

    def run(self, known: list[KeptScene], known_after: World) -> tuple[list[KeptScene], World]:
        """Replay what an edit can have changed; ``known`` are the scenes of the last time, in order."""
        begin = self._same_until(known)
        kept = known[:begin]
        if begin and begin < len(known):
            self.world = known[begin].before.copy()
        elif begin:
            self.world = known_after.copy()
        if known and begin == len(self.scenes) == len(known):
            return kept, known_after
        tail = self._same_tail(known, begin)
        for position in range(begin, len(self.scenes)):
            left = len(self.scenes) - position
            if left <= tail and self._goes_on_as(known[len(known) - left :]):
                return kept + known[len(known) - left :], known_after
            kept.append(self._replay(position))
        return kept, self.world

    def _same_until(self, known: list[KeptScene]) -> int:
        """How many scenes from the beginning are as they were; never from within a dream."""
        if not known or known[0].before != self.world:
            return 0
        count = 0
        for scene, when, each in zip(self.scenes, self.times, known, strict=False):
            if each.when != when or (each.scene is not scene and each.scene != scene):
                break
            count += 1
        while count and count <= len(self.times) and self.times[count - 1].line == "dream":
            count -= 1
        return count

    def _same_tail(self, known: list[KeptScene], begin: int) -> int:
        """How many scenes from the end are as they were."""
        most = min(len(known), len(self.scenes)) - begin
        count = 0
        while count < most:
            each = known[-1 - count]
            if each.when != self.times[-1 - count] or each.scene is not self.scenes[-1 - count]:
                break
            count += 1
        return count

    def _goes_on_as(self, tail: list[KeptScene]) -> bool:
        """Whether the rest comes out as before: the same world before it, and nothing found in it.

        What was found names lines, which an edit moves.
        """
        return tail[0].before == self.world and not any(each.findings for each in tail)

    def _replay(self, position: int) -> KeptScene:
        self.replayed += 1
        scene, when = self.scenes[position], self.times[position]
        world = self.world
        if when.line == "dream":
            if not position or self.times[position - 1].line != "dream":
                self.dreamed = self.world.copy()
            world = self.dreamed
        before = world.copy()
        state = replay_scene(scene, when, world, self.register)
        return KeptScene(scene, when, before, tuple(state.findings), tuple(state.claims))


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


def _same(one: Register, other: Register) -> bool:
    """Whether a scene replayed with one register comes out as with the other."""
    alike = (one.tracked, one.anchors, one.vehicles, one.language) == (
        other.tracked,
        other.anchors,
        other.vehicles,
        other.language,
    )
    return alike and (one.cards is other.cards or one.cards == other.cards)


def _moved(one: Register, other: Register) -> bool:
    """Whether facts come into the story elsewhere than before."""
    return {fact: event.source for fact, event in one.givers.items()} != {
        fact: event.source for fact, event in other.givers.items()
    }


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
            yield replace(told, time=print_when(each.when))


def _names(register: Register) -> Iterator[Finding]:
    """Things that are called like somebody or some place."""
    cards: list[Person | Place] = [*register.cards.people.values(), *register.cards.places.values()]
    named = {alias: card.name for card in cards for alias in aliases(card)}
    for thing, event in register.first.items():
        if thing in named:
            message = f'a thing is called "{thing}", and so is {named[thing]}'
            yield finding("L005", message, event.source, expected="a name of its own")
