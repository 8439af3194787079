"""The time left."""

import pytest

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


def test_item_that_tells_nothing_counts_as_coming_on() -> None:
    """Two hands, one of which is silent: the time left is that of two hands, not of one."""
    clock = Clock()
    pace = Pace(clock, 200)
    pace.move("mix", 0, of=50)
    pace.move("a", 0, of=100)
    clock.now = 10.0
    pace.move("a", 20, of=100)
    assert pace.seconds_left == 40
    clock.now = 50.0
    pace.move("a", 90, of=100)
    assert pace.seconds_left == pytest.approx(50 * 60 / 140)


def test_first_frames_say_nothing_yet() -> None:
    """Until a fiftieth is done nobody guesses, however long it took: that was start-up."""
    clock = Clock()
    pace = Pace(clock, 1000)
    pace.move("a", 0, of=100)
    clock.now = 20.0
    pace.move("a", 19, of=100)
    assert pace.seconds_left is None
    pace.move("a", 20, of=100)
    assert pace.seconds_left == 980


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
