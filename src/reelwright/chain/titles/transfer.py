"""Giving a title to somebody else, without a price."""

from __future__ import annotations

from typing import cast

from ..model import Address, Hash, Title
from ..registry.registry import Registry
from .show import own_title, show_title


def transfer_title(registry: Registry, name: Hash, to: Address) -> Title:
    """Give a title away; somebody who has it already has it.

    Raises:
        TitleError: it is not registered, or is not yours to give.
    """
    title = show_title(registry, name)
    if title.owner == to:
        return title
    own_title(registry, name, "only its owner can give it")
    # every transfer changes the number: a later one has another key
    turn = cast("int", registry.read("title", "nonces", name.number)[0])
    registry.send(f"transfer/{name}/{turn}/{to}", "title", "transferFrom", registry.me, to, name.number)
    return show_title(registry, name)
