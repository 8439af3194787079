"""Looks for copies in a registry of fingerprints: the adapter of ``CopySearch``."""

from __future__ import annotations

from pathlib import Path

from reelwright.seal.detector.describe import fingerprint_file
from reelwright.seal.detector.fingerprint import ASKED, ASKED_RATE
from reelwright.seal.detector.model import CopyMatch, Relation
from reelwright.seal.detector.ports import FingerprintRegistry
from reelwright.seal.detector.search import find_copies
from reelwright.seal.media.ports import MediaReader
from reelwright.seal.model import CopyFound, CopyReport


class RegistrySearch:
    """Searches a registry with a reader of media.

    Args:
        reader: opens the file that is asked about.
        registry: holds the films.
    """

    def __init__(self, reader: MediaReader, registry: FingerprintRegistry) -> None:
        self._reader, self._registry = reader, registry

    def search(self, media: Path) -> CopyReport:
        """Say which stretches of registered films a file shows; what only shares a set is left out."""
        films = self._registry.films()
        found = tuple(_found(match) for match in self.matches(media) if match.relation is Relation.COPY)
        return CopyReport(len(films), found, still=self._reader.probe(media).still)

    def matches(self, media: Path) -> tuple[CopyMatch, ...]:
        """Everything that was found, copies and shared sets, with how sure it is and why."""
        asked = fingerprint_file(self._reader, media, ASKED, rate=ASKED_RATE)
        return find_copies(asked, self._registry)


def _found(match: CopyMatch) -> CopyFound:
    return CopyFound(
        match.film, match.film, match.here, match.there, str(match.transform), upstream=match.upstream.value
    )
