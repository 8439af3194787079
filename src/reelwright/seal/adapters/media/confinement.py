"""What a process gives up before it looks at a file that nobody vouches for.

It keeps the descriptors that it has and can open no other: no file, no socket, no program. On
systems without resource limits (Windows) only the watch of the asking process is left.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

_NEW_USER, _NEW_NETWORK, _NO_NEW_PRIVILEGES = 0x10000000, 0x40000000, 38


def confine(memory_bytes: int, cpu_seconds: int, *, written: int = 0, network: bool = False) -> None:
    """Take from this process all that its work does not need; there is no way back.

    Args:
        memory_bytes: of address space.
        cpu_seconds: of processor time.
        written: bytes that it may write to a file that is open already.
        network: it may open sockets, and with them a few more descriptors.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 not on every system

    if sys.platform == "linux":
        if not network:
            _leave_the_network()
        _bound(resource.RLIMIT_AS, memory_bytes)
    _bound(resource.RLIMIT_CPU, cpu_seconds)
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_FSIZE, written)
    # The limit is one more than the highest descriptor that may be opened: nothing more can be.
    if not network:
        _bound(resource.RLIMIT_NOFILE, 0)


def _bound(what: int, most: int) -> None:
    import resource  # noqa: PLC0415 not on every system

    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _leave_the_network() -> None:
    # Not allowed everywhere; where it is not, the limit on descriptors still refuses every socket.
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        system.unshare(_NEW_USER | _NEW_NETWORK)
