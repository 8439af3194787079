"""Verbs that have verbs of their own, such as ``reel title show``."""

from __future__ import annotations

import click


class InOrder(click.Group):
    """Lists its verbs in the order in which they are used, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs."""
        del ctx
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs, each with its whole first sentence; click would cut it off at the line's end."""
        verbs = [(name, self.commands[name].get_short_help_str(limit=1_000)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(verbs)
