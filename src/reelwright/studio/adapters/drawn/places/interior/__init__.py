"""Interiors: rooms as boxes seen from inside, their surfaces, and windows with the weather behind them.

Furniture is in ``furniture``; what a café is, in its own file.
"""

from .room import Room, furnished_room, gloom, room_for
from .surfaces import FloorKind, ceiling_beams, ceiling_cove, paint_floor, paint_shell, skirting, wainscot, wall_tiles
from .views import Outlook, outlook
from .windows import Window, paint_window, repeated, window_light

__all__ = [
    "FloorKind",
    "Outlook",
    "Room",
    "Window",
    "ceiling_beams",
    "ceiling_cove",
    "furnished_room",
    "gloom",
    "outlook",
    "paint_floor",
    "paint_shell",
    "paint_window",
    "repeated",
    "room_for",
    "skirting",
    "wainscot",
    "wall_tiles",
    "window_light",
]
