"""``reel check --watch``: check again after each save, until it is interrupted.

Knows which files a check reads, and when one of them changed. Refuses to print.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from reelwright.story import Finding, StoryError, StoryReader, finding_of, load_project

_READ: Final = ("reel.toml", "film.*", "episodes/*", "cast/*.toml", "places/*.toml")


def watch_project(
    root: Path, *, language: str, tell: Callable[[tuple[Finding, ...]], None], rest: Callable[[], None]
) -> None:
    """Check a project now and after every change of a file, for ever; what did not change is not read again.

    Args:
        root: the project folder.
        language: instead of the project's own, "" for that.
        tell: hears what each check found.
        rest: waits until it is time to look again; what it raises ends the watch.
    """
    reader = StoryReader()
    seen: dict[str, tuple[int, int]] | None = None
    while True:
        now = _stamps(root)
        if now != seen:
            seen = now
            tell(_check(root, language, reader))
        rest()


def _check(root: Path, language: str, reader: StoryReader) -> tuple[Finding, ...]:
    try:
        project = load_project(root)
        if language:
            project = replace(project, settings=replace(project.settings, language=language))
        return reader.check(project)
    except StoryError as error:
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
