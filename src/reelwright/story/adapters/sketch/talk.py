"""Talk: a scene that was planned becomes what people say and do.

Knows acts of speech and how each is said by somebody of a manner; what was said already is not said
again. Refuses to know why anybody says anything: that is the plan's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ...tables import Table, load_table, words_in
from .moves import is_letter
from .planning import Play
from .world import Hidden, World, lines_of, quality_lines, table_of

_BRIEF: Final = 0.5
"""How many scenes of a series are played without colour; a film of its own always is."""
_COLOUR: Final = frozenset(
    {"smooth", "hurry", "certain", "what_now", "mock", "challenge", "insist", "why_now", "thanks", "wary",
     "reluctant", "close_off", "gloat", "nervous2", "silence_why", "worry", "turn_back", "approach"}
)  # fmt: skip
"""Acts without which a scene is still whole."""
_LONG_WAY: Final = frozenset({"deny", "press", "why", "why_ask", "before_all", "triumph", "careful", "resolve"})
"""Acts for which a film of its own has no time."""
_TOLD_BY_DEED: Final = frozenset({"appear", "vanish", "enter", "search", "hold_out", "burn", "take"})
"""Business that a short film needs, too."""
_FALL_BACK: Final = {"told": "tell", "tell_you": "certain", "boast": "gloat", "tell_other": "told"}
"""Where a secret has no words for an act, the act that is nearest."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line: who, how, what."""

    who: str
    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """Business."""

    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Something to be read."""

    prop: str
    who: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A continuity note."""

    text: str


