"""The teller behind the port: a plain story as a film or a series, in its own words and with nothing added.

The same story is the same bytes on every machine, so nothing need be kept between calls.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ...annotate import suggest_notes, with_notes
from ...casting import card_id, cast_named, cast_script
from ...check import check_story, read_story
from ...errors import PremiseError, WritingError
from ...fountain import read_fountain
from ...fountain_text import print_fountain
from ...model import Cards, Finding
from ...project import Project
from ...script import Element, ElementKind, Script, TitleEntry
from ...settings import Settings
from ...writing import Bible, Character, Episode, Outline, Premise, WritingProgress
from .reading import read_plain_story, table_for
from .scenes import SceneMaker, Unit
from .speakers import SpeakerFinder, find_people, mentions

WRITTEN: Final = ("en", "zh")
Hear = Callable[[WritingProgress], None]
_SHORTEST, _LIKED, _LONGEST = 20.0, 80.0, 240.0
"""Seconds of an episode: the least that can be one, what is good, the most that is still watched."""
_GOOD_END: Final = {"chapter": 0.30, "scene": 0.15, "asks": 0.12}
"""How welcome an end of an episode is, beside its length."""
_UNACTED: Final = "S032"
_UNHEARD: Final = "S023"
_LONGEST_LOGLINE: Final = 200


@dataclass(frozen=True, slots=True)
class _TellingOf:
    """A story, told."""

    title: str
    people: tuple[str, ...]
    episodes: tuple[tuple[Unit, ...], ...]
    cards: Cards
    scripts: tuple[str, ...]


class TellerWriter:
    """Tells a given story again: its dialogue as dialogue, its deeds as action, its places as scenes."""

    exact = True

    def __init__(self) -> None:
        self._last: tuple[Premise, _TellingOf] | None = None

    def plan(self, premise: Premise, hear: Hear, after: Bible | None = None) -> Bible:
        """Read the story, cast it and part it into episodes.

        Raises:
            PremiseError: there is no story, it has no words that are spoken, or it is too long or too short.
            WritingError: a series is to go on: what is told has its own end.
        """
        if after is not None:
            raise WritingError(
                "a story that was told ends where it ends",
                mend="tell the next story with --story, in a folder of its own",
            )
        told = self._told(premise)
        hear(WritingProgress("plan", 1, 1))
        people = tuple(
            Character(card_id(person.name, ()), person.name, "", manner="") for person in told.cards.people.values()
        )
        return Bible(
            premise=premise,
            title=told.title,
            logline=_lead(premise.story),
            family="told",
            seasons=(premise.episodes,),
            characters=people,
            cards=told.cards,
        )

    def outline(self, bible: Bible, hear: Hear) -> tuple[Outline, ...]:
        """Say where each episode plays, and its first words."""
        told = self._told(bible.premise)
        hear(WritingProgress("outline", 1, 1))
        return tuple(
            Outline(number, tuple(_scene_line(unit) for unit in units if unit.opens or unit is units[0]))
            for number, units in enumerate(told.episodes, start=1)
        )

    def write(self, bible: Bible, outlines: Sequence[Outline], number: int, hear: Hear) -> Episode:
        """Write one episode.

        Raises:
            WritingError: there is no such episode.
        """
        del outlines
        told = self._told(bible.premise)
        if not 1 <= number <= len(told.episodes):
            raise WritingError(f"there is no episode {number}", mend=f"choose 1 to {len(told.episodes)}")
        hear(WritingProgress("write", number, len(told.episodes)))
        return Episode(number, told.scripts[number - 1])

    def mend(self, bible: Bible, episode: Episode, findings: Sequence[Finding], hear: Hear) -> Episode:
        """The episode as it is: it says what the story says."""
        del bible, findings, hear
        return episode

    def _told(self, premise: Premise) -> _TellingOf:
        if self._last is None or self._last[0] != premise:
            self._last = (premise, _tell(premise))
        return self._last[1]


def _tell(premise: Premise) -> _TellingOf:
    if not premise.story.strip():
        raise PremiseError("there is no story to tell", mend="give it as a text file with --story")
    language = premise.language
    if language not in WRITTEN:
        raise PremiseError(f'the teller does not read "{language}"', mend=f"choose one of {', '.join(WRITTEN)}")
    story = read_plain_story(premise.story, language)
    genders = find_people(story, language)
    people = tuple(genders)
    finder = SpeakerFinder(language, people, genders)
    maker = SceneMaker(language, people)
    for stretch in story.stretches:
        maker.begin(chapter=stretch.opens_chapter)
        for paragraph in stretch.paragraphs:
            maker.paragraph(finder.read(paragraph))
    units = [unit for unit in maker.units if unit.elements]
    if not any(unit.last_said for unit in units):
        raise PremiseError(
            "nobody speaks in this story", mend="the teller needs speech in quotation marks; else use --writer model"
        )
    episodes = part_units(units, premise.episodes)
    title = story.title or _title(people, language)
    whole = Script(elements=tuple(e for units in episodes for e in _script("", units).elements))
    cards = cast_script(whole, language=language)
    heard = {person.name for person in cards.people.values()}
    deeds = " ".join(each.text for each in whole.elements if each.kind is ElementKind.ACTION)
    heard |= {name for name in people if mentions(name).search(deeds)}
    named = {name: genders.get(name, "") for name in (*people, str(table_for(language)["narrator"])) if name in heard}
    cards = replace(cards, people=cast_named(named, language=language))
    plain = tuple(print_fountain(_script(title, units)) for units in episodes)
    cards, scripts = _with_ledger(plain, cards, title, language)
    return _TellingOf(title, people, episodes, cards, scripts)


def _with_ledger(texts: tuple[str, ...], cards: Cards, title: str, language: str) -> tuple[Cards, tuple[str, ...]]:
    """The scripts with the notes that their action lines speak for, and the cards of who is in them.

    Scripts are as they were where those notes would not hold.
    """

    def project_of(texts: Sequence[str]) -> Project:
        series = len(texts) > 1
        scripts = (
            replace(read_fountain(text, file=f"{number:02}"), episode=number if series else 0)
            for number, text in enumerate(texts, start=1)
        )
        return Project(Path(), Settings(title=title, language=language), cards, tuple(scripts))

    project = project_of(texts)
    findings = check_story(project)
    unheard = {found.where.file for found in findings if found.rule == _UNHEARD}
    cards = replace(cards, people={key: person for key, person in cards.people.items() if key not in unheard})
    texts = tuple(map(print_fountain, _without_unacted(project.scripts, findings)))
    project = project_of(texts)
    screenplays = read_story(project).screenplays
    noted = tuple(
        print_fountain(with_notes(script, suggest_notes(screenplay, cards)))
        for script, screenplay in zip(project.scripts, screenplays, strict=True)
    )
    return cards, texts if check_story(project_of(noted)) else noted


def _without_unacted(scripts: Sequence[Script], findings: Sequence[Finding]) -> Iterator[Script]:
    """The scripts with what nobody would act as synopses, which are kept and not filmed."""
    lines = {(found.where.file, found.where.line) for found in findings if found.rule == _UNACTED}
    for script in scripts:
        yield replace(
            script,
            elements=tuple(
                replace(each, kind=ElementKind.SYNOPSIS, raw=None)
                if (each.source.file, each.source.line) in lines and each.kind is ElementKind.ACTION
                else each
                for each in script.elements
            ),
        )


def part_units(units: Sequence[Unit], episodes: int) -> tuple[tuple[Unit, ...], ...]:
    """Part a story so that its episodes are of like length and end where a viewer wants to know more.

    Raises:
        PremiseError: they would be far too short or too long.
    """
    total = sum(unit.seconds for unit in units)
    aim = total / episodes
    if episodes > len(units) or (episodes > 1 and aim < _SHORTEST):
        most = max(1, min(len(units), int(total // _SHORTEST)))
        raise PremiseError(f"the story has no {episodes} episodes in it", mend=f"ask for --episodes {most} at most")
    if aim > _LONGEST:
        least = -int(-total // _LONGEST)
        good = max(least, round(total / _LIKED))
        raise PremiseError(
            f"each episode would last about {aim / 60:.0f} minutes", mend=f"ask for --episodes {good}, {least} at least"
        )
    # Best cost of the first n units in k episodes; each end costs what it is off, less what makes it a good end.
    sums = [0.0]
    for unit in units:
        sums.append(sums[-1] + unit.seconds)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(episodes):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _before) in best[-1].items():
            for end in range(start + 1, len(units) + 1):
                off = (sums[end] - sums[start] - aim) / aim
                if off > 1.2 and end > start + 1:
                    break
                now = cost + off * off - _ends_well(units, end)
                if end not in row or now < row[end][0]:
                    row[end] = (now, start)
        best.append(row)
    cuts = [len(units)]
    for row in reversed(best[1:]):
        cuts.append(row[cuts[-1]][1])
    cuts.reverse()
    return tuple(tuple(units[start:end]) for start, end in itertools.pairwise(cuts))


def _ends_well(units: Sequence[Unit], end: int) -> float:
    if end == len(units):
        return 0.0
    before, following = units[end - 1], units[end]
    score = _GOOD_END["chapter"] * following.chapter + _GOOD_END["scene"] * following.opens
    asks = before.last_said.rstrip("”’\"' ").endswith(("?", "？", "!", "！", "…", "—"))
    return score + _GOOD_END["asks"] * asks


def _script(title: str, units: Sequence[Unit]) -> Script:
    elements: list[Element] = []
    for number, unit in enumerate(units):
        if unit.opens or not number:
            elements.append(
                Element(ElementKind.HEADING, _later(unit.heading) if unit.again and number else unit.heading)
            )
        elements += unit.elements
    return Script(elements=tuple(elements), titles=(TitleEntry("Title", (title,)),) if title else ())


def _later(heading: str) -> str:
    head, dash, _ = heading.rpartition(" - ")
    return f"{head} - LATER" if dash else f"{heading.rpartition(' ')[0]} 稍后"


def _scene_line(unit: Unit) -> str:
    first = next((e.text for e in unit.elements if e.kind in (ElementKind.ACTION, ElementKind.DIALOGUE)), "")
    return f"{unit.heading}: {first}"


def _lead(story: str) -> str:
    first = " ".join(re.split(r"(?<=[.!?。！？])", " ".join(story.split()))[:1])
    return first if len(first) <= _LONGEST_LOGLINE else f"{first[: _LONGEST_LOGLINE - 1]}…"


def _title(people: Sequence[str], language: str) -> str:
    own = [name for name in people if name != str(table_for(language)["narrator"])]
    return own[0] if own else str(table_for(language)["narrator"])
