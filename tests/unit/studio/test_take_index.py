"""Takes as their index tells them: what the library says, without it."""

from fractions import Fraction
from pathlib import Path

import pytest
from film_kit import SIZE, joined, take
from hypothesis import given
from hypothesis import strategies as st

from reelwright.film import FrameRate
from reelwright.studio import EncodingError, PictureSettings
from reelwright.studio.adapters.footage import coded_pictures, opened, take_index
from reelwright.studio.adapters.take_index import read_index

WHOLE = take(5)


@pytest.mark.parametrize("preset", ["veryfast", "ultrafast"])
@pytest.mark.parametrize("rate", [FrameRate(30), FrameRate(30000, 1001)])
@pytest.mark.parametrize("frames", [1, 2, 45])
def test_index_says_what_the_library_says(preset: str, rate: FrameRate, frames: int) -> None:
    """Size, rate, decoder settings and every picture with its place are those that the library finds."""
    film = take(frames, PictureSettings(SIZE, rate, preset=preset))
    index = read_index(film)
    assert index is not None
    with opened(film) as (container, video):
        assert index.pictures == tuple(coded_pictures(container, video))
        assert (index.width, index.height) == (video.width, video.height)
        assert index.rate == Fraction(video.average_rate or 0)
        assert index.setup == video.codec_context.extradata


def test_file_of_another_form_is_left_to_the_library(tmp_path: Path) -> None:
    """A film with sound is not guessed at; asked as a take, it gives its pictures all the same."""
    film = joined(tmp_path, [take(4), take(3)]).read_bytes()
    assert read_index(film) is None
    assert len(take_index(film).pictures) == 7


def test_what_is_no_film_is_refused() -> None:
    """Bytes that are no film are an error that says so."""
    assert read_index(b"no film at all") is None
    with pytest.raises(EncodingError):
        take_index(b"no film at all")


@given(at=st.integers(0, len(WHOLE) - 1), value=st.integers(0, 255), cut=st.booleans())
def test_damaged_take_is_no_surprise(at: int, value: int, *, cut: bool) -> None:
    """Whatever is changed or cut off, the answer is an index or none."""
    damaged = WHOLE[:at] if cut else WHOLE[:at] + bytes([value]) + WHOLE[at + 1 :]
    index = read_index(damaged)
    assert index is None or len(index.pictures) <= 5
