"""Takes that somebody brings: made to fit the film, or refused with what is wrong and how to mend it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from film_kit import frame_at, joined, pictures_of, take
from sound_films import FilmMaker, place_cards

from reelwright.film import FrameRate, FrameSize, digest_bytes
from reelwright.studio import DrawingError, PictureSettings, ShootJob, Shown, Take
from reelwright.studio.adapters.brought import _PIECE, BroughtTake
from reelwright.studio.adapters.take_index import read_index
from reelwright.testing import FakeFootage

SIZE = FrameSize(180, 320)
BARE = PictureSettings(SIZE, FrameRate(30), label="", subtitles=False)
FILE = b"a film by somebody else"
GREYS = tuple((shade, shade, shade) for shade in range(40, 220, 6))


def job(frames: int, settings: PictureSettings = BARE, says: float = 0.0) -> ShootJob:
    """A shot of so many frames."""
    (timed,) = FilmMaker().shot(frames / 30, says=says, says_at=0.0).shots
    return ShootJob(timed, place_cards(), settings, label_frames=0)


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., BroughtTake]:
    """Bring a file, and say what it shows."""
    path = tmp_path / "s01-01.mp4"
    path.write_bytes(FILE)

    def brought(colours: tuple[tuple[int, int, int], ...] = GREYS, **more: object) -> BroughtTake:
        return BroughtTake(path, "takes/s01-01.mp4", digest_bytes(FILE), FakeFootage(colours, **more))  # type: ignore[arg-type]

    return brought


def shades(made: Take) -> list[int]:
    """The grey of every frame."""
    return [round(float(frame_at(made.film, number).mean())) for number in range(made.frames)]


def test_take_is_as_long_as_its_shot_and_joins_the_film(bring: Callable[..., BroughtTake], tmp_path: Path) -> None:
    """A longer file ends with the shot; its take is one closed GOP that is joined to a drawn one untouched."""
    made = bring().shoot(job(12))
    index = read_index(made.film)
    assert (made.frames, index and len(index.pictures)) == (12, 12)
    drawn = take(5, BARE)
    film = joined(tmp_path, [drawn, made.film])
    assert pictures_of(film) == pictures_of(drawn) + pictures_of(made.film)
    assert made.original == b""
    assert made.still.startswith(b"\xff\xd8")


@pytest.mark.parametrize(("rate", "frames"), [(24, 12), (60, 12), (30, 30), (Fraction(30000, 1001), 20)])
def test_each_frame_is_what_the_file_shows_then(
    bring: Callable[..., BroughtTake], rate: int | Fraction, frames: int
) -> None:
    """At every moment of the film's grid stands the picture of the file's own time, at any rate of the file."""
    rate = Fraction(rate)
    seen = shades(bring(rate=rate).shoot(job(frames)))
    wanted = [GREYS[int((number + Fraction(1, 4)) / 30 * rate)][0] for number in range(frames)]
    assert np.abs(np.subtract(seen, wanted)).max() <= 3


def test_colours_are_those_of_the_file(bring: Callable[..., BroughtTake]) -> None:
    """Red stays red: pictures go into the film's own colours by the matrix that it is tagged with."""
    made = bring(((200, 40, 30),) * 6).shoot(job(6))
    assert np.abs(frame_at(made.film, 2).mean(axis=(0, 1)) - (30, 40, 200)).max() < 4


def test_films_words_lie_over_it(bring: Callable[..., BroughtTake]) -> None:
    """The label that the law asks for and the subtitles are on a brought take as on any other."""
    brought = bring(((60, 60, 60),) * 30)
    bare = frame_at(brought.shoot(job(20)).film, 5).astype(int)
    for settings, rows in (
        (replace(BARE, label="AI-generated"), slice(0, 80)),
        (replace(BARE, subtitles=True), slice(200, 320)),
    ):
        worded = frame_at(brought.shoot(job(20, settings, says=0.6)).film, 5).astype(int)
        changed = np.abs(worded - bare).max(axis=2) > 60
        assert changed[rows].any()
        assert changed.sum() == changed[rows].sum()


def test_recipe_is_the_file_and_what_is_told_of_it(bring: Callable[..., BroughtTake]) -> None:
    """Another file or another source is another take; another name for the same file is not."""
    first = bring()
    assert first.recipe != replace(first, content=digest_bytes(b"other")).recipe
    assert first.recipe != replace(first, source="filmed").recipe
    assert first.recipe == replace(first, name="takes/s01-09.mp4").recipe


@pytest.mark.parametrize(
    ("more", "frames", "what"),
    [
        ({}, 31, "lasts 1.00 s, and the shot needs 1.03 s"),
        ({"rate": Fraction(60)}, 20, "lasts 0.50 s"),
        ({"size": FrameSize(320, 180)}, 5, "has the shape 16:9, and the film has 9:16"),
        ({"size": FrameSize(72, 128)}, 5, "less than half of the film's 180×320"),
    ],
)
def test_file_that_does_not_give_the_shot_is_refused(
    bring: Callable[..., BroughtTake], more: dict[str, object], frames: int, what: str
) -> None:
    """Too short, of another shape or too small: the refusal names the file, what it has and what is asked."""
    with pytest.raises(DrawingError, match=what) as refused:
        bring(**more).shoot(job(frames))
    assert refused.value.where == "takes/s01-01.mp4"
    assert "take the file out" in refused.value.mend


def test_file_of_another_size_is_fitted(bring: Callable[..., BroughtTake]) -> None:
    """A smaller file of the film's shape, to half its size, is enlarged."""
    made = bring(size=FrameSize(90, 160)).shoot(job(4))
    assert frame_at(made.film, 0).shape == (320, 180, 3)


def test_what_its_maker_signed_keeps_all_its_bytes(bring: Callable[..., BroughtTake]) -> None:
    """His credential stays with the file it is of, also where its mark lies across two pieces that are read."""
    signed = b"\0" * (_PIECE - 4) + b"jumdc2pa" + b"the rest"
    brought = bring()
    brought.path.write_bytes(signed)
    assert replace(brought, content=digest_bytes(signed)).shoot(job(4)).original == signed


def test_what_was_looked_at_is_what_is_decoded(bring: Callable[..., BroughtTake]) -> None:
    """Whoever writes to the file once it was found to be the right one writes to nothing that is opened after."""
    brought, opened = bring(), []

    class Late(FakeFootage):
        def frames(self, take: Path, *, size: FrameSize, rate: Fraction, until: Fraction) -> Iterator[Shown]:
            brought.path.write_bytes(b"another film")
            opened.append(take.read_bytes())
            yield from super().frames(take, size=size, rate=rate, until=until)

    made = replace(brought, footage=Late(GREYS)).shoot(job(4))
    assert (opened, made.receipt["file"]) == ([FILE], digest_bytes(FILE).hex)


@pytest.mark.parametrize("fault", ["changed", "gone"])
def test_file_that_changes_meanwhile_is_refused(bring: Callable[..., BroughtTake], fault: str) -> None:
    """A file that is not the one that was named any more is no take of that name."""
    brought = bring()
    if fault == "gone":
        brought.path.unlink()
    else:
        brought.path.write_bytes(b"another film")
    with pytest.raises(DrawingError, match=r"changed while|cannot be read"):
        brought.shoot(job(4))
