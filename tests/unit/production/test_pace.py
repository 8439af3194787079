"""The time left."""

from reelwright.production.pace import Pace


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def test_time_left_follows_the_share_done() -> None:
    """When a quarter took ten seconds, thirty are left; items under way count in part."""
    clock = Clock()
    pace = Pace(clock, 100)
    pace.move("a", 0)
    clock.now = 10.0
    pace.finish("a", 20)
    pace.move("b", 5)
    assert pace.seconds_left == 30
    pace.finish("b", 80)
    assert pace.seconds_left == 0


def test_start_of_processes_is_no_work() -> None:
    """The clock runs from the first news: a minute of silence before does not slow the guess."""
    clock = Clock()
    pace = Pace(clock, 100)
    clock.now = 60.0
    pace.move("a", 10)
    clock.now = 70.0
    pace.move("a", 20)
    assert pace.seconds_left == 80


def test_time_left_is_unknown_at_the_beginning() -> None:
    """In the first seconds, and before anything moved, nobody guesses."""
    clock = Clock()
    pace = Pace(clock, 100)
    clock.now = 60.0
    assert pace.seconds_left is None
    pace.finish("a", 1)
    clock.now = 61.0
    pace.finish("b", 1)
    assert pace.seconds_left is None
