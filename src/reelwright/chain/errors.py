"""Errors of the chain room.

ChainError
├── AddressError         this is no address of the chain
├── CodingError          bytes do not hold what the contract's types say
├── LedgerError          the ledger could not do what was asked
│   ├── UnreachableError     the node does not answer; asking again may help
│   │   └── ThrottledError   the node asks us to slow down
│   ├── LyingNodeError       the node contradicts itself or us; nothing that it says is believed
│   ├── RefusedError         the ledger will not take this transaction as it is
│   │   └── NonceError       its number is used, or one before it is missing
│   └── RevertedError        a contract said no, with its reason
├── KeyFileError         a key cannot be read, opened or used
├── TitleError           a title, licence, order or share is not as it would have to be
└── RecordError          the index or the outbox cannot be used
"""

from __future__ import annotations

from reelwright.film import ReelError


class ChainError(ReelError):
    """Something about titles or money on a chain went wrong."""


class AddressError(ChainError):
    """This is no address of the chain."""


class CodingError(ChainError):
    """Bytes do not hold what the contract's types say."""


class LedgerError(ChainError):
    """The ledger could not do what was asked."""


class UnreachableError(LedgerError):
    """The node does not answer; asking again may help."""


class ThrottledError(UnreachableError):
    """The node asks us to slow down."""

    def __init__(self, what: str, *, where: str = "", mend: str = "", wait: float = 1.0) -> None:
        super().__init__(what, where=where, mend=mend)
        self.wait = wait


class LyingNodeError(LedgerError):
    """The node contradicts itself or us; nothing that it says is believed."""


class RefusedError(LedgerError):
    """The ledger will not take this transaction as it is."""


class NonceError(RefusedError):
    """The transaction's number is used already, or one before it is missing (which some nodes keep for its turn)."""


class RevertedError(LedgerError):
    """A contract said no; ``reason`` is what it said, "" when it said nothing."""

    def __init__(self, what: str, *, where: str = "", mend: str = "", reason: str = "") -> None:
        super().__init__(what, where=where, mend=mend)
        self.reason = reason


class KeyFileError(ChainError):
    """A key cannot be read, opened or used."""


class TitleError(ChainError):
    """A title, licence, order or share is not as it would have to be."""


class RecordError(ChainError):
    """The index or the outbox cannot be used."""
