"""Tiny films for the tests of the seal, made once a session by PyAV."""

from __future__ import annotations

import functools
import io

import av
import numpy as np

SIZE = (64, 112)


@functools.cache
def tiny_film(seed: int = 1, frames: int = 32, *, fragmented: bool = False) -> bytes:
    """An H.264 film of a few frames, each unlike the others."""
    target = io.BytesIO()
    options = {"movflags": "frag_keyframe+empty_moov+default_base_moof"} if fragmented else {}
    with av.open(target, "w", format="mp4", options=options) as container:
        stream = container.add_stream("libx264", rate=8, options={"preset": "ultrafast", "g": "8"})
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        shades = np.random.default_rng(seed).integers(0, 255, (frames, SIZE[1], SIZE[0], 3), np.uint8)
        for shade in shades:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shade // 4 + 60, format="rgb24")))
        container.mux(stream.encode())
    return target.getvalue()


@functools.cache
def still_picture() -> bytes:
    """A small PNG."""
    with av.open(io.BytesIO(tiny_film())) as container:
        frame = next(container.decode(video=0))
    codec = av.CodecContext.create("png", "w")
    codec.width, codec.height, codec.pix_fmt, codec.time_base = frame.width, frame.height, "rgb24", frame.time_base
    packets = [*codec.encode(frame.reformat(format="rgb24")), *codec.encode(None)]
    return b"".join(bytes(packet) for packet in packets)
