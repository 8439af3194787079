"""The line from check to title: one order, one project, everything made that is not there yet.

Cheap stages (check, board) always run; costly ones (voice, shoot, cut) look on the shelf first,
by a recipe that names all their inputs. That one rule gives resume after a crash, small re-takes
and the same bytes twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reelwright.film import Digest, ShotList, digest_bytes, frame_size
from reelwright.story import Finding, Screenplay, Severity
from reelwright.studio import PictureSettings, TimedShot

from .cut import MASTER, cut_master, master_recipe
from .errors import FindingsError, OrderError
from .events import ItemDone, Listen, StageDone, StageStarted
from .expecting import expect_work, note_made
from .lay_out import Desk
from .look import FilmLooks
from .model import Commission, CutJob, Made, MadeFilm, Order, Piece, SealJob, Stage, Subtitles
from .ports import Studio
from .recipes import heard_part
from .seal import SealDesk, complete_evidence, seal_master, seal_stream, standing_seal
from .shoot import Shoot, ShootPlan, delivered_takes, shoot_takes
from .sound import MixSound, ShelfStems, use_stems
from .subtitles import other_subtitles
from .title import put_title_by, title_film
from .voice import Voiced, voice_lines


def make_film(root: Path, order: Order, studio: Studio, listen: Listen = lambda _: None) -> Made:
    """Make a project's films as far as ordered.

    Args:
        root: the project folder.
        order: what is wanted.
        studio: all that is worked with.
        listen: hears what happens, as it happens.

    Raises:
        BusyError: another run works on this project.
        FindingsError: the check found errors.
        ReelError: something could not be made; all that was made before is kept.
    """
    with studio.lock():
        _refuse_half_tidying(order)
        commission = _check(root, order, studio, listen)
        log_stage(studio, Stage.CHECK, {})
        if order.until is Stage.CHECK:
            return Made((), commission.findings)
        expect_work(order, commission, studio)
        chosen = chosen_films(commission, order, root)
        films = tuple(
            _Run(root, order, studio, listen, commission, _folder(screenplay, commission)).make(screenplay)
            for screenplay in chosen
        )
        note_made(order, commission, studio)
        dropped = studio.shelf.drop_unused() if order.tidy else None
    found = (*commission.findings, *(each for film in films for each in film.findings))
    return Made(films, found, dropped)


def log_stage(studio: Studio, stage: Stage, things: Mapping[str, Digest]) -> None:
    """Put what is there at a stage into the log of the making, where one is kept."""
    if studio.sealer is not None:
        studio.sealer.log(stage, things)


def _refuse_half_tidying(order: Order) -> None:
    """What a run did not look at, it may not throw away."""
    if order.tidy and (order.episode or not order.until.reaches(Stage.CUT)):
        raise OrderError(
            "tidying needs the whole project made, to know what it still uses",
            mend="leave out --episode and --until, or leave out --tidy",
        )


def _check(root: Path, order: Order, studio: Studio, listen: Listen) -> Commission:
    listen(StageStarted(Stage.CHECK, 1))
    commission = studio.craft.read(root, language=order.language)
    errors = [finding for finding in commission.findings if finding.severity is Severity.ERROR]
    if errors:
        raise _findings_error(root, commission.findings, len(errors))
    listen(ItemDone(Stage.CHECK, commission.title, 1, 1, reused=False))
    listen(StageDone(Stage.CHECK, 1, 0))
    return commission


def _findings_error(root: Path, findings: Sequence[Finding], errors: int) -> FindingsError:
    what = (
        "there is 1 error in the script or cards"
        if errors == 1
        else f"there are {errors} errors in the script or cards"
    )
    return FindingsError(what, where=str(root), mend="mend what is listed above and run again", findings=findings)


def chosen_films(commission: Commission, order: Order, root: Path) -> tuple[Screenplay, ...]:
    """The films that an order means.

    Raises:
        OrderError: there is none, or a timeline could belong to several.
    """
    plays = commission.screenplays
    if not plays:
        raise OrderError(
            "there is no script here", where=str(root), mend="write film.fountain, or start with: reel new"
        )
    if order.timeline and len(plays) > 1 and not order.episode:
        raise OrderError("a timeline belongs to one episode", where=order.timeline, mend="say which with --episode")
    if not order.episode:
        return plays
    chosen = tuple(play for play in plays if play.episode == order.episode)
    if not chosen:
        known = ", ".join(str(play.episode) for play in plays if play.episode)
        mend = f"episodes here: {known}" if known else "leave out --episode: this is a single film"
        raise OrderError(f"there is no episode {order.episode}", where=str(root), mend=mend)
    return chosen


def _folder(screenplay: Screenplay, commission: Commission) -> str:
    """Where a film lies: one in another language than the script's has a folder of its own."""
    home = f"out/{commission.language}" if commission.catalogue else "out"
    return f"{home}/{screenplay.episode:02d}" if screenplay.episode else home


