"""Chain: titles and money on an EVM."""

from .abi import (
    decode_values,
    encode_values,
    selector,
    topic,
)
from .bloom import (
    bloom_of,
    may_hold,
)
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
    Plainly,
    Posted,
    Posting,
    Receipt,
    Transaction,
    TypedData,
)
from .outbox import (
    STEPS,
    Outbox,
    all_final,
)
from .ports import (
    Clock,
    Journal,
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
    "STEPS",
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
    "Journal",
    "KeyFileError",
    "Ledger",
    "LedgerError",
    "Log",
    "LogQuery",
    "LogSource",
    "LyingNodeError",
    "NonceError",
    "Outbox",
    "Plainly",
    "Posted",
    "Posting",
    "Receipt",
    "RecordError",
    "RefusedError",
    "RevertedError",
    "Signer",
    "ThrottledError",
    "Transaction",
    "TypedData",
    "UnreachableError",
    "all_final",
    "bloom_of",
    "checksummed",
    "decode_values",
    "encode_values",
    "keccak256",
    "may_hold",
    "read_address",
    "recover",
    "selector",
    "signed_by",
    "signed_bytes",
    "signing_hash",
    "topic",
    "transaction_hash",
    "typed_hash",
]
