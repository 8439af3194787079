"""The drawn renderer: films a shot with people, places and things drawn in code.

What can be painted once is painted before the first frame: the place for this framing, the light,
the words. For each frame the camera moves the sheets, the figures take their state, and the result
goes to the encoder in its own colours. The same job gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.film import (
    SEATED_KINDS,
    CameraMove,
    Emotion,
    Figure,
    Insert,
    Mood,
    Plain,
    Setting,
    ShotKind,
    Transition,
)
from reelwright.story import Look, Person, Place

from ...errors import DrawingError
from ...model import ShootJob, Take, TimedShot
from ...subtitles import Cue, subtitle_cues
from ..x264 import ENCODER_VERSION, TakeEncoder, encoder_recipe
from .backdrop import Backdrop, Sheet, paint_backdrop
from .bearing import Bearing, Room, level_of
from .camera import View as CameraView
from .camera import ease, moves_in_depth, view_at
from .canvas import Canvas
from .framing import Framing, Mark, frame_shot, headroom, nearer_to_small, stage_width, stand
from .furnishing import Canvassing, Sitter, furnish, furniture_of
from .people import crown_top, figure_height, paint_layer, seat_drop, seated_body
from .performance import Performance, seed_of
from .pixels import Frame, Picture, as_jpeg, defocused, fade_to, from_bgra, mix_pictures, put_over, resample, thinned
from .places import paint_place
from .presence import FigurePresence, PiecePresence, Presence
from .props import insert_is_moving, insert_steps, paint_insert
from .sprite import FigureSprite, prop_seed
from .stage import STAGE_HEIGHT, FigureState, Layer, Scenery
from .weather import Air
from .words import Lettering, Placed, vignette

VERSION: Final = 13
"""Goes up whenever the same job would be drawn differently; takes made before are then not reused."""

_MIX_FRAMES: Final = {Transition.DISSOLVE: 14, Transition.WIPE: 12}
_FADE_FRAMES: Final = {Transition.FADE: 12, Transition.FLASH: 9}
_ON_ONES: Final = frozenset({CameraMove.PAN_LEFT, CameraMove.PAN_RIGHT, CameraMove.TILT_UP, CameraMove.TILT_DOWN})
_FAST_AT_FIRST: Final = frozenset({CameraMove.WHIP, CameraMove.SHOCK})
_STILL_AT: Final = 0.45
"""Share of a shot at which its still is taken: past the blink and the transition at its beginning."""
_STILL_HEIGHT: Final = 640
_PASSES_AT: Final = 2.6
"""How much larger what comes past is at first than it was painted."""
_SHRINKS: Final = 0.27
"""To what share of that it has shrunk when it is gone."""
_OUT_OF_FOCUS: Final = 11.0
"""How soft people are while the focus still lies behind them: sigma in figure units."""
_BEHIND_WORDS: Final = 8.0
"""How soft a place is behind a title: sigma in stage units."""
_BLACK: Final = 16
_WHITE: Final = 235


class DrawnRenderer:
    """Films shots by drawing them; needs no network, no key and no GPU."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version: changes whenever the same job would look different."""
        versions = {"version": VERSION, "encoder_version": ENCODER_VERSION}
        return {"renderer": "drawn", **versions, "opencv": cv2.__version__, "pyav": av.__version__}

    def shoot(self, job: ShootJob, *, progress: Callable[[int, int], None] | None = None) -> Take:
        """Film one shot.

        Raises:
            DrawingError: the shot cannot be drawn; says why and what to do.
        """
        cv2.setNumThreads(1)  # one process a shot fills the machine; OpenCV's own threads would only contend
        frames = job.timed.shot.length
        if frames < 1:
            raise DrawingError(f"shot {job.timed.shot.id} has no length", mend="voice its lines before it is shot")
        still = b""
        with TakeEncoder(job.settings) as encoder:
            for number, (picture, again) in enumerate(_compose_frames(job)):
                if again:
                    encoder.repeat()
                else:
                    encoder.add(picture)
                if number == round(_STILL_AT * (frames - 1)):
                    still = as_jpeg(picture, _STILL_HEIGHT)
                if progress:
                    progress(number + 1, frames)
            film = encoder.finish()
        receipt: dict[str, Plain] = {**self.recipe, "encoder": encoder_recipe(job.settings), "source_type": "drawn"}
        return Take(film, frames, receipt, still)


