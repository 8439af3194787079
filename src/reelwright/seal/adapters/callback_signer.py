"""A signer whose key lies elsewhere: in a token (PKCS#11) or with a key service.

Whatever it gives is checked against the certificate before it goes into a file, because a service
that answers is not yet a service that signs. Tried with a loopback signer that misbehaves; no
token and no cloud service was at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from reelwright.film import ReelError
from reelwright.seal.errors import SigningError

from .local_keys import raw_signature, subject_of


@dataclass(frozen=True, slots=True)
class CallbackSigner:
    """Asks a function for signatures.

    Args:
        certificates: in PEM, the signer's first.
        ask: gets what is to be signed; gives an ECDSA signature with SHA-256, in DER or as r and s.
        seconds: how long it may take.
        root: the root's certificate in PEM, "" when it is not at hand.
    """

    certificates: str
    ask: Callable[[bytes], bytes]
    seconds: float = 30.0
    root: str = ""

    @property
    def name(self) -> str:
        """The common name in the signer's certificate."""
        return subject_of(self.certificates)

    def sign(self, content: bytes) -> bytes:
        """Ask, wait, check.

        Raises:
            SigningError: no answer, an error, or an answer that is no signature of this certificate.
        """
        signature = self._raw(self._asked(content))
        public = x509.load_pem_x509_certificate(self.certificates.encode()).public_key()
        if not isinstance(public, ec.EllipticCurvePublicKey):
            raise self._error("has a certificate that is not of elliptic curve P-256")
        der = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
        try:
            public.verify(der, content, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            raise self._error("gave a signature that its certificate does not confirm") from None
        return signature

    def _asked(self, content: bytes) -> bytes:
        pool = ThreadPoolExecutor(max_workers=1)
        try:
            return pool.submit(self.ask, content).result(timeout=self.seconds)
        except LateError:
            raise self._error(f"did not answer within {self.seconds:g} s") from None
        except ReelError:
            raise
        except Exception as error:  # whatever a token's library or a service's client raises
            raise self._error(f"failed: {type(error).__name__}: {error}") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _raw(self, signature: bytes) -> bytes:
        if not isinstance(signature, bytes):
            raise self._error("gave something that is no signature")
        if len(signature) == 64:
            return signature
        try:
            return raw_signature(signature)
        except (ValueError, OverflowError):
            raise self._error("gave something that is no signature") from None

    def _error(self, what: str) -> SigningError:
        mend = "look at the token or the key service, then seal again; nothing was written"
        return SigningError(f"the signer {what}", where=self.name, mend=mend)
