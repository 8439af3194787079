"""Five verdicts: each trap in which a validator says "Trusted" gets the right one, in words a lawyer can read."""

import dataclasses
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av
import pytest
from loopback_tsa import Authority, serving
from tiny_films import still_picture, tiny_film

from reelwright.film import digest_bytes
from reelwright.seal import (
    SHOWN,
    Attestation,
    CopyFound,
    CopyReport,
    Declaration,
    FrameMark,
    Ingredient,
    Keeper,
    Light,
    MeanPicture,
    MediaError,
    MediaWish,
    MemoryRegistry,
    Picture,
    Question,
    Reading,
    ReadingEnd,
    RegisteredFilm,
    Relationship,
    SealOrder,
    SealTools,
    SegmentTree,
    ShotPart,
    SoundBlock,
    SourceType,
    Stretch,
    TimeStampError,
    Verdict,
    Verification,
    VerifyTools,
    certificate_digest,
    cut_segments,
    film_name,
    fingerprint_file,
    frame_marks,
    read_marks,
    seal_media,
    sealed_segments,
    verdict_page,
    verify_media,
)
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.film_book import FilmBook
from reelwright.seal.adapters.iscc_codes import IsccCodes
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.seal.adapters.no_registry import NoRegistry
from reelwright.seal.adapters.registry_search import RegistrySearch
from reelwright.seal.adapters.rfc3161_stamper import Rfc3161Stamper
from reelwright.seal.boxes import box_bytes, walk_bytes
from reelwright.testing import FakeClock, FakeCopySearch, FakeSigner, FakeWitness

LIN, THIEF = FakeSigner("Lin Studio"), FakeSigner("A thief")
CREDENTIALS, READER = C2paCredentials(), ChildReader()
MAKER = SealTools(READER, CREDENTIALS, LIN, IsccCodes(), FakeClock())
PARTS = (ShotPart(0), ShotPart(8), ShotPart(16))
ORDER = SealOrder(
    "Midnight",
    ("reelwright", "1"),
    SourceType.TRAINED,
    label="large for 2.5 s",
    parts=PARTS,
    log_head=digest_bytes(b"log"),
)
CAPTURED = Declaration("Mine", "video/mp4", SourceType.CAPTURE, ("camera", "1"))


@dataclasses.dataclass(frozen=True)
class Whom:
    """Whom the verifier knows."""

    roots: str = LIN.root
    revoked: frozenset[str] = frozenset()


NONE_FOUND = FakeCopySearch(CopyReport(searched=3))
TOOLS = VerifyTools(READER, CREDENTIALS, NONE_FOUND, Whom())
BOTH = dataclasses.replace(TOOLS, known=Whom(LIN.root + THIEF.root))


def answers(verification: Verification) -> dict[Question, Verdict]:
    """The verdicts by question."""
    return {each.question: each for each in verification.verdicts}


def verdicts(path: Path, tools: VerifyTools = TOOLS) -> dict[Question, Verdict]:
    """The verdicts on a file."""
    return answers(verify_media(path, tools))


@pytest.fixture(scope="session")
def sealed_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A film sealed by its maker."""
    folder = tmp_path_factory.mktemp("sealed")
    (folder / "film.mp4").write_bytes(tiny_film())
    return seal_media(folder / "film.mp4", folder / "sealed.mp4", ORDER, MAKER).file.read_bytes()


@pytest.fixture
def sealed(sealed_bytes: bytes, tmp_path: Path) -> Path:
    """The sealed film as a file."""
    path = tmp_path / "sealed.mp4"
    path.write_bytes(sealed_bytes)
    return path


def stripped(content: bytes) -> bytes:
    """The film copied by a tool that drops what it does not know, as ffmpeg -c copy does."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as out, av.open(io.BytesIO(content)) as source:
        stream = out.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    return target.getvalue()


def sdk_word(path: Path, roots: str) -> str:
    """What the SDK's validator says of a file."""
    reading = CREDENTIALS.read(path, roots=roots)
    return "" if reading is None else reading.state


