"""How the command ends: exit codes, and one clear message for everything that goes wrong.

Knows how an error becomes words and a number. Refuses to print a traceback: that goes to a log file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Final, NoReturn

import click

from reelwright.film import ReelError


class Exit(IntEnum):
    """What a caller reads from the command's exit status."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    FAILED = 3
    STOPPED = 130  # Ctrl-C, as shells say it: 128 + SIGINT


# What a disk or a path answers; no fault of the program, wherever it is met.
_OF_THE_PLACE: Final = frozenset({
    errno.EACCES, errno.EDQUOT, errno.EIO, errno.ELOOP, errno.ENAMETOOLONG, errno.ENOSPC, errno.EPERM, errno.EROFS,
})  # fmt: skip


@contextlib.contextmanager
def clear_messages(folder: Path | None = None) -> Iterator[None]:
    """Turn what a command raises into a message on stderr and an exit code.

    Args:
        folder: the project, whose ``.reel`` takes the log of an unforeseen error.
    """
    try:
        yield
    except ReelError as error:
        from reelwright.story import NotWrittenError, StoryError  # noqa: PLC0415 --help stays quick

        tell(error)
        trace = getattr(error, "trace", "")
        if trace:
            _point_to_log(_write_log(folder, trace))
        mendable = isinstance(error, StoryError) and not isinstance(error, NotWrittenError)
        raise click.exceptions.Exit(Exit.FINDINGS if mendable else Exit.FAILED) from error
    except KeyboardInterrupt:
        stop()
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _OF_THE_PLACE and isinstance(error.filename, str):
            _tell_of_the_place(error)
            raise click.exceptions.Exit(Exit.FAILED) from error
        click.echo(f"reel: a fault of the program: {type(error).__name__}: {error}", err=True)
        _point_to_log(_write_log(folder, traceback.format_exc()))
        raise click.exceptions.Exit(Exit.FAILED) from error


def stop() -> NoReturn:
    """End after Ctrl-C, with the exit status that shells give it."""
    click.echo("\nstopped; everything made so far is kept, run again to go on", err=True)
    _end_at_once()
    raise click.exceptions.Exit(Exit.STOPPED) from None


def _end_at_once() -> None:
    """End the process where a thread is still at work: who pressed Ctrl-C does not wait for it, as Python would."""
    if any(not thread.daemon and thread is not threading.main_thread() for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(Exit.STOPPED)


def tell(error: ReelError) -> None:
    """Say what happened, where, and what to do, each on a line of its own."""
    where = f"{error.where}: " if error.where else ""
    click.echo(f"{click.style('reel:', fg='red', bold=True)} {_harmless(where + error.what)}", err=True)
    if error.mend:
        click.echo(f"  what to do: {_harmless(error.mend)}", err=True)


def _harmless(words: str) -> str:
    """Words that may quote a file of somebody else, without what would command a terminal (ECMA-48)."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else ascii(sign)[1:-1] for sign in words)


def _tell_of_the_place(error: OSError) -> None:
    where = str(error.filename)
    shown = where if len(where) <= 100 else f"{where[:60]}…"
    tell(
        ReelError(
            f"this place cannot be used ({error.strerror})",
            where=shown,
            mend="give another path, or see to its permissions and its room",
        )
    )


def _point_to_log(log: Path | None) -> None:
    if log is not None:
        click.echo(f"  what to do: please report it with this log: {log}", err=True)


def _write_log(folder: Path | None, text: str) -> Path | None:
    try:
        if folder is not None and (hidden := folder / ".reel").is_dir():
            log = hidden / "reel-error.log"
            log.write_text(text, encoding="utf-8")
        else:
            log = _own_file(text)
    except OSError:
        click.echo(text, err=True)  # nowhere to write it: better long than lost
        return None
    return log


def _own_file(text: str) -> Path:
    """A log in the temporary folder that everybody writes to: a new file of ours, never one that lay there."""
    handle, name = tempfile.mkstemp(prefix="reel-error-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as log:
        log.write(text)
    return Path(name)
