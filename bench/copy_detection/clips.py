"""A stretch of a film in memory: read from a file, and written as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
SIDE = 640


@dataclass(frozen=True)
class Clip:
    """Pictures (BGR) at a rate, one-channel sound at 16 kHz, and which stretch of which film they are."""

    pictures: list[Image]
    rate: float
    sound: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))


def read_clip(path: Path, since: float, seconds: float, *, side: int = SIDE) -> Clip:
    """Some seconds of a film, its longer side at most ``side``."""
    pictures, sound = [], []
    with av.open(str(path)) as media:
        video = media.streams.video[0]
        rate = float(video.average_rate or 25)
        streams = [video, *media.streams.audio[:1]]
        resampler = av.AudioResampler(format="s16", layout="mono", rate=16000)
        start = None
        for frame in media.decode(streams):
            if isinstance(frame, av.AudioFrame):
                if frame.time is not None and since <= frame.time < since + seconds:
                    sound += [part.to_ndarray()[0] for part in resampler.resample(frame)]
                continue
            start = frame.time if start is None else start
            when = frame.time - start
            if since - 1e-6 <= when < since + seconds - 1e-6:
                share = min(1.0, side / max(frame.width, frame.height))
                size = (round(frame.width * share / 2) * 2, round(frame.height * share / 2) * 2)
                pictures.append(frame.reformat(*size, format="bgr24", interpolation="AREA").to_ndarray())
            if when > since + seconds + 1:
                break
    return Clip(pictures, rate, np.concatenate(sound) if sound else np.zeros(0, np.int16))


def write_clip(clip: Clip, path: Path, *, crf: int, interlace: bool = False) -> None:
    """Encode a clip as H.264, with AAC where there is sound."""
    height, width = clip.pictures[0].shape[:2]
    options = {"crf": str(crf), "preset": "veryfast"} | ({"x264-params": "interlaced=1"} if interlace else {})
    with av.open(str(path), "w") as media:
        video = media.add_stream("libx264", rate=Fraction(clip.rate).limit_denominator(1001), options=options)
        video.width, video.height, video.pix_fmt = width // 2 * 2, height // 2 * 2, "yuv420p"
        audio = media.add_stream("aac", rate=16000, layout="mono", bit_rate=48000) if len(clip.sound) else None
        for picture in clip.pictures:
            frame = av.VideoFrame.from_ndarray(
                np.ascontiguousarray(picture[: height // 2 * 2, : width // 2 * 2]), "bgr24"
            )
            media.mux(video.encode(frame))
        media.mux(video.encode())
        if audio is not None:
            whole = av.AudioFrame.from_ndarray(np.ascontiguousarray(clip.sound[None]), "s16", "mono")
            whole.sample_rate = 16000
            media.mux([*audio.encode(whole), *audio.encode()])
