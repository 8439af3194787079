"""The world of a story: who is in it, what is at stake, and who hides what from whom.

Knows how a premise becomes people, secrets and places. Refuses to know what happens: that is planned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ...errors import PremiseError
from ...sheet import suggest
from ...tables import Table, Value, load_table, words_in
from ...writing import Premise
from .asking import Cue, age_of, cue_of, events_of, place_in_trade, place_of_thing, told_stuff
from .dice import Dice
from .nouns import as_written
from .persons import Other
from .reading import Reading, read_premise
from .stuff import draw_stuff, group_of

SEASON: Final = 8
"""Episodes after which a long series brings its first question to an end and asks another."""
_ASKED: Final = 12.0
"""What it is worth to a family that turns of phrase together ask for it."""
_OF_CHILDREN: Final = ("ally", "kin")
"""What a child of the premise may play, and nothing else."""
_LOVED: Final = frozenset({"contract_marriage", "rivals_to_lovers", "second_chance"})
"""Families in which the hero comes to like a boss or an enemy whom the premise names."""
_CUE: Final = 1.8
"""What a turn of phrase weighs; the best word of a family weighs 1.5, chance at most the second."""
_CHANCE: Final = 0.45
_NO_STAKE: Final = frozenset({"street", "prison_cell", "car_interior", "lift", "stairwell", "courtroom"})
_CAST_FOR: Final = ((1, 3), (2, 4), (5, 5), (10_000, 6))


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in a story.

    Args:
        id: the role's name, with a number for those who come later.
        manner: how the person speaks.
    """

    id: str
    role: str
    name: str
    gender: str
    manner: str
    age: str = "adult"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A secret in play.

    Args:
        kind: which secret of ``plot.toml``.
        opens, closes: the episodes between which it may be asked about and must be told.
    """

    id: str
    kind: str
    keeper: str
    victim: str
    witnesses: tuple[str, ...]
    prop: str
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Season:
    """A run of episodes with one enemy: from the question that opens it to its answer."""

    number: int
    first: int
    last: int
    foe: str
    core: str
    crime: str


@dataclass(slots=True)
class World:
    """Everything that is true before anything happens."""

    premise: Premise
    reading: Reading
    family: str
    dice: Dice
    stake: str
    kind: str
    craft: str
    work: str
    stuff: dict[str, str] = field(default_factory=dict)
    players: dict[str, Player] = field(default_factory=dict)
    others: dict[str, Other] = field(default_factory=dict)
    """Who of the premise is played by whom, by role."""
    secrets: dict[str, Hidden] = field(default_factory=dict)
    seasons: list[Season] = field(default_factory=list)
    ends: set[int] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    events: frozenset[str] = frozenset()
    """All that the premise says: what it is about, what happens in it, and what follows from whom it names."""
    cue: Cue = field(default_factory=Cue)
    partner: str = ""
    """Who of them stands nearest to the hero: somebody whom the premise names, where it names anybody."""
    straight: bool = False
    """A film of its own that was too long: it goes the straight way, with nothing said for company."""

    @property
    def language(self) -> str:
        """The language that is spoken."""
        return self.premise.language

    @property
    def alone(self) -> bool:
        """Whether it is a film of its own and no series."""
        return self.seasons[-1].last == 1

    def role(self, role: str, season: Season) -> str:
        """The id of who has that role in a season, "" for nobody."""
        if role == "foe":
            return season.foe
        if role == "partner":
            return self.partner
        return role if role in self.players else ""


def table_of(value: Value) -> Table:
    """A value of a data file that is a table."""
    return value if isinstance(value, dict) else {}


def plot() -> Table:
    """The plot logic."""
    return load_table("sketch/plot")


def families() -> tuple[str, ...]:
    """The kinds of story that can be planned."""
    return tuple(table_of(plot()["family"]))


def build_world(premise: Premise, seasons: Sequence[int]) -> World:
    """Make the world of a premise.

    Args:
        premise: what the story is about.
        seasons: how many episodes each time the series was asked to go on.

    Raises:
        PremiseError: nobody knows the family that was asked for.
    """
    reading = read_premise(premise.text, premise.language)
    dice = Dice(f"{premise.language}:{premise.seed}:{' '.join(premise.text.casefold().split())}")
    family = premise.family or choose_family(reading, dice)
    if family not in families():
        raise PremiseError(f'there is no family "{family[:40]}"', mend=suggest(family[:40], families()))
    words = load_table(f"sketch/premise_{premise.language}")
    row = table_of(table_of(plot()["family"])[family])
    noun, kind = reading.place, reading.kind
    if not noun or kind in _NO_STAKE:
        # A town is where it plays; what people fight for is a place of their own.
        stakes = words_in(table_of(words["stakes"])[str(row["stakes"])])
        noun, kind = _own_place(words, reading, house=row["stakes"] == "house") or stakes
    craft, work, *_ = lines_of(table_of(words["craft"]), reading.job)
    nameless = table_of(load_table(f"sketch/nouns_{premise.language}")["nameless"]).get(family, "")
    if reading.job == "nobody":
        crafts = table_of(load_table(f"sketch/nouns_{premise.language}")["crafts"])
        craft = str(nameless or crafts[group_of(kind or "shop")])
    world = World(
        premise=premise,
        reading=reading,
        family=family,
        dice=dice,
        stake=noun,
        kind=kind or "shop",
        craft=as_written(reading.craft) or craft,
        work=reading.thing if reading.job == "nobody" and reading.thing else work,
        stuff=draw_stuff(reading, kind or "shop", dice),
        events=events_of(reading),
        cue=cue_of(reading),
    )
    _cast(world, row, seasons[0])
    world.stuff |= told_stuff(reading, world.others.get(world.partner), noun)
    first = 1
    for asked in seasons:
        for number in _split(asked):
            _open_season(world, row, first, number)
            first += number
        world.ends.add(first - 1)
    return world


def _own_place(words: Table, reading: Reading, *, house: bool) -> tuple[str, ...]:
    """Where somebody works by the trade's own word, where the thing is that it turns on, or where such trades are.

    Args:
        words: of the language.
        reading: the premise.
        house: a family's house is at stake, before a place that somebody of such a trade might work at.
    """
    rows = table_of(words["workplace"])
    own = [key for key in rows if reading.craft.endswith(key)]
    at = words_in(rows[max(own, key=len)]) if own else place_in_trade(reading) or place_of_thing(reading)
    return at or (() if house else words_in(rows.get(reading.job, [])))


def choose_family(reading: Reading, dice: Dice) -> str:
    """The family that most of a premise's words speak for, turns of phrase first; chance decides between equals."""
    scores = {}
    asked = cue_of(reading).family
    for family, row in table_of(plot()["family"]).items():
        wanted = words_in(table_of(row)["concepts"])
        hits = sum(1.5 / (1 + number * 0.35) for number, word in enumerate(wanted) if word in reading.concepts)
        cues = _CUE * min(2, reading.cues.count(family)) + _ASKED * (family == asked)
        wed = family == "contract_marriage" and reading.gender == "male" and not cues
        scores[family] = -wed + cues + hits + _CHANCE * dice.number("family", family)
    return max(scores, key=lambda family: scores[family])


