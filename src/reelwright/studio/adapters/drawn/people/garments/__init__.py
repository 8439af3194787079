"""Garments: their cut as numbers and what makes each one itself."""

from .finish import finish, hood_behind, pattern_on

__all__ = ["finish", "hood_behind", "pattern_on"]
