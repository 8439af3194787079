"""Whatever is read, the answer is a value or one of our own errors."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.film import ReelError
from reelwright.story import (
    Cards,
    Person,
    Place,
    Project,
    Settings,
    cast_script,
    check_story,
    format_findings,
    print_fountain,
    read_fdx,
    read_fountain,
    read_person,
    read_place,
    read_settings,
    stage_script,
)
from reelwright.story.textfile import decode_text

CARDS = Cards(
    people={"lin": Person("lin", "林", names=("LIN",)), "kai": Person("kai", "Kai Ray")},
    places={"cafe": Place("cafe", "Cafe"), "roof": Place("roof", "天台")},
)
PIECES = [
    "INT. CAFE - NIGHT\n\n", "内景 天台 夜\n", "LIN\n", "LIN (V.O.) ^\n", "(whispering)\n", "林（低声）：你好\n",
    "\n\n",
    "[[mood: tense]]", "[[wear: Lin = x, = , y]]", "[[insert: |||]]", "[[hold: 林＝手机；Kai]]", "[[shot:]]", "[[",
    "]]", "She hands him the letter. ", "她把信递给他。", "/*", "*/", "*", "> x <\n", "> x\n", "#1#", "~", "@", "!",
    "===\n", "Kai and Lin hug, and he ", "not ", "very ", "his ", "it. ", "字幕：", "SUPER: ", "Title: x\n", "、",
    "（", "）", "：", "…",
]  # fmt: skip
KEYS = [
    "name", "names", "hair", "skin", "look", "voice", "freckles", "kind", "seed", "title", "fps", "make",
    "contributor", "[look]", "[[look]]", "[voice]", "[make]", "[[contributor]]", "zzz", '"a b"', "a.b",
]  # fmt: skip
VALUES = [
    "true", "nan", "inf", "1979-05-27", "[]", "{}", "[1]", '["a"]', '"#aabbcc"', '"bob"', "{a = 1}",
]  # fmt: skip
TAGS = [
    "<FinalDraft>", "</FinalDraft>", "<Content>", "</Content>", '<Paragraph Type="Character">', "</Paragraph>",
    '<Paragraph Type="Dialogue">', "<Text>", "</Text>", "LIN", "&amp;", "&x;", "<!DOCTYPE a>", "<DualDialogue>",
    "</DualDialogue>", "<TitlePage>", "</TitlePage>", "<ScriptNote>", "</ScriptNote>", "]]", "\x00", "<?xml?>",
]  # fmt: skip
SCRIPTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
TOML_VALUES = st.one_of(
    st.text(max_size=8).map(repr), st.integers().map(str), st.sampled_from(VALUES), st.just("9" * 5000)
)
TABLES = st.one_of(
    st.text(max_size=100),
    st.lists(st.tuples(st.sampled_from(KEYS), TOML_VALUES), max_size=8).map(
        lambda pairs: "\n".join(key if key.startswith("[") else f"{key} = {value}" for key, value in pairs)
    ),
)
XML = st.one_of(
    st.binary(max_size=200), st.lists(st.sampled_from(TAGS), max_size=20).map(lambda parts: "".join(parts).encode())
)


def refusal(read: Callable[..., object], *given: object, **named: object) -> ReelError | None:
    """The error of ours that a reader raises, None when it raises nothing; any other error is a failure."""
    try:
        read(*given, **named)
    except ReelError as error:
        return error
    return None


@settings(max_examples=60)
@given(SCRIPTS, st.sampled_from(["en", "zh"]))
def test_any_script_can_be_checked_and_cast(text: str, language: str) -> None:
    """Reading, staging, checking and casting never raise on a text."""
    script = read_fountain(text)
    stage_script(script, CARDS, language=language)
    findings = check_story(Project(Path(), Settings(language=language), CARDS, (script,)))
    for form in ("text", "json", "sarif"):
        format_findings(findings, form)
    cast_script(script, language=language)


@settings(max_examples=60)
@given(TABLES)
def test_any_card_is_read_or_refused(text: str) -> None:
    """Cards and settings are read or refused with a mend."""
    for read in (read_person, read_place, read_settings):
        refused = refusal(read, text, file="cast/x.toml")
        assert refused is None or (refused.where.startswith("cast/x.toml") and refused.mend)


@settings(max_examples=60)
@given(XML)
def test_any_final_draft_is_read_or_refused(content: bytes) -> None:
    """What Final Draft did not write is refused; what it could have written survives Fountain."""
    refused = refusal(lambda: print_fountain(read_fdx(content, file="x.fdx")[0]))
    assert refused is None or refused.mend


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_refused(content: bytes) -> None:
    """Bytes are decoded or refused with a mend."""
    refused = refusal(decode_text, content, file="x.fountain")
    assert refused is None or refused.mend
