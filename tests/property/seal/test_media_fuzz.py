"""Damaged files: whatever bytes a film is changed to, the reader answers or raises its own error, in time.

``make fuzz`` runs 60 seeds with 200 changes each.
"""

import contextlib
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.film import ReelError
from reelwright.seal import MediaError, MediaWish, PictureWish, ReadingEnd
from reelwright.seal.adapters.media import wire
from reelwright.seal.adapters.media.reader import ChildReader

sys.path.append(str(Path(__file__).parents[2] / "unit/seal/media"))
from filming import film

FUZZ = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
KINDS = (
    *(("mp4", "libx264"), ("mov", "mpeg4"), ("matroska", "libx264"), ("mpegts", "mpeg2video"), ("webm", "libvpx")),
    *(("avi", "mjpeg"), ("flv", "libx264"), ("ogg", "libtheora"), ("mpeg", "mpeg1video"), ("gif", "gif")),
)
SOUNDS = {"mp4": "aac", "matroska": "flac", "webm": "libopus", "mpegts": "mp2"}


def seeds(*, all_of_them: bool) -> list[bytes]:
    """Small films of many kinds: sixty for the nightly run, a few for every other."""
    made = []
    for length in (1, 3, 5, 8, 12, 20) if all_of_them else (5,):
        for kind, codec in KINDS if all_of_them else KINDS[:4]:
            try:
                pixels = "rgb8" if kind == "gif" else "yuvj420p" if codec == "mjpeg" else "yuv420p"
                made.append(film(frames=length, kind=kind, codec=codec, pixels=pixels, sound=SOUNDS.get(kind, "")))
            except ValueError:  # this build of the library has no such encoder
                continue
    return made


def outcome(path: Path) -> object:
    """The last item of a reading, or the error that ended it."""
    try:
        return list(ChildReader().read(path, MediaWish(PictureWish(64), marks=True, sound_rate=8000)))[-1]
    except MediaError as error:
        return error


SEEDS = seeds(all_of_them=FUZZ)


@settings(max_examples=200 * len(SEEDS) if FUZZ else 20)
@given(st.data())
def test_changed_film_is_an_answer_or_a_typed_error(data: st.DataObject) -> None:
    """No change to a film's bytes breaks the asking process or holds it for longer than 30 seconds."""
    content = np.frombuffer(data.draw(st.sampled_from(SEEDS)), np.uint8).copy()
    chance = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    places = chance.integers(0, min(len(content), chance.choice([64, 1024, len(content)])), chance.integers(1, 40))
    content[places] = chance.integers(0, 256, len(places))
    cut = len(content) if chance.random() < 0.7 else int(chance.integers(1, len(content)))
    before = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film"
        path.write_bytes(content[:cut].tobytes())
        assert isinstance(outcome(path), ReadingEnd | MediaError)
    assert time.monotonic() - before < 30


@given(st.sampled_from(sorted(wire.LONGEST)), st.binary(max_size=200))
def test_messages_of_a_broken_decoder_are_refused(kind: bytes, body: bytes) -> None:
    """Any bytes from the child are an item of ours or a typed error."""
    with contextlib.suppress(ReelError):
        assert wire.unpack(kind, body)


@pytest.mark.parametrize("text", ["[[[[", "{}", '{"picture": 3}', "[" * 5000, "null", "1e999"])
def test_facts_that_are_no_facts_are_refused(text: str) -> None:
    """JSON of any other shape is a typed error."""
    with pytest.raises(MediaError):
        wire.unpack(b"F", text.encode())
