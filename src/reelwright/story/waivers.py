"""Waivers: findings that a person allows, with who, why and when; kept in ``reel.toml``.

Knows which findings may be waived. Refuses to hide any: a waived finding is still told, as a note, and
a waiver that no finding needs any more is told itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reelwright.film import SourceLine

from .model import Finding, Severity, Waiver
from .rulebook import all_rules, finding

_NOWHERE = SourceLine("reel.toml", 1)


def may_be_waived(rule: str) -> bool:
    """Whether a film can be made all the same: every rule of the ledger, and no error that leaves nothing to show."""
    known = all_rules().get(rule)
    return rule.startswith(("L", "B")) or (known is not None and known.severity is not Severity.ERROR)


def waive_findings(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[Finding, ...]:
    """The findings, those that somebody allows as notes, and one more for each waiver that allows nothing."""
    told: list[Finding] = []
    used: set[Waiver] = set()
    for each in findings:
        waiver = next((waiver for waiver in waivers if waiver.covers(each) and may_be_waived(each.rule)), None)
        if waiver is None:
            told.append(each)
            continue
        used.add(waiver)
        told.append(replace(each, severity=Severity.NOTE, waiver=waiver))
    for waiver in waivers:
        if waiver not in used:
            message = f"nothing is found that this waiver of {waiver.rule} allows"
            told.append(finding("S040", message, waiver.source or _NOWHERE))
    return tuple(told)


def print_waiver(found: Finding) -> str:
    """The waiver that would allow a finding, as it is written in ``reel.toml``; who and why are still to be said."""
    says, file = (json.dumps(text, ensure_ascii=False) for text in (found.message, found.where.file))
    return f'[[waiver]]\nrule = "{found.rule}"\nfile = {file}\nsays = {says}\nwho = ""\nwhy = ""\nwhen = \n'
