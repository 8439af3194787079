"""Codes of what segments show: the same after scaling and encoding anew, others for other films, and never a proof."""

from fractions import Fraction

import numpy as np
import pytest

from reelwright.seal import SHOWN_APART, MeanPicture, Picture, ShownSpan, SpanWatcher, bits_apart

VECTOR = "2aaa6aaad2aa35aacdaa194ae2561c95e3351e69f1da0f36f04c1799f87217c5"


def hills(seed: int, height: int, width: int) -> np.ndarray:
    """A smooth picture of any size, the same for the same seed."""
    chance = np.random.default_rng(seed)
    y, x = np.meshgrid((np.arange(height) + 0.5) / height, (np.arange(width) + 0.5) / width, indexing="ij")
    waves = [np.cos(np.pi * (a * x + b * y) + c) for a, b, c in chance.uniform(-12, 12, (30, 3))]
    return np.clip(128 + 18 * np.sum(waves, axis=0), 0, 255).astype(np.uint8)


def code(*pictures: np.ndarray) -> str:
    """The code of some pictures."""
    mean = MeanPicture()
    for each in pictures:
        mean.take(each)
    return mean.code_v1()


def test_published_vector_holds() -> None:
    """The code of a picture that docs/reference/segments.md describes is the one that stands there."""
    y, x = np.meshgrid(np.arange(90), np.arange(160), indexing="ij")
    assert code(((x * x + 3 * y * y + x * y) // 97 % 256).astype(np.uint8)) == VECTOR


def test_a_smaller_grainier_picture_has_nearly_the_same_code_and_another_picture_has_not() -> None:
    """Scaled down and with noise few bits change; of another picture half do."""
    grain = np.random.default_rng(9).integers(-12, 13, (90, 160))
    copy = np.clip(hills(1, 90, 160) + grain, 0, 255).astype(np.uint8)
    assert bits_apart(code(hills(1, 180, 320)), code(copy)) < SHOWN_APART // 3
    assert bits_apart(code(hills(1, 180, 320)), code(hills(2, 180, 320))) > SHOWN_APART


def test_what_is_flat_or_nothing_has_no_code() -> None:
    """Black tells nothing, so it is given no code that would be like another black's."""
    assert code() == code(np.full((90, 160), 16, np.uint8)) == ""


@pytest.mark.parametrize("nonsense", ["", "cat", "0" * 63, "g" * 64])
def test_what_is_no_code_differs_in_every_bit(nonsense: str) -> None:
    """A word that somebody wrote in place of a code is like no code."""
    assert bits_apart(nonsense, "0" * 64) == 256


def test_codes_are_found_anew_by_their_times() -> None:
    """Each stretch is held against the pictures of its own time, and one that shows none of them is told."""
    first, second = (code(hills(seed, 90, 160)) for seed in (1, 2))
    shown = [
        Picture(Fraction(n, 4), 160, 90, colour=False, pixels=hills(1 + n // 4, 90, 160).tobytes()) for n in range(8)
    ]
    for spans, apart in (
        ((ShownSpan(0, 1000, first), ShownSpan(1000, 2000, second)), (True, True)),
        ((ShownSpan(0, 1000, second), ShownSpan(1000, 2000, second)), (False, True)),
        ((ShownSpan(0, 1000, first), ShownSpan(2000, 3000, second)), (True, False)),
    ):
        watcher = SpanWatcher(spans)
        for picture in shown:
            watcher.take(picture)
        assert tuple(bits <= SHOWN_APART for bits in watcher.apart()) == apart
