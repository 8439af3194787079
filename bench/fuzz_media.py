"""Throws spoiled files at everything that looks into media, and counts what becomes of them.

    python bench/fuzz_media.py [--seeds 60] [--mutations 200] [--seconds 0] [--seed 0]

Sixty small files of many kinds are made here: films of several containers and codecs, stills, sounds,
signed and fragmented films, a streaming folder. Each is spoiled in many ways (bits, lengths of boxes,
stretches cut, doubled, exchanged with another file's) and given to the reader, to the parsers that run
beside it and to the reading of credentials. Allowed is an answer, or a ``ReelError``. What is counted as
a crash is any other exception on this side of the pipe; as a hang, a file that takes more than 30 s.
Exit code 1 when there was either; the file is kept beside the figures.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import io
import itertools
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.codec.codec import UnknownCodecError

from reelwright.film import ReelError
from reelwright.seal import (
    Declaration,
    MediaLimits,
    MediaWish,
    PictureWish,
    SourceType,
    look_at_structure,
    read_tag,
)
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.seal.media.playlist import resolve_folder
from reelwright.testing import FakeSigner

HANG_SECONDS = 30.0
READER = ChildReader(MediaLimits(cpu_seconds=15, cpu_seconds_per_mb=4, stall_seconds=20))
FILMS = (
    *(("mp4", codec, pix) for codec, pix in (("libx264", "yuv420p"), ("libx264", "yuv420p10le"), ("mpeg4", "yuv420p"))),
    *(("matroska", codec, pix) for codec, pix in (("libx264", "yuv444p"), ("ffv1", "yuv420p"), ("mjpeg", "yuvj420p"))),
    *(("mov", codec, pix) for codec, pix in (("libx264", "yuv420p"), ("prores_ks", "yuv422p10le"))),
    *(("webm", codec, "yuv420p") for codec in ("libvpx", "libvpx-vp9")),
    *((form, "mpeg2video", "yuv420p") for form in ("mpegts", "mpeg")),
    *(("avi", codec, pix) for codec, pix in (("mpeg4", "yuv420p"), ("mjpeg", "yuvj420p"))),
    ("flv", "flv", "yuv420p"),
    ("ivf", "libvpx", "yuv420p"),
    ("gif", "gif", "rgb8"),
)
SOUNDS = (("wav", "pcm_s16le"), ("flac", "flac"), ("mp3", "libmp3lame"), ("ogg", "libvorbis"), ("adts", "aac"))
STILLS = (("png", "rgb24"), ("mjpeg", "yuvj420p"), ("libwebp", "yuv420p"))


def film(form: str, codec: str, pix: str, chance: np.random.Generator, *, fragmented: bool = False) -> bytes:
    """A film of a few frames."""
    target = io.BytesIO()
    options = {"movflags": "frag_keyframe+empty_moov"} if fragmented else {}
    with av.open(target, "w", format=form, options=options) as out:
        stream = out.add_stream(codec, rate=8)
        stream.width, stream.height, stream.pix_fmt = 48, 32, pix
        for _ in range(6):
            shade = chance.integers(0, 255, (32, 48, 3), np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(shade, format="rgb24").reformat(format=pix)))
        out.mux(stream.encode())
    return target.getvalue()


def sound(form: str, codec: str, chance: np.random.Generator) -> bytes:
    """A short sound."""
    target = io.BytesIO()
    with av.open(target, "w", format=form) as out:
        stream = out.add_stream(codec, rate=44100, layout="mono")
        samples = chance.integers(-9000, 9000, (1, 4096)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples, "s16", "mono")
        frame.sample_rate = 44100
        resampled = av.AudioResampler(format=stream.codec_context.format, layout="mono", rate=44100).resample(frame)
        for part in resampled:
            out.mux(stream.encode(part))
        out.mux(stream.encode())
    return target.getvalue()


def still(codec: str, pix: str, chance: np.random.Generator) -> bytes:
    """A small picture."""
    frame = av.VideoFrame.from_ndarray(chance.integers(0, 255, (32, 48, 3), np.uint8), format="rgb24")
    encoder = av.CodecContext.create(codec, "w")
    encoder.width, encoder.height, encoder.pix_fmt = 48, 32, pix
    encoder.time_base = Fraction(1, 8)
    packets = [*encoder.encode(frame.reformat(format=pix)), *encoder.encode(None)]
    return b"".join(bytes(packet) for packet in packets)


def signed(content: bytes, folder: Path) -> bytes:
    """The same with a credential."""
    bare, sealed = folder / "bare.mp4", folder / "sealed.mp4"
    bare.write_bytes(content)
    said = Declaration("Fuzz", "video/mp4", SourceType.TRAINED, ("fuzz", "1"))
    C2paCredentials().embed(bare, sealed, said, FakeSigner())
    return sealed.read_bytes()


def makers(chance: np.random.Generator, folder: Path) -> list[tuple[str, Callable[[], bytes]]]:
    """What can be made, by name."""
    fragmented = functools.partial(film, "mp4", "libx264", "yuv420p", chance, fragmented=True)
    playlist = b'#EXTM3U\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:2,\nsegment.m4s\n#EXT-X-ENDLIST\n'
    return [
        *((f"{form}/{codec}", functools.partial(film, form, codec, pix, chance)) for form, codec, pix in FILMS),
        *((f"sound/{form}", functools.partial(sound, form, codec, chance)) for form, codec in SOUNDS),
        *((f"still/{codec}", functools.partial(still, codec, pix, chance)) for codec, pix in STILLS),
        ("mp4/fragmented", fragmented),
        ("mp4/signed", lambda: signed(film("mp4", "libx264", "yuv420p", chance), folder)),
        ("mp4/fragmented+signed", lambda: signed(fragmented(), folder)),
        ("playlist", lambda: playlist),
    ]


def seeds(count: int, folder: Path) -> Iterator[tuple[str, bytes]]:
    """So many files of all kinds; a codec that this build of FFmpeg lacks is passed over."""
    made = 0
    for number in itertools.count():
        for name, make in makers(np.random.default_rng(number), folder):
            with contextlib.suppress(av.error.FFmpegError, UnknownCodecError, ValueError):
                yield f"{name} {number}", make()
                made += 1
            if made == count:
                return


def spoiled(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """The file with one to four injuries."""
    out = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(max(1, len(out)))
        size = chance.choice((1, 4, 16, 64, 512))
        injury = chance.randrange(7)
        if injury == 0 and out:
            out[at % len(out)] ^= 1 << chance.randrange(8)
        elif injury == 1:
            out[at : at + size] = chance.randbytes(size)
        elif injury == 2:
            del out[at : at + size * 8]
        elif injury == 3:
            out[at:at] = out[at : at + size]
        elif injury == 4:
            out[at : at + size] = other[at : at + size]
        elif injury == 5:  # a length or a count that lies
            value = chance.choice((0, 1, 7, 0x7FFFFFFF, 0xFFFFFFFF, len(out)))
            out[at : at + 4] = value.to_bytes(4, "big")
        else:
            del out[at:]
    return bytes(out)


@dataclass
class Figures:
    """What became of the files."""

    files: int = 0
    longest: float = 0.0
    ends: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)


def look(path: Path, *, credential: bool, playlist: bool) -> str:
    """Look into a file in every way that a stranger's file is looked into; gives how it ended."""
    if playlist:
        folder = path.parent / "stream"
        folder.mkdir(exist_ok=True)
        (folder / "main.m3u8").write_bytes(path.read_bytes())
        resolve_folder(folder)
        return "answered"
    read_tag(path)
    look_at_structure(path)
    if credential:
        C2paCredentials().read(path)
    wish = MediaWish(PictureWish(32), marks=True, sound_rate=8000)
    for _ in READER.read(path, wish):
        pass
    return "answered"


