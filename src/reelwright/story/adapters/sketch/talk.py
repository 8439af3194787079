"""Talk: a scene that was planned becomes what people say and do.

Knows acts of speech and how each is said by somebody of a manner; what was said already is not said
again. Refuses to know why anybody says anything: that is the plan's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from ...tables import Table, load_table, words_in
from .asking import as_spoken
from .knowledge import Notes
from .moves import is_letter
from .pieces import Done, Name, Piece, Said, Shown
from .planning import Play
from .slots import Slots
from .stuff import group_of
from .wording import choose_form, end_sentence, names_walls, of_late, speak_as, spoken_length
from .world import Hidden, World, lines_of, plot, quality_lines, table_of

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
_ARRIVALS: Final = frozenset({"appear", "enter", "sneak"})
"""Business by which somebody comes in."""
_OF_THE_FOE: Final = frozenset({"plan", "plan2", "doubt_plan", "list_cross", "list_worry", "list_cold"})
"""Acts that speak of the enemy where they name nobody else."""
_OF_QUALITY: Final = {"mock": ">", "admit_fear": "<", "defy": "<", "boast": "<", "comfort": "@"}
"""Acts that may also say what the premise says of the hero, and by whom: others, the hero, friends."""
_OPENS: Final = 0.4
"""How often a statement begins with its speaker's own turn of phrase, until it was heard in an episode."""
_STATEMENT: Final = {"en": 14, "zh": 6}
"""Letters of a line that is long enough to be begun so."""
_AT_LENGTH: Final = {"en": 200, "zh": 90}
"""Letters that make a line less welcome in a film of its own, where short ones are."""
_AT_SIGHT: Final = 90
"""The number of the step in which somebody is named at first sight."""
_TURNS: Final = 3
"""How often another form of a line is tried before another line."""


_NO_WALLS: Final = 6.0
"""What it costs a line to speak of walls in the open: it is said there when nothing else is left."""


def _coming(steps: Sequence[Sequence[str]], play: Play) -> frozenset[str]:
    """Who comes in while a scene goes on."""
    spoken = next((number for number, step in enumerate(steps) if step[0] not in "*!"), 0)
    later = [step for number, step in enumerate(steps) if step[0] == "*" and step[1] in _ARRIVALS and number > spoken]
    first = [step for step in steps[:spoken] if step[0] == "*" and step[1] == "appear"]
    return frozenset(play.bound[step[2]] for step in (*later, *first))


class Colour(Enum):
    """How much is said in an episode without which its scenes are still whole."""

    ALL = "all"
    SOME = "some"
    LITTLE = "little"
    NONE = "none"


