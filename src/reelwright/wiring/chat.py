"""The chat model that the environment points at."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .plugins import PlugInError

if TYPE_CHECKING:
    from reelwright.story import ChatModel, Purse


def open_chat() -> ChatModel:
    """The chat model of ``REEL_CHAT_URL`` and ``REEL_CHAT_MODEL``, with the key and prices beside them.

    Raises:
        PlugInError: the environment does not say where the model is, or a price is no number.
    """
    from reelwright.story.adapters.openai_chat import ChatServer, OpenAiChat  # noqa: PLC0415

    url, model = os.environ.get("REEL_CHAT_URL", ""), os.environ.get("REEL_CHAT_MODEL", "")
    if not (url and model):
        missing = "REEL_CHAT_MODEL" if url else "REEL_CHAT_URL"
        raise PlugInError(
            "no chat model is named",
            where=missing,
            mend="set REEL_CHAT_URL, such as http://localhost:11434/v1, REEL_CHAT_MODEL, and REEL_CHAT_KEY if needed",
        )
    prices = {name: _price(f"REEL_CHAT_{name.upper()}") for name in ("price_in", "price_out")}
    return OpenAiChat(ChatServer(url, model, os.environ.get("REEL_CHAT_KEY", ""), **prices))


def open_purse() -> Purse:
    """The purse that pays a chat model: as much as ``REEL_CHAT_MAX_COST`` allows, or no limit.

    Raises:
        PlugInError: the limit is no number, or no prices are known that it could be held against.
    """
    from reelwright.story import Purse  # noqa: PLC0415 --help stays quick

    limit = _price("REEL_CHAT_MAX_COST")
    if limit and not (_price("REEL_CHAT_PRICE_IN") or _price("REEL_CHAT_PRICE_OUT")):
        raise PlugInError(
            "a limit is set, and no price that it could be held against",
            where="REEL_CHAT_MAX_COST",
            mend="set REEL_CHAT_PRICE_IN and REEL_CHAT_PRICE_OUT to what a million tokens cost",
        )
    return Purse(most_micros=limit)


def _price(name: str) -> int:
    """An amount of money, as millionths of its currency."""
    told = os.environ.get(name, "") or "0"
    try:
        price = float(told)
    except ValueError:
        price = -1.0
    if not 0 <= price < 1e6:
        raise PlugInError(f"{told[:20]!r} is no price", where=name, mend="write an amount, such as 0.27")
    return round(price * 1_000_000)
