"""The folder of this user: signing keys, and the signers that are known here."""

from __future__ import annotations

import contextlib
import getpass
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

UNNAMED: Final = "an unnamed maker"
"""Who signs where nobody says who he is."""

_NOBODYS: Final = {"root", "admin", "administrator", "user", "ubuntu", "debian", "runner", "nobody"}


def reel_home() -> Path:
    """``REEL_HOME`` where it is set, else where this system keeps a user's data."""
    if chosen := os.environ.get("REEL_HOME", ""):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "") or Path.home() / "AppData/Roaming") / "reelwright"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/reelwright"
    return Path(os.environ.get("XDG_DATA_HOME", "") or Path.home() / ".local/share") / "reelwright"


def own_name() -> str:
    """What this machine knows of its user's name: what he told git, else his account's name; "" when it is nobody's."""
    login = ""
    with contextlib.suppress(OSError, KeyError, ImportError):  # no account, no such database: then no name
        login = getpass.getuser()
    names = (_told_git(), _full_name(), login)
    return next((name for name in names if name and name.lower() not in _NOBODYS), "")


def _told_git() -> str:
    """The name in his own settings; what a project's say is somebody else's word."""
    try:
        asked = ["git", "config", "--global", "user.name"]
        told = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=False, cwd=Path.home())
    except (OSError, subprocess.TimeoutExpired, RuntimeError, UnicodeDecodeError):
        return ""
    return told.stdout.strip()[:64]


def _full_name() -> str:
    if sys.platform == "win32":
        return ""
    import pwd  # noqa: PLC0415 not on every system

    try:
        return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip()[:64]
    except KeyError:
        return ""
