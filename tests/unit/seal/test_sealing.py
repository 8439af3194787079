"""A file is sealed in the right order, and what that meets is told truly."""

import dataclasses
import json
from fractions import Fraction
from pathlib import Path

import pytest
from tiny_films import still_picture, tiny_film

from reelwright.film import digest_bytes
from reelwright.seal import (
    SHOWN,
    ContainerTag,
    FilmMarks,
    FrameMark,
    Means,
    MediaError,
    Profile,
    Sealed,
    SealOrder,
    SealTools,
    SegmentError,
    SegmentProof,
    ShotPart,
    SigningError,
    SourceType,
    Standing,
    all_duties,
    answer_duties,
    as_received,
    cut_segments,
    read_marks,
    read_tag,
    seal_media,
    whom_it_binds,
)
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.callback_signer import CallbackSigner
from reelwright.seal.adapters.iscc_codes import IsccCodes
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.testing import FakeClock, FakeSigner, FakeWatermark

LIN = FakeSigner("Lin Studio")
TOOLS = SealTools(ChildReader(), C2paCredentials(), LIN, IsccCodes(), FakeClock())
ORDER = SealOrder("Midnight", ("reelwright", "1"), SourceType.ALGORITHMIC)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A tiny film in a folder of its own."""
    path = tmp_path / "film.mp4"
    path.write_bytes(tiny_film())
    return path


def unmet(sealed: Sealed) -> set[str]:
    """The duties that are not met."""
    return {answer.duty.id for answer in sealed.duties if answer.standing is Standing.NOT_MET}


def test_film_is_sealed_with_tag_segments_codes_and_credential(film: Path) -> None:
    """All that was put on the film is found on it, signed, and its frames are those of the film before."""
    order = dataclasses.replace(ORDER, parts=(ShotPart(0), ShotPart(8, (digest_bytes(b"take"),)), ShotPart(20)))
    sealed = seal_media(film, film.with_name("sealed.mp4"), order, TOOLS)
    reading = TOOLS.credentials.read(sealed.file, roots=LIN.root)
    said = reading.manifest.assertions
    assert reading.failures == ()
    assert said["org.reelwright.segments"]["root"] == sealed.tree.root.hex()
    rows = [json.loads(row) for row in said["org.reelwright.segments"]["segments"]]
    assert [row["frames"] for row in rows] == [8, 12, 12]
    blocks = said["c2pa.soft-binding"]["blocks"]
    assert said["c2pa.soft-binding"]["alg"] == SHOWN
    assert [block["value"] for block in blocks] == [row["codes"][SHOWN] for row in rows]
    assert [block["scope"]["timespan"] for block in blocks] == [
        {"start": 0, "end": 1000},
        {"start": 1000, "end": 2500},
        {"start": 2500, "end": 4000},
    ]
    assert read_tag(sealed.file) == ContainerTag(
        "1", "Lin Studio", sealed.tree.segments[0].film.hex, sealed.tree.root.hex()
    )
    assert read_marks(TOOLS.reader, sealed.file).marks == read_marks(TOOLS.reader, film).marks
    assert SegmentProof.read(sealed.tree.proof(1).write()).holds
    making = said["org.reelwright.making"]
    assert (making["provider"], making["system"], making["version"]) == ("Lin Studio", "reelwright", "1")
    assert making["identifier"].endswith(sealed.tree.root.hex())
    assert sealed.codes["iscc"].startswith("ISCC:")


def test_sealing_tells_how_far_it_is(film: Path) -> None:
    """Shares of the film that was looked at rise to its end; a film whose segments are known is not looked at."""
    shares: list[float] = []
    sealed = seal_media(film, film.with_name("told.mp4"), ORDER, TOOLS, shares.append)
    assert shares == sorted(shares)
    assert (shares[0], 0.9 < shares[-1] <= 1.0) == (0.0, True)
    told = len(shares)
    seal_media(film, film.with_name("known.mp4"), dataclasses.replace(ORDER, tree=sealed.tree), TOOLS, shares.append)
    assert len(shares) == told


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """A film sealed with nothing but what every seal has."""
    film = tmp_path_factory.mktemp("bare") / "film.mp4"
    film.write_bytes(tiny_film())
    return seal_media(film, film.with_name("bare.mp4"), ORDER, TOOLS)


def test_duties_without_label_stamp_and_watermark_are_told_as_not_met(bare: Sealed, film: Path) -> None:
    """Nothing is called met that is not there; the European watermark is the gap that stays."""
    assert unmet(bare) == {
        "cn-visible-opening",
        "eu-time-stamp",
        "eu-watermark",
        "eu-registry",
        "eu-visible",
        "us-latent-durable",
    }
    log = digest_bytes(b"log")
    order = dataclasses.replace(ORDER, label="“AI生成 · AI-generated”, large for 2.5 s", log_head=log)
    marked = dataclasses.replace(TOOLS, watermark=FakeWatermark())
    full = seal_media(film, film.with_name("full.mp4"), order, marked)
    assert unmet(full) == {"eu-time-stamp"}
    assert FakeWatermark().find(film.with_name("full.mp4")) is not None


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("AI生成", set()),
        ("本片由人工智能合成", set()),
        ("AI-generated", {"cn-visible-opening"}),
        ("Généré par IA", {"cn-visible-opening"}),
        ("a fine film", {"cn-visible-opening", "eu-visible"}),
    ],
)
def test_a_label_meets_a_duty_by_its_words(words: str, missing: set[str]) -> None:
    """Chinese law asks for Chinese words; a label that does not speak of AI meets nothing, and is told what to say."""
    answers = answer_duties(Profile.ALL, {Means.VISIBLE_LABEL: f"“{words}” in the picture, large for the first 3 s"})
    visible = [each for each in answers if Means.VISIBLE_LABEL in each.duty.by]
    unmet_now = {each.duty.id: each.words for each in visible if each.standing is Standing.NOT_MET}
    assert set(unmet_now) == missing
    assert all("label" in each for each in unmet_now.values())


@pytest.mark.parametrize(
    ("duty", "standing", "words"),
    [
        ("cn-container-tag", Standing.MET, "AIGC in the container, label 1, of "),
        ("cn-filing", Standing.ELSEWHERE, "the publisher's"),
        ("cn-player", Standing.ELSEWHERE, "the platform's"),
        ("eu-signed-metadata", Standing.MET, "content credential (C2PA) signed by "),
        ("us-latent", Standing.MET, "provider, system (reelwright"),
        ("us-licence", Standing.ELSEWHERE, "the provider's"),
        ("us-platforms", Standing.ELSEWHERE, "the platform's"),
    ],
)
def test_each_other_duty_is_answered_by_what_meets_it_or_by_whose_it_is(
    duty: str, standing: Standing, words: str, bare: Sealed
) -> None:
    """A row says by what it is met, in words that can be looked for in the file, or who else owes it."""
    answer = next(each for each in bare.duties if each.duty.id == duty)
    assert (answer.standing, words in answer.words) == (standing, True)


def test_who_only_sealed_a_file_is_not_named_as_its_provider(film: Path) -> None:
    """Of a model's clip the seal names a provider and a system only when its signer says that the system is his."""
    said = {}
    for system in ("", "Lin Video 2"):
        order = dataclasses.replace(ORDER, source=SourceType.TRAINED, system=system, profile=Profile.US)
        sealed = seal_media(film, film.with_name(f"sealed{len(said)}.mp4"), order, TOOLS)
        facts = TOOLS.credentials.read(sealed.file).manifest.assertions["org.reelwright.making"]
        said[system] = ("us-latent" not in unmet(sealed), facts.get("provider"), facts.get("system"))
    assert said == {"": (False, None, None), "Lin Video 2": (True, TOOLS.signer.name, "Lin Video 2")}


