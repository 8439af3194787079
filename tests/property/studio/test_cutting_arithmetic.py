"""The arithmetic of cutting, for all inputs: nothing overlaps, nothing is lost, nothing runs away."""

import struct
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.film import FrameRate, FrameSize
from reelwright.studio import EncodingError, PictureSettings
from reelwright.studio.adapters.boxes import boxes
from reelwright.studio.adapters.cutter import PyavCutter, lay_flat
from reelwright.studio.adapters.footage import coded_pictures, opened, probe
from reelwright.studio.adapters.hls import SEGMENT_SECONDS, gather, ladder
from reelwright.studio.adapters.languages import three_letters, two_letters
from reelwright.studio.adapters.playlists import MediaSegment, Rendition, webvtt_segment
from reelwright.studio.adapters.x264 import TakeEncoder

_MOMENTS = st.floats(0, 20, allow_nan=False)
_CUES = st.lists(
    st.tuples(_MOMENTS, st.floats(0.01, 5), st.text("ab雨 ", min_size=1, max_size=5)).map(
        lambda cue: (cue[0], cue[0] + cue[1], cue[2])
    ),
    max_size=8,
)
_FRAGMENTS = st.lists(
    st.builds(MediaSegment, st.integers(1, 130).map(lambda frames: Fraction(frames, 30)), st.binary(max_size=3)),
    max_size=30,
)


@given(_CUES, st.floats(0, 25))
def test_flat_cues_follow_one_another_within_the_film(cues: list[tuple[float, float, str]], end: float) -> None:
    """Flat cues have a length, come in order, never overlap and end with the film."""
    flat = lay_flat(cues, end=end)
    edges = [edge for start, stop, _ in flat for edge in (start, stop)]
    assert edges == sorted(edges)
    assert all(0 <= start < stop <= end * 1000 for start, stop, _ in flat)


@given(_CUES, st.integers(0, 25_000))
def test_flat_cues_show_at_each_moment_what_the_cues_show(
    cues: list[tuple[float, float, str]], millisecond: int
) -> None:
    """At any moment the words shown are those of the cues that reach over it, the earliest above."""
    moment = millisecond + 0.5
    over = [cue for cue in cues if round(cue[0] * 1000) < moment < round(cue[1] * 1000)]
    wanted = "\n".join(text for _, _, text in sorted(over, key=lambda cue: round(cue[0] * 1000)))
    shown = [text for start, stop, text in lay_flat(cues, end=60) if start < moment < stop]
    assert sorted("\n".join(shown).splitlines()) == sorted(wanted.splitlines())


@given(_FRAGMENTS)
def test_gathering_loses_and_mixes_nothing(fragments: list[MediaSegment]) -> None:
    """Segments hold the fragments' bytes in order and their whole length."""
    segments = list(gather(fragments))
    assert b"".join(one.content for one in segments) == b"".join(one.content for one in fragments)
    assert sum(one.seconds for one in segments) == sum(one.seconds for one in fragments)


@given(_FRAGMENTS)
def test_gathered_segments_are_as_long_as_they_may_be(fragments: list[MediaSegment]) -> None:
    """A segment passes the limit only when one GOP alone does, and no neighbour's GOP would still fit."""
    segments = list(gather(fragments))
    longest = max((one.seconds for one in fragments), default=Fraction(0))
    assert all(one.seconds <= max(SEGMENT_SECONDS, longest) for one in segments)
    pairs = pairwise(segments)
    assert all(one.seconds + other.seconds > SEGMENT_SECONDS for one, other in pairs)


@given(st.binary(max_size=200))
def test_any_bytes_are_boxes_or_a_clear_error(content: bytes) -> None:
    """Bytes from anywhere either fall into boxes that cover them all, or are refused."""
    try:
        found = list(boxes(content))
    except EncodingError:
        return
    assert [box.start for box in found] == [0, *(box.end for box in found)][: len(found)]
    assert not content or found[-1].end == len(content)


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_boxes_come_back_as_written(contents: list[bytes]) -> None:
    """What was put into boxes is found in them."""
    written = b"".join(struct.pack(">I4s", len(content) + 8, b"mdat") + content for content in contents)
    assert [bytes(box.content) for box in boxes(written)] == contents


@given(st.integers(8, 2000), st.integers(8, 2000))
def test_ladder_sizes_are_even_and_shrink(half_width: int, half_height: int) -> None:
    """Every size that a film can have gives three that an encoder takes, none larger than the one before."""
    sizes = ladder(FrameSize(half_width * 2, half_height * 2))
    assert len(sizes) == 3
    assert all(one.width >= other.width and one.height >= other.height for one, other in pairwise(sizes))


@given(st.text(max_size=12))
def test_any_tag_becomes_three_letters(tag: str) -> None:
    """Whatever a project calls its language, the file holds three letters, and the playlist a tag."""
    assert len(three_letters(tag)) == 3
    assert three_letters(tag).isascii()
    assert three_letters(two_letters(tag)) == three_letters(tag)


@given(st.text("a\n雨<>&-", max_size=20).filter(lambda text: text.strip()))
def test_words_cannot_break_a_webvtt_cue(words: str) -> None:
    """No words end their cue early, begin another, or open a tag."""
    text = webvtt_segment([(0, 1000, words)])
    header, cue = text.removesuffix("\n").split("\n\n")
    assert header.startswith("WEBVTT")
    assert cue.count("-->") == 1
    assert "<" not in cue


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=6),
    st.sampled_from([FrameRate(24), FrameRate(30), FrameRate(30000, 1001)]),
    st.sampled_from(["veryfast", "ultrafast"]),
)
def test_joined_frames_add_up(lengths: list[int], rate: FrameRate, preset: str) -> None:
    """For takes of any lengths the film has the sum of their frames, each at its place on the grid."""
    picture = np.full((48, 32), 128, np.uint8)
    takes = []
    for length in lengths:
        with TakeEncoder(PictureSettings(FrameSize(32, 32), rate, preset=preset)) as encoder:
            for index in range(length):
                picture[:32] = (index * 37) % 200 + 16
                encoder.add(picture)
            takes.append(encoder.finish())
    with TemporaryDirectory() as folder:
        film = Path(folder) / "film.mp4"
        assert PyavCutter().join(takes, film, sound=b"") == sum(lengths)
        with opened(film) as (container, video):
            shown = sorted(coded.shown for coded in coded_pictures(container, video))
        assert shown == list(range(sum(lengths)))
        assert probe(film).seconds == rate.seconds(sum(lengths))


@given(_FRAGMENTS.filter(bool), st.integers(1, 6))
def test_peak_lies_between_average_and_the_densest_segment(segments: list[MediaSegment], target: int) -> None:
    """A peak is never below the average, and never above what the densest segment alone would give."""
    rendition = Rendition("sound", "mp4a.40.2", "m4s", b"", tuple(segments))
    densest = max(int(len(one.content) * 8 / one.seconds) + 1 for one in segments)
    assert rendition.average <= rendition.peak(target) <= densest


def test_sliver_at_the_end_does_not_set_the_peak() -> None:
    """A last segment of one frame is no measure of a line, however dense it is."""
    even = [MediaSegment(Fraction(4), b"x" * 4000)] * 3
    rendition = Rendition("1080p", "avc1.640028", "m4s", b"", (*even, MediaSegment(Fraction(1, 30), b"x" * 400)))
    assert rendition.peak(4) < 9_000
