"""The nouns of a chain: addresses, calls, transactions, receipts, logs, marks of blocks.

Knows what each of them must look like. Refuses to know how a chain is reached.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from .errors import AddressError, CodingError

_HEX_ADDRESS: Final = re.compile(r"0[xX][0-9a-fA-F]{40}")
_HEX_HASH: Final = re.compile(r"0[xX][0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Twenty bytes that name an account or a contract."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != 20:
            raise AddressError(f"an address has 20 bytes, not {len(self.raw)}")

    @classmethod
    def from_hex(cls, text: str) -> Address:
        """Read "0x" and forty digits, whatever their case.

        Raises:
            AddressError: it is something else.
        """
        if not _HEX_ADDRESS.fullmatch(text):
            raise AddressError(
                "this is no address", where=text[:80], mend="an address is 0x and forty hexadecimal digits"
            )
        return cls(bytes.fromhex(text[2:]))

    @property
    def is_zero(self) -> bool:
        """Nobody: the address that stands for "none"."""
        return not any(self.raw)

    def __str__(self) -> str:
        return "0x" + self.raw.hex()


NOBODY: Final = Address(bytes(20))


@dataclass(frozen=True, slots=True, order=True)
class Hash:
    """Thirty-two bytes: the name of a block or transaction, a root, a title's number."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != 32:
            raise CodingError(f"a hash has 32 bytes, not {len(self.raw)}")

    @classmethod
    def from_hex(cls, text: str) -> Hash:
        """Read "0x" and sixty-four digits.

        Raises:
            CodingError: it is something else.
        """
        if not _HEX_HASH.fullmatch(text):
            raise CodingError("this is no hash: 0x and 64 hexadecimal digits", where=text[:80])
        return cls(bytes.fromhex(text[2:]))

    @classmethod
    def from_int(cls, value: int) -> Hash:
        """The hash that a number of 256 bits spells."""
        return cls(value.to_bytes(32, "big"))

    @property
    def number(self) -> int:
        """The same as a number, as a title's token id is one."""
        return int.from_bytes(self.raw, "big")

    def __str__(self) -> str:
        return "0x" + self.raw.hex()


class Finality(StrEnum):
    """How far a block is from being taken back."""

    PENDING = "pending"
    """In the newest block: a re-organisation may still take it back."""
    SAFE = "safe"
    """Taking it back would take a fault of a third of the validators."""
    FINAL = "final"
    """It stays. Nothing is shown as paid before this."""


@dataclass(frozen=True, slots=True)
class BlockMark:
    """Which block: its number, its own hash, its parent's, and its time in seconds since 1970."""

    number: int
    hash: Hash
    parent: Hash
    time: int


@dataclass(frozen=True, slots=True)
class Call:
    """A message to a contract that is tried but not recorded."""

    to: Address | None
    payload: bytes = b""
    sender: Address = NOBODY
    value: int = 0
    gas: int = 0
    """0 for as much as the ledger gives."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction before it is signed (EIP-1559); ``to`` is None for the making of a contract."""

    chain_id: int
    nonce: int
    to: Address | None
    payload: bytes
    gas: int
    fee_cap: int
    tip: int
    value: int = 0

    def __post_init__(self) -> None:
        if min(self.chain_id, self.nonce, self.gas, self.fee_cap, self.tip, self.value) < 0:
            raise CodingError("no part of a transaction is negative")
        if self.tip > self.fee_cap:
            raise CodingError("the tip of a transaction is not above its fee cap (EIP-1559)")


