"""The sealer of our own room: what the studio knows of a film becomes its credential and its evidence.

Knows which part was made by what, from the receipts; nobody types it in afterwards.
"""

from __future__ import annotations

import functools
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Final

from reelwright import __version__
from reelwright.film import Digest, Plain, canonical_json, digest_bytes, digest_plain
from reelwright.production.model import MadeShot, SealJob, Stage
from reelwright.production.ports import Looker
from reelwright.seal import (
    EVIDENCE_CHAIN,
    SHOWN,
    Chance,
    Clock,
    EvidenceParts,
    Had,
    Ingredient,
    MakingLog,
    Profile,
    Relationship,
    Sealed,
    SealOrder,
    SealTools,
    Segment,
    SegmentTree,
    SourceType,
    Stamper,
    Use,
    amend_evidence,
    film_name,
    log_making,
    pixels_name,
    seal_folder,
    seal_media,
    whole_source,
    write_evidence,
)
from reelwright.story import Due
from reelwright.studio import OPENING_LABEL_SECONDS

_VERSION: Final = 3
"""Goes up whenever the same master would get another seal."""
_SOURCES: Final = (".fountain", ".fdx", ".toml", ".po", ".otio", ".txt")
_USES: Final = {"not-allowed": Use.NOT_ALLOWED, "allowed": Use.ALLOWED, "constrained": Use.CONSTRAINED}
_SAID: Final = {"drawn": SourceType.ALGORITHMIC, "generated": SourceType.TRAINED, "filmed": SourceType.CAPTURE}
_SIGNED: Final = b"jumdc2pa"  # every C2PA manifest store begins with it, some bytes in


@dataclass(frozen=True, slots=True)
class RoomSealer:
    """Seals the films of one project.

    Args:
        root: the project.
        looker: looks at its takes.
        tools: opens all that sealing works with; the name is for a certificate that has to be made first.
        stamper: opens the time-stamping authority at an address.
        signer: whose certificate counts, as text; "" before there is one.
    """

    root: Path
    looker: Looker
    tools: Callable[[str], SealTools]
    stamper: Callable[[str], Stamper | None]
    making: MakingLog
    clock: Clock
    chance: Chance
    signer: Callable[[], str]

    @property
    def recipe(self) -> dict[str, Plain]:
        """Version and signer."""
        return {"sealer": _VERSION, "reelwright": __version__, "signer": self.signer()}

    def log(self, stage: Stage, things: Mapping[str, Digest]) -> None:
        """Commit to what is there; at the check, to the project's own files."""
        if stage is Stage.CHECK:
            things = dict(things) | {name: digest_bytes(path.read_bytes()) for name, path in _files(self.root)}
        had = [Had(name, digest) for name, digest in sorted(things.items())]
        log_making(self.making, stage.value, had, clock=self.clock, chance=self.chance)

    def seal(self, job: SealJob, film: Path, evidence: Path) -> dict[str, Plain]:
        """Sign the master in place, then write its evidence."""
        tools = self.tools(job.owner)
        tree = _tree(job)
        name = film.relative_to(self.root).as_posix() if film.is_relative_to(self.root) else film.name
        root = [Had(f"{name} (root of the segments)", digest_bytes(tree.root))]
        head = log_making(self.making, Stage.SEAL.value, root, clock=self.clock, chance=self.chance)
        with tempfile.TemporaryDirectory(prefix="reel-") as folder:
            order = _order(job, tree, head, ingredients=tuple(_ingredients(job, self.root, Path(folder))))
            sealed = seal_media(film, film, order, tools)
        parts = EvidenceParts(sealed, job.title, self.making.entries())
        stamper = self.stamper(job.settings.stamp_url)
        write_evidence(evidence, parts, signer=tools.signer, clock=self.clock, stamper=stamper)
        return _facts(sealed, head)

    def seal_stream(self, job: SealJob, folder: Path, poster: bytes) -> None:
        """Sign the poster with what the film's seal says."""
        entries = self.making.entries()
        head = entries[-1].name if entries else None
        with tempfile.TemporaryDirectory(prefix="reel-") as work:
            ingredients = tuple(_ingredients(job, self.root, Path(work)))
            order = _order(job, _tree(job), head, ingredients=ingredients)
            seal_folder(folder, poster, order, self.tools(job.owner))

    def complete(self, job: SealJob, evidence: Path, proof: Mapping[str, Plain]) -> None:
        """Put the proof beside the other members, and sign all of it anew."""
        stamper = self.stamper(job.settings.stamp_url)
        members = {EVIDENCE_CHAIN: canonical_json(dict(proof))}
        signer = self.tools(job.owner).signer
        amend_evidence(evidence, members, signer=signer, clock=self.clock, stamper=stamper)


