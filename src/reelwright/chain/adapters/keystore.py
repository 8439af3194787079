"""Keys on this machine: files in the format that every wallet reads (Web3 Secret Storage, scrypt).

Knows secp256k1 by coincurve; the form of the file is in ``secret_storage``. A key is in memory only inside its
signer, which neither shows nor pickles it. Refuses to know where the pass phrase comes from.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final, NoReturn

import coincurve

from reelwright.chain.errors import KeyFileError
from reelwright.chain.evm.keccak import keccak256
from reelwright.chain.evm.transactions import signed_bytes, signing_hash
from reelwright.chain.evm.typed import typed_hash
from reelwright.chain.model import Address, Transaction, TypedData

from .secret_storage import WrongWordsError, open_sealed_key, seal_key

_HEAVY: Final = 1 << 18
"""Scrypt's N for files: about half a second and 256 MB, as geth takes."""


class KeySigner:
    """Signs with a key that is in memory.

    Args:
        secret: the 32 bytes of the key.
    """

    __slots__ = ("_address", "_key")

    def __init__(self, secret: bytes) -> None:
        try:
            self._key = coincurve.PrivateKey(secret)
        except ValueError as error:
            raise KeyFileError("this is no key of the curve secp256k1", mend="make a new one") from error
        self._address = Address(keccak256(self._key.public_key.format(compressed=False)[1:])[12:])

    @property
    def address(self) -> Address:
        """Whose signatures these are."""
        return self._address

    def sign_transaction(self, transaction: Transaction) -> bytes:
        """The transaction with its signature; the same one always gives the same bytes (RFC 6979)."""
        signature = self._key.sign_recoverable(signing_hash(transaction), hasher=None)
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:64], "big")
        return signed_bytes(transaction, r=r, s=s, parity=signature[64])

    def sign_typed(self, typed: TypedData) -> bytes:
        """A signature over typed data: r, s, and v as 27 or 28; s is always low (EIP-2)."""
        signature = self._key.sign_recoverable(typed_hash(typed).raw, hasher=None)
        return signature[:64] + bytes([27 + signature[64]])

    def __repr__(self) -> str:
        return f"KeySigner({self._address})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key does not travel to another process")


def make_key_file(path: Path, password: str, *, secret: bytes | None = None, work: int = _HEAVY) -> KeySigner:
    """Make a key and keep it in a new file that only its owner may read.

    Args:
        path: the file; it may not be there yet.
        password: the words that open it.
        secret: a key that is there already, None for a new one.
        work: scrypt's N, a power of two.

    Raises:
        KeyFileError: the file is there, or cannot be written.
    """
    signer_secret = secret if secret is not None else coincurve.PrivateKey().secret
    signer = KeySigner(signer_secret)
    sealed = seal_key(signer_secret, signer.address, password.encode(), work=work)
    content = (json.dumps(sealed, indent=1) + "\n").encode("ascii")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        try:
            os.link(draft, path)  # whole or not at all, and never over another key
        finally:
            draft.unlink()
    except FileExistsError:
        raise KeyFileError("there is a key already", where=str(path), mend="use it, or name another file") from None
    except OSError as error:
        raise KeyFileError(
            f"the key cannot be kept: {error.strerror}", where=str(path), mend="check the folder's rights"
        ) from error
    return signer


def open_key_file(path: Path, password: str) -> KeySigner:
    """Open a key file.

    Raises:
        KeyFileError: it is not there, is open to others, is no key file, or the words are wrong.
    """
    try:
        others = path.stat().st_mode & 0o077 if os.name == "posix" else 0
        sealed = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KeyFileError("there is no key file", where=str(path), mend="make one, or name another") from None
    except (OSError, ValueError) as error:
        raise KeyFileError("this is no key file that can be read", where=str(path), mend="name another") from error
    if others:
        raise KeyFileError("others may read this key", where=str(path), mend=f"chmod 600 {path}")
    try:
        secret = open_sealed_key(sealed, password.encode())
    except WrongWordsError:
        raise KeyFileError("the pass phrase is wrong", where=str(path), mend="try again") from None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise KeyFileError("this is no key file", where=str(path), mend="name another file") from None
    return KeySigner(secret)
