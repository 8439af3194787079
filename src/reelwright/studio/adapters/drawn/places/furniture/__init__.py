"""Furniture: what stands, hangs and lies in rooms, drawn in the room's perspective and light.

Each thing is a function on a room; which room has which is for the painters of kinds.
"""

from .goods import bookcase, row, shelf, steam
from .hangings import chalkboard, clock, door, picture
from .lamps import floor_lamp, lamp_pool, pendant, table_lamp
from .pieces import Span, box, chair, round_table, rug, sofa, stand, stool
from .plants import hanging_plant, potted_plant

__all__ = [
    "Span",
    "bookcase",
    "box",
    "chair",
    "chalkboard",
    "clock",
    "door",
    "floor_lamp",
    "hanging_plant",
    "lamp_pool",
    "pendant",
    "picture",
    "potted_plant",
    "round_table",
    "row",
    "rug",
    "shelf",
    "sofa",
    "stand",
    "steam",
    "stool",
    "table_lamp",
]
