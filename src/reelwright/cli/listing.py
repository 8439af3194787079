"""Findings as the command shows them."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from reelwright.production import plain_form
from reelwright.story import Finding, count_findings, format_findings


def show_findings(findings: Sequence[Finding], *, as_json: bool = False) -> None:
    """Print findings: for people on stderr, for programs as one line on stdout."""
    if as_json:
        click.echo(json.dumps({"event": "findings", "findings": [plain_form(f) for f in findings]}, ensure_ascii=False))
    else:
        click.echo(format_findings(findings, "text"), err=True, nl=False)


def findings_line(findings: Sequence[Finding], folder: object) -> str:
    """One line about findings that do not stop a make, "" for none."""
    return f"{count_findings(findings)}; see them with: reel check {folder}" if findings else ""
