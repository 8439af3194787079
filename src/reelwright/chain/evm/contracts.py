"""Contracts as this program knows them: what they can be asked, what they write, what is signed for them.

Knows the compiled artifacts that ship with the package. Refuses to know which ledger they stand on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final, TypeAlias, cast

from ..errors import CodingError
from ..model import Address, Domain, Event, Hash, Kept, Plainly, TypedData
from .abi import Value, decode_values, encode_values, selector, topic
from .keccak import keccak256

CONTRACT_MAKER: Final = Address(bytes.fromhex("4e59b44847b379578588920ca78fbf26c0b4956c"))
"""The contract that makes contracts at addresses that are equal on every chain (CREATE2).

It stands at this address on nearly all EVM chains; the embedded one begins with it.
"""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": (),
    "market": ("title",),
    "edition": ("title", "market"),
    "licence": ("title", "market"),
    "tab": ("market",),
    "campaign": ("market",),
}
"""Our contracts in the order in which they are made, and which of them each is made with."""

_SCHEMA: Final = "reelwright.contract/1"
_SALT: Final = bytes(32)

Given: TypeAlias = "Value | Hash | Sequence[Given]"
"""What a call may be given: the ABI's values, and hashes as they are."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a contract: the names and types of what it takes and gives."""

    name: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]

    @property
    def signature(self) -> str:
        """As its selector is made of."""
        return f"{self.name}({','.join(self.takes)})"


@dataclass(frozen=True, slots=True)
class EventKind:
    """An event of a contract: its fields in order, as (name, type, indexed)."""

    name: str
    fields: tuple[tuple[str, str, bool], ...]

    @property
    def topic(self) -> bytes:
        """The first topic of its logs."""
        return topic(f"{self.name}({','.join(kind for _, kind, _ in self.fields)})")


@dataclass(frozen=True, slots=True)
class Artifact:
    """A compiled contract.

    Args:
        runtime: its code, which on a ledger may be followed by what it was made with.
        types: the structs that are signed for it (EIP-712), under ``typed_name``.
    """

    name: str
    functions: tuple[Function, ...]
    events: tuple[EventKind, ...]
    takes: tuple[str, ...]
    initcode: bytes
    runtime: bytes
    typed_name: str
    typed_version: str
    types: Mapping[str, tuple[tuple[str, str], ...]]

    def making(self, *values: Given) -> bytes:
        """The bytes that make this contract, with what it is made with."""
        return self.initcode + encode_values(self.takes, [_raw(value) for value in values])

    def address(self, *values: Given) -> Address:
        """Where it stands, on every chain, when it was made with these values (CREATE2, EIP-1014)."""
        making = self.making(*values)
        return Address(keccak256(b"\xff" + CONTRACT_MAKER.raw + _SALT + keccak256(making))[12:])


