"""``reel check``: everything that is wrong with a project, before anything is made.

Knows which rules there are and in which order findings are told. The rules themselves are in
``rules.py``; what staging itself could not understand joins them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reelwright.film import SourceLine

from .model import Finding, Screenplay
from .project import SETTINGS_FILE, Project
from .rulebook import finding
from .rules import CARD_RULES, SCREENPLAY_RULES, Staged, find_unused_cards
from .script import Script
from .stage import stage_script


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


def check_story(project: Project) -> tuple[Finding, ...]:
    """Find what is wrong with a project's scripts and cards.

    Returns:
        Findings in the order of files and lines, each once. An ERROR stops a make.
    """
    found = set(_all_findings(project))
    return tuple(sorted(found, key=lambda each: (each.where.file, each.where.line, each.rule, each.message)))


def _all_findings(project: Project) -> Iterator[Finding]:
    yield from project.findings
    for card_rule in CARD_RULES:
        yield from card_rule(project.cards)
    stagings = []
    for script in project.scripts:
        screenplay, findings = stage_episode(project, script)
        yield from findings
        staged = Staged(script, screenplay, project.cards)
        stagings.append(staged)
        for rule in SCREENPLAY_RULES:
            yield from rule(staged)
        if not screenplay.title:
            yield finding("S013", "the film has no title", SourceLine(SETTINGS_FILE, 1))
    yield from find_unused_cards(project.cards, stagings)
