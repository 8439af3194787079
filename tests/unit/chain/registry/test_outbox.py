"""What is posted is done once: through crashes at every step, lost answers, re-organisations and rivals."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reelwright.chain import (
    Address,
    Call,
    Finality,
    LedgerError,
    Outbox,
    Posting,
    RevertedError,
    Transaction,
    UnreachableError,
    encode_values,
    keccak256,
    selector,
)
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.journal import SqliteJournal
from reelwright.chain.adapters.keystore import KeySigner
from reelwright.chain.adapters.rpc import RpcLedger
from reelwright.testing import Lies, NodeDouble, tally_code

ONE = KeySigner(b"\1" * 32)
WORD = keccak256(b"paid")
OTHER = keccak256(b"other")
CRASHES = """
import os, signal, sys
from pathlib import Path
from reelwright.chain import Address, Call, Outbox, STEPS, keccak256
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.journal import SqliteJournal
from reelwright.chain.adapters.keystore import KeySigner

folder, tally = Path(sys.argv[1]), Address.from_hex(sys.argv[2])

def outbox(at):
    ledger = EmbeddedLedger(folder / "chain.db", lambda: 1_700_000_000)
    return Outbox(ledger, KeySigner(b"\\1" * 32), SqliteJournal(folder / "outbox.db"), lambda _: None, at)

for step in STEPS:
    if (child := os.fork()) == 0:
        def at(passed):
            if passed == step:
                os.kill(os.getpid(), signal.SIGKILL)
        outbox(at).send("pay/" + step, Call(tally, keccak256(b"paid")))
        os._exit(1)  # the step was never passed
    assert os.waitpid(child, 0)[1] == signal.SIGKILL, step
    if (child := os.fork()) == 0:
        again = outbox(lambda _: None)
        again.resume()
        receipt = again.send("pay/" + step, Call(tally, keccak256(b"paid")))
        os._exit(0 if receipt.succeeded else 1)
    assert os.waitpid(child, 0)[1] == 0, step
    print(step, flush=True)
"""
RIVALS = """
import os, sys
from pathlib import Path
from reelwright.chain import Address, Call, Outbox, keccak256
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.journal import SqliteJournal
from reelwright.chain.adapters.keystore import KeySigner

folder, tally = Path(sys.argv[1]), Address.from_hex(sys.argv[2])
children = []
for rival in range(2):
    if (child := os.fork()) == 0:
        ledger = EmbeddedLedger(folder / "chain.db", lambda: 1_700_000_000)
        outbox = Outbox(ledger, KeySigner(b"\\1" * 32), SqliteJournal(folder / "outbox.db"), lambda _: None)
        for number in range(5):
            outbox.send(f"both/{number}", Call(tally, keccak256(b"paid"), gas=100_000))
            outbox.send(f"{rival}/{number}", Call(tally, keccak256(b"paid"), gas=100_000))
        os._exit(0)
    children.append(child)
assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
"""


@dataclass
class Desk:
    """An outbox with a tally to count with, and a node before the chain where one is wanted."""

    folder: Path
    chain: EmbeddedLedger
    tally: Address
    journal: SqliteJournal
    node: NodeDouble | None = None
    ledger: RpcLedger | None = None
    waits: list[float] = field(default_factory=list)

    def outbox(self) -> Outbox:
        """An outbox of the one key."""
        return Outbox(self.ledger or self.chain, ONE, self.journal, self.waits.append)

    def counted(self) -> int:
        """How often it was counted."""
        return int.from_bytes(self.chain.call(Call(self.tally)), "big")

    def straight(self, word: bytes = OTHER) -> None:
        """Use the key past the outbox, as a rival on another machine would."""
        nonce = self.chain.account(ONE.address).nonce
        raw = ONE.sign_transaction(Transaction(self.chain.chain_id, nonce, self.tally, word, 100_000, 0, 0))
        self.chain.submit(raw)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An outbox on an embedded chain."""
    chain = EmbeddedLedger(tmp_path / "chain.db", lambda: 1_700_000_000)
    made = chain.receipt(
        chain.submit(
            KeySigner(b"\2" * 32).sign_transaction(Transaction(chain.chain_id, 0, None, tally_code(), 200_000, 0, 0))
        )
    )
    assert made is not None
    assert made.made is not None
    journal = SqliteJournal(tmp_path / "outbox.db")
    yield Desk(tmp_path, chain, made.made, journal)
    journal.close()
    chain.close()


