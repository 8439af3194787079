"""The title file reads back as it was, and whatever else is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.chain import (
    Address,
    Anchor,
    Hash,
    TitleError,
    TitleFile,
    Work,
    anchor_leaf,
    keccak256,
    member_proof,
    member_root,
    read_title_file,
    write_title_file,
)

WORK = Work(Address(b"\1" * 20), Hash(keccak256(b"root")), 20)
SALT = keccak256(b"salt")


def file_of(others: int = 4, place: int = 2) -> TitleFile:
    """A title file of a film that was anchored with others."""
    leaves = [Hash.from_int(n + 1) for n in range(others)]
    leaves.insert(place, anchor_leaf(WORK, SALT))
    anchor = Anchor(WORK, SALT, member_root(leaves), *member_proof(leaves, place), time=1_700_000_000)
    return TitleFile(1380271436, Address(b"\2" * 20), anchor)


@given(st.integers(0, 9).flatmap(lambda many: st.tuples(st.just(many), st.integers(0, many))))
def test_file_reads_back(shape: tuple[int, int]) -> None:
    """Whatever the size of the tree and the place in it."""
    assert read_title_file(write_title_file(file_of(*shape))) == file_of(*shape)


CHANGES = {
    "schema": "reelwright.title/2",
    "title": "0x" + "7" * 64,
    "author": "0x" + "7" * 40,
    "root": "7" * 64,
    "salt": "7" * 64,
    "segments": 0,
    "chain": -1,
    "contract": "0x7",
    "anchor": {"root": "7" * 64, "sides": 0, "proof": [], "time": 1},
}


@pytest.mark.parametrize("field", CHANGES)
def test_changed_file_is_told(field: str) -> None:
    """A file that contradicts itself, or is of another form, is not believed."""
    form = {**json.loads(write_title_file(file_of())), field: CHANGES[field]}
    with pytest.raises(TitleError):
        read_title_file(json.dumps(form).encode())


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_any_bytes_are_told_as_no_title_file(content: bytes) -> None:
    """Whatever lies there is told as a TitleError."""
    with pytest.raises(TitleError):
        read_title_file(content)
