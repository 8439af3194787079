"""The ensemble of a shot: who stands where, with their furniture, as the compositor meets them.

Knows marks, headroom, sprites and seats. Refuses to know frames of the film: what is handed out says
itself how it looks at one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from reelwright.film import Figure, Gesture, Posture
from reelwright.story import Cards, Look, Person

from ...errors import DrawingError
from ...model import TimedShot
from .bearing import Bearing, Room, kneels, level_of
from .camera import View as CameraView
from .framing import SHRINKS_TO, Framing, Mark, abreast, closer_to_child, headroom, nearer_to_small, seen_from, stand
from .furnishing import Canvassing, Furniture, Sitter, TableTop, furnish, table_of
from .ground import GroundShadow, is_seen
from .people import arms_width, crown_top, figure_height, kneel_drop, seat_drop, seated_body, shade_width, sole_of
from .performance import AtTable, Performance, rest_of, seed_of
from .presence import ArmsPresence, FigurePresence, PiecePresence, Presence
from .sprite import FigureSprite, prop_seed
from .stage import STAGE_HEIGHT, Scenery
from .vantage import EYE_LEVEL, Vantage

_ADULT_HEIGHT: Final = 2700.0
_ELBOWS_OUT: Final = frozenset({Gesture.HANDS_ON_HIPS, Gesture.SHRUG, Gesture.DANCE, Gesture.WAVE})
_SEVERAL: Final = 2
_SEEN_NOD: Final = 0.55
"""How far a head seems to nod that is seen from below or above, while it does not."""
_TABLE_REACH: Final = 260.0
"""How much higher than is comfortable a table may be for arms to lie on it, in figure units of somebody grown."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where an ensemble is seen, and in what.

    Args:
        furniture: of the place.
        stage: its width in units.
        pixel: pixels for each unit.
        frame: pixels across and down.
        fps: frames a second.
        views: the camera at several moments of the shot.
        vantage: how high it stands and how it leans.
    """

    framing: Framing
    scenery: Scenery
    furniture: Furniture
    stage: float
    pixel: float
    frame: tuple[int, int]
    fps: float
    views: Sequence[CameraView]
    vantage: Vantage = EYE_LEVEL


class Ensemble:
    """Everybody in one shot.

    Args:
        timed: the shot with its voiced lines.
        cards: of the film.
        standpoint: from where they are seen.
    """

    def __init__(self, timed: TimedShot, cards: Cards, standpoint: Standpoint) -> None:
        self._timed, self._shot, self._cards, self._from = timed, timed.shot, cards, standpoint
        self._light = standpoint.scenery.light

    def presences(self) -> list[Presence]:
        """People and furniture, the furthest first."""
        level = 0.0 if self._from.framing.standing else level_of(self._shot.figures)
        figures, fit = self._abreast(level)
        stood = [self._stand(figure, level, fit) for figure in sorted(figures, key=lambda each: -each.depth)]
        lower = self._headroom(stood)
        sitters = [self._sitter(figure, mark, bearing, mark.y + lower, level) for figure, mark, bearing in stood]
        table = table_of([each for each in sitters if each.depth >= 0], self._from.furniture)
        placed = [
            self._present(figure, mark, bearing, mark.y + lower, self._at_table(figure, sitter, table))
            for (figure, mark, bearing), sitter in zip(stood, sitters, strict=True)
        ]
        shadows = self._shadows(stood, placed, lower, level)
        furnished = self._furnished(placed, sitters)
        embraces = [ArmsPresence(presence) for presence in placed if presence.performance.embraces]
        return [*shadows, *furnished, *embraces]

    def _shadows(
        self,
        stood: Sequence[tuple[Figure, Mark, Bearing]],
        placed: Sequence[FigurePresence],
        lower: float,
        level: float,
    ) -> list[Presence]:
        """What those throw on the floor whose feet come into the frame."""
        shadows: list[Presence] = []
        for (figure, mark, bearing), presence in zip(stood, placed, strict=True):
            person, mark_y = person_of(figure, self._cards, self._timed), mark.y + lower
            sole = mark_y + sole_of(person) * mark.scale - level * bearing.drop
            if figure.depth < 0 or self._from.scenery.seated or not is_seen(sole, bearing.reach()[1], mark_y):
                continue
            shadows.append(
                GroundShadow(
                    bearing,
                    foot=(mark.x, sole),
                    half=shade_width(person) * mark.scale,
                    anchor=presence.anchor,
                    depth=figure.depth,
                    light=self._light,
                    pixel=self._from.pixel,
                )
            )
        return shadows

    def _sitter(self, figure: Figure, mark: Mark, bearing: Bearing, mark_y: float, level: float) -> Sitter:
        person = person_of(figure, self._cards, self._timed)
        seat_y = mark_y + (1 - level) * bearing.drop if bearing.sits else mark_y
        of_kind = partial(prop_seed, figure.whose or person.id)
        return Sitter(person, mark.x, seat_y, mark.scale, figure.depth, bearing, of_kind)

    def _at_table(self, figure: Figure, sitter: Sitter, table: TableTop | None) -> AtTable | None:
        """The table as somebody's arms find it; None where it is too high or too low for them."""
        if table is None or sitter not in table.people:
            return None
        top = round((table.y - sitter.y) / sitter.scale)
        if not sitter.bearing.sits:
            return AtTable(float(top), "")
        if not self._from.furniture.table:
            return None
        natural = sitter.body.table
        if not -_TABLE_REACH * sitter.body.scale <= top - natural <= 0.5 * _TABLE_REACH * sitter.body.scale:
            return None
        cup = bool(sitter.cup(self._from.furniture))
        return AtTable(float(top), rest_of(figure, seed_of(sitter.person.id, self._shot.setting.place), cup=cup))

    def _present(
        self, figure: Figure, mark: Mark, bearing: Bearing, mark_y: float, table: AtTable | None
    ) -> FigurePresence:
        person = person_of(figure, self._cards, self._timed)
        sprite = FigureSprite(
            person,
            look_of(person, figure.look),
            mark_x=mark.x,
            mark_y=mark_y,
            scale=mark.scale,
            light=self._light,
            stage=self._from.stage,
            pixel=self._from.pixel,
            frame=self._from.frame,
            blur=mark.blur,
            overhang=self._overhang(figure.depth, mark_y, bearing),
            whose=figure.whose,
            vantage=self._vantage_of(figure),
        )
        light = self._light.side
        performance = Performance(
            figure,
            self._timed,
            fps=self._from.fps,
            light=light,
            bearing=bearing,
            table=table,
            nod=self._vantage_of(figure).height * _SEEN_NOD,
        )
        sprite.reserve([performance.state(number) for number in range(0, self._shot.length, 2)])
        anchor = (mark.x * self._from.pixel, mark_y * self._from.pixel)
        return FigurePresence(sprite, performance, bearing, figure.depth, anchor)

    def _abreast(self, level: float) -> tuple[tuple[Figure, ...], float]:
        """The figures, those at the sides a little further in, and how much smaller all are to keep arms in frame."""
        figures, stage = self._shot.figures, self._from.stage
        least = SHRINKS_TO.get(self._shot.size)
        beside = [figure for figure in figures if figure.depth >= 0]
        if (
            least is None
            or level
            or len(beside) < 2
            or any(pose.posture is Posture.SIT for f in beside for pose in f.poses)
        ):
            return figures, 1.0
        fitted = {}
        for figure in beside:
            wide = any(pose.gesture in _ELBOWS_OUT for pose in figure.poses)
            half = arms_width(person_of(figure, self._cards, self._timed), figure.view, wide=wide)
            scale = self._from.framing.scale / (1 + 0.35 * figure.depth)
            fitted[figure.person] = abreast(figure.x * stage, half * scale, stage)
        moved = tuple(
            replace(f, x=fitted[f.person][0] / stage) if f.depth >= 0 and f.person in fitted else f for f in figures
        )
        return moved, max(least, min(share for _, share in fitted.values()))

    def _stand(self, figure: Figure, level: float, fit: float) -> tuple[Figure, Mark, Bearing]:
        """Where a figure stands before anybody looks at the frame's top, and how it bears itself there."""
        person = person_of(figure, self._cards, self._timed)
        framing = replace(self._from.framing, scale=self._from.framing.scale * fit)
        if level > 0 and len(self._shot.figures) == 1 and self._from.furniture.table:
            framing = nearer_to_small(framing, seated_body(person).table)
        elif len(self._shot.figures) == 1:
            framing = closer_to_child(framing, self._shot.size, figure_height(person) / _ADULT_HEIGHT)
        mark = stand(
            figure,
            framing,
            self._from.scenery,
            width=self._from.stage,
            height=figure_height(person),
            adult=_ADULT_HEIGHT if self._has_adult() else figure_height(person),
        )
        mark = seen_from(mark, self._vantage_of(figure), self._from.stage)
        lower = kneel_drop(person) if kneels(figure) else seat_drop(person)
        drop = 0.0 if self._from.scenery.seated else lower * mark.scale
        room = Room(mark.x, self._from.stage, mark.scale, drop, level)
        return figure, mark, Bearing(figure, room, frames=self._shot.length, fps=self._from.fps)

    def _vantage_of(self, figure: Figure) -> Vantage:
        """From where somebody is seen: a shoulder in the foreground leans with the picture and is no nearer."""
        return self._from.vantage if figure.depth >= 0 else replace(self._from.vantage, height=0.0)

    def _headroom(self, stood: Sequence[tuple[Figure, Mark, Bearing]]) -> float:
        """How much lower everybody must stand so that no hair touches the frame's top."""
        seen = [each for each in stood if each[0].depth >= 0]
        if self._from.framing.standing or not seen:
            return 0.0
        people = [person_of(figure, self._cards, self._timed) for figure, _, _ in seen]
        crowns = [
            crown_top(person, look_of(person, figure.look)) for person, (figure, _, _) in zip(people, seen, strict=True)
        ]
        tops = [
            mark.y + crown * mark.scale + bearing.highest()
            for crown, (_, mark, bearing) in zip(crowns, seen, strict=True)
        ]
        return headroom(tops, [mark.y for _, mark, _ in seen], max(view.zoom for view in self._from.views))

    def _furnished(self, people: list[FigurePresence], sitters: list[Sitter]) -> list[Presence]:
        """The people with their furniture: a seat behind each, and the table before all but shoulders."""
        shown = [each for each in sitters if each.depth >= 0]
        if not any(each.bearing.sits or each.bearing.tables for each in shown):
            return list(people)
        light, overhang = self._light, self._overhang(0.0, 0.0)
        how = Canvassing(light, self._from.stage, self._from.pixel, self._from.frame, overhang)
        furniture = self._from.furniture
        seats, table, lids = furnish(shown, furniture, how, whole=self._from.framing.standing)
        arms: list[Presence] = [ArmsPresence(figure) for figure in people if figure.performance.at_table]
        arms += [PiecePresence(lids)] if lids else []
        placed: list[Presence] = []
        for number, figure in enumerate(people):
            if number == len(shown) and table:
                placed += [PiecePresence(table), *arms]
            placed += [PiecePresence(seat) for behind, seat in seats if behind == number]
            placed.append(figure)
        return [*placed, PiecePresence(table), *arms] if table and len(people) == len(shown) else placed

    def _has_adult(self) -> bool:
        """Whether somebody grown stands in the shot: beside them a child stands lower."""
        return any(
            figure_height(person_of(figure, self._cards, self._timed)) > 0.8 * _ADULT_HEIGHT
            for figure in self._shot.figures
        )

    def _overhang(self, depth: float, y: float, bearing: Bearing | None = None) -> tuple[float, float]:
        """How far beyond the frame's edges the camera shows figures at most, in pixels.

        A figure that is lifted, or small about its face at ``y``, shows more of itself at the foot of the frame.
        """
        nearness = 1.0 if depth >= 0 else 1.5
        lifted, smallest = bearing.reach() if bearing else (0.0, 1.0)
        below = (lifted + max(0.0, STAGE_HEIGHT - y) * (1 / smallest - 1)) * self._from.pixel
        views = self._from.views
        reach = self._from.pixel * nearness
        return max(abs(v.x) for v in views) * reach + 8, max(abs(v.y) for v in views) * reach + 8 + below


def person_of(figure: Figure, cards: Cards, timed: TimedShot) -> Person:
    """Whom a figure of a shot shows.

    Raises:
        DrawingError: they have no card.
    """
    person = cards.people.get(figure.person)
    if person is None:
        raise DrawingError(
            f"shot {timed.shot.id} shows {figure.person!r}, who has no card",
            where=str(timed.shot.source),
            mend="write cast/NAME.toml, or name a person who has one",
        )
    return person


def look_of(person: Person, name: str) -> Look:
    """A look of a person by name.

    Raises:
        DrawingError: they have none of that name.
    """
    try:
        return person.look(name)
    except KeyError:
        raise DrawingError(
            f"{person.name} has no look called {name!r}",
            where=str(person.source or ""),
            mend=f"choose one of: {', '.join(look.name for look in person.looks)}",
        ) from None
