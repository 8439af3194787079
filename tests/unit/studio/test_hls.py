"""Streaming folders: playlists by RFC 8216, segments that play alone, sizes that can be exchanged."""

import re
from fractions import Fraction
from pathlib import Path

import av
import pytest
from film_kit import SETTINGS, SIZE, WORDS, idrs, joined, pictures_of, take, tone

from reelwright.film import FrameRate, FrameSize
from reelwright.studio import EncodingError, PictureSettings
from reelwright.studio.adapters.boxes import boxes, decode_time, media_timescale
from reelwright.studio.adapters.hls import MASTER, SEGMENT_SECONDS, ladder, write_hls

LENGTHS = (31, 40, 1, 2, 125, 45, 199)
FRAMES = sum(LENGTHS)
_ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"]*"|[^,"]*)(?:,|$)')


def attributes(line: str) -> dict[str, str]:
    """An attribute list (RFC 8216 §4.2), which must be used up by the grammar to the last letter."""
    text = line.partition(":")[2]
    found = list(_ATTRIBUTE.finditer(text))
    assert "".join(one.group(0) for one in found) == text
    return {one.group(1): one.group(2) for one in found}


def media_entries(playlist: Path) -> list[tuple[Fraction, str]]:
    """Each segment's length and name; every duration line must be followed by a name."""
    lines = playlist.read_text(encoding="utf-8").splitlines()
    durations = [(at, line) for at, line in enumerate(lines) if line.startswith("#EXTINF:")]
    return [(Fraction(line[8:].rstrip(",")), lines[at + 1]) for at, line in durations]


def tag(playlist: Path, name: str) -> str:
    """The value of a tag that must stand once."""
    (line,) = [one for one in playlist.read_text(encoding="utf-8").splitlines() if one.startswith(f"#{name}:")]
    return line.partition(":")[2]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of seven takes, 14.8 s, with sound and two soft subtitles."""
    takes = [take(frames, shade=40 + 20 * number) for number, frames in enumerate(LENGTHS)]
    return joined(tmp_path_factory.mktemp("film"), takes, sound=tone(15), subtitles=WORDS, language="en")


@pytest.fixture(scope="module")
def folder(film: Path) -> Path:
    """That film's streaming folder."""
    return write_hls(film, film.parent / "hls").parent


@pytest.fixture(scope="module")
def variants(folder: Path) -> list[tuple[dict[str, str], str]]:
    """Attributes and address of each picture size."""
    lines = (folder / MASTER).read_text(encoding="utf-8").splitlines()
    return [(attributes(line), lines[at + 1]) for at, line in enumerate(lines) if line.startswith("#EXT-X-STREAM-INF:")]


def test_every_playlist_begins_as_one_and_ends_a_film(folder: Path) -> None:
    """Each playlist opens with EXTM3U; media playlists are video on demand and end."""
    for playlist in folder.rglob("*.m3u8"):
        lines = playlist.read_text(encoding="utf-8").splitlines()
        assert lines[0] == "#EXTM3U"
        assert tag(playlist, "EXT-X-VERSION") == "7"
        assert lines.count("#EXT-X-INDEPENDENT-SEGMENTS") == 1
        if playlist.name != MASTER:
            assert tag(playlist, "EXT-X-PLAYLIST-TYPE") == "VOD"
            assert lines[-1] == "#EXT-X-ENDLIST"


def test_every_address_in_a_playlist_is_there(folder: Path) -> None:
    """Whatever a playlist names lies in the folder, and whatever lies there is named."""
    named = {folder / MASTER}
    for playlist in folder.rglob("*.m3u8"):
        text = playlist.read_text(encoding="utf-8")
        names = [line for line in text.splitlines() if line and not line.startswith("#")]
        names += re.findall(r'URI="([^"]+)"', text)
        named |= {playlist.parent / name for name in names}
    assert named == {path for path in folder.rglob("*") if path.is_file()}


def test_master_offers_three_sizes(variants: list[tuple[dict[str, str], str]]) -> None:
    """Three sizes, largest first, each with what a player needs in order to choose."""
    assert [one["RESOLUTION"] for one, _ in variants] == ["64x96", "42x64", "28x42"]
    for one, _ in variants:
        assert re.fullmatch(r'"avc1\.[0-9a-f]{6},mp4a\.40\.2"', one["CODECS"])
        assert one["FRAME-RATE"] == "30.000"
        assert int(one["BANDWIDTH"]) >= int(one["AVERAGE-BANDWIDTH"]) > 0
        assert (one["AUDIO"], one["SUBTITLES"]) == ('"sound"', '"words"')
    bandwidths = [int(one["BANDWIDTH"]) for one, _ in variants]
    assert bandwidths == sorted(bandwidths, reverse=True)


def test_codec_string_is_that_of_the_pictures(folder: Path, variants: list[tuple[dict[str, str], str]]) -> None:
    """CODECS repeats profile and level from the decoder configuration of each size."""
    for one, address in variants:
        init = ((folder / address).parent / "init.mp4").read_bytes()
        at = init.index(b"avcC") + 5
        assert one["CODECS"].startswith(f'"avc1.{init[at : at + 3].hex()}')


def test_bandwidth_covers_every_stretch(folder: Path, variants: list[tuple[dict[str, str], str]]) -> None:
    """No run of half to one and a half target durations needs more than BANDWIDTH (RFC 8216 §4.3.4.2)."""

    def peak(playlist: Path) -> float:
        sizes = [(length, (playlist.parent / name).stat().st_size * 8) for length, name in media_entries(playlist)]
        runs = [sizes[first:last] for first in range(len(sizes)) for last in range(first + 1, len(sizes) + 1)]
        sums = [(sum(length for length, _ in run), sum(bits for _, bits in run)) for run in runs]
        return max(bits / length for length, bits in sums if 2 <= length <= 6)

    sound = peak(folder / "sound" / "index.m3u8")
    for one, address in variants:
        assert 0 <= int(one["BANDWIDTH"]) - (peak(folder / address) + sound) < 100


@pytest.mark.parametrize("frames", [1, 116, 117, 118, 121, 234])
def test_no_segment_is_empty_whatever_the_length(tmp_path: Path, frames: int) -> None:
    """Where sound packets do not end with the pictures every segment still lasts, and all add up."""
    folder = write_hls(joined(tmp_path, [take(frames)], sound=tone(8)), tmp_path / "hls").parent
    for playlist in folder.rglob("index.m3u8"):
        lengths = [length for length, _ in media_entries(playlist)]
        assert all(length > 0 for length in lengths)
        assert abs(sum(lengths) - Fraction(frames, 30)) < Fraction(1, 1000)


def test_groups_name_what_variants_refer_to(folder: Path) -> None:
    """One sound by default, and two subtitles under names of their own that wait to be chosen."""
    lines = (folder / MASTER).read_text(encoding="utf-8").splitlines()
    media = [attributes(line) for line in lines if line.startswith("#EXT-X-MEDIA:")]
    assert [(one["TYPE"], one["GROUP-ID"], one["LANGUAGE"], one["DEFAULT"]) for one in media] == [
        ("AUDIO", '"sound"', '"en"', "YES"),
        ("SUBTITLES", '"words"', '"en"', "NO"),
        ("SUBTITLES", '"words"', '"zh"', "NO"),
    ]
    assert len({one["NAME"] for one in media}) == 3


def test_no_segment_is_longer_than_the_target(folder: Path) -> None:
    """Rounded, every length is at or below the one target duration; in all they are the film's length."""
    targets = set()
    for playlist in folder.rglob("index.m3u8"):
        lengths = [length for length, _ in media_entries(playlist)]
        target = int(tag(playlist, "EXT-X-TARGETDURATION"))
        targets.add(target)
        assert all(round(length) <= target for length in lengths)
        assert abs(sum(lengths) - Fraction(FRAMES, 30)) < Fraction(1, 1000)
    assert targets == {SEGMENT_SECONDS}


def test_sizes_are_cut_at_the_same_frames(folder: Path, variants: list[tuple[dict[str, str], str]]) -> None:
    """A player may change size at any segment: cuts and lengths agree, at GOPs of the film."""
    cuts = {tuple(length for length, _ in media_entries(folder / address)) for _, address in variants}
    assert len(cuts) == 1
    assert list(cuts.pop()) == [Fraction(str(text)) for text in ("2.466667", "4", "1.666667", "4", "2.633333")]


def test_each_segment_plays_alone(folder: Path, variants: list[tuple[dict[str, str], str]]) -> None:
    """Head and one segment are enough to decode, from an IDR on, just the frames that its length says."""
    for _, address in variants:
        playlist = folder / address
        init = (playlist.parent / "init.mp4").read_bytes()
        begin = Fraction(0)
        for length, name in media_entries(playlist):
            alone = playlist.parent.parent / "alone.mp4"
            alone.write_bytes(init + (playlist.parent / name).read_bytes())
            with av.open(str(alone)) as container:
                times = [frame.pts * Fraction(frame.time_base) for frame in container.decode(video=0)]
            alone.unlink()
            assert len(times) == round(length * 30)
            assert abs(times[0] - begin) < Fraction(1, 1000)
            begin += length


def test_largest_size_is_the_film_itself(film: Path, folder: Path) -> None:
    """The largest size is not encoded again: its frames are the film's, bit for bit."""
    whole = b"".join(sorted_parts(folder / "64p"))
    assert fragments_pictures(whole, folder) == pictures_of(film)


def sorted_parts(folder: Path) -> list[bytes]:
    """Head and segments of a rendition in order."""
    return [(folder / "init.mp4").read_bytes(), *(path.read_bytes() for path in sorted(folder.glob("*.m4s")))]


def fragments_pictures(content: bytes, folder: Path) -> list[str]:
    """Digests of the frames of a fragmented film."""
    path = folder.parent / "whole.mp4"
    path.write_bytes(content)
    return pictures_of(path)


def test_smaller_sizes_show_the_same_moments(folder: Path) -> None:
    """Every size has every frame, and GOPs begin at the same ones."""
    begins = []
    for name in ("64p", "42p", "28p"):
        path = folder.parent / f"{name}.mp4"
        path.write_bytes(b"".join(sorted_parts(folder / name)))
        assert len(pictures_of(path)) == FRAMES
        begins.append(idrs(path))
    assert begins[0] == begins[1] == begins[2]


def test_sound_is_in_step_after_its_priming(folder: Path) -> None:
    """Sound starts with the pictures: the head's edit list takes the encoder's 1024 samples away."""
    with av.open(str(folder / "sound" / "index.m3u8")) as container:
        times = [frame.pts for frame in container.decode(audio=0)]
    path = folder.parent / "sound.mp4"
    path.write_bytes(b"".join(sorted_parts(folder / "sound")))
    with av.open(str(path)) as container:
        first = next(container.decode(audio=0))
    assert times[0] == first.pts == 0
    assert abs(first.to_ndarray()[0, 500:]).max() > 0.1


def test_segments_are_plain_fragments(folder: Path) -> None:
    """A head holds ftyp and moov; a segment holds moof and mdat only, each later than the one before."""
    for rendition in ("64p", "42p", "28p", "sound"):
        init, *segments = sorted_parts(folder / rendition)
        assert [box.kind for box in boxes(init)] == ["ftyp", "moov"]
        assert media_timescale(init) in {15_360, 48_000}
        for segment in segments:
            assert {box.kind for box in boxes(segment)} == {"moof", "mdat"}
        times = [decode_time(segment) for segment in segments]
        assert times == sorted(set(times))


def test_words_stand_in_every_segment_that_they_reach(folder: Path) -> None:
    """WebVTT segments carry the film's clock, and a long cue stands in each segment it reaches into."""
    words = [path.read_text(encoding="utf-8") for path in sorted((folder / "words-zh").glob("*.vtt"))]
    assert all(text.startswith("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n") for text in words)
    assert "00:00:00.200 --> 00:00:00.400\n你好\n" in words[0]
    assert all("00:00:02.000 --> 00:00:14.766\n再见\n" in text for text in words)
    assert "你好" not in words[1]


def test_words_cannot_be_read_as_marks(folder: Path) -> None:
    """Angle brackets and ampersands in speech are escaped."""
    first = (folder / "words-en" / "0000.vtt").read_text(encoding="utf-8")
    assert "Look &lt;up&gt; &amp; {wait}\nNow" in first


def test_same_film_gives_the_same_folder(film: Path, folder: Path) -> None:
    """Writing again, over the folder of before, gives the same bytes and leaves nothing else."""
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder.parent / ".hls.unfinished").mkdir()
    (folder.parent / ".hls.unfinished" / "litter").write_text("of a killed run")
    write_hls(film, folder)
    after = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert before == after
    assert not list(folder.parent.glob(".hls*"))


