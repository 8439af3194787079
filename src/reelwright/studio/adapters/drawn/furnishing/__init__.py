"""Furnishing: what people sit on, the table before them, and the things that lie on it."""

from __future__ import annotations

from .kinds import Furniture, furniture_of
from .seats import paint_seat
from .settings import Canvassing, Piece, Sitter, TableTop, furnish, table_of
from .tables import paint_table

__all__ = [
    "Canvassing",
    "Furniture",
    "Piece",
    "Sitter",
    "TableTop",
    "furnish",
    "furniture_of",
    "paint_seat",
    "paint_table",
    "table_of",
]
