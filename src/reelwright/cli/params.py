"""What several verbs are told on the command line: films, papers, addresses, times.

A value that cannot be is wrong use, and ends with 2 before anything is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from reelwright.chain import Address

_Verb = TypeVar("_Verb", bound=Callable[..., Any])
DAY = 86_400

film_argument = click.argument("film", metavar="FILM", type=click.Path(exists=True, path_type=Path))
as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print the result as one JSON object, and nothing else."
)
out_option = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to write it."
)
number_option = click.option(
    "--number", type=click.IntRange(min=0), default=0, metavar="N", help="Your number of it, to take it back by."
)


def paper_argument(name: str) -> Callable[[_Verb], _Verb]:
    """The file of a signed paper."""
    kind = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.argument(name.lower(), metavar=name, type=kind)


class AddressType(click.ParamType):  # type: ignore[type-arg] # generic in its newer versions alone
    """An address on a ledger, as people write it."""

    name = "address"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Address:
        """Read it, or say what is wrong with it."""
        from reelwright.chain import Address, AddressError, read_address  # noqa: PLC0415 --help stays quick

        if isinstance(value, Address):
            return value
        try:
            return read_address(str(value))
        except AddressError as error:
            self.fail(f"{error.what}: {value}; {error.mend}", param, ctx)


class AmountType(click.ParamType):  # type: ignore[type-arg] # as above
    """An amount of money as people write it, exact; the verb gets whole units of the token."""

    name = "amount"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read it, or say what is wrong with it."""
        from reelwright.chain import CodingError, read_amount  # noqa: PLC0415 --help stays quick

        if isinstance(value, int):
            return value
        try:
            units = read_amount(str(value))
        except CodingError as error:
            self.fail(f"{error.what}: {value}; {error.mend}", param, ctx)
        if not units:
            self.fail("nothing is no amount", param, ctx)
        return units


ADDRESS = AddressType()
AMOUNT = AmountType()


def amount_option(name: str, meaning: str) -> Callable[[_Verb], _Verb]:
    """An amount that must be said."""
    return click.option(f"--{name}", "units", type=AMOUNT, required=True, metavar="AMOUNT", help=meaning)
