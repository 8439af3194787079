"""What the machines share: one world, set back before each example, and calls whose outcome the model foretells."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, ClassVar

from evm import Chain, Receipt, RevertedError
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from world import DAY, NAMES, World

PHASES = [Phase.explicit, Phase.generate] + ([Phase.shrink] if os.environ.get("SHRINK") else [])
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"


class Machine(RuleBasedStateMachine):
    """A machine whose every call is foretold: refused with a reason, or done."""

    world: ClassVar[World]
    start: ClassVar[tuple[bytes, int]]
    calls: ClassVar[int] = 0

    def __init__(self) -> None:
        """Sets the world back to how it was in the beginning."""
        super().__init__()
        kind = type(self)
        if "world" not in kind.__dict__:
            kind.world = World(Chain(venom=os.environ.get("CODEGEN") == "venom"))
            self.prepare()
            kind.start = (kind.world.chain.mark(), kind.world.chain.now)
        self.world.chain.rewind(kind.start[0])
        self.world.chain.now = kind.start[1]
        self.begin()

    def prepare(self) -> None:
        """What is there before every example."""

    def begin(self) -> None:
        """The model's first state."""

    def who(self, index: int) -> Any:
        """One of the five people."""
        return self.world.keys[NAMES[index % len(NAMES)]]

    def foretold(self, reason: str, call: Callable[[], Receipt]) -> Receipt | None:
        """Makes a call that must be refused for this reason, or done when there is none."""
        type(self).calls += 1
        try:
            done = call()
        except RevertedError as error:
            if error.reason != reason:
                raise AssertionError(f"refused with {error.reason!r}, and the model says {reason!r}") from error
            return None
        assert not reason, f"done, and the model says {reason!r}"
        return done

    def sleep(self, days: int) -> None:
        """Lets days go by."""
        self.world.chain.pass_time(days * DAY)


def first(*reasons: tuple[bool, str]) -> str:
    """The reason of the first condition that holds, or nothing."""
    return next((reason for holds, reason in reasons if holds), "")


def play(machine: type[Machine], examples: int, calls: int) -> None:
    """Plays a machine; a nightly run plays eleven times as long on each code generator, never the same game."""
    machine.calls = 0
    times, least = (11, 10 * calls) if NIGHTLY else (1, calls)
    run_state_machine_as_test(
        machine,
        settings=settings(settings.default, max_examples=examples * times, stateful_step_count=50, phases=PHASES),
    )
    assert machine.calls >= least, f"only {machine.calls} calls"
