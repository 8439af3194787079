"""Puts together what was found in one window after another, and says the same seconds only once."""

from __future__ import annotations

from dataclasses import replace

from .fingerprint import PULSE_RATE
from .found import Found, relation_of
from .model import Relation
from .timeline import TimeLine
from .unsure import is_unsure


def joined(found: list[Found]) -> list[Found]:
    """What goes on from one window to the next, as one."""
    whole: list[Found] = []
    for each in sorted(found, key=lambda one: (one.film, one.placement.mirror, one.first)):
        before = whole[-1] if whole else None
        if before is not None and _continues(before, each):
            whole[-1] = _both(before, each)
        else:
            whole.append(each)
    return whole


def _continues(before: Found, after: Found) -> bool:
    near = 4 / float(PULSE_RATE)
    return (
        before.film == after.film
        and before.placement.mirror == after.placement.mirror
        and after.first - before.last <= near
        and abs(before.line.there(after.first) - after.line.there(after.first)) < 0.5
        and abs(before.placement.scale / after.placement.scale - 1) < 0.2
    )


def _both(before: Found, after: Found) -> Found:
    one, other = before.last - before.first, max(1e-3, after.last - after.first)
    longer = before if one >= other else after
    first, last = before.first, max(before.last, after.last)
    start, end = before.line.there(first), after.line.there(last)
    # A short run's own speed says little: only two that agree give one together.
    if min(one, other) > 1.5 and abs(before.line.speed - after.line.speed) < 0.05:
        speed = (end - start) / (last - first)
        line = TimeLine(speed, start - speed * first, before.line.gathered + after.line.gathered)
    else:
        line = longer.line
    share = one / (one + other)
    return replace(
        longer,
        line=line,
        first=first,
        last=last,
        likeness=share * before.likeness + (1 - share) * after.likeness,
        motion=share * before.motion + (1 - share) * after.motion,
        agreement=share * before.agreement + (1 - share) * after.agreement,
        points=before.points + after.points,
        strange=share * before.strange + (1 - share) * after.strange,
        shared=share * before.shared + (1 - share) * after.shared,
        standing=share * before.standing + (1 - share) * after.standing,
    )


def surest(found: list[Found]) -> list[Found]:
    """The same seconds of the same film once: as what is surer."""
    kept: list[Found] = []
    for each in sorted(found, key=_sureness):
        if not any(one.film == each.film and _overlap(one, each) > 0.3 for one in kept):
            kept.append(each)
    return kept


def _sureness(found: Found) -> tuple[bool, bool, float]:
    return relation_of(found) is not Relation.COPY, not is_unsure(found), -found.motion * (found.last - found.first)


def _overlap(one: Found, other: Found) -> float:
    both = min(one.last, other.last) - max(one.first, other.first)
    return both / max(1e-3, min(one.last - one.first, other.last - other.first))
