"""The swim lanes of a story: who is where, wearing, having, hurt and knowing what, scene by scene.

One page of HTML that needs nothing else: a chart to hang on the wall, and the scores under it. Knows
how to draw what the ledger knows. Refuses to judge: findings are the check's.
"""

from __future__ import annotations

import colorsys
import html
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Final

from reelwright.film import ShotList

from .check import read_story
from .events import Event, EventKind, Happening
from .ledger import KeptScene, Ledger, Score, World, cast_of, print_when, score_references, score_story, story_day
from .model import Cards, Screenplay
from .project import Project

_K = EventKind
_LEFT: Final = 128
_COLUMN: Final = 156
_HEAD: Final = 66
_LANE: Final = 92
_SMALL: Final = 34
_LETTERS: Final = 22
_PICTURES: Final = 3
"""References that an order may carry before a video model draws worse for it."""
_LEARNING: Final = frozenset({_K.LEARNS, _K.TELLS, _K.LIE})


def draw_lanes(project: Project, boards: Sequence[ShotList] = ()) -> str:
    """Draw the swim lanes of a project's film or series, and its scores, as a page of HTML.

    Args:
        project: as it was read.
        boards: its films as they are directed, for the scores of their shots.
    """
    reading = read_story(project)
    title = project.settings.title or next((each.title for each in reading.screenplays if each.title), "Untitled")
    wall = _Wall(reading.ledger, reading.screenplays, project.cards)
    css = resources.files(__package__).joinpath("pages", "lanes.css").read_text(encoding="utf-8")
    scores = [*score_story(reading.ledger), *(score_references(boards, most=_PICTURES) if boards else ())]
    rows = "".join(_score(score) for score in scores if score.of)
    table = f"<h2>Scores</h2><table><tbody>{rows}</tbody></table>" if rows else ""
    about = (
        "Each column is a scene in the order in which it is shown, each lane a person. A block says that they are "
        "there; what it holds is so as the scene ends: the look worn, what they have, how they are hurt, what they "
        "learned in it. A red line is something changing hands. Grey columns are flashbacks and dreams."
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(title)}: lanes</title><style>{css}</style></head><body>"
        f"<h1>{_text(title)}</h1><p>{about}</p>"
        f'<div class="wall" tabindex="0" role="region" aria-label="Chart of people and scenes">{wall.draw()}</div>'
        f"{table}</body></html>\n"
    )


