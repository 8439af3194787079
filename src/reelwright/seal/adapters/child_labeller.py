"""Burns a visible label into a film of anybody's, in a process that can open nothing else."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from reelwright.seal.errors import MediaError
from reelwright.seal.media.magic import HEAD_BYTES, container_of

_PROGRAM: Final = "import sys; from reelwright.seal.adapters.label_child import main; main(sys.argv[1:])"
_KEPT: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class ChildLabeller:
    """Letters the label large for the opening and small after that.

    Args:
        seconds: how long it is large; the law asks for 2 or more.
    """

    seconds: float = 3.0

    def burn(self, media: Path, labelled: Path, words: str, hear: Callable[[float], None] = lambda _: None) -> str:
        """Write the labelled film as an MP4; its pictures are encoded anew, its sound is copied where it can be."""
        try:
            with media.open("rb") as file:
                container = container_of(file.read(HEAD_BYTES), where=str(media))
                file.seek(0)
                answer = _answer([container, words, str(self.seconds)], file, hear)
        except OSError as error:
            raise MediaError(f"cannot read: {error.strerror or error}", where=str(media)) from error
        if not answer or answer.startswith(b"!"):
            words_of_it = answer[1:300].decode("utf-8", "replace") or "the process that labels it broke"
            mend = "choose a shorter label, or export the film as an MP4 and seal that"
            raise MediaError(f"the film cannot be labelled: {words_of_it}", where=str(media), mend=mend)
        labelled.write_bytes(answer)
        return f"“{words}” burned into the picture, large for the first {self.seconds:g} s"


def _answer(asked: list[str], film: IO[bytes], hear: Callable[[float], None]) -> bytes:
    """What the process says in the end; on the way it says on its second pipe how far it is."""
    with subprocess.Popen(
        [sys.executable, "-I", "-c", _PROGRAM, *asked],
        stdin=film,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
    ) as running:
        try:
            return _listened(running, hear)
        finally:
            running.kill()


def _listened(running: subprocess.Popen[bytes], hear: Callable[[float], None]) -> bytes:
    said, waiting = bytearray(), 2
    with selectors.DefaultSelector() as pipes:
        for pipe in (running.stdout, running.stderr):
            if pipe is not None:
                pipes.register(pipe, selectors.EVENT_READ)
        while waiting:
            for ready, _ in pipes.select():
                piece = os.read(ready.fd, 1 << 16)
                if not piece:
                    pipes.unregister(ready.fileobj)
                    waiting -= 1
                elif ready.fileobj is running.stdout:
                    said += piece
                else:
                    hear(piece[-1] / 100)
    return bytes(said)
