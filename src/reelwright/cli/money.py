"""``reel money``: what an account holds on the ledger, what lies for it in the shares, and play money."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain, project_of

from .exits import clear_messages
from .groups import InOrder
from .opening import tell_result
from .params import ADDRESS, amount_option, as_json_option

if TYPE_CHECKING:
    from reelwright.chain import Address

_WHERE = click.argument("folder", metavar="DIR", type=click.Path(exists=True, path_type=Path), default=".")


@click.group("money", cls=InOrder, short_help="what your account holds")
def money_command() -> None:
    """See and move the money of your account.

    DIR is a project folder, whose ledger is asked unless REEL_CHAIN names another; the folder that you
    are in if not said.
    """


@money_command.command("show")
@_WHERE
@click.option("--of", type=ADDRESS, metavar="ADDRESS", help="Whose; your own if not said.")
@as_json_option
def show_command(*, folder: Path, of: Address | None, as_json: bool) -> None:
    """Show what an account holds, and what lies for it in the shares."""
    with clear_messages():
        from reelwright.chain import amount_text, balance, checksummed, kept_balance  # noqa: PLC0415 --help stays quick
        from reelwright.wiring import open_registry  # noqa: PLC0415 the same

        with open_registry(project_of(folder) / ".reel", money=True) as registry:
            who = of or registry.me
            held, kept = balance(registry, who), kept_balance(registry, who)
            token = registry.contract("pay_token").address
        form: dict[str, Plain] = {
            "account": checksummed(who),
            "units": held,
            "waiting": kept,
            "token": checksummed(token),
        }
        lines = [f"account  {checksummed(who)}", f"holds    {amount_text(held)}"]
        if kept:
            lines += [f"waiting  {amount_text(kept)}", f"  to have it sent: reel money withdraw {folder}"]
        tell_result(form, lines, as_json=as_json)


@money_command.command("issue")
@_WHERE
@click.option("--to", type=ADDRESS, metavar="ADDRESS", help="Who gets it; you, if not said.")
@amount_option("amount", "How much, such as 20.")
@click.option("--for", "purpose", required=True, metavar="TEXT", help="What it is for; one purpose is issued once.")
@as_json_option
def issue_command(*, folder: Path, to: Address | None, units: int, purpose: str, as_json: bool) -> None:
    """Issue play money on a project's own chain, to try sales and unlocks with; it is worth nothing elsewhere."""
    with clear_messages():
        from reelwright.chain import TitleError, amount_text, checksummed, issue, issuer  # noqa: PLC0415 the same
        from reelwright.wiring import chain_choice, open_registry  # noqa: PLC0415 --help stays quick

        if chain_choice().is_far:
            raise TitleError("money of a chain of others is not issued here", mend="unset REEL_CHAIN to play")
        with open_registry(project_of(folder) / ".reel", money=True) as registry:
            if issuer(registry) != registry.me:
                who = checksummed(issuer(registry))
                raise TitleError(f"the money of this chain is issued by {who}", mend="use that account: REEL_ACCOUNT")
            receiver = to or registry.me
            new = issue(registry, purpose, receiver, units)
        form: dict[str, Plain] = {"to": checksummed(receiver), "units": units, "before": not new}
        tell_result(
            form,
            [f"issued {'' if new else 'before: '}{amount_text(units)} to {checksummed(receiver)}"],
            as_json=as_json,
        )


@money_command.command("withdraw")
@_WHERE
@click.option("--of", type=ADDRESS, metavar="ADDRESS", help="Whose; your own if not said.")
@as_json_option
def withdraw_command(*, folder: Path, of: Address | None, as_json: bool) -> None:
    """Send an account what lies for it in the shares: from sales, from bids that were outbid, from films."""
    with clear_messages():
        from reelwright.chain import amount_text, checksummed, withdraw  # noqa: PLC0415 --help stays quick
        from reelwright.wiring import open_registry  # noqa: PLC0415 the same

        with open_registry(project_of(folder) / ".reel", money=True) as registry:
            who = of or registry.me
            units = withdraw(registry, who)
        form: dict[str, Plain] = {"account": checksummed(who), "units": units}
        lines = [f"sent {amount_text(units)} to {checksummed(who)}" if units else "nothing is waiting"]
        tell_result(form, lines, as_json=as_json)
