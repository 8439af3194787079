"""A sealer for tests: the seal is a line behind the film, and every seal is another."""

from __future__ import annotations

import io
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import av

from reelwright.film import Digest, Plain, ReelError, canonical_json, digest_bytes
from reelwright.production import FrameNames, SealJob, Stage


@dataclass(frozen=True, slots=True)
class FakeFrames:
    """Names the frames of a take by its bytes and their numbers."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name of the method."""
        return {"frames": "fake"}

    def __call__(self, take: bytes) -> tuple[Digest, ...]:
        """One name a frame."""
        with av.open(io.BytesIO(take), "r") as container:
            frames = len(list(container.decode(video=0)))
        return tuple(digest_bytes(take + b"%d" % number) for number in range(frames))


@dataclass
class FakeSealer:
    """Seals by writing a number behind the film, another one each time, as signatures are never the same.

    Args:
        signer: changes the recipe.
        broken: sealing fails.
    """

    signer: str = "fake"
    broken: bool = False
    logged: list[tuple[Stage, str]] = field(default_factory=list)
    jobs: list[SealJob] = field(default_factory=list)
    names: FrameNames = field(default_factory=FakeFrames)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def recipe(self) -> dict[str, Plain]:
        """The signer."""
        return {"signer": self.signer}

    @property
    def frame_names(self) -> FrameNames:
        """The method."""
        return self.names

    def log(self, stage: Stage, things: Mapping[str, Digest]) -> None:
        """Remember what was logged."""
        self.logged += [(stage, name) for name in things]

    def seal(self, job: SealJob, film: Path, evidence: Path) -> dict[str, Plain]:
        """Write the number."""
        if self.broken:
            raise ReelError("the key is away", mend="bring it back")
        self.jobs.append(job)
        film.write_bytes(film.read_bytes() + b" seal %d" % next(self._numbers))
        evidence.write_bytes(b"evidence of " + film.read_bytes()[-6:])
        return {
            "signer": self.signer,
            "root": "00",
            "frames": f"{len(self.jobs)}",
            "segments": len(job.shots),
            "duties": [],
        }

    def complete(self, job: SealJob, evidence: Path, proof: Mapping[str, Plain]) -> None:
        """Write the proof behind the evidence."""
        del job
        evidence.write_bytes(evidence.read_bytes() + canonical_json(dict(proof)))


class FakeFilmRegister:
    """A register in memory: a film by the path at which it lies."""

    def __init__(self) -> None:
        self.films: dict[Path, tuple[str, Plain]] = {}

    def enter(self, film: Path, name: str, facts: Mapping[str, Plain]) -> bool:
        """Enter a film unless one of the same frames stands at its path."""
        frames = facts.get("frames")
        if self.films.get(film, ("", None))[1] == frames:
            return False
        self.films[film] = (name, frames)
        return True
