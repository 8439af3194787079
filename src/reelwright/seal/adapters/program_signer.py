"""A signer that is a program: it gets what is to be signed on its standard input and writes the signature.

That is how `openssl dgst -sha256 -sign KEY`, `pkcs11-tool --sign` and the small scripts around a key
service already work. What it writes is checked against the certificate, as any callback's answer is.
Tried with openssl and with a program that misbehaves; no token and no key service was at hand.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reelwright.seal.errors import KeyFileError, SigningError

from .callback_signer import CallbackSigner
from .local_keys import subject_of

_LONGEST: Final = 1024  # bytes of a signature with whatever a program writes around it
_MEND: Final = "run it by hand: it gets the content on standard input, and writes the signature and nothing else"


@dataclass(frozen=True, slots=True)
class SigningProgram:
    """Runs a program once for each signature.

    Args:
        command: program and arguments; no shell reads them.
        seconds: how long it may take.
    """

    command: tuple[str, ...]
    seconds: float = 30.0

    def __call__(self, content: bytes) -> bytes:
        """What the program writes.

        Raises:
            SigningError: it cannot be run, fails, takes too long, or writes too much.
        """
        try:
            done = subprocess.run(
                self.command, input=content, capture_output=True, timeout=self.seconds, check=False, close_fds=True
            )
        except subprocess.TimeoutExpired:
            raise self._error(f"did not answer within {self.seconds:g} s") from None
        except OSError as error:
            raise self._error(f"cannot be run: {error.strerror or error}") from error
        if done.returncode != 0:
            words = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise self._error(f"ended with {done.returncode}{': ' + words[-1][:200] if words else ''}")
        if len(done.stdout) > _LONGEST:
            raise self._error("wrote more than a signature")
        return done.stdout

    def _error(self, what: str) -> SigningError:
        return SigningError(f"the signing program {what}", where=self.command[0], mend=_MEND)


def open_program_signer(command: str, chain: Path, *, seconds: float = 30.0) -> CallbackSigner:
    """A signer from a command line and a certificate chain in PEM, the signer's first.

    Raises:
        KeyFileError: the chain cannot be read, or this is no command.
    """
    try:
        words = tuple(shlex.split(command, posix=os.name != "nt"))
    except ValueError:
        words = ()
    if not words:
        mend = "name one, such as: openssl dgst -sha256 -sign key.pem"
        raise KeyFileError("this is no command of a program that signs", where=command, mend=mend)
    try:
        certificates = chain.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        mend = "name the chain in PEM, the signer's certificate first"
        raise KeyFileError("the certificates cannot be read", where=str(chain), mend=mend) from error
    subject_of(certificates)
    return CallbackSigner(certificates, SigningProgram(words, seconds), seconds=seconds + 5)
