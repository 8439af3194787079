"""An EVM in this process for the tests: py-evm's Prague state, one transaction after another, no blocks.

It gives what a receipt gives (gas, logs, output) and the number of storage slots that went from empty to full. Gas is
free, so that a purse changes by what a contract does alone, and senders sign nothing: a sender is an address. Without
blocks and those signatures it does some 800 calls a second.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eth.chains.base import MiningChain
from eth.consensus.noproof import NoProofConsensus
from eth.db.atomic import AtomicDB
from eth.vm.forks.prague import PragueVM
from eth.vm.forks.prague.state import PragueState
from eth.vm.spoof import SpoofTransaction
from eth_abi import decode, encode
from eth_hash.auto import keccak

sys.path.insert(0, str(Path(__file__).parents[1]))
from build import compiled

CHAIN_ID = 31337
START = 1_800_000_000
RICH = 10**24
GAS = 16_777_216
PANIC = {0x01: "assertion", 0x11: "overflow"}


class RevertedError(Exception):
    """A call that the contract refused, with the reason it gave."""

    def __init__(self, reason: str) -> None:
        """Keeps the reason as text, empty when there was none."""
        super().__init__(reason or "no reason given")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one transaction did."""

    output: bytes
    value: Any
    gas: int
    new_slots: int
    logs: tuple[tuple[str, str, dict[str, Any]], ...]

    def events(self, name: str) -> list[dict[str, Any]]:
        """The arguments of every event of one name."""
        return [arguments for _, event, arguments in self.logs if event == name]


class _WatchedState(PragueState):
    """A state that remembers which slots a transaction wrote, and what they held before."""

    touched: dict[tuple[bytes, int], int]

    def set_storage(self, address: bytes, slot: int, value: int) -> None:
        """Writes a slot."""
        touched = self.__dict__.setdefault("_touched", {})
        touched.setdefault((address, slot), self.get_storage(address, slot))
        super().set_storage(address, slot, value)


