"""Sprites: a figure's layers painted, lit and kept, put together for each frame.

The body is painted once a pose, the part of the picture that the head reaches once a head position,
the features (a small patch) on twos. States that return are taken from the cache.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

import cv2
import numpy as np

from reelwright.story import Look, Person

from ...model import MouthShape
from .canvas import Canvas, Pixels
from .light import add_rim, figure_grade, light_map, light_up
from .people import layer_bounds, paint_layer
from .performance import seed_of
from .pixels import Gray, Picture, blank, from_bgra, put_over
from .props import paint_prop
from .stage import FigureState, Layer, Light, state_for

_KEEP: Final = 48
"""Pieces kept for one figure; a shot has few more different head positions than this."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in even pixels of the figure's picture."""

_NOTHING: Final = 2.0
"""Figure units: a layer with smaller bounds has nothing to draw."""

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The last few results by key; the one unused longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._results: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The result of a key, made when it is not there."""
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        result = self._results[key] = make()
        if len(self._results) > self._most:
            self._results.popitem(last=False)
        return result


@dataclass(frozen=True, slots=True)
class _Body:
    """Torso and arms in one pose: without rim for laying heads over, finished, and the hands before it."""

    bare: Picture
    picture: Picture
    hands: tuple[Picture, Box] | None


@dataclass(frozen=True, slots=True)
class _Head:
    """The part of the figure that changes with the head: up to the skin, and before the features."""

    box: Box | None
    below: Picture
    front: Picture


def prop_seed(person: str, kind: str) -> int:
    """The seed of a person's prop: the same phone in the hand and in the close-up."""
    return seed_of("prop", person, kind) % 1000


def _even_down(number: float) -> int:
    return math.floor(number / 2) * 2


