"""The craft of our own rooms: story reads and checks, studio directs, times, mixes and cuts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from reelwright.film import FrameRate, Plain, ShotList, SourceLine, write_shot_list
from reelwright.production.errors import OrderError
from reelwright.production.model import Commission, CutJob, Piece, Subtitles, Written
from reelwright.production.translate import FOLDER
from reelwright.story import (
    Cards,
    Finding,
    Project,
    Screenplay,
    asides_of,
    label_in,
    load_project,
    waive_findings,
)
from reelwright.studio import (
    SOUND_VERSION,
    Catalogue,
    CatalogueFormat,
    Cutter,
    SoftSubtitles,
    Stems,
    TimedShot,
    TimelineFormat,
    Typeface,
    Unit,
    UnitKind,
    Utterance,
    check_catalogue,
    check_grammar,
    check_letters,
    direct_film,
    main_tag,
    mix_film,
    speak_board,
    speak_cards,
    subtitle_cues,
    time_film,
    units_of,
    units_of_cards,
    write_srt,
    write_webvtt,
)

from .boards import BoardReader

_VERSION: Final = 1
"""Goes up whenever the same shots would be mixed or cut otherwise."""


@dataclass(frozen=True, slots=True)
class RoomCraft:
    """Everything around renderer and voice, done by our own rooms."""

    cutter: Cutter
    timeline: TimelineFormat
    catalogue: CatalogueFormat
    typeface: Typeface

    @property
    def recipe(self) -> dict[str, Plain]:
        """The versions of mixer and cutter."""
        return {"craft": _VERSION, "sound": SOUND_VERSION, "cutter": dict(self.cutter.recipe)}

    def read(self, root: Path, *, language: str) -> Commission:
        """Read a project, check it, and stage its scripts."""
        return self.read_again(root, BoardReader(), language=language)

    def read_again(self, root: Path, reader: BoardReader, *, language: str) -> Commission:
        """Read a project by a reader that knows it from before: what did not change is not understood again."""
        project = load_project(root, reader.scripts)
        tongues = self._catalogues(root)
        catalogue = _wanted(project, tongues, language)
        if catalogue is None:
            project = _in_language(project, language)
        settings = project.settings
        reading = reader.read(project)
        screenplays = reading.screenplays
        spoken = catalogue.language if catalogue else settings.language
        findings = reading.findings
        label = label_in(spoken, settings.label)
        findings += check_letters(
            screenplays,
            project.cards,
            self.typeface,
            label=label,
            subtitles=settings.make.subtitles,
            catalogue=catalogue,
        )
        if catalogue:
            findings += check_catalogue(catalogue, _units(project, reader.boards(project, screenplays)))
        findings = tuple(sorted(waive_findings(findings, settings.waivers), key=Finding.place))
        return Commission(
            title=settings.title,
            language=spoken,
            cards=speak_cards(project.cards, catalogue) if catalogue else project.cards,
            written_cards=project.cards,
            catalogue=catalogue,
            others=_others(project, tongues, spoken),
            screenplays=screenplays,
            findings=findings,
            aspect=settings.aspect,
            rate=settings.rate,
            label=label,
            subtitles=settings.make.subtitles,
            preset=settings.make.preset,
            seed=settings.make.seed,
            hls=settings.make.hls,
            music=settings.make.music,
            seal=settings.seal,
            owner=settings.author,
            waivers=settings.waivers,
            uses=settings.dues,
        )

    def words(self, root: Path) -> Written:
        """The names, and every line, card, letter and chat of every episode."""
        project = load_project(root)
        reader = BoardReader()
        boards = reader.boards(project, reader.read(project).screenplays)
        return Written(project.settings.title, project.settings.language, _units(project, boards))

    def speak(self, board: ShotList, cards: Cards, catalogue: Catalogue) -> tuple[ShotList, Cards]:
        """The same shots with the catalogue's words, and people with their voices for its language."""
        return speak_board(board, cards, catalogue), speak_cards(cards, catalogue)

    def _catalogues(self, root: Path) -> dict[str, Catalogue]:
        """The project's catalogues by language."""
        read = {}
        for path in sorted((root / FOLDER).glob("*.po")):
            where = f"{FOLDER}/{path.name}"
            try:
                content = path.read_bytes()
            except OSError as error:
                raise OrderError(
                    f"this catalogue cannot be read: {error.strerror}", where=where, mend="give yourself the right"
                ) from error
            read[path.stem] = dataclasses.replace(self.catalogue.read(content, where=where), language=path.stem)
        return read

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

    def check_cut(self, board: ShotList, commission: Commission) -> tuple[Finding, ...]:
        """Hold a cut to the laws of film grammar; what a waiver allows is a note."""
        found = check_grammar(board, commission.cards)
        waivers = [waiver for waiver in commission.waivers if any(waiver.covers(each) for each in found)]
        return waive_findings(found, waivers)

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

    def mix(  # noqa: PLR0913 each of these is heard, but for where stems are kept
        self,
        timed: Sequence[TimedShot],
        *,
        cards: Cards,
        language: str,
        rate: FrameRate,
        seed: int,
        music: bool,
        stems: Stems | None,
    ) -> Piece:
        """Score, ambience, foley and speech."""
        mix = mix_film(timed, cards=cards, language=language, rate=rate, seed=seed, music=music, stems=stems)
        return Piece(mix.pcm, mix.receipt)

    def code(self, sound: Piece) -> bytes:
        """AAC."""
        return self.cutter.code(sound.content)

    def cut(self, job: CutJob, film: Path) -> None:
        """Join the takes without touching a picture."""
        board = job.shot_list
        tongues = ((board.language, job.subtitles), *job.others)
        words = [SoftSubtitles(language, subtitles.cues) for language, subtitles in tongues if subtitles.cues]
        self.cutter.join(
            job.takes,
            film,
            sound=job.sound.content,
            coded=job.coded,
            subtitles=words,
            title=board.title,
            language=board.language,
        )

    def stream(self, film: Path, folder: Path) -> None:
        """HLS in three sizes."""
        self.cutter.stream(film, folder)


