"""Checking a person's edit of the timeline before anything is made of it.

Knows which film the edit belongs to, and asks the craft. Refuses to judge by itself.
"""

from __future__ import annotations

from pathlib import Path

from reelwright.story import Finding

from .make import chosen_films
from .model import Commission, Order
from .ports import Craft


def check_edit(root: Path, order: Order, craft: Craft, commission: Commission) -> tuple[Finding, ...]:
    """Find where an edited timeline breaks film grammar.

    Args:
        root: the project folder.
        order: names the timeline, and in a series its episode.
        craft: reads it and knows the laws.
        commission: the project as it was read.

    Raises:
        OrderError: there is no such film, or the timeline cannot be read.
        StudioError: the timeline is none of ours.
    """
    (screenplay,) = chosen_films(commission, order, root)
    written = craft.direct(screenplay, commission, aspect=order.aspect or commission.aspect, rate=commission.rate)
    return craft.check_cut(craft.read_timeline(Path(order.timeline), written), commission)
