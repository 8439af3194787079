"""A figure: one person in one look in one state, drawn layer by layer.

Knows which painter draws which layer in which view, and how far each layer can reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reelwright.film import View
from reelwright.story import Look, Person

from ..canvas import Canvas
from ..stage import FigureState, Layer, state_for
from .aim import BOWED, NECK, aim_of
from .back_body import paint_back_body, paint_back_head
from .beards import paint_beard
from .body import PropPainter, paint_body, paint_hands, stand_in
from .face import paint_face
from .glasses import paint_earrings, paint_glasses
from .hair import fringe_of, paint_back_front, paint_front, paint_rear, paint_side_front
from .hats import hat_shadow, paint_hat, paint_hat_behind
from .head import paint_head
from .marks import skin_marks
from .profile import paint_side_face, paint_side_head
from .proportions import body_of, bow_drop, head_of
from .side_body import bent, paint_side_body, paint_side_hands
from .side_wear import paint_side_beard, paint_side_earring, paint_side_glasses, paint_turned_hat


def paint_layer(
    canvas: Canvas, layer: Layer, person: Person, look: Look, state: FigureState, *, prop: PropPainter | None = None
) -> None:
    """Draw one layer of a figure in figure units, (0, 0) being the centre of its face.

    Args:
        canvas: where to; its present transform places and scales the figure.
        layer: which layer.
        person: who.
        look: what the person wears.
        state: everything else; only the fields that the layer depends on are read.
        prop: draws what is held; the project's own props when not given.
    """
    state = state_for(layer, state)
    _PAINTERS[layer](canvas, person, look, state, prop or _own_prop)


def _own_prop(canvas: Canvas, kind: str) -> None:
    try:
        from ..props import paint_prop  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - props know nothing of people
    except ImportError:
        stand_in(canvas, kind)
        return
    paint_prop(canvas, kind)


@contextmanager
def _head(canvas: Canvas, person: Person, state: FigureState) -> Iterator[None]:
    stoop = body_of(person).stoop
    low = (BOWED + bow_drop(person)) * state.bow
    with canvas.at(0, state.pitch * 5 + stoop + low, degrees=state.roll, pivot=NECK):
        yield


@contextmanager
def _profile(canvas: Canvas, person: Person, state: FigureState, *, head: bool = True) -> Iterator[int]:
    """Room to draw a side view looking to frame right; gives the side of the light in that room."""
    facing = state.facing or 1
    stoop = body_of(person).stoop
    with canvas.at(scale=float(facing), scale_y=1.0):
        if not head:
            yield state.light * facing
            return
        lean = state.roll * facing + state.pitch * 9
        nodding = canvas.at(stoop * 0.8, stoop, degrees=lean, pivot=(-30.0, 150.0))
        with bent(canvas, body_of(person), state.bow), nodding:
            yield state.light * facing


def _rear(canvas: Canvas, person: Person, look: Look, state: FigureState, _: PropPainter) -> None:
    if state.view is not View.FACE:
        return
    with _head(canvas, person, state):
        paint_hat_behind(canvas, look, aim_of(state))
        paint_rear(canvas, person, state, hat=look.hat != "none")


def _body(canvas: Canvas, person: Person, look: Look, state: FigureState, prop: PropPainter) -> None:
    match state.view:
        case View.PROFILE:
            with _profile(canvas, person, state, head=False) as light:
                paint_side_body(canvas, person, look, state, light)
        case View.BACK:
            paint_back_body(canvas, person, look, state, prop)
        case _:
            paint_body(canvas, person, look, state)


def _skin(canvas: Canvas, person: Person, look: Look, state: FigureState, _: PropPainter) -> None:
    if state.view is View.PROFILE:
        with _profile(canvas, person, state) as light:
            paint_side_head(canvas, person, state, light)
            paint_side_beard(canvas, person, head_of(person))
        return
    with _head(canvas, person, state):
        if state.view is View.BACK:
            paint_back_head(canvas, person, state)
            return
        bare = person.hair in {"bald", "buzz", "receding"}
        shade = [*fringe_of(person, state, hat=look.hat != "none"), *hat_shadow(look, aim_of(state))]
        paint_head(canvas, person, state, shade, skull=bare)
        paint_beard(canvas, person, head_of(person), aim_of(state), state.light)
        skin_marks(canvas, head_of(person), aim_of(state), state.marks)


def _face(canvas: Canvas, person: Person, _look: Look, state: FigureState, _: PropPainter) -> None:
    if state.view is View.PROFILE:
        with _profile(canvas, person, state) as light:
            paint_side_face(canvas, person, state, light)
    elif state.view is View.FACE:
        with _head(canvas, person, state):
            paint_face(canvas, person, state)


def _front(canvas: Canvas, person: Person, look: Look, state: FigureState, _: PropPainter) -> None:
    hat = look.hat != "none"
    if state.view is View.PROFILE:
        with _profile(canvas, person, state) as light:
            paint_side_front(canvas, person, state.sway * (state.facing or 1), light, hat=hat)
            paint_side_earring(canvas, person)
            paint_side_glasses(canvas, person, head_of(person))
            paint_turned_hat(canvas, look, behind=False)
        return
    with _head(canvas, person, state):
        if state.view is View.BACK:
            paint_back_front(canvas, person, state.sway, state.light, hat=hat)
            paint_turned_hat(canvas, look, behind=True)
            return
        aim = aim_of(state)
        paint_front(canvas, person, state, hat=hat)
        paint_earrings(canvas, person, aim)
        paint_glasses(canvas, person, head_of(person), aim)
        paint_hat(canvas, look, aim, state.light)


def _hands(canvas: Canvas, person: Person, look: Look, state: FigureState, prop: PropPainter) -> None:
    match state.view:
        case View.PROFILE:
            with _profile(canvas, person, state, head=False) as light:
                paint_side_hands(canvas, person, look, state, light, prop)
        case View.BACK:
            return  # beyond the trunk: the body's layer has drawn them
        case _:
            paint_hands(canvas, person, look, state, prop)


_PAINTERS: dict[Layer, Callable[[Canvas, Person, Look, FigureState, PropPainter], None]] = {
    Layer.REAR: _rear,
    Layer.BODY: _body,
    Layer.HEAD: _skin,
    Layer.FACE: _face,
    Layer.FRONT: _front,
    Layer.HANDS: _hands,
}
