"""Rushes: the pictures of a take as a decoder will give them, seen while x264 encodes.

x264 keeps every picture as it will be decoded, since later ones build on it, and writes them all to a
file when told to (``dump-yuv``). That file is memory here, and each picture is let go once it was seen.
It costs a tenth of decoding the take. Where files in memory have no names, as elsewhere than on
Linux, nothing is seen.
"""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Iterable

from reelwright.film import FrameSize
from reelwright.studio.ports import Watch


class Rushes:
    """Shows a watcher the pictures of one take.

    Args:
        size: of the pictures.
        watch: who sees them.
    """

    def __init__(self, size: FrameSize, watch: Watch) -> None:
        self._watch = watch
        self._bytes = size.width * size.height * 3 // 2
        self._file = _file_in_memory()

    @property
    def parameter(self) -> str:
        """What x264 is told, "" where nothing can be seen."""
        return "" if self._file is None else f":dump-yuv=/proc/self/fd/{self._file}"

    def show(self, numbers: Iterable[int]) -> None:
        """Show the pictures of these frames, which are encoded by now."""
        if self._file is None:
            return
        for number in numbers:
            content = os.pread(self._file, self._bytes, number * self._bytes)
            if len(content) == self._bytes:  # x264 may not write so far where the size of files is limited
                self._watch(number, content)
                _let_go(self._file, number * self._bytes, (number + 1) * self._bytes)

    def close(self) -> None:
        """Give all memory back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _file_in_memory() -> int | None:
    if sys.platform != "linux":
        return None
    try:
        file = os.memfd_create("rushes")
    except OSError:  # a kernel or a sandbox without it
        return None
    if os.path.exists(f"/proc/self/fd/{file}"):  # noqa: PTH110 a name of the kernel's, not a path
        return file
    os.close(file)  # no /proc: x264 could not find it
    return None


def _let_go(file: int, begin: int, end: int) -> None:
    """Give back the whole pages between two places of a file in memory."""
    if sys.platform != "linux":
        return
    page = mmap.ALLOCATIONGRANULARITY
    first, last = -(-begin // page) * page, end // page * page
    if last > first:
        with mmap.mmap(file, last - first, offset=first) as held:
            held.madvise(mmap.MADV_REMOVE)
