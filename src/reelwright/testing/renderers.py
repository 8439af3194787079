"""A renderer for tests: real, tiny H.264 takes of one colour each.

The colour comes from all that the job holds, so two takes are alike exactly when their jobs are.
It can be told to be slow, to fail and to die, and keeps a diary of what it filmed.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.video.frame import PictureType, VideoFrame

from reelwright.film import FrameSize, Plain, digest_plain
from reelwright.production import plain_form
from reelwright.studio import DrawingError, ShootJob, Take

_PARAMETERS: Final = (
    "threads=1:lookahead-threads=1:sliced-threads=0:stitchable=1:"
    "keyint=infinite:min-keyint=1:scenecut=0:open-gop=0:force-cfr=1"
)


@dataclass(frozen=True, slots=True)
class FakeRenderer:
    """Films every shot in one colour.

    Args:
        version: part of the recipe, so that a test can pretend a new release.
        slow_s: seconds that every take lasts longer.
        fails_on: a take whose lines hold this text cannot be drawn, "" for none.
        breaks_on: a take whose lines hold this text meets a fault of the program, "" for none.
        dies_on: the process ends itself over a take whose lines hold this text, "" for none.
        dies_once: a file made at the first such death; while it is there nobody dies.
        diary: a file that gets one line for every take, None for no diary.
    """

    size: FrameSize = field(default_factory=lambda: FrameSize(96, 160))
    version: int = 1
    slow_s: float = 0.0
    fails_on: str = ""
    breaks_on: str = ""
    dies_on: str = ""
    dies_once: Path | None = None
    diary: Path | None = None

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version."""
        return {"name": "fake", "version": self.version}

    def shoot(self, job: ShootJob, *, progress: Callable[[int, int], None] | None = None) -> Take:
        """Film one shot in its colour."""
        words = " ".join(line.text for line in job.timed.shot.lines)
        if self.diary is not None:
            with self.diary.open("a", encoding="utf-8") as diary:
                diary.write(f"{job.timed.shot.id} {words}\n")
        self._misbehave(job, words)
        frames = job.timed.shot.length
        film = _film(self.size, job.settings.rate.ratio, frames, digest_plain(plain_form(job)).hex)
        if progress is not None:
            progress(frames, frames)
        return Take(film, frames, {"renderer": "fake", "version": self.version})

    def _misbehave(self, job: ShootJob, words: str) -> None:
        if self.slow_s:
            time.sleep(self.slow_s)
        if self.fails_on and self.fails_on in words:
            raise DrawingError(f"shot {job.timed.shot.id} cannot be drawn", mend="write another line")
        if self.breaks_on and self.breaks_on in words:
            raise ZeroDivisionError("a fault in the renderer")
        if self.dies_on and self.dies_on in words and not (self.dies_once and self.dies_once.exists()):
            if self.dies_once:
                self.dies_once.touch()
            os._exit(9)


def _film(size: FrameSize, rate: Fraction, frames: int, colour: str) -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="mp4", options={"fflags": "+bitexact"}) as container:
        options = {"preset": "ultrafast", "crf": "40", "forced-idr": "1", "x264-params": _PARAMETERS}
        stream = container.add_stream("libx264", rate=rate, width=size.width, height=size.height, options=options)
        stream.pix_fmt = "yuv420p"
        stream.codec_context.thread_count = 1
        picture = _picture(size, bytes.fromhex(colour[:6]))
        for number in range(frames):
            picture.pts = number
            picture.time_base = 1 / rate
            picture.pict_type = PictureType.I if number == 0 else PictureType.NONE
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return target.getvalue()


def _picture(size: FrameSize, colour: bytes) -> VideoFrame:
    levels = np.empty((size.height * 3 // 2, size.width), np.uint8)
    levels[: size.height] = 40 + colour[0] % 160
    chroma = levels[size.height :].reshape(2, -1)
    chroma[0], chroma[1] = 64 + colour[1] % 128, 64 + colour[2] % 128
    return VideoFrame.from_ndarray(levels, format="yuv420p")
