"""Places: every kind of the catalogue painted in planes, by time, weather, mood and seed."""

from .painter import PAINTERS, paint_place

__all__ = ["PAINTERS", "paint_place"]
