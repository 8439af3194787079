"""Work that is done beside the line, by a thread.

Python waits for it when the run ends before: a thread that is cut off in the middle of a library's C++ takes the
whole process with it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

_Made = TypeVar("_Made")


def ahead(make: Callable[[], _Made]) -> Future[_Made]:
    """What will be made; whoever asks for the result waits for it, and hears of what went wrong."""
    coming: Future[_Made] = Future()

    def work() -> None:
        try:
            coming.set_result(make())
        except Exception as error:  # noqa: BLE001 whoever asks for the result hears of it
            coming.set_exception(error)

    threading.Thread(target=work).start()
    return coming
