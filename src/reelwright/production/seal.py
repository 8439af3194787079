"""The seal stage: a master becomes a film whose every second can be proven, and that is looked for in other files.

A signature is not made the same twice, so its result is recorded and found again by its recipe: as
long as master, keys and wishes stay, the sealed film in the tray stays to the byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from reelwright.film import Digest, Plain, ReelError, digest_bytes, digest_plain

from .cut import MASTER
from .errors import OrderError
from .events import ItemDone, Listen, NotRegistered, StageDone, StageStarted
from .look import FilmLooks
from .model import MadeSeal, MadeTitle, Piece, SealJob, Stage
from .ports import Sealer, Studio, Tray
from .recipes import plain_form

EVIDENCE = "evidence.zip"


@dataclass(frozen=True, slots=True)
class SealDesk:
    """What a seal is put on: the films of the shots, the tray with the master, and the seal that stands.

    Args:
        name: how the film is called where copies are looked for.
        looks: at the takes as they were cut, None where nobody seals.
    """

    takes: tuple[bytes, ...]
    tray: Tray
    name: str
    looks: FilmLooks | None
    standing: MadeSeal | None = None


def standing_seal(job: SealJob, studio: Studio, tray: Tray) -> MadeSeal | None:
    """The seal that lies in the tray and is still the right one, or None."""
    if studio.sealer is None:
        return None
    piece = studio.shelf.find(_recipe(job, studio.sealer))
    if piece is None:
        return None
    seal = _seal_of(piece.facts, reused=True)
    lying = {name: tray.look(name) for name in (MASTER, EVIDENCE)}
    right = {MASTER: seal.film, EVIDENCE: seal.evidence}
    return seal if all(c is not None and digest_bytes(c) == right[name] for name, c in lying.items()) else None


def seal_master(job: SealJob, desk: SealDesk, studio: Studio, listen: Listen) -> MadeSeal:
    """Seal the master in the tray, unless its seal stands.

    Args:
        job: what the seal says; its frames are filled in here.
        desk: the takes, the tray where the master lies as it was cut, and the seal that stands.
        studio: all that is worked with.
        listen: hears what happens.

    Raises:
        OrderError: nothing can be sealed with this studio.
        ReelError: the seal could not be made; the master lies there as it was cut.
    """
    sealer = studio.sealer
    looks = desk.looks
    if sealer is None or looks is None:
        raise OrderError("nobody seals films here", mend="stop before it: --until cut")
    reused = desk.standing is not None
    listen(StageStarted(Stage.SEAL, 3, 2 * reused))
    frames = () if reused else looks.names()
    listen(ItemDone(Stage.SEAL, "frames", 1, 3, reused=not looks.looked))
    seal = desk.standing or _made(
        replace(job, frames=frames, takes=desk.takes, shown=looks.shown()), sealer, studio, desk.tray
    )
    listen(ItemDone(Stage.SEAL, "seal", 2, 3, reused))
    entered = _entered(seal, desk, studio, partial(looks.fingerprint, desk.tray.place(MASTER), job.rate), listen)
    listen(ItemDone(Stage.SEAL, "register", 3, 3, reused=not entered))
    again = 2 * reused + (not entered)
    listen(StageDone(Stage.SEAL, 3 - again, again))
    return seal


def _entered(seal: MadeSeal, desk: SealDesk, studio: Studio, fingerprint: Callable[[], bytes], listen: Listen) -> bool:
    """Have the film looked for in other files from now on; where that fails the seal stands all the same."""
    if studio.films is None:
        return False
    try:
        return studio.films.enter(desk.tray.place(MASTER), desk.name, seal.facts, fingerprint)
    except ReelError as error:
        listen(NotRegistered(desk.name, str(error), error.mend))
        return False


def seal_stream(job: SealJob, desk: SealDesk, studio: Studio, folder: Path, poster: bytes) -> None:
    """Put a sealed film's seal on its streaming folder too; a studio that does not seal leaves it bare.

    Raises:
        ReelError: the keys cannot be used, or the folder cannot be read.
    """
    if studio.sealer is None or desk.looks is None:
        return
    looks = desk.looks
    whole = replace(job, frames=looks.names(), takes=desk.takes, shown=looks.shown())
    studio.sealer.seal_stream(whole, folder, poster)


def complete_evidence(job: SealJob, seal: MadeSeal, title: MadeTitle, studio: Studio, tray: Tray) -> MadeSeal:
    """The seal with evidence that also shows where the title stands; one that shows it already stays to the byte.

    Raises:
        ReelError: the evidence cannot be signed anew; the one before lies there as it was.
    """
    sealer = studio.sealer
    if sealer is None or not title.proof or seal.facts.get("titled") == title.file.hex:
        return seal
    evidence = tray.place(EVIDENCE)
    sealer.complete(job, evidence, title.proof)
    made = replace(seal, evidence=_digest(evidence), facts=seal.facts | {"titled": title.file.hex})
    studio.shelf.keep(_recipe(job, sealer), "seal", Piece(b"", _facts_of(made)))
    return made


def _made(job: SealJob, sealer: Sealer, studio: Studio, tray: Tray) -> MadeSeal:
    film, evidence = tray.place(MASTER), tray.place(EVIDENCE)
    facts = sealer.seal(job, film, evidence)
    seal = MadeSeal(_digest(film), _digest(evidence), facts)
    studio.shelf.keep(_recipe(job, sealer), "seal", Piece(b"", _facts_of(seal)))
    return seal


def _digest(path: Path) -> Digest:
    with path.open("rb") as file:
        return Digest(hashlib.file_digest(file, "sha256").hexdigest())


def _facts_of(seal: MadeSeal) -> dict[str, Plain]:
    return {"film": seal.film.hex, "evidence": seal.evidence.hex, "facts": seal.facts}


def _seal_of(facts: Mapping[str, Plain], *, reused: bool) -> MadeSeal:
    more = facts.get("facts")
    film, evidence = Digest(str(facts["film"])), Digest(str(facts["evidence"]))
    return MadeSeal(film, evidence, dict(more) if isinstance(more, dict) else {}, reused)


def _recipe(job: SealJob, sealer: Sealer) -> Digest:
    """All that the seal depends on; the frames are those of the takes, which the cut's recipe names."""
    shots: list[Plain] = [[shot.timed.shot.id, shot.take.hex, plain_form(shot.receipt)] for shot in job.shots]
    lines: list[Plain] = [[line.recipe.hex, line.engine] for line in job.lines]
    return digest_plain(
        {
            "step": "seal/1",
            "cut": job.cut.hex,
            "title": job.title,
            "label": job.label,
            "settings": plain_form(job.settings),
            "shots": shots,
            "lines": lines,
            "score": None if job.score is None else job.score.hex,
            "uses": plain_form(job.uses),
            "engine": dict(sealer.recipe),
        }
    )
