"""Final Draft documents are read, and what cannot be kept is told."""

import pytest

from reelwright.story import ElementKind, ScriptError, print_fountain, read_fdx, read_fountain

DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="1" Type="Scene Heading"><SceneProperties Length="1/8"><Summary><Paragraph><Text>They meet.</Text></Paragraph></Summary></SceneProperties><Text>INT. CAFE - DAY</Text></Paragraph>
    <Paragraph Type="Action"><Text>Lin </Text><Text Style="Bold+Italic">runs</Text><Text> in.</Text></Paragraph>
    <Paragraph Type="Character"><Text>LIN (V.O.)</Text></Paragraph>
    <Paragraph Type="Parenthetical"><Text>(softly)</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>Hello.</Text><ScriptNote><Paragraph><Text>really?</Text></Paragraph></ScriptNote></Paragraph>
    <Paragraph><DualDialogue>
      <Paragraph Type="Character"><Text>LIN</Text></Paragraph><Paragraph Type="Dialogue"><Text>You!</Text></Paragraph>
      <Paragraph Type="Character"><Text>KAI</Text></Paragraph><Paragraph Type="Dialogue"><Text>You!</Text></Paragraph>
    </DualDialogue></Paragraph>
    <Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph>
    <Paragraph Type="Mystery"><Text Style="Strikeout">Odd.</Text></Paragraph>
  </Content>
  <TitlePage><Content><Paragraph><Text>The Cup</Text></Paragraph><Paragraph><Text>written by</Text></Paragraph><Paragraph><Text>Ann</Text></Paragraph></Content></TitlePage>
</FinalDraft>"""  # noqa: E501  (paragraphs as Final Draft writes them)


def test_a_document_becomes_a_script() -> None:
    """Headings, speeches, dual dialogue, emphasis, notes and titles arrive."""
    script, _ = read_fdx(DOCUMENT.encode(), file="a.fdx")
    found = [(e.kind.value, e.text) for e in script.elements]
    assert found[:7] == [
        ("synopsis", "They meet."),
        ("heading", "INT. CAFE - DAY"),
        ("action", "Lin ***runs*** in."),
        ("character", "LIN"),
        ("parenthetical", "softly"),
        ("dialogue", "Hello. [[really?]]"),
        ("character", "LIN"),
    ]
    assert [e.dual for e in script.elements if e.kind is ElementKind.CHARACTER] == [False, False, True]
    assert script.elements[1].number == "1"
    assert (script.title("title"), script.title("author")) == ("The Cup", "Ann")


def test_a_shot_is_seen_in_its_scene_and_is_none_of_its_own() -> None:
    """Final Draft's paragraphs of the type Shot are action, also after a way over Fountain."""
    document = DOCUMENT.replace('<Paragraph Type="Transition"><Text>CUT TO:', '<Paragraph Type="Shot"><Text>ON THE CUP')
    script, report = read_fdx(document.encode())
    assert [e.text for e in script.elements if e.kind is ElementKind.HEADING] == ["INT. CAFE - DAY"]
    again = read_fountain(print_fountain(script))
    assert (ElementKind.ACTION, "ON THE CUP") in [(e.kind, e.text) for e in again.elements]
    assert not any("Shot" in loss.what for loss in report.losses)


def test_what_is_lost_is_told() -> None:
    """An unknown paragraph type and an unknown style are in the report, with their line."""
    _, report = read_fdx(DOCUMENT.encode(), file="a.fdx")
    assert sorted(loss.what for loss in report.losses) == [
        "paragraph type “Mystery” (kept as action)",
        "style “Strikeout”",
    ]
    assert all(loss.where.line == 14 for loss in report.losses)


def test_nothing_lost_is_an_empty_report() -> None:
    """A plain document has no losses."""
    plain = '<FinalDraft><Content><Paragraph Type="Action"><Text>Go.</Text></Paragraph></Content></FinalDraft>'
    assert not read_fdx(plain.encode())[1]


def test_it_survives_being_printed_as_fountain() -> None:
    """What came from Final Draft is the same after a way over Fountain."""
    script, _ = read_fdx(DOCUMENT.encode())
    assert read_fountain(print_fountain(script)) == script


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<html></html>",
        b"<FinalDraft>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><FinalDraft>&b;</FinalDraft>',
        b"<FinalDraft>" + b"<a>" * 100_000,
        b'<?xml version="1.0" encoding="klingon"?><FinalDraft/>',
        b"x" * 10_000_001,
    ],
)
def test_a_bad_document_is_one_clear_error(content: bytes) -> None:
    """No XML, another XML, entities, endless nesting, a strange encoding and 10 MB are refused with a mend."""
    with pytest.raises(ScriptError) as caught:
        read_fdx(content, file="a.fdx")
    assert caught.value.where.startswith("a.fdx")
    assert caught.value.mend
