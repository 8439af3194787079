"""The front of each garment by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reelwright.story import Look, Person

from ...canvas import Canvas
from ...path import Path
from ..tones import cloth_tones, skin_tones
from ..torso import Stand
from . import casual, dressed, tailored
from .cutting import Cutting
from .neckwear import paint_neckwear

_FRONTS: Final[dict[str, Callable[[Cutting], None]]] = {
    "suit": tailored.suit,
    "blazer": tailored.blazer,
    "shirt": casual.shirt,
    "tshirt": casual.tshirt,
    "hoodie": casual.hoodie,
    "sweater": casual.sweater,
    "turtleneck": casual.turtleneck,
    "dress": dressed.dress,
    "blouse": dressed.blouse,
    "coat": tailored.coat,
    "trench_coat": tailored.trench,
    "leather_jacket": casual.leather,
    "apron": dressed.apron,
    "uniform": dressed.uniform,
    "lab_coat": tailored.lab_coat,
    "hanfu": dressed.hanfu,
    "qipao": dressed.qipao,
    "tracksuit": casual.tracksuit,
    "vest": tailored.vest,
    "pyjamas": casual.pyjamas,
}


def paint_front_of(canvas: Canvas, person: Person, look: Look, stand: Stand, torso: Path, light: int) -> None:
    """Draw the front of a look's garment and what is worn at the neck."""
    cut = Cutting(
        canvas,
        stand,
        look,
        skin_tones(person.skin),
        cloth_tones(look.colour),
        cloth_tones(look.second_colour),
        cloth_tones(look.accent),
        torso,
        light,
    )
    _FRONTS.get(look.garment, casual.shirt)(cut)
    paint_neckwear(canvas, look, stand, light)
