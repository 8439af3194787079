"""What goes wrong in stories is found, and right stories are left alone."""

import ast
import random
from functools import cache
from pathlib import Path

import pytest

import reelwright.testing
from reelwright.story import Project, Settings, Severity, check_story, load_project, read_fountain
from reelwright.testing import DROPPED_EVENTS, STATE_FAULTS, Life, LivedLine

EXAMPLES = Path(__file__).parents[4] / "examples"
SEEDS = range(4)


@cache
def lived(seed: int) -> Life:
    """The story of a seed, lived once: a fault copies its lines and leaves them as they are."""
    return Life(seed)


def told(life: Life, lines: list[LivedLine]) -> set[tuple[str, str]]:
    """What the check tells of a story, notes apart."""
    script = read_fountain(life.script(lines), file="film.fountain")
    project = Project(Path(), Settings(title="A life"), life.cards, (script,))
    return {(each.rule, each.message) for each in check_story(project) if each.severity is not Severity.NOTE}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("careful", [True, False])
def test_right_story_is_left_alone(seed: int, careful: bool) -> None:  # noqa: FBT001
    """A story that was lived as it is written has nothing wrong in it."""
    life = Life(seed, careful=careful)
    assert told(life, life.lines) == set()


@pytest.mark.parametrize("kind", [*STATE_FAULTS, *DROPPED_EVENTS])
def test_fault_is_found(kind: str) -> None:
    """A fault of each kind is found in every story that has a place for it; in most where an event was forgotten."""
    fault = (STATE_FAULTS | DROPPED_EVENTS)[kind]
    found = []
    for seed in range(8):
        life = lived(seed)
        lines = fault(life.lines, random.Random(seed))
        if lines is not None:
            found.append(bool(told(life, lines)))
    assert len(found) >= 3
    assert all(found) if kind in STATE_FAULTS else sum(found) >= 0.7 * len(found)


@pytest.mark.parametrize("module", ["lives", "faults"])
def test_stories_know_nothing_of_the_checker(module: str) -> None:
    """What makes the stories and breaks them takes cards from the story room and nothing else of it."""
    source = (Path(reelwright.testing.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
    taken = {
        name.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reelwright")
        for name in node.names
    }
    assert taken <= {"Cards", "Look", "Person", "Place"}


def test_life_is_the_same_for_the_same_seed() -> None:
    """A seed is a story."""
    assert Life(7).script() == Life(7).script()
    assert Life(7).script() != Life(8).script()


FAULTS_BY_HAND = [
    ("midnight-rooftop", "[[wear: Lin = spring dress]]", "[[wear: Lin = ball gown]]"),
    ("midnight-rooftop", "MADAM SHAO\n(smug)\nIs she dead?", "MADAM SHAW\n(smug)\nIs she dead?"),
    ("midnight-rooftop", "INT. HOSPITAL CORRIDOR - NIGHT", "INT. MORGUE - NIGHT"),
    ("midnight-rooftop", "KAI\n(looking away)", "[[exit: Kai]]\n\nKAI\n(looking away)"),
    ("midnight-rooftop", "KAI\n(worried)\nIt worked.", "[[die: Kai]]\n\nKAI\n(worried)\nIt worked."),
    ("two-floors-down", "PRIYA\n", "[[needs: Priya: the lift was never broken]]\n\nPRIYA\n"),
    ("two-floors-down", "PRIYA\n", "[[give: letter, Mrs Okoro -> Priya]]\n\nPRIYA\n"),
    ("two-floors-down", "TOM\n", "[[pays: the fire escape]]\n\nTOM\n"),
    ("two-floors-down", "TOM\n", "[[answers: who stopped the lift?]]\n\nTOM\n"),
    ("two-floors-down", "TOM\n", "[[shows: Tom = bruise]]\n\nTOM\n"),
    ("two-floors-down", "TOM\n", "[[tells: Tom -> Priya: he owns the building]]\n\nTOM\n"),
    ("two-floors-down", "TOM\n", "[[heal: Tom = cut]]\n\nTOM\n"),
    ("noodle-shop", "阿岚\n", "[[须知: 阿岚: 房子卖掉了]]\n\n阿岚\n"),
    ("noodle-shop", "阿岚\n", "[[兑现: 那把钥匙]]\n\n阿岚\n"),
    ("noodle-shop", "阿岚\n", "[[可见: 阿岚 = 淤青]]\n\n阿岚\n"),
]


@pytest.mark.parametrize(("film", "before", "after"), FAULTS_BY_HAND)
def test_fault_by_hand_is_found_at_its_line(film: str, before: str, after: str, tmp_path: Path) -> None:
    """A fault put into an example film by hand is told at the line where it shows, or where it was made."""
    project = load_project(EXAMPLES / film)
    clean = [each for each in check_story(project) if each.severity is Severity.ERROR]
    assert clean == []
    text = (EXAMPLES / film / "film.fountain").read_text(encoding="utf-8")
    assert before in text
    wrong = text.replace(before, after, 1)
    first = text[: text.index(before)].count("\n") + 1
    script = read_fountain(wrong, file="film.fountain")
    found = check_story(Project(tmp_path, project.settings, project.cards, (script,)))
    lines = [each.where.line for each in found if each.severity is not Severity.NOTE]
    assert lines
    assert any(first <= line <= first + after.count("\n") + 3 for line in lines), lines
