"""A signer elsewhere: a program or device that holds the key and answers JSON-RPC.

Knows the two methods that Web3Signer, clef-like programs and wallets share. What comes back is
checked: it must be signed by the address that was asked, and it must be what was to be signed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import httpx

from reelwright.chain.errors import CodingError, KeyFileError
from reelwright.chain.evm.signatures import recover
from reelwright.chain.evm.transactions import signed_bytes, signing_hash
from reelwright.chain.evm.typed import typed_hash
from reelwright.chain.model import Address, Hash, Plainly, Transaction, TypedData

_DOMAIN: Final = [
    {"name": "name", "type": "string"},
    {"name": "version", "type": "string"},
    {"name": "chainId", "type": "uint256"},
    {"name": "verifyingContract", "type": "address"},
]


class RemoteSigner:
    """Signs by asking.

    Args:
        url: where the signer listens.
        address: whose key it must use.
        timeout: seconds for an answer; a person may have to press a button.
    """

    def __init__(self, url: str, address: Address, *, timeout: float = 120.0) -> None:
        self._url = url
        self._address = address
        secure = url.startswith("https:")
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False, verify=secure)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    @property
    def address(self) -> Address:
        """Whose signatures these are."""
        return self._address

    def sign_transaction(self, transaction: Transaction) -> bytes:
        """The transaction with its signature.

        Raises:
            KeyFileError: the signer refuses, does not answer, or signed something else.
        """
        raw = self._bytes(self._ask("eth_signTransaction", [_form(transaction, self._address)]))
        r, s = _numbers_at_end(raw)
        for each in (0, 1):
            if signed_bytes(transaction, r=r, s=s, parity=each) == raw:
                signature = r.to_bytes(32, "big") + s.to_bytes(32, "big") + bytes([27 + each])
                self._check(Hash(signing_hash(transaction)), signature)
                return raw
        raise self._refuse("the signer signed another transaction than it was given")

    def sign_typed(self, typed: TypedData) -> bytes:
        """A signature over typed data.

        Raises:
            KeyFileError: the signer refuses, does not answer, or signed something else.
        """
        form = {
            "domain": {
                "name": typed.domain.name,
                "version": typed.domain.version,
                "chainId": typed.domain.chain_id,
                "verifyingContract": str(typed.domain.contract),
            },
            "primaryType": typed.primary,
            "types": {"EIP712Domain": _DOMAIN}
            | {name: [{"name": field, "type": kind} for field, kind in each] for name, each in typed.types.items()},
            "message": _plain(typed.message),
        }
        signature = self._bytes(self._ask("eth_signTypedData_v4", [str(self._address), form]))
        self._check(typed_hash(typed), signature)
        return signature

    def _check(self, digest: Hash, signature: bytes) -> None:
        try:
            who = recover(digest, signature)
        except CodingError as error:
            raise self._refuse("the signer's answer is no signature") from error
        if who != self._address:
            raise self._refuse(f"the signer signed as {who}")

    def _ask(self, method: str, values: list[object]) -> object:
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": values}
        try:
            response = self._client.post(self._url, json=body)
            response.raise_for_status()
            answer = response.json()
        except (httpx.HTTPError, json.JSONDecodeError) as error:
            raise self._refuse(f"the signer does not answer: {type(error).__name__}") from error
        if not isinstance(answer, dict) or "result" not in answer:
            raise self._refuse("the signer refuses")
        return answer["result"]

    def _bytes(self, answer: object) -> bytes:
        raw: Any = answer.get("raw") if isinstance(answer, dict) else answer
        try:
            return bytes.fromhex(str(raw).removeprefix("0x"))
        except ValueError as error:
            raise self._refuse("the signer's answer is no signature") from error

    def _refuse(self, what: str) -> KeyFileError:
        return KeyFileError(what, where=str(self._address), mend="look at the signer, and ask again")


def _form(transaction: Transaction, sender: Address) -> dict[str, object]:
    form: dict[str, object] = {
        "type": "0x2",
        "from": str(sender),
        "chainId": hex(transaction.chain_id),
        "nonce": hex(transaction.nonce),
        "gas": hex(transaction.gas),
        "maxFeePerGas": hex(transaction.fee_cap),
        "maxPriorityFeePerGas": hex(transaction.tip),
        "value": hex(transaction.value),
        "data": "0x" + transaction.payload.hex(),
    }
    return form if transaction.to is None else {**form, "to": str(transaction.to)}


def _numbers_at_end(raw: bytes) -> tuple[int, int]:
    """The last two numbers of a transaction's bytes: its r and s, each with a length before it."""
    numbers = []
    end = len(raw)
    for _ in range(2):
        size = next((n for n in range(32, 0, -1) if end > n and raw[end - n - 1] == 0x80 + n), 0)
        numbers.append(int.from_bytes(raw[end - size : end], "big"))
        end -= size + 1
    return numbers[1], numbers[0]


def _plain(value: Plainly) -> object:
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, Address):
        return str(value)
    return value if isinstance(value, bool | str) else str(value)
