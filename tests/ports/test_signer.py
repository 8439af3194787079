"""What every signer promises, held against key files and a signer elsewhere."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reelwright.chain import (
    Address,
    Domain,
    KeyFileError,
    Signer,
    Transaction,
    TypedData,
    recover,
    signed_by,
    transaction_hash,
    typed_hash,
)
from reelwright.chain.adapters.keystore import KeySigner, make_key_file
from reelwright.chain.adapters.recursion import usual_after_import
from reelwright.chain.adapters.remote_signer import RemoteSigner
from reelwright.testing import Answer, Asked, LoopbackServer

with usual_after_import():
    import eth_account

SECRET = b"\1" * 32
CALLS = [
    Transaction(1, 0, Address(b"\5" * 20), b"\1\2\3", 50_000, 10, 1, 7),
    Transaction(1380271436, 300, None, b"\0" * 70, 5_000_000, 0, 0),
    Transaction(8453, 2**40, Address(b"\0" * 20), b"", 21_000, 2**70, 2**60, 2**90),
]
VOUCHER = TypedData(
    Domain("Tab", "1", 8453, Address(b"\7" * 20)),
    "Voucher",
    {"Voucher": (("viewer", "address"), ("spent", "uint256"), ("parts", "bytes32[]"), ("note", "string"))},
    {"viewer": Address(b"\6" * 20), "spent": 10**30, "parts": [b"\1" * 32, b"\2" * 32], "note": "第一集"},
)


class SignerElsewhere(LoopbackServer):
    """Signs with eth-account; moods: "refuse", "other", "changed", "garbage", "500"."""

    def respond(self, asked: Asked) -> Answer:
        """Answer in the mood whose turn it is."""
        mood = self.mood()
        if mood == "refuse":
            answer: Any = {"error": {"code": 4001, "message": "no"}}
        elif mood == "garbage":
            answer = {"result": "0xzz"}
        else:
            answer = {"result": self.sign(json.loads(asked.body), mood)}
        content = json.dumps({"jsonrpc": "2.0", "id": 1, **answer}).encode()
        return Answer(500 if mood == "500" else 200, content=content)

    def sign(self, question: dict[str, Any], mood: str) -> Any:
        """Sign what is asked."""
        secret = b"\2" * 32 if mood == "other" else SECRET
        if question["method"] == "eth_signTransaction":
            form = dict(question["params"][0])
            form.pop("from")
            if mood == "changed":
                form["nonce"] = "0x63"
            return "0x" + bytes(eth_account.Account.sign_transaction(form, secret).raw_transaction).hex()
        form = question["params"][1]
        if mood == "changed":
            form["message"]["note"] = "another"
        return "0x" + bytes(eth_account.Account.sign_typed_data(secret, full_message=form).signature).hex()


@pytest.fixture
def elsewhere() -> Iterator[SignerElsewhere]:
    """A signer of its own."""
    server = SignerElsewhere()
    yield server
    server.stop()


def at_hand(folder: Path, _: SignerElsewhere) -> Signer:
    """A key file."""
    return make_key_file(folder / "key.json", "words", secret=SECRET, work=2)


def far_away(_: Path, server: SignerElsewhere) -> Signer:
    """A signer elsewhere."""
    return RemoteSigner(server.url, KeySigner(SECRET).address)


@pytest.fixture(params=[at_hand, far_away])
def signer(request: pytest.FixtureRequest, tmp_path: Path, elsewhere: SignerElsewhere) -> Iterator[Signer]:
    """One signer after the other."""
    make: Callable[[Path, SignerElsewhere], Signer] = request.param
    signer = make(tmp_path, elsewhere)
    yield signer
    if isinstance(signer, RemoteSigner):
        signer.close()


@pytest.mark.parametrize("call", CALLS)
def test_transaction_is_signed_by_the_address(signer: Signer, call: Transaction) -> None:
    """The bytes are a transaction that eth-account reads as its sender's, the same every time."""
    raw = signer.sign_transaction(call)
    assert eth_account.Account.recover_transaction(raw).lower() == str(signer.address)
    assert transaction_hash(signer.sign_transaction(call)) == transaction_hash(raw)


def test_typed_data_is_signed_by_the_address(signer: Signer) -> None:
    """The signature is the address's over exactly this message."""
    signature = signer.sign_typed(VOUCHER)
    assert recover(typed_hash(VOUCHER), signature) == signer.address
    assert not signed_by(
        TypedData(VOUCHER.domain, "Voucher", VOUCHER.types, {**VOUCHER.message, "spent": 1}), signature, signer.address
    )


@pytest.mark.parametrize("mood", ["refuse", "other", "changed", "garbage", "500"])
def test_signer_that_misbehaves_is_told(elsewhere: SignerElsewhere, mood: str) -> None:
    """A refusal, another key, another message, nonsense and a failure give no signature."""
    elsewhere.moods = [mood] * 2
    signer = RemoteSigner(elsewhere.url, KeySigner(SECRET).address)
    for sign in (lambda: signer.sign_transaction(CALLS[0]), lambda: signer.sign_typed(VOUCHER)):
        with pytest.raises(KeyFileError):
            sign()
    signer.close()


def test_signer_that_is_not_there_is_told() -> None:
    """Nobody listening gives no signature."""
    signer = RemoteSigner("http://127.0.0.1:1/", Address(b"\1" * 20))
    with pytest.raises(KeyFileError, match="does not answer"):
        signer.sign_typed(VOUCHER)
    signer.close()
