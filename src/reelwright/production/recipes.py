"""Recipes: the names of work before it is done.

Knows which part of the film each piece of work depends on, and hands exactly that part on: what
the recipe does not hold, the renderer and the voice do not see. So a take is made again when, and
only when, something that shows in it changed; moving a shot, or a line of the script, does nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final

from reelwright.film import (
    Digest,
    Figure,
    Line,
    Plain,
    ReelError,
    Shot,
    SourceLine,
    Transition,
    digest_bytes,
    digest_plain,
)
from reelwright.story import Cards, Person, VoiceCard
from reelwright.studio import OPENING_LABEL_SECONDS, PictureSettings, ShootJob, TimedShot

NOWHERE: Final = SourceLine("", 0)
MIXING: Final = frozenset({Transition.DISSOLVE, Transition.WIPE})
"""Transitions in which two shots are seen at once."""


def plain_form(value: object) -> Plain:
    """The plain data of a noun: a dataclass becomes a dictionary, bytes become their digest.

    Raises:
        TypeError: the value is no noun of ours.
    """
    match value:
        case Enum():
            form: Plain = str(value.value)
        case None | bool() | int() | float() | str():
            form = value
        case bytes():
            form = {"sha256": digest_bytes(value).hex}
        case frozenset():
            form = sorted((plain_form(item) for item in value), key=str)
        case list() | tuple():
            form = [plain_form(item) for item in value]
        case Mapping():
            form = {str(key): plain_form(item) for key, item in value.items()}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            form = {field.name: plain_form(getattr(value, field.name)) for field in dataclasses.fields(value)}
        case _:
            raise TypeError(f"{type(value).__name__} has no plain form")
    return form


def spoken_part(line: Line, person: Person) -> tuple[Line, Person]:
    """What of a line and its speaker can be heard; the rest is made blank."""
    said = dataclasses.replace(line, id="", source=NOWHERE, off_screen=False, together=False)
    speaker = Person(
        id=person.id, name="", gender=person.gender, age=person.age, build=person.build, voice=person.voice
    )
    return said, speaker


def utterance_recipe(line: Line, person: Person, *, language: str, engine: Mapping[str, Plain]) -> Digest:
    """Name the utterance of a line; the line and person are those of ``spoken_part``."""
    return digest_plain(
        {
            "step": "utterance/1",
            "line": plain_form(line),
            "person": plain_form(person),
            "language": language,
            "engine": dict(engine),
        }
    )


def take_recipe(job: ShootJob, engine: Mapping[str, Plain]) -> Digest:
    """Name the take of a job; the job is one of ``seen_part``."""
    return digest_plain({"step": "take/1", "job": plain_form(job), "engine": dict(engine)})


def still_recipe(take: Digest) -> Digest:
    """Name the still that was taken while the take of a recipe was filmed."""
    return digest_plain({"step": "still/2", "take": take.hex})


def original_recipe(take: Digest) -> Digest:
    """Name the file that a provider delivered for the take of a recipe."""
    return digest_plain({"step": "original/1", "take": take.hex})


def coded_recipe(sound: Digest) -> Digest:
    """Name the coded form of the sound of a recipe."""
    return digest_plain({"step": "coded/1", "sound": sound.hex})


def stems_recipe(sound: Digest) -> Digest:
    """Name the list of stems that the sound of a recipe was mixed from."""
    return digest_plain({"step": "stems/1", "sound": sound.hex})


def look_recipe(take: Digest, engine: Mapping[str, Plain]) -> Digest:
    """Name the look at a take by its bytes: filmed anew to the same bytes, it need not be looked at again."""
    return digest_plain({"step": "look/1", "take": take.hex, "engine": dict(engine)})


def seen_part(timed: TimedShot, before: TimedShot | None, *, cards: Cards, settings: PictureSettings) -> ShootJob:
    """The job of a shot: all that can be seen in it, and nothing else.

    The shot before is part of it only where the transition mixes it in. The shot's id becomes a
    name made from its content, so that whatever a renderer draws by lot stays the same when
    shots before it come and go.
    """
    previous = before if before is not None and timed.shot.transition in MIXING else None
    seen = [timed] if previous is None else [timed, previous]
    return ShootJob(
        timed=_content_named(timed),
        cards=_cards_in(seen, cards),
        settings=settings,
        previous=None if previous is None else _content_named(previous),
        label_frames=_label_frames(timed, settings),
    )


def _label_frames(timed: TimedShot, settings: PictureSettings) -> int:
    """The frames of a shot that lie in the film's opening; the law counts seconds and not shots."""
    opening = settings.rate.frames(OPENING_LABEL_SECONDS)
    return max(0, min(timed.shot.length, opening - timed.start)) if settings.label else 0


