"""flite as a voice: English only, where the program is installed; its segment times are real.

``-psdur`` prints each segment with the second at which it ends. Knows flite's numbers; how a line
is delivered is in ``sound``.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import wave
from pathlib import Path
from typing import Final

import numpy as np

from reelwright.film import Line, Plain
from reelwright.story import Person
from reelwright.studio.errors import VoiceError
from reelwright.studio.model import SAMPLE_RATE, Utterance
from reelwright.studio.mouths import Alphabet, time_mouths
from reelwright.studio.sound.delivery import Colour, as_pcm, deliver, feel, from_pcm, trim_silence
from reelwright.studio.sound.filters import Samples, resample
from reelwright.studio.sound.throat import choose_throat, line_seed
from reelwright.studio.spoken_text import clean_text, has_han, is_silent

_MEND: Final = "install flite (for example: apt install flite), or use the espeak voice"
_SEGMENT: Final = re.compile(r"([A-Za-z#@]+)[\s:(]+(\d+(?:\.\d+)?)")
_EQUALISER: Final = {  # towards the long-term average spectrum of speech, as measured
    "rms": {125.0: -4.0, 250.0: -3.0, 1000.0: 2.5, 2000.0: 1.5, 4000.0: -4.0},
    "slt": {250.0: -1.0, 500.0: 0.5},
}


def read_segments(printed: str) -> tuple[tuple[str, float], ...]:
    """The segments that ``-psdur`` prints: symbol and the second at which it ends."""
    return tuple((match[1], float(match[2])) for match in _SEGMENT.finditer(printed))


class FliteVoice:
    """Speaks English with an installed flite.

    Args:
        program: path of the program; looked up when empty.
        timeout: seconds that one line may take.
    """

    def __init__(self, *, program: str = "", timeout: float = 30.0) -> None:
        self._program = program
        self._timeout = timeout

    @staticmethod
    def installed() -> bool:
        """Whether flite is on this machine."""
        return shutil.which("flite") is not None

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version of the engine."""
        done = self._run(["--version"])
        found = re.search(r"flite-?\s*(\d[\w.\-]*)", done.stdout + done.stderr)
        return {"engine": "flite", "version": found[1] if found else "unknown", "delivery": 1}

    def speak(self, line: Line, person: Person, *, language: str) -> Utterance:
        """Speak one line in a person's voice.

        Raises:
            VoiceError: flite is missing, fails, or the line is not English.
        """
        if not language.lower().startswith("en") or has_han(line.text):
            raise VoiceError(
                f"flite speaks English only, not {language!r}", where=str(line.source), mend="use the espeak voice"
            )
        said = clean_text(line.text, language)
        if is_silent(said):
            return Utterance(bytes(2 * int(0.7 * SAMPLE_RATE)), (), "silence")
        throat = choose_throat(person)
        name = person.voice.name or ("rms" if throat.family == "male" else "slt")
        feeling = feel(line.emotion, line.intensity, line.manner)
        tract = throat.tract
        pitch = throat.hertz / tract * 2 ** (feeling.pitch / 12)
        slower = tract / (person.voice.rate * feeling.rate)
        rate, bare, segments = self._synthesise(said, name, pitch, slower, 12 + 14 * feeling.range)
        stretched = resample(bare, SAMPLE_RATE / (rate * tract))
        colour = Colour(_EQUALISER.get(name, {}), person.voice.timbre, throat.breath / 2, throat.tremor)
        seed = line_seed(person, line.text)
        voiced, cut = trim_silence(deliver(stretched, line.manner, feeling.level, colour, seed=seed))
        end = len(voiced) / SAMPLE_RATE
        ends = [min(max(at / tract - cut, 0.0), end) for _, at in segments]
        sounds = zip((symbol for symbol, _ in segments), [0.0, *ends[:-1]], ends, strict=True)
        return Utterance(as_pcm(voiced), time_mouths(sounds, Alphabet.ARPABET), f"flite {name}")

    def _synthesise(
        self, said: str, name: str, pitch: float, slower: float, spread: float
    ) -> tuple[int, Samples, tuple[tuple[str, float], ...]]:
        with tempfile.TemporaryDirectory(prefix="reel-flite-") as folder:
            out = Path(folder) / "line.wav"
            settings = [
                f"duration_stretch={slower:.4f}",
                f"int_f0_target_mean={pitch:.2f}",
                f"int_f0_target_stddev={spread:.2f}",
            ]
            flags = [part for setting in settings for part in ("--setf", setting)]
            done = self._run(["-voice", name, *flags, "-psdur", "-o", str(out), "-t", said])
            if done.returncode != 0 or not out.is_file():
                raise VoiceError(f"flite failed: {done.stderr.strip() or done.returncode}", mend=_MEND)
            with wave.open(io.BytesIO(out.read_bytes())) as file:
                rate, samples = file.getframerate(), from_pcm(file.readframes(file.getnframes()))
        if not np.any(samples):
            raise VoiceError("flite made no sound", mend="reword the line")
        return rate, samples, read_segments(done.stdout)

    def _run(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        program = self._program or shutil.which("flite")
        if not program:
            raise VoiceError("flite is not installed", mend=_MEND)
        try:
            return subprocess.run(
                [program, *arguments], capture_output=True, text=True, timeout=self._timeout, check=False
            )
        except subprocess.TimeoutExpired:
            raise VoiceError(f"flite did not answer in {self._timeout:g} s", mend="shorten the line") from None
        except OSError as error:
            raise VoiceError(f"flite does not start: {error}", where=program, mend=_MEND) from error
