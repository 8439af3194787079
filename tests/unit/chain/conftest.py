"""A registry on a chain of its own, and people who use it."""

import contextlib
import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from people import ROOT, As, Wall

from reelwright.chain import (
    Hash,
    Outbox,
    Registry,
    Work,
    load_artifact,
    register_title,
    set_up,
    set_up_contracts,
    title_id,
)
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.index import SqliteIndex
from reelwright.chain.adapters.journal import SqliteJournal
from reelwright.chain.adapters.keystore import KeySigner


@pytest.fixture
def wall() -> Wall:
    """The clock on the wall."""
    return Wall()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chain on which all contracts stand already: making them takes longer than most tests."""
    folder = tmp_path_factory.mktemp("prepared")
    with _opened(folder, Wall()) as registry:
        set_up_contracts(registry.outbox)
    return folder


@pytest.fixture(scope="session")
def titled(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Path:
    """The same chain with a title of its first person."""
    folder = tmp_path_factory.mktemp("titled")
    for file in prepared.iterdir():
        shutil.copy(file, folder)
    with _opened(folder, Wall()) as registry:
        register_title(registry, Work(registry.me, ROOT, 20), royalty_bps=500)
    return folder


@pytest.fixture
def registry(tmp_path: Path, wall: Wall, request: pytest.FixtureRequest) -> Iterator[Registry]:
    """The registry of the first person, with the contracts on its chain; with a title too where a house is wanted."""
    folder: Path = request.getfixturevalue("titled" if "house" in request.fixturenames else "prepared")
    for file in folder.iterdir():
        shutil.copy(file, tmp_path)
    with _opened(tmp_path, wall) as registry:
        yield registry


@contextlib.contextmanager
def _opened(folder: Path, wall: Wall) -> Iterator[Registry]:
    ledger = EmbeddedLedger(folder / "chain.db", wall)
    journal, index = SqliteJournal(folder / "outbox.db"), SqliteIndex(folder / "index.db")
    outbox = Outbox(ledger, KeySigner(b"\1" * 32), journal, lambda _: None)
    yield Registry(ledger, outbox, index, {"title": set_up(outbox, load_artifact("title"))})
    ledger.close()
    journal.close()
    index.close()


@pytest.fixture
def acting(registry: Registry) -> As:
    """The same registry used by somebody else."""

    def acting(number: int) -> Registry:
        outbox = dataclasses.replace(registry.outbox, signer=KeySigner(bytes([number]) * 32))
        return dataclasses.replace(registry, outbox=outbox)

    return acting


@pytest.fixture
def house(registry: Registry) -> Registry:
    """The registry with all contracts, and a title of its own."""
    return dataclasses.replace(registry, contracts=set_up_contracts(registry.outbox))


@pytest.fixture
def title() -> Hash:
    """The title's name; the registry's person is always the same."""
    return title_id(Work(KeySigner(b"\1" * 32).address, ROOT, 20))
