"""Placing: what stands in a shot as the compositor meets it, figures and furniture alike.

Each gives a picture for a frame and says where that belongs: a corner, and how far and how much
smaller it is at that frame about a point of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .bearing import Bearing
from .furnishing import Piece
from .performance import Performance
from .pixels import Picture, blank, thinned
from .sprite import FigureSprite


class Presence(Protocol):
    """Something that stands in a shot."""

    @property
    def depth(self) -> float:
        """As the board placed it: below 0 it is nearer than the shot."""

    @property
    def corner(self) -> tuple[int, int]:
        """Where the corner of the picture asked for last lies in the frame, in pixels, when it is at its place."""

    @property
    def anchor(self) -> tuple[float, float]:
        """The point about which it grows, in pixels of the frame."""

    def picture(self, frame: int) -> Picture:
        """What is seen of it."""

    def way(self, frame: int) -> tuple[float, float, float]:
        """How far it is from its place, across and down in stage units, and its size against that there."""

    def breath(self, frame: int) -> float:
        """How far its chest is lifted, -1 to 1."""


@dataclass(frozen=True, slots=True)
class FigurePresence:
    """A person: a sprite, what it acts, and where its body goes."""

    sprite: FigureSprite
    performance: Performance
    bearing: Bearing
    depth: float
    anchor: tuple[float, float]

    @property
    def corner(self) -> tuple[int, int]:
        """The sprite's."""
        return self.sprite.corner

    def picture(self, frame: int) -> Picture:
        """The sprite in the state of that frame, as much of it as is there."""
        picture = self.sprite.picture(self.performance.state(frame))
        there = self.bearing.there(frame)
        return picture if there == 1 else thinned(picture, there)

    def way(self, frame: int) -> tuple[float, float, float]:
        """As the body goes."""
        body = self.bearing.at(frame)
        return body.dx, body.dy, body.grow

    def breath(self, frame: int) -> float:
        """As the performance says."""
        return self.performance.breath(frame)


class ArmsPresence:
    """The arms of somebody at a table, or around another: they lie over what the rest of the figure is behind."""

    def __init__(self, figure: FigurePresence) -> None:
        self._figure = figure
        self.depth, self.anchor = figure.depth, figure.anchor
        self.corner = figure.corner
        self._nothing = blank(2, 2)

    def picture(self, frame: int) -> Picture:
        """The arms in the state of that frame; nothing while they are a part of the figure."""
        state = self._figure.performance.state(frame)
        shown = self._figure.sprite.arms(state) if state.arms_apart else None
        if shown is None:
            return self._nothing
        picture, *corner = shown
        self.corner = (corner[0], corner[1])
        there = self._figure.bearing.there(frame)
        return picture if there == 1 else thinned(picture, there)

    def way(self, frame: int) -> tuple[float, float, float]:
        """The figure's."""
        return self._figure.way(frame)

    def breath(self, frame: int) -> float:
        """Hardly any: hands lie still on the wood."""
        return 0.3 * self._figure.breath(frame)


@dataclass(frozen=True, slots=True)
class PiecePresence:
    """Furniture: it stays where it is and does not breathe."""

    piece: Piece
    anchor: tuple[float, float] = (0.0, 0.0)

    @property
    def depth(self) -> float:
        """The piece's."""
        return self.piece.depth

    @property
    def corner(self) -> tuple[int, int]:
        """The piece's."""
        return self.piece.corner

    def picture(self, frame: int) -> Picture:
        """The piece with what lies on it then."""
        return self.piece.picture(frame)

    def way(self, frame: int) -> tuple[float, float, float]:
        """Nowhere."""
        del frame
        return 0.0, 0.0, 1.0

    def breath(self, frame: int) -> float:
        """None."""
        del frame
        return 0.0
