"""Where a film is cut into segments: at the shots that its maker names, else where the picture jumps.

Works on small grey pictures, so that a film of anybody's costs one decoding for marks, cuts and codes.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.film import Digest

from .errors import MediaError, SegmentError
from .looking import LOOK_SIDE
from .media.grid import Grid
from .media.model import FrameMark, MediaWish, Picture, PictureWish, ReadingEnd
from .media.ports import MediaReader
from .segments import Segment, SegmentTree, film_name, pixels_name
from .shown import SHOWN, MeanPicture

CONTENT_RATE: Final = Fraction(5)
"""Pictures a second of which the standard code of a film's content is made (ISO 24138)."""

_SIDE: Final = 32
_AROUND: Final = 4
_JUMP: Final = 24.0  # mean difference of two frames, of 255
_ABOVE: Final = 3.0  # and so many times what is usual around it
_SHORTEST: Final = Fraction(1, 2)
_LONGEST: Final = Fraction(4)


@dataclass(frozen=True, slots=True)
class ShotPart:
    """One shot of the cut as its maker knows it.

    Args:
        start: first frame of the film that belongs to it.
        ingredients: what it was made of.
    """

    start: int
    ingredients: tuple[Digest, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilmMarks:
    """A film as decoded once: its frames by name, and how unlike each is to the one before it.

    Args:
        shown: the code of what each segment shows, by its first frame and the one after its last.
        content: what whoever makes the film's content code made of its pictures.
    """

    marks: tuple[FrameMark, ...]
    jumps: tuple[float, ...]
    seconds: Fraction
    damaged: int = 0
    shown: Mapping[tuple[int, int], str] = field(default_factory=dict)
    content: str = ""


def read_marks(
    reader: MediaReader,
    media: Path,
    hear: Callable[[Fraction], None] = lambda _: None,
    *,
    parts: Sequence[ShotPart] = (),
    content: Callable[[Iterable[Picture]], str] = lambda _: "",
) -> FilmMarks:
    """Decode a film once for the names of its frames, the places where it jumps, and what its segments show.

    Args:
        reader: opens it.
        media: the film.
        hear: told each frame's time.
        parts: the shots as their maker knows them; none to look for jumps.
        content: makes a code of the film's pictures, of which it is given ``CONTENT_RATE`` a second.

    Raises:
        MediaError: it cannot be decoded, or has no picture.
    """
    film = _Watched({part.start for part in parts})
    stream = film.pictures(reader.read(media, MediaWish(PictureWish(LOOK_SIDE), marks=True)), hear)
    code = content(stream)
    for _ in stream:  # whoever makes no code looks at nothing
        pass
    marks = film.marks
    if not marks:
        raise MediaError("there is no picture in this file", where=str(media), mend="give a film or a still")
    return FilmMarks(tuple(marks), tuple(film.jumps), film.end.seconds, film.end.damaged, film.shown(), code)


class _Watched:
    """A film while it is decoded.

    Args:
        starts: the frames where its shots begin, as their maker knows them; none to look for jumps.
    """

    def __init__(self, starts: set[int]) -> None:
        self.marks: list[FrameMark] = []
        self.jumps: list[float] = []
        self.end = ReadingEnd(0, 0, Fraction(0))
        self._known, self._starts = starts, _Starts()
        self._before: NDArray[np.float32] | None = None
        self._waiting: deque[tuple[int, Fraction, NDArray[np.uint8]]] = deque()
        self._means: dict[int, MeanPicture] = {}

    def pictures(self, items: Iterable[object], hear: Callable[[Fraction], None]) -> Iterator[Picture]:
        """Take all that was read, and hand on some of the pictures."""
        grid = Grid(CONTENT_RATE)
        for item in items:
            if isinstance(item, FrameMark):
                self.marks.append(item)
                hear(item.time)
            elif isinstance(item, Picture):
                self._take(item)
                if grid.takes(item.time):
                    yield item
            elif isinstance(item, ReadingEnd):
                self.end = item

    def shown(self) -> dict[tuple[int, int], str]:
        """The code of each segment, by its first frame and the one after its last."""
        while self._waiting:
            self._settle()
        spans = itertools.pairwise([*self._means, len(self.jumps)])
        return {span: mean.code_v1() for span, mean in zip(spans, self._means.values(), strict=True)}

    def _take(self, picture: Picture) -> None:
        grey = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width)
        small = _shrunk(grey)
        before, self._before = self._before, small
        unlike = before is None or before.shape != small.shape
        self.jumps.append(255.0 if unlike or before is None else float(np.abs(small - before).mean()))
        self._waiting.append((len(self.jumps) - 1, picture.time, grey))
        if len(self._waiting) > _AROUND:  # whether a frame begins a segment shows by those after it
            self._settle()

    def _settle(self) -> None:
        frame, time, grey = self._waiting.popleft()
        if (frame in self._known) if self._known else self._starts.begins(frame, time, self.jumps):
            self._means[frame] = MeanPicture()
        if self._means:
            self._means[next(reversed(self._means))].take(grey)


