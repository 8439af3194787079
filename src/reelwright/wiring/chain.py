"""The chain as this user has it set up: which ledger, whose key, where the journal and the index lie.

Settings come from the environment, once: REEL_CHAIN (a file, or a node's address), REEL_CHAIN_ID, REEL_CHAIN_START,
REEL_ACCOUNT (a key file) with REEL_ACCOUNT_PASSPHRASE, or REEL_ACCOUNT_SIGNER (the address of a
program that signs) with REEL_ACCOUNT_ADDRESS, REEL_PAY_TOKEN, and REEL_INDEX (a PostgreSQL database).
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from reelwright.chain import (
    Address,
    AddressError,
    Contract,
    KeyFileError,
    Ledger,
    Outbox,
    RecordError,
    Registry,
    Signer,
    find_deployment,
    is_there,
    load_artifact,
    read_address,
    read_deployment,
    set_up,
    set_up_contracts,
    standing_contracts,
    write_deployment,
)

from .home import reel_home

if TYPE_CHECKING:
    from reelwright.chain.adapters.index import SqliteIndex
    from reelwright.chain.adapters.postgres_index import PostgresIndex
    from reelwright.production import Registrar

_LIGHT: Final = 1 << 12
"""Scrypt's N for a phrase of 128 random bits, which no guessing finds however quick it is."""


@dataclass(frozen=True, slots=True)
class ChainChoice:
    """Which ledger and whose key.

    Args:
        chain: a file of the embedded chain, or the address of a node; "" for the project's own file.
        chain_id: which chain the node must be of, 0 for whichever.
        account: a key file, "" for this user's own.
        passphrase: what opens it.
        signer: the address of a program that signs, "" for a key file.
        address: whose signature that program gives.
        pay_token: the money's address, "" for the embedded chain's own.
        index: the address of a PostgreSQL database that keeps what contracts wrote, "" for a file.
        start: from which block a chain of others is read, 0 for where the contracts came to stand on it.
    """

    chain: str = ""
    chain_id: int = 0
    account: str = ""
    passphrase: str = ""
    signer: str = ""
    address: str = ""
    pay_token: str = ""
    index: str = ""
    start: int = 0

    @property
    def is_far(self) -> bool:
        """The ledger is behind a node."""
        return self.chain.startswith(("http://", "https://"))


def chain_choice() -> ChainChoice:
    """What the environment says."""
    given = os.environ
    numbers = {name: given.get(name, "") or "0" for name in ("REEL_CHAIN_ID", "REEL_CHAIN_START")}
    for name, number in numbers.items():
        if not (number.isascii() and number.isdigit()):
            raise KeyFileError(f"{name} is no number", where=number[:40], mend="write digits, or leave it out")
    return ChainChoice(
        chain=given.get("REEL_CHAIN", ""),
        chain_id=int(numbers["REEL_CHAIN_ID"]),
        start=int(numbers["REEL_CHAIN_START"]),
        account=given.get("REEL_ACCOUNT", ""),
        passphrase=given.get("REEL_ACCOUNT_PASSPHRASE", ""),
        signer=given.get("REEL_ACCOUNT_SIGNER", ""),
        address=given.get("REEL_ACCOUNT_ADDRESS", ""),
        pay_token=given.get("REEL_PAY_TOKEN", ""),
        index=given.get("REEL_INDEX", ""),
    )


