"""Looking a title up, and what happened to it."""

from __future__ import annotations

from typing import cast

from ..errors import RevertedError, TitleError
from ..evm.keccak import checksummed
from ..model import Address, Event, Hash, Title
from ..registry.registry import Registry


def find_title(registry: Registry, name: Hash) -> Title | None:
    """A title as it is now, None when it is not registered."""
    try:
        owner, time, royalty, segments = registry.read("title", "film", name.number)
        (uri,) = registry.read("title", "tokenURI", name.number)
    except RevertedError as error:
        if error.reason == "title: not registered":
            return None
        raise
    return Title(
        name,
        cast("Address", owner),
        cast("int", time),
        cast("int", royalty),
        cast("int", segments),
        cast("str", uri),
    )


def show_title(registry: Registry, name: Hash) -> Title:
    """A title as it is now.

    Raises:
        TitleError: it is not registered.
    """
    found = find_title(registry, name)
    if found is None:
        raise TitleError("this title is not registered", where=str(name), mend="register it, or look at another ledger")
    return found


def own_title(registry: Registry, title: Hash, mend: str) -> Title:
    """A title that the registry's signer holds.

    Raises:
        TitleError: somebody else holds it.
    """
    found = show_title(registry, title)
    market = registry.contracts.get("market")
    if market is not None and found.owner == market.address:
        what = "this title is in an auction, which keeps it until it is over"
        raise TitleError(
            what, where=str(title), mend="close the auction when its time is over: reel market close AUCTION"
        )
    if found.owner != registry.me:
        raise TitleError(f"this title is held by {checksummed(found.owner)}", where=str(title), mend=mend)
    return found


def title_history(registry: Registry, name: Hash, *others: Hash) -> tuple[Event, ...]:
    """Everything that happened to a title, in the order of the chain.

    Args:
        registry: where.
        name: the title.
        others: more hashes that belong to it, such as the root of its anchor.
    """
    registry.follow()
    return tuple(registry.events(about=(name, *others)))
