"""Peers beside ours: PDQ hashes of frames, MPEG-7 video signatures, and ISCC's video code made of those.

All three install from PyPI (pdqhash, imageio-ffmpeg, iscc-lib; group "bench"); whichever is missing is named and
skipped. Each scores a copy against every registered film; its recall is told at its own threshold: the highest
score that it gives to a film that is not there. So no peer is judged by a threshold that is not its best.
"""

from __future__ import annotations

import importlib
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from copy_detection.attacked import Trial, trials
from copy_detection.table import JUDGE, TUNE, half_of

RATE = 5
"""Pictures a second that each peer sees, of copies and films alike."""
_OFFSETS = 0.5
_NAMESPACE = "{urn:mpeg:mpeg7:schema:2001}"
Print = NDArray[Any]
Score = Callable[[Print, Print], float]


class MissingPeer(Exception):  # noqa: N818 said to a person, who installs it
    """A peer is not installed."""


@dataclass
class Peer:
    """One peer: how it looks at a file, and how alike two looks are, the more the better."""

    name: str
    look: Callable[[Path], Print]
    score: Score
    prints: dict[Path, Print] = field(default_factory=dict)

    def of(self, path: Path, folder: Path) -> Print:
        """The look of a file, taken once and kept for the next run."""
        if path not in self.prints:
            kept = folder / self.name.split()[0] / f"{path.stem}.npy"
            if not kept.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                np.save(kept, self.look(path))
            self.prints[path] = np.load(kept)
        return self.prints[path]


def peers() -> Iterator[Peer]:
    """Those that are installed; the others are named."""
    for make in (_pdq, _mpeg7, _iscc):
        try:
            yield make()
        except MissingPeer as missing:
            print(f"  PEER SKIPPED: {missing}")


def compare(films: dict[str, Path], groups: dict[str, set[str]], folder: Path, *, cpu_seconds: float) -> None:
    """Recall of each peer at no false copy, on the attacked films that are there."""
    begin = time.process_time()
    there = [each for each in trials(films, groups, folder / "attacked", may_make=lambda: False) if each.path.exists()]
    for peer in peers():
        scored = []
        for trial in there:
            if time.process_time() - begin > cpu_seconds:
                break
            scored.append((trial, *_scores(peer, trial, films, groups, folder / "peers")))
        _show(peer, scored, groups)


def _scores(
    peer: Peer, trial: Trial, films: dict[str, Path], groups: dict[str, set[str]], folder: Path
) -> tuple[float, float]:
    asked = peer.of(trial.path, folder)
    mine, others = groups[trial.film], groups[trial.film] | groups.get(trial.carrier, set())
    scores = {name: peer.score(asked, peer.of(path, folder)) for name, path in films.items()}
    return max(scores[name] for name in mine), max(score for name, score in scores.items() if name not in others)


def _show(peer: Peer, scored: list[tuple[Trial, float, float]], groups: dict[str, set[str]]) -> None:
    if not scored:
        return
    highest = max(wrong for _, _, wrong in scored)
    found = {half: [right > highest for trial, right, _ in scored if half_of(min(groups[trial.film])) == half]
             for half in (TUNE, JUDGE)}  # fmt: skip
    words = ", ".join(
        f"{half} {100 * statistics.mean(some):.0f} % of {len(some)}" for half, some in found.items() if some
    )
    by_attack: dict[str, list[bool]] = {}
    for trial, right, _ in scored:
        by_attack.setdefault(trial.attack.name, []).append(right > highest)
    none = [name for name, some in by_attack.items() if statistics.mean(some) < 0.25]
    print(f"  {peer.name}: mean recall at no false copy: {words}")
    print(f"     finds fewer than a quarter under: {', '.join(none) or 'no attack'}")


# --- PDQ ---------------------------------------------------------------------------------------


