"""Bytes by digest, for any bytes."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelwright.store import ByteFolder


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a disk may be slow
@given(st.lists(st.binary(max_size=200), max_size=8))
def test_everything_put_is_got_and_stored_once(contents: list[bytes]) -> None:
    """Whatever is put in whatever order comes back, and equal bytes lie there once."""
    with tempfile.TemporaryDirectory() as folder:
        store = ByteFolder(Path(folder))
        digests = [store.put(content) for content in contents]
        assert [store.get(digest) for digest in digests] == contents
        assert sum(path.is_file() for path in Path(folder).rglob("*")) == len(set(contents))
