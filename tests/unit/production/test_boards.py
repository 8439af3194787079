"""A project is checked with its films on the board: shot notes and edits that break film grammar are told."""

from dataclasses import replace
from pathlib import Path

import pytest

from reelwright.film import SourceLine, Transition
from reelwright.production import Order, OrderError, check_edit
from reelwright.production.adapters.boards import BoardReader, check_cut
from reelwright.story import Cards, Finding, Person, Place, Project, Screenplay, Settings, read_fountain
from reelwright.studio import direct_film
from reelwright.testing import FakeCraft
from reelwright.wiring import open_craft

CARDS = Cards(
    {"lin": Person("lin", "Lin"), "kai": Person("kai", "Kai", names=("凯",))},
    {"cafe": Place("cafe", "Cafe", kind="cafe")},
)
HEAD = "INT. CAFE - DAY\n\nLin and Kai wait.\n\nKAI\nWell?\n\n"
TWICE = f"{HEAD}[[shot: CU Lin, angle 2]]\n\nLIN\nNo.\n\n[[shot: {{}}]]\n\nLin frowns.\n"
SHORT = (
    f"{HEAD}[[shot: MS Kai, hold 1s]]\n\nKAI\nYou said it twice, and very loudly, in front of all of my best friends.\n"
)


def project(text: str, **settings: object) -> Project:
    """A film of one script."""
    made = Settings(title="A", **settings)  # type: ignore[arg-type]
    return Project(Path(), made, CARDS, (read_fountain(text, file="film.fountain"),))


def found(text: str, reader: BoardReader | None = None) -> list[Finding]:
    """What a check of a script finds."""
    return list((reader or BoardReader()).read(project(text)).findings)


@pytest.mark.parametrize(
    ("text", "rule", "line", "mended"),
    [
        (TWICE.format("CU Lin, angle 2"), "L203", 13, "[[shot: CU Lin, angle 5]]"),
        (TWICE.format("Lin, 近景，机位2"), "L207", 13, "[[shot: Lin, 近景，机位5]]"),
        (SHORT, "L206", 8, "[[shot: MS Kai, hold 4.5s]]"),
    ],
)
def test_shot_note_that_breaks_the_grammar(text: str, rule: str, line: int, mended: str) -> None:
    """The finding stands at the note, names its shot, and what it says to write there mends it."""
    (told,) = found(text)
    assert (told.rule, told.where) == (rule, SourceLine("film.fountain", line))
    assert told.shot.startswith("s01-")
    (repair,) = told.repairs
    assert (repair.text, repair.where) == (mended, told.where)
    lines = text.splitlines()
    lines[repair.where.line - 1] = repair.text
    assert found("\n".join(lines)) == []


def test_shot_note_that_breaks_nothing() -> None:
    """Another size, another angle or no length: nothing is told."""
    assert found(TWICE.format("MS Lin, angle 2")) == []
    assert found(SHORT.replace(", hold 1s", "")) == []


def test_what_the_ledger_finds_has_its_shot() -> None:
    """A need that nobody met is told at the shot in which it is spoken; an error of the script leaves shots out."""
    text = f"{HEAD}[[needs: Lin: it rains]]\n\nLIN\nTake a coat.\n"
    (told,) = found(text)
    assert (told.rule, told.shot) == ("L301", "s01-03")
    assert {each.shot for each in found(f"{text}\nMEI\nHello.\n")} == {""}


