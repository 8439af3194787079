"""Standard identifiers of content, as far as this machine can compute them."""

from __future__ import annotations

import importlib
import importlib.util
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reelwright.seal import Coder, MediaReader


def video_signature_program() -> str:
    """The FFmpeg that makes video signatures: the one that REEL_FFMPEG names, else imageio-ffmpeg's; "" for none."""
    named = os.environ.get("REEL_FFMPEG", "")
    if named or importlib.util.find_spec("imageio_ffmpeg") is None:
        return named
    try:
        return str(importlib.import_module("imageio_ffmpeg").get_ffmpeg_exe())
    except RuntimeError:  # its wheel for this machine has no program
        return ""


def makes_video_signatures(program: str) -> bool:
    """A program is there and can make them."""
    from reelwright.seal.adapters.mpeg7_program import Mpeg7Program  # noqa: PLC0415 --help stays quick

    return bool(program) and Mpeg7Program(program).is_able


def open_coder(reader: MediaReader) -> Coder:
    """Who computes the identifiers; content codes too, where there is a program for video signatures."""
    from reelwright.seal.adapters.iscc_codes import IsccCodes  # noqa: PLC0415 the library comes with it
    from reelwright.seal.adapters.mpeg7_program import Mpeg7Program  # noqa: PLC0415 like its sisters

    program = video_signature_program()
    return IsccCodes(reader, Mpeg7Program(program) if makes_video_signatures(program) else None)
