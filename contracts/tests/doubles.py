"""Small contracts that the tests deploy: wallets, receivers and tokens, good and hostile."""

import hashlib
import json
import os
from functools import cache
from typing import Any

from build import BUILDS
from evm import Chain, Contract, Interface

WALLET = """
# pragma version 0.4.3
answer: public(bytes4)
@deploy
def __init__(answer: bytes4):
    self.answer = answer
@external
@view
def isValidSignature(digest: bytes32, signature: Bytes[1024]) -> bytes4:
    return self.answer
@external
def onERC721Received(operator: address, source: address, token_id: uint256, data: Bytes[1024]) -> bytes4:
    return self.answer
@external
def onTransferReceived(operator: address, sender: address, amount: uint256, data: Bytes[1024]) -> bytes4:
    return self.answer
@external
def onApprovalReceived(owner: address, amount: uint256, data: Bytes[1024]) -> bytes4:
    return self.answer
"""


@cache
def made(source: str) -> dict[str, Any]:
    """A small contract, compiled once."""
    kept = BUILDS / f"double-{hashlib.sha256(source.encode()).hexdigest()[:32]}.json"
    if not kept.exists():
        from vyper.compiler import compile_code  # noqa: PLC0415 - takes a second
        from vyper.compiler.settings import Settings  # noqa: PLC0415

        found = compile_code(source, output_formats=["abi", "bytecode"], settings=Settings(evm_version="prague"))
        BUILDS.mkdir(exist_ok=True)
        draft = kept.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(found), encoding="utf-8")
        draft.replace(kept)
    return json.loads(kept.read_text(encoding="utf-8"))


def put(chain: Chain, source: str, *arguments: Any) -> Contract:
    """Deploys a small contract."""
    found = made(source)
    interface = Interface.of(found["abi"])
    code = bytes.fromhex(found["bytecode"][2:]) + interface.constructor(arguments)
    address = chain.create(code)
    chain.abis[address] = interface
    return Contract(chain, address, interface, None)


def wallet(chain: Chain, *, yes: bool = True) -> Contract:
    """A contract that signs everything, or nothing."""
    return put(chain, WALLET, bytes.fromhex("1626ba7e" if yes else "ffffffff"))


def receiver(chain: Chain, *, yes: bool = True) -> Contract:
    """A contract that takes titles, or does not."""
    return put(chain, WALLET, bytes.fromhex("150b7a02" if yes else "ffffffff"))


def money_taker(chain: Chain, call: str) -> Contract:
    """A contract that answers one of ERC-1363's calls as it should, and the other not."""
    return put(chain, WALLET, bytes.fromhex({"transfer": "88a7ca5c", "approval": "7b04a2d0"}[call]))


FALSE_TOKEN = """
# pragma version 0.4.3
# Says no to every transfer, and has moved nothing.
balanceOf: public(HashMap[address, uint256])
@external
def transfer(receiver: address, amount: uint256) -> bool:
    return False
@external
def transferFrom(sender: address, receiver: address, amount: uint256) -> bool:
    return False
@external
def approve(spender: address, amount: uint256) -> bool:
    return True
@external
@view
def allowance(owner: address, spender: address) -> uint256:
    return max_value(uint256)
"""

BAD_TOKEN = """
# pragma version 0.4.3
# A token whose bad habits can be switched on: a fee, a pause, a black list, and a call back into somebody.
balanceOf: public(HashMap[address, uint256])
barred: public(HashMap[address, bool])
paused: public(bool)
fee: public(uint256)
target: public(address)
payload: public(Bytes[4096])
calls: public(uint256)
succeeded: public(uint256)
@external
def mint(receiver: address, amount: uint256):
    self.balanceOf[receiver] += amount
@external
def bar(who: address, barred: bool):
    self.barred[who] = barred
@external
def pause(paused: bool):
    self.paused = paused
@external
def charge(fee: uint256):
    self.fee = fee
@external
def call_back(target: address, payload: Bytes[4096]):
    self.target = target
    self.payload = payload
@internal
def _transfer(sender: address, receiver: address, amount: uint256):
    assert not self.paused and not self.barred[sender] and not self.barred[receiver], "token: barred"
    if self.target != empty(address):
        self.calls += 1
        if raw_call(self.target, self.payload, revert_on_failure=False):
            self.succeeded += 1
    self.balanceOf[sender] -= amount
    self.balanceOf[receiver] += amount - self.fee
@external
def transfer(receiver: address, amount: uint256) -> bool:
    self._transfer(msg.sender, receiver, amount)
    return True
@external
def transferFrom(sender: address, receiver: address, amount: uint256) -> bool:
    self._transfer(sender, receiver, amount)
    return True
@external
def transferAndCall(receiver: address, amount: uint256, data: Bytes[1024]) -> bool:
    self._transfer(msg.sender, receiver, amount)
    return self._tell(receiver, amount, data)
@external
def tell_of_nothing(receiver: address, amount: uint256, data: Bytes[1024]) -> bool:
    return self._tell(receiver, amount, data)
@internal
def _tell(receiver: address, amount: uint256, data: Bytes[1024]) -> bool:
    raw_call(receiver, abi_encode(msg.sender, msg.sender, amount, data, method_id=0x88a7ca5c))
    return True
@external
def approve(spender: address, amount: uint256) -> bool:
    return True
@external
@view
def allowance(owner: address, spender: address) -> uint256:
    return max_value(uint256)
"""

SILENT_TOKEN = """
# pragma version 0.4.3
# Moves money and says nothing, as some old tokens do.
balanceOf: public(HashMap[address, uint256])
@external
def mint(receiver: address, amount: uint256):
    self.balanceOf[receiver] += amount
@external
def transfer(receiver: address, amount: uint256):
    self.balanceOf[msg.sender] -= amount
    self.balanceOf[receiver] += amount
@external
def transferFrom(sender: address, receiver: address, amount: uint256):
    self.balanceOf[sender] -= amount
    self.balanceOf[receiver] += amount
"""

BAD_RECEIVER = """
# pragma version 0.4.3
# Takes the chain's own money only while it is open; may burn all gas, or call back into whoever pays it.
open: public(bool)
greedy: public(bool)
target: public(address)
payload: public(Bytes[4096])
succeeded: public(uint256)
@external
@payable
def __default__():
    if self.greedy:
        for i: uint256 in range(1_000_000):
            self.succeeded += 1
    if self.target != empty(address):
        if raw_call(self.target, self.payload, revert_on_failure=False):
            self.succeeded += 1
    assert self.open, "receiver: closed"
@external
def set(open: bool, greedy: bool):
    self.open = open
    self.greedy = greedy
@external
def call_back(target: address, payload: Bytes[4096]):
    self.target = target
    self.payload = payload
"""

COPY_RECEIVER = """
# pragma version 0.4.3
# Takes copies of editions, or does not.
answer: public(bytes4)
batch_answer: public(bytes4)
@deploy
def __init__(answer: bytes4, batch_answer: bytes4):
    self.answer = answer
    self.batch_answer = batch_answer
@external
def onERC1155Received(operator: address, source: address, id: uint256, amount: uint256, data: Bytes[1024]) -> bytes4:
    return self.answer
@external
def onERC1155BatchReceived(
    operator: address, source: address, ids: DynArray[uint256, 64], amounts: DynArray[uint256, 64], data: Bytes[1024]
) -> bytes4:
    return self.batch_answer
"""
