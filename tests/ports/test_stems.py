"""What keeps the stems of a film's sound, and that a mix is the same with them and without."""

import pickle
from pathlib import Path

import pytest

from reelwright.film import digest_bytes
from reelwright.production import ShelfStems
from reelwright.production.adapters.shelf import StoreShelf
from reelwright.studio import Stems
from reelwright.testing import MemoryShelf, MemoryStems

NAME = digest_bytes(b"a stem")


@pytest.fixture(params=["store", "shelf", "memory"])
def stems(request: pytest.FixtureRequest, tmp_path: Path) -> Stems:
    """One keeper after the other."""
    match request.param:
        case "store":
            return ShelfStems(StoreShelf(tmp_path))
        case "shelf":
            return ShelfStems(MemoryShelf())
        case _:
            return MemoryStems()


def test_kept_stem_is_found(stems: Stems) -> None:
    """A stem comes back by its own name and by no other; kept anew, the newer one is there."""
    assert stems.find(NAME) is None
    stems.keep(NAME, b"music")
    assert stems.find(NAME) == b"music"
    assert stems.find(digest_bytes(b"another")) is None
    stems.keep(NAME, b"other music")
    assert stems.find(NAME) == b"other music"


def test_stems_on_the_shelf_are_there_for_another_process_and_a_damaged_one_is_not(tmp_path: Path) -> None:
    """What one process kept, another finds; a stem whose bytes changed on the disk counts as never made."""
    stems = ShelfStems(StoreShelf(tmp_path))
    stems.keep(NAME, b"music")
    assert pickle.loads(pickle.dumps(stems)).find(NAME) == b"music"  # noqa: S301 our own bytes
    (kept,) = (path for path in (tmp_path / "store").glob("??/*") if path.is_file())
    kept.write_bytes(b"noise")
    assert ShelfStems(StoreShelf(tmp_path)).find(NAME) is None