def throw(name: str, content: bytes, path: Path, figures: Figures) -> None:
    """Throw one file and note what became of it."""
    path.write_bytes(content)
    began = time.monotonic()
    try:
        end = look(path, credential="signed" in name, playlist=name.startswith("playlist"))
    except ReelError as error:
        end = type(error).__name__
    except Exception:  # noqa: BLE001 that is what is looked for
        end = "CRASH"
        figures.crashes.append(f"{name}\n{traceback.format_exc()}")
        path.with_name(f"crash-{len(figures.crashes)}").write_bytes(content)
    took = time.monotonic() - began
    figures.files += 1
    figures.ends[end] += 1
    figures.longest = max(figures.longest, took)
    if took > HANG_SECONDS:
        figures.hangs.append(name)
        path.with_name(f"hang-{len(figures.hangs)}").write_bytes(content)


def main() -> int:
    """Throw, count, print."""
    parser = argparse.ArgumentParser(description="Throw spoiled media files at the readers.")
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--mutations", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=0, help="stop after so many; 0 for when all are thrown")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    figures, chance, began = Figures(), random.Random(given.seed), time.monotonic()
    kinds = list(seeds(given.seeds, folder))
    for _ in range(given.mutations):  # every kind of file once, then again: a run that is cut short saw them all
        for name, content in kinds:
            other = chance.choice(kinds)[1]
            throw(name, spoiled(content, other, chance), folder / "file.bin", figures)
            if given.seconds and time.monotonic() - began > given.seconds:
                return told(figures, len(kinds), folder)
    return told(figures, len(kinds), folder)


def told(figures: Figures, kinds: int, folder: Path) -> int:
    """Print the figures; 1 when something went wrong."""
    print(f"{figures.files} spoiled files of {kinds} kinds; longest {figures.longest:.1f} s")
    for end, count in figures.ends.most_common():
        print(f"  {count:6} {end}")
    print(f"crashes on this side of the pipe: {len(figures.crashes)}")
    print(f"hangs over {HANG_SECONDS:.0f} s: {len(figures.hangs)}")
    for crash in figures.crashes[:5]:
        print(crash, file=sys.stderr)
    if figures.crashes or figures.hangs:
        print(f"the files are in {folder}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
