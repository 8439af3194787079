"""The page that teaches writers the notes: its script is right, and without one note it is wrong as the page says."""

import re
from pathlib import Path

from reelwright.story import cast_project, check_story, format_findings, load_project

PAGE = Path(__file__).parents[3] / "docs/howto/write-with-notes.md"


def test_page_teaches_a_script_that_holds(tmp_path: Path) -> None:
    """Nothing is found in it; with the telling taken out exactly the finding that the page shows."""
    page = PAGE.read_text(encoding="utf-8")
    script = re.search(r"```fountain\n(.*?)```", page, re.DOTALL)
    told = re.search(r"```\n(film\.fountain.*?)```", page, re.DOTALL)
    assert script is not None
    assert told is not None
    (tmp_path / "s.fountain").write_text(script[1], encoding="utf-8")
    project = cast_project(tmp_path / "d", tmp_path / "s.fountain", title=None, language=None)
    assert not check_story(project)
    film = tmp_path / "d/film.fountain"
    lines = film.read_text(encoding="utf-8").splitlines(keepends=True)
    film.write_text("".join(line for line in lines if "tells: Jonah" not in line), encoding="utf-8")
    shown = told[1].strip().replace("s03-01, ", "")  # the shot is named by the command alone
    assert format_findings(check_story(load_project(tmp_path / "d"))).startswith(shown)
