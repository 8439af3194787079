"""Lip data: every speech sound has a mouth."""

import functools

import pytest

from reelwright.studio import Alphabet, MouthShape, mouths_of, time_mouths
from reelwright.studio.adapters.espeak import EspeakVoice
from reelwright.studio.adapters.pinyin import to_pinyin
from reelwright.studio.mouths import is_listed, is_pause

PANGRAMS_EN = """The quick brown fox jumps over the lazy dog. Sphinx of black quartz, judge my vow!
That measure of pleasure is a beige vision of genre. Thin things bathe in this bath. Choose joy, boy; church judge.
Bird, nurse, butter, button, bottle, kitten, rhythm. Fire, hour, poor, cure, near, beer, fair, four, door, car.
You saw a law; father's palm, caught cot. Cat, bad, dance. Put a foot, could you? Few use blue music.
Make day eight. Go home. How now, brown cow. My eye. Singing a longer song. Hmm, uh-huh, oh, ah, shh.
Yes, yet, onion, million. Happy roses, wanted sofa. Human, huge. Nation, ocean, treasure. Light, world, girl, milk.
Really? Merry Mary married Harry. Can't, won't. Café, naïve, croissant, déjà vu. Loch, Bach. 1, 12, 2019."""
PANGRAMS_ZH = """妈麻马骂吗，波破摸佛得特讷勒哥科和基欺希知吃诗日资此思。爱奥欧安恩昂儿，衣鸭耶腰优烟因央英。
乌蛙窝歪威弯温汪翁，迂约冤晕拥。女绿居去需，略虐学缺决，穷熊凶用。我们，哥儿们，花儿，玩儿，一点儿，事儿。
床窗双黄光，谁水对贵岁，村尊顺问，家下加夏，车这热色，日子。四十四只石狮子。下雨了，别走！你疯了吗？"""


@functools.cache
def symbols_of(voice: str, text: str) -> frozenset[str]:
    """The phoneme symbols that espeak-ng says for a text."""
    said = to_pinyin(text) if voice.startswith("cmn") else text
    asked = {"text": said.replace("\n", " "), "voice": voice, "rate": 300, "pitch": 50, "range": 50, "gap": 0}
    return frozenset(symbol for symbol, _ in EspeakVoice()._ask(asked).phonemes)


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        ("en-us+m7", PANGRAMS_EN),
        ("en-us+klatt6", PANGRAMS_EN),
        ("en+f2", PANGRAMS_EN),
        ("cmn-latn-pinyin", PANGRAMS_ZH),
    ],
)
def test_every_sound_of_a_language_is_listed(voice: str, text: str) -> None:
    """Every phoneme that espeak-ng speaks for a corpus with all sounds of the language is in the tables."""
    symbols = symbols_of(voice, text)
    assert len(symbols) > 50
    assert {symbol for symbol in symbols if not is_listed(symbol)} == set()


def test_every_shape_is_used_by_english() -> None:
    """No mouth shape is drawn in vain: English alone needs all of them."""
    shapes = {shape for symbol in symbols_of("en-us+m7", PANGRAMS_EN) for shape in mouths_of(symbol)}
    assert shapes == set(MouthShape)


@pytest.mark.parametrize(
    ("symbol", "alphabet", "shapes"),
    [
        ("m", Alphabet.ESPEAK, (MouthShape.CLOSED,)),
        ("'aI", Alphabet.ESPEAK, (MouthShape.OPEN, MouthShape.HALF)),
        ("ts.h", Alphabet.ESPEAK, (MouthShape.HUSH,)),
        ("th", Alphabet.ESPEAK, (MouthShape.TONGUE_UP,)),  # Mandarin: an aspirated t
        ("th", Alphabet.ARPABET, (MouthShape.TONGUE_TEETH,)),
        ("y", Alphabet.ESPEAK, (MouthShape.ROUND_TIGHT,)),
        ("y", Alphabet.ARPABET, (MouthShape.SPREAD,)),
        ("ɕ", Alphabet.IPA, (MouthShape.HUSH,)),
        ("_:", Alphabet.ESPEAK, (MouthShape.REST,)),
    ],
)
def test_known_sounds_have_their_mouths(symbol: str, alphabet: Alphabet, shapes: tuple[MouthShape, ...]) -> None:
    """A symbol means what its own alphabet says, stress marks aside."""
    assert mouths_of(symbol, alphabet) == shapes
    assert is_listed(symbol, alphabet)


@pytest.mark.parametrize(
    ("symbol", "first"), [("m~", MouthShape.CLOSED), ("o^", MouthShape.ROUND), ("ʂʰ", MouthShape.HUSH)]
)
def test_unknown_sound_falls_back_on_its_letters(symbol: str, first: MouthShape) -> None:
    """A sound in no table is guessed from its letters, and is not called listed."""
    assert mouths_of(symbol)[0] is first
    assert not is_listed(symbol)


def test_nonsense_is_a_half_open_mouth() -> None:
    """A symbol without a known letter is a half-open mouth, never an error."""
    assert mouths_of("%!§") == (MouthShape.HALF,)


def test_diphthong_divides_its_time() -> None:
    """A diphthong's shapes share its time from its start to its end."""
    timed = time_mouths([("aI", 1.0, 1.2)])
    assert [(p.mouth, p.start, p.end) for p in timed] == [
        (MouthShape.OPEN, 1.0, pytest.approx(1.1)),
        (MouthShape.HALF, pytest.approx(1.1), pytest.approx(1.2)),
    ]


def test_short_gap_keeps_the_mouth_and_a_pause_closes_it() -> None:
    """Between syllables the mouth stays; in a pause it rests; a sound without length is left out."""
    timed = time_mouths([("a", 0, 0.1), ("_|", 0.1, 0.12), ("l", 0.12, 0.12), ("a", 0.12, 0.2), ("_:", 0.2, 0.5)])
    assert [(p.mouth, p.end) for p in timed] == [
        (MouthShape.OPEN, 0.12),
        (MouthShape.OPEN, 0.2),
        (MouthShape.REST, 0.5),
    ]
    assert is_pause("_:")
    assert not is_pause("a")
