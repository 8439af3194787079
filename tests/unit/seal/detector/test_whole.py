"""Whole pictures propose where points fail, in any registry, and what they propose is judged like the rest."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from moving_scenes import HEIGHT, WIDTH, as_print, changed, shot

from reelwright.seal import FingerprintRegistry, MemoryRegistry, RegistryError, Relation, WholePictures, find_copies
from reelwright.seal.adapters.registry_folder import FolderRegistry
from reelwright.seal.adapters.shape_describer import ShapeDescriber
from reelwright.testing import FakeDescriber

FILM = shot(1, 1, seconds=5)


@pytest.fixture(params=["folder", "memory"])
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> FingerprintRegistry:
    """A film, after one that was taken out again, among two others."""
    kept: FingerprintRegistry = FolderRegistry(tmp_path) if request.param == "folder" else MemoryRegistry()
    for film, seed in (("gone", 7), ("stranger", 9)):
        kept.add(film, as_print(shot(seed, seed, seconds=3), asked=False))
    kept.remove("gone")
    kept.add("film", as_print(FILM, asked=False))
    kept.add("same set", as_print(shot(1, 2, seconds=5), asked=False))
    return kept


def foggy(picture: np.ndarray) -> np.ndarray:
    """So soft, dim, mirrored and boxed that hardly a point is left."""
    soft = cv2.GaussianBlur(picture, (0, 0), 7)[:, ::-1] * 0.35 + 40
    whole = np.zeros((HEIGHT + 100, WIDTH), np.uint8)
    whole[50 : 50 + HEIGHT] = soft.astype(np.uint8)
    return whole


def test_a_foggy_copy_is_proposed_by_its_whole_picture(registry: FingerprintRegistry) -> None:
    """The film is named first, mirrored, and laid where the bars end; the set beside it is no copy."""
    asked = as_print(changed(FILM[:96], foggy), asked=True)
    proposed = WholePictures(registry, ShapeDescriber()).candidates(asked, range(len(asked.times)))
    best = proposed[0]
    assert registry.film_id(best.film) in {"film", "same set"}
    assert best.agreement.similarity.mirror
    assert best.agreement.similarity.scale == pytest.approx(1.0, abs=0.05)
    found = find_copies(asked, registry, WholePictures(registry, ShapeDescriber()))
    assert {match.film for match in found if match.relation is Relation.COPY} <= {"film"}


def test_a_describer_adds_no_copy_of_a_stranger(registry: FingerprintRegistry) -> None:
    """A describer that finds everything alike proposes much, and nothing is called a copy for it."""

    class Everything(FakeDescriber):
        """Says the same of all."""

        def describe(self, pictures: np.ndarray) -> np.ndarray:
            return np.ones((len(pictures), 1), np.float32)

    asked = as_print(shot(30, 31, seconds=4), asked=True)
    whole = WholePictures(registry, Everything())
    assert len(whole.candidates(asked, range(len(asked.times)))) == 3
    assert not [match for match in find_copies(asked, registry, whole) if match.relation is Relation.COPY]


def test_numbers_lead_to_films_and_back(registry: FingerprintRegistry) -> None:
    """The number of each film leads to it, also after another was taken out; of no film there is none."""
    assert [registry.film_id(registry.number_of(film)) for film in registry.films()] == list(registry.films())
    with pytest.raises(RegistryError):
        registry.number_of("gone")
