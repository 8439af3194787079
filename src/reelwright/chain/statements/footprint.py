"""Footprints: what a film's life on a ledger took, in gas, bytes and an estimate of energy, from its own events.

Knows the transactions that the film's events name, and estimates whose sources stand beside them in
``energy.toml``. Gas and bytes are facts of receipts; energy is an estimate and says so.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from ..errors import LyingNodeError
from ..model import Event, Hash
from ..registry.registry import Registry
from ..titles.show import title_history

ENVELOPE: Final = 110
"""Bytes of a transaction beside its data: number, fees, address and signature (EIP-1559)."""

_TOLD_FIRST: Final = (
    "title.Anchored", "title.Registered", "market.Sold", "title.Transfer", "licence.Derived", "market.Bound",
    "edition.Bought", "tab.Settled", "tab.Deposited", "tab.Refunded", "campaign.Released", "market.Bidden",
    "market.Drawn", "market.Moved", "market.Paid",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """A transaction in which something happened to the film.

    Args:
        kind: the event that says best what it was.
        payload: bytes of its data, and of the transaction around it.
    """

    kind: str
    time: int
    tx: Hash
    gas: int
    payload: int


@dataclass(frozen=True, slots=True)
class Ground:
    """A kind of ledger, and what a unit of gas and a byte take there.

    Args:
        name: such as "on Ethereum itself".
        nwh_gas: thousand-millionths of a watt-hour for a unit of gas.
        nwh_byte: the same for a byte of data, beside its gas.
        source: where the figures come from, in words.
    """

    name: str
    nwh_gas: int
    nwh_byte: int
    source: str

    def nwh(self, gas: int, payload: int) -> int:
        """The energy of so much gas and data, in thousand-millionths of a watt-hour."""
        return gas * self.nwh_gas + payload * self.nwh_byte


@dataclass(frozen=True, slots=True)
class Footprint:
    """All that a film's life on a ledger took."""

    title: Hash
    chain_id: int
    through: int
    deeds: tuple[Deed, ...]

    @property
    def gas(self) -> int:
        """Gas of all transactions."""
        return sum(deed.gas for deed in self.deeds)

    @property
    def payload(self) -> int:
        """Bytes of their data."""
        return sum(deed.payload for deed in self.deeds)

    def by_kind(self) -> dict[str, tuple[int, int, int]]:
        """For each kind of deed how many there were, their gas and their bytes."""
        sums: dict[str, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
        for deed in self.deeds:
            times, gas, payload = sums[deed.kind]
            sums[deed.kind] = (times + 1, gas + deed.gas, payload + deed.payload)
        return dict(sums)


def film_footprint(registry: Registry, title: Hash, *others: Hash) -> Footprint:
    """What a film's life took so far, from all transactions whose events name it.

    A transaction that served several films, such as a settlement of a house, counts whole for each.

    Args:
        registry: where.
        title: the film.
        others: more hashes that belong to it, such as the root of its anchor and its share table.

    Raises:
        LyingNodeError: the ledger no longer knows a transaction whose events it gave.
    """
    told: dict[Hash, list[Event]] = defaultdict(list)
    for event in title_history(registry, title, *others):
        told[event.log.tx].append(event)
    deeds = tuple(_deed(registry, tx, events) for tx, events in told.items())
    return Footprint(title, registry.ledger.chain_id, registry.index.settled(), deeds)


@lru_cache(maxsize=1)
def grounds() -> tuple[Ground, ...]:
    """The kinds of ledgers for which energy is estimated, with the sources of the figures."""
    text = (resources.files("reelwright.chain") / "data" / "energy.toml").read_text(encoding="utf-8")
    return tuple(
        Ground(each["name"], each["nwh_gas"], each["nwh_byte"], " ".join(each["source"].split()))
        for each in tomllib.loads(text)["ground"]
    )


def _deed(registry: Registry, tx: Hash, events: Sequence[Event]) -> Deed:
    receipt = registry.ledger.receipt(tx)
    if receipt is None:
        raise LyingNodeError("the ledger does not know a transaction whose events it gave", where=str(tx))
    kinds = [event.kind for event in events]
    kind = next((each for each in _TOLD_FIRST if each in kinds), kinds[0])
    return Deed(kind, events[0].time, tx, receipt.gas_used, ENVELOPE + receipt.payload_bytes)
