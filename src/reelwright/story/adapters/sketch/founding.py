"""Founding: the world of a premise, before anything happens.

Knows which kind of story a premise becomes, where it plays, and how a long series has seasons. Refuses to know
people and secrets: those are ``peopling.py`` and ``hiding.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ...errors import PremiseError
from ...screening import names_child
from ...sheet import suggest
from ...tables import Table, load_table, words_in
from ...writing import Premise
from .asking import cue_of, events_of, place_in_trade, place_of_thing, told_stuff
from .dice import Dice
from .hiding import open_season
from .nouns import as_written
from .peopling import cast_world
from .reading import Reading, read_premise
from .stuff import draw_stuff, group_of
from .world import World, families, lines_of, plot, table_of

SEASON: Final = 8
"""Episodes after which a long series brings its first question to an end and asks another."""
_ASKED: Final = 12.0
"""What it is worth to a family that turns of phrase together ask for it."""
_CUE: Final = 1.8
"""What a turn of phrase weighs; the best word of a family weighs 1.5, chance at most the second."""
_CHANCE: Final = 0.45
_NEAR: Final = 0.15
"""What it weighs that a premise has people or things such as a family has."""
_NO_STAKE: Final = frozenset({"street", "prison_cell", "car_interior", "lift", "stairwell", "courtroom"})


_OF_LOVE: Final = ("contract_marriage", "rivals_to_lovers", "second_chance")
_WITHOUT_LOVE: Final = "cosy_mystery"
"""What a story is told as that is about a child where its kind would be one of love."""


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
    row = table_of(table_of(plot()["family"])[family])
    if names_child(premise.text):
        # Nobody courts a child: such a story has no love in it, and is of a kind that needs none.
        family = _WITHOUT_LOVE if family in _OF_LOVE else family
        row = table_of(table_of(plot()["family"])[family])
        row = {**row, "cast": [role for role in lines_of(row, "cast") if role != "love"]}
    words = load_table(f"sketch/premise_{premise.language}")
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
        late=reading.late or "male",
    )
    cast_world(world, row, seasons[0])
    world.stuff |= told_stuff(reading, world.others.get(world.partner), noun)
    first = 1
    for asked in seasons:
        for number in _split(asked):
            open_season(world, row, first, number)
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
    """The family that most of a premise's words speak for, turns of phrase first; chance decides between equals.

    Where none of them speaks for any, it is the nearest: the one whose people and things the premise has.
    """
    scores = {}
    asked, about = cue_of(reading).family, events_of(reading)
    for family, row in table_of(plot()["family"]).items():
        wanted = words_in(table_of(row)["concepts"])
        hits = sum(1.5 / (1 + number * 0.35) for number, word in enumerate(wanted) if word in reading.concepts)
        cues = _CUE * min(2, reading.cues.count(family)) + _ASKED * (family == asked)
        wed = family == "contract_marriage" and reading.gender == "male" and not cues
        near = _NEAR * len(about.intersection(words_in(table_of(row).get("near", []))))
        scores[family] = -wed + cues + hits + near + _CHANCE * dice.number("family", family)
    return max(scores, key=lambda family: scores[family])


def asks_for_family(reading: Reading) -> bool:
    """Whether anything in a premise asks for a kind of story, so that the choice of one is no guess."""
    rows = table_of(plot()["family"]).values()
    wanted = {word for row in rows for word in words_in(table_of(row)["concepts"])}
    return bool(cue_of(reading).family or reading.cues or wanted & reading.concepts)


def _split(episodes: int) -> list[int]:
    """Episodes in seasons of about the same length."""
    parts = max(1, round(episodes / SEASON))
    return [episodes * (part + 1) // parts - episodes * part // parts for part in range(parts)]
