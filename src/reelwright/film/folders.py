"""Where the parts of a project lie, as far as several rooms must find them.

Knows names of files. Refuses to know what stands in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

TITLE_FILE: Final = "title.json"
"""A film's entry on the ledger, beside the film."""

_SETTINGS: Final = "reel.toml"


def project_of(film: Path) -> Path:
    """The project that a film, its folder or its title file lies in."""
    path = film.resolve()
    for folder in (path, *path.parents):
        if (folder / _SETTINGS).exists():
            return folder
    return path if path.is_dir() else path.parent