def test_what_a_file_cannot_show_is_not_called_met() -> None:
    """What a provider offers to his users is no property of a film, whatever the film bears."""
    answers = answer_duties(Profile.ALL, dict.fromkeys(Means, "“AI生成”"))
    unseen = {each.duty.id for each in answers if each.standing is Standing.NOT_SHOWN}
    assert unseen == {"us-manifest", "us-detector", "eu-detector", "eu-marks-kept"}
    assert all("a file does not show" in each.words for each in answers if each.duty.id in unseen)


@pytest.mark.parametrize("profile", [Profile.CN, Profile.EU, Profile.US])
def test_each_profile_has_its_own_duties(profile: Profile, film: Path) -> None:
    """A profile tells the duties of its own law; the tag is written where Chinese law is asked for."""
    order = dataclasses.replace(ORDER, profile=profile)
    sealed = seal_media(film, film.with_name("sealed.mp4"), order, TOOLS)
    assert {answer.duty.profile for answer in sealed.duties} == {profile}
    assert "since 20" in whom_it_binds(profile)
    assert len(sealed.duties) == sum(duty.profile is profile for duty in all_duties())
    assert (read_tag(sealed.file) is not None) is (profile is Profile.CN)


def test_a_film_of_a_camera_has_no_duty_and_no_tag(film: Path) -> None:
    """Where no machine made it, no law of labelling asks anything."""
    order = dataclasses.replace(ORDER, source=SourceType.CAPTURE)
    sealed = seal_media(film, film.with_name("sealed.mp4"), order, TOOLS)
    assert (sealed.duties, sealed.tag, read_tag(sealed.file)) == ((), None, None)


