"""Cels: a figure's layers as pictures on nothing, and the whole figure laid from them.

Knows where a cel lies and that only what is another cel now is laid anew. Refuses to know people, states
and paint (``sprite.py``).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from .pixels import Gray, Picture, Runs, put_over

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in even pixels of the figure's picture."""

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The last few results by key; the one unused longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._results: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The result of a key, made when it is not there."""
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        result = self._results[key] = make()
        if len(self._results) > self._most:
            self._results.popitem(last=False)
        return result


@dataclass(frozen=True, slots=True, eq=False)
class Cel:
    """A painted and lit piece, and where its top left corner lies in the figure's picture."""

    picture: Picture
    x: int
    y: int

    @property
    def box(self) -> Box:
        """The part of the figure's picture that it covers."""
        return self.x, self.y, self.x + self.picture.width, self.y + self.picture.height


@dataclass(frozen=True, slots=True, eq=False)
class BodyCels:
    """Torso and arms in one pose: without rim for laying heads over, finished, and the hands before it."""

    bare: Picture
    shown: Picture
    hands: Cel | None


@dataclass(slots=True, eq=False)
class HeadCels:
    """The part of the figure that changes with the head, but for the features.

    Args:
        below: the part up to the skin.
        front: what lies before the features.
        shown: all of it without features.
        runs: of the whole figure with this head, once they were looked for.
    """

    below: Cel
    front: Cel | None
    shown: Cel
    runs: Runs | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FaceCel:
    """The part of the figure around the features with a face in it; whether its outline is as without."""

    shown: Cel
    within: bool


class LaidFigure:
    """The whole figure as it was laid last: only what is another piece now is laid anew.

    Args:
        whole: the memory it is laid in.
    """

    def __init__(self, whole: Picture) -> None:
        self.whole = whole
        self._body: BodyCels | None = None
        self._head: HeadCels | None = None
        self._patch: FaceCel | None = None

    def lay(self, body: BodyCels, head: HeadCels | None, patch: FaceCel | None) -> None:
        """Make the whole show these."""
        if body is self._body and head is self._head and patch is self._patch:
            return
        uncovered = [piece.shown.box for piece in (self._head, self._patch) if piece]
        if body is not self._body:
            self.whole.take(body.shown)
        elif head is not self._head:
            for box in uncovered:
                _part(self.whole, box).take(_part(body.shown, box))
        elif self._patch and head:
            self._put(head.shown, within=self._patch.shown.box)
        if head and (body is not self._body or head is not self._head):
            self._put(head.shown)
        if patch:
            self._put(patch.shown)
        self._body, self._head, self._patch = body, head, patch
        self._find_runs(head, patch)

    def _put(self, piece: Cel, within: Box | None = None) -> None:
        if within is None:
            self.whole.paste(piece.picture, piece.x, piece.y)
        else:
            _part(self.whole, within).paste(piece.picture, piece.x - within[0], piece.y - within[1])

    def _find_runs(self, head: HeadCels | None, patch: FaceCel | None) -> None:
        """Features lie within the face: as long as that is so, one look for each head is enough."""
        known = head.runs if head and (patch is None or patch.within) else None
        self.whole.know_runs(known)
        if known is None and head and (patch is None or patch.within):
            head.runs = self.whole.runs()


def _part(picture: Picture, box: Box) -> Picture:
    return picture.part(box[0], box[1], box[2] - box[0], box[3] - box[1])


def put_cel(on: Cel, piece: Cel) -> None:
    """Put one cel over another, each where it lies in the figure's picture."""
    put_over(on.picture, piece.picture, piece.x - on.x, piece.y - on.y)


def half_alpha(picture: Picture) -> Gray:
    """How opaque a cel is, at half size."""
    if picture.alpha_half is None:  # pragma: no cover - pieces of figures have alpha
        raise AssertionError
    return picture.alpha_half
