"""``reel check --watch``: check again after each save, until it is interrupted.

Knows which files a check reads, and when one of them changed. Refuses to check by itself, and to print.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from reelwright.film import ReelError
from reelwright.story import Finding, finding_of

_READ: Final = ("reel.toml", "film.*", "episodes/*", "cast/*.toml", "places/*.toml", "lang/*.po")


def watch_project(
    root: Path,
    *,
    check: Callable[[], tuple[Finding, ...]],
    tell: Callable[[tuple[Finding, ...]], None],
    rest: Callable[[], None],
) -> None:
    """Check a project now and after every change of a file, for ever.

    Args:
        root: the project folder.
        check: finds what is wrong; what cannot be read it may raise.
        tell: hears what each check found.
        rest: waits until it is time to look again; what it raises ends the watch.
    """
    seen: dict[str, tuple[int, int]] | None = None
    while True:
        now = _stamps(root)
        if now != seen:
            seen = now
            tell(_checked(check))
        rest()


def _checked(check: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    try:
        return check()
    except ReelError as error:
        return (finding_of(error),)


def _stamps(root: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file that a check reads; one that goes away while we look is as if it had gone before."""
    stamps = {}
    for path in (path for pattern in _READ for path in root.glob(pattern)):
        try:
            facts = path.stat()
        except OSError:
            continue
        stamps[str(path)] = (facts.st_size, facts.st_mtime_ns)
    return stamps
