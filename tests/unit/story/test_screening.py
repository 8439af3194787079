"""A premise is looked through: no love story about a child, no film of words that nobody here reads."""

from pathlib import Path

import pytest

from reelwright.story import Commission, Premise, PremiseError, read_fountain, whole_names, write_series
from reelwright.story.adapters.sketch.writer import SketchWriter
from reelwright.story.screening import language_unread, names_child, screen_premise


@pytest.mark.parametrize(
    "text",
    [
        "A fifteen-year-old girl falls in love with her teacher",
        "A teenager marries her boss",
        "A 16-year-old boy and a widow kiss",
        "十五岁的女学生爱上了她的班主任",
        "17岁的少女嫁给总裁",
        "高中生和老师恋爱",
        "A man in love with her sixteen-year-old stepson",
        "He has an affair with his sixteen-year-old niece",
        "女子高生が先生に恋する",
    ],
)
def test_love_story_about_a_child_is_refused_by_every_writer(text: str) -> None:
    """Ages in figures and words, and who is a pupil, in each language; before any writer is asked."""
    with pytest.raises(PremiseError, match="under eighteen") as told:
        screen_premise(Premise(text, language="zh" if text[0] > "z" else "en"))
    assert told.value.mend


@pytest.mark.parametrize(
    "text",
    [
        "A girl falls in love with a voice on the radio",
        "A 45-year-old baker falls in love",
        "A forty-five-year-old baker falls in love",
        "A widow with a six-year-old son falls in love with the baker",
        "带着六岁女儿的单亲妈妈爱上了老板",
        "Their ten-year-old marriage falls apart",
        "An eighteen-year-old marries",
        "A ten-year-old detective solves a theft",
        "A teacher and a student of law, both thirty years old, marry",
        "二十五岁的女厨师爱上总裁",
        "三十五岁的律师爱上前妻",
        "结婚十五年的夫妻",
    ],
)
def test_grown_people_may_love_and_children_may_be_heroes(text: str) -> None:
    """Its neighbours are written: grown people in love, and a child in a story that has none."""
    screen_premise(Premise(text, language="zh" if text[0] > "z" else "en"))


def test_nothing_is_written_where_a_premise_is_refused(tmp_path: Path) -> None:
    """The writer is not asked, and no folder is begun."""
    premise = Premise("A teenager marries her boss")
    with pytest.raises(PremiseError, match="under eighteen"):
        write_series(tmp_path / "d", premise, Commission(SketchWriter(), "sketch", lambda _: None))
    assert not (tmp_path / "d").exists()


def test_kind_of_story_that_is_of_love_is_refused_for_a_child() -> None:
    """Nor does asking for the kind by its name get round it."""
    screen_premise(Premise("A ten-year-old detective", family="cosy_mystery"))
    with pytest.raises(PremiseError, match="under eighteen"):
        screen_premise(Premise("A ten-year-old detective", family="contract_marriage"))


@pytest.mark.parametrize(
    ("text", "language", "episodes"),
    [("A ten-year-old girl enters a baking contest against her rival", "en", 3), ("小学生侦破一桩命案", "zh", 1)],
)
def test_story_about_a_child_has_no_love_in_it(text: str, language: str, episodes: int) -> None:
    """Nobody plays the love of a child, whatever the premise asks for; the film is written all the same."""
    assert names_child(text)
    for seed in (1, 2):
        writer = SketchWriter()
        bible = writer.plan(Premise(text, language=language, episodes=episodes, seed=seed), lambda _: None)
        assert "love" not in {person.role for person in bible.characters}
        assert bible.family not in ("contract_marriage", "rivals_to_lovers", "second_chance")
        assert read_fountain(writer.write(bible, (), episodes, lambda _: None).script, file="x").elements


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Una panadera descubre que su jefe es un fantasma", "Spanish"),
        ("ある料理人が幽霊の出るラーメン屋を継ぐ", "Japanese"),
        ("خباز يرث فندقا مسكونا", "Arabic"),
        ("Пекарь наследует отель", "Russian"),
        ("Eine Bäckerin erbt ein Hotel und verliebt sich", "German"),
        ("A shy baker inherits a haunted hotel", ""),
        ("一个落魄厨师继承了一家闹鬼的面馆", ""),
        ("El Dorado is a taxi company and Que Sera its driver", ""),
        ("Bakery", ""),
    ],
)
def test_language_that_is_not_read_is_said(text: str, language: str) -> None:
    """Writing and little words tell it; a foreign name in an English premise does not."""
    assert language_unread(text) == language
    if language:
        with pytest.raises(PremiseError, match=language):
            SketchWriter().plan(Premise(text), lambda _: None)


def test_whole_names_are_told_apart_from_titles() -> None:
    """A first and last name may be a real person's; how a sentence begins is none."""
    assert whole_names("Ada Brown meets the mayor, Karl von Stein, at The Bakery") == ("Ada Brown",)
    assert whole_names("A Baker wins") == ()
    assert whole_names("A chef in New York finds Ada Brown from San Francisco") == ("Ada Brown",)
