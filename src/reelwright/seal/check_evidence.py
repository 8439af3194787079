"""Checks an evidence file, offline, with Python's standard library and ``cryptography`` alone.

    python check_evidence.py evidence.zip [--film film.mp4] [--root root.pem] [--opening opening.json]

This one file is all that is needed: it travels inside every evidence file, and does not import
Reelwright. Take it from somewhere that you trust, not from the evidence that you check. Exit code:
0 everything holds, 1 something does not.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

SCHEMA = "reelwright.evidence/1"
STATEMENT, SIGNATURE, CERTIFICATES, ROOT = "evidence.json", "evidence.sig", "certificates.pem", "root.pem"
SEGMENTS, LOG, CREDENTIAL, STAMP = "segments.json", "making.jsonl", "credential.c2pa", "evidence.tsr"
CHAIN, CHAIN_SCHEMA = "chain.json", "reelwright.chain-proof/1"
ONE_MACHINE = 0x5245454C  # the chain id of every ledger that lies in one file, kept by one machine
LARGEST = 256 << 20


class WrongError(Exception):
    """Something in the evidence does not hold."""


# Keccak-256 (the padding of the submission, as Ethereum uses it): Keccak-f[1600], rate 1088 bits.

_MASK = (1 << 64) - 1
_ROTATIONS = (
    (0, 36, 3, 41, 18),
    (1, 44, 10, 45, 2),
    (62, 6, 43, 15, 61),
    (28, 55, 25, 21, 56),
    (27, 20, 39, 8, 14),
)


def _round_constants() -> list[int]:
    constants: list[int] = []
    state = 1
    for _ in range(24):
        constant = 0
        for place in range(7):
            if state & 1:
                constant |= 1 << ((1 << place) - 1)
            state = state << 1 ^ (0x171 if state & 0x80 else 0)
        constants.append(constant)
    return constants


def _turn(word: int, by: int) -> int:
    return (word << by | word >> (64 - by)) & _MASK if by else word


def _permute(lanes: list[list[int]], constants: list[int]) -> None:
    for constant in constants:
        columns = [lanes[x][0] ^ lanes[x][1] ^ lanes[x][2] ^ lanes[x][3] ^ lanes[x][4] for x in range(5)]
        mixed = [columns[x - 1] ^ _turn(columns[(x + 1) % 5], 1) for x in range(5)]
        turned = [[0] * 5 for _ in range(5)]
        for x in range(5):
            for y in range(5):
                turned[y][(2 * x + 3 * y) % 5] = _turn(lanes[x][y] ^ mixed[x], _ROTATIONS[x][y])
        for x in range(5):
            for y in range(5):
                lanes[x][y] = turned[x][y] ^ (~turned[(x + 1) % 5][y] & _MASK & turned[(x + 2) % 5][y])
        lanes[0][0] ^= constant


def keccak256(content: bytes) -> bytes:
    """Keccak-256 of some bytes."""
    rate, constants = 136, _round_constants()
    padded = bytearray(content) + b"\x01" + bytes(-(len(content) + 1) % rate)
    padded[-1] |= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for at in range(0, len(padded), rate):
        for word in range(rate // 8):
            lanes[word % 5][word // 5] ^= int.from_bytes(padded[at + 8 * word : at + 8 * word + 8], "little")
        _permute(lanes, constants)
    return b"".join(lanes[word % 5][word // 5].to_bytes(8, "little") for word in range(4))


def segment_root(records: list[str]) -> bytes:
    """The root of a film's segments, from their records in order."""
    level = [
        keccak256(b"\x00" + number.to_bytes(32, "big") + keccak256(record.encode()))
        for number, record in enumerate(records)
    ]
    if not level:
        raise WrongError("there are no segments")
    level += [bytes(32)] * ((1 << (len(level) - 1).bit_length()) - len(level))
    while len(level) > 1:
        level = [keccak256(b"\x01" + level[at] + level[at + 1]) for at in range(0, len(level), 2)]
    return level[0]


# The file.


def pack(members: Mapping[str, bytes]) -> bytes:
    """The bytes of an evidence file: the same members give the same bytes on every machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            row = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            row.create_system, row.external_attr = 3, 0o644 << 16
            archive.writestr(row, content)
    return target.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """The members of an evidence file; whatever is not exactly as we pack it is told."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            rows = archive.infolist()
            if sum(row.file_size for row in rows) > LARGEST or len({row.filename for row in rows}) != len(rows):
                raise WrongError("the file is larger than evidence is, or names a member twice")
            members = {row.filename: archive.read(row) for row in rows}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, RuntimeError) as error:
        raise WrongError(f"the file is damaged: {error}") from error
    if pack(members) != content:
        raise WrongError("the members can be read, but the file around them was changed")
    return members