class Chain:
    """One state, a clock, and the accounts of the test."""

    def __init__(self, *, chain_id: int = CHAIN_ID, venom: bool = False) -> None:
        """A fresh state with nobody in it."""
        vm = PragueVM.configure(consensus_class=NoProofConsensus, _state_class=_WatchedState)
        kind = MiningChain.configure(vm_configuration=((0, vm),), chain_id=chain_id)
        genesis = {
            "difficulty": 0, "gas_limit": 30_000_000, "timestamp": START - 1, "coinbase": bytes(20),
            "extra_data": b"", "nonce": bytes(8), "base_fee_per_gas": 7,
        }  # fmt: skip
        self._vm = kind.from_genesis(AtomicDB(), genesis, {}).get_vm()
        self.state = self._vm.state
        self.venom = venom
        self.now = START
        self.abis: dict[bytes, Interface] = {}
        self.codes: dict[str, bytes] = {}
        self.calls = 0

    def account(self, name: str, balance: int = RICH) -> bytes:
        """The address that belongs to a name, with money for gas."""
        address = keccak(name.encode())[12:]
        self.state.set_balance(address, balance)
        return address

    def pass_time(self, seconds: int) -> None:
        """Lets time go by."""
        self.now += seconds

    def mark(self) -> bytes:
        """The state as it is now, to come back to."""
        root = self.state.make_state_root()
        self.state.persist()
        return root

    def rewind(self, root: bytes) -> None:
        """Makes the state what it was when it was marked."""
        accounts = self.state._account_db
        self.state._account_db = type(accounts)(accounts._raw_store_db, root)

    def balance(self, address: bytes) -> int:
        """The native money of an account."""
        return self.state.get_balance(address)

    def deploy(self, name: str, *arguments: Any, sender: bytes | None = None) -> Contract:
        """Deploys one of our contracts or one of the tests' own."""
        made = compiled(name, venom=self.venom)
        interface = Interface.of(made["abi"])
        code = bytes.fromhex(made["initcode"][2:]) + interface.constructor(arguments)
        sender = sender or self.account("deployer")
        receipt, address = self._run(sender, b"", code, 0, GAS)
        self.abis[address] = interface
        self.codes[name] = bytes.fromhex(made["runtime"][2:])
        return Contract(self, address, interface, receipt)

    def create(self, code: bytes) -> bytes:
        """Deploys any code and says where."""
        return self._run(self.account("deployer"), b"", code, 0, GAS)[1]

    def at(self, address: bytes, name: str) -> Contract:
        """The contract of a name at an address."""
        interface = Interface.of(compiled(name, venom=self.venom)["abi"])
        self.abis[address] = interface
        return Contract(self, address, interface, None)

    def send(self, sender: bytes, to: bytes, data: bytes, value: int = 0, gas: int = GAS) -> Receipt:
        """One transaction; it is undone and raised when the contract refuses."""
        receipt, _ = self._run(sender, to, data, value, gas)
        return receipt

    def look(self, to: bytes, data: bytes, sender: bytes = bytes(20)) -> bytes:
        """A call that leaves nothing behind."""
        return self._run(sender, to, data, 0, GAS, keep=False)[0].output

    def _run(
        self, sender: bytes, to: bytes, data: bytes, value: int, gas: int, *, keep: bool = True
    ) -> tuple[Receipt, bytes]:
        self.calls += 1
        state = self.state
        state.execution_context._timestamp = self.now
        state.execution_context._base_fee_per_gas = 0
        mark = state.snapshot()
        plain = self._vm.create_unsigned_transaction(
            nonce=state.get_nonce(sender), gas_price=0, gas=gas, to=to, value=value, data=data
        )
        state.__dict__["_touched"] = touched = {}
        done = state.apply_transaction(SpoofTransaction(plain, from_=sender))
        if not keep:
            state.revert(mark)
        state.lock_changes()
        if done.is_error:
            raise RevertedError(_reason(done.output) or (type(done.error).__name__ if not done.output else ""))
        used = gas - done.get_gas_remaining()
        refund = min(done.get_gas_refund(), used // 5)
        used += done.data_floor_gas - refund
        new = sum(1 for (address, slot), old in touched.items() if not old and state.get_storage(address, slot))
        logs = tuple(self._log(*entry) for entry in done.get_log_entries())
        return Receipt(done.output, None, used, new, logs), done.msg.storage_address

    def _log(self, address: bytes, topics: tuple[int, ...], data: bytes) -> tuple[str, str, dict[str, Any]]:
        interface = self.abis.get(address)
        return interface.event(address, topics, data) if interface else (address.hex(), "?", {})


class Interface:
    """A contract's functions and events, ready to encode and decode."""

    _known: dict[str, Interface] = {}  # noqa: RUF012 - a cache by content

    def __init__(self, abi: list[dict[str, Any]]) -> None:
        """Reads an ABI."""
        self.functions: dict[tuple[str, int], tuple[bytes, list[str], list[str], bool]] = {}
        self.events: dict[int, tuple[str, list[dict[str, Any]]]] = {}
        self.inputs: list[str] = []
        for entry in abi:
            types = [_type(each) for each in entry.get("inputs", [])]
            if entry["type"] == "function":
                selector = keccak(f"{entry['name']}({','.join(types)})".encode())[:4]
                outputs = [_type(each) for each in entry["outputs"]]
                view = entry["stateMutability"] in {"view", "pure"}
                self.functions[entry["name"], len(types)] = (selector, types, outputs, view)
            elif entry["type"] == "event":
                topic = int.from_bytes(keccak(f"{entry['name']}({','.join(types)})".encode()))
                self.events[topic] = (entry["name"], entry["inputs"])
            elif entry["type"] == "constructor":
                self.inputs = types

    @classmethod
    def of(cls, abi: list[dict[str, Any]]) -> Interface:
        """The interface of an ABI, made once."""
        key = json.dumps(abi)
        if key not in cls._known:
            cls._known[key] = cls(abi)
        return cls._known[key]

    def constructor(self, arguments: tuple[Any, ...]) -> bytes:
        """The constructor's arguments, encoded."""
        return encode(self.inputs, arguments)

    def event(self, address: bytes, topics: tuple[int, ...], data: bytes) -> tuple[str, str, dict[str, Any]]:
        """An event as its name and arguments."""
        if not topics or topics[0] not in self.events:
            return address.hex(), "?", {}
        name, inputs = self.events[topics[0]]
        plain = iter(decode([_type(each) for each in inputs if not each["indexed"]], data))
        indexed = iter(topics[1:])
        values = {
            each["name"]: _topic(each["type"], next(indexed)) if each["indexed"] else _plain(next(plain))
            for each in inputs
        }
        return address.hex(), name, values


class Contract:
    """A contract whose functions are attributes: writes give a receipt, reads give the value."""

    def __init__(self, chain: Chain, address: bytes, interface: Interface, receipt: Receipt | None) -> None:
        """A contract at an address."""
        self.chain, self.address, self.interface, self.receipt = chain, address, interface, receipt
        self.account = address.rjust(32, b"\0")

    def data(self, name: str, *arguments: Any) -> bytes:
        """A call as bytes."""
        selector, types, _, _ = self.interface.functions[name, len(arguments)]
        return selector + encode(types, arguments)

    def __getattr__(self, name: str) -> Any:
        """A function of the contract."""

        def call(*arguments: Any, sender: bytes | None = None, value: int = 0, gas: int = GAS) -> Any:
            selector, types, outputs, view = self.interface.functions[name, len(arguments)]
            data = selector + encode(types, arguments)
            if view and sender is None:
                return _one(outputs, self.chain.look(self.address, data))
            receipt = self.chain.send(sender or self.chain.account("anybody"), self.address, data, value, gas)
            return Receipt(receipt.output, _one(outputs, receipt.output), receipt.gas, receipt.new_slots, receipt.logs)

        return call


def _one(outputs: list[str], data: bytes) -> Any:
    """What a call gave back: nothing, one value, or several."""
    values = [_plain(each) for each in decode(outputs, data)] if outputs else []
    return tuple(values) if len(values) > 1 else values[0] if values else None


def _plain(found: Any) -> Any:
    """Addresses as bytes, everything else as it is."""
    return bytes.fromhex(found[2:]) if isinstance(found, str) and found.startswith("0x") and len(found) == 42 else found


def _topic(kind: str, topic: int) -> Any:
    """An indexed argument."""
    if kind == "address":
        return topic.to_bytes(32)[12:]
    return topic.to_bytes(32) if kind == "bytes32" else bool(topic) if kind == "bool" else topic


def _type(each: dict[str, Any]) -> str:
    """An argument's type as signatures write it."""
    if each["type"].startswith("tuple"):
        return f"({','.join(_type(part) for part in each['components'])}){each['type'][5:]}"
    return str(each["type"])


def _reason(output: bytes) -> str:
    """The text of a revert."""
    if output[:4] == bytes.fromhex("08c379a0"):
        return str(decode(["string"], output[4:])[0])
    if output[:4] == bytes.fromhex("4e487b71"):
        return PANIC.get(int.from_bytes(output[4:]), "panic")
    return ""
