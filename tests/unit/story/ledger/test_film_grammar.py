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
)
from reelwright.story import check_grammar, load_project, read_story
from reelwright.studio import direct_film

AT = SourceLine("film.fountain", 1)
EXAMPLES = Path(__file__).parents[4] / "examples"


def shot(*figures: Figure, size: ShotSize = ShotSize.MS, **more: object) -> Shot:
    """A shot of some figures; the first of them speaks."""
    angle = int(more.pop("angle", 0))  # type: ignore[call-overload]
    lines = (Line("x", figures[0].person, "Hello.", AT),)
    kind = ShotKind.GROUP if len(figures) > 1 else ShotKind.SINGLE
    return Shot("s", 1, kind, size, Setting("cafe", angle=angle), AT, figures, lines, **more)  # type: ignore[arg-type]


def rules(*shots: Shot) -> list[str]:
    """What is found in a cut."""
    named = tuple(replace(each, id=f"s01-{n:02}") for n, each in enumerate(shots, start=1))
    return [found.rule for found in check_grammar(ShotList("A", "en", FrameRate(24), "9:16", named))]


LIN, KAI = Figure("lin", x=0.3, turn=0.4), Figure("kai", x=0.7, turn=-0.4)
CHANGED = (Figure("lin", x=0.7, turn=-0.4), Figure("kai", x=0.3, turn=0.4))


def test_changed_sides_cross_the_line() -> None:
    """Two people who change sides are told; from another angle, or on their sides, they are not."""
    assert rules(shot(LIN, KAI), shot(*CHANGED)) == ["L201"]
    assert rules(shot(LIN, KAI), shot(*CHANGED, angle=2)) == []
    assert rules(shot(LIN, KAI), shot(LIN, KAI, size=ShotSize.MLS)) == []


def test_eyelines_that_do_not_meet() -> None:
    """Two singles that look the same way are told; face to face they are not."""
    away = Figure("kai", x=0.5, turn=0.4)
    assert rules(shot(LIN), shot(away)) == ["L202"]
    assert rules(shot(LIN), shot(KAI)) == []


@pytest.mark.parametrize("more", [{"size": ShotSize.CU}, {"angle": 2}, {"transition": Transition.DISSOLVE}])
def test_jump_cut(more: dict[str, object]) -> None:
    """The same person in the same size from the same side is a jump; another size, angle or a dissolve is none."""
    assert rules(shot(LIN), shot(LIN)) == ["L203"]
    assert rules(shot(LIN), shot(LIN, **more)) == []  # type: ignore[arg-type]


def test_one_size_in_a_row() -> None:
    """Seven shots of one size are told once; with another between them they are not."""
    close = [shot(each, size=ShotSize.CU) for each in (LIN, KAI, LIN, KAI, LIN, KAI, LIN)]
    assert rules(*close) == ["L204"]
    assert rules(*close[:3], shot(KAI, size=ShotSize.MS), *close[4:]) == []


@pytest.mark.parametrize("name", ["midnight-rooftop", "noodle-shop", "two-floors-down"])
def test_our_own_board_keeps_the_line(name: str) -> None:
    """The board crosses no axis and breaks no eyeline in any example."""
    project = load_project(EXAMPLES / name)
    for screenplay in read_story(project).screenplays:
        found = {each.rule for each in check_grammar(direct_film(screenplay, project.cards))}
        assert found.isdisjoint({"L201", "L202"})
