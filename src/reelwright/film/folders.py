"""Where the parts of a project lie, as far as several rooms must find them.

Knows names of files. Refuses to know what stands in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from .errors import FilmError

TITLE_FILE: Final = "title.json"
"""A film's entry on the ledger, beside the film."""

EARLIER_TITLES: Final = "earlier-titles"
"""The folder beside a film in which the entries of films lie that it took the place of."""

_SETTINGS: Final = "reel.toml"


def plain_file(path: Path) -> Path:
    """A path at which a file or a folder lies, or nothing yet.

    A file that is written whole takes the place of what lay there: of a device nobody wants that, and of ``/dev/null``
    the whole machine would suffer.

    Raises:
        FilmError: a device, a pipe or a socket lies there.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise FilmError("this is a device and no file", where=str(path), mend="name a file in a folder of yours")
    return path


def project_of(film: Path) -> Path:
    """The project that a film, its folder or its title file lies in.

    Raises:
        FilmError: it is a device.
    """
    path = plain_file(film).resolve()
    for folder in (path, *path.parents):
        if (folder / _SETTINGS).exists():
            return folder
    return path if path.is_dir() else path.parent
