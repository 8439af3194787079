"""Verbs that have verbs of their own, such as ``reel title show``."""

from __future__ import annotations

import click


class InOrder(click.Group):
    """Lists its verbs in the order in which they are used, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs."""
        del ctx
        return list(self.commands)
