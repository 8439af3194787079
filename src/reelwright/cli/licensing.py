"""``reel title license`` and ``reel title derive``: one film uses another, and pays it for that."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain, project_of

from .opening import opened, tell_result, write_signed
from .params import ADDRESS, DAY, as_json_option, film_argument, number_option, out_option

if TYPE_CHECKING:
    from reelwright.chain import Address


@click.command("license")
@film_argument
@click.option("--share", type=click.FloatRange(0.0001, 99.9), required=True, metavar="PCT", help="Of all its income.")
@click.option(
    "--terms",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The words that were agreed.",
)
@click.option("--to", type=ADDRESS, metavar="ADDRESS", help="Who may use it; anybody if not said.")
@click.option("--for-good", is_flag=True, help="Every film that is made from that one owes the share too.")
@click.option("--days", type=click.IntRange(1, 36_500), default=365, metavar="N", help="How long it can be used.")
@number_option
@out_option
@as_json_option
def license_command(  # noqa: PLR0913 one parameter an option
    *,
    film: Path,
    share: float,
    terms: Path,
    to: Address | None,
    for_good: bool,
    days: int,
    number: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Sign a licence to use FILM in another film, for a share of that film's income."""
    with opened(film, money=True) as place:
        from reelwright.chain import NOBODY, Licence, license_title, used_before  # noqa: PLC0415 --help stays quick

        digest, deadline = hashlib.sha256(terms.read_bytes()).digest(), place.registry.ledger.time() + days * DAY
        millionths = round(share * 10_000)
        wish = Licence(place.file.title, to or NOBODY, digest, millionths, number, deadline, for_good)
        licence = license_title(place.registry, wish)
        path = write_signed(licence, out or project_of(film) / "out" / "licence.json", place.registry)
        form: dict[str, Plain] = {"licence": str(path), "millionths": millionths, "terms": digest.hex()}
        used = used_before(place.registry, to) if for_good and to else ()
        form["used_before"] = [str(each) for each in used]
        lines = [
            f"licensed for {millionths / 10_000:g} % of the other film's income, {days} days: {path}",
            '  to use it: name it in that film\'s reel.toml, [[uses]] licence = "FILE"',
            *(f"  {each} is used by others already: what those films owe you, agree on with them" for each in used),
        ]
        tell_result(form, lines, as_json=as_json)


@click.command("derive")
@film_argument
@as_json_option
def derive_command(*, film: Path, as_json: bool) -> None:
    """Record on the ledger which films FILM uses, by the licences that its reel.toml names under [[uses]]."""
    with opened(film, money=True) as place:
        from reelwright.chain import TitleError, derive_film, table_bound  # noqa: PLC0415 --help stays quick
        from reelwright.production import film_table, used_licences  # noqa: PLC0415 the same
        from reelwright.story import load_project  # noqa: PLC0415 the same

        from .told import names_of  # noqa: PLC0415 the same

        project, work, registry = load_project(project_of(film)), place.file.anchor.work, place.registry
        licences = used_licences(registry, project)
        if not licences:
            mend = 'name the licence in reel.toml: [[uses]] name = "…" licence = "FILE"'
            raise TitleError("this film uses no other film by licence", where=str(project.root), mend=mend)
        table = film_table(registry, project, work.author)
        if table_bound(registry, place.file.title) != table.root:
            mend = f"agree on them first: reel shares agree {film}"
            raise TitleError("the shares of this film are not agreed", where=str(film), mend=mend)
        made = [derive_film(registry, work, licence, table) for licence in licences]
        names = names_of(registry, place.file, project.root)
        form: dict[str, Plain] = {
            "parents": [str(licence.parent) for licence in licences],
            "txs": [None if receipt is None else str(receipt.tx) for receipt in made],
        }
        lines = [
            f"uses {names.of(licence.parent.raw)}: {'recorded before' if receipt is None else receipt.tx}"
            for licence, receipt in zip(licences, made, strict=True)
        ]
        tell_result(form, lines, as_json=as_json)
