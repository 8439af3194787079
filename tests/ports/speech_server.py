"""A loopback server that speaks the OpenAI speech protocol, and misbehaves when told to."""

import io
import json
import time
import wave
from typing import Any

import numpy as np

from reelwright.testing import Answer, Asked, LoopbackServer, refusal


def tone_wav(seconds: float, *, rate: int = 24_000) -> bytes:
    """A WAV file of a tone between two silences."""
    clock = np.arange(int(seconds * rate)) / rate
    tone = 0.3 * np.sin(2 * np.pi * 180 * clock) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * clock))
    quiet = np.zeros(rate // 5)
    samples = (np.concatenate([quiet, tone, quiet]) * 32767).astype("<i2")
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, rate, len(samples), "NONE", ""))
        file.writeframes(samples.tobytes())
    return buffer.getvalue()


class SpeechServerDouble(LoopbackServer):
    """Speaks a tone; moods: a status, "odd-wait", "truncated", "html", "garbage", "stall", "break"."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def url(self) -> str:
        """The base address to give to the adapter."""
        return f"{super().url}/v1"

    def respond(self, asked: Asked) -> Answer | None:
        """Answer in the mood whose turn it is."""
        question = json.loads(asked.body)
        self.asked.append({"path": asked.path, **question})
        self.keys.append(asked.headers.get("Authorization", ""))
        mood = self.mood()
        sound = tone_wav(0.05 * len(question["input"]))
        if mood.isdigit():
            return refusal(int(mood))
        if mood == "odd-wait":
            return refusal(429, "²")
        if mood == "html":
            return Answer(kind="text/html", content=b"<html>hello</html>")
        if mood == "stall":
            time.sleep(1.0)
            return None
        if mood == "break":
            return Answer(kind="audio/wav", content=sound[:100], promised=len(sound))
        spoilt = {"truncated": sound[: len(sound) // 2], "garbage": b"RIFFnonsense"}
        return Answer(kind="audio/wav", content=spoilt.get(mood, sound))
