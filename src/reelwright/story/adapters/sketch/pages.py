"""Pages: plays with their words become a screenplay in Fountain.

Knows headings, where scenes play, the clock, and continuity notes. Refuses to know what is said.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ...fountain_text import print_fountain
from ...saying import breaths, seconds_of_script
from ...script import Element, ElementKind, Script, TitleEntry
from ...tables import Table, load_table, words_in
from .custody import Custody
from .moves import load_moves
from .pieces import Done, Marked, Name, Piece, Said, Shown
from .planning import Chronicle, Play
from .resume import Turn
from .stuff import group_of
from .talk import Colour, Talker
from .threads import Threads
from .wording import choose_form
from .world import World, lines_of, plot, table_of

_K = ElementKind
_STORMY: Final = frozenset({"tense", "angry", "shock", "triumphant"})
_BUSY: Final = frozenset({"find", "overhear", "steal", "almost", "own_up", "beg"})
"""Scenes in which nobody goes about a day's work."""
_SHORTEST_EPISODE: Final = 60.0
_LONGEST_EPISODE: Final = {"en": 96.0, "zh": 91.0}
"""Seconds by estimate between which an episode lasts where it can; Chinese takes longer voiced than estimated."""
_LESS: Final = (Colour.LITTLE, Colour.NONE)
_MORE: Final = (Colour.ALL,)
_Memory: TypeAlias = "tuple[Talker, Threads, Custody, dict[str, Site], set[str], set[str], Counter[str]]"
_GRIPS: Final = 2
"""How good a last scene must be to end an episode by itself."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the story."""

    id: str
    name: str
    kind: str


