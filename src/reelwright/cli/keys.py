"""``reel keys``: the keys that sign films, and whose signature is known here."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from reelwright.film import Plain

from .exits import clear_messages

_PEM = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("keys", short_help="make the keys that sign films")
@click.option("--owner", default="", metavar="NAME", help="Make keys for this person or studio.")
@click.option("--anew", is_flag=True, help="Put keys that are here aside; their old films stay known here.")
@click.option(
    "--know",
    type=_PEM,
    metavar="ROOT",
    help="Know the signer of this root certificate.",
)
@click.option(
    "--revoke",
    type=_PEM,
    metavar="CERT",
    help="Let this certificate count no more.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the keys as one JSON object.")
def keys_command(*, owner: str, anew: bool, know: Path | None, revoke: Path | None, as_json: bool) -> None:
    """Make the keys that sign films, or show them.

    The keys lie in the folder of this user and never in a project. Give root.pem to those who
    shall know your signature. Set REEL_KEY_PASSPHRASE to lock the keys.
    """
    with clear_messages():
        from reelwright.wiring import known_signers, make_keys, set_keys_aside  # noqa: PLC0415 --help stays quick

        if anew and not owner:
            raise click.UsageError("say who signs from now on: reel keys --anew --owner NAME")
        if anew:
            set_keys_aside()
        if owner:
            make_keys(owner, passphrase=os.environ.get("REEL_KEY_PASSPHRASE", ""))
        known = known_signers()
        said = [f"known from now on: {known.add(know)}"] if know is not None else []
        said += [f"revoked: certificate {known.revoke(revoke)}"] if revoke is not None else []
        form = _form()
        click.echo(json.dumps(form, ensure_ascii=False) if as_json else "\n".join([*said, *_lines(form)]))


def _form() -> dict[str, Plain]:
    from reelwright.wiring import UNNAMED, key_files, known_signers, own_name, signer_facts  # noqa: PLC0415 the same

    files = key_files()
    own = signer_facts(files) if files.chain.exists() else None
    return {
        "folder": str(files.folder),
        "signer": own,
        "proposed": own_name() or UNNAMED,
        "root": str(files.root) if own else "",
        "known": known_signers().roots.count("BEGIN CERTIFICATE"),
        "revoked": len(known_signers().revoked),
    }


def _lines(form: dict[str, Plain]) -> list[str]:
    own = form["signer"]
    if not isinstance(own, dict):
        return [
            "no keys yet; make them with: reel keys --owner NAME",
            f"  without that, the first film that is sealed makes them for “{form['proposed']}”",
        ]
    return [
        f"{own['name']}, valid until {own['until']}, serial {own['serial']}",
        f"  root certificate to give away: {form['root']}",
        f"  its fingerprint: {own['root_fingerprint']}",
        "  to sign under another name from now on: reel keys --anew --owner NAME",
        f"signers known here: {form['known']}; certificates revoked: {form['revoked']}",
    ]
