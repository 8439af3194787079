"""The painter of places: finds who paints a kind, and asks.

Pure: the same place, setting, mood and width give the same scenery, to the byte.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reelwright.film import Mood, Setting
from reelwright.story import Place

from ....errors import DrawingError
from ..letters import require_characters
from ..stage import Scenery
from .alley import paint_alley
from .beach import paint_beach
from .bedroom import paint_bedroom
from .boardroom import paint_boardroom
from .cafe import paint_cafe
from .car import paint_car_interior
from .cell import paint_prison_cell
from .classroom import paint_classroom
from .courtroom import paint_courtroom
from .forest import paint_forest
from .hospital import paint_hospital_corridor, paint_ward
from .lift import paint_lift
from .living_room import paint_living_room
from .lobby import paint_lobby
from .mist import veiled
from .noodle_shop import paint_noodle_shop
from .office import paint_office
from .palace import paint_palace_hall
from .park import paint_park
from .restaurant import paint_restaurant
from .restaurant_kitchen import paint_restaurant_kitchen
from .rooftop import paint_rooftop
from .shop import paint_shop
from .site import Site
from .stairwell import paint_stairwell
from .station import paint_station
from .street import paint_street
from .theatre import paint_stage

PAINTERS: Final[dict[str, Callable[[Site], Scenery]]] = {
    "alley": paint_alley,
    "beach": paint_beach,
    "bedroom": paint_bedroom,
    "boardroom": paint_boardroom,
    "cafe": paint_cafe,
    "car_interior": paint_car_interior,
    "classroom": paint_classroom,
    "courtroom": paint_courtroom,
    "forest": paint_forest,
    "hospital_corridor": paint_hospital_corridor,
    "lift": paint_lift,
    "living_room": paint_living_room,
    "lobby": paint_lobby,
    "noodle_shop": paint_noodle_shop,
    "office": paint_office,
    "palace_hall": paint_palace_hall,
    "park": paint_park,
    "prison_cell": paint_prison_cell,
    "restaurant": paint_restaurant,
    "restaurant_kitchen": paint_restaurant_kitchen,
    "rooftop": paint_rooftop,
    "shop": paint_shop,
    "stage": paint_stage,
    "stairwell": paint_stairwell,
    "station": paint_station,
    "street": paint_street,
    "ward": paint_ward,
}
"""Who paints which kind of place. A new kind is one line here and one function in a file of its own."""


def paint_place(place: Place, setting: Setting, *, mood: Mood, width: float) -> Scenery:
    """A place as planes and light.

    Args:
        place: the card: kind, seed, sign, tint.
        setting: time, weather and which way the camera looks.
        mood: shifts the grade, never the things.
        width: of the stage in units, 1080 for a 9:16 frame.

    Raises:
        DrawingError: nobody paints this kind of place.
        FontError: a character of the sign cannot be drawn.
    """
    painter = PAINTERS.get(place.kind)
    if painter is None:
        raise DrawingError(
            f"nobody paints a place of kind {place.kind!r}",
            where=str(place.source or place.id),
            mend=f"choose one of: {', '.join(sorted(PAINTERS))}",
        )
    require_characters(place.sign, where=str(place.source or place.id))
    site = Site(place, setting, mood, width)
    return veiled(painter(site), site)
