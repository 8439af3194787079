"""Attacked films and their fingerprints, each made once and kept, so that a change of the search is judged in a minute.

A copy is attacked at a small size and half of its pictures a second, as a thief's would be after a messenger; what
the search sees is decoded from the written file. Files bear the names of film, attack and carrier.
"""

from __future__ import annotations

import pickle
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av
import cv2
import numpy as np

from copy_detection.attacks import ATTACKS, Attack
from copy_detection.clips import Clip, read_clip, write_clip
from copy_detection.ways import name_of_file, way_of
from reelwright.seal import (
    ASKED,
    ASKED_RATE,
    PULSE_RATE,
    REGISTERED,
    Fingerprint,
    FingerprintRegistry,
    MediaFacts,
    MediaWish,
)
from reelwright.seal import fingerprint_file as print_of_file
from reelwright.seal.adapters.media.decoding import Decoding
from reelwright.seal.detector import fingerprint, points, search, sound
from reelwright.seal.detector.found import Found
from reelwright.seal.detector.search import stretches_of

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
    """A film's fingerprint, made once for each content of the file and each way of making fingerprints."""
    kept = folder / way_of_prints(asked=asked) / f"{name_of_file(path)}.pkl"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = (
            print_of_file(DirectReader(), path, ASKED, rate=ASKED_RATE)
            if asked
            else print_of_file(DirectReader(), path)
        )
        draft = kept.with_suffix(".draft")
        draft.write_bytes(pickle.dumps(made))
        draft.replace(kept)
    return pickle.loads(kept.read_bytes())  # noqa: S301 written by this program


def kept_stretches(
    name: str, asked: Fingerprint, registry: FingerprintRegistry, folder: Path
) -> tuple[float, list[list[Found]]]:
    """What lies well on registered films, laid over once, and the processor seconds that it took.

    They are kept for each way of laying pictures over each other, so a change of the rule that judges costs nothing.
    """
    kept = folder / way_of_laying() / f"{name}.pkl"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        begin = time.process_time()
        found = stretches_of(asked, registry)
        draft = kept.with_suffix(".draft")
        draft.write_bytes(pickle.dumps((time.process_time() - begin, found)))
        draft.replace(kept)
    read: tuple[float, list[list[Found]]] = pickle.loads(kept.read_bytes())  # noqa: S301 written by this program
    return read


@cache
def way_of_laying() -> str:
    """Names the way in which pictures are laid over each other: all of the detector but what judges."""
    detector = Path(search.__file__ or "").parent
    judges = {"direction", "ends", "extent", "found", "join", "model", "thresholds"}
    laying = [each for each in detector.glob("*.py") if each.stem not in judges]
    return way_of([*laying, detector.parent / "transform.py"], way_of_prints(asked=True), way_of_prints(asked=False))


@cache
def way_of_prints(*, asked: bool) -> str:
    """Names the way in which fingerprints are made."""
    modules = [Path(module.__file__ or "") for module in (fingerprint, points, sound)]
    return way_of(modules, *((ASKED, ASKED_RATE) if asked else (REGISTERED, PULSE_RATE)), cv2.__version__)
