"""Attacked films and their fingerprints, each made once and kept, so that a change of the search is judged in a minute.

A copy is attacked at a small size and half of its pictures a second, as a thief's would be after a messenger; what
the search sees is decoded from the written file. Files bear the names of film, attack and carrier.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from copy_detection.attacks import ATTACKS, Attack, Clip, read_clip, write_clip
from reelwright.seal import ASKED, ASKED_RATE, REGISTERED, Fingerprint, MediaFacts, MediaWish
from reelwright.seal import fingerprint_file as print_of_file
from reelwright.seal.adapters.media.decoding import Decoding
from reelwright.seal.detector import fingerprint, points, sound

SIDE = 480
MOST_RATE = 20.0


class DirectReader:
    """Reads our own files in this process: a child for each of hundreds would cost more than the reading."""

    def probe(self, media: Path) -> MediaFacts:
        """What a file holds."""
        with media.open("rb") as file, Decoding(file, "mov", 1 << 26) as decoding:
            return decoding.facts()

    def read(self, media: Path, wish: MediaWish) -> Iterator[object]:
        """What was wished for."""
        with media.open("rb") as file, Decoding(file, "mov", 1 << 26) as decoding:
            yield from (item for item in decoding.items(wish) if item is not None)


@dataclass(frozen=True)
class Trial:
    """One attacked film and what is true of it."""

    film: str
    attack: Attack
    since: float
    seconds: float
    carrier: str
    path: Path


def trials(
    films: dict[str, Path], groups: dict[str, set[str]], folder: Path, *, may_make: Callable[[], bool]
) -> Iterator[Trial]:
    """Every film under every attack; stretches and carriers are chosen by the names, so always the same.

    Attacked films that are not there yet are made for as long as ``may_make`` says.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in films.items():
        with av.open(str(path)) as media:
            long = (media.duration or 0) / 1e6
        others = sorted(set(films) - groups[name]) or sorted(films)
        for attack in ATTACKS.values():
            chance = np.random.default_rng(zlib.crc32(f"{name}{attack.name}".encode()))
            seconds = min(attack.seconds, long)
            since = float(chance.uniform(0, max(0.0, long - seconds - 0.1)))
            carrier = others[int(chance.integers(len(others)))] if attack.carrier else ""
            copy = folder / f"{name}+{attack.name}+{carrier}.mp4".replace(" ", "-").replace(":", "to")
            trial = Trial(name, attack, since, seconds, carrier, copy)
            if not copy.exists() and may_make():
                make(trial, path, films.get(carrier))
            yield trial


def make(trial: Trial, film: Path, carrier: Path | None) -> None:
    """Write the attacked film."""
    clip = thinned(read_clip(film, trial.since, trial.seconds, side=SIDE))
    other = thinned(read_clip(carrier, 0, trial.seconds, side=SIDE)) if carrier else clip
    draft = trial.path.with_suffix(".draft.mp4")
    write_clip(trial.attack.change(clip, other), draft, crf=trial.attack.crf)
    draft.replace(trial.path)


def thinned(clip: Clip) -> Clip:
    """Every second picture of a clip of many."""
    return clip if clip.rate <= MOST_RATE else Clip(clip.pictures[::2], clip.rate / 2, clip.sound)


def kept_print(path: Path, *, asked: bool, folder: Path) -> Fingerprint:
    """A film's fingerprint, made once for each way of making fingerprints."""
    kept = folder / way_of_prints(asked=asked) / f"{path.stem}.{'asked' if asked else 'kept'}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = (
            print_of_file(DirectReader(), path, ASKED, rate=ASKED_RATE)
            if asked
            else print_of_file(DirectReader(), path)
        )
        kept.write_bytes(pickle.dumps(made))
    return pickle.loads(kept.read_bytes())  # noqa: S301 written by this program


def way_of_prints(*, asked: bool) -> str:
    """Names the way in which fingerprints are made, so that older ones are not mixed in."""
    settings = ASKED if asked else REGISTERED
    sources = b"".join(Path(module.__file__ or "").read_bytes() for module in (fingerprint, points, sound))
    return f"{zlib.crc32(sources + repr(settings).encode()):08x}"
