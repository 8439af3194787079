"""What stands still in a film is kept every few seconds; what is new is kept at once."""

from dataclasses import replace

import numpy as np
from moving_scenes import as_print, place, shot

from reelwright.seal import Fingerprint
from reelwright.seal.detector.thin import thinned


def counts(fingerprint: Fingerprint) -> list[int]:
    """The points of each keyframe."""
    return [len(frame.points) for frame in fingerprint.keyframes]


def test_a_picture_that_stands_still_is_kept_once() -> None:
    """Of five seconds of one picture, the points of the first keyframe stay and no others; nothing else changes."""
    still = as_print([place(3)] * 120, asked=False)
    kept = thinned(still)
    assert counts(kept) == [counts(still)[0], 0, 0, 0, 0]
    assert np.array_equal(kept.pulses, still.pulses)
    assert kept.keyframes[0].points.codes.tolist() == still.keyframes[0].points.codes.tolist()


def test_it_is_kept_again_after_a_while() -> None:
    """A long still picture is found at any of its times: its points come back."""
    still = as_print([place(3)] * 24 * 14, asked=False)
    assert [index for index, count in enumerate(counts(thinned(still))) if count] == [0, 7]


def test_what_moves_is_kept() -> None:
    """Points at another place, or of another look, are no repetition."""
    moving = as_print(shot(3, 4), asked=False)
    other = as_print(shot(5, 6), asked=False)
    mixed = replace(moving, keyframes=(moving.keyframes[0], replace(other.keyframes[1], pulse=6)))
    assert counts(thinned(mixed)) == counts(mixed)
    assert sum(counts(thinned(moving))) > counts(moving)[0]
