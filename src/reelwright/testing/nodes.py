"""A node on the loopback: serves any ledger by JSON-RPC, and misbehaves when told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import rlp

from reelwright.chain import (
    Address,
    BlockMark,
    Call,
    Finality,
    Hash,
    Ledger,
    LedgerError,
    Log,
    LogQuery,
    NonceError,
    RevertedError,
    bloom_of,
    encode_values,
    selector,
    transaction_hash,
)

from .loopback import Answer, Asked, LoopbackServer

_HEADER: Final = (
    *("parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom", "difficulty"),
    *("number", "gasLimit", "gasUsed", "timestamp", "extraData", "mixHash", "nonce", "baseFeePerGas"),
    *("withdrawalsRoot", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash"),
)
_COUNTED: Final = frozenset(
    ("difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas", "blobGasUsed", "excessBlobGas")
)
_TAGS: Final = {"latest": Finality.PENDING, "safe": Finality.SAFE, "finalized": Finality.FINAL}


@dataclass
class Lies:
    """What the node says that is not so.

    Args:
        chain_id: another chain's number.
        behind: so many blocks of the head are hidden.
        kept_from: what was before this block is forgotten, as most nodes do.
        longest: logs of more blocks than this are not given at once.
        later: the chain is so many seconds later than it is, or earlier.
        final_behind: so many blocks of the head are not final yet; this one is no lie on most chains.
        missing: these many first logs of every answer over a span are left out.
        missing_everywhere: they are left out of whole blocks too.
        doubled: every log is given twice.
        foreign: a log of somebody else's contract is given too.
        forged: the last log is given once more with other content.
    """

    chain_id: int | None = None
    behind: int = 0
    kept_from: int = 0
    longest: int = 10_000
    later: int = 0
    final_behind: int = 0
    missing: int = 0
    missing_everywhere: bool = False
    doubled: bool = False
    foreign: bool = False
    forged: bool = False


_NONSENSE: Final = {
    "garbage": Answer(content=b"<html>hello</html>"),
    "deep": Answer(content=b"[" * 200_000),
    "odd-wait": Answer(429, content=b"not now", headers={"Retry-After": "²"}),
}


class NodeDouble(LoopbackServer):
    """Serves a ledger at ``url``.

    Moods: a status such as "429", "odd-wait", "garbage", "deep" (lists without end), "break", "slow",
    "stranger" (another question's answer), "shapeless" (no number at all), "lost" (done, and no
    answer). ``lies`` holds for all requests. While ``holding`` is true, transactions wait until ``release``.
    To re-organise the chain, put another ledger in ``ledger``.
    """

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.ledger = ledger
        self.lies = Lies()
        self.holding = False
        self.asked: list[str] = []
        self._waiting: dict[Hash, bytes] = {}
        self._turn = threading.RLock()

    def release(self) -> None:
        """Put the waiting transactions into blocks."""
        with self._turn:
            waiting, self._waiting = self._waiting, {}
            for raw in waiting.values():
                self.ledger.submit(raw)

    def forget(self) -> None:
        """Lose the waiting transactions, as a node does that is started anew."""
        with self._turn:
            self._waiting.clear()

    def respond(self, asked: Asked) -> Answer | None:
        """Answer in the mood whose turn it is."""
        questions, mood = json.loads(asked.body), self.mood()
        if mood == "break":
            return None
        if mood in _NONSENSE or mood.isdigit():
            return _NONSENSE.get(mood) or _refusal(mood)
        if mood == "slow":
            time.sleep(1.0)
        answers = [self.answer(question) for question in (questions if isinstance(questions, list) else [questions])]
        if mood == "stranger":
            answers = [{**answer, "id": 0} for answer in answers]
        if mood == "shapeless":
            answers = [{**answer, "id": []} for answer in answers]
        if mood == "lost":  # it was done, and nobody hears of it
            return None
        return Answer(content=json.dumps(answers if isinstance(questions, list) else answers[0]).encode())

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        """Answer one question."""
        method = str(question.get("method"))
        with self._turn:
            self.asked.append(method)
            found: Callable[..., Any] | None = getattr(self, f"_{method}", None)
            head = {"jsonrpc": "2.0", "id": question.get("id")}
            if found is None:
                return {**head, "error": {"code": -32601, "message": f"the method {method} does not exist"}}
            try:
                return {**head, "result": found(*question.get("params", []))}
            except RevertedError as error:
                words = selector("Error(string)") + encode_values(("string",), (error.reason,))
                said = {"code": 3, "message": f"execution reverted: {error.reason}", "data": "0x" + words.hex()}
                return {**head, "error": said}
            except NonceError as error:
                return {**head, "error": {"code": -32000, "message": f"nonce too low or too high: {error.what}"}}
            except LedgerError as error:
                return {**head, "error": {"code": -32000, "message": error.what}}

    def _eth_chainId(self) -> str:  # noqa: N802 the protocol's name, as all below
        return hex(self.ledger.chain_id if self.lies.chain_id is None else self.lies.chain_id)

    def _eth_getBlockByNumber(self, which: str, _full: object) -> dict[str, Any] | None:  # noqa: N802
        if which == "pending":  # a block that is being made: it has no hash yet
            return {"number": hex(self._top() + 1), "timestamp": hex(self.ledger.time() + self.lies.later)}
        mark = self._at(_TAGS[which]) if which in _TAGS else self.ledger.block(int(which, 16))
        if mark is None or mark.number > self._top():
            return None
        logs = self.ledger.logs(LogQuery(mark.number, mark.number))
        return {
            **self._header(logs),
            "number": hex(mark.number),
            "hash": str(mark.hash),
            "parentHash": str(mark.parent),
            "timestamp": hex(mark.time),
            "baseFeePerGas": "0x0",
            "logsBloom": "0x" + bloom_of(logs).hex(),
        }

    def _top(self) -> int:
        return max(0, self.ledger.head().number - self.lies.behind)

    def _at(self, finality: Finality) -> BlockMark | None:
        behind = 0 if finality is Finality.PENDING else self.lies.final_behind
        return self.ledger.block(max(0, self._top() - behind))

    def _eth_sendRawTransaction(self, raw: str) -> str:  # noqa: N802
        content = bytes.fromhex(raw[2:])
        name = transaction_hash(content)
        if self.holding:
            if name in self._waiting:
                raise LedgerError("already known")
            self._waiting[name] = content
        else:
            self.ledger.submit(content)
        return str(name)

    def _eth_getTransactionReceipt(self, name: str) -> dict[str, Any] | None:  # noqa: N802
        receipt = self.ledger.receipt(Hash.from_hex(name))
        if receipt is None or receipt.block > self._top():
            return None
        return {
            "transactionHash": str(receipt.tx),
            "blockNumber": hex(receipt.block),
            "blockHash": str(receipt.block_hash),
            "status": hex(receipt.succeeded),
            "gasUsed": hex(receipt.gas_used),
            "contractAddress": None if receipt.made is None else str(receipt.made),
            "logs": [_log_form(log) for log in receipt.logs],
        }

    def _eth_getTransactionByHash(self, name: str) -> dict[str, Any] | None:  # noqa: N802
        receipt = self.ledger.receipt(Hash.from_hex(name))
        return None if receipt is None else {"input": "0x" + "00" * receipt.payload_bytes}

    def _eth_getLogs(self, question: dict[str, Any]) -> list[dict[str, Any]]:  # noqa: N802
        first, last = int(question["fromBlock"], 16), min(int(question["toBlock"], 16), self._top())
        if last - first >= self.lies.longest:
            raise LedgerError("block range is too wide")
        addresses = tuple(Address.from_hex(each) for each in _listed(question.get("address")))
        wanted = [_listed(each) for each in question.get("topics", [None])]
        logs = self.ledger.logs(LogQuery(first, last, addresses, tuple(bytes.fromhex(each[2:]) for each in wanted[0])))
        fitting = [
            log
            for log in logs
            if all(
                not words or (place < len(log.topics) and f"0x{log.topics[place].hex()}" in words)
                for place, words in enumerate(wanted)
            )
        ]
        return self._told(fitting, whole=False)

    def _eth_getBlockReceipts(self, which: str) -> list[dict[str, Any]]:  # noqa: N802
        number = int(which, 16)
        logs = list(self.ledger.logs(LogQuery(number, number)))
        return [{**self._committed(logs), "logs": self._told(logs, whole=True)}]

    def _header(self, logs: Sequence[Log]) -> dict[str, Any]:
        """A block's header field by field, where the ledger can show it."""
        shown = self.ledger.inclusion(logs[0].tx) if logs else None
        fields: Any = () if shown is None else rlp.decode(shown.header)
        return {
            name: hex(int.from_bytes(field)) if name in _COUNTED else f"0x{field.hex()}"
            for name, field in zip(_HEADER, fields, strict=False)
        }

    def _committed(self, logs: Sequence[Log]) -> dict[str, Any]:
        """What a receipt holds beside its logs."""
        shown = self.ledger.inclusion(logs[0].tx) if logs else None
        if shown is None:
            return {}
        fields: Any = rlp.decode(shown.receipt[1:])
        return {
            "transactionHash": str(logs[0].tx),
            "type": hex(shown.receipt[0]),
            "status": hex(int.from_bytes(fields[0])),
            "cumulativeGasUsed": hex(int.from_bytes(fields[1])),
            "logsBloom": f"0x{fields[2].hex()}",
        }

    def _told(self, logs: list[Log], *, whole: bool) -> list[dict[str, Any]]:
        if self.lies.missing and (self.lies.missing_everywhere or not whole):
            logs = logs[self.lies.missing :]
        forms = [_log_form(log) for log in logs]
        if self.lies.doubled:
            forms = [form for form in forms for _ in range(2)]
        if self.lies.foreign and forms:
            forms.append({**forms[-1], "address": "0x" + "77" * 20})
        if self.lies.forged and forms:
            forms.append({**forms[-1], "data": "0x" + "77" * 32})
        return forms

    def _eth_call(self, message: dict[str, str], _tag: str) -> str:
        return "0x" + self.ledger.call(_call(message)).hex()

    def _eth_estimateGas(self, message: dict[str, str], _tag: str) -> str:  # noqa: N802
        return hex(self.ledger.estimate(_call(message)))

    def _eth_getTransactionCount(self, address: str, _tag: str) -> str:  # noqa: N802
        return hex(self.ledger.account(Address.from_hex(address)).nonce + len(self._waiting))

    def _eth_getBalance(self, address: str, _tag: str) -> str:  # noqa: N802
        return hex(self.ledger.account(Address.from_hex(address)).balance)

    def _eth_getCode(self, address: str, tag: str) -> str:  # noqa: N802
        at = None if tag == "latest" else int(tag, 16)
        if at is not None and at < self.lies.kept_from:
            raise LedgerError("missing trie node")
        return "0x" + self.ledger.code(Address.from_hex(address), at).hex()

    def _eth_getStorageAt(self, address: str, slot: str, _tag: str) -> str:  # noqa: N802
        return "0x" + self.ledger.storage(Address.from_hex(address), int(slot, 16)).hex()

    def _eth_maxPriorityFeePerGas(self) -> str:  # noqa: N802
        return "0x0"


def _call(message: dict[str, str]) -> Call:
    return Call(
        to=Address.from_hex(message["to"]) if "to" in message else None,
        payload=bytes.fromhex(message.get("data", "0x")[2:]),
        sender=Address.from_hex(message.get("from", "0x" + "00" * 20)),
        value=int(message.get("value", "0x0"), 16),
        gas=int(message.get("gas", "0x0"), 16),
    )


def _listed(given: str | list[str] | None) -> list[str]:
    """What a filter names: nothing for anything, one word, or several of which one will do."""
    return [given] if isinstance(given, str) else given or []


def _log_form(log: Log) -> dict[str, Any]:
    return {
        "blockNumber": hex(log.block),
        "blockHash": str(log.block_hash),
        "logIndex": hex(log.position),
        "transactionHash": str(log.tx),
        "address": str(log.address),
        "topics": ["0x" + topic.hex() for topic in log.topics],
        "data": "0x" + log.content.hex(),
    }


def _refusal(status: str) -> Answer:
    return Answer(int(status), content=b"not now", headers={"Retry-After": "3"} if status == "429" else {})
