"""Every element of Fountain 1.1 is read as what it is, and its look-alike is not."""

import pytest

from reelwright.story import ElementKind, Script, plain_text, print_fountain, read_fountain

K = ElementKind


def kinds(text: str) -> list[str]:
    """The kinds of the elements in a text."""
    return [element.kind.value for element in read_fountain(text).elements]


def first(text: str) -> tuple[str, str]:
    """Kind and words of the first element."""
    element = read_fountain(text).elements[0]
    return element.kind.value, element.text


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("INT. CAFE - DAY", "heading", "INT. CAFE - DAY"),
        ("ext cafe - day", "heading", "ext cafe - day"),
        ("INT./EXT. CAR - DAY", "heading", "INT./EXT. CAR - DAY"),
        ("I/E CAR", "heading", "I/E CAR"),
        ("EST. CITY", "heading", "EST. CITY"),
        ("INTERIOR MONOLOGUE of a day.", "action", "INTERIOR MONOLOGUE of a day."),
        (".SNIPER SCOPE", "heading", "SNIPER SCOPE"),
        ("...and then", "action", "...and then"),
        ("内景 面馆 夜", "heading", "内景 面馆 夜"),
        ("外景。天台——夜", "heading", "外景。天台——夜"),
        ("第三场 内景 医院走廊 清晨", "heading", "第三场 内景 医院走廊 清晨"),
        ("1-2 面馆 日 内", "heading", "1-2 面馆 日 内"),
        ("内心很乱，她没有说话。", "action", "内心很乱，她没有说话。"),
        ("CUT TO:", "transition", "CUT TO:"),
        ("切至：", "transition", "切至："),
        ("> Burn to white.", "transition", "Burn to white."),
        ("He goes TO: the shop", "action", "He goes TO: the shop"),
        ("> THE END <", "centred", "THE END"),
        ("# Act One", "section", "Act One"),
        ("= It begins.", "synopsis", "It begins."),
        ("===", "page_break", ""),
        ("== not a break", "synopsis", "= not a break"),
        ("~La la la", "lyric", "La la la"),
        ("!SCANNING THE AISLES", "action", "SCANNING THE AISLES"),
        ("[[a note]]", "note", "a note"),
        ("[a note]", "action", "[a note]"),
        ("/* cut this */", "boneyard", " cut this "),
    ],
)
def test_a_line_is_what_it_looks_like(text: str, kind: str, words: str) -> None:
    """One line alone has the kind that Fountain, or a Chinese writer, gives it."""
    assert first(text) == (kind, words)


def test_a_cue_needs_words_below_it() -> None:
    """Capitals above words are a character; capitals above nothing are action."""
    assert kinds("LIN\nHello") == ["character", "dialogue"]
    assert kinds("LIN\n\nHello") == ["action", "action"]
    assert kinds("He saw\nLIN\nagain") == ["action"]


def test_a_cue_is_taken_apart() -> None:
    """Name, extensions and the mark of dual dialogue are kept apart."""
    one, two = (e for e in read_fountain("LIN (V.O.) (CONT'D)\nHi\n\n@McCLANE ^\nHo").elements if e.kind is K.CHARACTER)
    assert (one.text, one.extensions, one.dual) == ("LIN", ("V.O.", "CONT'D"), False)
    assert (two.text, two.extensions, two.dual) == ("McCLANE", (), True)


def test_dialogue_keeps_its_parts() -> None:
    """Parentheticals, lyrics, notes and a blank line of two spaces stay inside a speech."""
    text = "LIN\n(softly)\nOne\n  \ntwo\n[[shot: CU]]\n~la\nthree\n\nHe goes."
    found = [(e.kind.value, e.text) for e in read_fountain(text).elements]
    assert found == [
        ("character", "LIN"),
        ("parenthetical", "softly"),
        ("dialogue", "One\n\ntwo"),
        ("note", "shot: CU"),
        ("lyric", "la"),
        ("dialogue", "three"),
        ("action", "He goes."),
    ]


