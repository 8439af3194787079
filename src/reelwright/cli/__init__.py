"""Cli: the command ``reel``."""

from .app import (
    main,
)

__all__ = [
    "main",
]
