"""How the command ends: exit codes, and one clear message for everything that goes wrong.

Knows how an error becomes words and a number. Refuses to print a traceback: that goes to a log file.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path

import click

from reelwright.film import ReelError


class Exit(IntEnum):
    """What a caller reads from the command's exit status."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    FAILED = 3
    STOPPED = 130  # Ctrl-C, as shells say it: 128 + SIGINT


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
        click.echo("\nstopped; everything made so far is kept, run again to go on", err=True)
        _end_at_once()
        raise click.exceptions.Exit(Exit.STOPPED) from None
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        click.echo(f"reel: a fault of the program: {type(error).__name__}: {error}", err=True)
        _point_to_log(_write_log(folder, traceback.format_exc()))
        raise click.exceptions.Exit(Exit.FAILED) from error


def _end_at_once() -> None:
    """End the process where a thread is still at work: who pressed Ctrl-C does not wait for it, as Python would."""
    if any(not thread.daemon and thread is not threading.main_thread() for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(Exit.STOPPED)


def tell(error: ReelError) -> None:
    """Say what happened, where, and what to do, each on a line of its own."""
    where = f"{error.where}: " if error.where else ""
    click.echo(f"{click.style('reel:', fg='red', bold=True)} {where}{error.what}", err=True)
    if error.mend:
        click.echo(f"  what to do: {error.mend}", err=True)


def _point_to_log(log: Path | None) -> None:
    if log is not None:
        click.echo(f"  what to do: please report it with this log: {log}", err=True)


def _write_log(folder: Path | None, text: str) -> Path | None:
    hidden = None if folder is None else folder / ".reel"
    home = hidden if hidden is not None and hidden.is_dir() else Path(tempfile.gettempdir())
    log = home / "reel-error.log"
    try:
        log.write_text(text, encoding="utf-8")
    except OSError:
        click.echo(text, err=True)  # nowhere to write it: better long than lost
        return None
    return log
