"""The verdict on time: since when was this there at the latest, and who says so besides the signer?

A time-stamping authority, or a ledger. A ledger says no more than its keeper can be held to: one
that whoever asks keeps himself is good for his own books, and is called so.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from .examination import Examination
from .model import Attestation, Keeper, Light, Question, Verdict

_ORDER: Final = (Light.GREEN, Light.AMBER)


def judge_time(found: Examination) -> Verdict:
    """Since when was this there at the latest, and who says so besides the signer?"""
    told = [each for each in (_stamped(found), _recorded(found.testimony)) if each is not None]
    if not told:
        return Verdict(Question.TIME, "not shown", Light.GREY, _nobody(found))
    best = min(told, key=lambda each: _ORDER.index(each.light))
    others = tuple(each.sentence for each in told if each is not best)
    return Verdict(Question.TIME, best.answer, best.light, best.sentence, others)


def _nobody(found: Examination) -> str:
    if found.reading is None:
        return "Nothing in this file shows since when it exists."
    return "No independent clock vouches for the time of signing; a date in the credential is the signer's word."


def _stamped(found: Examination) -> Verdict | None:
    reading = found.reading
    stamped = None if reading is None else reading.manifest.signed_at
    if reading is None or stamped is None or not reading.has("timeStamp.validated"):
        return None
    answer = f"not later than {stamped.isoformat()}"
    if reading.has("timeStamp.trusted"):
        by = "by the stamp of a time-stamping authority that is known here"
        return Verdict(Question.TIME, answer, Light.GREEN, f"This file existed not later than {_clock(stamped)}, {by}.")
    by = "A time-stamping authority that nobody here knows"
    sentence = f"{by} says that this file existed not later than {_clock(stamped)}."
    return Verdict(Question.TIME, answer, Light.AMBER, sentence)


def _recorded(told: Attestation | None) -> Verdict | None:
    """What a ledger that has the film's seal makes of its time."""
    if told is None or told.since is None:
        return None
    answer, when = f"not later than {told.since.isoformat()}", _clock(told.since)
    if told.keeper is Keeper.OTHERS:
        by = f"when the root of its seal was entered on {told.ledger}, kept behind a node and not in this project"
        return Verdict(Question.TIME, answer, Light.GREEN, f"This film existed not later than {when}, {by}.")
    if told.keeper is Keeper.OWN:
        sentence = (
            f"This film existed not later than {when}: so says the ledger in its project ({told.ledger}), on which "
            "whoever runs this check entered it himself. That settles it for his own books; for a stranger it is his "
            "word, until a time-stamping authority or a chain that others keep says the same."
        )
        return Verdict(Question.TIME, f"{answer}, by your own ledger", Light.GREEN, sentence)
    sentence = (
        f"A ledger in a file that lies beside this film says that it existed not later than {when}; whoever keeps such "
        "a file sets its clock, so nobody independent vouches for the time."
    )
    return Verdict(Question.TIME, answer, Light.AMBER, sentence)


def _clock(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
