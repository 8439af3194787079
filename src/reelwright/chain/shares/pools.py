"""Pools: a film's income paid by one list of what everybody has coming, instead of row by row.

A pool is an operator, who posts lists, a guardian, who can stop one before it is live and can take
nothing, and the days that he has for it. A film names its pool when its shares are agreed, and its
author may send the income there, or back to the table, a day ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from ..errors import RevertedError, TitleError
from ..evm.contracts import Given
from ..evm.keccak import checksummed
from ..model import Address, Hash, Receipt, Work
from ..registry.registry import Registry
from ..titles.anchor import title_id
from .books import money_of

DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Pool:
    """Who pays, who watches, and how long a list waits before it is live.

    Args:
        window: seconds, a day at least and a year at most.
    """

    operator: Address
    guardian: Address
    window: int = DAY

    def __post_init__(self) -> None:
        if not DAY <= self.window <= 365 * DAY:
            raise TitleError(f"a window of {self.window} seconds is none", mend="a day at least, a year at most")

    @property
    def plain(self) -> tuple[Given, ...]:
        """The pool as the contract takes it."""
        return (self.operator, self.guardian, self.window)


@dataclass(frozen=True, slots=True)
class Posted:
    """How a pool stands: the root that pays now, the one that waits, and from when on it is live."""

    live: Hash | None
    next: Hash | None
    live_at: int


def pool_account(registry: Registry, pool: Pool) -> Hash:
    """The account of a pool in the books of the shares."""
    return Hash(cast("bytes", registry.read("market", "pool_account", pool.plain)[0]))


def choose_lane(registry: Registry, work: Work, *, pooled: bool) -> Receipt | None:
    """Send a film's income to its pool, or to its table, from a day from now on; None when it goes there already.

    Raises:
        TitleError: you are not its author, or its shares were agreed without a pool.
    """
    if work.author != registry.me:
        who = f"{checksummed(work.author)}, and you are {checksummed(registry.me)}"
        raise TitleError(f"the author of this film is {who}", mend="only he chooses")
    title = title_id(work)
    registry.follow()
    choices = [bool(event.values["pooled"]) for event in registry.events("market.LaneChosen", about=(title,))]
    if (choices[-1] if choices else False) == pooled:
        return None
    try:
        return registry.send(f"lane/{title}/{pooled}/{len(choices)}", "market", "choose_lane", work.root, pooled)
    except RevertedError as error:
        told = {
            "shares: no pool": (
                "this film's shares were agreed without a pool",
                "a pool is named when shares are agreed, and never later",
            ),
            "shares: chosen before": ("the last choice does not hold yet", "choose again when it does"),
        }
        if error.reason not in told:
            raise
        what, mend = told[error.reason]
        raise TitleError(what, where=str(title), mend=mend) from error


def posted_now(registry: Registry, pool: Pool) -> Posted:
    """How a pool stands."""
    live, waits, live_at = registry.read("market", "payout", money_of(registry), pool_account(registry, pool))
    roots = [Hash(raw) if any(raw) else None for raw in cast("tuple[bytes, bytes]", (live, waits))]
    return Posted(roots[0], roots[1], cast("int", live_at))


def stop_list(registry: Registry, pool: Pool) -> Receipt:
    """Stop the list that waits; the one before it stays live. Only the pool's guardian can.

    Raises:
        TitleError: you are not the guardian, or nothing waits.
    """
    if pool.guardian != registry.me:
        who = f"{checksummed(pool.guardian)}, and you are {checksummed(registry.me)}"
        raise TitleError(f"the guardian of this pool is {who}", mend="tell him what you found")
    waits = posted_now(registry, pool)
    if waits.next is None:
        raise TitleError("nothing waits that could be stopped", mend="what is live stays live until the next list")
    key = f"veto/{waits.next}/{waits.live_at}"
    return registry.send(key, "market", "veto", money_of(registry), pool.operator, pool.window)
