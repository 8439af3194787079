"""Findings for people, for programs, and for code review tools.

Knows three forms: text, JSON with a schema name, and SARIF 2.1.0. Refuses to know colours: the
command paints.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import quote

from reelwright.film import ReelError, SourceLine

from .errors import StoryError
from .model import Finding, Repair, RepairKind, Severity, Waiver
from .rulebook import all_rules
from .sheet import suggest
from .waivers import may_be_waived, print_waiver

_PLACE: Final = re.compile(r"(?P<file>.+):(?P<line>\d{1,9})")
_SCHEMA: Final = "reelwright.findings/1"
_SARIF_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def format_findings(findings: Sequence[Finding], form: str = "text") -> str:
    """Write findings in a form.

    Args:
        findings: in the order in which they are told.
        form: "text", "json" or "sarif".

    Raises:
        StoryError: there is no such form.
    """
    if form not in _FORMS:
        raise StoryError(f'findings have no form "{form[:40]}"', mend=suggest(form[:40], tuple(_FORMS)))
    return _FORMS[form](findings)


def finding_of(error: ReelError) -> Finding:
    """The finding that says what an unreadable project says as an error: programs read findings only."""
    place = _PLACE.fullmatch(error.where)
    where = SourceLine(place["file"], int(place["line"])) if place else SourceLine(error.where, 1)
    return Finding("S031", Severity.ERROR, error.what, where, mend=error.mend)


def count_findings(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, and how many somebody allows, in words."""
    counts = Counter(finding.severity for finding in findings if finding.waiver is None)
    parts = [f"{counts[each]} {each.value}{'s' if counts[each] > 1 else ''}" for each in Severity if counts[each]]
    waived = sum(finding.waiver is not None for finding in findings)
    return ", ".join([*parts, *([f"{waived} waived"] if waived else [])]) or "nothing found"


def _as_text(findings: Sequence[Finding]) -> str:
    lines = []
    for finding in findings:
        said = "waived" if finding.waiver else finding.severity
        lines.append(f"{finding.where}: {said} {finding.rule}: {finding.message}")
        if finding.waiver:
            lines.append(f"    why: {finding.waiver.why} ({finding.waiver.who}, {finding.waiver.when})")
            continue
        when = ", ".join(filter(None, (finding.shot, finding.time)))
        parts = {"when": when, "expected": finding.expected, "found": finding.found, "mend": finding.mend}
        lines += [f"    {name}: {text}" for name, text in parts.items() if text]
    return "\n".join([*lines, count_findings(findings)]) + "\n"


def _as_json(findings: Sequence[Finding]) -> str:
    told = [
        {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "message": finding.message,
            "file": finding.where.file,
            "line": finding.where.line,
            "expected": finding.expected,
            "found": finding.found,
            "mend": finding.mend,
            "shot": finding.shot,
            "time": finding.time,
            "range": _range(finding.where),
            "repairs": [
                {"kind": repair.kind.value, "file": repair.where.file, "line": repair.where.line, "text": repair.text}
                for repair in finding.repairs
            ],
            "waived": _waived(finding),
            "waiver": print_waiver(finding) if may_be_waived(finding.rule) and finding.waiver is None else "",
        }
        for finding in findings
    ]
    return json.dumps({"schema": _SCHEMA, "findings": told}, ensure_ascii=False, indent=2) + "\n"


def _range(where: SourceLine) -> dict[str, dict[str, int]]:
    """The line as the Language Server Protocol counts: from 0, to the beginning of the next."""
    line = max(0, where.line - 1)
    return {"start": {"line": line, "character": 0}, "end": {"line": line + 1, "character": 0}}


def _waived(finding: Finding) -> dict[str, str] | None:
    waiver = finding.waiver
    return None if waiver is None else {"who": waiver.who, "why": waiver.why, "when": waiver.when}


def _as_sarif(findings: Sequence[Finding]) -> str:
    rules = list(all_rules().values())
    order = {rule.id: number for number, rule in enumerate(rules)}
    driver = {
        "name": "Reelwright",
        "rules": [
            {
                "id": rule.id,
                "name": "".join(part.capitalize() for part in rule.name.split("-")),
                "shortDescription": {"text": rule.about},
                "help": {"text": f"To mend it: {rule.mend}."},
                "defaultConfiguration": {"level": rule.severity.value},
            }
            for rule in rules
        ],
    }
    results = [
        {
            "ruleId": finding.rule,
            "ruleIndex": order[finding.rule],
            "level": finding.severity.value,
            "message": {"text": _sentence(finding)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(finding.where.file)},
                        "region": {"startLine": max(1, finding.where.line)},
                    }
                }
            ],
            **({"suppressions": [_suppression(finding.waiver)]} if finding.waiver else {}),
            **({"fixes": [_fix(repair) for repair in finding.repairs]} if finding.repairs else {}),
            **({"properties": {"shot": finding.shot, "time": finding.time}} if finding.shot or finding.time else {}),
        }
        for finding in findings
    ]
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _suppression(waiver: Waiver) -> dict[str, str]:
    """A waiver as SARIF 2.1.0 §3.35 has it: kept outside the script, accepted."""
    justification = f"{waiver.why} ({waiver.who}, {waiver.when})"
    return {"kind": "external", "status": "accepted", "justification": justification}


def _fix(repair: Repair) -> dict[str, object]:
    """A repair as SARIF 2.1.0 §3.55 has it: a line put in, which deletes nothing, or another in its place."""
    line = max(1, repair.where.line)
    new = repair.kind is RepairKind.INSERT
    region = {"startLine": line, "startColumn": 1, **({"endColumn": 1} if new else {})}
    replacement = {"deletedRegion": region, "insertedContent": {"text": f"{repair.text}\n" if new else repair.text}}
    change = {"artifactLocation": {"uri": quote(repair.where.file)}, "replacements": [replacement]}
    return {"description": {"text": f"write {repair.text}"}, "artifactChanges": [change]}


def _sentence(finding: Finding) -> str:
    parts = [finding.message]
    if finding.expected:
        parts.append(f"expected: {finding.expected}")
    if finding.found:
        parts.append(f"found: {finding.found}")
    if finding.mend:
        parts.append(f"mend: {finding.mend}")
    return "; ".join(parts)


_FORMS: Final[dict[str, Callable[[Sequence[Finding]], str]]] = {"text": _as_text, "json": _as_json, "sarif": _as_sarif}
