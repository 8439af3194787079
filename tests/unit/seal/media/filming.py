"""Films that tests make themselves, small and odd."""

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction

import av
import numpy as np


def moving(index: int, width: int = 96, height: int = 64) -> np.ndarray:
    """A picture (yuv420p) with a bright square that moves two pixels a frame."""
    yuv = np.full((height * 3 // 2, width), 128, np.uint8)
    yuv[:height] = np.linspace(30, 160, width, dtype=np.uint8)
    left = 2 * index % (width - 16)
    yuv[8:24, left : left + 16] = 235
    return yuv


def film(
    *,
    frames: int = 12,
    kind: str = "mp4",
    codec: str = "libx264",
    pixels: str = "yuv420p",
    size: tuple[int, int] = (96, 64),
    stamps: Sequence[int] | None = None,
    options: Mapping[str, str] | None = None,
    muxing: Mapping[str, str] | None = None,
    sound: str = "",
    trc: int = 0,
) -> bytes:
    """A film of the moving square at 25 pictures a second, or with its own time stamps in 1/1000 s."""
    out = io.BytesIO()
    with av.open(out, "w", format=kind, container_options=dict(muxing or {})) as media:
        video = media.add_stream(codec, rate=25, options=dict(options or {}))
        video.width, video.height, video.pix_fmt = *size, pixels
        if trc:
            video.codec_context.color_trc = trc
        audio = media.add_stream(sound, rate=48000, layout="mono") if sound else None
        if stamps:
            video.codec_context.time_base = Fraction(1, 1000)
        for index in range(frames):
            frame = av.VideoFrame.from_ndarray(moving(index, *size), "yuv420p").reformat(format=pixels)
            if stamps:
                frame.pts, frame.time_base = stamps[index], Fraction(1, 1000)
            media.mux(video.encode(frame))
        media.mux(video.encode())
        if audio:
            tone = av.AudioFrame.from_ndarray(np.full((1, 48000 * frames // 25), 99, np.int16), "s16", "mono")
            tone.sample_rate = 48000
            media.mux([*audio.encode(tone), *audio.encode()])
    return out.getvalue()
