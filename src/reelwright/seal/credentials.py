"""What a content credential says: by us before it is signed, and by anybody when it is read.

Knows the words of C2PA 2.x and of the IPTC source types. Refuses to know how a credential is
written into a file (an adapter does) and to believe any of it (the judges do).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from reelwright.film import Digest, Plain

from .errors import SealError
from .segments import SegmentTree

SOURCE_BASE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
FOLDER_LABEL: Final = "org.reelwright.folder"
SEGMENTS_LABEL: Final = "org.reelwright.segments"
MOST_EMBEDDED: Final = 4096
"""Segments whose records stand in the credential itself; a longer film carries the root alone."""


class SourceType(StrEnum):
    """How something came about, in the words of the IPTC (NewsCodes, digital source type).

    The definitions decide, not the habit of calling everything AI: what is drawn or spoken by
    rules "not based on any sampled training data" is ``algorithmicMedia``; what a trained model made is
    ``trainedAlgorithmicMedia``.
    """

    ALGORITHMIC = "algorithmicMedia"
    TRAINED = "trainedAlgorithmicMedia"
    WITH_TRAINED = "compositeWithTrainedAlgorithmicMedia"
    SYNTHETIC = "compositeSynthetic"
    COMPOSITE = "composite"
    CREATION = "digitalCreation"
    HUMAN_EDITS = "humanEdits"
    CAPTURE = "digitalCapture"
    COMPUTED_CAPTURE = "computationalCapture"
    UNKNOWN = ""

    @property
    def url(self) -> str:
        """The term as credentials name it, "" for unknown."""
        return f"{SOURCE_BASE}{self.value}" if self.value else ""

    @property
    def machine_made(self) -> bool:
        """A machine made it, or a part of it, and not a camera or a hand."""
        return self in {self.ALGORITHMIC, self.TRAINED, self.WITH_TRAINED, self.SYNTHETIC}

    @property
    def by_model(self) -> bool:
        """A trained model made it, or a part of it."""
        return self in {self.TRAINED, self.WITH_TRAINED}

    @classmethod
    def of(cls, term: str) -> SourceType:
        """The source type of a term or its address; one that is not listed here is unknown."""
        name = term.rsplit("/", 1)[-1]
        return next((each for each in cls if each.value == name), cls.UNKNOWN)


def whole_source(parts: frozenset[SourceType]) -> SourceType:
    """The source type of a work that is put together from parts.

    One kind of part gives that kind. With a model's part among others it is a composite with
    trained media; with any machine-made part, a synthetic composite; else a composite.
    """
    known = parts - {SourceType.UNKNOWN}
    if len(known) <= 1:
        return next(iter(known), SourceType.UNKNOWN)
    if any(part.by_model for part in known):
        return SourceType.WITH_TRAINED
    return SourceType.SYNTHETIC if any(part.machine_made for part in known) else SourceType.COMPOSITE


class Relationship(StrEnum):
    """What an ingredient was to the work (C2PA, ingredient assertion)."""

    PARENT = "parentOf"
    COMPONENT = "componentOf"
    INPUT = "inputTo"


@dataclass(frozen=True, slots=True)
class Ingredient:
    """Something that a work was made from.

    Args:
        kind: for people, such as "cast card" or "take".
        media_type: such as "video/mp4" or "application/toml".
        digest: of its bytes.
        file: where it lies, for a file that carries a credential of its own: both are kept as they are.
        source: how it came about.
        maker: what made it: a renderer, a voice, a provider with its model.
    """

    title: str
    kind: str
    relationship: Relationship
    media_type: str
    digest: Digest
    file: Path | None = None
    source: SourceType = SourceType.UNKNOWN
    maker: str = ""


class Use(StrEnum):
    """What is allowed with a work in training and mining (CAWG, training and data mining assertion)."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "notAllowed"
    CONSTRAINED = "constrained"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the maker of a file declares in its credential.

    Args:
        media_type: of the file that is signed.
        source: how the whole came about.
        parent: the file that this one was made from, None for a work made here.
        training: the answer to all four questions on training and mining.
        generator: name and version of the program.
        codes: ISCC codes by name; the content code becomes a soft binding.
        facts: about the making, as plain data.
        folder: the files of the streaming folder whose poster this is, each with its SHA-256; none for any other file.
    """

    title: str
    media_type: str
    source: SourceType
    generator: tuple[str, str]
    ingredients: tuple[Ingredient, ...] = ()
    parent: Ingredient | None = None
    edits: tuple[str, ...] = ()
    training: Use = Use.NOT_ALLOWED
    segments: SegmentTree | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Plain] = field(default_factory=dict)
    folder: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise SealError("a credential names the work", mend="give the film a title")
        if self.parent is not None and self.parent.relationship is not Relationship.PARENT:
            raise SealError("the parent of a work is an ingredient of the kind parentOf")


@dataclass(frozen=True, slots=True)
class Status:
    """One thing that the validator found: its code, the part concerned, and its own words."""

    code: str
    part: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SaidAction:
    """One action of a manifest."""

    action: str
    source: SourceType = SourceType.UNKNOWN
    agent: str = ""


@dataclass(frozen=True, slots=True)
class SaidIngredient:
    """One ingredient as a manifest names it.

    Args:
        manifest: label of the ingredient's own manifest, "" when it has none.
        failures: what was wrong with it when it was put in, less what has been mended since.
    """

    title: str
    relationship: str
    instance: str = ""
    manifest: str = ""
    failures: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """One signed statement about a file or about an ingredient of it.

    Args:
        serial: of the signer's certificate, in decimal digits.
        signed_at: told by a time-stamping authority, None when there is no token.
        assertions: everything else that it says, by label.
    """

    label: str
    title: str = ""
    generator: str = ""
    signer: str = ""
    organisation: str = ""
    serial: str = ""
    algorithm: str = ""
    signed_at: datetime | None = None
    actions: tuple[SaidAction, ...] = ()
    ingredients: tuple[SaidIngredient, ...] = ()
    assertions: Mapping[str, Plain] = field(default_factory=dict)

    @property
    def source(self) -> SourceType:
        """How the work came about, by the action that made it."""
        made = [each.source for each in self.actions if each.action == "c2pa.created"]
        return made[0] if made else SourceType.UNKNOWN

    @property
    def parents(self) -> tuple[SaidIngredient, ...]:
        """The ingredients that this work is another version of."""
        return tuple(each for each in self.ingredients if each.relationship == Relationship.PARENT)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's credential as the validator read it.

    Args:
        state: the validator's one word: "Trusted", "Valid" or "Invalid". We do not repeat it.
        active: label of the statement about the file itself.
        manifests: every statement in the file by label.
        root: SHA-256 of the known root certificate that the signer's leads to, "" when it leads to none.
    """

    state: str
    active: str
    manifests: Mapping[str, Manifest]
    successes: tuple[Status, ...] = ()
    informational: tuple[Status, ...] = ()
    failures: tuple[Status, ...] = ()
    root: str = ""

    @property
    def manifest(self) -> Manifest:
        """The statement about the file itself."""
        return self.manifests[self.active]

    def has(self, code: str) -> bool:
        """The validator told this code, among successes, failures or remarks."""
        return any(each.code == code for each in (*self.successes, *self.informational, *self.failures))
