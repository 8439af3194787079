"""A loopback server that speaks the OpenAI speech protocol, and misbehaves when told to."""

import io
import json
import threading
import time
import wave
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np


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


class SpeechServerDouble(ThreadingHTTPServer):
    """Answers in each of ``moods`` ("well", a status, "truncated", "html", "stall", "break") in turn, then well."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.moods: list[str] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        """The base address to give to the adapter."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def stop(self) -> None:
        """End the server."""
        self.shutdown()
        self.server_close()
        self.thread.join(5)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: SpeechServerDouble

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, **asked})
        self.server.keys.append(self.headers.get("Authorization", ""))
        mood = self.server.moods.pop(0) if self.server.moods else "well"
        sound = tone_wav(0.05 * len(asked["input"]))
        if mood.isdigit():
            self._say(int(mood), "application/json", json.dumps({"error": {"message": "not now"}}).encode(), mood)
        elif mood == "html":
            self._say(200, "text/html", b"<html>hello</html>")
        elif mood == "truncated":
            self._say(200, "audio/wav", sound[: len(sound) // 2])
        elif mood == "garbage":
            self._say(200, "audio/wav", b"RIFFnonsense")
        elif mood == "stall":
            time.sleep(1.0)
        elif mood == "break":
            self.send_response(200)
            self.send_header("Content-Type", "audio/wav")
            self.send_header("Content-Length", str(len(sound)))
            self.end_headers()
            self.wfile.write(sound[:100])
        else:
            self._say(200, "audio/wav", sound)

    def _say(self, status: int, kind: str, content: bytes, mood: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if mood == "429":
            self.send_header("Retry-After", "7")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""
