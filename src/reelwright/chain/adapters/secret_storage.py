"""Web3 Secret Storage, version 3: the form in which wallets keep a key under a pass phrase.

scrypt or PBKDF2 stretches the phrase, AES-128 in counter mode hides the key, and a Keccak-256 sum tells
wrong words. Written here, because the library for it loads two pairing curves that no key file of this
kind needs; the tests hold it to that library, both ways, and to the published vectors. Knows nothing of
files.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Mapping
from typing import Any, Final

from reelwright.chain.evm.keccak import keccak256
from reelwright.chain.model import Address

MOST_MEMORY: Final = 1 << 30
"""What opening a file may take; a strange file may ask for any amount."""

_MOST_ROUNDS: Final = 10_000_000


class WrongWordsError(Exception):
    """The pass phrase does not open it."""


def seal_key(secret: bytes, owner: Address, words: bytes, *, work: int) -> dict[str, Any]:
    """A key under a pass phrase.

    Args:
        secret: the 32 bytes of the key.
        owner: the address that the file shows to people.
        words: the pass phrase.
        work: scrypt's N, a power of two.
    """
    salt, nonce = secrets.token_bytes(32), secrets.token_bytes(16)
    key = _scrypt(words, salt, work=work, block=8, lanes=1)
    hidden = _aes_ctr(key[:16], nonce, secret)
    return {
        "address": owner.raw.hex(),
        "crypto": {
            "cipher": "aes-128-ctr",
            "cipherparams": {"iv": nonce.hex()},
            "ciphertext": hidden.hex(),
            "kdf": "scrypt",
            "kdfparams": {"dklen": 32, "n": work, "r": 8, "p": 1, "salt": salt.hex()},
            "mac": keccak256(key[16:32] + hidden).hex(),
        },
        "id": str(uuid.uuid4()),
        "version": 3,
    }


def open_sealed_key(form: Mapping[str, Any], words: bytes) -> bytes:
    """The key that is under a pass phrase.

    Raises:
        WrongWordsError: other words hid it.
        ValueError: it is in another form, or would take more memory or time than a key is worth.
    """
    if form["version"] != 3:
        raise ValueError(form["version"])
    crypto = form.get("crypto") or form["Crypto"]  # the oldest geth wrote a capital
    if crypto["cipher"] != "aes-128-ctr":
        raise ValueError(crypto["cipher"])
    key = _stretched(crypto["kdf"], crypto["kdfparams"], words)
    hidden = bytes.fromhex(crypto["ciphertext"])
    if not hmac.compare_digest(keccak256(key[16:32] + hidden), bytes.fromhex(crypto["mac"])):
        raise WrongWordsError
    return _aes_ctr(key[:16], bytes.fromhex(crypto["cipherparams"]["iv"]), hidden)


def _stretched(kind: str, given: Mapping[str, Any], words: bytes) -> bytes:
    salt, length = bytes.fromhex(given["salt"]), given["dklen"]
    if length != 32:
        raise ValueError(length)
    if kind == "scrypt":
        return _scrypt(words, salt, work=given["n"], block=given["r"], lanes=given["p"])
    if kind == "pbkdf2" and given["prf"] == "hmac-sha256" and 0 < given["c"] <= _MOST_ROUNDS:
        return hashlib.pbkdf2_hmac("sha256", words, salt, given["c"], 32)
    raise ValueError(kind)


def _scrypt(words: bytes, salt: bytes, *, work: int, block: int, lanes: int) -> bytes:
    memory = 128 * block * (work + lanes + 2)
    if min(work, block, lanes) < 1 or memory > MOST_MEMORY or lanes > 16:
        raise ValueError(work)
    return hashlib.scrypt(words, salt=salt, n=work, r=block, p=lanes, maxmem=memory + (1 << 16), dklen=32)


def _aes_ctr(key: bytes, nonce: bytes, content: bytes) -> bytes:
    from Crypto.Cipher import AES  # noqa: PLC0415 only who opens a key needs it

    if len(nonce) != 16:
        raise ValueError(nonce)
    made: bytes = AES.new(key, AES.MODE_CTR, nonce=b"", initial_value=nonce).encrypt(content)
    return made
