"""A block's header and receipts as the block commits to them, from the JSON that a node gives.

Knows the fields that headers have had so far, in their order; a chain with others gives another
hash, and its blocks are then not proven.
"""

from __future__ import annotations

from typing import Any, Final

from reelwright.chain.evm.rlp import Item, rlp

_HASHES: Final = ("parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom")
_NUMBERS: Final = ("difficulty", "number", "gasLimit", "gasUsed", "timestamp")
_LATER: Final = (
    ("baseFeePerGas", True),  # EIP-1559
    ("withdrawalsRoot", False),  # EIP-4895
    ("blobGasUsed", True),  # EIP-4844
    ("excessBlobGas", True),
    ("parentBeaconBlockRoot", False),  # EIP-4788
    ("requestsHash", False),  # EIP-7685
)


def header_bytes(block: Any) -> bytes:  # noqa: ANN401 a node's JSON may be anything
    """The RLP of a header; b"" when a field is missing."""
    try:
        fields = [_bytes(block[name]) for name in _HASHES] + [_number(block[name]) for name in _NUMBERS]
        fields += [_bytes(block[name]) for name in ("extraData", "mixHash", "nonce")]
        fields += [
            (_number if number else _bytes)(block[name]) for name, number in _LATER if block.get(name) is not None
        ]
    except (KeyError, TypeError, ValueError, AttributeError):
        return b""
    return rlp(fields)


def receipt_bytes(receipt: Any) -> bytes:  # noqa: ANN401 the same
    """A receipt as its block commits to it; b"" when a field is missing."""
    try:
        logs: list[Item] = [
            [_bytes(log["address"]), [_bytes(topic) for topic in log["topics"]], _bytes(log["data"])]
            for log in receipt["logs"]
        ]
        kind = int(receipt.get("type", "0x0"), 16)
        numbers = [_number(receipt["status"]), _number(receipt["cumulativeGasUsed"])]
        body = rlp([*numbers, _bytes(receipt["logsBloom"]), logs])
    except (KeyError, TypeError, ValueError, AttributeError):
        return b""
    return bytes([kind]) + body if kind else body


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def _number(text: str) -> bytes:
    value = int(text, 16)
    return value.to_bytes((value.bit_length() + 7) // 8)
