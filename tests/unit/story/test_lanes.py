"""The chart of a story shows what the ledger knows, and keeps untrusted words harmless."""

import itertools
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


def test_nothing_on_the_wall_is_cut_off(project: Project) -> None:
    """A long fact is written whole on lines of its own, Chinese too, and all of the chart fits on a page."""
    fact = "the shop was never sold because the lawyer who signed had died the winter before that"
    told = words(draw_lanes(rewritten(project, SCRIPT.replace("the shop was never sold", fact))))
    assert fact in " ".join(told)
    assert not any("…" in each for each in told)
    han = "铺子从来没有卖掉因为签字的律师头一年冬天就已经不在人世了"
    page = draw_lanes(rewritten(project, SCRIPT.replace("the shop was never sold", han)))
    assert han in "".join(words(page))
    fit, width = re.search(r"--fit:([\d.]+)", page), re.search(r'class="" width="(\d+)"', page)
    assert fit is not None
    assert width is not None
    assert float(fit[1]) * (128 + int(width[1])) <= 1041


def test_look_is_told_when_it_is_another(project: Project) -> None:
    """What somebody wears stands in the first block and where it changes, and not in every one."""
    assert words(draw_lanes(project)).count("everyday") == 2


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


def rewritten(project: Project, script: str, *, language: str = "en", name: str = "film.fountain") -> Project:
    """The project with another script and language."""
    (project.root / "reel.toml").write_text(f'title = "A"\nlanguage = "{language}"\n', encoding="utf-8")
    (project.root / name).parent.mkdir(exist_ok=True)
    (project.root / name).write_text(script, encoding="utf-8")
    return load_project(project.root)


def test_chart_of_a_chinese_film_is_chinese(project: Project) -> None:
    """Times, things and the words of the page are in the language of the film; no English sentence is left."""
    page = draw_lanes(rewritten(project, SCRIPT.replace("letter", "信"), language="zh"))
    told = words(page)
    assert {"信", "拿着信", "第1天", "第1天的3年前 · 闪回"} <= set(told)
    assert '<html lang="zh">' in page
    assert "<th>连戏</th>" in page
    assert re.search("Each column|Scores| has |flashback", page) is None


def test_scene_in_which_something_is_wrong_says_so(project: Project) -> None:
    """The head of the column counts what was found, and tells it where one points; other columns say nothing."""
    page = draw_lanes(rewritten(project, SCRIPT.replace("KAI\nStay.", "[[needs: Kai: it rains]]\n\nKAI\nStay.")))
    (found,) = re.findall(r'class="bad"><title>([^<]*)</title>1 found</text>', page)
    assert "Kai cannot know this yet: it rains" in found
    assert "<h2>What is wrong</h2><ul><li>film.fountain:" in page
    clean = draw_lanes(rewritten(project, SCRIPT))
    assert not re.search(" found<|What is wrong", clean)


def test_episodes_of_a_series_have_a_table(project: Project) -> None:
    """What each episode asks, answers and turns is counted; a film of its own has no such table."""
    assert "Episodes" not in draw_lanes(project)
    (project.root / "film.fountain").unlink()
    head = "INT. CAFE - DAY\n\n"
    rewritten(project, f"{head}[[question: who?]]\n[[value: trust = none]]\n\nLIN\nA.\n", name="episodes/01.fountain")
    series = rewritten(project, f"{head}[[answers: who?]]\n\nLIN\nB.\n", name="episodes/02.fountain")
    rows = re.findall(r"<tr><th>(\d)</th><td>(\d)</td><td>(\d)</td><td>(\d)</td><td>(\d)</td></tr>", draw_lanes(series))
    assert rows == [("1", "1", "0", "1", "1"), ("2", "0", "1", "0", "0")]


def test_long_series_is_printed_in_strips_and_a_short_film_in_one_piece(project: Project) -> None:
    """Every scene of a chart that is wider than a page is in one strip that can be read; three scenes need none."""
    assert "strips" not in draw_lanes(project).partition("</style>")[2]
    scenes = "".join(f"INT. CAFE - DAY\n\nLIN\nWord {number}.\n\n" for number in range(20))
    page = draw_lanes(rewritten(project, f"Title: A\n\n{scenes}")).partition("</style>")[2]
    spans = [tuple(map(int, span)) for span in re.findall(r'viewBox="(\d+) 0 (\d+) \d+"[^>]*><use href="#chart"', page)]
    assert 'class="wall long"' in page
    assert spans[0][0] == 0
    assert all(left + width - 1 == after for (left, width), (after, _) in itertools.pairwise(spans))
    whole = re.search(r'class="" width="(\d+)"', page)
    assert whole is not None
    assert sum(width - 1 for _, width in spans) == int(whole[1]) - 1
    fit = re.search(r'class="strips" style="--fit:([\d.]+)"', page)
    assert fit is not None
    assert float(fit[1]) == 0.75
    assert max(width for _, width in spans) * 0.75 <= 1040
