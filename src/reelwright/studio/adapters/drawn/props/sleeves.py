"""Sleeves of hands in close-ups: which garment leaves the forearm bare, and whose sleeve it wears.

Knows garments by name. Refuses to know how a sleeve is drawn.
"""

from __future__ import annotations

from typing import Final

from .hand import Arm, Hand

_ARMS: Final[dict[str, Arm]] = {"tshirt": "bare", "dress": "bare", "qipao": "bare", "hanfu": "wide"}
_OVER_A_SHIRT: Final = frozenset({"apron", "vest"})
"""Garments without sleeves of their own, worn over a shirt of the second colour."""


def dressed_hand(skin: str, colour: str, side: int, garment: str, second: str) -> Hand:
    """A hand with the forearm that a garment gives it.

    Args:
        skin: of the hand.
        colour: of the garment.
        side: where the light comes from.
        garment: by name; any that is not known has long sleeves.
        second: the look's second colour; empty when it has none.
    """
    sleeve = second if second and garment in _OVER_A_SHIRT else colour
    return Hand(skin, sleeve, side, _ARMS.get(garment, "long"))
