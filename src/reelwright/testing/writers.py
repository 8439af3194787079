"""A writer that writes the same tiny series for every premise, and can be told to write it wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reelwright.story import (
    Bible,
    Cards,
    Character,
    Episode,
    Finding,
    Outline,
    Person,
    Place,
    Premise,
    WritingError,
    WritingProgress,
)

_CARDS = Cards({"lin": Person("lin", "Lin")}, {"cafe": Place("cafe", "Cafe", kind="cafe")})


@dataclass(slots=True)
class FakeWriter:
    """Writes one line an episode.

    Args:
        mistakes: speakers nobody knows, one for each time that an episode is written or mended.
        breaks_at: the episode that it fails to write, once; 0 for none.
        asked: what it was asked, in order.
    """

    mistakes: list[str] = field(default_factory=list)
    breaks_at: int = 0
    exact: bool = False
    asked: list[str] = field(default_factory=list)

    def plan(self, premise: Premise, hear: Callable[[WritingProgress], None], after: Bible | None = None) -> Bible:
        """A bible with one person."""
        self.asked.append("plan")
        hear(WritingProgress("plan", 1, 1))
        seasons = (*after.seasons, premise.episodes - after.episodes) if after else (premise.episodes,)
        people = (Character("lin", "Lin", "hero", want="wants to be heard"),)
        return Bible(premise, "A Line a Day", "Lin talks.", "fake", seasons, people, cards=_CARDS)

    def outline(self, bible: Bible, hear: Callable[[WritingProgress], None]) -> tuple[Outline, ...]:
        """One scene an episode."""
        self.asked.append("outline")
        hear(WritingProgress("outline", 1, 1))
        return tuple(Outline(number, (f"Lin says {number}.",)) for number in range(1, bible.episodes + 1))

    def write(
        self, bible: Bible, outlines: Sequence[Outline], number: int, hear: Callable[[WritingProgress], None]
    ) -> Episode:
        """One line.

        Raises:
            WritingError: there is no such episode, or it is the one to fail at.
        """
        self.asked.append(f"write {number}")
        if number == self.breaks_at:
            self.breaks_at = 0
            raise WritingError("the writer broke off")
        if not 1 <= number <= min(bible.episodes, len(outlines)):
            raise WritingError(f"there is no episode {number}")
        hear(WritingProgress("write", number, bible.episodes))
        return self._episode(number)

    def mend(
        self,
        bible: Bible,
        episode: Episode,
        findings: Sequence[Finding],
        hear: Callable[[WritingProgress], None],
    ) -> Episode:
        """The same line again, with the next mistake or none."""
        del bible, hear
        self.asked.append(f"mend {episode.number}: {', '.join(sorted({each.rule for each in findings}))}")
        return self._episode(episode.number)

    def _episode(self, number: int) -> Episode:
        speaker = self.mistakes.pop(0) if self.mistakes else "LIN"
        return Episode(number, f"INT. CAFE - DAY\n\n{speaker}\nThis is number {number}.\n")
