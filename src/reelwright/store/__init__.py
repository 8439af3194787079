"""Store: bytes by digest and records by recipe, on one machine's disk."""

from .bytes import (
    ByteFolder,
)
from .errors import (
    CorruptError,
    MissingError,
    NoSpaceError,
    NotWritableError,
    RecordsError,
    SchemaError,
    StoreError,
    store_error,
)
from .records import (
    SCHEMA,
    Record,
    Records,
)
from .writing import (
    sweep_drafts,
    write_whole,
)

__all__ = [
    "SCHEMA",
    "ByteFolder",
    "CorruptError",
    "MissingError",
    "NoSpaceError",
    "NotWritableError",
    "Record",
    "Records",
    "RecordsError",
    "SchemaError",
    "StoreError",
    "store_error",
    "sweep_drafts",
    "write_whole",
]
