"""Catalogue files and translators: one suite for each port."""

from collections.abc import Callable

import pytest

from reelwright.film import SourceLine
from reelwright.story import ChatError, Purse
from reelwright.studio import Catalogue, Entry, TranslationError, Translator, Unit, UnitKind
from reelwright.studio.adapters.chat_translator import ChatTranslator
from reelwright.studio.adapters.po import PoCatalogue
from reelwright.studio.adapters.pseudo import PseudoTranslator
from reelwright.testing import FakeChat, FakeTranslator

UNITS = (
    Unit("line.lin.01234567", UnitKind.LINE, "Come back.", SourceLine("a.fountain", 3), "Lin", "sad, whisper", 2.1),
    Unit("writing.phone.89abcdef", UnitKind.WRITING, 'Say "no"; then\nrun', SourceLine("a.fountain", 9)),
    Unit("e02.name.kai.00000000", UnitKind.NAME, "Kai", hint="name of a person"),
)
WORDS = {"Come back.": "Vuelve.", "Kai": "Kai"}
CATALOGUE = Catalogue(
    "en",
    "es",
    (Entry(UNITS[0], "Vuelve.", by="small"), Entry(UNITS[1], "Di “no”;\ncorre", doubtful=True), Entry(UNITS[2])),
    gone=(Entry(Unit("line.lin.ffffffff", UnitKind.LINE, "Stay."), "Quédate."),),
)


def test_catalogue_survives_its_file() -> None:
    """What was written is read back whole, and the same catalogue is the same bytes."""
    content = PoCatalogue().write(CATALOGUE, title="Film")
    assert PoCatalogue().read(content) == CATALOGUE
    assert PoCatalogue().write(CATALOGUE, title="Film") == content


@pytest.mark.parametrize("number", ["²", "-1", "three", ""])
def test_place_without_a_line_number_is_left_out(number: str) -> None:
    """Other programs write places of their own; what has no number of a line is none of ours."""
    text = PoCatalogue().write(CATALOGUE).decode().replace("#: a.fountain:3", f"#: a.fountain:{number}")
    assert PoCatalogue().read(text.encode()).entries[0].unit.where is None


def test_file_says_what_a_translator_should_know() -> None:
    """Who speaks, how, and how long it may take stand beside the line; doubt is gettext's fuzzy."""
    text = PoCatalogue().write(CATALOGUE).decode()
    assert "#. Lin; sad, whisper; at most 2.1 s" in text
    assert "#: a.fountain:3" in text
    assert text.count("#, fuzzy") == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"no po file\nat all\n",
        b'msgid "x"\nmsgstr "y"\n',
        b'msgid ""\nmsgstr "Language: es\\n"\n',
    ],
)
def test_file_that_is_no_catalogue_is_an_error(content: bytes) -> None:
    """Bytes, other texts and a file without its languages are told, with the file's name."""
    with pytest.raises(TranslationError) as failed:
        PoCatalogue().read(content, where="lang/es.po")
    assert failed.value.where.startswith("lang/es.po")


def test_message_of_somebody_else_is_told_with_its_line() -> None:
    """A message whose context is no id of ours is an error at its line."""
    content = PoCatalogue().write(CATALOGUE) + b'msgid "stray"\nmsgstr ""\n'
    with pytest.raises(TranslationError, match="stray") as failed:
        PoCatalogue().read(content, where="lang/es.po")
    assert failed.value.where.rpartition(":")[2].isdigit()


def from_table() -> Translator:
    """A chat model that knows the table."""
    answer = {"units": [{"id": unit.id, "text": WORDS[unit.text]} for unit in UNITS if unit.text in WORDS]}
    return ChatTranslator(FakeChat(by=lambda _: answer))


@pytest.mark.parametrize("make", [PseudoTranslator, from_table, lambda: FakeTranslator(WORDS)])
def test_translator_answers_for_what_it_was_asked(make: Callable[[], Translator]) -> None:
    """Only units that were asked for come back, none of them empty, and nothing comes of nothing."""
    translator = make()
    words = translator.translate(UNITS[:1], story=UNITS, source="en", target="es")
    assert set(words) == {UNITS[0].id}
    assert all(words.values())
    assert translator.translate((), story=UNITS, source="en", target="es") == {}
    assert translator.name


def test_model_is_told_the_story_and_the_seconds() -> None:
    """The model sees the units around, who speaks, and how long each line may take."""
    model = FakeChat({"units": [{"id": UNITS[0].id, "text": "Vuelve."}]})
    ChatTranslator(model).translate(UNITS[:1], story=UNITS, source="en", target="es")
    asked = model.asked[0].messages[-1].text
    assert '"seconds_at_most": 2.1' in asked
    assert "Kai" in asked


def test_model_that_fails_is_a_translation_error() -> None:
    """A model that cannot be asked, or never gives units, is told as such; the purse is kept to."""
    with pytest.raises(TranslationError, match="gone"):
        ChatTranslator(FakeChat(ChatError("gone"))).translate(UNITS, story=UNITS, source="en", target="es")
    with pytest.raises(TranslationError, match="3 tries"):
        ChatTranslator(FakeChat(by=lambda _: {"units": []})).translate(UNITS, story=UNITS, source="en", target="es")
    spent = ChatTranslator(FakeChat(by=lambda _: {"units": []}), Purse(most_calls=2))
    with pytest.raises(TranslationError, match="limit"):
        spent.translate(UNITS, story=UNITS, source="en", target="es")
    assert spent.purse.spent.calls == 2
