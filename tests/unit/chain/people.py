"""People and a clock for tests of the registry."""

import dataclasses
from collections.abc import Callable

from reelwright.chain import Hash, Registry, issue, keccak256

NOW = 1_700_000_000
ROOT = Hash(keccak256(b"segments"))
MONEY = 10**6
As = Callable[[int], Registry]


@dataclasses.dataclass
class Wall:
    """A clock that tests turn."""

    now: int = NOW

    def __call__(self) -> int:
        """The time that it shows."""
        return self.now


def other(house: Registry, acting: As, number: int, money: int = 0) -> Registry:
    """Somebody else, with money."""
    someone = dataclasses.replace(acting(number), contracts=house.contracts)
    if money:
        issue(house, f"to {number}", someone.me, money * MONEY)
    return someone
