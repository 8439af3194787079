"""What the chain room asks of the world: a ledger, a signer, a journal, an index, a clock.

A ledger is any EVM chain: ours in one file, or one behind a node's address. Each port has one
suite in ``tests/ports`` and a fake in ``reelwright.testing``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from .model import (
    Account,
    Address,
    BlockMark,
    Call,
    Fees,
    Finality,
    Hash,
    Inclusion,
    Kept,
    Log,
    LogFilter,
    LogQuery,
    Posted,
    Posting,
    Receipt,
    Transaction,
    TypedData,
)


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> int:
        """Whole seconds since 1970, by this machine; it may jump either way."""


class LogSource(Protocol):
    """A chain as its readers see it: blocks and what contracts wrote in them.

    Raises (any method):
        UnreachableError: it does not answer.
        LyingNodeError: it contradicts itself or us.
    """

    @property
    def chain_id(self) -> int:
        """The number that a transaction for this chain is signed for (EIP-155)."""

    def head(self, finality: Finality = Finality.PENDING) -> BlockMark:
        """The newest block that is at least so final."""

    def block(self, number: int) -> BlockMark | None:
        """A block of the chain as it now is, None beyond its head."""

    def logs(self, query: LogQuery) -> tuple[Log, ...]:
        """The logs of a span of blocks, in the order of the chain."""


class Ledger(LogSource, Protocol):
    """A chain that also keeps what is sent to it."""

    def submit(self, raw: bytes) -> Hash:
        """Hand in a signed transaction; handing it in again changes nothing and gives the same hash.

        Raises:
            NonceError: its number is used, or one before it is missing.
            RefusedError: it is malformed, of another chain, too poor or too large.
        """

    def receipt(self, tx: Hash) -> Receipt | None:
        """What became of a transaction, None while it is in no block."""

    def inclusion(self, tx: Hash) -> Inclusion | None:
        """Proof that a transaction's receipt stands in its block.

        None when it is in no block, or when the chain's headers are of a kind that is not known here.
        """

    def call(self, call: Call) -> bytes:
        """What a contract would answer now.

        Raises:
            RevertedError: it would say no.
        """

    def estimate(self, call: Call) -> int:
        """How much gas a transaction needs at most.

        Raises:
            RevertedError: the contract would say no.
        """

    def account(self, address: Address) -> Account:
        """An account's next transaction number and native money, after everything handed in."""

    def code(self, address: Address, at: int | None = None) -> bytes:
        """A contract's code, b"" where there is none; as it was after a block when one is said.

        Raises:
            RefusedError: what was after that block is not kept, or there is no such block.
        """

    def storage(self, address: Address, slot: int) -> bytes:
        """The 32 bytes of a storage slot."""

    def fees(self) -> Fees:
        """What to offer for gas now."""

    def time(self) -> int:
        """What time it is on the chain: what a block would bear now, whatever this machine's clock says.

        Raises:
            LedgerError: the chain and this machine's clock are too far apart to sign anything by either.
        """


class Signer(Protocol):
    """Signs for one address; the key itself never leaves it."""

    @property
    def address(self) -> Address:
        """Whose signatures these are."""

    def sign_transaction(self, transaction: Transaction) -> bytes:
        """The transaction with its signature, ready to hand in."""

    def sign_typed(self, typed: TypedData) -> bytes:
        """The 65 bytes of a signature (r, s, v) over typed data (EIP-712)."""


class Journal(Protocol):
    """Keeps what was signed before anybody else sees it; what is kept survives a power cut.

    Several processes may share a journal.
    """

    def find(self, chain_id: int, key: str) -> Posted | None:
        """What was last posted under a key."""

    def enter(self, chain_id: int, key: str, sender: Address, draft: Callable[[int], Posted]) -> Posted:
        """Keep what ``draft`` makes, unless there is something under this key that is not lost: then give that.

        ``draft`` gets the lowest number that this journal leaves free for the sender. Nobody else
        enters anything meanwhile, so no number is given out twice.
        """

    def replace(self, posted: Posted, newer: Posted) -> Posted:
        """Keep another transaction of the same number, for which more is offered; gives what is kept.

        Only while ``posted`` is still what is kept and is in no block; else nothing changes.
        """

    def move(self, posted: Posted, state: Posting, block: int) -> Posted:
        """Write down how far it has come."""

    def open_posts(self, chain_id: int) -> tuple[Posted, ...]:
        """Everything that is not over, oldest first."""


class Index(Protocol):
    """Keeps what contracts wrote, so that it can be asked for; it can always be made anew."""

    def marks(self) -> Iterator[BlockMark]:
        """Marks of kept blocks, newest first, at least the newest 65 that are kept."""

    def add(self, marks: Sequence[BlockMark], logs: Sequence[Log]) -> None:
        """Keep the logs of a span with the marks of its blocks, together or not at all.

        Raises:
            LyingNodeError: there is another log at one of the places already.
        """

    def cut(self, number: int) -> None:
        """Drop everything beyond a block."""

    def settle(self, number: int) -> None:
        """Note up to which block everything is final."""

    def settled(self) -> int:
        """Up to which block everything is final, -1 while nothing is known to be."""

    def logs(self, wanted: LogFilter) -> tuple[Kept, ...]:
        """Kept logs in the order of the chain, each with its block's time."""
