"""How each kind of thing lies, stands and is held in its close-up.

Data: sizes and places against the middle of the safe area. The strokes are elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Hold = Literal["pinch", "hang", "fist", "lift", "pour", "wrap", "palm", "sheet", "none"]
"""How a hand takes a thing in a close-up.

``pinch`` from below, ``hang`` the thing hangs from two fingers, ``fist`` around a handle, ``lift``
by a handle above the thing, ``pour`` by its neck from the side, ``wrap`` around it, ``palm`` under
it, ``sheet`` with both hands at the lower corners, ``none`` on the table even then.
"""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One kind of thing as it is drawn in figure units, and how its close-up shows it.

    Args:
        box: left, top, right and bottom of the thing about its grip.
        stands: on a table before a room; else it lies on a table seen from above.
        scale: of the thing when nobody holds it.
        tilt: in degrees when it lies.
        hold: how a hand takes it.
        grip: where the grip is then, from the middle of the safe area.
        held: scale of the thing in the hand.
        lean: in degrees in the hand.
        glint: where light sparkles on it, in figure units.
    """

    box: tuple[float, float, float, float]
    stands: bool
    scale: float
    tilt: float = 0.0
    hold: Hold = "pinch"
    grip: tuple[float, float] = (0.0, 200.0)
    held: float = 3.0
    lean: float = 0.0
    glint: tuple[float, float] | None = None


ARRANGEMENTS: Final[Mapping[str, Arrangement]] = MappingProxyType(
    {
        "envelope": Arrangement((-140, -172, 140, 20), False, 2.9, -6, "sheet", (0, 180), 2.9),
        "photo": Arrangement((-98, -244, 102, 20), False, 3.7, 5, "sheet", (0, 370), 3.5),
        "book": Arrangement((-132, -308, 140, 50), False, 2.7, -6, "sheet", (0, 330), 2.5),
        "card": Arrangement((-100, -118, 100, 8), False, 4.1, -8, "pinch", (-30, 120), 4.0, -4, (64, -96)),
        "ticket": Arrangement((-104, -92, 104, 8), False, 4.0, -7, "pinch", (-30, 120), 3.9, -4),
        "money": Arrangement((-150, -262, 100, 6), False, 3.2, 8, "pinch", (-20, 240), 2.9),
        "key": Arrangement((-33, -160, 33, 116), False, 3.7, 32, "pinch", (-40, 100), 3.7, -10, (-4, -120)),
        "knife": Arrangement((-28, -330, 34, 96), False, 2.4, 38, "fist", (0, 240), 2.2, 0, (-8, -250)),
        "watch": Arrangement((-64, -20, 64, 250), False, 3.7, 0, "hang", (-40, -350), 3.3),
        "necklace": Arrangement((-70, 0, 70, 284), False, 3.4, 0, "hang", (-40, -390), 3.1, 0, (-8, 250)),
        "pen": Arrangement((-80, -140, 100, 90), False, 3.6, 0, "pinch", (-60, 120), 3.2, 0, (60, -100)),
        "chopsticks": Arrangement((-150, -262, 90, 96), False, 2.7, 0, "pinch", (-60, 160), 2.4),
        "usb_stick": Arrangement((-27, -118, 27, 20), False, 5.6, 24, "pinch", (-30, 120), 4.8, 0, (0, -96)),
        "torch": Arrangement((-60, -180, 160, 140), False, 2.3, 0, "fist", (-40, 260), 1.9),
        "flowers": Arrangement((-190, -400, 190, 122), False, 2.0, 24, "fist", (0, 330), 1.9),
        "umbrella": Arrangement((-550, -1212, 550, 140), True, 0.74, 0, "fist", (0, 470), 0.76),
        "cup": Arrangement((-72, -80, 112, 80), True, 3.7, 0, "wrap", (0, 40), 3.6),
        "bowl": Arrangement((-104, -137, 104, 2), True, 3.9, 0, "palm", (0, 250), 3.5),
        "bag": Arrangement((-206, -20, 206, 404), True, 2.05, 0, "lift", (0, -400), 2.0),
        "box": Arrangement((-130, -290, 130, 4), True, 3.0, 0, "palm", (0, 300), 2.7),
        "bottle": Arrangement((-64, -128, 64, 330), True, 2.15, 0, "pour", (-20, -180), 2.1, 0, (-44, 150)),
        "wine_glass": Arrangement((-88, -262, 88, 86), True, 2.8, 0, "pinch", (-40, 260), 2.6, 0, (-52, -210)),
        "candle": Arrangement((-76, -290, 76, 10), True, 2.9, 0, "palm", (0, 300), 2.6),
        "toy": Arrangement((-120, -284, 120, 22), True, 3.0, 0, "palm", (0, 290), 2.7),
        "medicine": Arrangement((-50, -156, 50, 22), True, 4.9, 0, "wrap", (0, 250), 4.6),
        "ring": Arrangement((-30, -98, 30, 4), True, 4.4, 0, "pinch", (-40, 90), 4.8, -6, (-8, -84)),
        "laptop": Arrangement((-465, -480, 465, 430), True, 1.0, 0, "none"),
    }
)  # fmt: skip
"""Every kind but phone, letter and document, which have painters of their own."""


_ON_TABLES: Final[Mapping[str, Arrangement]] = MappingProxyType(
    {
        "phone": Arrangement((-56, -190, 56, 60), False, 1.0),
        "letter": Arrangement((-104, -268, 104, 12), False, 1.0),
        "document": Arrangement((-112, -290, 112, 12), False, 1.0),
        "laptop": Arrangement((-296, -372, 296, 4), True, 1.0),
    }
)


def prop_box(kind: str) -> Arrangement:
    """How large a kind of thing is about its grip, and whether it stands when nobody holds it."""
    return _ON_TABLES.get(kind) or ARRANGEMENTS[kind]
