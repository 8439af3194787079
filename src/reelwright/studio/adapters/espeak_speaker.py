"""The speaker: a small program that loads espeak-ng and speaks the one line that its standard input asks for.

It runs as a process of its own, so that the GPL library is never loaded into the program that asks;
one process a line, because espeak-ng carries state from one line into the next (measured: times and
samples of a line depend on the lines before it). Imports the standard library only and nothing of
this package: it is started by its path, and what it knows of its asker is the letters below.

    asked     4 bytes length, then JSON: text, voice, rate, pitch, range, gap
    answered  4 bytes length, then JSON: version, rate, phonemes [[symbol, sample], …], or error;
              then the samples, signed 16-bit, mono, to the end

Lengths are big-endian.
"""

from __future__ import annotations

import ctypes
import json
import struct
import sys
from typing import Any, BinaryIO, ClassVar

SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS
WANTS = 1 | 0x8000  # espeakINITIALIZE_PHONEME_EVENTS | DONT_EXIT
PHONEME_EVENT = 7
UTF8 = 1
SEED = 20
RATE, VOLUME, PITCH, RANGE, WORD_GAP = 1, 2, 3, 4, 7  # espeak_PARAMETER


class _Name(ctypes.Union):
    _fields_: ClassVar = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_: ClassVar = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Name),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Speaker:
    """The loaded library and what it said last."""

    def __init__(self, library: str, data: str) -> None:
        self._library = ctypes.CDLL(library)
        self._pcm = bytearray()
        self._phonemes: list[list[str | int]] = []
        self._callback = _Callback(self._heard)  # kept: the library holds only a bare pointer
        self._rate = int(self._library.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), WANTS))
        if self._rate <= 0:
            raise OSError(f"espeak-ng does not start with the data in {data}")
        self._library.espeak_SetSynthCallback(self._callback)
        self._library.espeak_Info.restype = ctypes.c_char_p

    def version(self) -> str:
        """The library's version, such as "1.52.0"."""
        return str(self._library.espeak_Info(None).decode()).split()[0]

    def _heard(self, wave: Any, count: int, events: Any) -> int:  # noqa: ANN401 - ctypes pointers
        if wave and count > 0:
            self._pcm += ctypes.string_at(wave, count * 2)
        index = 0
        while events[index].type != 0:
            if events[index].type == PHONEME_EVENT:
                symbol = bytes(events[index].id.string).split(b"\0")[0].decode("utf-8", "replace")
                self._phonemes.append([symbol, events[index].sample])
            index += 1
        return 0

    def speak(self, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Speak one text."""
        voice = str(asked["voice"])
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            return {"error": f"no voice {voice}"}, b""
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(SEED))
        for parameter, key in ((RATE, "rate"), (PITCH, "pitch"), (RANGE, "range"), (WORD_GAP, "gap")):
            self._library.espeak_SetParameter(parameter, int(asked[key]), 0)
        text = str(asked["text"]).encode() + b"\0"
        if self._library.espeak_Synth(text, len(text), 0, 1, 0, UTF8, None, None) != 0:
            return {"error": "espeak-ng refused the text"}, b""
        self._library.espeak_Synchronize()
        answer = {"version": self.version(), "rate": self._rate, "phonemes": self._phonemes}
        return answer, bytes(self._pcm)


def answer_one(library: str, data: str, asks: BinaryIO, answers: BinaryIO) -> None:
    """Read what is asked, speak it, write the answer."""
    length = struct.unpack(">I", asks.read(4))[0]
    asked = json.loads(asks.read(length))
    header, pcm = Speaker(library, data).speak(asked)
    text = json.dumps(header).encode()
    answers.write(struct.pack(">I", len(text)) + text + pcm)
    answers.flush()


if __name__ == "__main__":
    answer_one(sys.argv[1], sys.argv[2], sys.stdin.buffer, sys.stdout.buffer)
