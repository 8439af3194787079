"""What every clock, chance and search for copies must hold to."""

from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from reelwright.film import digest_bytes
from reelwright.seal import (
    Chance,
    Clock,
    CopyReport,
    CopySearch,
    FingerprintRegistry,
    Had,
    MakingLog,
    MemoryRegistry,
    Picture,
    RegisteredFilm,
    SealError,
    Witness,
    check_log,
    check_opening,
    log_making,
)
from reelwright.seal.adapters.film_book import FilmBook
from reelwright.seal.adapters.making_files import MakingFiles
from reelwright.seal.adapters.no_registry import NoRegistry
from reelwright.seal.adapters.registry_search import RegistrySearch
from reelwright.seal.adapters.system import SystemChance, SystemClock
from reelwright.seal.detector.fingerprint import fingerprint_v1
from reelwright.testing import FakeChance, FakeClock, FakeCopySearch, FakeWatermark, FakeWitness, MemoryMakingLog
from reelwright.wiring import open_witness


@pytest.mark.parametrize("clock", [SystemClock(), FakeClock()], ids=["system", "fake"])
def test_time_goes_on_in_whole_seconds_of_utc(clock: Clock) -> None:
    """A clock gives UTC to the second and never goes back."""
    first, second = clock.now(), clock.now()
    assert first.utcoffset() == timedelta(0)
    assert first.tzinfo is UTC
    assert first.microsecond == 0
    assert first <= second


@pytest.mark.parametrize("chance", [SystemChance(), FakeChance()], ids=["system", "fake"])
def test_chance_gives_the_size_asked_for_and_never_the_same(chance: Chance) -> None:
    """Two draws have the size that was asked for and differ."""
    first, second = chance.draw(32), chance.draw(32)
    assert len(first) == len(second) == 32
    assert first != second


def named(registry: FingerprintRegistry, folder: Path) -> CopySearch:
    """A search of a registry, with an empty book of names."""
    return RegistrySearch(registry, FilmBook(folder / "films"))


@pytest.mark.parametrize(
    "make",
    [
        lambda _: NoRegistry(),
        lambda folder: named(MemoryRegistry(), folder),
        lambda _: FakeCopySearch(CopyReport()),
    ],
    ids=["none", "registry", "fake"],
)
def test_a_search_that_has_no_films_wants_no_pictures(make: Callable[[Path], CopySearch], tmp_path: Path) -> None:
    """Where nothing is registered, nothing need be decoded, and nothing is told as searched."""
    search = make(tmp_path)
    assert search.wish is None
    assert not search.search(()).searched


@pytest.mark.parametrize("kind", ["registry", "fake"])
def test_a_search_looks_at_the_pictures_that_it_wished_for(kind: str, tmp_path: Path) -> None:
    """With films it wishes for pictures, takes them all, and tells how many films it searched."""
    registry = MemoryRegistry()
    registry.add("grey", fingerprint_v1(grey(12)))
    search = named(registry, tmp_path) if kind == "registry" else FakeCopySearch(CopyReport(1, still=True))
    assert search.wish is not None
    pictures = grey(24)
    report = search.search(pictures, still=True)
    assert next(pictures, None) is None
    assert (report.searched, report.found, report.still) == (1, (), True)


def test_a_registered_film_is_known_by_its_frames_without_a_comparison(tmp_path: Path) -> None:
    """The film itself is named and left out of the search; under another name it is looked for like any other."""
    registry, book = MemoryRegistry(), FilmBook(tmp_path / "films")
    for film in ("mine", "other"):
        registry.add(film, fingerprint_v1(grey(12)))
        book.note(film, RegisteredFilm(film.title(), frames=film))
    search = RegistrySearch(registry, book)
    (found,) = search.search(grey(24), frames=lambda: "mine").found
    assert (found.film, found.title, found.frames) == ("mine", "Mine", "mine")
    assert search.search(grey(24), frames=lambda: "third").found == ()


