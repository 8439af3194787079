"""Chain: titles and money on an EVM."""

from .abi import (
    decode_values,
    encode_values,
    selector,
    topic,
)
from .anchor import (
    anchor_film,
    anchor_films,
    anchor_leaf,
    anchored_at,
    salt_of,
    title_id,
)
from .bloom import (
    bloom_of,
    may_hold,
)
from .contracts import (
    CONTRACT_MAKER,
    Artifact,
    Contract,
    load_artifact,
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
    TitleError,
    UnreachableError,
)
from .follow import (
    DEEPEST,
    Follower,
)
from .keccak import (
    checksummed,
    keccak256,
    read_address,
)
from .members import (
    member_proof,
    member_root,
    proven_root,
)
from .model import (
    NOBODY,
    Account,
    Address,
    Anchor,
    BlockMark,
    Call,
    Domain,
    Event,
    Fees,
    Finality,
    Hash,
    Kept,
    Log,
    LogFilter,
    LogQuery,
    Plainly,
    Posted,
    Posting,
    Receipt,
    Title,
    Transaction,
    TypedData,
    Work,
)
from .outbox import (
    STEPS,
    Outbox,
    all_final,
)
from .ports import (
    Clock,
    Index,
    Journal,
    Ledger,
    LogSource,
    Signer,
)
from .register import (
    register_title,
)
from .registry import (
    Registry,
    set_up,
)
from .show import (
    find_title,
    show_title,
    title_history,
)
from .signatures import (
    recover,
    signed_by,
)
from .title_file import (
    TITLE_SCHEMA,
    TitleFile,
    read_title_file,
    write_title_file,
)
from .transactions import (
    signed_bytes,
    signing_hash,
    transaction_hash,
)
from .transfer import (
    transfer_title,
)
from .typed import (
    typed_hash,
)

__all__ = [
    "CONTRACT_MAKER",
    "DEEPEST",
    "NOBODY",
    "STEPS",
    "TITLE_SCHEMA",
    "Account",
    "Address",
    "AddressError",
    "Anchor",
    "Artifact",
    "BlockMark",
    "Call",
    "ChainError",
    "Clock",
    "CodingError",
    "Contract",
    "Domain",
    "Event",
    "Fees",
    "Finality",
    "Follower",
    "Hash",
    "Index",
    "Journal",
    "Kept",
    "KeyFileError",
    "Ledger",
    "LedgerError",
    "Log",
    "LogFilter",
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
    "Registry",
    "RevertedError",
    "Signer",
    "ThrottledError",
    "Title",
    "TitleError",
    "TitleFile",
    "Transaction",
    "TypedData",
    "UnreachableError",
    "Work",
    "all_final",
    "anchor_film",
    "anchor_films",
    "anchor_leaf",
    "anchored_at",
    "bloom_of",
    "checksummed",
    "decode_values",
    "encode_values",
    "find_title",
    "keccak256",
    "load_artifact",
    "may_hold",
    "member_proof",
    "member_root",
    "proven_root",
    "read_address",
    "read_title_file",
    "recover",
    "register_title",
    "salt_of",
    "selector",
    "set_up",
    "show_title",
    "signed_by",
    "signed_bytes",
    "signing_hash",
    "title_history",
    "title_id",
    "topic",
    "transaction_hash",
    "transfer_title",
    "typed_hash",
    "write_title_file",
]
