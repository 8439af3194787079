"""The embedded chain alone: start, blocks a second, reopening, and following a log, in CPU time of one process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

IMPORT = """
import time
begin = time.process_time()
import reelwright.chain
door = time.process_time()
import sys
from pathlib import Path
from reelwright.chain.adapters.embedded import EmbeddedLedger
ledger = EmbeddedLedger(Path(sys.argv[1]) / "chain.db", lambda: 1)
ledger.head()
cold = time.process_time()
import reelwright.chain.adapters.machine
machine = time.process_time()
ledger.call(reelwright.chain.Call(reelwright.chain.Address((4).to_bytes(20, "big")), b"told back"))
print(door - begin, machine - cold, cold - begin, time.process_time() - begin)
"""


def measure_ledger(blocks: int = 300) -> dict[str, float]:
    """Seconds of CPU to import the room and py-evm, to start and reopen a chain of ``blocks``, and blocks a second."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    tries = []
    for _ in range(4):
        with tempfile.TemporaryDirectory() as folder:
            asked = [sys.executable, "-c", IMPORT, folder]
            tries.append(subprocess.run(asked, capture_output=True, text=True, check=True, env=kept).stdout)
    door, machine, cold, executing = (min(float(each.split()[part]) for each in tries) for part in range(4))
    from reelwright.chain import Transaction, keccak256  # noqa: PLC0415 after the import was timed
    from reelwright.chain.adapters import machine as loaded  # noqa: F401, PLC0415
    from reelwright.chain.adapters.embedded import EmbeddedLedger  # noqa: PLC0415
    from reelwright.chain.adapters.keystore import KeySigner  # noqa: PLC0415
    from reelwright.testing import tally_code  # noqa: PLC0415

    signer = KeySigner(b"\1" * 32)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chain.db"
        begin = time.process_time()
        ledger = EmbeddedLedger(path, lambda: int(time.time()))
        start = time.process_time() - begin
        make = signer.sign_transaction(Transaction(ledger.chain_id, 0, None, tally_code(), 200_000, 0, 0))
        made = ledger.receipt(ledger.submit(make))
        assert made is not None
        raws = [
            signer.sign_transaction(Transaction(ledger.chain_id, n, made.made, keccak256(b"x"), 100_000, 0, 0))
            for n in range(1, blocks + 1)
        ]
        begin = time.process_time()
        for raw in raws:
            ledger.submit(raw)
        sending = time.process_time() - begin
        ledger.close()
        begin = time.process_time()
        again = EmbeddedLedger(path, lambda: int(time.time()))
        assert again.account(signer.address).nonce == blocks + 1
        reopening = time.process_time() - begin
        size = path.stat().st_size
        again.close()
    return {
        "cold": cold,
        "executing": executing,
        "door": door,
        "machine": machine,
        "start": start,
        "rate": blocks / sending,
        "reopen": reopening,
        "bytes": size / blocks,
    }


def measure_follow(blocks: int = 2_000, each: int = 10) -> float:
    """Events a second of CPU that a new index takes in from a log on this machine."""
    from reelwright.chain import Follower  # noqa: PLC0415 as above
    from reelwright.chain.adapters.index import SqliteIndex  # noqa: PLC0415
    from reelwright.testing import ChainOfLogs  # noqa: PLC0415

    chain = ChainOfLogs()
    for _ in range(blocks):
        chain.grow(each)
    with tempfile.TemporaryDirectory() as folder:
        index = SqliteIndex(Path(folder) / "index.db")
        begin = time.process_time()
        added = Follower(chain, index).catch_up()
        rate = added / (time.process_time() - begin)
        index.close()
    return rate
