"""The evidence file: everything that can be shown of a film, in one ZIP that proves itself offline.

It is put together so that the same members give the same bytes, and checked by ``check_evidence``,
which travels inside and needs nothing of ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib import resources
from pathlib import Path

from reelwright import __version__
from reelwright.film import Digest, Plain, canonical_json

from .check_evidence import CERTIFICATES, CREDENTIAL, LOG, ROOT, SCHEMA, SEGMENTS, SIGNATURE, STAMP, STATEMENT, pack
from .duties import Standing
from .errors import EvidenceError
from .making import Entry, Opening, check_log
from .paper import code, page, table
from .ports import Clock, Signer, Stamper
from .sealing import Sealed

PAGE = "index.html"
VERIFIER = "check_evidence.py"
CHAIN = "chain.json"
_CLASSES = {Standing.MET: "met", Standing.NOT_MET: "unmet", Standing.ELSEWHERE: "elsewhere"}


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
    """Write the evidence file of a sealed film; returns its digest.

    Raises:
        EvidenceError: the film has no segments, or the file cannot be written.
        SigningError: the signer failed.
        TimeStampError: the authority gave no token.
    """
    members = dict(_members(parts, signer))
    statement = _statement(parts, members, clock)
    stamp = b"" if stamper is None else stamper.stamp(statement)
    signature = signer.sign(signed_content(statement, stamp))
    whole = {STATEMENT: statement, SIGNATURE: signature.hex().encode("ascii")}
    whole |= ({STAMP: stamp} if stamp else {}) | members
    content = pack(whole)
    try:
        target.write_bytes(content)
    except OSError as error:
        raise EvidenceError(
            f"the evidence cannot be written: {error.strerror or error}", where=str(target), mend="make room there"
        ) from error
    return Digest(hashlib.sha256(content).hexdigest())


def signed_content(statement: bytes, stamp: bytes) -> bytes:
    """What the signature of an evidence file is over."""
    return b"reelwright.evidence.v1\0" + hashlib.sha256(statement).digest() + hashlib.sha256(stamp).digest()


def _members(parts: EvidenceParts, signer: Signer) -> Mapping[str, bytes]:
    tree = parts.sealed.tree
    if tree is None:
        raise EvidenceError("a sound has no segments, and so no evidence file", where=str(parts.sealed.file))
    records: list[Plain] = [segment.record.decode("utf-8") for segment in tree.segments]
    source = resources.files("reelwright.seal") / VERIFIER
    members = {
        PAGE: _page(parts),
        VERIFIER: source.read_bytes(),
        CERTIFICATES: signer.certificates.encode("ascii"),
        SEGMENTS: canonical_json({"schema": "reelwright.segments/1", "root": tree.root.hex(), "records": records}),
        CREDENTIAL: parts.sealed.credential,
    }
    members |= {ROOT: signer.root.encode("ascii")} if signer.root else {}
    members |= {LOG: b"".join(entry.record + b"\n" for entry in parts.entries)} if parts.entries else {}
    members |= {f"openings/{each.number:05d}.json": each.record for each in parts.opened}
    members |= {CHAIN: canonical_json(dict(parts.chain))} if parts.chain is not None else {}
    return members | dict(parts.more)


def _statement(parts: EvidenceParts, members: Mapping[str, bytes], clock: Clock) -> bytes:
    sealed = parts.sealed
    content = sealed.file.read_bytes()
    plain: dict[str, Plain] = {
        "schema": SCHEMA,
        "title": parts.title,
        "made": clock.now().isoformat(),
        "by": f"reelwright {__version__}",
        "film": {"name": sealed.file.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()},
        "root": "" if sealed.tree is None else sealed.tree.root.hex(),
        "codes": dict(sealed.codes),
        "log": check_log(parts.entries).hex,
        "members": {name: hashlib.sha256(member).hexdigest() for name, member in members.items()},
    }
    return canonical_json(plain)


def _page(parts: EvidenceParts) -> bytes:
    sealed = parts.sealed
    body = "".join(
        (
            f"<header><h1>{escape(parts.title)}: evidence</h1>",
            f"<p>Sealed by {escape(sealed.signer)} on {sealed.signed_at:%Y-%m-%d %H:%M} UTC.</p></header>",
            _how_to_check(),
            _identity(sealed),
            _duties(sealed),
            _log(parts.entries),
            _segments(sealed),
        )
    )
    return page(f"{parts.title}: evidence", body)


def _how_to_check() -> str:
    return (
        "<h2>How to check this</h2><p>Needed: Python 3.11 or later with the package <code>cryptography</code>; no "
        "network. Take <code>check_evidence.py</code> from a source that you trust (it is part of Reelwright), and run "
        "<code>python check_evidence.py evidence.zip --film film.mp4</code>. It tells whether any bit of any member "
        "was changed, who signed, and whether segments and log hold together. Then compare the fingerprint of the "
        "root that it prints with the signer.</p>"
    )


def _identity(sealed: Sealed) -> str:
    rows = [("Root of the segments", code("" if sealed.tree is None else sealed.tree.root.hex()))]
    rows += [
        (escape("ISCC" if name == "iscc" else f"ISCC of {name}"), code(value)) for name, value in sealed.codes.items()
    ]
    stamped = "none" if sealed.stamped_at is None else f"{sealed.stamped_at.isoformat()}, in the credential"
    rows.append(("Time stamp", escape(stamped)))
    return f"<h2>What the film is</h2>{table(('Name', 'Value'), rows)}"


def _duties(sealed: Sealed) -> str:
    if not sealed.duties:
        return ""
    rows = [
        (
            escape(f"{each.duty.profile.value.upper()}: {each.duty.law}"),
            escape(each.duty.asks),
            f'<span class="{_CLASSES[each.standing]}">{escape(each.standing.value)}</span>: {escape(each.words)}',
        )
        for each in sealed.duties
    ]
    return f"<h2>Duties of labelling</h2>{table(('Law', 'It asks', 'Standing'), rows)}"


def _log(entries: Sequence[Entry]) -> str:
    if not entries:
        return ""
    rows = [
        (
            str(each.number),
            escape(f"{each.at:%Y-%m-%d %H:%M:%S}"),
            escape(each.stage),
            code(each.commitment.hex[:24] + "…"),
        )
        for each in entries
    ]
    words = (
        "<p>Each entry commits its maker to something without showing it. The times are his own clock's; the order is "
        "proven by the chain.</p>"
    )
    return f"<h2>Log of the making</h2>{words}{table(('Entry', 'At (UTC)', 'Stage', 'Commitment'), rows)}"


def _segments(sealed: Sealed) -> str:
    tree = sealed.tree
    if tree is None:
        return ""
    rows = [
        (
            str(each.index),
            f"{float(each.start):.2f} to {float(each.end):.2f} s",
            str(each.frames),
            code(each.pixels.hex[:24] + "…"),
            code(each.leaf.hex()[:24] + "…"),
        )
        for each in tree.segments
    ]
    return f"<h2>Segments</h2>{table(('Segment', 'Time', 'Frames', 'Pictures', 'Leaf'), rows)}"
