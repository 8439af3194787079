"""The set-up of a shot: place painted, people placed, words set; then frame after frame.

What can be painted once is painted before the first frame. Refuses to know the shot before and the
encoder (``renderer.py``).
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import Final

import cv2

from reelwright.film import (
    SEATED_KINDS,
    CameraMove,
    Mood,
    Posture,
    Setting,
    ShotKind,
    Transition,
)
from reelwright.story import Place

from ...errors import DrawingError
from ...model import ShootJob, TimedShot
from .backdrop import Backdrop, Sheet, focus_for, paint_backdrop
from .camera import View as CameraView
from .camera import ease, moves_in_depth, view_at
from .ensemble import Ensemble, Standpoint
from .following import followed
from .framing import Framing, frame_shot, stage_width
from .furnishing import furniture_of
from .insert_shot import InsertShot
from .performance import seed_of
from .pixels import Frame, Picture, defocused, fade_to, mix_pictures, put_over, thinned
from .places import paint_place
from .presence import Presence
from .stage import MIDDLE, STAGE_HEIGHT, Scenery
from .titling import card_over
from .vantage import vantage_of
from .weather import Air
from .words import Lettering, Placed, vignette
from .words_over import words_over
from .zooming import resample

_FADE_FRAMES: Final = {Transition.FADE: 12, Transition.FLASH: 9}
_ON_ONES: Final = frozenset({CameraMove.PAN_LEFT, CameraMove.PAN_RIGHT, CameraMove.TILT_UP, CameraMove.TILT_DOWN})
_FAST_AT_FIRST: Final = frozenset({CameraMove.WHIP, CameraMove.SHOCK})
_PASSES_AT: Final = 2.6
"""How much larger what comes past is at first than it was painted."""
_SHRINKS: Final = 0.27
"""To what share of that it has shrunk when it is gone."""
_OUT_OF_FOCUS: Final = 11.0
"""How soft people are while the focus still lies behind them: sigma in figure units."""
_BEHIND_WORDS: Final = 30.0
"""How soft a place is behind a title: sigma in stage units."""
_BLACK: Final = 16
_WHITE: Final = 235


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
    focus: tuple[float, float],
    cant: float,
    rack: bool,
) -> Backdrop:
    """A place painted for one framing; a process films many shots in one place and paints it once."""
    scenery = paint_place(place, setting, mood=mood, width=stage)
    return paint_backdrop(
        scenery, framing, stage=stage, frame=frame, parallax=parallax, focus=focus, cant=cant, rack=rack
    )


class ShotSetUp:
    """One shot made ready: place painted, figures placed, words set.

    Args:
        timed: the shot with its voiced lines.
        job: settings and cards that it is filmed with.
    """

    def __init__(self, timed: TimedShot, job: ShootJob) -> None:
        self._timed, self._shot, self._cards, self._settings = timed, timed.shot, job.cards, job.settings
        self._job = job
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
        self._vantage = vantage_of(self._shot, self._place().kind)
        self._framing = self._choose_framing()
        self._follow = self._choose_follow()
        self._scenery = self._paint_scenery()
        self._backdrop = self._make_backdrop()
        self._figures = self._place_figures()
        self._insert = self._make_insert()
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
        camera = self._view(number)
        for sheet in self._backdrop.behind:
            if sheet.recedes:
                self._put_passing(picture, sheet, seconds)
            else:
                self._put_sheet(picture, sheet, camera)
        self._air.fall(picture, seconds, near=False)
        if self._insert:
            put_over(picture, self._insert.picture(share), 0, 0)
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
        y = sheet.border[1] + height * MIDDLE * (1 - step) + camera.y * self._pixel * pull
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
        middle_x, middle_y = self._size[0] / 2, self._size[1] * MIDDLE
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

    # --- making ready --------------------------------------------------------------------------

    def _choose_framing(self) -> Framing:
        if self._shot.card is not None:  # words are read before a place that is out of focus, its own signs too
            return replace(frame_shot(self._shot.size, self._stage), blur=_BEHIND_WORDS)
        beside = sum(figure.depth >= 0 for figure in self._shot.figures)
        seated = beside > 0 and any(pose.posture is Posture.SIT for f in self._shot.figures for pose in f.poses)
        at_table = seated and bool(furniture_of(self._place().kind).table)
        in_seats = beside > 0 and self._place().kind in SEATED_KINDS
        return frame_shot(self._shot.size, self._stage, people=beside, at_table=at_table, in_seats=in_seats)

    def _choose_follow(self) -> tuple[float, ...]:
        if self._place().kind in SEATED_KINDS:
            return ()
        people = self._cards.people
        return followed(self._shot, people, self._framing, stage=self._stage, fps=self._fps)

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
        angle = shot.setting.angle if shot.figures else 0
        return backdrop_of(
            self._place(),
            shot.setting,
            shot.mood,
            stage=self._stage,
            framing=self._framing,
            frame=self._size,
            parallax=moves_in_depth(shot.camera) and not still and self._framing.zoom < 1.15,
            focus=focus_for(angle, self._framing, self._stage, self._vantage),
            cant=self._vantage.cant,
            rack=shot.camera.move is CameraMove.RACK,
        )

    def _place_figures(self) -> list[Presence]:
        furniture = furniture_of(self._place().kind)
        whence = Standpoint(
            self._framing,
            self._scenery,
            furniture,
            self._stage,
            self._pixel,
            self._size,
            self._fps,
            self._views(),
            self._vantage,
        )
        return Ensemble(self._timed, self._cards, whence).presences()

    def _make_insert(self) -> InsertShot | None:
        shot = self._shot
        if shot.insert is None:
            return None
        light = self._scenery.light
        return InsertShot(shot, shot.insert, self._cards, light=light, stage=self._stage, frame=self._size)

    def _views(self) -> list[CameraView]:
        """The camera at every third frame."""
        return [self._view(number) for number in range(0, self._shot.length, 3)]

    def _view(self, number: int) -> CameraView:
        """The camera at a frame: the move that was asked for, and what it follows by itself."""
        share = number / max(1, self._shot.length - 1)
        view = view_at(self._shot.camera, share, number / self._fps, phase=self._phase)
        return replace(view, y=view.y + self._follow[number]) if self._follow else view

    def _set_words(self) -> list[tuple[int, int, Placed]]:
        words = words_over(self._timed, self._job, self._words)
        return [*card_over(self._shot, self._words), *words]


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
