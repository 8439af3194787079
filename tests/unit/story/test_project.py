"""A project folder is read, or refused with one clear message."""

from pathlib import Path

import pytest

from reelwright.story import CardError, ProjectError, ScriptError, StoryError, check_story, load_project, new_project

SCRIPT = "INT. CAFE - DAY\n\nADA\nHello.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one person, one place and one scene."""
    for name, text in {
        "reel.toml": 'title = "A"\n',
        "film.fountain": SCRIPT,
        "cast/ada.toml": 'name = "Ada"\n',
        "places/cafe.toml": 'name = "Cafe"\nkind = "cafe"\n',
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_project_is_read(root: Path) -> None:
    """Settings, cards and script arrive; sources are relative to the folder."""
    project = load_project(root)
    assert (project.settings.title, list(project.cards.people), list(project.cards.places)) == ("A", ["ada"], ["cafe"])
    assert str(project.scripts[0].elements[0].source) == "film.fountain:1"
    assert load_project(root / "reel.toml") == project
    assert check_story(project) == ()


def test_episodes_come_in_order(root: Path) -> None:
    """A series is episodes/NN.fountain, sorted by number; another name is refused."""
    (root / "film.fountain").unlink()
    (root / "episodes").mkdir()
    for name in ("10.fountain", "02.fountain"):
        (root / "episodes" / name).write_text(SCRIPT, encoding="utf-8")
    assert [script.episode for script in load_project(root).scripts] == [2, 10]
    (root / "episodes" / "two.fountain").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(ProjectError, match=r"two\.fountain"):
        load_project(root)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x00\x01\x02\x03", "binary"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04abc", "Word"),
        (b"INT. CAF\xc9 - DAY\n", "not UTF-8"),
        (b"\x01\x02\x03\x04\x05\x06", "binary"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"a" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_text_is_told(root: Path, content: bytes, what: str) -> None:
    """Binary, foreign and huge files each have their own message with the file's name."""
    (root / "film.fountain").write_bytes(content)
    with pytest.raises(ScriptError, match=what) as caught:
        load_project(root)
    assert caught.value.where.startswith("film.fountain")
    assert caught.value.mend


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_a_foreign_encoding_is_read_with_a_note(root: Path, encoding: str) -> None:
    """UTF-16 with its mark and GB 18030 are read; a note asks for UTF-8."""
    (root / "film.fountain").write_bytes("内景 面馆 夜\n\n林：你好，面好了吗？\n".encode(encoding))
    project = load_project(root)
    assert project.scripts[0].elements[0].text == "内景 面馆 夜"
    assert [finding.rule for finding in project.findings] == ["S021"]


def test_missing_things_are_told(root: Path) -> None:
    """No folder, no reel.toml and no script are three different messages."""
    with pytest.raises(ProjectError, match="no such folder"):
        load_project(root / "nowhere")
    (root / "film.fountain").unlink()
    with pytest.raises(ProjectError, match="no screenplay"):
        load_project(root)
    (root / "reel.toml").unlink()
    with pytest.raises(ProjectError, match=r"no reel\.toml"):
        load_project(root)


def test_mistakes_in_several_cards_are_told_together(root: Path) -> None:
    """One run shows the mistakes of two cards."""
    (root / "cast" / "ada.toml").write_text('name = "Ada"\nhair = "bobb"\n', encoding="utf-8")
    (root / "cast" / "ben.toml").write_text('nmae = "Ben"\n', encoding="utf-8")
    with pytest.raises(CardError) as caught:
        load_project(root)
    assert "cast/ada.toml:2" in str(caught.value)
    assert "cast/ben.toml:1" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('titel = "A"', '"title"'),
        ('language = "zh-CN"', '"zh"'),
        ('aspect = "9x16"', "9:16"),
        ("fps = 29", "30"),
        ("[make]\nmusik = true", '"music"'),
        ('[[contributor]]\nname = "A"\nshare = 70\n[[contributor]]\nname = "B"\nshare = 40', "100"),
        ("title = ", "key = "),
        ("a = " + "[" * 5000, "plain tables"),
    ],
)
def test_a_mistake_in_the_settings_is_told(root: Path, text: str, word: str) -> None:
    """reel.toml is as strict as the cards."""
    (root / "reel.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        load_project(root)
    assert caught.value.where.startswith("reel.toml")
    assert word in caught.value.mend


def test_shares_are_kept_as_whole_numbers(root: Path) -> None:
    """A share in percent is kept in hundredths of a percent."""
    (root / "reel.toml").write_text('[[contributor]]\nname = "A"\nshare = 33.33\n', encoding="utf-8")
    assert load_project(root).settings.contributors[0].share_bps == 3333


def test_an_unreadable_file_is_told(root: Path) -> None:
    """A folder in a script's place is told as what it is."""
    (root / "film.fountain").unlink()
    (root / "film.fountain").mkdir()
    with pytest.raises(StoryError, match="folder"):
        load_project(root)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_new_project_is_a_film_without_findings(tmp_path: Path, language: str) -> None:
    """What `reel new` writes can be made at once: two people, two places, nothing to mend."""
    project = new_project(tmp_path / "film", title="My  film", language=language)
    assert check_story(project) == ()
    assert (len(project.cards.people), len(project.cards.places)) == (2, 2)
    assert project.scripts[0].title("title") == project.settings.title == "My film"


def test_a_full_folder_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written where something is already."""
    (tmp_path / "precious.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectError, match="something here already"):
        new_project(tmp_path, title="A")
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]
    with pytest.raises(ProjectError, match="no first film"):
        new_project(tmp_path / "b", title="A", language="tlh")
