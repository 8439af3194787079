"""A second EVM does the same: every transaction of the gas table, replayed on anvil, ends and costs the same.

anvil comes from npm, and nothing needs it: what is in `ANVIL`, on the path, or in a `node_modules` beside the
contracts is used. Without it these tests are skipped, and say so.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from evm import GAS, Chain
from gas.measure import Row, campaigns, licences, sales, shares, titles, unlocks

HERE = Path(__file__).parents[2]


def anvil() -> str | None:
    """Where anvil is, if it is anywhere."""
    beside = sorted(HERE.glob("node_modules/@foundry-rs/anvil-*/bin/anvil"))
    return os.environ.get("ANVIL") or shutil.which("anvil") or (str(beside[0]) if beside else None)


class Node:
    """A node on this machine, spoken to by JSON-RPC."""

    def __init__(self, port: int) -> None:
        """A node that listens on a port of this machine."""
        self.url = f"http://127.0.0.1:{port}"

    def ask(self, method: str, *given: Any) -> Any:
        """One question and its answer."""
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": given}).encode()
        request = urllib.request.Request(self.url, body, {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            found = json.load(answer)
        assert "error" not in found, (method, found)
        return found["result"]


@pytest.fixture
def node() -> Iterator[Node]:
    """A fresh anvil with the same fork and chain id, and free gas."""
    program = anvil()
    if program is None:
        pytest.skip("NOT TESTED on a second EVM: there is no anvil; npm install --ignore-scripts @foundry-rs/anvil")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "--port", str(port), "--hardfork", "prague", "--chain-id", "31337", "--silent", "--no-mining"]
    command += [
        "--gas-limit",
        "1000000000",
        "--base-fee",
        "0",
        "--gas-price",
        "0",
        "--accounts",
        "1",
        "--auto-impersonate",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            node = Node(port)
            for _ in range(200):
                try:
                    node.ask("eth_chainId")
                    break
                except OSError:
                    time.sleep(0.05)
            yield node
        finally:
            process.terminate()


@pytest.mark.parametrize("actions", [titles, shares, licences, sales, unlocks, campaigns])
def test_anvil_uses_the_same_gas(
    actions: Callable[[], Iterator[Row]], node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Addresses, outcomes and gas of every transaction are the same on both."""
    played: list[tuple[bytes, bytes, bytes, int, int, int]] = []
    plain = Chain._run

    def recorded(
        chain: Chain, sender: bytes, to: bytes, data: bytes, value: int, gas: int, *, keep: bool = True
    ) -> Any:
        """Runs a transaction and writes down what it was and what it cost."""
        receipt, at = plain(chain, sender, to, data, value, gas, keep=keep)
        if keep:
            played.append((sender, to, data, value, chain.now, receipt.gas))
        return receipt, at

    monkeypatch.setattr(Chain, "_run", recorded)
    list(actions())
    rich: set[bytes] = set()
    hashes, now = [], 0
    for sender, to, data, value, moment, _ in played:
        if sender not in rich:
            node.ask("anvil_setBalance", "0x" + sender.hex(), hex(10**24))
            rich.add(sender)
        if moment != now and hashes:
            node.ask("evm_mine")
        if moment != now:
            node.ask("evm_setNextBlockTimestamp", hex(moment))
            now = moment
        given = {
            "from": "0x" + sender.hex(),
            "data": "0x" + data.hex(),
            "value": hex(value),
            "gas": hex(GAS),
            "gasPrice": "0x0",
        }
        hashes.append(node.ask("eth_sendTransaction", given | ({"to": "0x" + to.hex()} if to else {})))
    node.ask("evm_mine")
    for (sender, to, data, _, _, gas), name in zip(played, hashes, strict=True):
        receipt = node.ask("eth_getTransactionReceipt", name)
        what = f"{data[:4].hex()} of {sender.hex()} to {to.hex()}"
        assert receipt["status"] == "0x1", what
        assert int(receipt["gasUsed"], 16) == gas, what
