"""The chart of a story shows what the ledger knows, and keeps untrusted words harmless."""

import re
from pathlib import Path

import pytest

from reelwright.story import Project, draw_lanes, load_project

SCRIPT = """Title: The Letter

INT. CAFE - DAY

[[take: Lin = letter]]
[[learns: Lin: the shop was never sold]]

Lin reads.

[[give: letter, Lin -> Kai]]

KAI
What is it?

INT. CAFE - NIGHT

[[flashback: 3 years]]

KAI
Stay.

INT. ROOF - NIGHT

[[die: Kai]]

LIN
No!
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of three scenes."""
    for folder, name in (("cast", "Lin"), ("cast", "Kai"), ("places", "Cafe"), ("places", "Roof <b>")):
        (tmp_path / folder).mkdir(exist_ok=True)
        key = name.split()[0].lower()
        (tmp_path / folder / f"{key}.toml").write_text(f'name = "{name}"\nnames = ["{key}"]\n', encoding="utf-8")
    (tmp_path / "reel.toml").write_text('title = "A & B"\n', encoding="utf-8")
    (tmp_path / "film.fountain").write_text(SCRIPT, encoding="utf-8")
    return load_project(tmp_path)


def words(page: str) -> list[str]:
    """Every word that the chart writes."""
    return re.findall(r"<text[^>]*>(?:<title>[^<]*</title>)?([^<]*)</text>", page)


def test_chart_shows_what_the_ledger_knows(project: Project) -> None:
    """Looks, things, gifts, what is learned, deaths and flashbacks stand in the scene in which they are so."""
    page = draw_lanes(project)
    told = words(page)
    assert {"Lin", "Kai", "letter", "has letter", "dies", "everyday"} <= set(told)
    assert any(each.startswith("+ the shop was") for each in told)
    assert page.count('class="give"') == 1
    assert page.count('class="back"') == 1
    assert told.count("has letter") >= 1
    assert told.index("has letter") > told.index("Kai")


def test_chart_has_a_block_for_everybody_in_a_scene_and_for_nobody_else(project: Project) -> None:
    """Both in the first scene, one of them in each of the others: as many blocks as there are appearances."""
    page = draw_lanes(project)
    assert page.count('class="here"') == 4


def test_words_of_the_user_stay_words(project: Project) -> None:
    """Names and titles are written, never run."""
    page = draw_lanes(project)
    assert "<b>" not in page
    assert "Roof &lt;b&gt;" in page
    assert "A &amp; B" in page


def test_scores_stand_under_the_chart(project: Project) -> None:
    """What was counted is told with its share; what nobody asked for is left out."""
    page = draw_lanes(project)
    assert re.search(r"<th>continuity</th><td>100.0 %</td><td>(\d+) of \1</td>", page)
    assert "set-ups paid" not in page
