"""Takes that somebody brings: a file becomes a take of the film's size, rate and coding, with the film's words on it.

Knows what a shot asks of such a file, and refuses one that does not give it. Refuses to open the file itself:
whoever decodes it does so where it can do no harm (the port ``Footage``).
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.film import Digest, FrameSize, Plain, ReelError

from ..errors import DrawingError
from ..model import ShootJob, Shown, Take
from ..ports import Footage, Watch
from .drawn.framing import stage_width
from .drawn.pixels import Frame, as_jpeg, from_bgr, put_over
from .drawn.words import Lettering
from .drawn.words_over import words_over
from .x264 import ENCODER_VERSION, TakeEncoder, encoder_recipe

VERSION: Final = 1
"""Goes up whenever the same file would become another take."""
MOST_BYTES: Final = 1 << 30
_ASPECT_OFF: Final = Fraction(2, 100)
"""How far a file's shape may lie from the film's: nobody sees a hundredth of stretching."""
_ROUNDED: Final = Fraction(1, 4)
"""Share of a frame by which times in files may be late: many are rounded to milliseconds."""
_STILL_AT: Final = 0.45
_STILL_HEIGHT: Final = 640
_PIECE: Final = 1 << 20
_SIGNED: Final = b"jumdc2pa"
"""Every C2PA manifest store begins with it, some bytes in."""


@dataclass(frozen=True, slots=True)
class BroughtTake:
    """Films one shot from a file.

    Args:
        path: where it lies; ``name`` how people call it, as in "takes/s01-02.mp4".
        content: the digest of its bytes.
        source: how it came about: "filmed", "generated" or "drawn".
        by: who or what made it, "" for not told.
    """

    path: Path
    name: str
    content: Digest
    footage: Footage
    source: str = "generated"
    by: str = ""

    @property
    def recipe(self) -> dict[str, Plain]:
        """The file, and what it is encoded with."""
        versions: dict[str, Plain] = {"version": VERSION, "encoder_version": ENCODER_VERSION, "pyav": av.__version__}
        told: dict[str, Plain] = {"file": self.content.hex, "source_type": self.source, "maker": self.by}
        return {"renderer": "brought", **versions, "opencv": cv2.__version__, **told}

    def shoot(self, job: ShootJob, *, progress: Callable[[int, int], None] | None = None) -> Take:
        """Make the take.

        Raises:
            DrawingError: the file is none for this shot; says why and what to do.
        """
        return self._shoot(job, None, progress)

    def shoot_watched(self, job: ShootJob, watch: Watch, *, progress: Callable[[int, int], None] | None = None) -> Take:
        """Make the take while somebody watches.

        Raises:
            DrawingError: the file is none for this shot; says why and what to do.
        """
        return self._shoot(job, watch, progress)

    def _shoot(self, job: ShootJob, watch: Watch | None, progress: Callable[[int, int], None] | None) -> Take:
        cv2.setNumThreads(1)
        # What was looked at is what is decoded, whoever writes to the file meanwhile.
        with tempfile.TemporaryDirectory(prefix="reel-take-") as folder:
            copy = Path(folder) / self.path.name
            signed = self._copied(copy)
            try:
                take = self._filmed(job, copy, watch, progress)
            except ReelError as error:
                error.where = self.name if str(copy) in error.where else error.where
                raise
            return replace(take, original=copy.read_bytes() if signed else b"")

    def _filmed(
        self, job: ShootJob, copy: Path, watch: Watch | None, progress: Callable[[int, int], None] | None
    ) -> Take:
        frames, still = job.timed.shot.length, b""
        size = job.settings.size
        frame = Frame(size.width, size.height)
        words = words_over(job.timed, job, Lettering((size.width, size.height), stage_width(size)))
        with TakeEncoder(job.settings, watch) as encoder:
            for number, picture in enumerate(self._on_grid(job, copy)):
                frame.picture.take(from_bgr(picture))
                for first, last, placed in words:
                    if first <= number < last:
                        put_over(frame.picture, placed.picture, placed.x, placed.y)
                encoder.add(frame.i420)
                if number == round(_STILL_AT * (frames - 1)):
                    still = as_jpeg(frame.i420, _STILL_HEIGHT)
                if progress:
                    progress(number + 1, frames)
            film = encoder.finish()
        receipt: dict[str, Plain] = {**self.recipe, "path": self.name, "encoder": encoder_recipe(job.settings)}
        return Take(film, frames, receipt, still)

    def _copied(self, copy: Path) -> bool:
        """Copy the file a piece at a time, and say whether its maker signed it: then all its bytes go into the seal."""
        digest, size, before, signed = hashlib.sha256(), 0, b"", False
        try:
            with self.path.open("rb") as source, copy.open("wb") as target:
                while (piece := source.read(_PIECE)) and size <= MOST_BYTES:
                    size += len(piece)
                    digest.update(piece)
                    target.write(piece)
                    signed = signed or _SIGNED in before + piece
                    before = piece[-len(_SIGNED) :]
        except OSError as error:
            what = f"cannot be read, or copied for the making: {error.strerror}"
            raise self._refusal(what, "give yourself the right to read it, and room where TMPDIR lies") from error
        if size > MOST_BYTES:
            raise self._refusal(f"has more than {MOST_BYTES >> 20} MB", "trim it to its shot")
        if digest.hexdigest() != self.content.hex:
            raise self._refusal("changed while the film was made", "run again")
        return signed

    def _on_grid(self, job: ShootJob, copy: Path) -> Iterator[NDArray[np.uint8]]:
        """The shot's frames: at each moment of its grid, what the file shows then."""
        wanted, rate = job.timed.shot.length, job.settings.rate.ratio
        number, latest = 0, None
        for shown in self.footage.frames(copy, size=job.settings.size, rate=rate, until=wanted / rate):
            while latest is not None and number < wanted and (number + _ROUNDED) / rate < shown.time:
                yield latest
                number += 1
            if shown.ends:
                break
            latest = self._fitted(shown, job.settings.size)
        if number < wanted:
            has = f"{float(number / rate):.2f} s, and the shot needs {float(wanted / rate):.2f} s ({wanted} frames)"
            raise self._refusal(f"lasts {has}", "give a longer take, or shorten the shot in an edit of film.otio")

    def _fitted(self, shown: Shown, size: FrameSize) -> NDArray[np.uint8]:
        width, height = size.width, size.height
        if abs(Fraction(shown.width * height, shown.height * width) - 1) > _ASPECT_OFF:
            has = f"has the shape {_shape(shown.width, shown.height)}, and the film has {_shape(width, height)}"
            raise self._refusal(has, "frame it for the film's aspect, or make the film in its own with --aspect")
        if 2 * shown.width < width:
            has = f"is {shown.width}×{shown.height}, less than half of the film's {width}×{height}"
            raise self._refusal(has, "export it larger")
        picture = np.frombuffer(shown.pixels, np.uint8).reshape(shown.height, shown.width, 3)
        bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
        if (shown.width, shown.height) != (width, height):
            how = cv2.INTER_AREA if shown.width > width else cv2.INTER_CUBIC
            bgr = cv2.resize(bgr, (width, height), interpolation=how)
        return np.asarray(bgr, np.uint8)

    def _refusal(self, what: str, mend: str) -> DrawingError:
        return DrawingError(f"this take {what}", where=self.name, mend=f"{mend}, or take the file out of the folder")


def _shape(width: int, height: int) -> str:
    ratio = Fraction(width, height).limit_denominator(40)
    return f"{ratio.numerator}:{ratio.denominator}"
