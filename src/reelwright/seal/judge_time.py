"""The verdict on time: since when was this there at the latest, and who says so besides the signer?"""

from __future__ import annotations

from .examination import Examination
from .model import Light, Question, Verdict


def judge_time(found: Examination) -> Verdict:
    """Since when was this there at the latest, and who says so besides the signer?"""
    reading = found.reading
    if reading is None:
        return Verdict(Question.TIME, "not shown", Light.GREY, "Nothing in this file shows since when it exists.")
    stamped = reading.manifest.signed_at
    if stamped is None or not reading.has("timeStamp.validated"):
        sentence = (
            "No independent clock vouches for the time of signing; a date in the credential is the signer's word."
        )
        return Verdict(Question.TIME, "not shown", Light.GREY, sentence)
    when = f"{stamped:%Y-%m-%d %H:%M:%S} UTC"
    if reading.has("timeStamp.trusted"):
        sentence = (
            f"This file existed not later than {when}, by the stamp of a time-stamping authority that is known here."
        )
        return Verdict(Question.TIME, f"not later than {stamped.isoformat()}", Light.GREEN, sentence)
    sentence = f"A time-stamping authority that nobody here knows says that this file existed not later than {when}."
    return Verdict(Question.TIME, f"not later than {stamped.isoformat()}", Light.AMBER, sentence)
