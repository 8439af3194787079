"""Small takes and films for the tests of encoding, cutting and streaming."""

import hashlib
from pathlib import Path

import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from reelwright.film import FrameRate, FrameSize
from reelwright.studio import PictureSettings, SoftSubtitles
from reelwright.studio.adapters.cutter import PyavCutter
from reelwright.studio.adapters.footage import coded_pictures, opened
from reelwright.studio.adapters.x264 import TakeEncoder

SIZE = FrameSize(64, 96)
SETTINGS = PictureSettings(SIZE, FrameRate(30))


def picture(index: int, size: FrameSize = SIZE, shade: int = 120) -> np.ndarray:
    """One drawn-like frame in I420: flat areas, and a bar that moves down."""
    frame = np.full((size.height * 3 // 2, size.width), 128, np.uint8)
    frame[: size.height] = shade
    frame[(index * 2) % size.height : (index * 2) % size.height + 8, : size.width // 2] = 220
    return frame


def take(frames: int, settings: PictureSettings = SETTINGS, shade: int = 120) -> bytes:
    """A take of some frames."""
    with TakeEncoder(settings) as encoder:
        for index in range(frames):
            encoder.add(picture(index, settings.size, shade))
        return encoder.finish()


def idrs(film: bytes | Path) -> list[int]:
    """The frames at which a GOP begins."""
    with opened(film) as (container, video):
        return [coded.shown for coded in coded_pictures(container, video) if coded.idr]


def pictures_of(film: bytes | Path) -> list[str]:
    """A digest of each decoded frame, in the order shown."""
    with opened(film) as (container, video):
        return [hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest() for frame in container.decode(video)]


def frame_at(film: bytes | Path, index: int) -> np.ndarray:
    """One decoded frame as BGR, converted with the matrix that our films are tagged with."""
    with opened(film) as (container, video):
        frame = next(frame for at, frame in enumerate(container.decode(video)) if at == index)
        return frame.reformat(
            format="bgr24",
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
        ).to_ndarray()


def tone(seconds: float, pitch: float = 440.0) -> np.ndarray:
    """A stereo tone as 16-bit samples."""
    time = np.arange(round(seconds * 48_000)) / 48_000
    wave = (np.sin(2 * np.pi * pitch * time) * 8000).astype(np.int16)
    return np.stack([wave, wave], axis=1)


def joined(folder: Path, takes: list[bytes], **more: object) -> Path:
    """A film of some takes with a tone."""
    film = folder / "film.mp4"
    sound = more.pop("sound", tone(5))
    PyavCutter().join(takes, film, sound=sound, **more)  # type: ignore[arg-type]
    return film


WORDS = (
    SoftSubtitles("en", ((0.5, 1.2, "Look <up> & {wait}\nNow"), (1.0, 2.0, "I am."))),
    SoftSubtitles("zh", ((0.2, 0.4, "你好"), (2.0, 90.0, "再见"))),
)
