"""Duties: what the law of a place asks, and what of it a sealed film meets by what.

The table is data (``data/duties.toml``). Refuses to call a duty met by something that is not there.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any, Final

_QUOTED: Final = re.compile("“([^”]*)”")


class Profile(StrEnum):
    """Whose law a film is sealed for."""

    CN = "cn"
    EU = "eu"
    US = "us"
    ALL = "all"


class Means(StrEnum):
    """What a seal can bring to meet a duty."""

    VISIBLE_LABEL = "visible-label"
    CONTAINER_TAG = "container-tag"
    WATERMARK = "watermark"
    CREDENTIAL = "credential"
    TIME_STAMP = "time-stamp"
    MAKING_LOG = "making-log"
    DISCLOSURE = "disclosure"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a law asks.

    Args:
        by: what can meet it, the first that is there counts; empty where it is somebody else's duty.
        whose: whose duty it is then.
        mend: how to meet it.
        says: what the words of a label must hold to meet it, each a pattern; empty where any words will do.
        wording: what is missing when they do not.
        unseen: why nothing in a file can show that it is met, where that is so.
    """

    id: str
    profile: Profile
    law: str
    asks: str
    by: tuple[Means, ...] = ()
    whose: str = ""
    mend: str = ""
    says: tuple[str, ...] = ()
    wording: str = ""
    unseen: str = ""


class Standing(StrEnum):
    """Whether a duty is met."""

    MET = "met"
    NOT_MET = "not met"
    ELSEWHERE = "somebody else's"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """How a sealed film stands to one duty: by what it is met, what is missing, or why it cannot be told."""

    duty: Duty
    standing: Standing
    words: str


@functools.cache
def _table() -> dict[str, Any]:
    text = (resources.files("reelwright.seal") / "data/duties.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def whom_it_binds(profile: Profile) -> str:
    """Whom the law of a place binds and since when, in words; "" for all places together."""
    return str(_table()["binds"].get(profile.value, ""))


@functools.cache
def all_duties() -> tuple[Duty, ...]:
    """Every duty of the table."""
    return tuple(
        Duty(
            id=row["id"],
            profile=Profile(row["profile"]),
            law=row["law"],
            asks=row["asks"],
            by=tuple(Means(each) for each in row.get("by", ())),
            whose=row.get("whose", ""),
            mend=row.get("mend", ""),
            says=tuple(row.get("says", ())),
            wording=row.get("wording", ""),
            unseen=row.get("unseen", ""),
        )
        for row in _table()["duty"]
    )


def answer_duties(profile: Profile, means: Mapping[Means, str]) -> tuple[DutyAnswer, ...]:
    """Say of each duty of a profile whether it is met.

    Args:
        profile: whose law.
        means: what the sealed film has, each in words for people.
    """
    wanted = [duty for duty in all_duties() if profile in {Profile.ALL, duty.profile}]
    return tuple(_answer(duty, means) for duty in wanted)


def _answer(duty: Duty, means: Mapping[Means, str]) -> DutyAnswer:
    if duty.whose:
        return DutyAnswer(duty, Standing.ELSEWHERE, duty.whose)
    if duty.unseen:
        return DutyAnswer(duty, Standing.NOT_SHOWN, duty.unseen)
    words = next((means[each] for each in duty.by if each in means), "")
    said = _QUOTED.search(words)
    if words and not all(re.search(pattern, said.group(1) if said else words) for pattern in duty.says):
        return DutyAnswer(duty, Standing.NOT_MET, duty.wording)
    return DutyAnswer(duty, Standing.MET if words else Standing.NOT_MET, words or duty.mend)