@dataclass(slots=True)
class Talker:
    """Gives words to plays, one after the other.

    Args:
        said: how often each line was said in the series.
        fresh: lines of this episode, as the tables have them and as they were said.
        heard: what was said in the series, word for word.
        weather: of the scene that is being played.
        outside: that scene plays where there are no walls.
        greeted: how many pieces of the scene before its matter say who is there.
        colour: how much is said that is not needed, from this episode on.
        recorded: secrets of which the proof is a recording.
    """

    world: World
    said: Counter[str] = field(default_factory=Counter)
    fresh: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)
    shown: Counter[str] = field(default_factory=Counter)
    weather: str = ""
    outside: bool = False
    greeted: int = 0
    colour: Colour = Colour.SOME
    recorded: set[str] = field(default_factory=set)
    notes: Notes = field(init=False)

    def __post_init__(self) -> None:
        self.notes = Notes(self.world, self._as_fact)

    def _as_fact(self, key: str) -> str:
        """A secret as a fact; no mark of the notes' grammar in it."""
        return self.of_secret(key, "about").replace(":", ",").replace("：", "，")

    def of_secret(self, key: str, what: str) -> str:
        """One of the sentences that a secret has but one of: what it is, what it makes the viewer ask."""
        secret = self.world.secrets[key]
        return self.of_kind(secret, what)[0].format_map(self.slots(secret, secret.keeper, secret.victim))

    def of_kind(self, secret: Hidden, what: str) -> tuple[str, ...]:
        """The lines of a secret for an act; where it is about somebody dead, about whom the premise names."""
        lines = lines_of(table_of(self.table("secrets")[secret.kind]), what)
        if not table_of(table_of(plot()["secret"])[secret.kind]).get("late"):
            return lines
        return tuple(self.of_late(line) for line in lines)

    def of_late(self, line: str) -> str:
        """A line about somebody dead, with the pronouns of who that is."""
        return of_late(line, self.world.language, self.world.late)

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
        if not self._coloured(play):
            steps = [step for step in steps if step[0] in "*!" or step[1] not in _COLOUR]
        if self.colour is Colour.NONE:
            steps = [step for step in steps if step[0] in "*!" or step[1] not in _LONG_WAY]
        speakers = [play.bound[step[0]] for step in steps if step[0] not in "*!" and step[0] in play.bound]
        self.greeted = len(pieces)
        met = False
        for number, step in enumerate(steps):
            if not met and not (step[0] == "*" and step[1] in _ARRIVALS):
                # Who is there from the start is greeted before anything is done.
                pieces += self._introduce(speakers, play, play.bound.get(step[0], "hero"), _coming(steps, play))
                self.greeted = len(pieces)
                met = True
            if step[0] == "*":
                pieces += self._business(play, step[1:], number)
            elif step[0] == "!":
                thing = self._thing(play, step[1:])
                pieces += [*thing, *(self.notes.seen(play, step[1:]) if thing else ())]
            else:
                who = play.bound[step[0]]
                hearer = before if before and before != who else next((one for one in speakers if one != who), who)
                line = self._line(play, step, who, hearer, number)
                if line:
                    needed, told = self.notes.said(play, step, who, hearer)
                    pieces += [*needed, line, *told]
                    before = who
        return [*pieces, *self.notes.heard(play)]

    def _coloured(self, play: Play) -> bool:
        if self.world.alone or self.colour in (Colour.LITTLE, Colour.NONE):
            return False
        return self.colour is Colour.ALL or self.world.dice.number("brief", play.number) >= _BRIEF

    def _introduce(self, speakers: Sequence[str], play: Play, first: str, coming: frozenset[str]) -> list[Piece]:
        """At first sight the hero says who somebody is, and gets an answer; who comes later is told of then."""
        pieces: list[Piece] = []
        people = [key for key in dict.fromkeys(speakers) if key != "hero"]
        fresh = [key for key in people if not self.shown[f"met:{key}"]]
        for key in people:
            self.shown[f"met:{key}"] += 1
        if "hero" not in speakers or self.world.straight:
            return pieces
        for key in [key for key in fresh if key not in coming][:1]:
            role = self.world.players[key].role
            step = ["hero", f"intro_{role}", key]
            pieces += filter(None, [self._line(play, step, "hero", key, _AT_SIGHT)])
            if first == "hero" and not self.world.alone and self.colour is not Colour.NONE:
                pieces += filter(None, [self._line(play, [key, "hello"], key, "hero", 91)])
        return pieces

    def _business(self, play: Play, step: Sequence[str], number: int) -> list[Piece]:
        listed = lines_of(table_of(self.table("talk")["do"]), step[0])
        slots: dict[str, object] = {}
        for letter, place in zip(step[1:], "AB", strict=False):
            key = play.bound[letter]
            if key in self.world.secrets:
                slots["prop"] = self.prop("phone" if key in self.recorded else self.world.secrets[key].prop)
            else:
                slots[place] = self.name(key)
        slots.setdefault("prop", self.prop("letter"))
        others = [self.name(key) for key in play.bound.values() if key in self.world.players]
        slots.setdefault("B", next((name for name in others if name != slots.get("A")), ""))
        order = self.world.dice.shuffle(listed, "do", play.number, number)
        order = sorted(order, key=lambda line: (self._names_walls(line), self.said[line]))
        texts = [line.format_map(slots) for line in order]
        text = next((text for text in texts if text not in self.fresh), texts[0])
        self.fresh.add(text)
        self.said[text] += 1
        return [Done(text, arrives=step[0] in _ARRIVALS)]

    def _thing(self, play: Play, step: Sequence[str]) -> list[Piece]:
        if step[0] == "proof":
            secret, who = self.world.secrets[play.bound[step[1]]], play.bound[step[2]]
            docs = self.of_kind(secret, "doc")
            if secret.id in self.recorded:
                docs = lines_of(table_of(self.table("talk")["things"]), "recording")
        else:
            secret, who = None, play.bound[step[-1]]
            if len(step) > 2:
                secret = self.world.secrets[play.bound[step[1]]]
            docs = lines_of(table_of(self.table("talk")["things"]), step[0])
        count = self.shown[f"{step[0]}:{secret.id if secret else ''}"]
        self.shown[f"{step[0]}:{secret.id if secret else ''}"] += 1
        first = int(self.world.dice.number("doc", step[0], secret.id if secret else "") * len(docs))
        written = choose_form(docs[(first + count) % len(docs)], self.world.dice, "doc", count)
        doc = written.format_map(self.slots(secret, who, who))
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
        slots = self.slots(secret, who, hearer)
        if about in self.world.players:
            slots["X"] = self.name(about)
        slots.setdefault("X", self.name(self._foe(play) if act in _OF_THE_FOE else "hero"))
        slots.setdefault("M", self.name(self._foe(play)))
        if self.world.players[who].role == "ghost":
            listed = tuple(map(self.of_late, listed))
        text = self._choose(listed, who, hearer, slots, play.number, number)
        if not text:
            return None
        text = self._opened(who, text, play.number, number)
        return Said(who, self._feeling(act, who, hearer, play.number, number), text)

    def _opened(self, who: str, text: str, *what: object) -> str:
        """A statement as its speaker begins one now and then, in a turn of phrase that is theirs alone."""
        dice, player = self.world.dice, self.world.players[who]
        listed = lines_of(table_of(self.table("voices")["opener"]), player.manner)
        brief = self.world.alone or self.colour is Colour.NONE or len(text) < _STATEMENT[self.world.language]
        if brief or not listed or not text.endswith((".", "。")) or text[:1] in ".…":
            return text
        if f"opens {who}" in self.fresh or dice.number("opens", who, *what) >= _OPENS:
            return text
        self.fresh.add(f"opens {who}")
        spaced = "" if self.world.language == "zh" else " "
        return dice.pick(dice.shuffle(listed, "openers", who)[:2], "opener", who, *what) + spaced + text

    def _foe(self, play: Play) -> str:
        return next(season.foe for season in self.world.seasons if season.first <= play.episode <= season.last)

    def _bank(self, act: str, secret: Hidden | None) -> tuple[str, ...]:
        acts = table_of(self.table("talk")["act"])
        while True:
            own = self.of_kind(secret, act) if secret else ()
            if act in _OF_QUALITY and not own:
                own = (*lines_of(acts, act), *quality_lines(self.world, _OF_QUALITY[act]))
            if own or act in acts:
                return own or lines_of(acts, act)
            act = _FALL_BACK[act]

    def slots(self, secret: Hidden | None, who: str, hearer: str) -> Slots:
        """What a line may name."""
        world = self.world
        the = str(table_of(self.table("premise")["words"])["the"]).format(noun=world.stake)
        slots = Slots(world.stuff)
        slots |= {
            "you": self.name(hearer),
            "me": self.name(who),
            "V": self.name("hero"),
            "V2": self.name("hero"),
            "stake": the,
            "noun": world.stake,
            "craft": world.craft,
            "work": world.work,
            "topic": next(iter(world.reading.topics), world.work),
            "the_topic": as_spoken(next(iter(world.reading.topics), world.work), world.language),
        }
        if secret:
            slots |= {"K": self.name(secret.keeper), "V": self.name(secret.victim)}
            season = next(one for one in world.seasons if one.first <= secret.opens <= one.last)
            slots["M"] = self.name(season.foe)
        return slots

    def _choose(self, listed: Sequence[str], who: str, hearer: str, slots: Slots, *what: object) -> str:
        """The line that was said least and fits best, in a form and in words of the speaker."""
        dice = self.world.dice
        costs: list[tuple[float, int, str]] = []
        for number, line in enumerate(listed):
            tags = line.rpartition("| ")[0].split()
            if "{X" in line and slots.get("X") == self.name(hearer) and what[-1] != _AT_SIGHT:
                continue  # nobody speaks of somebody who is spoken to
            if line not in self.fresh and self._fits(tags, who, hearer):
                terse = self.world.alone or self.colour is Colour.NONE
                long = spoken_length(line) / _AT_LENGTH[self.world.language] * terse
                odd = _NO_WALLS * self._names_walls(line)
                cost = odd + long + 3.0 * self.said[line] + dice.number("line", *what, number) - 0.1 * len(tags)
                costs.append((cost, number, line))
        again = ""
        for _, number, line in sorted(costs):
            for turn in range(_TURNS):
                text = choose_form(line.rpartition("| ")[2], dice, *what, number, turn)
                spoken = end_sentence(self._in_words_of(who, text).format_map(slots))
                if not spoken or spoken in self.fresh:
                    continue
                if spoken not in self.heard:
                    return self._remember(line, spoken)
                again = again or line + "\0" + spoken
        return self._remember(*again.split("\0")) if again else ""

    def say(self, listed: Sequence[str], slots: Slots, *what: object, who: str = "", sentence: bool = True) -> str:
        """One of some lines of no act, fresh in this episode; "" when all of them were said."""
        order = self.world.dice.shuffle(listed, *what)
        for line in sorted(order, key=lambda line: (self._names_walls(line), self.said[line])):
            for turn in range(_TURNS):
                text = choose_form(line, self.world.dice, *what, turn, sentence=sentence)
                spoken = (self._in_words_of(who, text) if who else text).format_map(slots)
                spoken = end_sentence(spoken) if sentence else spoken
                if line not in self.fresh and spoken not in self.fresh:
                    return self._remember(line, spoken)
        return ""

    def _names_walls(self, line: str) -> bool:
        """Whether a line speaks of a door or a ceiling where there is none."""
        return self.outside and names_walls(line, self.world.language)

    def _remember(self, line: str, spoken: str) -> str:
        self.fresh |= {line, spoken}
        self.heard.add(spoken)
        self.said[line] += 1
        return spoken

    def _in_words_of(self, who: str, text: str) -> str:
        world = self.world

        def pick(words: Sequence[str], number: int) -> str:
            return world.dice.pick(words, "habit", who, number)

        return speak_as(text, world.language, world.players[who].manner, pick)

    def _fits(self, tags: Sequence[str], who: str, hearer: str) -> bool:
        """Whether a line for a manner, trade, place or weather, for friends or foes alone, is for these two here."""
        roles = {self.world.players[who].role, self.world.players[hearer].role}
        reading = self.world.reading
        here = {self.world.players[who].manner, reading.job, group_of(self.world.kind), self.world.family, self.weather}
        here |= reading.concepts | {"foe" if "foe" in roles else "dear"}
        return here.issuperset(tags)

    def _feeling(self, act: str, who: str, hearer: str, *what: object) -> str:
        listed = lines_of(table_of(self.table("talk")["feeling"]), act)
        tagged = [word.rpartition("| ") for word in listed]
        own = [word for tag, bar, word in tagged if bar and self._fits(tag.split(), who, hearer)]
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
            told = table_of(self.table("openings")["opening"]) if play.kind == "opening" else {}
            lines = lines_of(told, play.name) or lines_of(table_of(self.table("scenes")[play.kind]), play.name)
            if table_of(table_of(plot()[play.kind])[play.name]).get("late"):
                lines = [self.of_late(line) for line in lines]
        slots = self._scene_slots(play)
        pieces: list[Piece] = []
        for number, line in enumerate(lines):
            head, _, rest = line.partition(" ")
            if head == "*":
                pieces.append(
                    Done(
                        rest.format_map(slots),
                        arrives="out of the dark" in rest or "走出来" in rest or "走进来" in rest,
                    )
                )
            elif head == "!":
                written = choose_form(rest, self.world.dice, "scene", play.number, number).format_map(slots)
                prop, heading, *shown = (part.strip() for part in written.split("|"))
                pieces.append(Shown(prop, play.bound.get("hero", "hero"), heading, tuple(shown)))
            else:
                pieces.append(self._written(line, play, slots, number))
        for key in play.bound.values():
            self.shown[f"met:{key}"] += 1
        self.fresh |= {piece.text for piece in pieces if isinstance(piece, Said | Done)}
        return pieces

    def _written(self, line: str, play: Play, slots: Slots, number: int) -> Said:
        who, _, rest = line.partition(" (")
        how, _, text = rest.partition("): ")
        key = play.bound.get(who, who)
        text = choose_form(text, self.world.dice, "scene", play.number, number)
        return Said(key, how, self._in_words_of(key, text).format_map(slots))

    def _scene_slots(self, play: Play) -> Slots:
        dice = self.world.dice
        slots = self.slots(None, "hero", "hero")
        slots |= {role: self.name(key) for role, key in play.bound.items() if not is_letter(role)}
        for role in ("foe", "love", "ally", "elder"):
            if role not in slots and role in self.world.players:
                slots[role] = self.name(role)
        slots.setdefault("foe", self.name(self._foe(play)))
        words, reading = table_of(self.table("premise")["words"]), self.world.reading
        slots["not_you"] = str(words["off_duty" if reading.job == "police" else "not_police"]).format_map(slots)
        slots["errand"] = next(iter(reading.topics), self.world.work if reading.job != "nobody" else words["errand"])
        about = lines_of(table_of(self.table("threads")["topic"]), "own") if self.world.reading.topics else ()
        for key, mark in (("taunt", ">"), ("own", "<"), ("own_you", "@")):
            listed = about if about and key == "own" else quality_lines(self.world, mark)
            said = choose_form(dice.pick(listed, key), dice, key)
            slots[key] = said.format_map(slots)
        return slots