def test_film_of_its_maker_has_nothing_against_it(sealed: Path) -> None:
    """Intact, by a known maker, declared, no copy; the time is not shown because nobody stamped it."""
    found = verdicts(sealed)
    assert {each: found[each].answer for each in Question} == {
        Question.FILE: "intact",
        Question.SIGNER: "known, original maker",
        Question.AI: "declared",
        Question.COPY: "none",
        Question.TIME: "not shown",
    }
    assert [found[each].light for each in Question] == [Light.GREEN] * 4 + [Light.GREY]
    assert "Every sealed segment was compared" in found[Question.FILE].sentence


NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("keeper", "answer", "light", "words"),
    [
        (Keeper.OWN, f"not later than {NOON.isoformat()}, by your own ledger", Light.GREEN, "for a stranger it is his"),
        (Keeper.OTHERS, f"not later than {NOON.isoformat()}", Light.GREEN, "on chain 7, kept behind a node"),
        (Keeper.SENDER, f"not later than {NOON.isoformat()}", Light.AMBER, "nobody independent vouches"),
    ],
)
def test_a_ledger_shows_time_as_far_as_its_keeper_is_trusted(
    sealed: Path, keeper: Keeper, answer: str, light: Light, words: str
) -> None:
    """One's own ledger is good for oneself, a public one for all, one that came with the film for nobody."""
    told = Attestation("anchored", "It is.", NOON, keeper, "chain 7")
    found = verdicts(sealed, dataclasses.replace(TOOLS, witness=FakeWitness(told)))[Question.TIME]
    assert (found.answer, found.light) == (answer, light)
    assert words in found.sentence


def test_a_ledger_that_does_not_know_the_film_shows_no_time(sealed: Path, tmp_path: Path) -> None:
    """Neither a ledger's no, nor its yes about a film that bears no seal, gives a time."""
    no = dataclasses.replace(TOOLS, witness=FakeWitness(Attestation("no", "The ledger does not know this film.")))
    assert verdicts(sealed, no)[Question.TIME].answer == "not shown"
    bare = tmp_path / "bare.mp4"
    bare.write_bytes(stripped(sealed.read_bytes()))
    yes = dataclasses.replace(TOOLS, witness=FakeWitness(Attestation("anchored", "It is.", NOON, Keeper.OTHERS)))
    assert verdicts(bare, yes)[Question.TIME].answer == "not shown"


def test_one_decoding_serves_segments_and_copies(sealed: Path) -> None:
    """The film is decoded once for all verdicts, and how far it is can be heard."""
    reader, heard = CountingReader(), list[float]()
    verify_media(sealed, dataclasses.replace(TOOLS, reader=reader), heard.append)
    assert reader.readings == 1
    assert heard == sorted(heard)
    assert 0.9 < heard[-1] <= 1


class CountingReader(ChildReader):
    """Counts how often a file is decoded."""

    readings = 0

    def read(self, media: Path, wish: MediaWish) -> Iterator[Picture | FrameMark | SoundBlock | ReadingEnd]:
        """Count and read."""
        self.readings += 1
        return super().read(media, wish)


def test_sealing_what_one_holds_makes_nobody_its_maker(sealed: Path, tmp_path: Path) -> None:
    """Without a log of the making that could be opened, having made it stays the signer's word."""
    bare = tmp_path / "bare.mp4"
    bare.write_bytes(stripped(sealed.read_bytes()))
    taken = seal_media(bare, tmp_path / "taken.mp4", dataclasses.replace(ORDER, log_head=None), MAKER).file
    found = verdicts(taken)[Question.SIGNER]
    assert (found.answer, found.light) == ("known, origin not shown", Light.AMBER)


def test_unsigned_film_is_neither_good_nor_bad(tmp_path: Path) -> None:
    """A film without a credential gives grey answers, and the copy search still runs."""
    path = tmp_path / "film.mp4"
    path.write_bytes(tiny_film())
    found = verdicts(path)
    assert [found[each].light for each in Question] == [Light.GREY, Light.GREY, Light.GREY, Light.GREEN, Light.GREY]
    assert found[Question.FILE].answer == "unsigned"


