"""Scores of a story, each an exact count: how much of what is claimed holds, and how much is watched at all.

Definitions (all in 0 to 1, with their counts):

- continuity: what was checked of who is there, looks, marks, hands and states of things, and holds;
- observed: of the events that change something, those whose effect a later note or line depends on; a change
  that nothing depends on could be dropped without anybody noticing;
- needs, knowledge: ``needs`` that are met; tellings by somebody who knows or believes it;
- paid: set-ups that pay or are left open on purpose; time: arrivals in one place at one time;
- arc: episodes that turn a value and raise or answer a question.

Knows only the ledger. What a picture shows is judged elsewhere and never mixed with these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from reelwright.film import ShotList

from ..events import Event, EventKind, Happening
from .compiled import Reference, references_of
from .keeping import Ledger
from .naming import denied
from .narrative import Promises

_K = EventKind
Key: TypeAlias = tuple[str, ...]
_SEEN: Final = frozenset({"presence", "look", "marks", "holds", "state"})
LONGEST: Final = 10**9
GAPS: Final = ((1, 1), (2, 5), (6, 15), (16, 48), (49, LONGEST))
"""Scenes since somebody or something was in the story last (EntityBench, arXiv 2605.15199)."""


@dataclass(frozen=True, slots=True)
class Score:
    """What was counted, and how many of how many hold; nothing asked is nothing missed."""

    name: str
    holds: int
    of: int

    @property
    def value(self) -> float:
        """From 0 to 1; 1 when there was nothing to hold."""
        return self.holds / self.of if self.of else 1.0


def score_story(ledger: Ledger) -> tuple[Score, ...]:
    """Count the scores of a story from its ledger.

    Returns:
        continuity, observed, needs, knowledge, paid, time, arc, then continuity by the scenes since
        the person or thing was seen last.
    """
    claims = [claim for kept in ledger.scenes for claim in kept.claims]

    def share(name: str, *kinds: str) -> Score:
        of = [claim for claim in claims if claim.kind in kinds]
        return Score(name, sum(claim.holds for claim in of), len(of))

    promises = ledger.promises
    kept = promises.paid | promises.left_open
    return (
        share("continuity", *_SEEN),
        _observed(ledger),
        share("needs met", "needs"),
        share("told by those who know", "knowledge"),
        Score("set-ups paid", len(promises.planted.keys() & kept), len(promises.planted)),
        share("one place at a time", "time"),
        _arc(promises),
        *_gaps(ledger),
    )


def _arc(promises: Promises) -> Score:
    """Episodes that turn a value and raise or answer a question; a film that keeps no values is not asked."""
    told = promises.arcs if promises.values or (promises.asked and len(promises.arcs) > 1) else []
    return Score("episodes that turn and ask", sum(arc.moves for arc in told), len(told))


def score_references(boards: Sequence[ShotList], *, most: int) -> tuple[Score, ...]:
    """Count how many of the looks that are seen an order with so few pictures can carry the reference of.

    References go into an order as they matter (``references_of``); what does not fit is left to the model's
    memory, and a look that has not been seen for long is drawn most freely.

    Args:
        boards: of all films, in order.
        most: pictures that one order may carry.

    Returns:
        The share of all looks that are seen, then by the shots since each was seen last.
    """
    last: dict[Reference, int] = {}
    found: list[tuple[int, bool]] = []
    shots = [shot for board in boards for shot in board.shots if shot.card is None]
    for number, shot in enumerate(shots):
        wanted = references_of(shot)
        for look in (each for each in wanted if each.kind == "look"):
            found.append((number - last.get(look, number), look in wanted[:most]))
            last[look] = number
    carried = [fits for _, fits in found]
    return (
        Score(f"looks that an order of {most} pictures carries", sum(carried), len(carried)),
        *_by_gap(found, "carried, seen last", "shot", "before"),
    )


def _gaps(ledger: Ledger) -> Iterator[Score]:
    last: dict[str, int] = {}
    found: list[tuple[int, bool]] = []
    for number, index in enumerate(ledger.order):
        kept = ledger.scenes[index]
        seen = [claim for claim in kept.claims if claim.kind in _SEEN]
        found += [
            (number - last[claim.subject], claim.holds) for claim in seen if last.get(claim.subject, number) < number
        ]
        last |= dict.fromkeys((claim.subject for claim in seen), number)
    yield from _by_gap(found, "continuity after", "scene")


def _by_gap(found: Sequence[tuple[int, bool]], name: str, unit: str, after: str = "") -> Iterator[Score]:
    for low, high in GAPS:
        inside = [holds for gap, holds in found if low <= gap <= high]
        span = str(low) if low == high else f"{low} to {high}" if high < LONGEST else f"{low} and more"
        words = f"{name} {span} {unit}{'' if high == 1 else 's'} {after}"
        yield Score(words.strip(), sum(inside), len(inside))


def _observed(ledger: Ledger) -> Score:
    """Walk through the events in the order in which they happened, and see which effects are asked for."""
    pending: dict[Key, int] = {}
    seen: set[int] = set()
    count = 0
    for event in _events(ledger):
        for key in _asks(event):
            if key in pending:
                seen.add(pending[key])
        effects = list(_effects(event))
        for key in effects:
            pending[key] = count
        count += bool(effects)
    return Score("changes that something depends on", len(seen), count)


def _events(ledger: Ledger) -> Iterator[Event]:
    for index in ledger.order:
        for beat in ledger.scenes[index].scene.beats:
            if isinstance(beat, Happening):
                yield from beat.events


def _effects(event: Event) -> Iterator[Key]:
    """What an event changes."""
    match event.kind:
        case _K.WEAR:
            yield from (("look", person) for person in event.who)
        case _K.HURT:
            yield from (("mark", person, event.what) for person in event.who)
        case _K.HOLD | _K.TAKE | _K.PUT | _K.GIVE | _K.GONE:
            yield ("thing", event.what)
        case _K.STATE | _K.BREAK | _K.REPAIR:
            yield ("state", event.what)
        case _K.LEARNS:
            yield from (("fact", person, event.to) for person in event.who)
        case _K.TELLS | _K.LIE:
            yield from (("fact", person, event.to) for person in event.whom or event.who)
        case _K.DIE | _K.EXIT | _K.ENTER:
            yield from (("person", person) for person in event.who)
        case _K.BOARD | _K.ALIGHT:
            yield from (("aboard", person) for person in event.who)
        case _:
            return


def _asks(event: Event) -> Iterator[Key]:
    """What an event takes for granted."""
    match event.kind:
        case _K.SHOWS if event.who:
            _, claim = denied(event.to)
            person = event.who[0]
            yield {"look": ("look", person), "thing": ("thing", claim)}.get(event.what, ("mark", person, claim))
        case _K.SHOWS:
            yield ("state", event.what)
        case _K.HEAL:
            yield from (("mark", person, event.what) for person in event.who)
        case _K.TAKE | _K.PUT | _K.GIVE | _K.HOLD | _K.GONE:
            yield ("thing", event.what)
        case _K.REPAIR | _K.BREAK:
            yield ("state", event.what)
        case _K.NEEDS | _K.TELLS:
            yield from (("fact", person, event.to) for person in event.who)
        case _K.ENTER | _K.EXIT:
            yield from (("person", person) for person in event.who)
        case _K.ALIGHT:
            yield from (("aboard", person) for person in event.who)
        case _:
            return
