"""A project read, checked and put on the board: what is wrong with its story, its cards and its cut.

Knows which films have to be directed to tell what is wrong, and directs each only once over its edits:
our board keeps the laws of film grammar by itself, so only a film with shot notes can break them, and
only what the ledger found wants the id of a shot. Refuses to read files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reelwright.film import Shot, ShotList
from reelwright.story import (
    Action,
    Cards,
    CardWish,
    Finding,
    Ledger,
    Project,
    Repair,
    RepairKind,
    Screenplay,
    ScriptsRead,
    Severity,
    ShotWish,
    Speech,
    StoryReader,
    Writing,
)
from reelwright.studio import amend_wish, check_grammar, check_wishes, direct_film

_OTHER_ANGLE = 3
"""How far apart the angles are that a figure is seen from in one scene; a step is 30 degrees or more."""


@dataclass(frozen=True, slots=True)
class BoardReading:
    """A project understood, with its films on the board.

    Args:
        screenplays: one a script, recorded by the ledger.
        findings: with the shots that show them, before any waiver.
        ledger: what happens in the whole story.
    """

    screenplays: tuple[Screenplay, ...]
    findings: tuple[Finding, ...]
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class _Directed:
    """A film on the board, and everything that this hangs on."""

    screenplay: Screenplay
    project: Project
    series: bool
    board: ShotList

    def holds(self, screenplay: Screenplay, project: Project, *, series: bool) -> bool:
        known, settings = self.project, project.settings
        same = self.screenplay is screenplay and self.series is series and known.cards == project.cards
        return same and (known.settings.aspect, known.settings.rate) == (settings.aspect, settings.rate)


class BoardReader:
    """Understands and directs a project over its edits: what did not change is not read or directed again."""

    def __init__(self) -> None:
        self.scripts = ScriptsRead()
        self._story = StoryReader()
        self._known: dict[int, _Directed] = {}

    def read(self, project: Project) -> BoardReading:
        """Understand a project, and find what is wrong with it."""
        reading = self._story.read(project)
        found = list(reading.findings)
        if not any(each.severity is Severity.ERROR and not each.rule.startswith("L") for each in found):
            found = self._on_boards(project, reading.screenplays, found)
        for screenplay in reading.screenplays:
            found += check_wishes(screenplay, project.cards)
        return BoardReading(reading.screenplays, tuple(found), reading.ledger)

    def boards(self, project: Project, screenplays: Sequence[Screenplay]) -> tuple[ShotList, ...]:
        """Every film of a project as it is directed."""
        return tuple(self._board(project, screenplays, number) for number in range(len(screenplays)))

    def _board(self, project: Project, screenplays: Sequence[Screenplay], number: int) -> ShotList:
        screenplay, series = screenplays[number], number < len(screenplays) - 1
        known = self._known.get(number)
        if known is None or not known.holds(screenplay, project, series=series):
            settings = project.settings
            board = direct_film(screenplay, project.cards, aspect=settings.aspect, rate=settings.rate, series=series)
            known = self._known[number] = _Directed(screenplay, project, series, board)
        return known.board

    def _on_boards(
        self, project: Project, screenplays: Sequence[Screenplay], found: Sequence[Finding]
    ) -> list[Finding]:
        """What was found with the shot that shows it, and what a shot note does to the cut."""
        files = {each.where.file for each in found if each.rule.startswith("L")}
        told: list[Finding] = []
        films: dict[str, tuple[Screenplay, ShotList]] = {}
        for number, screenplay in enumerate(screenplays):
            file = screenplay.scenes[0].source.file if screenplay.scenes else ""
            wished = _wishes(screenplay)
            if file and (file in files or wished):
                board = self._board(project, screenplays, number)
                films[file] = (screenplay, board)
                told += check_cut(board, project.cards, screenplay) if wished else ()
        shown = [
            replace(each, shot=_shot_at(each.where.line, *films[each.where.file]))
            if each.rule.startswith("L") and each.where.file in films
            else each
            for each in found
        ]
        return [*shown, *told]


def check_cut(board: ShotList, cards: Cards, screenplay: Screenplay) -> Iterator[Finding]:
    """What is wrong with a cut by film grammar; where a shot note asks for it, the note that mends it.

    Args:
        board: as it was directed, or as a person edited it.
        cards: who is in it.
        screenplay: what it was made from.
    """
    shots = {shot.id: shot for shot in board.shots}
    for found in check_grammar(board, cards):
        shot = shots[found.shot]
        wish = _wish_of(screenplay, shot)
        note = _mended(found, shot, wish, board) if wish is not None else ""
        if wish is None or not note:
            yield found
        else:
            mend = f"write {note} in line {wish.source.line}"
            yield replace(found, where=wish.source, mend=mend, repairs=(Repair(RepairKind.CHANGE, wish.source, note),))


def _mended(found: Finding, shot: Shot, wish: ShotWish, board: ShotList) -> str:
    match found.rule:
        case "L206":
            needed = float(found.expected.removesuffix(" s"))
            text = amend_wish(wish, seconds=-(-needed // 0.5) / 2)
        case "L203" | "L207":
            angle = shot.setting.angle
            text = amend_wish(wish, angle=angle - _OTHER_ANGLE if angle > _OTHER_ANGLE else angle + _OTHER_ANGLE)
        case _:
            return ""
    return f"[[{'镜头' if board.language.startswith('zh') else 'shot'}: {text}]]"


def _wish_of(screenplay: Screenplay, shot: Shot) -> ShotWish | None:
    """The shot note that asked for a shot: the last one before the beat that the shot is made from."""
    waiting: ShotWish | None = None
    asked: ShotWish | None = None
    for beat in next((scene.beats for scene in screenplay.scenes if scene.number == shot.scene), ()):
        if beat.source.line > shot.source.line:
            break
        if isinstance(beat, ShotWish):
            waiting = asked = beat
        elif isinstance(beat, Speech | Action | Writing | CardWish):
            waiting, asked = None, waiting
    return asked


def _wishes(screenplay: Screenplay) -> bool:
    return any(isinstance(beat, ShotWish) for scene in screenplay.scenes for beat in scene.beats)


def _shot_at(line: int, screenplay: Screenplay, board: ShotList) -> str:
    """The shot of the line's scene that is made from the line, or from what comes next below it; else the last one."""
    scene = max((each.number for each in screenplay.scenes if each.source.line <= line), default=0)
    here = [shot for shot in board.shots if shot.scene == scene and shot.card is None]
    below = [shot for shot in here if shot.source.line >= line]
    found = min(below, key=lambda shot: shot.source.line, default=here[-1] if here else None)
    return found.id if found is not None else ""
