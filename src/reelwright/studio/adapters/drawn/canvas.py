"""A canvas over the ThorVG vector engine: fill, stroke, clip, group, blur.

Knows how to hand paths to the engine and get pixels back, as premultiplied BGRA. Refuses to know
what is drawn. Immediate: what is drawn is kept as a tree and rendered once by ``pixels``.

The engine is used through its C interface with arrays built in one piece: the wrapper's one call
for each point costs more than the drawing.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from ...errors import DrawingError
from .colour import rgb
from .letters import measure, text_ink
from .path import Path, Point

Pixels = NDArray[np.uint8]
Blend = Literal["normal", "multiply", "screen", "overlay", "darken", "lighten", "softlight"]

_BLENDS: Final[dict[str, int]] = {
    "normal": 0, "multiply": 1, "screen": 2, "overlay": 3, "darken": 4, "lighten": 5, "softlight": 9,
}  # fmt: skip
_CAPS: Final = {"butt": 0, "round": 1, "square": 2}
_ARGB8888: Final = 1  # little endian: bytes B, G, R, A; premultiplied


@dataclass(frozen=True, slots=True)
class Stop:
    """One colour of a gradient: where (0 to 1), which, and how opaque."""

    at: float
    colour: str
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Linear:
    """A gradient along a line from one point to another."""

    start: Point
    end: Point
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Radial:
    """A gradient from a centre out to a radius."""

    centre: Point
    radius: float
    stops: tuple[Stop, ...]


Paint = str | Linear | Radial
"""What fills a path: one colour or a gradient."""


def fade(colour: str, *alphas: float) -> tuple[Stop, ...]:
    """Stops of one colour with these opacities, spread evenly."""
    last = max(1, len(alphas) - 1)
    return tuple(Stop(i / last, colour, alpha) for i, alpha in enumerate(alphas))


def ramp(*colours: str) -> tuple[Stop, ...]:
    """Opaque stops of these colours, spread evenly."""
    last = max(1, len(colours) - 1)
    return tuple(Stop(i / last, colour) for i, colour in enumerate(colours))


_engines: Final[list[object]] = []


class _Matrix(ctypes.Structure):
    _fields_ = [(name, ctypes.c_float) for name in ("e11", "e12", "e13", "e21", "e22", "e23", "e31", "e32", "e33")]


class _ColorStop(ctypes.Structure):
    _fields_ = [("offset", ctypes.c_float), *((c, ctypes.c_uint8) for c in ("r", "g", "b", "a"))]


_P: Final = ctypes.c_void_p
_F: Final = ctypes.c_float
_U8: Final = ctypes.c_uint8
_U32: Final = ctypes.c_uint32
_SIGNATURES: Final[dict[str, tuple[Any, list[Any]]]] = {
    "tvg_swcanvas_create": (_P, [_U8]),
    "tvg_swcanvas_set_target": (ctypes.c_int, [_P, _P, _U32, _U32, _U32, ctypes.c_int]),
    "tvg_canvas_add": (ctypes.c_int, [_P, _P]),
    "tvg_canvas_draw": (ctypes.c_int, [_P, ctypes.c_bool]),
    "tvg_canvas_sync": (ctypes.c_int, [_P]),
    "tvg_canvas_destroy": (ctypes.c_int, [_P]),
    "tvg_shape_new": (_P, []),
    "tvg_shape_append_path": (ctypes.c_int, [_P, _P, _U32, _P, _U32]),
    "tvg_shape_set_fill_color": (ctypes.c_int, [_P, _U8, _U8, _U8, _U8]),
    "tvg_shape_set_fill_rule": (ctypes.c_int, [_P, ctypes.c_int]),
    "tvg_shape_set_gradient": (ctypes.c_int, [_P, _P]),
    "tvg_shape_set_stroke_width": (ctypes.c_int, [_P, _F]),
    "tvg_shape_set_stroke_color": (ctypes.c_int, [_P, _U8, _U8, _U8, _U8]),
    "tvg_shape_set_stroke_gradient": (ctypes.c_int, [_P, _P]),
    "tvg_shape_set_stroke_cap": (ctypes.c_int, [_P, ctypes.c_int]),
    "tvg_shape_set_stroke_join": (ctypes.c_int, [_P, ctypes.c_int]),
    "tvg_shape_set_stroke_dash": (ctypes.c_int, [_P, _P, _U32, _F]),
    "tvg_linear_gradient_new": (_P, []),
    "tvg_linear_gradient_set": (ctypes.c_int, [_P, _F, _F, _F, _F]),
    "tvg_radial_gradient_new": (_P, []),
    "tvg_radial_gradient_set": (ctypes.c_int, [_P, _F, _F, _F, _F, _F, _F]),
    "tvg_gradient_set_color_stops": (ctypes.c_int, [_P, _P, _U32]),
    "tvg_scene_new": (_P, []),
    "tvg_scene_add": (ctypes.c_int, [_P, _P]),
    "tvg_scene_add_effect_gaussian_blur": (ctypes.c_int, [_P, ctypes.c_double, *[ctypes.c_int] * 3]),
    "tvg_picture_new": (_P, []),
    "tvg_picture_load_raw": (ctypes.c_int, [_P, _P, _U32, _U32, ctypes.c_int, ctypes.c_bool]),
    "tvg_paint_set_transform": (ctypes.c_int, [_P, _P]),
    "tvg_paint_set_opacity": (ctypes.c_int, [_P, _U8]),
    "tvg_paint_set_clip": (ctypes.c_int, [_P, _P]),
    "tvg_paint_set_blend_method": (ctypes.c_int, [_P, ctypes.c_int]),
}  # fmt: skip


@cache
def _engine() -> Any:  # noqa: ANN401 - a C library has no type
    """The engine's C interface, single-threaded so that the same drawing gives the same bytes."""
    from thorvg_python.engine import Engine  # noqa: PLC0415 - loaded when the first thing is drawn

    engine = Engine(threads=0)
    library = engine.thorvg_lib
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    _engines.append(engine)  # its end would end the library
    return library


