"""Why a contract said no: the words in what it gave back."""

from __future__ import annotations

from typing import Final, cast

from . import abi
from .errors import CodingError

_ERROR: Final = bytes.fromhex("08c379a0")  # Error(string)
_PANIC: Final = bytes.fromhex("4e487b71")  # Panic(uint256)


def revert_reason(output: bytes) -> str:
    """The words of a contract that reverted, "" when it gave none.

    They come from the contract, so they are cut and made printable before anybody shows them.
    """
    kind, body = output[:4], output[4:]
    try:
        if kind == _ERROR:
            return _printable(cast("str", abi.decode_values(("string",), body)[0]))
        if kind == _PANIC:
            return f"panic {cast('int', abi.decode_values(('uint256',), body)[0])}"
    except CodingError:
        return ""
    return f"0x{output[:36].hex()}" if output else ""


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text[:200])
