"""One place at one time, seen one way: what every painter of places is given.

Knows the frame, the clock, the weather and the dice. Refuses to know what any kind of place looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final, TypeVar

from reelwright.film import Mood, Setting, TimeOfDay, Weather
from reelwright.story import Place

from ..colour import mix, shift
from ..path import Path, rect
from ..stage import MARGIN, STAGE_HEIGHT
from .air import Air, air_for, multiply

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LOOKS_LEFT: Final = 2
"""The angle from which somebody is seen who looks to frame left, whatever the camera's rounds about them."""
_Style = TypeVar("_Style", bound=Any)
"""A frozen dataclass of colours."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place card in its setting, on a stage of some width."""

    place: Place
    setting: Setting
    mood: Mood
    width: float

    @property
    def left(self) -> float:
        """The leftmost x that is painted."""
        return -MARGIN

    @property
    def right(self) -> float:
        """The rightmost x that is painted."""
        return self.width + MARGIN

    @property
    def top(self) -> float:
        """The highest y that is painted."""
        return -MARGIN

    @property
    def bottom(self) -> float:
        """The lowest y that is painted."""
        return STAGE_HEIGHT + MARGIN

    @property
    def centre(self) -> float:
        """The middle of the frame."""
        return self.width / 2

    @property
    def whole(self) -> Path:
        """Everything that is painted, as a path."""
        return rect(self.left, self.top, self.right - self.left, self.bottom - self.top)

    @property
    def time(self) -> TimeOfDay:
        """The light outside."""
        return self.setting.time

    @property
    def weather(self) -> Weather:
        """What the sky does."""
        return self.setting.weather

    @property
    def night(self) -> bool:
        """It is dark outside."""
        return self.setting.time is TimeOfDay.NIGHT

    @property
    def lamps(self) -> bool:
        """Electric light is on: always but on a bright day."""
        return self.air.lamps > 0.3

    @property
    def facing(self) -> int:
        """Which wall the camera sees: 0 the master's, 1 the one against it.

        Who looks to frame left is seen before the master's own wall, and who looks to frame right before the other,
        so that two who talk have not one wall behind them both. A wall is the same from every angle that shows it.
        """
        return int(self.setting.angle != 0 and self.setting.angle % 3 != _LOOKS_LEFT)

    @property
    def reverse(self) -> bool:
        """The camera looks against the master's direction."""
        return self.facing == 1

    @property
    def air(self) -> Air:
        """Sky colours and light of this time and weather."""
        return air_for(self.setting.time, self.setting.weather)

    def dice(self, *salt: object) -> Random:
        """Chances that are always the same for this place, whatever the time or angle."""
        return Random("/".join(map(str, (self.place.kind, self.place.seed, *salt))))

    def tinted(self, colour: str, share: float = 0.35) -> str:
        """A colour of the dressing, leaning to the card's tint if it has one."""
        return mix(colour, self.place.tint, share) if self.place.tint else colour

    def outdoors(self, colour: str, far: float = 0.0) -> str:
        """How a colour looks outside now; ``far`` (0 to 1) mixes in the haze of distance."""
        air = self.air
        return mix(multiply(colour, air.ambient), air.haze, min(1.0, far * (0.55 + air.thick)))

    def indoors(self, colour: str, share: float = 1.0) -> str:
        """How a colour looks inside now, under window and lamps."""
        return multiply(colour, self.air.indoors, share)

    def varied(self, colour: str, *salt: object, turn: float = 0.03, spread: float = 0.12) -> str:
        """A colour moved a little in hue and strength by the place's dice, then tinted."""
        dice = self.dice(colour, *salt)
        moved = shift(
            colour,
            hue=dice.uniform(-turn, turn),
            saturation=dice.uniform(1 - spread, 1 + spread),
            value=dice.uniform(1 - spread / 2, 1 + spread / 2),
        )
        return self.tinted(moved)

    def blend(self, styles: Sequence[_Style], *names: str) -> _Style:
        """One style of several, with the fields named taken from another: few styles make many places."""
        dice = self.dice("style")
        first, second = dice.choice(styles), dice.choice(styles)
        return replace(first, **{name: getattr(second, name) for name in names})

    def sign(self, *words: str) -> str:
        """What is written on the place's sign: the card's words, or one of a kind's own."""
        return self.place.sign or self.dice("sign").choice(self.words(*words))

    def words(self, *words: str) -> tuple[str, ...]:
        """Those words that are in the script of the place's own names; all of them when none is.

        A film in another language has Chinese words in Chinese, and English ones in all other languages.
        """
        han = any(_HAN.search(name) for name in (self.place.name, *self.place.names))
        if self.place.painted:
            han = self.place.painted.lower().startswith("zh")
        return tuple(word for word in words if bool(_HAN.search(word)) is han) or words
