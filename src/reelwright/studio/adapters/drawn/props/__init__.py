"""Props: what people hold, and the inserts that show it close to."""

from __future__ import annotations

from .arrangement import prop_box
from .held import PROP_GRIP, PROP_UPRIGHT, paint_prop
from .insert import paint_insert
from .motion import insert_is_moving, insert_steps

__all__ = ["PROP_GRIP", "PROP_UPRIGHT", "insert_is_moving", "insert_steps", "paint_insert", "paint_prop", "prop_box"]
