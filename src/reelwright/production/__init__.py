"""Production: the line from check to release."""

from .errors import (
    BusyError,
    ProductionError,
)

__all__ = [
    "BusyError",
    "ProductionError",
]
