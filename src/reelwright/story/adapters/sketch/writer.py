"""The sketch writer behind the port: plans a series as a whole, then gives it out piece by piece.

The same premise and seed are the same bytes on every machine, so nothing need be kept between calls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ...casting import Part, card_id, cast_parts
from ...errors import PremiseError, WritingError
from ...lexicon import find_words
from ...model import Cards, Finding, Person, Place
from ...saying import seconds_of_script
from ...screening import language_unread
from ...tables import load_table
from ...writing import Bible, Character, Episode, Outline, Premise, Secret, SoFar, WritingProgress
from .founding import asks_for_family, build_world
from .nouns import rows_in
from .pages import Pages, outline_scene
from .planning import Play, plan_series
from .resume import read_turn, rename_players
from .slots import Slots
from .talk import Talker
from .wording import choose_form
from .world import World, lines_of, plot, table_of

_LONGEST_ALONE: Final = 84.0
"""Seconds, by estimate, from which a film of its own leaves out what lies between opening and reckoning."""
WRITTEN: Final = ("en", "zh")
Hear = Callable[[WritingProgress], None]


@dataclass(frozen=True, slots=True)
class _Series:
    """A whole series, written."""

    world: World
    plays: tuple[Play, ...]
    pages: Pages
    scripts: dict[int, str]


class SketchWriter:
    """Invents series offline: people with wants and secrets, moves planned over what is known, talk by manner."""

    exact = True

    def __init__(self) -> None:
        self._last: tuple[tuple[Premise, tuple[int, ...], SoFar | None], _Series] | None = None

    def plan(self, premise: Premise, hear: Hear, after: Bible | None = None) -> Bible:
        """Invent the series.

        Raises:
            PremiseError: nobody knows the family, the premise is in a language that is not read here, or a story
                is to be told again, which this writer cannot.
        """
        if premise.story:
            raise PremiseError(
                "the sketch writer invents stories, it cannot tell a given one again",
                mend="leave --writer out, choose --writer model, or give a premise instead",
            )
        if premise.language not in WRITTEN:
            raise PremiseError(
                f'the sketch writer does not write in "{premise.language}"', mend=f"choose one of {', '.join(WRITTEN)}"
            )
        if foreign := language_unread(premise.text):
            raise PremiseError(
                f"the sketch writer reads English and Chinese, and this premise looks {foreign}",
                mend="say it in English or Chinese (reel translate makes the film speak others), or use --writer model",
            )
        seasons = (*after.seasons, premise.episodes - after.episodes) if after else (premise.episodes,)
        series = self._series(premise, seasons, after)
        hear(WritingProgress("plan", 1, 1))
        return _bible(series, premise, seasons, after)

    def outline(self, bible: Bible, hear: Hear) -> tuple[Outline, ...]:
        """Say what happens in each episode."""
        series = self._series_of(bible)
        hear(WritingProgress("outline", 1, 1))
        return tuple(_outline(series, number) for number in sorted(series.scripts))

    def write(self, bible: Bible, outlines: Sequence[Outline], number: int, hear: Hear) -> Episode:
        """Write one episode.

        Raises:
            WritingError: there is no such episode.
        """
        del outlines
        scripts = self._series_of(bible).scripts
        if number not in scripts:
            raise WritingError(f"there is no episode {number}", mend=f"choose 1 to {len(scripts)}")
        hear(WritingProgress("write", number, len(scripts)))
        return Episode(number, scripts[number])

    def mend(self, bible: Bible, episode: Episode, findings: Sequence[Finding], hear: Hear) -> Episode:
        """The episode as it is: what this writer plans it also keeps, and it knows no better."""
        del bible, findings, hear
        return episode

    def _series_of(self, bible: Bible) -> _Series:
        """The series of a bible that this writer gave; one of another day is planned again."""
        before = replace(bible, seasons=bible.seasons[:-1]) if bible.so_far is not None else None
        return self._series(bible.premise, bible.seasons, before)

    def _series(self, premise: Premise, seasons: tuple[int, ...], after: Bible | None) -> _Series:
        key = (premise, seasons, after.so_far if after is not None else None)
        if self._last is None or self._last[0] != key:
            self._last = (key, _write_series(premise, seasons, after))
        return self._last[1]


def _write_series(premise: Premise, seasons: tuple[int, ...], after: Bible | None) -> _Series:
    series = _written(premise, seasons, after, straight=False)
    if series.world.alone and seconds_of_script(series.scripts[1]) > _LONGEST_ALONE:
        series = _written(premise, seasons, after, straight=True)
    return series


def _written(premise: Premise, seasons: tuple[int, ...], after: Bible | None, *, straight: bool) -> _Series:
    world = build_world(premise, seasons)
    world.straight = straight
    talker = Talker(world)
    turn = None
    if after is not None and after.so_far is not None:
        rename_players(world, after)
        turn = read_turn(world, after, after.so_far, talker.of_secret)
    chronicle = plan_series(world, turn)
    pages = Pages(world, chronicle, title_of(world), talker, turn)
    return _Series(world, tuple(chronicle.plays), pages, pages.write_all())


def title_of(world: World) -> str:
    """The title: of the family, with words of the premise."""
    titles = table_of(load_table(f"sketch/premise_{world.language}")["titles"])
    haunted = lines_of(titles, "ghost") if "ghost" in world.reading.concepts else ()
    listed = haunted or (*lines_of(titles, world.family), *lines_of(titles, "any")[:4])
    title = choose_form(world.dice.pick(listed, "title"), world.dice, "title")
    things = {key: _title_case(word) for key, word in world.stuff.items()}
    return title.format_map(Slots(things, stake=_title_case(world.stake), craft=_title_case(world.craft)))


def _title_case(words: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in words.split())


# --- the bible -----------------------------------------------------------------------------------


def _bible(series: _Series, premise: Premise, seasons: tuple[int, ...], after: Bible | None) -> Bible:
    world = series.world
    there = after.cards if after is not None else Cards()
    words = table_of(load_table(f"sketch/premise_{world.language}")["words"])
    crime = world.secrets[world.seasons[0].crime]
    told = "\n".join(series.scripts.values()).casefold()
    about = find_words(world.language, rows_in(load_table(f"sketch/premise_{world.language}"), "concept"))
    # What chose the kind of story is in it, in whatever words.
    kept = tuple(word for word in world.reading.named if _is_told(word, told) or about.find(word))
    logline = str(words["logline"]).format(
        Hero=world.players["hero"].name,
        quality=f"{world.reading.quality_word} "
        if world.reading.quality_word and world.language == "en"
        else world.reading.quality_word,
        craft=world.craft,
        stake=str(words["the"]).format(noun=world.stake),
        Foe=world.players["foe"].name,
        about=series.pages.about(crime.id),
    )
    return Bible(
        premise=premise,
        title=series.pages.title,
        logline=logline,
        family=world.family,
        seasons=seasons,
        characters=_characters(series, there),
        secrets=_secrets(series, there),
        cards=_joined(there, _cards(series)),
        so_far=after.so_far if after is not None else None,
        kept=kept,
        left=tuple(word for word in world.reading.named if word not in kept),
        guessed=not premise.family and not asks_for_family(world.reading),
    )


def _is_told(word: str, told: str) -> bool:
    """Whether what a premise names is in a script: a compound by any of its words, one of several by one."""
    words = word.casefold().split()
    return any((each[:-1] if each.endswith("s") and each.isascii() else each) in told for each in words)


def _joined(there: Cards, new: Cards) -> Cards:
    """The cards that are there as they stand, and those of people and places who are new."""
    people, places = dict(there.people), dict(there.places)
    for person in new.people.values():
        if person.name not in {each.name for each in there.people.values()}:
            people[person.id] = person
    for place in new.places.values():
        if place.name not in {each.name for each in there.places.values()}:
            places[place.id] = place
    return Cards(people, places)


def _card_of(name: str, there: Cards) -> str:
    """The id of somebody's card: the one that is there, else the one that is made."""
    return next((person.id for person in there.people.values() if person.name == name), card_id(name, ()))


