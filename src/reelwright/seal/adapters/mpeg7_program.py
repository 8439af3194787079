"""Video signatures of MPEG-7 (ISO/IEC 15938-3) by an FFmpeg that has the filter ``signature``.

The program is no part of us (GPL) and opens no file of anybody's: it is given grey pictures of one size through a
pipe, and what it writes is read as numbers and nothing else.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import tempfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Final

from reelwright.seal.errors import SealError
from reelwright.seal.media.model import Picture

RATE: Final = 5
"""Pictures a second, as ISO 24138 takes them."""

NUMBERS: Final = 380
_PATIENCE_SECONDS: Final = 600
_FRAME: Final = re.compile(rb"<FrameSignature>([012\s]{1,2000})</FrameSignature>")


class Mpeg7Program:
    """Asks one program.

    Args:
        program: path of an FFmpeg.
    """

    def __init__(self, program: str) -> None:
        self._program = program

    @property
    def is_able(self) -> bool:
        """The program is there and was built with the filter."""
        try:
            asked = [self._program, "-hide_banner", "-filters"]
            said = subprocess.run(asked, capture_output=True, check=True, timeout=30)
        except (OSError, subprocess.SubprocessError):
            return False
        return b" signature " in said.stdout

    def signatures(self, pictures: Iterable[Picture]) -> list[list[int]]:
        """The 380 numbers of each picture, none for no pictures.

        Raises:
            SealError: the program failed, pictures change their size, or it gave something else than it was asked for.
        """
        stream = iter(pictures)
        first = next(stream, None)
        if first is None:
            return []
        with tempfile.TemporaryDirectory(prefix="reel-mpeg7-") as folder:
            given = self._run(chain([first], stream), (first.width, first.height), Path(folder))
            written = Path(folder) / "signature.xml"
            found = _FRAME.findall(written.read_bytes()) if written.exists() else []
        rows = [[int(number) for number in each.split()] for each in found]
        if len(rows) != given or any(len(row) != NUMBERS for row in rows):
            raise SealError("the program gave no video signature of every picture", where=self._program)
        return rows

    def _run(self, pictures: Iterable[Picture], size: tuple[int, int], folder: Path) -> int:
        width, height = size
        asked = [self._program, "-loglevel", "error", "-nostdin", "-threads", "1"]
        asked += ["-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{width}x{height}", "-r", str(RATE), "-i", "pipe:0"]
        asked += ["-vf", "signature=format=xml:filename=signature.xml", "-f", "null", "-"]
        given = 0
        try:
            with subprocess.Popen(
                asked, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
            ) as running:
                try:
                    given = _feed(running, pictures, size)
                    running.wait(_PATIENCE_SECONDS)
                finally:
                    running.kill()
        except (OSError, subprocess.SubprocessError) as error:
            raise SealError(f"the program for video signatures failed ({error})", where=self._program) from error
        if running.returncode:
            raise SealError(f"the program for video signatures ended with {running.returncode}", where=self._program)
        return given


def _feed(running: subprocess.Popen[bytes], pictures: Iterable[Picture], size: tuple[int, int]) -> int:
    given = 0
    assert running.stdin is not None  # noqa: S101 it was asked for
    with contextlib.suppress(BrokenPipeError), running.stdin as pipe:  # why it broke off is told by its end
        for picture in pictures:
            if (picture.width, picture.height) != size:
                raise SealError("the pictures change their size, so they have no video signature")
            pipe.write(picture.pixels)
            given += 1
    return given
