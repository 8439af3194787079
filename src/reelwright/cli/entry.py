"""The line ``TITLE`` of ``reel verify``: what the ledger says of the film, when its title file lies beside it."""

from __future__ import annotations

from dataclasses import dataclass

import click

from reelwright.film import Plain
from reelwright.seal import Attestation


@dataclass(frozen=True, slots=True)
class Entry:
    """A film's entry as found: whether it is good, in words and as plain data."""

    good: bool
    lines: tuple[str, ...]
    form: dict[str, Plain]


def entry_of(told: Attestation | None) -> Entry | None:
    """What to show of a ledger's testimony; None when no title file lies beside the film."""
    if told is None:
        return None
    good = told.answer != "no"
    colour = "green" if told.answer == "anchored" else "yellow" if good else "red"
    mark = click.style("●" if told.answer != "not asked" else "○", fg=colour)
    lines = (f"{mark} {'TITLE':<7}{click.style(told.answer, bold=True)}", f"         {told.words}")
    form: dict[str, Plain] = {"answer": told.answer, "sentence": told.words}
    if told.since is not None:
        form |= {"title": told.title, "anchored": int(told.since.timestamp()), "owner": told.owner or None}
    return Entry(good, lines, form)
