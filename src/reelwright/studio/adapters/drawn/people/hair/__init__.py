"""Hair: styles as numbers, their shapes on a turned head, and their painting from every side."""

from .back import paint_back_front
from .paint import fringe_of, paint_front, paint_rear, style_of, tones_of
from .side import length_of, paint_side_front

__all__ = [
    "fringe_of",
    "length_of",
    "paint_back_front",
    "paint_front",
    "paint_rear",
    "paint_side_front",
    "style_of",
    "tones_of",
]