def _wanted(project: Project, known: Mapping[str, Catalogue], language: str) -> Catalogue | None:
    """The catalogue to make the film with; None for the language of the script, in whatever region.

    Raises:
        OrderError: there is no catalogue in that language.
    """
    if not language or main_tag(language) == main_tag(project.settings.language):
        return None
    if language not in known:
        there = f"; there are {', '.join(known)}" if known else ""
        raise OrderError(
            f"there is no translation into {language[:40]!r}{there}",
            where=FOLDER,
            mend=f"write one with: reel translate DIR --to {language[:40]}",
        )
    return known[language]


def _others(project: Project, known: Mapping[str, Catalogue], spoken: str) -> tuple[Catalogue, ...]:
    """The catalogues for further subtitles: those with every line, and the script's own words when not spoken."""
    written = project.settings.language
    own = () if main_tag(spoken) == main_tag(written) else (Catalogue(written, written),)
    whole = (
        catalogue
        for language, catalogue in known.items()
        if language != spoken and not any(entry.unit.kind is UnitKind.LINE for entry in catalogue.missing)
    )
    return (*own, *whole)


def _units(project: Project, boards: Sequence[ShotList]) -> tuple[Unit, ...]:
    asides = {where: aside for script in project.scripts for where, aside in asides_of(script).items()}
    units = chain(units_of_cards(project.cards), *(units_of(board, project.cards) for board in boards))
    return tuple(_beside(unit, asides) for unit in units)


def _beside(unit: Unit, asides: Mapping[SourceLine, str]) -> Unit:
    """A unit with what the writer tells the translator of it."""
    aside = asides.get(unit.where) if unit.where is not None else None
    return dataclasses.replace(unit, hint="; ".join(filter(None, (unit.hint, aside)))) if aside else unit


def _in_language(project: Project, language: str) -> Project:
    if not language:
        return project
    return dataclasses.replace(project, settings=dataclasses.replace(project.settings, language=language))
