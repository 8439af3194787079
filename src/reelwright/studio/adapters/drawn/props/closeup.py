"""What every close-up painter is told: the thing, the moment, the hand and the light.

Close-ups are drawn about (0, 0), the middle of the safe area, in stage units: 1920 high whatever
the aspect. A thing stays within ±460 across and ±520 down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reelwright.film import Insert

from ..canvas import Canvas
from ..colour import mix, rgb
from ..stage import Light
from .brush import Brush, Portrait
from .hand import Hand
from .held import brush_for

MIDDLE: Final = 815.0
"""y of the middle of the safe area in stage units; subtitles begin at 1400."""
LINE: Final = 8.0


@dataclass(frozen=True, slots=True)
class CloseUp:
    """One close-up at one moment.

    Args:
        insert: what is shown.
        progress: share of the shot, 0 to 1.
        seed: draws colours and details.
        light: of the place.
        hand: whose hand holds it; None when it lies or stands on a table.
        portraits: draw those who are on a photograph.
        hours: between which a telephone says it is.
    """

    insert: Insert
    progress: float
    seed: int
    light: Light
    hand: Hand | None
    portraits: tuple[Portrait, ...] = ()
    hours: tuple[int, int] = (9, 23)

    def brush(self, canvas: Canvas, line: float = LINE) -> Brush:
        """The brush that the same thing has in a figure's hand, so that its colours are the same."""
        return brush_for(
            canvas,
            self.insert.prop,
            self.seed,
            line=line,
            writing=self.insert.writing,
            fine=True,
            moment=self.progress,
            portraits=self.portraits,
        )

    def tone(self, colour: str) -> str:
        """The colour under the tint of the place, half as strong as on a figure so that it stays readable."""
        tinted = "#" + "".join(f"{a * b // 255:02x}" for a, b in zip(rgb(colour), rgb(self.light.tint), strict=True))
        return mix(colour, tinted, self.light.tint_strength * 0.5)
