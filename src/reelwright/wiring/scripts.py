"""Texts laid where a person wants them, each whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def lay_texts(root: Path, texts: Mapping[str, str]) -> None:
    """Write texts by their names in a folder.

    Raises:
        StoreError: a file cannot be written.
    """
    from reelwright.production.adapters.tray import FolderTray  # noqa: PLC0415 --help stays quick

    tray = FolderTray(root)
    for name, text in texts.items():
        tray.lay(name, text.encode("utf-8"))
