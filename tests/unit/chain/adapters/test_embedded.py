"""The embedded chain keeps what it acknowledged, whatever happens to its process."""

import contextlib
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from reelwright.chain import (
    CONTRACT_MAKER,
    Address,
    Call,
    Finality,
    Hash,
    LedgerError,
    RefusedError,
    Transaction,
    keccak256,
)
from reelwright.chain.adapters.blockfile import BLOCK_GAS, BlockFile
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.keystore import KeySigner
from reelwright.chain.adapters.machine import begin_chain
from reelwright.testing import tally_code

ONE = KeySigner(b"\1" * 32)
TOPIC = keccak256(b"counted")
SENDER = """
import sys
from pathlib import Path
from reelwright.chain import Transaction, keccak256
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.keystore import KeySigner
from reelwright.chain import Address, NonceError
signer = KeySigner(bytes([int(sys.argv[3])]) * 32)
ledger = EmbeddedLedger(Path(sys.argv[1]), lambda: 1_700_000_000)
tally = Address.from_hex(sys.argv[2])
for number in range(int(sys.argv[4])):
    raw = signer.sign_transaction(
        Transaction(ledger.chain_id, number, tally, keccak256(b"counted"), gas=100_000, fee_cap=0, tip=0)
    )
    print(ledger.submit(raw), flush=True)
"""


def send(ledger: EmbeddedLedger, to: Address | None, payload: bytes, *, gas: int = 200_000) -> Hash:
    """Hand in the sender's next transaction."""
    nonce = ledger.account(ONE.address).nonce
    return ledger.submit(ONE.sign_transaction(Transaction(ledger.chain_id, nonce, to, payload, gas, 0, 0)))


def with_tally(path: Path) -> tuple[EmbeddedLedger, Address]:
    """A chain with a tally on it."""
    ledger = EmbeddedLedger(path, lambda: 1_700_000_000)
    receipt = ledger.receipt(send(ledger, None, tally_code()))
    assert receipt is not None
    assert receipt.made is not None
    return ledger, receipt.made


def count(ledger: EmbeddedLedger, tally: Address) -> int:
    """What a tally counted."""
    return int.from_bytes(ledger.call(Call(tally)), "big")


def sender(path: Path, tally: Address, key: int, many: int) -> subprocess.Popen[str]:
    """A process of its own that sends."""
    return subprocess.Popen(
        [sys.executable, "-c", SENDER, str(path), str(tally), str(key), str(many)], stdout=subprocess.PIPE, text=True
    )


def test_killed_process_loses_no_acknowledged_block(tmp_path: Path) -> None:
    """After SIGKILL in mid-work every hash that was printed has its receipt, and the chain goes on."""
    ledger, tally = with_tally(tmp_path / "chain.db")
    ledger.close()
    child = sender(tmp_path / "chain.db", tally, key=2, many=10_000)
    assert child.stdout is not None
    told = [child.stdout.readline() for _ in range(12)]
    child.kill()
    told += child.stdout.read().splitlines()
    child.wait()
    child.stdout.close()
    names = [Hash.from_hex(line.strip()) for line in told if len(line.strip()) == 66]
    after = EmbeddedLedger(tmp_path / "chain.db", lambda: 1_700_000_000)
    receipts = [after.receipt(name) for name in names]
    assert len(names) >= 12
    assert all(receipt is not None and receipt.succeeded for receipt in receipts)
    assert len(names) <= count(after, tally) <= len(names) + 1  # one may have been made and not yet told
    before = count(after, tally)
    send(after, tally, TOPIC)
    assert count(after, tally) == before + 1
    after.close()


