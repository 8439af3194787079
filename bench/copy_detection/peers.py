"""Peers beside ours: PDQ hashes of frames, MPEG-7 video signatures, and ISCC's video code made of those.

All three install from PyPI (pdqhash, imageio-ffmpeg, iscc-lib; group "bench"); whichever is missing is named and
skipped. Each scores a copy against every registered film; its recall is told at its own threshold: the highest
score that it gives to a film that is not there. So no peer is judged by a threshold that is not its best. Looks and
scores are kept, so that a run goes on where one stopped.
"""

from __future__ import annotations

import importlib
import json
import os
import statistics
import subprocess
import zlib
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
from copy_detection.attacks import ATTACKS
from copy_detection.table import JUDGE, TUNE, Outcome, half_of
from copy_detection.ways import name_of_file, way_of

RATE = 5
"""Pictures a second that each peer sees, of copies and films alike."""
_OFFSETS = 0.5
_NAMESPACE = "{urn:mpeg:mpeg7:schema:2001}"
OURS = "ours"
Print = NDArray[Any]
Score = Callable[[Print, Print], float]
Found = dict[str, dict[tuple[str, str], bool]]
"""For each detector which copies, by film and attack, it found."""


class MissingPeer(Exception):  # noqa: N818 said to a person, who installs it
    """A peer is not installed."""


@dataclass
class Peer:
    """One peer: how it looks at a file, and how alike two looks are, the more the better."""

    name: str
    words: str
    look: Callable[[Path], Print]
    score: Score
    folder: Path
    looks: dict[Path, Print] = field(default_factory=dict)

    def of(self, path: Path) -> Print:
        """The look of a file, taken once and kept for the next run."""
        if path not in self.looks:
            kept = self.folder / f"{name_of_file(path)}.npy"
            if not kept.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                draft = kept.with_suffix(".draft.npy")
                np.save(draft, self.look(path))
                draft.replace(kept)
            self.looks[path] = np.load(kept)
        return self.looks[path]


def peers(folder: Path) -> Iterator[Peer]:
    """Those that are installed; the others are named."""
    for make in (_pdq, _mpeg7, _iscc):
        try:
            yield make(folder)
        except MissingPeer as missing:
            print(f"  PEER SKIPPED: {missing}")


def compare(
    films: dict[str, Path],
    groups: dict[str, set[str]],
    folder: Path,
    ours: list[Outcome],
    *,
    cpu_seconds: float,
) -> None:
    """Recall of each peer at no false copy beside ours, on the attacked films that are there."""
    there = [each for each in trials(films, groups, folder / "attacked", may_make=lambda: False) if each.path.exists()]
    there.sort(key=lambda trial: zlib.crc32(trial.path.name.encode()))  # the first ones are a fair sample of all
    present = list(peers(folder / "peers"))
    kept = folder / f"peers-{way_of([Path(__file__)], sorted(films))}.jsonl"
    lines = [line for line in (kept.read_text() if kept.exists() else "").splitlines() if line.endswith("]")]
    known = {(peer, film, attack): (right, wrong) for peer, film, attack, right, wrong in map(json.loads, lines)}
    begin, left = _spent(), 0
    with kept.open("a") as file:
        for trial in there:
            for peer in present:
                key = (peer.name, trial.film, trial.attack.name)
                if key in known:
                    continue
                if _spent() - begin > cpu_seconds:
                    left += 1
                    continue
                known[key] = _scores(peer, trial, films, groups)
                file.write(json.dumps([*key, *known[key]]) + "\n")
                file.flush()
    scored = {
        peer.name: {(film, attack): both for (name, film, attack), both in known.items() if name == peer.name}
        for peer in present
    }
    found: Found = {OURS: {(each.film, each.attack): each.found for each in ours}}
    for name, some in scored.items():
        highest = max((wrong for _, wrong in some.values()), default=0.0)
        found[name] = {pair: right > highest for pair, (right, _) in some.items()}
    for peer in present:
        print(f"  {peer.name}: {peer.words}")
    _show(found, {pair: half_of(min(groups[pair[0]])) for some in found.values() for pair in some})
    if left:
        print(f"\n  {left} scores are left; run it again to go on")


def _spent() -> float:
    # Processor seconds of this program and of those it ran.
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _scores(peer: Peer, trial: Trial, films: dict[str, Path], groups: dict[str, set[str]]) -> tuple[float, float]:
    asked = peer.of(trial.path)
    mine, others = groups[trial.film], groups[trial.film] | groups.get(trial.carrier, set())
    scores = {name: peer.score(asked, peer.of(path)) for name, path in films.items()}
    return max(scores[name] for name in mine), max(score for name, score in scores.items() if name not in others)


def _show(found: Found, halves: dict[tuple[str, str], str]) -> None:
    # Only copies that all were asked about are compared.
    pairs = set.intersection(*(set(some) for some in found.values()))
    if not pairs:
        return
    print(f"\n  {len(pairs)} copies, found at no false copy, by %")
    print(f"  {'':<28}" + "".join(f"{name:>10}" for name in found))
    shares: dict[str, list[float]] = {name: [] for name in found}
    for attack in ATTACKS:
        some = [pair for pair in pairs if pair[1] == attack]
        if some:
            for name, said in found.items():
                shares[name].append(100 * statistics.mean(said[pair] for pair in some))
            print(f"  {attack:<28}" + "".join(f"{each[-1]:>10.0f}" for each in shares.values()))
    print(f"  {'mean of the attacks':<28}" + "".join(f"{statistics.mean(each):>10.1f}" for each in shares.values()))
    for half in (TUNE, JUDGE):
        some = [pair for pair in pairs if halves[pair] == half]
        if some:
            means = (100 * statistics.mean(said[pair] for pair in some) for said in found.values())
            print(f"  {f'all {len(some)} of the {half} half':<28}" + "".join(f"{mean:>10.1f}" for mean in means))


# --- PDQ ---------------------------------------------------------------------------------------


def _pdq(folder: Path) -> Peer:
    pdqhash = _installed("pdqhash")

    def look(path: Path) -> Print:
        hashes = [pdqhash.compute(np.ascontiguousarray(picture[..., ::-1]))[0] for picture in _pictures(path)]
        return np.packbits(np.array(hashes, np.uint8), axis=1)

    return Peer("PDQ", "hashes of frames, aligned in time", look, _aligned(_bits_apart, worst=256), folder / "pdq")


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


def _mpeg7(folder: Path) -> Peer:
    words, score = "signatures of frames by ffmpeg, aligned in time", _aligned(_steps_apart, worst=380)
    return Peer("MPEG-7", words, _signer(), score, folder / "mpeg7")


def _iscc(folder: Path) -> Peer:
    iscc, signatures = _installed("iscc_lib"), _mpeg7(folder)
    window = 2 * RATE

    def codes(path: Path) -> Print:
        rows = signatures.of(path).tolist()
        starts = range(0, max(1, len(rows) - window + 1), RATE)
        made = [iscc.gen_video_code_v0(rows[start : start + window], bits=256).iscc for start in starts]
        return np.array([np.frombuffer(_body(code), np.uint8) for code in made])

    def score(one: Print, other: Print) -> float:
        return -float(_bits_apart(one, other).min(axis=1).mean())

    return Peer("ISCC", "video codes of windows of two seconds", codes, score, folder / "iscc")


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
