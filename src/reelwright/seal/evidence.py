"""The evidence file: everything that can be shown of a film, in one ZIP that proves itself offline.

It is put together so that the same members give the same bytes, and checked by ``check_evidence``,
which travels inside and needs nothing of ours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from reelwright import __version__
from reelwright.film import Digest, Plain, canonical_json, plain_file

from .check_evidence import (
    CERTIFICATES,
    CHAIN,
    CREDENTIAL,
    LOG,
    ROOT,
    SCHEMA,
    SEGMENTS,
    SIGNATURE,
    STAMP,
    STATEMENT,
    WrongError,
    pack,
    prove,
    unpack,
)
from .errors import EvidenceError
from .evidence_page import PAGE, SEAL, evidence_page
from .making import Entry, Opening, check_log
from .ports import Clock, Signer, Stamper
from .sealing import Sealed

VERIFIER = "check_evidence.py"


@dataclass(frozen=True, slots=True)
class EvidenceParts:
    """What goes into an evidence file.

    Args:
        sealed: the film as it was sealed.
        title: of the film.
        entries: the log of its making.
        opened: openings that the maker chooses to show; none by default.
        chain: the proof of the title on a chain, None before it is titled.
        more: other members by name, such as a receipt.
    """

    sealed: Sealed
    title: str
    entries: Sequence[Entry] = ()
    opened: Sequence[Opening] = ()
    chain: Mapping[str, Plain] | None = None
    more: Mapping[str, bytes] = field(default_factory=dict)


def write_evidence(
    target: Path, parts: EvidenceParts, *, signer: Signer, clock: Clock, stamper: Stamper | None
) -> Digest:
    """Write the evidence file of a sealed film, whole or not at all; returns its digest.

    Raises:
        EvidenceError: the film has no segments, or the file cannot be written.
        SigningError: the signer failed.
        TimeStampError: the authority gave no token.
    """
    return _write(target, _packed(_about(parts), _members(parts, signer), signer, clock, stamper))


def amend_evidence(
    target: Path, more: Mapping[str, bytes], *, signer: Signer, clock: Clock, stamper: Stamper | None
) -> Digest:
    """Add members to an evidence file, or put them in the place of older ones, and sign it anew.

    Args:
        target: the file, which must hold.
        more: members by name, such as the proof of a title (``chain.json``).
        signer: whose evidence it is.
        clock: for the time at which it is made.
        stamper: stamps it, None for no stamp.

    Returns:
        The digest of the file as it is now.

    Raises:
        EvidenceError: it does not hold, or cannot be written.
        SigningError: the signer failed.
        TimeStampError: the authority gave no token.
    """
    try:
        content = target.read_bytes()
        prove(content)
    except (OSError, WrongError) as error:
        mend = "seal the film again, which writes it"
        raise EvidenceError(f"the evidence cannot be added to: {error}", where=str(target), mend=mend) from error
    members = unpack(content)
    about = json.loads(members[STATEMENT])
    kept = {name: member for name, member in members.items() if name not in {PAGE, STATEMENT, SIGNATURE, STAMP}}
    kept |= {VERIFIER: _verifier(), CERTIFICATES: signer.certificates.encode("ascii")}
    return _write(target, _packed(about, kept | dict(more), signer, clock, stamper))


def signed_content(statement: bytes, stamp: bytes) -> bytes:
    """What the signature of an evidence file is over."""
    return b"reelwright.evidence.v1\0" + hashlib.sha256(statement).digest() + hashlib.sha256(stamp).digest()


def _packed(
    about: Mapping[str, Plain], members: Mapping[str, bytes], signer: Signer, clock: Clock, stamper: Stamper | None
) -> bytes:
    """The file's bytes: page, statement and signature are made of all the rest."""
    members = {PAGE: evidence_page(about, members), **members}
    plain: dict[str, Plain] = {
        **about,
        "made": clock.now().isoformat(),
        "members": {name: hashlib.sha256(member).hexdigest() for name, member in members.items()},
    }
    statement = canonical_json(plain)
    stamp = b"" if stamper is None else stamper.stamp(statement)
    signature = signer.sign(signed_content(statement, stamp))
    whole = {STATEMENT: statement, SIGNATURE: signature.hex().encode("ascii")}
    return pack(whole | ({STAMP: stamp} if stamp else {}) | members)


def _write(target: Path, content: bytes) -> Digest:
    draft = plain_file(target).with_name(f".{target.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise EvidenceError(
            f"the evidence cannot be written: {error.strerror or error}", where=str(target), mend="make room there"
        ) from error
    return Digest(hashlib.sha256(content).hexdigest())


def _members(parts: EvidenceParts, signer: Signer) -> Mapping[str, bytes]:
    tree = parts.sealed.tree
    if tree is None:
        raise EvidenceError("a sound has no segments, and so no evidence file", where=str(parts.sealed.file))
    records: list[Plain] = [segment.record.decode("utf-8") for segment in tree.segments]
    members = {
        VERIFIER: _verifier(),
        CERTIFICATES: signer.certificates.encode("ascii"),
        SEGMENTS: canonical_json({"schema": "reelwright.segments/1", "root": tree.root.hex(), "records": records}),
        CREDENTIAL: parts.sealed.credential,
        SEAL: _seal(parts.sealed),
    }
    members |= {ROOT: signer.root.encode("ascii")} if signer.root else {}
    members |= {LOG: b"".join(entry.record + b"\n" for entry in parts.entries)} if parts.entries else {}
    members |= {f"openings/{each.number:05d}.json": each.record for each in parts.opened}
    members |= {CHAIN: canonical_json(dict(parts.chain))} if parts.chain is not None else {}
    return members | dict(parts.more)


def _verifier() -> bytes:
    return (resources.files("reelwright.seal") / VERIFIER).read_bytes()


def _seal(sealed: Sealed) -> bytes:
    """What the seal says beside the credential, for programs and for the page."""
    duties: list[Plain] = [
        {
            "profile": each.duty.profile.value,
            "law": each.duty.law,
            "asks": each.duty.asks,
            "standing": each.standing.value,
            "words": each.words,
        }
        for each in sealed.duties
    ]
    return canonical_json(
        {
            "schema": "reelwright.seal/1",
            "signer": sealed.signer,
            "signed_at": sealed.signed_at.isoformat(),
            "stamped_at": None if sealed.stamped_at is None else sealed.stamped_at.isoformat(),
            "duties": duties,
        }
    )


def _about(parts: EvidenceParts) -> dict[str, Plain]:
    """What the statement says beside its time and its members."""
    sealed = parts.sealed
    with sealed.file.open("rb") as film:
        digest, size = hashlib.file_digest(film, "sha256").hexdigest(), film.tell()
    return {
        "schema": SCHEMA,
        "title": parts.title,
        "by": f"reelwright {__version__}",
        "film": {"name": sealed.file.name, "bytes": size, "sha256": digest},
        "root": "" if sealed.tree is None else sealed.tree.root.hex(),
        "codes": dict(sealed.codes),
        "log": check_log(parts.entries).hex,
    }
