"""The page of a verification shows matched moments side by side, and outlines what both show."""

import base64
import dataclasses
import re
import struct
import zlib
from fractions import Fraction
from pathlib import Path

import pytest

from reelwright.seal import (
    Box,
    CopyFound,
    CopyReport,
    Examination,
    Light,
    Picture,
    Question,
    Stretch,
    Structure,
    Transform,
    Verdict,
    Verification,
    verdict_page,
)
from reelwright.testing import FakeFilm, FakeMediaReader

SECONDS = Stretch(Fraction(0), Fraction(2))
FOUND = CopyFound(
    "f1",
    "Midnight",
    SECONDS,
    SECONDS,
    "mirrored",
    source="film.mp4",
    change=Transform(mirrored=True, seen=Box(0.0, 0.0, 0.5, 1.0)),
    pairs=((Fraction(0), Fraction(1)), (Fraction(1), Fraction(0))),
)


def grey_film() -> FakeFilm:
    """Two seconds of one shade."""
    shades = [Picture(Fraction(index), 40, 20, colour=False, pixels=bytes([99]) * 800) for index in range(2)]
    return FakeFilm(tuple(shades), Fraction(1))


def shown(found: CopyFound) -> list[set[int]]:
    """The shades of each picture on the page of a verification."""
    reader = FakeMediaReader({Path("copy.mp4"): grey_film(), Path("film.mp4"): grey_film()})
    verdict = Verdict(Question.COPY, "copy", Light.RED, "It shows a film.")
    examination = Examination(Structure(), copies=CopyReport(1, (found,)))
    page = verdict_page(Verification(Path("copy.mp4"), (verdict,), examination), reader).decode()
    return [_shades(base64.b64decode(each)) for each in re.findall(r"image/png;base64,([^\"]+)", page)]


def _shades(png: bytes) -> set[int]:
    at = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    lines = zlib.decompress(png[at + 4 : at + 4 + length])
    return {shade for row in range(20) for shade in lines[row * 121 + 1 : (row + 1) * 121]}


def test_each_pair_is_shown_on_both_sides() -> None:
    """Two matched moments give four pictures; without moments the middle of the stretch gives two."""
    assert len(shown(FOUND)) == 4
    assert len(shown(dataclasses.replace(FOUND, pairs=()))) == 2


def test_only_a_part_is_outlined() -> None:
    """The half of the film that the file shows has a frame, and the file has none: all of it is film."""
    file, film, *_ = shown(FOUND)
    assert file == {99}
    assert film == {0, 99, 255}


@pytest.mark.parametrize("box", [Box(0.0, 0.0, 1.0, 1.0), Box(0.01, 0.0, 1.0, 1.0)])
def test_nearly_all_is_not_outlined(box: Box) -> None:
    """A frame around a whole picture would say nothing."""
    whole = dataclasses.replace(FOUND, change=Transform(seen=box))
    assert shown(whole) == [{99}] * 4


def test_words_name_only_the_sides_that_were_cut() -> None:
    """Half a picture's width is told by its width alone; a corner by both."""
    assert str(Transform(seen=Box(0.25, 0.0, 0.75, 1.0))) == "cropped to 25–75 % across of the picture"
    assert str(Transform(shown=Box(0.5, 0.5, 1.0, 1.0))) == "shown in 50–100 % across and 50–100 % down of the frame"
    assert not str(Transform())
