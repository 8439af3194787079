"""Key files are those of every wallet: held to the published vectors and to another program, both ways."""

import json
from typing import Any

import pytest

from reelwright.chain.adapters.keystore import KeySigner
from reelwright.chain.adapters.recursion import usual_after_import
from reelwright.chain.adapters.secret_storage import WrongWordsError, open_sealed_key, seal_key

with usual_after_import():
    from eth_keyfile import keyfile

SECRET = bytes.fromhex("7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d")
WORDS = b"testpassword"
OWNER = KeySigner(SECRET).address
PBKDF2: dict[str, Any] = {
    "crypto": {
        "cipher": "aes-128-ctr",
        "cipherparams": {"iv": "6087dab2f9fdbbfaddc31a909735c1e6"},
        "ciphertext": "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
        "kdf": "pbkdf2",
        "kdfparams": {
            "c": 262144,
            "dklen": 32,
            "prf": "hmac-sha256",
            "salt": "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd",
        },
        "mac": "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2",
    },
    "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6",
    "version": 3,
}
"""From the definition of Web3 Secret Storage."""


def test_published_vector_is_opened() -> None:
    """The definition's own file gives the definition's own key."""
    assert open_sealed_key(PBKDF2, WORDS) == SECRET


def test_other_programs_open_ours_and_we_open_theirs() -> None:
    """A key goes from one to the other and comes back the same, by both ways of stretching."""
    ours = seal_key(SECRET, OWNER, WORDS, work=1 << 6)
    assert bytes(keyfile.decode_keyfile_json(json.loads(json.dumps(ours)), WORDS)) == SECRET
    for kind in ("scrypt", "pbkdf2"):
        assert open_sealed_key(keyfile.create_keyfile_json(SECRET, WORDS, kdf=kind, iterations=1 << 6), WORDS) == SECRET


def test_other_words_open_nothing() -> None:
    """Neither other words nor a changed sum or text give a key."""
    ours = seal_key(SECRET, OWNER, WORDS, work=2)
    with pytest.raises(WrongWordsError):
        open_sealed_key(ours, WORDS + b" ")
    ours["crypto"]["ciphertext"] = "00" * 32
    with pytest.raises(WrongWordsError):
        open_sealed_key(ours, WORDS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": 1 << 40},
        {"n": 3},
        {"n": -2},
        {"r": 1 << 30},
        {"p": 1 << 20},
        {"dklen": 16},
        {"salt": "zz"},
        {"n": "2"},
    ],
    ids=str,
)
def test_file_that_asks_for_too_much_or_nonsense_is_refused(wrong: dict[str, object]) -> None:
    """A strange file cannot make this machine take gigabytes, and is told as none."""
    ours = seal_key(SECRET, OWNER, WORDS, work=2)
    ours["crypto"]["kdfparams"] |= wrong
    with pytest.raises((ValueError, TypeError)):
        open_sealed_key(ours, WORDS)
    for name, other in (("kdf", "md5"), ("cipher", "rot13")):
        spoiled = seal_key(SECRET, OWNER, WORDS, work=2)
        spoiled["crypto"][name] = other
        with pytest.raises(ValueError, match=other):
            open_sealed_key(spoiled, WORDS)
