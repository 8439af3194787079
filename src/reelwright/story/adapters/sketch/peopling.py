"""Peopling: the roles of a story get people, and those whom a premise names get roles.

Knows names, genders, ages and manners. Refuses to know what anybody hides: that is ``hiding.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ...tables import Table, load_table, words_in
from .asking import age_of
from .world import Player, World, plot, table_of

_OF_CHILDREN: Final = ("ally", "kin")
"""What a child of the premise may play, and nothing else."""
_LOVED: Final = frozenset({"contract_marriage", "rivals_to_lovers", "second_chance"})
"""Families in which the hero comes to like a boss or an enemy whom the premise names."""
_CAST_FOR: Final = ((1, 3), (2, 4), (5, 5), (10_000, 6))


def cast_world(world: World, row: Table, episodes: int) -> None:
    """Give a world its people: of the family's roles as many as its length can hold, and whom the premise names."""
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
        fixed = {"hero": hero, "love": other, "ghost": world.late} | genders
        gender = fixed.get(role) or world.dice.pick(("female", "male"), "gender", role)
        world.players[role] = draw_player(world, role, role, gender)
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


def draw_player(world: World, key: str, role: str, gender: str) -> Player:
    """Somebody for a role, with a name and a manner that nobody else in the story has."""
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
