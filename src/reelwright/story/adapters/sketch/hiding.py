"""Hiding: which secrets a season has, who keeps each and from whom.

Knows what a premise asks for and who may keep what. Refuses to know when a secret is told: that is planned.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ...tables import Table, words_in
from .peopling import draw_player
from .stuff import group_of
from .world import Hidden, Season, World, plot, table_of


def open_season(world: World, row: Table, first: int, episodes: int) -> None:
    """Begin a run of episodes with its enemy and its secrets."""
    number = len(world.seasons) + 1
    foe = "foe" if number == 1 else f"foe{number}"
    if number > 1:
        gender = world.dice.pick(("female", "male"), "gender", foe)
        world.players[foe] = draw_player(world, foe, "foe", gender)
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
