"""How the tests say that a contract must refuse."""

from collections.abc import Iterator
from contextlib import contextmanager

from evm import RevertedError


@contextmanager
def refused(reason: str) -> Iterator[None]:
    """Passes when the call inside was refused with exactly this reason."""
    try:
        yield
    except RevertedError as error:
        assert error.reason == reason, f"refused with {error.reason!r}, not {reason!r}"  # noqa: PT017
        return
    raise AssertionError(f"not refused; {reason!r} was wanted")
