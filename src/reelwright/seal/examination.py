"""What was found out about a file before anybody judges it.

A validator's "Trusted" says that a known signer signed these bytes. It does not say that he made the film, that what he
made it from was whole, or that every byte was signed. So its word is one thing found among others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from .container_tag import ContainerTag
from .credentials import MOST_EMBEDDED, SEGMENTS_LABEL, Manifest, Reading, SourceType
from .errors import SegmentError
from .model import Attestation, CopyReport, SpoiltFile
from .segments import Segment, SegmentTree
from .shown import SHOWN, ShownSpan, in_order
from .structure import Structure

_NONSENSE: Final = ShownSpan(0, 0, "")
CAPTURED: Final = frozenset({SourceType.CAPTURE, SourceType.COMPUTED_CAPTURE})


@dataclass(frozen=True, slots=True)
class Examination:
    """All that was found out about a file before anybody judges.

    Args:
        fragments: how many pieces follow the first one of a streaming film.
        reading: its credential, None when it has none.
        unreadable: why its credential cannot be read, "" when it can.
        revoked: serial numbers of certificates that count no more.
        changed: sealed segments whose pictures are others now; None when nobody compared.
        contradiction: how the sealed segments contradict one another, "" when they do not.
        copies: what a search for copies gave.
        frames: the name of its decoded frames, "" when they were not named, or not all are those that were sealed.
        testimony: what a ledger says of it, None when nobody was asked.
        sealed_folder: it is a streaming folder whose poster bears the seal of all its files.
        spoilt: files of a sealed folder that are not what was signed.
        bindings: soft bindings that were computed anew: name of the method to what it gives now.
        shown_apart: of each code of what a stretch shows in how many bits it differs from the pictures; None when
            nobody compared.
    """

    structure: Structure
    fragments: int = 0
    reading: Reading | None = None
    unreadable: str = ""
    tag: ContainerTag | None = None
    revoked: frozenset[str] = frozenset()
    changed: tuple[Segment, ...] | None = None
    contradiction: str = ""
    copies: CopyReport = field(default_factory=CopyReport)
    frames: str = ""
    testimony: Attestation | None = None
    sealed_folder: bool = False
    spoilt: tuple[SpoiltFile, ...] = ()
    bindings: dict[str, str] = field(default_factory=dict)
    shown_apart: tuple[int, ...] | None = None


def said_spans(manifest: Manifest) -> tuple[ShownSpan, ...]:
    """The stretches of which a credential says what they show; one of nonsense stands for those that are malformed."""
    found: list[ShownSpan] = []
    for label, said in manifest.assertions.items():
        if label.startswith("c2pa.soft-binding") and isinstance(said, dict) and said.get("alg") == SHOWN:
            blocks = said.get("blocks")
            found += map(_span, blocks if isinstance(blocks, list) else [None])
    return tuple(found) if in_order(found) and len(found) <= MOST_EMBEDDED else (_NONSENSE,)


def _span(block: object) -> ShownSpan:
    try:
        plain = cast("Mapping[str, Any]", block)
        when = plain["scope"]["timespan"]
        return ShownSpan(int(when["start"]), int(when["end"]), str(plain["value"]))
    except (KeyError, TypeError, ValueError):
        return _NONSENSE


def sealed_segments(reading: Reading) -> tuple[Segment, ...]:
    """The segments that a credential carries, when they hold together under the root that it names.

    Raises:
        SegmentError: it carries segments that do not.
    """
    said = reading.manifest.assertions.get(SEGMENTS_LABEL)
    if not isinstance(said, dict):
        return ()
    rows = said.get("segments")
    if not isinstance(rows, list) or not rows:
        return ()
    tree = SegmentTree(tuple(Segment.read(str(row)) for row in rows))
    if tree.root.hex() != said.get("root"):
        raise SegmentError("the segments in the credential do not lie under the root that it names")
    return tree.segments


def no_camera(found: Examination, said: Manifest) -> tuple[str, ...]:
    """What in a file says that no camera wrote it, when the signer says that one did."""
    if said.source not in CAPTURED:
        return ()
    reasons = [f"It is said to come from a camera, but {name} wrote the file." for name in found.structure.encoders]
    if found.tag is not None:
        reasons.append("It is said to come from a camera, but the container says that AI made it.")
    return tuple(reasons)