@dataclass(frozen=True, slots=True)
class Log:
    """An event as a contract wrote it; ``position`` counts through the block."""

    block: int
    block_hash: Hash
    position: int
    tx: Hash
    address: Address
    topics: tuple[bytes, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a transaction.

    Args:
        made: the contract that it made, None where it made none.
        payload_bytes: how many bytes of data it carried.
    """

    tx: Hash
    block: int
    block_hash: Hash
    succeeded: bool
    gas_used: int
    made: Address | None
    payload_bytes: int = 0
    logs: tuple[Log, ...] = ()


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Proof that a receipt stands in a block, to be checked by hashing alone.

    Args:
        header: the block's header (RLP); its Keccak-256 is the block's hash.
        receipt: as the block commits to it: its type's byte, then RLP (EIP-2718).
        place: of the transaction in the block.
        path: the nodes of the receipts' tree (RLP) from its root, which the header names, down to the receipt.
    """

    block: BlockMark
    header: bytes
    receipt: bytes
    place: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which logs: of these contracts (all if none is said), with this first topic, in this span of blocks."""

    first: int
    last: int
    addresses: tuple[Address, ...] = ()
    topics: tuple[bytes, ...] = ()
    """The first topics to look for, any of them; all if none is said."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account at the head: the number of its next transaction, and its native money."""

    nonce: int
    balance: int


@dataclass(frozen=True, slots=True)
class Fees:
    """What a unit of gas costs now: the most to offer, and the tip within it."""

    cap: int = 0
    tip: int = 0


Plainly: TypeAlias = "int | bool | bytes | str | Address | Sequence[Plainly] | Mapping[str, Plainly]"
"""What a field of typed data may hold."""


@dataclass(frozen=True, slots=True)
class Domain:
    """Where a signature counts: one contract on one chain (EIP-712)."""

    name: str
    version: str
    chain_id: int
    contract: Address


@dataclass(frozen=True, slots=True)
class TypedData:
    """Something to sign that says what it is (EIP-712).

    Args:
        primary: the name of the message's type.
        types: each type as its fields in order, (name, type) each.
        message: the values by field.
    """

    domain: Domain
    primary: str
    types: Mapping[str, tuple[tuple[str, str], ...]]
    message: Mapping[str, Plainly]


class Posting(StrEnum):
    """How far something that was posted has come."""

    STORED = "stored"
    """Signed and kept here; perhaps handed in, perhaps not."""
    SENT = "sent"
    """The ledger took it."""
    INCLUDED = "included"
    """It is in a block that may still be taken back."""
    FINAL = "final"
    """It stays, and it did what it should."""
    FAILED = "failed"
    """It stays, and the contract said no."""
    LOST = "lost"
    """Another transaction of the same key took its number for good; it will never be done."""

    @property
    def is_over(self) -> bool:
        """Nothing more can happen to it."""
        return self in (Posting.FINAL, Posting.FAILED, Posting.LOST)


@dataclass(frozen=True, slots=True)
class Posted:
    """A transaction in the outbox.

    Args:
        key: what it is for, such as "register/0x…"; one key is done once.
        raw: the signed bytes that are handed in for this number.
        block: where it is, or where its number was seen used; 0 while neither.
        earlier: transactions of the same number and content that were signed for less; one of all is ever included.
    """

    key: str
    chain_id: int
    sender: Address
    nonce: int
    tx: Hash
    raw: bytes
    state: Posting = Posting.STORED
    block: int = 0
    earlier: tuple[Hash, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A log in the index, with the time of its block."""

    log: Log
    time: int


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which kept logs: by contract, kind of event, any indexed value of it, and up to a block (-1 for all)."""

    contracts: tuple[Address, ...] = ()
    topics: tuple[bytes, ...] = ()
    about: tuple[bytes, ...] = ()
    last: int = -1


@dataclass(frozen=True, slots=True)
class Event:
    """A log understood: what happened, in a contract's own words.

    Args:
        kind: contract and event, such as "title.Registered".
        values: by the event's own names.
        time: of its block, seconds since 1970.
        final: no re-organisation takes it back.
    """

    kind: str
    values: Mapping[str, Plainly]
    log: Log
    time: int
    final: bool


@dataclass(frozen=True, slots=True)
class Work:
    """A film as the chain sees it: who made it, the root of its segments, and how many there are."""

    author: Address
    root: Hash
    segments: int

    def __post_init__(self) -> None:
        if not 1 <= self.segments < 2**24:
            raise CodingError(f"a film has 1 to {2**24 - 1} segments, not {self.segments}")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A work recorded in one root with others, hidden by a salt until it is shown.

    Args:
        root: what stands on the ledger.
        sides: bit k is set when sibling k of the proof stands on the left.
        time: when it was recorded, seconds since 1970; 0 while it is not.
    """

    work: Work
    salt: bytes
    root: Hash
    sides: int = 0
    proof: tuple[Hash, ...] = ()
    time: int = 0


@dataclass(frozen=True, slots=True)
class Title:
    """A film's entry in the registry of titles."""

    id: Hash
    owner: Address
    time: int
    royalty_bps: int
    segments: int
    uri: str
