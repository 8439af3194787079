"""Sprites: pieces that are kept must show what fresh ones would."""

from dataclasses import replace

import cv2
import numpy as np

from reelwright.film import Emotion, Gesture
from reelwright.story import Look, Person
from reelwright.studio import MouthShape
from reelwright.studio.adapters.drawn.sprite import FigureSprite
from reelwright.studio.adapters.drawn.stage import FigureState, Light
from reelwright.studio.adapters.drawn.vantage import EYE_LEVEL, Vantage

LIN = Person(id="lin", name="Lin", gender="female", hair="long_straight", looks=(Look("day"),))
STATES = (
    FigureState(),
    FigureState(mouth=MouthShape.OPEN),
    FigureState(turn=0.4, roll=2.0, mouth=MouthShape.OPEN),
    FigureState(turn=0.4, roll=2.0, gesture=Gesture.POINT, reach=0.5),
    FigureState(emotion=Emotion.ANGRY, blink=1.0),
)


def sprite(scale: float = 0.5, light: Light | None = None) -> FigureSprite:
    """Lin, ready for all states."""
    made = FigureSprite(
        LIN, LIN.looks[0], mark_x=540, mark_y=700, scale=scale, light=light or Light(), stage=1080, pixel=0.25,
        frame=(270, 480),
    )  # fmt: skip
    made.reserve(list(STATES))
    return made


def test_what_is_kept_shows_what_is_painted_anew() -> None:
    """In whatever order states come and return, each looks as if the figure had just been painted."""
    used = sprite()
    for state in (*STATES, *reversed(STATES), STATES[2], STATES[0], STATES[3]):
        shown, fresh = used.picture(state), sprite().picture(state)
        assert (shown.luma == fresh.luma).all()
        assert (shown.cb == fresh.cb).all()
        assert shown.has_outline_of(fresh)
        assert shown.runs() == fresh.runs()


def test_figure_seen_from_a_vantage_is_all_there() -> None:
    """From below and in a picture that leans, as much of a figure is in its picture as its sizes ask for."""
    areas = []
    for vantage in (EYE_LEVEL, Vantage(-1.0, 4.5)):
        small = FigureSprite(
            LIN, LIN.looks[0], mark_x=540, mark_y=500, scale=0.3, light=Light(), stage=1080, pixel=0.5,
            frame=(540, 960), vantage=vantage,
        )  # fmt: skip
        alpha = small.picture(FigureState(gesture=Gesture.POINT)).alpha
        assert alpha is not None
        areas.append(float(alpha.sum()))
    assert Vantage(-1.0).body ** 2 * 0.94 < areas[1] / areas[0] < Vantage(-1.0).body ** 2


def test_states_differ() -> None:
    """A mouth, a turned head, a gesture and a blink each show."""
    one = sprite()
    pictures = [one.picture(state).luma.copy() for state in STATES]
    for number, picture in enumerate(pictures):
        assert all((picture != other).any() for other in pictures[number + 1 :])


def test_edge_light_falls_on_edges_only() -> None:
    """Where the part that moves with the head ends over the shoulders, no bright line shows."""
    dark = Light(rim=("#ffffff", "#ffffff"), rim_strength=0.0)
    lit = replace(dark, rim_strength=1.0)
    with_rim, without = sprite(1.2, lit).picture(FigureState()), sprite(1.2, dark).picture(FigureState())
    assert with_rim.alpha is not None
    solid = np.pad((with_rim.alpha == 255).astype(np.uint8), 1)
    inside = cv2.erode(solid, np.ones((15, 15), np.uint8), borderValue=0)[1:-1, 1:-1] > 0
    assert inside.sum() > 5000
    assert (with_rim.luma == without.luma)[inside].all()
    assert (with_rim.luma != without.luma).any()
