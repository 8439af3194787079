"""A given screenplay gets a cast: distinct, fitting, and the same every time."""

from pathlib import Path

import pytest

from reelwright.story import (
    Cards,
    Place,
    ProjectError,
    ScriptError,
    Severity,
    cast_project,
    cast_script,
    check_story,
    places_guessed,
    read_fountain,
)
from reelwright.story.placing import place_kind
from reelwright.story.tables import load_table, words_in

SCRIPT = """Title: The Pier

INT. OLD POLICE STATION - BACK ROOM - NIGHT

OLD MAN WANG shuffles in. He sighs.

OLD MAN WANG
Who's there?

DETECTIVE SARAH MOSS
Me. (beat) Your mother called.

MOTHER (V.O.)
Hi.

KIT
Hello.

Kit turns. She points at the window.

SARAH AND KIT
No!

THE BOY
Run!

EXT. PIER - CONTINUOUS

DR. LEE
Wait.
"""
CHINESE = """内景 医院走廊 夜
林小雪：妈！
张大强：别过来。
母亲：孩子……
爷爷（咳嗽）：回家吧。
外景 天台 日
王医生：等等。
"""


def test_everybody_and_everywhere_gets_a_card() -> None:
    """Each speaker and each place once; a pair of known people is no third person."""
    cards = cast_script(read_fountain(SCRIPT), language="en")
    assert sorted(cards.people) == ["detective-sarah-moss", "dr-lee", "kit", "mother", "old-man-wang", "the-boy"]
    assert {place.name: place.kind for place in cards.places.values()} == {
        "Old Police Station - Back Room": "office",
        "Pier": "beach",
    }


def test_names_tell_gender_age_and_work() -> None:
    """Words, first names and the pronouns beside them are used."""
    people = cast_script(read_fountain(SCRIPT), language="en").people
    assert (people["old-man-wang"].gender, people["old-man-wang"].age) == ("male", "elder")
    assert (people["the-boy"].gender, people["the-boy"].age) == ("male", "child")
    assert people["detective-sarah-moss"].gender == people["mother"].gender == people["kit"].gender == "female"
    assert people["dr-lee"].looks[0].garment == "lab_coat"
    chinese = cast_script(read_fountain(CHINESE), language="zh")
    told = {person.name: (person.gender, person.age) for person in chinese.people.values()}
    assert told["林小雪"] == ("female", "adult")
    assert told["张大强"] == ("male", "adult")
    assert told["母亲"] == ("female", "adult")
    assert told["爷爷"] == ("male", "elder")
    assert {place.name: place.kind for place in chinese.places.values()} == {
        "医院走廊": "hospital_corridor",
        "天台": "rooftop",
    }


def test_people_are_told_apart_and_drawn_alike_twice() -> None:
    """No two of eight share hair or colours, and the same script gives the same cards."""
    names = ["ANN", "EVA", "IDA", "AMY", "SUE", "MIA", "ZOE", "EVE"]
    text = "INT. CAFE - DAY\n\n" + "".join(f"{name}\nHi.\n\n" for name in names)
    first = cast_script(read_fountain(text), language="en")
    assert cast_script(read_fountain(text), language="en") == first
    people = list(first.people.values())
    assert len({person.hair for person in people}) == len(people)
    assert len({person.looks[0].colour for person in people}) == len(people)


@pytest.mark.parametrize("text", [SCRIPT, CHINESE])
def test_a_cast_project_has_no_errors(tmp_path: Path, text: str) -> None:
    """A project around a script is whole: whoever speaks and every heading has its card."""
    file = tmp_path / "in.fountain"
    file.write_text(text, encoding="utf-8")
    project = cast_project(tmp_path / "film", file)
    assert [finding for finding in check_story(project) if finding.severity is Severity.ERROR] == []
    assert (tmp_path / "film" / "film.fountain").read_text(encoding="utf-8") == text
    assert project.settings.title == ("The Pier" if text is SCRIPT else "in")
    assert cast_project(tmp_path / "film2", file, title="Other").settings.title == "Other"


def test_a_text_without_scenes_is_refused(tmp_path: Path) -> None:
    """Prose is no screenplay, and nothing is written for it."""
    file = tmp_path / "in.fountain"
    file.write_text("Once upon a time.", encoding="utf-8")
    with pytest.raises(ScriptError, match="no scene heading"):
        cast_project(tmp_path / "film", file)
    assert not (tmp_path / "film").exists()


def test_the_asked_language_wins_over_the_guess(tmp_path: Path) -> None:
    """An English-looking script can be made in Chinese, with the label's words; nobody casts in Klingon."""
    file = tmp_path / "in.fountain"
    file.write_text(SCRIPT, encoding="utf-8")
    assert cast_project(tmp_path / "one", file).settings.language == "en"
    asked = cast_project(tmp_path / "two", file, language="zh").settings
    assert (asked.language, asked.label) == ("zh", "AI生成")
    with pytest.raises(ProjectError, match="tlh"):
        cast_project(tmp_path / "three", file, language="tlh")
    assert not (tmp_path / "three").exists()


@pytest.mark.parametrize(
    ("page", "author"),
    [
        ("Author: Zoë Ünïcode", "Zoë Ünïcode"),
        ("Authors:\n    Ann\n    Bob", "Ann, Bob"),
        ("作者：张三", "张三"),
        ("", ""),
    ],
)
def test_whoever_wrote_the_script_is_the_author_of_the_film(tmp_path: Path, page: str, author: str) -> None:
    """The name on the title page goes into reel.toml, which the seal speaks by; no name, none."""
    script = tmp_path / "a.fountain"
    script.write_text(f"Title: A\n{page}\n\nINT. CAFE - DAY\n\nDust.\n", encoding="utf-8")
    assert cast_project(tmp_path / "film", script).settings.author == author


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CLOCK TOWER", "rooftop"),
        ("OLD TEXTILE FACTORY", "office"),
        ("THE BARBERS", "shop"),
        ("FISHING BOAT", "beach"),
        ("修鞋铺", "shop"),
        ("城隍庙", "palace_hall"),
        ("派送站", "station"),
        ("THE ORB", "living_room"),
    ],
)
def test_place_of_no_list_is_the_nearest_kind_and_is_said_to_be(name: str, kind: str) -> None:
    """What a place is called at its end says what it is like; only what nothing says is a living room."""
    assert place_kind(name, outside=False) == kind
    cards = Cards(places={"a": Place("a", name, kind=kind), "b": Place("b", "RAMEN BAR", kind="cafe")})
    assert [place.id for place in places_guessed(cards)] == ["a"]


def test_table_of_nearest_kinds_has_every_word_once() -> None:
    """No word stands for two kinds, and none for a kind that nobody draws."""
    rows = load_table("casting")["nearest"]
    assert isinstance(rows, dict)
    words = [word for listed in rows.values() for word in words_in(listed)]
    assert len(words) == len(set(words))
    assert rows.keys() <= load_table("casting")["places"].keys()
