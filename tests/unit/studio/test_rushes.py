"""The pictures of a take, seen while it is encoded."""

import sys
from pathlib import Path

import pytest

from reelwright.film import FrameSize
from reelwright.studio.adapters.rushes import Rushes


@pytest.mark.skipif(sys.platform != "linux", reason="files in memory have names on Linux alone")
def test_a_picture_that_could_not_be_written_is_not_seen() -> None:
    """Where files may not grow so far, the pictures that are whole are shown, and the others are passed over."""
    size = FrameSize(64, 64)
    picture = bytes(range(256)) * 24
    seen: list[tuple[int, bytes]] = []
    rushes = Rushes(size, lambda number, i420: seen.append((number, i420)))
    Path(rushes.parameter.removeprefix(":dump-yuv=")).write_bytes(picture + picture[:100])
    rushes.show([0, 1, 9])
    rushes.close()
    assert seen == [(0, picture)]
