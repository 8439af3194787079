"""Errors of the production room.

ProductionError
└── BusyError            another run works on the same project
"""

from __future__ import annotations

from reelwright.film import ReelError


class ProductionError(ReelError):
    """The line from check to release stopped."""


class BusyError(ProductionError):
    """Another run works on the same project."""