def test_chinese_speech_on_one_line() -> None:
    """Name, bracket, full-width colon and words on one line are a speech; a longer sentence is not."""
    found = [
        (e.kind.value, e.text)
        for e in read_fountain("林（低声）：你好\n陈：（笑）再见\n他看着手机：一条短信。").elements
    ]
    assert found == [
        ("character", "林"),
        ("parenthetical", "低声"),
        ("dialogue", "你好"),
        ("character", "陈"),
        ("parenthetical", "笑"),
        ("dialogue", "再见"),
        ("action", "他看着手机：一条短信。"),
    ]


def test_chinese_stage_sheet_is_no_speech() -> None:
    """人物： and 字幕： are labels, not people who speak."""
    assert kinds("人物：林、陈") == ["action"]
    assert kinds("字幕：三年后") == ["action"]


def test_a_title_page_has_keys_and_lines() -> None:
    """Values may stand beside the key or indented below it; FADE IN: is no title page."""
    script = read_fountain("Title: The _Big_ One\nAuthor:\n    A\n    B\n\nINT. X - DAY")
    assert [(entry.key, entry.lines) for entry in script.titles] == [
        ("Title", ("The _Big_ One",)),
        ("Author", ("A", "B")),
    ]
    assert script.title("author") == "A B"
    assert kinds("FADE IN:\n\nINT. X - DAY") == ["transition", "heading"]
    assert read_fountain("林：你好").titles == ()


def test_a_scene_number_leaves_the_heading() -> None:
    """#12A# is the number; a lone # is part of the words."""
    one, two = read_fountain("INT. A - DAY #12A#\n\nINT. ROOM #3 - DAY").elements
    assert (one.text, one.number) == ("INT. A - DAY", "12A")
    assert (two.text, two.number) == ("INT. ROOM #3 - DAY", "")


def test_notes_and_boneyards_span_lines() -> None:
    """A boneyard may hold anything; a note ends at an empty line and is then told as unclosed."""
    assert kinds("/* INT. A\n\nLIN\nHi */") == ["boneyard"]
    assert kinds("[[one\n  \ntwo]]") == ["note"]
    script = read_fountain("Go.\n\n[[one\n\ntwo]]")
    assert [where.line for where in script.unclosed] == [3]


def test_a_note_inside_a_heading_stands_for_itself() -> None:
    """A heading's words are free of the note that was typed behind them."""
    found = [(e.kind.value, e.text) for e in read_fountain("INT. A - DAY [[mood: tense]]").elements]
    assert found == [("heading", "INT. A - DAY"), ("note", "mood: tense")]


def test_lines_are_counted_from_one() -> None:
    """Each element knows the line where it begins, also behind a boneyard of several lines."""
    lines = [e.source.line for e in read_fountain("/* a\nb */\n\nINT. A - DAY\n\nGo.\n").elements]
    assert lines == [1, 4, 6]


def test_emphasis_is_taken_off() -> None:
    """Marks in pairs vanish, lone and escaped ones stay."""
    assert plain_text("a *b* **c** ***d*** _e_ [[n]]f") == "a b c d e f"
    assert plain_text(r"2 * 3 * 4 and \*this\* and snake_case") == "2 * 3 * 4 and *this* and snake_case"


@pytest.mark.parametrize("piece", ["[[", "/*", "((", "林：你", "*a_", "[[a]]\n", "LIN\nhi\n\n", "#", "> ", "INT. "])
def test_odd_text_does_not_stop_it(piece: str) -> None:
    """A hundred thousand characters of brackets or marks are read as readily as prose."""
    text = piece * (100_000 // len(piece))
    assert print_fountain(read_fountain(text)) == text


def test_an_empty_script_prints_nothing() -> None:
    """A script without anything is an empty text."""
    assert print_fountain(Script()) == ""
