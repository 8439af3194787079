"""Words that no face has letters for."""

from dataclasses import replace
from pathlib import Path

import pytest

from reelwright.film import FrameRate
from reelwright.story import Cards, Person, Place, Screenplay, load_project, read_fountain, stage_episode, stage_script
from reelwright.studio import (
    Catalogue,
    FontError,
    UnitKind,
    check_letters,
    direct_film,
    merge_units,
    units_of,
    units_of_cards,
)
from reelwright.studio.adapters.drawn.letters import CarriedTypeface, require_characters
from reelwright.testing import FakeTypeface

EXAMPLES = Path(__file__).parents[3] / "examples"
ODD = "\N{BLACK STAR}"
SCRIPT = """Title: The Roof
Credit: written by

EXT. ROOF - DAY

LIN (O.S.)
Come down.

[[insert: phone | Kai | Where are you? | > Here]]

> LATER <
"""
CARDS = Cards({"lin": Person("lin", "Lin"), "kai": Person("kai", "Kai")}, {"roof": Place("roof", "Roof", sign="EXIT")})
FACES = FakeTypeface(ODD)


def staged(text: str) -> Screenplay:
    """A script, understood."""
    return stage_script(read_fountain(text, file="film.fountain"), CARDS, language="en")[0]


def told(text: str, cards: Cards = CARDS, *, subtitles: bool = True) -> list[tuple[str, int]]:
    """File and line of what cannot be drawn."""
    found = check_letters([staged(text)], cards, FACES, subtitles=subtitles)
    assert {each.rule for each in found} <= {"S033"}
    return [(each.where.file, each.where.line) for each in found]


def test_nothing_is_told_where_every_letter_is_there() -> None:
    """A script that can be drawn has no finding."""
    assert told(SCRIPT) == []


@pytest.mark.parametrize(
    ("words", "line"),
    [("The Roof", 1), ("written by", 1), ("Come down.", 7), ("Where are you?", 9), ("LATER", 11)],
)
def test_a_character_without_letter_is_told_where_it_stands(words: str, line: int) -> None:
    """Title, credit, what is said, a message and a card: each is told with its line."""
    assert told(SCRIPT.replace(words, f"{words}{ODD}")) == [("film.fountain", line)]


def test_what_is_not_drawn_is_not_told() -> None:
    """Action, parentheticals and synopses may hold what they like; what is said too, where it is not written."""
    quiet = SCRIPT.replace("LIN (O.S.)", f"She waits. {ODD}\n\n= Plan {ODD}\n\nLIN (O.S.)")
    assert told(quiet) == []
    assert told(SCRIPT.replace("Come down.", ODD), subtitles=False) == []


def test_the_label_is_told_in_the_settings() -> None:
    """The AI label is drawn in every film, in the words of reel.toml; words that can be drawn are not told."""
    (odd,) = check_letters([staged(SCRIPT)], CARDS, FACES, label=f"AI {ODD}")
    assert (odd.rule, str(odd.where)) == ("S033", "reel.toml:1")
    assert check_letters([staged(SCRIPT)], CARDS, FACES, label="AI") == ()


def test_names_and_signs_are_told_at_their_cards() -> None:
    """A name that stands over a subtitle and a sign on a wall are drawn; cards that no film uses are not."""
    people = {key: replace(person, name=person.name + ODD) for key, person in CARDS.people.items()}
    places = {"roof": replace(CARDS.places["roof"], sign=ODD), "moon": Place("moon", "Moon", sign=ODD)}
    assert told(SCRIPT, Cards(people | {"zed": Person("zed", ODD)}, CARDS.places))[0] == ("cast/lin.toml", 1)
    assert told(SCRIPT, Cards(CARDS.people, places)) == [("places/roof.toml", 1)]


def test_message_names_the_characters_and_how_many_more() -> None:
    """The first five are named with their numbers, the others counted."""
    found = check_letters([staged(SCRIPT)], CARDS, FakeTypeface("Comedwn."))
    said = next(each for each in found if each.where.line == 7)
    assert said.message.startswith("no font here has C (U+0043), o (U+006F), m (U+006D)")
    assert said.message.endswith(" and 3 more")


@pytest.mark.parametrize("name", ["midnight-rooftop", "noodle-shop", "two-floors-down"])
def test_every_word_that_the_board_shows_is_looked_at(name: str) -> None:
    """Whatever unit of translation a film has: without a letter of it something is found; with all, nothing."""
    project = load_project(EXAMPLES / name)
    film, _ = stage_episode(project, project.scripts[0])
    board = direct_film(film, project.cards, aspect="9:16", rate=FrameRate(30), series=False)
    used = {unit for unit in units_of_cards(project.cards) if unit.kind is not UnitKind.NAME}
    for unit in (*units_of(board, project.cards), *used):
        assert check_letters([film], project.cards, FakeTypeface(unit.text)), unit
    assert check_letters([film], project.cards, CarriedTypeface()) == ()


def test_in_another_language_the_words_of_the_catalogue_count() -> None:
    """A translated line is told at the original's line; the script's own words are not looked at."""
    film = staged(SCRIPT.replace("Where are you?", ODD))
    board = direct_film(film, CARDS, aspect="9:16", rate=FrameRate(30), series=False)
    empty = merge_units(Catalogue("en", "de"), (*units_of_cards(CARDS), *units_of(board, CARDS)))
    line = next(entry.unit for entry in empty.entries if entry.unit.kind is UnitKind.LINE)
    good = empty.with_words({line.id: "Komm runter."})
    odd = empty.with_words({line.id: f"Komm runter. {ODD}"})
    assert check_letters([film], CARDS, FACES, catalogue=good) == ()
    assert [each.where.line for each in check_letters([film], CARDS, FACES, catalogue=odd)] == [7]


def test_drawing_such_a_character_says_the_same() -> None:
    """Who meets a character without a letter while drawing is told in the words of the check."""
    found = check_letters([staged(SCRIPT.replace("LATER", "\U0001f642"))], CARDS, CarriedTypeface())
    with pytest.raises(FontError) as caught:
        require_characters("\U0001f642", where="film.fountain:11")
    assert (caught.value.what, caught.value.mend) == (found[0].message, found[0].mend)
