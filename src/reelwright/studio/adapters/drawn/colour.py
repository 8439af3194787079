"""Colours as "#rrggbb" text, and how to mix them.

Text, because cards are written by people; everything that draws takes the same form.
"""

from __future__ import annotations

import colorsys
from functools import lru_cache

from ...errors import DrawingError

RGB = tuple[int, int, int]


@lru_cache(maxsize=4096)
def rgb(colour: str) -> RGB:
    """The red, green and blue of "#rrggbb", each 0 to 255."""
    try:
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    except ValueError:
        raise DrawingError(f"{colour!r} is not a colour", mend="write it as #rrggbb") from None


def from_rgb(red: float, green: float, blue: float) -> str:
    """The text of a colour; parts outside 0 to 255 are clipped."""
    return "#" + "".join(f"{min(255, max(0, round(part))):02x}" for part in (red, green, blue))


@lru_cache(maxsize=65536)
def mix(one: str, other: str, share: float) -> str:
    """A colour on the way from one (share 0) to the other (share 1)."""
    return from_rgb(*(a + (b - a) * share for a, b in zip(rgb(one), rgb(other), strict=True)))


def lighten(colour: str, share: float) -> str:
    """The colour with a share of white."""
    return mix(colour, "#ffffff", share)


def darken(colour: str, share: float) -> str:
    """The colour with a share of a warm black, which keeps shadows alive."""
    return mix(colour, "#0a0614", share)


def luminance(colour: str) -> float:
    """How bright the colour looks, 0 to 1 (Rec. 709 weights on the coded values)."""
    red, green, blue = rgb(colour)
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def shift(colour: str, *, hue: float = 0.0, saturation: float = 1.0, value: float = 1.0) -> str:
    """The colour with its hue turned (in turns) and its saturation and value scaled."""
    hue0, saturation0, value0 = colorsys.rgb_to_hsv(*(part / 255 for part in rgb(colour)))
    red, green, blue = colorsys.hsv_to_rgb(
        (hue0 + hue) % 1.0, min(1.0, saturation0 * saturation), min(1.0, value0 * value)
    )
    return from_rgb(red * 255, green * 255, blue * 255)
