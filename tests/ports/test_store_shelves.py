"""What every shelf promises, held against the store room and the fake."""

import pickle
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reelwright.film import digest_bytes
from reelwright.production import Piece, Shelf
from reelwright.production.adapters.shelf import StoreShelf
from reelwright.store import ByteFolder
from reelwright.testing import MemoryShelf

RECIPE = digest_bytes(b"recipe")
PIECE = Piece(b"film", {"frames": 12, "receipt": {"by": "雨"}})


@pytest.fixture(params=["store", "memory"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    """One shelf after the other."""
    stored = StoreShelf(tmp_path)
    yield stored if request.param == "store" else MemoryShelf()
    stored.close()


def test_kept_piece_is_found(shelf: Shelf) -> None:
    """A piece comes back whole, by its own recipe and by no other."""
    assert shelf.find(RECIPE) is None
    shelf.keep(RECIPE, "take", PIECE)
    assert shelf.find(RECIPE) == PIECE
    assert shelf.find(digest_bytes(b"other")) is None
    assert shelf.damaged() == ()


def test_two_recipes_may_give_the_same_bytes(shelf: Shelf) -> None:
    """Facts belong to the recipe, not to the bytes."""
    shelf.keep(RECIPE, "take", PIECE)
    shelf.keep(digest_bytes(b"twin"), "take", Piece(PIECE.content, {"frames": 13}))
    assert shelf.find(RECIPE) == PIECE


def test_many_writers_at_once_lose_nothing(shelf: Shelf) -> None:
    """Pieces kept side by side are all there afterwards."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: shelf.keep(digest_bytes(b"%d" % n), "take", Piece(b"same" * (n % 3))), range(40)))
    assert all(shelf.find(digest_bytes(b"%d" % n)) == Piece(b"same" * (n % 3)) for n in range(40))


def test_what_nobody_asked_for_is_dropped(tmp_path: Path, shelf: Shelf) -> None:
    """After a run that used one of two pieces, that one stays, whole, and the other is free room."""
    other = digest_bytes(b"other")
    for recipe, piece in ((RECIPE, PIECE), (other, Piece(b"an older film"))):
        shelf.keep(recipe, "take", piece)
    again = StoreShelf(tmp_path) if isinstance(shelf, StoreShelf) else shelf
    if isinstance(again, MemoryShelf):
        again.used.clear()
    assert again.find(RECIPE) == PIECE
    dropped = again.drop_unused()
    assert (dropped.pieces, dropped.bytes) == (1, len(b"an older film"))
    assert again.find(RECIPE) == PIECE
    assert again.find(other) is None
    assert again.drop_unused().pieces == 0


def test_bytes_that_a_used_recipe_shares_stay(shelf: Shelf) -> None:
    """A dropped record takes no bytes with it that another record still names."""
    shelf.keep(RECIPE, "take", PIECE)
    assert shelf.drop_unused().pieces == 0
    assert shelf.find(RECIPE) == PIECE


def test_litter_of_a_killed_tidying_is_taken(tmp_path: Path) -> None:
    """Bytes without a record, and damaged ones set aside, go; drafts of writers at work stay."""
    shelf = StoreShelf(tmp_path)
    shelf.keep(RECIPE, "take", PIECE)
    folder = ByteFolder(tmp_path / "store")
    orphan = folder.path(folder.put(b"nobody names me"))
    aside, draft = tmp_path / "store/damaged/x", tmp_path / "store/drafts/.draft-y"
    for path in (aside, draft):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"12345")
    assert shelf.drop_unused().bytes == len(b"nobody names me") + 5
    assert (orphan.exists(), aside.exists(), draft.exists()) == (False, False, True)
    shelf.close()


def damage_changed(path: Path) -> None:
    """Change a bit."""
    path.write_bytes(b"fjlm")


def damage_cut(path: Path) -> None:
    """Cut the file off."""
    path.write_bytes(b"fi")


@pytest.mark.parametrize("damage", [damage_changed, damage_cut])
def test_damaged_piece_is_told_and_can_be_kept_again(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """The store's shelf does not hand out damaged bytes, says where they lie, and takes new ones."""
    shelf = StoreShelf(tmp_path)
    shelf.keep(RECIPE, "take", PIECE)
    damage(ByteFolder(tmp_path / "store").path(digest_bytes(PIECE.content)))
    assert shelf.find(RECIPE) is None
    (where,) = shelf.damaged()
    assert Path(where).exists()
    assert shelf.damaged() == ()
    shelf.keep(RECIPE, "take", PIECE)
    assert shelf.find(RECIPE) == PIECE
    shelf.close()


def test_lost_piece_counts_as_never_made(tmp_path: Path) -> None:
    """Bytes that somebody deleted are not damage; the piece is simply made again."""
    shelf = StoreShelf(tmp_path)
    shelf.keep(RECIPE, "take", PIECE)
    ByteFolder(tmp_path / "store").path(digest_bytes(PIECE.content)).unlink()
    assert shelf.find(RECIPE) is None
    assert shelf.damaged() == ()
    shelf.close()


def test_shelf_travels_to_another_process(tmp_path: Path) -> None:
    """A shelf that was used can be sent to a worker and sees the same pieces there."""
    shelf = StoreShelf(tmp_path)
    shelf.keep(RECIPE, "take", PIECE)
    other = pickle.loads(pickle.dumps(shelf))  # noqa: S301
    assert other.find(RECIPE) == PIECE
    other.close()
    shelf.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits on Windows")
def test_file_size_limit_leaves_what_fits_and_says_what_to_do(tmp_path: Path) -> None:
    """A quota of the operating system stops a large piece, and leaves the small ones."""
    import subprocess  # noqa: PLC0415 only here

    script = f"""
import resource, signal
from reelwright.film import digest_bytes
from reelwright.production import Piece
from reelwright.production.adapters.shelf import StoreShelf
from reelwright.store import NoSpaceError
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
shelf = StoreShelf(Path({str(tmp_path)!r}))
shelf.keep(digest_bytes(b"small"), "take", Piece(b"small"))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    shelf.keep(digest_bytes(b"large"), "take", Piece(bytes(1_000_000)))
except NoSpaceError as error:
    print("full:", error.mend)
assert shelf.find(digest_bytes(b"small")) == Piece(b"small")
assert shelf.find(digest_bytes(b"large")) is None
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("full: raise the limit (ulimit -f)")
    assert not list(tmp_path.rglob(".draft-*"))
