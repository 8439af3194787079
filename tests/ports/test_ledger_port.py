"""What every ledger promises."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from reelwright.chain import (
    NOBODY,
    Account,
    Address,
    Call,
    Finality,
    Hash,
    Ledger,
    LogQuery,
    NonceError,
    RefusedError,
    RevertedError,
    Transaction,
    UnreachableError,
    encode_values,
    keccak256,
    selector,
)
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.keystore import KeySigner
from reelwright.chain.adapters.rpc import RpcLedger
from reelwright.seal.check_evidence import rlp_decode, trie_value
from reelwright.testing import NodeDouble, tally_code

TOPIC = keccak256(b"counted")
OTHER = keccak256(b"counted otherwise")
ONE = KeySigner(b"\1" * 32)
NOW = 1_700_000_000
_A_WHILE = 60
ANVIL = os.environ.get("ANVIL", "anvil")


@dataclass
class Bench:
    """A ledger with a tally on it, and somebody who sends.

    Args:
        at_once: a transaction is done when it is handed in, by this clock; a node of others takes a moment, keeps
            what comes too early until its turn, and has a clock of its own.
    """

    ledger: Ledger
    at_once: bool = True
    tally: Address = NOBODY
    nonce: int = 0

    def sign(self, to: Address | None, payload: bytes, *, nonce: int | None = None, chain: int = 0) -> bytes:
        """A transaction of the sender's, by default his next one."""
        number = self.nonce if nonce is None else nonce
        return ONE.sign_transaction(
            Transaction(chain or self.ledger.chain_id, number, to, payload, gas=200_000, fee_cap=0, tip=0)
        )

    def send(self, to: Address | None, payload: bytes) -> Hash:
        """Hand the next transaction in."""
        name = self.hand_in(self.sign(to, payload))
        self.nonce += 1
        return name

    def hand_in(self, raw: bytes) -> Hash:
        """Hand a transaction in, and see it done."""
        name = self.ledger.submit(raw)
        for _ in range(0 if self.at_once else 200):
            if self.ledger.receipt(name) is not None:
                break
            time.sleep(0.02)
        return name

    def unless_kept(self, refusal: type[RefusedError]) -> AbstractContextManager[object]:
        """Where what is handed in is done at once, what cannot be done is refused."""
        return pytest.raises(refusal) if self.at_once else suppress(refusal)


def embedded(folder: Path) -> Iterator[Ledger]:
    """The chain in one file."""
    ledger = EmbeddedLedger(folder / "chain.db", lambda: NOW)
    yield ledger
    ledger.close()


def rpc(folder: Path) -> Iterator[Ledger]:
    """The same chain behind a node."""
    inner = EmbeddedLedger(folder / "chain.db", lambda: NOW)
    node = NodeDouble(inner)
    ledger = RpcLedger(node.url, pause=lambda _: None, clock=lambda: NOW)
    yield ledger
    ledger.close()
    node.stop()
    inner.close()


def anvil(folder: Path) -> Iterator[Ledger]:
    """A node that somebody else wrote."""
    del folder
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fork = ("--hardfork", "prague", "--timestamp", str(NOW), "--base-fee", "0", "--gas-price", "0")
    with subprocess.Popen([ANVIL, "--silent", "--port", str(port), "--accounts", "1", *fork]) as process:
        ledger = RpcLedger(f"http://127.0.0.1:{port}", clock=lambda: NOW)
        try:
            _wait_for(ledger)
            yield ledger
        finally:
            ledger.close()
            process.terminate()


def _wait_for(ledger: Ledger) -> None:
    for _ in range(200):
        try:
            ledger.head()
        except UnreachableError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("anvil does not answer")


LEDGERS: dict[str, Callable[[Path], Iterator[Ledger]]] = {"embedded": embedded, "rpc": rpc}
if shutil.which(ANVIL) is not None:
    LEDGERS["anvil"] = anvil


