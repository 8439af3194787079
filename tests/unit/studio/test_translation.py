"""A film's words as units, and the film in another language."""

from dataclasses import replace
from pathlib import Path

import pytest

from reelwright.film import FrameRate, ShotList
from reelwright.story import Cards, VoiceCard, load_project, seconds_to_say, stage_episode
from reelwright.studio import (
    Catalogue,
    Entry,
    TranslationError,
    Unit,
    UnitKind,
    check_catalogue,
    direct_film,
    merge_units,
    speak_board,
    speak_cards,
    too_long,
    units_of,
    units_of_cards,
)
from reelwright.studio.adapters.kana import to_kana
from reelwright.studio.adapters.po import PoCatalogue
from reelwright.studio.errors import VoiceError

EXAMPLES = Path(__file__).parents[3] / "examples"


def board_of(name: str) -> tuple[ShotList, Cards]:
    """The board and cards of an example."""
    project = load_project(EXAMPLES / name)
    screenplay, _ = stage_episode(project, project.scripts[0])
    board = direct_film(screenplay, project.cards, aspect="9:16", rate=FrameRate(30), series=False)
    return board, project.cards


@pytest.fixture(scope="module")
def rooftop() -> tuple[ShotList, Cards]:
    """Midnight Rooftop."""
    return board_of("midnight-rooftop")


def shown_words(board: ShotList) -> list[str]:
    """Every word that a viewer hears or reads, as the shots hold it."""
    words = [board.title]
    for shot in board.shots:
        words += [line.text for line in shot.lines]
        words += [shot.card.heading, shot.card.under] if shot.card else []
        words += [shot.insert.heading, *shot.insert.writing] if shot.insert else []
    return [word for word in words if word]


def shouted(board: ShotList, cards: Cards) -> Catalogue:
    """A catalogue that shouts every unit in brackets."""
    catalogue = merge_units(Catalogue("en", "xx"), (*units_of_cards(cards), *units_of(board, cards)))
    return catalogue.with_words({entry.unit.id: f"[{entry.unit.text.upper()}]" for entry in catalogue.entries})


def test_no_word_of_a_film_is_left_out(rooftop: tuple[ShotList, Cards]) -> None:
    """When every unit is translated, no shot holds a word of the original; chat bubbles keep their side."""
    board, cards = rooftop
    spoken = speak_board(board, cards, shouted(board, cards))
    assert all("[" in word and word.upper() == word for word in shown_words(spoken))
    sides = [[text.startswith(">") for text in shot.insert.writing] for shot in spoken.shots if shot.insert]
    assert sides == [[text.startswith(">") for text in shot.insert.writing] for shot in board.shots if shot.insert]
    assert spoken.language == "xx"


def test_shots_stay_the_same(rooftop: tuple[ShotList, Cards]) -> None:
    """Another language changes words and nothing else of a shot."""
    board, cards = rooftop
    spoken = speak_board(board, cards, shouted(board, cards))
    bare = [
        replace(shot, lines=(), card=None, insert=shot.insert and replace(shot.insert, heading="", writing=()))
        for shot in (*board.shots, *spoken.shots)
    ]
    assert bare[: len(board.shots)] == bare[len(board.shots) :]
    assert speak_board(board, cards, Catalogue("en", "en")) == board


def test_units_know_nothing_of_their_place(rooftop: tuple[ShotList, Cards]) -> None:
    """When a scene is taken out, every other unit keeps its id."""
    board, cards = rooftop
    fewer = replace(board, shots=tuple(shot for shot in board.shots if shot.scene != 2))
    left = {unit.id for unit in units_of(fewer, cards)}
    assert left < {unit.id for unit in units_of(board, cards)}


def test_line_that_comes_again_is_a_unit_of_its_own(rooftop: tuple[ShotList, Cards]) -> None:
    """The same words twice in one mouth may be translated twice."""
    board, cards = rooftop
    shot = next(shot for shot in board.shots if shot.lines)
    twice = replace(board, shots=(replace(shot, lines=(shot.lines[0], shot.lines[0])),))
    ids = [unit.id for unit in units_of(twice, cards) if unit.kind is UnitKind.LINE]
    assert ids == [ids[0], f"{ids[0]}.2"]


def test_people_have_their_names_and_voices(rooftop: tuple[ShotList, Cards]) -> None:
    """Names are translated, the written ones still find the person, and a card's voice for the language speaks."""
    board, cards = rooftop
    lin = replace(cards.people["lin"], voices=(("xx", VoiceCard(pitch=3.0)),))
    cast = Cards(cards.people | {"lin": lin}, cards.places)
    spoken = speak_cards(cast, shouted(board, cast))
    assert spoken.people["lin"].name == "[LIN]"
    assert "Lin" in spoken.people["lin"].names
    assert spoken.people["lin"].voice.pitch == 3.0
    assert spoken.people["kai"].voice == cards.people["kai"].voice
    assert {place.painted for place in spoken.places.values()} == {shouted(board, cast).language}


