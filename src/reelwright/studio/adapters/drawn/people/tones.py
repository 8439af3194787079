"""Tones: the few colours that skin, hair and cloth are drawn with, from one colour on a card.

Knows how flat colour, its shadow and its line belong together from very light to very dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..colour import lighten, luminance, mix, rgb, shift

LASH: Final = "#1d1119"
"""The black of lashes and the deepest lines: warm, never pure."""


@dataclass(frozen=True, slots=True)
class Skin:
    """Colours of a skin: base, form shadow, deeper shadow, line, light, blush and lips."""

    base: str
    shade: str
    deep: str
    line: str
    light: str
    blush: str
    lip: str
    mouth: str


@lru_cache(maxsize=256)
def skin_tones(skin: str) -> Skin:
    """The colours for a skin of any lightness."""
    dark = 1 - min(1.0, max(0.0, (luminance(skin) - 0.2) / 0.6))
    shadow = mix("#b4405c", "#2a0b1c", dark)
    return Skin(
        base=skin,
        shade=mix(shift(skin, saturation=1.12, value=0.97), shadow, 0.24 + 0.12 * dark),
        deep=mix(skin, shadow, 0.46),
        line=mix(skin, "#3d1220" if dark < 0.5 else "#14060c", 0.78),
        light=mix(skin, "#fff3e4", 0.5 - 0.22 * dark),
        blush=mix("#ff5f66", "#c02a4a", dark),
        lip=mix(skin, mix("#d84a5c", "#7a1c3a", dark), 0.42),
        mouth=mix("#6b1a2a", "#3a0a18", dark * 0.7),
    )


@dataclass(frozen=True, slots=True)
class Hair:
    """Colours of hair: base, shade, deepest shade, line, shine and glint."""

    base: str
    shade: str
    deep: str
    line: str
    shine: str
    glint: str


@lru_cache(maxsize=256)
def hair_tones(colour: str) -> Hair:
    """The colours for hair, from black to white."""
    light = luminance(colour)
    parts = rgb(colour)
    vivid = min(1.0, 3.0 * (max(parts) - min(parts)) / max(1, *parts))  # grey has no warmth to be in the shade of
    cool = mix("#1a1030", mix("#5a5468", "#8a4a2a", vivid), min(1.0, light * 1.3))
    return Hair(
        base=colour,
        shade=mix(colour, cool, 0.34),
        deep=mix(colour, cool, 0.6),
        line=mix(colour, "#0b0610", 0.72 - 0.16 * light),
        shine=mix(shift(colour, saturation=0.8), "#dfe6ff" if light < 0.35 else "#fff4dc", 0.24 + 0.14 * light),
        glint=mix(colour, "#ffffff", 0.5 + 0.2 * light),
    )


@dataclass(frozen=True, slots=True)
class Cloth:
    """Colours of cloth: base, shade, line, light."""

    base: str
    shade: str
    deep: str
    line: str
    light: str


@lru_cache(maxsize=1024)
def cloth_tones(colour: str) -> Cloth:
    """The colours for cloth; near-black cloth gets light folds and near-white cloth cool ones."""
    light = luminance(colour)
    return Cloth(
        base=colour,
        shade=mix(
            shift(colour, saturation=1.08), "#161033" if light < 0.75 else "#6f78a8", 0.34 if light < 0.75 else 0.3
        ),
        deep=mix(colour, "#0d0820", 0.5 if light < 0.75 else 0.38),
        line=mix(colour, "#0a0614", 0.7 if light > 0.12 else 0.86),
        light=lighten(colour, 0.12 if light < 0.75 else 0.5),
    )


def grey(colour: str, share: float) -> str:
    """Hair on its way to grey."""
    return mix(colour, "#b9b6bd", share)
