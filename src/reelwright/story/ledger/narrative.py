"""What the viewer is promised: set-ups and questions, values that turn, goals, over all episodes.

Knows the order in which scenes are shown, and nothing else: promises are made to the viewer, in the
viewer's time. Refuses to know the state of the story.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ..events import Event, EventKind
from ..model import Finding, Repair, RepairKind
from ..rulebook import finding
from .scene_state import Register

_K = EventKind
HORIZON: Final = 12
"""Episodes after which a question that is still open has been forgotten."""
PROMISES: Final = frozenset(
    {_K.PLANT, _K.PAYS, _K.OPEN, _K.QUESTION, _K.ANSWERS, _K.VALUE, _K.GOAL, _K.REACHED, _K.FAILED}
)


@dataclass(slots=True)
class EpisodeArc:
    """What one episode does for the whole.

    Args:
        heading: an event of the episode at which a finding about it can stand.
    """

    episode: int
    heading: Event
    raised: int = 0
    answered: int = 0
    turned: int = 0
    open_at_end: int = 0

    @property
    def moves(self) -> bool:
        """Whether it turns a value, and raises or answers a question."""
        return self.turned > 0 and self.raised + self.answered > 0


@dataclass(slots=True)
class Promises:
    """The promises of a story as they stand after its last scene."""

    planted: dict[str, Event] = field(default_factory=dict)
    paid: set[str] = field(default_factory=set)
    asked: dict[str, tuple[Event, int]] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    goals: dict[tuple[str, str], Event] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    left_open: set[str] = field(default_factory=set)
    arcs: list[EpisodeArc] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def follow_promises(episodes: Sequence[tuple[int, Event, Iterable[Event]]], register: Register) -> Promises:
    """Follow set-ups, questions, values and goals through a story.

    Args:
        episodes: of each film or episode its place in the series from 0, an event that stands at its
            first heading, and its events in order.
        register: the names of people, and the language of the notes that mend.
    """
    kept = Promises()
    told = [(number, heading, list(events)) for number, heading, events in episodes]
    kept.left_open = {event.to for _, _, events in told for event in events if event.kind is _K.OPEN}
    for number, heading, events in told:
        arc = EpisodeArc(number, heading)
        for event in events:
            _follow(kept, event, arc, register)
        arc.open_at_end = len(kept.asked.keys() - kept.answered)
        kept.arcs.append(arc)
    kept.findings += [*_unpaid(kept, register), *_unanswered(kept, register), *_goals_open(kept, register)]
    kept.findings += _flat_episodes(kept)
    return kept


def _follow(kept: Promises, event: Event, arc: EpisodeArc, register: Register) -> None:
    match event.kind:
        case _K.PLANT:
            kept.planted.setdefault(event.to, event)
        case _K.PAYS:
            if event.to not in kept.planted:
                before = register.note([Event(_K.PLANT, what=event.what)])
                kept.findings.append(_not_before("L303", "pays and was never planted", event, kept.planted, before))
            kept.paid.add(event.to)
        case _K.QUESTION:
            kept.asked.setdefault(event.to, (event, arc.episode))
            arc.raised += 1
        case _K.ANSWERS:
            if event.to not in kept.asked:
                before = register.note([Event(_K.QUESTION, what=event.what)])
                kept.findings.append(_not_before("L306", "is answered and was never asked", event, kept.asked, before))
            elif arc.episode - kept.asked[event.to][1] > HORIZON:
                kept.findings.append(_late(event, *kept.asked[event.to], arc.episode))
            kept.answered.add(event.to)
            arc.answered += 1
        case _K.VALUE:
            arc.turned += kept.values.get(event.what) != event.to
            kept.values[event.what] = event.to
        case _K.GOAL | _K.REACHED | _K.FAILED:
            kept.goals |= {(person, event.to): event for person in event.who}


def _not_before(rule: str, does: str, event: Event, known: Iterable[str], note: str) -> Finding:
    near = difflib.get_close_matches(event.to, known, n=1, cutoff=0.6)
    earlier = f"{note} in a scene before"
    mend = f'write "{near[0]}" here, or {earlier}' if near else f"write {earlier}"
    told = finding(rule, f"this {does}: {event.what}", event.source, expected=earlier, mend=mend)
    repair = Repair(RepairKind.INSERT, event.source, note)
    return replace(told, found=f'"{near[0]}"' if near else "nothing like it", repairs=(repair,))


def _late(event: Event, question: Event, asked: int, answered: int) -> Finding:
    return replace(
        finding(
            "L305",
            f"this was asked {answered - asked} episodes ago: {event.what}",
            event.source,
            expected=f"an answer, or the question again, within {HORIZON} episodes",
        ),
        found=f"asked at {question.source}",
    )


def _unpaid(kept: Promises, register: Register) -> Iterator[Finding]:
    for key, event in kept.planted.items():
        if key not in kept.paid and key not in kept.left_open:
            yield _never("L304", "this is planted and never pays", event, register, _K.PAYS)


def _unanswered(kept: Promises, register: Register) -> Iterator[Finding]:
    last = kept.arcs[-1].episode if kept.arcs else 0
    series = len(kept.arcs) > 1
    for key, (event, episode) in kept.asked.items():
        cliffhanger = series and episode == last
        if key not in kept.answered and key not in kept.left_open and not cliffhanger:
            yield _never("L305", "this is asked and never answered", event, register, _K.ANSWERS)


def _goals_open(kept: Promises, register: Register) -> Iterator[Finding]:
    for (_, goal), event in kept.goals.items():
        if event.kind is _K.GOAL and goal not in kept.left_open:
            yield _never("L314", "this goal is neither reached nor given up", event, register, _K.REACHED)


def _never(rule: str, message: str, event: Event, register: Register, ending: EventKind) -> Finding:
    end = register.note([Event(ending, tuple(map(register.name, event.who)), event.what)])
    left = register.note([Event(_K.OPEN, what=event.what)])
    mend = f"write {end} where it is so, or {left} when it stays open on purpose"
    told = finding(rule, f"{message}: {event.what}", event.source, expected=end, mend=mend)
    return replace(told, repairs=(Repair(RepairKind.INSERT, event.source, left),))


def _flat_episodes(kept: Promises) -> Iterator[Finding]:
    """In a series that keeps values or questions, each episode turns one and ends on one."""
    if len(kept.arcs) < 2:
        return
    for arc in kept.arcs:
        if kept.values and not arc.turned:
            yield finding(
                "L307", "nothing turns in this episode", arc.heading.source, expected="a [[value: …]] that changes"
            )
        if kept.asked and not arc.open_at_end and arc is not kept.arcs[-1]:
            yield finding(
                "L308", "this episode ends without an open question", arc.heading.source, expected="a [[question: …]]"
            )
