"""Errors of the story room.

StoryError
├── ScriptError          a screenplay file cannot be read
├── CardError            a cast or place card has a mistake in it
├── NoteError            a note of the ledger is not written as its word wants
├── ProjectError         a project folder is missing or wrong
│   └── NotWrittenError  its files cannot be written, whatever stands in them
└── WritingError         no film can be written from what was given
    └── PremiseError     the premise is empty, too long, or asks for what nobody can write

ChatError                a language model cannot be asked, or its answers are of no use
└── PurseError           the limit of what may be spent is reached
"""

from __future__ import annotations

from reelwright.film import ReelError


class StoryError(ReelError):
    """Something in what the user wrote cannot be used."""


class ScriptError(StoryError):
    """A screenplay file cannot be read at all."""


class CardError(StoryError):
    """A cast or place card has a mistake in it."""


class NoteError(StoryError):
    """A note of the ledger is not written as its word wants."""


class ProjectError(StoryError):
    """A project folder is missing or wrong."""


class NotWrittenError(ProjectError):
    """A project's files cannot be written: the disk's fault, and not that of what the user wrote."""


class WritingError(StoryError):
    """No film can be written from what was given."""


class PremiseError(WritingError):
    """The premise is empty, too long, or asks for what nobody can write."""


class ChatError(ReelError):
    """A language model cannot be asked, or its answers are of no use."""


class PurseError(ChatError):
    """The limit of what may be spent is reached."""
