"""The examination of a machine: one small question after the other, each answered with a sign.

Knows what a film needs and what would make it better. Refuses to change anything.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from reelwright.film import ReelError
from reelwright.studio import Renderer, Voice
from reelwright.wiring import (
    RENDERERS,
    VOICES,
    makes_video_signatures,
    open_renderer,
    open_voice,
    plug_ins,
    video_signature_program,
)

_LEAST_FREE: Final = 2 << 30  # a minute of film with its takes is some 200 MB


class State(StrEnum):
    """Whether a thing is here, would be good to have, or must be had."""

    HERE = "here"
    OPTIONAL = "optional"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at.

    Args:
        found: what was seen.
        gives: what the thing gives when it is here.
        mend: how to get it, "" when nothing is to be done.
    """

    name: str
    state: State
    found: str
    gives: str = ""
    mend: str = ""


def examine(folder: Path) -> tuple[Sign, ...]:
    """Look at everything that a film made in a folder needs or would profit from."""
    return (
        _python(),
        _processors(),
        _writing(folder),
        _space(folder),
        _encoder(),
        _letters(),
        _drawing(),
        _espeak(),
        _plug_ins("renderers", RENDERERS, open_renderer),
        _plug_ins("voices", VOICES, open_voice),
        _program("flite", "a second set of English voices", "install flite with your system's packages"),
        _program("ffmpeg", "other formats of the finished film; nothing here needs it", "install ffmpeg"),
        _video_signatures(),
        _program("ffplay", "a quick look at a film from the terminal", "it comes with ffmpeg"),
    )


def _video_signatures() -> Sign:
    program = video_signature_program()
    if makes_video_signatures(program):
        return Sign("video signatures", State.HERE, program)
    found = f"{program} makes none" if program else "not here"
    gives = "the content code of ISO 24138 in a seal, and its check in a verdict"
    mend = 'let REEL_FFMPEG name an FFmpeg with the filter "signature", or pip install "reelwright[iscc]"'
    return Sign("video signatures", State.OPTIONAL, found, gives, mend)


def _python() -> Sign:
    return Sign("Python", State.HERE, f"{platform.python_version()} ({platform.system()} {platform.machine()})")


def _processors() -> Sign:
    number = os.cpu_count() or 1
    return Sign("processors", State.HERE, f"{number}: that many shots are made at once")


def _writing(folder: Path) -> Sign:
    home = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=home):
            return Sign("write access", State.HERE, str(home))
    except OSError as error:
        mend = "give yourself the right to write there, or work in a folder of your own"
        return Sign("write access", State.MISSING, f"{home}: {error.strerror}", "somewhere to put films", mend)


def _space(folder: Path) -> Sign:
    free = shutil.disk_usage(_nearest(folder)).free
    found = f"{free / (1 << 30):.1f} GB free"
    if free >= _LEAST_FREE:
        return Sign("disk space", State.HERE, found)
    return Sign("disk space", State.MISSING, found, "room for takes and films", "free at least 2 GB")


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    here = folder.resolve()
    while not here.is_dir() and here != here.parent:
        here = here.parent
    return here


def _encoder() -> Sign:
    mend = "pip install --force-reinstall av"
    try:
        import av  # noqa: PLC0415 a broken library is what this looks for

        av.codec.Codec("libx264", "w")
        av.codec.Codec("aac", "w")
    except (ImportError, ValueError, OSError) as error:
        return Sign("encoder", State.MISSING, str(error), "films: H.264 pictures and AAC sound", mend)
    return Sign("encoder", State.HERE, f"x264 and AAC in PyAV {av.__version__}")


def _letters() -> Sign:
    try:
        import cv2  # noqa: PLC0415 a broken library is what this looks for
    except ImportError as error:
        mend = "pip install --force-reinstall opencv-python-headless"
        return Sign("letters", State.MISSING, str(error), "pictures and words on screen", mend)
    if hasattr(cv2, "FontFace"):
        return Sign("letters", State.HERE, f"Latin, Cyrillic and Chinese faces in OpenCV {cv2.__version__}")
    mend = "pip install --upgrade opencv-python-headless"
    return Sign("letters", State.MISSING, f"OpenCV {cv2.__version__} has no faces", "words on screen", mend)


def _drawing() -> Sign:
    gives, mend = "the drawn renderer", "pip install --force-reinstall thorvg-python"
    return _module("drawing", "thorvg_python", "ThorVG", gives, mend)


def _espeak() -> Sign:
    gives, mend = "voices in English, Chinese and many more", "pip install --force-reinstall espeakng-loader"
    return _module("espeak-ng", "espeakng_loader", "in its Python package", gives, mend)


def _module(name: str, module: str, found: str, gives: str, mend: str) -> Sign:
    if importlib.util.find_spec(module) is not None:
        return Sign(name, State.HERE, found)
    return Sign(name, State.MISSING, "not installed", gives, mend)


def _plug_ins(name: str, group: str, opener: Callable[[str], Renderer | Voice]) -> Sign:
    """Those that would work now; an adapter whose program or address is missing is named as such."""
    wants = {each: _wanting(opener, each) for each in plug_ins(group)}
    ready = ", ".join(each for each, wanting in wants.items() if not wanting)
    if not ready:
        return Sign(name, State.MISSING, "none", mend="pip install --force-reinstall reelwright")
    others = "".join(f"; {each} not ready: {wanting}" for each, wanting in wants.items() if wanting)
    return Sign(name, State.HERE, ready + others)


def _wanting(opener: Callable[[str], Renderer | Voice], name: str) -> str:
    """What a plug-in lacks, "" when it can say what it is: an engine that is not here cannot."""
    try:
        _ = opener(name).recipe
    except ReelError as error:
        return error.what
    return ""


def _program(name: str, gives: str, mend: str) -> Sign:
    path = shutil.which(name)
    return Sign(name, State.HERE, path) if path else Sign(name, State.OPTIONAL, "not here", gives, mend)
