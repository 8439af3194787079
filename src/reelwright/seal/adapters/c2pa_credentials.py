"""Content credentials by the C2PA SDK (c2pa-python over c2pa-rs).

Files of others are read in a process of their own that can open nothing else (``c2pa_child``).
The SDK never goes to the network for us, except to the time-stamping authority that was asked for.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

import c2pa

from reelwright.film import ReelError
from reelwright.seal.credentials import Declaration, Reading
from reelwright.seal.errors import MediaError, SigningError, TimeStampError
from reelwright.seal.manifest import ingredient_definition, manifest_definition, numbered
from reelwright.seal.ports import Signer
from reelwright.seal.reading import read_report

from .c2pa_child import settings
from .c2pa_reading import ask_reader

_AGAIN: Final = "nothing was written; seal again"


class C2paCredentials:
    """Reads and writes C2PA manifests."""

    def embed(
        self, media: Path, sealed: Path, declaration: Declaration, signer: Signer, *, stamp_url: str = ""
    ) -> bytes:
        """Write a signed copy of a file; the signature is checked before the copy gets its name."""
        heard = _Ask(signer)
        with _draft_of(sealed) as draft, _opened(media) as source, draft.open("w+b") as target:
            try:
                credential = _build(declaration, heard, source, target, stamp_url)
            except c2pa.C2paError as error:
                raise _signing_error(error, heard, media, stamp_url) from error
            target.flush()
            os.fsync(target.fileno())
        return credential

    def read(self, media: Path, *, roots: str = "") -> Reading | None:
        """Read in a process of its own."""
        return self.read_fragments(media, (), roots=roots)

    def read_fragments(self, first: Path, fragments: Sequence[Path], *, roots: str = "") -> Reading | None:
        """Read the first piece, then hold every other one against it."""
        report = ask_reader([first, *fragments], roots)
        return None if report is None else read_report(report)


class _Ask:
    """What the SDK calls for a signature; keeps the error that the SDK would swallow."""

    def __init__(self, signer: Signer) -> None:
        self.signer = signer
        self.error: ReelError | None = None
        self.signed = False

    def __call__(self, content: bytes) -> bytes:
        try:
            signature = self.signer.sign(content)
        except ReelError as error:
            self.error = error
            return b""
        self.signed = True
        return signature


def _build(declaration: Declaration, ask: _Ask, source: IO[bytes], target: IO[bytes], stamp_url: str) -> bytes:
    context = c2pa.Context(c2pa.Settings.from_dict(settings()))
    algorithm = c2pa.C2paSigningAlg.ES256
    with (
        c2pa.Signer.from_callback(ask, algorithm, ask.signer.certificates, stamp_url or None) as signer,
        c2pa.Builder(json.dumps(manifest_definition(declaration)), context) as builder,
    ):
        for name, ingredient in numbered(declaration):
            if ingredient.file is not None:
                with _opened(ingredient.file) as content:
                    definition = json.dumps(ingredient_definition(name, ingredient))
                    builder.add_ingredient(definition, ingredient.media_type, content)
        return bytes(builder.sign(signer, declaration.media_type, source, target))


def _signing_error(error: c2pa.C2paError, ask: _Ask, media: Path, stamp_url: str) -> ReelError:
    words = str(error)
    if ask.error is not None:
        return ask.error
    if stamp_url and ask.signed:  # the stamp is asked for after the signature
        return TimeStampError(
            f"the time-stamping authority gave no token: {words}", where=stamp_url, mend=f"{_AGAIN}, or without it"
        )
    if isinstance(error, c2pa.C2paError.NotSupported) or "could not be parsed" in words:
        return MediaError(
            f"this file cannot carry a credential: {words}", where=str(media), mend="export it as MP4, JPEG or PNG"
        )
    return SigningError(f"the file cannot be signed: {words}", where=str(media), mend=_AGAIN)


@contextlib.contextmanager
def _opened(media: Path) -> Iterator[IO[bytes]]:
    try:
        source = media.open("rb")
    except OSError as error:
        raise MediaError(
            f"cannot read: {error.strerror or error}", where=str(media), mend="name a file that you may read"
        ) from error
    with source:
        yield source


@contextlib.contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """A file beside the wanted one that takes its name when all went well, and else goes."""
    handle, name = tempfile.mkstemp(prefix=".film-", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
