"""Backdrops: a place's planes painted for one framing, ready to be moved by the camera.

Knows how to turn planes into pictures with the right zoom and blur, and where they lie.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from .canvas import Canvas, Pixels
from .framing import Framing
from .light import apply_grade, grade_table
from .pixels import Picture, coarseness, from_bgr, from_bgra, lay_over, soften
from .stage import MARGIN, MIDDLE, STAGE_HEIGHT, Light, Plane, Scenery
from .vantage import EYE_LEVEL, Vantage

_BORDER: Final = 0.075
"""Share of the frame painted beyond each edge, for camera moves."""
_ASIDE: Final = 0.2
"""How far from a place's middle the camera looks at most who sees one of two that talk."""
_RISE: Final = 0.09
"""How far it looks up or down at most."""
_ROUND: Final = (1.0, 0.3, -0.4)
"""What share of that is left where the camera has gone round somebody, once and twice."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One or more planes as a picture.

    Args:
        picture: the frame and a border on each side, or the inked rows of that.
        border: of the picture, pixels (across, down).
        top: rows of the whole that were left out above.
        depth: mean depth of its planes; how strongly the camera moves it.
        soft: the same picture out of focus, for a rack focus; None when not asked for.
        recedes: how often a second it comes past and shrinks away; 0 when it stands still.
        vanishing: the pixel of the whole that it shrinks to.
    """

    picture: Picture
    border: tuple[int, int]
    depth: float
    soft: Picture | None = None
    top: int = 0
    recedes: float = 0.0
    vanishing: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Backdrop:
    """All sheets of a place in one framing: behind the figures, and before them."""

    behind: tuple[Sheet, ...]
    before: tuple[Sheet, ...]
    light: Light


def _even(number: float) -> int:
    return 2 * round(number / 2)


def plane_blur(depth: float, framing: Framing) -> float:
    """Sigma in stage units for a plane: far ones lose focus as the lens gets longer."""
    if depth > 1:
        return framing.blur * 1.3 * (depth - 1) + framing.blur * 0.5
    return framing.blur * (1.15 - 0.55 * depth)


@dataclass(frozen=True, slots=True)
class _Easel:
    """Where planes are painted: pixels of frame and border, and what lies behind the frame's middle.

    Args:
        coarse: how many times smaller than the picture; a place out of focus is painted at half
            size, which nobody can see and costs a quarter.
        cant: degrees by which the place leans clockwise about what lies behind the middle.
    """

    frame: tuple[int, int]
    border: tuple[int, int]
    focus: tuple[float, float]
    coarse: int
    cant: float

    @property
    def size(self) -> tuple[int, int]:
        """Pixels that are painted (across, down)."""
        width, height = self.frame[0] + 2 * self.border[0], self.frame[1] + 2 * self.border[1]
        return width // self.coarse, height // self.coarse

    @property
    def unit(self) -> float:
        """Painted pixels for each stage unit."""
        return self.frame[1] / STAGE_HEIGHT / self.coarse

    def full_size(self, pixels: Pixels) -> Pixels:
        """What was painted, in the size of frame and border."""
        if self.coarse == 1:
            return pixels
        size = (self.frame[0] + 2 * self.border[0], self.frame[1] + 2 * self.border[1])
        return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _lens(depth: float, framing: Framing) -> float:
    """How much larger a plane is seen through a longer lens."""
    return 1 + (framing.zoom - 1) * min(1.2, 0.45 + 0.6 * depth)


def focus_for(angle: int, framing: Framing, stage: float, vantage: Vantage = EYE_LEVEL) -> tuple[float, float]:
    """Which part of a place lies behind the middle of the frame, as shares of the stage across and down.

    Who looks to frame right has the left part behind them and who looks to frame left the right one; where the
    camera has gone round somebody, the place has moved on behind them. From below more of the ceiling or the sky
    is seen, from above more of the floor.

    Args:
        angle: of the camera in the place.
        framing: of the shot: a longer lens sees less, and may look further aside.
        stage: width of the stage in units.
        vantage: from where the shot is seen.
    """
    lens, down = _lens(0.0, framing), MIDDLE - 0.02 * (framing.zoom - 1)
    across, above, below = ((share + _BORDER) / lens for share in (0.5, MIDDLE, 1 - MIDDLE))
    lean = math.sin(math.radians(abs(vantage.cant)))
    seen = across + lean * max(above, below) * STAGE_HEIGHT / stage
    free = max(0.0, 0.5 + MARGIN / stage - seen)
    aside = math.floor(1000 * min(_ASIDE, free)) / 1000  # few different ones: a place is kept for each
    sideways = (0, -1, 1)[angle % 3] * aside * _ROUND[min(angle // 3, 2)]
    corner = lean * across * stage / STAGE_HEIGHT
    up = max(0.0, min(_RISE, down + MARGIN / STAGE_HEIGHT - above - corner))
    low = max(0.0, min(_RISE, 1 - down + MARGIN / STAGE_HEIGHT - below - corner))
    return 0.5 + sideways, down + vantage.height * (up if vantage.height < 0 else low)


def _paint_plane(plane: Plane, framing: Framing, easel: _Easel) -> Pixels:
    """Paint one plane around a focus point with the framing's zoom, blurred as its depth asks."""
    width, height = easel.size
    lens = _lens(plane.depth, framing)
    reach = plane_blur(plane.depth, framing) * easel.unit * lens
    coarse = coarseness(reach) if reach > 5 else 2 if plane.soft else 1
    scale = easel.unit * lens / coarse
    x = (easel.border[0] + easel.frame[0] / 2) / easel.coarse / coarse - easel.focus[0] * scale
    y = (easel.border[1] + easel.frame[1] * MIDDLE) / easel.coarse / coarse - easel.focus[1] * scale
    canvas = Canvas(width // coarse, height // coarse, scale=scale, origin=(x, y))
    with canvas.at(degrees=easel.cant, pivot=easel.focus):
        plane.paint(canvas)
    pixels = canvas.pixels()
    if reach > 0.4:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), reach / coarse), np.uint8)
    if coarse > 1:
        pixels = np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    return pixels


