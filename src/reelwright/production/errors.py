"""Errors of the production room.

ProductionError
├── BusyError            another run works on the same project
├── FindingsError        the check found errors in what the user wrote
├── WorkerError          a process of the crew failed in a way that nobody foresaw
└── OrderError           what was ordered cannot be made of this project
"""

from __future__ import annotations

from collections.abc import Sequence

from reelwright.film import ReelError
from reelwright.story import Finding


class ProductionError(ReelError):
    """The line from check to release stopped."""


class BusyError(ProductionError):
    """Another run works on the same project."""


class FindingsError(ProductionError):
    """The check found errors in what the user wrote; ``findings`` has all that was found."""

    def __init__(self, what: str, *, where: str = "", mend: str = "", findings: Sequence[Finding] = ()) -> None:
        super().__init__(what, where=where, mend=mend)
        self.findings = tuple(findings)


class WorkerError(ProductionError):
    """A process of the crew failed in a way that nobody foresaw; ``trace`` says more to programmers."""

    def __init__(self, what: str, *, where: str = "", mend: str = "", trace: str = "") -> None:
        super().__init__(what, where=where, mend=mend)
        self.trace = trace


class OrderError(ProductionError):
    """What was ordered cannot be made of this project."""
