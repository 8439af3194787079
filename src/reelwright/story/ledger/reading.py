"""The grammar of the ledger's notes: text inside ``[[ ]]`` to events.

Knows the forms in which a note's value is written, in Latin and in full-width punctuation. Refuses
to know who and what there is: names stay as they were written. ``printing.py`` is the way back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from reelwright.film import SourceLine

from ..errors import NoteError
from ..events import NOWHERE, Event, EventKind, Happening, TimeShift
from ..names import one_letter_apart
from .clock import looks_on, read_clock, read_span, read_time
from .notebook import NoteKind, note_kinds, words_of_notes
from .printing import print_ledger_note

_K = EventKind
_NOTE: Final = re.compile(r"\s*([^\W\d_]{1,20})\s*(?:[:：]\s*(.*))?", re.DOTALL)
_ARROW: Final = re.compile(r"\s*(?:[-－=＝]+[>＞]|[→⇒➔])\s*")
_COMMA: Final = re.compile(r"\s*[,，、;；\n]\s*")
_GROUP: Final = re.compile(r"\s*[;；\n]\s*")
_COLON: Final = re.compile(r"\s*[:：]\s*")
_EQUALS: Final = re.compile(r"\s*[=＝]\s*")
_ONE_VALUE: Final = frozenset({_K.WEAR, _K.AT, _K.BOARD})
_MAY_BE_BARE: Final = frozenset({_K.HEAL, _K.PUT})
_LONGEST: Final = 2000
_SHORTEST_MISTYPED: Final = 5
"""Letters; a shorter word is too often a remark of its own (plan, tale)."""


def read_ledger_note(text: str, source: SourceLine = NOWHERE) -> Happening | None:
    """The events that a note tells.

    Args:
        text: what stands inside ``[[ ]]``.
        source: where it stands.

    Returns:
        None when the note is none of the ledger's: a remark, or a note for the director.

    Raises:
        NoteError: it begins with a word of the ledger and is not written as that word wants.
    """
    found = _NOTE.fullmatch(text[:_LONGEST])
    kind = words_of_notes().get(found[1].casefold()) if found else None
    if found is None or kind is None:
        return None
    value = (found[2] or "").strip()
    row = note_kinds()[kind]
    if found[2] is None and row.form not in ("bare", "shift"):
        return None  # a remark of one word, such as [[open]]
    events = _READERS[row.form](row, value)
    return Happening(tuple(replace(event, source=source) for event in events), source)


def word_meant(text: str, others: Sequence[str] = ()) -> str:
    """The word that a note's mistyped first word most likely meant, "" when it is a remark.

    Args:
        text: what stands inside ``[[ ]]``.
        others: words of notes that are not the ledger's.
    """
    found = _NOTE.fullmatch(text[:_LONGEST])
    word = found[1].casefold() if found and found[2] is not None else ""
    known = [*words_of_notes(), *others]
    if len(word) < _SHORTEST_MISTYPED or word in known:
        return ""
    return next((each for each in known if one_letter_apart(each, word)), "")


def _wrong(row: NoteKind, what: str) -> NoteError:
    chinese = row.example("zh")
    return NoteError(what, mend=f"write it like {row.example()} or {chinese}")


def _parts(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in _COMMA.split(text)) if part]


# --- reading


def _read_pairs(row: NoteKind, value: str) -> Iterator[Event]:
    for people, values in _sides(row, value):
        for each in values or ("",):
            yield Event(row.kind, who=people, what=each)


def _read_claims(row: NoteKind, value: str) -> Iterator[Event]:
    for subjects, values in _sides(row, value):
        for subject in subjects:
            yield from (Event(row.kind, what=subject, to=each) for each in values)


def _read_pair(row: NoteKind, value: str) -> Iterator[Event]:
    for people, values in _sides(row, value):
        if len(people) != 2 or len(values) != 1:
            raise _wrong(row, f"a [[{row.kind}: …]] note wants two people and one word")
        yield Event(row.kind, who=people, to=values[0])


def _read_things(row: NoteKind, value: str) -> Iterator[Event]:
    for things, values in _sides(row, value):
        if len(values) > 1:
            raise _wrong(row, f'"{things[0]}" cannot become two things at once')
        yield from (Event(row.kind, what=thing, to=values[0] if values else "") for thing in things)


def _sides(row: NoteKind, value: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """``A, B = x, y; C = z`` as its two sides; a part without "=" goes on what stands before it."""
    if not _EQUALS.search(value) and row.form != "things":
        value = _COLON.sub(" = ", value, count=1)
    left: list[str] = []
    right: list[str] | None = None
    for group in filter(None, _GROUP.split(value)):
        for part in _parts(group):
            before, equals, after = _parted(part)
            if equals and right is not None:
                yield _checked(row, left, right)
                left, right = [], None
            if equals:
                left, right = [*left, before], [after]
            elif right is None:
                left.append(before)
            else:
                right.append(before)
        if left:
            yield _checked(row, left, right)
        left, right = [], None
    if not value.strip():
        raise _wrong(row, f"a [[{row.kind}: …]] note is empty")


def _parted(part: str) -> tuple[str, bool, str]:
    pieces = _EQUALS.split(part, maxsplit=1)
    return pieces[0], len(pieces) > 1, pieces[-1]


def _checked(row: NoteKind, left: list[str], right: list[str] | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if right is None and row.kind not in _MAY_BE_BARE:
        raise _wrong(row, f'"{", ".join(left)}" wants an = and what comes after it')
    if not all(left) or not all(right or ()):
        raise _wrong(row, f"one side of the = in this [[{row.kind}: …]] note is empty")
    if len(right or ()) > 1 and row.kind in _ONE_VALUE:
        raise _wrong(row, f'"{left[0]}" cannot have two: {", ".join(right or ())}')
    return tuple(left), tuple(right or ())


def _read_names(row: NoteKind, value: str) -> Iterator[Event]:
    names = tuple(_parts(value))
    if not names or _EQUALS.search(value) or _ARROW.search(value):
        raise _wrong(row, f"a [[{row.kind}: …]] note wants names and nothing else")
    if row.group in ("people", "places"):
        yield Event(row.kind, who=names)
    else:
        yield from (Event(row.kind, what=name) for name in names)


def _read_gift(row: NoteKind, value: str) -> Iterator[Event]:
    sides = _ARROW.split(value)
    pieces = _parts(_COLON.sub(", ", sides[0]))
    takers = tuple(_parts(sides[1])) if len(sides) == 2 else ()
    if len(pieces) < 2 or len(takers) != 1:
        raise _wrong(row, "a gift wants a thing, who gives it, an arrow and who gets it")
    *things, giver = pieces
    yield from (Event(row.kind, who=(giver,), what=thing, whom=takers) for thing in things)


def _read_fact(row: NoteKind, value: str) -> Iterator[Event]:
    names, fact = _before_colon(row, value)
    if _ARROW.search(names):
        raise _wrong(row, f"a [[{row.kind}: …]] note has no arrow")
    yield Event(row.kind, who=tuple(_parts(names)), what=fact)


def _read_telling(row: NoteKind, value: str) -> Iterator[Event]:
    names, fact = _before_colon(row, value)
    sides = _ARROW.split(names)
    tellers = tuple(_parts(sides[0]))
    told = tuple(_parts(sides[1])) if len(sides) == 2 else ()
    if not tellers or len(sides) > 2 or (len(sides) == 2 and not told):
        raise _wrong(row, "a telling wants who tells, an arrow, who is told, a colon and what")
    yield Event(row.kind, who=tellers, what=fact, whom=told)


def _before_colon(row: NoteKind, value: str) -> tuple[str, str]:
    pieces = (_COLON if _COLON.search(value) else _EQUALS).split(value, maxsplit=1)
    if len(pieces) < 2 or not pieces[0].strip() or not pieces[1].strip():
        raise _wrong(row, f"a [[{row.kind}: …]] note wants a name, a colon and words")
    return pieces[0], " ".join(pieces[1].split())


def _read_text(row: NoteKind, value: str) -> Iterator[Event]:
    if not value:
        raise _wrong(row, f"a [[{row.kind}: …]] note is empty")
    yield Event(row.kind, what=" ".join(value.split()))


def _read_bare(row: NoteKind, value: str) -> Iterator[Event]:
    yield Event(row.kind, what=" ".join(value.split()))


def _read_day(row: NoteKind, value: str) -> Iterator[Event]:
    time = read_time(value) if value else None
    if time is None:
        raise _wrong(row, f'"{value[:40]}" says no time')
    if (time.minutes or 0) < 0:
        back = Event(_K.FLASHBACK, time=TimeShift(minutes=time.minutes))
        note = print_ledger_note([back], language="en" if value.isascii() else "zh")
        raise NoteError("a day cannot go back", mend=f"write {note}")
    yield Event(row.kind, time=time)


def _read_shift(row: NoteKind, value: str) -> Iterator[Event]:
    minutes: int | None = None
    clock: tuple[int | None, int | None] = (None, None)
    for part in _parts(value):
        if (hours := read_clock(part)) is not None:
            clock = hours
        elif (span := read_span(part)) is not None:
            minutes = span if looks_on(part) else -abs(span)
        else:
            raise _wrong(row, f'"{part[:40]}" says no span of time')
    yield Event(row.kind, time=TimeShift(None, minutes, *clock))


def _read_journey(row: NoteKind, value: str) -> Iterator[Event]:
    sides = _ARROW.split(value)
    goal = _parts(sides[1]) if len(sides) == 2 else []
    span = read_span(goal[1]) if len(goal) == 2 else 0
    travellers = tuple(_parts(sides[0]))
    if not travellers or not 1 <= len(goal) <= 2 or span is None:
        raise _wrong(row, f"a [[{row.kind}: …]] note wants who, an arrow, the place, and how long it takes")
    if row.group == "time":
        yield Event(row.kind, who=travellers, to=goal[0], minutes=abs(span))
    else:
        yield from (Event(row.kind, what=thing, to=goal[0], minutes=abs(span)) for thing in travellers)


_READERS: Final[dict[str, Callable[[NoteKind, str], Iterator[Event]]]] = {
    "pairs": _read_pairs,
    "claims": _read_claims,
    "pair": _read_pair,
    "things": _read_things,
    "names": _read_names,
    "gift": _read_gift,
    "fact": _read_fact,
    "telling": _read_telling,
    "text": _read_text,
    "bare": _read_bare,
    "day": _read_day,
    "shift": _read_shift,
    "journey": _read_journey,
}