def test_block_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk refuses a block, state, receipts and head are those before it, and the next one succeeds."""
    ledger, tally = with_tally(tmp_path / "chain.db")
    head = ledger.head()

    def full(*_: object) -> None:
        raise LedgerError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("reelwright.chain.adapters.blockfile.BlockFile.add_block", full)
        with pytest.raises(LedgerError, match="full"):
            send(ledger, tally, TOPIC)
    assert ledger.head() == head
    assert count(ledger, tally) == 0
    send(ledger, tally, TOPIC)
    assert count(ledger, tally) == 1
    ledger.close()


def test_two_processes_share_one_chain(tmp_path: Path) -> None:
    """Blocks of two processes and of this one stand one after the other, and none is lost."""
    ledger, tally = with_tally(tmp_path / "chain.db")
    others = [sender(tmp_path / "chain.db", tally, key, many=8) for key in (3, 4)]
    for _ in range(4):
        send(ledger, tally, TOPIC)
    for other in others:
        out, _ = other.communicate()
        assert other.returncode == 0
        assert len(out.splitlines()) == 8
    assert count(ledger, tally) == 20
    marks = [ledger.block(number) for number in range(ledger.head().number + 1)]
    assert all(a is not None and b is not None and b.parent == a.hash for a, b in pairwise(marks))
    ledger.close()


def test_threads_may_send_at_once(tmp_path: Path) -> None:
    """Several threads with keys of their own lose nothing."""
    ledger, tally = with_tally(tmp_path / "chain.db")

    def work(key: int) -> None:
        signer = KeySigner(bytes([key]) * 32)
        for nonce in range(3):
            ledger.submit(signer.sign_transaction(Transaction(ledger.chain_id, nonce, tally, TOPIC, 100_000, 0, 0)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(2, 6)))
    assert count(ledger, tally) == 12
    ledger.close()


def test_reopened_chain_is_the_same(tmp_path: Path) -> None:
    """Head, state and receipts are there after closing and opening."""
    ledger, tally = with_tally(tmp_path / "chain.db")
    name = send(ledger, tally, TOPIC)
    before = (ledger.head(), ledger.receipt(name), ledger.account(ONE.address))
    ledger.close()
    again = EmbeddedLedger(tmp_path / "chain.db", lambda: 0)
    assert (again.head(), again.receipt(name), again.account(ONE.address)) == before
    assert count(again, tally) == 1
    again.close()


def test_time_never_goes_back(tmp_path: Path) -> None:
    """A clock that jumps back gives a block the time of its parent; a contract reads the block's own time."""
    now = [2_000]
    code = bytes.fromhex("4260005260206000f3")
    reads_time = b"\x60" + bytes([len(code)]) + b"\x80\x60\x0b\x60\x00\x39\x60\x00\xf3" + code
    ledger = EmbeddedLedger(tmp_path / "chain.db", lambda: now[0])
    made = ledger.receipt(send(ledger, None, reads_time))
    assert made is not None
    assert made.made is not None
    now[0] = 1_000
    assert ledger.head().time == 2_000
    send(ledger, None, tally_code())
    assert ledger.head().time == 2_000
    assert int.from_bytes(ledger.call(Call(made.made)), "big") == 2_000
    now[0] = 3_000
    assert int.from_bytes(ledger.call(Call(made.made)), "big") == 3_000
    ledger.close()


def test_gas_limit_does_not_decay(tmp_path: Path) -> None:
    """The thirtieth block takes as much gas as the first."""
    code = bytes.fromhex("4560005260206000f3")  # gives GASLIMIT
    ledger = EmbeddedLedger(tmp_path / "chain.db", lambda: 1_700_000_000)
    maker = b"\x60" + bytes([len(code)]) + b"\x80\x60\x0b\x60\x00\x39\x60\x00\xf3" + code
    made = ledger.receipt(send(ledger, None, maker))
    assert made is not None
    assert made.made is not None
    for _ in range(30):
        send(ledger, made.made, b"")
    assert int.from_bytes(ledger.call(Call(made.made)), "big") == BLOCK_GAS
    ledger.close()


def test_everybody_begins_with_the_same_block(tmp_path: Path) -> None:
    """The first block is as the EVM makes it, the same for all, with the maker of contracts; other money, another."""
    ledgers = [EmbeddedLedger(tmp_path / f"{n}.db", time.time_ns) for n in range(2)]
    rich = EmbeddedLedger(tmp_path / "rich.db", time.time_ns, {ONE.address: 10**18})
    evms = BlockFile(tmp_path / "evms.db")
    begin_chain(evms, {})
    evms.close()
    kept = []
    for name in ("0.db", "evms.db"):
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as database:
            kept.append(database.execute("SELECT * FROM state, blocks").fetchall())
    assert kept[0] == kept[1]
    assert ledgers[0].head() == ledgers[1].head() != rich.head()
    assert len(ledgers[0].code(CONTRACT_MAKER)) == 69
    assert rich.account(ONE.address).balance == 10**18
    for ledger in (*ledgers, rich):
        ledger.close()


def test_every_block_is_final(tmp_path: Path) -> None:
    """There is nobody who could take a block of this chain back."""
    ledger, _ = with_tally(tmp_path / "chain.db")
    assert ledger.head(Finality.FINAL) == ledger.head(Finality.PENDING)
    ledger.close()