def _bloom(pixels: Pixels, strength: float) -> Pixels:
    """Let what is bright in a BGR picture glow."""
    if strength <= 0:
        return pixels
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    bright = cv2.subtract(small, np.full_like(small, 150))
    glow = cv2.GaussianBlur(bright, (0, 0), max(1.0, width / 8 / 28))
    glow = cv2.resize(cv2.convertScaleAbs(glow, alpha=1.6 * strength), (width, height), interpolation=cv2.INTER_LINEAR)
    # Screen: light that is there already counts less.
    return np.asarray(cv2.add(pixels, cv2.multiply(cv2.bitwise_not(pixels), glow, scale=1 / 255)), np.uint8)


def _inked_rows(pixels: Pixels) -> tuple[int, int]:
    _, top, _, height = cv2.boundingRect(cv2.extractChannel(pixels, 3))
    if not height:
        return 0, 2
    return top & ~1, min(pixels.shape[0], (top + height + 1) & ~1)


def paint_backdrop(
    scenery: Scenery,
    framing: Framing,
    *,
    stage: float,
    frame: tuple[int, int],
    parallax: bool,
    focus: tuple[float, float] = (0.5, MIDDLE),
    cant: float = 0.0,
    rack: bool = False,
) -> Backdrop:
    """Paint a place for one framing.

    Args:
        scenery: the place.
        framing: of the shot.
        stage: width of the stage in units.
        frame: pixels of the frame (across, down).
        parallax: the camera moves enough for near and far to part; else all is one sheet.
        focus: which part of the place lies behind the middle of the frame, 0 to 1 across and down.
        cant: degrees by which the place leans clockwise.
        rack: also paint the sharp picture for a change of focus.
    """
    easel = _Easel(
        frame=frame,
        border=(_even(frame[0] * _BORDER / 2) * 2, _even(frame[1] * _BORDER / 2) * 2),
        focus=(stage * focus[0], STAGE_HEIGHT * focus[1]),
        coarse=2 if framing.blur >= 5 and not rack else 1,
        cant=cant,
    )
    far: list[Plane] = []
    passing: list[Plane] = []
    near: list[Plane] = []
    before: list[Plane] = []
    for plane in sorted(scenery.planes, key=lambda plane: plane.depth):
        apart = passing or (parallax and far and plane.depth >= 0.5)
        group = before if plane.depth > 1 else passing if plane.recedes else near if apart else far
        group.append(plane)
    light = scenery.light
    behind = [_make_sheet(far, framing, light, easel, opaque=True, rack=rack)]
    behind += [_make_passing(plane, framing, light, easel) for plane in passing]
    if near:
        behind.append(_make_sheet(near, framing, light, easel, rack=rack))
    # What is in front frames the picture: it keeps to the edges, wherever in the place the camera looks.
    framed = replace(easel, focus=(stage / 2, STAGE_HEIGHT * MIDDLE))
    fronts = (_make_sheet(before, framing, light, framed),) if before else ()
    return Backdrop(tuple(behind), fronts, light)


def _make_passing(plane: Plane, framing: Framing, light: Light, easel: _Easel) -> Sheet:
    """A sheet of what comes past."""
    scale = easel.unit * easel.coarse * _lens(plane.depth, framing)
    across = easel.border[0] + easel.frame[0] / 2 + (plane.vanishing[0] - easel.focus[0]) * scale
    down = easel.border[1] + easel.frame[1] * MIDDLE + (plane.vanishing[1] - easel.focus[1]) * scale
    picture = from_bgra(easel.full_size(apply_grade(_paint_plane(plane, framing, easel), grade_table(light))))
    return Sheet(picture, easel.border, plane.depth, recedes=plane.recedes, vanishing=(across, down))


def _make_sheet(
    planes: list[Plane], framing: Framing, light: Light, easel: _Easel, *, opaque: bool = False, rack: bool = False
) -> Sheet:
    """Paint planes over one another, graded, as a picture of the encoder's colours."""
    painted: Pixels | None = None
    for plane in planes:
        pixels = _paint_plane(plane, framing, easel)
        painted = pixels if painted is None else lay_over(painted, pixels)
    if painted is None:
        painted = np.zeros((easel.size[1], easel.size[0], 4), np.uint8)
    depth = sum(plane.depth for plane in planes) / max(1, len(planes))
    table = grade_table(light)
    if opaque:
        lit = _bloom(np.asarray(cv2.cvtColor(painted, cv2.COLOR_BGRA2BGR), np.uint8), light.bloom)
        graded = easel.full_size(np.asarray(cv2.LUT(lit, table[None]), np.uint8))
        soft = from_bgr(soften(graded, 10 * easel.unit)) if rack else None
        return Sheet(from_bgr(graded), easel.border, depth, soft)
    painted = easel.full_size(apply_grade(painted, table))
    if rack:
        soft = from_bgra(soften(painted, 10 * easel.unit))
        return Sheet(from_bgra(painted), easel.border, depth, soft)
    top, bottom = _inked_rows(painted)
    return Sheet(from_bgra(np.ascontiguousarray(painted[top:bottom])), easel.border, depth, None, top)
