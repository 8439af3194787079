"""Air: the colours of sky and light for each time of day and weather.

Knows no shapes. Everything else asks here, so that a window, a street and the people agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from reelwright.film import TimeOfDay, Weather

from ..colour import from_rgb, mix, rgb


@dataclass(frozen=True, slots=True)
class Air:
    """Sky and light at one time in one weather.

    Args:
        sky: colours from the zenith to the horizon.
        sun: colour of the sun or moon and of what it strikes.
        ambient: light that falls on everything outside; colours are multiplied with it.
        indoors: the same inside, where windows and lamps mix.
        haze: what distance fades to.
        thick: how thick the haze is, 0 to 1.
        lamps: how much electric light matters, 0 to 1.
        stars: how bright the stars are.
        clouds: share of the sky under cloud.
        cloud: colours of a cloud, lit and shaded.
        beams: how strong sunbeams are.
        wet: the ground shines.
        white: snow lies.
    """

    sky: tuple[str, ...]
    sun: str
    ambient: str
    indoors: str
    haze: str
    thick: float
    lamps: float
    stars: float
    clouds: float
    cloud: tuple[str, str]
    beams: float
    wet: bool
    white: bool


_CLEAR: Final[dict[TimeOfDay, Air]] = {
    TimeOfDay.DAWN: Air(
        ("#3a4a92", "#7d79bb", "#d79cb8", "#fbc3a4", "#ffe7bd"), "#ffdcae", "#c9b9e2", "#d9c8dc",
        "#efc3bb", 0.35, 0.28, 0.12, 0.35, ("#ffe3cf", "#b98fb4"), 0.6, False, False,
    ),
    TimeOfDay.DAY: Air(
        ("#2673cf", "#4f9fe8", "#8ecbf6", "#c9e8fb", "#f6f6e4"), "#fff1c8", "#ffffff", "#ffffff",
        "#cfe6f5", 0.25, 0.0, 0.0, 0.45, ("#ffffff", "#a9c3e6"), 0.8, False, False,
    ),
    TimeOfDay.DUSK: Air(
        ("#2c2a6c", "#6c3f94", "#c4557f", "#f68a57", "#ffd287"), "#ffa552", "#d79fb2", "#e3a892",
        "#f0927a", 0.32, 0.85, 0.18, 0.5, ("#ffb27a", "#7d4a8e"), 1.0, False, False,
    ),
    TimeOfDay.NIGHT: Air(
        ("#070b28", "#10164a", "#2a2270", "#5c3688", "#b4568e"), "#cfd8ff", "#5f64a8", "#8d84ac",
        "#553a88", 0.3, 1.0, 1.0, 0.25, ("#5b4f94", "#201d52"), 0.35, False, False,
    ),
}  # fmt: skip

_GREY: Final[dict[TimeOfDay, tuple[str, str]]] = {
    TimeOfDay.DAWN: ("#77789c", "#c3b6c4"),
    TimeOfDay.DAY: ("#8497ac", "#d3dbe2"),
    TimeOfDay.DUSK: ("#4c4a78", "#b98a94"),
    TimeOfDay.NIGHT: ("#131638", "#4c4076"),
}
_COVER: Final[dict[Weather, tuple[float, float, float]]] = {
    # how far the sky goes to grey, how much darker, how thick the haze
    Weather.CLEAR: (0.0, 0.0, 0.0),
    Weather.CLOUD: (0.5, 0.04, 0.1),
    Weather.RAIN: (0.78, 0.16, 0.3),
    Weather.STORM: (0.9, 0.5, 0.3),
    Weather.SNOW: (0.72, 0.0, 0.35),
    Weather.FOG: (0.82, 0.02, 0.62),
}


def multiply(colour: str, light: str, share: float = 1.0) -> str:
    """A surface colour under coloured light."""
    lit = from_rgb(*(a * b / 255 for a, b in zip(rgb(colour), rgb(light), strict=True)))
    return mix(colour, lit, share)


@cache
def air_for(time: TimeOfDay, weather: Weather) -> Air:
    """The air at a time of day in a weather."""
    clear = _CLEAR[time]
    if weather is Weather.CLEAR:
        return clear
    grey, dark, thick = _COVER[weather]
    high, low = _GREY[time]
    dim = mix("#ffffff", "#1c2036", dark)
    sky = tuple(
        multiply(mix(colour, mix(high, low, i / (len(clear.sky) - 1)), grey), dim) for i, colour in enumerate(clear.sky)
    )
    overcast = multiply(mix(high, low, 0.75), dim)
    cool = "#c2cede" if time is not TimeOfDay.NIGHT else "#a9b2d8"
    return Air(
        sky=sky,
        sun=mix(clear.sun, low, grey * 0.6),
        ambient=multiply(mix(clear.ambient, multiply(clear.ambient, cool), grey), dim),
        indoors=multiply(mix(clear.indoors, multiply(clear.indoors, "#cbd3e0"), grey), dim, 0.6),
        haze=mix(clear.haze, overcast, min(1.0, grey + 0.1)),
        thick=min(1.0, clear.thick + thick),
        lamps=min(1.0, clear.lamps + (0.5 if weather in {Weather.RAIN, Weather.STORM} else 0.15) * (grey > 0.6)),
        stars=clear.stars * (1 - grey),
        clouds=1.0 if grey > 0.6 else 0.75,
        cloud=(mix(clear.cloud[0], multiply(low, dim), grey), mix(clear.cloud[1], multiply(high, dim), grey)),
        beams=clear.beams * max(0.0, 1 - grey * 1.3),
        wet=weather in {Weather.RAIN, Weather.STORM},
        white=weather is Weather.SNOW,
    )