def test_too_much_gas_is_refused(tmp_path: Path) -> None:
    """What no real chain takes is not taken here (EIP-7825)."""
    ledger, tally = with_tally(tmp_path / "chain.db")
    with pytest.raises(RefusedError, match="at most"):
        send(ledger, tally, TOPIC, gas=16_777_217)
    ledger.close()


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + bytes(100)])
def test_file_that_is_no_chain_is_told(tmp_path: Path, content: bytes) -> None:
    """A foreign or damaged file is named, not used and not changed."""
    path = tmp_path / "chain.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as caught:
        EmbeddedLedger(path, lambda: 0)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


def test_process_may_not_call_deeper_than_before() -> None:
    """Importing, opening and using the chain leaves Python's limit: nested input is an error and no crash."""
    script = """
import json, sys, tempfile, time
from pathlib import Path
before = sys.getrecursionlimit()
from reelwright.chain import Call, NOBODY, Transaction
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.keystore import KeySigner
from reelwright.chain.adapters.machine import begin_chain
from reelwright.testing import tally_code
with tempfile.TemporaryDirectory() as folder:
    ledger = EmbeddedLedger(Path(folder) / "chain.db", lambda: 1)
    raw = KeySigner(b"\\1" * 32).sign_transaction(Transaction(ledger.chain_id, 0, None, tally_code(), 200_000, 0, 0))
    made = ledger.receipt(ledger.submit(raw)).made
    ledger.call(Call(made))
    ledger.close()
assert sys.getrecursionlimit() == before, sys.getrecursionlimit()
try:
    json.loads("[" * 100_000)
except RecursionError:
    print("an error, as it should be")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == "an error, as it should be\n", done.stderr


def test_contracts_may_call_each_other_deeply(tmp_path: Path) -> None:
    """A contract that calls itself until the EVM stops it does not meet Python's limit."""
    # CALL(gas, address, 0, 0, 0, 0, 0): calls itself for as long as there is gas
    code = bytes.fromhex("60006000600060006000305af100")
    ledger = EmbeddedLedger(tmp_path / "chain.db", lambda: 1)
    maker = b"\x60" + bytes([len(code)]) + b"\x80\x60\x0b\x60\x00\x39\x60\x00\xf3" + code
    made = ledger.receipt(send(ledger, None, maker))
    assert made is not None
    assert made.made is not None
    receipt = ledger.receipt(send(ledger, made.made, b"", gas=10_000_000))
    assert receipt is not None
    assert receipt.succeeded
    ledger.close()


_QUICK = """
import sys
from pathlib import Path
from reelwright.chain import CONTRACT_MAKER, Address, Call, LogQuery
from reelwright.chain.adapters.embedded import EmbeddedLedger
ledger = EmbeddedLedger(Path(sys.argv[1]), lambda: 1)
tally, sender = map(Address.from_hex, sys.argv[2:])
told = [len(ledger.code(tally)), ledger.account(sender).nonce, int.from_bytes(ledger.storage(tally, 0))]
told += [ledger.head().number, len(ledger.logs(LogQuery(0, 99))), len(ledger.code(tally, at=0))]
print(*told, "eth" in sys.modules)
ledger.call(Call(tally))
heavy = [name for name in sys.modules if name.startswith("py_ecc")]
point = ledger.call(Call(Address((6).to_bytes(20, "big")), ((1).to_bytes(32, "big") + (2).to_bytes(32, "big")) * 2))
pairing = ledger.call(Call(Address((8).to_bytes(20, "big")), b""))
print(heavy, point.hex(), pairing.hex())
"""


def test_reading_loads_no_evm_and_executing_no_curves(tmp_path: Path) -> None:
    """What only reads has its answers without py-evm, and what executes adds two points as EIP-196 says when asked."""
    ledger, tally = with_tally(tmp_path / "chain.db")
    send(ledger, tally, TOPIC)
    ledger.close()
    asked = [sys.executable, "-c", _QUICK, str(tmp_path / "chain.db"), str(tally), str(ONE.address)]
    read, executed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    twice = (  # twice the generator of BN254
        "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"
        "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4"
    )
    size, *rest = read.split()
    assert (int(size) > 0, rest) == (True, ["2", "1", "2", "1", "0", "False"])
    assert executed.split() == ["[]", twice, (1).to_bytes(32, "big").hex()]
