"""Prints how well copies are found: recall under thirty attacks, edges, direction, strangers, cost, index.

    python bench/copies.py                        films by the drawn renderer, all parts
    python bench/copies.py --clips FOLDER         also the films of a folder, each attacked
    python bench/copies.py --kept FOLDER          where attacked films, fingerprints and outcomes lie from run to run
    python bench/copies.py --cpu-minutes 10       stops after so much processor time; the next run goes on
    python bench/copies.py --quick                few films, few strangers
    python bench/copies.py attacks index          only these; also direction, peers, strangers, cost, registry

Half of the works, by a rule on their names, is for tuning; the other half judges. Both are printed. Whatever is
compared is measured on the same files. Nothing here is a test: a figure that misses its target is printed with a
cross and nothing fails.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from copy_detection import lookup
from copy_detection.both_ways import both_ways
from copy_detection.by_registry import by_registry
from copy_detection.clips import Clip, write_clip
from copy_detection.drawn_films import example_cards, write_drawn
from copy_detection.peers import compare
from copy_detection.printing import row
from copy_detection.strangers import strangers
from copy_detection.table import known_works, print_table, tried

from reelwright.seal import Fingerprint, Picture, SoundBlock, fingerprint_v1
from reelwright.seal.detector.packing import pack_fingerprint_v3
from reelwright.seal.detector.sound import SOUND_HERTZ
from reelwright.seal.detector.thin import thinned

DRAWN = 6


def main() -> None:
    """Run the parts that were asked for."""
    cv2.setNumThreads(1)
    parts: dict[str, Callable[[argparse.Namespace], None]] = {
        "attacks": attacks,
        "registry": registry,
        "direction": direction,
        "peers": peers,
        "strangers": draw_strangers,
        "cost": cost,
        "index": lambda options: lookup.index(options.kept, quick=options.quick),
    }
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", choices=[*parts, []], help="all if none is named")
    asked.add_argument("--clips", type=Path, help="a folder of MP4s to attack")
    asked.add_argument("--kept", type=Path, default=kept_folder(), help="where all that is made lies")
    asked.add_argument("--cpu-minutes", type=float, default=float("inf"), help="of each part; the next run goes on")
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--strangers", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1, help="which draw of strangers and of drawn films to attack")
    options = asked.parse_args()
    options.kept.mkdir(parents=True, exist_ok=True)
    for name in options.parts or parts:
        print(f"\n{name}")
        parts[name](options)


def kept_folder() -> Path:
    """Where what is made lies if the user says nothing: outside the repository, since it is gigabytes."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reelwright" / "bench-copies"


def attacks(options: argparse.Namespace) -> None:
    """Recall, false copies, edges and direction under the thirty attacks."""
    films = films_to_attack(options)
    outcomes, left, groups = tried(films, options.kept, cpu_seconds=60 * options.cpu_minutes)
    print_table(outcomes, groups)
    if left:
        print(f"\n  {left} copies are not tried yet; run it again to go on")


def registry(options: argparse.Namespace) -> None:
    """The same copies through the registry on disk, as ``reel verify`` asks it."""
    films = films_to_attack(options)
    by_registry(films, known_works(films, options.kept), options.kept, cpu_seconds=60 * options.cpu_minutes)


def direction(options: argparse.Namespace) -> None:
    """Who was first, of each original and each of its copies, whichever of the two is registered."""
    films = films_to_attack(options)
    both_ways(films, known_works(films, options.kept), options.kept, cpu_seconds=60 * options.cpu_minutes)


def peers(options: argparse.Namespace) -> None:
    """The same copies by PDQ, MPEG-7's signature and ISCC's video code beside ours, as far as they were made."""
    films = films_to_attack(options)
    ours, _, groups = tried(films, options.kept, cpu_seconds=0)
    compare(films, groups, options.kept, ours, cpu_seconds=60 * options.cpu_minutes)


def films_to_attack(options: argparse.Namespace) -> dict[str, Path]:
    """The films: those of the folder that was named, and some by the drawn renderer."""
    films = {path.stem: path for path in sorted(options.clips.glob("*.mp4"))} if options.clips else {}
    cards = example_cards()
    for number in range(DRAWN * (options.seed - 1) + 1, DRAWN * options.seed + 1):
        path = options.kept / f"drawn{number}.mp4"
        if not path.exists():
            write_drawn(number, cards, path)
        films[path.stem] = path
    return dict(list(films.items())[-4:]) if options.quick else films


def draw_strangers(options: argparse.Namespace) -> None:
    """Drawn films that share sets, people and music but no shot: none may be called a copy of another."""
    count = 24 if options.quick else options.strangers
    limit = 60 * options.cpu_minutes
    strangers(options.kept, count=count, seed=options.seed, cpu_seconds=limit)


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
        noise = chance.normal(0, 3000, 5 * SOUND_HERTZ).astype("<i2")
        ratios = []
        for _ in range(3):
            decoded, pictures = decode(path)
            begin = time.process_time()
            made = print_of(pictures, noise)
            ratios.append((time.process_time() - begin) / decoded)
        row("fingerprint, sound included : decoding pictures once (720p)", statistics.median(ratios), "", 1.0)
        hour = len(pack_fingerprint_v3(thinned(made))) / 5 * 3600 / 1e6
        row("fingerprint of an hour on disk", hour, "MB")


def decode(path: Path) -> tuple[float, list[av.VideoFrame]]:
    """Processor time to decode a file once, and the pictures that a fingerprint takes from it."""
    with av.open(str(path)) as media:
        video = media.streams.video[0]
        video.codec_context.thread_count = 1
        begin = time.process_time()
        frames = list(media.decode(video))
        spent = time.process_time() - begin
    return spent, [frame for index, frame in enumerate(frames) if index % 4 == 0]


def print_of(frames: list[av.VideoFrame], sound: np.ndarray) -> Fingerprint:
    """The fingerprint from decoded frames and samples, scaling included."""
    blocks = (
        SoundBlock(Fraction(at, SOUND_HERTZ), SOUND_HERTZ, sound[at : at + 1024].tobytes())
        for at in range(0, len(sound), 1024)
    )
    shown = (frame.reformat(320, 180, format="gray", interpolation="AREA").to_ndarray() for frame in frames)
    pictures = (Picture(Fraction(i, 6), 320, 180, colour=False, pixels=each.tobytes()) for i, each in enumerate(shown))
    return fingerprint_v1([*blocks, *pictures])


if __name__ == "__main__":
    sys.exit(main())
