"""What is signed is what everybody else signs: vectors of the standards, and eth-account as the second opinion."""

import pickle
import stat
from pathlib import Path

import pytest

from reelwright.chain import (
    Address,
    AddressError,
    Call,
    CodingError,
    Domain,
    Hash,
    KeyFileError,
    RevertedError,
    Transaction,
    TypedData,
    checksummed,
    keccak256,
    read_address,
    recover,
    signed_by,
    typed_hash,
)
from reelwright.chain.adapters.keystore import KeySigner, make_key_file, open_key_file
from reelwright.chain.adapters.recursion import usual_after_import

with usual_after_import():
    import eth_account

COW = KeySigner(keccak256(b"cow"))
MAIL = TypedData(
    Domain("Ether Mail", "1", 1, Address.from_hex("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC")),
    "Mail",
    {
        "Person": (("name", "string"), ("wallet", "address")),
        "Mail": (("from", "Person"), ("to", "Person"), ("contents", "string")),
    },
    {
        "from": {"name": "Cow", "wallet": Address.from_hex("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826")},
        "to": {"name": "Bob", "wallet": Address.from_hex("0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB")},
        "contents": "Hello, Bob!",
    },
)
TRANSFER = Transaction(1, 9, Address(b"\x35" * 20), b"\1\2\3", 21_000, 20_000_000_000, 1_000_000_000, 10**18)
WORK = 2
"""Scrypt's N for tests: as weak as it gets."""


def test_keccak_is_not_sha3() -> None:
    """The empty text has the hash that every EVM knows."""
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"


@pytest.mark.parametrize(
    "text",
    [
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ],
)
def test_addresses_are_spelled_as_erc_55_says(text: str) -> None:
    """The standard's own examples read and write; all lower case reads too."""
    assert checksummed(read_address(text)) == text
    assert read_address(text.lower()) == read_address(text)


@pytest.mark.parametrize(
    "text", ["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", "0x5aAe", "", "nobody", "0x" + "g" * 40]
)
def test_mistyped_address_is_told(text: str) -> None:
    """A wrong capital, a missing digit and other words are no addresses."""
    with pytest.raises(AddressError):
        read_address(text)


def test_typed_data_has_the_hash_of_the_standard() -> None:
    """The example of EIP-712 gives its digest and its signature."""
    assert str(typed_hash(MAIL)) == "0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"
    assert COW.sign_typed(MAIL).hex() == (
        "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
        "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c"
    )
    assert recover(typed_hash(MAIL), COW.sign_typed(MAIL)) == COW.address


def test_typed_data_that_does_not_fit_is_refused() -> None:
    """A missing field, a field too many, a wrong type and an unknown type are told."""
    sound = dict(MAIL.message)
    for message in ({**sound, "more": 1}, {"contents": "Hello"}, {**sound, "contents": 1}, {**sound, "to": "Bob"}):
        with pytest.raises(CodingError):
            typed_hash(TypedData(MAIL.domain, "Mail", MAIL.types, message))
    with pytest.raises(CodingError):
        typed_hash(TypedData(MAIL.domain, "Post", MAIL.types, sound))


def test_transaction_is_signed_as_others_sign_it() -> None:
    """eth-account makes the same bytes of the same transaction."""
    theirs = eth_account.Account.sign_transaction(
        {
            "type": 2,
            "chainId": 1,
            "nonce": 9,
            "to": "0x" + "35" * 20,
            "data": b"\1\2\3",
            "gas": 21_000,
            "maxFeePerGas": 20_000_000_000,
            "maxPriorityFeePerGas": 1_000_000_000,
            "value": 10**18,
        },
        keccak256(b"cow"),
    )
    assert COW.sign_transaction(TRANSFER) == bytes(theirs.raw_transaction)


def test_signature_that_contracts_refuse_is_refused() -> None:
    """A high s, another v, and a wrong length are no signatures; a flipped bit is somebody else's."""
    digest, good = typed_hash(MAIL), COW.sign_typed(MAIL)
    order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
    high = good[:32] + (order - int.from_bytes(good[32:64], "big")).to_bytes(32, "big") + bytes([55 - good[64]])
    for bad in (high, good[:64], good[:64] + b"\0", good + b"\0", b""):
        with pytest.raises(CodingError):
            recover(digest, bad)
        assert not signed_by(MAIL, bad, COW.address)
    assert signed_by(MAIL, good, COW.address)
    assert not signed_by(MAIL, good, Address(b"\7" * 20))
    assert not signed_by(MAIL, bytes([good[0] ^ 1]) + good[1:], COW.address)


