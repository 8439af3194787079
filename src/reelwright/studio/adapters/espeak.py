"""espeak-ng as a voice: the default, in over a hundred languages, with real phoneme times.

The GPL library runs in a process of its own (``espeak_speaker.py``), a fresh one for each line:
espeak-ng carries state from one line into the next, and a fresh process (25 ms) is what makes the
same line the same bytes. Knows espeak-ng's numbers; how a line is delivered is in ``sound``.
"""

from __future__ import annotations

import importlib.util
import json
import math
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reelwright.film import Line, Plain
from reelwright.story import Person
from reelwright.studio.errors import VoiceError
from reelwright.studio.model import SAMPLE_RATE, Utterance
from reelwright.studio.mouths import time_mouths
from reelwright.studio.sound.delivery import Colour, Feeling, as_pcm, deliver, feel, from_pcm, trim_silence
from reelwright.studio.sound.filters import Samples, resample
from reelwright.studio.sound.throat import Throat, choose_throat, line_seed
from reelwright.studio.spoken_text import clean_text, has_han, is_silent

from .kana import to_kana
from .pinyin import to_pinyin

_SPEAKER: Final = Path(__file__).with_name("espeak_speaker.py")
_SILENT_SECONDS: Final = 0.7
_MEND: Final = "reinstall espeakng-loader, or run `reel doctor`"


@dataclass(frozen=True, slots=True)
class Base:
    """One of espeak-ng's voice variants: its middle pitch and the equaliser that makes it natural.

    Measured on a paragraph: the equaliser is the difference, an octave a point, between the
    variant's spectrum and the long-term average spectrum of human speech, at two thirds.
    """

    variant: str
    hertz: float
    equaliser: Mapping[float, float]


_BASES: Final = {
    "male": (
        Base("m7", 107, {125: 1.5, 1000: 0, 2000: -1.5, 4000: 0.5, 8000: 0}),
        Base("klatt6", 102, {250: 0.7, 1000: -1.6, 2000: -1, 4000: 1, 8000: 0}),
        Base("Reed", 116, {250: 0, 500: -1.4, 4000: 1, 8000: 0}),
    ),
    "female": (
        Base("f2", 197, {250: 3.4, 500: 1.2, 1000: -1, 2000: -1.3, 4000: -3, 8000: 0}),
        Base("f5", 207, {250: 3.9, 500: 1.8, 2000: -0.7, 4000: -3.7, 8000: -2}),
        Base("f3", 214, {250: 3, 500: 2, 1000: -0.5, 2000: -2, 4000: -6, 8000: 0}),
    ),
}  # fmt: skip
_LANGUAGES: Final = {"en": "en-us", "en-us": "en-us", "en-gb": "en", "zh": "cmn-latn-pinyin", "cmn": "cmn-latn-pinyin"}


def choose_base(person: Person, throat: Throat) -> Base:
    """The voice variant of a person: the one the card names, else one of those that fit the throat."""
    base = _BASES[throat.family][throat.draw % 3]
    if not person.voice.name:
        return base
    named = person.voice.name.rsplit("+", maxsplit=1)[-1]
    known = {b.variant: b for bases in _BASES.values() for b in bases}
    return known.get(named, Base(named, 200.0 if throat.family == "female" else 105.0, base.equaliser))


