"""Fountain goes in and comes out the same, whatever it is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reelwright.story import Element, ElementKind, Script, TitleEntry, print_fountain, read_fountain

K = ElementKind
MARKED = st.text(alphabet="INT.EXT #=>~!@*_[]/()（）：: \n\r\tAalinLIN林你好夜内景。^\u3000\ufeff", max_size=200)
WORDS = st.lists(
    st.sampled_from(["she", "runs", "Café", "林", "slowly", "*then*", "2", "_no_", "门", "stops"]),
    min_size=1,
    max_size=5,
).map(" ".join)
NAMES = st.sampled_from(["LIN", "OLD MAN 2", "林", "老板娘", "小A", "JOSÉ", "McCLANE"])
NOTES = st.one_of(st.just("mood: tense"), WORDS).map(lambda words: Element(K.NOTE, words))


def speech() -> st.SearchStrategy[list[Element]]:
    """A character with one to three lines, as a block or on one line."""
    tail = st.lists(
        st.one_of(
            WORDS.map(lambda w: [Element(K.PARENTHETICAL, w), Element(K.DIALOGUE, w)]),
            st.tuples(NOTES, WORDS).map(lambda pair: [pair[0], Element(K.DIALOGUE, pair[1])]),
            WORDS.map(lambda w: [Element(K.LYRIC, w), Element(K.DIALOGUE, f"{w}\n\n{w}")]),
        ),
        max_size=2,
    ).map(lambda groups: [element for group in groups for element in group])
    block = st.builds(
        lambda name, ext, dual, first, rest: [
            Element(K.CHARACTER, name, extensions=ext, dual=dual),
            Element(K.DIALOGUE, first),
            *rest,
        ],
        NAMES,
        st.sampled_from([(), ("V.O.",), ("O.S.", "CONT'D")]),
        st.booleans(),
        WORDS,
        tail,
    )
    inline = st.builds(
        lambda name, how, words: [
            Element(K.CHARACTER, name, inline=True),
            *([Element(K.PARENTHETICAL, how)] if how else []),
            Element(K.DIALOGUE, words),
        ],
        st.sampled_from(["林", "老板娘", "小A", "McCLANE"]),
        st.sampled_from(["", "低声"]),
        WORDS,
    )
    return st.one_of(block, inline)


BLOCKS = st.one_of(
    speech(),
    NOTES.map(lambda note: [note]),
    st.builds(
        lambda words, number: [Element(K.HEADING, words, number=number)],
        st.sampled_from(["INT. CAFE - DAY", "EXT. ROOF - NIGHT", "SNIPER SCOPE", "内景 面馆 夜", "外景。天台——夜"]),
        st.sampled_from(["", "1", "12A", "I-1.b"]),
    ),
    st.lists(st.one_of(WORDS, st.sampled_from([".hidden", "!loud", "INT. X", "LIN", "林：你好", "CUT TO:", "~"])),
             min_size=1, max_size=3).map(lambda lines: [Element(K.ACTION, "\n".join(lines))]),
    st.sampled_from(["CUT TO:", "切至：", "Burn to white."]).map(lambda words: [Element(K.TRANSITION, words)]),
    WORDS.map(lambda words: [Element(K.CENTRED, words)]),
    WORDS.map(lambda words: [Element(K.LYRIC, f"{words}\n{words}")]),
    st.builds(lambda words, level: [Element(K.SECTION, words, level=level)], WORDS, st.integers(1, 4)),
    WORDS.map(lambda words: [Element(K.SYNOPSIS, words)]),
    WORDS.map(lambda words: [Element(K.BONEYARD, f" {words}\n\n{words} ")]),
    st.just([Element(K.PAGE_BREAK)]),
)  # fmt: skip
TITLES = st.one_of(
    st.just(()),
    st.tuples(
        WORDS.map(lambda words: TitleEntry("Title", (words,))),
        st.lists(WORDS, min_size=2, max_size=3).map(lambda lines: TitleEntry("Author", tuple(lines))),
    ),
)
SCRIPTS = st.builds(
    lambda titles, blocks: Script(titles=titles, elements=tuple(e for block in blocks for e in block)),
    TITLES,
    st.lists(BLOCKS, max_size=8),
)


@given(st.one_of(st.text(max_size=300), MARKED))
def test_any_text_comes_back_letter_by_letter(text: str) -> None:
    """Whatever is read is written back exactly, screenplay or not."""
    assert print_fountain(read_fountain(text)) == text


@given(SCRIPTS)
def test_a_script_made_by_a_program_survives_paper(script: Script) -> None:
    """A well-formed script is read back as it was from its standard form."""
    assert read_fountain(print_fountain(script)) == script


@given(SCRIPTS, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
def test_layout_does_not_change_what_is_said(script: Script, ending: str, marked: bool, cut: bool) -> None:  # noqa: FBT001
    """Line endings, a byte order mark and a missing last line end change nothing but the layout."""
    text = print_fountain(script)
    text = ("\ufeff" if marked else "") + (text.rstrip("\n") if cut else text).replace("\n", ending)
    again = read_fountain(text)
    assert again == script
    assert print_fountain(again) == text


@given(SCRIPTS, st.data())
def test_one_changed_element_leaves_its_neighbours_alone(script: Script, data: st.DataObject) -> None:
    """An edited paragraph is written in the standard form among neighbours kept letter by letter."""
    read = read_fountain(print_fountain(script))
    places = [n for n, e in enumerate(read.elements) if e.kind in (K.SYNOPSIS, K.CENTRED, K.SECTION)]
    if not places:
        return
    number = data.draw(st.sampled_from(places))
    edited = replace(read.elements[number], text="edited words", raw=None)
    changed = replace(read, elements=(*read.elements[:number], edited, *read.elements[number + 1 :]))
    assert read_fountain(print_fountain(changed)) == changed
