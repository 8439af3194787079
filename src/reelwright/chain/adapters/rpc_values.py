"""What a node's JSON says, read strictly: a field that is not what it must be is the node's lie."""

from __future__ import annotations

from typing import Any, TypeAlias

from reelwright.chain.errors import CodingError, LyingNodeError
from reelwright.chain.model import Address, BlockMark, Hash, Log

Json: TypeAlias = Any
"""Whatever a node sends; every use checks it."""


def hexed(content: bytes) -> str:
    """Bytes as the JSON-RPC writes them."""
    return "0x" + content.hex()


def field(answer: Json, name: str) -> Json:
    """A field that must be there."""
    if not isinstance(answer, dict) or name not in answer:
        raise LyingNodeError(f"the node's answer lacks {name!r}", mend="use another node")
    return answer[name]


def list_of(answer: Json) -> list[Json]:
    """A list."""
    if not isinstance(answer, list):
        raise LyingNodeError("the node's answer is no list", mend="use another node")
    return answer


def number_of(answer: Json) -> int:
    """A quantity."""
    if isinstance(answer, str) and answer[:2] == "0x" and len(answer) <= 66:
        try:
            return int(answer, 16)
        except ValueError:
            pass
    raise LyingNodeError(f"the node's {answer!r:.60} is no number", mend="use another node")


def data_of(answer: Json) -> bytes:
    """Bytes, of which a leading nought may be missing."""
    if isinstance(answer, str) and answer[:2] == "0x":
        try:
            return bytes.fromhex(answer[2:].rjust((len(answer) - 1) // 2 * 2, "0"))
        except ValueError:
            pass
    raise LyingNodeError(f"the node's {answer!r:.60} is no data", mend="use another node")


def hash_of(answer: Json) -> Hash:
    """A hash of 32 bytes."""
    try:
        return Hash(data_of(answer))
    except CodingError as error:
        raise LyingNodeError(f"the node's {answer!r:.80} is no hash", mend="use another node") from error


def address_of(answer: Json) -> Address:
    """An address."""
    content = data_of(answer)
    if len(content) != 20:
        raise LyingNodeError(f"the node's {answer!r:.60} is no address", mend="use another node")
    return Address(content)


def mark_of(answer: Json) -> BlockMark:
    """Which block an answer is about."""
    return BlockMark(
        number_of(field(answer, "number")),
        hash_of(field(answer, "hash")),
        hash_of(field(answer, "parentHash")),
        number_of(field(answer, "timestamp")),
    )


def log_of(answer: Json) -> Log:
    """A log."""
    return Log(
        number_of(field(answer, "blockNumber")),
        hash_of(field(answer, "blockHash")),
        number_of(field(answer, "logIndex")),
        hash_of(field(answer, "transactionHash")),
        address_of(field(answer, "address")),
        tuple(data_of(topic) for topic in list_of(field(answer, "topics"))),
        data_of(field(answer, "data")),
    )
