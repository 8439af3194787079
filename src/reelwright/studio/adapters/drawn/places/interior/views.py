"""Outlooks: what is seen through an opening, with the hour and the weather on the glass.

Knows the world beyond the pane; frames and curtains are in ``windows``.
"""

from __future__ import annotations

from typing import Literal

from reelwright.film import TimeOfDay, Weather

from ...canvas import Canvas, Linear, fade, ramp
from ...colour import lighten
from ...path import Path, ellipse, rect, smooth
from ..city import Skyline, paint_skyline
from ..lights import glow
from ..nature import foliage
from ..site import Site
from ..sky import cumulus

Outlook = Literal["city", "garden", "street", "towers"]


def outlook(
    canvas: Canvas, site: Site, box: tuple[float, float, float, float], what: Outlook, *, horizon: float = 1100.0
) -> None:
    """What is seen through an opening (left, top, right, bottom): sky, weather, and town or garden."""
    x0, y0, x1, y1 = box
    air = site.air
    with canvas.clip(rect(x0, y0, x1 - x0, y1 - y0)):
        low = max(horizon - 40, y0 + (y1 - y0) * 0.8)
        canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), Linear((0, y0 - 160), (0, low), ramp(*air.sky[1:])))
        dice = site.dice("outlook", site.facing, round(x0))
        if air.stars > 0.3:
            stars = Path()
            for _ in range(24):
                stars.add(ellipse(dice.uniform(x0, x1), dice.uniform(y0, low), dice.uniform(1, 2.4)))
            canvas.fill(stars, "#ffffff", 0.7)
        if site.weather in {Weather.CLEAR, Weather.CLOUD}:
            _window_sky(canvas, site, box, low)
        if what in {"city", "towers"}:
            tall = (y1 - y0) * (0.5 if what == "city" else 0.75)
            paint_skyline(
                canvas,
                site,
                Skyline(low + 60, (tall * 0.35, tall), "#8d93b8", 0.75, (50, 110), (8, 11, 6), "out1"),
                (x0, x1),
            )
            paint_skyline(
                canvas,
                site,
                Skyline(low + 160, (tall * 0.25, tall * 0.85), "#6b6f96", 0.4, (80, 160), (12, 16, 9), "out2"),
                (x0, x1),
            )
        elif what == "street":
            paint_skyline(
                canvas,
                site,
                Skyline(
                    y1 + 40, ((y1 - y0) * 0.45, (y1 - y0) * 0.85), "#a08a86", 0.3, (150, 260), (26, 38, 22), "out3"
                ),
                (x0, x1),
            )
        if what in {"garden", "city", "street"}:
            _bushes(canvas, site, box, full=what == "garden")
        canvas.fill(
            rect(x0, y0, x1 - x0, y1 - y0), Linear((0, y0), (0, y1), fade(air.haze, 0.0, 0.1 + air.thick * 0.5))
        )
        _pane_weather(canvas, site, box)


def _window_sky(canvas: Canvas, site: Site, box: tuple[float, float, float, float], low: float) -> None:
    x0, y0, x1, _ = box
    dice = site.dice("window sky", round(x0))
    if site.time is TimeOfDay.DAY:
        cumulus(
            canvas,
            dice,
            x0 + (x1 - x0) * dice.uniform(0.2, 0.8),
            low - 30,
            min(440.0, (x1 - x0) * 0.9),
            site.air.cloud,
            site.air.haze,
        )
    elif site.night:
        x, y = x0 + (x1 - x0) * 0.72, y0 + (low - y0) * 0.22
        glow(canvas, x, y, 190, site.air.sun, 0.5)
        canvas.fill(ellipse(x, y, 30), "#fff4dc")
    else:
        x = x0 + (x1 - x0) * 0.6
        glow(canvas, x, low - 120, 460, site.air.sun, 0.85)
        canvas.fill(ellipse(x, low - 130, 44), lighten(site.air.sun, 0.6))


def _bushes(canvas: Canvas, site: Site, box: tuple[float, float, float, float], *, full: bool) -> None:
    x0, y0, x1, y1 = box
    dice = site.dice("bushes", round(x0))
    tall = (y1 - y0) * (0.5 if full else 0.24)
    for row, colour in enumerate(("#6fa06a", "#548a50", "#3f7446")):
        x = x0 - 60
        while x < x1 + 60:
            r = tall * dice.uniform(0.3, 0.5)
            foliage(canvas, site, dice, x, y1 - tall * (0.75 - row * 0.33) + r * 0.2, r, colour, far=0.45 - row * 0.2)
            x += r * 1.5


def _pane_weather(canvas: Canvas, site: Site, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    dice = site.dice("panes", round(x0))
    if site.air.wet:
        runs, drops = Path(), Path()
        for _ in range(int((x1 - x0) / 26)):
            x, y = dice.uniform(x0, x1), dice.uniform(y0, y1 - 60)
            runs.move(x, y).cubic(x + 4, y + 30, x - 6, y + 60, x + dice.uniform(-8, 8), y + dice.uniform(70, 240))
        for _ in range(int((x1 - x0) * (y1 - y0) / 5200)):
            drops.add(ellipse(dice.uniform(x0, x1), dice.uniform(y0, y1), dice.uniform(2, 5), dice.uniform(3, 7)))
        canvas.stroke(runs, "#e8f0ff", 3, 0.28)
        canvas.fill(drops, "#f0f6ff", 0.34)
    elif site.air.white:
        flakes = Path()
        for _ in range(int((x1 - x0) * (y1 - y0) / 5000)):
            flakes.add(ellipse(dice.uniform(x0, x1), dice.uniform(y0, y1), dice.uniform(2, 5)))
        canvas.fill(flakes, "#ffffff", 0.8)
        heap = smooth(
            [
                (x0, y1 - 14),
                ((x0 * 2 + x1) / 3, y1 - 34),
                ((x0 + x1 * 2) / 3, y1 - 22),
                (x1, y1 - 30),
                (x1, y1 + 20),
                (x0, y1 + 20),
            ]
        )
        canvas.fill(heap, site.outdoors("#f4f8ff"))
