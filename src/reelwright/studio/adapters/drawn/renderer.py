"""The drawn renderer: films a shot with people, places and things drawn in code.

Takes the frames of a set-up (``set_up.py``) one after another, mixes in the shot before, and hands
them to the encoder in its own colours. The same job gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.film import Plain, Transition

from ...errors import DrawingError
from ...model import ShootJob, Take
from ...ports import Watch
from ..x264 import ENCODER_VERSION, TakeEncoder, encoder_recipe
from .camera import ease
from .pixels import Picture, as_jpeg, mix_pictures
from .set_up import ShotSetUp

VERSION: Final = 35
"""Goes up whenever the same job would be drawn differently; takes made before are then not reused."""

_MIX_FRAMES: Final = {Transition.DISSOLVE: 14, Transition.WIPE: 12}
_STILL_AT: Final = 0.45
"""Share of a shot at which its still is taken: past the blink and the transition at its beginning."""
_STILL_HEIGHT: Final = 640


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
        return self._shoot(job, None, progress)

    def shoot_watched(self, job: ShootJob, watch: Watch, *, progress: Callable[[int, int], None] | None = None) -> Take:
        """Film one shot while somebody watches.

        Raises:
            DrawingError: the shot cannot be drawn; says why and what to do.
        """
        return self._shoot(job, watch, progress)

    def _shoot(self, job: ShootJob, watch: Watch | None, progress: Callable[[int, int], None] | None) -> Take:
        cv2.setNumThreads(1)  # one process a shot fills the machine; OpenCV's own threads would only contend
        frames = job.timed.shot.length
        if frames < 1:
            raise DrawingError(f"shot {job.timed.shot.id} has no length", mend="voice its lines before it is shot")
        still = b""
        with TakeEncoder(job.settings, watch) as encoder:
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
