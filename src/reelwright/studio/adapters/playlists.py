"""Writes the texts of HTTP Live Streaming: playlists (RFC 8216) and WebVTT segments.

Knows renditions as segments with exact lengths. Refuses to know how pictures are coded; that is
``hls.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reelwright.film import FrameSize

MEDIA: Final = "index.m3u8"
INIT: Final = "init.mp4"


@dataclass(frozen=True, slots=True)
class MediaSegment:
    """A stretch of one rendition, as RFC 8216 §3 means it: its exact length in seconds, and its bytes."""

    seconds: Fraction
    content: bytes


@dataclass(frozen=True, slots=True)
class Rendition:
    """One form of the film's pictures, sound or words.

    Args:
        name: of its folder, and of its entry in a player's menu.
        codec: as CODECS calls it (RFC 6381), "" for words.
        suffix: of its segment files.
        init: what a decoder reads before any segment, empty for words.
    """

    name: str
    codec: str
    suffix: str
    init: bytes
    segments: tuple[MediaSegment, ...]
    language: str = "und"
    size: FrameSize | None = None

    def peak(self, target_seconds: int) -> int:
        """Peak bits a second, rounded up, as RFC 8216 §4.3.4.2 counts them.

        The densest run of media segments that lasts half to one and a half target durations; a
        sliver at the end of a film says nothing about what a line must carry.
        """
        found = [self.average]
        for first in range(len(self.segments)):
            bits, seconds = 0, Fraction(0)
            for segment in self.segments[first:]:
                bits, seconds = bits + len(segment.content) * 8, seconds + segment.seconds
                if seconds * 2 > target_seconds * 3:
                    break
                if seconds * 2 >= target_seconds:
                    found.append(int(bits / seconds) + 1)
        return max(found)

    @property
    def average(self) -> int:
        """Bits a second over all segments, rounded up."""
        return int(sum(len(s.content) for s in self.segments) * 8 / sum(s.seconds for s in self.segments)) + 1


@dataclass(frozen=True, slots=True)
class Streaming:
    """A film in all the forms that a player may choose from."""

    rate: Fraction
    pictures: tuple[Rendition, ...]
    sounds: tuple[Rendition, ...]
    words: tuple[Rendition, ...]

    @property
    def renditions(self) -> tuple[Rendition, ...]:
        """Every form, pictures first."""
        return (*self.pictures, *self.sounds, *self.words)

    @property
    def target_seconds(self) -> int:
        """The one target duration: every segment's length, rounded, is at or below it (§4.3.3.1)."""
        return max(1, *(round(segment.seconds) for one in self.renditions for segment in one.segments))


def media_playlist(rendition: Rendition, *, target_seconds: int) -> str:
    """Write the playlist of one rendition."""
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{target_seconds}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]
    if rendition.init:
        lines.append(f'#EXT-X-MAP:URI="{INIT}"')
    for number, segment in enumerate(rendition.segments):
        lines += [f"#EXTINF:{float(segment.seconds):.6f},", segment_name(rendition, number)]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def segment_name(rendition: Rendition, number: int) -> str:
    """The file name of a segment, counted from 0."""
    return f"{number:04}.{rendition.suffix}"


def master_playlist(streaming: Streaming) -> str:
    """Write the playlist that a player opens first."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    lines += [_entry("AUDIO", "sound", one, 'DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2"') for one in streaming.sounds]
    # Words are not chosen by themselves: the film may carry the same words in its pictures.
    lines += [_entry("SUBTITLES", "words", one, "DEFAULT=NO,AUTOSELECT=NO,FORCED=NO") for one in streaming.words]
    for picture in streaming.pictures:
        lines += [_variant(streaming, picture), f"{picture.name}/{MEDIA}"]
    return "\n".join([*lines, ""])


def _entry(kind: str, group: str, one: Rendition, choice: str) -> str:
    who = f'TYPE={kind},GROUP-ID="{group}",NAME="{one.name}",LANGUAGE="{one.language}"'
    return f'#EXT-X-MEDIA:{who},{choice},URI="{one.name}/{MEDIA}"'


def _variant(streaming: Streaming, picture: Rendition) -> str:
    along = (picture, *streaming.sounds[:1])
    attributes = [
        f"BANDWIDTH={sum(one.peak(streaming.target_seconds) for one in along)}",
        f"AVERAGE-BANDWIDTH={sum(one.average for one in along)}",
        'CODECS="' + ",".join(one.codec for one in along) + '"',
        *([f"RESOLUTION={picture.size.width}x{picture.size.height}"] if picture.size else []),
        f"FRAME-RATE={float(streaming.rate):.3f}",
        *(['AUDIO="sound"'] if streaming.sounds else []),
        *(['SUBTITLES="words"'] if streaming.words else []),
    ]
    return "#EXT-X-STREAM-INF:" + ",".join(attributes)


def webvtt_segment(cues: Sequence[tuple[int, int, str]]) -> str:
    """Write cues (start and end in milliseconds, words) as a WebVTT segment on the film's own clock."""
    blocks = ["WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0"]
    for start, end, words in cues:
        # An empty line would end the cue; these three characters would be read as mark-up.
        text = "\n".join(line for line in words.splitlines() if line.strip())
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{_clock(start)} --> {_clock(end)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