def test_missing_doubtful_and_long_words_are_found(rooftop: tuple[ShotList, Cards]) -> None:
    """A unit without words stops the make; doubtful and too long ones are told; a good catalogue is clean."""
    board, cards = rooftop
    units = units_of(board, cards)
    line = next(unit for unit in units if unit.kind is UnitKind.LINE)
    good = merge_units(Catalogue("en", "es"), units).with_words({unit.id: unit.text for unit in units})
    assert check_catalogue(good, units) == ()
    assert [f.rule for f in check_catalogue(Catalogue("en", "es", good.entries[1:]), units)] == ["T001"]
    long = good.with_words({line.id: line.text * 3})
    assert [(f.rule, f.where) for f in check_catalogue(long, units)] == [("T003", line.where)]
    doubtful = replace(good, entries=(replace(good.entries[0], doubtful=True), *good.entries[1:]))
    assert [f.rule for f in check_catalogue(doubtful, units)] == ["T002"]


def test_rewritten_line_keeps_a_doubtful_translation() -> None:
    """A line with a changed word offers its old translation for a look; another person's is not taken."""
    old = Unit("line.lin.00000001", UnitKind.LINE, "You told the whole city I was dead.", speaker="Lin")
    new = Unit("line.lin.00000002", UnitKind.LINE, "You told the whole town I was dead.", speaker="Lin")
    other = Unit("line.kai.00000003", UnitKind.LINE, "You told the whole town I was dead!", speaker="Kai")
    catalogue = Catalogue("en", "es", (Entry(old, "Le dijiste a todos que morí."),))
    merged = merge_units(catalogue, (new, other))
    assert merged.entries == (Entry(new, "Le dijiste a todos que morí.", doubtful=True), Entry(other))


def test_words_that_come_back_are_known() -> None:
    """A line that was cut and comes back has its translation again, without doubt."""
    line = Unit("line.lin.00000001", UnitKind.LINE, "Stay.", speaker="Lin")
    catalogue = merge_units(Catalogue("en", "es", (Entry(line, "Quédate."),)), ())
    assert catalogue.gone == (Entry(line, "Quédate."),)
    assert merge_units(catalogue, (line,)).entries == (Entry(line, "Quédate."),)


def test_unit_twice_is_an_error() -> None:
    """A catalogue in which an id stands twice would put words into the wrong mouth."""
    line = Unit("line.lin.00000001", UnitKind.LINE, "Stay.")
    with pytest.raises(TranslationError, match=r"line\.lin\.00000001"):
        Catalogue("en", "es", (Entry(line), Entry(line)))


@pytest.mark.parametrize(
    ("language", "text"), [("es", "No te vayas."), ("zh", "别走。"), ("ko", "가지 마세요."), ("ja", "行かないで。")]
)
def test_seconds_follow_the_language(language: str, text: str) -> None:
    """Letters, signs and syllables are counted by what the language writes: a short plea takes about a second."""
    assert 0.5 < seconds_to_say(text, language) < 2.2
    unit = Unit("line.a.00000001", UnitKind.LINE, "Don't go.", seconds=2.5)
    assert not too_long(unit, text, language)
    assert too_long(unit, text * 5, language)


class Word:
    """A word as the dictionary gives it."""

    def __init__(self, written: str, read: str, kind: str = "名詞") -> None:
        self._told = (written, read, kind)

    def surface(self) -> str:
        """As written."""
        return self._told[0]

    def reading_form(self) -> str:
        """As read."""
        return self._told[1]

    def part_of_speech(self) -> list[str]:
        """What it is."""
        return [self._told[2]]


def test_japanese_is_said_as_it_sounds() -> None:
    """Kanji are read, particles sound as they are said, marks stay; kana needs no dictionary."""
    words = [Word("私", "ワタシ"), Word("は", "ハ", "助詞"), Word("母", "ハハ"), Word("。", "。", "補助記号")]
    assert to_kana("私は母。", words=lambda _: words) == "ワタシワハハ。"
    assert to_kana("まって！", words=lambda _: pytest.fail("asked")) == "まって！"


def test_kanji_without_a_dictionary_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the dictionary is not installed the error names it and the line."""
    monkeypatch.setitem(__import__("sys").modules, "sudachipy", None)
    to_kana.__globals__["_open_dictionary"].cache_clear()
    with pytest.raises(VoiceError, match="dictionary") as failed:
        to_kana("私", where="a.fountain:3")
    assert failed.value.where == "a.fountain:3"


@pytest.mark.parametrize(
    ("film", "language"), [("noodle-shop", "en"), ("two-floors-down", "zh"), ("two-floors-down", "es")]
)
def test_translations_of_the_examples_fit_their_shots(film: str, language: str) -> None:
    """What our own catalogues say can be said in the time that the shots give, whatever changed in a script."""
    catalogue = PoCatalogue().read((EXAMPLES / film / "lang" / f"{language}.po").read_bytes())
    translated = [entry for entry in catalogue.entries if entry.text]
    assert len(translated) > 20
    assert [entry.text for entry in translated if too_long(entry.unit, entry.text, language)] == []