@contextlib.contextmanager
def open_registry(hidden: Path, choice: ChainChoice | None = None, *, money: bool = False) -> Iterator[Registry]:
    """A registry of titles on the chosen ledger, with its contracts set up.

    Args:
        hidden: the project's ``.reel`` folder, for the journal and the index.
        choice: which ledger and whose key; what the environment says if not said.
        money: with all contracts; else with that of titles, and the others where they stand already.

    Raises:
        ChainError: the ledger or the key cannot be used.
    """
    from reelwright.chain.adapters.journal import SqliteJournal  # noqa: PLC0415 the same

    choice = choice or chain_choice()
    with contextlib.ExitStack() as open_things:
        ledger = open_things.enter_context(_ledger(hidden, choice))
        posts, events = _files(hidden, choice, ledger.chain_id)
        journal = open_things.enter_context(contextlib.closing(SqliteJournal(posts)))
        index = open_things.enter_context(contextlib.closing(_index(events, choice, ledger.chain_id)))
        outbox = Outbox(ledger, _signer(choice), journal, time.sleep)
        contracts = _money_contracts(hidden, outbox, choice) if money else _title_contracts(outbox)
        start = choice.start
        if choice.is_far and not start and next(index.marks(), None) is None:
            start = _start(ledger)
        yield Registry(ledger, outbox, index, contracts, start)


@contextlib.contextmanager
def open_ledger(hidden: Path, choice: ChainChoice | None = None) -> Iterator[Ledger | None]:
    """The chosen ledger to be asked only: no account is opened, and no chain is begun where there is none.

    Gives None when there is no such chain here.
    """
    chosen = choice or chain_choice()
    if not chosen.is_far and not _chain_file(hidden, chosen).exists():
        yield None
        return
    with _ledger(hidden, chosen) as ledger:
        yield ledger


def open_registrar(hidden: Path, choice: ChainChoice | None = None) -> Registrar:
    """Who enters the films of a project on the chosen ledger, which is opened when something is entered."""
    from reelwright.production.adapters.registrar import RoomRegistrar  # noqa: PLC0415 --help stays quick

    chosen = choice or chain_choice()
    whose = chosen.address or chosen.account or "own"
    where = urlsplit(chosen.chain).hostname if chosen.is_far else chosen.chain  # a node's path may hold a key
    name = f"{where or 'own'} {chosen.chain_id} {whose}"
    return RoomRegistrar(name, lambda: open_registry(hidden, chosen), partial(_load, far=chosen.is_far))


def _load(*, far: bool) -> None:
    """Load what enters a film on a ledger: a node executes by itself, here py-evm does, which takes a second."""
    import_module("reelwright.chain.adapters.rpc" if far else "reelwright.chain.adapters.machine")


def _files(hidden: Path, choice: ChainChoice, chain_id: int) -> tuple[Path, Path]:
    """Where the journal and the index lie.

    The journal gives out an account's numbers, so there is one for all projects that use the same
    account on the same chain.
    """
    if choice.is_far:
        return reel_home() / "account" / "outbox.db", hidden / f"events-{chain_id}.db"
    file = _chain_file(hidden, choice)
    return file.with_suffix(".outbox.db"), file.with_suffix(".events.db")


def _index(file: Path, choice: ChainChoice, chain_id: int) -> SqliteIndex | PostgresIndex:
    """Where what contracts wrote is kept: a file, or the database that is named for a chain of others."""
    if choice.index and choice.is_far:
        from reelwright.chain.adapters.postgres_index import PostgresIndex  # noqa: PLC0415 an extra brings its client

        return PostgresIndex(choice.index, chain_id)
    from reelwright.chain.adapters.index import SqliteIndex  # noqa: PLC0415 opened when wanted

    return SqliteIndex(file)


def _start(ledger: Ledger) -> int:
    """From which block a chain of others is read, as its deployment record says; made where there is none of it."""
    file = reel_home() / "chains" / f"{ledger.chain_id}.json"
    with contextlib.suppress(OSError, RecordError):  # it is made anew
        known = read_deployment(file.read_bytes(), where=str(file))
        if is_there(ledger, known):
            return known.start
    found = find_deployment(ledger)
    if found is None:
        return 0
    with contextlib.suppress(OSError):  # then it is looked for again the next time
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_bytes(write_deployment(found))
        draft.replace(file)
    return found.start


def _chain_file(hidden: Path, choice: ChainChoice) -> Path:
    return Path(choice.chain) if choice.chain else hidden / "chain.db"