# The five traps in which the validator says "Trusted".


def test_trap_re_signed_as_captured(sealed: Path, tmp_path: Path) -> None:
    """A stolen film, stripped and signed as a camera's, is told as re-signed, and what it says on AI as conflicting."""
    bare, stolen = tmp_path / "bare.mp4", tmp_path / "stolen.mp4"
    bare.write_bytes(stripped(sealed.read_bytes()))
    CREDENTIALS.embed(bare, stolen, CAPTURED, THIEF)
    assert sdk_word(stolen, THIEF.root) == "Trusted"
    found = verdicts(stolen, BOTH)
    assert (found[Question.SIGNER].answer, found[Question.SIGNER].light) == ("known, re-signer", Light.RED)
    assert any("x264" in reason for reason in found[Question.SIGNER].reasons)
    assert found[Question.AI].answer == "conflicting"


def test_re_signed_film_of_a_registered_owner_is_told_by_its_pictures(tmp_path: Path) -> None:
    """Where the pictures are those of somebody's registered film that shows more, the signer only signed it again."""
    bare, stolen = tmp_path / "bare.mp4", tmp_path / "stolen.mp4"
    bare.write_bytes(tiny_film())
    drawn = dataclasses.replace(CAPTURED, source=SourceType.TRAINED)
    CREDENTIALS.embed(bare, stolen, drawn, THIEF)
    here = Stretch(Fraction(0), Fraction(4))
    copy = CopyFound("f1", "Midnight", here, here, "mirrored", upstream="film", owner="Lin Studio")
    tools = dataclasses.replace(BOTH, copies=FakeCopySearch(CopyReport(3, (copy,))))
    found = verdicts(stolen, tools)
    assert found[Question.SIGNER].answer == "known, re-signer"
    assert found[Question.COPY].answer == "copy"
    own = dataclasses.replace(copy, owner="A thief", root=certificate_digest(THIEF.root))
    tools = dataclasses.replace(BOTH, copies=FakeCopySearch(CopyReport(3, (own,))))
    assert verdicts(stolen, tools)[Question.SIGNER].answer == "known, origin not shown"


def test_a_stranger_of_the_owners_name_is_not_the_owner(sealed: Path, tmp_path: Path) -> None:
    """The owner's film is green for him; under a certificate that only bears his name it is not, known or unknown."""
    stranger = FakeSigner("Lin Studio", key="another")
    frames = sealed_segments(reading_of(sealed))[0].film.hex
    here = Stretch(Fraction(0), Fraction(3))
    copy = CopyFound("f1", "Midnight", here, here, owner="Lin Studio", frames=frames, root=certificate_digest(LIN.root))
    copies = FakeCopySearch(CopyReport(3, (copy,)))
    own = verdicts(sealed, dataclasses.replace(TOOLS, copies=copies, known=Whom(LIN.root + THIEF.root + stranger.root)))
    assert (own[Question.COPY].answer, own[Question.COPY].light) == ("registered", Light.GREEN)
    (tmp_path / "bare.mp4").write_bytes(tiny_film())
    again = seal_media(
        tmp_path / "bare.mp4", tmp_path / "again.mp4", ORDER, dataclasses.replace(MAKER, signer=stranger)
    )
    for known in (LIN.root, LIN.root + stranger.root):
        found = verdicts(again.file, dataclasses.replace(TOOLS, copies=copies, known=Whom(known)))
        assert (found[Question.COPY].answer, found[Question.COPY].light) == ("registered by another", Light.AMBER)
        assert "only the name is the same" in found[Question.COPY].sentence
        assert found[Question.SIGNER].light is not Light.GREEN


def reading_of(path: Path) -> Reading:
    """The credential of a file, without anybody known."""
    reading = CREDENTIALS.read(path)
    assert reading is not None
    return reading


