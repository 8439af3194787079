"""Plug-ins: what is installed under which name, and how one is opened.

Knows entry points. Refuses to know what a plug-in does. Nothing is imported in order to be listed.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

from reelwright.film import ReelError

RENDERERS: Final = "reelwright.renderers"
VOICES: Final = "reelwright.voices"
CRAFTS: Final = "reelwright.crafts"
WATERMARKS: Final = "reelwright.watermarks"
DESCRIBERS: Final = "reelwright.describers"
WRITERS: Final = "reelwright.writers"


class PlugInError(ReelError):
    """A renderer or voice of that name is not here, or cannot be opened."""


def plug_ins(group: str) -> tuple[str, ...]:
    """The names in an entry point group, sorted; nothing is imported."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def open_plug_in(group: str, name: str) -> Any:  # noqa: ANN401 an entry point may give anything; the callers say what
    """The plug-in of that name, made.

    Raises:
        PlugInError: there is none, or it cannot be opened.
    """
    point = _find(group, name)
    what = group.rpartition(".")[2].removesuffix("s")
    if point is None:
        known = ", ".join(plug_ins(group)) or "none"
        raise PlugInError(
            f"there is no {what} called {name!r}", mend=f"choose one of: {known}; or install the package that brings it"
        )
    try:
        return point.load()()
    except (ImportError, AttributeError) as error:
        raise PlugInError(
            f"the {what} {name!r} cannot be opened: {error}", where=point.value, mend="install what it needs"
        ) from error


def _find(group: str, name: str) -> EntryPoint | None:
    return next((point for point in entry_points(group=group) if point.name == name), None)
