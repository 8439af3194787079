"""Looking up codes among many, and what they take: clustered ones, as films have them."""

from __future__ import annotations

import statistics
import time

import numpy as np

from copy_detection.printing import row
from reelwright.seal.detector.bands import build_table, look_up
from reelwright.seal.detector.memory import LONGEST_LIST, RADIUS

CODES_A_SECOND = 90
SEGMENT_SECONDS = 4


def index(*, quick: bool) -> None:
    """Looking up codes among many: clustered ones, as films have them."""
    for count in (10**5, 10**6) if quick else (10**6, 10**7, 4 * 10**7):
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
