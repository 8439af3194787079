"""From a file to its fingerprint, in one decoding."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from reelwright.seal.media.model import MediaWish, Picture, PictureWish, SoundBlock
from reelwright.seal.media.ports import MediaReader

from .fingerprint import PULSE_RATE, REGISTERED, Fingerprint, PrintSettings, fingerprint_v1
from .sound import SOUND_HERTZ


def fingerprint_file(
    reader: MediaReader, media: Path, settings: PrintSettings = REGISTERED, *, rate: Fraction = PULSE_RATE
) -> Fingerprint:
    """The fingerprint of a file.

    Raises:
        MediaError: the file cannot be read.
    """
    wish = MediaWish(wish_for(settings, rate), sound_rate=SOUND_HERTZ)
    items = (item for item in reader.read(media, wish) if isinstance(item, Picture | SoundBlock))
    return fingerprint_v1(items, settings)


def wish_for(settings: PrintSettings, rate: Fraction) -> PictureWish:
    """The pictures that a fingerprint is made of; a little larger than needed, so that scaling them stays smooth."""
    return PictureWish(settings.point_side * 5 // 4, rate)