def _seen(series: _Series) -> list[str]:
    """Those of the cast who are in some scene."""
    text = "\n".join(series.scripts.values())
    return [key for key, player in series.world.players.items() if player.name.upper() in text or player.name in text]


def _characters(series: _Series, there: Cards) -> tuple[Character, ...]:
    world = series.world
    words = table_of(load_table(f"sketch/premise_{world.language}")["bible"])
    stake = series.pages.talker.slots(None, "hero", "hero")["stake"]
    people = []
    for key in _seen(series):
        player = world.players[key]
        want = str(words[f"role_{player.role}"]).format(stake=stake, hero=world.players["hero"].name)
        flaw = str(words[f"flaw_{player.manner}"])
        people.append(Character(_card_of(player.name, there), player.name, player.role, want, flaw, player.manner))
    return tuple(people)


def _secrets(series: _Series, there: Cards) -> tuple[Secret, ...]:
    opened: dict[str, int] = {}
    answered: dict[str, int] = {}
    for play in series.plays:
        for fact in play.adds:
            if fact[0] == "open":
                opened.setdefault(fact[1], play.episode)
            elif fact[0] == "out":
                answered.setdefault(fact[1], play.episode)
                opened.setdefault(fact[1], play.episode)
    pages = series.pages
    return tuple(
        Secret(
            text=pages.about(key),
            question=pages.question(key),
            keeper=_card_of(series.world.players[secret.keeper].name, there),
            opened=opened[key],
            answered=answered.get(key, 0),
        )
        for key, secret in series.world.secrets.items()
        if key in opened
    )


