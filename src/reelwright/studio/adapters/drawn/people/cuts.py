"""What a garment is: cut, sleeves, hem, what is worn below it, and how it closes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

Sleeve = Literal["long", "short", "wide", "none", "cap"]
Bottom = Literal["suit", "trousers", "jeans", "skirt", "bare", "same", "gown", "robe"]


@dataclass(frozen=True, slots=True)
class Garment:
    """The cut of a garment.

    Args:
        ease: how far it stands off the body.
        sleeve: its sleeves.
        hem: where it ends: 0 at the waist, 1 at the hips, 2 at the knees, 3 at the ankles.
        flare: width of the hem against the hips.
        bottom: what covers the legs below.
        drape: how much the waist shows, 0 straight to 1 fitted.
        second_sleeves: sleeves are of the second colour.
        shoes: "leather", "trainers", "heels", "boots" or "cloth".
    """

    ease: float = 8.0
    sleeve: Sleeve = "long"
    hem: float = 1.0
    flare: float = 1.0
    bottom: Bottom = "trousers"
    drape: float = 0.6
    second_sleeves: bool = False
    shoes: str = "leather"


@cache
def garments() -> MappingProxyType[str, Garment]:
    """Every garment of the catalogue by name."""
    return MappingProxyType(
        {
            "suit": Garment(ease=14, bottom="suit"),
            "blazer": Garment(ease=12, hem=0.9),
            "shirt": Garment(ease=8, hem=0.35),
            "tshirt": Garment(ease=9, sleeve="short", hem=0.8, bottom="jeans", drape=0.4, shoes="trainers"),
            "hoodie": Garment(ease=24, hem=0.86, bottom="jeans", drape=0.1, shoes="trainers"),
            "sweater": Garment(ease=18, hem=0.8, bottom="trousers", drape=0.25),
            "turtleneck": Garment(ease=6, hem=0.7, drape=0.75),
            "dress": Garment(ease=2, sleeve="cap", hem=1.92, flare=1.55, bottom="bare", drape=1.0, shoes="heels"),
            "blouse": Garment(ease=8, hem=0.25, bottom="skirt", drape=0.7, shoes="heels"),
            "coat": Garment(ease=22, hem=2.1, flare=1.16, drape=0.3, shoes="boots"),
            "trench_coat": Garment(ease=20, hem=2.15, flare=1.24, drape=0.8),
            "leather_jacket": Garment(ease=16, hem=0.45, bottom="jeans", drape=0.4, shoes="boots"),
            "apron": Garment(ease=8, hem=0.6, drape=0.5, shoes="trainers"),
            "uniform": Garment(ease=10, hem=0.62, bottom="suit", drape=0.5, shoes="boots"),
            "lab_coat": Garment(ease=18, hem=1.9, flare=1.1, drape=0.3),
            "hanfu": Garment(ease=12, sleeve="wide", hem=2.95, flare=1.6, bottom="robe", drape=0.8, shoes="cloth"),
            "qipao": Garment(ease=1, sleeve="cap", hem=2.5, flare=0.96, bottom="bare", drape=1.1, shoes="heels"),
            "tracksuit": Garment(ease=18, hem=0.7, bottom="same", drape=0.2, shoes="trainers"),
            "vest": Garment(ease=8, hem=0.55, drape=0.7, second_sleeves=True),
            "pyjamas": Garment(ease=20, hem=0.95, bottom="same", drape=0.1, shoes="cloth"),
        }
    )


def garment_of(name: str) -> Garment:
    """The cut of a garment; a name that nobody drew is a shirt."""
    return garments().get(name, garments()["shirt"])
