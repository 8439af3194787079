"""Writing a series into a folder: kept as it comes, gone on with, mended."""

from pathlib import Path

import pytest

from reelwright.story import (
    Commission,
    Premise,
    PremiseError,
    ProjectError,
    WritingError,
    WritingProgress,
    continue_series,
    read_bible,
    write_series,
)
from reelwright.testing import FakeWriter

HEARD: list[WritingProgress] = []
PREMISE = Premise("A baker inherits a hotel", episodes=3)


def commission(writer: FakeWriter) -> Commission:
    """Somebody who writes, heard by nobody."""
    return Commission(writer, "fake", HEARD.append)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"text": " … "}, "no word"),
        ({"text": "a" * 2001}, "2001 letters"),
        ({"text": "a baker", "language": "xx"}, "nobody here writes"),
        ({"text": "a baker", "episodes": 0}, "0 episodes"),
        ({"text": "a baker", "episodes": 101}, "101 episodes"),
        ({"text": "a baker", "seed": -1}, "out of range"),
    ],
)
def test_premise_that_nobody_can_write_is_refused(words: dict[str, object], what: str) -> None:
    """Each impossible premise is told in its own words, with what to do."""
    with pytest.raises(PremiseError, match=what) as caught:
        Premise(**words)
    assert caught.value.mend


def test_folder_holds_bible_cards_and_episodes(tmp_path: Path) -> None:
    """A series has a file an episode, a card a person and place, and its bible."""
    project = write_series(tmp_path / "d", PREMISE, commission(FakeWriter()))
    names = {path.relative_to(tmp_path / "d").as_posix() for path in (tmp_path / "d").rglob("*") if path.is_file()}
    assert {"reel.toml", "bible.toml", "cast/lin.toml", "places/cafe.toml", "episodes/03.fountain"} <= names
    assert len(project.scripts) == 3
    assert read_bible(tmp_path / "d").bible.premise == PREMISE


def test_film_of_its_own_is_one_script(tmp_path: Path) -> None:
    """One episode is a film, not a series of one."""
    write_series(tmp_path / "d", Premise("A baker"), commission(FakeWriter()))
    assert (tmp_path / "d/film.fountain").exists()
    assert not (tmp_path / "d/episodes").exists()


def test_run_that_broke_off_goes_on_where_it_was(tmp_path: Path) -> None:
    """What was written is kept and not asked for again."""
    writer = FakeWriter(breaks_at=2)
    with pytest.raises(WritingError):
        write_series(tmp_path / "d", PREMISE, commission(writer))
    writer.asked.clear()
    write_series(tmp_path / "d", PREMISE, commission(writer))
    assert writer.asked == ["write 2", "write 3"]


def test_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    """Another premise, or anything at all in the folder, is an error and nothing is written."""
    write_series(tmp_path / "d", PREMISE, commission(FakeWriter()))
    before = (tmp_path / "d/bible.toml").read_bytes()
    with pytest.raises(ProjectError, match="lies here already, of the premise"):
        write_series(tmp_path / "d", Premise("Another one", episodes=3), commission(FakeWriter()))
    assert (tmp_path / "d/bible.toml").read_bytes() == before


def test_findings_go_back_to_the_writer_until_none_is_left(tmp_path: Path) -> None:
    """A speaker without a card is told to the writer, and the mended episode is kept."""
    writer = FakeWriter(mistakes=["STRANGER ONE"])
    write_series(tmp_path / "d", Premise("A baker"), commission(writer))
    assert writer.asked[-1].startswith("mend 1: S001")
    assert "STRANGER" not in (tmp_path / "d/film.fountain").read_text()


def test_mending_that_makes_nothing_better_is_not_kept(tmp_path: Path) -> None:
    """The first of equally wrong versions stays."""
    writer = FakeWriter(mistakes=["STRANGER ONE", "STRANGER TWO", "STRANGER THREE", "STRANGER FOUR"])
    write_series(tmp_path / "d", Premise("A baker"), commission(writer))
    assert "STRANGER ONE" in (tmp_path / "d/film.fountain").read_text()


def test_series_goes_on_and_leaves_what_was_written(tmp_path: Path) -> None:
    """Further episodes come after the ones that are there, which stay as the user left them."""
    write_series(tmp_path / "d", PREMISE, commission(FakeWriter()))
    first = tmp_path / "d/episodes/01.fountain"
    first.write_text(first.read_text() + "\nLIN\nMine.\n", encoding="utf-8")
    continue_series(tmp_path / "d", 2, commission(FakeWriter()))
    assert (tmp_path / "d/episodes/05.fountain").exists()
    assert "Mine." in first.read_text()
    assert read_bible(tmp_path / "d").bible.seasons == (3, 2)


def test_continuing_that_broke_off_is_finished_and_not_gone_on_with(tmp_path: Path) -> None:
    """What a stopped run left unwritten is written first; asking for another number says so."""
    write_series(tmp_path / "d", PREMISE, commission(FakeWriter()))
    with pytest.raises(WritingError):
        continue_series(tmp_path / "d", 2, commission(FakeWriter(breaks_at=5)))
    with pytest.raises(WritingError, match="of them 5 are not written") as caught:
        continue_series(tmp_path / "d", 3, commission(FakeWriter()))
    assert "--episodes 2" in caught.value.mend

    writer = FakeWriter()
    continue_series(tmp_path / "d", 2, commission(writer))

    assert writer.asked == ["write 5"]
    assert read_bible(tmp_path / "d").bible.seasons == (3, 2)


def test_series_of_another_writer_is_not_gone_on_with(tmp_path: Path) -> None:
    """A writer goes on only with what it began."""
    write_series(tmp_path / "d", PREMISE, commission(FakeWriter()))
    with pytest.raises(WritingError, match="began this series"):
        continue_series(tmp_path / "d", 2, Commission(FakeWriter(), "other", HEARD.append))


def test_broken_bible_is_told(tmp_path: Path) -> None:
    """A bible that lost its first table says so, and not as a fault of the program."""
    write_series(tmp_path / "d", PREMISE, commission(FakeWriter()))
    (tmp_path / "d/bible.toml").write_text('title = "x"\n', encoding="utf-8")
    with pytest.raises(WritingError, match="bible"):
        continue_series(tmp_path / "d", 2, commission(FakeWriter()))
