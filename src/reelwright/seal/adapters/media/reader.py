"""Opens media in a child process: the adapter of ``MediaReader``.

Knows how the child is started, listened to and ended. Refuses to decode anything itself: the
only bytes of the file that this process looks at are the first few and the text of playlists.
"""

from __future__ import annotations

import dataclasses
import json
import os
import selectors
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from reelwright.seal.errors import MediaError
from reelwright.seal.media.errors import MediaDamagedError, MediaFormatError, MediaLimitError
from reelwright.seal.media.magic import HEAD_BYTES, container_of
from reelwright.seal.media.model import (
    FrameMark,
    MediaFacts,
    MediaLimits,
    MediaWish,
    Picture,
    ReadingEnd,
    SoundBlock,
)
from reelwright.seal.media.playlist import Piece, resolve_folder

from . import wire
from .nursery import Child, Nursery

_TIMED_OUT: Final = "the file took more time than one file may take"


class ChildReader:
    """Reads media in a process of its own that can open nothing else.

    Args:
        limits: what one file may cost.
    """

    def __init__(self, limits: MediaLimits | None = None) -> None:
        self._limits = limits or MediaLimits()
        self._nursery = Nursery()

    def __reduce__(self) -> tuple[type[ChildReader], tuple[MediaLimits]]:
        return (ChildReader, (self._limits,))  # each process starts children of its own

    def probe(self, media: Path) -> MediaFacts:
        """Say what a file holds."""
        with _source(media) as source:
            facts = self._facts(source.file, str(media))
            if not source.is_folder:
                return facts
            sound = self._facts(source.sound, str(media)).sound if source.sound else facts.sound
            return dataclasses.replace(facts, container="hls", sound=sound)

    def read(self, media: Path, wish: MediaWish) -> Iterator[Picture | FrameMark | SoundBlock | ReadingEnd]:
        """Decode a file once and give what was asked for."""
        with _source(media) as source:
            if source.sound and wish.sound_rate:
                heard = dataclasses.replace(wish, pictures=None, marks=False)
                yield from (item for item in self._items(source.sound, heard, media) if isinstance(item, SoundBlock))
                wish = dataclasses.replace(wish, sound_rate=0)
            yield from self._items(source.file, wish, media)

    def _facts(self, file: IO[bytes], where: str) -> MediaFacts:
        for item in self._ask(file, "", where):
            if isinstance(item, MediaFacts):
                return item
        raise MediaDamagedError("the decoder said nothing", where=where)

    def _items(
        self, file: IO[bytes], wish: MediaWish, media: Path
    ) -> Iterator[Picture | FrameMark | SoundBlock | ReadingEnd]:
        for item in self._ask(file, wire.wish_to_text(wish), str(media)):
            if not isinstance(item, MediaFacts):
                yield item

    def _ask(self, file: IO[bytes], wish: str, where: str) -> Iterator[wire.Item]:
        container = _container(file, where)
        size_mb = os.fstat(file.fileno()).st_size // 1_000_000
        cpu_seconds = self._limits.cpu_seconds + self._limits.cpu_seconds_per_mb * size_mb
        limits = json.dumps([self._limits.memory_bytes, cpu_seconds, self._limits.pixels])
        file.seek(0)
        child = self._nursery.start([container, limits, wish], file)
        try:
            yield from self._listen(child, where)
        finally:
            child.end()

    def _listen(self, child: Child, where: str) -> Iterator[wire.Item]:
        pipe = _Pipe(child, self._limits.stall_seconds, where)
        while True:
            kind, length = wire.HEAD.unpack(pipe.take(wire.HEAD.size))
            if length > wire.LONGEST.get(kind, -1):
                raise MediaDamagedError("the decoder gave nonsense (length)", where=where)
            body = pipe.take(length)
            if kind == b"X":
                raise _error(body, where)
            if kind == b"H":
                continue
            item = wire.unpack(kind, body)
            if isinstance(item, ReadingEnd | MediaFacts):
                child.finish()
                yield item
                return
            yield item


class _Pipe:
    """Takes bytes from a child and ends the wait when it is silent for too long."""

    def __init__(self, child: Child, stall_seconds: float, where: str) -> None:
        self._child, self._stall, self._where = child, stall_seconds, where
        self._file = child.out
        self._held = bytearray()
        self._wait = selectors.DefaultSelector()
        self._wait.register(self._file, selectors.EVENT_READ)

    def take(self, size: int) -> bytes:
        while len(self._held) < size:
            if not self._wait.select(self._stall):
                raise MediaLimitError(_TIMED_OUT, where=self._where, mend="re-encode it, or give a part of it")
            got = os.read(self._file, max(65536, size - len(self._held)))
            if not got:
                raise self._death()
            self._held += got
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def _death(self) -> MediaError:
        code = self._child.code()
        if code == -24:  # SIGXCPU
            return MediaLimitError(_TIMED_OUT, where=self._where, mend="re-encode it, or give a part of it")
        if code == -9:
            return MediaLimitError("the decoder was ended for the memory or time that the file took", where=self._where)
        if code == -11:  # SIGSEGV: where memory ends, libraries fall over as often as they say so
            what = "the decoder broke off: the file asks for more memory than one file may have, or is damaged"
            return MediaLimitError(what, where=self._where, mend="export it again, smaller")
        return MediaDamagedError(f"the decoder broke on this file (exit {code})", where=self._where)


def _error(body: bytes, where: str) -> MediaError:
    try:
        name, what, mend = json.loads(body)
        return wire.ERRORS[name](str(what), where=where, mend=str(mend))
    except (ValueError, KeyError, TypeError):
        return MediaDamagedError("the decoder gave nonsense (error)", where=where)


@dataclass(frozen=True, slots=True)
class _Source:
    file: IO[bytes]
    is_folder: bool = False
    sound: IO[bytes] | None = None


@contextmanager
def _source(media: Path) -> Iterator[_Source]:
    with ExitStack() as opened:
        try:
            source = _opened(media, opened)
        except OSError as error:
            raise MediaFormatError(f"the file cannot be read ({error.strerror})", where=str(media)) from error
        yield source


def _opened(media: Path, opened: ExitStack) -> _Source:
    if media.is_dir():
        folder = resolve_folder(media)
        sound = _joined(folder.sound, opened) if folder.sound else None
        return _Source(_joined(folder.pieces, opened), is_folder=True, sound=sound)
    if not media.is_file():
        raise MediaFormatError("there is no such file", where=str(media), mend="check the path")
    return _Source(opened.enter_context(media.open("rb", buffering=0)))


def _joined(pieces: tuple[Piece, ...], opened: ExitStack) -> IO[bytes]:
    joined = opened.enter_context(tempfile.TemporaryFile(buffering=0))  # noqa: SIM115 the stack closes it
    for piece in pieces:
        with piece.path.open("rb") as file:
            file.seek(piece.offset)
            if piece.length is None:
                shutil.copyfileobj(file, joined, 1 << 20)
            else:
                joined.write(file.read(piece.length))
    return joined


def _container(file: IO[bytes], where: str) -> str:
    file.seek(0)
    return container_of(file.read(HEAD_BYTES), where=where)
