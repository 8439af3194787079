"""A transaction that is stuck is offered more for, with the same number: it is done once, whichever is taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.chain import (
    Account,
    Address,
    BlockMark,
    Call,
    CodingError,
    Fees,
    Finality,
    Hash,
    NonceError,
    Outbox,
    Posting,
    Receipt,
    RefusedError,
    Transaction,
    read_transaction,
    transaction_hash,
)
from reelwright.chain.adapters.journal import SqliteJournal
from reelwright.chain.adapters.keystore import KeySigner

ONE = KeySigner(b"\1" * 32)
SHOP = Address(b"s" * 20)


class Crowded:
    """A chain with a pool: it takes the one of a number that offers a tenth more, and includes what it is told to."""

    chain_id = 7

    def __init__(self) -> None:
        self.now = Fees(100, 10)
        self.pool: dict[int, bytes] = {}
        self.done: list[tuple[Hash, Transaction]] = []

    def include(self, raw: bytes) -> None:
        """Put a transaction into a block; of a number one only."""
        transaction = read_transaction(raw)
        assert transaction.nonce == len(self.done)
        self.done.append((transaction_hash(raw), transaction))
        self.pool.pop(transaction.nonce, None)

    def submit(self, raw: bytes) -> Hash:
        """Take it into the pool."""
        wanted = read_transaction(raw)
        if any(name == transaction_hash(raw) for name, _ in self.done):
            return transaction_hash(raw)
        if wanted.nonce < len(self.done):
            raise NonceError("nonce too low")
        there = self.pool.get(wanted.nonce)
        if there not in (None, raw) and wanted.fee_cap * 10 < read_transaction(there or b"").fee_cap * 11:
            raise RefusedError("replacement transaction underpriced")
        self.pool[wanted.nonce] = raw
        return transaction_hash(raw)

    def receipt(self, tx: Hash) -> Receipt | None:
        """Of what was included."""
        for number, (name, _) in enumerate(self.done, start=1):
            if name == tx:
                return Receipt(tx, number, _mark(number).hash, succeeded=True, gas_used=1, made=None)
        return None

    def head(self, finality: Finality = Finality.PENDING) -> BlockMark:
        """Every block is final."""
        del finality
        return _mark(len(self.done))

    def block(self, number: int) -> BlockMark:
        """A block."""
        return _mark(number)

    def account(self, address: Address) -> Account:
        """The sender."""
        del address
        return Account(len(self.done), 0)

    def fees(self) -> Fees:
        """What the chain wants now."""
        return self.now

    def time(self) -> int:
        """A second for each block."""
        return len(self.done)


def _mark(number: int) -> BlockMark:
    return BlockMark(number, Hash.from_int(number), Hash.from_int(number - 1) if number else Hash(bytes(32)), number)


@pytest.fixture
def chain() -> Crowded:
    """The chain."""
    return Crowded()


@pytest.fixture
def outbox(chain: Crowded, tmp_path: Path) -> Iterator[Outbox]:
    """An outbox on it."""
    journal = SqliteJournal(tmp_path / "outbox.db")
    yield Outbox(chain, ONE, journal, lambda _: None)  # type: ignore[arg-type] # as much of a ledger as is asked here
    journal.close()


def test_stuck_transaction_is_offered_more_for(outbox: Outbox, chain: Crowded) -> None:
    """Only when the chain wants more; then with the same number and content, by an eighth at least."""
    posted = outbox.post("pay", Call(SHOP, b"x", gas=21_000))
    assert outbox.hurry(posted) == posted
    chain.now = Fees(101, 10)
    raised = outbox.hurry(posted)
    first, second = read_transaction(posted.raw), read_transaction(raised.raw)
    assert (second.nonce, second.to, second.payload, second.gas) == (first.nonce, first.to, first.payload, first.gas)
    assert (second.fee_cap, second.tip) == (113, 12)
    assert (raised.earlier, raised.state) == ((posted.tx,), Posting.SENT)
    chain.now = Fees(500, 50)
    third = outbox.hurry(raised)
    assert third.earlier == (posted.tx, raised.tx)
    assert list(chain.pool.values()) == [third.raw]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_whichever_is_taken_it_is_done_once(outbox: Outbox, chain: Crowded, which: int) -> None:
    """The first, the second or the third is in a block: it is final under its key, and the number is not used again."""
    posts = [outbox.post("pay", Call(SHOP, b"x", gas=21_000))]
    for cap in (200, 400):
        chain.now = Fees(cap, 10)
        posts.append(outbox.hurry(posts[-1]))
    chain.include(posts[which].raw)
    assert outbox.settle(posts[-1]).state is Posting.FINAL
    assert outbox.send("pay", Call(SHOP, b"x", gas=21_000)).tx == posts[which].tx
    assert outbox.hurry(posts[-1]) == posts[-1]
    next_one = outbox.post("other", Call(SHOP, b"y", gas=21_000))
    assert (next_one.nonce, next_one.earlier, len(chain.done)) == (1, (), 1)


def test_waiting_for_it_offers_more_by_itself(outbox: Outbox, chain: Crowded) -> None:
    """Sent and not taken for half a minute, it is raised, and then taken."""
    waits: list[float] = []

    def pause(seconds: float) -> None:
        waits.append(seconds)
        chain.now = Fees(300, 30)
        for raw in list(chain.pool.values()):
            if read_transaction(raw).fee_cap >= 300:
                chain.include(raw)

    patient = Outbox(outbox.ledger, ONE, outbox.journal, pause)
    receipt = patient.send("pay", Call(SHOP, b"x", gas=21_000))
    assert receipt.succeeded
    assert len(waits) in range(30, 35)
    assert len(chain.done) == 1


@pytest.mark.parametrize("step", ["raised", "replaced"])
def test_crash_while_more_is_offered_does_it_once(outbox: Outbox, chain: Crowded, step: str) -> None:
    """Ended after signing, or after keeping and before handing in: the process that comes after goes on, once."""

    class EndedError(Exception):
        """The process ends here."""

    def at(passed: str) -> None:
        if passed == step:
            raise EndedError

    posted = outbox.post("pay", Call(SHOP, b"x", gas=21_000))
    chain.now = Fees(200, 20)
    with pytest.raises(EndedError):
        Outbox(outbox.ledger, ONE, outbox.journal, lambda _: None, at).hurry(posted)
    (found,) = outbox.resume()
    assert found.earlier == ((posted.tx,) if step == "replaced" else ())
    chain.include(chain.pool[0])
    assert outbox.send("pay", Call(SHOP, b"x", gas=21_000)).succeeded
    assert len(chain.done) == 1


def test_two_processes_raise_it_once(outbox: Outbox, chain: Crowded) -> None:
    """Who comes second finds what the first kept, and hands that in."""
    posted = outbox.post("pay", Call(SHOP, b"x", gas=21_000))
    chain.now = Fees(200, 20)
    first = outbox.hurry(posted)
    chain.now = Fees(300, 20)
    assert outbox.hurry(posted).tx == first.tx


@given(st.binary(max_size=200), st.integers(0, 2**70), st.integers(0, 2**40), st.sampled_from([None, SHOP]))
def test_transaction_is_read_as_it_was_signed(payload: bytes, value: int, fee: int, to: Address | None) -> None:
    """Whatever is signed is read back the same; a byte less or more, and what is none, are refused."""
    transaction = Transaction(7, 3, to, payload, 21_000, fee + 1, fee, value)
    raw = ONE.sign_transaction(transaction)
    assert read_transaction(raw) == transaction
    for bad in (raw[:-1], raw + b"\0", b"\1" + raw[1:], b"", b"\2"):
        with pytest.raises(CodingError):
            read_transaction(bad)
