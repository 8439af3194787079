"""A chain behind a node's address: JSON-RPC over HTTP, and nothing that the node says believed unchecked.

Knows the Ethereum JSON-RPC as far as a ledger needs it. Written on httpx and not on web3.py: twelve
methods need no more, it loads in a third of the time, and what a lying or broken node may do to us
is written here in one place. What cannot be checked without following the chain's consensus is
whether a whole chain is the true one: use a node of your own for what is worth it.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from typing import Final

from reelwright.chain.errors import (
    LedgerError,
    LyingNodeError,
    NonceError,
    RefusedError,
    UnreachableError,
)
from reelwright.chain.evm.bloom import bloom_of, may_hold
from reelwright.chain.evm.keccak import keccak256
from reelwright.chain.evm.reverts import revert_reason, says_no
from reelwright.chain.evm.transactions import transaction_hash
from reelwright.chain.model import (
    NOBODY,
    Account,
    Address,
    BlockMark,
    Call,
    Fees,
    Finality,
    Hash,
    Inclusion,
    Log,
    LogQuery,
    Receipt,
)
from reelwright.chain.ports import Clock

from .rpc_node import Node, NodeRefusedError
from .rpc_values import Json, address_of, data_of, field, hash_of, hexed, list_of, log_of, mark_of, number_of

_TAGS: Final = {Finality.PENDING: "latest", Finality.SAFE: "safe", Finality.FINAL: "finalized"}
_APART: Final = 3_600
_REVERTED: Final = 3  # geth's code for an execution that reverted


class RpcLedger:
    """A chain behind a node.

    Args:
        url: the node's address.
        chain_id: which chain it must be; 0 to take the one that it says first.
        pause: waits so many seconds.
        timeout: seconds for one answer.
        clock: this machine's, which the chain's time is compared with.
    """

    def __init__(
        self,
        url: str,
        *,
        chain_id: int = 0,
        pause: Callable[[float], None] = time.sleep,
        timeout: float = 20.0,
        clock: Clock = lambda: int(time.time()),
    ) -> None:
        self._node = Node(url, pause=pause, timeout=timeout)
        self._clock = clock
        self._highest = -1
        self._chain_id = chain_id
        self._checked = False

    def close(self) -> None:
        """Close the connections."""
        self._node.close()

    @property
    def chain_id(self) -> int:
        """The node's chain; it is asked once, and again before anything is handed in."""
        if not self._checked:
            self._check_chain()
        return self._chain_id

    def head(self, finality: Finality = Finality.PENDING) -> BlockMark:
        """The newest block that is at least so final.

        Raises:
            UnreachableError: the node is behind what it showed before.
        """
        mark = self._block(_TAGS[finality])
        if mark is None:
            raise LyingNodeError(f"the node has no {finality} block", where=self._node.where, mend="use another node")
        if finality is Finality.PENDING:
            if mark.number < self._highest and self._block(hex(self._highest)) is None:
                raise UnreachableError(
                    f"the node is behind: it shows block {mark.number} and showed {self._highest} before",
                    where=self._node.where,
                    mend="wait, or use another node",
                )
            self._highest = max(self._highest, mark.number)
        return mark

    def block(self, number: int) -> BlockMark | None:
        """A block by its number."""
        mark = self._block(hex(number))
        if mark is not None and mark.number != number:
            raise self._node.lie(f"asked for block {number} it gave {mark.number}")
        return mark

    def submit(self, raw: bytes) -> Hash:
        """Hand a signed transaction in.

        Raises:
            NonceError: its number is used, or one before it is missing.
            RefusedError: the node will not take it.
        """
        self._check_chain()  # a node behind the same address may have become another one
        name = transaction_hash(raw)
        try:
            answer = self._node.ask("eth_sendRawTransaction", [hexed(raw)])
        except NodeRefusedError as refusal:
            return self._taken_anyway(name, refusal)
        if hash_of(answer) != name:
            raise self._node.lie("it took a transaction under another hash")
        return name

    def _taken_anyway(self, name: Hash, refusal: NodeRefusedError) -> Hash:
        words = refusal.words.lower()
        if "already known" in words or "already imported" in words or self.receipt(name) is not None:
            return name
        what = f"the node does not take the transaction: {refusal.words}"
        if "nonce" in words:
            raise NonceError(what, where=str(name), mend="look its sender's transactions up before signing another one")
        raise RefusedError(what, where=str(name), mend="see what it says, and sign anew if it never can be taken")

    def receipt(self, tx: Hash) -> Receipt | None:
        """What became of a transaction."""
        answer = self._node.ask("eth_getTransactionReceipt", [str(tx)])
        if answer is None:
            return None
        made = field(answer, "contractAddress")
        logs = tuple(log_of(each) for each in list_of(field(answer, "logs")))
        receipt = Receipt(
            tx=hash_of(field(answer, "transactionHash")),
            block=number_of(field(answer, "blockNumber")),
            block_hash=hash_of(field(answer, "blockHash")),
            succeeded=number_of(field(answer, "status")) == 1,
            gas_used=number_of(field(answer, "gasUsed")),
            made=None if made is None else address_of(made),
            payload_bytes=self._size(tx),
            logs=logs,
        )
        if receipt.tx != tx or any(log.tx != tx or log.block_hash != receipt.block_hash for log in logs):
            raise self._node.lie("a receipt speaks of another transaction")
        return receipt

    def inclusion(self, tx: Hash) -> Inclusion | None:
        """Proof of a receipt, put together from the block's fields; what does not hash to the block is no proof."""
        from .receipt_tree import inclusion_of  # noqa: PLC0415 the trie is heavy and seldom wanted
        from .rpc_block import header_bytes, receipt_bytes  # noqa: PLC0415 the same

        told = self.receipt(tx)
        if told is None:
            return None
        block = self._node.ask("eth_getBlockByNumber", [hex(told.block), False])
        receipts = list_of(self._node.ask("eth_getBlockReceipts", [hex(told.block)]))
        names = [hash_of(field(each, "transactionHash")) for each in receipts]
        header = header_bytes(block)
        if keccak256(header) != told.block_hash.raw or tx not in names:
            return None
        return inclusion_of(header, [receipt_bytes(each) for each in receipts], names.index(tx))

    def _size(self, tx: Hash) -> int:
        answer = self._node.ask("eth_getTransactionByHash", [str(tx)])
        return 0 if answer is None else len(data_of(field(answer, "input")))

    def logs(self, query: LogQuery) -> tuple[Log, ...]:
        """Logs of a span, checked against what the blocks themselves say that they hold."""
        last = min(query.last, self.head().number)
        if query.first > last:
            return ()
        found = self._some_logs(query, {"fromBlock": hex(query.first), "toBlock": hex(last)})
        blocks = self._headers(query.first, last)
        for number, (mark, bloom) in blocks.items():
            here = [log for log in found.values() if log.block == number]
            if any(log.block_hash != mark.hash for log in here):
                raise UnreachableError(
                    "the chain changed while its logs were read", where=self._node.where, mend="ask again"
                )
            if self._should_have_more(query, here, bloom):
                found |= {
                    (log.block, log.position): log for log in self._whole_block(mark, bloom) if _asked(query, log)
                }
        return tuple(found[key] for key in sorted(found))

    def _whole_block(self, mark: BlockMark, bloom: bytes) -> list[Log]:
        """All logs of a block, which together must have the bloom that its header has."""
        receipts = list_of(self._node.ask("eth_getBlockReceipts", [hex(mark.number)]))
        logs = [log_of(each) for receipt in receipts for each in list_of(field(receipt, "logs"))]
        if bloom_of(logs) != bloom or any(log.block_hash != mark.hash for log in logs):
            raise self._node.lie(f"it leaves out logs of block {mark.number}, which the block's own header names")
        return logs

    def _should_have_more(self, query: LogQuery, here: Sequence[Log], bloom: bytes) -> bool:
        """Say whether a block's bloom names one of our contracts, or topics, of which no log was given."""
        silent = [each for each in query.addresses if all(log.address != each for log in here)]
        wanted = [each for each in query.topics if all(log.topics[:1] != (each,) for log in here)]
        return any(may_hold(bloom, each.raw) for each in silent) or any(may_hold(bloom, each) for each in wanted)

    def _some_logs(self, query: LogQuery, span: dict[str, str]) -> dict[tuple[int, int], Log]:
        question: dict[str, Json] = dict(span)
        if query.addresses:
            question["address"] = [str(each) for each in query.addresses]
        if query.topics:
            question["topics"] = [[hexed(each) for each in query.topics]]
        found: dict[tuple[int, int], Log] = {}
        for log in map(log_of, self._logs_in_parts(question)):
            if not _asked(query, log):
                raise self._node.lie("it gave a log that was not asked for")
            if found.setdefault((log.block, log.position), log) != log:
                raise self._node.lie("it gave two logs for one place")
        return found

    def _logs_in_parts(self, question: dict[str, Json]) -> list[Json]:
        """What a node gives for a span, or for its halves when the whole is too much for it."""
        try:
            return list_of(self._node.ask("eth_getLogs", [question]))
        except NodeRefusedError:
            first, last = int(question["fromBlock"], 16), int(question["toBlock"], 16)
            if first == last:
                raise
            middle = (first + last) // 2
            halves = ({"toBlock": hex(middle)}, {"fromBlock": hex(middle + 1)})
            return [log for half in halves for log in self._logs_in_parts({**question, **half})]

    def _headers(self, first: int, last: int) -> dict[int, tuple[BlockMark, bytes]]:
        headers = {}
        for begin in range(first, last + 1, 100):
            numbers = range(begin, min(begin + 100, last + 1))
            answers = self._node.ask_many("eth_getBlockByNumber", [[hex(number), False] for number in numbers])
            for number, answer in zip(numbers, answers, strict=True):
                if answer is None:
                    raise UnreachableError("the node is behind its own head", where=self._node.where, mend="ask again")
                headers[number] = (mark_of(answer), data_of(field(answer, "logsBloom")))
        return headers

    def call(self, call: Call) -> bytes:
        """What a contract would answer now.

        Raises:
            RevertedError: it would say no.
        """
        return data_of(self._ask_contract("eth_call", call))

    def estimate(self, call: Call) -> int:
        """How much gas a transaction needs at most.

        Raises:
            RevertedError: the contract would say no.
        """
        return number_of(self._ask_contract("eth_estimateGas", call))

    def _ask_contract(self, method: str, call: Call) -> Json:
        message = {"data": hexed(call.payload), "value": hex(call.value)}
        message |= {} if call.to is None else {"to": str(call.to)}
        message |= {} if call.sender == NOBODY else {"from": str(call.sender)}
        message |= {"gas": hex(call.gas)} if call.gas else {}
        try:
            return self._node.ask(method, [message, "latest"])
        except NodeRefusedError as refusal:
            if refusal.code != _REVERTED and "revert" not in refusal.words.lower():
                raise
            raise says_no(revert_reason(refusal.output), where=str(call.to or "")) from None

    def account(self, address: Address) -> Account:
        """Next transaction number and native money."""
        count, balance = (
            self._node.ask("eth_getTransactionCount", [str(address), "pending"]),
            self._node.ask("eth_getBalance", [str(address), "latest"]),
        )
        return Account(number_of(count), number_of(balance))

    def code(self, address: Address, at: int | None = None) -> bytes:
        """A contract's code, now or as it was after a block.

        Raises:
            RefusedError: there is no such block yet, or the node does not keep what was after it.
        """
        try:
            return data_of(self._node.ask("eth_getCode", [str(address), "latest" if at is None else hex(at)]))
        except NodeRefusedError as refusal:  # every kind of node says it in other words
            if at is None or at <= self.head().number:
                raise
            raise RefusedError(
                f"there is no block {at}", where=self._node.where, mend="ask for an earlier one"
            ) from refusal

    def storage(self, address: Address, slot: int) -> bytes:
        """The 32 bytes of a storage slot."""
        return data_of(self._node.ask("eth_getStorageAt", [str(address), hex(slot), "latest"])).rjust(32, b"\0")

    def fees(self) -> Fees:
        """Twice the base fee of now, which lasts six full blocks, and the tip that the node suggests."""
        tip = number_of(self._node.ask("eth_maxPriorityFeePerGas", []))
        base = number_of(field(self._node.ask("eth_getBlockByNumber", ["latest", False]), "baseFeePerGas"))
        return Fees(cap=2 * base + tip, tip=tip)

    def _check_chain(self) -> None:
        says = number_of(self._node.ask("eth_chainId", []))
        if self._chain_id not in (0, says):
            raise LyingNodeError(
                f"this node is of chain {says}, and chain {self._chain_id} is meant",
                where=self._node.where,
                mend="name a node of the right chain",
            )
        self._chain_id, self._checked = says, True

    def time(self) -> int:
        """The time of the block that is being made, or of the newest one.

        Raises:
            LedgerError: it is an hour or more away from this machine's clock: one of the two is wrong, and
                what is signed by a wrong one is over before it begins, or lasts for years.
        """
        try:
            block = self._node.ask("eth_getBlockByNumber", ["pending", False])
        except NodeRefusedError:
            block = None
        there = self.head().time if block is None else number_of(field(block, "timestamp"))
        here = self._clock()
        if abs(there - here) >= _APART:
            raise LedgerError(
                f"on the chain it is {_moment(there)}, and on this machine {_moment(here)}",
                where=self._node.where,
                mend="set this machine's clock, or use another node",
            )
        return there

    def _block(self, which: str) -> BlockMark | None:
        answer = self._node.ask("eth_getBlockByNumber", [which, False])
        return None if answer is None else mark_of(answer)


def _moment(seconds: int) -> str:
    return f"{dt.datetime.fromtimestamp(min(seconds, 2**37), tz=dt.UTC):%Y-%m-%d %H:%M:%S} UTC"


def _asked(query: LogQuery, log: Log) -> bool:
    of_it = not query.addresses or log.address in query.addresses
    about_it = not query.topics or log.topics[:1] in [(each,) for each in query.topics]
    return of_it and about_it and query.first <= log.block <= query.last
