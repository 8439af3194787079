"""What a process gives up before it looks at a file that nobody vouches for.

It keeps the descriptors that it has and can open no other: no file, no socket, no program. On
systems without resource limits (Windows) only the watch of the asking process is left.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys

_NEW_USER, _NEW_NETWORK, _NO_NEW_PRIVILEGES = 0x10000000, 0x40000000, 38
_SET_FLAGS, _UP = 0x8914, 0x41  # and running
_CREATE_RULESET, _RESTRICT_SELF, _ALL_ACCESS = 444, 446, (1 << 13) - 1
_SOCKETS = 32


def confine(memory_bytes: int, cpu_seconds: int, *, written: int = 0, loopback: bool = False) -> None:
    """Take from this process all that its work does not need; there is no way back.

    Args:
        memory_bytes: of address space.
        cpu_seconds: of processor time.
        written: bytes that it may write to a file that is open already.
        loopback: it may open sockets, to talk to itself: on Linux where there is no way out, and with no file in reach.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 not on every system

    if sys.platform == "linux":
        _leave_the_network(loopback=loopback)
        if loopback:
            _let_go_of_files()
        _bound(resource.RLIMIT_AS, memory_bytes)
    _bound(resource.RLIMIT_CPU, cpu_seconds)
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_FSIZE, written)
    # The limit is one more than the highest descriptor that may be opened: nothing more can be.
    _bound(resource.RLIMIT_NOFILE, _SOCKETS if loopback else 0)


def _bound(what: int, most: int) -> None:
    import resource  # noqa: PLC0415 not on every system

    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _leave_the_network(*, loopback: bool) -> None:
    # Not allowed everywhere; where it is not, the limit on descriptors still refuses every socket.
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if system.unshare(_NEW_USER | _NEW_NETWORK) == 0 and loopback:
            _raise_the_loopback()


def _raise_the_loopback() -> None:
    """A network of one's own begins with its loopback down (netdevice(7): SIOCSIFFLAGS)."""
    import fcntl  # noqa: PLC0415 not on every system
    import socket  # noqa: PLC0415 the same

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP))


def _let_go_of_files() -> None:
    """Forbid every access to files by their names (landlock(7), version 1 and later); what is open stays open."""
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        rights = ctypes.c_uint64(_ALL_ACCESS)
        rules = system.syscall(_CREATE_RULESET, ctypes.byref(rights), ctypes.c_size_t(8), ctypes.c_uint32(0))
        if rules >= 0:
            system.syscall(_RESTRICT_SELF, rules, ctypes.c_uint32(0))
            os.close(rules)