def test_film_that_did_not_change_is_not_directed_again() -> None:
    """After a save without a change the board is the same object; after an edit it is another."""
    reader, text = BoardReader(), TWICE.format("CU Lin, angle 2")
    boards = []
    for script in (text, text, text.replace("No.", "Never.")):
        (play,) = reader.read(project(script)).screenplays
        boards.append(reader.boards(project(script), (play,))[0])
    assert boards[0] is boards[1]
    assert boards[2] is not boards[1]
    assert "Never." in [line.text for shot in boards[2].shots for line in shot.lines]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of two people, whose script breaks film grammar and says a word that no board knows."""
    for name, words in {
        "cast/lin.toml": 'name = "Lin"\n',
        "cast/kai.toml": 'name = "Kai"\n',
        "places/cafe.toml": 'name = "Cafe"\nkind = "cafe"\n',
        "film.fountain": TWICE.format("CU Lin, angle 2, zzz"),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    return tmp_path


def waived(folder: Path, *rules: str) -> dict[str, bool]:
    """What the craft finds when these rules are allowed, and whether it is waived."""
    waivers = [f'[[waiver]]\nrule = "{rule}"\nwho = "Ada"\nwhy = "so"\nwhen = 2026-11-28\n' for rule in rules]
    (folder / "reel.toml").write_text("\n".join(['title = "A"', *waivers]), encoding="utf-8")
    return {each.rule: each.waiver is not None for each in open_craft().read(folder, language="").findings}


def test_what_the_board_finds_can_be_waived(folder: Path) -> None:
    """A waiver of a jump or of a word allows it and is not told itself; one that allows nothing is."""
    assert waived(folder) == {"L203": False, "B001": False}
    assert waived(folder, "L203", "B001") == {"L203": True, "B001": True}
    assert waived(folder, "L205") == {"L203": False, "B001": False, "S040": False}


def test_cut_keeps_its_shots_when_no_note_asked_for_it() -> None:
    """A jump that an edit made stands at the line of its shot: no note of the script can mend it."""
    (play,) = BoardReader().read(project(f"{HEAD}LIN\nNo. Not now. Not here, and not ever again.\n")).screenplays
    board = direct_film(play, CARDS)
    doubled = next(shot for shot in board.shots if len(shot.figures) == 1 and not shot.hook)
    again = replace(doubled, id="again", transition=Transition.CUT)
    at = board.shots.index(doubled) + 1
    (told,) = check_cut(replace(board, shots=(*board.shots[:at], again, *board.shots[at:])), CARDS, play)
    assert (told.rule, told.shot, told.where, told.repairs) == ("L203", "again", doubled.source, ())


def test_edit_is_checked_before_it_is_made(tmp_path: Path) -> None:
    """The craft is asked about the timeline of the film that is meant; an episode that is not there is told."""
    script = "Ann: Hello.\n\n~Bob: Hi."
    (tmp_path / "film.txt").write_text(script, encoding="utf-8")
    for name, ids in {"kept": "s01-01 s02-01", "cut": "s02-01"}.items():
        (tmp_path / name).write_text(ids, encoding="utf-8")
    craft = FakeCraft()
    commission = craft.read(tmp_path, language="")

    def told(name: str, episode: int = 0) -> list[str]:
        order = Order(timeline=str(tmp_path / name), episode=episode)
        return [each.shot for each in check_edit(tmp_path, order, craft, commission)]

    assert told("kept") == []
    assert told("cut") == ["s02-01"]
    with pytest.raises(OrderError, match="no episode 7"):
        told("cut", 7)


def test_make_tells_of_an_edit_that_breaks_the_grammar(film_set) -> None:
    """A make that follows a timeline ends with what is wrong with it; without one, with nothing."""
    film_set.write("Ann: Hello.\n\n~Bob: Hi.")
    film_set.write("s02-01", "cut.otio")
    made = film_set.make(Order(timeline=str(film_set.root / "cut.otio")))
    assert [(each.rule, each.shot) for each in made.findings] == [("L203", "s02-01")]
    assert b"the film begins with a dissolve" in film_set.out("report.html")
    assert film_set.make().findings == ()


def test_recorded_screenplays_stay_the_same_objects() -> None:
    """What an edit of the second episode cannot change in the first is not written anew."""
    reader = BoardReader()

    def plays(second: str) -> tuple[Screenplay, ...]:
        scripts = (
            replace(read_fountain(HEAD, file="01"), episode=1),
            replace(read_fountain(second, file="02"), episode=2),
        )
        return reader.read(replace(project(HEAD), scripts=scripts)).screenplays

    before, after = plays(HEAD), plays(HEAD.replace("Well?", "Well, Lin?"))
    assert after[0] is before[0]
    assert after[1] is not before[1]