@dataclass(slots=True)
class Pages:
    """Writes the episodes of a series, in order."""

    world: World
    chronicle: Chronicle
    title: str
    talker: Talker
    threads: Threads = field(init=False)
    custody: Custody = field(init=False)
    turn: Turn | None = None
    used: dict[str, Site] = field(default_factory=dict)
    _places: dict[str, list[Site]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _answered: set[str] = field(default_factory=set)
    _levels: Counter[str] = field(default_factory=Counter)
    _turned: bool = False

    def __post_init__(self) -> None:
        self.threads = Threads(self.world, self.talker)
        for guest in self.turn.guests if self.turn is not None else ():
            self.threads.seen.add(guest.id)
            self.talker.shown[f"met:{guest.id}"] += 1
        if self.turn is not None and self.turn.questions:
            self.threads.asked[self.turn.first] = self.turn.questions[0]
        self.custody = Custody(self.chronicle.plays, self._proof_called, lambda key: self.talker.name(key).name)
        places = self._words("places")
        words = table_of(places.get(group_of(self.world.kind), places["any"]))
        stake = Site("stake", self._heading_name(self.world.stake), self.world.kind)
        self._places = {"stake": [stake]}
        for tag in ("quiet", "open", "lair"):
            value = words[tag]
            listed = [words_in(each) for each in value] if isinstance(value, list) else []
            sites = [Site(f"{tag}-{kind}", name, kind) for kind, name in listed if kind != self.world.kind]
            self._places[tag] = self.world.dice.shuffle(sites, "places", tag)[:2]

    def _words(self, section: str) -> Table:
        return table_of(load_table(f"sketch/premise_{self.world.language}")[section])

    def _heading_name(self, noun: str) -> str:
        return noun.upper()

    # --- an episode

    def write_all(self) -> dict[int, str]:
        """All episodes by number."""
        return {number: self._fitted(number) for number in range(1, self.world.seasons[-1].last + 1)}

    def _fitted(self, number: int) -> str:
        """An episode of the length of its form: told with less or more around its lines until it fits."""
        if self.world.alone:
            return self._episode(number)
        before = self._memory()
        text = self._episode(number)
        longest = _LONGEST_EPISODE[self.world.language]
        for colour in _LESS if seconds_of_script(text) > longest else _MORE:
            seconds = seconds_of_script(text)
            if _SHORTEST_EPISODE <= seconds <= longest:
                break
            self._recall(before)
            self.talker.colour = colour
            text = self._episode(number)
        self.talker.colour = Colour.SOME
        return text

    def _memory(self) -> _Memory:
        """All that changes while an episode is written."""
        parts = (self.talker, self.threads, self.custody, self.used, self._asked, self._answered, self._levels)
        known = (self.world, self.chronicle, self.chronicle.plays, self)
        return copy.deepcopy(parts, {id(each): each for each in known})

    def _recall(self, memory: _Memory) -> None:
        known = (self.world, self.chronicle, self.chronicle.plays, self)
        fresh = copy.deepcopy(memory, {id(each): each for each in known})
        self.talker, self.threads, self.custody, self.used, self._asked, self._answered, self._levels = fresh

    def _episode(self, number: int) -> str:
        self.talker.begin_episode()
        self._turned = False
        plays = [play for play in self.chronicle.plays if play.episode == number]
        elements: list[Element] = []
        before: tuple[Site, str] | None = None
        places: list[tuple[Site, str]] = []
        for slot, play in enumerate(plays):
            before = self._where(play, slot, before)
            places.append(before)
        self.threads.plan(
            [(play, self._calm(play), self._at_work(at[0])) for play, at in zip(plays, places, strict=True)]
        )
        before = None
        for slot, (play, (site, time)) in enumerate(zip(plays, places, strict=True)):
            elements += self._scene(play, (site, time), before, slot=slot, last=slot == len(plays) - 1)
            before = (site, time)
        return print_fountain(Script(elements=tuple(elements), titles=self._titles(number, plays)))

    def _titles(self, number: int, plays: Sequence[Play]) -> tuple[TitleEntry, ...]:
        titles = [TitleEntry("Title", (self.title,))]
        if self.world.seasons[-1].last > 1:
            question = self._question(plays)
            if question and number < self.world.seasons[-1].last:
                titles.append(TitleEntry("Next time", (question,)))
        return tuple(titles)

    def _question(self, plays: Sequence[Play]) -> str:
        """The question that an episode leaves open: the one that was opened last and that nobody in it can answer.

        What only the enemy told may be a lie; where the hero knows every answer, it is whether that will be believed.
        """
        facts = self.chronicle.state_before(plays[-1].number + 1)
        out = {fact[1] for fact in facts if fact[0] == "out"}
        known = {fact[2] for fact in facts if fact[:2] == ("knows", "hero")}
        asked = [
            fact[1]
            for play in reversed(self.chronicle.plays[: plays[-1].number + 1])
            for fact in play.adds
            if fact[0] == "open" and fact[1] not in out
        ]
        if not asked:
            return ""
        claimed = {play.bound["G"] for play in plays if play.name == "confront_counter"}
        unknown = [key for key in asked if key not in known]
        if unknown and unknown[0] not in claimed:
            return self.question(unknown[0])
        return self._doubt("claimed" if unknown else "proves", (unknown or asked)[0], plays[-1].episode)

    def _doubt(self, what: str, key: str, episode: int) -> str:
        """What is asked about a secret that has been told: whether it is so, whether it will be believed."""
        form = self.world.dice.pick(words_in(self._words("words")[what]), what, episode)
        slots = self.talker.slots(self.world.secrets[key], "hero", "hero")
        return choose_form(form, self.world.dice, what).format_map(slots).replace(":", ",")

    def question(self, key: str) -> str:
        """What the viewer asks about a secret."""
        return self.talker.of_secret(key, "q").replace(":", ",")

    def about(self, key: str) -> str:
        """What a secret is, as a fact."""
        return self.talker.of_secret(key, "about")

    # --- a scene

    def _where(self, play: Play, slot: int, before: tuple[Site, str] | None) -> tuple[Site, str]:
        rules = self._rules(play)
        tag = str(rules.get("at", "any"))
        dice = self.world.dice
        if tag == "any":
            tag = dice.pick(("stake", "quiet", "open", "lair"), "tag", play.number)
        sites = [site for site in self._places[tag] if not before or site != before[0]] or self._places[tag]
        site = dice.pick(sites, "site", play.number)
        self.used.setdefault(site.id, site)
        time = str(rules.get("time", "")) or ("night" if slot and dice.number("time", play.number) < 0.55 else "day")
        if before and before[1] == "night" and time == "day" and slot:
            time = "night"
        return site, time

    def _rules(self, play: Play) -> Table:
        if play.kind == "move":
            return load_table("sketch/moves")[play.name]  # type: ignore[return-value]
        if play.kind == "twist":
            return {"at": "stake", "mood": "tense", "time": "night"}
        return table_of(table_of(plot()[play.kind])[play.name])

    def _scene(
        self, play: Play, here: tuple[Site, str], before: tuple[Site, str] | None, *, slot: int, last: bool
    ) -> list[Element]:
        site, time = here
        rules = self._rules(play)
        words = self._words("headings")
        side = words["outside"] if site.kind in words_in(words["outdoor"]) else words["inside"]
        clock = str(words[time])
        if before == (site, time):
            clock = str(words["later"])
        elements = [Element(_K.HEADING, str(words["form"]).format(side=side, place=site.name, time=clock))]
        outside = site.kind in words_in(words["outdoor"])
        notes = [note for note in ("mood", "weather") if rules.get(note) and (note == "mood" or outside)]
        elements += [Element(_K.NOTE, f"{note}: {rules[note]}") for note in notes]
        self.talker.weather = str(rules.get("weather", "")) if outside else ""
        self.talker.outside = outside and site.id != "stake"
        holding = [Element(_K.NOTE, note) for note in self.custody.begins(play)]
        self.talker.recorded = self.custody.recorded
        pieces = self._woven(play, self._pieces(play), slot, site)
        if last:
            pieces += self._cliff(play, pieces)
        shot = self._last_shot(pieces, play) if last else None
        elements += [*holding, *self._begins(play)]
        before_piece: Piece | None = None
        for number, piece in enumerate(pieces):
            if shot and number == shot[0]:
                elements.append(Element(_K.NOTE, shot[1]))
            printed = self._print(piece)
            if isinstance(piece, Said) and isinstance(before_piece, Said) and before_piece.who == piece.who:
                # One speech in two breaths.
                breath = [] if piece.how else [Element(_K.PARENTHETICAL, str(words["beat"]))]
                printed = [*breath, *printed[1:]] if elements[-1].kind is _K.DIALOGUE else printed
            elements += printed
            before_piece = piece
        custody = [Element(_K.NOTE, note) for note in self.custody.ends(play)]
        return [*elements, *custody, *self._ends(play, last=last)]

    def _cliff(self, play: Play, pieces: Sequence[Piece]) -> list[Piece]:
        """A word from the enemy, where an episode would end on a scene that leaves nobody wondering."""
        if play.kind != "move" or self.world.alone:
            return []
        season = next(one for one in self.world.seasons if one.first <= play.episode <= one.last)
        if next(move for move in load_moves() if move.id == play.name).cliff >= _GRIPS or play.episode == season.last:
            return []
        facts = self.chronicle.state_before(play.number + 1)
        if any(fact[0] in ("warned", "denied") and fact[1] == season.foe for fact in facts):
            heard = "warned"
        else:
            heard = "digging" if ("knows", "hero", season.crime) in facts else "offer"
        return self.threads.part(play, pieces, season.foe, heard)

    # --- continuity notes

    def _begins(self, play: Play) -> list[Element]:
        """What the ledger is told as a scene begins: in the first, what the hero wants."""
        if play.kind != "opening":
            return []
        return [Element(_K.NOTE, f"goal: {self.talker.name('hero')}: {self._goal()}")]

    def _proof_called(self, key: str, whose: str, again: int) -> str:
        """What a proof is called in the notes."""
        prop = self.talker.prop(self.world.secrets[key].prop)
        words = self._words("words")
        kinds = words_in(words["hidden"])
        number = list(self.world.secrets).index(key) + 5 * again
        return str(words["proof"]).format(name=self.talker.name(whose), prop=prop, kind=kinds[number % len(kinds)])

    def _goal(self) -> str:
        slots = self.talker.slots(None, "hero", "hero")
        return str(self._words("words")["goal"]).format_map(slots)

    def _ends(self, play: Play, *, last: bool) -> list[Element]:
        """What the ledger is told as a scene ends: questions, their answers, and what has turned."""
        notes: list[str] = []
        for fact in play.adds:
            if fact[0] == "open" and fact[1] not in self._asked:
                self._asked.add(fact[1])
                notes.append(f"question: {self.question(fact[1])}")
            elif fact[0] == "out":
                if fact[1] not in self._asked:
                    self._asked.add(fact[1])
                    notes.append(f"question: {self.question(fact[1])}")
                self._answered.add(fact[1])
                notes.append(f"answers: {self.question(fact[1])}")
        notes += self._turns(play.value, must=last and not self._turned)
        if play.kind == "ending":
            notes.append(f"reached: {self.talker.name('hero')}: {self._goal()}")
            notes += [f"open: {self.question(key)}" for key in sorted(self._asked - self._answered)]
            notes += [f"open: {asked}" for asked in (self.turn.questions if self.turn else ())]
        return [Element(_K.NOTE, note) for note in notes]

    def _turns(self, value: str, *, must: bool) -> list[str]:
        """How a value of the story stands now, when that is another than before."""
        way = 1 if value.startswith("+") else -1
        name = value[1:]
        level = max(-2, min(2, self._levels[name] + way)) if name else 0
        if not name or level == self._levels[name]:
            if not must:
                return []
            name = "hope"
            level = -1 if self._levels[name] >= 0 else 1
        self._levels[name] = level
        self._turned = True
        words = self._words("values")
        return [f"value: {words_in(words[name])[0]} = {words_in(words['levels'])[level + 2]}"]

    def _pieces(self, play: Play) -> list[Piece]:
        if play.kind != "move":
            return self.talker.scene(play)
        move = next(move for move in load_moves() if move.id == play.name)
        seen = self.talker.shown[f"talk:{move.id}"]
        self.talker.shown[f"talk:{move.id}"] += 1
        start = int(self.world.dice.number("talk", move.id) * len(move.talk))
        return self.talker.play(play, move.talk[(start + seen) % len(move.talk)])

    def _woven(self, play: Play, pieces: list[Piece], slot: int, site: Site) -> list[Piece]:
        """The words of a scene with what keeps the premise in the story."""
        pieces = self.threads.begin(play, pieces, first=slot == 0, at_work=self._at_work(site))
        if play.kind == "ending":
            arrived = 1 if pieces and isinstance(pieces[0], Done) else 0
            pieces = [*pieces[:arrived], *self.threads.pay(play), *pieces[arrived:]]
        return self.threads.introduce(pieces)

    def _at_work(self, site: Site) -> bool:
        return site.kind in {self.world.kind, "restaurant_kitchen"}

    def _calm(self, play: Play) -> bool:
        return str(self._rules(play).get("mood", "")) not in _STORMY and play.name not in _BUSY

    def _last_shot(self, pieces: Sequence[Piece], play: Play) -> tuple[int, str] | None:
        """How the last line of an episode is seen: close, and a little longer than one likes."""
        spoken = [number for number, piece in enumerate(pieces) if isinstance(piece, Said)]
        if not spoken or play.kind == "ending":
            return None
        piece = pieces[spoken[-1]]
        name = self.talker.name(piece.who).name if isinstance(piece, Said) else ""
        return spoken[-1], f"shot: CU {name}, push in"

    def _print(self, piece: Piece) -> list[Element]:
        if isinstance(piece, Done):
            return [Element(_K.ACTION, self._capitals(piece.text))]
        if isinstance(piece, Marked):
            return [Element(_K.NOTE, piece.text)]
        if isinstance(piece, Shown):
            owner = str(self._words("words")["owned"]).format(
                name=self.talker.name(piece.who), prop=self.talker.prop(piece.prop)
            )
            return [Element(_K.NOTE, " | ".join((f"insert: {owner}", piece.heading, *piece.lines)))]
        cue = self._cue(self.talker.name(piece.who))
        how = [Element(_K.PARENTHETICAL, piece.how)] if piece.how else []
        first, *others = breaths(piece.text)
        said = [Element(_K.DIALOGUE, first)]
        for text in others:
            said += [Element(_K.PARENTHETICAL, str(self._words("headings")["beat"])), Element(_K.DIALOGUE, text)]
        return [Element(_K.CHARACTER, cue), *how, *said]

    def _cue(self, name: Name) -> str:
        return name.name.upper()

    def _capitals(self, text: str) -> str:
        """Names in capital letters, as action lines have them."""
        for player in self.world.players.values():
            text = text.replace(player.name, player.name.upper())
        return text


def outline_scene(pages: Pages, play: Play) -> str:
    """What happens in a scene, in one sentence."""
    table = table_of(load_table(f"sketch/talk_{pages.world.language}")["summary"])
    slots = pages.talker.slots(None, "hero", "hero")
    for letter, key in play.bound.items():
        if key in pages.world.secrets:
            slots[letter] = pages.about(key)
        else:
            slots[letter] = pages.talker.name(key)
    listed = lines_of(table, play.name if play.kind == "move" else play.kind)
    return listed[0].format_map(slots) if listed else play.name