def _split(episodes: int) -> list[int]:
    """Episodes in seasons of about the same length."""
    parts = max(1, round(episodes / SEASON))
    return [episodes * (part + 1) // parts - episodes * part // parts for part in range(parts)]


# --- people ------------------------------------------------------------------------------------


def _cast(world: World, row: Table, episodes: int) -> None:
    size = next(size for most, size in _CAST_FOR if episodes <= most)
    roles = list(words_in(row["cast"]))[:size]
    if "foe" not in roles:
        roles[-1] = "foe"
    if (world.cue.family, world.cue.core) == (world.family, "alive"):
        # Whom the letters are from is not there, and nobody has taken that place.
        roles = ["ally" if each == "love" else each for each in roles if each != "ally"]
    child = any(age_of(world.reading, other) == "child" for other in world.reading.others)
    if child and not {*roles} & {*_OF_CHILDREN}:
        roles.append(_OF_CHILDREN[0])
    if "ghost" in world.reading.concepts:
        roles.append("ghost")
    hero = world.reading.gender or world.dice.pick(("female", "male"), "gender", "hero")
    if world.family == "contract_marriage":
        hero = "female"
    other = {"female": "male", "male": "female"}[hero]
    genders = _give_parts(world, roles, hero, other)
    for role in roles:
        # What is told of the dead is told of a man.
        fixed = {"hero": hero, "love": other, "ghost": "male"} | genders
        gender = fixed.get(role) or world.dice.pick(("female", "male"), "gender", role)
        world.players[role] = _player(world, role, role, gender)
    near = [role for role in ("love", "ally", "elder", "kin", "foe") if role in roles]
    world.partner = next(iter(world.others), near[0])


def _give_parts(world: World, roles: Sequence[str], hero: str, love: str) -> dict[str, str]:
    """Let those whom the premise names be played by people of the story, and say of which gender they are then."""
    genders: dict[str, str] = {}
    for other in world.reading.others:
        parts = ("love", *other.parts) if world.family in _LOVED and other.parts == ("foe",) else other.parts
        if age_of(world.reading, other) == "child":
            parts = _OF_CHILDREN
        fit = [part for part in parts if part in roles and part not in world.others]
        fit = [part for part in fit if part != "love" or other.gender in ("", love)]
        if fit:
            world.others[fit[0]] = other
            gender = hero if "twin" in other.kin else other.gender
            genders |= {fit[0]: gender} if gender else {}
    return genders


def _player(world: World, key: str, role: str, gender: str) -> Player:
    row = table_of(table_of(plot()["role"])[role])
    names = table_of(load_table(f"sketch/premise_{world.language}")["names"])
    told = age_of(world.reading, world.others.get(key))
    age = world.reading.age if key == "hero" else told or str(row.get("age", "adult"))
    taken = {player.name for player in world.players.values()}
    listed = words_in(names[f"elder_{gender}" if age == "elder" else gender])
    initials = {name[0] for name in taken}
    free = [name for name in listed if name[0] not in initials] or [name for name in listed if name not in taken]
    manners = words_in(row["manners"])
    spoken = [player.manner for player in world.players.values()]
    fresh = [manner for manner in manners if manner not in spoken] or list(manners)
    called = world.reading.name if key == "hero" else ""
    return Player(
        id=key,
        role=role,
        name=called or world.dice.pick(free or list(listed), "name", key),
        gender=gender,
        manner=world.dice.pick(fresh, "manner", key),
        age=age,
    )


# --- secrets -----------------------------------------------------------------------------------


def _open_season(world: World, row: Table, first: int, episodes: int) -> None:
    number = len(world.seasons) + 1
    foe = "foe" if number == 1 else f"foe{number}"
    if number > 1:
        gender = world.dice.pick(("female", "male"), "gender", foe)
        world.players[foe] = _player(world, foe, "foe", gender)
    last = first + episodes - 1
    used = [secret.kind for secret in world.secrets.values()]
    draft = _Draft(world, foe, number, used)
    core_kind = draft.core(row) if number == 1 else ""
    crime_kind = core_kind if core_kind and draft.may_keep(core_kind, "foe") else draft.fresh("foe", row)
    crime = draft.hide(crime_kind, foe, first, last)
    core = crime
    if core_kind and core_kind != crime_kind:
        keeper = draft.keeper(core_kind) or foe
        core = draft.hide(core_kind, keeper, first, last - 1 if episodes > 2 else last)
    wanted = 0 if episodes == 1 else min(5, 1 + (episodes + 1) // 2)
    for count in range(wanted):
        keepers = draft.free_keepers()
        if not keepers:
            break
        keeper = world.dice.pick(keepers, "keeper", number, count)
        kind = draft.fresh(world.players[keeper].role, row)
        if not kind:
            continue
        start = first + (episodes - 1) * count // max(1, wanted)
        span = max(1, (episodes - 1) // max(1, wanted) + 1)
        draft.hide(kind, keeper, start, min(last, start + span))
    world.seasons.append(Season(number, first, last, foe, core, crime))


@dataclass(slots=True)
class _Draft:
    """The secrets of a season while they are drawn."""

    world: World
    foe: str
    season: int
    used: list[str]
    keepers: list[str] = field(default_factory=list)

    def rules(self, kind: str) -> Table:
        return table_of(table_of(plot()["secret"])[kind])

    def core(self, row: Table) -> str:
        """What the whole story turns on: of the family, or a crime of the enemy that the premise's words ask for."""
        own = words_in(row["core"])
        cue = self.world.cue
        if cue.family == self.world.family and (cue.core in own or self.may_keep(cue.core, "foe")):
            return cue.core
        listed = [*own]
        if not any(self.rules(kind).get("victim") or self.rules(kind).get("shared") for kind in own):
            asked = [kind for kind in table_of(plot()["secret"]) if self.asked(kind) and self.may_keep(kind, "foe")]
            listed += [kind for kind in asked if kind not in own and self.opens_with(kind)]
        dice = self.world.dice
        return max(listed, key=lambda kind: self.asked(kind) + 0.4 * (kind in own) + 1.2 * dice.number("core", kind))

    def opens_with(self, kind: str) -> bool:
        """Whether the family has an opening for a story that turns on it."""
        concepts, family = self.world.reading.concepts, self.world.family
        return any(
            table_of(row).get("family", family) == family
            and kind in words_in(table_of(row).get("core", kind))
            and concepts.issuperset(words_in(table_of(row).get("needs", [])))
            for row in table_of(plot()["opening"]).values()
        )

    def asked(self, kind: str) -> int:
        """How many words of the premise ask for a secret; less than none where it has no ground to stand on."""
        rules, world = self.rules(kind), self.world
        hits = len(world.reading.concepts.intersection(words_in(rules.get("concepts", []))))
        grounds = words_in(rules.get("grounds", []))
        return hits - 2 * (bool(grounds) and group_of(world.kind) not in grounds and not hits)

    def may_keep(self, kind: str, role: str) -> bool:
        rules = self.rules(kind)
        hero = self.world.players["hero"].gender
        return role in words_in(rules["keeper"]) and str(rules.get("hero", hero)) == hero

    def keeper(self, kind: str) -> str:
        """Somebody in the cast who may keep a secret."""
        people = [role for role in words_in(self.rules(kind)["keeper"]) if role in self.world.players]
        return self.world.dice.pick(people, "keeper", kind, self.season) if people else ""

    def free_keepers(self) -> list[str]:
        """Those who hide nothing yet, save hero and ghost."""
        people = [player for player in self.world.players.values() if player.role not in ("hero", "ghost", "foe")]
        return [player.id for player in people if player.id not in self.keepers]

    def fresh(self, role: str, row: Table) -> str:
        """A kind of secret for somebody of a role: of the family first, not one that was told before."""
        dice = self.world.dice
        own = dice.shuffle(words_in(row["side"]), "side", self.season, role)
        every = dice.shuffle(tuple(table_of(plot()["secret"])), "every", self.season, role)
        barred = {"contract", "mask"}
        fitting = [kind for kind in (*own, *every) if kind not in barred and self.may_keep(kind, role)]
        now = [secret.kind for secret in self.world.secrets.values()][len(self.used) :]
        fresh = [kind for kind in fitting if kind not in self.used and kind not in now]
        fresh.sort(key=self.asked, reverse=True)
        again = sorted((kind for kind in fitting if kind not in now), key=self.used.count)
        return next(iter(fresh or again), "")

    def hide(self, kind: str, keeper: str, opens: int, closes: int) -> str:
        """Put a secret into play."""
        rules, world = self.rules(kind), self.world
        victim = str(rules.get("victim", "hero"))
        victim = victim if victim in world.players and victim != keeper else "hero"
        if victim == keeper:
            victim = next(each for each in ("love", "ally", "elder", "kin", "foe") if each in world.players)
        roles = words_in(rules.get("witness", []))
        witnesses = tuple(role for role in roles if role in world.players and role not in (keeper, victim))
        key = f"S{len(world.secrets) + 1}"
        world.secrets[key] = Hidden(key, kind, keeper, victim, witnesses, str(rules["prop"]), opens, closes)
        self.keepers.append(keeper)
        return key


def lines_of(row: Mapping[str, Value], key: str) -> tuple[str, ...]:
    """The lines under a key; commas in them are commas."""
    value = row.get(key, [])
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def quality_lines(world: World, mark: str) -> tuple[str, ...]:
    """What the premise's quality makes others (">"), the hero ("<") or friends ("@") say."""
    rows = table_of(load_table(f"sketch/premise_{world.language}")["quality"])
    listed = lines_of(rows, world.reading.quality)
    return tuple(line[2:] for line in listed if line.startswith(mark))


__all__ = [
    "SEASON",
    "Hidden",
    "Player",
    "Season",
    "World",
    "build_world",
    "choose_family",
    "families",
    "lines_of",
    "plot",
    "quality_lines",
    "table_of",
]
