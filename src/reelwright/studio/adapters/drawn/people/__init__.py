"""People: figures drawn layer by layer from the numbers on a cast card."""

from .bounds import Bounds, layer_bounds
from .figure import paint_layer
from .proportions import eye_line, figure_height

__all__ = ["Bounds", "eye_line", "figure_height", "layer_bounds", "paint_layer"]
