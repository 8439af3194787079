"""Promises of text, lips and arithmetic that hold for any input."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.studio import SAMPLE_RATE, Alphabet, integrated_loudness, mouths_of, time_mouths
from reelwright.studio.adapters.flite import read_segments
from reelwright.studio.adapters.pinyin import say_number, to_pinyin
from reelwright.studio.sound.filters import convolve, fast_length, resample, stretch, tripled
from reelwright.studio.spoken_text import clean_text, is_silent

_DIGIT = {name: value for value, name in enumerate("零一二三四五六七八九")}
_UNIT = {"十": 10, "百": 100, "千": 1000}


def read_number(said: str) -> int:
    """What a Chinese number is worth."""
    total = section = digit = 0
    for character in said:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character in _UNIT:
            section += (digit or 1) * _UNIT[character]
            digit = 0
        else:
            total = (total + section + digit) * {"万": 10**4, "亿": 10**8}[character]
            section = digit = 0
    return total + section + digit


@given(st.text(max_size=200), st.sampled_from(["en", "zh", "ja", "de"]))
def test_cleaned_text_is_stable_and_sayable(text: str, language: str) -> None:
    """Cleaning is done once: a clean line is not changed again, holds no mark-up, and no letter is lost."""
    once = clean_text(text, language)
    assert clean_text(once, language) == once
    assert not set(once) & set("*~^`<>[]{}\n\t\x00")
    assert is_silent(once) == is_silent("".join(c for c in once if c not in ",.;:!?，。！？ "))


@given(st.text(alphabet="abcXYZ ,.?!'", max_size=60))
def test_plain_words_are_left_alone(text: str) -> None:
    """Letters pass through in their order, whatever the punctuation."""
    letters = [c.lower() for c in text if c.isalpha()]
    assert [c.lower() for c in clean_text(text, "en") if c.isalpha()] == letters


@given(st.integers(min_value=0, max_value=99_999_999))
def test_chinese_numbers_are_worth_what_they_say(number: int) -> None:
    """A number said in Chinese is worth that number."""
    assert read_number(say_number(str(number))) == number


@given(st.text(alphabet="你好我是谁的雨夜，。！？Kai 0123", max_size=40))
def test_pinyin_holds_no_han(text: str) -> None:
    """Whatever the mixture, no Chinese character or punctuation reaches the voice."""
    assert not any("\u3000" <= c <= "\u9fff" or c in "，。！？" for c in to_pinyin(text))


@given(st.text(max_size=8), st.sampled_from(list(Alphabet)))
def test_any_symbol_has_a_mouth(symbol: str, alphabet: Alphabet) -> None:
    """There is no symbol without a mouth shape."""
    assert mouths_of(symbol, alphabet)


@given(st.lists(st.tuples(st.sampled_from(["a", "aI", "_", "t", "uei", "_|"]), st.floats(0, 0.4)), max_size=30))
def test_timed_mouths_cover_their_sounds(lengths: list[tuple[str, float]]) -> None:
    """Timed mouths follow each other in order, inside the time of the sounds they came from."""
    sounds, at = [], 0.0
    for symbol, seconds in lengths:
        sounds.append((symbol, at, at + seconds))
        at += seconds
    timed = time_mouths(sounds)
    assert all(before.end <= after.start + 1e-6 for before, after in pairwise(timed))
    assert all(0 <= p.start < p.end <= at + 1e-6 for p in timed)


@given(st.integers(1, 100_000))
def test_fast_length_is_smooth_and_enough(count: int) -> None:
    """The length is at least what was asked, less than double, and has only the factors 2, 3 and 5."""
    length = fast_length(count)
    assert count <= length <= 2 * count
    for factor in (2, 3, 5):
        while length % factor == 0:
            length //= factor
    assert length == 1


@settings(deadline=None, max_examples=20)
@given(st.floats(40, 15_000))
def test_a_third_of_the_rate_is_enough_for_low_tones_alone(pitch: float) -> None:
    """At three times the rate a low tone is what it was; one above the old rate's half comes out as another."""
    seconds = np.arange(9600) / SAMPLE_RATE
    tone = np.sin(2 * np.pi * pitch * seconds).astype(np.float32)
    again = tripled(np.ascontiguousarray(tone[::3]))
    middle = slice(400, -400)
    if pitch < 7000:
        assert np.abs(again - tone)[middle].max() < 0.01
    elif pitch > 9000:
        assert np.abs(again - tone)[middle].max() > 0.5


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 3000), st.integers(1, 400), st.integers(50, 2000), st.integers(0, 99))
def test_convolution_is_convolution(count: int, taps: int, block: int, seed: int) -> None:
    """Overlap-add gives what the sum gives, whatever the block."""
    dice = np.random.default_rng(seed)
    signal, kernel = dice.normal(size=count).astype(np.float32), dice.normal(size=taps).astype(np.float32)
    assert np.allclose(convolve(signal, kernel, block=block), np.convolve(signal, kernel), atol=2e-3)


@settings(deadline=None, max_examples=30)
@given(st.floats(0.4, 3.0), st.floats(100, 4000))
def test_resampling_moves_the_pitch(ratio: float, hertz: float) -> None:
    """A tone stretched by a ratio has its frequency divided by it, and its level kept."""
    clock = np.arange(24_000) / 48_000
    tone = (np.sin(2 * np.pi * hertz * clock) * np.hanning(24_000)).astype(np.float32)
    made = resample(tone, ratio)
    assert abs(len(made) - 24_000 * ratio) <= 0.002 * len(made) + 2
    power = np.abs(np.fft.rfft(made, 1 << 18))
    found = float(np.fft.rfftfreq(1 << 18, 1 / 48_000)[int(np.argmax(power))])
    assert abs(found * ratio / hertz - 1) < 0.02
    assert abs(np.abs(made).max() - 1) < 0.05


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=20), st.integers(1, 50), st.integers(1, 900))
def test_stretched_line_passes_through_its_points(points: list[float], step: int, count: int) -> None:
    """A control line has the asked length, meets its points, and keeps its last value."""
    line = stretch(np.array(points, np.float32), step, count)
    assert len(line) == count
    assert np.allclose(line[::step][: len(points)], points[: len(line[::step])], atol=1e-6)
    if count > len(points) * step:
        assert line[-1] == np.float32(points[-1])


@settings(deadline=None, max_examples=15)
@given(st.floats(-40, -6), st.floats(1, 20))
def test_loudness_follows_gain(level: float, gain: float) -> None:
    """A sound turned down by so many decibels reads that many LU less."""
    noise = np.random.default_rng(1).normal(0, 10 ** (level / 20) / 4, (48_000, 2)).astype(np.float32)
    softer = noise * np.float32(10 ** (-gain / 20))
    assert abs(integrated_loudness(noise) - integrated_loudness(softer) - gain) < 0.1 or level - gain < -50


@given(st.text(max_size=120))
def test_any_print_of_segments_can_be_read(printed: str) -> None:
    """Whatever flite prints is read as segments or as nothing, never as an error."""
    assert all(symbol and second >= 0 for symbol, second in read_segments(printed))
