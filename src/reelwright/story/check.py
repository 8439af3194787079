"""``reel check``: everything that is wrong with a project, before anything is made.

Knows which rules there are and in which order findings are told. The rules themselves are in
``rules.py`` and ``ledger/``; what staging itself could not understand joins them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import SourceLine

from .dues import Due
from .ledger import FilmRecorder, Ledger, LedgerKeeper
from .model import Cards, Finding, Screenplay
from .project import SETTINGS_FILE, Project
from .rulebook import finding
from .rules import CARD_RULES, SCREENPLAY_RULES, Staged, count_uses, find_unused_cards
from .script import Script
from .settings import Settings
from .stage import stage_script
from .waivers import waive_findings

_OF_FILMS: Final = ("B", "L2", "T")
"""Beginnings of the rules that are checked where films are directed and translated; their waivers are not ours."""


def stage_episode(project: Project, script: Script) -> tuple[Screenplay, tuple[Finding, ...]]:
    """Stage one script of a project; what the script does not say of itself comes from ``reel.toml``."""
    screenplay, findings = stage_script(script, project.cards, language=project.settings.language)
    settings = project.settings
    return replace(
        screenplay,
        title=screenplay.title or settings.title,
        author=screenplay.author or settings.author,
        credit=screenplay.credit or settings.credit,
        next_time=screenplay.next_time or settings.next_time,
    ), findings


@dataclass(frozen=True, slots=True)
class StoryReading:
    """A project understood.

    Args:
        screenplays: one a script, recorded by the ledger among all of them.
        findings: in the order of files and lines, each once, before any waiver (``waive_findings``).
        ledger: what happens in the whole story.
    """

    screenplays: tuple[Screenplay, ...]
    findings: tuple[Finding, ...]
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class _Known:
    """A script as it was understood last, and everything that this hangs on."""

    text: tuple[object, ...]
    cards: Cards
    settings: Settings
    staged: Staged
    findings: tuple[Finding, ...]
    uses: Counter[str]

    def hangs_on(self, project: Project) -> bool:
        """Whether the project's cards and settings are the same."""
        return (self.cards, self.settings) == (project.cards, project.settings)


class StoryReader:
    """Understands a project over its edits: a script that did not change is not read again."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._keeper = LedgerKeeper()
        self._recorder = FilmRecorder()

    def check(self, project: Project) -> tuple[Finding, ...]:
        """Find what is wrong with a project's scripts and cards."""
        waivers = [each for each in project.settings.waivers if not each.rule.startswith(_OF_FILMS)]
        return tuple(sorted(waive_findings(self._read(project)[0], waivers), key=Finding.place))

    def read(self, project: Project) -> StoryReading:
        """Understand a project, and find what is wrong with it."""
        findings, ledger, stagings = self._read(project)
        screenplays = self._recorder.record(ledger, [each.screenplay for each in stagings])
        return StoryReading(screenplays, findings, ledger)

    def _read(self, project: Project) -> tuple[tuple[Finding, ...], Ledger, list[Staged]]:
        known = [self._script(project, script) for script in project.scripts]
        self._known = {each.staged.script.file: each for each in known}
        stagings = [each.staged for each in known]
        ledger = self._keeper.keep([each.screenplay for each in stagings], project.cards)
        uses = sum((each.uses for each in known), Counter())
        visited = {scene.place for staged in stagings for scene in staged.screenplay.scenes}
        found = {
            *project.findings,
            *(found for rule in CARD_RULES for found in rule(project.cards)),
            *(found for each in known for found in each.findings),
            *ledger.findings,
            *find_unused_cards(project.cards, uses, visited),
        }
        return tuple(sorted(found, key=Finding.place)), ledger, stagings

    def _script(self, project: Project, script: Script) -> _Known:
        known = self._known.get(script.file)
        if known is not None and known.staged.script is script and known.hangs_on(project):
            return known
        text = (script.lead, script.title_raw, script.episode, *(element.raw for element in script.elements))
        same = known is not None and known.text == text and None not in text[3:]
        if known is not None and same and known.hangs_on(project):
            return known
        screenplay, findings = stage_episode(project, script)
        staged = Staged(script, screenplay, project.cards)
        found = [*findings, *(found for rule in SCREENPLAY_RULES for found in rule(staged))]
        if not screenplay.title:
            found.append(finding("S013", "the film has no title", SourceLine(SETTINGS_FILE, 1)))
        return _Known(text, project.cards, project.settings, staged, tuple(found), count_uses(staged))


def read_story(project: Project) -> StoryReading:
    """Understand a project once, and find what is wrong with it."""
    return StoryReader().read(project)


def check_story(project: Project) -> tuple[Finding, ...]:
    """Find what is wrong with a project's scripts and cards.

    Returns:
        Findings in the order of files and lines, each once. An ERROR stops a make.
    """
    return StoryReader().check(project)


def film_dues(project: Project) -> tuple[Due, ...]:
    """What a project's films owe for what they use: cards that a script names or plays at, and all of ``[[uses]]``."""
    if not project.card_dues:
        return project.settings.dues
    uses, visited = Counter[str](), set[str]()
    for script in project.scripts:
        screenplay, _ = stage_episode(project, script)
        uses += count_uses(Staged(script, screenplay, project.cards))
        visited |= {scene.place for scene in screenplay.scenes}
    used = {("person", name) for name, times in uses.items() if times} | {("place", name) for name in visited}
    return (*(due for due in project.card_dues if (due.kind, due.of) in used), *project.settings.dues)
