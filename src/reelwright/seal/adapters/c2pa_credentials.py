"""Content credentials by the C2PA SDK (c2pa-python over c2pa-rs).

Files are read and signed in a process of their own that can open nothing else (``c2pa_child``,
``c2pa_sign_child``), because parsing a file of anybody's is the SDK's work in both. The SDK never goes to the
network: the time-stamping authority that was asked for is asked from here.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from reelwright.film import ReelError, plain_file
from reelwright.seal.credentials import Declaration, Reading
from reelwright.seal.errors import MediaError, SigningError, TimeStampError
from reelwright.seal.keys import certificate_digest, certificates_in
from reelwright.seal.manifest import ingredient_definition, manifest_definition, numbered
from reelwright.seal.ports import Signer
from reelwright.seal.reading import read_report

from .c2pa_reading import ask_reader
from .c2pa_signing import SignWish, ask_signer

_TRUSTED: Final = "signingCredential.trusted"
_AGAIN: Final = "nothing was written; seal again"


class C2paCredentials:
    """Reads and writes C2PA manifests.

    Args:
        seconds: how long a signing may take.
        stamp_seconds: the same where an authority is asked for a time stamp.
    """

    def __init__(self, seconds: float = 900.0, stamp_seconds: float = 120.0) -> None:
        self._seconds, self._stamp_seconds = seconds, stamp_seconds

    def embed(
        self, media: Path, sealed: Path, declaration: Declaration, signer: Signer, *, stamp_url: str = ""
    ) -> bytes:
        """Write a signed copy of a file, in a process of its own; the copy gets its name when it is whole."""
        heard = _Ask(signer, stamp_url, self._stamp_seconds)
        _look(media)
        with _draft_of(sealed) as draft:
            parts = tuple(
                (json.dumps(ingredient_definition(name, each)), each.media_type, each.file)
                for name, each in numbered(declaration)
                if each.file is not None
            )
            for _, _, file in parts:
                _look(file)
            definition = json.dumps(manifest_definition(declaration))
            seconds = self._stamp_seconds if stamp_url else self._seconds
            wish = SignWish(
                media, draft, declaration.media_type, definition, parts, signer.certificates, bool(stamp_url), seconds
            )
            answer = ask_signer(wish, heard, heard.stamp)
            if "credential" not in answer:
                raise _signing_error(answer, heard, media, stamp_url)
            with draft.open("rb+") as written:
                os.fsync(written.fileno())
        return base64.b64decode(answer["credential"])

    def read(self, media: Path, *, roots: str = "") -> Reading | None:
        """Read in a process of its own."""
        return self.read_fragments(media, (), roots=roots)

    def read_fragments(self, first: Path, fragments: Sequence[Path], *, roots: str = "") -> Reading | None:
        """Read the first piece, then hold every other one against it."""
        report = ask_reader([first, *fragments], roots)
        if report is None:
            return None
        reading = read_report(report)
        if not reading.has(_TRUSTED):
            return reading
        return dataclasses.replace(reading, root=self._root_of([first, *fragments], certificates_in(roots)))

    def _root_of(self, files: Sequence[Path], roots: Sequence[str]) -> str:
        """Which of the known roots a trusted signer's certificate leads to; the validator is asked by halves."""
        while len(roots) > 1:
            half = roots[: len(roots) // 2]
            report = ask_reader(files, "".join(half))
            leads_there = report is not None and read_report(report).has(_TRUSTED)
            roots = half if leads_there else roots[len(half) :]
        return certificate_digest(roots[0]) if roots else ""


class _Ask:
    """What the SDK calls for a signature and a time stamp; keeps the error that the SDK would swallow."""

    def __init__(self, signer: Signer, stamp_url: str, stamp_seconds: float) -> None:
        self.signer, self.stamp_url, self.stamp_seconds = signer, stamp_url, stamp_seconds
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

    def stamp(self, query: bytes) -> bytes:
        """The authority's answer; what it says is checked by the SDK."""
        from .rfc3161_stamper import Rfc3161Stamper  # noqa: PLC0415 the client of the network comes with it

        try:
            return Rfc3161Stamper(self.stamp_url, self.stamp_seconds).answer(query)
        except ReelError as error:
            self.error = error
            return b""


def _signing_error(answer: Mapping[str, str], ask: _Ask, media: Path, stamp_url: str) -> ReelError:
    words, kind = answer["error"], answer["kind"]
    if ask.error is not None:
        return ask.error
    if stamp_url and ask.signed and kind in {"signing", "late"}:  # the stamp is asked for after the signature
        return TimeStampError(
            f"the time-stamping authority gave no token: {words}", where=stamp_url, mend=f"{_AGAIN}, or without it"
        )
    if kind == "media":
        return MediaError(
            f"this file cannot carry a credential: {words}", where=str(media), mend="export it as MP4, JPEG or PNG"
        )
    return SigningError(f"the file cannot be signed: {words}", where=answer.get("where", str(media)), mend=_AGAIN)


def _look(media: Path) -> None:
    """See that a file can be read, before a process is started for it."""
    try:
        media.open("rb").close()
    except OSError as error:
        raise MediaError(
            f"cannot read: {error.strerror or error}", where=str(media), mend="name a file that you may read"
        ) from error


@contextlib.contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """A file beside the wanted one that takes its name when all went well, and else goes."""
    handle, name = tempfile.mkstemp(prefix=".film-", dir=plain_file(path).parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
