"""The folder of this user: signing keys, and the signers that are known here."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def reel_home() -> Path:
    """``REEL_HOME`` where it is set, else where this system keeps a user's data."""
    if chosen := os.environ.get("REEL_HOME", ""):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "") or Path.home() / "AppData/Roaming") / "reelwright"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/reelwright"
    return Path(os.environ.get("XDG_DATA_HOME", "") or Path.home() / ".local/share") / "reelwright"
