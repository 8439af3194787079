"""Every prop of the catalogue as it looks in a hand, in figure units.

Knows which painter draws which kind and how a hand takes it. Refuses to know hands: the figure's
painter lays its fingers by ``PROP_GRIP``. (0, 0) is the point that the hand holds:

- ``side``: a flat thing between the fingers behind and the thumb before it; the origin is under the thumb.
- ``under``: it stands on an open palm; the origin is the middle of its bottom.
- ``handle``: a fist closes around it; the origin is the middle of the fist, the handle upright.
- ``pinch``: between the tips of thumb and first finger; the origin is between the tips.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ....errors import DrawingError
from ..canvas import Canvas
from . import devices, keepsakes, papers, tableware
from .brush import LINE_WIDTH, Brush, Portrait
from .palette import dice

Painter = Callable[[Brush], None]

PROP_GRIP: Final[Mapping[str, str]] = MappingProxyType(
    {
        "phone": "side", "letter": "pinch", "envelope": "pinch", "ring": "pinch", "key": "pinch", "knife": "handle",
        "cup": "side", "bag": "handle", "photo": "pinch", "document": "pinch", "flowers": "handle",
        "umbrella": "handle", "book": "side", "bowl": "under", "chopsticks": "pinch", "watch": "pinch",
        "necklace": "pinch", "card": "pinch", "box": "under", "bottle": "handle", "wine_glass": "pinch",
        "laptop": "under", "money": "pinch", "usb_stick": "pinch", "pen": "pinch", "candle": "under",
        "torch": "handle", "medicine": "side", "ticket": "pinch", "toy": "under",
    }
)  # fmt: skip
"""How a hand takes each kind of prop: "side", "under", "handle" or "pinch"."""

PROP_UPRIGHT: Final = frozenset(
    {"cup", "bowl", "wine_glass", "candle", "umbrella", "box", "laptop", "bag", "watch", "necklace"}
)
"""Kinds that gravity keeps upright: full of something, hanging, or standing on a palm.

Whoever draws the hand turns it, but not these, about the grip.
"""

PAINTERS: Final[Mapping[str, Painter]] = MappingProxyType(
    {
        painter.__name__: painter
        for painter in (
            papers.letter, papers.envelope, papers.photo, papers.document, papers.book, papers.card, papers.ticket,
            papers.money, devices.phone, devices.laptop, devices.usb_stick, devices.watch, devices.torch,
            tableware.knife, tableware.cup, tableware.bowl, tableware.chopsticks, tableware.bottle,
            tableware.wine_glass, tableware.candle, keepsakes.ring, keepsakes.key, keepsakes.bag, keepsakes.flowers,
            keepsakes.umbrella, keepsakes.necklace, keepsakes.box, keepsakes.pen, keepsakes.medicine, keepsakes.toy,
        )
    }
)  # fmt: skip


def brush_for(
    canvas: Canvas,
    kind: str,
    seed: int,
    *,
    line: float = LINE_WIDTH,
    writing: tuple[str, ...] = (),
    fine: bool = False,
    moment: float = 0.0,
    portraits: tuple[Portrait, ...] = (),
) -> Brush:
    """A brush whose colours belong to this prop: the same kind and seed always give the same thing."""
    return Brush(canvas, dice(kind, seed), line, writing, fine, moment, portraits)


def paint_prop(canvas: Canvas, kind: str, *, seed: int = 1, writing: tuple[str, ...] = ()) -> None:
    """Draw a prop as it looks in a hand, in figure units, the grip at the origin.

    Raises:
        DrawingError: no prop is of that kind.
    """
    painter = PAINTERS.get(kind)
    if painter is None:
        raise DrawingError(f"no prop of kind {kind!r} can be drawn", mend=f"use one of: {', '.join(sorted(PAINTERS))}")
    painter(brush_for(canvas, kind, seed, writing=writing))