def test_a_signed_file_keeps_its_signature_inside(film: Path) -> None:
    """Sealing what somebody else signed makes his credential the parent's, bytes and all."""
    theirs = dataclasses.replace(TOOLS, signer=FakeSigner("Somebody"))
    first = seal_media(film, film.with_name("first.mp4"), ORDER, theirs).file
    order = as_received(first, ORDER, TOOLS)
    second = seal_media(first, film.with_name("second.mp4"), order, TOOLS).file
    reading = TOOLS.credentials.read(second)
    (parent,) = reading.manifest.parents
    assert reading.manifest.actions[0].action == "c2pa.opened"
    assert reading.manifests[parent.manifest].signer == "Somebody"
    assert [each for each in parent.failures if "untrusted" not in each.code] == []
    assert as_received(film, ORDER, TOOLS) == ORDER


def test_a_still_picture_is_one_segment(tmp_path: Path) -> None:
    """A picture is sealed as a film of one frame."""
    picture = tmp_path / "still.png"
    picture.write_bytes(still_picture())
    sealed = seal_media(picture, tmp_path / "sealed.png", ORDER, TOOLS)
    assert [segment.frames for segment in sealed.tree.segments] == [1]
    assert sealed.tag is None


@pytest.mark.parametrize("content", [b"", b"junk" * 99, tiny_film()[:900]], ids=["empty", "junk", "cut-off"])
def test_what_is_no_media_is_not_sealed(content: bytes, tmp_path: Path) -> None:
    """A typed error, and nothing is left behind."""
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    with pytest.raises(MediaError):
        seal_media(path, tmp_path / "sealed.mp4", ORDER, TOOLS)
    with pytest.raises(MediaError) as refused:
        as_received(path, ORDER, TOOLS)
    assert "credential" not in refused.value.what
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def test_a_failing_signer_leaves_nothing(film: Path) -> None:
    """When the key cannot be used, there is no sealed file and no draft of one."""
    away = dataclasses.replace(TOOLS, signer=CallbackSigner(LIN.certificates, lambda _: b""))
    with pytest.raises(SigningError):
        seal_media(film, film.with_name("sealed.mp4"), ORDER, away)
    assert [each.name for each in film.parent.iterdir()] == ["film.mp4"]


def marks_of(jumps: list[float]) -> FilmMarks:
    """A film of one frame a tenth of a second, with these differences between them."""
    marks = tuple(FrameMark(n, Fraction(n, 10), digest_bytes(b"%d" % n)) for n in range(len(jumps)))
    return FilmMarks(marks, tuple(jumps), Fraction(len(jumps), 10))


def test_foreign_film_is_cut_where_it_jumps_or_after_4_seconds() -> None:
    """A jump far above its surroundings begins a segment; a long shot is parted every 4 seconds."""
    jumps = [255.0] + [2.0] * 99
    jumps[15] = 60.0
    jumps[17] = 60.0  # too soon after the one before
    tree = cut_segments(marks_of(jumps))
    assert [float(segment.start) for segment in tree.segments] == [0.0, 1.5, 5.5, 9.5]
    assert tree.segments[-1].end == 10


def test_restless_pictures_are_not_cut_at_every_frame() -> None:
    """Where every frame is unlike the one before, none of them is a cut."""
    assert len(cut_segments(marks_of([255.0] + [60.0] * 30)).segments) == 1


@pytest.mark.parametrize("starts", [(1,), (0, 40), (0, 5, 5), (0, 7, 3)])
def test_shots_that_do_not_fit_the_film_are_refused(starts: tuple[int, ...]) -> None:
    """Shots begin at the first frame, follow one another, and lie inside the film."""
    with pytest.raises(SegmentError):
        cut_segments(marks_of([1.0] * 40), [ShotPart(start) for start in starts])