@pytest.fixture
def far(desk: Desk) -> Iterator[Desk]:
    """The same chain behind a node that makes blocks when it is told to."""
    desk.node = NodeDouble(desk.chain)
    desk.ledger = RpcLedger(desk.node.url, chain_id=desk.chain.chain_id, pause=lambda _: None)
    yield desk
    desk.ledger.close()
    desk.node.stop()


def test_key_is_done_once(desk: Desk) -> None:
    """Sending under one key twice does it once and gives the same receipt; another key does it again."""
    first = desk.outbox().send("pay/1", Call(desk.tally, WORD))
    assert desk.outbox().send("pay/1", Call(desk.tally, WORD)) == first
    assert desk.counted() == 1
    assert desk.outbox().send("pay/2", Call(desk.tally, WORD)).tx != first.tx
    assert desk.counted() == 2
    assert desk.journal.open_posts(desk.chain.chain_id) == ()


def test_refusal_is_told_before_anything_is_signed(desk: Desk) -> None:
    """When the contract would say no, no number is used and nothing is kept."""
    no = bytes(32) + selector("Error(string)") + encode_values(("string",), ("tally: no",))
    with pytest.raises(RevertedError, match="tally: no"):
        desk.outbox().send("pay/1", Call(desk.tally, no))
    assert desk.journal.find(desk.chain.chain_id, "pay/1") is None
    assert desk.chain.account(ONE.address).nonce == 0


def test_refusal_in_the_block_is_told_every_time(desk: Desk) -> None:
    """A transaction that fails in its block is failed for good under its key."""
    for _ in range(2):
        with pytest.raises(RevertedError):
            desk.outbox().send("pay/1", Call(desk.tally, bytes(32), gas=100_000))
    found = desk.journal.find(desk.chain.chain_id, "pay/1")
    assert found is not None
    assert found.state is Posting.FAILED
    assert desk.chain.account(ONE.address).nonce == 1


def test_crash_between_any_two_steps_does_it_once(desk: Desk) -> None:
    """Killed at each named point, the process that comes after finishes the work exactly once."""
    desk.chain.close()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CRASHES, str(desk.folder), str(desk.tally)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    steps = done.stdout.split()
    assert len(steps) == 6
    desk.chain = EmbeddedLedger(desk.folder / "chain.db", lambda: 1_700_000_000)
    assert desk.counted() == desk.chain.account(ONE.address).nonce == len(steps)


def test_two_processes_with_one_key_do_each_thing_once(desk: Desk) -> None:
    """What both want is done once, what each wants alone is done too, and no number is lost."""
    subprocess.run([sys.executable, "-c", RIVALS, str(desk.folder), str(desk.tally)], check=True)
    assert desk.counted() == desk.chain.account(ONE.address).nonce == 15


def test_what_is_not_final_is_not_done(far: Desk) -> None:
    """In a block is not yet final; only when the node's final block has passed it, it is."""
    assert far.node is not None
    far.node.lies = Lies(final_behind=3)
    posted = far.outbox().settle(far.outbox().post("pay/1", Call(far.tally, WORD)))
    assert posted.state is Posting.INCLUDED
    assert far.outbox().send("pay/1", Call(far.tally, WORD), until=Finality.PENDING, patience=1).succeeded
    with pytest.raises(UnreachableError):
        far.outbox().send("pay/1", Call(far.tally, WORD), patience=2)
    far.node.lies = Lies()
    assert far.outbox().settle(posted).state is Posting.FINAL
    assert far.counted() == 1


