"""A crew of one, in this process: what tests use when processes are not what they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reelwright.production import Shelf, Task, WorkerDied, keep_made


class InlineCrew:
    """Works on one task after the other, right here."""

    def expect(self) -> None:
        """Nothing needs to be made ready."""

    def work(
        self,
        tasks: Sequence[Task],
        shelf: Shelf,
        hear: Callable[[Task, int, int], None],
        died: Callable[[WorkerDied], None],  # noqa: ARG002 nobody dies here
    ) -> Iterator[Task]:
        """Yield each task when its piece lies on the shelf, the longest first."""
        for task in sorted(tasks, key=lambda task: (not task.doubtful, -task.weight)):
            keep_made(task, task.make(_listener(task, hear)), shelf)
            yield task


def _listener(task: Task, hear: Callable[[Task, int, int], None]) -> Callable[[int, int], None]:
    return lambda done, of: hear(task, done, of)
