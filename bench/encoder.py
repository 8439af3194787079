"""Times x264 alone on raw frames: the yardstick that the whole pipeline is measured against.

The yardstick is the preset as it comes; our own settings of it are timed beside it. Run by itself
it prints CPU time a frame for drawn-like frames, and the time to join takes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.film import FrameRate, FrameSize
from reelwright.studio import PictureSettings
from reelwright.studio.adapters.cutter import PyavCutter
from reelwright.studio.adapters.hls import write_hls
from reelwright.studio.adapters.x264 import TakeEncoder

SIZE = FrameSize(1080, 1920)


def encode_stock(frames: Iterable[NDArray[np.uint8]], settings: PictureSettings) -> float:
    """CPU seconds of x264 on I420 frames at a preset as it comes, one thread and none of our settings."""
    size, spent = settings.size, 0.0
    context = av.CodecContext.create("libx264", "w")
    context.width, context.height, context.pix_fmt = size.width, size.height, "yuv420p"
    context.time_base = 1 / settings.rate.ratio
    context.thread_count = 1
    context.options = {"preset": settings.preset, "crf": str(settings.crf)}
    for number, frame in enumerate(frames):
        picture = av.VideoFrame.from_ndarray(frame, format="yuv420p")
        picture.pts = number
        begin = time.process_time()
        context.encode(picture)
        spent += time.process_time() - begin
    begin = time.process_time()
    context.encode(None)
    return spent + time.process_time() - begin


def encode_ours(frames: Iterable[NDArray[np.uint8]], settings: PictureSettings) -> float:
    """CPU seconds of our own encoder on I420 frames, the making of frames left out."""
    spent = 0.0
    with TakeEncoder(settings) as encoder:
        for frame in frames:
            begin = time.process_time()
            encoder.add(frame)
            spent += time.process_time() - begin
        begin = time.process_time()
        encoder.finish()
        spent += time.process_time() - begin
    return spent


def drawn_like(count: int, size: FrameSize = SIZE, seed: int = 1) -> Iterator[NDArray[np.uint8]]:
    """Frames with what drawn films have: flat areas with outlines, soft ground, a slow pan, a moving mouth."""
    random = np.random.default_rng(seed)
    wide, high = size.width + 240, size.height + 120
    # Soft paper grain over a gradient, as a blurred background has it.
    ground = np.repeat(np.linspace(60, 150, high)[:, None], wide, axis=1)[..., None] * [1.0, 0.9, 0.8]
    ground = np.clip(ground + cv2.GaussianBlur(random.normal(0, 24, (high, wide, 1)), (0, 0), 9)[..., None], 0, 255)
    scene = ground.astype(np.uint8)
    for _ in range(70):
        colour = tuple(int(value) for value in random.integers(30, 230, 3))
        centre = (int(random.integers(0, wide)), int(random.integers(0, high)))
        axes = (int(random.integers(20, 220)), int(random.integers(20, 260)))
        turn = int(random.integers(0, 180))
        cv2.ellipse(scene, centre, axes, turn, 0, 360, colour, -1, cv2.LINE_AA)
        cv2.ellipse(scene, centre, axes, turn, 0, 360, (30, 24, 28), 5, cv2.LINE_AA)
    for index in range(count):
        shift = np.float32([[1, 0, -index * 0.7], [0, 1, -index * 0.2]])
        frame = cv2.warpAffine(scene, shift, (size.width, size.height), flags=cv2.INTER_LINEAR)
        mouth = (size.width // 2, size.height // 2)
        cv2.ellipse(frame, mouth, (60, 8 + 24 * (index // 2 % 3)), 0, 0, 360, (40, 30, 120), -1, cv2.LINE_AA)
        yield np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2YUV_I420), np.uint8)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    frames = list(drawn_like(count))
    for preset in ("veryfast", "superfast", "ultrafast"):
        settings = PictureSettings(SIZE, FrameRate(30), preset=preset)
        for name, encode in (("as it comes", encode_stock), ("as ours", encode_ours)):
            best = min(encode(frames, settings) for _ in range(2)) / count * 1000
            print(f"x264 {preset:10} {name:12} {best:6.1f} CPU-ms a frame at {SIZE.width}×{SIZE.height}")
    with TakeEncoder(PictureSettings(SIZE, FrameRate(30))) as encoder:
        for frame in frames:
            encoder.add(frame)
        takes = [encoder.finish()] * 30
    # 30 takes of `count` frames at 30 frames a second last `count` seconds.
    sound = np.random.default_rng(1).normal(0, 3000, (48_000 * count, 2)).astype(np.int16)
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.mp4"
        begin, clock = time.process_time(), time.perf_counter()
        total = PyavCutter().join(takes, film, sound=sound)
        spent, clock = time.process_time() - begin, time.perf_counter() - clock
        print(f"join of 30 takes, {total / 30:.0f} s, {film.stat().st_size / 1e6:.1f} MB:", end=" ")
        print(f"{spent:.2f} CPU-s, {clock:.2f} s, {spent / (total / 30) * 1000:.1f} CPU-ms a second of film")
        if "--stream" in sys.argv:
            begin = time.process_time()
            write_hls(film, Path(folder) / "hls")
            spent = time.process_time() - begin
            print(f"streaming folder: {spent:.1f} CPU-s, {spent / total * 1000:.1f} CPU-ms a frame")


if __name__ == "__main__":
    main()
