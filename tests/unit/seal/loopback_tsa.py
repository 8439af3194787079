"""A time-stamping authority on this machine (RFC 3161), honest or not, for the tests of the seal."""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SHA256, ECDSA = "2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2"
SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"


def der(tag: int, *parts: bytes) -> bytes:
    """One DER value."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(length)]) + length + content


def sequence(*parts: bytes) -> bytes:
    """A DER sequence."""
    return der(0x30, *parts)


def integer(number: int) -> bytes:
    """A DER integer."""
    return der(0x02, number.to_bytes(number.bit_length() // 8 + 1))


def oid(dotted: str) -> bytes:
    """A DER object identifier."""
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray([40 * first + second])
    for number in rest:
        groups = [number & 0x7F]
        while number := number >> 7:
            groups.insert(0, number & 0x7F | 0x80)
        out += bytes(groups)
    return der(0x06, bytes(out))


def parts(content: bytes) -> list[tuple[int, bytes, bytes]]:
    """The values side by side in DER: tag, content, whole."""
    found, at = [], 0
    while at < len(content):
        start, size, head = at, content[at + 1], 2
        if size & 0x80:
            head += size & 0x7F
            size = int.from_bytes(content[at + 2 : at + head])
        at += head + size
        found.append((content[start], content[start + head : at], content[start:at]))
    return found


class Authority:
    """Stamps requests.

    Args:
        when: the time on its clock.
    """

    def __init__(self, when: datetime) -> None:
        self.when = when
        self._key = ec.derive_private_key(77, ec.SECP256R1())
        root_key = ec.derive_private_key(78, ec.SECP256R1())
        self._root = self._certificate("Loopback TSA root", "Loopback TSA root", root_key, root_key, authority=True)
        self._leaf = self._certificate("Loopback TSA", "Loopback TSA root", self._key, root_key, authority=False)
        self.root = self._root.public_bytes(serialization.Encoding.PEM).decode()

    @staticmethod
    def _certificate(
        name: str, issuer: str, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, *, authority: bool
    ) -> x509.Certificate:
        def subject(text: str) -> x509.Name:
            return x509.Name(
                [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "TSA"), x509.NameAttribute(NameOID.COMMON_NAME, text)]
            )

        usage = x509.KeyUsage(not authority, False, False, False, False, authority, authority, False, False)  # noqa: FBT003
        builder = (
            x509.CertificateBuilder(subject(issuer), subject(name), key.public_key(), 7 if authority else 8)
            .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2090, 1, 1, tzinfo=UTC))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        )
        if not authority:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return builder.sign(by, hashes.SHA256())

    def answer(self, request: bytes) -> bytes:
        """The response to a request (RFC 3161 §2.4.2)."""
        (_, body, _) = parts(request)[0]
        fields = parts(body)
        imprint = fields[1][2]
        nonce = next((whole for tag, _, whole in fields[2:] if tag == 0x02), b"")
        info = sequence(
            integer(1),
            oid("1.2.3.4.1"),
            imprint,
            integer(1),
            der(0x18, self.when.strftime("%Y%m%d%H%M%SZ").encode()),
            nonce,
        )
        return sequence(sequence(integer(0)), self._token(info))

    def _token(self, info: bytes) -> bytes:
        leaf = self._leaf.public_bytes(serialization.Encoding.DER)
        root = self._root.public_bytes(serialization.Encoding.DER)
        digest = sequence(oid(SHA256), der(0x05))
        attributes = [
            sequence(oid(CONTENT_TYPE), der(0x31, oid(TST_INFO))),
            sequence(oid(MESSAGE_DIGEST), der(0x31, der(0x04, hashlib.sha256(info).digest()))),
            sequence(
                oid(SIGNING_CERTIFICATE),
                der(0x31, sequence(sequence(sequence(der(0x04, hashlib.sha256(leaf).digest()))))),
            ),
        ]
        content = b"".join(sorted(attributes))
        signature = self._key.sign(der(0x31, content), ec.ECDSA(hashes.SHA256()))
        signer = sequence(
            integer(1),
            sequence(self._leaf.issuer.public_bytes(), integer(self._leaf.serial_number)),
            digest,
            der(0xA0, content),
            sequence(oid(ECDSA)),
            der(0x04, signature),
        )
        signed = sequence(
            integer(3),
            der(0x31, digest),
            sequence(oid(TST_INFO), der(0xA0, der(0x04, info))),
            der(0xA0, *sorted((leaf, root))),  # DER orders the members of a set
            der(0x31, signer),
        )
        return sequence(oid(SIGNED_DATA), der(0xA0, signed))


@contextlib.contextmanager
def serving(authority: Authority, behaviour: str = "honest") -> Iterator[str]:
    """The address of an authority: honest, refuses, gives junk, stamps another thing, is slow, hangs or drips."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            if behaviour == "refuses":
                self.send_error(503)
                return
            if behaviour == "slow":
                time.sleep(0.3)
            if behaviour == "hangs":
                done.wait(30)
                return
            if behaviour == "drips":
                self.send_response(200)
                self.end_headers()
                with contextlib.suppress(OSError):
                    while not done.wait(0.02):
                        self.wfile.write(b"x")
                return
            if behaviour == "another":
                request = request.replace(request[-40:-20], bytes(20))
            body = b"junk" if behaviour == "junk" else authority.answer(request)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    done = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        done.set()
        server.shutdown()
        server.server_close()
        thread.join()
