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
    return fingerprint_v1(pictures(reader, media, wish_for(settings, rate)), settings)


def wish_for(settings: PrintSettings, rate: Fraction) -> PictureWish:
    """The pictures that a fingerprint is made of; a little larger than needed, so that scaling them stays smooth."""
    return PictureWish(settings.point_side * 5 // 4, rate)
