"""An insert's foreground: one thing, large, in a hand or on a table.

Knows which close-up belongs to which kind and how hand, thing and table lie over one another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Final

import cv2
import numpy as np

from reelwright.film import Insert

from ....errors import DrawingError
from ..canvas import Canvas
from ..colour import rgb
from ..path import ellipse
from ..stage import Light
from . import hand as hands
from .arrangement import ARRANGEMENTS, Arrangement, Hold
from .brush import Portrait
from .closeup import LINE, MIDDLE, CloseUp
from .hand import Hand
from .held import PAINTERS
from .jewel import paint_glint, paint_ring_box
from .laptop import paint_laptop
from .motion import glint
from .paper import SHEET_BOTTOM, SHEET_HALF, paint_document, paint_letter
from .screen import BOTTOM, HALF, paint_phone
from .sleeves import dressed_hand
from .surface import paint_table_front, paint_table_top, paint_window_light

CloseUpPainter = Callable[[Canvas, CloseUp], None]
Plan = Callable[[Canvas, CloseUp, float], None]
HandPainter = Callable[[Canvas, Hand], None]
_SHADOW: Final = "#140a1e"
_SHADOW_DETAIL: Final = 0.7  # pixels per figure unit; a shadow is soft anyway
_FOOT: Final = 405.0
"""Where standing things stand, below the middle of the safe area."""


def paint_insert(
    canvas: Canvas,
    insert: Insert,
    *,
    width: float,
    progress: float,
    seed: int,
    light: Light,
    skin: str = "#f6cfae",
    sleeve: str = "#33405c",
    garment: str = "",
    second: str = "",
    portraits: tuple[Portrait, ...] = (),
    hours: tuple[int, int] = (9, 23),
) -> None:
    """Draw an insert's foreground in stage units.

    Held, it is the thing and the hand, transparent around them; lying or standing, it is the whole
    frame with its margins.

    Args:
        canvas: what is drawn on.
        insert: what is shown, and what is written on it.
        width: of the stage.
        progress: share of the shot, 0 to 1.
        seed: of the prop; the same as in ``paint_prop`` gives the same colours.
        light: of the place.
        skin: colour of the hand that holds it.
        sleeve: colour of the garment on that arm.
        garment: what its owner wears; it decides what of the forearm is bare.
        second: colour of the shirt that shows below a vest or an apron.
        portraits: draw those who are on a photograph, each in figure units about a face.
        hours: between which a telephone says it is.

    Raises:
        DrawingError: no prop is of that kind.
        FontError: a written character cannot be drawn.
    """
    if insert.prop not in PAINTERS:
        raise DrawingError(
            f"no prop of kind {insert.prop!r} can be drawn", mend=f"use one of: {', '.join(sorted(PAINTERS))}"
        )
    close = CloseUp(insert, progress, seed, light, None, portraits, hours)
    if insert.held_by:  # the hand is in the light of its place, as its owner is
        skin, sleeve = close.tone(skin), close.tone(sleeve)
        second = close.tone(second) if second else second
        close = replace(close, hand=dressed_hand(skin, sleeve, light.side, garment, second))
    _PLANS[insert.prop](canvas, close, width)


def _phone(canvas: Canvas, close: CloseUp, width: float) -> None:
    if close.hand is None:
        paint_table_top(canvas, width=width, seed=close.seed, light=close.light)
    with canvas.at(width / 2, MIDDLE + 10, degrees=-3 if close.hand is None else 2):
        if close.hand:
            hands.palm_behind(canvas, close.hand, HALF, BOTTOM)
        paint_phone(canvas, close)
        if close.hand:
            hands.fingers_before(canvas, close.hand, HALF, BOTTOM)


def _sheet(painter: CloseUpPainter) -> Plan:
    def plan(canvas: Canvas, close: CloseUp, width: float) -> None:
        if close.hand is None:
            paint_table_top(canvas, width=width, seed=close.seed, light=close.light)
        with canvas.at(width / 2, MIDDLE, degrees=-4 if close.hand is None else 0):
            if close.hand:
                hands.hands_behind_sheet(canvas, close.hand, SHEET_HALF, SHEET_BOTTOM)
            painter(canvas, close)
            if close.hand:
                hands.thumbs_before_sheet(canvas, close.hand, SHEET_HALF, SHEET_BOTTOM)
        if close.hand is None:
            paint_window_light(canvas, width=width, light=close.light)

    return plan


def _thing(canvas: Canvas, close: CloseUp, width: float) -> None:
    thing = ARRANGEMENTS[close.insert.prop]
    if close.hand and thing.hold != "none":
        with canvas.at(width / 2, MIDDLE):
            _in_hand(canvas, close, close.hand, thing)
    elif thing.stands:
        paint_table_front(canvas, width=width, seed=close.seed, light=close.light)
        with canvas.at(width / 2, MIDDLE):
            _standing(canvas, close, thing)
    else:
        paint_table_top(canvas, width=width, seed=close.seed, light=close.light)
        with canvas.at(width / 2, MIDDLE):
            _lying(canvas, close, thing)
        paint_window_light(canvas, width=width, light=close.light)


def _drawn(canvas: Canvas, close: CloseUp, thing: Arrangement, scale: float) -> None:
    PAINTERS[close.insert.prop](close.brush(canvas, LINE / scale))
    if thing.glint:
        paint_glint(canvas, thing.glint, 150 / scale, glint(close.progress))


def _lying(canvas: Canvas, close: CloseUp, thing: Arrangement) -> None:
    left, top, right, bottom = thing.box
    middle = ((left + right) / 2, (top + bottom) / 2)
    with canvas.at(scale=thing.scale, degrees=thing.tilt), canvas.at(-middle[0], -middle[1]):
        with canvas.at(-close.light.side * 24 / thing.scale, 26 / thing.scale):
            _cast(canvas, close, thing)
        _drawn(canvas, close, thing, thing.scale)


def _cast(canvas: Canvas, close: CloseUp, thing: Arrangement) -> None:
    """The shadow of a thing in its own shape: its opaque part, drawn small, darkened and softened."""
    left, top, right, bottom = (edge + pad for edge, pad in zip(thing.box, (-40, -40, 40, 40), strict=True))
    k = _SHADOW_DETAIL
    small = Canvas(int((right - left) * k), int((bottom - top) * k), scale=k, origin=(-left * k, -top * k))
    PAINTERS[close.insert.prop](close.brush(small, LINE / thing.scale))
    cover = (small.pixels()[..., 3] > 200).astype(np.float32)
    soft = cv2.GaussianBlur(cover, (0, 0), 6.5 * k) * 0.5
    shadow = np.zeros((*soft.shape, 4), np.uint8)
    shadow[..., 3] = soft * 255
    shadow[..., :3] = soft[..., None] * np.array(rgb(_SHADOW)[::-1], np.float32)
    canvas.image(shadow, left, top, right - left)


def _standing(canvas: Canvas, close: CloseUp, thing: Arrangement) -> None:
    left, _, right, bottom = thing.box
    wide = (right - left) * thing.scale
    with canvas.group(alpha=0.5, blur=16):
        canvas.fill(ellipse(-close.light.side * wide * 0.12, _FOOT - 4, wide * 0.56, 46), _SHADOW)
    if close.insert.prop == "laptop":
        paint_laptop(canvas, close)
    elif close.insert.prop == "ring":
        paint_ring_box(canvas, close)
        paint_glint(canvas, (-34, -292), 170, glint(close.progress))
    else:
        x = -(left + right) / 2 * thing.scale
        with canvas.at(x, _FOOT - bottom * thing.scale, scale=thing.scale):
            _drawn(canvas, close, thing, thing.scale)


def _in_hand(canvas: Canvas, close: CloseUp, hand: Hand, thing: Arrangement) -> None:
    x, y = thing.grip
    half = min(-thing.box[0], thing.box[2]) * thing.held
    bottom = thing.box[3] * thing.held
    behind, before, degrees, mirror = _hold(thing.hold, half, bottom)
    with canvas.at(x, y):
        with canvas.at(scale=mirror, scale_y=1, degrees=degrees):
            behind(canvas, hand)
        with canvas.at(scale=thing.held, degrees=thing.lean):
            _drawn(canvas, close, thing, thing.held)
        with canvas.at(scale=mirror, scale_y=1, degrees=degrees):
            before(canvas, hand)


def _hold(hold: Hold, half: float, bottom: float) -> tuple[HandPainter, HandPainter, float, float]:
    """What of the hand is behind and before the thing, how the arm is turned, and whether it is a left hand."""
    if hold == "sheet":
        return (
            partial(hands.hands_behind_sheet, half=half + 20, bottom=bottom + 40),
            partial(hands.thumbs_before_sheet, half=half + 20, bottom=bottom + 40), 0, 1,
        )  # fmt: skip
    if hold == "wrap":
        return (
            partial(hands.palm_behind, half=half, bottom=bottom + 70),
            partial(hands.fingers_before, half=half, bottom=bottom + 110), 0, 1,
        )  # fmt: skip
    if hold == "palm":
        reach = min(half, 300.0)
        return partial(hands.palm_under, half=reach), partial(hands.fingers_under, half=reach), 0, 1
    if hold in {"fist", "lift", "pour"}:
        return hands.fist_behind, hands.fist_before, {"fist": 0, "lift": 160, "pour": -62}[hold], 1
    return hands.pinch_behind, hands.pinch_before, -78 if hold == "hang" else 0, 1


_PLANS: Final[Mapping[str, Plan]] = MappingProxyType(
    {"phone": _phone, "letter": _sheet(paint_letter), "document": _sheet(paint_document)}
    | dict.fromkeys(ARRANGEMENTS, _thing)
)