def _shrunk(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A picture whose every point is the mean of a square of the larger one, at most 32 on its longer side."""
    step = max(1, -(-max(grey.shape) // _SIDE))
    whole = grey[: max(1, grey.shape[0] // step) * step, : max(1, grey.shape[1] // step) * step].astype(np.float32)
    rows = np.add.reduceat(whole, np.arange(0, whole.shape[0], step), axis=0)
    return np.asarray(np.add.reduceat(rows, np.arange(0, whole.shape[1], step), axis=1) / step**2, np.float32)


def cut_segments(film: FilmMarks, parts: Sequence[ShotPart] = ()) -> SegmentTree:
    """The tree of a film's segments.

    Args:
        film: as decoded.
        parts: the shots as their maker knows them; none to look for jumps.

    Raises:
        SegmentError: the shots do not fit the frames.
    """
    found = _Starts()
    starts = (frame for frame, mark in enumerate(film.marks) if found.begins(frame, mark.time, film.jumps))
    shots = tuple(parts) or tuple(map(ShotPart, starts))
    begins = [shot.start for shot in shots]
    if not begins or begins[0] != 0 or sorted(set(begins)) != begins or begins[-1] >= len(film.marks):
        raise SegmentError(f"shots that begin at {begins[:6]} … do not fit a film of {len(film.marks)} frames")
    name = film_name(mark.digest for mark in film.marks)
    times = [_time(film, frame) for frame in [*begins, len(film.marks)]]
    segments = []
    for index, (first, last) in enumerate(itertools.pairwise([*begins, len(film.marks)])):
        pixels = pixels_name(mark.digest for mark in film.marks[first:last])
        shot, shown = shots[index], film.shown.get((first, last), "")
        codes = {**({SHOWN: shown} if shown else {}), **shot.codes}
        segments.append(
            Segment(name, index, times[index], times[index + 1], last - first, pixels, codes, shot.ingredients)
        )
    return SegmentTree(tuple(segments))


def _time(film: FilmMarks, frame: int) -> Fraction:
    if frame < len(film.marks):
        return film.marks[frame].time
    last = film.marks[-1].time
    return film.seconds if film.seconds > last else last + Fraction(1, 25)  # a still shows for a moment


class _Starts:
    """Says of one frame after another whether a segment begins: at jumps, and every 4 seconds between them."""

    def __init__(self) -> None:
        self._begin = Fraction(-1)

    def begins(self, frame: int, time: Fraction, jumps: Sequence[float]) -> bool:
        """Whether one begins here; asked of every frame in order."""
        jumped = frame > 0 and _jumps(jumps, frame) and time - self._begin >= _SHORTEST
        if frame and not jumped and time - self._begin < _LONGEST:
            return False
        self._begin = time
        return True


def _jumps(jumps: Sequence[float], frame: int) -> bool:
    if frame >= len(jumps) or jumps[frame] < _JUMP:
        return False
    near = range(max(1, frame - _AROUND), min(len(jumps), frame + _AROUND + 1))
    around = [jumps[each] for each in near if each != frame]
    usual = sorted(around)[len(around) // 2] if around else 0.0
    return jumps[frame] >= _ABOVE * usual


def changed_stretches(said: Sequence[Segment], marks: Sequence[FrameMark]) -> tuple[Segment, ...]:
    """The segments whose frames, of all frames of a film, are not those that were sealed."""
    changed, at = [], 0
    for segment in said:
        frames = marks[at : at + segment.frames]
        at += segment.frames
        if len(frames) != segment.frames or pixels_name(mark.digest for mark in frames) != segment.pixels:
            changed.append(segment)
    return tuple(changed)
