"""Fingerprints as bytes: what was kept is read for ever, and damage is noticed."""

import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from moving_scenes import as_print, shot
from sounds import babble, heard

from reelwright.seal import RegistryError
from reelwright.seal.detector.packing import open_fingerprint, pack_fingerprint_v3

KEPT = Path(__file__).parents[3] / "golden/seal"
GOLDEN = KEPT / "fingerprint_v1.rfp"


def test_fingerprint_comes_back() -> None:
    """Everything comes back, the small pictures to the bit: what hardly moves in a film is told by as little."""
    made = replace(as_print(shot(2, 3, seconds=2), asked=False), sound=heard(babble(1, seconds=2.0)))
    back = open_fingerprint(pack_fingerprint_v3(made)).unpack()
    assert np.allclose(back.times, made.times, atol=1e-5)
    assert [frame.pulse for frame in back.keyframes] == [frame.pulse for frame in made.keyframes]
    for one, other in zip(back.keyframes, made.keyframes, strict=True):
        assert np.array_equal(one.points.codes, other.points.codes)
        assert np.array_equal(one.points.places, other.points.places)
    assert np.array_equal(back.pulses, made.pulses)
    assert np.array_equal(back.sound.levels, made.sound.levels)


def test_any_stretch_of_pictures_is_looked_at() -> None:
    """Pictures are kept eight together, and given from any one to any other."""
    made = as_print(shot(2, 3, seconds=3), asked=False)
    packed = open_fingerprint(pack_fingerprint_v3(made))
    for first, last in ((0, 18), (0, 1), (7, 8), (8, 9), (5, 13), (17, 18), (3, 3), (16, 30)):
        assert np.array_equal(packed.pictures(first, last), made.pulses[first:last])


def test_pictures_that_are_more_or_less_than_said_are_refused() -> None:
    """A few bytes may say that they are gigabytes: no more is unpacked than the head says; nor is less taken."""
    made = as_print(shot(2, 3, seconds=1), asked=False)
    packed = open_fingerprint(pack_fingerprint_v3(made))
    for content in (bytes(54 * 96 * 6 + 1), bytes(10**7), bytes(54 * 96), b""):
        coded = zlib.compress(content, 9)
        lying = replace(packed, coded=memoryview(coded), offsets=np.array([0, len(coded)], np.uint64))
        with pytest.raises(RegistryError, match="damaged pictures"):
            lying.pictures(0, 6)
    with pytest.raises(RegistryError, match="damaged pictures"):
        replace(packed, coded=memoryview(b"no pictures"), offsets=np.array([0, 11], np.uint64)).pictures(0, 6)


@pytest.mark.parametrize(("version", "rows"), [(1, 0), (2, 32), (3, 32)])
def test_golden_fingerprint_is_read(version: int, rows: int) -> None:
    """The files that were kept when each version was made have these numbers; the first one had no sound."""
    back = open_fingerprint((KEPT / f"fingerprint_v{version}.rfp").read_bytes()).unpack()
    assert back.sound.levels.shape == (rows, 32)
    assert back.sound.levels[16:17].tobytes().hex() == (SEVENTEENTH_ROW if rows else "")
    assert back.pulses.shape == (12, 54, 96)
    assert version < 3 or np.array_equal(back.pulses, as_print(shot(2, 3, seconds=2), asked=False).pulses)
    assert back.times[-1] == pytest.approx(11 / 6, abs=1e-4)
    assert [(frame.pulse, len(frame.points)) for frame in back.keyframes] == [(0, 120), (6, 120)]
    assert hex(int(back.keyframes[1].points.codes[3, 0])) == FOURTH_CODE


SEVENTEENTH_ROW = "000000000000000000000000005d6e3100006c63000000486a67000000004842"
FOURTH_CODE = "0x2e36da4417c3c454"


@pytest.mark.parametrize("place", [0, 5, 60, 400, -1, -40])
def test_changed_byte_is_noticed(place: int) -> None:
    """No byte can change without being noticed, and a piece is no fingerprint."""
    content = bytearray(GOLDEN.read_bytes())
    content[place] ^= 4
    with pytest.raises(RegistryError, match=r"film\.rfp") as told:
        open_fingerprint(bytes(content), where="film.rfp")
    assert "reel films --remove" in told.value.mend
    with pytest.raises(RegistryError):
        open_fingerprint(GOLDEN.read_bytes()[: abs(place) * 20])