def test_trap_child_of_a_tampered_parent(sealed: Path, tmp_path: Path) -> None:
    """A film made from an altered one is told so, though its own signature holds."""
    spoiled, child = tmp_path / "spoiled.mp4", tmp_path / "child.mp4"
    content = bytearray(sealed.read_bytes())
    content[-300] ^= 1
    spoiled.write_bytes(content)
    parent = Ingredient("Midnight", "film", Relationship.PARENT, "video/mp4", digest_bytes(bytes(content)), spoiled)
    CREDENTIALS.embed(spoiled, child, dataclasses.replace(CAPTURED, parent=parent), LIN)
    assert sdk_word(child, LIN.root) == "Trusted"
    found = verdicts(child)[Question.FILE]
    assert (found.answer, found.light) == ("made from altered material", Light.RED)
    assert "did not match its own signature" in found.sentence


def test_trap_hidden_bytes_in_a_free_box(sealed: Path) -> None:
    """Bytes hidden where the signature does not reach are told with their place and size."""
    size = sealed.stat().st_size
    with sealed.open("ab") as file:
        file.write(box_bytes("free", b"hidden message! " * 63))
    assert sdk_word(sealed, LIN.root) == "Trusted"
    found = verdicts(sealed)[Question.FILE]
    assert (found.answer, found.light) == ("bytes added", Light.AMBER)
    assert f"1016 bytes in a free box at byte {size}" in found.sentence


def test_padding_of_zeros_hides_nothing(sealed: Path) -> None:
    """Empty padding is what writers of MP4 leave, and is not told."""
    with sealed.open("ab") as file:
        file.write(box_bytes("free", bytes(1000)))
    assert verdicts(sealed)[Question.FILE].answer == "intact"


@pytest.mark.parametrize(
    ("value", "answer"), [("ISCC:nonsense", "false fingerprint"), ("ISCC:" + "A" * 20, "fingerprint not checked")]
)
def test_trap_nonsense_soft_binding(value: str, answer: str, tmp_path: Path) -> None:
    """A fingerprint that is none is told as false; one that nobody checked is told as the signer's word."""
    bare, path = tmp_path / "bare.mp4", tmp_path / "bound.mp4"
    bare.write_bytes(tiny_film())
    CREDENTIALS.embed(bare, path, dataclasses.replace(CAPTURED, codes={"content": value}), LIN)
    assert sdk_word(path, LIN.root) == "Trusted"
    found = verdicts(path)[Question.FILE]
    assert found.answer == answer
    assert found.light is not Light.GREEN


def false_code(how: str, at: int) -> str:
    """What a segment does not show: another film's code, or a word."""
    frames = {"another film's": 9, "its own": 1}
    if how not in frames:
        return "cat"
    with av.open(io.BytesIO(tiny_film(frames[how]))) as media:
        shown = [frame.reformat(format="gray").to_ndarray() for frame in media.decode(video=0)]
    mean = MeanPicture()
    for each in shown[8 * at : 8 * at + 8 if at < 2 else None]:
        mean.take(each)
    return mean.code_v1()


@pytest.mark.parametrize(
    ("how", "answer"), [("its own", "intact"), ("another film's", "false fingerprint"), ("a word", "false fingerprint")]
)
def test_trap_code_of_what_it_does_not_show(how: str, answer: str, tmp_path: Path) -> None:
    """Our own code is computed anew too: a signer who writes another film's, or nonsense, is told."""
    bare, path = tmp_path / "bare.mp4", tmp_path / "bound.mp4"
    bare.write_bytes(tiny_film())
    honest = cut_segments(read_marks(READER, bare), PARTS).segments
    lies = tuple(dataclasses.replace(each, codes={SHOWN: false_code(how, each.index)}) for each in honest)
    CREDENTIALS.embed(bare, path, dataclasses.replace(CAPTURED, segments=SegmentTree(lies)), LIN)
    assert sdk_word(path, LIN.root) == "Trusted"
    assert verdicts(path)[Question.FILE].answer == answer


def split(content: bytes) -> tuple[bytes, bytes]:
    """The head and the fragments of a film in fragments."""
    at = content.index(b"moof") - 4
    return content[:at], content[at:]


