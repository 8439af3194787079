"""Giving a title to somebody else, without a price."""

from __future__ import annotations

from typing import cast

from ..errors import TitleError
from ..evm.keccak import checksummed
from ..model import Address, Hash, Title
from ..registry.registry import Registry
from .show import show_title


def transfer_title(registry: Registry, name: Hash, to: Address) -> Title:
    """Give a title away; somebody who has it already has it.

    Raises:
        TitleError: it is not registered, or is not yours to give.
    """
    title = show_title(registry, name)
    if title.owner == to:
        return title
    if title.owner != registry.me:
        what = f"this title is held by {checksummed(title.owner)}"
        raise TitleError(what, where=str(name), mend="only its owner can give it")
    turn = cast(
        "int", registry.read("title", "nonces", name.number)[0]
    )  # every transfer changes it: a later one has another key
    registry.send(f"transfer/{name}/{turn}/{to}", "title", "transferFrom", registry.me, to, name.number)
    return show_title(registry, name)
