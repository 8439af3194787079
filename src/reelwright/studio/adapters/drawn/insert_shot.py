"""Inserts: the one thing of an insert shot as a picture over its place, painted anew only when something in it moves.

Knows whose hand holds it, what time it is on it, and who is on a photograph. Refuses to know how things are painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from reelwright.film import Emotion, Insert, Shot, TimeOfDay
from reelwright.story import Cards, Person

from .canvas import Canvas
from .ensemble import look_of
from .people import figure_height, paint_layer
from .pixels import Picture, from_bgra
from .props import insert_is_moving, insert_steps, paint_insert
from .sprite import prop_seed
from .stage import STAGE_HEIGHT, FigureState, Layer, Light
from .strangers import two_strangers

_HOURS: Final = {TimeOfDay.DAWN: (5, 6), TimeOfDay.DAY: (9, 16), TimeOfDay.DUSK: (17, 19), TimeOfDay.NIGHT: (22, 23)}
"""What telephones say, by the light outside."""
_KEEP: Final = 8
"""Moments of an insert that are kept."""
_THREES: Final = 3
"""Frames for which a drawing of something that moves stands."""


class InsertShot:
    """What an insert shot shows.

    Args:
        shot: of which it is.
        insert: what is shown.
        cards: of the film.
        light: of the place.
        stage: its width in units.
        frame: pixels across and down.
    """

    def __init__(
        self, shot: Shot, insert: Insert, cards: Cards, *, light: Light, stage: float, frame: tuple[int, int]
    ) -> None:
        self._shot, self._shown, self._cards, self._light = shot, insert, cards, light
        self._stage, self._frame = stage, frame
        self._kept: dict[float, Picture] = {}

    def picture(self, share: float) -> Picture:
        """The thing and the hand that holds it when a share of the shot has passed."""
        insert, length = self._shown, self._shot.length
        moving = insert_is_moving(insert, share)
        moment = (
            round(share * length / _THREES) * _THREES / length
            if moving
            else max((step for step in insert_steps(insert) if step <= share), default=0.0)
        )
        if moment not in self._kept:
            if len(self._kept) > _KEEP:
                self._kept.clear()
            self._kept[moment] = self._paint(insert, moment)
        return self._kept[moment]

    def _paint(self, insert: Insert, moment: float) -> Picture:
        holder = self._cards.people.get(insert.held_by)
        look = look_of(holder, insert.look) if holder else None
        canvas = Canvas(*self._frame, scale=self._frame[1] / STAGE_HEIGHT)
        paint_insert(
            canvas,
            insert,
            width=self._stage,
            progress=moment,
            seed=prop_seed(insert.held_by, insert.prop),
            light=self._light,
            skin=holder.skin if holder else "#f6cfae",
            sleeve=look.colour if look else "#33405c",
            garment=look.garment if look else "",
            second=look.second_colour if look else "",
            hours=_HOURS[self._shot.setting.time],
            portraits=tuple(partial(_portrait, person) for person in self._on_photo(insert)),
        )
        return from_bgra(canvas.pixels())

    def _on_photo(self, insert: Insert) -> Sequence[Person]:
        """Who is on a photograph, the grown first: children stand before them; strangers where nobody is known."""
        known = [self._cards.people[person] for person in insert.shows if person in self._cards.people]
        if known or insert.prop != "photo":
            return sorted(known, key=lambda person: -figure_height(person))
        return two_strangers(prop_seed(insert.held_by, insert.prop))


def _portrait(person: Person, canvas: Canvas) -> None:
    """Somebody as a photograph shows them: from the front, in their first look, and happy."""
    state = FigureState(emotion=Emotion.HAPPY, intensity=0.7)
    for layer in Layer:
        paint_layer(canvas, layer, person, person.looks[0], state)
