"""Frame arithmetic."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reelwright.film import FrameRate

RATES = st.sampled_from([FrameRate(30), FrameRate(25), FrameRate(24), FrameRate(30000, 1001), FrameRate(60)])


@given(RATES, st.integers(min_value=0, max_value=10**7))
def test_frames_to_seconds_and_back(rate: FrameRate, frames: int) -> None:
    """A number of frames survives the way to seconds and back, at every rate."""
    assert rate.frames(rate.seconds(frames)) == frames


@given(RATES, st.fractions(min_value=-1000, max_value=1000))
def test_frames_are_the_nearest(rate: FrameRate, seconds: Fraction) -> None:
    """The frame chosen for a time is never more than half a frame away."""
    assert abs(rate.seconds(rate.frames(seconds)) - seconds) <= Fraction(1, 2) / rate.ratio