def prove(
    content: bytes, *, film: bytes | str | None = None, root: bytes | None = None, opening: bytes | None = None
) -> list[str]:
    """Check everything; gives what was found to hold, one sentence each.

    Args:
        content: of the evidence file.
        film: the film, or its SHA-256 in hexadecimal digits.
        root: the root certificate that it must be signed under, in PEM.
        opening: of an entry of the log.

    Raises:
        WrongError: something does not hold.
    """
    try:
        return _proven(content, film, root, opening)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError, OverflowError) as error:
        raise WrongError(f"a member is not written as members are: {type(error).__name__} {error}") from error


def _proven(content: bytes, film: bytes | str | None, root: bytes | None, opening: bytes | None) -> list[str]:
    members = unpack(content)
    statement = _statement(members)
    said = [f"every one of the {len(members)} members is the one that was signed"]
    said.append(_signer(members, statement, root))
    said.append(_segments(members, statement))
    said += _log(members, statement, opening)
    said += _credential(members, statement)
    said += _stamp(members)
    said += check_chain(members, statement)
    said += _film(statement, film)
    return said


def root_of(content: bytes) -> str:
    """The root certificate in an evidence file, in PEM; "" when there is none."""
    return unpack(content).get(ROOT, b"").decode("ascii", "replace").strip()


def _member(members: Mapping[str, bytes], name: str) -> bytes:
    if name not in members:
        raise WrongError(f"the member {name} is missing")
    return members[name]


