"""Cards are read strictly and printed for beginners."""

from dataclasses import replace

import pytest

from reelwright.film import GARMENTS, HAIR_STYLES
from reelwright.story import (
    CardError,
    Look,
    Person,
    Place,
    VoiceCard,
    print_person,
    print_place,
    read_person,
    read_place,
)


def test_a_short_card_is_enough() -> None:
    """Only the name is needed; everything else has a value."""
    person = read_person('name = "Lin"', file="cast/lin.toml")
    assert (person.id, person.name, person.gender, person.looks) == ("lin", "Lin", "neutral", (Look(),))


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('name = "Lin"\nhair = "bobb"', 2, '"bob"'),
        ('name = "Lin"\nhiar = "bob"', 2, '"hair"'),
        ('name = "Lin"\n\n[[look]]\ngarment = "dres"', 4, '"dress"'),
        ('name = "Lin"\n[[look]]\n[[look]]\nhatt = "cap"', 4, '"hat"'),
        ('name = "Lin"\nskin = "pink"', 2, "#c8384a"),
        ('name = "Lin"\n[voice]\npitch = 99', 3, "-12 to 12"),
        ('name = "Lin"\nfreckles = 1', 2, "true or false"),
        ('name = "Lin"\nvoice = 3', 2, "[voice]"),
        ("name = 5", 1, "a text in quotes"),
        ('name = "Lin"\nname = "Kai"', 2, "key = "),
        ("[[look]]\nname = 'a'", 1, 'name = "…"'),
    ],
)
def test_a_mistake_has_a_line_and_a_mend(text: str, line: int, word: str) -> None:
    """Unknown keys and values say where they stand and what was probably meant."""
    with pytest.raises(CardError) as caught:
        read_person(text, file="cast/lin.toml")
    assert caught.value.where == f"cast/lin.toml:{line}"
    assert word in caught.value.mend


def test_all_mistakes_are_told_at_once() -> None:
    """Two mistakes need one run, not two."""
    with pytest.raises(CardError) as caught:
        read_place('name = "Roof"\nkind = "roof"\nseed = "x"', file="places/roof.toml")
    assert "rooftop" in str(caught.value)
    assert "seed" in str(caught.value)


@pytest.mark.parametrize("kind", ["sky castle", "cafes", ""])
def test_an_unknown_place_kind_lists_the_choices(kind: str) -> None:
    """A place of no kind we draw names all kinds."""
    with pytest.raises(CardError, match="noodle_shop"):
        read_place(f'name = "A"\nkind = "{kind}"', file="places/a.toml")


def test_a_printed_card_is_read_back() -> None:
    """What is printed is the card, and it shows every choice."""
    person = Person(
        id="lin",
        name='林 "Lin" \\ \x7f',
        names=("LIN", "小林"),
        gender="female",
        freckles=True,
        looks=(Look(), Look(name="red suit", garment="suit", colour="#aa0000")),
    )
    printed = print_person(person)
    assert replace(read_person(printed, file="cast/lin.toml"), source=None) == person
    assert all(word in printed for word in (*HAIR_STYLES, *GARMENTS))
    place = Place(id="roof", name="Rooftop", names=("ROOF",), kind="rooftop", seed=3, sign="OPEN", tint="#aabbcc")
    assert replace(read_place(print_place(place), file="places/roof.toml"), source=None) == place


def test_voice_of_another_language_differs_where_it_says() -> None:
    """A table [voice.zh] changes what it names, keeps the rest, and speaks only in that language."""
    person = read_person(
        'name = "Lin"\n[voice]\npitch = 1.0\nrate = 1.1\n[voice.zh]\npitch = 3.0\n', file="cast/lin.toml"
    )
    assert person.heard_in("zh-Hans").voice == VoiceCard(pitch=3.0, rate=1.1)
    assert person.heard_in("es").voice == VoiceCard(pitch=1.0, rate=1.1)


@pytest.mark.parametrize("table", ["[voice.Chinese]\npitch = 1", "[voice.zh]\nspeed = 2", "[voice.zh]\npitch = 99"])
def test_voice_of_no_language_is_an_error(table: str) -> None:
    """A name that is no tag, an unknown key and a wrong number are told, once."""
    with pytest.raises(CardError) as failed:
        read_person(f'name = "Lin"\n{table}\n', file="cast/lin.toml")
    assert "also" not in failed.value.mend


def test_several_mistakes_are_told_one_a_line() -> None:
    """The first mistake is told in full, the others in a line each without its list of choices; of many some."""
    with pytest.raises(CardError) as failed:
        read_person('name = "Lin"\nhiar = "bob"\nagee = "adult"\nskn = 1\n', file="cast/lin.toml")
    first, *others = failed.value.mend.splitlines()
    assert "the choices are" in first
    assert len(others) >= 2
    assert all(line.startswith("  also cast/lin.toml:") and len(line) < 100 for line in others)
    with pytest.raises(CardError) as failed:
        read_person('name = "Lin"\n' + "".join(f"k{number} = 1\n" for number in range(20)), file="cast/lin.toml")
    assert "more like these" in failed.value.mend.splitlines()[-1]
