"""A typeface for tests: has every letter but those that it was told to lack."""

from __future__ import annotations


class FakeTypeface:
    """Draws everything but some characters.

    Args:
        lacking: the characters that it has no letter for.
    """

    def __init__(self, lacking: str = "\U0010fffd") -> None:
        self._lacking = frozenset(lacking)

    def missing(self, text: str) -> str:
        """The lacking characters of a text, each once, in order."""
        return "".join(char for char in dict.fromkeys(text) if char in self._lacking and not char.isspace())
