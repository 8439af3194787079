"""Any server that speaks the OpenAI speech protocol as a voice: ``POST /v1/audio/speech``, WAV back.

The server tells no phoneme times: they are estimated, by asking espeak-ng for the phonemes of the
same text and scaling their times to the spoken part of the sound. The utterance says so.
"""

from __future__ import annotations

import io
import json
import time
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import httpx
import numpy as np

from reelwright.film import Line, Manner, Plain
from reelwright.story import Person
from reelwright.studio.errors import VoiceError
from reelwright.studio.model import SAMPLE_RATE, TimedPhoneme, Utterance
from reelwright.studio.ports import Voice
from reelwright.studio.sound.delivery import Colour, as_pcm, deliver, feel, from_pcm, level_speech, trim_silence
from reelwright.studio.sound.filters import Samples, resample
from reelwright.studio.sound.throat import choose_throat, line_seed
from reelwright.studio.spoken_text import clean_text, is_silent

_LARGEST: Final = 64 * 1024 * 1024
_EFFECTS: Final = frozenset({Manner.PHONE, Manner.THOUGHT})  # what a microphone does; the rest is acting, the server's
_VOICES: Final = {"male": ("onyx", "echo", "ash"), "female": ("nova", "shimmer", "coral"), "neutral": ("alloy", "sage")}
_AGAIN: Final = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class SpeechServer:
    """Where and how to ask.

    Args:
        url: base address, such as "https://api.openai.com/v1".
        key: the secret that pays; never shown in errors or recipes. "" where none is needed.
        model: name of the speech model.
        timeout: seconds without a byte before the server is given up.
        tries: how often a busy or broken server is asked before the line fails.
        voices: gender → names of the server's voices; a card's own voice name wins.
    """

    url: str
    key: str = field(default="", repr=False)
    model: str = "gpt-4o-mini-tts"
    timeout: float = 60.0
    tries: int = 3
    voices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _VOICES)


