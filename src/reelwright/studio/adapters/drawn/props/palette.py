"""Colours of the props that have one painter for the hand and another for the close-up.

Knows which colours there are and which one belongs to a kind and a seed. Refuses to know how either
painter lays them on. All other props have a single painter and draw their colours from its brush.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from types import MappingProxyType
from typing import Final

COLOURS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "phone": ("#2b2f3e", "#e9e4ea", "#b9475c", "#3f6f8f", "#6b5a8e"),
        "laptop": ("#b9bfcc", "#4a4f60", "#d8c8b4"),
        "letter": ("#fbf5e6", "#f7efe0", "#f2f4f0", "#fbeee8"),
        "document": ("#2d4a7d", "#6a2a3a", "#2f5f52"),
    }
)
"""The case of a telephone, the lid of a laptop, a letter's paper, the band across a form's head."""


def dice(kind: str, seed: int) -> Random:
    """What all colours and details of one prop are drawn from, its own colour first."""
    return Random(f"{kind}/{seed}")


def own_colour(kind: str, seed: int) -> str:
    """The colour by which a prop is known again, in the hand as in the close-up."""
    return dice(kind, seed).choice(COLOURS[kind])
