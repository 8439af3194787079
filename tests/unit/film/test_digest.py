"""Digests and canonical JSON."""

import pytest

from reelwright.film import Digest, FilmError, canonical_json, digest_bytes, digest_plain


def test_digest_of_nothing_is_the_known_one() -> None:
    """The empty byte string has the SHA-256 that FIPS 180-4 gives it."""
    assert str(digest_bytes(b"")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_canonical_json_ignores_the_order_of_keys() -> None:
    """Two dictionaries with the same content have one text."""
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
    assert digest_plain({"b": 1, "a": 2}) == digest_plain({"a": 2, "b": 1})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"x": [float("-inf")]}, "\ud800"])
def test_canonical_json_refuses_what_json_cannot_say(value: object) -> None:
    """Not-a-number, infinity and lone surrogates have no canonical text."""
    with pytest.raises(FilmError):
        canonical_json(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "E3" * 32, "0" * 63, "g" * 64])
def test_digest_refuses_what_is_not_one(text: str) -> None:
    """Only 64 lower-case hexadecimal digits are a digest."""
    with pytest.raises(FilmError):
        Digest(text)
