"""Prints how well copies are found: recall under thirty attacks, edges, direction, strangers, cost, index.

    python bench/copies.py                        films by the drawn renderer, all parts
    python bench/copies.py --clips FOLDER         also the films of a folder, each attacked
    python bench/copies.py --quick                few films, few strangers
    python bench/copies.py --kept FOLDER          keeps what was attacked and fingerprinted for the next time
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
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from copy_detection.attacked import Trial, kept_print, trials
from copy_detection.attacks import Clip, write_clip
from copy_detection.drawn_films import RATE, drawn_prints, example_cards, frames_of

from reelwright.seal import CopyMatch, Fingerprint, MemoryRegistry, Relation, Upstream, find_copies
from reelwright.seal.detector.bands import build_table, look_up
from reelwright.seal.detector.memory import LONGEST_LIST, RADIUS
from reelwright.seal.detector.packing import pack_fingerprint_v1
from reelwright.seal.detector.thin import thinned


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
    asked.add_argument("--kept", type=Path, help="a folder that keeps what was attacked and fingerprinted")
    asked.add_argument("--asked", type=int, default=0, help="so many of the strangers are asked about; all if not said")
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


# --- attacks -----------------------------------------------------------------------------------


def attacks(options: argparse.Namespace) -> None:
    """Recall, false copies, edges and direction under the thirty attacks; peers beside ours."""
    with kept_folder(options) as folder:
        films = films_to_attack(options, folder)
        registry = MemoryRegistry()
        for name, path in films.items():
            registry.add(name, kept_print(path, asked=False, folder=folder / "prints"))
        groups = groups_of(films, registry, folder)
        tally = Tally()
        for trial in trials(films, groups, folder / "attacked"):
            asked = kept_print(trial.path, asked=True, folder=folder / "prints")
            begin = time.process_time()
            matches = find_copies(asked, registry)
            tally.cost.append((time.process_time() - begin) / max(1.0, float(asked.times[-1])))
            tally.count(trial, [match for match in matches if match.relation is Relation.COPY], groups)
        tally.print()
    for peer in ("pdqhash", "vpdq"):
        try:
            __import__(peer)
        except ImportError:
            print(f"  PEER SKIPPED: {peer} is not installed (its source package needs a compiler)")
    print("  PEERS SKIPPED: ISCC's video code and MPEG-7's signature need the ffmpeg program for their frame vectors")


@contextmanager
def kept_folder(options: argparse.Namespace) -> Iterator[Path]:
    """Where attacked films and fingerprints lie: kept when the user named a folder."""
    if options.kept:
        options.kept.mkdir(parents=True, exist_ok=True)
        yield options.kept
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@dataclass
class Tally:
    """What came out of the trials."""

    found: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    by_film: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    false: list[tuple[str, str, str]] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    right: int = 0
    wrong: int = 0

    def count(self, trial: Trial, copies: list[CopyMatch], groups: dict[str, set[str]]) -> None:
        """Count one trial."""
        mine = [match for match in copies if match.film in groups[trial.film]]
        self.found[trial.attack.name].append(bool(mine))
        self.by_film[trial.film].append(bool(mine))
        known = groups[trial.film] | groups.get(trial.carrier, set())
        self.false += [(trial.film, trial.attack.name, match.film) for match in copies if match.film not in known]
        if mine:
            itself = [match for match in mine if match.film == trial.film]
            self.edges += edge_errors(itself[0], trial) if itself else []
            self.right += mine[0].upstream is Upstream.FILM
            self.wrong += mine[0].upstream is Upstream.FILE

    def print(self) -> None:
        """Print the table and the figures under it."""
        for name, each in self.found.items():
            print(f"  {name:<28}{100 * statistics.mean(each):5.0f} % of {len(each)}")
        print(
            "  by film:", ", ".join(f"{film} {100 * statistics.mean(each):.0f}" for film, each in self.by_film.items())
        )
        recall = [100 * statistics.mean(each) for each in self.found.values()]
        row("mean recall", statistics.mean(recall), "%", 97, at_least=True)
        row("weakest attack", min(recall), "%", 85, at_least=True)
        row("false copies", len(self.false), "", 0)
        row("edges, median error", statistics.median(self.edges), "s", 0.25)
        row("edges, nine in ten within", float(np.quantile(self.edges, 0.9)), "s")
        tried = sum(map(len, self.found.values()))
        row("direction decided rightly", 100 * self.right / tried, "%")
        row("direction decided wrongly", 100 * self.wrong / tried, "%", 1)
        row("search, CPU for each second of the file", statistics.mean(self.cost), "s")
        for each in self.false:
            print("   false:", *each)


def films_to_attack(options: argparse.Namespace, folder: Path) -> dict[str, Path]:
    """The films: those of the folder that was named, and some by the drawn renderer."""
    films = {path.stem: path for path in sorted(options.clips.glob("*.mp4"))} if options.clips else {}
    cards = example_cards()
    for number in range(2 if options.quick else 4):
        path = folder / f"drawn{number}.mp4"
        if not path.exists():
            pictures = [cv2.cvtColor(luma, cv2.COLOR_GRAY2BGR) for luma in frames_of(number, cards)]
            write_clip(Clip(pictures, float(RATE.ratio)), path, crf=20)
        films[path.stem] = path
    return dict(list(films.items())[-4:]) if options.quick else films


def groups_of(films: dict[str, Path], registry: MemoryRegistry, folder: Path) -> dict[str, set[str]]:
    """Films that hold the same work: by their own search, or because their names begin alike; each is in its own."""
    groups = {name: {other for other in films if other.split("_")[0] == "bbb" == name.split("_")[0]} for name in films}
    for name, path in films.items():
        found = find_copies(kept_print(path, asked=True, folder=folder / "prints"), registry)
        groups[name] |= {name} | {match.film for match in found if match.relation is Relation.COPY}
        if groups[name] != {name}:
            print(f"  {name} holds the same work as {', '.join(sorted(groups[name] - {name}))}")
    return groups


def edge_errors(match: CopyMatch, trial: Trial) -> list[float]:
    """How far the four edges of a match are from the truth, in seconds."""
    first = trial.attack.lead
    last = first + trial.seconds / trial.attack.speed
    here = abs(float(match.here.start) - first), abs(float(match.here.end) - last)
    there = abs(float(match.there.start) - trial.since), abs(float(match.there.end) - trial.since - trial.seconds)
    return [*here, *there]


# --- strangers ---------------------------------------------------------------------------------


def strangers(options: argparse.Namespace) -> None:
    """Drawn films that share sets and people but no shot: none may be called a copy of another."""
    count = 24 if options.quick else options.strangers
    asked = options.asked or count
    cards = example_cards()
    registry = MemoryRegistry()
    with kept_folder(options) as folder:
        prints = {number: drawn_prints(number, cards, folder / "drawn") for number in range(count)}
    for number, (kept, _) in prints.items():
        registry.add(str(number), kept)
    copies, sets, itself, cost = [], 0, 0, []
    for number in range(0, count, max(1, count // asked)):
        begin = time.process_time()
        found = find_copies(prints[number][1], registry)
        cost.append((time.process_time() - begin) / float(prints[number][1].times[-1]))
        copies += [(str(number), match) for match in found if match.relation is Relation.COPY]
        sets += sum(match.relation is Relation.SAME_SET for match in found)
    itself = len({number for number, match in copies if match.film == number})
    wrong = [(number, match) for number, match in copies if match.film != number]
    row(f"copies, {len(cost)} of {count} films asked about, with sets and people in common", len(wrong), "", 0)
    row("films found as themselves", 100 * itself / len(cost), "%", 100, at_least=True)
    row("stretches named as the same set", sets, "")
    row("search among them, CPU for each second of the file", statistics.mean(cost), "s")
    for number, match in wrong:
        print(
            f"   false: {number} is no copy of {match.film}: likeness {match.likeness:.2f}, motion {match.motion:.2f}"
        )


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
        hour = len(pack_fingerprint_v1(thinned(made))) / 5 * 3600 / 1e6
        row("fingerprint of an hour on disk", hour, "MB")


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


def print_of(frames: list[av.VideoFrame]) -> Fingerprint:
    """The fingerprint from decoded frames, scaling included."""
    from reelwright.seal import Picture, fingerprint_v1  # noqa: PLC0415 only here

    shown = (frame.reformat(320, 180, format="gray", interpolation="AREA").to_ndarray() for frame in frames)
    return fingerprint_v1(
        Picture(Fraction(i, 6), 320, 180, colour=False, pixels=each.tobytes()) for i, each in enumerate(shown)
    )


CODES_A_SECOND = 90
SEGMENT_SECONDS = 4


def index(options: argparse.Namespace) -> None:
    """Looking up codes among many: clustered ones, as films have them."""
    for count in (10**5, 10**6) if options.quick else (10**6, 10**7, 4 * 10**7):
        codes = clustered_codes(count)
        begin = time.process_time()
        built = build_table(codes)
        build = time.process_time() - begin
        chance = np.random.default_rng(2)
        spent = []
        missed = 0
        for _ in range(60):
            place = int(chance.integers(count))
            asked = flipped(codes[place : place + 1], chance)
            begin = time.process_time()
            hits = look_up(built, asked, radius=RADIUS, longest=LONGEST_LIST)
            spent.append(time.process_time() - begin)
            missed += place not in hits.rows
        frame = codes[chance.integers(0, count, 120)]
        whole = []
        for _ in range(5):
            begin = time.process_time()
            look_up(built, frame, radius=RADIUS, longest=LONGEST_LIST)
            whole.append(time.process_time() - begin)
        segments = count / CODES_A_SECOND / SEGMENT_SECONDS
        print(f"  {count:,} codes in bands of {built.width} bits: {segments:,.0f} segments of {SEGMENT_SECONDS} s")
        row("  one code (median CPU)", 1e3 * statistics.median(spent), "ms")
        row("  a keyframe of 120 codes", 1e3 * statistics.median(whole), "ms")
        row("  not found with 8 bits changed (long lists are passed over)", 100 * missed / 60, "%")
        row("  building the table", build, "s")
        row("  memory", built.memory() / 1e6, "MB")
        row("  memory an hour of film", built.memory() / count * CODES_A_SECOND * 3600 / 1e6, "MB")


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
