"""A streaming folder is sealed as a whole: every file of it, and the frames of its largest version."""

import dataclasses
from fractions import Fraction
from pathlib import Path

import pytest
from tiny_films import tiny_film

from reelwright.film import digest_bytes
from reelwright.seal import (
    POSTER,
    CopyFound,
    CopyReport,
    Light,
    Question,
    SealOrder,
    SealTools,
    ShotPart,
    SourceType,
    Stretch,
    Verdict,
    VerifyTools,
    certificate_digest,
    cut_segments,
    read_marks,
    seal_folder,
    segment_spans,
    verify_media,
)
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.testing import FakeClock, FakeCoder, FakeCopySearch, FakeKnown, FakeSigner

LIN, THIEF = FakeSigner("Lin Studio"), FakeSigner("A thief")
CREDENTIALS, READER = C2paCredentials(), ChildReader()
MAKER = SealTools(READER, CREDENTIALS, LIN, FakeCoder(), FakeClock())
POSTER_BYTES = (Path(__file__).parents[3] / "docs/pictures/midnight-rooftop.jpg").read_bytes()
MEDIA = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MAP:URI="init.mp4"\n{}#EXT-X-ENDLIST\n'
ORDER = SealOrder("Roof", ("reelwright", "1"), SourceType.ALGORITHMIC, log_head=digest_bytes(b"log"))


def lay(folder: Path, seed: int) -> None:
    """One version of the film: a head and four fragments of a second each."""
    content = tiny_film(seed, fragmented=True)
    cuts = [at - 4 for at in range(len(content)) if content[at : at + 4] == b"moof"]
    folder.mkdir(parents=True)
    (folder / "init.mp4").write_bytes(content[: cuts[0]])
    lines = ""
    for number, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(content)], strict=True)):
        (folder / f"{number}.m4s").write_bytes(content[start:end])
        lines += f"#EXTINF:1.000000,\n{number}.m4s\n"
    (folder / "index.m3u8").write_text(MEDIA.format(lines), encoding="utf-8")


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two versions under the seal of its maker."""
    folder = tmp_path_factory.mktemp("hls") / "hls"
    lay(folder / "720p", 1)
    lay(folder / "480p", 2)
    rows = [f"#EXT-X-STREAM-INF:BANDWIDTH={rate}\n{name}/index.m3u8\n" for name, rate in (("720p", 900), ("480p", 400))]
    (folder / "master.m3u8").write_text("#EXTM3U\n" + "".join(rows), encoding="utf-8")
    film = folder.parent / "film.mp4"
    film.write_bytes(tiny_film(1, fragmented=True))
    tree = cut_segments(read_marks(READER, film), [ShotPart(0), ShotPart(8)])
    seal_folder(folder, POSTER_BYTES, dataclasses.replace(ORDER, tree=tree), MAKER)
    return folder


@pytest.fixture
def folder(sealed_once: Path, tmp_path: Path) -> Path:
    """A copy of it to spoil."""
    copy = tmp_path / "hls"
    for path in sealed_once.rglob("*"):
        if path.is_file():
            target = copy / path.relative_to(sealed_once)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return copy


def verdicts(folder: Path, copies: CopyReport | None = None) -> dict[Question, Verdict]:
    """The verdicts on a folder, for somebody who knows the maker."""
    search = FakeCopySearch(copies or CopyReport(3))
    found = verify_media(folder, VerifyTools(READER, CREDENTIALS, search, FakeKnown(LIN.root + THIEF.root)))
    return {each.question: each for each in found.verdicts}


def test_the_makers_own_folder_is_his_own(folder: Path) -> None:
    """Intact, by its original maker, declared; and registered by him, since its frames are those of his film."""
    film = cut_segments(read_marks(READER, folder)).segments[0].film.hex
    whole = Stretch(Fraction(0), Fraction(4))
    copy = CopyFound("roof", "Roof", whole, whole, owner=LIN.name, frames=film, root=certificate_digest(LIN.root))
    found = verdicts(folder, CopyReport(1, (copy,)))
    assert {each: found[each].answer for each in Question if each is not Question.TIME} == {
        Question.FILE: "intact",
        Question.SIGNER: "known, original maker",
        Question.AI: "declared",
        Question.COPY: "registered",
    }


@pytest.mark.parametrize("name", ["720p/2.m4s", "480p/2.m4s"])
def test_a_tampered_segment_is_found_with_its_seconds(name: str, folder: Path) -> None:
    """One bit of any version's segment, also of one that is not the largest, is told with its place in the film."""
    content = bytearray((folder / name).read_bytes())
    content[-5] ^= 1
    (folder / name).write_bytes(content)
    found = verdicts(folder)[Question.FILE]
    assert (found.answer, found.light) == ("altered", Light.RED)
    assert f"{name} (2.00 to 3.00 s)" in found.sentence


def test_what_was_taken_away_or_put_in_is_found(folder: Path) -> None:
    """A missing segment and a playlist of a stranger's are told; a stray file that no player opens is not."""
    (folder / "note.txt").write_text("served by me", encoding="utf-8")
    assert verdicts(folder)[Question.FILE].answer == "intact"
    (folder / "aaa.m3u8").write_text("#EXTM3U\n#EXTINF:1,\n480p/0.m4s\n", encoding="utf-8")
    (folder / "720p/1.m4s").unlink()
    found = verdicts(folder)[Question.FILE]
    assert found.answer == "altered"
    assert found.reasons == (
        "720p/1.m4s was signed and is gone.",
        "aaa.m3u8 was put in later.",
    )


def test_a_poster_without_its_folder_proves_nothing_of_another(folder: Path, tmp_path: Path) -> None:
    """The seal of one folder laid beside another film names other files, so every one of them is told."""
    other = tmp_path / "other"
    lay(other / "720p", 5)
    (other / "master.m3u8").write_text("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9\n720p/index.m3u8\n", encoding="utf-8")
    (other / POSTER).write_bytes((folder / POSTER).read_bytes())
    found = verdicts(other)[Question.FILE]
    assert (found.answer, found.light) == ("altered", Light.RED)
    assert found.sentence.endswith("more.")


def test_a_folder_without_its_poster_is_unsigned(folder: Path) -> None:
    """Who takes the seal away is left with a folder that nobody signed."""
    (folder / POSTER).unlink()
    assert verdicts(folder)[Question.FILE].answer == "unsigned"


def test_spans_are_read_from_playlists_that_may_lie(tmp_path: Path) -> None:
    """A length that is no length counts nothing, and nothing outside is opened."""
    text = "#EXTM3U\n#EXTINF:1.5,\na.m4s\n#EXTINF:nan,\nb.m4s\n#EXTINF:2,\n../../etc/passwd\n"
    (tmp_path / "a.m3u8").write_text(text, encoding="utf-8")
    spans = segment_spans(tmp_path)
    assert spans["a.m4s"] == (Fraction(0), Fraction(3, 2))
    assert "b.m4s" not in spans
    assert spans["../../etc/passwd"] == (Fraction(3, 2), Fraction(7, 2))
