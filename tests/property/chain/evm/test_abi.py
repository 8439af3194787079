"""The contract ABI is laid out as eth-abi lays it out, and no bytes whatever break the reading."""

from typing import Any

import eth_abi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.chain import Address, CodingError
from reelwright.chain.evm import abi

PLAIN = {
    "uint256": st.integers(0, 2**256 - 1),
    "uint8": st.integers(0, 255),
    "int256": st.integers(-(2**255), 2**255 - 1),
    "int64": st.integers(-(2**63), 2**63 - 1),
    "bool": st.booleans(),
    "address": st.binary(min_size=20, max_size=20).map(Address),
    "bytes32": st.binary(min_size=32, max_size=32),
    "bytes4": st.binary(min_size=4, max_size=4),
    "bytes": st.binary(max_size=70),
    "string": st.text(max_size=20),
}


def listed(pairs: st.SearchStrategy[tuple[str, Any]]) -> st.SearchStrategy[tuple[str, Any]]:
    """Arrays, free and fixed, of what one type can hold."""

    def of(pair: tuple[str, Any]) -> st.SearchStrategy[tuple[str, Any]]:
        name, value = pair
        free = st.integers(0, 3).map(lambda n: (f"{name}[]", [value] * n))
        return free | st.integers(1, 3).map(lambda n: (f"{name}[{n}]", [value] * n))

    return pairs.flatmap(of)


def tupled(pairs: st.SearchStrategy[tuple[str, Any]]) -> st.SearchStrategy[tuple[str, Any]]:
    """Tuples of what several types can hold."""
    return st.lists(pairs, min_size=1, max_size=4).map(
        lambda many: ("(" + ",".join(name for name, _ in many) + ")", tuple(value for _, value in many))
    )


SIMPLE = st.sampled_from(sorted(PLAIN)).flatmap(lambda name: PLAIN[name].map(lambda value: (name, value)))
ANYTHING = st.recursive(SIMPLE, lambda pairs: listed(pairs) | tupled(pairs), max_leaves=8)


def theirs(value: Any) -> Any:
    """A value as eth-abi wants it."""
    if isinstance(value, Address):
        return str(value)
    return type(value)(map(theirs, value)) if isinstance(value, list | tuple) else value


def same(value: Any) -> Any:
    """Lists and tuples are the same thing to the ABI."""
    return tuple(map(same, value)) if isinstance(value, list | tuple) else value


@given(st.lists(ANYTHING, max_size=4))
def test_bytes_are_those_of_eth_abi_and_read_back(pairs: list[tuple[str, Any]]) -> None:
    """Whatever is written is what eth-abi writes, and reads back as it was."""
    types, values = [name for name, _ in pairs], [value for _, value in pairs]
    written = abi.encode_values(types, values)
    assert written == eth_abi.encode(types, [theirs(value) for value in values])
    assert abi.decode_values(types, written) == same(values)


@given(ANYTHING, st.binary(max_size=200))
def test_any_bytes_read_or_are_refused(pair: tuple[str, Any], content: bytes) -> None:
    """Bytes from outside give values that write back, or a CodingError; never anything else."""
    try:
        values = abi.decode_values([pair[0]], content)
    except CodingError:
        return
    abi.encode_values([pair[0]], values)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("uint8", 256),
        ("uint256", -1),
        ("uint256", True),
        ("int8", 128),
        ("address", b"\0" * 20),
        ("bool", 1),
        ("bytes4", b"123"),
        ("bytes", "text"),
        ("string", b"bytes"),
        ("uint8[2]", [1]),
        ("(uint8,bool)", (1,)),
        ("uint7", 1),
        ("uint264", 1),
        ("bytes33", b""),
        ("float", 1),
    ],
)
def test_value_that_does_not_fit_is_refused(name: str, value: Any) -> None:
    """A value outside its type, and a type that is none, are told."""
    with pytest.raises(CodingError):
        abi.encode_values([name], [value])


def test_length_from_outside_takes_no_memory() -> None:
    """An array that claims to have a billion items is refused before it is built."""
    claim = (32).to_bytes(32, "big") + (10**9).to_bytes(32, "big")
    with pytest.raises(CodingError):
        abi.decode_values(["uint256[]"], claim)
    with pytest.raises(CodingError):
        abi.decode_values(["(uint256[],bytes)[]"], claim)


def test_selector_and_topic_are_known() -> None:
    """The names of the best known function and event."""
    assert abi.selector("transfer(address,uint256)").hex() == "a9059cbb"
    assert abi.topic("Transfer(address,address,uint256)").hex().startswith("ddf252ad")
    assert abi.split_types("uint256,(address,bytes)[],bool") == ("uint256", "(address,bytes)[]", "bool")
