"""A room as a box, seen from inside, and the light in it.

Knows measures and light; its surfaces and windows are beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from ...canvas import Canvas, Radial, Stop
from ...colour import mix
from ...stage import Plane, Scenery
from ..air import multiply
from ..lights import glow, place_light
from ..perspective import Eye
from ..site import Site

Style = TypeVar("Style")


@dataclass(frozen=True, slots=True)
class Room:
    """A room as a box.

    Args:
        site: where and when.
        eye: the camera in it.
        half: metres from its middle to each side wall.
        back: metres from the figures to the wall behind them.
        tall: metres to the ceiling.
        wall: colour of the walls by daylight; floor and ceiling likewise.
        lamp: colour of its electric light.
    """

    site: Site
    eye: Eye
    half: float
    back: float
    tall: float
    wall: str
    floor: str
    ceiling: str
    lamp: str = "#ffcf8f"

    def lit(self, colour: str) -> str:
        """A colour of the dressing under the light of the room now."""
        light = self.site.air.indoors
        if self.site.lamps:
            light = mix(light, self.lamp, 0.5 * self.site.air.lamps)
        return multiply(colour, light)

    def seen(self, z: float, *, margin: bool = True) -> tuple[float, float]:
        """The world x at the left and right edge of the picture at a depth, never beyond the walls."""
        site, eye = self.site, self.eye
        left, right = (site.left, site.right) if margin else (0.0, site.width)
        return max(-self.half, eye.across(left, z)), min(self.half, eye.across(right, z))


def room_for(
    site: Site, *, wall: str, floor: str, ceiling: str, back: float = 3.4, tall: float = 2.9,
    roomy: float = 1.0, lamp: str = "#ffcf8f", least: float = 1.6,
) -> Room:  # fmt: skip
    """A room that fits the frame: as wide as the frame shows at its back wall, times ``roomy``.

    The camera stands a little off the middle, so that one side wall shows more than the other.
    """
    aside = site.dice("eye").choice((-1, 1)) * (-1 if site.reverse else 1)
    eye = Eye(centre=site.centre + aside * 70.0)
    half = max(least, site.width / 2 / eye.scale(back) * roomy)
    return Room(site, eye, half, back, tall, wall, floor, ceiling, lamp)


def furnished_room(
    room: Room,
    style: Style,
    *layers: tuple[Callable[[Canvas, Room, Style, int], None], float],
    lamp: str,
    motes: str = "",
) -> Scenery:
    """A room as it is handed over, lit from the side that its card draws.

    Args:
        room: the box.
        style: what its painters need to know of its dressing.
        layers: painters from far to near, each with its depth; the nearest is out of focus. Each is
            given the canvas, the room, its style and the side that the light comes from.
        lamp: colour of the light on people after dark.
        motes: what floats in the air.
    """
    side = room.site.dice("side").choice((-1, 1))
    last = len(layers) - 1
    planes = tuple(
        Plane(partial(_furnish, paint, room, style, side), depth, soft=n == last)
        for n, (paint, depth) in enumerate(layers)
    )
    return Scenery(planes, place_light(room.site, side=side, lamp=lamp), floor=room.eye.floor, motes=motes)


def _furnish(
    paint: Callable[[Canvas, Room, Style, int], None], room: Room, style: Style, side: int, canvas: Canvas
) -> None:
    paint(canvas, room, style, side)


def gloom(canvas: Canvas, room: Room, x: float, y: float, radius: float, *, depth: float = 1.0) -> None:
    """Evening in a room: light stays about a point of the stage, the corners fall into blue dark."""
    air = room.site.air
    if air.lamps < 0.3:
        return
    dark = mix("#150c30", air.sky[0], 0.3)
    share = air.lamps * depth
    stops = (Stop(0, dark, 0.0), Stop(0.45, dark, 0.12 * share), Stop(1, dark, 0.66 * share))
    canvas.fill(room.site.whole, Radial((x, y), radius, stops))
    glow(canvas, x, y, radius * 0.8, room.lamp, 0.36 * share)
