"""No love of anybody under eighteen: in a given story, in a plan, in a script, whoever wrote them."""

from pathlib import Path

import pytest

from reelwright.story import (
    Bible,
    Cards,
    Character,
    Commission,
    Episode,
    Outline,
    Person,
    Premise,
    PremiseError,
    WritingError,
    read_fountain,
    write_series,
)
from reelwright.story.young_love import love_in_plan, love_in_script, love_of_minor
from reelwright.testing import FakeWriter

CAST = Cards(people={"mia": Person("mia", "Mia", age="teen"), "coach": Person("coach", "Coach")})


@pytest.mark.parametrize(
    "text",
    [
        "It rains. A fifteen-year-old girl falls in love with her teacher.",
        "A fifteen-year-old girl meets her teacher and falls in love with him.",
        "The girl of sixteen is alone, and the coach falls in love with her.",
        "He falls in love with a sixteen-year-old girl.",
        "She falls in love with her sixteen-year-old stepson.",
        "Mia is fifteen. The coach is kind. He kisses Mia on the roof.",
        "Mia, fifteen, waits. She falls in love with the coach.",
        "Mia (16) walks in.\n\nThe boss is in love with Mia.",
        "The teacher kisses the schoolgirl behind the gym.",
        "Her teenage daughter falls in love with the coach.",
        "She was sixteen when she fell in love with the lieutenant.",
        "The teenager, blushing, kisses her boss.",
        "Mia, a shy seventeen-year-old student, falls in love with her tutor.",
        "Mia is a high school student. It rains. Her tutor is in love with Mia.",
        "At sixteen, Mia falls in love with her coach.",
        "Two teens fall in love.",
        "Mia is fifteen. It rains. Mia and the coach kiss.",
        "Mia is fifteen. He takes Mia's face in his hands and kisses her.",
        "十五岁的女孩爱上了她的班主任。",
        "他爱上了一个十五岁的女孩。",
        "林小雨，十五岁，是个学生。下雨了。班主任吻了林小雨。",
        "十六岁的小雨走进教室。她爱上了老师。",
    ],
)
def test_love_of_a_child_is_found_in_a_long_text(text: str) -> None:
    """Who loves and who is loved, by age, word or name, in one sentence or by a pronoun in the next."""
    assert love_of_minor(text)


@pytest.mark.parametrize(
    "text",
    [
        "A widow with a six-year-old son falls in love with the baker.",
        "Mara, in love with Tom, raises her six-year-old alone.",
        "Mara raises her six-year-old daughter and falls in love with Tom.",
        "She kissed her six-year-old son goodnight. Tom kisses the little girl on the forehead.",
        "Mia is six. Her mother falls in love with the baker. Mia's aunt marries.",
        "They opened a ten-year-old whisky and fell in love.",
        "He was nine minutes late and in love with her.",
        "Ada and Bruno marry. A schoolboy throws rice. The little girl carries the ring.",
        "Mara, the mother of a sixteen-year-old, falls in love. Tom is a teenager's father and marries.",
        "Ada, a high school teacher, falls in love. At sixteen hundred hours they kissed.",
        "The schoolgirl's father kisses her. A schoolboy throws rice and Ada kisses Bruno.",
        "The teenager solves the case while her parents fall in love again.",
        "He falls in love with the mother of a six-year-old girl.",
        "Little girl, I hold your hand, and you have kissed me.",
        "On June 12, they fell in love. In June, 16, the train came. June was when they married.",
        "结婚十五年的夫妻。他吻了六岁女儿的额头。",
        "他十岁的时候搬到上海。后来他爱上了一个律师。",
        "她爱上了小雨的老师。小雨今年六岁。",
    ],
)
def test_child_in_a_story_of_grown_up_love_is_no_love_of_a_child(text: str) -> None:
    """Parents in love, kisses of the family, things of some age, and children who look on."""
    assert not love_of_minor(text)


@pytest.mark.parametrize(
    ("role", "want", "scene"),
    [
        ("love interest", "to win", "It rains."),
        ("hero", "to kiss Coach", "It rains."),
        ("hero", "to win", "Coach kisses Mia."),
    ],
)
def test_plan_is_looked_through_with_the_ages_of_its_cast(role: str, want: str, scene: str) -> None:
    """A part, a wish, a scene of the outline: who is a child is known from the cards."""
    people = (Character("mia", "Mia", role, want), Character("coach", "Coach", "friend", "to help"))
    bible = Bible(Premise("a match"), "T", "A match.", "drama", (1,), people, cards=CAST)
    assert love_in_plan(bible, (Outline(1, (scene,)),))
    innocent = (Character("mia", "Mia", "hero", "to win"), Character("coach", "Coach", "love interest", "to marry Ada"))
    bible = Bible(Premise("a match"), "T", "A match.", "drama", (1,), innocent, cards=CAST)
    assert not love_in_plan(bible, (Outline(1, ("Coach kisses Ada.",)),))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("COACH\nI am in love with you.\n\nMIA\nOh.", True),
        ("MIA\nI fell in love with you.\n\nCOACH\nOh.", True),
        ("COACH\nOh.\n\nMIA\nOh.\n\nMia kisses Coach.", True),
        ("\\1G\nI am in love with you.\n\nMIA\nOh.", True),
        ("COACH\nI am in love with Ada.\n\nMIA\nAre you in love with her?", False),
        ("COACH\nI am in love with you.\n\nMIA\nOh.\n\nADA\nOh.", False),
    ],
)
def test_script_is_looked_through_as_it_is_said(said: str, found: bool) -> None:  # noqa: FBT001
    """Who says "I" and to whom is known; three in a scene may mean each other."""
    script = read_fountain(f"INT. GYM - DAY\n\nCoach waits.\n\n{said}\n", file="x")
    assert bool(love_in_script(script, CAST)) is found


class _Bold(FakeWriter):
    """A writer who writes what may not be written."""

    def write(self, bible, outlines, number, hear):
        """An episode of a child in love."""
        super().write(bible, outlines, number, hear)
        return Episode(number, "INT. CAFE - DAY\n\nA schoolgirl kisses her teacher.\n")


def test_what_a_writer_makes_of_an_innocent_premise_is_refused(tmp_path: Path) -> None:
    """The page is told and not kept."""
    with pytest.raises(WritingError, match="and the writer did") as told:
        write_series(tmp_path / "d", Premise("A baker"), Commission(_Bold(), "bold", lambda _: None))
    assert told.value.mend
    assert not (tmp_path / "d/film.fountain").exists()


def test_given_story_is_refused_before_anybody_reads_it(tmp_path: Path) -> None:
    """The sentence is told, and no folder begun."""
    premise = Premise("", story="It rains. A schoolgirl kisses her teacher.\n" * 3)
    with pytest.raises(PremiseError, match=r'under eighteen.*"A schoolgirl kisses') as told:
        write_series(tmp_path / "d", premise, Commission(FakeWriter(), "fake", lambda _: None))
    assert told.value.mend
    assert not (tmp_path / "d").exists()
