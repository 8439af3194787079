"""The words of shot notes."""

import re
from pathlib import Path

import pytest
from staged import AT, CARDS, play, scene

from reelwright.film import CameraMove, ShotKind, ShotSize, Transition, View
from reelwright.story import Severity, ShotWish
from reelwright.studio import check_wishes
from reelwright.studio.wishes import Wish, read_transition, read_wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("CU Lin, push in", Wish(size=ShotSize.CU, people=("lin",), move=CameraMove.PUSH)),
        ("extreme close-up on KAI", Wish(size=ShotSize.ECU, people=("kai",))),
        ("OTS Lin Kai", Wish(kind=ShotKind.OVER_SHOULDER, people=("lin", "kai"))),
        ("two-shot, hold 3s", Wish(kind=ShotKind.GROUP, pair=True, seconds=3.0)),
        ("Wide; slow pan left", Wish(kind=ShotKind.ESTABLISHING, move=CameraMove.PAN_LEFT, strength=0.25)),
        ("insert phone, 2.5 sec", Wish(kind=ShotKind.INSERT, prop="phone", seconds=2.5)),
        ("insert usb stick", Wish(kind=ShotKind.INSERT, prop="usb_stick")),
        ("POV Mei", Wish(pov=True, people=("mei",))),
        ("reaction Bao / profile", Wish(kind=ShotKind.REACTION, people=("bao",), view=View.PROFILE)),
        ("MS, angle 2, rack focus", Wish(size=ShotSize.MS, angle=2, move=CameraMove.RACK)),
        ("medium long shot", Wish(size=ShotSize.MLS)),
        ("crash zoom, fast", Wish(move=CameraMove.SHOCK, strength=0.9)),
        ("dissolve to wide", Wish(transition=Transition.DISSOLVE, kind=ShotKind.ESTABLISHING)),
        ("陈默特写，推进", Wish(size=ShotSize.CU, people=("chen",), move=CameraMove.PUSH)),
        ("大特写 老陈 停3秒", Wish(size=ShotSize.ECU, people=("chen",), seconds=3.0)),
        ("过肩 近景", Wish(kind=ShotKind.OVER_SHOULDER, size=ShotSize.MCU)),
        ("全景，慢慢摇", Wish(size=ShotSize.LS, move=CameraMove.PAN_RIGHT, strength=0.25)),
        ("插入手机 1.5秒", Wish(kind=ShotKind.INSERT, prop="phone", seconds=1.5)),
        ("中景、拉远、机位2", Wish(size=ShotSize.MS, move=CameraMove.PULL, angle=2)),
        ("", Wish()),
    ],
)
def test_wishes_are_understood(text: str, wish: Wish) -> None:
    """A note in English or Chinese gives what its words mean, and no word is left over."""
    found = read_wish(text, CARDS)
    assert found == wish
    assert found.unknown == ()


def test_unknown_words_are_kept() -> None:
    """What means nothing is remembered as written, and the rest still counts."""
    found = read_wish("CU Zorro, wobble", CARDS)
    assert found.size is ShotSize.CU
    assert found.unknown == ("zorro", "wobble")


def test_a_size_inside_a_word_is_no_size() -> None:
    """Latin words count whole: "cute" asks for no close-up."""
    assert read_wish("cute", CARDS) == Wish()
    assert read_wish("cute", CARDS).unknown == ("cute",)


def test_the_check_finds_unknown_words() -> None:
    """Each unknown word of a note is a finding with its place and rule."""
    film = play(scene(ShotWish("CU Lin, wobble", AT)))
    (finding,) = check_wishes(film, CARDS)
    assert (finding.rule, finding.severity, finding.where.line) == ("B001", Severity.WARNING, 101)
    assert "'wobble'" in finding.message


def test_the_check_passes_known_words() -> None:
    """A note of known words gives no finding."""
    assert check_wishes(play(scene(ShotWish("CU Lin, push in", AT))), CARDS) == ()


@pytest.mark.parametrize(
    ("text", "transition"),
    [
        ("DISSOLVE TO:", Transition.DISSOLVE),
        ("CUT TO:", Transition.CUT),
        ("SMASH CUT TO:", Transition.CUT),
        ("MATCH CUT TO:", Transition.MATCH),
        ("FADE OUT.", Transition.FADE),
        ("FADE TO WHITE:", Transition.FLASH),
        ("叠化：", Transition.DISSOLVE),
        ("THE END", None),
    ],
)
def test_transitions_are_understood(text: str, transition: Transition | None) -> None:
    """A transition line gives its transition, and other words give none."""
    assert read_transition(text) is transition


def test_every_word_of_the_documentation_is_known() -> None:
    """Whatever the page on shot notes offers is understood as it stands there."""
    page = (Path(__file__).parents[3] / "docs" / "reference" / "shot-notes.md").read_text(encoding="utf-8")
    rows = [row.split("|")[2] for row in page.splitlines() if row.startswith("| ") and "---" not in row][1:]
    offered = [word for row in rows for word in re.findall(r"`([^`]+)`|([\u4e00-\u9fff\d.]+)", row)]
    unknown = [a or b for a, b in offered if read_wish(a or b, CARDS).unknown]
    assert len(offered) > 60
    assert unknown == []
