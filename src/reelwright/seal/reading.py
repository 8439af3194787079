"""Reads the validator's report on a credential into nouns.

What stands in a manifest was written by anybody: nothing in it is trusted to have the shape that
the standard asks for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from reelwright.film import Plain

from .credentials import Manifest, Reading, SaidAction, SaidIngredient, SourceType, Status
from .errors import SealError

_ACTIONS = ("c2pa.actions.v2", "c2pa.actions")
_MENDS = {"signingCredential.untrusted": "signingCredential.trusted"}


def read_report(text: str) -> Reading:
    """The reading of a validator's report (C2PA SDK, JSON of a reader).

    Raises:
        SealError: the report has no statement about the file.
    """
    report = _table(json.loads(text))
    results = _table(report.get("validation_results"))
    deltas = _deltas(results)
    manifests = {
        label: _manifest(label, _table(plain), deltas) for label, plain in _table(report.get("manifests")).items()
    }
    active = _word(report.get("active_manifest"))
    if active not in manifests:
        raise SealError("the credential of this file makes no statement about the file itself")
    own = _table(results.get("activeManifest"))
    return Reading(
        state=_word(report.get("validation_state")),
        active=active,
        manifests=manifests,
        successes=_statuses(own.get("success")),
        informational=_statuses(own.get("informational")),
        failures=_statuses(own.get("failure")),
    )


def _manifest(label: str, plain: Mapping[str, object], deltas: Mapping[str, Mapping[str, object]]) -> Manifest:
    signature = _table(plain.get("signature_info"))
    assertions = _assertions(_list(plain.get("assertions")))
    generator = _table(next(iter(_list(plain.get("claim_generator_info"))), {}))
    actions = next((assertions[name] for name in _ACTIONS if name in assertions), {})
    return Manifest(
        label=label,
        title=_word(plain.get("title")),
        generator=" ".join(filter(None, (_word(generator.get("name")), _word(generator.get("version"))))),
        signer=_word(signature.get("common_name")),
        organisation=_word(signature.get("issuer")),
        serial=_word(signature.get("cert_serial_number")),
        algorithm=_word(signature.get("alg")),
        signed_at=_time(signature.get("time")),
        actions=tuple(_action(_table(each)) for each in _list(_table(actions).get("actions"))),
        ingredients=tuple(_ingredient(label, _table(each), deltas) for each in _list(plain.get("ingredients"))),
        assertions=cast("dict[str, Plain]", {k: v for k, v in assertions.items() if k not in _ACTIONS}),
    )


def _assertions(rows: Iterable[object]) -> dict[str, object]:
    """All assertions by label; the second of one label is called ``label__2`` as in C2PA, and hides no other."""
    named: dict[str, object] = {}
    for row in map(_table, rows):
        label, number = _word(row.get("label")), 1
        name = label
        while name in named:
            number += 1
            name = f"{label}__{number}"
        named[name] = row.get("data")
    return named


def _action(plain: Mapping[str, object]) -> SaidAction:
    agent = plain.get("softwareAgent")
    name = _word(_table(agent).get("name")) if isinstance(agent, Mapping) else _word(agent)
    return SaidAction(_word(plain.get("action")), SourceType.of(_word(plain.get("digitalSourceType"))), name)


def _ingredient(owner: str, plain: Mapping[str, object], deltas: Mapping[str, Mapping[str, object]]) -> SaidIngredient:
    results = _table(_table(plain.get("validation_results")).get("activeManifest"))
    uri = f"self#jumbf=/c2pa/{owner}/c2pa.assertions/{_word(plain.get('label'))}"
    delta = deltas.get(uri, {})
    mended = {(each.code, each.part) for each in _statuses(delta.get("success"))}
    old = [*_statuses(results.get("failure")), *_old_statuses(plain.get("validation_status"))]
    standing = [each for each in old if (_MENDS.get(each.code, ""), each.part) not in mended]
    return SaidIngredient(
        title=_word(plain.get("title")),
        relationship=_word(plain.get("relationship")),
        instance=_word(plain.get("instance_id")),
        manifest=_word(plain.get("active_manifest")),
        failures=(*standing, *_statuses(delta.get("failure"))),
    )


def _old_statuses(value: object) -> Iterable[Status]:
    """What ingredients of C2PA 1.x carry: failures and successes in one list, told apart by their code."""
    good = ("validated", "match", "trusted", "insideValidity")
    return (each for each in _statuses(value) if not each.code.endswith(good))


def _deltas(results: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    rows = [_table(each) for each in _list(results.get("ingredientDeltas"))]
    return {_word(row.get("ingredientAssertionURI")): _table(row.get("validationDeltas")) for row in rows}


def _statuses(value: object) -> tuple[Status, ...]:
    rows = [_table(each) for each in _list(value)]
    return tuple(Status(_word(r.get("code")), _word(r.get("url")), _word(r.get("explanation"))) for r in rows)


def _time(value: object) -> datetime | None:
    try:
        time = datetime.fromisoformat(_word(value))
    except ValueError:
        return None
    return time if time.tzinfo is not None else None


def _table(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
