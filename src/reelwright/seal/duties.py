"""Duties: what the law of a place asks, and what of it a sealed film meets by what.

The table is data (``data/duties.toml``). Refuses to call a duty met by something that is not there.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources


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
    SEGMENTS = "segments"
    MAKING_LOG = "making-log"
    DISCLOSURE = "disclosure"
    VERIFIER = "verifier"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a law asks.

    Args:
        by: what can meet it, the first that is there counts; empty where it is somebody else's duty.
        whose: whose duty it is then.
        mend: how to meet it.
    """

    id: str
    profile: Profile
    law: str
    asks: str
    by: tuple[Means, ...] = ()
    whose: str = ""
    mend: str = ""


class Standing(StrEnum):
    """Whether a duty is met."""

    MET = "met"
    NOT_MET = "not met"
    ELSEWHERE = "somebody else's"


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """How a sealed film stands to one duty: by what it is met, or what is missing."""

    duty: Duty
    standing: Standing
    words: str


@functools.cache
def all_duties() -> tuple[Duty, ...]:
    """Every duty of the table."""
    text = (resources.files("reelwright.seal") / "data/duties.toml").read_text(encoding="utf-8")
    return tuple(
        Duty(
            id=row["id"],
            profile=Profile(row["profile"]),
            law=row["law"],
            asks=row["asks"],
            by=tuple(Means(each) for each in row.get("by", ())),
            whose=row.get("whose", ""),
            mend=row.get("mend", ""),
        )
        for row in tomllib.loads(text)["duty"]
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
    words = next((means[each] for each in duty.by if each in means), "")
    return DutyAnswer(duty, Standing.MET if words else Standing.NOT_MET, words or duty.mend)
