"""The catalogue of hair styles by name."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from .long import long_styles
from .short import short_styles
from .spec import HairStyle


@cache
def styles() -> MappingProxyType[str, HairStyle]:
    """Every style of the catalogue by name."""
    return MappingProxyType(short_styles() | long_styles())