def test_two_makes_at_once_lose_no_name(tmp_path: Path) -> None:
    """Each of two books over one folder keeps what the other has noted since, and forgets its own film alone."""
    first, second = FilmBook(tmp_path / "films"), FilmBook(tmp_path / "films")
    assert first.films() == second.films() == {}
    first.note("a/1", RegisteredFilm("One"))
    second.note("b", RegisteredFilm("Two"))
    assert {film: facts.title for film, facts in first.films().items()} == {"a/1": "One", "b": "Two"}
    second.forget("b")
    second.forget("never there")
    assert list(first.films()) == ["a/1"]


def test_a_page_of_before_owners_had_roots_is_old_until_it_is_noted_again(tmp_path: Path) -> None:
    """A page of version 1 has an owner for whom nobody vouches, one of 2 is not common, a newer one is not read."""
    book = FilmBook(tmp_path)
    (tmp_path / "x.json").write_bytes(b'{"film": "a", "title": "A", "owner": "Lin", "source": "", "frames": "f"}')
    assert book.films()["a"] == RegisteredFilm("A", "Lin", frames="f")
    (tmp_path / "x.json").rename(book._page("a"))
    assert list(book.old_films()) == ["a"]
    book.note("a", book.films()["a"])
    assert book.old_films() == {}
    (tmp_path / "y.json").write_bytes(b'{"schema": "reelwright.registered-film/2", "film": "b", "title": "B"}')
    assert not book.films()["b"].common
    (tmp_path / "y.json").write_bytes(b'{"schema": "reelwright.registered-film/4", "film": "b", "title": "B"}')
    with pytest.raises(SealError, match="newer program"):
        book.films()


def test_a_spoilt_page_of_the_book_is_named(tmp_path: Path) -> None:
    """What cannot be read is told with its file, and is no film that is not there."""
    (tmp_path / "x.json").write_bytes(b"[")
    with pytest.raises(SealError, match="book of films"):
        FilmBook(tmp_path).films()


def grey(count: int) -> Iterator[Picture]:
    """Some flat pictures."""
    return (Picture(Fraction(at, 12), 32, 18, False, bytes([at]) * 576) for at in range(count))  # noqa: FBT003


@pytest.mark.parametrize("kind", ["title", "fake"])
def test_a_witness_speaks_of_sealed_films_alone(kind: str, tmp_path: Path) -> None:
    """Without a title file there is nothing to say; without a seal nothing is anchored."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"")
    witness: Witness = open_witness() if kind == "title" else FakeWitness(None)
    assert witness.ask(film, b"r" * 32) is None
    (tmp_path / "title.json").write_text("{}", encoding="utf-8")
    told = witness.ask(film, None)
    assert told is None or (told.answer, told.since) == ("unproven", None)


def test_a_watermark_is_found_again_and_nowhere_else(tmp_path: Path) -> None:
    """What was hidden is found in the copy, not in the film before; the film stays as it is."""
    film, marked = tmp_path / "film.mp4", tmp_path / "marked.mp4"
    film.write_bytes(b"film")
    FakeWatermark().mark(film, marked, b"payload")
    assert FakeWatermark().find(marked) == b"payload"
    assert FakeWatermark().find(film) is None
    assert film.read_bytes() == b"film"


@pytest.mark.parametrize("make", [MakingFiles, lambda _: MemoryMakingLog()], ids=["files", "memory"])
def test_a_log_keeps_its_entries_in_order(make: Callable[[Path], MakingLog], tmp_path: Path) -> None:
    """What was appended comes back, entries chained and openings beside them."""
    log = make(tmp_path / "making")
    things = [Had("a", digest_bytes(b"a")), Had("b", digest_bytes(b"b"))]
    head = log_making(log, "check", things, clock=FakeClock(), chance=FakeChance())
    assert check_log(log.entries()) == head
    assert [opening.name for opening in log.openings()] == ["a", "b"]
    assert all(check_opening(log.entries(), opening) for opening in log.openings())