def _statement(members: Mapping[str, bytes]) -> dict[str, Any]:
    text = _member(members, STATEMENT)
    try:
        statement: dict[str, Any] = json.loads(text)
        listed = dict(statement["members"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise WrongError(f"the statement cannot be read: {error}") from error
    if statement.get("schema") != SCHEMA:
        raise WrongError("this is no evidence of version 1")
    free = {STATEMENT, SIGNATURE, STAMP}
    if set(listed) != set(members) - free:
        raise WrongError(f"the members are not those of the statement: {sorted(set(listed) ^ (set(members) - free))}")
    for name, digest in listed.items():
        if hashlib.sha256(members[name]).hexdigest() != digest:
            raise WrongError(f"the member {name} was changed")
    return statement


def _signer(members: Mapping[str, bytes], statement: dict[str, Any], root: bytes | None) -> str:
    text = _member(members, SIGNATURE)
    try:
        raw = bytes.fromhex(text.decode("ascii"))
        chain = x509.load_pem_x509_certificates(_member(members, CERTIFICATES))
        anchor = x509.load_pem_x509_certificate(members[ROOT]) if ROOT in members else chain[-1]
    except ValueError as error:
        raise WrongError(f"signature or certificates cannot be read: {error}") from error
    if len(raw) != 64 or raw.hex().encode() != text:
        raise WrongError("the signature is not written as signatures are")
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    try:
        key = chain[0].public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise WrongError("the signer's key is of another kind than ours are")
        key.verify(der, _signed(members), ec.ECDSA(hashes.SHA256()))
        for lower, upper in pairwise(chain):
            lower.verify_directly_issued_by(upper)
        if anchor != chain[-1]:
            chain[-1].verify_directly_issued_by(anchor)
    except (InvalidSignature, ValueError, TypeError, AttributeError) as error:
        raise WrongError("the signature does not hold, or the certificates do not lead to the root") from error
    made = datetime.fromisoformat(statement["made"])
    for each in (*chain, anchor):
        if not each.not_valid_before_utc <= made <= each.not_valid_after_utc:
            raise WrongError("a certificate was not valid when the evidence was made")
    if root is not None and x509.load_pem_x509_certificate(root) != anchor:
        raise WrongError("the evidence is not signed under the root that you named")
    name = chain[0].subject.rfc4514_string()
    known = (
        "the root that you named" if root is not None else "a root of its own; compare its fingerprint with the signer"
    )
    return f"signed by {name} under {known}: {anchor.fingerprint(hashes.SHA256()).hex()}"


def _signed(members: Mapping[str, bytes]) -> bytes:
    stamp = members.get(STAMP, b"")
    return b"reelwright.evidence.v1\0" + hashlib.sha256(members[STATEMENT]).digest() + hashlib.sha256(stamp).digest()


def _segments(members: Mapping[str, bytes], statement: dict[str, Any]) -> str:
    plain = json.loads(_member(members, SEGMENTS))
    found = segment_root(plain["records"]).hex()
    if found != plain["root"] or found != statement["root"]:
        raise WrongError("the segments do not lie under the root")
    return f"{len(plain['records'])} segments lie under the root {found}"


def _log(members: Mapping[str, bytes], statement: dict[str, Any], opening: bytes | None) -> list[str]:
    if LOG not in members:
        return []
    lines = members[LOG].split(b"\n")[:-1]
    before = "0" * 64
    entries: list[dict[str, Any]] = []
    for number, line in enumerate(lines):
        entry = json.loads(line)
        if entry["n"] != number or entry["before"] != before:
            raise WrongError(f"entry {number} of the log of the making is not the one that was written there")
        before = hashlib.sha256(line).hexdigest()
        entries.append(entry)
    if before != statement["log"]:
        raise WrongError("the log of the making does not end where the statement says")
    said = [f"the log of the making has {len(entries)} entries in an unbroken chain"]
    if opening is not None:
        said.append(_opened(entries, json.loads(opening)))
    return said


def _opened(entries: list[dict[str, Any]], opening: dict[str, Any]) -> str:
    content = bytes.fromhex(opening["salt"]) + f"{opening['stage']}\0{opening['name']}\0".encode()
    commitment = hashlib.sha256(b"reelwright.commitment.v1\0" + content + bytes.fromhex(opening["sha256"])).hexdigest()
    if not 0 <= opening["n"] < len(entries) or entries[opening["n"]]["commitment"] != commitment:
        raise WrongError(f"the opening of {opening['name']} opens no entry of the log")
    entry = entries[opening["n"]]
    return f"{opening['name']} with SHA-256 {opening['sha256']} was logged as entry {opening['n']}, dated {entry['at']}"


def _credential(members: Mapping[str, bytes], statement: dict[str, Any]) -> list[str]:
    if CREDENTIAL not in members:
        return []
    if statement["root"].encode() not in members[CREDENTIAL]:
        raise WrongError("the content credential does not name the root of the segments")
    return ["the content credential names the same root"]


def _stamp(members: Mapping[str, bytes]) -> list[str]:
    if STAMP not in members:
        return []
    token = members[STAMP]
    if hashlib.sha256(members[STATEMENT]).digest() not in token:
        raise WrongError("the time stamp is about something else")
    return ["a time stamp is about this statement; check its authority with: openssl ts -verify"]


def check_chain(members: Mapping[str, bytes], statement: dict[str, Any]) -> list[str]:
    """The way from the film's root to the anchor, and from the anchor to its block."""
    if CHAIN not in members:
        return []
    said = json.loads(members[CHAIN])
    if said["schema"] != CHAIN_SCHEMA:
        raise WrongError("the proof of the title is of a version that is not known here")
    anchor = said["anchor"]
    found = _anchor_root(said)
    if said["root"] != statement["root"] or found.hex() != anchor["root"]:
        raise WrongError("the title's anchor does not hold this film")
    told = [f"the film, as a work of account {said['author']}, lies under the anchor {found.hex()}"]
    when = datetime.fromtimestamp(anchor["time"], tz=UTC).isoformat()
    if "block" not in said:
        return [*told, f"said to be anchored {when} on chain {said['chain']}: ask a node for {said['tx']}"]
    _check_block(said, found)
    block = said["block"]
    told.append(
        f"the anchor stands in block {block['number']} of chain {said['chain']}, whose hash is {block['hash']} and "
        f"whose time is {when}"
    )
    if said["chain"] == ONE_MACHINE:
        return [*told, "that ledger is one machine's: it shows the order of what its keeper entered, by his own clock"]
    return [*told, "that this block belongs to the chain is for a node of that chain to say"]


def _anchor_root(said: dict[str, Any]) -> bytes:
    author, anchor = bytes.fromhex(said["author"].removeprefix("0x")), said["anchor"]
    node = keccak256(b"\x00" + bytes(12) + author + bytes.fromhex(said["root"]) + bytes.fromhex(said["salt"]))
    for place, each in enumerate(anchor["proof"]):
        sister = bytes.fromhex(each)
        node = keccak256(b"\x01" + (sister + node if anchor["sides"] >> place & 1 else node + sister))
    return node


def _check_block(said: dict[str, Any], anchor: bytes) -> None:
    """The receipt lies in the block, and says that the contract anchored this root at the block's time."""
    block = said["block"]
    header = bytes.fromhex(block["header"])
    fields = rlp_decode(header)
    number, time = int.from_bytes(fields[8], "big"), int.from_bytes(fields[11], "big")
    if "0x" + keccak256(header).hex() != block["hash"] or number != block["number"] or time != said["anchor"]["time"]:
        raise WrongError("the block's header is not that of the block, or of another time than the anchor")
    receipt = bytes.fromhex(block["receipt"])
    path = [bytes.fromhex(node) for node in block["path"]]
    if trie_value(fields[5], place_key(block["place"]), path) != receipt:
        raise WrongError("the receipt does not lie in the block")
    status, _, _, logs = rlp_decode(receipt[1:] if receipt[0] < 0xC0 else receipt)
    contract = bytes.fromhex(said["contract"].removeprefix("0x"))
    wanted = [contract, [keccak256(b"Anchored(bytes32)"), anchor]]
    if status != b"\x01" or not any(log[:2] == wanted for log in logs):
        raise WrongError("the receipt does not say that this root was anchored")


def place_key(place: int) -> bytes:
    """A place in a block as the tree of receipts writes it: RLP of a number."""
    if place == 0:
        return b"\x80"
    content = place.to_bytes((place.bit_length() + 7) // 8, "big")
    return content if place < 0x80 else bytes([0x80 + len(content)]) + content


def rlp_decode(content: bytes) -> Any:  # noqa: ANN401 strings and lists of such
    """The strings and lists in some RLP (yellow paper, appendix B)."""
    item, end = _rlp_item(content, 0)
    if end != len(content):
        raise WrongError("there is more than one thing where one was expected")
    return item


def _rlp_item(content: bytes, at: int) -> tuple[Any, int]:
    if at >= len(content):
        raise WrongError("some encoded data is cut short")
    kind, start = content[at], at + 1
    if kind < 0x80:
        return content[at:start], start
    base = 0xC0 if kind >= 0xC0 else 0x80
    size = kind - base
    if size > 55:
        start += size - 55
        size = int.from_bytes(content[at + 1 : start], "big")
    end = start + size
    if end > len(content):
        raise WrongError("some encoded data is cut short")
    if base == 0x80:
        return content[start:end], end
    items: list[Any] = []
    while start < end:
        item, start = _rlp_item(content[:end], start)
        items.append(item)
    return items, end


def trie_value(root: bytes, key: bytes, nodes: list[bytes]) -> bytes:
    """The value of a key in a Merkle Patricia trie, from the nodes on the way to it (yellow paper, appendix D)."""
    way = [half for byte in key for half in (byte >> 4, byte & 15)]
    waiting = iter(nodes)
    wanted: Any = root
    while True:
        if isinstance(wanted, bytes):
            node = next(waiting, b"")
            if keccak256(node) != wanted:
                raise WrongError("the way through the tree of receipts is broken")
            wanted = rlp_decode(node)
        if len(wanted) == 17:
            if not way:
                return bytes(wanted[16])
            wanted, way = wanted[way[0]], way[1:]
        elif len(wanted) == 2 and wanted[0]:
            halves = [half for byte in wanted[0] for half in (byte >> 4, byte & 15)]
            piece = halves[1:] if halves[0] & 1 else halves[2:]
            if way[: len(piece)] != piece:
                raise WrongError("the way through the tree of receipts leads elsewhere")
            way = way[len(piece) :]
            if halves[0] & 2:
                if way:
                    raise WrongError("the way through the tree of receipts leads elsewhere")
                return bytes(wanted[1])
            wanted = wanted[1]
        else:
            raise WrongError("the tree of receipts has a node that is none")


def _film(statement: dict[str, Any], film: bytes | str | None) -> list[str]:
    said = statement["film"]
    if film is None:
        return [f"it is about the film with SHA-256 {said['sha256']}, which was not looked at here"]
    digest = film if isinstance(film, str) else hashlib.sha256(film).hexdigest()
    if digest != said["sha256"]:
        raise WrongError("this is not the film that the evidence is about")
    return ["the film is the one that the evidence is about, to the bit"]


def _read(name: str | None) -> bytes | None:
    if name is None:
        return None
    with open(name, "rb") as file:
        return file.read()


def _sha256(name: str | None) -> str | None:
    """Of a film, which may be larger than memory."""
    if name is None:
        return None
    with open(name, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> int:
    """Check what the command line names."""
    parser = argparse.ArgumentParser(description="Check an evidence file, offline.")
    parser.add_argument("evidence")
    for name in ("film", "root", "opening"):
        parser.add_argument(f"--{name}")
    given = parser.parse_args()
    try:
        said = prove(
            _read(given.evidence) or b"", film=_sha256(given.film), root=_read(given.root), opening=_read(given.opening)
        )
    except (WrongError, OSError, ValueError, KeyError, TypeError) as error:
        print(f"DOES NOT HOLD: {error}")
        return 1
    for sentence in said:
        print(f"holds: {sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
