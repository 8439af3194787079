"""What the detector asks of the world: a registry of fingerprints, and descriptors that need weights.

Each port has one suite in ``tests/ports`` that every adapter and the fake must pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .fingerprint import Fingerprint
from .overlay import Pictures
from .points import Codes
from .sound import SILENT, Sound


@dataclass(frozen=True, slots=True)
class Near:
    """Registered points that are near points that were asked for, one row a pair.

    Args:
        asked: which of the asked codes.
        films: number of the film in the registry.
        times: of the registered point, in seconds.
        places: of the registered point, as in ``Points``.
        apart: different bits of the two codes.
    """

    asked: NDArray[np.intp]
    films: NDArray[np.intp]
    times: NDArray[np.float64]
    places: NDArray[np.float32]
    apart: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Pulses:
    """Small pictures of a stretch of a registered film, their times in seconds, and the whole film's sound."""

    times: NDArray[np.float64]
    pictures: Pictures
    sound: Sound = SILENT


class PictureDescriber(Protocol):
    """Says by numbers what whole pictures show, as trained models do: pictures that are alike have near rows."""

    @property
    def name(self) -> str:
        """Name and version of what describes; rows of two versions are never compared."""

    def describe(self, pictures: Pictures) -> NDArray[np.float32]:
        """One row for each grey picture, of unit length or, where there is nothing to say, of noughts."""


class FingerprintRegistry(Protocol):
    """Keeps fingerprints of films and finds near points in them."""

    def add(self, film: str, fingerprint: Fingerprint) -> None:
        """Keep a film's fingerprint; once this returns, nothing but ``remove`` takes it away.

        Raises:
            RegistryError: the film is there already, or the registry cannot be written.
        """

    def remove(self, film: str) -> None:
        """Take a film out.

        Raises:
            RegistryError: there is no such film.
        """

    def films(self) -> tuple[str, ...]:
        """The ids of the films, in the order in which they were added."""

    def near(self, codes: Codes) -> Near:
        """The registered points near these codes; of those that are everywhere, none."""

    def film_id(self, number: int) -> str:
        """The id of the film with this number."""

    def number_of(self, film: str) -> int:
        """The number of the film with this id.

        Raises:
            RegistryError: there is no such film.
        """

    def pulses(self, number: int, since: float, until: float) -> Pulses:
        """The small pictures of a stretch of a film, and its sound."""
