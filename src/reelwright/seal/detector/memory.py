"""A registry in memory: for tests, for a handful of films, and as the measure for the one on disk."""

from __future__ import annotations

import numpy as np

from .bands import BandTable, build_table, look_up
from .errors import RegistryError
from .fingerprint import Fingerprint
from .points import Codes
from .ports import Near, Pulses
from .thin import thinned

RADIUS = 22
LONGEST_LIST = 1000


class MemoryRegistry:
    """Keeps fingerprints for as long as the program runs."""

    def __init__(self) -> None:
        self._films: dict[str, Fingerprint] = {}
        self._table: BandTable | None = None

    def add(self, film: str, fingerprint: Fingerprint) -> None:
        """Keep a film's fingerprint."""
        if film in self._films:
            raise RegistryError("the film is registered already", where=film, mend="remove it first")
        self._films[film] = thinned(fingerprint)
        self._table = None

    def remove(self, film: str) -> None:
        """Take a film out."""
        if film not in self._films:
            raise RegistryError("there is no such film", where=film)
        del self._films[film]
        self._table = None

    def films(self) -> tuple[str, ...]:
        """The ids of the films."""
        return tuple(self._films)

    def near(self, codes: Codes) -> Near:
        """The registered points near these codes."""
        if self._table is None:
            frames = [(n, f, k) for n, f in enumerate(self._films.values()) for k in f.keyframes]
            sizes = [len(frame.points) for _, _, frame in frames]
            self._numbers = np.repeat(np.array([number for number, _, _ in frames], np.intp), sizes)
            self._times = np.repeat(np.array([film.times[frame.pulse] for _, film, frame in frames]), sizes)
            self._places = np.concatenate(
                [frame.points.places for _, _, frame in frames] or [np.zeros((0, 4), np.float32)]
            )
            self._table = build_table(
                np.concatenate([frame.points.codes for _, _, frame in frames] or [np.zeros((0, 2), np.uint64)])
            )
        hits = look_up(self._table, codes, radius=RADIUS, longest=LONGEST_LIST)
        rows = hits.rows
        return Near(hits.asked, self._numbers[rows], self._times[rows], self._places[rows], hits.apart)

    def film_id(self, number: int) -> str:
        """The id of the film with this number."""
        return self.films()[number]

    def number_of(self, film: str) -> int:
        """The number of the film with this id."""
        if film not in self._films:
            raise RegistryError("there is no such film", where=film)
        return self.films().index(film)

    def pulses(self, number: int, since: float, until: float) -> Pulses:
        """The small pictures of a stretch of a film."""
        film = self._films[self.films()[number]]
        first, last = np.searchsorted(film.times, (since, until))
        return Pulses(film.times[first:last], film.pulses[first:last], film.sound)
