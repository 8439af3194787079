"""The shot list as JSON: one text for one list, with a schema name and a version.

Knows the form of every noun in ``shots.py`` from its type hints alone, says where a wrong value
lies, and lifts older versions step by step. Refuses to guess: an unknown key is an error, not a wish.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

from .digest import Plain
from .errors import FilmError, ShotListError
from .frames import ASPECTS
from .shots import Shot, ShotList

SHOT_LIST_SCHEMA: Final = "reelwright.shot-list"
SHOT_LIST_VERSION: Final = 5

Document: TypeAlias = dict[str, Any]
Upgrades: TypeAlias = Mapping[int, Callable[[Document], Document]]

UPGRADES: Final[Upgrades] = {1: dict, 2: dict, 3: dict, 4: dict}
"""For each old version the step that lifts a document to the next one.

Version 2 added what a body does (``posture`` of a pose; ``comes``, ``goes`` and ``before`` of a
figure; four gestures), version 3 three more gestures and ``whose`` of a figure and ``shows`` of an
insert, version 4 nine more gestures and kneeling, version 5 the ``flows`` of an edited cut. Each has a
default that says "as before", so a document of an older version needs no change but its number.
"""


def write_shot_list(shots: ShotList) -> str:
    """Write a shot list as JSON: the same list is always the same text."""
    plain = {"schema": SHOT_LIST_SCHEMA, "version": SHOT_LIST_VERSION, **cast("Document", _plain(shots, "$"))}
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def read_shot_list(text: str) -> ShotList:
    """Read a shot list from JSON of this version or an older one.

    Raises:
        ShotListError: the text is not such a document; ``where`` is the JSON path of the fault.
    """
    document = lifted(_document(text), UPGRADES, SHOT_LIST_VERSION)
    shots = cast("ShotList", _noun(ShotList, document, "$"))
    if shots.aspect not in ASPECTS:
        raise ShotListError(
            f"unknown aspect {shots.aspect!r}", where="$.aspect", mend=f"choose one of {', '.join(sorted(ASPECTS))}"
        )
    return shots


def shot_to_plain(shot: Shot) -> dict[str, Plain]:
    """One shot as plain data, in the form that it has in a shot list."""
    return cast("dict[str, Plain]", _plain(shot, "$"))


def shot_from_plain(value: object, *, where: str = "$", version: int = SHOT_LIST_VERSION) -> Shot:
    """One shot from plain data of this version or an older one.

    Raises:
        ShotListError: the data is no shot, or of a version that is still to come.
    """
    if version != SHOT_LIST_VERSION:
        document = {"schema": SHOT_LIST_SCHEMA, "version": version, "shots": [value]}
        (value,) = lifted(document, UPGRADES, SHOT_LIST_VERSION)["shots"]
    return cast("Shot", _read(Shot, value, where))


def lifted(document: Document, upgrades: Upgrades, current: int) -> Document:
    """The document lifted to the current version, without its schema and version.

    Raises:
        ShotListError: another schema, a version to come, or one that nobody can lift.
    """
    if document.get("schema") != SHOT_LIST_SCHEMA:
        raise ShotListError(
            "this is not a shot list", where="$.schema", mend=f'a shot list has "schema": "{SHOT_LIST_SCHEMA}"'
        )
    version = document.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ShotListError("the version is not a whole number from 1", where="$.version")
    if version > current:
        raise ShotListError(
            f"version {version} is newer than this program reads ({current})",
            where="$.version",
            mend="update Reelwright",
        )
    while version < current:
        if version not in upgrades:
            raise ShotListError(f"version {version} cannot be read any more", where="$.version")
        document, version = upgrades[version](document), version + 1
    return {key: value for key, value in document.items() if key not in {"schema", "version"}}


def _document(text: str) -> Document:
    try:
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise ShotListError(f"not JSON: {error.msg}", where=f"line {error.lineno}, column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise ShotListError(f"not JSON that can be read: {error}"[:200]) from error
    if not isinstance(value, dict):
        raise ShotListError("a shot list is a JSON object", where="$")
    return value


def _no_constant(name: str) -> object:
    raise ShotListError(f"{name} is no number that JSON knows (RFC 8259 §6)")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ShotListError(f"the key {next(k for k in keys if keys.count(k) > 1)!r} is written twice")
    return found


# --- writing -------------------------------------------------------------------------------------


def _plain(value: object, where: str) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        return {f.name: _typed(hints[f.name], getattr(value, f.name), f"{where}.{f.name}") for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(cast("list[str]", _plain_items(value, where)))
    if isinstance(value, tuple):
        return _plain_items(value, where)
    if isinstance(value, str):
        return _sound_text(value, where)
    if isinstance(value, float) and not math.isfinite(value):
        raise ShotListError(f"{value} has no JSON form", where=where)
    return value


def _plain_items(values: Iterable[object], where: str) -> list[object]:
    return [_plain(item, f"{where}[{i}]") for i, item in enumerate(values)]


def _typed(kind: object, value: object, where: str) -> object:
    """A value in the one form of its type: 1 in a place for numbers with a point is written 1.0."""
    if kind is float and isinstance(value, int):
        return float(value)
    if get_origin(kind) is tuple and float in get_args(kind) and isinstance(value, tuple):
        return [_typed(float, item, f"{where}[{i}]") for i, item in enumerate(value)]
    return _plain(value, where)


def _sound_text(text: str, where: str) -> str:
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise ShotListError("half a character (a lone surrogate) cannot be written as UTF-8", where=where)
    return text


# --- reading -------------------------------------------------------------------------------------


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: object, where: str) -> object:  # noqa: ANN401 - a type hint can be anything
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return None if value is None else _read(_present(kind), value, where)
    if origin is tuple:
        return _read_tuple(get_args(kind), _list(value, where), where)
    if origin is frozenset:
        return frozenset(_read(get_args(kind)[0], item, f"{where}[{i}]") for i, item in enumerate(_list(value, where)))
    if is_dataclass(kind):
        return _noun(cast("type", kind), value, where)
    if issubclass(kind, Enum):
        return _word(kind, value, where)
    return _simple(kind, value, where)


def _present(kind: object) -> object:
    """The type inside an optional one."""
    (inside,) = (argument for argument in get_args(kind) if argument is not NoneType)
    return inside


def _read_tuple(kinds: tuple[Any, ...], items: list[object], where: str) -> tuple[object, ...]:
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(items)
    if len(items) != len(kinds):
        raise ShotListError(f"{len(kinds)} items are needed here, not {len(items)}", where=where)
    return tuple(_read(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(zip(kinds, items, strict=True)))


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise ShotListError(f"a list is needed here, not {_named(value)}", where=where)
    return value


def _noun(kind: type, value: object, where: str) -> object:
    if not isinstance(value, dict):
        raise ShotListError(f"an object is needed here, not {_named(value)}", where=where)
    known = {f.name: f for f in fields(kind)}
    for key in value:
        if key not in known:
            raise ShotListError(
                f"unknown key {str(key)[:60]!r}", where=where, mend=f"the keys here are {', '.join(sorted(known))}"
            )
    missing = [name for name, f in known.items() if name not in value and _required(f)]
    if missing:
        raise ShotListError(f"the key {missing[0]!r} is missing", where=where)
    hints = _hints(kind)
    made = {name: _read(hints[name], item, f"{where}.{name}") for name, item in value.items()}
    try:
        return kind(**made)
    except ShotListError:
        raise
    except FilmError as error:
        raise ShotListError(error.what, where=where, mend=error.mend) from error


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _word(kind: type[Enum], value: object, where: str) -> Enum:
    try:
        return kind(value)
    except ValueError:
        words = ", ".join(str(word.value) for word in kind)
        shown = repr(value)[:60] if isinstance(value, str) else _named(value)
        raise ShotListError(f"{shown} is no {kind.__name__}", where=where, mend=f"choose one of {words}") from None


def _simple(kind: type, value: object, where: str) -> object:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = _as_float(value, where)
    if type(value) is not kind:
        raise ShotListError(f"{_NAMES.get(kind, kind.__name__)} is needed here, not {_named(value)}", where=where)
    if isinstance(value, float) and not math.isfinite(value):
        raise ShotListError("this number is too large", where=where)
    return _sound_text(value, where) if isinstance(value, str) else value


def _as_float(value: int, where: str) -> float:
    try:
        return float(value)
    except OverflowError:
        raise ShotListError("this number is too large", where=where) from None


_NAMES: Final[dict[type, str]] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
    NoneType: "null",
}


def _named(value: object) -> str:
    return _NAMES.get(type(value), type(value).__name__)