class OpenAiSpeech:
    """Speaks through a server of the OpenAI speech protocol.

    Args:
        server: where and how to ask.
        phonemes: a voice with real phoneme times, whose times are scaled to the server's sound.
        sleep: how to wait before asking again.
    """

    def __init__(self, server: SpeechServer, phonemes: Voice, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._server = server
        self._phonemes = phonemes
        self._sleep = sleep

    @property
    def recipe(self) -> dict[str, Plain]:
        """The server, its model and voices; never the key."""
        voices: dict[str, Plain] = {gender: tuple(names) for gender, names in self._server.voices.items()}
        return {"engine": "openai-speech", "url": self._server.url, "model": self._server.model, "voices": voices}

    def speak(self, line: Line, person: Person, *, language: str) -> Utterance:
        """Speak one line in a person's voice.

        Raises:
            VoiceError: the server refuses, breaks off, stalls, or answers with something that is not sound.
        """
        said = clean_text(line.text, language)
        if is_silent(said):
            return Utterance(bytes(2 * int(0.7 * SAMPLE_RATE)), (), "silence")
        voice = self._voice_of(person)
        feeling = feel(line.emotion, line.intensity, line.manner)
        request: dict[str, Plain] = {
            "model": self._server.model,
            "input": said,
            "voice": voice,
            "response_format": "wav",
            "speed": round(min(max(person.voice.rate, 0.25), 4.0), 3),
            "instructions": _direction(line),
        }
        bare = read_wav(self._ask(request), self._server.url)
        manner = line.manner if line.manner in _EFFECTS else Manner.PLAIN
        seed = line_seed(person, line.text)
        colour = Colour({}, person.voice.timbre, 0.0)
        treated = deliver(bare, manner, feeling.level, colour, seed=seed) if manner in _EFFECTS else level_speech(bare)
        voiced, _ = trim_silence(treated)
        told = self._phonemes.speak(line, person, language=language)
        times = scale_phonemes(told.phonemes, len(voiced) / SAMPLE_RATE)
        return Utterance(as_pcm(voiced), times, f"openai-speech {self._server.model} {voice}", estimated=True)

    def _voice_of(self, person: Person) -> str:
        names = self._server.voices.get(person.gender) or next(iter(self._server.voices.values()), ("alloy",))
        return person.voice.name or names[choose_throat(person).draw % len(names)]

    def _ask(self, request: Mapping[str, Plain]) -> bytes:
        """Ask, and ask again where waiting may help; what a server says about waiting is kept to."""
        last = VoiceError("the speech server was never asked", where=self._server.url)
        for turn in range(max(1, self._server.tries)):
            try:
                return self._ask_once(request)
            except _BusyError as busy:
                last = busy.error
                if turn + 1 < self._server.tries:
                    self._sleep(busy.wait or min(2.0**turn, 20.0))
        raise last

    def _ask_once(self, request: Mapping[str, Plain]) -> bytes:
        headers = {"Accept": "audio/wav"}
        if self._server.key:
            headers["Authorization"] = f"Bearer {self._server.key}"
        url = f"{self._server.url.rstrip('/')}/audio/speech"
        try:
            with (
                httpx.Client(timeout=self._server.timeout, follow_redirects=False) as client,
                client.stream("POST", url, json=request, headers=headers) as answer,
            ):
                return self._judge(answer, _limited(answer))
        except httpx.TimeoutException:
            raise _BusyError(self._failed("stalled", "try again later, or raise the time-out")) from None
        except (httpx.UnsupportedProtocol, httpx.InvalidURL):
            raise self._failed("has no http address", "give a base address such as https://host/v1") from None
        except httpx.TransportError as error:
            raise _BusyError(self._failed(f"broke off: {error}", "check the address and the network")) from None

    def _judge(self, answer: httpx.Response, content: bytes) -> bytes:
        status = answer.status_code
        if status in _AGAIN:
            wait = answer.headers.get("retry-after", "")
            mend = "wait, or ask the provider for a higher limit" if status == 429 else "try again later"
            seconds = float(wait) if wait.isdecimal() else 0.0
            raise _BusyError(self._failed(f"answers {status} ({_reason(content)})", mend), min(seconds, 60.0))
        if status in {401, 403}:
            raise self._failed(f"refuses the key ({status})", "set a valid key for this server")
        if status != 200:
            raise self._failed(f"answers {status} ({_reason(content)})", "check the model and voice names")
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        if not (kind.startswith("audio/") or kind == "application/octet-stream"):
            raise self._failed(
                f"answers with {kind or 'no type'}, not with sound", "check that the address ends in /v1"
            )
        return content

    def _failed(self, what: str, mend: str) -> VoiceError:
        return VoiceError(f"the speech server {what}", where=self._server.url, mend=mend)


class _BusyError(Exception):
    """Asking again may help."""

    def __init__(self, error: VoiceError, wait: float = 0.0) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


def _limited(answer: httpx.Response) -> bytes:
    """The content, up to the largest that is taken; what is cut off is no whole WAV file."""
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > _LARGEST:
            break
    return bytes(content)


def _reason(content: bytes) -> str:
    """What a server says went wrong, in few words."""
    try:
        told = json.loads(content)["error"]
        words = told["message"] if isinstance(told, dict) else told
    except (ValueError, KeyError, TypeError):
        words = content[:120].decode("utf-8", "replace")
    return " ".join(str(words).split())[:160] or "no reason given"


def _direction(line: Line) -> str:
    """How the line is to be acted, in words."""
    manner = "" if line.manner in {Manner.PLAIN, *_EFFECTS} else f", {line.manner.value}"
    return f"Say it {line.emotion.value} (strength {line.intensity:.1f} of 1){manner}."


def read_wav(content: bytes, where: str = "") -> Samples:
    """A 16-bit WAV file as mono samples at ``SAMPLE_RATE``.

    Raises:
        VoiceError: it is no WAV file, of another depth, or ends before it says it does.
    """
    try:
        with wave.open(io.BytesIO(content)) as file:
            width, channels, rate, count = (
                file.getsampwidth(),
                file.getnchannels(),
                file.getframerate(),
                file.getnframes(),
            )
            data = file.readframes(min(count, len(content)))
    except (wave.Error, EOFError) as error:
        raise VoiceError(
            f"the sound is no WAV file: {error}", where=where, mend="ask the server for 16-bit WAV"
        ) from error
    if width != 2 or not 1 <= channels <= 8 or not 4000 <= rate <= 192_000:
        raise VoiceError(
            f"the sound is {8 * width}-bit at {rate} Hz", where=where, mend="ask the server for 16-bit WAV"
        )
    # A streaming server writes the largest length there is; any other length must be true.
    if len(data) < count * width * channels and count * width * channels < 0x7FFF_0000:
        raise VoiceError("the sound is cut off", where=where, mend="try again")
    whole = len(data) // (2 * channels) * 2 * channels
    samples = from_pcm(data[:whole]).reshape(-1, channels).mean(axis=1)
    if not np.any(samples):
        raise VoiceError("the sound is silence", where=where, mend="reword the line, or choose another voice")
    return resample(np.asarray(samples, np.float32), SAMPLE_RATE / rate)


def scale_phonemes(phonemes: tuple[TimedPhoneme, ...], seconds: float) -> tuple[TimedPhoneme, ...]:
    """Phonemes of one reading laid over another that lasts ``seconds``."""
    if not phonemes:
        return ()
    ratio = seconds / max(phonemes[-1].end, 1e-6)
    return tuple(TimedPhoneme(p.symbol, p.mouth, p.start * ratio, min(p.end * ratio, seconds)) for p in phonemes)