@dataclass(frozen=True, slots=True)
class Contract:
    """A compiled contract at an address."""

    artifact: Artifact
    address: Address

    def payload(self, name: str, *values: Given) -> bytes:
        """The bytes of a call.

        Raises:
            CodingError: it has no such function, or the values do not fit.
        """
        function = self.function(name, len(values))
        return selector(function.signature) + encode_values(function.takes, [_raw(value) for value in values])

    def answer(self, name: str, given: int, output: bytes) -> tuple[Value, ...]:
        """What a call gave back.

        Raises:
            CodingError: the bytes are no such answer.
        """
        return decode_values(self.function(name, given).gives, output)

    def function(self, name: str, given: int) -> Function:
        """The function of a name that takes so many values.

        Raises:
            CodingError: there is none.
        """
        for function in self.artifact.functions:
            if (function.name, len(function.takes)) == (name, given):
                return function
        raise CodingError(f"{self.artifact.name} has no function {name!r} of {given} values")

    def typed(self, chain_id: int, primary: str, message: Mapping[str, Plainly]) -> TypedData:
        """Something to sign for this contract on a chain."""
        domain = Domain(self.artifact.typed_name, self.artifact.typed_version, chain_id, self.address)
        return TypedData(domain, primary, self.artifact.types, message)

    def typed_of(self, chain_id: int, struct: str, values: Sequence[Given]) -> TypedData:
        """The same, of values in the order in which the struct has its fields."""
        names = [name for name, _ in self.artifact.types[struct]]
        message = cast("dict[str, Plainly]", dict(zip(names, map(_raw, values), strict=True)))
        return self.typed(chain_id, struct, message)

    def event(self, kept: Kept, *, final: bool) -> Event | None:
        """A log of this contract understood, None when it is of a kind that it does not know."""
        log = kept.log
        kind = next((each for each in self.artifact.events if log.topics[:1] == (each.topic,)), None)
        if kind is None or log.address != self.address:
            return None
        inside = [(name, kind_) for name, kind_, indexed in kind.fields if not indexed]
        values: dict[str, Value] = dict(
            zip([name for name, _ in inside], decode_values([each for _, each in inside], log.content), strict=True)
        )
        outside = [(name, kind_) for name, kind_, indexed in kind.fields if indexed]
        for (name, kind_), word in zip(outside, log.topics[1:], strict=True):
            (values[name],) = decode_values([kind_], word)
        return Event(f"{self.artifact.name}.{kind.name}", cast("Mapping[str, Plainly]", values), log, kept.time, final)

    def topic_of(self, name: str) -> bytes:
        """The first topic of an event's logs.

        Raises:
            CodingError: it has no such event.
        """
        for each in self.artifact.events:
            if each.name == name:
                return each.topic
        raise CodingError(f"{self.artifact.name} has no event {name!r}")


@lru_cache(maxsize=32)
def load_artifact(name: str) -> Artifact:
    """A compiled contract that ships with the package.

    Raises:
        CodingError: there is none of that name, or it is not understood.
    """
    file = resources.files("reelwright.chain.artifacts") / f"{name}.json"
    try:
        form = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CodingError(f"there is no compiled contract {name!r}", where=str(file)) from error
    if form.get("schema") != _SCHEMA:
        raise CodingError(f"the contract {name!r} is compiled in another form", where=str(file))
    typed = form.get("eip712") or {}
    return Artifact(
        name=form["name"],
        functions=tuple(_function(each) for each in form["abi"] if each["type"] == "function"),
        events=tuple(_event(each) for each in form["abi"] if each["type"] == "event"),
        takes=next((_types(each["inputs"]) for each in form["abi"] if each["type"] == "constructor"), ()),
        initcode=bytes.fromhex(form["initcode"].removeprefix("0x")),
        runtime=bytes.fromhex(form["runtime"].removeprefix("0x")),
        typed_name=typed.get("name", ""),
        typed_version=typed.get("version", ""),
        types={
            struct: tuple((field["name"], field["type"]) for field in fields)
            for struct, fields in typed.get("types", {}).items()
        },
    )


@lru_cache(maxsize=32)
def home_of(name: str) -> Address:
    """Where one of our contracts stands, or will, on every chain."""
    return load_artifact(name).address(*(home_of(each) for each in NEEDS[name]))


def _function(form: dict[str, Any]) -> Function:
    return Function(form["name"], _types(form["inputs"]), _types(form["outputs"]))


def _event(form: dict[str, Any]) -> EventKind:
    return EventKind(form["name"], tuple((each["name"], _type(each), each["indexed"]) for each in form["inputs"]))


def _types(forms: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(_type(form) for form in forms)


def _type(form: dict[str, Any]) -> str:
    """The ABI's own name of a type: JSON says "tuple" and lists the parts apart."""
    kind: str = form["type"]
    if not kind.startswith("tuple"):
        return kind
    return f"({','.join(_types(form['components']))}){kind.removeprefix('tuple')}"


def _raw(value: Given) -> Value:
    if isinstance(value, Hash):
        return value.raw
    if isinstance(value, list | tuple):
        return [_raw(each) for each in value]
    return cast("Value", value)
