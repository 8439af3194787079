"""Sprites: a figure's layers painted, lit and kept, put together for each frame.

The body is painted once a pose, the part of the picture that the head reaches once a head position,
the features (a small patch) on twos. States that return are taken from the cache, and of the whole
only what changed since the last frame is laid anew.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import cv2

from reelwright.story import Look, Person

from ...model import MouthShape
from .canvas import Canvas, Pixels
from .cels import BodyCels, Box, Cel, FaceCel, HeadCels, Kept, LaidFigure, half_alpha, put_cel
from .light import Band, figure_grade, find_rim, lay_rim, light_map, light_up
from .people import NECK, Bounds, layer_bounds, paint_layer
from .performance import seed_of
from .pixels import Picture, blank, from_bgra, put_over, soften
from .props import paint_prop
from .stage import FigureState, Layer, Light, state_for
from .vantage import EYE_LEVEL, Vantage

_KEEP: Final = 48
"""Pieces kept for one figure; a shot has few more different head positions than this."""

_NOTHING: Final = 2.0
"""Figure units: a layer with smaller bounds has nothing to draw."""

_OF_BODY: Final = frozenset({Layer.BODY, Layer.HANDS})


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
        whose: id of the person whose thing is held, "" for their own.
        vantage: from where the camera sees the figure.
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
        whose: str = "",
        vantage: Vantage = EYE_LEVEL,
    ) -> None:
        self._vantage = vantage
        self._person, self._look, self._light = person, look, light
        self._owner = whose or person.id
        self._stage, self._pixel, self._blur = stage, pixel, blur
        self._unit = scale * pixel
        self._anchor = (mark_x * pixel, mark_y * pixel)
        self._frame = frame
        self._overhang = overhang
        self._factor, self._lift = figure_grade(light)
        self._bodies: Kept[FigureState, BodyCels] = Kept(6)
        self._heads: Kept[tuple[FigureState, ...], HeadCels | None] = Kept(_KEEP)
        self._layers: Kept[tuple[Layer, FigureState], Cel | None] = Kept(_KEEP)
        self._patches: Kept[tuple[FigureState, ...], FaceCel | None] = Kept(4 * _KEEP)
        self._soft: Kept[FigureState, Picture] = Kept(12)
        self._arms: Kept[tuple[FigureState, ...], Cel | None] = Kept(12)
        self._whole: tuple[FigureState, Picture] | None = None
        self._laid: LaidFigure | None = None
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
                x0, y0, x1, y1 = self._bounds(layer, state)
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

    def arms(self, state: FigureState) -> tuple[Picture, int, int] | None:
        """The arms of somebody at a table, which lie over it, and where their corner belongs; None for none."""
        key = (state_for(Layer.HANDS, state), state_for(Layer.BODY, state))
        piece = self._arms.get(key, lambda: self._make_arms(state))
        return (piece.picture, self.corner[0] + piece.x, self.corner[1] + piece.y) if piece else None

    # --- pieces --------------------------------------------------------------------------------

    def _sharp(self, state: FigureState) -> Picture:
        body = self._bodies.get(state_for(Layer.BODY, state), lambda: self._make_body(state))
        key = _head_key(state)
        head = self._heads.get(key, lambda: self._make_head(state, body))
        features = (*key, state_for(Layer.FACE, state))
        patch = self._patches.get(features, lambda: self._make_patch(state, body, head))
        laid = self._laid = self._laid or LaidFigure(blank(*body.shown.size))
        laid.lay(body, head, patch)
        return laid.whole

    def _blurred(self, state: FigureState) -> Picture:
        """A figure out of focus, whose small movements nobody can see: only the head's position counts."""
        calm = replace(state, mouth=MouthShape.REST, mouth_open=1.0, blink=0.0, gaze=(0.0, 0.0), sway=0.0,
                       pitch=0.0, turn=round(state.turn * 4) / 4, roll=round(state.roll / 2) * 2.0)  # fmt: skip
        return self._soft.get(calm, lambda: self._make_blurred(calm))

    def _make_blurred(self, state: FigureState) -> Picture:
        box = self._whole_box()
        layers = tuple(layer for layer in Layer if not (state.arms_apart and layer is Layer.HANDS))
        return self._softened(light_up(self._paint(layers, state, box), self._light_on(box)))

    def _softened(self, pixels: Pixels) -> Picture:
        picture = from_bgra(soften(pixels, self._blur * self._pixel), lift=self._lift)
        if picture.alpha_half is not None:
            faint = replace(self._light, rim_strength=self._light.rim_strength * 0.4)
            lay_rim(picture, find_rim(picture.alpha_half, faint, unit=self._unit))
        return picture

    def _make_arms(self, state: FigureState) -> Cel | None:
        if self._blur:
            box = self._whole_box()
            return Cel(self._softened(light_up(self._paint((Layer.HANDS,), state, box), self._light_on(box))), 0, 0)
        piece = self._layer(Layer.HANDS, state)
        if piece is None:
            return None
        piece = Cel(piece.picture.copy(), piece.x, piece.y)
        body = self._bodies.get(state_for(Layer.BODY, state), lambda: self._make_body(state))
        outline = half_alpha(body.bare).copy()
        x0, y0, x1, y1 = (edge // 2 for edge in piece.box)
        outline[y0:y1, x0:x1] = cv2.max(outline[y0:y1, x0:x1], half_alpha(piece.picture))
        rim = find_rim(outline, self._light, unit=self._unit)
        lay_rim(piece.picture, tuple(band.part(x0, y0, x1, y1) for band in rim))
        return piece

    def _make_body(self, state: FigureState) -> BodyCels:
        box = self._whole_box()
        bare = blank(box[2], box[3])
        torso = self._layer(Layer.BODY, state)
        if torso:
            bare.paste(torso.picture, torso.x, torso.y)
        shown = bare.copy()
        outline = half_alpha(bare).copy()
        hands = None if state.arms_apart else self._layer(Layer.HANDS, state)
        if hands:
            hands = Cel(hands.picture.copy(), hands.x, hands.y)
            x0, y0, x1, y1 = (edge // 2 for edge in hands.box)
            outline[y0:y1, x0:x1] = cv2.max(outline[y0:y1, x0:x1], half_alpha(hands.picture))
        rim = find_rim(outline, self._light, unit=self._unit)
        lay_rim(shown, rim)
        if hands:
            lay_rim(hands.picture, tuple(band.part(x0, y0, x1, y1) for band in rim))
            put_over(shown, hands.picture, hands.x, hands.y)
        return BodyCels(bare, shown, hands)

    def _make_head(self, state: FigureState, body: BodyCels) -> HeadCels | None:
        rear, skin, front = (self._layer(layer, state) for layer in (Layer.REAR, Layer.HEAD, Layer.FRONT))
        there = [piece.box for piece in (rear, skin, front) if piece]
        if not there:
            return None
        lefts, tops, rights, bottoms = zip(*there, strict=True)
        x0, y0, x1, y1 = min(lefts), min(tops), max(rights), max(bottoms)
        bare = body.bare.part(x0, y0, x1 - x0, y1 - y0)
        if rear:
            below = blank(x1 - x0, y1 - y0)
            below.paste(rear.picture, rear.x - x0, rear.y - y0)
            put_over(below, bare, 0, 0)
        else:
            below = bare.copy()
        if skin:
            put_over(below, skin.picture, skin.x - x0, skin.y - y0)
        rim = self._head_rim(body, below, front, (x0, y0))
        lay_rim(below, rim)
        shown = Cel(below.copy(), x0, y0)
        if front:
            x, y, right, bottom = (edge // 2 for edge in front.box)
            edges = tuple(band.part(x - x0 // 2, y - y0 // 2, right - x0 // 2, bottom - y0 // 2) for band in rim)
            front = Cel(front.picture.copy(), front.x, front.y)
            lay_rim(front.picture, edges)
            put_cel(shown, front)
        if body.hands:
            put_cel(shown, body.hands)
        return HeadCels(Cel(below, x0, y0), front, shown)

    def _head_rim(self, body: BodyCels, below: Picture, front: Cel | None, corner: tuple[int, int]) -> tuple[Band, ...]:
        """Edge light on a head: of the outline with some of the body round it, whose own edges are none."""
        x, y = corner[0] // 2, corner[1] // 2
        height, width = below.cb.shape
        outline = half_alpha(body.bare).copy()
        outline[y : y + height, x : x + width] = half_alpha(below)
        if front:
            x0, y0, x1, y1 = (edge // 2 for edge in front.box)
            outline[y0:y1, x0:x1] = cv2.max(outline[y0:y1, x0:x1], half_alpha(front.picture))
        margin = math.ceil(9.0 * self._unit / 2) + 2
        left, top = max(0, x - margin), max(0, y - margin)
        rim = find_rim(outline[top : y + height + margin, left : x + width + margin], self._light, unit=self._unit)
        return tuple(band.part(x - left, y - top, x - left + width, y - top + height) for band in rim)

    def _make_patch(self, state: FigureState, body: BodyCels, head: HeadCels | None) -> FaceCel | None:
        """The part of the figure that the features lie in, with all that is behind and before them."""
        face = self._layer(Layer.FACE, state)
        if face is None:
            return None
        shown = Cel(body.shown.part(face.x, face.y, face.picture.width, face.picture.height).copy(), face.x, face.y)
        if head:
            shown.picture.paste(head.shown.picture, head.shown.x - face.x, head.shown.y - face.y)
        before = shown.picture.copy()
        if head:
            shown.picture.paste(head.below.picture, head.below.x - face.x, head.below.y - face.y)
        put_cel(shown, face)
        for piece in (head.front if head else None, body.hands):
            if piece:
                put_cel(shown, piece)
        return FaceCel(shown, within=before.has_outline_of(shown.picture))

    def _layer(self, layer: Layer, state: FigureState) -> Cel | None:
        """A layer painted and lit, no larger than what is on it; None where nothing is."""
        own = state_for(layer, state)
        return self._layers.get((layer, own), lambda: self._make_layer(layer, own))

    def _make_layer(self, layer: Layer, state: FigureState) -> Cel | None:
        box = self._find_box(layer, state)
        if box is None:
            return None
        pixels = self._paint((layer,), state, box)
        # Layers fill about half of what their bounds allow: the rest need not be lit and converted.
        x, y, width, height = cv2.boundingRect(cv2.extractChannel(pixels, 3))
        if not width or not height:
            return None
        x0, y0 = x & ~1, y & ~1
        x1, y1 = min(pixels.shape[1], (x + width + 1) & ~1), min(pixels.shape[0], (y + height + 1) & ~1)
        tight = (box[0] + x0, box[1] + y0, box[0] + x1, box[1] + y1)
        lit = light_up(pixels[y0:y1, x0:x1], self._light_on(tight))
        return Cel(from_bgra(lit, lift=self._lift), tight[0], tight[1])

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
                face=(self._anchor[0] / self._pixel, self._unit / self._pixel),
                factor=self._factor,
            )
        x0, y0, x1, y1 = box
        return self._lights[y0:y1, x0:x1]

    def _paint(self, layers: tuple[Layer, ...], state: FigureState, box: Box) -> Pixels:
        """Layers over one another on one canvas, for a part of the picture."""
        left, top, _, _ = self._require_box()
        origin = (self._anchor[0] - left - box[0], self._anchor[1] - top - box[1])
        canvas = Canvas(box[2] - box[0], box[3] - box[1], scale=self._unit, origin=origin)
        with canvas.at(degrees=self._vantage.cant):
            for layer in layers:
                with canvas.at(scale=self._size_of(layer), pivot=NECK):
                    own = state_for(layer, state)
                    paint_layer(canvas, layer, self._person, self._look, own, prop=self._paint_prop)
        return canvas.pixels()

    def _paint_prop(self, canvas: Canvas, kind: str) -> None:
        paint_prop(canvas, kind, seed=prop_seed(self._owner, kind))

    # --- where ---------------------------------------------------------------------------------

    def _bounds(self, layer: Layer, state: FigureState) -> Bounds:
        """What surely holds a layer, in figure units; a mere dot where it is empty."""
        box = layer_bounds(layer, self._person, self._look, state)
        empty = box[2] - box[0] <= _NOTHING or box[3] - box[1] <= _NOTHING
        return box if empty else self._vantage.bounds(box, size=self._size_of(layer))

    def _size_of(self, layer: Layer) -> float:
        return self._vantage.body if layer in _OF_BODY else self._vantage.head

    def _find_box(self, layer: Layer, state: FigureState) -> Box | None:
        """Where a layer lies within the picture, in even pixels; None when outside or empty."""
        left, top, right, bottom = self._require_box()
        x0, y0, x1, y1 = self._bounds(layer, state_for(layer, state))
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
