"""People: figures drawn layer by layer from the numbers on a cast card."""

from .aim import NECK
from .bounds import Bounds, crown_top, layer_bounds
from .figure import paint_layer
from .proportions import (
    SeatedBody,
    arms_width,
    eye_line,
    figure_height,
    kneel_drop,
    seat_drop,
    seated_body,
    shade_width,
    sole_of,
)
from .side_arms import CUP_BEFORE
from .table_arms import CUP_ASIDE, RESTS

__all__ = [
    "CUP_ASIDE",
    "CUP_BEFORE",
    "NECK",
    "RESTS",
    "Bounds",
    "SeatedBody",
    "arms_width",
    "crown_top",
    "eye_line",
    "figure_height",
    "kneel_drop",
    "layer_bounds",
    "paint_layer",
    "seat_drop",
    "seated_body",
    "shade_width",
    "sole_of",
]