def test_film_without_words_names_no_group(tmp_path: Path) -> None:
    """Without soft subtitles the master playlist speaks of none; a wide film and another rate work too."""
    settings = PictureSettings(FrameSize(96, 64), FrameRate(30000, 1001))
    text = write_hls(joined(tmp_path, [take(9, settings)]), tmp_path / "hls").read_text()
    assert "SUBTITLES" not in text
    assert "RESOLUTION=96x64,FRAME-RATE=29.970" in text
    assert re.findall(r"^(\d+p)/", text, re.MULTILINE) == ["64p", "42p", "28p"]


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        (FrameSize(1080, 1920), ["1080×1920", "720×1280", "480×854"]),
        (FrameSize(1920, 1080), ["1920×1080", "1280×720", "854×480"]),
        (FrameSize(1080, 1080), ["1080×1080", "720×720", "480×480"]),
        (FrameSize(1080, 1350), ["1080×1350", "720×900", "480×600"]),
    ],
)
def test_ladder_keeps_the_shape(size: FrameSize, sizes: list[str]) -> None:
    """Each shape of film gets the well-known three sizes, sides even."""
    assert [f"{one.width}×{one.height}" for one in ladder(size)] == sizes


def test_folder_of_something_else_is_not_replaced(tmp_path: Path) -> None:
    """A folder with other things in it is left alone."""
    film = joined(tmp_path, [take(3, SETTINGS)])
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("x")
    with pytest.raises(EncodingError, match="not a streaming folder"):
        write_hls(film, tmp_path / "mine")
    assert (tmp_path / "mine" / "diary.txt").read_text() == "x"


