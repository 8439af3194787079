"""Light on people: multiply, rim, and grade.

The light map multiplies and never adds: added light washes out hair and eyes. The rim only lightens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import Pixels
from .colour import mix, rgb
from .pixels import Gray, Picture, yuv_of
from .stage import STAGE_HEIGHT, Light

_SHADOW_FROM, _SHADOW_OVER = 70.0, 380.0
"""From where on a face the side away from the key grows dark, in figure units, and over how many.

A hand that reaches beyond comes out of the body's shadow again.
"""
_DARK_SIDE: Final = 0.56
"""How much of the deep shadow's colour lies on the side away from the key in full contrast."""
Floats = NDArray[np.float32]


def light_map(
    light: Light,
    *,
    width: float,
    left: float,
    top: float,
    right: float,
    bottom: float,
    size: tuple[int, int],
    face: tuple[float, float] | None = None,
    factor: Floats | None = None,
) -> Pixels:
    """The light that falls on a part of the stage, to multiply figures with.

    Args:
        light: of the place.
        width: of the stage.
        left: edges of the part, in stage units.
        top: see left.
        right: see left.
        bottom: see left.
        size: pixels (across, down) of the result.
        face: x of the middle of the figure's face, and stage units for each figure unit: its own far side is dark;
            None for a thing.
        factor: blue, green and red to multiply it with, from ``figure_grade``.

    Returns:
        BGRA with alpha 255, (down, across, 4).
    """
    small_w, small_h = 24, 32
    xs = np.linspace(left, right, small_w, dtype=np.float32)[None, :] / width
    ys = np.linspace(top, bottom, small_h, dtype=np.float32)[:, None] / STAGE_HEIGHT
    base = np.array(rgb(mix("#ffffff", light.tint, light.tint_strength * 0.74))[::-1], np.float32) / 255
    key = np.array(rgb(light.key)[::-1], np.float32) / 255
    ambient = np.array(rgb(mix("#ffffff", light.ambient, 0.75))[::-1], np.float32) / 255
    toward = np.clip((1 - xs if light.side < 0 else xs) * 1.25 - 0.25 - 0.35 * ys, 0, 1)[..., None]
    lit = base + (np.maximum(key, base) - base) * toward * 0.85
    if face and light.contrast > 0:
        middle, scale = face
        across = (xs * width - middle) / scale * -light.side
        away = np.clip((across + _SHADOW_FROM) / _SHADOW_OVER, 0, 1)[..., None]
        away = away * (1 - 0.55 * np.clip((across - _SHADOW_OVER) / _SHADOW_OVER, 0, 1)[..., None])
        shadow = np.array(rgb(mix("#ffffff", light.ambient, _DARK_SIDE))[::-1], np.float32) / 255
        lit = lit * (1 - light.contrast * away * (1 - shadow))
    deep = np.clip((ys - 0.58) / 0.5, 0, 1)[..., None] ** 1.4 * 0.62
    lit = lit * (1 - deep + deep * ambient)
    if factor is not None:
        lit = lit * factor
    small = np.full((small_h, small_w, 4), 255, np.uint8)
    small[..., :3] = np.rint(np.clip(lit, 0, 1) * 255)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def light_up(pixels: Pixels, lights: Pixels) -> Pixels:
    """Multiply a figure's layer with the light that falls on it."""
    return np.asarray(cv2.multiply(pixels, lights, scale=1 / 255), np.uint8)


@dataclass(frozen=True, slots=True)
class Band:
    """One edge light: where it falls, at half size, and its luma, Cb and Cr."""

    cover: Gray
    colour: tuple[float, float, float]

    def part(self, left: int, top: int, right: int, bottom: int) -> Band:
        """The band within a rectangle, in pixels of half size."""
        return Band(self.cover[top:bottom, left:right], self.colour)


