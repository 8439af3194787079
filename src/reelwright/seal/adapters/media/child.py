"""The process that decodes: reads a file from its standard input and answers on its standard output.

Started by ``nursery`` with three arguments (demultiplexer, limits, wish); gives up every right before
it looks at the first byte. Refuses to know the file's name.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import pkgutil
import sys
import threading
from collections.abc import Iterator
from typing import Final

import av
import av.codec
import av.container
import av.error
import av.logging
import av.sidedata
import av.subtitles

from reelwright.seal.errors import MediaError
from reelwright.seal.media.errors import MediaDamagedError, MediaEncryptedError
from reelwright.seal.media.magic import holds_encrypted_track
from reelwright.seal.media.model import MediaWish

from . import wire
from .confinement import confine
from .decoding import Decoding

_STACK: Final = 8 << 20


def main(arguments: list[str]) -> None:
    """Answer one reading; the last message is an end or an error."""
    container, limits, wish = arguments
    memory_bytes, cpu_seconds, pixels = json.loads(limits)
    make_ready()
    confine(memory_bytes, cpu_seconds)
    # A main stack grows as it is used; where the limit of memory leaves it no room the process dies of a
    # fault (measured: 4 of 29 limits around what a large PNG needs). That of a thread is mapped whole before.
    threading.stack_size(_STACK)
    whole = list[bool]()
    work = threading.Thread(target=_work, args=(container, pixels, wish, whole))
    try:
        work.start()
    except RuntimeError:  # no room for its stack
        _say_memory()
        return
    work.join()
    if not whole:
        raise SystemExit(1)


def _work(container: str, pixels: int, wish: str, whole: list[bool]) -> None:
    """Answer; what went wrong with the file is an answer too, and ``whole`` says that there is one."""
    try:
        for item in answers(container, pixels, wire.wish_from_text(wish) if wish else None):
            send(*wire.pack(item)) if item else send(b"H", b"")
    except MediaError as error:
        send(b"X", json.dumps([type(error).__name__, error.what, error.mend]).encode()[:4096])
    except MemoryError:
        _say_memory()
    whole.append(True)


def _say_memory() -> None:
    send(b"X", json.dumps(["MediaLimitError", "the file asks for more memory than one file may have", ""]).encode())


def answers(container: str, pixels: int, wish: MediaWish | None) -> Iterator[wire.Item | None]:
    """The facts when there is no wish, else what was wished for; None is a sign of life."""
    source = Source()
    if container == "mov" and holds_encrypted_track(source):
        raise MediaEncryptedError("the film is encrypted", mend="give the file before it is encrypted")
    try:
        with Decoding(source, container, pixels) as decoding:
            if wish is None:
                yield decoding.facts()
            else:
                yield from decoding.items(wish)
    except av.error.FFmpegError as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from error
        raise MediaDamagedError(
            f"the file cannot be decoded ({error.strerror})", mend="fetch or export it again"
        ) from error


def make_ready() -> None:
    """Be silent, and import now what PyAV would import once no file can be opened."""
    av.logging.set_level(av.logging.PANIC)
    # PyAV imports the modules of a stream when it meets one; by then no file can be opened.
    for part in (av, av.audio, av.video, av.subtitles, av.codec, av.container, av.sidedata):
        for module in pkgutil.iter_modules(part.__path__, f"{part.__name__}."):
            if not module.name.endswith("__"):
                importlib.import_module(module.name)


class Source:
    """Standard input as the file-like thing that PyAV reads from."""

    name = "input"

    def __init__(self) -> None:
        self._file = os.fdopen(0, "rb", buffering=0, closefd=False)

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes."""
        return self._file.read(size) or b""

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place."""
        return self._file.tell()


def send(kind: bytes, body: bytes) -> None:
    """Write one message."""
    out = sys.stdout.buffer
    out.write(wire.HEAD.pack(kind, len(body)))
    out.write(body)
    out.flush()
