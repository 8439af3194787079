"""Errors of the studio room.

StudioError
├── VoiceError           a line cannot be spoken
├── DrawingError         a picture cannot be drawn
├── FontError            no font here has a needed character
├── EncodingError        a film or sound file cannot be written
├── TimelineError        an edited timeline cannot be read back
└── TranslationError     words in another language cannot be read, or could not be got
"""

from __future__ import annotations

from reelwright.film import ReelError


class StudioError(ReelError):
    """Something could not be made."""


class VoiceError(StudioError):
    """A line cannot be spoken."""


class DrawingError(StudioError):
    """A picture cannot be drawn."""


class FontError(DrawingError):
    """No font here has a needed character."""


class EncodingError(StudioError):
    """A film or sound file cannot be written."""


class TimelineError(StudioError):
    """An edited timeline cannot be read back."""


class TranslationError(StudioError):
    """Words in another language cannot be read, or could not be got."""