_Affine = tuple[float, float, float, float, float, float]  # a b c d e f: x' = a·x + c·y + e, y' = b·x + d·y + f


def _times(m: _Affine, n: _Affine) -> _Affine:
    """First n, then m."""
    a, b, c, d, e, f = m
    a2, b2, c2, d2, e2, f2 = n
    return (
        a * a2 + c * b2,
        b * a2 + d * b2,
        a * c2 + c * d2,
        b * c2 + d * d2,
        a * e2 + c * f2 + e,
        b * e2 + d * f2 + f,
    )


class Canvas:
    """A picture under construction.

    Args:
        width: pixels across.
        height: pixels down.
        scale: pixels per unit of the drawing.
        origin: where the drawing's (0, 0) lies, in pixels.
    """

    def __init__(self, width: int, height: int, *, scale: float = 1.0, origin: Point = (0.0, 0.0)) -> None:
        if width < 1 or height < 1:
            raise DrawingError(f"a canvas of {width}×{height} pixels has no room for a picture")
        self.width = width
        self.height = height
        self._lib = _engine()
        self._root = self._lib.tvg_scene_new()
        self._scenes = [self._root]
        self._matrix: _Affine = (scale, 0.0, 0.0, scale, origin[0], origin[1])

    # --- where ---------------------------------------------------------------------------------

    @contextmanager
    def at(
        self,
        x: float = 0.0,
        y: float = 0.0,
        *,
        scale: float = 1.0,
        scale_y: float | None = None,
        degrees: float = 0.0,
        pivot: Point = (0.0, 0.0),
    ) -> Iterator[None]:
        """Move the origin, then scale (negative ``scale`` with ``scale_y`` mirrors) and turn about a pivot."""
        before = self._matrix
        px, py = pivot
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        sy = scale if scale_y is None else scale_y
        matrix = _times(before, (1, 0, 0, 1, x + px, y + py))
        matrix = _times(matrix, (cos, sin, -sin, cos, 0, 0))
        matrix = _times(matrix, (scale, 0, 0, sy, 0, 0))
        self._matrix = _times(matrix, (1, 0, 0, 1, -px, -py))
        try:
            yield
        finally:
            self._matrix = before

    @contextmanager
    def skewed(self, slope: float, *, axis_y: float = 0.0) -> Iterator[None]:
        """Lean everything sideways: each unit above ``axis_y`` shifts by ``slope`` to the right."""
        before = self._matrix
        self._matrix = _times(before, (1, 0, -slope, 1, slope * axis_y, 0))
        try:
            yield
        finally:
            self._matrix = before

    @property
    def unit(self) -> float:
        """Pixels per unit where the pen now is."""
        a, b, c, d, _, _ = self._matrix
        return math.sqrt(abs(a * d - b * c))

    # --- what ----------------------------------------------------------------------------------

    def fill(
        self, path: Path, paint: Paint, alpha: float = 1.0, *, blend: Blend = "normal", even_odd: bool = False
    ) -> None:
        """Fill a path."""
        shape = self._shape(path)
        if isinstance(paint, str):
            self._lib.tvg_shape_set_fill_color(shape, *rgb(paint), _byte(alpha))
        else:
            self._lib.tvg_shape_set_gradient(shape, self._gradient(paint, alpha))
        if even_odd:
            self._lib.tvg_shape_set_fill_rule(shape, 1)
        self._place(shape, blend)

    def stroke(
        self,
        path: Path,
        paint: Paint,
        width: float,
        alpha: float = 1.0,
        *,
        cap: Literal["butt", "round", "square"] = "round",
        dash: Sequence[float] = (),
        blend: Blend = "normal",
    ) -> None:
        """Draw along a path with a pen of some width."""
        lib = self._lib
        shape = self._shape(path)
        lib.tvg_shape_set_stroke_width(shape, width)
        if isinstance(paint, str):
            lib.tvg_shape_set_stroke_color(shape, *rgb(paint), _byte(alpha))
        else:
            lib.tvg_shape_set_stroke_gradient(shape, self._gradient(paint, alpha))
        lib.tvg_shape_set_stroke_cap(shape, _CAPS[cap])
        lib.tvg_shape_set_stroke_join(shape, 1)
        if dash:
            lib.tvg_shape_set_stroke_dash(shape, (ctypes.c_float * len(dash))(*dash), len(dash), 0.0)
        self._place(shape, blend)

    def outlined(self, path: Path, paint: Paint, line: str, width: float, alpha: float = 1.0) -> None:
        """Fill a path and draw its outline."""
        self.fill(path, paint, alpha)
        self.stroke(path, line, width, alpha)

    @contextmanager
    def clip(self, path: Path) -> Iterator[None]:
        """What is drawn inside shows only within the path."""
        with self._scene() as scene:
            self._lib.tvg_paint_set_clip(scene, self._shape(path))
            yield

    @contextmanager
    def group(self, *, alpha: float = 1.0, blur: float = 0.0, blend: Blend = "normal") -> Iterator[None]:
        """What is drawn inside is one picture, faded, blurred (sigma in units) and blended as a whole."""
        with self._scene() as scene:
            yield
            if alpha < 1:
                self._lib.tvg_paint_set_opacity(scene, _byte(alpha))
            if blend != "normal":
                self._lib.tvg_paint_set_blend_method(scene, _BLENDS[blend])
            if blur > 0:
                self._lib.tvg_scene_add_effect_gaussian_blur(scene, blur * self.unit, 0, 0, 60)

    def image(self, picture: Pixels, x: float, y: float, width: float) -> None:
        """Place a picture (premultiplied BGRA) with its top left corner at a point, scaled to a width."""
        height, across = picture.shape[:2]
        paint = self._lib.tvg_picture_new()
        picture = np.ascontiguousarray(picture)
        self._lib.tvg_picture_load_raw(paint, picture.ctypes.data, across, height, _ARGB8888, True)
        k = width / across
        a, b, c, d, e, f = _times(self._matrix, (k, 0, 0, k, x, y))
        self._lib.tvg_paint_set_transform(paint, ctypes.byref(_Matrix(a, c, e, b, d, f, 0, 0, 1)))
        self._lib.tvg_scene_add(self._scenes[-1], paint)

    def text(
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        colour: str,
        *,
        weight: int = 600,
        align: Literal["left", "centre", "right"] = "left",
        alpha: float = 1.0,
    ) -> float:
        """Write one line with its baseline at y; returns its width in units.

        Raises:
            FontError: a character cannot be drawn.
        """
        width = measure(words, size, weight)
        if not words.strip():
            return width
        k = max(0.05, self.unit)
        ink, left, base = text_ink(words, size * k, weight)
        blue_green_red = np.array(rgb(colour)[::-1], np.float32)
        picture = np.empty((*ink.shape, 4), np.uint8)
        cover = ink.astype(np.float32) * alpha
        picture[..., :3] = cover[..., None] * (blue_green_red / 255)
        picture[..., 3] = cover
        x -= {"left": 0.0, "centre": width / 2, "right": width}[align]
        self.image(picture, x - left / k, y - base / k, ink.shape[1] / k)
        return width

    def pixels(self) -> Pixels:
        """Render what was drawn: premultiplied BGRA, (height, width, 4). The canvas is then spent."""
        lib = self._lib
        buffer: Pixels = np.zeros((self.height, self.width, 4), np.uint8)
        canvas = lib.tvg_swcanvas_create(1)
        lib.tvg_swcanvas_set_target(canvas, buffer.ctypes.data, self.width, self.width, self.height, _ARGB8888)
        lib.tvg_canvas_add(canvas, self._root)
        drawn = lib.tvg_canvas_draw(canvas, False)
        lib.tvg_canvas_sync(canvas)
        lib.tvg_canvas_destroy(canvas)
        if drawn:
            raise DrawingError(f"the vector engine refused a picture of {self.width}×{self.height} (code {drawn})")
        return buffer

    # --- how -----------------------------------------------------------------------------------

    @contextmanager
    def _scene(self) -> Iterator[Any]:
        scene = self._lib.tvg_scene_new()
        self._scenes.append(scene)
        try:
            yield scene
        finally:
            self._scenes.pop()
            self._lib.tvg_scene_add(self._scenes[-1], scene)

    def _shape(self, path: Path) -> Any:  # noqa: ANN401 - a C pointer
        lib = self._lib
        shape = lib.tvg_shape_new()
        commands, points = path.commands, path.points
        lib.tvg_shape_append_path(
            shape, commands.buffer_info()[0], len(commands), points.buffer_info()[0], len(points) // 2
        )
        a, b, c, d, e, f = self._matrix
        lib.tvg_paint_set_transform(shape, ctypes.byref(_Matrix(a, c, e, b, d, f, 0, 0, 1)))
        return shape

    def _place(self, shape: Any, blend: Blend) -> None:  # noqa: ANN401 - a C pointer
        if blend == "normal":
            self._lib.tvg_scene_add(self._scenes[-1], shape)
            return
        # Blended by itself a shape ignores its alpha (ThorVG 1.1); inside a scene it does not.
        scene = self._lib.tvg_scene_new()
        self._lib.tvg_scene_add(scene, shape)
        self._lib.tvg_paint_set_blend_method(scene, _BLENDS[blend])
        self._lib.tvg_scene_add(self._scenes[-1], scene)

    def _gradient(self, paint: Linear | Radial, alpha: float) -> Any:  # noqa: ANN401 - a C pointer
        lib = self._lib
        if isinstance(paint, Linear):
            gradient = lib.tvg_linear_gradient_new()
            lib.tvg_linear_gradient_set(gradient, *paint.start, *paint.end)
        else:
            gradient = lib.tvg_radial_gradient_new()
            x, y = paint.centre
            lib.tvg_radial_gradient_set(gradient, x, y, paint.radius, x, y, 0.0)
        stops = (_ColorStop * len(paint.stops))(
            *(_ColorStop(stop.at, *rgb(stop.colour), _byte(stop.alpha * alpha)) for stop in paint.stops)
        )
        lib.tvg_gradient_set_color_stops(gradient, stops, len(paint.stops))
        return gradient


def _byte(alpha: float) -> int:
    return min(255, max(0, round(alpha * 255)))
