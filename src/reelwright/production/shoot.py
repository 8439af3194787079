"""The shoot stage: a take for every shot, the missing ones made by the crew side by side.

The sound is mixed and coded at the same time, because it waits for nothing but the voices and would
otherwise keep one processor idle at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import Plain, ReelError, Transition, digest_bytes
from reelwright.story import Cards
from reelwright.studio import PictureSettings, Renderer, ShootJob, Take, TimedShot, WatchedRenderer

from .errors import ProductionError
from .events import ItemDone, ItemMoved, Listen, PieceDamaged, StageDone, StageStarted, TakeLeft
from .model import Beside, MadeShot, Piece, Progress, Stage, Task
from .pace import Pace
from .ports import Looker, Shelf, Studio, Watching
from .recipes import (
    MIXING,
    coded_recipe,
    look_recipe,
    original_recipe,
    seen_part,
    still_recipe,
    take_recipe,
    told_at,
)
from .sound import MixSound, mix_weight

_TELLINGS: Final = 20
"""How often a task's progress is told on: a renderer may speak after every frame."""
_SET_UP: Final = 16
"""Frames that could be filmed while a shot is made ready: its place painted, its people drawn (measured: 12 to 15)."""


@dataclass(frozen=True, slots=True)
class Shoot:
    """What a shoot gave: the shots as made, their films in screen order, and the sound if asked for."""

    shots: tuple[MadeShot, ...]
    takes: tuple[bytes, ...]
    sound: Piece | None = None
    coded: bytes = b""
    sound_reused: bool = False


@dataclass(frozen=True, slots=True)
class FilmTake:
    """The task of one take, ready to travel to a process of the crew.

    Args:
        looker: looks at the take at once, while its pictures are at hand; None when nobody will ask.
    """

    renderer: Renderer
    job: ShootJob
    shot_id: str
    where: str
    looker: Looker | None = None

    def __call__(self, progress: Progress) -> Piece:
        """Film it."""
        try:
            take, watching = self._film(progress)
        except ReelError as error:
            what = error.what.replace(self.job.timed.shot.id, self.shot_id)
            raise told_at(error, self.where, what) from error
        wanted = self.job.timed.shot.length
        if take.frames != wanted:
            raise ProductionError(
                f"the renderer made {take.frames} frames of shot {self.shot_id}, which has {wanted}",
                where=self.where,
                mend="this is a fault of the renderer; try another with --renderer",
            )
        facts: dict[str, Plain] = {"frames": take.frames, "receipt": take.receipt}
        return Piece(take.film, facts, tuple(self._beside(take, watching)))

    def _film(self, progress: Progress) -> tuple[Take, Watching | None]:
        if self.looker is not None and isinstance(self.renderer, WatchedRenderer):
            watching = self.looker.watch(self.job.settings.size)
            if watching is not None:
                return self.renderer.shoot_watched(self.job, watching, progress=progress), watching
        return self.renderer.shoot(self.job, progress=progress), None

    def _beside(self, take: Take, watching: Watching | None) -> Iterator[Beside]:
        recipe = take_recipe(self.job, self.renderer.recipe)
        if take.still:
            yield Beside(still_recipe(recipe), "still", take.still)
        if take.original:
            yield Beside(original_recipe(recipe), "original", take.original)
        if self.looker is not None:
            seen = watching.look(take.frames) if watching else b""
            look = seen or self.looker.look(take.film, lambda _done, _of: None)
            yield Beside(look_recipe(digest_bytes(take.film), self.looker.recipe), "look", look)


def delivered_takes(shoot: Shoot, studio: Studio) -> tuple[bytes, ...]:
    """The takes of a film as they came from whoever made them: where a take was encoded anew, its original."""
    originals = [studio.shelf.find(original_recipe(shot.recipe)) for shot in shoot.shots]
    return tuple(
        take if original is None else original.content for take, original in zip(shoot.takes, originals, strict=True)
    )


def keep_made(task: Task, piece: Piece, shelf: Shelf) -> None:
    """Keep what a task made: first what goes beside the piece, so that whoever finds one finds the other."""
    for each in piece.beside:
        shelf.keep(each.recipe, each.step, Piece(each.content))
    shelf.keep(task.recipe, task.step, piece)


@dataclass(frozen=True, slots=True)
class ShootPlan:
    """What is to be shot.

    Args:
        timed: the shots of the film, their lengths settled.
        sound: the sound to mix beside them, None for none.
        looker: looks at every take that is filmed, None where none shall be sealed.
    """

    timed: tuple[TimedShot, ...]
    cards: Cards
    settings: PictureSettings
    episode: int = 0
    sound: MixSound | None = None
    looker: Looker | None = None


