"""A cut that breaks film grammar is told at its shot; one that keeps it is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from reelwright.film import (
    Figure,
    FrameRate,
    Line,
    Setting,
    Shot,
    ShotKind,
    ShotList,
    ShotSize,
    SourceLine,
    Transition,
    View,
    Way,
)
from reelwright.story import Cards, Finding, Person, Premise, Project, Settings, load_project, read_fountain, read_story
from reelwright.story.adapters.sketch.writer import SketchWriter
from reelwright.studio import check_grammar, direct_film
from reelwright.testing import Life

AT = SourceLine("film.fountain", 1)
EXAMPLES = Path(__file__).parents[3] / "examples"
CARDS = Cards({"lin": Person("lin", "Lin"), "kai": Person("kai", "凯")})


def shot(*figures: Figure, size: ShotSize = ShotSize.MS, **more: object) -> Shot:
    """A shot of some figures; the first of them speaks."""
    setting = Setting(str(more.pop("place", "cafe")), angle=int(more.pop("angle", 0)))  # type: ignore[call-overload]
    lines = (Line("x", figures[0].person, str(more.pop("says", "Hello.")), AT),)
    kind = ShotKind.GROUP if len(figures) > 1 else ShotKind.SINGLE
    scene = int(more.pop("scene", 1))  # type: ignore[call-overload]
    return Shot("s", scene, kind, size, setting, AT, figures, lines, **more)  # type: ignore[arg-type]


def found_in(*shots: Shot, language: str = "en") -> tuple[Finding, ...]:
    """What is found in a cut."""
    named = tuple(replace(each, id=f"s01-{n:02}") for n, each in enumerate(shots, start=1))
    return check_grammar(ShotList("A", language, FrameRate(24), "9:16", named), CARDS)


def rules(*shots: Shot, language: str = "en") -> list[str]:
    """The rules that a cut breaks."""
    return [found.rule for found in found_in(*shots, language=language)]


LIN, KAI = Figure("lin", x=0.3, turn=0.4), Figure("kai", x=0.7, turn=-0.4)
CHANGED = (Figure("lin", x=0.7, turn=-0.4), Figure("kai", x=0.3, turn=0.4))


def test_changed_sides_cross_the_line() -> None:
    """Two people who change sides are told; from another angle, or on their sides, they are not."""
    assert rules(shot(LIN, KAI), shot(*CHANGED)) == ["L201"]
    assert rules(shot(LIN, KAI), shot(*CHANGED, angle=2)) == []
    assert rules(shot(LIN, KAI), shot(LIN, KAI, size=ShotSize.CU)) == []
    (told,) = found_in(shot(LIN, KAI), shot(*CHANGED))
    assert (told.shot, told.where, told.message) == ("s01-02", AT, "凯 and Lin have changed sides")


def test_single_that_looks_to_the_other_side_crosses_the_line() -> None:
    """Of two people, one who looked right and looks left is told; with a third in the scene sides may change."""
    turned = Figure("lin", x=0.7, turn=-0.4)
    scene = (shot(LIN), shot(KAI, size=ShotSize.CU), shot(turned, size=ShotSize.LS))
    assert "L201" in rules(*scene)
    assert "L201" not in rules(*scene, shot(Figure("mei"), size=ShotSize.CU))


def test_eyelines_that_do_not_meet() -> None:
    """Two singles that look the same way are told; face to face they are not."""
    away = Figure("kai", x=0.5, turn=0.4)
    assert rules(shot(LIN), shot(away)) == ["L202"]
    assert rules(shot(LIN), shot(away, scene=2)) == []
    assert rules(shot(LIN), shot(KAI)) == []


@pytest.mark.parametrize("more", [{"size": ShotSize.CU}, {"angle": 2}, {"transition": Transition.DISSOLVE}])
def test_jump_cut(more: dict[str, object]) -> None:
    """The same person in the same size from the same side is a jump; another size, angle or a dissolve is none."""
    assert rules(shot(LIN), shot(LIN)) == ["L203"]
    assert rules(shot(LIN), shot(LIN, **more)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "told"), [(ShotSize.MCU, ["L207"]), (ShotSize.CU, []), (ShotSize.MS, ["L203"])])
def test_thirty_degrees(size: ShotSize, told: list[str]) -> None:
    """A size one step away is hardly another; two steps are one."""
    assert rules(shot(LIN), shot(LIN, size=size)) == told
    assert rules(shot(LIN, KAI), shot(LIN, KAI, size=size)) == told


def test_two_different_views_of_one_person_are_no_jump() -> None:
    """A back, a profile or another thing in hand is another picture."""
    assert rules(shot(LIN), shot(replace(LIN, view=View.PROFILE))) == []
    assert rules(shot(LIN), shot(replace(LIN, holds="letter"))) == []


GOES, COMES = replace(LIN, goes=Way.RIGHT), replace(LIN, comes=Way.LEFT)
BACK = replace(LIN, comes=Way.RIGHT)
NEXT: dict[str, object] = {"place": "street", "scene": 2, "size": ShotSize.LS}


def test_direction_is_kept_over_the_cut() -> None:
    """Who leaves by the right comes in by the left; by the right again they have turned round, as both say."""
    assert rules(shot(GOES), shot(COMES, **NEXT)) == []
    (told,) = found_in(shot(GOES), shot(BACK, **NEXT))
    assert (told.rule, told.expected, told.found) == ("L205", "Lin comes in from the left", "from the right")
    assert rules(shot(GOES), shot(replace(LIN, goes=Way.LEFT), **NEXT)) == ["L205"]


@pytest.mark.parametrize("way", [Way.STAY, Way.AFAR])
def test_neutral_shot_lets_a_direction_change(way: Way) -> None:
    """Straight on or standing, nobody has a direction; and after a fade, or a return to the place, all is open."""
    assert rules(shot(GOES), shot(replace(LIN, comes=way), **NEXT), shot(BACK, scene=3, place="yard")) == []
    assert rules(shot(GOES), shot(BACK, transition=Transition.FADE, **NEXT)) == []
    assert rules(shot(GOES), shot(KAI), shot(replace(BACK, turn=0.4), size=ShotSize.LS)) == []


LONG = "You said it twice, and you said it very loudly, in front of all of my friends."


def test_line_that_does_not_fit_the_length_that_was_asked() -> None:
    """A long line in a short shot is told with both lengths; in a long shot, or one without a length, it fits."""
    (told,) = found_in(shot(LIN, says=LONG, length=24))
    assert (told.rule, told.found) == ("L206", "1.0 s")
    assert float(told.expected.removesuffix(" s")) > 4
    assert rules(shot(LIN, says=LONG, length=24 * 6)) == []
    assert rules(shot(LIN, says=LONG)) == []
    assert rules(shot(LIN, says="这件事你当着所有人的面说了两遍，还说得那么大声。", length=48), language="zh") == [
        "L206"
    ]


def test_one_size_in_a_row() -> None:
    """Seven shots of one size are told once; with another between them they are not."""
    close = [shot(each, size=ShotSize.CU) for each in (LIN, KAI, LIN, KAI, LIN, KAI, LIN)]
    assert rules(*close) == ["L204"]
    assert rules(*close[:3], shot(KAI, size=ShotSize.MS), *close[4:]) == []


@pytest.mark.parametrize("name", ["midnight-rooftop", "noodle-shop", "two-floors-down"])
@pytest.mark.parametrize("aspect", ["9:16", "16:9"])
def test_examples_keep_every_law(name: str, aspect: str) -> None:
    """The board breaks no law in any example, with their shot notes."""
    project = load_project(EXAMPLES / name)
    for screenplay in read_story(project).screenplays:
        assert check_grammar(direct_film(screenplay, project.cards, aspect=aspect), project.cards) == ()


def sketched(premise: str, language: str) -> Project:
    """Two episodes of a series by the sketch writer."""
    writer = SketchWriter()
    bible = writer.plan(Premise(premise, language=language, episodes=2), lambda _: None)
    texts = [writer.write(bible, (), number, lambda _: None).script for number in (1, 2)]
    scripts = tuple(replace(read_fountain(text, file=f"{n:02}"), episode=n) for n, text in enumerate(texts, start=1))
    return Project(Path(), Settings(title="A", language=language), bible.cards, scripts)


def lived(number: int) -> Project:
    """A story by somebody who knows nothing of the check."""
    life = Life(number)
    script = read_fountain(life.script(life.lines), file="film.fountain")
    return Project(Path(), Settings(title="A life"), life.cards, (script,))


def test_our_own_board_keeps_every_law() -> None:
    """Of scripts that nobody wrote shot notes into, no shot is told: false alarms are nought."""
    projects = [sketched("Two rival bakers share a kitchen", "en"), sketched("律师回到故乡，重逢前妻", "zh")]
    shots = 0
    for project in (*projects, *map(lived, range(4))):
        for screenplay in read_story(project).screenplays:
            board = direct_film(screenplay, project.cards)
            shots += len(board.shots)
            assert check_grammar(board, project.cards) == ()
    assert shots > 150
