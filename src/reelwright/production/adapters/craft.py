"""The craft of our own rooms: story reads and checks, studio directs, times, mixes and cuts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reelwright.film import FrameRate, Plain, ShotList, write_shot_list
from reelwright.production.errors import OrderError
from reelwright.production.model import Commission, CutJob, Piece, Subtitles
from reelwright.story import (
    Cards,
    Finding,
    Project,
    Screenplay,
    check_story,
    load_project,
    stage_episode,
)
from reelwright.studio import (
    Cutter,
    SoftSubtitles,
    TimedShot,
    TimelineFormat,
    Utterance,
    check_wishes,
    direct_film,
    mix_film,
    subtitle_cues,
    time_film,
    write_srt,
    write_webvtt,
)

_VERSION: Final = 1
"""Goes up whenever the same shots would be mixed or cut otherwise."""


@dataclass(frozen=True, slots=True)
class RoomCraft:
    """Everything around renderer and voice, done by our own rooms."""

    cutter: Cutter
    timeline: TimelineFormat

    @property
    def recipe(self) -> dict[str, Plain]:
        """The versions of mixer and cutter."""
        return {"craft": _VERSION, "cutter": dict(self.cutter.recipe)}

    def read(self, root: Path, *, language: str) -> Commission:
        """Read a project, check it, and stage its scripts."""
        project = _in_language(load_project(root), language)
        settings = project.settings
        screenplays = tuple(stage_episode(project, script)[0] for script in project.scripts)
        return Commission(
            title=settings.title,
            language=settings.language,
            cards=project.cards,
            screenplays=screenplays,
            findings=_findings(project, screenplays),
            aspect=settings.aspect,
            rate=settings.rate,
            label=settings.label,
            subtitles=settings.make.subtitles,
            preset=settings.make.preset,
            seed=settings.make.seed,
            hls=settings.make.hls,
            music=settings.make.music,
        )

    def direct(self, screenplay: Screenplay, commission: Commission, *, aspect: str, rate: FrameRate) -> ShotList:
        """Let the board's film grammar decide the shots."""
        series = len(commission.screenplays) > 1 and screenplay is not commission.screenplays[-1]
        return direct_film(screenplay, commission.cards, aspect=aspect, rate=rate, series=series)

    def read_timeline(self, path: Path, board: ShotList) -> ShotList:
        """Read an edited OpenTimelineIO file; its shots stay in the episode that is made."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise OrderError(
                f"this timeline cannot be read: {error}", where=str(path), mend="export it as .otio and name that file"
            ) from error
        return dataclasses.replace(self.timeline.read(text, where=str(path)), episode=board.episode)

    def write_board(self, shot_list: ShotList) -> bytes:
        """The shot list as JSON with its schema version."""
        return write_shot_list(shot_list).encode("utf-8")

    def write_timeline(self, shot_list: ShotList, timed: Sequence[TimedShot], *, film: str) -> bytes:
        """The cut as OpenTimelineIO."""
        return self.timeline.write(shot_list, timed, film).encode("utf-8")

    def time(self, shot_list: ShotList, utterances: Mapping[str, Utterance]) -> tuple[TimedShot, ...]:
        """Settle how long every shot lasts."""
        return time_film(shot_list, utterances)

    def subtitle(self, timed: Sequence[TimedShot], *, shot_list: ShotList, cards: Cards) -> Subtitles:
        """The very cues that the renderer burns in, as files and as a soft track."""
        rate = shot_list.rate
        cues = subtitle_cues(timed, cards, shot_list.language, rate)
        return Subtitles(
            cues=tuple((float(rate.seconds(cue.start)), float(rate.seconds(cue.end)), cue.text) for cue in cues),
            webvtt=write_webvtt(cues, rate).encode("utf-8"),
            subrip=write_srt(cues, rate).encode("utf-8"),
        )

    def mix(  # noqa: PLR0913 each of these is heard
        self, timed: Sequence[TimedShot], *, cards: Cards, language: str, rate: FrameRate, seed: int, music: bool
    ) -> Piece:
        """Score, ambience, foley and speech."""
        mix = mix_film(timed, cards=cards, language=language, rate=rate, seed=seed, music=music)
        return Piece(mix.pcm, mix.receipt)

    def cut(self, job: CutJob, film: Path) -> None:
        """Join the takes without touching a picture."""
        board = job.shot_list
        words = [SoftSubtitles(board.language, job.subtitles.cues)] if job.subtitles.cues else []
        self.cutter.join(
            job.takes, film, sound=job.sound.content, subtitles=words, title=board.title, language=board.language
        )

    def stream(self, film: Path, folder: Path) -> None:
        """HLS in three sizes."""
        self.cutter.stream(film, folder)


def _in_language(project: Project, language: str) -> Project:
    if not language:
        return project
    return dataclasses.replace(project, settings=dataclasses.replace(project.settings, language=language))


def _findings(project: Project, screenplays: Sequence[Screenplay]) -> tuple[Finding, ...]:
    found = [*check_story(project)]
    for screenplay in screenplays:
        found += check_wishes(screenplay, project.cards)
    return tuple(found)
