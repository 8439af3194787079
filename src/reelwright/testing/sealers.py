"""A sealer for tests: the seal is a line behind the film, and every seal is another."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import av

from reelwright.film import Digest, FrameRate, FrameSize, Plain, ReelError, canonical_json, digest_bytes, digest_plain
from reelwright.production import Progress, SealJob, Stage


@dataclass
class FakeLooker:
    """Looks by counting frames: a look holds a line for each.

    Args:
        looks: how often a take was decoded.
    """

    looks: int = 0

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name of the method."""
        return {"looker": "fake"}

    def watch(self, size: FrameSize) -> None:
        """It only decodes."""

    def look(self, take: bytes, progress: Progress) -> bytes:
        """Name the frames by the take and their numbers."""
        self.looks += 1
        count = _frames_of(take)
        progress(count, count)
        return b"\n".join(digest_bytes(take + b"%d" % number).hex.encode() for number in range(count))

    def names(self, look: bytes) -> tuple[Digest, ...]:
        """The lines."""
        return tuple(Digest(line.decode()) for line in look.splitlines())

    def shown(self, look: bytes) -> str:
        """Nothing can be told of lines."""
        del look
        return ""

    def seen(self, looks: Sequence[bytes], rate: FrameRate) -> object:
        """All looks."""
        del rate
        return b"".join(looks)

    def fingerprint(self, seen: object, film: Path) -> bytes:
        """Know a film by its frames alone."""
        del film
        return seen if isinstance(seen, bytes) else b""


def _frames_of(take: bytes) -> int:
    with av.open(io.BytesIO(take), "r") as container:
        return len(list(container.decode(video=0)))


@dataclass
class FakeSealer:
    """Seals by writing a number behind the film, another one each time, as signatures are never the same.

    Args:
        signer: changes the recipe.
        broken: sealing fails.
        looker: looks at the takes.
    """

    signer: str = "fake"
    broken: bool = False
    logged: list[tuple[Stage, str]] = field(default_factory=list)
    jobs: list[SealJob] = field(default_factory=list)
    streams: list[SealJob] = field(default_factory=list)
    looker: FakeLooker = field(default_factory=FakeLooker)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def recipe(self) -> dict[str, Plain]:
        """The signer."""
        return {"signer": self.signer}

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
            "frames": digest_plain([name.hex for shot in job.frames for name in shot]).hex,
            "segments": len(job.shots),
            "duties": [],
        }

    def seal_stream(self, job: SealJob, folder: Path, poster: bytes) -> None:
        """Lay the poster."""
        self.streams.append(job)
        (folder / "poster.jpg").write_bytes(poster)

    def complete(self, job: SealJob, evidence: Path, proof: Mapping[str, Plain]) -> None:
        """Write the proof behind the evidence."""
        del job
        evidence.write_bytes(evidence.read_bytes() + canonical_json(dict(proof)))


class FakeFilmRegister:
    """A register in memory: a film by the path at which it lies.

    Args:
        broken: nothing can be entered.
    """

    def __init__(self, *, broken: bool = False) -> None:
        self.films: dict[Path, tuple[str, Plain]] = {}
        self.broken = broken

    def enter(self, film: Path, name: str, facts: Mapping[str, Plain], fingerprint: Callable[[], bytes]) -> bool:
        """Enter a film unless one of the same frames stands at its path."""
        if self.broken:
            raise ReelError("the register is away", where="films", mend="bring it back")
        frames = facts.get("frames")
        if self.films.get(film, ("", None))[1] == frames:
            return False
        fingerprint()
        self.films[film] = (name, frames)
        return True
