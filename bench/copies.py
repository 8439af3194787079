"""Prints how well copies are found: recall under thirty attacks, edges, direction, strangers, cost, index.

    python bench/copies.py                        films by the drawn renderer, all parts
    python bench/copies.py --clips FOLDER         also the films of a folder, each attacked
    python bench/copies.py --quick                few films, few strangers
    python bench/copies.py attacks index          only these parts: attacks, strangers, cost, index

Whatever is compared is measured on the same files. Peers that are not installed are named and skipped.
Nothing here is a test: a figure that misses its target is printed with a cross and nothing fails.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from copy_detection.attacks import ATTACKS, Attack, Clip, read_clip, write_clip
from copy_detection.drawn_films import RATE, drawn_print, example_cards, frames_of

from reelwright.seal import (
    ASKED,
    ASKED_RATE,
    REGISTERED,
    CopyMatch,
    MemoryRegistry,
    Relation,
    Upstream,
    find_copies,
    fingerprint_file,
)
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.seal.detector.bands import build_table, look_up
from reelwright.seal.detector.packing import pack_fingerprint_v1

READER = ChildReader()
FILM_SEES_MORE = {"crop 10 %", "crop 20 %", "crop 30 %", "9:16 centre crop", "all together"}


def main() -> None:
    """Run the parts that were asked for."""
    cv2.setNumThreads(1)
    parts: dict[str, Callable[[argparse.Namespace], None]] = {
        "attacks": attacks,
        "strangers": strangers,
        "cost": cost,
        "index": index,
    }
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", choices=[*parts, []], help="all if none is named")
    asked.add_argument("--clips", type=Path, help="a folder of MP4s to attack")
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--strangers", type=int, default=500)
    options = asked.parse_args()
    for name in options.parts or parts:
        print(f"\n{name}")
        parts[name](options)


def row(what: str, value: float, unit: str, target: float | None = None, *, at_least: bool = False) -> None:
    """Print one figure, with its target where there is one."""
    if target is None:
        print(f"  {what:<62}{value:9.2f} {unit}")
        return
    reached = value >= target if at_least else value <= target
    print(f"  {what:<62}{value:9.2f} {unit:<8} target {'≥' if at_least else '≤'} {target:g} {'✓' if reached else '✗'}")


@dataclass(frozen=True)
class Trial:
    """One attacked film and what is true of it."""

    film: str
    attack: Attack
    since: float
    seconds: float
    carrier: str
    path: Path


# --- attacks -----------------------------------------------------------------------------------


def attacks(options: argparse.Namespace) -> None:
    """Recall, false copies, edges and direction under the thirty attacks; peers beside ours."""
    with tempfile.TemporaryDirectory() as folder:
        films = films_to_attack(options, Path(folder))
        registry = MemoryRegistry()
        for name, path in films.items():
            registry.add(name, fingerprint_file(READER, path))
        groups = groups_of(films, registry)
        found: dict[str, list[bool]] = defaultdict(list)
        false, edges, right, wrong = [], [], 0, 0
        for trial in trials(films, Path(folder), groups):
            matches = find_copies(fingerprint_file(READER, trial.path, ASKED, rate=ASKED_RATE), registry)
            copies = [match for match in matches if match.relation is Relation.COPY]
            mine = [match for match in copies if match.film == trial.film]
            found[trial.attack.name].append(bool(mine))
            known = groups[trial.film] | groups.get(trial.carrier, set())
            false += [(trial.film, trial.attack.name, match.film) for match in copies if match.film not in known]
            if mine:
                edges += edge_errors(mine[0], trial)
                right += mine[0].upstream is Upstream.FILM
                wrong += mine[0].upstream is Upstream.FILE
            trial.path.unlink()
        table(found)
        row(
            "mean recall",
            100 * statistics.mean(statistics.mean(each) for each in found.values()),
            "%",
            97,
            at_least=True,
        )
        row("weakest attack", 100 * min(statistics.mean(each) for each in found.values()), "%", 85, at_least=True)
        row("false copies", len(false), "", 0)
        row("edges, median error", statistics.median(edges), "s", 0.25)
        tried = sum(map(len, found.values()))
        row("direction decided rightly", 100 * right / tried, "%")
        row("direction decided wrongly", 100 * wrong / tried, "%", 1)
        for each in false:
            print("   false:", *each)
    for peer in ("pdqhash", "vpdq"):
        try:
            __import__(peer)
        except ImportError:
            print(f"  PEER SKIPPED: {peer} is not installed (its source package needs a compiler)")
    print("  PEERS SKIPPED: ISCC's video code and MPEG-7's signature need the ffmpeg program for their frame vectors")


def films_to_attack(options: argparse.Namespace, folder: Path) -> dict[str, Path]:
    """The films: those of the folder that was named, and some by the drawn renderer."""
    films = {path.stem: path for path in sorted(options.clips.glob("*.mp4"))} if options.clips else {}
    cards = example_cards()
    for number in range(2 if options.quick else 4):
        path = folder / f"drawn{number}.mp4"
        pictures = [cv2.cvtColor(luma, cv2.COLOR_GRAY2BGR) for luma in frames_of(number, cards)]
        write_clip(Clip(pictures, float(RATE.ratio)), path, crf=20)
        films[path.stem] = path
    return dict(list(films.items())[-4:]) if options.quick else films


def groups_of(films: dict[str, Path], registry: MemoryRegistry) -> dict[str, set[str]]:
    """Films that hold the same work to begin with, by their own search; each film is in its own group."""
    groups = {}
    for name, path in films.items():
        found = find_copies(fingerprint_file(READER, path, ASKED, rate=ASKED_RATE), registry)
        groups[name] = {name} | {match.film for match in found if match.relation is Relation.COPY}
        if groups[name] != {name}:
            print(f"  {name} also holds {', '.join(sorted(groups[name] - {name}))}")
    return groups


def trials(films: dict[str, Path], folder: Path, groups: dict[str, set[str]]) -> Iterator[Trial]:
    """Every film under every attack; stretches and carriers are chosen by the names, so always the same."""
    for name, path in films.items():
        with av.open(str(path)) as media:
            long = (media.duration or 0) / 1e6
        for attack in ATTACKS.values():
            chance = np.random.default_rng(zlib.crc32(f"{name}{attack.name}".encode()))
            seconds = min(attack.seconds, long)
            since = float(chance.uniform(0, max(0.0, long - seconds - 0.1)))
            others = sorted(set(films) - groups[name]) or sorted(films)
            carrier = others[int(chance.integers(len(others)))]
            clip = read_clip(path, since, seconds)
            other = read_clip(films[carrier], 0, seconds) if attack.carrier else clip
            copy = folder / "copy.mp4"
            write_clip(attack.change(clip, other), copy, crf=attack.crf)
            yield Trial(name, attack, since, seconds, carrier if attack.carrier else "", copy)


def edge_errors(match: CopyMatch, trial: Trial) -> list[float]:
    """How far the four edges of a match are from the truth, in seconds."""
    first = trial.attack.lead
    last = first + trial.seconds / trial.attack.speed
    here = abs(float(match.here.start) - first), abs(float(match.here.end) - last)
    there = abs(float(match.there.start) - trial.since), abs(float(match.there.end) - trial.since - trial.seconds)
    return [*here, *there]


def table(found: dict[str, list[bool]]) -> None:
    """Print recall by attack."""
    for name, each in found.items():
        print(f"  {name:<28}{100 * statistics.mean(each):5.0f} % of {len(each)}")


# --- strangers ---------------------------------------------------------------------------------


def strangers(options: argparse.Namespace) -> None:
    """Drawn films that share sets and people but no shot: none may be called a copy of another."""
    count = 24 if options.quick else options.strangers
    cards = example_cards()
    registry = MemoryRegistry()
    for number in range(count):
        registry.add(str(number), drawn_print(number, REGISTERED, cards))
    copies, sets, itself = 0, 0, 0
    for number in range(count):
        found = find_copies(drawn_print(number, ASKED, cards), registry)
        copies += sum(match.relation is Relation.COPY and match.film != str(number) for match in found)
        sets += sum(match.relation is Relation.SAME_SET for match in found)
        itself += any(match.relation is Relation.COPY and match.film == str(number) for match in found)
    row(f"copies among {count} films with sets and people in common", copies, "", 0)
    row("films found as themselves", 100 * itself / count, "%", 100, at_least=True)
    row("same set, so named", sets, "")


# --- cost and index ----------------------------------------------------------------------------


def cost(options: argparse.Namespace) -> None:
    """Fingerprinting against decoding the same file once, and what an hour of film takes on disk."""
    del options
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        chance = np.random.default_rng(1)
        still = cv2.resize(
            chance.integers(0, 255, (90, 160, 3), dtype=np.uint8), (1440, 810), interpolation=cv2.INTER_CUBIC
        )
        moving = [still[i // 2 : i // 2 + 720, i : i + 1280].copy() for i in range(120)]
        write_clip(Clip(moving, 24.0), path, crf=23)
        ratios = []
        for _ in range(3):
            decoded, pictures = decode(path)
            begin = time.process_time()
            made = print_of(pictures)
            ratios.append((time.process_time() - begin) / decoded)
        row("fingerprint : decoding once (720p, 24 a second)", statistics.median(ratios), "", 1.0)
        hour = len(pack_fingerprint_v1(made)) / 5 * 3600 / 1e6
        row("fingerprint of an hour on disk", hour, "MB")
        row("tables of an hour (72 bytes a point, 120 points a second)", 120 * 3600 * 72 / 1e6, "MB")


def decode(path: Path) -> tuple[float, list[np.ndarray]]:
    """Processor time to decode a file once, and the pictures that a fingerprint takes from it."""
    pictures = []
    with av.open(str(path)) as media:
        video = media.streams.video[0]
        video.codec_context.thread_count = 1
        begin = time.process_time()
        frames = list(media.decode(video))
        spent = time.process_time() - begin
    pictures = [frame for index, frame in enumerate(frames) if index % 4 == 0]
    return spent, pictures


def print_of(frames: list[av.VideoFrame]) -> object:
    """The fingerprint from decoded frames, scaling included."""
    from reelwright.seal import Picture, fingerprint_v1  # noqa: PLC0415 only here

    shown = (frame.reformat(320, 180, format="gray", interpolation="AREA").to_ndarray() for frame in frames)
    return fingerprint_v1(
        Picture(Fraction(i, 6), 320, 180, colour=False, pixels=each.tobytes()) for i, each in enumerate(shown)
    )


def index(options: argparse.Namespace) -> None:
    """Looking up codes among many: random ones, and clustered ones as films have them."""
    for count in (10**5, 10**6) if options.quick else (10**6, 10**7):
        codes = clustered_codes(count)
        begin = time.process_time()
        built = build_table(codes)
        build = time.process_time() - begin
        chance = np.random.default_rng(2)
        spent = []
        missed = 0
        for _ in range(40):
            place = int(chance.integers(count))
            asked = flipped(codes[place : place + 1], chance)
            begin = time.process_time()
            hits = look_up(built, asked, radius=22, probes=False, longest=2000)
            spent.append(time.process_time() - begin)
            missed += place not in hits.rows
        frame = codes[chance.integers(0, count, 120)]
        begin = time.process_time()
        look_up(built, frame, radius=22, probes=False, longest=2000)
        whole = time.process_time() - begin
        row(f"one code among {count:,} (median CPU)", 1e3 * statistics.median(spent), "ms", 5 if count <= 10**6 else 50)
        row("  a keyframe of 120 codes", 1e3 * whole, "ms")
        row("  not found with 8 bits changed (long lists are passed over)", 100 * missed / 40, "%")
        row("  building the table", build, "s")
        row("  memory", (codes.nbytes + built.order.nbytes + built.starts.nbytes) / 1e6, "MB")


def clustered_codes(count: int) -> np.ndarray:
    """Codes of which a fifth lie within a few bits of one of two thousand centres, as films' do."""
    chance = np.random.default_rng(1)
    codes = chance.integers(0, 2**63, (count, 2), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    centres = chance.integers(0, 2**63, (2000, 2), dtype=np.uint64)
    some = chance.integers(0, count, count // 5)
    noise = chance.integers(0, 2**63, (len(some), 2), dtype=np.uint64)
    for _ in range(3):
        noise &= chance.integers(0, 2**63, (len(some), 2), dtype=np.uint64)
    codes[some] = centres[chance.integers(0, len(centres), len(some))] ^ noise
    return codes


def flipped(codes: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The same codes with eight bits changed."""
    changed = codes.copy()
    for bit in chance.choice(128, 8, replace=False):
        changed[:, bit // 64] ^= np.uint64(1) << np.uint64(bit % 64)
    return changed


if __name__ == "__main__":
    sys.exit(main())
