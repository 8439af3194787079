"""Keeping the log of a making: what is there at a stage is committed to once, and again when it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reelwright.film import Digest

from .making import FIRST, Entry, Opening
from .ports import Chance, Clock, MakingLog


@dataclass(frozen=True, slots=True)
class Had:
    """Something that is there at a stage: how people call it, and its digest."""

    name: str
    digest: Digest


def log_making(log: MakingLog, stage: str, things: Sequence[Had], *, clock: Clock, chance: Chance) -> Digest:
    """Commit to what is there at a stage; what was committed to before and did not change is left out.

    Returns:
        The name of the log's last entry.

    Raises:
        EvidenceError: the log is damaged or cannot be written.
    """
    entries = log.entries()
    latest = {(each.stage, each.name): each.digest for each in log.openings() if each.number < len(entries)}
    number, before = len(entries), entries[-1].name if entries else FIRST
    for thing in things:
        if latest.get((stage, thing.name)) == thing.digest:
            continue
        opening = Opening(number, stage, thing.name, thing.digest, chance.draw(32))
        entry = Entry(number, clock.now(), stage, opening.commitment, before)
        log.append(entry, opening)
        latest[stage, thing.name] = thing.digest
        number, before = number + 1, entry.name
    return before