class ContractWallet:
    """A ledger with one contract on it, which says what it was told to."""

    def __init__(self, answer: bytes | None) -> None:
        self.answer = answer
        self.asked: list[bytes] = []

    def code(self, address: Address, at: int | None = None) -> bytes:
        """There is code at the contract's address alone."""
        del at
        return b"\1" if address == Address(b"\7" * 20) else b""

    def call(self, call: Call) -> bytes:
        """The answer, or a refusal."""
        self.asked.append(call.payload)
        if self.answer is None:
            raise RevertedError("no")
        return self.answer


def test_contract_is_asked_whether_it_signed() -> None:
    """Whoever is a contract says itself whether it signed (ERC-1271); any other answer means no."""
    wallet = Address(b"\7" * 20)
    yes = bytes.fromhex("1626ba7e").ljust(32, b"\0")
    asked = ContractWallet(yes)
    assert signed_by(MAIL, b"whatever", wallet, asked)  # type: ignore[arg-type]
    assert asked.asked[0][:4].hex() == "1626ba7e"
    assert asked.asked[0][4:36] == typed_hash(MAIL).raw
    for answer in (bytes(32), b"", yes[:31] + b"\1", None):
        assert not signed_by(MAIL, b"whatever", wallet, ContractWallet(answer))  # type: ignore[arg-type]
    assert not signed_by(MAIL, b"whatever", Address(b"\6" * 20), asked)  # type: ignore[arg-type]


def test_key_file_opens_with_its_words_only(tmp_path: Path) -> None:
    """A key comes back the same, its file is its owner's alone, and wrong words do not open it."""
    path = tmp_path / "keys" / "me.json"
    made = make_key_file(path, "correct horse", work=WORK)
    assert open_key_file(path, "correct horse").sign_transaction(TRANSFER) == made.sign_transaction(TRANSFER)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert eth_account.Account.decrypt(path.read_text(), "correct horse") is not None
    with pytest.raises(KeyFileError, match="pass phrase"):
        open_key_file(path, "battery staple")
    assert [each.name for each in path.parent.iterdir()] == ["me.json"]


def test_key_is_never_written_over(tmp_path: Path) -> None:
    """A second key of the same name is refused, and the first one stays."""
    path = tmp_path / "me.json"
    first = make_key_file(path, "a", work=WORK)
    with pytest.raises(KeyFileError, match="already"):
        make_key_file(path, "b", work=WORK)
    assert open_key_file(path, "a").address == first.address


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"crypto": 1, "version": 3}', "\0\0"])
def test_what_is_no_key_file_is_told(tmp_path: Path, content: str) -> None:
    """Any bytes may lie there; only a key file is one."""
    path = tmp_path / "me.json"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(KeyFileError):
        open_key_file(path, "a")
    with pytest.raises(KeyFileError):
        open_key_file(tmp_path / "not-there.json", "a")


def test_key_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    """A key file with open rights is refused, and the mend says how to close it."""
    path = tmp_path / "me.json"
    make_key_file(path, "a", work=WORK)
    path.chmod(0o644)
    with pytest.raises(KeyFileError, match="others may read"):
        open_key_file(path, "a")


def test_key_does_not_show_or_travel() -> None:
    """A signer prints its address, and refuses to be pickled."""
    assert str(COW.address) in repr(COW)
    assert keccak256(b"cow").hex() not in repr(COW)
    with pytest.raises(TypeError):
        pickle.dumps(COW)
    with pytest.raises(KeyFileError):
        KeySigner(bytes(32))


def test_hash_is_read_and_written() -> None:
    """A hash is 32 bytes, as digits and as a number."""
    assert Hash.from_int(7).number == 7
    assert Hash.from_hex(str(Hash.from_int(7))) == Hash.from_int(7)
    for text in ("0x07", "7" * 64, ""):
        with pytest.raises(CodingError):
            Hash.from_hex(text)
