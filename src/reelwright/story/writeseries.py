"""``reel new "premise"``: a writer's series becomes a project folder, episode by episode.

Knows in which order things are asked for and kept, so that a run that was stopped goes on where it
was. Refuses to know how a story is found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from .bible import BIBLE_FILE, KeptBible, print_bible, read_bible
from .cards import print_person, print_place
from .check import check_story
from .errors import NotWrittenError, PremiseError, ProjectError, WritingError
from .findings import format_findings
from .fountain import read_fountain
from .model import Finding, Severity
from .newproject import IGNORED
from .ports import Writer
from .project import SETTINGS_FILE, Project, load_cards, load_project
from .screening import screen_premise
from .settings import AI_LABELS, Settings, print_settings
from .sofar import tell_so_far
from .writing import MOST_EPISODES, Bible, Episode, Outline, Premise, WritingProgress
from .young_love import GROW_UP, REFUSED, love_in_plan, love_in_script, love_of_minor

_SHORT_PREMISE: Final = 60
_MEND_ROUNDS: Final = 3
_ROUNDS: Final = ".reel/writing"


@dataclass(frozen=True, slots=True)
class Commission:
    """Who writes, under which name, and who hears how far it has come.

    Args:
        called: the writer's name, kept in ``bible.toml``.
        hear: is told how far the writer has come and what it has cost.
    """

    writer: Writer
    called: str
    hear: Callable[[WritingProgress], None]


def write_series(path: Path, premise: Premise, commission: Commission) -> Project:
    """Write a new project from a premise; a run that was stopped goes on in the same folder.

    Args:
        path: a folder that does not exist yet, is empty, or holds the same premise begun.
        premise: what the film is about.
        commission: who writes.

    Raises:
        ProjectError: the folder holds something else, or cannot be written.
        PremiseError: it asks for a love story about a child, or the given story is one.
        WritingError: no story can be made of the premise, or the writer made that.
    """
    kept = _begun(path, premise, commission.called)
    if kept is None:
        screen_premise(premise)
        if told := love_of_minor(premise.story):
            raise PremiseError(f'{REFUSED}: "{told}"', mend=GROW_UP)
        bible, outlines = _planned(premise, commission)
        _keep_series(path, KeptBible(commission.called, bible, outlines))
    else:
        bible, outlines = replace(kept.bible, premise=premise, cards=load_cards(path)), kept.outlines
    _Pen(path, bible, outlines, commission).write_missing()
    return load_project(path)


def continue_series(path: Path, episodes: int, commission: Commission) -> Project:
    """Write further episodes of a series that a writer began; a run that was stopped is finished first.

    Args:
        path: the project.
        episodes: how many more; where a run was stopped, as many as were asked for then.
        commission: who writes; the writer that began it.

    Raises:
        ProjectError: there is no such series, or it is a film of its own.
        WritingError: another writer began it, it would grow too long, or other episodes were begun and not finished.
    """
    kept = read_bible(path)
    if kept.writer != commission.called:
        raise WritingError(
            f'the writer "{kept.writer}" began this series', where=BIBLE_FILE, mend=f"use --writer {kept.writer}"
        )
    if not (path / "episodes").is_dir():
        raise ProjectError("this is a film, not a series", where=str(path), mend="begin with --episodes 2 or more")
    if _missing(path, kept.bible):
        _finish(path, kept, episodes, commission)
        return load_project(path)
    if not 1 <= episodes <= MOST_EPISODES - kept.bible.episodes:
        raise WritingError(
            f"{kept.bible.episodes} and {episodes} episodes are not a series that can be written",
            mend=f"a series has {MOST_EPISODES} at most; ask for at least one more",
        )
    premise = replace(kept.bible.premise, episodes=kept.bible.episodes + episodes)
    before = _as_it_stands(kept.bible, load_project(path))
    bible, outlines = _planned(premise, commission, after=before)
    _keep_series(path, KeptBible(commission.called, bible, outlines), only_new=True)
    _Pen(path, bible, outlines, commission).write_missing()
    return load_project(path)


def _planned(premise: Premise, commission: Commission, after: Bible | None = None) -> tuple[Bible, tuple[Outline, ...]]:
    """What a writer plans; nothing is kept of a plan that may not be filmed."""
    writer = commission.writer
    bible = writer.plan(premise, commission.hear, after=after)
    outlines = writer.outline(bible, commission.hear)
    if not writer.exact and (told := love_in_plan(bible, outlines)):
        raise _not_written(told)
    return bible, outlines


def _not_written(told: str) -> WritingError:
    return WritingError(f'{REFUSED}, and the writer did: "{told}"', mend="ask again, with another --seed or premise")


def _missing(path: Path, bible: Bible) -> list[int]:
    """The episodes that were begun with the last season and are not there."""
    numbers = range(bible.episodes - bible.seasons[-1] + 1, bible.episodes + 1)
    return [number for number in numbers if not _episode_file(path, number).exists()]


def _finish(path: Path, kept: KeptBible, episodes: int, commission: Commission) -> None:
    """Write what a stopped run left unwritten, from the scripts before it as they stand now."""
    begun = kept.bible.seasons[-1]
    if episodes != begun:
        missing = ", ".join(map(str, _missing(path, kept.bible)))
        raise WritingError(
            f"{begun} episodes were begun, and of them {missing} are not written",
            where=str(path / "episodes"),
            mend=f"finish them first, with --episodes {begun}",
        )
    project = load_project(path)
    bible = _as_it_stands(kept.bible, project)
    before = kept.bible.episodes - begun
    earlier = tuple(script for script in project.scripts if script.episode <= before)
    bible = replace(bible, so_far=tell_so_far(replace(project, scripts=earlier)) if before else None)
    _Pen(path, bible, kept.outlines, commission).write_missing()


def _episode_file(path: Path, number: int) -> Path:
    return path / f"episodes/{number:02}.fountain"


def _as_it_stands(bible: Bible, project: Project) -> Bible:
    """A bible with the people as their cards have them now, and what the scripts tell now."""
    people = project.cards.people
    characters = tuple(
        replace(each, name=people[each.id].name) if each.id in people else each for each in bible.characters
    )
    return replace(bible, characters=characters, cards=project.cards, so_far=tell_so_far(project))


def _begun(path: Path, premise: Premise, called: str) -> KeptBible | None:
    """What lies there of the same premise by the same writer; None when nothing lies there."""
    try:
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            return None
    except OSError as error:
        raise _unwritable(path, error) from error
    if not (path / BIBLE_FILE).exists():
        what = "a film" if (path / SETTINGS_FILE).exists() else "something"
        raise ProjectError(
            f"there is {what} here already", where=str(path), mend="give a folder that does not exist yet"
        )
    kept = read_bible(path)
    if kept.bible.premise == replace(premise, story="") and kept.writer == called:
        return kept
    raise _other_film(path, kept, premise, called)


def _other_film(path: Path, kept: KeptBible, premise: Premise, called: str) -> ProjectError:
    """What lies in a folder in which another film was asked for, in what it is another, and how to go on with it."""
    there, asked = kept.bible.premise, replace(premise, story="")
    same = there.text == asked.text
    apart = [
        f"{name} {str(old).replace('_', ' ') or 'left open'}"
        for name, old, new in (
            ("language", there.language, asked.language),
            ("--family", there.family, asked.family),
            ("--episodes", there.episodes, asked.episodes),
            ("--seed", there.seed, asked.seed),
            ("--writer", kept.writer, called),
        )
        if old != new
    ]
    told = f"the same premise with {', '.join(apart)}" if same else f'the premise "{_in_short(there.text)}"'
    more = there.episodes > 1 and same and asked.episodes > there.episodes and len(apart) == 1
    return ProjectError(
        f'the film "{kept.bible.title}" lies here already, of {told}',
        where=str(path),
        mend=(
            f"write further episodes: reel new --continue --episodes {asked.episodes - there.episodes} {path}"
            if more
            else "give another folder; to go on with what is here, ask for it in the same words"
        ),
    )


def _in_short(text: str) -> str:
    return text if len(text) <= _SHORT_PREMISE else text[: _SHORT_PREMISE - 1].rstrip() + "…"


def _keep_series(path: Path, kept: KeptBible, *, only_new: bool = False) -> None:
    bible = kept.bible
    settings = Settings(title=bible.title, language=bible.premise.language, label=AI_LABELS[bible.premise.language])
    files = {SETTINGS_FILE: print_settings(settings), ".gitignore": IGNORED}
    files |= {f"cast/{person.id}.toml": print_person(person) for person in bible.cards.people.values()}
    files |= {f"places/{place.id}.toml": print_place(place) for place in bible.cards.places.values()}
    for name, text in files.items():
        if not (only_new and (path / name).exists()):
            _write_file(path / name, text)
    # The bible comes last: where it lies, everything else lies too.
    _write_file(path / BIBLE_FILE, print_bible(kept))


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes the episodes of a series that are not there yet, each as soon as it is made."""

    path: Path
    bible: Bible
    outlines: Sequence[Outline]
    commission: Commission

    def write_missing(self) -> None:
        count = self.bible.episodes
        for number in range(1, count + 1):
            file = self.path / "film.fountain" if count == 1 else _episode_file(self.path, number)
            if not file.exists():
                writer = self.commission.writer
                episode = self._screened(writer.write(self.bible, self.outlines, number, self.commission.hear))
                _write_file(file, episode.script)
                self._mend(file, episode)
            self.commission.hear(WritingProgress("episode", number, count))

    def _mend(self, file: Path, episode: Episode) -> None:
        """Hand back what the check finds until nothing is left or the rounds are; the best round stays.

        Every round is kept in ``.reel/writing``, because each may have cost money.
        """
        if self.commission.writer.exact:
            return
        best, least = episode, self._wrong(file)
        self._keep_round(episode, 0, least)
        findings = least
        for number in range(1, _MEND_ROUNDS + 1):
            if not findings:
                break
            mended = self._screened(self.commission.writer.mend(self.bible, episode, findings, self.commission.hear))
            if mended.script == episode.script:
                break
            episode = mended
            _write_file(file, episode.script)
            findings = self._wrong(file)
            self._keep_round(episode, number, findings)
            if len(findings) < len(least):
                best, least = episode, findings
        _write_file(file, best.script)

    def _screened(self, episode: Episode) -> Episode:
        """An episode that may be filmed; what a writer here made by rule of a text that was looked through may be."""
        if not self.commission.writer.exact:
            script = read_fountain(episode.script, file=f"{episode.number:02}.fountain")
            if told := love_in_script(script, self.bible.cards):
                raise _not_written(told)
        return episode

    def _keep_round(self, episode: Episode, number: int, findings: Sequence[Finding]) -> None:
        stem = self.path / _ROUNDS / f"{episode.number:02}-{number}"
        _write_file(stem.with_suffix(".fountain"), episode.script)
        _write_file(stem.with_suffix(".json"), format_findings(findings, "json"))

    def _wrong(self, file: Path) -> tuple[Finding, ...]:
        shown = file.relative_to(self.path).as_posix()
        found = check_story(load_project(self.path))
        return tuple(one for one in found if one.where.file == shown and one.severity is not Severity.NOTE)


def _write_file(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f".{target.name}.half")
        half.write_text(text, encoding="utf-8", newline="")
        half.replace(target)
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(path: Path, error: OSError) -> ProjectError:
    return NotWrittenError(
        f"the project cannot be written ({error.strerror or error})",
        where=str(path),
        mend="check the path, your right to write there, and the room on the disk",
    )