def signed_head(folder: Path) -> Path:
    """A streaming folder of which only the head is signed."""
    head, rest = split(tiny_film(fragmented=True))
    bare = folder.parent / "bare.mp4"
    bare.write_bytes(head)
    folder.mkdir()
    CREDENTIALS.embed(bare, folder / "init.mp4", dataclasses.replace(CAPTURED, source=SourceType.TRAINED), LIN)
    (folder / "1.m4s").write_bytes(rest)
    text = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:4,\n1.m4s\n#EXT-X-ENDLIST\n'
    (folder / "film.m3u8").write_text(text, encoding="utf-8")
    return folder


def test_trap_only_the_head_is_signed(tmp_path: Path) -> None:
    """A signed head without a film, and the same head before fragments, are told to cover no picture."""
    folder = signed_head(tmp_path / "hls")
    assert sdk_word(folder / "init.mp4", LIN.root) == "Trusted"
    for media in (folder / "init.mp4", folder):
        found = verdicts(media)[Question.FILE]
        assert (found.answer, found.light) == ("no film signed", Light.RED)
        assert "covers no picture" in found.sentence
    rest = (folder / "1.m4s").read_bytes()
    (folder / "1.m4s").write_bytes(rest[: rest.index(b"moof", 8) - 4])  # the first fragment alone
    assert verdicts(folder)[Question.FILE].answer == "no film signed"


# Traps of our own, and ordinary alterations.


def test_altered_film_is_told_with_the_stretch(sealed: Path) -> None:
    """A changed picture is told with its seconds, from the segments in the credential."""
    content = bytearray(sealed.read_bytes())
    pictures = next(box for box in walk_bytes(content) if box.kind == "mdat")
    content[pictures.end - 900] ^= 1
    sealed.write_bytes(content)
    found = verdicts(sealed)[Question.FILE]
    assert (found.answer, found.light) == ("altered", Light.RED)
    assert "not the signed ones from 2.00 to 4.00 s" in found.sentence


def test_segments_of_another_film_are_a_contradiction(sealed: Path, tmp_path: Path) -> None:
    """Segments taken from one film and signed over another are told."""
    other, false = tmp_path / "other.mp4", tmp_path / "false.mp4"
    other.write_bytes(tiny_film(5))
    tree = seal_media(sealed, tmp_path / "again.mp4", ORDER, MAKER).tree
    CREDENTIALS.embed(other, false, dataclasses.replace(CAPTURED, segments=tree), LIN)
    assert verdicts(false)[Question.FILE].answer == "contradicts itself"


def test_a_film_that_changed_its_coat_is_unsigned(sealed: Path) -> None:
    """Re-encoding or copying drops the credential: then nothing is signed, and it is said so."""
    sealed.write_bytes(stripped(sealed.read_bytes()))
    assert verdicts(sealed)[Question.FILE].answer == "unsigned"


def test_signers_are_known_unknown_or_revoked(sealed: Path) -> None:
    """A name in a certificate proves nothing by itself, and a revoked one is told at once."""
    stranger = dataclasses.replace(TOOLS, known=Whom(roots=""))
    assert verdicts(sealed, stranger)[Question.SIGNER].answer.startswith("unknown")
    serial = CREDENTIALS.read(sealed).manifest.serial
    revoked = dataclasses.replace(TOOLS, known=Whom(revoked=frozenset({serial})))
    found = verdicts(sealed, revoked)[Question.SIGNER]
    assert (found.answer.split(",")[0], found.light) == ("revoked", Light.RED)


def test_tag_against_credential_is_a_conflict(sealed: Path, tmp_path: Path) -> None:
    """A container that says AI under a credential that says a hand made it is told."""
    by_hand = tmp_path / "hand.mp4"
    CREDENTIALS.embed(sealed, by_hand, dataclasses.replace(CAPTURED, source=SourceType.CREATION), LIN)
    assert verdicts(by_hand)[Question.AI].answer == "conflicting"


