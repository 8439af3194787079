"""The structural rules of ``reel check``, each a function that yields what it finds.

Knows scripts, cards and staged screenplays. Refuses to know continuity: that is ``ledger/``.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from reelwright.film import SourceLine

from .emphasis import plain_text
from .events import EventKind, Happening
from .headings import read_heading
from .lexicon import Lexicon, load_lexicon
from .linekinds import is_heading
from .model import Action, Cards, Finding, Person, Place, Scene, Screenplay, Speech, SpokenLine, Writing
from .names import NameFinder, aliases
from .notes import read_note
from .rulebook import finding
from .saying import seconds_to_say
from .script import Element, ElementKind, Script

LONGEST_SHOT_SECONDS: Final = 8.0
LARGEST_GROUP: Final = 6
_MOST_LINES: Final = 12
_SHOWN: Final = 48
_HAN: Final = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_LATIN_WORD: Final = re.compile(r"[^\W\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]+(?:['’-]\w+)*")
_SENTENCE_END: Final = re.compile(r"[.!?。！？…；;]+[\"'”’」]*\s*|[,，:：—]\s*")
_K = ElementKind
_TIMES: Final = frozenset({EventKind.DAY, EventKind.FLASHBACK, EventKind.DREAM, EventKind.MEANWHILE})
_PLAYED: Final = frozenset({_K.ACTION, _K.CHARACTER, _K.LYRIC, _K.CENTRED})
_SILENT: Final = frozenset({_K.SECTION, _K.SYNOPSIS, _K.BONEYARD, _K.PAGE_BREAK, _K.TRANSITION})


@dataclass(frozen=True, slots=True)
class Staged:
    """A script with what staging made of it."""

    script: Script
    screenplay: Screenplay
    cards: Cards


ScreenplayRule: TypeAlias = Callable[[Staged], Iterator[Finding]]
CardRule: TypeAlias = Callable[[Cards], Iterator[Finding]]


# --- rules on the text


def find_unclosed(staged: Staged) -> Iterator[Finding]:
    """S015: a note or boneyard that never closes."""
    for where in staged.script.unclosed:
        yield finding("S015", "a note [[ or boneyard /* opens here and never closes", where)


def find_no_scenes(staged: Staged) -> Iterator[Finding]:
    """S022: no scene heading at all."""
    if not staged.screenplay.scenes:
        yield finding("S022", "the screenplay has no scene heading", SourceLine(staged.script.file, 1))


def find_empty_scenes(staged: Staged) -> Iterator[Finding]:
    """S006 and S007: nothing below a heading, or nothing that is played."""
    heading: Element | None = None
    below: list[Element] = []
    for element in (*staged.script.elements, Element(_K.HEADING)):
        if element.kind is not _K.HEADING:
            below.append(element)
            continue
        if heading is not None:
            yield from _emptiness(heading, below)
        heading, below = element, []


def _emptiness(heading: Element, below: list[Element]) -> Iterator[Finding]:
    kinds = {element.kind for element in below} - _SILENT
    if not kinds:
        yield finding("S006", f'nothing happens in "{plain_text(heading.text)[:60]}"', heading.source)
    elif kinds.isdisjoint(_PLAYED) and not any(_shows(element) for element in below):
        yield finding("S007", f'"{plain_text(heading.text)[:60]}" has only notes', heading.source)


def _shows(element: Element) -> bool:
    note = read_note(element.text) if element.kind is _K.NOTE else None
    return note is not None and note.word == "insert"


def find_lonely_cues(staged: Staged) -> Iterator[Finding]:
    """S003: a known name alone in a paragraph, where a cue was meant."""
    finder = NameFinder(staged.cards)
    for element in staged.script.elements:
        words = element.text.strip()
        if element.kind is _K.ACTION and len(words) < 60 and words == words.upper() and finder.speaker(words):
            yield finding(
                "S003",
                f'"{words}" stands alone: nobody says anything below it',
                element.source,
                expected="the line right below the name",
            )


def find_hidden_headings(staged: Staged) -> Iterator[Finding]:
    """S019: a heading that a missing blank line made part of a paragraph."""
    for element in staged.script.elements:
        if element.kind not in (_K.ACTION, _K.DIALOGUE):
            continue
        for number, line in enumerate(element.text.split("\n")):
            words = line.strip()
            if number and is_heading(words) and words == words.upper() and "." in words[:9]:
                where = SourceLine(element.source.file, element.source.line + number)
                yield finding("S019", f'"{words[:60]}" looks like a scene heading inside a paragraph', where)


# --- rules on the staged screenplay


def find_long_lines(staged: Staged) -> Iterator[Finding]:
    """S005: a piece of speech longer than a shot."""
    for line in _spoken(staged.screenplay):
        seconds = seconds_to_say(line.text, staged.screenplay.language, manner=line.manner)
        if seconds > LONGEST_SHOT_SECONDS:
            yield finding(
                "S005",
                f"this line takes about {seconds:.0f} seconds to say",
                line.source,
                expected=f"{LONGEST_SHOT_SECONDS:.0f} seconds or less",
                mend=_where_to_split(line.text),
            )


def _where_to_split(text: str) -> str:
    ends = [found.end() for found in _SENTENCE_END.finditer(text) if found.end() < len(text)]
    if not ends:
        return "split it into two sentences, with a parenthetical such as (beat) between"
    middle = min(ends, key=lambda end: abs(end - len(text) / 2))
    return f'split it after "…{text[max(0, middle - 24) : middle].strip()}" with a parenthetical or an action line'


def _says_when(scene: Scene) -> bool:
    """Whether a note of the scene says when it plays."""
    kinds = {event.kind for beat in scene.beats if isinstance(beat, Happening) for event in beat.events}
    return not kinds.isdisjoint(_TIMES)


def find_parallel_scenes(staged: Staged) -> Iterator[Finding]:
    """S008: neighbouring scenes in one place at one time."""
    lexicon = load_lexicon(staged.screenplay.language)
    for first, second in pairwise(staged.screenplay.scenes):
        words = read_heading(second.heading, lexicon)
        same = first.place == second.place and first.time == second.time and bool(second.place)
        if same and not words.follows and first.weather == second.weather and not _says_when(second):
            yield finding(
                "S008",
                f"this plays where and when scene {first.number} plays",
                second.source,
                expected="another place, another time, or LATER / CONTINUOUS in the heading",
                mend=f"join it with the scene at {first.source}, or end the heading with LATER",
            )


def find_crowds(staged: Staged) -> Iterator[Finding]:
    """S012: more people than a vertical frame can show."""
    for scene in staged.screenplay.scenes:
        if len(scene.people) > LARGEST_GROUP:
            yield finding(
                "S012",
                f"{len(scene.people)} people are in this scene",
                scene.source,
                expected=f"{LARGEST_GROUP} or fewer",
            )


def find_no_people(staged: Staged) -> Iterator[Finding]:
    """S027: a film with nobody in it."""
    scenes = staged.screenplay.scenes
    if scenes and not any(scene.people for scene in scenes) and not any(_spoken(staged.screenplay)):
        yield finding("S027", "nobody speaks or is named in the whole script", scenes[0].source)


def find_slow_opening(staged: Staged) -> Iterator[Finding]:
    """S030: a long silent opening."""
    told = 0.0
    for beat in (beat for scene in staged.screenplay.scenes for beat in scene.beats):
        if isinstance(beat, Speech | Writing):
            return
        if not isinstance(beat, Action):
            continue
        told += len(_LATIN_WORD.findall(beat.text)) + len(_HAN.findall(beat.text)) / 1.7
        if told > 70:
            yield finding(
                "S030", "the first word is spoken late", beat.source, expected="a line within the first shots"
            )
            return


def find_unacted(staged: Staged) -> Iterator[Finding]:
    """S032: action that nobody will act, told once a script so that a writer is not drowned."""
    lexicon = load_lexicon(staged.screenplay.language)
    unacted = [
        beat
        for scene in staged.screenplay.scenes
        for beat in scene.beats
        if isinstance(beat, Action) and not _means_something(beat, lexicon)
    ]
    if not unacted:
        return
    first = unacted[0]
    others = [str(beat.source.line) for beat in unacted[1:]]
    shown = ", ".join(others[:_MOST_LINES]) + (" …" if len(others) > _MOST_LINES else "")
    more = f"; so are the lines at {shown}" if others else ""
    yield finding("S032", f'"{_shortened(first.text)}" is shown but acted by nobody{more}', first.source)


def _means_something(action: Action, lexicon: Lexicon) -> bool:
    """Whether any word of an action line is known: done, held, heard, or only understood."""
    if action.acts or action.props or action.sounds:
        return True
    matchers = (lexicon.action, lexicon.weather_in_action, lexicon.mood)
    return any(matcher.find(action.text[:4000]) for matcher in matchers)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


# --- rules on the cards


def find_shared_names(cards: Cards) -> Iterator[Finding]:
    """S014 and S029: names that more than one card claims."""
    people = _owners(cards.people)
    places = _owners(cards.places)
    for owners in (people, places):
        for name, (first, *others) in sorted(owners.items()):
            for other in others:
                yield finding("S014", f'{other.id} and {first.id} are both called "{name}"', _where(other))
    for name in sorted(set(people) & set(places)):
        where = _where(places[name][0])
        yield finding("S029", f'the person {people[name][0].id} and this place are both called "{name}"', where)


def _owners(cards: Mapping[str, Person] | Mapping[str, Place]) -> dict[str, list[Person | Place]]:
    owners: dict[str, list[Person | Place]] = {}
    for card in cards.values():
        for alias in aliases(card):
            owners.setdefault(alias, []).append(card)
    return owners


def _where(card: Person | Place) -> SourceLine:
    return card.source or SourceLine(card.id, 1)


# --- rules on the whole project


def find_unused_cards(cards: Cards, uses: Counter[str], visited: set[str]) -> Iterator[Finding]:
    """S023 and S028: cards that no script needs, or that only one line needs.

    Args:
        cards: everybody and everywhere.
        uses: how often each person is named in all scripts.
        visited: ids of the places where scenes play.
    """
    used = [person.name for person in cards.people.values() if uses[person.id] > 1]
    for person in cards.people.values():
        if not uses[person.id]:
            yield finding("S023", f"nobody in the script is called {person.name}", _where(person))
        elif uses[person.id] == 1 and (near := difflib.get_close_matches(person.name, used, n=1, cutoff=0.75)):
            yield finding("S028", f"{person.name} is named only once; is it {near[0]}?", _where(person))
    for place in cards.places.values():
        if place.id not in visited:
            yield finding("S023", f"no scene plays at {place.name}", _where(place))


def count_uses(staged: Staged) -> Counter[str]:
    """How often each person is named in a script, as a speaker or in any words."""
    uses: Counter[str] = Counter()
    grammar = load_lexicon(staged.screenplay.language).grammar
    finder = NameFinder(staged.cards, before_short=grammar.get("before_short_name", ()))
    for element in staged.script.elements:
        if element.kind is _K.CHARACTER:
            uses.update(finder.speakers(plain_text(element.text)))
        elif element.kind in (_K.ACTION, _K.DIALOGUE, _K.NOTE, _K.PARENTHETICAL):
            uses.update(mention.person for mention in finder.find(element.text[:4000]))
    return uses


def _spoken(screenplay: Screenplay) -> Iterator[SpokenLine]:
    for scene in screenplay.scenes:
        for beat in scene.beats:
            if isinstance(beat, Speech):
                yield from beat.lines


SCREENPLAY_RULES: Final[tuple[ScreenplayRule, ...]] = (
    find_unclosed,
    find_no_scenes,
    find_empty_scenes,
    find_lonely_cues,
    find_hidden_headings,
    find_long_lines,
    find_parallel_scenes,
    find_crowds,
    find_no_people,
    find_slow_opening,
    find_unacted,
)
"""Rules that look at one script."""

CARD_RULES: Final[tuple[CardRule, ...]] = (find_shared_names,)
