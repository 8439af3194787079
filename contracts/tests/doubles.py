"""Small contracts that the tests deploy: wallets, receivers and tokens, good and hostile."""

from functools import cache
from typing import Any

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
"""


@cache
def made(source: str) -> dict[str, Any]:
    """A small contract, compiled once."""
    from vyper.compiler import compile_code  # noqa: PLC0415 - takes a second
    from vyper.compiler.settings import Settings  # noqa: PLC0415

    return compile_code(source, output_formats=["abi", "bytecode"], settings=Settings(evm_version="prague"))


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