def test_publisher_of_anothers_film_is_no_re_signer(sealed: Path, tmp_path: Path) -> None:
    """Who signs openly that he received a film is told as its publisher, with the maker's name."""
    parent = Ingredient("M", "film", Relationship.PARENT, "video/mp4", digest_bytes(sealed.read_bytes()), sealed)
    published = tmp_path / "published.mp4"
    CREDENTIALS.embed(sealed, published, dataclasses.replace(CAPTURED, parent=parent), THIEF)
    found = verdicts(published, BOTH)
    assert found[Question.SIGNER].answer == "known, publisher"
    assert "Lin Studio" in found[Question.SIGNER].reasons[0]
    assert found[Question.AI].answer == "declared"
    assert found[Question.FILE].answer == "intact"


def test_time_stamp_shows_when_and_by_whom(tmp_path: Path) -> None:
    """A stamp of a known authority is green, of an unknown one amber; it says not later than its own time."""
    authority = Authority(datetime(2026, 11, 28, 9, 30, tzinfo=UTC))
    bare, path = tmp_path / "film.mp4", tmp_path / "stamped.mp4"
    bare.write_bytes(tiny_film())
    with serving(authority) as url:
        sealed = seal_media(bare, path, dataclasses.replace(ORDER, stamp_url=url), MAKER)
    assert sealed.stamped_at == authority.when
    assert "eu-time-stamp" not in {each.duty.id for each in sealed.duties if each.standing == "not met"}
    knows = dataclasses.replace(TOOLS, known=Whom(LIN.root + authority.root))
    found = verdicts(path, knows)[Question.TIME]
    assert (found.light, found.answer) == (Light.GREEN, "not later than 2026-11-28T09:30:00+00:00")
    assert verdicts(path)[Question.TIME].light is Light.AMBER


