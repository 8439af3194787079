"""The messages between the process that decodes and the one that asked, as bytes with lengths.

The asking side trusts none of them: every length has a bound, every number is checked by the noun
that it makes. Nothing is unpickled.
"""

from __future__ import annotations

import dataclasses
import json
import struct
from fractions import Fraction
from typing import Final, TypeAlias

from reelwright.film import Digest
from reelwright.seal.media.errors import MediaDamagedError, MediaEncryptedError, MediaFormatError, MediaLimitError
from reelwright.seal.media.model import (
    FrameMark,
    MediaFacts,
    MediaWish,
    Picture,
    PictureFacts,
    PictureWish,
    ReadingEnd,
    SoundBlock,
    SoundFacts,
    Transfer,
)

HEAD: Final = struct.Struct("<cI")
LONGEST: Final = {b"P": 1 << 28, b"M": 64, b"S": 1 << 22, b"F": 1 << 14, b"E": 1 << 10, b"X": 1 << 12, b"H": 0}
"""The kinds of message and how long each may be: picture, mark, sound, facts, end, error, sign of life."""

ERRORS: Final = {
    kind.__name__: kind for kind in (MediaFormatError, MediaDamagedError, MediaEncryptedError, MediaLimitError)
}
Item: TypeAlias = MediaFacts | Picture | FrameMark | SoundBlock | ReadingEnd

_PICTURE: Final = struct.Struct("<qqHH?")
_MARK: Final = struct.Struct("<Iqq")
_SOUND: Final = struct.Struct("<qqI")


def pack(item: Item) -> tuple[bytes, bytes]:
    """An item as the kind and the body of its message."""
    match item:
        case Picture():
            return b"P", _PICTURE.pack(*_time(item.time), item.width, item.height, item.colour) + item.pixels
        case FrameMark():
            return b"M", _MARK.pack(item.index, *_time(item.time)) + bytes.fromhex(item.digest.hex)
        case SoundBlock():
            return b"S", _SOUND.pack(*_time(item.time), item.rate) + item.samples
        case ReadingEnd():
            return b"E", json.dumps([item.frames, item.damaged, *_time(item.seconds)]).encode()
        case MediaFacts():
            return b"F", json.dumps(_facts_to_plain(item)).encode()


def unpack(kind: bytes, body: bytes) -> Item:
    """The item of a message.

    Raises:
        MediaDamagedError: the message is none of ours, which only a decoder gone wrong would send.
    """
    try:
        return _unpack(kind, body)
    except (ValueError, KeyError, TypeError, struct.error, ZeroDivisionError, RecursionError) as error:
        raise MediaDamagedError(f"the decoder gave nonsense ({type(error).__name__})") from error


def _unpack(kind: bytes, body: bytes) -> Item:
    if kind == b"P":
        upper, lower, width, height, colour = _PICTURE.unpack_from(body)
        return Picture(Fraction(upper, lower), width, height, colour, body[_PICTURE.size :])
    if kind == b"M":
        index, upper, lower = _MARK.unpack_from(body)
        return FrameMark(index, Fraction(upper, lower), Digest(body[_MARK.size :].hex()))
    if kind == b"S":
        upper, lower, rate = _SOUND.unpack_from(body)
        return SoundBlock(Fraction(upper, lower), rate, body[_SOUND.size :])
    plain = json.loads(body)
    if kind == b"E":
        frames, damaged, upper, lower = map(int, plain)
        return ReadingEnd(frames, damaged, Fraction(upper, lower))
    return _facts_from_plain(plain)


def wish_to_text(wish: MediaWish) -> str:
    """A wish as one argument of a command line."""
    pictures = wish.pictures
    asked = [pictures.long_side, _text(pictures.rate), pictures.colour] if pictures else None
    return json.dumps([asked, wish.marks, wish.sound_rate, str(wish.since), _text(wish.until)])


def wish_from_text(text: str) -> MediaWish:
    """The wish that was written by ``wish_to_text``."""
    asked, marks, sound_rate, since, until = json.loads(text)
    pictures = PictureWish(asked[0], _fraction(asked[1]), asked[2]) if asked else None
    return MediaWish(pictures, marks, sound_rate, Fraction(since), _fraction(until))


def _facts_to_plain(facts: MediaFacts) -> dict[str, object]:
    plain = dataclasses.asdict(facts)
    plain["seconds"] = _text(facts.seconds)
    if facts.picture:
        plain["picture"]["rate"] = _text(facts.picture.rate)
    return plain


def _facts_from_plain(plain: dict[str, dict[str, object] | str | bool | None]) -> MediaFacts:
    picture, sound = plain["picture"], plain["sound"]
    return MediaFacts(
        str(plain["container"]),
        _fraction(plain["seconds"]),
        _picture_from_plain(picture) if isinstance(picture, dict) else None,
        SoundFacts(str(sound["codec"]), _whole(sound["rate"]), _whole(sound["channels"]))
        if isinstance(sound, dict)
        else None,
        bool(plain["still"]),
    )


def _picture_from_plain(plain: dict[str, object]) -> PictureFacts:
    return PictureFacts(
        str(plain["codec"]),
        width=_whole(plain["width"]),
        height=_whole(plain["height"]),
        coded_width=_whole(plain["coded_width"]),
        coded_height=_whole(plain["coded_height"]),
        rotation=_whole(plain["rotation"]),
        rate=_fraction(plain["rate"]),
        variable_rate=bool(plain["variable_rate"]),
        frames=_whole(plain["frames"]),
        bits=_whole(plain["bits"]),
        transfer=Transfer(str(plain["transfer"])),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("a whole number was expected")
    return value


def _time(time: Fraction) -> tuple[int, int]:
    # Eight bytes a side hold every time that a file can write; what is finer is rounded.
    if time.denominator.bit_length() > 62 or abs(time.numerator).bit_length() > 62:
        time = time.limit_denominator(1_000_000)
    return time.numerator, time.denominator


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _fraction(value: object) -> Fraction | None:
    return None if value is None else Fraction(str(value))