Piece = Said | Done | Shown | Marked


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody as a text may call them: by name, or by a pronoun."""

    name: str
    he: str = ""
    him: str = ""
    his: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def He(self) -> str:  # noqa: N802 what a sentence begins with
        """The pronoun with a capital letter."""
        return self.he[:1].upper() + self.he[1:]


@dataclass(slots=True)
class Talker:
    """Gives words to plays, one after the other.

    Args:
        said: how often each line was said in the series.
        fresh: lines of this episode.
    """

    world: World
    said: Counter[str] = field(default_factory=Counter)
    fresh: set[str] = field(default_factory=set)
    shown: Counter[str] = field(default_factory=Counter)
    notes: Notes = field(init=False)

    def __post_init__(self) -> None:
        self.notes = Notes(self)

    def table(self, name: str) -> Table:
        """A data file in the language of the story."""
        return load_table(f"sketch/{name}_{self.world.language}")

    def begin_episode(self) -> None:
        """What was said in the episode before may be said again, though seldom."""
        self.fresh.clear()

    def name(self, key: str) -> Name:
        """Somebody's name and pronouns."""
        player = self.world.players[key]
        words = words_in(table_of(self.table("premise")["pronouns"])[player.gender])
        return Name(player.name, *words)

    # --- moves

    def play(self, play: Play, talk: str) -> list[Piece]:
        """The words of a move, as a way to play it says."""
        pieces: list[Piece] = []
        before = ""
        steps = [step.split() for step in talk.split(";")]
        if self.world.alone:
            # A film of its own takes the shortest way.
            steps = [step for step in steps if step[0] != "*" or step[1] in _TOLD_BY_DEED]
            steps = [step for step in steps if step[0] in "*!" or step[1] not in _LONG_WAY]
        brief = self.world.alone or self.world.dice.number("brief", play.number) < _BRIEF
        steps = [step for step in steps if step[0] in "*!" or step[1] not in _COLOUR or not brief]
        speakers = [play.bound[step[0]] for step in steps if step[0] not in "*!" and step[0] in play.bound]
        for number, step in enumerate(steps):
            if step[0] == "*":
                pieces += self._business(play, step[1:], number)
            elif step[0] == "!":
                thing = self._thing(play, step[1:])
                pieces += [*thing, *(self.notes.seen(play, step[1:]) if thing else ())]
            else:
                who = play.bound[step[0]]
                hearer = before if before and before != who else next((one for one in speakers if one != who), who)
                line = self._line(play, step, who, hearer, number)
                if not before:
                    pieces += self._introduce(speakers, play, who)
                if line:
                    needed, told = self.notes.said(play, step, who, hearer)
                    pieces += [*needed, line, *told]
                    before = who
        return [*pieces, *self.notes.heard(play)]

    def _introduce(self, speakers: Sequence[str], play: Play, first: str) -> list[Piece]:
        """At first sight the hero says who somebody is, and gets an answer."""
        pieces: list[Piece] = []
        people = [key for key in dict.fromkeys(speakers) if key != "hero"]
        fresh = [key for key in people if not self.shown[f"met:{key}"]]
        for key in people:
            self.shown[f"met:{key}"] += 1
        if "hero" not in speakers:
            return pieces
        for key in fresh[:1]:
            role = self.world.players[key].role
            step = ["hero", f"intro_{role}", key]
            pieces += filter(None, [self._line(play, step, "hero", key, 90)])
            if first == "hero":
                pieces += filter(None, [self._line(play, [key, "hello"], key, "hero", 91)])
        return pieces

    def _business(self, play: Play, step: Sequence[str], number: int) -> list[Piece]:
        listed = lines_of(table_of(self.table("talk")["do"]), step[0])
        slots: dict[str, object] = {}
        for letter, place in zip(step[1:], "AB", strict=False):
            key = play.bound[letter]
            if key in self.world.secrets:
                slots["prop"] = self.prop(self.world.secrets[key].prop)
            else:
                slots[place] = self.name(key)
        slots.setdefault("prop", self.prop("letter"))
        others = [self.name(key) for key in play.bound.values() if key in self.world.players]
        slots.setdefault("B", next((name for name in others if name != slots.get("A")), ""))
        order = self.world.dice.shuffle(listed, "do", play.number, number)
        texts = [line.format_map(slots) for line in sorted(order, key=lambda line: self.said[line])]
        text = next((text for text in texts if text not in self.fresh), texts[0])
        self.fresh.add(text)
        self.said[text] += 1
        return [Done(text)]

    def _thing(self, play: Play, step: Sequence[str]) -> list[Piece]:
        rows = self.table("secrets")
        if step[0] == "proof":
            secret, who = self.world.secrets[play.bound[step[1]]], play.bound[step[2]]
            docs = lines_of(table_of(rows[secret.kind]), "doc")
        else:
            secret, who = None, play.bound[step[-1]]
            if len(step) > 2:
                secret = self.world.secrets[play.bound[step[1]]]
            docs = lines_of(table_of(self.table("talk")["things"]), step[0])
        count = self.shown[f"{step[0]}:{secret.id if secret else ''}"]
        self.shown[f"{step[0]}:{secret.id if secret else ''}"] += 1
        doc = docs[count % len(docs)].format_map(self.slots(secret, who, who))
        if doc in self.fresh:
            return []
        self.fresh.add(doc)
        prop, heading, *lines = (part.strip() for part in doc.split("|"))
        return [Shown(prop, who, heading, tuple(lines))]

    def _line(self, play: Play, step: Sequence[str], who: str, hearer: str, number: int) -> Said | None:
        act = step[1]
        about = play.bound.get(step[2], step[2]) if len(step) > 2 else ""
        secret = self.world.secrets.get(about)
        listed = self._bank(act, secret)
        slots = self.slots(secret, who, hearer) | ({"X": self.name(about)} if about in self.world.players else {})
        slots.setdefault("X", self.name("hero"))
        slots.setdefault("M", self.name(self._foe(play)))
        text = self._choose(listed, who, hearer, slots, play.number, number)
        if not text:
            return None
        return Said(who, self._feeling(act, who, hearer, play.number, number), text)

    def _foe(self, play: Play) -> str:
        return next(season.foe for season in self.world.seasons if season.first <= play.episode <= season.last)

    def _bank(self, act: str, secret: Hidden | None) -> tuple[str, ...]:
        acts = table_of(self.table("talk")["act"])
        while True:
            own = lines_of(table_of(self.table("secrets")[secret.kind]), act) if secret else ()
            if own or act in acts:
                return own or lines_of(acts, act)
            act = _FALL_BACK[act]

    def slots(self, secret: Hidden | None, who: str, hearer: str) -> dict[str, object]:
        """What a line may name."""
        world = self.world
        the = str(table_of(self.table("premise")["words"])["the"]).format(noun=world.stake)
        slots: dict[str, object] = {
            "you": self.name(hearer),
            "me": self.name(who),
            "V": self.name("hero"),
            "V2": self.name("hero"),
            "stake": the,
            "stake_cap": the[:1].upper() + the[1:],
            "noun": world.stake,
            "craft": world.craft,
            "work": world.work,
        }
        if secret:
            slots |= {"K": self.name(secret.keeper), "V": self.name(secret.victim)}
            season = next(one for one in world.seasons if one.first <= secret.opens <= one.last)
            slots["M"] = self.name(season.foe)
        return slots

    def _choose(self, listed: Sequence[str], who: str, hearer: str, slots: Mapping[str, object], *what: object) -> str:
        best, chosen, written = float("inf"), "", ""
        for number, line in enumerate(listed):
            tag, _, text = line.rpartition("| ")
            if not self._fits(tag, who, hearer):
                continue
            spoken = text.format_map(slots)
            if spoken in self.fresh or not spoken:
                continue
            cost = 3.0 * self.said[line] + self.world.dice.number("line", *what, number) - 0.5 * bool(tag)
            if cost < best:
                best, chosen, written = cost, spoken, line
        if chosen:
            self.fresh.add(chosen)
            self.said[written] += 1
        return chosen

    def _fits(self, tag: str, who: str, hearer: str) -> bool:
        """Whether a line for some manner, or for friends or foes alone, is for these two."""
        roles = {self.world.players[who].role, self.world.players[hearer].role}
        manner = self.world.players[who].manner
        return all(
            word == manner or (word == "dear" and "foe" not in roles) or (word == "foe" and "foe" in roles)
            for word in tag.split()
        )

    def _feeling(self, act: str, who: str, hearer: str, *what: object) -> str:
        listed = lines_of(table_of(self.table("talk")["feeling"]), act)
        tagged = [word.rpartition("| ") for word in listed]
        own = [word for tag, bar, word in tagged if bar and self._fits(tag, who, hearer)]
        plain = [word for _, bar, word in tagged if not bar]
        return self.world.dice.pick(own or plain or [""], "feeling", *what)

    def prop(self, kind: str) -> str:
        """What a thing is called."""
        return str(table_of(self.table("premise")["props"]).get(kind, kind.replace("_", " ")))

    # --- openings, endings, twists

    def scene(self, play: Play) -> list[Piece]:
        """The words of an opening, an ending or a twist."""
        if play.kind == "twist":
            listed = table_of(self.table("scenes")["twist"])["lines"]
            scenes = (
                [list(map(str, scene)) for scene in listed if isinstance(scene, list)]
                if isinstance(listed, list)
                else []
            )
            lines: Sequence[str] = self.world.dice.pick(scenes, "twist", play.number)
        else:
            lines = lines_of(table_of(self.table("scenes")[play.kind]), play.name)
        slots = self._scene_slots(play)
        pieces: list[Piece] = []
        for line in lines:
            head, _, rest = line.partition(" ")
            if head == "*":
                pieces.append(Done(rest.format_map(slots)))
            elif head == "!":
                prop, heading, *shown = (part.strip() for part in rest.format_map(slots).split("|"))
                pieces.append(Shown(prop, play.bound.get("hero", "hero"), heading, tuple(shown)))
            else:
                pieces.append(self._written(line, play, slots))
        for key in play.bound.values():
            self.shown[f"met:{key}"] += 1
        self.fresh |= {piece.text for piece in pieces if isinstance(piece, Said | Done)}
        return pieces

    def _written(self, line: str, play: Play, slots: Mapping[str, object]) -> Said:
        who, _, rest = line.partition(" (")
        how, _, text = rest.partition("): ")
        key = play.bound.get(who, who)
        return Said(key, how.removeprefix("silky, "), text.format_map(slots))

    def _scene_slots(self, play: Play) -> dict[str, object]:
        dice = self.world.dice
        slots = self.slots(None, "hero", "hero")
        slots |= {role: self.name(key) for role, key in play.bound.items() if not is_letter(role)}
        for role in ("foe", "love", "ally", "elder"):
            if role not in slots and role in self.world.players:
                slots[role] = self.name(role)
        slots.setdefault("foe", self.name(self._foe(play)))
        for key, mark in (("taunt", ">"), ("own", "<"), ("own_you", "@")):
            slots[key] = dice.pick(quality_lines(self.world, mark), key)
        return slots