@contextlib.contextmanager
def _ledger(hidden: Path, choice: ChainChoice) -> Iterator[Ledger]:
    if choice.is_far:
        from reelwright.chain.adapters.rpc import RpcLedger  # noqa: PLC0415 httpx comes with it

        with contextlib.closing(RpcLedger(choice.chain, chain_id=choice.chain_id)) as far:
            yield far
        return
    from reelwright.chain.adapters.embedded import EmbeddedLedger  # noqa: PLC0415 py-evm takes a second

    with contextlib.closing(EmbeddedLedger(_chain_file(hidden, choice), lambda: int(time.time()))) as near:
        yield near


def _signer(choice: ChainChoice) -> Signer:
    if choice.signer:
        from reelwright.chain.adapters.remote_signer import RemoteSigner  # noqa: PLC0415 httpx comes with it

        return RemoteSigner(choice.signer, read_address(choice.address))
    from reelwright.chain.adapters.keystore import make_key_file, open_key_file  # noqa: PLC0415 opened when wanted

    if choice.account:
        return open_key_file(Path(choice.account), choice.passphrase)
    if choice.is_far:
        raise KeyFileError(
            "a chain of others wants an account of yours",
            where=urlsplit(choice.chain).hostname or "",
            mend="name a key file in REEL_ACCOUNT, or a signer in REEL_ACCOUNT_SIGNER",
        )
    folder = reel_home() / "account"
    file, phrase = folder / "account.json", folder / "phrase"
    if not file.exists():
        words = _kept_phrase(phrase)
        with contextlib.suppress(KeyFileError):  # another process may have just made it
            return make_key_file(file, words, work=_LIGHT)
    return open_key_file(file, phrase.read_text(encoding="ascii").strip())


def own_account() -> Address | None:
    """The address of this user's account, None while he has none; nothing is made and no key opened."""
    choice = chain_choice()
    try:
        if choice.address:
            return read_address(choice.address)
        file = Path(choice.account) if choice.account else reel_home() / "account" / "account.json"
        told = str(json.loads(file.read_bytes())["address"]).removeprefix("0x")
        return Address.from_hex(f"0x{told}")
    except (OSError, ValueError, KeyError, TypeError, AddressError):
        return None


def _kept_phrase(file: Path) -> str:
    """The phrase of this user's own account, made once; it is as secret as the key beside it."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise KeyFileError(
            f"the account cannot be kept: {error.strerror}", where=str(file.parent), mend="set REEL_HOME to a folder"
        ) from error
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secrets.token_hex(16) + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    return file.read_text(encoding="ascii").strip()


def _title_contracts(outbox: Outbox) -> dict[str, Contract]:
    """The contract of titles, made where it is missing, and the others where they stand."""
    return {**standing_contracts(outbox.ledger), "title": set_up(outbox, load_artifact("title"))}


def _money_contracts(hidden: Path, outbox: Outbox, choice: ChainChoice) -> dict[str, Contract]:
    """All contracts, each made where it is missing."""
    if choice.pay_token:
        return set_up_contracts(outbox, pay_token=read_address(choice.pay_token))
    if choice.is_far:
        raise KeyFileError("a chain of others wants a money of its own", mend="name its address in REEL_PAY_TOKEN")
    return set_up_contracts(outbox, issuer=_issuer(_chain_file(hidden, choice), outbox.signer.address))


def _issuer(chain: Path, first: Address) -> Address:
    """Who issues the money of an embedded chain: the first account that used money there.

    Everybody who uses the chain finds the same money, because its address follows from its issuer.
    """
    file = chain.with_suffix(".issuer")
    if not file.exists():
        draft = file.with_suffix(f".issuer.{os.getpid()}")
        draft.write_text(f"{first}\n", encoding="ascii")
        with contextlib.suppress(FileExistsError):  # another process may have just said it; whole or not at all
            file.hardlink_to(draft)
        draft.unlink()
    return read_address(file.read_text(encoding="ascii").strip())