def test_forgotten_transaction_is_handed_in_again(far: Desk) -> None:
    """A node that loses its waiting transactions gets the same bytes again, never newly signed ones."""
    assert far.node is not None
    far.node.holding = True
    posted = far.outbox().post("pay/1", Call(far.tally, WORD))
    assert far.outbox().settle(posted).state is Posting.SENT
    far.node.forget()
    again = far.outbox().settle(far.outbox().settle(posted))
    assert (again.tx, again.raw) == (posted.tx, posted.raw)
    far.node.release()
    far.node.holding = False
    assert far.outbox().send("pay/1", Call(far.tally, WORD)).tx == posted.tx
    assert far.counted() == 1


def test_lost_answer_does_it_once(far: Desk) -> None:
    """The node took it and the answer broke: nothing is signed again."""
    assert far.node is not None
    far.outbox().send("pay/0", Call(far.tally, WORD))
    posted = far.outbox().post("pay/1", Call(far.tally, WORD))
    far.node.moods = ["well", "lost", "lost", "lost", "lost", "lost"]
    with pytest.raises(UnreachableError):
        far.outbox().post("pay/1", Call(far.tally, WORD))
    assert far.outbox().send("pay/1", Call(far.tally, WORD)).tx == posted.tx
    assert far.counted() == 2


def test_reorganisation_in_mid_payment_pays_once(far: Desk) -> None:
    """A block that is taken back before it is final is told as such, and the same bytes go in again."""
    assert far.node is not None
    shutil.copytree(far.folder, far.folder / "twin")
    far.node.lies = Lies(final_behind=5)
    posted = far.outbox().settle(far.outbox().post("pay/1", Call(far.tally, WORD)))
    assert posted.state is Posting.INCLUDED
    twin = EmbeddedLedger(far.folder / "twin" / "chain.db", lambda: 1_700_000_050)
    far.node.ledger = twin
    after = far.outbox().settle(posted)
    assert after.state is not Posting.FINAL
    far.node.lies = Lies()
    assert far.outbox().send("pay/1", Call(far.tally, WORD)).tx == posted.tx
    assert int.from_bytes(twin.call(Call(far.tally)), "big") == 1
    twin.close()


def test_number_taken_by_a_rival_is_given_up_only_when_that_is_final(far: Desk) -> None:
    """A rival elsewhere with the same key used our number: we sign anew when no history holds ours any more."""
    assert far.node is not None
    far.node.holding = True
    posted = far.outbox().post("pay/1", Call(far.tally, WORD))
    far.node.forget()
    far.node.holding = False
    far.straight()
    far.node.lies = Lies(final_behind=1)
    seen = far.outbox().settle(posted)
    assert (seen.state, seen.block) == (Posting.SENT, far.chain.head().number)
    assert far.outbox().settle(seen).state is Posting.SENT
    far.node.lies = Lies()
    assert far.outbox().settle(seen).state is Posting.LOST
    again = far.outbox().send("pay/1", Call(far.tally, WORD))
    assert again.tx != posted.tx
    assert far.counted() == 2  # the rival's and ours


def test_what_the_ledger_refuses_keeps_its_number(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused transaction is told, stays under its key, and goes in when the cause is mended."""
    from reelwright.chain import RefusedError  # noqa: PLC0415 only here

    def refuse(_: object, raw: bytes) -> None:
        raise RefusedError(f"too poor for {len(raw)} bytes")

    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedLedger, "submit", refuse)
        with pytest.raises(LedgerError, match="too poor"):
            desk.outbox().send("pay/1", Call(desk.tally, WORD))
    kept = desk.journal.find(desk.chain.chain_id, "pay/1")
    assert kept is not None
    assert desk.outbox().resume()
    assert desk.outbox().send("pay/1", Call(desk.tally, WORD)).tx == kept.tx
    assert desk.counted() == 1
