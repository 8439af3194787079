"""What a program writes as a note reads as the same events, whatever the words."""

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from reelwright.story import Event, EventKind, NoteError, TimeShift, note_kinds, print_ledger_note, read_ledger_note

_NAMES = st.sampled_from(["Lin", "Kai", "Madam Shao", "老陈", "O'Neil", "Lin's mother"])
_WORDS = st.sampled_from(["letter", "red suit", "a very old key", "信", "撕破", "no bruise", "Lin's phone"])
_FACTS = st.sampled_from(["the merger is fake", "Kai said: run", "who did it?", "妈妈，回来了", "2 = 1 + 1", "a -> b"])


def _people(most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_NAMES, min_size=1, max_size=most, unique=True).map(tuple)


_KINDS = {
    "pairs": lambda kind: st.builds(Event, st.just(kind), _people(), _WORDS),
    "claims": lambda kind: st.builds(Event, st.just(kind), what=_NAMES, to=_WORDS),
    "pair": lambda kind: st.builds(Event, st.just(kind), st.permutations(["Lin", "Kai"]).map(tuple), to=_WORDS),
    "things": lambda kind: st.builds(Event, st.just(kind), what=_WORDS, to=_WORDS),
    "people": lambda kind: st.builds(Event, st.just(kind), _people()),
    "names": lambda kind: st.builds(Event, st.just(kind), what=_WORDS),
    "gift": lambda kind: st.builds(Event, st.just(kind), _people(1), _WORDS, st.just(("Mei",))),
    "fact": lambda kind: st.builds(Event, st.just(kind), _people(), _FACTS),
    "telling": lambda kind: st.builds(Event, st.just(kind), _people(), _FACTS, st.just(()) | _people()),
    "text": lambda kind: st.builds(Event, st.just(kind), what=_FACTS),
    "bare": lambda kind: st.builds(Event, st.just(kind), what=st.just("") | _NAMES),
    "day": lambda kind: st.builds(Event, st.just(kind), time=_times(1)),
    "shift": lambda kind: st.builds(Event, st.just(kind), time=_times(-5000)),
    "travel": lambda kind: st.builds(Event, st.just(kind), _people(), to=_WORDS, minutes=st.integers(0, 5000)),
    "journey": lambda kind: st.builds(Event, st.just(kind), what=_WORDS, to=_WORDS, minutes=st.integers(0, 5000)),
}


def _times(earliest: int) -> st.SearchStrategy[TimeShift]:
    return st.builds(
        TimeShift, minutes=st.integers(earliest, 5000).filter(bool), clock=st.none() | st.integers(0, 1439)
    )


def _events(kind: EventKind) -> st.SearchStrategy[Event]:
    row = note_kinds()[kind]
    form = "people" if row.form == "names" and row.group in ("people", "places") else row.form
    return _KINDS["travel" if kind is EventKind.TRAVEL else form](kind)


def notes() -> st.SearchStrategy[list[Event]]:
    """Events of one note of any kind; of some kinds a note may hold two."""
    several = ("pairs", "claims", "things")
    return st.sampled_from(list(EventKind)).flatmap(
        lambda kind: st.lists(_events(kind), min_size=1, max_size=2 if note_kinds()[kind].form in several else 1)
    )


@given(notes(), st.sampled_from(["en", "zh"]))
def test_note_that_is_written_reads_the_same(told: list[Event], language: str) -> None:
    """Events written as a note and read again are the same events."""
    happening = read_ledger_note(print_ledger_note(told, language=language)[2:-2])
    assert happening is not None
    assert list(happening.events) == told


@given(st.sampled_from([word for kind in note_kinds().values() for word in kind.words]), st.text(max_size=60))
def test_any_text_after_a_known_word_is_read_or_told(word: str, text: str) -> None:
    """Whatever stands after a word of the ledger, the answer is events or our own error."""
    with contextlib.suppress(NoteError):
        happening = read_ledger_note(f"{word}: {text}")
        assert happening is None or happening.events