@pytest.fixture(params=LEDGERS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """One ledger after the other."""
    ledgers = LEDGERS[request.param](tmp_path)
    bench = Bench(next(ledgers), at_once=request.param != "anvil")
    made = bench.ledger.receipt(bench.send(None, tally_code()))
    assert made is not None
    assert made.made is not None
    bench.tally = made.made
    yield bench
    next(ledgers, None)


def test_node_of_others_is_asked_where_there_is_one() -> None:
    """All that follows is also asked of a node that we did not write, and where there is none that is said."""
    if shutil.which(ANVIL) is None:
        pytest.skip("NOT TESTED against a node of others: there is no anvil; name it in ANVIL or put it on the path")
    assert "anvil" in LEDGERS


def test_contract_is_made_called_and_read(bench: Bench) -> None:
    """Code, storage and answers of a contract are what its transactions made them."""
    ledger = bench.ledger
    assert ledger.code(bench.tally) == tally_code()[11:]
    assert ledger.code(Address(b"\7" * 20)) == b""
    assert ledger.call(Call(bench.tally)) == bytes(32)
    bench.send(bench.tally, TOPIC)
    assert ledger.call(Call(bench.tally)) == (1).to_bytes(32, "big")
    assert ledger.storage(bench.tally, 0) == (1).to_bytes(32, "big")
    assert ledger.storage(bench.tally, 1) == bytes(32)


def test_receipt_says_what_happened(bench: Bench) -> None:
    """Gas, size, block and events of a transaction are told; of an unknown one nothing is."""
    name = bench.send(bench.tally, TOPIC)
    receipt = bench.ledger.receipt(name)
    assert receipt is not None
    assert (receipt.succeeded, receipt.gas_used, receipt.made) == (True, 44_689, None)
    assert receipt.payload_bytes == 32
    (log,) = receipt.logs
    assert (log.address, log.topics, log.content, log.tx) == (bench.tally, (TOPIC,), (1).to_bytes(32, "big"), name)
    mark = bench.ledger.block(receipt.block)
    assert mark is not None
    assert mark.hash == receipt.block_hash == log.block_hash
    assert bench.ledger.receipt(Hash(b"\7" * 32)) is None


def test_receipt_is_proven_to_stand_in_its_block(bench: Bench) -> None:
    """Header and path hash into the block and down to the receipt; of an unknown one there is no proof."""
    name = bench.send(bench.tally, TOPIC)
    told, shown = bench.ledger.receipt(name), bench.ledger.inclusion(name)
    assert told is not None
    assert shown is not None
    assert (shown.block.number, shown.block.hash, shown.place) == (told.block, told.block_hash, 0)
    assert keccak256(shown.header) == told.block_hash.raw
    assert trie_value(rlp_decode(shown.header)[5], b"\x80", list(shown.path)) == shown.receipt
    assert TOPIC in shown.receipt
    assert bench.ledger.inclusion(Hash(b"\7" * 32)) is None


def test_transaction_that_fails_is_told_as_failed(bench: Bench) -> None:
    """A transaction whose contract says no costs its number and leaves no event."""
    receipt = bench.ledger.receipt(bench.send(bench.tally, bytes(32)))
    assert receipt is not None
    assert (receipt.succeeded, receipt.logs) == (False, ())
    assert bench.ledger.account(ONE.address).nonce == bench.nonce


def test_submitting_twice_is_submitting_once(bench: Bench) -> None:
    """The same bytes again give the same hash and change nothing."""
    raw = bench.sign(bench.tally, TOPIC)
    assert bench.ledger.submit(raw) == bench.ledger.submit(raw)
    assert bench.ledger.call(Call(bench.tally)) == (1).to_bytes(32, "big")


def test_wrong_number_is_refused(bench: Bench) -> None:
    """A number that is used is refused, and one that comes too early never does anything by itself."""
    bench.send(bench.tally, TOPIC)
    with pytest.raises(NonceError):
        bench.ledger.submit(bench.sign(bench.tally, OTHER, nonce=bench.nonce - 1))
    with bench.unless_kept(NonceError):
        bench.ledger.submit(bench.sign(bench.tally, OTHER, nonce=bench.nonce + 1))
    assert bench.ledger.account(ONE.address) == Account(bench.nonce, 0)


@pytest.mark.parametrize("raw", [b"", b"\x02", b"\x02\xc0", b"\x00" * 40, b"\xff" * 200])
def test_what_is_no_transaction_is_refused(bench: Bench, raw: bytes) -> None:
    """Any bytes may be handed in; only transactions do something."""
    with pytest.raises(RefusedError):
        bench.ledger.submit(raw)


def test_transaction_of_another_chain_is_refused(bench: Bench) -> None:
    """A signature for chain 1 does nothing here (EIP-155)."""
    with pytest.raises(RefusedError):
        bench.ledger.submit(bench.sign(bench.tally, TOPIC, chain=1))


def test_changed_signature_is_refused_or_somebody_elses(bench: Bench) -> None:
    """A flipped bit of a signature never acts for the signer."""
    raw = bytearray(bench.sign(bench.tally, TOPIC))
    raw[-20] ^= 1
    with bench.unless_kept(RefusedError):
        bench.ledger.submit(bytes(raw))
    assert bench.ledger.account(ONE.address).nonce == bench.nonce


def test_reason_of_a_contract_is_told(bench: Bench) -> None:
    """When a contract says no, calls and estimates tell its words."""
    no = bytes(32) + selector("Error(string)") + encode_values(("string",), ("tally: no",))
    for ask in (bench.ledger.call, bench.ledger.estimate):
        with pytest.raises(RevertedError, match="tally: no") as caught:
            ask(Call(bench.tally, no))
        assert caught.value.reason == "tally: no"


def test_estimate_is_enough_and_not_much_more(bench: Bench) -> None:
    """A transaction with the estimated gas succeeds."""
    wanted = bench.ledger.estimate(Call(bench.tally, TOPIC, sender=ONE.address))
    receipt = bench.ledger.receipt(bench.send(bench.tally, TOPIC))
    assert receipt is not None
    assert receipt.gas_used <= wanted <= 1.2 * receipt.gas_used
    raw = ONE.sign_transaction(
        Transaction(bench.ledger.chain_id, bench.nonce, bench.tally, TOPIC, gas=wanted, fee_cap=0, tip=0)
    )
    again = bench.ledger.receipt(bench.hand_in(raw))
    assert again is not None
    assert again.succeeded


def test_logs_are_found_by_span_contract_and_topic(bench: Bench) -> None:
    """Each filter leaves what it names, in the order of the chain; what nobody wrote is not found."""
    begin = bench.ledger.head().number
    for word in (TOPIC, OTHER, TOPIC):
        bench.send(bench.tally, word)
    end = bench.ledger.head().number

    def counts(**wanted: tuple[object, ...]) -> list[int]:
        found = bench.ledger.logs(LogQuery(begin, end, **wanted))
        return [int.from_bytes(log.content, "big") for log in found]

    assert counts() == [1, 2, 3]
    assert counts(topics=(TOPIC,)) == [1, 3]
    assert counts(topics=(TOPIC, OTHER)) == [1, 2, 3]
    assert counts(addresses=(bench.tally,), topics=(OTHER,)) == [2]
    assert counts(addresses=(ONE.address,)) == []
    assert bench.ledger.logs(LogQuery(end + 1, end + 9)) == ()


def test_blocks_hang_together(bench: Bench) -> None:
    """Every block names its parent, time never goes back, and beyond the head there is nothing."""
    bench.send(bench.tally, TOPIC)
    head = bench.ledger.head()
    marks = [bench.ledger.block(number) for number in range(head.number + 1)]
    for parent, child in pairwise(marks):
        assert parent is not None
        assert child is not None
        assert child.parent == parent.hash
        assert child.time >= parent.time
    assert marks[-1] == head
    assert bench.ledger.block(head.number + 1) is None


def test_finality_goes_one_way(bench: Bench) -> None:
    """What is final is safe, and what is safe is there."""
    final, safe, pending = (
        bench.ledger.head(each).number for each in (Finality.FINAL, Finality.SAFE, Finality.PENDING)
    )
    assert final <= safe <= pending


def test_fees_can_be_offered(bench: Bench) -> None:
    """A cap is never below its tip."""
    fees = bench.ledger.fees()
    assert fees.cap >= fees.tip >= 0


def test_time_is_that_of_the_next_block(bench: Bench) -> None:
    """What is signed for a while is signed by the chain's time, which no block is behind."""
    assert NOW <= bench.ledger.time() <= NOW + (0 if bench.at_once else _A_WHILE)
    bench.send(bench.tally, TOPIC)
    assert bench.ledger.head().time <= bench.ledger.time()


def test_code_is_told_as_it_was_after_a_block(bench: Bench) -> None:
    """Before its block a contract is not there, from then on it is; of a block to come nothing is told."""
    made = bench.ledger.head().number
    bench.send(bench.tally, TOPIC)
    assert bench.ledger.code(bench.tally, made - 1) == b""
    assert bench.ledger.code(bench.tally, made) == bench.ledger.code(bench.tally, made + 1) == tally_code()[11:]
    with pytest.raises(RefusedError, match="no block"):
        bench.ledger.code(bench.tally, made + 5)
