"""Where a film is cut into segments: at the shots that its maker names, else where the picture jumps.

Works on small grey pictures, so that a film of anybody's costs one decoding for marks and cuts.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.film import Digest

from .errors import MediaError, SegmentError
from .media.model import FrameMark, MediaWish, Picture, PictureWish, ReadingEnd
from .media.ports import MediaReader
from .segments import Segment, SegmentTree, film_name, pixels_name

_SIDE: Final = 32
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
    """A film as decoded once: its frames by name, and how unlike each is to the one before it."""

    marks: tuple[FrameMark, ...]
    jumps: tuple[float, ...]
    seconds: Fraction
    damaged: int = 0


def read_marks(reader: MediaReader, media: Path, hear: Callable[[Fraction], None] = lambda _: None) -> FilmMarks:
    """Decode a film once for the names of its frames and the places where it jumps; ``hear`` is told each one's time.

    Raises:
        MediaError: it cannot be decoded, or has no picture.
    """
    marks: list[FrameMark] = []
    jumps: list[float] = []
    before: NDArray[np.int16] | None = None
    end = ReadingEnd(0, 0, Fraction(0))
    for item in reader.read(media, MediaWish(PictureWish(_SIDE), marks=True)):
        if isinstance(item, FrameMark):
            marks.append(item)
            hear(item.time)
        elif isinstance(item, Picture):
            grey = np.frombuffer(item.pixels, np.uint8).astype(np.int16)
            unlike = before is None or before.shape != grey.shape
            jumps.append(255.0 if unlike or before is None else float(np.abs(grey - before).mean()))
            before = grey
        elif isinstance(item, ReadingEnd):
            end = item
    if not marks:
        raise MediaError("there is no picture in this file", where=str(media), mend="give a film or a still")
    return FilmMarks(tuple(marks), tuple(jumps), end.seconds, end.damaged)


def cut_segments(film: FilmMarks, parts: Sequence[ShotPart] = ()) -> SegmentTree:
    """The tree of a film's segments.

    Args:
        film: as decoded.
        parts: the shots as their maker knows them; none to look for jumps.

    Raises:
        SegmentError: the shots do not fit the frames.
    """
    shots = tuple(parts) or tuple(ShotPart(start) for start in _starts(film))
    begins = [shot.start for shot in shots]
    if not begins or begins[0] != 0 or sorted(set(begins)) != begins or begins[-1] >= len(film.marks):
        raise SegmentError(f"shots that begin at {begins[:6]} … do not fit a film of {len(film.marks)} frames")
    name = film_name(mark.digest for mark in film.marks)
    times = [_time(film, frame) for frame in [*begins, len(film.marks)]]
    segments = []
    for index, (first, last) in enumerate(itertools.pairwise([*begins, len(film.marks)])):
        pixels = pixels_name(mark.digest for mark in film.marks[first:last])
        shot = shots[index]
        segments.append(
            Segment(name, index, times[index], times[index + 1], last - first, pixels, shot.codes, shot.ingredients)
        )
    return SegmentTree(tuple(segments))


def _time(film: FilmMarks, frame: int) -> Fraction:
    if frame < len(film.marks):
        return film.marks[frame].time
    last = film.marks[-1].time
    return film.seconds if film.seconds > last else last + Fraction(1, 25)  # a still shows for a moment


def _starts(film: FilmMarks) -> Iterable[int]:
    """The frames where a segment begins: jumps, and every 4 seconds between them."""
    begin = Fraction(-1)
    for frame, mark in enumerate(film.marks):
        jumped = frame > 0 and _jumps(film.jumps, frame) and mark.time - begin >= _SHORTEST
        if frame == 0 or jumped or mark.time - begin >= _LONGEST:
            begin = mark.time
            yield frame


def _jumps(jumps: Sequence[float], frame: int) -> bool:
    if frame >= len(jumps) or jumps[frame] < _JUMP:
        return False
    around = [jumps[near] for near in range(max(1, frame - 4), min(len(jumps), frame + 5)) if near != frame]
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