def shoot_takes(plan: ShootPlan, studio: Studio, listen: Listen) -> Shoot:
    """Find or make every take, and the sound when one is asked for.

    Raises:
        DrawingError: a shot cannot be drawn; the takes made before it are kept.
        WorkerError: a process died twice over one shot.
    """
    brought = {} if studio.brought is None else studio.brought.renderers(plan.episode)
    for name in sorted(set(brought) - {shown.shot.id for shown in plan.timed}):
        listen(TakeLeft(name))
    tasks = _tasks(plan, studio.renderer, brought)
    frames = sum(shown.shot.length for shown in plan.timed)
    found = {task.recipe: studio.shelf.find(task.recipe) for task in tasks}
    new = sum(s.shot.length for s, task in zip(plan.timed, tasks, strict=True) if found[task.recipe] is None)
    weight = mix_weight(frames, plan.settings.size, new=new / max(1, frames))
    mix = None if plan.sound is None else Task(plan.sound.recipe, "sound", "score", weight, plan.sound, at_hand=True)
    mixed = None if mix is None else studio.shelf.find(mix.recipe)
    _tell_damage(studio, listen)
    wanted = {task.recipe: task for task in tasks if found[task.recipe] is None}
    before = sum(task.recipe not in wanted for task in tasks)
    listen(StageStarted(Stage.SHOOT, len(tasks), before, plan.episode))
    extra = [mix] if mix is not None and mixed is None else []
    _work([*wanted.values(), *extra], _Count(tasks, before), studio, listen)
    listen(StageDone(Stage.SHOOT, len(tasks) - before, before))
    pieces = [found[task.recipe] or there(studio.shelf.find(task.recipe), task.label) for task in tasks]
    return Shoot(
        shots=tuple(
            _made_shot(shown, task, piece, reused=task.recipe not in wanted)
            for shown, task, piece in zip(plan.timed, tasks, pieces, strict=True)
        ),
        takes=tuple(piece.content for piece in pieces),
        sound=mixed if mix is None or mixed is not None else there(studio.shelf.find(mix.recipe), mix.label),
        coded=b"" if mix is None else _coded(studio.shelf.find(coded_recipe(mix.recipe))),
        sound_reused=mixed is not None,
    )


def _coded(piece: Piece | None) -> bytes:
    return b"" if piece is None else piece.content


def _tasks(plan: ShootPlan, usual: Renderer, brought: Mapping[str, Renderer]) -> list[Task]:
    tasks = []
    before: TimedShot | None = None
    for shown in plan.timed:
        renderer = brought.get(shown.shot.id, usual)
        # What one renderer filmed, another cannot mix in: where a brought take begins or ends, there is a cut.
        mixable = renderer is usual and (before is None or before.shot.id not in brought)
        seen = shown if mixable or shown.shot.transition not in MIXING else _cut_to(shown)
        job = seen_part(seen, before, cards=plan.cards, settings=plan.settings)
        make = FilmTake(renderer, job, shown.shot.id, str(shown.shot.source), plan.looker)
        weight = take_weight(shown.shot.length)
        recipe, doubtful = take_recipe(job, renderer.recipe), renderer is not usual
        tasks.append(Task(recipe, "take", shown.shot.id, weight, make, doubtful=doubtful))
        before = shown
    return tasks


def _cut_to(shown: TimedShot) -> TimedShot:
    return replace(shown, shot=replace(shown.shot, transition=Transition.CUT))


class _Count:
    """How many shots are there; one task may serve several shots, because twins are filmed once."""

    def __init__(self, tasks: Sequence[Task], done: int) -> None:
        self.total = len(tasks)
        self.done = done
        self._shots = Counter(task.recipe for task in tasks)

    def add(self, task: Task) -> None:
        self.done += self._shots[task.recipe]


def _work(tasks: Sequence[Task], count: _Count, studio: Studio, listen: Listen) -> None:
    pace = Pace(studio.clock, sum(task.weight for task in tasks))

    def hear(task: Task, part: int, of: int) -> None:
        pace.move(task.label, work_done(task, part, of), of=task.weight)
        if part * _TELLINGS // max(1, of) != (part - 1) * _TELLINGS // max(1, of):
            listen(ItemMoved(Stage.SHOOT, task.label, part, of, pace.seconds_left))

    for task in studio.crew.work(tasks, studio.shelf, hear, listen):
        pace.finish(task.label, task.weight)
        if task.step == "take":
            count.add(task)
            left = pace.seconds_left
            listen(ItemDone(Stage.SHOOT, task.label, count.done, count.total, reused=False, seconds_left=left))


def there(piece: Piece | None, name: str) -> Piece:
    """A piece that was made in this run, or found at its beginning.

    Raises:
        ProductionError: it is gone.
    """
    if piece is None:
        raise ProductionError(
            f"{name} was made but is gone from the store",
            mend="another program changes files under .reel/, or the disk fails; run again",
        )
    return piece


def _made_shot(timed: TimedShot, task: Task, piece: Piece, *, reused: bool) -> MadeShot:
    receipt = piece.facts.get("receipt")
    return MadeShot(
        timed=timed,
        recipe=task.recipe,
        take=digest_bytes(piece.content),
        frames=timed.shot.length,
        reused=reused,
        receipt=receipt if isinstance(receipt, dict) else {},
    )


def take_weight(frames: int) -> int:
    """The weight of filming a shot, in frames: the frames themselves, and what comes before the first."""
    return frames + _SET_UP


def work_done(task: Task, part: int, of: int) -> float:
    """How much of a task's weight is done: a shot whose first frame is there has been made ready."""
    ready = _SET_UP if task.step == "take" and part else 0
    return ready + (task.weight - ready) * part / max(1, of)


def _tell_damage(studio: Studio, listen: Listen) -> None:
    for where in studio.shelf.damaged():
        listen(PieceDamaged("a stored piece", where))
