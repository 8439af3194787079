"""Looks for copies in a registry of fingerprints: the adapter of ``CopySearch``."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Final

from reelwright.seal.detector.describe import wish_for
from reelwright.seal.detector.fingerprint import ASKED, ASKED_RATE, fingerprint_v1
from reelwright.seal.detector.model import CopyMatch, Relation
from reelwright.seal.detector.others import Others
from reelwright.seal.detector.ports import FingerprintRegistry, PictureDescriber
from reelwright.seal.detector.search import find_copies
from reelwright.seal.detector.sound import SOUND_HERTZ
from reelwright.seal.detector.stop_list import kind_shown
from reelwright.seal.detector.whole import WholePictures
from reelwright.seal.media.model import Picture, PictureWish, SoundBlock
from reelwright.seal.model import CommonStretch, CopyFound, CopyReport, RegisteredFilm, SharedSet, Stretch

from .film_book import FilmBook

_NEARLY: Final = Fraction(4, 5)
_SETS: Final = 3
_UNSURE: Final = 6


class RegistrySearch:
    """Searches a registry, and names what it finds.

    Args:
        registry: holds the films.
        book: knows what they are called.
        describer: proposes by whole pictures too, None for by points alone.
    """

    def __init__(
        self, registry: FingerprintRegistry, book: FilmBook, describer: PictureDescriber | None = None
    ) -> None:
        self._registry, self._book, self._describer = registry, book, describer

    @property
    def wish(self) -> PictureWish | None:
        """The pictures that the detector looks at; none while no film is registered."""
        return wish_for(ASKED, ASKED_RATE) if self._registry.films() else None

    @property
    def sound_hertz(self) -> int:
        """The sound that the detector listens to."""
        return SOUND_HERTZ

    def search(
        self, pictures: Iterable[Picture | SoundBlock], *, still: bool = False, frames: Callable[[], str] = str
    ) -> CopyReport:
        """Say which stretches of registered films a file shows, and which films have the same set.

        A file that is a registered film frame by frame need not be compared with it.
        """
        films, book = self._registry.films(), self._book.films()
        if not films:
            return CopyReport(0, still=still)
        asked = fingerprint_v1(pictures, ASKED)
        name = frames()
        itself = [film for film in films if name and film in book and book[film].frames == name]
        others = Others(self._registry, frozenset(itself)) if itself else self._registry
        proposer = WholePictures(others, self._describer) if self._describer else None
        matches = find_copies(asked, others, proposer) if len(itself) < len(films) else ()
        found, common = self._without_common(
            [_found(each, book.get(each.film)) for each in matches if each.relation is Relation.COPY], book
        )
        whole = Stretch(Fraction(0), Fraction(len(asked.times) + 1) / ASKED_RATE)
        same = [_named(CopyFound(film, film, whole, whole), book[film]) for film in itself]
        same_set = self._beside([each for each in matches if each.relation is Relation.SAME_SET], found, book)
        unsure = sorted((each for each in same_set if each.unsure), key=lambda match: -match.motion)[:_UNSURE]
        return CopyReport(
            len(films),
            (*same, *found),
            still,
            common=common,
            sets=_sets([each for each in same_set if not each.unsure], book),
            unsure=tuple(_found(each, book.get(each.film)) for each in sorted(unsure, key=lambda one: one.here.start)),
            seconds=whole.end,
        )

    def _without_common(
        self, found: list[CopyFound], book: dict[str, RegisteredFilm]
    ) -> tuple[list[CopyFound], tuple[CommonStretch, ...]]:
        """What is left when stretches that many films show are named instead of being called copies."""
        listed = {film for film, facts in book.items() if facts.common}
        shared = [CommonStretch(each.here, each.title) for each in found if each.film in listed]
        left = []
        for each in found:
            if each.film in listed or _within(each.here, shared):
                continue
            kind = self._kind(each)
            if kind:
                shared.append(CommonStretch(each.here, kind))
            else:
                left.append(each)
        return left, tuple(sorted(shared, key=lambda one: one.here.start))

    def _beside(
        self, matches: list[CopyMatch], copies: list[CopyFound], book: dict[str, RegisteredFilm]
    ) -> list[CopyMatch]:
        """What is left of stretches that share a set: of films that are not copied, and not on the stop-list."""
        out = {each.film for each in copies} | {film for film, facts in book.items() if facts.common}
        return [each for each in matches if each.film not in out and not self._kind(each)]

    def _kind(self, found: CopyFound | CopyMatch) -> str:
        there = found.there
        number = self._registry.number_of(found.film)
        return kind_shown(self._registry.pulses(number, float(there.start), float(there.end)).pictures)


def _sets(matches: list[CopyMatch], book: dict[str, RegisteredFilm]) -> tuple[SharedSet, ...]:
    """The longest stretch of each film that shares a set and is no copy; of a few: many have the café."""
    longest: dict[str, CopyMatch] = {}
    for each in sorted(matches, key=lambda match: match.here.start - match.here.end):
        longest.setdefault(each.film, each)
    named = [SharedSet(each.here, book[film].title if film in book else film) for film, each in longest.items()]
    return tuple(sorted(named[:_SETS], key=lambda one: one.here.start))


def _within(stretch: Stretch, shared: list[CommonStretch]) -> bool:
    """Nearly all of a stretch lies in one that many films show."""
    long = stretch.end - stretch.start
    return any(
        min(stretch.end, each.here.end) - max(stretch.start, each.here.start) >= _NEARLY * long for each in shared
    )


def _found(match: CopyMatch, facts: RegisteredFilm | None) -> CopyFound:
    found = CopyFound(
        match.film,
        match.film,
        match.here,
        match.there,
        str(match.transform),
        upstream=match.upstream.value,
        change=match.transform,
        pairs=match.pairs,
    )
    return found if facts is None else _named(found, facts)


def _named(found: CopyFound, facts: RegisteredFilm) -> CopyFound:
    said = dataclasses.asdict(facts)
    del said["common"]
    return dataclasses.replace(found, **said)
