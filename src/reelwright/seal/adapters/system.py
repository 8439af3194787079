"""The clock and the chance of the operating system."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The time now, in UTC and to the second."""
        return datetime.now(UTC).replace(microsecond=0)


class SystemChance:
    """The operating system's source of randomness."""

    def draw(self, size: int) -> bytes:
        """So many bytes, fit for keys and salts."""
        return secrets.token_bytes(size)
