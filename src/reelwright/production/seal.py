"""The seal stage: a master becomes a film whose every second can be proven, and that is looked for in other files.

A signature is not made the same twice, so its result is recorded and found again by its recipe: as
long as master, keys and wishes stay, the sealed film in the tray stays to the byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reelwright.film import Digest, Plain, digest_bytes, digest_plain

from .cut import MASTER
from .errors import OrderError, ProductionError
from .events import ItemDone, Listen, StageDone, StageStarted
from .model import MadeSeal, MadeShot, MadeTitle, Piece, Progress, SealJob, Stage, Task
from .ports import FrameNames, Sealer, Studio, Tray
from .recipes import plain_form

EVIDENCE = "evidence.zip"


@dataclass(frozen=True, slots=True)
class NameFrames:
    """The task of naming a take's frames, ready to travel to a process of the crew."""

    names: FrameNames
    take: bytes

    def __call__(self, progress: Progress) -> Piece:
        """Decode it once."""
        progress(0, 1)
        return Piece(b"".join(bytes.fromhex(name.hex) for name in self.names(self.take)))


@dataclass(frozen=True, slots=True)
class SealDesk:
    """What a seal is put on: the films of the shots, the tray with the master, and the seal that stands.

    Args:
        name: how the film is called where copies are looked for.
    """

    takes: tuple[bytes, ...]
    tray: Tray
    name: str
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
    if sealer is None:
        raise OrderError("nobody seals films here", mend="stop before it: --until cut")
    reused = desk.standing is not None
    listen(StageStarted(Stage.SEAL, 3, 2 * reused))
    frames = _frames(job.shots, desk.takes, sealer, studio, listen)
    seal = desk.standing or _made(replace(job, frames=frames, takes=desk.takes), sealer, studio, desk.tray)
    listen(ItemDone(Stage.SEAL, "seal", 2, 3, reused))
    entered = studio.films is not None and studio.films.enter(desk.tray.place(MASTER), desk.name, seal.facts)
    listen(ItemDone(Stage.SEAL, "register", 3, 3, reused=not entered))
    again = 2 * reused + (not entered)
    listen(StageDone(Stage.SEAL, 3 - again, again))
    return seal


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
            "engine": dict(sealer.recipe),
        }
    )


def _frames(
    shots: tuple[MadeShot, ...], takes: tuple[bytes, ...], sealer: Sealer, studio: Studio, listen: Listen
) -> tuple[tuple[Digest, ...], ...]:
    """The names of every take's frames, found or made side by side; a take is decoded once in its life."""
    tasks = [_task(shot, take, sealer.frame_names) for shot, take in zip(shots, takes, strict=True)]
    missing = {task.recipe: task for task in tasks if studio.shelf.find(task.recipe) is None}
    for _ in studio.crew.work(list(missing.values()), studio.shelf, lambda *_: None, listen):
        pass
    listen(ItemDone(Stage.SEAL, "frames", 1, 3, reused=not missing))
    return tuple(_named(task, shot, studio) for task, shot in zip(tasks, shots, strict=True))


def _task(shot: MadeShot, take: bytes, names: FrameNames) -> Task:
    recipe = digest_plain({"step": "frames/1", "take": shot.take.hex, "engine": dict(names.recipe)})
    return Task(recipe, "frames", f"{shot.timed.shot.id} (frames)", shot.frames, NameFrames(names, take))


def _named(task: Task, shot: MadeShot, studio: Studio) -> tuple[Digest, ...]:
    piece = studio.shelf.find(task.recipe)
    if piece is None:
        raise ProductionError(
            f"the frames of {shot.timed.shot.id} were named but the names are gone from the store",
            mend="another program changes files under .reel/, or the disk fails; run again",
        )
    names = tuple(Digest(piece.content[at : at + 32].hex()) for at in range(0, len(piece.content), 32))
    if len(names) != shot.frames:
        raise ProductionError(
            f"the take of {shot.timed.shot.id} decodes to {len(names)} frames instead of {shot.frames}",
            where=str(shot.timed.shot.source),
            mend="this is a fault of the renderer; try another with --renderer",
        )
    return names
