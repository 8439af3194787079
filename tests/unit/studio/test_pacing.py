"""Parting long speeches."""

import pytest
from staged import words

from reelwright.studio.pacing import LONGEST_PIECE, part_speech, seconds_to_say, sentences

LONG = (
    "When I was nine my mother told me a story about a man who sold his shadow, and I laughed at it, "
    "and she did not. She only looked at the door. Nobody ever asked her why."
)
LONG_ZH = "我在这里等了你整整一个晚上，雨一直下，手机没有电，我以为你再也不会来了，结果你真的没有来。"


@pytest.mark.parametrize("text", [LONG, LONG_ZH, "word " * 60, "字" * 90])
def test_no_piece_is_too_long(text: str) -> None:
    """A long speech falls into pieces that fit a shot, and nothing of it is lost."""
    pieces = part_speech(text)
    assert len(pieces) > 1
    assert all(seconds_to_say(piece) <= LONGEST_PIECE for piece in pieces)
    assert words("".join(pieces)) == words(text)


def test_a_short_speech_stays_whole() -> None:
    """Short sentences are said in one go."""
    assert part_speech("No. Never.") == ("No. Never.",)


def test_sentences_end_where_people_end_them() -> None:
    """Marks, quotes and Chinese stops end a sentence; titles and numbers do not."""
    assert sentences("Mr. Wu paid 3.50 for it. “Why?” he said.") == ("Mr. Wu paid 3.50 for it. ", "“Why?” ", "he said.")
    assert sentences("你是谁？走！") == ("你是谁？", "走！")


def test_an_ellipsis_is_one_end() -> None:
    """Dots in a row end one sentence, not three."""
    assert sentences("I… I saw him...") == ("I… ", "I saw him...")


def test_no_chinese_piece_begins_with_a_comma() -> None:
    """Even a speech broken at words never leaves a mark at the head of a piece."""
    assert all(piece[0] not in "，。！？；：" for piece in part_speech("好" * 40 + "，" + "好" * 40 + "。"))
