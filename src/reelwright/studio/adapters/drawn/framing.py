"""Framing: how large people stand in the frame and how far the place lies behind them.

Knows the numbers of composition for each shot size and aspect. All lengths are stage units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import Figure, FrameSize, ShotSize

from .path import turn
from .stage import MIDDLE, STAGE_HEIGHT, Scenery
from .vantage import Vantage


@dataclass(frozen=True, slots=True)
class Framing:
    """One shot size as numbers.

    Args:
        scale: stage units for each figure unit.
        face: y of the face's centre in the frame; not used where people stand on the floor.
        zoom: how much larger the place is painted behind them (a longer lens).
        blur: sigma in stage units of what lies far behind.
        standing: people stand on the floor and are seen whole.
    """

    scale: float
    face: float
    zoom: float
    blur: float
    standing: bool = False


_FRAMINGS: Final = {
    ShotSize.ELS: Framing(0.26, 0, 1.0, 0.0, standing=True),
    ShotSize.LS: Framing(0.42, 0, 1.0, 0.6, standing=True),
    ShotSize.MLS: Framing(0.62, 700, 1.10, 2.0),
    ShotSize.MS: Framing(0.86, 730, 1.22, 3.5),
    ShotSize.MCU: Framing(1.18, 740, 1.38, 6.0),
    ShotSize.CU: Framing(1.62, 780, 1.58, 9.0),
    ShotSize.ECU: Framing(2.35, 850, 1.9, 13.0),
}

_SEATED_FRAMINGS: Final = {
    ShotSize.ELS: Framing(0.62, 850, 1.0, 0.0),
    ShotSize.LS: Framing(0.68, 840, 1.0, 0.6),
    ShotSize.MLS: Framing(0.74, 825, 1.10, 2.0),
}
"""Where a place has its own seats there is no floor to stand back on: a long shot shows people in them."""

_WIDE_SCALE: Final = ((0.8, 1.0), (1.0, 1.12), (1.5, 1.22), (9.0, 1.42))
"""A wider frame is limited by its height, not its width: people may stand larger in it."""


_BUILT_FOR: Final = 0.36
"""The scale of people at a place's floor line."""
_HORIZON: Final = 900.0
_LOWER_AT_TABLE: Final = {ShotSize.MLS: 300.0, ShotSize.MS: 180.0}
_NEARER_AT_TABLE: Final = 1.14
"""Legs are hidden by a table, so a long shot of people at one may come nearer."""
_SIDE_BY_SIDE: Final = {2: 0.88}
_MANY_ABREAST: Final = 0.82
"""Several people share an upright frame without standing in each other's shoulders or out of its sides."""
_HEADROOM: Final = 46.0
"""What stays free above hair and hats, whatever the camera does."""
_LOWEST_FACE: Final = 1060.0
_TABLE_AT: Final = 1580.0
"""Where the top of a table lies at the highest: above it is somebody, below it only wood."""
_CLOSEST_AT_TABLE: Final = 1.3
_LARGEST_HEAD: Final = 1.12
"""How much larger than in an upright frame a head may be in any: from hair to chin it must fit above the subtitles."""
_CLOSER_TO_CHILD: Final = {ShotSize.MLS: 0.42, ShotSize.MS: 0.32, ShotSize.MCU: 0.2, ShotSize.CU: 0.1}
"""How much nearer the camera comes to a child than to an adult."""


SHRINKS_TO: Final = {ShotSize.ELS: 0.84, ShotSize.LS: 0.84, ShotSize.MLS: 0.84, ShotSize.MS: 0.92}
"""How small several people may become for the sake of their arms; closer, arms are out of the frame anyway."""
_ARM_FREE: Final = 16.0
"""What stays free beside an arm."""
_INWARD: Final = 0.035
"""How much further in than the board has them people stand for it, as a share of the stage's width."""
_LOWER_FROM_ABOVE: Final = 44.0
_SMALLER_FROM_ABOVE: Final = 0.045


def stage_width(size: FrameSize) -> float:
    """The width of the stage for a picture size."""
    return STAGE_HEIGHT * size.width / size.height


def frame_shot(
    size: ShotSize, width: float, *, people: int = 1, at_table: bool = False, in_seats: bool = False
) -> Framing:
    """The framing of a shot size on a stage of some width.

    Args:
        size: of the shot.
        width: of the stage.
        people: side by side.
        at_table: somebody sits at a table, which gets the foot of the frame and no more.
        in_seats: people sit in seats of the place's own, as in a car: they are as large as those.
    """
    if in_seats and size in _SEATED_FRAMINGS:
        return _SEATED_FRAMINGS[size]
    framing = _FRAMINGS[size]
    if framing.standing:
        return framing
    aspect = width / STAGE_HEIGHT
    factor = next(factor for limit, factor in _WIDE_SCALE if aspect < limit)
    if size is ShotSize.ECU:
        factor = min(factor, _LARGEST_HEAD)
    # The wider a frame, the larger its people, and the lower lies their table by itself.
    lower = _LOWER_AT_TABLE.get(size, 0.0) * max(0.0, 1 - 3.3 * (factor - 1)) if at_table else 0.0
    if people > 1 and aspect < 1:
        factor *= _SIDE_BY_SIDE.get(people, _MANY_ABREAST)
    if at_table and size is ShotSize.MLS and aspect < 1:
        factor *= _NEARER_AT_TABLE
    face = framing.face + (factor - 1) * 260 + lower
    return Framing(framing.scale * factor, face, framing.zoom, framing.blur)