@dataclass(frozen=True, slots=True)
class _Words:
    """Subtitles in the language that is spoken, and in others."""

    own: Subtitles
    others: tuple[tuple[str, Subtitles], ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """One film or episode on its way through the stages."""

    root: Path
    order: Order
    studio: Studio
    listen: Listen
    commission: Commission
    folder: str

    def make(self, screenplay: Screenplay) -> MadeFilm:
        desk = Desk(self.studio.tray(self.folder), self.studio, self.commission)
        written, board = self._direct(screenplay, desk)
        if not self.order.until.reaches(Stage.VOICE):
            return self._report(desk, board)
        voiced = voice_lines(board, self.commission.cards, self.studio, self.listen)
        self._log(Stage.VOICE, {line.id: line.recipe for line in voiced.lines})
        timed = self.studio.craft.time(board, voiced.utterances)
        subtitles = self.studio.craft.subtitle(timed, shot_list=board, cards=self.commission.cards)
        desk.lay_words(board, timed, subtitles, cutting=self.order.until.reaches(Stage.CUT))
        others = other_subtitles(written, timed, self.commission, self.studio.craft)
        desk.lay_other_words(others)
        if not self.order.until.reaches(Stage.SHOOT):
            return self._report(desk, board, voiced)
        return self._shoot_and_cut(desk, board, voiced, timed, _Words(subtitles, others))

    def _direct(self, screenplay: Screenplay, desk: Desk) -> tuple[ShotList, ShotList]:
        """The board in the words of the script, and in those of the language that is spoken."""
        self.listen(StageStarted(Stage.BOARD, 1, 0, screenplay.episode))
        aspect = self.order.aspect or self.commission.aspect
        written = self.studio.craft.direct(screenplay, self.commission, aspect=aspect, rate=self.commission.rate)
        board = self._spoken(written)
        if self.order.timeline:
            board = self.studio.craft.read_timeline(Path(self.order.timeline), board)
        if not board.shots:
            raise OrderError(
                "the board is empty: the script has nothing to show", mend="write a scene with some action"
            )
        self._log(Stage.BOARD, {"board.json": desk.lay_board(board)})
        self.listen(ItemDone(Stage.BOARD, f"{len(board.shots)} shots", 1, 1, reused=False))
        self.listen(StageDone(Stage.BOARD, 1, 0))
        return written, board

    def _spoken(self, written: ShotList) -> ShotList:
        catalogue = self.commission.catalogue
        if catalogue is None:
            return written
        return self.studio.craft.speak(written, self.commission.written_cards, catalogue)[0]

    def _shoot_and_cut(
        self, desk: Desk, board: ShotList, voiced: Voiced, timed: tuple[TimedShot, ...], words: _Words
    ) -> MadeFilm:
        settings = picture_settings(self.order, self.commission, board)
        heard, cards = heard_part(timed, self.commission.cards)
        project = self.commission
        stems = ShelfStems(self.studio.shelf)
        mix = MixSound(self.studio.craft, heard, cards, board.language, board.rate, project.seed, project.music, stems)
        cutting = self.order.until.reaches(Stage.CUT)
        sealer = self.studio.sealer if self.order.until.reaches(Stage.SEAL) else None
        looker = None if sealer is None else sealer.looker
        plan = ShootPlan(timed, project.cards, settings, board.episode, mix if cutting else None, looker)
        shoot = shoot_takes(plan, self.studio, self.listen)
        if self.order.tidy:
            use_stems(mix.recipe, self.studio.shelf)
        desk.lay_stills(board, shoot)
        self._log(Stage.SHOOT, {shot.timed.shot.id: shot.take for shot in shoot.shots})
        if shoot.sound is not None:  # it is mixed where the film is cut
            job = CutJob(board, timed, shoot.takes, shoot.sound, words.own, settings, words.others, shoot.coded)
            self._cut(desk, job, shoot, voiced)
        return self._report(desk, board, voiced, shoot)

    def _cut(self, desk: Desk, job: CutJob, shoot: Shoot, voiced: Voiced) -> None:
        sealing = self._seal_job(job, shoot, voiced) if self.order.until.reaches(Stage.SEAL) else None
        standing = None if sealing is None else standing_seal(sealing, self.studio, desk.tray)
        looks = self._looks(shoot)
        if looks is not None and self.order.tidy:
            looks.use()
        if looks is not None and standing is None and self.studio.films is not None:
            looks.begin(job.shot_list.rate)
        desk.master = cut_master(
            job,
            self.studio,
            desk.tray,
            self.listen,
            sound_reused=shoot.sound_reused,
            sealed=None if standing is None else standing.film,
        )
        if looks is not None:
            looks.hear(desk.tray.place(MASTER))
        if standing is None and self.order.until.reaches(Stage.TITLE) and self.studio.registrar is not None:
            self.studio.registrar.expect()
        self._log(Stage.CUT, {MASTER: desk.master.digest})
        sealed = SealDesk(delivered_takes(shoot, self.studio), desk.tray, self._known_as(), looks, standing)
        if sealing is not None:
            desk.seal = seal_master(sealing, sealed, self.studio, self.listen)
        desk.note_master()
        if sealing is not None and desk.seal is not None and self.order.until.reaches(Stage.TITLE):
            title = title_film(desk.seal, self.studio, desk.tray, self.listen)
            desk.note_title(title)
            desk.seal = complete_evidence(sealing, desk.seal, title, self.studio, desk.tray)
        elif desk.seal is None or not desk.seal.reused:
            put_title_by(desk.tray)  # it speaks of an earlier master
        if self.order.hls or self.commission.hls:
            desk.lay_stream(None if sealing is None else partial(seal_stream, sealing, sealed, self.studio))
        else:
            desk.drop_old_stream()

    def _looks(self, shoot: Shoot) -> FilmLooks | None:
        sealer = self.studio.sealer
        if sealer is None or not self.order.until.reaches(Stage.SEAL):
            return None
        return FilmLooks(shoot.shots, sealer.looker, self.studio, self.listen)

    def _known_as(self) -> str:
        """The project's folder, and which of its films."""
        which = self.folder.removeprefix("out").replace("/", "-")
        return f"{self.root.resolve().name}{which}"

    def _seal_job(self, job: CutJob, shoot: Shoot, voiced: Voiced) -> SealJob:
        return SealJob(
            title=job.shot_list.title,
            cut=master_recipe(job, self.studio),
            rate=job.shot_list.rate,
            shots=shoot.shots,
            lines=voiced.lines,
            label=job.settings.label,
            score=digest_bytes(job.sound.content) if self.commission.music else None,
            uses=self.commission.uses,
            owner=self.commission.owner,
            settings=self.commission.seal,
        )

    def _log(self, stage: Stage, things: Mapping[str, Digest]) -> None:
        """Commit to what is there; an episode's things bear its folder in their names."""
        log_stage(self.studio, stage, {f"{self.folder}/{name}": digest for name, digest in things.items()})

    def _report(
        self, desk: Desk, board: ShotList, voiced: Voiced | None = None, shoot: Shoot | None = None
    ) -> MadeFilm:
        sound: Piece | None = None if shoot is None else shoot.sound
        film = MadeFilm(
            title=board.title,
            episode=board.episode,
            folder=self.folder,
            files=(),
            shot_list=board,
            lines=() if voiced is None else voiced.lines,
            shots=() if shoot is None else desk.with_stills(shoot.shots),
            sound={} if sound is None else sound.facts,
            film=None if desk.master is None else desk.master.digest,
            film_reused=desk.master is not None and desk.master.reused,
            seal=desk.seal,
            entry=desk.entry,
            findings=self.studio.craft.check_cut(board, self.commission) if self.order.timeline else (),
        )
        return desk.lay_reports(film)


def picture_settings(order: Order, commission: Commission, board: ShotList) -> PictureSettings:
    """How the pictures of an order are made: full size with care, or a quick draft."""
    return PictureSettings(
        size=frame_size(board.aspect, draft=order.draft),
        rate=board.rate,
        preset="ultrafast" if order.draft else commission.preset or "veryfast",
        crf=26 if order.draft else 20,
        language=board.language,
        label=commission.label,
        subtitles=commission.subtitles,
    )
