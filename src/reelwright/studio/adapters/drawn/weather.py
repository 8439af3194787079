"""Weather and air: what falls or floats between the figures and the lens.

Everything here only adds light to luma, from textures painted once: three sheets of rain cost less
than a third of a millisecond a frame.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from reelwright.film import Weather

from .canvas import Canvas, Radial, fade
from .path import ellipse, polyline
from .pixels import Gray, Picture
from .stage import STAGE_HEIGHT

_RAIN: Final = ((150, 1500.0, 0.16, 40, 1.4), (90, 2300.0, 0.26, 70, 2.0), (40, 3400.0, 0.30, 120, 3.0))
"""Sheets from far to near: streaks, speed in units a second, opacity, length, width."""
_SLOW: Final = frozenset({"dust", "fireflies", "steam"})
_DENSER_IN_STORMS: Final = 1.5
_MIST: Final = ((9, 26.0, 0.09), (6, -38.0, 0.07))
"""Sheets of drifting mist: banks, speed across in units a second, opacity."""
_SNOW: Final = ((220, 150.0, 0.55, 2.6), (120, 230.0, 0.7, 4.6), (40, 360.0, 0.8, 8.5))


@dataclass(frozen=True, slots=True)
class _Fall:
    """One sheet that scrolls down (and sideways) for ever."""

    texture: Gray
    speed: float
    drift: float
    near: bool


@dataclass(frozen=True, slots=True)
class _Mote:
    x: float
    y: float
    radius: float
    speed: tuple[float, float]
    phase: float
    strength: float


class Air:
    """The air of one shot.

    Args:
        weather: what falls; only where the sky is open.
        motes: what floats, by the name in ``Scenery``.
        frame: pixels (across, down).
        stage: width of the stage in units.
        seed: decides where things are.
    """

    def __init__(self, weather: Weather, motes: str, *, frame: tuple[int, int], stage: float, seed: int) -> None:
        self._frame, self._stage = frame, stage
        self._pixel = frame[1] / STAGE_HEIGHT
        rng = random.Random(seed)
        self._falls = self._make_falls(weather, rng)
        self._motes = self._make_motes(motes, rng)
        self._glows = {radius: self._glow(radius) for radius in {mote.radius for mote in self._motes}}
        self._storm = weather is Weather.STORM
        drifts = weather is Weather.FOG
        self.still = not (self._falls or self._motes or self._storm)
        """Nothing moves."""
        self.slow = not self._storm and (drifts or not self._falls) and motes in {*_SLOW, ""}
        """What moves, moves so slowly that every second frame is enough."""

    def fall(self, picture: Picture, seconds: float, *, near: bool) -> None:
        """Add what falls at a time, before (near) or behind the figures."""
        for sheet in self._falls:
            if sheet.near is near:
                self._scroll(picture.luma, sheet, seconds)

    def float_in(self, picture: Picture, seconds: float) -> None:
        """Add what floats in the air."""
        width, height = self._frame
        for mote in self._motes:
            x = (mote.x + mote.speed[0] * seconds * self._pixel) % width
            y = (mote.y + mote.speed[1] * seconds * self._pixel) % height
            pulse = 0.55 + 0.45 * float(np.sin(seconds * 1.9 + mote.phase))
            _add_glow(picture.luma, self._glows[mote.radius], int(x), int(y), mote.strength * pulse)

    def flash(self, seconds: float) -> float:
        """How much lightning lightens the frame, 0 to 1."""
        if not self._storm:
            return 0.0
        beat = seconds % 5.3
        return max(0.0, 0.5 - 4 * abs(beat - 1.1)) + max(0.0, 0.35 - 3 * abs(beat - 1.32))

    # --- making --------------------------------------------------------------------------------

    def _make_falls(self, weather: Weather, rng: random.Random) -> tuple[_Fall, ...]:
        if weather in {Weather.RAIN, Weather.STORM}:
            lean = 0.22 if weather is Weather.STORM else 0.12
            more = _DENSER_IN_STORMS if weather is Weather.STORM else 1.0
            return tuple(
                _Fall(
                    self._streaks(round(count * more), alpha, length, thick, lean, rng),
                    speed,
                    -lean * speed,
                    near=index > 0,
                )
                for index, (count, speed, alpha, length, thick) in enumerate(_RAIN)
            )
        if weather is Weather.SNOW:
            return tuple(
                _Fall(self._flakes(count, alpha, radius, rng), speed, 30.0 * (index - 1), near=index > 0)
                for index, (count, speed, alpha, radius) in enumerate(_SNOW)
            )
        if weather is Weather.FOG:
            return tuple(
                _Fall(self._banks(count, alpha, rng), 0.0, speed, near=index > 0)
                for index, (count, speed, alpha) in enumerate(_MIST)
            )
        return ()

    def _texture(self) -> Canvas:
        return Canvas(self._frame[0], self._frame[1], scale=self._pixel)

    def _streaks(self, count: int, alpha: float, length: float, thick: float, lean: float, rng: random.Random) -> Gray:
        canvas = self._texture()
        for _ in range(round(count * self._stage / 1080)):
            x, y = rng.uniform(0, self._stage), rng.uniform(0, STAGE_HEIGHT)
            reach, shade = length * rng.uniform(0.6, 1.4), alpha * rng.uniform(0.4, 1)
            for wrap_y in (0, -STAGE_HEIGHT):
                line = polyline([(x, y + wrap_y), (x - lean * reach, y + wrap_y + reach)])
                canvas.stroke(line, "#ffffff", thick * rng.uniform(0.7, 1.2), shade)
        return np.ascontiguousarray(canvas.pixels()[..., 3])

    def _flakes(self, count: int, alpha: float, radius: float, rng: random.Random) -> Gray:
        canvas = self._texture()
        for _ in range(round(count * self._stage / 1080)):
            x, y, r = rng.uniform(0, self._stage), rng.uniform(0, STAGE_HEIGHT), radius * rng.uniform(0.6, 1.3)
            for wrap_y in (0, -STAGE_HEIGHT):
                canvas.fill(ellipse(x, y + wrap_y, r), "#ffffff", alpha * rng.uniform(0.5, 1))
        flakes = np.ascontiguousarray(canvas.pixels()[..., 3])
        if radius > 6:
            flakes = np.asarray(cv2.GaussianBlur(flakes, (0, 0), 2.2 * self._pixel), np.uint8)
        return flakes

    def _banks(self, count: int, alpha: float, rng: random.Random) -> Gray:
        canvas = self._texture()
        for _ in range(round(count * self._stage / 1080)):
            x, y = rng.uniform(0, self._stage), rng.uniform(0.42, 0.86) * STAGE_HEIGHT
            reach = rng.uniform(280, 560)
            for wrap_x in (-self._stage, 0, self._stage):
                with canvas.at(x + wrap_x, y, scale=1.0, scale_y=0.26):
                    canvas.fill(ellipse(0, 0, reach), Radial((0, 0), reach, fade("#ffffff", alpha, alpha * 0.5, 0.0)))
        return np.ascontiguousarray(canvas.pixels()[..., 3])

    def _make_motes(self, kind: str, rng: random.Random) -> tuple[_Mote, ...]:
        table: dict[str, tuple[int, tuple[float, ...], tuple[float, float], float]] = {
            "dust": (34, (3.0, 5.0), (9, -11), 0.34),
            "fireflies": (22, (9.0, 13.0), (13, -16), 0.85),
            "steam": (16, (60.0, 90.0), (5, -70), 0.10),
            "sparks": (26, (3.0, 4.0), (14, -160), 0.9),
            "petals": (18, (6.0, 8.0), (46, 85), 0.5),
            "leaves": (12, (7.0, 9.0), (60, 110), 0.35),
            "snow": (60, (3.0, 5.0), (12, 120), 0.6),
        }
        if kind not in table:
            return ()
        count, radii, (vx, vy), strength = table[kind]
        width, height = self._frame
        return tuple(
            _Mote(
                rng.uniform(0, width),
                rng.uniform(0, height),
                rng.choice(radii),
                (vx * rng.uniform(-1, 1.4), vy * rng.uniform(0.5, 1.5)),
                rng.uniform(0, 6.3),
                strength * rng.uniform(0.5, 1),
            )
            for _ in range(round(count * self._stage / 1080))
        )

    def _glow(self, radius: float) -> Gray:
        reach = max(2, round(radius * self._pixel * 2))
        ys, xs = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        distance = np.sqrt(xs * xs + ys * ys) / reach
        return np.asarray(np.clip((1 - distance) ** 2 * 1.4, 0, 1) * 190, np.uint8)

    def _scroll(self, luma: Gray, sheet: _Fall, seconds: float) -> None:
        height, width = sheet.texture.shape
        down = round(sheet.speed * seconds * self._pixel) % height
        across = round(sheet.drift * seconds * self._pixel) % width
        for y0, y1, from_y in ((down, height, 0), (0, down, height - down)):
            for x0, x1, from_x in ((across, width, 0), (0, across, width - across)):
                if y1 > y0 and x1 > x0:
                    part = luma[y0:y1, x0:x1]
                    cv2.add(part, sheet.texture[from_y : from_y + y1 - y0, from_x : from_x + x1 - x0], dst=part)


def _add_glow(luma: Gray, glow: Gray, x: int, y: int, strength: float) -> None:
    size = glow.shape[0]
    x, y = x - size // 2, y - size // 2
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(luma.shape[1], x + size), min(luma.shape[0], y + size)
    if x1 > x0 and y1 > y0:
        part = luma[y0:y1, x0:x1]
        light = cv2.convertScaleAbs(glow[y0 - y : y1 - y, x0 - x : x1 - x], alpha=max(0.0, strength))
        cv2.add(part, light, dst=part)
