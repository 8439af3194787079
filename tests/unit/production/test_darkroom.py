"""Stills and contact sheets."""

import cv2
import numpy as np
import pytest

from reelwright.film import FrameRate, FrameSize, Setting, Shot, ShotKind, ShotSize, SourceLine
from reelwright.production import Cell
from reelwright.production.adapters.darkroom import SheetDarkroom
from reelwright.story import Cards
from reelwright.studio import EncodingError, PictureSettings, ShootJob, TimedShot
from reelwright.testing import FakeRenderer


def cell(width: int = 90, height: int = 160, level: int = 200) -> Cell:
    """A grey picture with words."""
    jpeg = cv2.imencode(".jpg", np.full((height, width, 3), level, np.uint8))[1].tobytes()
    return Cell(jpeg, ("s01-01", "MCU single", "0:00.0  +1.2 s"))


def opened(png: bytes) -> np.ndarray:
    """The pixels of a picture."""
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)


@pytest.mark.parametrize("number", [1, 2, 7, 31, 120])
def test_sheet_has_room_for_every_cell(number: int) -> None:
    """However many shots there are, the sheet holds them all and stays near a screen's shape."""
    sheet = opened(SheetDarkroom().sheet([cell()] * number))
    area = sheet.shape[0] * sheet.shape[1]
    assert area >= number * 216 * 384
    assert sheet.shape[1] <= 12 * 240 + 24


def test_sheet_holds_the_pictures_and_words() -> None:
    """Each picture lies in its cell, and there is ink under it."""
    sheet = opened(SheetDarkroom().sheet([cell(level=10), cell(level=250)]))
    assert abs(int(sheet[200, 100, 0]) - 10) < 6
    assert abs(int(sheet[200, 340, 0]) - 250) < 6
    assert sheet[24 + 384 : 24 + 384 + 66, 24:240].min() < 90


def test_same_cells_give_the_same_sheet() -> None:
    """A contact sheet is the same bytes twice."""
    assert SheetDarkroom().sheet([cell()] * 3) == SheetDarkroom().sheet([cell()] * 3)


@pytest.mark.parametrize("at", [0.0, 0.45, 1.0])
def test_still_is_a_frame_of_the_take(at: float) -> None:
    """At every moment from the first to the last frame there is a picture, in the take's colour."""
    shot = Shot("s", 1, ShotKind.SINGLE, ShotSize.MS, Setting("r"), SourceLine("f", 1), length=40)
    job = ShootJob(TimedShot(shot, (), 0), Cards(), PictureSettings(FrameSize(96, 160), FrameRate(30)))
    still = opened(SheetDarkroom().still(FakeRenderer().shoot(job).film, at=at))
    assert still.shape == (160, 96, 3)
    assert still.std(axis=(0, 1)).max() < 3


def test_what_is_no_take_is_told() -> None:
    """Bytes that are no film are an error of ours."""
    with pytest.raises(EncodingError, match="cannot be read"):
        SheetDarkroom().still(b"not a film", at=0.5)
