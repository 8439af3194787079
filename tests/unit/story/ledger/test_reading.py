"""Notes of the ledger are read as a writer types them, in English and Chinese, and told when they are wrong."""

import pytest

from reelwright.film import SourceLine
from reelwright.story import (
    Event,
    EventKind,
    NoteError,
    TimeShift,
    note_kinds,
    print_ledger_note,
    read_ledger_note,
)
from reelwright.story.ledger import word_meant

K = EventKind
DAY = 24 * 60


def events(text: str) -> tuple[Event, ...]:
    """The events of a note that is one."""
    happening = read_ledger_note(text)
    assert happening is not None
    return happening.events


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_example_of_every_kind_is_read_and_written_again(kind: EventKind, language: str) -> None:
    """Each kind of note has an example in both languages, and what is written of its events reads the same."""
    told = events(note_kinds()[kind].example(language)[2:-2])
    assert {event.kind for event in told} == {kind}
    again = print_ledger_note(told, language=language)
    assert events(again[2:-2]) == told


@pytest.mark.parametrize(
    ("event", "note"),
    [
        (Event(K.FLASHBACK, time=TimeShift(minutes=-3 * 365 * DAY)), "[[闪回: 3年]]"),
        (Event(K.FLASHBACK, time=TimeShift(minutes=2 * DAY, clock=545)), "[[闪回: +2天, 09:05]]"),
        (Event(K.DAY, time=TimeShift(minutes=7 * DAY)), "[[时间: +1周]]"),
        (Event(K.DAY, time=TimeShift(minutes=0, clock=1390)), "[[时间: 当天, 23:10]]"),
        (Event(K.DAY, time=TimeShift(minutes=180)), "[[时间: +3小时]]"),
        (Event(K.TRAVEL, ("小满",), to="天台", minutes=40), "[[前往: 小满 -> 天台, 40分钟]]"),
    ],
)
def test_chinese_notes_have_chinese_spans(event: Event, note: str) -> None:
    """A span in a Chinese note is Chinese; that note and the English one read as the same event."""
    assert print_ledger_note([event], language="zh-Hans") == note
    assert events(note[2:-2]) == events(print_ledger_note([event])[2:-2]) == (event,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("wear: Lin = red suit, Kai = coat", [Event(K.WEAR, ("Lin",), "red suit"), Event(K.WEAR, ("Kai",), "coat")]),
        ("穿：小满＝红裙；老陈＝围裙", [Event(K.WEAR, ("小满",), "红裙"), Event(K.WEAR, ("老陈",), "围裙")]),
        ("take: Lin = letter, key", [Event(K.TAKE, ("Lin",), "letter"), Event(K.TAKE, ("Lin",), "key")]),
        ("hurt: Lin: bruise", [Event(K.HURT, ("Lin",), "bruise")]),
        ("put: letter", [Event(K.PUT, what="letter")]),
        ("heal: Lin", [Event(K.HEAL, ("Lin",))]),
        ("give: letter, Lin → Kai", [Event(K.GIVE, ("Lin",), "letter", ("Kai",))]),
        ("给：信，小满－>老陈", [Event(K.GIVE, ("小满",), "信", ("老陈",))]),
        ("Learns: Kai, Mei: it burned: all of it", [Event(K.LEARNS, ("Kai", "Mei"), "it burned: all of it")]),
        ("tells: Lin: it burned", [Event(K.TELLS, ("Lin",), "it burned")]),
        ("告诉：小满 → 老陈、阿岚：妈妈回来了", [Event(K.TELLS, ("小满",), "妈妈回来了", ("老陈", "阿岚"))]),
        ("shows: letter = no stain", [Event(K.SHOWS, what="letter", to="no stain")]),
        ("flashback", [Event(K.FLASHBACK, time=TimeShift())]),
        ("闪回：三年前", [Event(K.FLASHBACK, time=TimeShift(minutes=-3 * 365 * DAY))]),
        ("flashback: +2 days, 9:05", [Event(K.FLASHBACK, time=TimeShift(minutes=2 * DAY, clock=545))]),
        ("day: +1, 07:30-08:10", [Event(K.DAY, time=TimeShift(minutes=DAY, clock=450, until=490))]),
        ("时间：次日，07：30", [Event(K.DAY, time=TimeShift(minutes=DAY, clock=450))]),
        ("day: 5", [Event(K.DAY, time=TimeShift(day=5))]),
        ("day: +3 hours", [Event(K.DAY, time=TimeShift(minutes=180))]),
        ("day: same day, 23:10", [Event(K.DAY, time=TimeShift(minutes=0, clock=1390))]),
        ("travel: Lin -> rooftop", [Event(K.TRAVEL, ("Lin",), to="rooftop")]),
        ("布局：面馆＝窗 右", [Event(K.ANCHORS, what="面馆", to="窗 右")]),
    ],
)  # fmt: skip
def test_note_is_read(text: str, told: list[Event]) -> None:
    """A note gives its events, whatever the punctuation and the language."""
    assert list(events(text)) == told


@pytest.mark.parametrize("text", ["a remark", "todo: find a name", "open", "question", "mood: tense", "", ":", "好"])
def test_remark_is_left_alone(text: str) -> None:
    """A note without a word of the ledger, or with nothing but such a word, is a remark."""
    assert read_ledger_note(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "wear: Lin",
        "wear: = red suit",
        "wear: Lin = red suit, coat",
        "take:",
        "give: letter",
        "give: letter, Lin -> Kai, Mei",
        "give: Lin -> Kai",
        "learns: the merger is fake",
        "learns: Lin -> Kai: it",
        "tells: -> Kai: it",
        "relation: Lin = married",
        "enter: Lin = door",
        "plant:",
        "day: soon",
        "day: 25:00",
        "day: -1",
        "flashback: once",
        "travel: Lin, rooftop",
        "travel: Lin -> rooftop, soon",
        "state: letter = torn, wet",
    ],
)
def test_malformed_note_is_told_with_the_right_form(text: str) -> None:
    """A known word in the wrong form is an error that shows how to write it."""
    with pytest.raises(NoteError) as raised:
        read_ledger_note(text)
    assert "[[" in raised.value.mend


def test_note_keeps_its_line() -> None:
    """Each event knows the file and line it was written in."""
    happening = read_ledger_note("exit: Lin", SourceLine("film.fountain", 12))
    assert happening is not None
    assert [str(event.source) for event in happening.events] == ["film.fountain:12"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("laerns: Kai: it", "learns"),
        ("flashbak: 3 years", "flashback"),
        ("moood: tense", "mood"),
        ("plan: run", ""),
    ],
)
def test_mistyped_word_is_recognised(text: str, meant: str) -> None:
    """A word near to a known one is taken for it; a short or far one is a remark."""
    assert word_meant(text, ("mood",)) == meant


@pytest.mark.parametrize(
    "text", ["todo: x", "note: x", "research: who lived here", "learns: Kai: it", "idea: y", "laerns"]
)
def test_remark_is_not_taken_for_a_mistyped_word(text: str) -> None:
    """A remark with a colon is no mistyped note."""
    assert word_meant(text, ("mood", "shot")) == ""


@pytest.mark.parametrize(
    ("text", "note"), [("day: -2 days", "[[flashback: 2 days]]"), ("时间: 三年前", "[[闪回: 3年]]")]
)
def test_day_that_goes_back_is_told_the_note_to_write(text: str, note: str) -> None:
    """A day before the last one is a flashback; the note that says so is in the language of the one that is wrong."""
    with pytest.raises(NoteError) as told:
        read_ledger_note(text)
    assert note in told.value.mend