def told_at(error: ReelError, where: str, what: str = "") -> ReelError:
    """The same error with the place in the script that the worker was not shown.

    Args:
        error: as the renderer or voice raised it.
        where: file and line of the shot or line concerned.
        what: what happened, where it must be told in other words than the worker's.
    """
    inner = "" if error.where in ("", str(NOWHERE)) else f": {error.where}"
    return type(error)(what or error.what, where=f"{where}{inner}", mend=error.mend)


def heard_part(timed: Sequence[TimedShot], cards: Cards) -> tuple[tuple[TimedShot, ...], Cards]:
    """What of a film its score, ambience and foley depend on: the shots and the places they are in."""
    used = {shown.shot.setting.place for shown in timed} & set(cards.places)
    places = {key: dataclasses.replace(cards.places[key], source=None) for key in sorted(used)}
    return tuple(_unsourced(shown) for shown in timed), Cards({}, places)


def _unsourced(timed: TimedShot) -> TimedShot:
    lines = tuple(dataclasses.replace(line, source=NOWHERE) for line in timed.shot.lines)
    spoken = tuple(dataclasses.replace(x, line=dataclasses.replace(x.line, source=NOWHERE)) for x in timed.lines)
    return TimedShot(dataclasses.replace(timed.shot, source=NOWHERE, lines=lines), spoken, timed.start)


def _content_named(timed: TimedShot) -> TimedShot:
    lines = {spoken.line.id: f"line-{n}" for n, spoken in enumerate(timed.lines, start=1)}
    blank = dataclasses.replace(
        timed.shot, id="", scene=0, source=NOWHERE, lines=tuple(_unplaced(x, lines) for x in timed.shot.lines)
    )
    spoken = tuple(dataclasses.replace(x, line=_unplaced(x.line, lines)) for x in timed.lines)
    name = "shot-" + digest_plain([plain_form(blank), plain_form(spoken)]).hex[:12]
    return TimedShot(shot=dataclasses.replace(blank, id=name), lines=spoken, start=0)


def _unplaced(line: Line, names: Mapping[str, str]) -> Line:
    return dataclasses.replace(line, id=names.get(line.id, ""), source=NOWHERE)


def _cards_in(seen: list[TimedShot], cards: Cards) -> Cards:
    people = {person for timed in seen for person in _people_in(timed.shot)}
    places = {timed.shot.setting.place for timed in seen}
    return Cards(
        people={key: _seen_person(cards.people[key], seen) for key in sorted(people & set(cards.people))},
        places={key: dataclasses.replace(cards.places[key], source=None) for key in sorted(places & set(cards.places))},
    )


def _seen_person(person: Person, seen: list[TimedShot]) -> Person:
    """The person with the looks that these shots show: another look on the card changes nothing here."""
    worn = {figure.look for timed in seen for figure in timed.shot.figures if figure.person == person.id}
    worn |= {timed.shot.insert.look for timed in seen if timed.shot.insert and timed.shot.insert.held_by == person.id}
    looks = tuple(look for n, look in enumerate(person.looks) if n == 0 or look.name in worn)
    return dataclasses.replace(person, source=None, looks=looks, voice=VoiceCard(), voices=())


def _people_in(shot: Shot) -> set[str]:
    figures: tuple[Figure, ...] = shot.figures
    held = {shot.insert.held_by, *shot.insert.shows} if shot.insert is not None else set()
    return {figure.person for figure in figures} | {line.person for line in shot.lines} | held
