"""Skies: by time of day and weather, with sun, moon, stars and clouds; and what a window shows.

Knows nothing of what stands under the sky.
"""

from __future__ import annotations

import math
from random import Random

from reelwright.film import TimeOfDay, Weather

from ..canvas import Canvas, Linear, Radial, Stop, fade, ramp
from ..colour import lighten, mix
from ..path import Path, Point, ellipse, polygon, rect, smooth
from .lights import glow
from .site import Site


def paint_sky(canvas: Canvas, site: Site, *, horizon: float = 1120.0, sun: Point | None = None) -> None:
    """The whole sky of a site, down to and below its horizon.

    Args:
        canvas: where to paint.
        site: place, time, weather.
        horizon: y where the sky ends.
        sun: where sun or moon stand; by default high on the right, low at dawn and dusk.
    """
    air = site.air
    top = site.top
    canvas.fill(site.whole, Linear((0, top), (0, horizon), ramp(*air.sky)))
    dice = site.dice("sky", site.facing)
    if air.stars > 0.05:
        _stars(canvas, site, dice, horizon)
    if site.night:  # a dark cloud before the moon would look like a stain
        _clouds(canvas, site, dice, horizon)
    _light_of_heaven(canvas, site, sun or _default_sun(site), horizon)
    if not site.night:
        _clouds(canvas, site, dice, horizon)
    if site.weather is Weather.STORM:
        _storm_light(canvas, site, dice, horizon)
    haze = Linear((0, horizon - 520), (0, horizon), fade(air.haze, 0.0, 0.25 + air.thick * 0.6))
    canvas.fill(rect(site.left, horizon - 520, site.right - site.left, 530), haze)


def _default_sun(site: Site) -> Point:
    low = {TimeOfDay.DAWN: 0.3, TimeOfDay.DAY: 0.8, TimeOfDay.DUSK: 0.66, TimeOfDay.NIGHT: 0.74}[site.time]
    share = low if not site.reverse else 1 - low
    y = {TimeOfDay.DAWN: 960, TimeOfDay.DAY: 120, TimeOfDay.DUSK: 900, TimeOfDay.NIGHT: 320}[site.time]
    return site.width * share, float(y)


def _stars(canvas: Canvas, site: Site, dice: Random, horizon: float) -> None:
    span = site.right - site.left
    for size, alpha, count in ((1.6, 0.5, 90), (2.4, 0.75, 40), (3.4, 0.95, 12)):
        path = Path()
        for _ in range(int(count * span / 1520)):
            y = site.top + (horizon - site.top - 200) * dice.random() ** 1.3
            path.add(ellipse(site.left + span * dice.random(), y, size * dice.uniform(0.7, 1.2)))
        canvas.fill(path, "#f4f2ff", alpha * site.air.stars)


def _light_of_heaven(canvas: Canvas, site: Site, at: Point, horizon: float) -> None:
    x, y = at
    air, cover = site.air, site.weather
    if cover not in {Weather.CLEAR, Weather.CLOUD}:
        glow(canvas, x, min(y, horizon - 260), 620, lighten(air.haze, 0.35), 0.28)
        return
    dim = 1.0 if cover is Weather.CLEAR else 0.6
    if site.night:
        glow(canvas, x, y, 460, air.sun, 0.42 * dim)
        _moon(canvas, site, x, y)
    elif site.time is TimeOfDay.DAY:
        glow(canvas, x, y, 900, "#fff7dc", 0.75 * dim)
        canvas.fill(ellipse(x, y, 78), "#fffdf2", 0.95 * dim)
    else:
        glow(canvas, x, y, 1050, air.sun, 0.75 * dim)
        glow(canvas, x, y, 420, lighten(air.sun, 0.4), 0.7 * dim)
        canvas.fill(ellipse(x, y, 104), lighten(air.sun, 0.62), dim)


def _moon(canvas: Canvas, site: Site, x: float, y: float) -> None:
    radius = 84.0
    dice = site.dice("moon")
    if dice.random() < 0.35:  # not every night has a full moon
        canvas.fill(crescent(x, y, radius), Radial((x + 40, y), radius * 1.5, ramp("#fffaf0", "#fff0d4")))
        return
    disc = ellipse(x, y, radius)
    canvas.fill(disc, Radial((x - 20, y - 24), radius * 1.3, ramp("#fffaf0", "#fff4de", "#e6d8c8")))
    seas = Path()
    for _ in range(6):
        angle, far = dice.uniform(0, math.tau), radius * dice.uniform(0.1, 0.72)
        seas.add(ellipse(x + math.cos(angle) * far, y + math.sin(angle) * far, dice.uniform(8, 24)))
    with canvas.clip(disc):
        canvas.fill(seas, "#dccbb4", 0.55)


def crescent(x: float, y: float, radius: float) -> Path:
    """A waxing moon."""
    tips = [
        (x + radius * math.sin(math.radians(20)) * -s, y - s * radius * math.cos(math.radians(20))) for s in (1, -1)
    ]
    (ax, ay), (bx, by) = tips
    path = (
        Path().move(ax, ay).cubic(ax + radius * 1.45, ay - radius * 0.1, bx + radius * 1.35, by + radius * 0.25, bx, by)
    )
    return path.cubic(bx + radius * 0.62, by - radius * 0.3, ax + radius * 0.85, ay + radius * 0.55, ax, ay).close()