def _files(root: Path) -> Iterable[tuple[str, Path]]:
    """The files that the project's authors wrote."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        ours = name.parts[0] == "out" or any(part.startswith(".") for part in name.parts)
        if path.suffix in _SOURCES and not ours and path.is_file():
            yield name.as_posix(), path


def _tree(job: SealJob) -> SegmentTree:
    film = film_name(frame for frames in job.frames for frame in frames)
    segments, start = [], 0
    for index, (shot, frames) in enumerate(zip(job.shots, job.frames, strict=True)):
        begin, end = job.rate.seconds(start), job.rate.seconds(start + len(frames))
        codes = {SHOWN: job.shown[index]} if job.shown and job.shown[index] else {}
        pixels = pixels_name(frames)
        segments.append(Segment(film, index, Fraction(begin), Fraction(end), len(frames), pixels, codes, (shot.take,)))
        start += len(frames)
    return SegmentTree(tuple(segments))


def _order(job: SealJob, tree: SegmentTree, head: Digest | None, *, ingredients: tuple[Ingredient, ...]) -> SealOrder:
    parts = {each.source for each in ingredients if each.relationship is Relationship.COMPONENT}
    seconds = f"{float(OPENING_LABEL_SECONDS):g}"
    return SealOrder(
        title=job.title,
        generator=("reelwright", __version__),
        source=whole_source(frozenset(parts)),
        ingredients=ingredients,
        label=f"“{job.label}” in the picture, large for the first {seconds} s" if job.label else "",
        tree=tree,
        training=_USES[job.settings.training],
        profile=Profile(job.settings.law),
        stamp_url=job.settings.stamp_url,
        log_head=head,
    )


def _ingredients(job: SealJob, root: Path, folder: Path) -> Iterable[Ingredient]:
    """Script, cards and works of others that went in; takes, voices and score that the film is put together from."""
    for name, path in _files(root):
        kind = {"cast": "cast card", "places": "place card"}.get(name.split("/", maxsplit=1)[0], "")
        kind = kind or ("script" if path.suffix in {".fountain", ".fdx"} else "")
        if kind:
            digest = digest_bytes(path.read_bytes())
            yield Ingredient(name, kind, Relationship.INPUT, _media_type(path), digest, source=SourceType.CREATION)
    for due in job.uses:
        yield _work_of_others(due, root)
    for shot, take in zip(job.shots, job.takes, strict=True):
        yield _take(shot, take, folder)
    if job.score is not None:
        maker = f"reelwright {__version__}"
        yield Ingredient(
            "score", "score", Relationship.COMPONENT, "audio/wav", job.score, source=SourceType.ALGORITHMIC, maker=maker
        )
    for engine in sorted({line.engine for line in job.lines}):
        said = digest_plain([line.recipe.hex for line in job.lines if line.engine == engine])
        source = source_of(engine)
        yield Ingredient(engine, "voice", Relationship.COMPONENT, "audio/wav", said, source=source)


def _work_of_others(due: Due, root: Path) -> Ingredient:
    """Something licensed: known by its signed licence, or by what was agreed."""
    kind = {"film": "parent film"}.get(due.kind, due.kind)
    licence = root / due.licence if due.licence else None
    if licence is not None and licence.is_file():
        digest = digest_bytes(licence.read_bytes())
        return Ingredient(due.of, f"{kind}, by licence", Relationship.INPUT, "application/json", digest)
    agreed = digest_plain({"of": due.of, "kind": due.kind, "account": due.account, "share_bps": due.share_bps})
    return Ingredient(due.of, f"{kind}, by agreement", Relationship.INPUT, "text/plain", agreed)


def _media_type(path: Path) -> str:
    return {".toml": "application/toml"}.get(path.suffix, "text/plain")


def _take(shot: MadeShot, take: bytes, folder: Path) -> Ingredient:
    """A take; one that its provider signed goes in with its bytes, so that his credential stays."""
    maker = str(shot.receipt.get("maker") or shot.receipt.get("renderer", "a renderer"))
    source = _SAID.get(str(shot.receipt.get("source_type")), source_of(maker))
    path, digest = None, digest_bytes(take)
    brought = str(shot.receipt.get("file", "")) if shot.receipt.get("renderer") == "brought" else ""
    if brought and brought != digest.hex:  # an unsigned file is no more than named: its bytes were not kept
        digest = Digest(brought)
    if _SIGNED in take:
        path = folder / f"{shot.take.hex}.mp4"
        path.write_bytes(take)
    name = f"shot {shot.timed.shot.id}"
    return Ingredient(name, "take", Relationship.COMPONENT, "video/mp4", digest, path, source, maker)


@functools.cache
def _sources() -> dict[str, str]:
    text = (resources.files("reelwright.production") / "data/sources.toml").read_text(encoding="utf-8")
    table: dict[str, str] = tomllib.loads(text)["source"]
    return table


def source_of(maker: str) -> SourceType:
    """How what a renderer or voice makes comes about; whoever is not known to work by rules counts as a model."""
    first = maker.split(" ", maxsplit=1)[0].lower()
    return SourceType.of(_sources().get(first, SourceType.TRAINED.value))


def _facts(sealed: Sealed, head: Digest) -> dict[str, Plain]:
    tree = sealed.tree
    return {
        "signer": sealed.signer,
        "signed_at": sealed.signed_at.isoformat(),
        "stamped_at": None if sealed.stamped_at is None else sealed.stamped_at.isoformat(),
        "root": "" if tree is None else tree.root.hex(),
        "frames": "" if tree is None else tree.segments[0].film.hex,
        "segments": 0 if tree is None else len(tree.segments),
        "codes": dict(sealed.codes),
        "aigc": sealed.tag is not None,
        "log": head.hex,
        "duties": [
            {
                "profile": each.duty.profile.value,
                "law": each.duty.law,
                "asks": each.duty.asks,
                "standing": each.standing.value,
                "words": each.words,
            }
            for each in sealed.duties
        ],
    }
