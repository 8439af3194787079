"""Writers: who can turn a premise into a series, and how one is opened."""

from __future__ import annotations

from typing import Final

from reelwright.story import Writer

from .plugins import WRITERS, open_plug_in

DEFAULT_WRITER: Final = "sketch"


def open_writer(name: str = "") -> Writer:
    """The writer of that name, ours when it is "".

    Raises:
        PlugInError: there is no such writer, or it cannot be opened.
    """
    writer: Writer = open_plug_in(WRITERS, name or DEFAULT_WRITER)
    return writer
