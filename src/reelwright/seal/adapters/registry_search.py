"""Looks for copies in a registry of fingerprints: the adapter of ``CopySearch``."""

from __future__ import annotations

from collections.abc import Iterable

from reelwright.seal.detector.describe import wish_for
from reelwright.seal.detector.fingerprint import ASKED, ASKED_RATE, fingerprint_v1
from reelwright.seal.detector.model import CopyMatch, Relation
from reelwright.seal.detector.ports import FingerprintRegistry
from reelwright.seal.detector.search import find_copies
from reelwright.seal.media.model import Picture, PictureWish
from reelwright.seal.model import CopyFound, CopyReport


class RegistrySearch:
    """Searches a registry.

    Args:
        registry: holds the films.
    """

    def __init__(self, registry: FingerprintRegistry) -> None:
        self._registry = registry

    @property
    def wish(self) -> PictureWish | None:
        """The pictures that the detector looks at; none while no film is registered."""
        return wish_for(ASKED, ASKED_RATE) if self._registry.films() else None

    def search(self, pictures: Iterable[Picture], *, still: bool = False) -> CopyReport:
        """Say which stretches of registered films a file shows; what only shares a set is left out."""
        films = self._registry.films()
        if not films:
            return CopyReport(0, still=still)
        matches = find_copies(fingerprint_v1(pictures, ASKED), self._registry)
        return CopyReport(len(films), tuple(_found(each) for each in matches if each.relation is Relation.COPY), still)


def _found(match: CopyMatch) -> CopyFound:
    return CopyFound(
        match.film, match.film, match.here, match.there, str(match.transform), upstream=match.upstream.value
    )