def compose_frames(job: ShootJob) -> Iterator[NDArray[np.uint8]]:
    """The frames of a shot one after another, as I420 arrays that are reused: copy what you keep."""
    return (frame for frame, _ in _compose_frames(job))


def _compose_frames(job: ShootJob) -> Iterator[tuple[NDArray[np.uint8], bool]]:
    """The frames, and whether each is the one before once more."""
    set_up = ShotSetUp(job.timed, job)
    shot = job.timed.shot
    mixed = _MIX_FRAMES.get(shot.transition, 0)
    tail: Picture | None = None
    if mixed and job.previous:
        last = ShotSetUp(job.previous, job)
        tail = last.compose(max(0, job.previous.shot.length - 1)).copy()
    for number in range(shot.length):
        if number > mixed and set_up.repeats(number):
            yield set_up.frame.i420, True
            continue
        picture = set_up.compose(number)
        if tail and number < mixed:
            _take_over(picture, tail, shot.transition, (number + 1) / (mixed + 1))
        set_up.letter(number)
        yield set_up.frame.i420, False


def _take_over(picture: Picture, tail: Picture, transition: Transition, share: float) -> None:
    if transition is Transition.WIPE:
        edge = round(picture.width * ease(share) / 2) * 2
        picture.luma[:, edge:] = tail.luma[:, edge:]
        picture.cb[:, edge // 2 :] = tail.cb[:, edge // 2 :]
        picture.cr[:, edge // 2 :] = tail.cr[:, edge // 2 :]
    else:
        mix_pictures(picture, tail, 1 - ease(share))


@lru_cache(maxsize=6)
def backdrop_of(
    place: Place,
    setting: Setting,
    mood: Mood,
    *,
    stage: float,
    framing: Framing,
    frame: tuple[int, int],
    parallax: bool,
    focus_x: float,
    rack: bool,
) -> Backdrop:
    """A place painted for one framing; a process films many shots in one place and paints it once."""
    scenery = paint_place(place, setting, mood=mood, width=stage)
    return paint_backdrop(scenery, framing, stage=stage, frame=frame, parallax=parallax, focus_x=focus_x, rack=rack)


class ShotSetUp:
    """One shot made ready: place painted, figures placed, words set.

    Args:
        timed: the shot with its voiced lines.
        job: settings and cards that it is filmed with.
    """

    def __init__(self, timed: TimedShot, job: ShootJob) -> None:
        self._timed, self._shot, self._cards, self._settings = timed, timed.shot, job.cards, job.settings
        self._label_frames = job.label_frames
        self._fps = float(job.settings.rate.ratio)
        size = job.settings.size
        self._size = (size.width, size.height)
        self._stage = stage_width(size)
        self._pixel = size.height / STAGE_HEIGHT
        self._seed = seed_of(self._shot.id, self._shot.setting.place)
        self._phase = self._seed % 628 / 100
        self.frame = Frame(size.width, size.height)
        self._scene = Frame(size.width, size.height).picture
        self._scene_of = -1
        self._framing = self._choose_framing()
        self._scenery = self._paint_scenery()
        self._backdrop = self._make_backdrop()
        self._figures = self._place_figures()
        self._inserts: dict[float, Picture] = {}
        sky = self._scenery.sky
        weather = self._shot.setting.weather
        self._air = Air(
            weather if sky else type(weather).CLEAR,
            self._scenery.motes,
            frame=self._size,
            stage=self._stage,
            seed=self._seed,
        )
        self._vignette = vignette(size.width, size.height, 0.5)
        self._words = Lettering(self._size, self._stage)
        self._lettering = self._set_words()

    # --- a frame -------------------------------------------------------------------------------

    def compose(self, number: int) -> Picture:
        """Draw a frame without its words into the set-up's own memory."""
        picture = self.frame.picture
        drawn = self._drawn_at(number)
        if drawn != self._scene_of and self.repeats(number + 1):
            self._compose_scene(picture, drawn)  # shown once: nobody needs a copy without air and words
        else:
            if drawn != self._scene_of:
                self._compose_scene(self._scene, drawn)
                self._scene_of = drawn
            picture.take(self._scene)
        seconds = (drawn if self._air.slow else number) / self._fps
        self._air.float_in(picture, seconds)
        self._air.fall(picture, seconds, near=True)
        self._finish(picture, number)
        return picture

    def repeats(self, number: int) -> bool:
        """Whether a frame is the one before once more: nothing in it moves, fades or is read anew."""
        if not number or self._drawn_at(number) != self._drawn_at(number - 1):
            return False
        quiet = self._air.still or self._air.slow
        return quiet and not self._fades(number - 1) and self._words_at(number) == self._words_at(number - 1)

    def _drawn_at(self, number: int) -> int:
        """Which frame's drawing is shown: figures and slow cameras move on twos, fast ones on ones."""
        move = self._shot.camera.move
        fast = move in _ON_ONES or (move in _FAST_AT_FIRST and number / self._fps < 0.9)
        return number if fast else number - number % 2

    def _compose_scene(self, picture: Picture, number: int) -> None:
        """Draw the place, the insert and the people as they are at a frame."""
        shot = self._shot
        seconds, share = number / self._fps, number / max(1, shot.length - 1)
        camera = view_at(shot.camera, share, seconds, phase=self._phase)
        for sheet in self._backdrop.behind:
            if sheet.recedes:
                self._put_passing(picture, sheet, seconds)
            else:
                self._put_sheet(picture, sheet, camera)
        self._air.fall(picture, seconds, near=False)
        if shot.insert:
            put_over(picture, self._insert(share), 0, 0)
        for placed in self._figures:
            self._put_figure(picture, placed, number, camera)
        for sheet in self._backdrop.before:
            self._put_sheet(picture, sheet, camera)
        self._vignette.darken(picture.luma)

    def letter(self, number: int) -> None:
        """Put the words of a frame over what ``compose`` drew."""
        for placed in self._words_at(number):
            put_over(self.frame.picture, placed.picture, placed.x, placed.y)

    def _words_at(self, number: int) -> list[Placed]:
        return [placed for first, last, placed in self._lettering if first <= number < last]

    def _fades(self, number: int) -> bool:
        """Whether the shot still fades in, or is smeared by a whip, at a frame."""
        return number < _FADE_FRAMES.get(self._shot.transition, 0) or self._smear(number) > 8

    def _smear(self, number: int) -> float:
        return view_at(self._shot.camera, 0.0, number / self._fps, phase=self._phase).smear

    def _finish(self, picture: Picture, number: int) -> None:
        flash = self._air.flash(number / self._fps)
        if flash > 0:
            fade_to(picture, _WHITE, min(0.6, flash))
        smear = self._smear(number)
        if smear > 8:
            reach = max(3, round(smear * self._pixel)) | 1
            for plane, across in ((picture.luma, reach), (picture.cb, reach // 2 | 1), (picture.cr, reach // 2 | 1)):
                plane[:] = cv2.blur(plane, (across, 1))
        fade = _FADE_FRAMES.get(self._shot.transition, 0)
        if number < fade:
            level = _WHITE if self._shot.transition is Transition.FLASH else _BLACK
            fade_to(picture, level, 1 - ease((number + 1) / (fade + 1)))

    def _put_sheet(self, picture: Picture, sheet: Sheet, camera: CameraView) -> None:
        width, height = self._size
        pull = min(1.6, 0.25 + 0.75 * sheet.depth)
        zoom = 1 + (camera.zoom - 1) * pull
        step = 1 / zoom
        source = sheet.picture
        if sheet.soft is not None and camera.focus > 0:
            source = sheet.soft if camera.focus >= 1 else _between(sheet.picture, sheet.soft, camera.focus)
        x = sheet.border[0] + width / 2 * (1 - step) + camera.x * self._pixel * pull
        y = sheet.border[1] + height * 0.45 * (1 - step) + camera.y * self._pixel * pull
        first = 0 if y >= sheet.top else min(height - 2, _even(math.ceil((sheet.top - y) / step) / 2 * 2))
        last = min(height, _even((sheet.top + source.height - y) / step) - 2) if source.alpha is not None else height
        if last - first >= 2:
            begin = y + first * step - sheet.top
            put_over(picture, resample(source, x, begin, step, width, last - first), 0, first)

    def _put_passing(self, picture: Picture, sheet: Sheet, seconds: float) -> None:
        """Put a sheet twice, half a period apart: each copy fades in near, shrinks away and fades out far off."""
        width, height = self._size
        (x, y), (border_x, border_y) = sheet.vanishing, sheet.border
        for half in (0.0, 0.5):
            phase = (seconds * sheet.recedes + half + self._phase) % 1
            share = math.sin(math.pi * phase) ** 2
            size = _PASSES_AT * _SHRINKS**phase
            left, right = max(0, x - border_x - x * size), min(width, x - border_x + (sheet.picture.width - x) * size)
            top, bottom = max(0, y - border_y - y * size), min(height, y - border_y + (sheet.picture.height - y) * size)
            left, top = 2 * math.ceil(left / 2), 2 * math.ceil(top / 2)
            across, down = _even(right - left) - 2, _even(bottom - top) - 2
            if share < 0.02 or across < 2 or down < 2:
                continue
            begin_x, begin_y = x + (left + border_x - x) / size, y + (top + border_y - y) / size
            part = resample(sheet.picture, begin_x, begin_y, 1 / size, across, down)
            put_over(picture, thinned(part, share), left, top)

    def _put_figure(self, picture: Picture, placed: Presence, number: int, camera: CameraView) -> None:
        figure = placed.picture(number)
        if camera.focus < 0.98 and placed.depth >= 0:
            figure = defocused(figure, _OUT_OF_FOCUS * (1 - camera.focus) * self._framing.scale * self._pixel)
        (left, top), (anchor_x, anchor_y) = placed.corner, placed.anchor
        nearness = 1.0 if placed.depth >= 0 else 1.5
        zoom = 1 + (camera.zoom - 1) * nearness
        middle_x, middle_y = self._size[0] / 2, self._size[1] * 0.45
        breath = placed.breath(number) * 2.2 * self._framing.scale * self._pixel
        dx, dy, grow = placed.way(number)
        at_x = anchor_x + (left - anchor_x) * grow + (dx - camera.x * nearness) * self._pixel
        at_y = anchor_y + (top - anchor_y) * grow + (dy - camera.y * nearness) * self._pixel
        x, y = middle_x + (at_x - middle_x) * zoom, middle_y + (at_y - middle_y) * zoom - breath
        zoom *= grow
        if abs(zoom - 1) < 1e-4:
            put_over(picture, figure, round(x), round(y))
            return
        # Even pixels of the frame, so that chroma lies where luma does, and the fraction of the
        # sprite's pixel at their edge: a slow zoom moves smoothly although blocks are of whole pixels.
        ink_left, ink_top, ink_right, ink_bottom = figure.ink()
        left = 2 * max(0, math.ceil((x + max(0, ink_left - 2) * zoom) / 2))
        top = 2 * max(0, math.ceil((y + max(0, ink_top - 2) * zoom) / 2))
        width = _even(min(self._size[0], x + min(figure.width * zoom - 3, (ink_right + 2) * zoom)) - left)
        height = _even(min(self._size[1], y + min(figure.height * zoom - 3, (ink_bottom + 2) * zoom)) - top)
        if width >= 2 and height >= 2:
            part = resample(figure, (left - x) / zoom, (top - y) / zoom, 1 / zoom, width, height)
            put_over(picture, part, left, top)

    def _insert(self, share: float) -> Picture:
        insert = self._shot.insert
        if insert is None:  # pragma: no cover - asked only for inserts
            raise AssertionError
        moving = insert_is_moving(insert, share)
        moment = (
            round(share * self._shot.length / 3) * 3 / self._shot.length
            if moving
            else max((step for step in insert_steps(insert) if step <= share), default=0.0)
        )
        kept = self._inserts.get(moment)
        if kept is None:
            holder = self._cards.people.get(insert.held_by)
            canvas = Canvas(*self._size, scale=self._pixel)
            look = _look(holder, insert.look) if holder else None
            paint_insert(
                canvas,
                insert,
                width=self._stage,
                progress=moment,
                seed=prop_seed(insert.held_by, insert.prop),
                light=self._scenery.light,
                skin=holder.skin if holder else "#f6cfae",
                sleeve=look.colour if look else "#33405c",
                garment=look.garment if look else "",
                second=look.second_colour if look else "",
                portraits=tuple(partial(_portrait, self._cards.people[person]) for person in self._on_photo(insert)),
            )
            kept = from_bgra(canvas.pixels())
            if len(self._inserts) > 8:
                self._inserts.clear()
            self._inserts[moment] = kept
        return kept

    def _on_photo(self, insert: Insert) -> list[str]:
        """Who is on a photograph, the grown first: children stand before them."""
        known = [person for person in insert.shows if person in self._cards.people]
        return sorted(known, key=lambda person: -figure_height(self._cards.people[person]))

    # --- making ready --------------------------------------------------------------------------

    def _choose_framing(self) -> Framing:
        if self._shot.card is not None:  # words are read before a place that is out of focus, its own signs too
            return replace(frame_shot(self._shot.size, self._stage), blur=_BEHIND_WORDS)
        beside = sum(figure.depth >= 0 for figure in self._shot.figures)
        seated = beside > 0 and level_of(self._shot.figures) > 0
        at_table = seated and bool(furniture_of(self._place().kind).table)
        in_seats = beside > 0 and self._place().kind in SEATED_KINDS
        return frame_shot(self._shot.size, self._stage, people=beside, at_table=at_table, in_seats=in_seats)

    def _place(self) -> Place:
        place = self._cards.places.get(self._shot.setting.place)
        if place is None:
            raise DrawingError(
                f"shot {self._shot.id} plays in {self._shot.setting.place!r}, which has no card",
                where=str(self._shot.source),
                mend="write places/NAME.toml, or name a place that has one",
            )
        return place

    def _paint_scenery(self) -> Scenery:
        return paint_place(self._place(), self._shot.setting, mood=self._shot.mood, width=self._stage)

    def _make_backdrop(self) -> Backdrop:
        shot = self._shot
        still = shot.kind in {ShotKind.INSERT, ShotKind.TITLE, ShotKind.NEXT_TIME}
        focus_x = 0.5 if not shot.figures or self._framing.standing else 0.42 + 0.16 * shot.figures[0].x
        return backdrop_of(
            self._place(),
            shot.setting,
            shot.mood,
            stage=self._stage,
            framing=self._framing,
            frame=self._size,
            parallax=moves_in_depth(shot.camera) and not still and self._framing.zoom < 1.15,
            focus_x=round(focus_x, 2),
            rack=shot.camera.move is CameraMove.RACK,
        )

    def _place_figures(self) -> list[Presence]:
        level = 0.0 if self._framing.standing else level_of(self._shot.figures)
        stood = [self._stand(figure, level) for figure in sorted(self._shot.figures, key=lambda each: -each.depth)]
        lower = self._headroom(stood)
        placed, sitters = [], []
        for figure, mark, bearing in stood:
            person, mark_y = self._person(figure), mark.y + lower
            sprite = FigureSprite(
                person,
                _look(person, figure.look),
                mark_x=mark.x,
                mark_y=mark_y,
                scale=mark.scale,
                light=self._scenery.light,
                stage=self._stage,
                pixel=self._pixel,
                frame=self._size,
                blur=mark.blur,
                overhang=self._overhang(figure.depth, mark_y, bearing),
                whose=figure.whose,
            )
            light = self._scenery.light.side
            performance = Performance(figure, self._timed, fps=self._fps, light=light, bearing=bearing)
            sprite.reserve([performance.state(number) for number in range(0, self._shot.length, 2)])
            anchor = (mark.x * self._pixel, mark_y * self._pixel)
            placed.append(FigurePresence(sprite, performance, bearing, figure.depth, anchor))
            seat_y = mark_y + (1 - level) * bearing.drop if bearing.sits else mark_y
            of_kind = partial(prop_seed, figure.whose or person.id)
            sitters.append(Sitter(person, mark.x, seat_y, mark.scale, figure.depth, bearing, of_kind))
        return self._furnished(placed, sitters)

    def _stand(self, figure: Figure, level: float) -> tuple[Figure, Mark, Bearing]:
        """Where a figure stands before anybody looks at the frame's top, and how it bears itself there."""
        person = self._person(figure)
        framing = self._framing
        if level > 0 and len(self._shot.figures) == 1 and furniture_of(self._place().kind).table:
            framing = nearer_to_small(framing, seated_body(person).table)
        mark = stand(
            figure,
            framing,
            self._scenery,
            width=self._stage,
            height=figure_height(person),
            adult=_ADULT_HEIGHT if self._has_adult() else figure_height(person),
        )
        drop = 0.0 if self._scenery.seated else seat_drop(person) * mark.scale
        room = Room(mark.x, self._stage, mark.scale, drop, level)
        return figure, mark, Bearing(figure, room, frames=self._shot.length, fps=self._fps)

    def _headroom(self, stood: Sequence[tuple[Figure, Mark, Bearing]]) -> float:
        """How much lower everybody must stand so that no hair touches the frame's top."""
        seen = [each for each in stood if each[0].depth >= 0]
        if self._framing.standing or not seen:
            return 0.0
        people = [self._person(figure) for figure, _, _ in seen]
        crowns = [
            crown_top(person, _look(person, figure.look)) for person, (figure, _, _) in zip(people, seen, strict=True)
        ]
        tops = [
            mark.y + crown * mark.scale + bearing.highest()
            for crown, (_, mark, bearing) in zip(crowns, seen, strict=True)
        ]
        return headroom(tops, [mark.y for _, mark, _ in seen], max(view.zoom for view in self._views()))

    def _furnished(self, people: list[FigurePresence], sitters: list[Sitter]) -> list[Presence]:
        """The people with their furniture: a seat behind each, and the table before all but shoulders."""
        shown = [each for each in sitters if each.depth >= 0]
        if not any(each.bearing.sits or each.bearing.tables for each in shown):
            return list(people)
        light, overhang = self._scenery.light, self._overhang(0.0, 0.0)
        how = Canvassing(light, self._stage, self._pixel, self._size, overhang)
        furniture = furniture_of(self._place().kind)
        seats, table = furnish(shown, furniture, how, whole=self._framing.standing)
        placed: list[Presence] = []
        for number, figure in enumerate(people):
            if number == len(shown) and table:
                placed.append(PiecePresence(table))
            placed += [PiecePresence(seat) for behind, seat in seats if behind == number]
            placed.append(figure)
        return [*placed, PiecePresence(table)] if table and len(people) == len(shown) else placed

    def _has_adult(self) -> bool:
        """Whether somebody grown stands in the shot: beside them a child stands lower."""
        return any(figure_height(self._person(figure)) > 0.8 * _ADULT_HEIGHT for figure in self._shot.figures)

    def _overhang(self, depth: float, y: float, bearing: Bearing | None = None) -> tuple[float, float]:
        """How far beyond the frame's edges the camera shows figures at most, in pixels.

        A figure that is lifted, or small about its face at ``y``, shows more of itself at the foot of the frame.
        """
        nearness = 1.0 if depth >= 0 else 1.5
        lifted, smallest = bearing.reach() if bearing else (0.0, 1.0)
        below = (lifted + max(0.0, STAGE_HEIGHT - y) * (1 / smallest - 1)) * self._pixel
        views = self._views()
        reach = self._pixel * nearness
        return max(abs(v.x) for v in views) * reach + 8, max(abs(v.y) for v in views) * reach + 8 + below

    def _views(self) -> list[CameraView]:
        """The camera at every third frame."""
        length = self._shot.length
        return [
            view_at(self._shot.camera, number / max(1, length - 1), number / self._fps, phase=self._phase)
            for number in range(0, length, 3)
        ]

    def _person(self, figure: Figure) -> Person:
        person = self._cards.people.get(figure.person)
        if person is None:
            raise DrawingError(
                f"shot {self._shot.id} shows {figure.person!r}, who has no card",
                where=str(self._shot.source),
                mend="write cast/NAME.toml, or name a person who has one",
            )
        return person

    def _set_words(self) -> list[tuple[int, int, Placed]]:
        shot, settings = self._shot, self._settings
        words: list[tuple[int, int, Placed]] = []
        if shot.card:
            accent = _ACCENTS[shot.mood]
            card = self._words.card(shot.card, accent=accent, next_time=shot.kind is ShotKind.NEXT_TIME)
            words.append((0 if shot.kind is not ShotKind.TITLE else 4, shot.length, card))
        if settings.subtitles and self._timed.lines:
            words += [self._subtitle(cue) for cue in self._cues()]
        if settings.label:
            large = min(self._label_frames, shot.length)
            if large:
                words.append((0, large, self._words.label(settings.label, large=True)))
            words.append((large, shot.length, self._words.label(settings.label, large=False)))
        return words

    def _cues(self) -> tuple[Cue, ...]:
        alone = TimedShot(self._shot, self._timed.lines, 0)
        return subtitle_cues((alone,), self._cards, language=self._settings.language, rate=self._settings.rate)

    def _subtitle(self, cue: Cue) -> tuple[int, int, Placed]:
        placed = self._words.subtitle(tuple(cue.lines), speaker=cue.speaker, colour=cue.colour)
        return cue.start, cue.end, placed


_ADULT_HEIGHT: Final = 2700.0

_ACCENTS: Final = {
    Mood.CALM: "#5fb0d8",
    Mood.WARM: "#f2a24b",
    Mood.ROMANTIC: "#ff6f9f",
    Mood.PLAYFUL: "#ffb52e",
    Mood.COMIC: "#ffd02e",
    Mood.SAD: "#6f8fff",
    Mood.TENSE: "#ff4f6e",
    Mood.ANGRY: "#ff3b30",
    Mood.FEARFUL: "#8f6fff",
    Mood.MYSTERIOUS: "#35c6b8",
    Mood.TRIUMPHANT: "#ffc94f",
    Mood.SHOCK: "#ff2f5f",
}
"""The colour of a title's glow and rule, by what the shot feels like."""


def _portrait(person: Person, canvas: Canvas) -> None:
    """Somebody as a photograph shows them: from the front, in their first look, and happy."""
    state = FigureState(emotion=Emotion.HAPPY, intensity=0.7)
    for layer in Layer:
        paint_layer(canvas, layer, person, person.looks[0], state)


def _look(person: Person, name: str) -> Look:
    try:
        return person.look(name)
    except KeyError:
        raise DrawingError(
            f"{person.name} has no look called {name!r}",
            where=str(person.source or ""),
            mend=f"choose one of: {', '.join(look.name for look in person.looks)}",
        ) from None


def _between(sharp: Picture, soft: Picture, share: float) -> Picture:
    mixed = sharp.copy()
    mix_pictures(mixed, soft, share)
    if (
        mixed.alpha is not None
        and soft.alpha is not None
        and mixed.alpha_half is not None
        and soft.alpha_half is not None
    ):
        cv2.addWeighted(mixed.alpha, 1 - share, soft.alpha, share, 0, dst=mixed.alpha)
        cv2.addWeighted(mixed.alpha_half, 1 - share, soft.alpha_half, share, 0, dst=mixed.alpha_half)
    return mixed


def _even(number: float) -> int:
    return 2 * round(number / 2)