def find_rim(outline: Gray, light: Light, *, unit: float) -> tuple[Band, ...]:
    """Find the edges of a figure that face the lights behind it.

    Args:
        outline: alpha of the whole figure at half size, so that inner edges stay dark.
        light: of the place.
        unit: pixels for each figure unit.
    """
    if light.rim_strength <= 0:
        return ()
    return tuple(
        Band(
            np.asarray(
                cv2.convertScaleAbs(
                    _edge(outline, sign, max(1, round(reach * unit / 2))), alpha=strength * light.rim_strength
                ),
                np.uint8,
            ),
            yuv_of(colour),
        )
        for sign, colour, strength, reach in (
            (light.side, light.rim[0], 0.85, 9.0),
            (-light.side, light.rim[1], 0.5, 6.0),
        )
    )


def lay_rim(picture: Picture, rim: tuple[Band, ...]) -> None:
    """Lighten a piece of a figure, in place, where edge light falls on it.

    Worked out at half size and laid on in the encoder's colours: an edge light is soft.
    """
    if not rim or picture.alpha is None or picture.alpha_half is None:
        return
    glow = np.zeros_like(picture.cb)
    for band in rim:
        edge = cv2.min(band.cover, picture.alpha_half)
        luma, cb, cr = band.colour
        shows = cv2.bitwise_not(edge)
        for plane, part in ((picture.cb, cb), (picture.cr, cr)):
            cv2.add(cv2.multiply(plane, shows, scale=1 / 255), cv2.convertScaleAbs(edge, alpha=part / 255), dst=plane)
        cv2.max(glow, cv2.convertScaleAbs(edge, alpha=luma / 255), dst=glow)
    full = cv2.resize(glow, (picture.width, picture.height), interpolation=cv2.INTER_LINEAR)
    cv2.max(picture.luma, cv2.min(full, picture.alpha), dst=picture.luma)


def _edge(outline: Gray, sign: int, step: int) -> Gray:
    """Where the outline is, and is not a step towards the light: a soft band along one side."""
    moved = np.zeros_like(outline)
    lift = max(1, step // 3)
    if sign > 0:
        moved[lift:, :-step] = outline[:-lift, step:]
    else:
        moved[lift:, step:] = outline[:-lift, :-step]
    return np.asarray(cv2.blur(cv2.subtract(outline, moved), (3, 3)), np.uint8)


def figure_grade(light: Light) -> tuple[Floats, Floats]:
    """The grade of figures as a factor and an offset, each blue, green, red from 0 to 1.

    A straight line instead of the places' curve: the factor goes into the light map and the offset
    into the change of colours, so that grading a figure costs nothing.
    """
    lift = np.array(rgb(light.lift)[::-1], np.float32) / 255 * 0.22
    gain = 1 - (1 - np.array(rgb(light.gain)[::-1], np.float32) / 255) * 0.45
    return np.asarray(gain - lift, np.float32), np.asarray(lift, np.float32)


def grade_table(light: Light) -> NDArray[np.uint8]:
    """A table of 256 BGR values that leans blacks and whites of a picture to the light's grade."""
    ramp = np.linspace(0, 1, 256, dtype=np.float32)[:, None]
    lift = np.array(rgb(light.lift)[::-1], np.float32) / 255
    gain = np.array(rgb(light.gain)[::-1], np.float32) / 255
    curved = ramp + 0.035 * np.sin((ramp - 0.5) * 2 * np.pi)  # a gentle S: deeper blacks, brighter whites
    graded = lift * 0.38 * (1 - ramp) ** 2 + curved * (1 - (1 - gain) * 0.45)
    return np.asarray(np.clip(np.rint(graded * 255), 0, 255), np.uint8)


def apply_grade(pixels: Pixels, table: NDArray[np.uint8]) -> Pixels:
    """Grade a premultiplied picture; the table's black is carried by alpha so that edges stay clean."""
    lut = np.empty((1, 256, 4), np.uint8)
    black = table[0].astype(np.float32)
    lut[0, :, :3] = np.clip(table.astype(np.float32) - black, 0, 255)
    lut[0, :, 3] = np.arange(256)
    graded = cv2.LUT(pixels, lut)
    if black.any():
        alpha = cv2.extractChannel(pixels, 3)
        lifts = [cv2.convertScaleAbs(alpha, alpha=float(part) / 255) for part in black]
        graded = cv2.add(graded, cv2.merge([*lifts, np.zeros_like(lifts[0])]))
    return np.asarray(graded, np.uint8)
