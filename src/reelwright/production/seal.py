"""The seal stage: a master becomes a film whose every second can be proven, and that is looked for in other files.

A signature is not made the same twice, so its result is recorded and found again by its recipe: as
long as master, keys and wishes stay, the sealed film in the tray stays to the byte.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from reelwright.film import Digest, Plain, ReelError, digest_bytes, digest_plain

from .cut import MASTER
from .errors import OrderError, ProductionError
from .events import ItemDone, ItemMoved, Listen, NotRegistered, StageDone, StageStarted
from .model import Look, MadeSeal, MadeShot, MadeTitle, Piece, SealJob, Stage
from .pace import Pace
from .ports import Sealer, Studio, Tray
from .recipes import plain_form

EVIDENCE = "evidence.zip"
_TELLINGS: Final = 50  # times that a look tells how far it is


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
    looking = _Looking(job, sealer, studio, desk.tray.place(MASTER), listen)
    frames = () if reused else looking.frames()
    listen(ItemDone(Stage.SEAL, "frames", 1, 3, reused=looking.seen is None))
    seal = desk.standing or _made(replace(job, frames=frames, takes=desk.takes), sealer, studio, desk.tray)
    listen(ItemDone(Stage.SEAL, "seal", 2, 3, reused))
    entered = _entered(seal, desk, studio, looking, listen)
    listen(ItemDone(Stage.SEAL, "register", 3, 3, reused=not entered))
    again = 2 * reused + (not entered)
    listen(StageDone(Stage.SEAL, 3 - again, again))
    return seal


def _entered(seal: MadeSeal, desk: SealDesk, studio: Studio, looking: _Looking, listen: Listen) -> bool:
    """Have the film looked for in other files from now on; where that fails the seal stands all the same."""
    if studio.films is None:
        return False
    try:
        return studio.films.enter(desk.tray.place(MASTER), desk.name, seal.facts, looking.fingerprint)
    except ReelError as error:
        listen(NotRegistered(desk.name, str(error), error.mend))
        return False


def seal_stream(job: SealJob, desk: SealDesk, studio: Studio, folder: Path, poster: bytes) -> None:
    """Put a sealed film's seal on its streaming folder too; a studio that does not seal leaves it bare.

    Raises:
        ReelError: the keys cannot be used, or the folder cannot be read.
    """
    if studio.sealer is None:
        return
    looking = _Looking(job, studio.sealer, studio, desk.tray.place(MASTER), lambda _: None)
    studio.sealer.seal_stream(replace(job, frames=looking.frames(), takes=desk.takes), folder, poster)


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


@dataclass(slots=True)
class _Looking:
    """One look at the master, taken when somebody wants to know something of its pictures, and never twice.

    The names of the frames are kept, so that other keys seal the same cut without another look.
    """

    job: SealJob
    sealer: Sealer
    studio: Studio
    film: Path
    listen: Listen
    seen: Look | None = field(default=None, init=False)

    def frames(self) -> tuple[tuple[Digest, ...], ...]:
        """The names of the frames of every shot, in screen order."""
        recipe = digest_plain({"step": "frames/2", "cut": self.job.cut.hex, "engine": dict(self.sealer.look_recipe)})
        piece = self.studio.shelf.find(recipe)
        if piece is None:
            names = self._look().frames
            self.studio.shelf.keep(recipe, "frames", Piece(b"".join(bytes.fromhex(name.hex) for name in names)))
        else:
            names = tuple(Digest(piece.content[at : at + 32].hex()) for at in range(0, len(piece.content), 32))
        return _by_shot(names, self.job.shots)

    def fingerprint(self) -> bytes:
        """What the film is known by in other files."""
        return self._look().fingerprint

    def _look(self) -> Look:
        if self.seen is None:
            total = sum(shot.frames for shot in self.job.shots)
            pace = Pace(self.studio.clock, total)

            def hear(done: int, _: int) -> None:
                pace.move("frames", done)
                if done * _TELLINGS // max(1, total) != (done - 1) * _TELLINGS // max(1, total):
                    self.listen(ItemMoved(Stage.SEAL, "frames", done, total, pace.seconds_left))

            self.seen = self.sealer.look(self.film, hear)
        return self.seen


def _by_shot(names: tuple[Digest, ...], shots: tuple[MadeShot, ...]) -> tuple[tuple[Digest, ...], ...]:
    ends = [*itertools.accumulate((shot.frames for shot in shots), initial=0)]
    if len(names) != ends[-1]:
        raise ProductionError(
            f"the master decodes to {len(names)} frames, and its {len(shots)} takes say that they have {ends[-1]}",
            where=MASTER,
            mend="this is a fault of the renderer; try another with --renderer",
        )
    return tuple(names[start:end] for start, end in itertools.pairwise(ends))
