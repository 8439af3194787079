"""Stories that are right, made by living them.

A small world of its own is lived through: people wake, dress, go places, take and give things, get
hurt, find out. What happens is written down as a writer would, with notes. Knows the notes from
their reference page alone and nothing of the checker, so that what a checker finds in them, and in
what ``faults.py`` makes of them, can be counted honestly.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reelwright.story import Cards, Look, Person, Place

NAMES: Final = ("Ada", "Bruno", "Cleo", "Dov", "Elif", "Femi", "Gil", "Hana")
LOOKS: Final = ("red coat", "grey suit", "silk dress", "work apron", "black hoodie", "blue uniform")
PLACES: Final = (("harbour", "street"), ("kitchen", "restaurant_kitchen"), ("ward", "ward"), ("attic", "bedroom"),
          ("court", "courtroom"), ("garden", "park"))  # fmt: skip
THINGS: Final = ("letter", "key", "ring", "photo", "watch", "ticket", "necklace", "box")
BRITTLE: Final = ("cup", "bottle", "candle")
MARKS: Final = ("bruise", "cut", "plaster")
FACTS: Final = (
    "the will is forged", "the ship never sailed", "Nora is alive", "the money is gone",
    "the tea is poisoned", "they are sisters", "the doctor lied", "the shop is sold",
)  # fmt: skip
TALK: Final = ("Not here.", "You came.", "I waited.", "Sit down.", "Say it.", "Later.", "We are late.", "Look at me.")


@dataclass(frozen=True, slots=True)
class LivedLine:
    """One line of a script: a note, an action or a speech; what kind it is, and in which scene it stands."""

    text: str
    kind: str = ""
    scene: int = 0


@dataclass(slots=True)
class _Soul:
    """What the world knows of somebody."""

    name: str
    looks: tuple[str, ...]
    worn: str = ""
    day: int = 0
    has: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    knows: list[str] = field(default_factory=list)
    healed: list[str] = field(default_factory=list)
    parted: list[str] = field(default_factory=list)


class Life:
    """A story that is lived through and written down.

    Args:
        seed: another number is another life.
        scenes: how many it has.
        careful: it is also written down what must no longer be seen: the wound that has healed, the
            thing that was given away.
    """

    def __init__(self, seed: int, *, scenes: int = 9, careful: bool = True) -> None:
        self.dice = random.Random(seed)
        self.careful = careful
        self.lines: list[LivedLine] = []
        self.scene = 0
        count = self.dice.randint(3, 6)
        self.souls = [_Soul(name, tuple(self.dice.sample(LOOKS, 3))) for name in self.dice.sample(NAMES, count)]
        self.places = self.dice.sample(PLACES, 4)
        self.lying = {thing: self.dice.choice(self.places)[0] for thing in self.dice.sample(THINGS, 5)}
        self.whole = {thing: self.dice.choice(self.places)[0] for thing in BRITTLE}
        self.broken: dict[str, str] = {}
        self.owed: list[str] = []
        self.asked: list[str] = []
        self.now = 24 * 60 + 9 * 60
        self.hidden = list(self.dice.sample(FACTS, 4))
        for number in range(scenes):
            self._scene(last=number == scenes - 1)

    @property
    def cards(self) -> Cards:
        """Everybody and everywhere."""
        people = {
            soul.name.lower(): Person(
                soul.name.lower(), soul.name, names=(soul.name.upper(),), looks=tuple(Look(look) for look in soul.looks)
            )
            for soul in self.souls
        }
        places = {name: Place(name, name.title(), names=(name,), kind=kind) for name, kind in self.places}
        return Cards(people, places)

    def script(self, lines: Sequence[LivedLine] | None = None) -> str:
        """The story, or other lines in its place, as Fountain."""
        return "Title: A life\n\n" + "\n\n".join(line.text for line in lines or self.lines) + "\n"

    def write(self, text: str, kind: str) -> None:
        """Write a line down."""
        self.lines.append(LivedLine(text, kind, self.scene))

    def _scene(self, *, last: bool) -> None:
        self.scene += 1
        dice = self.dice
        place, _ = dice.choice(self.places)
        cast = dice.sample(self.souls, dice.randint(2, 3))
        self._begin(place, cast)
        for _ in range(dice.randint(3, 6)):
            self._happens(cast, place)
        if last:
            for plant in self.owed:
                self.write(f"[[pays: {plant}]]", "pays")
            for question in self.asked:
                self.write(f"[[answers: {question}]]", "answers")
        self._claims(cast, place)
        if dice.random() < 0.25 and len(cast) > 2:
            self.write(f"[[exit: {cast[-1].name}]]", "exit")
            self._speaks(dice.choice(cast[:-1]))

    def _begin(self, place: str, cast: list[_Soul]) -> None:
        """Time goes on, people come and dress."""
        dice = self.dice
        self.now += dice.choice((70, 100, 180, 300, 14 * 60))
        if self.now // 60 % 24 < 7:
            self.now += (8 - self.now // 60 % 24) * 60
        hour, day = self.now // 60 % 24, self.now // 1440
        light = "DAWN" if hour < 8 else "DAY" if hour < 17 else "DUSK" if hour < 20 else "NIGHT"
        self.write(f"INT. {place.upper()} - {light}", "heading")
        self.write(f"[[day: {day}, {hour:02}:{self.now % 60:02}]]", "day")
        for soul in cast:
            if soul.day != day:
                soul.worn, soul.day = soul.looks[0], day
            self.write(f"{soul.name} waits.", "action")
        for soul in cast:
            if dice.random() < 0.4:
                soul.worn = dice.choice([look for look in soul.looks if look != soul.worn])
                self.write(f"[[wear: {soul.name} = {soul.worn}]]", "wear")

    def _speaks(self, soul: _Soul) -> None:
        self.write(f"{soul.name.upper()}\n{self.dice.choice(TALK)}", "speech")

    def _happens(self, cast: list[_Soul], place: str) -> None:
        one, other = self.dice.sample(cast, 2)
        acts: list[Callable[[], bool]] = [
            lambda: self._takes(one, place), lambda: self._gives(one, other), lambda: self._puts(one, place),
            lambda: self._hurts(one), lambda: self._heals(one), lambda: self._breaks(one, place),
            lambda: self._learns(one), lambda: self._tells(one, other), self._promises, self._asks,
        ]  # fmt: skip
        self.dice.shuffle(acts)
        next((True for act in acts if act()), False)
        self._speaks(self.dice.choice(cast))

    def _takes(self, soul: _Soul, place: str) -> bool:
        thing = next((thing for thing, at in self.lying.items() if at == place), "")
        if not thing:
            return False
        del self.lying[thing]
        soul.has.append(thing)
        self.write(f"[[take: {soul.name} = {thing}]]", "take")
        return True

    def _gives(self, one: _Soul, other: _Soul) -> bool:
        if not one.has:
            return False
        thing = one.has.pop()
        one.parted.append(thing)
        other.has.append(thing)
        self.write(f"[[give: {thing}, {one.name} -> {other.name}]]", "give")
        return True

    def _puts(self, soul: _Soul, place: str) -> bool:
        if not soul.has:
            return False
        thing = soul.has.pop(0)
        soul.parted.append(thing)
        self.lying[thing] = place
        self.write(f"[[put: {thing}]]", "put")
        return True

    def _hurts(self, soul: _Soul) -> bool:
        free = [mark for mark in MARKS if mark not in soul.marks]
        if not free:
            return False
        soul.marks.append(self.dice.choice(free))
        self.write(f"[[hurt: {soul.name} = {soul.marks[-1]}]]", "hurt")
        return True

    def _heals(self, soul: _Soul) -> bool:
        if not soul.marks:
            return False
        soul.healed.append(soul.marks.pop())
        self.write(f"[[heal: {soul.name} = {soul.healed[-1]}]]", "heal")
        return True

    def _breaks(self, soul: _Soul, place: str) -> bool:
        del soul
        thing = next((thing for thing, at in self.whole.items() if at == place and thing not in self.broken), "")
        if not thing:
            return False
        self.broken[thing] = place
        self.write(f"[[break: {thing}]]", "break")
        return True

    def _learns(self, soul: _Soul) -> bool:
        free = [fact for fact in self.hidden if fact not in soul.knows]
        if not free:
            return False
        soul.knows.append(self.dice.choice(free))
        self.write(f"[[learns: {soul.name}: {soul.knows[-1]}]]", "learns")
        return True

    def _tells(self, one: _Soul, other: _Soul) -> bool:
        fact = next((fact for fact in one.knows if fact not in other.knows), "")
        if not fact:
            return False
        other.knows.append(fact)
        self.write(f"[[tells: {one.name} -> {other.name}: {fact}]]", "tells")
        return True

    def _promises(self) -> bool:
        if len(self.owed) > 2:
            self.write(f"[[pays: {self.owed.pop(0)}]]", "pays")
            return True
        plant = f"the sign number {self.scene}-{len(self.lines)}"
        self.owed.append(plant)
        self.write(f"[[plant: {plant}]]", "plant")
        return True

    def _asks(self) -> bool:
        if len(self.asked) > 1:
            self.write(f"[[answers: {self.asked.pop(0)}]]", "answers")
            return True
        question = f"who rang at {self.scene}-{len(self.lines)}?"
        self.asked.append(question)
        self.write(f"[[question: {question}]]", "question")
        return True

    def _claims(self, cast: list[_Soul], place: str) -> None:
        """What must be seen and known as the scene ends: everything, as a careful writer would claim it."""
        for soul in cast:
            seen = [soul.worn, *soul.marks]
            self.write(f"[[shows: {soul.name} = {', '.join(seen)}]]", "shows")
            for thing in soul.has:
                self.write(f"[[shows: {soul.name} = {thing}]]", "shows")
            if self.careful:
                past = [mark for mark in soul.healed if mark not in soul.marks]
                past += [thing for thing in soul.parted if thing not in soul.has]
                for each in dict.fromkeys(past):
                    self.write(f"[[shows: {soul.name} = no {each}]]", "shows")
            for fact in soul.knows:
                self.write(f"[[needs: {soul.name}: {fact}]]", "needs")
                self._speaks(soul)
        for thing, where in self.broken.items():
            if where == place:
                self.write(f"[[shows: {thing} = broken]]", "shows")
