"""Lights: how a place lights the people in it, and the light that is painted on it.

Knows key, tint and rim by place, time, weather and mood; and the brushes of light: glows, beams, pools.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from reelwright.film import Mood, TimeOfDay, Weather

from ..canvas import Canvas, Linear, Radial, Stop, fade
from ..colour import lighten, mix
from ..path import Path, Point, ellipse, polygon
from ..stage import Light
from .site import Site

_OUTSIDE: Final[dict[TimeOfDay, Light]] = {
    TimeOfDay.DAWN: Light(
        key="#ffdcb8", tint="#c4b4dc", tint_strength=0.4, rim=("#ffd2b0", "#b9c4ff"), rim_strength=0.6,
        ambient="#3a2f55", lift="#231a3c", gain="#ffe9d6", bloom=0.3,
    ),
    TimeOfDay.DAY: Light(
        key="#fff6e0", tint="#eef4ff", tint_strength=0.2, rim=("#ffffff", "#cfe6ff"), rim_strength=0.45,
        ambient="#3c4a66", lift="#141a2c", gain="#fffaf0", bloom=0.15,
    ),
    TimeOfDay.DUSK: Light(
        key="#ffb878", tint="#d9a0b4", tint_strength=0.5, rim=("#ffb066", "#ff7f8e"), rim_strength=0.8,
        ambient="#38204a", lift="#2a1038", gain="#ffdcae", bloom=0.4,
    ),
    TimeOfDay.NIGHT: Light(
        key="#ffdcb8", tint="#b6a4dc", tint_strength=0.5, rim=("#ffb08a", "#7fd8ff"), rim_strength=0.8,
        ambient="#1c1846", lift="#160c38", gain="#ffe2c4", bloom=0.45,
    ),
}  # fmt: skip
_INSIDE: Final[dict[TimeOfDay, Light]] = {
    TimeOfDay.DAWN: Light(
        key="#ffe6c8", tint="#dccbe0", tint_strength=0.35, rim=("#ffd9b8", "#c8d0ff"), rim_strength=0.5,
        ambient="#40304a", lift="#221834", gain="#fff0e0", bloom=0.25,
    ),
    TimeOfDay.DAY: Light(
        key="#fff6e2", tint="#fff4e8", tint_strength=0.2, rim=("#fff6d8", "#ffe2b0"), rim_strength=0.5,
        ambient="#4a3428", lift="#20140c", gain="#fff8ea", bloom=0.2,
    ),
    TimeOfDay.DUSK: Light(
        key="#ffbe84", tint="#eab49c", tint_strength=0.45, rim=("#ffb46a", "#c98ad0"), rim_strength=0.75,
        ambient="#42203a", lift="#2c1030", gain="#ffdfb4", bloom=0.35,
    ),
    TimeOfDay.NIGHT: Light(
        key="#ffd8a0", tint="#cdb2c0", tint_strength=0.5, rim=("#ffc27a", "#8fb0ff"), rim_strength=0.6,
        ambient="#2a1a34", lift="#180e2a", gain="#ffe6be", bloom=0.35,
    ),
}  # fmt: skip

# mood: what whites lean to, how far; what blacks lean to, how far; bloom added
_MOODS: Final[dict[Mood, tuple[str, float, str, float, float]]] = {
    Mood.CALM: ("#ffffff", 0.0, "#000000", 0.0, 0.0),
    Mood.WARM: ("#ffe0b0", 0.4, "#3a1c08", 0.25, 0.08),
    Mood.ROMANTIC: ("#ffd6e0", 0.5, "#4a1038", 0.35, 0.2),
    Mood.PLAYFUL: ("#fff2b8", 0.35, "#102a4a", 0.15, 0.08),
    Mood.COMIC: ("#fff6c8", 0.3, "#202040", 0.1, 0.05),
    Mood.SAD: ("#c8d6ee", 0.55, "#0c1c3c", 0.45, 0.0),
    Mood.TENSE: ("#d2e6da", 0.5, "#06222a", 0.5, -0.05),
    Mood.ANGRY: ("#ffc8b0", 0.5, "#3c0410", 0.5, 0.05),
    Mood.FEARFUL: ("#bcd0d8", 0.6, "#041420", 0.6, -0.05),
    Mood.MYSTERIOUS: ("#ccc4f2", 0.5, "#180a40", 0.5, 0.15),
    Mood.TRIUMPHANT: ("#fff0b0", 0.5, "#3a1a20", 0.2, 0.25),
    Mood.SHOCK: ("#f2f6ff", 0.6, "#10001c", 0.6, 0.1),
}


_CONTRAST: Final = {
    Mood.SAD: 0.4,
    Mood.TENSE: 0.75,
    Mood.ANGRY: 0.7,
    Mood.FEARFUL: 0.9,
    Mood.MYSTERIOUS: 0.9,
    Mood.SHOCK: 0.85,
}
"""How dark the far side of people is: in a dark mood the key light alone is left on."""
_STORMY: Final = "#6c7694"


def place_light(site: Site, *, outside: bool = False, side: int = -1, lamp: str = "") -> Light:
    """The light of a place now.

    Args:
        site: place, time, weather, mood.
        outside: under the sky rather than under a roof.
        side: where the key comes from in the master angle; reverse angles turn it round.
        lamp: colour of the lamp that is the key whenever lamps are lit, "" for the time's own.
    """
    light = (_OUTSIDE if outside else _INSIDE)[site.time]
    light = replace(light, side=-side if site.reverse else side)
    if site.weather is not Weather.CLEAR:
        grey = 0.3 if site.weather is Weather.CLOUD else 0.6
        lit = site.time is TimeOfDay.NIGHT  # what lights a face then are lamps, and clouds do not grey a lamp
        light = replace(
            light,
            key=mix(light.key, lighten(site.air.haze, 0.45), grey * (0.9 if outside and not lit else 0.3)),
            tint=mix(light.tint, site.air.ambient if outside else site.air.indoors, grey * (0.35 if lit else 0.7)),
            rim_strength=light.rim_strength * (1 - grey * 0.35),
        )
        if outside and site.weather is Weather.STORM and not lit:  # people stand under the same dark sky as the place
            light = replace(
                light,
                key=mix(light.key, _STORMY, 0.4),
                tint=mix(light.tint, _STORMY, 0.55),
                tint_strength=min(1.0, light.tint_strength + 0.35),
            )
    if lamp and site.lamps:
        light = replace(
            light, key=mix(light.key, lamp, 0.7), rim=(mix(light.rim[0], lamp, 0.7), light.rim[1]),
        )  # fmt: skip
    return in_mood(light, site.mood)


def in_mood(light: Light, mood: Mood) -> Light:
    """The same light, graded for a mood."""
    white, far, black, deep, bloom = _MOODS[mood]
    return replace(
        light,
        gain=mix(light.gain, white, far),
        lift=mix(light.lift, black, deep),
        bloom=min(1.0, max(0.0, light.bloom + bloom)),
        contrast=_CONTRAST.get(mood, 0.0),
    )


# --- brushes of light --------------------------------------------------------------------------


def glow(canvas: Canvas, x: float, y: float, radius: float, colour: str, alpha: float = 0.6) -> None:
    """A soft round light, added to what is there."""
    stops = (
        Stop(0, colour, alpha),
        Stop(0.18, colour, alpha * 0.62),
        Stop(0.45, colour, alpha * 0.2),
        Stop(1, colour, 0),
    )
    canvas.fill(ellipse(x, y, radius), Radial((x, y), radius, stops), blend="screen")


def pool(canvas: Canvas, x: float, y: float, rx: float, ry: float, colour: str, alpha: float = 0.4) -> None:
    """Light that lies on a floor or a wall: a flattened glow."""
    with canvas.at(x, y, scale=1, scale_y=ry / rx):
        stops = (Stop(0, colour, alpha), Stop(0.5, colour, alpha * 0.45), Stop(1, colour, 0))
        canvas.fill(ellipse(0, 0, rx), Radial((0, 0), rx, stops), blend="screen")


def shadow(
    canvas: Canvas, x: float, y: float, rx: float, ry: float, alpha: float = 0.35, colour: str = "#0c0818"
) -> None:
    """The soft dark under a thing that stands on a floor."""
    with canvas.at(x, y, scale=1, scale_y=ry / rx):
        canvas.fill(
            ellipse(0, 0, rx),
            Radial((0, 0), rx, (Stop(0, colour, alpha), Stop(0.6, colour, alpha * 0.7), Stop(1, colour, 0))),
        )


def beam(canvas: Canvas, top: tuple[Point, Point], foot: tuple[Point, Point], colour: str, alpha: float = 0.3) -> None:
    """A shaft of light from an opening down to where it lands, fading on its way."""
    (ax, ay), (bx, by) = top
    (cx, cy), (dx, dy) = foot
    start, end = ((ax + bx) / 2, (ay + by) / 2), ((cx + dx) / 2, (cy + dy) / 2)
    path = polygon([(ax, ay), (bx, by), (dx, dy), (cx, cy)])
    canvas.fill(path, Linear(start, end, fade(colour, alpha, alpha * 0.5, 0.0)), blend="screen")


def bulbs(canvas: Canvas, points: list[Point], colour: str, *, size: float = 12.0, lit: bool = True) -> None:
    """Small round lamps, all in one go, each with its halo when lit."""
    path = Path()
    for x, y in points:
        path.add(ellipse(x, y, size))
        if lit:
            glow(canvas, x, y, size * 8, colour, 0.5)
    canvas.fill(path, lighten(colour, 0.72) if lit else mix(colour, "#e8e4dc", 0.6))


def mottle(
    canvas: Canvas, area: Path, dice: Random, tones: tuple[str, str], alpha: float, *, size: float = 190.0
) -> None:
    """Soft clouds of two tones within an area: the unevenness of a painted surface."""
    left, top, right, bottom = area.bounds()
    count = int((right - left) * (bottom - top) / (size * size) * 0.9)
    with canvas.clip(area):
        for i in range(min(60, count)):
            x, y = dice.uniform(left, right), dice.uniform(top, bottom)
            r = size * dice.uniform(0.5, 1.5)
            with canvas.at(x, y, scale=1, scale_y=dice.uniform(0.35, 0.8), degrees=dice.uniform(-25, 25)):
                canvas.fill(ellipse(0, 0, r), Radial((0, 0), r, fade(tones[i % 2], alpha, alpha * 0.6, 0.0)))


def vignette(canvas: Canvas, site: Site, colour: str, alpha: float, *, floor: float = 1500.0) -> None:
    """Dark that gathers at the foot of the picture, so that subtitles and feet sit in it."""
    canvas.fill(site.whole, Linear((0, floor), (0, site.bottom), fade(colour, 0, alpha)))
