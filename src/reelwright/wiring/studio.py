"""The studio of a project: the crafts, voices, renderers and shelves that a make works with."""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .chain import open_registrar
from .plugins import CRAFTS, RENDERERS, VOICES, open_plug_in
from .seal import OwnFilms, open_reader
from .sealer import open_sealer

if TYPE_CHECKING:
    from reelwright.film import Digest
    from reelwright.production import BroughtTakes, Craft, Studio
    from reelwright.production.adapters.craft import RoomCraft
    from reelwright.production.adapters.shelf import StoreShelf
    from reelwright.story import Finding
    from reelwright.studio import Renderer, Voice

DEFAULT_RENDERER: Final = "drawn"
DEFAULT_VOICE: Final = "espeak"
OUR_CRAFT: Final = "rooms"

DRAWING: Final = (
    "reelwright.studio.adapters.drawn.renderer",
    "reelwright.production.adapters.looker",
    "reelwright.seal.adapters.media.eye",
)
"""What a process needs that draws takes and looks at them. Of a plug-in nobody knows whether it starts threads."""


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


def open_studio(root: Path, equipment: Equipment) -> Studio:
    """Put together all that a make of a project works with.

    Raises:
        PlugInError: there is no such renderer or voice.
        StoryError: the project's settings cannot be read.
    """
    from reelwright.production import Studio  # noqa: PLC0415 --help stays quick
    from reelwright.production.adapters.crew import ProcessCrew  # noqa: PLC0415 the same
    from reelwright.production.adapters.darkroom import SheetDarkroom  # noqa: PLC0415 the same
    from reelwright.production.adapters.shelf import StoreShelf  # noqa: PLC0415 the same
    from reelwright.production.adapters.tray import FolderTray  # noqa: PLC0415 the same

    hidden = root / ".reel"
    shelf = StoreShelf(hidden)
    renderer, voice = _wanted(root, equipment)
    return Studio(
        craft=open_craft(equipment.craft),
        renderer=open_renderer(renderer),
        voice=open_voice(voice),
        shelf=shelf,
        crew=ProcessCrew(equipment.jobs or os.cpu_count() or 1, DRAWING if renderer == DEFAULT_RENDERER else ()),
        darkroom=SheetDarkroom(),
        tray=lambda folder: FolderTray(root / folder),
        lock=lambda: _held(hidden, shelf),
        clock=time.monotonic,
        sealer=open_sealer(root),
        registrar=open_registrar(hidden),
        films=OwnFilms(),
        brought=_take_folder(root),
    )


def _take_folder(root: Path) -> BroughtTakes:
    """The takes that somebody brings to a project."""
    from reelwright.production.adapters.take_folder import TakeFolder  # noqa: PLC0415 the same

    return TakeFolder(root, _brought_take)


def _brought_take(path: Path, name: str, content: Digest, *, source: str, by: str) -> Renderer:
    """Who films a shot from a file; both are loaded where there is one."""
    from reelwright.production.adapters.footage import ReadFootage  # noqa: PLC0415
    from reelwright.studio.adapters.brought import BroughtTake  # noqa: PLC0415

    return BroughtTake(path, name, content, ReadFootage(open_reader()), source, by)


@contextlib.contextmanager
def _held(hidden: Path, shelf: StoreShelf) -> Iterator[None]:
    """Hold the project, after clearing away what killed runs left half written."""
    from reelwright.production.adapters.lock import project_lock  # noqa: PLC0415 the same

    with project_lock(hidden / "lock"):
        shelf.tidy()
        yield
    shelf.close()


def _wanted(root: Path, equipment: Equipment) -> tuple[str, str]:
    """The names of renderer and voice: the command's, else the project's, else ours."""
    if equipment.renderer and equipment.voice:
        return equipment.renderer, equipment.voice
    from reelwright.story import load_project  # noqa: PLC0415 the same

    wishes = load_project(root).settings.make
    renderer = equipment.renderer or wishes.renderer or DEFAULT_RENDERER
    return renderer, equipment.voice or wishes.voice or DEFAULT_VOICE


def open_renderer(name: str) -> Renderer:
    """The renderer of that name.

    Raises:
        PlugInError: there is none, or it cannot be opened.
    """
    renderer: Renderer = open_plug_in(RENDERERS, name)
    return renderer


def open_voice(name: str) -> Voice:
    """The voice of that name.

    Raises:
        PlugInError: there is none, or it cannot be opened.
    """
    voice: Voice = open_plug_in(VOICES, name)
    return voice


def open_craft(name: str = OUR_CRAFT) -> Craft:
    """The craft of story and studio, with the cutter that needs no other program; or a plug-in's.

    Raises:
        PlugInError: there is none of that name, or it cannot be opened.
    """
    if name != OUR_CRAFT:
        craft: Craft = open_plug_in(CRAFTS, name)
        return craft
    return _room_craft()


def open_watch() -> Callable[[Path, str], tuple[Finding, ...]]:
    """A check of a project, in a language of its film, that is quick after an edit: it knows what was there before."""
    from reelwright.production.adapters.boards import BoardReader  # noqa: PLC0415

    craft, reader = _room_craft(), BoardReader()

    def check(root: Path, language: str) -> tuple[Finding, ...]:
        found = craft.read_again(root, reader, language=language).findings
        if not gc.get_freeze_count():
            gc.freeze()  # what is known of the story stays: looking through it for garbage costs more than an edit
        return found

    return check


def _room_craft() -> RoomCraft:
    from reelwright.production.adapters.craft import RoomCraft  # noqa: PLC0415
    from reelwright.studio.adapters.cutter import PyavCutter  # noqa: PLC0415
    from reelwright.studio.adapters.drawn.letters import CarriedTypeface  # noqa: PLC0415
    from reelwright.studio.adapters.otio import OtioTimeline  # noqa: PLC0415
    from reelwright.studio.adapters.po import PoCatalogue  # noqa: PLC0415

    return RoomCraft(PyavCutter(), OtioTimeline(), PoCatalogue(), CarriedTypeface())
