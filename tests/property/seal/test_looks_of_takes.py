"""Looking take by take: whatever the cut, it shows to the byte what decoding the whole film shows."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reelwright.film import FrameRate, FrameSize
from reelwright.seal import (
    LOOK_SIDE,
    LookTaker,
    TakeLook,
    fingerprint_of_looks,
    frame_marks,
    heard,
    look_at_take,
    seen_in_looks,
)
from reelwright.seal.adapters.media.eye import PlanarEye
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.seal.detector.describe import fingerprint_file
from reelwright.seal.detector.packing import pack_fingerprint_v3
from reelwright.seal.detector.thin import thinned
from reelwright.studio import PictureSettings
from reelwright.studio.adapters.cutter import PyavCutter
from reelwright.studio.adapters.x264 import TakeEncoder

READER = ChildReader()
RATES = [FrameRate(24), FrameRate(25), FrameRate(30), FrameRate(30_000, 1001)]
SIZES = [FrameSize(96, 160), FrameSize(162, 90), FrameSize(540, 674)]


def filmed(seed: int, frames: int, picture: PictureSettings) -> tuple[bytes, TakeLook | None]:
    """A take of soft noise that drifts on twos, and the look at it while it was filmed."""
    size, eye, taker = (picture.size.width, picture.size.height), PlanarEye(), LookTaker()
    seen = 0

    def watch(number: int, i420: bytes) -> None:
        nonlocal seen
        seen += 1
        name, small = eye.see(i420, size, LOOK_SIDE)
        taker.name(number, name)
        taker.show(number, small)

    coarse = np.random.default_rng(seed).integers(20, 230, (size[1] * 3 // 16 + 1, size[0] // 8 + 1), np.uint8)
    whole = np.kron(coarse, np.ones((8, 8), np.uint8))[: size[1] * 3 // 2, : size[0]]
    with TakeEncoder(picture, watch) as encoder:
        for number in range(frames):
            if number % 2:
                encoder.repeat()
            else:
                encoder.add(np.roll(whole, 3 * number, axis=0))
        take = encoder.finish()
    return take, taker.look() if seen else None


@settings(max_examples=4)
@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=3), st.sampled_from(RATES), st.sampled_from(SIZES), st.integers(0)
)
@example([31, 1, 7, 44], FrameRate(30), FrameSize(96, 160), 1)
def test_looks_at_takes_show_what_the_film_of_them_shows(
    lengths: list[int], rate: FrameRate, size: FrameSize, seed: int
) -> None:
    """Watched or decoded, the names of the frames and the fingerprint with its sound are those of the whole file."""
    picture = PictureSettings(size, rate, preset="ultrafast")
    takes, looks = zip(*(filmed(seed + at, frames, picture) for at, frames in enumerate(lengths)), strict=True)
    sound = np.random.default_rng(seed).integers(-9000, 9000, sum(lengths) * 4000, np.int16).repeat(2)
    with TemporaryDirectory() as folder:
        film, alone = Path(folder) / "film.mp4", Path(folder) / "take.mp4"
        PyavCutter().join(takes, film, sound=sound.tobytes())
        decoded = []
        for take in takes:
            alone.write_bytes(take)
            decoded.append(TakeLook.read(look_at_take(READER, alone).write()))
        for watched, look in zip(looks, decoded, strict=True):
            assert watched in (look, None)
        assert [name for look in decoded for name in look.names] == [m.digest for m in frame_marks(READER, film)[0]]
        whole = pack_fingerprint_v3(thinned(fingerprint_file(READER, film)))
        assert fingerprint_of_looks(seen_in_looks(decoded, rate.ratio), heard(READER, film)) == whole
