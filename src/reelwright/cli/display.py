"""What a person or a machine sees while a film is made.

Three displays hear the same events: bars on a terminal, plain lines elsewhere, JSON lines on request.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Final, Protocol, Self

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from reelwright.film import Plain
from reelwright.production import (
    Event,
    ItemDone,
    ItemMoved,
    NotRegistered,
    PieceDamaged,
    Stage,
    StageDone,
    StageStarted,
    TakeLeft,
    WorkerDied,
    plain_form,
)

_DOING: Final = {
    Stage.CHECK: "checking",
    Stage.BOARD: "directing",
    Stage.VOICE: "voicing",
    Stage.SHOOT: "shooting",
    Stage.CUT: "cutting",
    Stage.SEAL: "sealing",
    Stage.TITLE: "entering the title",
}


class Display(Protocol):
    """Hears the events of a make."""

    def hear(self, event: Event) -> None:
        """Show one event."""


@contextlib.contextmanager
def open_display(*, until: Stage, silent: bool = False, events: bool = False) -> Iterator[Display]:
    """The display that fits: JSON lines when asked for, bars on a terminal, plain lines elsewhere.

    Args:
        until: the last stage that will come.
        silent: show nothing but trouble.
        events: write for programs.
    """
    if events:
        yield EventLines()
    elif silent:
        yield Silence()
    elif sys.stderr.isatty():
        with Bars(Console(stderr=True), until) as bars:
            yield bars
    else:
        yield PlainLines(until)


@contextlib.contextmanager
def open_gauge(doing: str, *, silent: bool = False) -> Iterator[Callable[[float], None]]:
    """A bar for one long step, moved by shares from 0 to 1; nothing where nobody looks at a terminal."""
    if silent or not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(bar_width=32),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(doing, total=1.0)
        yield lambda share: progress.update(bar, completed=share)


class Silence:
    """Shows nothing but trouble."""

    def hear(self, event: Event) -> None:
        """Warn of trouble; keep silent otherwise."""
        if warning := trouble(event):
            click.echo(f"reel: {warning}", err=True)


class EventLines:
    """One JSON object a line on standard output, for programs."""

    def hear(self, event: Event) -> None:
        """Write the event."""
        click.echo(json.dumps(event_form(event), ensure_ascii=False))


class PlainLines:
    """A line for each stage, and one for each shot that is made, for logs and pipes.

    Args:
        until: the last stage that will come; the long one says what comes after it.
    """

    def __init__(self, until: Stage) -> None:
        self._until = until

    def hear(self, event: Event) -> None:
        """Write what a reader of a log wants to know."""
        match event:
            case StageStarted(stage=stage, total=total, reused=reused, episode=episode):
                where = f" (episode {episode})" if episode else ""
                after = _and_then(self._until) if stage is Stage.SHOOT else ""
                click.echo(f"{_DOING[stage]}{where}{_amount(stage, total, reused)}{after}", err=True)
            case ItemDone(stage=Stage.SHOOT, label=label, done=done, total=total, seconds_left=left):
                click.echo(f"  shot {done} of {total}: {label}{_left(Stage.SHOOT, left)}", err=True)
            case _ if warning := trouble(event):
                click.echo(f"  {warning}", err=True)
            case _:
                pass


class Bars:
    """A bar for each stage, also for those to come, with the shot at work and the time left of the stage.

    Args:
        screen: where the bars are drawn.
        until: the last stage that will come.
    """

    def __init__(self, screen: Console, until: Stage) -> None:
        self._until = until
        self._progress = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            TextColumn("[dim]{task.fields[note]}[/dim]"),
            console=screen,
        )
        self._bars: dict[Stage, TaskID] = {}
        self._waiting: dict[Stage, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def hear(self, event: Event) -> None:
        """Move the bars."""
        match event:
            case StageStarted(stage=stage, total=total, reused=reused, episode=episode):
                self._start(stage, total, reused, episode)
            case ItemDone(stage=stage, label=label, done=done, seconds_left=left):
                self._progress.update(self._bars[stage], completed=done, note=f"{label}{_left(stage, left)}")
            case ItemMoved(stage=stage, label=label, done=done, of=of, seconds_left=left):
                self._progress.update(
                    self._bars[stage], note=f"{label} {100 * done // max(1, of)} %{_left(stage, left)}"
                )
            case StageDone(stage=stage, made=made, reused=reused):
                self._progress.update(self._bars[stage], note=f"{made} made, {reused} reused" if reused else "")
            case _ if warning := trouble(event):
                self._progress.console.print(f"[yellow]{warning}[/yellow]")

    def refresh(self) -> None:
        """Draw the bars now."""
        self._progress.refresh()

    def _start(self, stage: Stage, total: int, reused: int, episode: int) -> None:
        words = f"{_DOING[stage]} {episode}" if episode else _DOING[stage]
        done = reused if stage is Stage.SHOOT else 0
        bar = self._waiting.pop(stage, None)
        if bar is None:
            bar = self._progress.add_task(words, total=total, completed=done, note="")
        else:
            self._progress.update(bar, description=words, total=total, completed=done, note="")
        self._bars[stage] = bar
        if stage is Stage.BOARD:  # the check stood in nobody's way: now it is known what will come
            for later in _coming(stage, self._until):
                self._waiting[later] = self._progress.add_task(_DOING[later], total=1, note="to come")


def trouble(event: Event) -> str:
    """What a person should know of an event even when nothing else is shown, "" for nothing."""
    match event:
        case WorkerDied(label=label, code=code, again=again):
            return f"the process that made {label} died ({code}){'; trying once more' if again else ''}"
        case PieceDamaged(label=label, where=where):
            return f"{label} was damaged on the disk and is made again ({where})"
        case NotRegistered(label=label, why=why, mend=mend):
            return f"{label} is sealed, but not looked for in other files: {why}{f'; {mend}' if mend else ''}"
        case TakeLeft(label=label):
            return f"a take was brought for {label}, and the film has no such shot: see the ids in out/board.png"
        case _:
            return ""


def event_form(event: Event) -> dict[str, Plain]:
    """An event as plain data; its type is the member ``event``, such as "item_done"."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(event).__name__).lower()
    return {"event": name} | {part.name: plain_form(getattr(event, part.name)) for part in dataclasses.fields(event)}


def _amount(stage: Stage, total: int, reused: int) -> str:
    what = {Stage.VOICE: "line", Stage.SHOOT: "shot"}.get(stage)
    if what is None:
        return ""
    amount = f": {count(total, what)}"
    return f"{amount}, {reused} made before" if reused else amount


def count(number: int, what: str) -> str:
    """A number with its noun: "1 shot", "31 shots"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _left(stage: Stage, seconds: float | None) -> str:
    if seconds is None or seconds < 1:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f", {f'{minutes} min {rest:02d} s' if minutes else f'{rest} s'} of {_DOING[stage]} left"


def _coming(stage: Stage, until: Stage) -> list[Stage]:
    order = list(Stage)
    return order[order.index(stage) + 1 : order.index(until) + 1]


def _and_then(until: Stage) -> str:
    """What comes after the long stage, whose time left alone is told."""
    return "".join(f", then {_DOING[each]}" for each in _coming(Stage.SHOOT, until))
