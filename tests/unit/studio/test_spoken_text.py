"""What of a written line is said aloud."""

import pytest

from reelwright.studio.adapters.pinyin import say_number, to_pinyin
from reelwright.studio.spoken_text import clean_text, has_han, is_silent


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("I *never* said _that_.", "I never said that."),
        ("***Stop***!", "Stop!"),
        ("Well... I don't know.", "Well, I don't know."),
        ("Wait… what?", "Wait, what?"),
        ("I thought—", "I thought"),
        ("I -- I can't.", "I, I can't."),
        ("It’s “fine”.", "It's fine."),
        ("GET OUT of the USA, Kai!", "Get out of the USA, Kai!"),
        ("Love you ❤️🔥", "Love you"),
        ("He paid $5 (cash).", "He paid $5, cash."),
        ("well-known", "well-known"),
        ("snake_case_name", "snake_case_name"),
        ("Yes/no?", "Yes no?"),
        ("\x00A\u200bB\n", "A B"),
    ],
)
def test_marks_become_pauses_or_nothing(written: str, said: str) -> None:
    """Emphasis, dots, dashes, brackets and pictures are not read out; words and numbers stay."""
    assert clean_text(written, "en").lower() == said.lower()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("我……不知道。", "我，不知道。"),
        ("你——别走！", "你，别走！"),
        ("（低声）走。", "低声，走。"),
        ("“好”。", "好。"),
    ],
)
def test_chinese_marks_become_chinese_pauses(written: str, said: str) -> None:
    """Chinese dots, dashes and brackets become a Chinese comma."""
    assert clean_text(written, "zh") == said


def test_silence_is_told_from_speech() -> None:
    """Dots, dashes and pictures say nothing; a number or a word does."""
    assert all(is_silent(text) for text in ("", "…", "?!", "— —", "❤️"))
    assert not any(is_silent(text) for text in ("a", "7", "好", "50%", "$"))


def test_han_is_seen() -> None:
    """One Chinese character is enough to need a Chinese voice; punctuation is not."""
    assert has_han("Hi 林")
    assert not has_han("Hi, Lin。")


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("0", "零"), ("7", "七"), ("10", "十"), ("15", "十五"), ("20", "二十"), ("101", "一百零一"),
        ("110", "一百一十"),
        ("1000", "一千"), ("1005", "一千零五"), ("10000", "一万"), ("10010", "一万零一十"),
        ("120000", "十二万"),
        ("3.14", "三点一四"), ("35%", "百分之三十五"), ("007", "零零七"), ("13812345678", "一三八一二三四五六七八"),
    ],
)  # fmt: skip
def test_numbers_are_said_in_chinese(digits: str, said: str) -> None:
    """Numbers are read by value, long strings and leading zeros digit by digit."""
    assert say_number(digits) == said


@pytest.mark.parametrize(
    ("written", "pinyin"),
    [
        ("你好，林。", "ni3 hao3, lin2."),
        ("女儿", "nv3 er2"),
        ("绿色！", "lv4 se4!"),
        ("2024年", "er4 ling2 er4 si4 nian2"),
        ("吗？", "ma5?"),
        ("我叫Kai。", "wo3 jiao4 Kai."),
        ("银行行长", "yin2 hang2 hang2 zhang3"),
    ],
)
def test_chinese_becomes_numbered_pinyin(written: str, pinyin: str) -> None:
    """Tones, neutral tones, pauses, Latin names and readings by context come out as the voice reads them."""
    assert to_pinyin(written) == pinyin
