"""Arms at rest that do not hang: on a table, or before the body of somebody who stands.

Numbers only, in the measure of the body but for the height, which is the table's.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from .gestures import ArmPose, Place
from .hands import HandShape
from .proportions import Body

_ELBOW_OUT: Final = 1.26
CUP_ASIDE: Final = 190.0
"""How far from the middle of a body its cup stands, so that hands and what they hold stay clear."""
_BESIDE_CUP: Final = 78.0
_RAISED: Final = 24.0
"""How far above the table's middle an elbow is drawn that lies on its far edge, in figure units."""

_LAID: Final = MappingProxyType[str, tuple[tuple[float, float, float, HandShape], ...]](
    {
        # leading arm, other arm: wrist across in shoulder widths (0 beside the cup), below the table's middle,
        # turn, hand
        "clasped": ((0.38, 6, -82, "relaxed"), (0.34, 20, -92, "fist")),
        "flat": ((0.66, 12, -94, "relaxed"), (0.6, 16, -90, "relaxed")),
        "fist": ((0.56, 8, -80, "fist"), (0.62, 16, -92, "relaxed")),
        "cup": ((0.52, 14, -92, "relaxed"), (0.0, -40, -68, "grip")),
    }
)
RESTS: Final = tuple(_LAID)
"""What hands may do at a table by themselves; in "cup" the other one is around the cup that stands there."""


_BEFORE: Final = (
    ArmPose(Place(1.22, 0.98), Place(0.4, 1.36), -112, "relaxed"),
    ArmPose(Place(1.2, 1.0), Place(0.36, 1.42), -102, "fist"),
)
"""Hands of somebody who stands, one in the other before the body."""


def laid_arm(body: Body, rest: str, table: float, *, lead: bool) -> ArmPose:
    """Where one arm rests that does not hang: on a table, or before the body where there is none (``table`` 0)."""
    return table_rest(body, rest, table, lead=lead) if table else _BEFORE[0 if lead else 1]


def table_rest(body: Body, rest: str, table: float, *, lead: bool) -> ArmPose:
    """Where one arm lies on a table whose top is at ``table`` in figure units."""
    x, low, angle, hand = _LAID[rest][0 if lead else 1]
    x = x or (CUP_ASIDE + _BESIDE_CUP * body.hand) / body.shoulder
    height = body.waist_y - body.shoulder_y

    def share(y: float) -> float:
        return (y - body.shoulder_y) / height

    s = body.scale
    elbow = Place(_ELBOW_OUT, share(table - _RAISED * s))
    return ArmPose(elbow, Place(x, share(table + low * s)), angle, hand)
