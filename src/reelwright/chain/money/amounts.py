"""Amounts of money as people write them, and the whole units that contracts count; exact both ways, never a float."""

from __future__ import annotations

import re
from typing import Final

from ..errors import CodingError

DECIMALS: Final = 6
"""Of the pay token, and of native USDC on every chain."""

_AMOUNT: Final = re.compile(r"([0-9]{1,20})(?:\.([0-9]{1,20}))?")


def amount_text(units: int) -> str:
    """Units of a token with six decimals, as money: two decimals, and more where they are needed."""
    rest = f"{units % 10**DECIMALS:06d}".rstrip("0")
    return f"{units // 10**DECIMALS:,}.{rest:0<2}"


def amount_argument(units: int) -> str:
    """The same as a command takes it: without commas."""
    return amount_text(units).replace(",", "")


def read_amount(text: str) -> int:
    """Units of an amount as people write it, such as 4.99; exactly, or not at all.

    Raises:
        CodingError: it is no amount, or has more decimals than the token.
    """
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise CodingError("this is no amount", where=text[:40], mend="write one such as 20 or 4.99")
    whole, rest = found[1], found[2] or ""
    if len(rest) > DECIMALS:
        raise CodingError(f"this amount has more than {DECIMALS} decimals", where=text[:40], mend="round it yourself")
    return int(whole + rest.ljust(DECIMALS, "0"))
