"""``reel new``: which argument is the premise, what comes of it, what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reelwright.cli import main
from reelwright.cli.new import line_of
from reelwright.story import Cost, WritingProgress

CHEF = "A disgraced chef inherits a haunted noodle shop"


def new(*words: str) -> Result:
    """Run ``reel new``."""
    return CliRunner().invoke(main, ["new", *words])


@pytest.mark.parametrize("premise_first", [True, False])
def test_premise_and_folder_may_come_in_any_order(tmp_path: Path, premise_first: bool) -> None:  # noqa: FBT001
    """A premise has spaces and a folder has not, so either may come first."""
    folder = str(tmp_path / "d")
    words = (CHEF, folder) if premise_first else (folder, CHEF)
    result = new(*words, "--episodes", "3", "--json")
    assert result.exit_code == 0, result.output
    assert "episodes/03.fountain" in json.loads(result.stdout)["files"]


def test_line_of_progress_tells_money_where_prices_are_known() -> None:
    """Calls and tokens are always told, what was spent only where a price was given."""
    free = WritingProgress("write", 1, 3, Cost(calls=1, tokens_in=120, tokens_out=45))
    assert line_of(free) == "write 1/3, 1 call, 165 tokens"
    paid = replace(free, spent=replace(free.spent, calls=2, micros=1_234_500))
    assert line_of(paid) == "write 1/3, 2 calls, 165 tokens, 1.2345 spent"


def test_premise_alone_names_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder the film lies in one named after the premise, and what was read in that is told."""
    monkeypatch.chdir(tmp_path)
    told = new(CHEF)
    assert told.exit_code == 0
    assert "from your premise: disgraced, chef, noodle shop" in told.output
    assert "\nkind of story: hidden heir (another: --family" in told.output
    assert (
        "\nnearest kind of story: cosy mystery (nothing in the premise asks for one"
        in new("A shepherd counts stars", "s").output
    )
    assert (tmp_path / "a-disgraced-chef-inherits-a-haunted-nood/film.fountain").exists()


def test_story_without_a_word_is_named(tmp_path: Path) -> None:
    """An empty file, and one of signs alone, say which file it is; nothing is begun."""
    for content in ("", " \n...1\n"):
        (tmp_path / "story.txt").write_text(content, encoding="utf-8")
        told = new(str(tmp_path / "d"), "--story", str(tmp_path / "story.txt"))
        assert (told.exit_code, f"{tmp_path / 'story.txt'}: there is no word" in told.stderr) == (1, True)
    assert not (tmp_path / "d").exists()


def test_series_goes_on(tmp_path: Path) -> None:
    """``--continue`` writes further episodes into a series."""
    folder = str(tmp_path / "d")
    new(folder, CHEF, "--episodes", "2")
    result = new(folder, "--continue", "--episodes", "2")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "d/episodes/04.fountain").exists()


def test_folder_that_is_not_empty_is_described_and_gone_on_with(tmp_path: Path) -> None:
    """The same premise finishes what was begun and says what is new; another one is told what lies there."""
    folder = str(tmp_path / "d")
    order = (folder, CHEF, "--episodes", "2")
    assert "a new film" in new(*order).output
    (tmp_path / "d/episodes/02.fountain").unlink()
    told = new(*order).output
    assert "goes on; new there:\n  episodes/02.fountain\nfrom" in told
    assert "already, whole; nothing was written" in new(*order).output
    longer = new(folder, CHEF, "--episodes", "5").stderr
    assert "of the same premise with --episodes 2" in longer
    assert f"reel new --continue --episodes 3 {folder}" in longer
    assert f'of the premise "{CHEF}"' in new(folder, "A cat rents a hat").stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("d",), 2),
        (("d", "--title", "X", "--continue", CHEF), 2),
        ((CHEF, "d", "e"), 2),
        ((CHEF, "d", "--family", "western"), 1),
        ((CHEF, "d", "--episodes", "0"), 1),
        ((CHEF, "d", "--writer", "nobody"), 3),
        (("d", "--continue"), 1),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    words: tuple[str, ...], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong usage ends with 2, a premise or folder that will not do with 1, a missing writer with 3; never a trace."""
    monkeypatch.chdir(tmp_path)
    result = new(*words)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert result.output.strip()


@pytest.mark.parametrize("words", [("--title", "Rain"), (CHEF,)])
def test_folder_that_cannot_be_written_is_a_failure(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Nothing that the user wrote is wrong when the disk refuses: that ends with 3, in words."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = new(str(tmp_path / "file" / "film"), *words)
    assert (result.exit_code, "cannot be written" in result.stderr) == (3, True)
