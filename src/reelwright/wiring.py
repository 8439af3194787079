"""Wiring: where ports meet adapters, plug-ins are found, and the environment is read.

Knows which adapter stands behind each port. Refuses to know what is made. Nothing is imported in
order to be listed; an adapter is imported when it is opened.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Final

from reelwright.film import ReelError
from reelwright.production import Craft, Studio
from reelwright.production.adapters.crew import ProcessCrew
from reelwright.production.adapters.darkroom import SheetDarkroom
from reelwright.production.adapters.lock import project_lock
from reelwright.production.adapters.shelf import StoreShelf
from reelwright.production.adapters.tray import FolderTray
from reelwright.story import load_project
from reelwright.studio import Renderer, Voice

RENDERERS: Final = "reelwright.renderers"
VOICES: Final = "reelwright.voices"
CRAFTS: Final = "reelwright.crafts"
DEFAULT_RENDERER: Final = "drawn"
DEFAULT_VOICE: Final = "espeak"
OUR_CRAFT: Final = "rooms"


class PlugInError(ReelError):
    """A renderer or voice of that name is not here, or cannot be opened."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """Which plug-ins to work with, and how many processes.

    Args:
        renderer: "" for the one that the project's settings name, else ours.
        voice: the same.
        jobs: 0 for one a processor.
    """

    renderer: str = ""
    voice: str = ""
    craft: str = OUR_CRAFT
    jobs: int = 0


def plug_ins(group: str) -> tuple[str, ...]:
    """The names in an entry point group, sorted; nothing is imported."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def open_studio(root: Path, equipment: Equipment) -> Studio:
    """Put together all that a make of a project works with.

    Raises:
        PlugInError: there is no such renderer or voice.
        StoryError: the project's settings cannot be read.
    """
    hidden = root / ".reel"
    shelf = StoreShelf(hidden)
    renderer, voice = _wanted(root, equipment)
    return Studio(
        craft=open_craft(equipment.craft),
        renderer=open_renderer(renderer),
        voice=open_voice(voice),
        shelf=shelf,
        crew=ProcessCrew(equipment.jobs or os.cpu_count() or 1),
        darkroom=SheetDarkroom(),
        tray=lambda folder: FolderTray(root / folder),
        lock=lambda: _held(hidden, shelf),
        clock=time.monotonic,
    )


@contextlib.contextmanager
def _held(hidden: Path, shelf: StoreShelf) -> Iterator[None]:
    """Hold the project, after clearing away what killed runs left half written."""
    with project_lock(hidden / "lock"):
        shelf.tidy()
        yield
    shelf.close()


def _wanted(root: Path, equipment: Equipment) -> tuple[str, str]:
    """The names of renderer and voice: the command's, else the project's, else ours."""
    if equipment.renderer and equipment.voice:
        return equipment.renderer, equipment.voice
    wishes = load_project(root).settings.make
    renderer = equipment.renderer or wishes.renderer or DEFAULT_RENDERER
    return renderer, equipment.voice or wishes.voice or DEFAULT_VOICE


def open_renderer(name: str) -> Renderer:
    """The renderer of that name.

    Raises:
        PlugInError: there is none, or it cannot be opened.
    """
    renderer: Renderer = _open(RENDERERS, name)
    return renderer


def open_voice(name: str) -> Voice:
    """The voice of that name.

    Raises:
        PlugInError: there is none, or it cannot be opened.
    """
    voice: Voice = _open(VOICES, name)
    return voice


def open_craft(name: str = OUR_CRAFT) -> Craft:
    """The craft of story and studio, with the cutter that needs no other program; or a plug-in's.

    Raises:
        PlugInError: there is none of that name, or it cannot be opened.
    """
    if name != OUR_CRAFT:
        craft: Craft = _open(CRAFTS, name)
        return craft
    from reelwright.production.adapters.craft import RoomCraft  # noqa: PLC0415
    from reelwright.studio.adapters.cutter import PyavCutter  # noqa: PLC0415
    from reelwright.studio.adapters.otio import OtioTimeline  # noqa: PLC0415

    return RoomCraft(PyavCutter(), OtioTimeline())


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


def _open(group: str, name: str) -> Any:  # noqa: ANN401 an entry point may give anything; the callers say what
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