def _clouds(canvas: Canvas, site: Site, dice: Random, horizon: float) -> None:
    air, span = site.air, site.right - site.left
    if air.clouds >= 0.95:
        _overcast(canvas, site, dice, horizon)
        return
    if site.time is TimeOfDay.DAY:
        for far in range(2 if site.weather is Weather.CLEAR else 4):
            for _ in range(max(1, round(span / 1500))):
                x = site.left + span * dice.random()
                width = dice.uniform(420, 820) * (1 - 0.15 * far)
                cumulus(canvas, dice, x, horizon - 120 - far * dice.uniform(130, 260), width, air.cloud, air.haze)
    _streaks(canvas, dice, site, horizon, 5 if site.time is TimeOfDay.DAY else 13)


def cumulus(
    canvas: Canvas, dice: Random, x: float, base: float, width: float, tones: tuple[str, str], haze: str
) -> None:
    """A towering summer cloud: lit heads, blue shade within, a foot that fades into haze."""
    light, shade = tones
    height = width * dice.uniform(0.42, 0.62)
    lumps = []
    for i in range(15):
        t = i / 14
        arch = math.sin(math.pi * (0.06 + 0.88 * t)) ** 0.8
        lumps.append(
            (x + (t - 0.5) * width, base - height * arch * dice.uniform(0.45, 1.0), width * dice.uniform(0.07, 0.13))
        )
    body = Path()
    for cx, cy, r in lumps:
        body.add(ellipse(cx, cy, r)).add(rect(cx - r * 0.9, cy, r * 1.8, max(1.0, base - cy)))
    top = min(cy - r for _, cy, r in lumps)
    canvas.fill(
        body,
        Linear(
            (0, top),
            (0, base),
            (
                Stop(0, light),
                Stop(0.45, mix(light, shade, 0.35)),
                Stop(0.8, mix(shade, haze, 0.6), 0.75),
                Stop(1, haze, 0.0),
            ),
        ),
    )
    inner = Path()
    for cx, cy, r in lumps[::2]:
        inner.add(ellipse(cx + r * 0.3, cy + r * 1.25, r * 1.0, r * 0.85))
    canvas.fill(inner, Linear((0, top), (0, base), (Stop(0, shade, 0.55), Stop(0.6, shade, 0.28), Stop(1, shade, 0.0))))
    heads = Path()
    for cx, cy, r in lumps[1::2]:
        heads.add(ellipse(cx + r * 0.22, cy - r * 0.2, r * 0.66))
    canvas.fill(heads, lighten(light, 0.5), 0.65)


def _streaks(canvas: Canvas, dice: Random, site: Site, horizon: float, count: int) -> None:
    light, shade = site.air.cloud
    span = site.right - site.left
    for i in range(int(count * max(1.0, span / 2000))):
        share = dice.random()
        y = site.top + 240 + (horizon - site.top - 420) * share
        x, length = site.left + span * dice.random(), dice.uniform(320, 820)
        thick = dice.uniform(14, 40) * (1.15 - share * 0.5)
        colour = mix(shade, light, share if i % 3 else min(1.0, share + 0.3))
        wisp = smooth(
            [
                (x - length / 2, y),
                (x - length / 6, y - thick),
                (x + length / 4, y - thick * 0.6),
                (x + length / 2, y + thick * 0.2),
                (x, y + thick * 0.55),
            ]
        )
        canvas.fill(wisp, Linear((x - length / 2, 0), (x + length / 2, 0), fade(colour, 0, 0.5, 0.35, 0)))


def _overcast(canvas: Canvas, site: Site, dice: Random, horizon: float) -> None:
    light, shade = site.air.cloud
    span = site.right - site.left
    for row in range(5):
        y = site.top + (horizon - site.top) * (0.02 + row * 0.17)
        lumps = Path()
        x = site.left - 150
        while x < site.right + 150:
            r = dice.uniform(110, 230) * (1 - row * 0.13)
            lumps.add(ellipse(x, y + dice.uniform(-50, 50), r * 1.5, r * 0.62))
            x += r * 1.15
        lumps.add(rect(site.left, site.top, span, max(1.0, y - site.top - 30)) if row == 0 else Path())
        dark = mix(shade, light, row / 5)
        canvas.fill(
            lumps,
            Linear(
                (0, y - 150),
                (0, y + 150),
                (Stop(0, lighten(dark, 0.06), 0.0), Stop(0.55, dark, 0.55), Stop(1, mix(dark, shade, 0.5), 0.7)),
            ),
        )


def _storm_light(canvas: Canvas, site: Site, dice: Random, horizon: float) -> None:
    """Far sheet lightning behind the clouds: a bolt that stands still for a whole shot would look dead."""
    x = site.width * dice.uniform(0.2, 0.8)
    glow(canvas, x, horizon - 420, 760, "#b9c6ff", 0.36)
    glow(canvas, site.width - x, horizon - 160, 520, "#dfe4ff", 0.22)


def sun_shafts(canvas: Canvas, site: Site, at: Point, *, count: int = 6, alpha: float = 0.16) -> None:
    """Crepuscular rays fanning down from a point of the sky."""
    dice = site.dice("shafts")
    x, y = at
    for _ in range(count):
        angle = math.radians(dice.uniform(40, 140))
        spread = math.radians(dice.uniform(1.5, 5))
        far = 2300
        path = polygon(
            [
                (x, y),
                (x + math.cos(angle - spread) * far, y + math.sin(angle - spread) * far),
                (x + math.cos(angle + spread) * far, y + math.sin(angle + spread) * far),
            ]
        )
        canvas.fill(path, Radial((x, y), far, fade(site.air.sun, alpha * site.air.beams, 0.0)), blend="screen")
