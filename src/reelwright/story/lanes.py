"""The swim lanes of a story: who is where, wearing, having, hurt and knowing what, scene by scene.

One page of HTML that needs nothing else: a chart to hang on the wall, and the scores under it. Knows
how to draw what the ledger knows. Refuses to judge: findings are the check's.
"""

from __future__ import annotations

import colorsys
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any, Final, cast

from reelwright.film import ShotList

from .check import StoryReading, read_story
from .events import Event, EventKind, Happening
from .ledger import KeptScene, Ledger, Score, World, cast_of, print_when, score_references, score_story, story_day
from .model import Cards, Screenplay
from .project import Project
from .tables import load_table

_K = EventKind
_LEFT: Final = 128
_NARROWEST: Final = 156
_WIDEST: Final = 260
_FULL: Final = 1180
"""How wide the chart is at least where columns can be wider."""
_HEAD: Final = 82
_LOWEST: Final = 52
"""How high a lane is at least."""
_LINE: Final = 14.5
_SMALL: Final = 42
_PAPER: Final = (1040, 610)
"""How many units wide and high a landscape page is: a wider chart is printed smaller, or in strips."""
_SMALLEST: Final = 0.34
_READABLE: Final = 0.75
"""How much smaller a chart may be printed in one piece, and its strips where they are not too high for a page."""
_MOST_LINES: Final = 9
"""Lines of a block."""
_LETTER: Final = 6.4
"""How wide a letter is, on average."""
_NAME: Final = 14
_THING: Final = 16
"""Letters of the name of a lane: of a person, and of a thing."""
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
    page = _Page(project.settings.language)
    wall = _Wall(reading.ledger, reading.screenplays, project.cards, page)
    css = resources.files(__package__).joinpath("pages", "lanes.css").read_text(encoding="utf-8")
    scores = [*score_story(reading.ledger), *(score_references(boards, most=_PICTURES) if boards else ())]
    return (
        f'<!doctype html><html lang="{_text(page.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(title)}: lanes</title><style>{css}</style></head><body>"
        f"<h1>{_text(title)}</h1><p>{_text(page.say('about'))}</p>"
        f'<div class="wall{" long" if wall.strips else ""}" style="--fit:{wall.fit:.3f}" tabindex="0" role="region" '
        f'aria-label="Chart of people and scenes">{wall.draw()}</div>{wall.draw_strips()}'
        f"{page.findings(reading.ledger)}{page.scores(scores)}{page.episodes(reading)}</body></html>\n"
    )


class _Page:
    """The words of the page in a language, and its tables."""

    def __init__(self, language: str) -> None:
        self.language = "zh" if language.startswith("zh") else "en"
        self._words = cast("dict[str, dict[str, Any]]", load_table("lanes"))[self.language]

    def say(self, what: str, *parts: object) -> str:
        """Words of the page with their parts filled in."""
        return str(self._words[what]).format(*parts)

    def scores(self, scores: Sequence[Score]) -> str:
        """How much of what was counted holds."""
        rows = "".join(
            f"<tr><th>{_text(self._name(score.name))}</th><td>{100 * score.value:.1f} %</td>"
            f"<td>{_text(self.say('of', score.holds, score.of))}</td></tr>"
            for score in scores
            if score.of
        )
        about = f"<p>{_text(self.say('scored'))}</p>"
        return f"<h2>{_text(self.say('scores'))}</h2>{about}<table><tbody>{rows}</tbody></table>" if rows else ""

    def findings(self, ledger: Ledger) -> str:
        """What is wrong, for paper, on which nobody can point at a column; nothing where nothing is."""
        told = [f"{each.where}: {each.message}" for kept in ledger.scenes for each in kept.findings]
        rows = "".join(f"<li>{_text(each)}</li>" for each in told)
        return f"<h2>{_text(self.say('wrong'))}</h2><ul>{rows}</ul>" if rows else ""

    def _name(self, name: str) -> str:
        for shape, words in self._words.get("names", {}).items():
            if found := re.fullmatch(shape, name):
                return str(words).format(
                    *(part.replace(" to ", "–").replace(" and more", "+") for part in found.groups())
                )
        return name

    def episodes(self, reading: StoryReading) -> str:
        """What each episode of a series does for the whole; of a film, or a series that keeps none of it, nothing."""
        promises = reading.ledger.promises
        if len(promises.arcs) < 2 or not (promises.values or promises.asked):
            return ""
        counts = ("raised", "answered", "turned", "open")
        head = "".join(f"<th>{_text(self.say(count))}</th>" for count in counts)
        rows = "".join(
            f"<tr><th>{reading.screenplays[arc.episode].episode or arc.episode + 1}</th>"
            f"<td>{arc.raised}</td><td>{arc.answered}</td><td>{arc.turned}</td><td>{arc.open_at_end}</td></tr>"
            for arc in promises.arcs
        )
        return (
            f"<h2>{_text(self.say('episodes'))}</h2><table><thead><tr><th>{_text(self.say('episode'))}</th>{head}</tr>"
            f"</thead><tbody>{rows}</tbody></table>"
        )