def _pitch_number(semitones: float) -> int:
    """espeak-ng's pitch parameter for so many semitones from a voice's middle (measured, not straight)."""
    return int(min(max(50 + semitones * (5.5 if semitones > 0 else 9.0), 0), 99))


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a line should sound like once the tract has been made: Hz, and shares of the normal."""

    hertz: float
    rate: float
    range: float


def _aim(throat: Throat, feeling: Feeling, person: Person) -> _Aim:
    # The voice is played faster by the tract afterwards: pitch and speed are asked for lower.
    hertz = throat.hertz / throat.tract * 2 ** (feeling.pitch / 12)
    return _Aim(hertz, person.voice.rate * feeling.rate / throat.tract, feeling.range)


def _request(said: str, voice: str, base: Base, aim: _Aim) -> dict[str, Plain]:
    chinese = voice.startswith("cmn-latn")
    words, liveliness = (158, 50) if chinese else (164, 58)
    return {
        "text": to_pinyin(said) if chinese else said,
        "voice": voice,
        "rate": int(min(max(words * aim.rate, 80), 400)),
        "pitch": _pitch_number(12 * math.log2(aim.hertz / base.hertz)),
        "range": int(min(max(liveliness * aim.range, 10), 99)),
        "gap": 0,
    }


class EspeakVoice:
    """Speaks with the espeak-ng that the espeakng-loader wheel carries.

    Args:
        timeout: seconds that one line may take before the speaker is given up.
        library: the shared library and its data folder, when not the wheel's.
    """

    def __init__(self, *, timeout: float = 30.0, library: tuple[Path, Path] | None = None) -> None:
        self._timeout = timeout
        self._given = library
        self._version = ""
        self._lock = threading.Lock()

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version of the engine."""
        if not self._version:
            answer = self._ask({"text": "", "voice": "en-us", "rate": 170, "pitch": 50, "range": 50, "gap": 0})
            with self._lock:
                self._version = answer.version
        return {"engine": "espeak-ng", "version": self._version, "delivery": 1}

    def speak(self, line: Line, person: Person, *, language: str) -> Utterance:
        """Speak one line in a person's voice.

        Raises:
            VoiceError: there is no such language or voice, or the speaker fails.
        """
        said = clean_text(line.text, language)
        if is_silent(said):
            return Utterance(bytes(2 * int(_SILENT_SECONDS * SAMPLE_RATE)), (), "silence")
        throat = choose_throat(person)
        base = choose_base(person, throat)
        voice = self._voice_name(language, person, said, base.variant)
        feeling = feel(line.emotion, line.intensity, line.manner)
        if voice.startswith("ja+"):
            said = to_kana(said, where=str(line.source))
        answer = self._ask(_request(said, voice, base, _aim(throat, feeling, person)))
        if not answer.voice.any():
            raise VoiceError(
                f"espeak-ng says nothing for {line.text!r}", where=str(line.source), mend="reword the line"
            )
        # A shorter vocal tract: the voice played faster, its pitch and speed asked for lower before.
        stretched = resample(answer.voice, SAMPLE_RATE / (answer.rate * throat.tract))
        colour = Colour(base.equaliser, person.voice.timbre, throat.breath, throat.tremor)
        seed = line_seed(person, line.text)
        whole = deliver(stretched, line.manner, feeling.level, colour, seed=seed)
        voiced, cut = trim_silence(whole)
        times = [(symbol, sample / answer.rate / throat.tract - cut) for symbol, sample in answer.phonemes]
        end = len(voiced) / SAMPLE_RATE
        starts = [min(max(at, 0.0), end) for _, at in times]
        sounds = zip((s for s, _ in times), starts, [*starts[1:], end], strict=True)
        return Utterance(as_pcm(voiced), time_mouths(sounds), f"espeak-ng {answer.version} {voice}")

    def _voice_name(self, language: str, person: Person, said: str, variant: str) -> str:
        tag = language.lower().replace("_", "-")
        name = _LANGUAGES.get(tag) or _LANGUAGES.get(tag.split("-")[0]) or tag.split("-")[0]
        if has_han(said) and name != "ja":
            name = "cmn-latn-pinyin"
        if "+" in person.voice.name:
            name = person.voice.name.split("+")[0]
        variants = self._paths()[1] / "voices" / "!v"
        if person.voice.name and (not (variants / variant).is_file() or Path(variant).name != variant):
            raise VoiceError(
                f"espeak-ng has no voice variant {variant!r}",
                where=str(person.source or person.id),
                mend="choose one such as m7, klatt6, Reed, f2, f3 or f5, or leave the card's voice name empty",
            )
        return f"{name}+{variant}"

    def _paths(self) -> tuple[Path, Path]:
        """The library and its data, found without loading either."""
        if self._given:
            return self._given
        found = importlib.util.find_spec("espeakng_loader")
        if found is None or found.origin is None:
            raise VoiceError("espeak-ng is not installed", mend=_MEND)
        here = Path(found.origin).parent
        libraries = [p for p in sorted(here.glob("*espeak-ng*")) if p.suffix in {".so", ".dylib", ".dll"}]
        if not libraries:
            raise VoiceError("espeakng-loader carries no library for this system", where=str(here), mend=_MEND)
        return libraries[0], here / "espeak-ng-data"

    def _ask(self, request: dict[str, Plain]) -> _Answer:
        library, data = self._paths()
        letter = json.dumps(request).encode()
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-S", str(_SPEAKER), str(library), str(data)],
                input=struct.pack(">I", len(letter)) + letter,
                capture_output=True,
                timeout=self._timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise VoiceError(
                f"espeak-ng did not answer in {self._timeout:g} s", mend="try again, or shorten the line"
            ) from None
        except OSError as error:
            raise VoiceError(f"the espeak-ng speaker does not start: {error}", mend=_MEND) from error
        return _read_answer(done)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the speaker said: samples at its own rate, each phoneme with the sample it begins at."""

    version: str
    rate: int
    phonemes: tuple[tuple[str, int], ...]
    voice: Samples


def _read_answer(done: subprocess.CompletedProcess[bytes]) -> _Answer:
    out = done.stdout
    if done.returncode != 0 or len(out) < 4:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no word of why"]
        raise VoiceError(f"the espeak-ng speaker ended with {done.returncode}: {last[0]}", mend=_MEND)
    length = struct.unpack(">I", out[:4])[0]
    answer = json.loads(out[4 : 4 + length])
    if "error" in answer:
        raise VoiceError(
            f"espeak-ng: {answer['error']}",
            mend="write a language code that espeak-ng knows, such as en, zh, es, fr, de or ja",
        )
    phonemes = tuple((str(symbol), int(sample)) for symbol, sample in answer["phonemes"])
    return _Answer(str(answer["version"]), int(answer["rate"]), phonemes, from_pcm(out[4 + length :]))
