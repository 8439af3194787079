"""A registry without some of its films: a film is not compared with itself."""

from __future__ import annotations

import numpy as np

from .fingerprint import Fingerprint
from .points import Codes
from .ports import FingerprintRegistry, Near, Pulses


class Others:
    """What a registry holds but some films.

    Args:
        registry: holds all.
        left_out: the ids of those that are passed over.
    """

    def __init__(self, registry: FingerprintRegistry, left_out: frozenset[str]) -> None:
        self._registry, self._left_out = registry, left_out

    def add(self, film: str, fingerprint: Fingerprint) -> None:
        """Keep a film's fingerprint."""
        self._registry.add(film, fingerprint)

    def remove(self, film: str) -> None:
        """Take a film out."""
        self._registry.remove(film)

    def films(self) -> tuple[str, ...]:
        """The ids of the other films."""
        return tuple(film for film in self._registry.films() if film not in self._left_out)

    def near(self, codes: Codes) -> Near:
        """The other films' points near these codes."""
        near = self._registry.near(codes)
        out = [self._registry.number_of(film) for film in self._left_out]
        kept = ~np.isin(near.films, out)
        return Near(near.asked[kept], near.films[kept], near.times[kept], near.places[kept], near.apart[kept])

    def film_id(self, number: int) -> str:
        """The id of the film with this number."""
        return self._registry.film_id(number)

    def number_of(self, film: str) -> int:
        """The number of the film with this id."""
        return self._registry.number_of(film)

    def pulses(self, number: int, since: float, until: float) -> Pulses:
        """The small pictures of a stretch of a film, and its sound."""
        return self._registry.pulses(number, since, until)