class _Wall:
    """The chart while it is drawn."""

    def __init__(self, ledger: Ledger, screenplays: Sequence[Screenplay], cards: Cards, page: _Page) -> None:
        self._cards = cards
        self._page = page
        self._named = ledger.register.thing
        self._scenes = ledger.scenes
        self._after = _worlds_after(ledger)
        self._casts = [cast_of(kept.scene, cards.people) for kept in ledger.scenes]
        self._episodes = [screenplay.episode for screenplay in screenplays for _ in screenplay.scenes]
        seen = dict.fromkeys(person for cast in self._casts for person in cast)
        self._people = list(seen)
        self._places = list(dict.fromkeys(kept.scene.place for kept in ledger.scenes))
        self._things = list(ledger.register.tracked)
        self._column = max(_NARROWEST, min(_WIDEST, (_FULL - _LEFT) // max(1, len(ledger.scenes))))
        self._blocks = {person: self._told(person) for person in self._people}
        heights = [self._height(person) for person in self._people]
        self._tops = [_HEAD + sum(heights[:row]) for row in range(len(heights) + 1)]

    @property
    def fit(self) -> float:
        """How much smaller the chart is on paper, so that all of it is on the page."""
        wide, high = _PAPER
        if not self.strips:
            return min(1.0, wide / (_LEFT + self._column * len(self._scenes)))
        return max(_SMALLEST, min(_READABLE, high / self._tall))

    @property
    def strips(self) -> bool:
        """Whether the chart is too wide to be read on one page, and is printed in strips, one under the other."""
        return _PAPER[0] / (_LEFT + self._column * len(self._scenes)) < _READABLE

    @property
    def _tall(self) -> int:
        return self._tops[-1] + _SMALL * len(self._things) + 28

    def _told(self, person: str) -> dict[int, list[tuple[str, str]]]:
        """The lines of each block of a person; what they wear and have is told when it is not as before."""
        told: dict[int, list[tuple[str, str]]] = {}
        worn, had = "", ""
        for number, there in enumerate(self._casts):
            if person in there:
                kept, after = self._scenes[number], self._after[number]
                look = after.look(person, story_day(kept.when)) or self._cards.people[person].looks[0].name
                has = ", ".join(self._named(thing) for thing, (owner, _) in after.owners.items() if owner == person)
                lines = [(look, "on soft")] if look != worn else []
                lines += [(self._page.say("has", has), "on")] if has and has != had else []
                worn, had = look, has
                wrapped = [*lines, *self._lines(person, kept, after)]
                told[number] = [(part, kind) for words, kind in wrapped for part in self._wrap(words)][:_MOST_LINES]
        return told

    def _height(self, person: str) -> int:
        most = max((len(lines) for lines in self._blocks[person].values()), default=0)
        return max(_LOWEST, round(_LINE * most) + 28)

    def draw(self) -> str:
        """The names of the lanes, which stay where they are, and the chart beside them."""
        width, height = self._column * len(self._scenes) + 1, self._tall
        chart = "".join([*self._columns(height), *self._lanes(), *self._gifts(), *self._props()])
        names = f'<g id="names">{"".join(self._names())}</g>'
        return _svg((0, _LEFT), height, names, "names") + _svg((0, width), height, f'<g id="chart">{chart}</g>', "")

    def draw_strips(self) -> str:
        """The chart for paper: as many scenes in a strip as are wide as a page, each with the names beside them."""
        if not self.strips:
            return ""
        most = max(1, int((_PAPER[0] / self.fit - _LEFT) // self._column))
        many = -(-len(self._scenes) // -(-len(self._scenes) // most))  # strips of one width, none left over
        names = _svg((0, _LEFT), self._tall, '<use href="#names"/>', "names")
        drawn = "".join(
            f'<div class="strip">{names}'
            + _svg((first * self._column, self._column * min(many, len(self._scenes) - first) + 1), self._tall,
                   '<use href="#chart"/>', "")
            + "</div>"
            for first in range(0, len(self._scenes), many)
        )  # fmt: skip
        return f'<div class="strips" style="--fit:{self.fit:.3f}" aria-hidden="true">{drawn}</div>'

    def _names(self) -> Iterator[str]:
        for row, person in enumerate(self._people):
            y = self._tops[row]
            yield f'<line class="rule" x1="0" y1="{y}" x2="{_LEFT}" y2="{y}"/>'
            yield _words(12, self._middle(row) + 4, self._cards.people[person].name, "who", _NAME)
        top = self._tops[-1] + 14
        for row, thing in enumerate(self._things):
            y = top + _SMALL * row
            yield f'<line class="rule" x1="0" y1="{y}" x2="{_LEFT}" y2="{y}"/>'
            named = _wrapped(self._named(thing), _THING)
            for at, part in enumerate(named[:2]):
                yield _words(12, y + (24 if len(named) == 1 else 17) + 15 * at, part, "head", _THING)

    def _middle(self, row: int) -> float:
        return (self._tops[row] + self._tops[row + 1]) / 2

    def _columns(self, height: int) -> Iterator[str]:
        for number, kept in enumerate(self._scenes):
            x = self._column * number
            if kept.when.line:
                yield f'<rect class="back" x="{x}" y="0" width="{self._column}" height="{height}"/>'
            yield f'<line class="rule" x1="{x}" y1="0" x2="{x}" y2="{height}"/>'
            episode = f"E{self._episodes[number]} · " if self._episodes[number] else ""
            place = self._cards.places.get(kept.scene.place)
            name = place.name if place else kept.scene.place or "?"
            when = print_when(kept.when, self._page.language)
            line = f" · {self._page.say(kept.when.line)}" if kept.when.line else ""
            head = self._wrap(f"{episode}{kept.scene.number} · {name}")[:2]
            yield from (self._words(x + 8, 20 + 15 * row, part, "head") for row, part in enumerate(head))
            yield self._words(x + 8, 21 + 15 * len(head), f"{when}{line}", "soft")
            if kept.findings:
                told = "; ".join(f"{each.where}: {each.message}" for each in kept.findings)
                words = _text(self._page.say("found", len(kept.findings)))
                at = f'x="{x + 8:g}" y="{39 + 15 * len(head):g}"'
                yield f'<text {at} class="bad"><title>{_text(told)}</title>{words}</text>'

    def _lanes(self) -> Iterator[str]:
        for row, person in enumerate(self._people):
            y = self._tops[row]
            yield f'<line class="rule" x1="0" y1="{y}" x2="{self._column * len(self._scenes)}" y2="{y}"/>'
            yield from self._thread(person, self._middle(row))
            for number, lines in self._blocks[person].items():
                yield from self._block(number, row, lines)

    def _thread(self, person: str, y: float) -> Iterator[str]:
        """The line that leads a person from scene to scene, until they die."""
        there = [number for number, cast in enumerate(self._casts) if person in cast]
        dead = next((n for n, world in enumerate(self._after) if person in world.dead), None)
        last = there[-1] if dead is None else dead
        x1, x2 = (self._column * number + self._column / 2 for number in (there[0], last))
        yield f'<path class="thread" d="M{x1:g} {y:g}H{x2:g}"/>'
        if dead is not None and dead not in there:
            yield self._words(x2 + 8, y + 4, self._page.say("dies"), "bad")

    def _block(self, number: int, row: int, lines: Sequence[tuple[str, str]]) -> Iterator[str]:
        x, y = self._column * number + 6, self._tops[row]
        colour = _colour(self._places.index(self._scenes[number].scene.place))
        size = f'width="{self._column - 12}" height="{self._tops[row + 1] - y - 12}"'
        yield f'<rect class="here" x="{x}" y="{y + 6}" {size} rx="8" fill="{colour}"/>'
        for at, (words, kind) in enumerate(lines):
            yield self._words(x + 8, y + 22 + _LINE * at, words, kind)

    def _lines(self, person: str, kept: KeptScene, after: World) -> list[tuple[str, str]]:
        """How a person is hurt as a scene ends, and what became of them and what they learned in it."""
        lines: list[tuple[str, str]] = []
        if hurt := after.marks_on(person, kept.when.start):
            lines.append((", ".join(hurt), "on bad"))
        if any(event.kind is _K.DIE and person in event.who for event in _events(kept)):
            lines.append((self._page.say("dies"), "on bad"))
        return [*lines, *((f"+ {fact}", "on learn") for fact in self._learned(kept, person))]

    def _wrap(self, words: str) -> list[str]:
        return _wrapped(words, self._letters)

    @property
    def _letters(self) -> int:
        return int((self._column - 24) / _LETTER)

    def _words(self, x: float, y: float, words: str, kind: str) -> str:
        return _words(x, y, words, kind, self._letters)

    def _learned(self, kept: KeptScene, person: str) -> list[str]:
        """The facts that somebody learns, is told or is lied to about in a scene."""
        found = []
        for event in _events(kept):
            hearers: Mapping[EventKind, tuple[str, ...]] = {
                _K.LEARNS: event.who, _K.TELLS: event.whom, _K.LIE: event.whom,
            }  # fmt: skip
            if event.kind in _LEARNING and person in hearers[event.kind]:
                found.append(self._page.say("lie", event.what) if event.kind is _K.LIE else event.what)
        return found

    def _gifts(self) -> Iterator[str]:
        rows = {person: self._middle(row) for row, person in enumerate(self._people)}
        for number, kept in enumerate(self._scenes):
            x = self._column * (number + 1) - 16
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
        top = self._tops[-1] + 14
        for row, thing in enumerate(self._things):
            y = top + _SMALL * row
            yield f'<line class="rule" x1="0" y1="{y}" x2="{self._column * len(self._scenes)}" y2="{y}"/>'
            before = ""
            for number, after in enumerate(self._after):
                now = self._where(thing, after)
                x = self._column * number
                if now and now == before:
                    yield f'<path class="thread" d="M{x} {y + 20}H{x + self._column}"/>'
                elif now:
                    yield self._words(x + 10, y + 24, now, "")
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
            where = self._page.say("lies", place.name if place else spot)
        return ", ".join(filter(None, (where, state)))


def _worlds_after(ledger: Ledger) -> list[World]:
    """For each scene as shown, the world as it ends."""
    after = dict(ledger.worlds())
    return [after[index] for index in range(len(ledger.scenes))]


def _events(kept: KeptScene) -> Iterator[Event]:
    for beat in kept.scene.beats:
        if isinstance(beat, Happening):
            yield from beat.events


def _colour(number: int) -> str:
    """A pale colour for the place that is seen as this number: neighbours are far apart."""
    hue = (0.11 + 0.381966 * number) % 1
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, 0.86, 0.55))


def _svg(span: tuple[int, int], height: int, drawn: str, kind: str) -> str:
    """What was drawn, of which a span is seen: from where, and how wide."""
    left, width = span
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" width="{width}" height="{height}" '
        f'viewBox="{left} 0 {width} {height}" role="img" aria-label="Swim lanes">{drawn}</svg>'
    )


def _wide(words: str) -> int:
    """How many letters wide some words are; a Chinese sign is two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in words)


def _wrapped(words: str, letters: int) -> list[str]:
    """Words on as many lines as they need; between Chinese signs a line may end anywhere."""
    lines = [""]
    for part in re.findall(r"[⺀-鿿，。：；！？、]|[^\s⺀-鿿，。：；！？、]+\s*|\s+", " ".join(words.split())):
        if lines[-1] and _wide(lines[-1] + part.rstrip()) > letters:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines]


def _words(x: float, y: float, words: str, kind: str, letters: int) -> str:
    short = words
    while _wide(short) > letters:
        short = short[:-1]
    tip = f"<title>{_text(words)}</title>" if short != words else ""
    dots = "…" if short != words else ""
    return f'<text x="{x:g}" y="{y:g}" class="{kind}">{tip}{_text(short)}{dots}</text>'


def _text(words: str) -> str:
    return html.escape(" ".join(words.split()))
