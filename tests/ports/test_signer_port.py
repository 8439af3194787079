"""What every signer must hold to."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from reelwright.seal import Signer
from reelwright.seal.adapters.callback_signer import CallbackSigner
from reelwright.seal.adapters.local_keys import make_local_keys, open_pem_signer
from reelwright.testing import FakeSigner


def pem(folder: Path) -> Signer:
    """A signer from files."""
    files = make_local_keys(folder / "keys", "Lin Studio", datetime(2026, 11, 28, tzinfo=UTC))
    return open_pem_signer(files.chain, files.leaf_key)


def callback(folder: Path) -> Signer:
    """A signer that asks another one, which answers in DER as tokens and key services do."""
    inner = pem(folder)

    def ask(content: bytes) -> bytes:
        raw = inner.sign(content)
        return encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))

    return CallbackSigner(inner.certificates, ask)


@pytest.mark.parametrize("make", [pem, callback, lambda _: FakeSigner("Lin Studio")], ids=["pem", "callback", "fake"])
def test_signature_is_confirmed_by_the_first_certificate(make: Callable[[Path], Signer], tmp_path: Path) -> None:
    """The signature is 64 bytes, holds for what was signed and for nothing else, and the chain holds together."""
    signer = make(tmp_path)
    leaf, middle = x509.load_pem_x509_certificates(signer.certificates.encode())
    raw = signer.sign(b"content")
    assert len(raw) == 64
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    leaf.public_key().verify(der, b"content", ec.ECDSA(hashes.SHA256()))
    with pytest.raises(InvalidSignature):
        leaf.public_key().verify(der, b"other", ec.ECDSA(hashes.SHA256()))
    leaf.verify_directly_issued_by(middle)
    assert signer.name == "Lin Studio"
