"""People: figures drawn layer by layer from the numbers on a cast card."""

from .bounds import Bounds, layer_bounds
from .figure import paint_layer
from .proportions import SeatedBody, eye_line, figure_height, seat_drop, seated_body

__all__ = [
    "Bounds",
    "SeatedBody",
    "eye_line",
    "figure_height",
    "layer_bounds",
    "paint_layer",
    "seat_drop",
    "seated_body",
]
