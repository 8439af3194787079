"""Orders as files: what a seller gives to whoever may buy. Whoever has one may fill it, so it is no secret."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, Final

from reelwright.film import Plain, canonical_json

from .errors import AddressError, CodingError, TitleError
from .model import Address, Hash
from .sale import Order

ORDER_SCHEMA: Final = "reelwright.order/1"


def write_order(order: Order, *, chain_id: int) -> bytes:
    """The one JSON text of an order; amounts are texts, since they may pass what JSON's readers hold."""
    fields: dict[str, Plain] = {
        field.name: value.hex() if isinstance(value, bytes) else str(value)
        for field in dataclasses.fields(order)
        if (value := getattr(order, field.name)) is not None
    }
    return canonical_json({"schema": ORDER_SCHEMA, "chain": chain_id, **fields}) + b"\n"


def read_order(content: bytes, *, chain_id: int, where: str = "") -> Order:
    """Read an order; whether its seller signed it is asked when it is filled.

    Raises:
        TitleError: it is none, or is of another chain.
    """
    try:
        form: Any = json.loads(content)
        if form["schema"] != ORDER_SCHEMA or form["chain"] != chain_id:
            raise TitleError(
                "this order is of another version or chain", where=where, mend="name the right ledger in REEL_CHAIN"
            )
        return Order(
            Address.from_hex(form["maker"]),
            Hash.from_hex(form["title"]),
            _whole(form["uses"]),
            Address.from_hex(form["token"]),
            _whole(form["price"]),
            Hash.from_hex(form["payee"]),
            Address.from_hex(form["taker"]),
            _whole(form["nonce"]),
            _whole(form["deadline"]),
            bytes.fromhex(form["signature"]),
        )
    except (ValueError, KeyError, TypeError, AddressError, CodingError) as error:
        raise TitleError("this is no order", where=where, mend="ask the seller for his order file") from error


def _whole(text: object) -> int:
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 78:
        raise CodingError(f"{text!r:.40} is no whole number")
    return int(text)