@pytest.mark.parametrize("behaviour", ["refuses", "junk", "another", "away"])
def test_a_failing_authority_leaves_no_film(behaviour: str, tmp_path: Path) -> None:
    """When the stamp that was asked for is not given, nothing is sealed and the error names the authority."""
    bare = tmp_path / "film.mp4"
    bare.write_bytes(tiny_film())
    with serving(Authority(datetime(2026, 1, 1, tzinfo=UTC)), behaviour) as url:
        address = "http://127.0.0.1:9" if behaviour == "away" else url
        with pytest.raises(TimeStampError) as told:
            seal_media(bare, tmp_path / "sealed.mp4", dataclasses.replace(ORDER, stamp_url=address), MAKER)
    assert told.value.where == address
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def excerpt(content: bytes) -> bytes:
    """The last 2 seconds of a film."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as out, av.open(io.BytesIO(content)) as source:
        stream = out.add_stream_from_template(source.streams.video[0])
        for packet in list(source.demux(video=0))[16:]:
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [("still.png", still_picture), ("excerpt.mp4", lambda: excerpt(tiny_film()))],
    ids=["still", "excerpt"],
)
def test_stills_and_excerpts_are_examined_too(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    """A still and a 2 s excerpt give five answers."""
    path = tmp_path / name
    path.write_bytes(make())
    assert len(verdicts(path)) == 5


@pytest.mark.parametrize("content", [b"", b"junk" * 99], ids=["empty", "junk"])
def test_what_is_no_media_is_a_typed_error(content: bytes, tmp_path: Path) -> None:
    """A file that is no film, picture or sound is no finding but an error; so is one that is not there."""
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    for each in (path, tmp_path / "nothing.mp4"):
        with pytest.raises(MediaError):
            verify_media(each, TOOLS)


def test_damaged_credential_is_told_as_such(sealed: Path) -> None:
    """A credential that cannot be read is neither an error nor an unsigned file."""
    content = sealed.read_bytes()
    at = content.index(b"c2pa.signature")
    sealed.write_bytes(content[: at + 40] + bytes(400) + content[at + 440 :])
    found = verdicts(sealed)[Question.FILE]
    assert found.answer in {"unreadable", "altered"}
    assert found.light is Light.RED


def test_manifest_of_one_film_on_another_is_altered(sealed: Path) -> None:
    """A credential glued onto another film does not hold."""
    content = sealed.read_bytes()
    at = content.index(b"uuid") - 4
    credential = content[at : at + int.from_bytes(content[at : at + 4])]
    other = tiny_film(5)
    head = int.from_bytes(other[:4])
    sealed.write_bytes(other[:head] + credential + other[head:])
    assert verdicts(sealed)[Question.FILE].answer == "altered"


def test_without_registry_copying_is_not_judged(sealed: Path) -> None:
    """No registry gives "not searched"."""
    found = verdicts(sealed, dataclasses.replace(TOOLS, copies=NoRegistry()))
    assert found[Question.COPY].answer == "not searched"


def test_page_of_verdicts_escapes_what_others_wrote(tmp_path: Path) -> None:
    """The page needs nothing from outside, shows frames of both films, and runs no script that a title holds."""
    film = tmp_path / "film.mp4"
    film.write_bytes(tiny_film())
    evil = dataclasses.replace(CAPTURED, title="<script>alert(1)</script>", source=SourceType.TRAINED)
    path = tmp_path / "<b>.mp4"
    CREDENTIALS.embed(film, path, evil, LIN)
    here = Stretch(Fraction(0), Fraction(2))
    copy = CopyFound("f1", "<i>Midnight</i>", here, here, "mirrored", owner="Lin", source=str(film))
    gone = dataclasses.replace(copy, source=str(tmp_path / "gone.mp4"))
    tools = dataclasses.replace(TOOLS, copies=FakeCopySearch(CopyReport(3, (copy, gone))))
    text = verdict_page(verify_media(path, tools), READER).decode("utf-8")
    assert text.count("data:image/png;base64,") == 3
    assert "mirrored" in text
    for raw in ("<script", "<b>.mp4", "<i>Midnight"):
        assert raw not in text
    assert "default-src &#x27;none&#x27;" in text
    assert "http" not in text.partition("<main>")[2].replace("http://cv.iptc.org", "")


@pytest.mark.parametrize("behaviour", ["hangs", "drips"])
def test_an_authority_that_never_ends_is_left(behaviour: str, tmp_path: Path) -> None:
    """One that says nothing, or goes on for ever, is given up in time, for the credential and for the evidence."""
    bare = tmp_path / "film.mp4"
    bare.write_bytes(tiny_film())
    order = Declaration("Roof", "video/mp4", SourceType.TRAINED, ("reelwright", "1"))
    with serving(Authority(datetime(2026, 1, 1, tzinfo=UTC)), behaviour) as url:
        with pytest.raises(TimeStampError):
            C2paCredentials(stamp_seconds=2).embed(bare, tmp_path / "sealed.mp4", order, LIN, stamp_url=url)
        with pytest.raises(TimeStampError):
            Rfc3161Stamper(url, seconds=0.3).stamp(b"statement")
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def test_a_streaming_folder_is_known_by_the_frames_of_its_film(tmp_path: Path) -> None:
    """It bears no signature, and is told to be the registered film, frame by frame, with its owner."""
    head, rest = split(tiny_film(fragmented=True))
    folder, film = tmp_path / "hls", tmp_path / "film.mp4"
    film.write_bytes(tiny_film(fragmented=True))
    folder.mkdir()
    (folder / "init.mp4").write_bytes(head)
    (folder / "1.m4s").write_bytes(rest)
    text = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:4,\n1.m4s\n#EXT-X-ENDLIST\n'
    (folder / "main.m3u8").write_text(text, encoding="utf-8")
    registry, book = MemoryRegistry(), FilmBook(tmp_path / "films")
    registry.add("roof", fingerprint_file(READER, film))
    name = film_name(mark.digest for mark in frame_marks(READER, film)[0]).hex
    book.note("roof", RegisteredFilm("Roof", "Lin Studio", frames=name))
    found = verdicts(folder, dataclasses.replace(TOOLS, copies=RegistrySearch(registry, book)))
    assert found[Question.FILE].answer == "unsigned"
    assert found[Question.COPY].answer == "registered by another"
    assert "“Roof” itself, frame by frame, which Lin Studio registered" in found[Question.COPY].sentence
