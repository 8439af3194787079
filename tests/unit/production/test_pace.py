"""The time left."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reelwright.film import FrameSize, digest_bytes
from reelwright.production import Piece, Progress, Task
from reelwright.production.pace import Pace
from reelwright.production.shoot import mix_weight, take_weight, work_done


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


TRACES = Path(__file__).parents[2] / "golden" / "production" / "pace"


@dataclass(frozen=True)
class Guess:
    """What was shown at a moment, and what came true."""

    shown: float
    true: float


def guesses(name: str, *, weigh_mix: Callable[[int, FrameSize], int] = mix_weight, slower: float = 1.0) -> list[Guess]:
    """Every time left that is shown while a recorded shoot is told again.

    The traces are those of ``midnight-rooftop`` in two processes: when each told that it came how far, in seconds
    of its own processor. A row ``[at, label, done, of]`` with ``of`` 0 is the end of a task.

    Args:
        name: of the trace.
        weigh_mix: how much work the sound is taken for.
        slower: the second half of the shoot takes so many times as long.
    """
    trace = json.loads((TRACES / f"{name}.json").read_text())
    weights = {label: take_weight(frames) for label, frames in trace["shots"].items()}
    weights["score"] = weigh_mix(trace["frames"], FrameSize(*trace["size"]))
    half = trace["told"][-1][0] / 2
    clock, shown = Clock(), []
    pace = Pace(clock, sum(weights.values()))
    for at, label, done, of in trace["told"]:
        clock.now = 100 + min(at, half) + max(0.0, at - half) * slower
        task = Task(
            digest_bytes(label.encode()), "sound" if label == "score" else "take", label, weights[label], nothing
        )
        if of:
            pace.move(label, work_done(task, done, of), of=task.weight)
        else:
            pace.finish(label, task.weight)
        shown.append((clock.now, pace.seconds_left))
    return [Guess(left, clock.now - now) for now, left in shown if left is not None]


def nothing(_: Progress) -> Piece:
    """A task that is told of and never done."""
    raise NotImplementedError


def is_honest(guess: Guess) -> bool:
    """Within a third or so of what came true; near the end, within a second."""
    return 0.7 * guess.true <= guess.shown <= 1.4 * guess.true or abs(guess.shown - guess.true) < 1


@pytest.mark.parametrize("name", ["draft", "full", "changed-line"])
def test_time_left_is_true_from_its_first_showing(name: str) -> None:
    """A draft, a film at full size and one changed line, as recorded: what is shown comes true within bounds."""
    told = guesses(name)
    assert len(told) > 10
    assert all(is_honest(guess) for guess in told), [guess for guess in told if not is_honest(guess)][:5]


def test_sound_whose_stems_are_there_weighs_less() -> None:
    """A changed line leaves music and air where they are: less than half of the work is left, and never none."""
    size = FrameSize(1080, 1920)
    whole, joined = mix_weight(2970, size), mix_weight(2970, size, new=0.0)
    assert 0.3 * whole < joined < 0.5 * whole
    assert joined < mix_weight(2970, size, new=0.04) < mix_weight(2970, size, new=0.5) < whole


def test_wrong_weights_are_seen() -> None:
    """The bound can be broken: with the sound taken for nothing, or where the machine slows down unforeseen."""
    assert not all(is_honest(guess) for guess in guesses("draft", weigh_mix=lambda _, __: 1))
    assert not all(is_honest(guess) for guess in guesses("full", slower=3.0))