def test_empty_folder_is_filled(tmp_path: Path) -> None:
    """An empty folder may be written to."""
    (tmp_path / "hls").mkdir()
    assert write_hls(joined(tmp_path, [take(3)]), tmp_path / "hls").is_file()


def test_folder_that_cannot_be_is_a_clear_error(tmp_path: Path) -> None:
    """A parent that is a file or missing is named with what to do."""
    film = joined(tmp_path, [take(3)])
    for target in (film / "hls", tmp_path / "missing" / "hls"):
        with pytest.raises(EncodingError, match="cannot be written"):
            write_hls(film, target)


def test_film_that_is_none_is_a_clear_error(tmp_path: Path) -> None:
    """A missing or broken film is named, and no folder is made."""
    (tmp_path / "broken.mp4").write_bytes(b"x" * 100)
    for name in ("missing.mp4", "broken.mp4"):
        with pytest.raises(EncodingError, match="cannot be read"):
            write_hls(tmp_path / name, tmp_path / "hls")
    assert not (tmp_path / "hls").exists()


def test_smallest_size_stays_encodable() -> None:
    """Even a tiny film has sizes that the encoder takes."""
    assert ladder(FrameSize(16, 16))[-1] == FrameSize(16, 16)
    assert ladder(SIZE)[1] == FrameSize(42, 64)
