"""Speech servers: a voice that the environment points at."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

from .plugins import PlugInError

if TYPE_CHECKING:
    from reelwright.studio import Voice


def speech_server() -> Voice:
    """The voice of a server that speaks the OpenAI protocol, as the environment says where.

    Raises:
        PlugInError: the environment does not say where the server is.
    """
    from reelwright.studio.adapters.cloud_speech import OpenAiSpeech, SpeechServer  # noqa: PLC0415
    from reelwright.studio.adapters.espeak import EspeakVoice  # noqa: PLC0415

    url = os.environ.get("REEL_SPEECH_URL", "")
    if not url:
        raise PlugInError(
            "no speech server is named",
            where="REEL_SPEECH_URL",
            mend="set it, such as https://host/v1, and REEL_SPEECH_KEY",
        )
    server = SpeechServer(url, os.environ.get("REEL_SPEECH_KEY", ""))
    if model := os.environ.get("REEL_SPEECH_MODEL", ""):
        server = dataclasses.replace(server, model=model)
    return OpenAiSpeech(server, EspeakVoice())
