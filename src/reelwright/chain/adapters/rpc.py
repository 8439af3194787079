"""A chain behind a node's address: JSON-RPC over HTTP, and nothing that the node says believed unchecked.

Knows the Ethereum JSON-RPC as far as a ledger needs it. Written on httpx and not on web3.py: twelve
methods need no more, it loads in a third of the time, and what a lying or broken node may do to us
is written here in one place. What cannot be checked without following the chain's consensus is
whether a whole chain is the true one: use a node of your own for what is worth it.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import time
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import httpx

from reelwright.chain.errors import (
    CodingError,
    LedgerError,
    LyingNodeError,
    NonceError,
    RefusedError,
    ThrottledError,
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

Json: TypeAlias = Any
"""Whatever a node sends; every use checks it."""

_TAGS: Final = {Finality.PENDING: "latest", Finality.SAFE: "safe", Finality.FINAL: "finalized"}
_MOST_BYTES: Final = 64 << 20
_TRIES: Final = 5
_LONGEST_WAIT: Final = 20.0
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
        self._url = url
        self._where = str(httpx.URL(url).copy_with(userinfo=b"", query=None, path="/"))  # keys stay out of messages
        self._pause = pause
        self._clock = clock
        secure = url.startswith("https:")  # without it no certificates are read, which takes a third of a second
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False, verify=secure)
        self._numbers = itertools.count(1)
        self._highest = -1
        self._chain_id = chain_id
        self._checked = False

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

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
            raise LyingNodeError(f"the node has no {finality} block", where=self._where, mend="use another node")
        if finality is Finality.PENDING:
            if mark.number < self._highest and self._block(hex(self._highest)) is None:
                raise UnreachableError(
                    f"the node is behind: it shows block {mark.number} and showed {self._highest} before",
                    where=self._where,
                    mend="wait, or use another node",
                )
            self._highest = max(self._highest, mark.number)
        return mark

    def block(self, number: int) -> BlockMark | None:
        """A block by its number."""
        mark = self._block(hex(number))
        if mark is not None and mark.number != number:
            raise self._lie(f"asked for block {number} it gave {mark.number}")
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
            answer = self._ask("eth_sendRawTransaction", [_hex(raw)])
        except _NodeRefusedError as refusal:
            return self._taken_anyway(name, refusal)
        if _hash(answer) != name:
            raise self._lie("it took a transaction under another hash")
        return name

    def _taken_anyway(self, name: Hash, refusal: _NodeRefusedError) -> Hash:
        words = refusal.words.lower()
        if "already known" in words or "already imported" in words or self.receipt(name) is not None:
            return name
        what = f"the node does not take the transaction: {refusal.words}"
        if "nonce" in words:
            raise NonceError(what, where=str(name), mend="look its sender's transactions up before signing another one")
        raise RefusedError(what, where=str(name), mend="see what it says, and sign anew if it never can be taken")

    def receipt(self, tx: Hash) -> Receipt | None:
        """What became of a transaction."""
        answer = self._ask("eth_getTransactionReceipt", [str(tx)])
        if answer is None:
            return None
        made = _field(answer, "contractAddress")
        logs = tuple(self._log(each) for each in _list(_field(answer, "logs")))
        receipt = Receipt(
            tx=_hash(_field(answer, "transactionHash")),
            block=_number(_field(answer, "blockNumber")),
            block_hash=_hash(_field(answer, "blockHash")),
            succeeded=_number(_field(answer, "status")) == 1,
            gas_used=_number(_field(answer, "gasUsed")),
            made=None if made is None else _address(made),
            payload_bytes=self._size(tx),
            logs=logs,
        )
        if receipt.tx != tx or any(log.tx != tx or log.block_hash != receipt.block_hash for log in logs):
            raise self._lie("a receipt speaks of another transaction")
        return receipt

    def inclusion(self, tx: Hash) -> Inclusion | None:
        """Proof of a receipt, put together from the block's fields; what does not hash to the block is no proof."""
        from .receipt_tree import inclusion_of  # noqa: PLC0415 the trie is heavy and seldom wanted
        from .rpc_block import header_bytes, receipt_bytes  # noqa: PLC0415 the same

        told = self.receipt(tx)
        if told is None:
            return None
        block = self._ask("eth_getBlockByNumber", [hex(told.block), False])
        receipts = _list(self._ask("eth_getBlockReceipts", [hex(told.block)]))
        names = [_hash(_field(each, "transactionHash")) for each in receipts]
        header = header_bytes(block)
        if keccak256(header) != told.block_hash.raw or tx not in names:
            return None
        return inclusion_of(header, [receipt_bytes(each) for each in receipts], names.index(tx))

    def _size(self, tx: Hash) -> int:
        answer = self._ask("eth_getTransactionByHash", [str(tx)])
        return 0 if answer is None else len(_data(_field(answer, "input")))

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
                    "the chain changed while its logs were read", where=self._where, mend="ask again"
                )
            if self._should_have_more(query, here, bloom):
                found |= {
                    (log.block, log.position): log for log in self._whole_block(mark, bloom) if _asked(query, log)
                }
        return tuple(found[key] for key in sorted(found))

    def _whole_block(self, mark: BlockMark, bloom: bytes) -> list[Log]:
        """All logs of a block, which together must have the bloom that its header has."""
        receipts = _list(self._ask("eth_getBlockReceipts", [hex(mark.number)]))
        logs = [self._log(each) for receipt in receipts for each in _list(_field(receipt, "logs"))]
        if bloom_of(logs) != bloom or any(log.block_hash != mark.hash for log in logs):
            raise self._lie(f"it leaves out logs of block {mark.number}, which the block's own header names")
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
            question["topics"] = [[_hex(each) for each in query.topics]]
        found: dict[tuple[int, int], Log] = {}
        for log in map(self._log, self._logs_in_parts(question)):
            if not _asked(query, log):
                raise self._lie("it gave a log that was not asked for")
            if found.setdefault((log.block, log.position), log) != log:
                raise self._lie("it gave two logs for one place")
        return found

    def _logs_in_parts(self, question: dict[str, Json]) -> list[Json]:
        """What a node gives for a span, or for its halves when the whole is too much for it."""
        try:
            return _list(self._ask("eth_getLogs", [question]))
        except _NodeRefusedError:
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
            answers = self._ask_many("eth_getBlockByNumber", [[hex(number), False] for number in numbers])
            for number, answer in zip(numbers, answers, strict=True):
                if answer is None:
                    raise UnreachableError("the node is behind its own head", where=self._where, mend="ask again")
                headers[number] = (self._mark(answer), _data(_field(answer, "logsBloom")))
        return headers

    def call(self, call: Call) -> bytes:
        """What a contract would answer now.

        Raises:
            RevertedError: it would say no.
        """
        return _data(self._ask_contract("eth_call", call))

    def estimate(self, call: Call) -> int:
        """How much gas a transaction needs at most.

        Raises:
            RevertedError: the contract would say no.
        """
        return _number(self._ask_contract("eth_estimateGas", call))

    def _ask_contract(self, method: str, call: Call) -> Json:
        message = {"data": _hex(call.payload), "value": hex(call.value)}
        message |= {} if call.to is None else {"to": str(call.to)}
        message |= {} if call.sender == NOBODY else {"from": str(call.sender)}
        message |= {"gas": hex(call.gas)} if call.gas else {}
        try:
            return self._ask(method, [message, "latest"])
        except _NodeRefusedError as refusal:
            if refusal.code != _REVERTED and "revert" not in refusal.words.lower():
                raise
            raise says_no(revert_reason(refusal.output), where=str(call.to or "")) from None

    def account(self, address: Address) -> Account:
        """Next transaction number and native money."""
        count, balance = (
            self._ask("eth_getTransactionCount", [str(address), "pending"]),
            self._ask("eth_getBalance", [str(address), "latest"]),
        )
        return Account(_number(count), _number(balance))

    def code(self, address: Address, at: int | None = None) -> bytes:
        """A contract's code, now or as it was after a block.

        Raises:
            RefusedError: there is no such block yet, or the node does not keep what was after it.
        """
        try:
            return _data(self._ask("eth_getCode", [str(address), "latest" if at is None else hex(at)]))
        except _NodeRefusedError as refusal:  # every kind of node says it in other words
            if at is None or at <= self.head().number:
                raise
            raise RefusedError(f"there is no block {at}", where=self._where, mend="ask for an earlier one") from refusal

    def storage(self, address: Address, slot: int) -> bytes:
        """The 32 bytes of a storage slot."""
        return _data(self._ask("eth_getStorageAt", [str(address), hex(slot), "latest"])).rjust(32, b"\0")

    def fees(self) -> Fees:
        """Twice the base fee of now, which lasts six full blocks, and the tip that the node suggests."""
        tip = _number(self._ask("eth_maxPriorityFeePerGas", []))
        base = _number(_field(self._ask("eth_getBlockByNumber", ["latest", False]), "baseFeePerGas"))
        return Fees(cap=2 * base + tip, tip=tip)

    def _check_chain(self) -> None:
        says = _number(self._ask("eth_chainId", []))
        if self._chain_id not in (0, says):
            raise LyingNodeError(
                f"this node is of chain {says}, and chain {self._chain_id} is meant",
                where=self._where,
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
            block = self._ask("eth_getBlockByNumber", ["pending", False])
        except _NodeRefusedError:
            block = None
        there = self.head().time if block is None else _number(_field(block, "timestamp"))
        here = self._clock()
        if abs(there - here) >= _APART:
            raise LedgerError(
                f"on the chain it is {_moment(there)}, and on this machine {_moment(here)}",
                where=self._where,
                mend="set this machine's clock, or use another node",
            )
        return there

    def _block(self, which: str) -> BlockMark | None:
        answer = self._ask("eth_getBlockByNumber", [which, False])
        return None if answer is None else self._mark(answer)

    def _mark(self, answer: Json) -> BlockMark:
        return BlockMark(
            _number(_field(answer, "number")),
            _hash(_field(answer, "hash")),
            _hash(_field(answer, "parentHash")),
            _number(_field(answer, "timestamp")),
        )

    def _log(self, answer: Json) -> Log:
        return Log(
            _number(_field(answer, "blockNumber")),
            _hash(_field(answer, "blockHash")),
            _number(_field(answer, "logIndex")),
            _hash(_field(answer, "transactionHash")),
            _address(_field(answer, "address")),
            tuple(_data(topic) for topic in _list(_field(answer, "topics"))),
            _data(_field(answer, "data")),
        )

    def _ask(self, method: str, values: list[Json]) -> Json:
        """Ask one thing.

        Raises:
            _NodeRefusedError: the node answers with an error of its own.
        """
        (answer,) = self._post([(method, values)])
        return _result(answer)

    def _ask_many(self, method: str, each: list[list[Json]]) -> list[Json]:
        return [_result(answer) for answer in self._post([(method, values) for values in each])]

    def _post(self, questions: list[tuple[str, list[Json]]]) -> list[dict[str, Json]]:
        """Ask, again and more slowly when the node cannot answer; asking twice does nothing twice."""
        for attempt in range(_TRIES):
            try:
                return self._post_once(questions)
            except UnreachableError as error:
                if attempt == _TRIES - 1:
                    raise
                wait = error.wait if isinstance(error, ThrottledError) else 0.25 * 2**attempt
                self._pause(min(wait, _LONGEST_WAIT))
        raise AssertionError

    def _post_once(self, questions: list[tuple[str, list[Json]]]) -> list[dict[str, Json]]:
        numbers = [next(self._numbers) for _ in questions]
        bodies = [
            {"jsonrpc": "2.0", "id": number, "method": method, "params": values}
            for number, (method, values) in zip(numbers, questions, strict=True)
        ]
        content = self._exchange(bodies[0] if len(bodies) == 1 else bodies)
        answers = content if isinstance(content, list) else [content]
        by_number = {answer.get("id"): answer for answer in answers if isinstance(answer, dict)}
        if set(by_number) != set(numbers) or len(answers) != len(numbers):
            raise self._lie("it answers something else than it was asked")
        return [by_number[number] for number in numbers]

    def _exchange(self, body: Json) -> Json:
        try:
            with self._client.stream("POST", self._url, json=body) as response:
                self._raise_for(response)
                content = b""
                for chunk in response.iter_bytes():
                    content += chunk
                    if len(content) > _MOST_BYTES:
                        raise self._lie("its answer does not end")
        except httpx.HTTPError as error:
            raise UnreachableError(
                f"the node does not answer: {type(error).__name__}", where=self._where, mend="see whether it runs"
            ) from error
        try:
            return json.loads(content)
        except ValueError as error:
            raise UnreachableError(
                "the node's answer is no JSON", where=self._where, mend="see whether this is the node's address"
            ) from error

    def _raise_for(self, response: httpx.Response) -> None:
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            wait = response.headers.get("Retry-After", "1")
            raise ThrottledError(
                "the node asks us to slow down",
                where=self._where,
                mend="wait, or use another node",
                wait=float(wait) if wait.isdigit() else 1.0,
            )
        if response.status_code != httpx.codes.OK:
            raise UnreachableError(
                f"the node answers with status {response.status_code}", where=self._where, mend="see whether it runs"
            )

    def _lie(self, what: str) -> LyingNodeError:
        return LyingNodeError(f"the node is not to be believed: {what}", where=self._where, mend="use another node")


def _moment(seconds: int) -> str:
    return f"{dt.datetime.fromtimestamp(min(seconds, 2**37), tz=dt.UTC):%Y-%m-%d %H:%M:%S} UTC"


class _NodeRefusedError(RefusedError):
    """The node's own words for why not."""

    def __init__(self, code: int, words: str, output: bytes) -> None:
        super().__init__(f"the node refuses: {words}", mend="see whether another node does it")
        self.code, self.words, self.output = code, words, output


def _result(answer: dict[str, Json]) -> Json:
    error = answer.get("error")
    if error is None:
        if "result" not in answer:
            raise LyingNodeError("the node's answer has neither result nor error", mend="use another node")
        return answer["result"]
    if not isinstance(error, dict):
        raise LyingNodeError("the node's error is none", mend="use another node")
    output = error.get("data")
    words = "".join(sign if sign.isprintable() else " " for sign in str(error.get("message", ""))[:200])
    code = error.get("code")
    raise _NodeRefusedError(
        code if isinstance(code, int) else 0,
        words,
        _data(output) if isinstance(output, str) and output[:2] == "0x" else b"",
    )


def _asked(query: LogQuery, log: Log) -> bool:
    of_it = not query.addresses or log.address in query.addresses
    about_it = not query.topics or log.topics[:1] in [(each,) for each in query.topics]
    return of_it and about_it and query.first <= log.block <= query.last


def _hex(content: bytes) -> str:
    return "0x" + content.hex()


def _field(answer: Json, name: str) -> Json:
    if not isinstance(answer, dict) or name not in answer:
        raise LyingNodeError(f"the node's answer lacks {name!r}", mend="use another node")
    return answer[name]


def _list(answer: Json) -> list[Json]:
    if not isinstance(answer, list):
        raise LyingNodeError("the node's answer is no list", mend="use another node")
    return answer


def _number(answer: Json) -> int:
    if isinstance(answer, str) and answer[:2] == "0x" and len(answer) <= 66:
        try:
            return int(answer, 16)
        except ValueError:
            pass
    raise LyingNodeError(f"the node's {answer!r:.60} is no number", mend="use another node")


def _data(answer: Json) -> bytes:
    if isinstance(answer, str) and answer[:2] == "0x":
        try:
            return bytes.fromhex(answer[2:].rjust((len(answer) - 1) // 2 * 2, "0"))
        except ValueError:
            pass
    raise LyingNodeError(f"the node's {answer!r:.60} is no data", mend="use another node")


def _hash(answer: Json) -> Hash:
    try:
        return Hash(_data(answer))
    except CodingError as error:
        raise LyingNodeError(f"the node's {answer!r:.80} is no hash", mend="use another node") from error


def _address(answer: Json) -> Address:
    content = _data(answer)
    if len(content) != 20:
        raise LyingNodeError(f"the node's {answer!r:.60} is no address", mend="use another node")
    return Address(content)
