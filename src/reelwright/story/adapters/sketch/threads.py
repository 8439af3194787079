"""Threads: what the premise names comes back in every episode, and is paid in the last.

Knows who people are when they are first seen, what the hero's hands do, and which word of the premise was
named least. Refuses to know what happens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ...tables import Table, load_table
from .asking import as_spoken
from .nouns import as_written
from .pieces import Done, Piece, Said, Shown
from .planning import Play
from .slots import Slots
from .talk import Colour, Talker
from .world import World, lines_of, table_of

_SEEN: Final = ("craft", "place")
"""What is seen anyway, and so need not be named as often as the rest."""
_SHORT: Final = 2
"""Characters of a Chinese quality that goes before a trade without 的."""
_MANY: Final = 3
"""Words of a premise that are paid at the end in one speech, where there are as many; else one is."""
_HEARTS: Final = frozenset(
    {"own_up", "own_up_kind", "own_pretence", "own_pretence_pair", "beg", "beg_hero", "amends", "almost", "admit",
     "confront_confess", "expose_spy"}
)  # fmt: skip
"""Scenes in which nobody has a mind for anything else."""
_LEFT: Final = "inherit"
_MOST: Final = 2
"""How many scenes of an episode open on the premise."""


@dataclass(slots=True)
class Threads:
    """Weaves the premise into the scenes of a series.

    Args:
        named: how often each word of the premise was named.
        seen: who has been shown, and so was said who they are.
        asked: by episode, a question that somebody else left open and the hero has not forgotten.
    """

    world: World
    talker: Talker
    named: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    asked: dict[int, str] = field(default_factory=dict)
    _about: set[int] = field(default_factory=set)

    def _table(self, section: str) -> Table:
        return table_of(load_table(f"sketch/threads_{self.world.language}")[section])

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the premise that have lines of their own: also trade and place, where it names them."""
        table = self._table("thread")
        quality = (self.world.reading.quality,) if self.world.reading.quality in table else ()
        concepts = sorted(word for word in self.world.reading.concepts if word in table and word not in quality)
        craft = ("craft",) if self.world.reading.job != "nobody" else ()
        topic = ("topic",) if self.world.reading.topics else ()
        place = ("place",) if self.world.reading.place or not (quality or concepts or craft) else ()
        return (*topic, *quality, *concepts, *craft, *place)

    def introduce(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The scene with a word on everybody who is seen for the first time, as they arrive or as it begins."""
        speaking = [piece.who for piece in pieces if isinstance(piece, Said)]
        waiting: list[str] = []
        for key in dict.fromkeys(speaking):
            if key in self.seen:
                continue
            self.seen.add(key)
            arrival = self._arrival(pieces, key)
            if arrival is None:
                waiting.append(key)
            else:
                pieces = [self._told(piece, key) if piece is arrival else piece for piece in pieces]
        waiting.sort(key=lambda key: key != "hero")  # others are said to be the hero's
        told = [self._waits(key) for key in waiting]
        joint = str(self._table("form")["joint"])
        return [*([Done(joint.join(told))] if told else []), *pieces]

    def _waits(self, key: str) -> str:
        """That somebody who was not seen before is there, and who it is."""
        who = self._who(key)
        form = "first" if key == "hero" else "waits"
        if form == "waits" and self.talker.name("hero").name in who and self.world.language == "zh":
            form = "waits_as"  # whose name comes first is who does it
        listed = lines_of(self._table("form"), form)
        slots = Slots(name=self.talker.name(key), x=self.talker.name(key), who=who)
        return self.talker.say(listed, slots, "waits", key)

    def _arrival(self, pieces: Sequence[Piece], key: str) -> Piece | None:
        """Where in a scene somebody comes in before having spoken."""
        name = self.talker.name(key).name
        for piece in pieces:
            if isinstance(piece, Said) and piece.who == key:
                return None
            if isinstance(piece, Done) and piece.arrives and name in piece.text:
                return piece
        return None

    def _told(self, piece: Piece, key: str) -> Piece:
        if not isinstance(piece, Done):
            return piece
        form, name, who = str(self._table("form")["arrives"]), self.talker.name(key).name, self._who(key)
        told = piece.text.replace(name, who + name, 1)
        return Done(form.format(deed=piece.text[:-1], told=told, who=who), arrives=True)

    def _who(self, key: str) -> str:
        role = self.world.players[key].role
        quality = self.world.reading.quality_word
        slots = self.talker.slots(None, "hero", "hero")
        space = " " if self.world.language == "en" else "的" * (len(quality) > _SHORT)
        space = space if quality else ""
        slots |= {"trade": f"{quality}{space}{self.world.craft}", "hero": self.talker.name("hero")}
        table = self._table("who")
        listed = lines_of(table, f"{role}_{self.world.family}") or lines_of(table, role)
        if key == "hero" and self.world.reading.topics:
            listed = lines_of(table, "hero_topic")
            topics = self.world.reading.topics[:2]
            joint = str(self._table("form")["and"])
            slots["topic"] = joint.join(topics)
            slots["the_topic"] = joint.join(as_spoken(topic, self.world.language) for topic in topics)
        if other := self.world.others.get(key):
            slots |= {"kin": other.kin, "what": as_written(other.what)}
            listed = lines_of(table, "other_" + "_".join(word for word in ("kin", "what") if getattr(other, word)))
        return self.talker.say(listed, slots, "who", key, sentence=False)

    def plan(self, scenes: Sequence[tuple[Play, bool, bool]]) -> None:
        """Choose the scenes of an episode that go about the premise: two, calm and among friends before others.

        Nobody chats to the enemy before a storm.


        Args:
            scenes: each with whether nobody hides, fights or is found out in it, and whether it plays at work.
        """
        fit = [
            (2 * calm + 2 * self._among_friends(play) + at_work + 5 * bool(slot), -play.number, play.number)
            for slot, (play, calm, at_work) in enumerate(scenes)
            if play.kind == "move"
            and "hero" in play.bound.values()
            and (calm or (self._among_friends(play) and play.name not in _HEARTS))
        ]
        most = 1 if self.talker.colour is Colour.NONE else _MOST
        self._about = {number for _, _, number in sorted(fit, reverse=True)[:most]}

    def _among_friends(self, play: Play) -> bool:
        players = self.world.players
        return not any(players[key].role == "foe" for key in play.bound.values() if key in players)

    def begin(self, play: Play, pieces: Sequence[Piece], *, first: bool, at_work: bool) -> list[Piece]:
        """The scene with what it opens on: the first of a later episode the story's question, others the premise.

        The premise is talked about when all have been greeted.
        """
        speaks = any(isinstance(piece, Said) and piece.who == "hero" for piece in pieces)
        if play.kind != "move" or not speaks:
            return [*pieces]
        hook = self._hook(play) if first else []
        if play.number in self._about and not self.world.alone:
            business, said = self._work(play, at_work=at_work)
            greeting = self.talker.greeted
            return [*business, *hook, *pieces[:greeting], *said, *pieces[greeting:]]
        return [*hook, *pieces]

    def _hook(self, play: Play) -> list[Piece]:
        season = next(one for one in self.world.seasons if one.first <= play.episode <= one.last)
        bound = [key for key in play.bound.values() if key in self.world.secrets]
        key = next(iter(bound), season.crime)
        secret = self.world.secrets[key]
        listed = self.talker.of_kind(secret, "hook")
        if secret.keeper in play.bound.values():
            listed = tuple(line for line in listed if "{K" not in line)  # nobody speaks of somebody who is there
        if play.episode in self.asked:
            return [Said("hero", str(self._table("form")["hook"]), self.asked[play.episode])]
        slots = self.talker.slots(secret, "hero", "hero")
        text = self.talker.say(listed, slots, "hook", play.number, who="hero")
        return [Said("hero", str(self._table("form")["hook"]), text)] if text else []

    def _work(self, play: Play, *, at_work: bool) -> tuple[list[Piece], list[Piece]]:
        dice = self.world.dice
        word = min(self.words, key=lambda word: (self.named[word] + 2 * (word in _SEEN), dice.number("thread", word)))
        topics = self.world.reading.topics
        topic = topics[self.named[word] % len(topics)] if topics else ""
        self.named[word] += 1
        chores = self._table("chore")
        listed = lines_of(chores, self.world.reading.job) or lines_of(chores, "any")
        slots = self.talker.slots(None, "hero", "hero")
        slots |= {"A": self.talker.name("hero"), "topic": topic, "the_topic": as_spoken(topic, self.world.language)}
        business = self.talker.say(listed, slots, "chore", play.number) if at_work else ""
        lines = [line for line in self._about_word(word) if not line.startswith("= ")]
        said = self.talker.say(lines, slots, "thread", play.number, who="hero")
        return [Done(business)] if business else [], [Said("hero", "", said)] if said else []

    def part(self, play: Play, pieces: Sequence[Piece], foe: str, heard: str) -> list[Piece]:
        """What a quiet last scene of an episode ends on, so that one wants to know how it goes on.

        Args:
            play: the last scene.
            pieces: its words; the hero must be there.
            foe: who writes.
            heard: what the enemy has heard of: "warned", "digging" or "offer".
        """
        if not any(isinstance(piece, Said) and piece.who == "hero" for piece in pieces):
            return []
        table = self._table("cliff")
        dice = self.world.dice
        slots = self.talker.slots(None, "hero", "hero") | {"foe": self.talker.name(foe)}
        doc = self.talker.say(lines_of(table, heard), Slots(slots), "cliff", play.number, sentence=False)
        said = self.talker.say(lines_of(table, "said"), Slots(slots), "cliff said", play.number, who="hero")
        if not doc or not said:
            return []
        prop, heading, *lines = (part.strip() for part in doc.split("|"))
        how = dice.pick(lines_of(table, "feelings"), "cliff feeling", play.number)
        return [Shown(prop, "hero", heading, tuple(lines)), Said("hero", how, said)]

    def pay(self, play: Play) -> list[Piece]:
        """How the premise is paid, said as the last scene begins; the hero answers nothing to it."""
        partner = next((key for key in play.bound.values() if key in self.world.players and key != "hero"), "hero")
        slots = self.talker.slots(None, partner, "hero")
        pieces: list[Piece] = []
        if self.world.straight:
            return pieces
        quality = [line[2:] for line in self._quality() if line.startswith("= ")]
        reading = self.world.reading
        if self.world.alone and reading.topics and not reading.quality_word and partner != "hero":
            said = [line[2:] for line in lines_of(self._table("thread"), "topic") if line.startswith("= ")]
            return [Said("hero", "", self.talker.say(said, slots, "pay", "topic", who="hero"))]
        if self.world.reading.quality_word or self.world.alone:
            pieces.append(Said(partner, "", self.talker.say(quality, slots, "pay", "quality", who=partner)))
        if self.world.alone:
            return [piece for piece in pieces if isinstance(piece, Said) and piece.text]
        self._table("thread")
        shown = {self.world.reading.quality, *_SEEN, *(["ghost"] if partner == "ghost" else [])}
        craft = [word for word in self.words if word == "craft"]
        least = sorted((word for word in self.words if word not in shown), key=lambda word: self.named[word])
        for word in (*least[: _MANY if len(least) >= _MANY else 1], *craft):
            lines = [line[2:] for line in self._about_word(word) if line.startswith("= ")]
            who = partner if word == "craft" else "hero"
            pieces.append(Said(who, "", self.talker.say(lines, slots, "pay", word, who=who)))
        return [piece for piece in pieces if isinstance(piece, Said) and piece.text]

    def _about_word(self, word: str) -> tuple[str, ...]:
        """The lines about a word of the premise; who left something behind is whom that names."""
        lines = lines_of(self._table("thread"), word)
        return tuple(map(self.talker.of_late, lines)) if word == _LEFT else lines

    def _quality(self) -> tuple[str, ...]:
        rows = table_of(load_table(f"sketch/premise_{self.world.language}")["quality"])
        return lines_of(rows, self.world.reading.quality)