_NEEDS: Final = frozenset({"tell", "told", "tell_other", "tell_you", "accuse", "press", "confess", "boast"})
"""Acts that make sense only of somebody who knows the secret."""
_TELLS: Final = frozenset({"tell", "told", "tell_other", "confess"})
"""Acts after which the hearer knows it."""


@dataclass(slots=True)
class Notes:
    """The continuity notes of who knows what: kept so that the ledger can follow every line.

    Args:
        known: (person, secret) pairs that the script has told of so far.
    """

    talker: Talker
    known: set[tuple[str, str]] = field(default_factory=set)

    def about(self, key: str) -> str:
        """A secret as a fact, in the same words each time; no mark of the notes' grammar in it."""
        secret = self.talker.world.secrets[key]
        row = table_of(self.talker.table("secrets")[secret.kind])
        text = str(row["about"]).format_map(self.talker.slots(secret, secret.keeper, secret.victim))
        return text.replace(":", ",").replace("：", "，")

    def _name(self, key: str) -> str:
        return self.talker.name(key).name

    def _mark(self, word: str, who: str, key: str) -> Marked:
        return Marked(f"{word}: {who}: {self.about(key)}")

    def knows(self, person: str, key: str) -> list[Piece]:
        """That somebody has known it since before the story, told once."""
        if (person, key) in self.known:
            return []
        self.known.add((person, key))
        return [self._mark("knows", self._name(person), key)]

    def learns(self, person: str, key: str) -> list[Piece]:
        """That somebody finds it out here, told once."""
        if (person, key) in self.known:
            return []
        self.known.add((person, key))
        return [self._mark("learns", self._name(person), key)]

    def seen(self, play: Play, step: Sequence[str]) -> list[Piece]:
        """What reading a proof makes its reader know."""
        if step[0] != "proof":
            return []
        return self.learns(play.bound[step[2]], play.bound[step[1]])

    def said(self, play: Play, step: Sequence[str], who: str, hearer: str) -> tuple[list[Piece], list[Piece]]:
        """What must be known before a line, and what is known after it."""
        key = play.bound.get(step[2], "") if len(step) > 2 else ""
        if key not in self.talker.world.secrets or step[1] not in _NEEDS:
            return [], []
        secret = self.talker.world.secrets[key]
        before: list[Piece] = []
        if (who, key) not in self.known:
            if who == secret.victim:
                return [], []  # a guess, said as if it were known
            before += self.knows(who, key)
        before.append(self._mark("needs", self._name(who), key))
        after: list[Piece] = []
        if step[1] in _TELLS and (hearer, key) not in self.known:
            self.known.add((hearer, key))
            after.append(self._mark("tells", f"{self._name(who)} -> {self._name(hearer)}", key))
        return before, after

    def heard(self, play: Play) -> list[Piece]:
        """Who else knows it when a scene is over."""
        pieces: list[Piece] = []
        for fact in play.adds:
            if fact[0] == "knows":
                pieces += self.learns(fact[1], fact[2])
        return pieces
