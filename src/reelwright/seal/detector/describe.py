"""From a file to its fingerprint, in one decoding."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from reelwright.seal.media.model import PictureWish
from reelwright.seal.media.ports import MediaReader
from reelwright.seal.media.reading import pictures

from .fingerprint import PULSE_RATE, REGISTERED, Fingerprint, PrintSettings, fingerprint_v1


def fingerprint_file(
    reader: MediaReader, media: Path, settings: PrintSettings = REGISTERED, *, rate: Fraction = PULSE_RATE
) -> Fingerprint:
    """The fingerprint of a file.

    Raises:
        MediaError: the file cannot be read.
    """
    side = settings.point_side * 5 // 4
    return fingerprint_v1(pictures(reader, media, PictureWish(side, rate)), settings)