class FigureSprite:
    """One figure of a shot as a picture that follows its state.

    Args:
        person: who.
        look: in which clothes.
        mark_x: where the face's centre stands on the stage, in units.
        mark_y: see mark_x.
        scale: stage units for each figure unit.
        light: of the place.
        stage: width of the stage in units.
        pixel: pixels for each stage unit.
        frame: pixels of the frame (across, down); what lies far outside is not painted.
        blur: sigma in stage units for a figure out of focus.
        overhang: pixels beyond the frame's edges (across, down) that the camera may show.
    """

    def __init__(
        self,
        person: Person,
        look: Look,
        *,
        mark_x: float,
        mark_y: float,
        scale: float,
        light: Light,
        stage: float,
        pixel: float,
        frame: tuple[int, int],
        blur: float = 0.0,
        overhang: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self._person, self._look, self._light = person, look, light
        self._stage, self._pixel, self._blur = stage, pixel, blur
        self._unit = scale * pixel
        self._anchor = (mark_x * pixel, mark_y * pixel)
        self._frame = frame
        self._overhang = overhang
        self._factor, self._lift = figure_grade(light)
        self._body: Kept[FigureState, _Body] = Kept(6)
        self._heads: Kept[tuple[FigureState, ...], _Head] = Kept(_KEEP)
        self._faces: Kept[FigureState, tuple[Picture, Box]] = Kept(4 * _KEEP)
        self._soft: Kept[FigureState, Picture] = Kept(12)
        self._boxes: Kept[tuple[Layer, FigureState], Box | None] = Kept(400)
        self._whole: tuple[FigureState, Picture] | None = None
        self._box: Box | None = None
        self._lights: Pixels | None = None

    @property
    def corner(self) -> tuple[int, int]:
        """Where the picture's top left corner lies in the frame, in pixels; settled by the first state."""
        if self._box is None:
            return 0, 0
        return self._box[0], self._box[1]

    def reserve(self, states: list[FigureState]) -> None:
        """Settle the picture's size so that all these states fit."""
        left = top = math.inf
        right = bottom = -math.inf
        for layer in Layer:
            for state in {state_for(layer, state) for state in states}:
                x0, y0, x1, y1 = layer_bounds(layer, self._person, self._look, state)
                left, top = min(left, x0), min(top, y0)
                right, bottom = max(right, x1), max(bottom, y1)
        spread = 3 * self._blur * self._pixel + 4
        ax, ay = self._anchor
        overhang_x, overhang_y = self._overhang
        self._box = (
            _even_down(max(ax + left * self._unit - spread, -overhang_x)),
            _even_down(max(ay + top * self._unit - spread, -overhang_y)),
            _even_down(min(ax + right * self._unit + spread, self._frame[0] + overhang_x)) + 2,
            _even_down(min(ay + bottom * self._unit + spread, self._frame[1] + overhang_y)) + 2,
        )

    def picture(self, state: FigureState) -> Picture:
        """The figure in a state, lit; its top left corner belongs at ``corner``."""
        if self._box is None:
            self.reserve([state])
        if self._whole is None or self._whole[0] != state:
            self._whole = (state, self._blurred(state) if self._blur else self._sharp(state))
        return self._whole[1]

    # --- pieces --------------------------------------------------------------------------------

    def _sharp(self, state: FigureState) -> Picture:
        body = self._body.get(state_for(Layer.BODY, state), lambda: self._make_body(state))
        head = self._heads.get(_head_key(state), lambda: self._make_head(state, body))
        whole = body.picture.copy()
        if head.box:
            x0, y0, x1, y1 = head.box
            part = whole.part(x0, y0, x1 - x0, y1 - y0)
            part.take(head.below)
            face = self._faces.get(state_for(Layer.FACE, state), lambda: self._make_face(state))
            put_over(whole, face[0], face[1][0], face[1][1])
            put_over(whole, head.front, x0, y0)
        if body.hands:
            put_over(whole, body.hands[0], body.hands[1][0], body.hands[1][1])
        return whole

    def _blurred(self, state: FigureState) -> Picture:
        """A figure out of focus, whose small movements nobody can see: only the head's position counts."""
        calm = replace(state, mouth=MouthShape.REST, mouth_open=1.0, blink=0.0, gaze=(0.0, 0.0), sway=0.0,
                       pitch=0.0, turn=round(state.turn * 4) / 4, roll=round(state.roll / 2) * 2.0)  # fmt: skip
        return self._soft.get(calm, lambda: self._make_blurred(calm))

    def _make_blurred(self, state: FigureState) -> Picture:
        box = self._whole_box()
        pixels = light_up(self._paint(tuple(Layer), state, box), self._light_on(box))
        soft = np.asarray(cv2.GaussianBlur(pixels, (0, 0), self._blur * self._pixel), np.uint8)
        picture = from_bgra(soft, lift=self._lift)
        if picture.alpha_half is not None:
            faint = replace(self._light, rim_strength=self._light.rim_strength * 0.4)
            add_rim(picture, picture.alpha_half, faint, unit=self._unit)
        return picture

    def _make_body(self, state: FigureState) -> _Body:
        box = self._whole_box()
        bare = blank(box[2], box[3])
        body_box = self._layer_box(Layer.BODY, state)
        if body_box:
            put_over(bare, self._lit(self._paint((Layer.BODY,), state, body_box), body_box), body_box[0], body_box[1])
        picture = bare.copy()
        outline = _half_alpha(bare)
        hands_box = self._layer_box(Layer.HANDS, state)
        if hands_box is None:
            add_rim(picture, outline, self._light, unit=self._unit)
            return _Body(bare, picture, None)
        hands = self._lit(self._paint((Layer.HANDS,), state, hands_box), hands_box)
        x0, y0, x1, y1 = (edge // 2 for edge in hands_box)
        outline = outline.copy()
        outline[y0:y1, x0:x1] = cv2.max(outline[y0:y1, x0:x1], _half_alpha(hands))
        add_rim(picture, outline, self._light, unit=self._unit)
        add_rim(hands, np.ascontiguousarray(outline[y0:y1, x0:x1]), self._light, unit=self._unit)
        return _Body(bare, picture, (hands, hands_box))

    def _make_head(self, state: FigureState, body: _Body) -> _Head:
        box = self._head_box(state)
        if box is None:
            return _Head(None, blank(2, 2), blank(2, 2))
        x0, y0, x1, y1 = box
        lower = blank(x1 - x0, y1 - y0)
        self._put_layer(lower, Layer.REAR, state, box)
        put_over(lower, body.bare.part(x0, y0, x1 - x0, y1 - y0), 0, 0)
        self._put_layer(lower, Layer.HEAD, state, box)
        front = blank(x1 - x0, y1 - y0)
        self._put_layer(front, Layer.FRONT, state, box)
        outline = np.asarray(cv2.max(_half_alpha(lower), _half_alpha(front)), np.uint8)
        for piece in (lower, front):
            add_rim(piece, outline, self._light, unit=self._unit)
        return _Head(box, lower, front)

    def _put_layer(self, picture: Picture, layer: Layer, state: FigureState, box: Box) -> None:
        """Paint a layer in its own small box and lay it over a picture of the larger box."""
        own = self._layer_box(layer, state)
        if own:
            put_over(picture, self._lit(self._paint((layer,), state, own), own), own[0] - box[0], own[1] - box[1])

    def _make_face(self, state: FigureState) -> tuple[Picture, Box]:
        box = self._layer_box(Layer.FACE, state)
        if box is None:
            return blank(2, 2), (0, 0, 2, 2)
        pixels = self._paint((Layer.FACE,), state, box)
        # Features fill about half of what their bounds allow: the rest need not be lit and converted.
        cover = np.ascontiguousarray(pixels[..., 3])
        x, y, width, height = cv2.boundingRect(cover)
        if not width or not height:
            return blank(2, 2), (0, 0, 2, 2)
        x0, y0 = x & ~1, y & ~1
        x1, y1 = min(cover.shape[1], (x + width + 1) & ~1), min(cover.shape[0], (y + height + 1) & ~1)
        tight = (box[0] + x0, box[1] + y0, box[0] + x1, box[1] + y1)
        return self._lit(np.ascontiguousarray(pixels[y0:y1, x0:x1]), tight), tight

    def _lit(self, pixels: Pixels, box: Box) -> Picture:
        return from_bgra(light_up(pixels, self._light_on(box)), lift=self._lift)

    def _light_on(self, box: Box) -> Pixels:
        """The light on a part of the picture; the whole is worked out once."""
        if self._lights is None:
            left, top, right, bottom = self._require_box()
            self._lights = light_map(
                self._light,
                width=self._stage,
                left=left / self._pixel,
                top=top / self._pixel,
                right=right / self._pixel,
                bottom=bottom / self._pixel,
                size=(right - left, bottom - top),
                factor=self._factor,
            )
        x0, y0, x1, y1 = box
        return self._lights[y0:y1, x0:x1]

    def _paint(self, layers: tuple[Layer, ...], state: FigureState, box: Box) -> Pixels:
        """Layers over one another on one canvas, for a part of the picture."""
        left, top, _, _ = self._require_box()
        origin = (self._anchor[0] - left - box[0], self._anchor[1] - top - box[1])
        canvas = Canvas(box[2] - box[0], box[3] - box[1], scale=self._unit, origin=origin)
        for layer in layers:
            paint_layer(canvas, layer, self._person, self._look, state_for(layer, state), prop=self._paint_prop)
        return canvas.pixels()

    def _paint_prop(self, canvas: Canvas, kind: str) -> None:
        paint_prop(canvas, kind, seed=prop_seed(self._person.id, kind))

    # --- where ---------------------------------------------------------------------------------

    def _head_box(self, state: FigureState) -> Box | None:
        boxes = [self._layer_box(layer, state) for layer in (Layer.REAR, Layer.HEAD, Layer.FRONT)]
        there = [box for box in boxes if box]
        if not there:
            return None
        lefts, tops, rights, bottoms = zip(*there, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def _layer_box(self, layer: Layer, state: FigureState) -> Box | None:
        """Where a layer lies within the picture, in even pixels; None when outside or empty."""
        key = (layer, state_for(layer, state))
        return self._boxes.get(key, lambda: self._find_box(layer, state))

    def _find_box(self, layer: Layer, state: FigureState) -> Box | None:
        left, top, right, bottom = self._require_box()
        x0, y0, x1, y1 = layer_bounds(layer, self._person, self._look, state_for(layer, state))
        if x1 - x0 <= _NOTHING or y1 - y0 <= _NOTHING:
            return None
        ax, ay = self._anchor[0] - left, self._anchor[1] - top
        box = (
            max(0, _even_down(ax + x0 * self._unit) - 2),
            max(0, _even_down(ay + y0 * self._unit) - 2),
            min(right - left, _even_down(ax + x1 * self._unit) + 4),
            min(bottom - top, _even_down(ay + y1 * self._unit) + 4),
        )
        return box if box[2] > box[0] and box[3] > box[1] else None

    def _whole_box(self) -> Box:
        left, top, right, bottom = self._require_box()
        return 0, 0, right - left, bottom - top

    def _require_box(self) -> Box:
        if self._box is None:  # pragma: no cover - picture() settles it first
            raise AssertionError
        return self._box


def _head_key(state: FigureState) -> tuple[FigureState, ...]:
    layers = (Layer.REAR, Layer.BODY, Layer.HEAD, Layer.FRONT)
    return tuple(state_for(layer, state) for layer in layers)


def _half_alpha(picture: Picture) -> Gray:
    if picture.alpha_half is None:  # pragma: no cover - pieces of figures have alpha
        raise AssertionError
    return picture.alpha_half
