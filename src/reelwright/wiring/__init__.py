"""Wiring: the only place where ports meet adapters, plug-ins are found, and the environment is read.

One file for each room that it wires. Refuses to know what is made. An adapter is imported when it
is opened, so that this door stays quick.
"""

from .plugins import CRAFTS, RENDERERS, VOICES, PlugInError, plug_ins
from .speech import speech_server
from .studio import Equipment, open_craft, open_renderer, open_studio, open_voice

__all__ = [
    "CRAFTS",
    "RENDERERS",
    "VOICES",
    "Equipment",
    "PlugInError",
    "open_craft",
    "open_renderer",
    "open_studio",
    "open_voice",
    "plug_ins",
    "speech_server",
]
