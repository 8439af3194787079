"""The command ``reel``: its verbs and how it is entered."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Final

import click

from reelwright import __version__

from .groups import Suggesting

_VERBS: Final = {
    "new": "begin a film",
    "check": "check the script and the cards",
    "annotate": "propose continuity notes",
    "translate": "write the words of a film for other languages",
    "make": "make the film",
    "seal": "sign a film and label it as the law asks",
    "verify": "say what can be known of a file",
    "films": "the films that verify looks for",
    "keys": "make the keys that sign films",
    "title": "the film's entry on the ledger",
    "market": "sell and buy titles and copies",
    "tab": "unlock episodes",
    "shares": "who gets what of the film's income",
    "pool": "pay films by one public list",
    "money": "what your account holds",
    "statement": "what somebody has earned",
    "doctor": "say what is here and what is missing",
}

_THREADS: Final = ("OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM")


class _Verbs(Suggesting):
    """Knows the verbs by name, in the order in which they are used, and imports one when it is called."""

    def invoke(self, ctx: click.Context) -> object:
        """Call a verb; stopped while it still loads, it ends as it would later, and not as if something were found."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            from .exits import stop  # noqa: PLC0415 --help stays quick

            stop()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs."""
        del ctx
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb."""
        del ctx
        if cmd_name not in _VERBS:
            return None
        # Read by NumPy and OpenCV when they are loaded, which is with the verb. Our matrices and pictures are small:
        # more threads only wait for one another, and a verdict took half as much processor time again.
        for threads in _THREADS:
            os.environ.setdefault(threads, "1")
        module = import_module(f"reelwright.cli.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing any of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_VERBS.items()))


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reel")
def main() -> None:
    """From a screenplay to a film, on this machine.

    \b
    reel new my-film --title "My film"    begin
    reel check my-film                    see what is wrong
    reel make my-film                     make it; then open my-film/out/report.html

    Exit codes: 0 all is well, 1 there are findings, 2 wrong usage, 3 something failed.
    """  # noqa: D301 click reads \b as "keep these lines"
