"""What a fingerprint keeps of a film's sound: the same however it arrives, and the same for ever."""

import itertools
import json
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import babble, block, heard

from reelwright.seal.detector.sound import BANDS, HEARD_RATE, SILENT, SOUND_HERTZ, Listener

GOLDEN = Path(__file__).parents[3] / "golden/seal/sound_v1.json"
SPEECH = babble(3, seconds=2.0)
WHOLE = heard(SPEECH)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, len(SPEECH) - 1), max_size=6))
def test_blocks_of_any_size_give_the_same(cuts: list[int]) -> None:
    """How a decoder cuts the sound into blocks changes nothing."""
    listener = Listener()
    ends = [0, *sorted(cuts), len(SPEECH)]
    for first, last in itertools.pairwise(ends):
        listener.take(block(SPEECH[first:last], first / SOUND_HERTZ))
    assert np.abs(listener.sound_v1().levels.astype(int) - WHOLE.levels).max() <= 1


def test_a_gap_is_silence_and_a_lie_is_none() -> None:
    """Sound that begins a second later lies a second later; a time stamp of days does not fill the memory."""
    late, lying = Listener(), Listener()
    late.take(block(SPEECH, 1.0))
    lying.take(block(SPEECH, 100_000.0))
    assert len(lying.sound_v1()) == len(WHOLE)
    levels = late.sound_v1().levels
    assert len(levels) == len(WHOLE) + HEARD_RATE
    assert levels[: HEARD_RATE - 2].max() == 0
    assert np.abs(levels[HEARD_RATE + 2 :].astype(int) - WHOLE.levels[2:]).max() <= 1


def test_silence_has_no_level_and_nothing_has_no_rows() -> None:
    """Digital silence is nought in every band; a file without sound has no rows."""
    assert heard(np.zeros(SOUND_HERTZ)).levels.max() == 0
    assert len(Listener().sound_v1()) == len(SILENT) == 0


def test_a_tone_is_loudest_in_its_band() -> None:
    """One kilohertz stands in the eighteenth band; 20 decibels softer are 40 half-decibels less."""
    time = np.arange(SOUND_HERTZ) / SOUND_HERTZ
    loud, soft = (heard(share * np.sin(2 * np.pi * 1000 * time)).levels[8] for share in (0.99, 0.099))
    assert int(loud.argmax()) == int(soft.argmax()) == 17
    assert abs(int(loud.max()) - int(soft.max()) - 40) <= 1


def test_golden_sound_is_made_again() -> None:
    """The levels that were kept when the format was made come out of the same samples."""
    golden = json.loads(GOLDEN.read_text())
    number = np.arange(golden["samples"], dtype=np.int64)
    # Integers alone, so that anybody can make them: a tone that rises, over a rattle.
    samples = (number * number // golden["slope"] % 4000 - 2000) * 4 + number * 7919 % 257 - 128
    levels = heard(samples / 32767).levels
    assert levels.shape == (golden["rows"], BANDS)
    for row, kept in golden["levels"].items():
        assert np.abs(levels[int(row)].astype(int) - kept).max() <= 1
