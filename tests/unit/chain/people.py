"""People and a clock for tests of the registry."""

import dataclasses
from collections.abc import Callable

from reelwright.chain import Registry

NOW = 1_700_000_000
As = Callable[[int], Registry]


@dataclasses.dataclass
class Wall:
    """A clock that tests turn."""

    now: int = NOW

    def __call__(self) -> int:
        """The time that it shows."""
        return self.now
