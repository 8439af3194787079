"""Notes are proposed where the words are plain, and nowhere else."""

from pathlib import Path

import pytest

from reelwright.story import (
    Cards,
    ChatError,
    Look,
    Person,
    Place,
    ProjectError,
    Purse,
    PurseError,
    annotate_project,
    print_fountain,
    read_fountain,
    stage_script,
    suggest_notes,
    with_notes,
)
from reelwright.testing import FakeChat

CARDS = Cards(
    {
        "lin": Person(
            "lin",
            "Lin",
            gender="female",
            looks=(Look("everyday"), Look("red suit", "suit", "#b0203a"), Look("storm", "coat", "#c02838")),
        ),
        "kai": Person("kai", "Kai", gender="male"),
        "xiaoman": Person(
            "xiaoman", "小满", gender="female", looks=(Look("平时", "apron"), Look("出门", "coat", "#223a8a"))
        ),
        "laochen": Person("laochen", "老陈", gender="male"),
    },
    {"cafe": Place("cafe", "Cafe", names=("面馆",))},
)
HEAD = {"en": "INT. CAFE - DAY", "zh": "内景 面馆 - 日"}


def notes(text: str, language: str = "en") -> list[str]:
    """The notes proposed for a scene of these lines."""
    script = read_fountain(f"{HEAD[language]}\n\n{text}\n")
    screenplay, _ = stage_script(script, CARDS, language=language)
    return [each.note for each in suggest_notes(screenplay, CARDS)]


@pytest.mark.parametrize(
    ("language", "text", "note"),
    [
        ("en", "Lin picks up the letter.", "[[take: Lin = letter]]"),
        ("en", "Lin hands Kai the letter.", "[[give: letter, Lin -> Kai]]"),
        ("en", "Kai puts the phone on the table.", "[[put: phone]]"),
        ("en", "There is a bruise on Kai's cheek.", "[[hurt: Kai = bruise]]"),
        ("en", "Lin smashes the cup.", "[[break: cup]]"),
        ("en", "Kai burns the letter.", "[[gone: letter]]"),
        ("en", "Kai stops breathing.", "[[die: Kai]]"),
        ("en", "Lin waits in her red suit.", "[[wear: Lin = red suit]]"),
        ("en", "Lin stands in the doorway in a red coat.", "[[wear: Lin = storm]]"),
        ("en", "Kai waits. Lin puts on her coat.", "[[wear: Lin = storm]]"),
        ("en", "Wearing a dark scarlet suit, Lin looks at nobody.", "[[wear: Lin = red suit]]"),
        ("zh", "小满穿着蓝大衣站在门口。", "[[穿: 小满 = 出门]]"),
        ("zh", "小满披上大衣。", "[[穿: 小满 = 出门]]"),
        ("zh", "小满脱下围裙。", "[[穿: 小满 = 出门]]"),
        ("en", "> Three years earlier <", "[[flashback: 3 years]]"),
        ("en", "> Two days later <", "[[day: +2 days]]"),
        ("en", "> The next morning <", "[[day: +1 day]]"),
        ("zh", "小满拿起信。", "[[拿起: 小满 = 信]]"),
        ("zh", "老陈脸上有淤青。", "[[受伤: 老陈 = 淤青]]"),
        ("zh", "> 三年前 <", "[[闪回: 3年]]"),
    ],
)
def test_plain_words_propose_a_note(language: str, text: str, note: str) -> None:
    """What an action line or a caption plainly says is proposed, in the words of the script's language."""
    assert notes(text, language) == [note]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Lin waits."),
        ("en", "The cup stands on the table."),
        ("en", "Lin and Kai fight. Somebody bleeds."),
        ("en", "[[hurt: Kai = bruise]]\n\nThere is a bruise on Kai's cheek."),
        ("en", "[[flashback: 3 years]]\n\n> Three years earlier <"),
        ("en", "> The End <"),
        ("en", "Lin waits in a green coat."),
        ("en", "Lin stands in the doorway beside a red coat."),
        ("en", "Lin hangs a coat on the hook."),
        ("en", "Kai puts on a coat."),
        ("en", "Lin takes off her coat."),
        ("zh", "小满等着。"),
        ("zh", "小满穿着红大衣。"),
        ("zh", "小满把大衣挂在门后。"),
    ],
)
def test_nothing_is_proposed_without_reason(language: str, text: str) -> None:
    """Words that change nothing, could mean two people, fit no look or are noted already propose nothing."""
    assert notes(text, language) == []


def test_notes_are_added_and_nothing_else_changes() -> None:
    """The script with its notes is the script, character by character, and the notes after their lines."""
    text = "Title: X\n\nINT. CAFE - DAY\n\nLin   picks up the letter.\n\nLIN\n(softly)\nMine.\n\n\n> CUT TO:\n"
    script = read_fountain(text)
    screenplay, _ = stage_script(script, CARDS, language="en")
    after = print_fountain(with_notes(script, suggest_notes(screenplay, CARDS)))
    assert after.replace("[[take: Lin = letter]]\n\n", "") == text
    assert after.index("letter.") < after.index("[[take") < after.index("LIN\n")
    again, _ = stage_script(read_fountain(after), CARDS, language="en")
    assert suggest_notes(again, CARDS) == ()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one scene."""
    (tmp_path / "cast").mkdir()
    (tmp_path / "reel.toml").write_text('title = "X"\n', encoding="utf-8")
    (tmp_path / "cast/lin.toml").write_text('name = "Lin"\n', encoding="utf-8")
    script = "INT. CAFE - DAY\n\nLin reads.\n\nLIN\nSo it was never sold.\n"
    (tmp_path / "film.fountain").write_text(script, encoding="utf-8")
    return tmp_path


def test_model_proposes_what_words_do_not_say(project: Path) -> None:
    """What a model proposes is taken where it is a note of the ledger at a line of the scene; the rest is left out."""
    answer = [
        {"line": 3, "note": "[[learns: Lin: the shop was never sold]]"},
        {"line": 3, "note": "learns Lin everything"},
        {"line": 3, "note": "[[give: letter]]"},
        {"line": 3, "note": "[[learns: Lin: x]] and [[die: Lin]]"},
        {"line": 99, "note": "[[die: Lin]]"},
        "nonsense",
    ]
    model = FakeChat({"notes": answer})
    (annotated,) = annotate_project(project, model)
    assert [each.note for each in annotated.suggestions] == ["[[learns: Lin: the shop was never sold]]"]
    assert "[[learns: Lin" in annotated.after
    assert (project / "film.fountain").read_text(encoding="utf-8") == annotated.before
    assert "3: Lin reads." in model.asked[0].messages[-1].text


def test_model_that_fails_or_costs_too_much_is_an_error(project: Path) -> None:
    """A model that gives no notes in three tries, and a purse that is empty, are told."""
    with pytest.raises(ChatError):
        annotate_project(project, FakeChat(by=lambda _: {"other": 1}))
    with pytest.raises(PurseError):
        annotate_project(project, FakeChat(by=lambda _: {"other": 1}), Purse(most_calls=1))


def test_script_that_cannot_hold_notes_is_an_error(project: Path) -> None:
    """Final Draft is no Fountain."""
    (project / "film.fountain").unlink()
    scene = '<Paragraph Type="Scene Heading"><Text>INT. CAFE - DAY</Text></Paragraph>'
    fdx = f"<FinalDraft><Content>{scene}</Content></FinalDraft>"
    (project / "film.fdx").write_text(fdx, encoding="utf-8")
    with pytest.raises(ProjectError, match="Fountain"):
        annotate_project(project)
