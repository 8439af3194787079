"""The rules that a check knows: stable ids with their severity and their words.

The tables are data (``data/rules.toml``, ``data/ledger_rules.toml``); documentation and SARIF are made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reelwright.film import SourceLine

from .model import Finding, Severity
from .tables import load_table


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id never changes its meaning."""

    id: str
    name: str
    severity: Severity
    about: str
    mend: str


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by id."""
    return {
        key: Rule(key, str(row["name"]), Severity(str(row["severity"])), str(row["about"]), str(row["mend"]))
        for key, row in sorted({**load_table("rules"), **load_table("ledger_rules")}.items())
        if isinstance(row, dict)
    }


def finding(rule: str, message: str, where: SourceLine, *, expected: str = "", mend: str = "") -> Finding:
    """A finding with the severity that its rule has."""
    known = all_rules()[rule]
    return Finding(rule, known.severity, message, where, expected=expected, mend=mend or known.mend)