def _pdq() -> Peer:
    pdqhash = _installed("pdqhash")

    def look(path: Path) -> Print:
        hashes = [pdqhash.compute(np.ascontiguousarray(picture[..., ::-1]))[0] for picture in _pictures(path)]
        return np.packbits(np.array(hashes, np.uint8), axis=1)

    return Peer("PDQ, frames aligned in time", look, _aligned(_bits_apart, worst=256))


def _bits_apart(one: Print, other: Print) -> Print:
    return np.bitwise_count(one[:, None] ^ other[None]).sum(axis=2)


def _pictures(path: Path) -> Iterator[NDArray[np.uint8]]:
    with av.open(str(path)) as media:
        step = 0.0
        for frame in media.decode(media.streams.video[0]):
            if (frame.time or 0.0) + 1e-6 >= step:
                step = max(step, frame.time or 0.0) + 1 / RATE
                shown = frame.to_ndarray(format="bgr24")
                share = min(1.0, 512 / max(shown.shape))
                yield cv2.resize(shown, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)


# --- MPEG-7 and ISCC ---------------------------------------------------------------------------


def _mpeg7() -> Peer:
    return Peer("MPEG-7 signature, frames aligned in time", _signer(), _aligned(_steps_apart, worst=380))


def _iscc() -> Peer:
    iscc, look = _installed("iscc_lib"), _signer()
    window = 2 * RATE

    def codes(path: Path) -> Print:
        rows = look(path).tolist()
        starts = range(0, max(1, len(rows) - window + 1), RATE)
        made = [iscc.gen_video_code_v0(rows[start : start + window], bits=256).iscc for start in starts]
        return np.array([np.frombuffer(_body(code), np.uint8) for code in made])

    def score(one: Print, other: Print) -> float:
        return -float(_bits_apart(one, other).min(axis=1).mean())

    return Peer("ISCC video code, windows of two seconds", codes, score)


def _body(code: str) -> bytes:
    import base64  # noqa: PLC0415 only here

    text = code.removeprefix("ISCC:")
    return base64.b32decode(text + "=" * (-len(text) % 8))[2:]


def _signer() -> Callable[[Path], Print]:
    program = _installed("imageio_ffmpeg").get_ffmpeg_exe()
    filters = subprocess.run([program, "-hide_banner", "-filters"], capture_output=True, text=True, check=True).stdout
    if " signature " not in filters:
        raise MissingPeer("this ffmpeg was built without the MPEG-7 signature filter")

    def look(path: Path) -> Print:
        with TemporaryDirectory() as folder:
            out = Path(folder) / "s.xml"
            chain = f"fps={RATE},signature=format=xml:filename={out}"
            asked = [
                program,
                "-loglevel",
                "error",
                "-threads",
                "1",
                "-i",
                str(path),
                "-an",
                "-vf",
                chain,
                "-f",
                "null",
                "-",
            ]
            subprocess.run(asked, check=True, capture_output=True)
            rows = [each.text or "" for each in ET.parse(out).iter(f"{_NAMESPACE}FrameSignature")]  # noqa: S314 ours
        return np.array([row.split() for row in rows], np.int8)

    return look


def _steps_apart(one: Print, other: Print) -> Print:
    return np.abs(one[:, None].astype(np.int16) - other[None]).sum(axis=2)


def _aligned(apart: Callable[[Print, Print], Print], *, worst: int) -> Score:
    # The mean likeness of the half that agrees best, along the best shift in time.
    def score(one: Print, other: Print) -> float:
        if not len(one) or not len(other):
            return 0.0
        likeness = 1 - apart(one, other) / worst
        count, best = len(one), 0.0
        for shift in range(-count + 2, len(other) - 1):
            along = np.diagonal(likeness, shift)
            if len(along) >= max(2, _OFFSETS * count):
                best = max(best, float(np.sort(along)[len(along) // 2 :].mean()))
        return best

    return score


def _installed(module: str) -> Any:  # noqa: ANN401 a module without types
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingPeer(f"{module} is not installed ({error}); `make .venv/bench` installs it") from error
