"""Chain: titles and money on an EVM."""

from .errors import (
    AddressError,
    ChainError,
    CodingError,
    KeyFileError,
    LedgerError,
    LyingNodeError,
    NonceError,
    RecordError,
    RefusedError,
    RevertedError,
    ThrottledError,
    UnreachableError,
)
from .keccak import (
    checksummed,
    keccak256,
    read_address,
)
from .model import (
    NOBODY,
    Account,
    Address,
    BlockMark,
    Call,
    Domain,
    Fees,
    Finality,
    Hash,
    Log,
    LogQuery,
    Receipt,
    Transaction,
    TypedData,
)
from .ports import (
    Clock,
    Ledger,
    LogSource,
    Signer,
)
from .signatures import (
    recover,
    signed_by,
)
from .transactions import (
    signed_bytes,
    signing_hash,
    transaction_hash,
)
from .typed import (
    typed_hash,
)

__all__ = [
    "NOBODY",
    "Account",
    "Address",
    "AddressError",
    "BlockMark",
    "Call",
    "ChainError",
    "Clock",
    "CodingError",
    "Domain",
    "Fees",
    "Finality",
    "Hash",
    "KeyFileError",
    "Ledger",
    "LedgerError",
    "Log",
    "LogQuery",
    "LogSource",
    "LyingNodeError",
    "NonceError",
    "Receipt",
    "RecordError",
    "RefusedError",
    "RevertedError",
    "Signer",
    "ThrottledError",
    "Transaction",
    "TypedData",
    "UnreachableError",
    "checksummed",
    "keccak256",
    "read_address",
    "recover",
    "signed_by",
    "signed_bytes",
    "signing_hash",
    "transaction_hash",
    "typed_hash",
]
