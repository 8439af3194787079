"""How deep Python may call itself: as deep as an EVM needs, and only while one runs.

Importing py-evm raises the limit of the whole process to 10,240 for contracts that call each other
1,024 deep. With that limit, hostile input that nests deeply (JSON, for one) overruns the C stack
and ends the process where it would have raised an error. So the limit is put back after the import.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator
from typing import Final

_OF_AN_EVM: Final = 10_240
_turn = threading.Lock()
_running = 0
_usual = sys.getrecursionlimit()


@contextlib.contextmanager
def usual_after_import() -> Iterator[None]:
    """Whatever is imported within leaves the limit as it was."""
    before = sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextlib.contextmanager
def deep_enough_for_an_evm() -> Iterator[None]:
    """The limit that an EVM needs, until the last one that runs is done."""
    global _running, _usual  # noqa: PLW0603 the limit is the whole process's
    with _turn:
        if _running == 0:
            _usual = sys.getrecursionlimit()
            sys.setrecursionlimit(max(_OF_AN_EVM, _usual))
        _running += 1
    try:
        yield
    finally:
        with _turn:
            _running -= 1
            if _running == 0:
                sys.setrecursionlimit(_usual)
