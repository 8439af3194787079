"""Why a contract said no: the words in what it gave back, and what to do about them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Final, cast

from ..errors import CodingError, RevertedError
from . import abi

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


def says_no(reason: str, *, where: str) -> RevertedError:
    """The error for a contract that said no, with what to do when the reason is one of our contracts'."""
    return RevertedError(
        f"the contract says no: {reason or 'without a reason'}",
        where=where,
        mend=mends().get(reason, ""),
        reason=reason,
    )


@lru_cache(maxsize=1)
def mends() -> Mapping[str, str]:
    """What to do about each reason that our contracts know."""
    text = (resources.files("reelwright.chain") / "data" / "refusals.toml").read_text(encoding="utf-8")
    known: dict[str, str] = tomllib.loads(text)["refusals"]
    return known


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text[:200])
