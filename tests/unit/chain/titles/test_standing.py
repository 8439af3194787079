"""A film is looked up by anybody who has its title file, and a wrong one is told."""

import dataclasses

import pytest

from reelwright.chain import (
    Address,
    Anchor,
    Hash,
    Registry,
    TitleError,
    TitleFile,
    Work,
    anchor_film,
    anchor_leaf,
    keccak256,
    look_up,
    register_title,
)

ROOT = Hash(keccak256(b"segments"))


@pytest.fixture
def file(registry: Registry) -> TitleFile:
    """The title file of an anchored film."""
    anchor = anchor_film(registry, Work(registry.me, ROOT, 9))
    return TitleFile(registry.ledger.chain_id, registry.contract("title").address, anchor)


def test_anchor_and_owner_are_told(registry: Registry, file: TitleFile) -> None:
    """First anchored and held by nobody, then registered and held."""
    standing = look_up(registry.ledger, file, root=ROOT)
    assert (standing.anchored, standing.owner) == (file.anchor.time, None)
    register_title(registry, file.anchor.work, royalty_bps=0, anchor=file.anchor)
    assert look_up(registry.ledger, file).owner == registry.me


def test_title_file_of_another_film_is_told(registry: Registry, file: TitleFile) -> None:
    """The seal's root, the chain and the contract must be those of the file."""
    with pytest.raises(TitleError, match="another film"):
        look_up(registry.ledger, file, root=Hash(bytes(32)))
    with pytest.raises(TitleError, match="of chain 8453"):
        look_up(registry.ledger, dataclasses.replace(file, chain_id=8453))
    with pytest.raises(TitleError, match="does not know"):
        look_up(registry.ledger, dataclasses.replace(file, contract=Address(b"\1" * 20)))


def test_film_that_was_never_anchored_is_told_as_such(registry: Registry, file: TitleFile) -> None:
    """A title file that somebody made up has no time on the ledger."""
    work, salt = Work(registry.me, Hash(keccak256(b"other")), 9), bytes(32)
    made_up = Anchor(work, salt, anchor_leaf(work, salt), time=1)
    assert look_up(registry.ledger, dataclasses.replace(file, anchor=made_up)).anchored == 0
