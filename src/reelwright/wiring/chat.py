"""The chat model that the environment points at."""

from __future__ import annotations

import os

from reelwright.story import ChatModel

from .plugins import PlugInError


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


def _price(name: str) -> int:
    """A price for a million tokens, as millionths of its currency."""
    told = os.environ.get(name, "") or "0"
    try:
        price = float(told)
    except ValueError:
        price = -1.0
    if not 0 <= price < 1e6:
        raise PlugInError(
            f"{told[:20]!r} is no price", where=name, mend="write what a million tokens cost, such as 0.27"
        )
    return round(price * 1_000_000)
