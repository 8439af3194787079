"""Planning: which scenes an episode has, found by search over what can happen.

Knows what makes a run of scenes a story: each follows from one before, tension rises, secrets come
out when they are due, the last scene leaves a question, and the last episode answers. Refuses to
know words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ...tables import words_in
from .moves import Binding, Fact, Move, after, bindings, fill_fact, index_facts, is_secret, load_moves
from .resume import Turn
from .world import Hidden, Season, World, lines_of, plot, table_of

_BEAM: Final = 6
_STRAIGHT: Final = {"en": 0.5, "zh": 1.0}
"""How many films of their own go from the opening straight to the climax: speech takes longer in Chinese."""
_FLAT: Final = (7.0, 3.5, 0.0)
"""What a scene loses as the last of an episode, by how good a last scene it is."""
_FADING: Final = frozenset(
    {"pressed", "threatened", "tempted", "harmed", "proved", "steady", "foiled", "doubts_all", "hunting", "robbed",
     "performed", "almost_told", "squeezed", "begged", "near1", "near2", "near3", "envied"}
)  # fmt: skip
"""What does not last into the next season."""


@dataclass(frozen=True, slots=True)
class Play:
    """A scene that happens.

    Args:
        kind: "move", "opening", "ending" or "twist".
        name: the move, or the opening or ending.
        bound: who plays which letter or role, and which secret is meant.
        causes: numbers of the plays that it follows from.
        adds: facts that become true in it.
    """

    number: int
    episode: int
    kind: str
    name: str
    bound: Mapping[str, str]
    causes: tuple[int, ...] = ()
    adds: tuple[Fact, ...] = ()
    value: str = ""


@dataclass(slots=True)
class Chronicle:
    """What has happened so far: plays, the state after them, and where each fact comes from."""

    plays: list[Play] = field(default_factory=list)
    state: frozenset[Fact] = frozenset()
    origin: dict[Fact, int] = field(default_factory=dict)

    def state_before(self, number: int) -> set[Fact]:
        """Facts that some play before that number made true; what was undone since is among them."""
        return {fact for play in self.plays[:number] for fact in play.adds}

    def record(self, play: Play, state: frozenset[Fact]) -> None:
        """Something happens."""
        self.plays.append(play)
        self.state = state
        for fact in play.adds:
            self.origin[fact] = play.number


@dataclass(slots=True)
class _Path:
    score: float
    state: frozenset[Fact]
    plays: tuple[Play, ...]
    origin: dict[Fact, int]


def plan_series(world: World, turn: Turn | None = None) -> Chronicle:
    """Plan all scenes of all episodes.

    Args:
        world: everything that is true before anything happens.
        turn: what the scripts that are there tell otherwise than the plan.
    """
    chronicle = Chronicle()
    for season in world.seasons:
        if turn is not None and season.first == turn.first:
            chronicle.state = turn.corrected(chronicle.state, lambda key: _facts_of(world, world.secrets[key]))
            world.dead |= turn.dead
            world.players |= {guest.id: guest for guest in turn.guests}
        _begin_season(world, season, chronicle)
        for episode in range(season.first, season.last + 1):
            _begin_episode(world, episode, chronicle)
            if episode == season.first and season.number == 1:
                _opening(world, season, chronicle)
            _search(world, season, episode, chronicle)
            if episode == season.last:
                _close(world, season, chronicle)
    return chronicle


# --- what is true when a season or an episode begins ----------------------------------------------


def _begin_season(world: World, season: Season, chronicle: Chronicle) -> None:
    facts = {fact for fact in chronicle.state if fact[0] not in _FADING and fact[0] not in ("foe", "fallen")}
    facts |= {("foe", season.foe), ("hero", "hero"), ("met", season.foe)}
    # What nobody asked about last season is no secret of this one.
    live = {fact[1] for fact in facts if fact[0] == "live"}
    stale = live - {fact[1] for fact in facts if fact[0] == "open"}
    facts = {fact for fact in facts if stale.isdisjoint(fact[1:])}
    for player in world.players.values():
        if player.role == "foe" and player.id != season.foe:
            facts -= {fact for fact in facts if player.id in fact[1:]}
            continue
        if player.id in world.dead or ("rested", player.id) in facts:
            facts.discard((player.role, player.id))
            continue
        facts.add((player.role, player.id))
        if player.id.startswith("guest"):
            facts.add(("met", player.id))
        if player.role != "ghost":
            facts.add(("flesh", player.id))
        if player.role in ("love", "ally", "elder", "kin"):
            facts.add(("side", player.id))
    if "kin" in world.players:
        facts.add(("confederate", "kin", season.foe))
    facts.add(("family", world.family))
    if world.family == "time_slip" or "message" in world.reading.concepts:
        facts.add(("odd", "time"))
    if world.alone:
        facts |= {("met", player) for player in world.players}
    chronicle.state = frozenset(facts)


def _begin_episode(world: World, episode: int, chronicle: Chronicle) -> None:
    """Secrets whose time has come are in play."""
    facts = set(chronicle.state)
    for secret in world.secrets.values():
        if secret.opens == episode and ("out", secret.id) not in facts:
            facts |= _facts_of(world, secret)
    chronicle.state = frozenset(facts)


def _facts_of(world: World, secret: Hidden) -> set[Fact]:
    key = secret.id
    facts: set[Fact] = {("live", key), ("keeper", secret.keeper, key), ("victim", secret.victim, key), ("loose", key)}
    facts |= {("witness", witness, key) for witness in secret.witnesses}
    rules = table_of(table_of(plot()["secret"])[secret.kind])
    if rules.get("kind"):
        facts.add(("kind", key))
    if rules.get("master"):
        foe = next(season.foe for season in world.seasons if season.first <= secret.opens <= season.last)
        facts |= {("spy", secret.keeper, foe), ("confederate", secret.keeper, foe), ("knows", foe, key)}
        facts.discard(("loose", key))
    if secret.kind in ("contract", "mask"):
        facts |= {("pretend", key), ("knows", "hero", key)}
        facts -= {("loose", key)}
    return facts


# --- opening and end --------------------------------------------------------------------------------


def _opening(world: World, season: Season, chronicle: Chronicle) -> None:
    name = _choose(world, "opening", season, chronicle.state)
    core = world.secrets[season.core]
    adds: set[Fact] = {("open", core.id)}
    if ("pretend", core.id) not in chronicle.state:
        adds.add(("doubts", "hero", core.id))
    if world.alone:
        adds |= {("open", season.crime), ("doubts", "hero", season.crime)}
    rows = table_of(table_of(plot()["opening"])[name])
    adds |= {tuple(written.split()) for written in lines_of(rows, "add")}
    adds = {fact for fact in adds if all(part in world.players or part in world.secrets for part in fact[1:])}
    bound = {role: world.role(role, season) for role in words_in(rows["cast"])} | {"F": core.id}
    play = Play(len(chronicle.plays), season.first, "opening", name, bound, adds=tuple(sorted(adds)))
    chronicle.record(play, chronicle.state | adds | _met(bound))


def _close(world: World, season: Season, chronicle: Chronicle) -> None:
    """The end of the story, or the door through which the next season comes."""
    number = len(chronicle.plays)
    if season.last not in world.ends:
        _enters(season, world.seasons[season.number], season.last, chronicle)
        return
    name = _choose(world, "ending", season, chronicle.state)
    rows = table_of(table_of(plot()["ending"])[name])
    bound = {role: world.role(role, season) for role in words_in(rows["cast"])}
    rests: tuple[Fact, ...] = tuple(("rested", bound[role]) for role in words_in(rows.get("rests", [])))
    play = Play(number, season.last, "ending", name, bound, (number - 1,), rests, value="+hope")
    chronicle.record(play, chronicle.state | set(rests))


def _enters(before: Season, following: Season, episode: int, chronicle: Chronicle) -> None:
    """The next enemy comes in: at the end of a season, or first of all where the last one was ended for good."""
    number = len(chronicle.plays)
    bound = {"foe": following.foe, "foe_old": before.foe, "hero": "hero"}
    adds = (("open", following.crime), ("doubts", "hero", following.crime))
    causes = (number - 1,) if episode == before.last else ()
    play = Play(number, episode, "twist", "twist", bound, causes, adds)
    chronicle.record(play, chronicle.state | set(adds))


def _choose(world: World, what: str, season: Season, state: frozenset[Fact], *, strict: bool = True) -> str:
    """An opening or ending that fits: of the family and of the premise's own words before others.

    Where no opening knows what the story turns on, one that does not care for it has to do.
    """
    best, chosen = -1.0, ""
    for name, written in table_of(plot()[what]).items():
        row = table_of(written)
        if row.get("family", world.family) != world.family:
            continue
        if not all(world.role(role, season) for role in words_in(row["cast"])):
            continue
        if what == "ending" and bool(row.get("alone")) != world.alone:
            continue
        if strict and row.get("core") and world.secrets[season.core].kind not in words_in(row["core"]):
            continue
        needs = lines_of(row, "needs")
        asked = [need for need in needs if not need.startswith("!")]
        if not all(_holds(world, need, season, state) for need in needs):
            continue
        if what == "ending" and not all(("met", world.role(role, season)) in state for role in words_in(row["cast"])):
            continue
        score = (1.6 if what == "opening" else 1.2) * bool(row.get("family")) + (
            2.5 if what == "opening" else 0.6
        ) * len(asked)
        weight = row.get("weight", 0)
        score += world.dice.number(what, name) * 1.8 + (weight if isinstance(weight, int) else 0)
        if score > best:
            best, chosen = score, name
    return chosen if chosen or not strict else _choose(world, what, season, state, strict=False)


def _holds(world: World, need: str, season: Season, state: frozenset[Fact]) -> bool:
    words = [season.foe if word == "foe" else word for word in need.removeprefix("!").split()]
    true = words[0] in world.events or words[0] in world.players if len(words) == 1 else tuple(words) in state
    return true != need.startswith("!")


# --- the search ---------------------------------------------------------------------------------------


def _slots(world: World, season: Season, episode: int) -> int:
    """How many scenes are to be found for an episode, beside opening and end."""
    alone = season.first == season.last
    if alone:
        return 1 if world.straight or world.dice.number("slots", 0) < _STRAIGHT[world.language] else 2
    if episode == season.first and (season.number == 1 or episode - 1 in world.ends):
        return 2
    if episode == season.last:
        return 2
    return 3 if world.dice.number("slots", episode) < 0.85 else 2


def _search(world: World, season: Season, episode: int, chronicle: Chronicle) -> None:
    slots = _slots(world, season, episode)
    start = frozenset(chronicle.state | ({("cornered",)} if episode == season.last else set()))
    paths = [_Path(0.0, start, (), dict(chronicle.origin))]
    for slot in range(slots):
        judge = _Judge(world, season, episode, slot, slots, chronicle.plays)
        further = [step for path in paths for step in judge.steps(path)]
        if not further:
            continue
        further.sort(key=lambda path: (-path.score, [play.name for play in path.plays]))
        paths = further[:_BEAM]
    best = paths[0]
    for play in best.plays:
        chronicle.plays.append(play)
    chronicle.origin = best.origin
    chronicle.state = best.state - {("cornered",)}


class _Before:
    """What the scenes before one tell of it: counted once, for all that could happen next."""

    __slots__ = ("latest", "named", "plays", "recent", "seen", "used")

    def __init__(self, plays: list[Play]) -> None:
        self.plays = plays
        self.latest = plays[-1] if plays else None
        self.named = Counter(play.name for play in plays)
        self.recent = Counter(play.name for play in plays[-7:])
        self.used = Counter(person for play in plays[-6:] for person in _people(play.bound))
        self.seen = {person for play in plays for person in play.bound.values()}


@dataclass(slots=True)
class _Judge:
    """Says how good a scene is at a place in an episode."""

    world: World
    season: Season
    episode: int
    slot: int
    slots: int
    told: Sequence[Play]

    @property
    def last(self) -> bool:
        """Whether this is the scene that the episode ends on, or the climax of a season."""
        return self.slot == self.slots - 1

    @property
    def finale(self) -> bool:
        return self.episode == self.season.last

    def steps(self, path: _Path) -> Iterable[_Path]:
        index = index_facts(path.state)
        before = _Before([*self.told, *path.plays])
        for move in load_moves():
            if move.climax != (self.finale and self.last) or any(play.name == move.id for play in path.plays):
                continue
            for bound in bindings(move, path.state, index):
                yield self._take(move, bound, path, self._score(move, bound, path, before))

    def _take(self, move: Move, bound: Binding, path: _Path, score: float) -> _Path:
        number = len(self.told) + len(path.plays)
        adds = tuple(fill_fact(fact, bound) for fact in move.adds)
        causes = self._causes(move, bound, path)
        play = Play(number, self.episode, "move", move.id, bound, causes, adds, move.value)
        origin = dict(path.origin)
        origin.update(dict.fromkeys(adds, number))
        state = _without_told(after(move, bound, path.state), adds) | _met(bound)
        return _Path(path.score + score, state, (*path.plays, play), origin)

    def _causes(self, move: Move, bound: Binding, path: _Path) -> tuple[int, ...]:
        facts = (fill_fact(fact, bound) for fact in move.needs)
        return tuple(sorted({path.origin[fact] for fact in facts if fact in path.origin}))

    def _score(self, move: Move, bound: Binding, path: _Path, before: _Before) -> float:
        aim = (3.0, 2.8, 4.2)[min(2, self.slot + (3 - self.slots))]
        score = -0.5 * abs(move.heat - aim) - move.cost
        score += self._connection(move, bound, path, before)
        score -= self._staleness(move, bound, before)
        score += 1.3 * move.cliff if self.last and not self.finale else 0.0
        if self.last and not self.finale:
            score -= _FLAT[min(2, int(move.cliff))]
        score += 0.5 * move.hook if self.slot == 0 else 0.0
        score += self._timing(move, bound)
        score -= 0.45 * min(len(talk.split(";")) for talk in move.talk) * self.world.alone
        score -= 20.0 * (self.last and not self.finale and not _asks(after(move, bound, path.state)))
        score += self._presence(bound, before)
        score += 2.8 * self.world.dice.number("plan", self.episode, self.slot, move.id, sorted(bound.items()))
        return score

    def _presence(self, bound: Binding, before: _Before) -> float:
        """People are brought in early, and the dead are not forgotten."""
        people = {player.id for player in self.world.players.values()} & set(bound.values())
        score = 0.0
        if "ghost" in people and not any("ghost" in play.bound.values() for play in before.plays[-3:]):
            score += 3.5
        fresh = people - before.seen - {self.season.foe}
        early = self.episode - self.season.first
        score += (1.5 if early < 1 else 0.8 if early < 2 else -0.5) * len(fresh & {"ally", "love", "elder"})
        score += 3.0 * sum(person.startswith("guest") for person in fresh)
        return score - 4.0 * len(fresh) * (self.finale and self.season.first < self.season.last)

    def _connection(self, move: Move, bound: Binding, path: _Path, before: _Before) -> float:
        """Therefore, not and then: a scene is worth more when it follows from what just happened."""
        causes = self._causes(move, bound, path)
        if before.latest is None:
            return 0.0
        if before.latest.number in causes:
            return 3.0
        recent = [cause for cause in causes if before.plays[cause].episode == self.episode]
        if recent:
            return 2.0
        return 0.8 if causes else -1.5

    def _staleness(self, move: Move, bound: Binding, before: _Before) -> float:
        score = 3.0 * before.recent[move.id] + 0.35 * min(6, before.named[move.id])
        people, latest = _people(bound), before.latest
        if latest is not None:
            score += 1.0 if people == _people(latest.bound) else 0.0
        if "hero" not in bound.values():
            score += 0.6 + 1.5 * (latest is not None and "hero" not in latest.bound.values())
        score += 0.15 * sum(before.used[person] for person in people if person != "hero")
        return score

    def _timing(self, move: Move, bound: Binding) -> float:
        score = 0.0
        for letter, key in bound.items():
            if not is_secret(letter):
                continue
            secret = self.world.secrets[key]
            told = any(fact[0] == "out" and fact[1] == letter for fact in move.adds)
            opened = any(fact[0] == "open" and fact[1] == letter for fact in move.adds)
            crime = key == self.season.crime
            score += 1.6 if key == self.season.core and not crime else 0.0
            if told:
                early = secret.closes - self.episode
                score += -5.0 * early if early > 0 else 3.0
                score += 2.0 if self.finale and not crime else 0.0
            elif opened and not crime and self.episode >= self.season.last - 1:
                score -= 8.0 if self.finale else 2.0
            elif not told and self.episode >= secret.closes and not crime:
                score -= 0.8
            score += 0.6 if crime and any(fact[0] in ("knows", "proof", "denied") for fact in move.adds) else 0.0
        return score


def _asks(state: frozenset[Fact]) -> bool:
    """Whether a question is open."""
    out = {fact[1] for fact in state if fact[0] == "out"}
    return any(fact[0] == "open" and fact[1] not in out for fact in state)


def _without_told(state: frozenset[Fact], adds: Iterable[Fact]) -> frozenset[Fact]:
    """The state without what was true of secrets that are out now: nothing more can happen to them."""
    out = {fact[1] for fact in adds if fact[0] == "out"}
    return frozenset(fact for fact in state if fact[0] == "out" or out.isdisjoint(fact[1:])) if out else state


def _met(bound: Mapping[str, str]) -> frozenset[Fact]:
    """Whom the viewer has seen."""
    return frozenset(("met", person) for person in _people(bound))


def _people(bound: Mapping[str, str]) -> frozenset[str]:
    return frozenset(value for letter, value in bound.items() if not is_secret(letter) and value)
