"""Times of a film as people read them."""

from __future__ import annotations


def clock_time(seconds: float) -> str:
    """Minutes, seconds and tenths, such as "1:04.5"."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"
