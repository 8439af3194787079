"""Going on from the scripts as they stand: what a person changed by hand becomes part of the plan.

Knows names, the dead, what is known, asked and answered, and who was added. Refuses to know what comes next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ...casting import card_id
from ...errors import WritingError
from ...ledger import fold_words
from ...tables import load_table, words_in
from ...writing import Bible, SoFar
from .moves import Fact
from .world import Player, World, plot, table_of


@dataclass(frozen=True, slots=True)
class Turn:
    """What the scripts tell otherwise than the plan, from some episode on.

    Args:
        first: the first episode that is still to be written.
        dead: players who are no more.
        answered, asked: secrets whose question was answered, or is open.
        known: (player, secret) pairs.
        guests: people whom somebody else brought in.
        questions: open questions that no secret of the plan answers.
    """

    first: int
    dead: frozenset[str]
    answered: frozenset[str]
    asked: frozenset[str]
    known: frozenset[tuple[str, str]]
    guests: tuple[Player, ...]
    questions: tuple[str, ...]

    def corrected(self, state: frozenset[Fact], facts_of: Callable[[str], set[Fact]]) -> frozenset[Fact]:
        """The state of facts as the scripts have it.

        Args:
            state: as planned.
            facts_of: what is true of a secret that is in play.
        """
        facts = set(state)
        for key in self.answered:
            facts = {fact for fact in facts if key not in fact[1:]} | {("out", key)}
        for key in self.asked:
            if ("out", key) in facts:
                facts = facts - {("out", key)} | facts_of(key) | {("doubts", "hero", key)}
            facts.add(("open", key))
        live = {fact[1] for fact in facts if fact[0] == "live"}
        facts -= {fact for fact in facts if fact[0] == "knows" and fact[2] in live and fact[1:] not in self.known}
        facts |= {("knows", *pair) for pair in self.known if pair[1] in live}
        return frozenset(fact for fact in facts if self.dead.isdisjoint(fact[1:]))


def rename_players(world: World, after: Bible) -> None:
    """Give everybody the name that their card has now; who is new never takes a name that is there."""
    names = {person.id: person.name for person in after.cards.people.values()}
    begun = {each.id for each in after.characters}
    for key, player in tuple(world.players.items()):
        card = card_id(player.name, ())
        if card in begun and card in names:
            world.players[key] = replace(player, name=names[card])
        elif player.name in names.values():
            world.players[key] = replace(player, name=_another_name(world, player, set(names.values())))


def _another_name(world: World, player: Player, taken: set[str]) -> str:
    names = table_of(load_table(f"sketch/premise_{world.language}")["names"])
    listed = words_in(names[f"elder_{player.gender}" if player.age == "elder" else player.gender])
    taken = taken | {each.name for each in world.players.values()}
    free = [name for name in listed if name not in taken] or list(listed)
    return world.dice.pick(free, "another name", player.id)


def read_turn(world: World, after: Bible, so_far: SoFar, about: Callable[[str, str], str]) -> Turn:
    """What has to be corrected in the plan.

    Args:
        world: with the names as they are now.
        after: the bible of what was written, with its cards as they stand.
        so_far: what the scripts tell.
        about: a sentence of a secret: its fact, or its question.

    Raises:
        WritingError: the hero is dead, so there is nobody to go on with.
    """
    by_name = {player.name: key for key, player in world.players.items()}
    players = {person.id: by_name[person.name] for person in after.cards.people.values() if person.name in by_name}
    dead = frozenset(players[person] for person in so_far.dead if person in players)
    if "hero" in dead:
        raise WritingError(
            f"{world.players['hero'].name} is dead in the script",
            mend="take the [[die: …]] note out, or go on by hand",
        )
    questions = {fold_words(about(key, "q").replace(":", ",")): key for key in world.secrets}
    facts = {fold_words(about(key, "about").replace(":", ",")): key for key in world.secrets}
    open_now = {fold_words(asked): asked for asked in so_far.asked}
    return Turn(
        first=sum(after.seasons) + 1,
        dead=dead,
        answered=frozenset(key for asked, key in questions.items() if asked in so_far.answered),
        asked=frozenset(key for asked, key in questions.items() if asked in open_now),
        known=frozenset(
            (players[person], facts[fact]) for person, fact in so_far.known if person in players and fact in facts
        ),
        guests=tuple(_guests(world, after, so_far, set(players))),
        questions=tuple(asked for folded, asked in open_now.items() if folded not in questions),
    )


def _guests(world: World, after: Bible, so_far: SoFar, known: set[str]) -> list[Player]:
    """People who speak in the scripts and are not of the plan: friends, until the story says otherwise."""
    manners = words_in(table_of(table_of(plot()["role"])["ally"])["manners"])
    people = [after.cards.people[card] for card in so_far.people if card not in known]
    return [
        Player(
            id=f"guest{number}",
            role="ally",
            name=person.name,
            gender="male" if person.gender == "male" else "female",
            manner=world.dice.pick(manners, "manner", person.id),
            age="elder" if person.age == "elder" else "adult",
        )
        for number, person in enumerate(people, start=1)
        if person.id not in so_far.dead
    ]
