"""Events to notes: the way back from ``reading.py``.

Knows how each form is written, with English or Chinese words. Refuses to choose where a note goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ..events import Event, TimeShift
from .clock import print_clock, print_span, print_time
from .notebook import note_kinds


def print_ledger_note(events: Sequence[Event], *, language: str = "en") -> str:
    """Write events of one kind as a note, brackets included; reading it gives the same events.

    Args:
        events: of one kind.
        language: "zh" for Chinese words and spans.
    """
    tongue = "zh" if language.startswith("zh") else "en"
    row = note_kinds()[events[0].kind]
    value = _PRINTERS[row.form](events, tongue)
    return f"[[{row.word(tongue)}: {value}]]" if value else f"[[{row.word(tongue)}]]"


def _print_pairs(events: Sequence[Event], _: str) -> str:
    plain = all(len(event.who) == 1 for event in events)
    pieces = [f"{', '.join(event.who)} = {event.what}" if event.what else ", ".join(event.who) for event in events]
    return (", " if plain and all(event.what for event in events) else "; ").join(pieces)


def _print_claims(events: Sequence[Event], _: str) -> str:
    return ", ".join(f"{event.what} = {event.to}" if event.to else event.what for event in events)


def _print_things(events: Sequence[Event], _: str) -> str:
    return "; ".join(f"{event.what} = {event.to}" if event.to else event.what for event in events)


def _print_pair(events: Sequence[Event], _: str) -> str:
    return "; ".join(f"{', '.join(event.who)} = {event.to}" for event in events)


def _print_names(events: Sequence[Event], _: str) -> str:
    return ", ".join(name for event in events for name in (event.who or (event.what,)))


def _print_gift(events: Sequence[Event], _: str) -> str:
    first = events[0]
    return f"{', '.join(event.what for event in events)}, {first.who[0]} -> {first.whom[0]}"


def _print_fact(events: Sequence[Event], _: str) -> str:
    return f"{', '.join(events[0].who)}: {events[0].what}"


def _print_telling(events: Sequence[Event], _: str) -> str:
    told = f" -> {', '.join(events[0].whom)}" if events[0].whom else ""
    return f"{', '.join(events[0].who)}{told}: {events[0].what}"


def _print_text(events: Sequence[Event], _: str) -> str:
    return events[0].what


def _print_day(events: Sequence[Event], language: str) -> str:
    return print_time(events[0].time or TimeShift(), language)


def _print_shift(events: Sequence[Event], language: str) -> str:
    time = events[0].time or TimeShift()
    parts = []
    if time.minutes is not None:
        parts.append(f"{'+' if time.minutes > 0 else ''}{print_span(time.minutes, language)}")
    if time.clock is not None:
        parts.append(print_clock(time.clock) + ("" if time.until is None else f"-{print_clock(time.until)}"))
    return ", ".join(parts)


def _print_journey(events: Sequence[Event], language: str) -> str:
    first = events[0]
    who = first.who or tuple(event.what for event in events)
    return f"{', '.join(who)} -> {first.to}{f', {print_span(first.minutes, language)}' if first.minutes else ''}"


_PRINTERS: Final[dict[str, Callable[[Sequence[Event], str], str]]] = {
    "pairs": _print_pairs,
    "claims": _print_claims,
    "pair": _print_pair,
    "things": _print_things,
    "names": _print_names,
    "gift": _print_gift,
    "fact": _print_fact,
    "telling": _print_telling,
    "text": _print_text,
    "bare": _print_text,
    "day": _print_day,
    "shift": _print_shift,
    "journey": _print_journey,
}