class _Wall:
    """The chart while it is drawn."""

    def __init__(self, ledger: Ledger, screenplays: Sequence[Screenplay], cards: Cards) -> None:
        self._cards = cards
        self._scenes = ledger.scenes
        self._after = _worlds_after(ledger)
        self._casts = [cast_of(kept.scene, cards.people) for kept in ledger.scenes]
        self._episodes = [screenplay.episode for screenplay in screenplays for _ in screenplay.scenes]
        seen = dict.fromkeys(person for cast in self._casts for person in cast)
        self._people = list(seen)
        self._places = list(dict.fromkeys(kept.scene.place for kept in ledger.scenes))
        self._things = list(ledger.register.tracked)

    def draw(self) -> str:
        width = _LEFT + _COLUMN * len(self._scenes) + 16
        height = _HEAD + _LANE * len(self._people) + _SMALL * len(self._things) + 28
        parts = [*self._columns(height), *self._lanes(), *self._gifts(), *self._props()]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-label="Swim lanes">{"".join(parts)}</svg>'
        )

    def _columns(self, height: int) -> Iterator[str]:
        for number, kept in enumerate(self._scenes):
            x = _LEFT + _COLUMN * number
            if kept.when.line:
                yield f'<rect class="back" x="{x}" y="0" width="{_COLUMN}" height="{height}"/>'
            yield f'<line class="rule" x1="{x}" y1="0" x2="{x}" y2="{height}"/>'
            episode = f"E{self._episodes[number]} · " if self._episodes[number] else ""
            place = self._cards.places.get(kept.scene.place)
            name = place.name if place else kept.scene.place or "?"
            when = print_when(kept.when)
            yield _words(x + 8, 20, f"{episode}{kept.scene.number} · {name}", "head")
            yield _words(x + 8, 37, when, "soft")
            if kept.when.line and kept.when.line not in when:
                yield _words(x + 8, 53, kept.when.line, "soft")

    def _lanes(self) -> Iterator[str]:
        for row, person in enumerate(self._people):
            y = _HEAD + _LANE * row
            card = self._cards.people[person]
            yield f'<line class="rule" x1="0" y1="{y}" x2="{_LEFT + _COLUMN * len(self._scenes)}" y2="{y}"/>'
            yield _words(12, y + _LANE / 2 + 4, card.name, "who")
            yield from self._thread(person, y)
            for number, cast in enumerate(self._casts):
                if person in cast:
                    yield from self._block(person, number, y)

    def _thread(self, person: str, y: int) -> Iterator[str]:
        """The line that leads a person from scene to scene, until they die."""
        there = [number for number, cast in enumerate(self._casts) if person in cast]
        dead = next((n for n, world in enumerate(self._after) if person in world.dead), None)
        last = there[-1] if dead is None else dead
        x1, x2 = (_LEFT + _COLUMN * number + _COLUMN / 2 for number in (there[0], last))
        yield f'<path class="thread" d="M{x1:g} {y + _LANE / 2:g}H{x2:g}"/>'
        if dead is not None and dead not in there:
            yield _words(x2 + 8, y + _LANE / 2 + 4, "dies", "bad")

    def _block(self, person: str, number: int, y: int) -> Iterator[str]:
        kept, after = self._scenes[number], self._after[number]
        x = _LEFT + _COLUMN * number + 6
        colour = _colour(self._places.index(kept.scene.place))
        size = f'width="{_COLUMN - 12}" height="{_LANE - 12}"'
        yield f'<rect class="here" x="{x}" y="{y + 6}" {size} rx="8" fill="{colour}"/>'
        card = self._cards.people[person]
        lines = [(after.look(person, story_day(kept.when)) or card.looks[0].name, "on soft")]
        if has := [thing for thing, (owner, _) in after.owners.items() if owner == person]:
            lines.append((f"has {', '.join(has)}", "on"))
        if hurt := after.marks_on(person, kept.when.start):
            lines.append((", ".join(hurt), "on bad"))
        if any(event.kind is _K.DIE and person in event.who for event in _events(kept)):
            lines.append(("dies", "on bad"))
        lines += [(f"+ {fact}", "on learn") for fact in _learned(kept, person)]
        for at, (words, kind) in enumerate(lines[:5]):
            yield _words(x + 8, y + 21 + 14.5 * at, words, kind)

    def _gifts(self) -> Iterator[str]:
        rows = {person: _HEAD + _LANE * row + _LANE / 2 for row, person in enumerate(self._people)}
        for number, kept in enumerate(self._scenes):
            x = _LEFT + _COLUMN * (number + 1) - 16
            for event in _events(kept):
                if event.kind is _K.GIVE and event.who and event.whom and {event.who[0], event.whom[0]} <= set(rows):
                    y1, y2 = rows[event.who[0]], rows[event.whom[0]]
                    tip = 6 if y2 > y1 else -6
                    yield (
                        f'<g class="give"><title>{_text(event.what)}</title><path d="M{x} {y1:g}V{y2:g}"/>'
                        f'<path d="M{x - 4} {y2 - tip:g}L{x} {y2:g}L{x + 4} {y2 - tip:g}"/></g>'
                    )

    def _props(self) -> Iterator[str]:
        """A lane for each thing that notes tell of: who has it, or where it lies, or what became of it."""
        top = _HEAD + _LANE * len(self._people) + 14
        for row, thing in enumerate(self._things):
            y = top + _SMALL * row
            yield f'<line class="rule" x1="0" y1="{y}" x2="{_LEFT + _COLUMN * len(self._scenes)}" y2="{y}"/>'
            yield _words(12, y + 21, thing, "head")
            before = ""
            for number, after in enumerate(self._after):
                now = self._where(thing, after)
                if now and now != before:
                    yield _words(_LEFT + _COLUMN * number + 10, y + 21, now, "")
                before = now

    def _where(self, thing: str, world: World) -> str:
        state = world.states.get(thing, ("", None))[0]
        owner = world.owners.get(thing, ("", None))[0]
        spot = world.spots.get(thing, ("", None))[0]
        where = ""
        if owner in self._cards.people:
            where = self._cards.people[owner].name
        elif spot:
            place = self._cards.places.get(spot)
            where = f"at {place.name if place else spot}"
        return ", ".join(filter(None, (where, state)))


def _worlds_after(ledger: Ledger) -> list[World]:
    """For each scene as shown, the world as it ends."""
    after = dict(ledger.worlds())
    return [after[index] for index in range(len(ledger.scenes))]


def _events(kept: KeptScene) -> Iterator[Event]:
    for beat in kept.scene.beats:
        if isinstance(beat, Happening):
            yield from beat.events


def _learned(kept: KeptScene, person: str) -> list[str]:
    """The facts that somebody learns, is told or is lied to about in a scene."""
    found = []
    for event in _events(kept):
        hearers: Mapping[EventKind, tuple[str, ...]] = {
            _K.LEARNS: event.who, _K.TELLS: event.whom, _K.LIE: event.whom,
        }  # fmt: skip
        if event.kind in _LEARNING and person in hearers[event.kind]:
            found.append(f"{event.what} (a lie)" if event.kind is _K.LIE else event.what)
    return found


def _colour(number: int) -> str:
    """A pale colour for the place that is seen as this number: neighbours are far apart."""
    hue = (0.11 + 0.381966 * number) % 1
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, 0.86, 0.55))


def _words(x: float, y: float, words: str, kind: str) -> str:
    wide = sum(2 if ord(letter) > 0x2E80 else 1 for letter in words)
    short = words if wide <= _LETTERS else words[: _LETTERS // (2 if wide > len(words) else 1) - 1] + "…"
    tip = f"<title>{_text(words)}</title>" if short != words else ""
    return f'<text x="{x:g}" y="{y:g}" class="{kind}">{tip}{_text(short)}</text>'


def _score(score: Score) -> str:
    share = f"{100 * score.value:.1f} %"
    return f"<tr><th>{_text(score.name)}</th><td>{share}</td><td>{score.holds} of {score.of}</td></tr>"


def _text(words: str) -> str:
    return html.escape(" ".join(words.split()))