def _outline(series: _Series, number: int) -> Outline:
    plays = [play for play in series.plays if play.episode == number]
    pages = series.pages
    facts = [fact for play in plays for fact in play.adds]
    changes = [play.value for play in plays if play.value]
    return Outline(
        number=number,
        scenes=tuple(outline_scene(pages, play) for play in plays),
        opens=tuple(dict.fromkeys(pages.question(fact[1]) for fact in facts if fact[0] == "open")),
        answers=tuple(dict.fromkeys(pages.question(fact[1]) for fact in facts if fact[0] == "out")),
        change=changes[-1] if changes else "",
    )


# --- cards ---------------------------------------------------------------------------------------


def _cards(series: _Series) -> Cards:
    world = series.world
    seen = _seen(series)
    parts = [_part(world, key) for key in seen]
    people = cast_parts(parts, language=world.language)
    for key, person in zip(seen, tuple(people.values()), strict=True):
        people[person.id] = _dressed(world, key, person)
    places: dict[str, Place] = {}
    for site in series.pages.used.values():
        name = site.name.capitalize()
        place = card_id(name, places)
        places[place] = Place(
            id=place,
            name=name,
            kind=site.kind,
            seed=1 + int(world.dice.number("seed", site.id) * 9000),
            sign=_title_case(world.stake) if site.id == "stake" else "",
        )
    return Cards(people, places)


def _part(world: World, key: str) -> Part:
    player = world.players[key]
    role = table_of(table_of(plot()["role"])[player.role])
    garment, hat = str(role.get("garment", "")), "none"
    if key == "hero":
        row = lines_of(table_of(load_table(f"sketch/premise_{world.language}")["craft"]), world.reading.job)
        garment, hat = row[2:4]
    return Part(player.name, player.gender, player.age, garment, hat)


def _dressed(world: World, key: str, person: Person) -> Person:
    """What the role asks beyond the draw: the dead are pale."""
    if world.players[key].role == "ghost":
        look = replace(person.looks[0], colour="#cfd9dd", second_colour="#eef3f4")
        return replace(person, skin="#dfe7ea", hair_colour="#c9d2d6", eyes="#5a6a74", looks=(look,))
    return person