def nearer_to_small(framing: Framing, table: float) -> Framing:
    """The framing of one person at a table, nearer and lower where a child would leave half the frame to wood.

    Args:
        framing: as the shot size has it.
        table: y of the table's top in figure units, from the face of whoever sits at it.
    """
    if framing.standing or framing.face + table * framing.scale >= _TABLE_AT:
        return framing
    scale = framing.scale * min(_CLOSEST_AT_TABLE, max(1.0, (_TABLE_AT - framing.face) / (table * framing.scale)))
    face = min(max(framing.face, _LOWEST_FACE), _TABLE_AT - table * scale)
    return replace(framing, scale=scale, face=max(framing.face, face))


def closer_to_child(framing: Framing, size: ShotSize, tall: float) -> Framing:
    """The framing of a child who is alone in a shot: the size that was asked for, measured on a small body.

    A head is as large at any age, so that a shot to an adult's waist would show a child down to its knees.

    Args:
        framing: as the shot size has it.
        size: of the shot.
        tall: the height of who is seen, as a share of an adult's.
    """
    closer = 1.0 + _CLOSER_TO_CHILD.get(size, 0.0) * min(1.0, max(0.0, 0.9 - tall) / 0.34)
    return replace(framing, scale=framing.scale * closer)


def headroom(tops: Sequence[float], faces: Sequence[float], zoom: float) -> float:
    """How much lower people must stand, in stage units, so that nobody's hair touches the frame's top.

    Args:
        tops: y of the highest strand or brim of each.
        faces: y of the centre of each face.
        zoom: how far the camera comes closer, at most.
    """
    if not tops:
        return 0.0
    middle = MIDDLE * STAGE_HEIGHT
    free = middle - (middle - _HEADROOM) / zoom
    wanted = max(0.0, free - min(tops))
    return min(wanted, max(0.0, _LOWEST_FACE - max(faces)))


def abreast(x: float, half: float, width: float) -> tuple[float, float]:
    """Where one of several stands, and how much smaller, so that both arms are in the frame.

    Args:
        x: of the face across the stage, as the board has it.
        half: how far the arms reach to a side, in stage units.
        width: of the stage.

    Returns:
        The place across the stage, a little further in where that helps, and the size as a share of what it was.
    """
    aside = abs(x - width / 2)
    moved = max(min(aside, width / 2 - half - _ARM_FREE), aside - _INWARD * width)
    return width / 2 + (moved if x > width / 2 else -moved), min(1.0, (width / 2 - moved - _ARM_FREE) / half)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one figure stands: the place of its face's centre, its scale, and its own blur."""

    x: float
    y: float
    scale: float
    blur: float


def seen_from(mark: Mark, vantage: Vantage, width: float) -> Mark:
    """A mark as the camera sees it from its vantage.

    Who is seen from below stands higher and larger, from above lower and smaller; in a canted picture everybody is
    turned about its middle.
    """
    near = replace(
        mark,
        y=mark.y + _LOWER_FROM_ABOVE * vantage.height,
        scale=mark.scale * (1 - _SMALLER_FROM_ABOVE * vantage.height),
    )
    x, y = turn((near.x, near.y), vantage.cant, about=(width / 2, MIDDLE * STAGE_HEIGHT))
    return replace(near, x=x, y=y)


def stand(figure: Figure, framing: Framing, scenery: Scenery, *, width: float, height: float, adult: float) -> Mark:
    """Work out where a figure stands.

    Args:
        figure: as placed by the board.
        framing: of the shot.
        scenery: of the place; says where the floor is and whether people sit.
        width: of the stage.
        height: of the figure from crown to sole, in figure units.
        adult: the same for a grown person, so that a child stands lower.
    """
    x = figure.x * width
    nearer = 1.0 / (1.0 + 0.35 * figure.depth) if figure.depth >= 0 else 1.0 - 0.3 * figure.depth
    scale = framing.scale * nearer
    blur = 0.0 if figure.depth == 0 else abs(figure.depth) * (framing.blur + 3) * (0.9 if figure.depth < 0 else 0.5)
    crown = 270.0  # figure units from the face's centre up to the crown
    if framing.standing:
        # Who is drawn larger than the place was built for stands nearer, and so lower in the frame.
        nearer = (framing.scale / _BUILT_FOR - 1) * (scenery.floor - _HORIZON) if framing.scale > _BUILT_FOR else 0.0
        ground = scenery.floor + nearer - 60 * figure.depth
        return Mark(x, ground - (height - crown) * scale, scale, blur if figure.depth < 0 else 0.0)
    if figure.depth < 0:
        outward = 0.07 * width * (1 if figure.x > 0.5 else -1)  # a shoulder frames the picture, it does not fill it
        return Mark(x + outward, framing.face + 130 + (adult - height) * scale * 0.35, scale, blur)
    shorter = (adult - height) * scale * 0.35
    return Mark(x, framing.face + shorter - 30 * figure.depth, scale, blur)
