"""Writers: who can turn a premise into a series, and how one is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .plugins import WRITERS, open_plug_in

if TYPE_CHECKING:
    from reelwright.story import Writer

DEFAULT_WRITER: Final = "sketch"
STORY_WRITER: Final = "teller"
"""Who tells a given story again where nobody else is asked to."""


def model_writer() -> Writer:
    """A chat model as writer, where the environment says, for as much as it allows.

    Raises:
        PlugInError: the environment does not say where the model is.
    """
    from reelwright.story.adapters.model_writer import ModelWriter  # noqa: PLC0415

    from .chat import open_chat, open_purse  # noqa: PLC0415

    return ModelWriter(open_chat(), open_purse())


def open_writer(name: str = "") -> Writer:
    """The writer of that name, ours when it is "".

    Raises:
        PlugInError: there is no such writer, or it cannot be opened.
    """
    writer: Writer = open_plug_in(WRITERS, name or DEFAULT_WRITER)
    return writer
