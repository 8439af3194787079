"""Laying files out for people: board, words, stills, master, report, receipt.

Knows the names of the files in ``out/``. Refuses to know how a disk is written (that is the tray).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from reelwright.film import TITLE_FILE, Digest, ShotList, digest_bytes, digest_plain
from reelwright.story import write_states
from reelwright.studio import TimedShot

from .ahead import ahead
from .clock import clock_time
from .cut import MASTER, Master
from .model import Commission, MadeFilm, MadeSeal, MadeShot, MadeTitle, Piece, Subtitles
from .ports import Cell, Studio, Tray
from .receipt import write_receipt
from .recipes import still_recipe
from .report import write_report
from .seal import EVIDENCE
from .shoot import Shoot

_SHEET = "board.png"
_STREAM_MARK = "hls/film.sha256"  # says of which master the renditions are
_SEALED = "folder/1"  # and with what seal
_STILL_AT = 0.45  # past the blink and the transition at a shot's beginning


class Desk:
    """The files of one film as they are laid out, in order."""

    def __init__(self, tray: Tray, studio: Studio, commission: Commission) -> None:
        self.tray = tray
        self.master: Master | None = None
        self.seal: MadeSeal | None = None
        self.entry: MadeTitle | None = None
        self._studio = studio
        self._commission = commission
        self._files: list[str] = []
        self._stills: dict[str, str] = {}
        self._webvtt = b""
        self._contact_sheet: Future[bytes] | None = None

    def lay_board(self, board: ShotList) -> Digest:
        """Lay the shot list, and what must be seen in each of its shots; gives the list's digest."""
        written = self._studio.craft.write_board(board)
        self._lay("board.json", written)
        self._lay("states.json", write_states(board, self._commission.cards).encode("utf-8"))
        return digest_bytes(written)

    def lay_words(self, board: ShotList, timed: tuple[TimedShot, ...], subtitles: Subtitles, *, cutting: bool) -> None:
        """Lay the subtitles and the timeline, and the shot list again, now that every length is settled.

        The timeline names the master only where it will be cut.
        """
        settled = dataclasses.replace(board, shots=tuple(shown.shot for shown in timed))
        self.tray.lay("board.json", self._studio.craft.write_board(settled))
        self._webvtt = subtitles.webvtt
        self._lay(f"film.{board.language}.vtt", subtitles.webvtt)
        self._lay(f"film.{board.language}.srt", subtitles.subrip)
        self._lay("film.otio", self._studio.craft.write_timeline(board, timed, film=MASTER if cutting else ""))

    def lay_other_words(self, others: Iterable[tuple[str, Subtitles]]) -> None:
        """Lay the subtitles of further languages."""
        for language, subtitles in others:
            self._lay(f"film.{language}.vtt", subtitles.webvtt)
            self._lay(f"film.{language}.srt", subtitles.subrip)

    def lay_stills(self, board: ShotList, shoot: Shoot) -> None:
        """Lay one frame of every shot, and begin the contact sheet of them all: it is laid with the reports."""
        stills = [self._still(shot, film) for shot, film in zip(shoot.shots, shoot.takes, strict=True)]
        for shot, still in zip(shoot.shots, stills, strict=True):
            self._stills[shot.timed.shot.id] = f"frames/{shot.timed.shot.id}.jpg"
            self._lay(self._stills[shot.timed.shot.id], still)
        self.tray.clear("frames", frozenset(name.removeprefix("frames/") for name in self._stills.values()))
        words = [_sheet_words(shot, board) for shot in shoot.shots]
        cells = [Cell(s, w) for s, w in zip(stills, words, strict=True)]
        self._files.append(_SHEET)
        self._contact_sheet = ahead(partial(self._sheet, cells))

    def with_stills(self, shots: Iterable[MadeShot]) -> tuple[MadeShot, ...]:
        """The shots with the names of their stills filled in."""
        return tuple(dataclasses.replace(shot, still=self._stills.get(shot.timed.shot.id, "")) for shot in shots)

    def note_master(self) -> None:
        """List the master among the files, and its evidence; that of an earlier master goes."""
        self._files.append(MASTER)
        if self.seal is not None:
            self._files.append(EVIDENCE)
        else:
            self.tray.drop(EVIDENCE)

    def note_title(self, entry: MadeTitle) -> None:
        """List the title file among the files."""
        self.entry = entry
        self._files.append(TITLE_FILE)

    def drop_old_stream(self) -> None:
        """Take away renditions of an earlier master: the folder for people holds one film."""
        if self.tray.look(_STREAM_MARK) not in (None, self._stream_mark):
            self.tray.drop("hls")

    def lay_stream(self, seal: Callable[[Path, bytes], None] | None) -> None:
        """Lay the renditions for streaming.

        Args:
            seal: puts a seal on their folder, with a picture of the film; None for a film without one.
        """
        if self.tray.look(_STREAM_MARK) != self._stream_mark:
            folder = self.tray.place("hls")
            self._studio.craft.stream(self.tray.place(MASTER), folder)
            if seal is not None:
                seal(folder, self.tray.look(next(iter(self._stills.values()))) or b"")
            self.tray.lay(_STREAM_MARK, self._stream_mark)
        self._files.append("hls")

    @property
    def _stream_mark(self) -> bytes:
        sealed = "" if self.seal is None else f" {_SEALED}"
        return b"" if self.master is None else f"{self.master.digest.hex}{sealed}".encode("ascii")

    def lay_reports(self, film: MadeFilm) -> MadeFilm:
        """Lay the contact sheet, the receipt and the report, and say which files there are."""
        if self._contact_sheet is not None:
            self.tray.lay(_SHEET, self._contact_sheet.result())
        self._lay("receipt.json", write_receipt(film, self._studio))
        report = write_report(film, self._commission, webvtt=self._webvtt)
        self._lay("report.html", report)
        self._drop_old_words()
        return dataclasses.replace(film, files=tuple(self._files))

    def _drop_old_words(self) -> None:
        """Take away subtitles of languages that this film no longer has; a make that wrote none leaves them."""
        if not self._webvtt:
            return
        for name in (*self.tray.names("film.*.vtt"), *self.tray.names("film.*.srt")):
            if name not in self._files:
                self.tray.drop(name)

    def _lay(self, name: str, content: bytes) -> None:
        self.tray.lay(name, content)
        self._files.append(name)

    def _still(self, shot: MadeShot, film: bytes) -> bytes:
        """The still that was taken while filming; of a renderer that takes none, one is developed."""
        taken = self._studio.shelf.find(still_recipe(shot.recipe))
        if taken is not None:
            return taken.content
        recipe = self._recipe("still/1", [shot.take.hex, _STILL_AT])
        piece = self._studio.shelf.find(recipe)
        if piece is None:
            piece = Piece(self._studio.darkroom.still(film, at=_STILL_AT))
            self._studio.shelf.keep(recipe, "still", piece)
        return piece.content

    def _sheet(self, cells: list[Cell]) -> bytes:
        recipe = self._recipe("sheet/1", [[digest_bytes(cell.picture).hex, *cell.words] for cell in cells])
        piece = self._studio.shelf.find(recipe)
        if piece is None:
            piece = Piece(self._studio.darkroom.sheet(cells))
            self._studio.shelf.keep(recipe, "sheet", piece)
        return piece.content

    def _recipe(self, step: str, of: list[object]) -> Digest:
        return digest_plain({"step": step, "of": of, "engine": dict(self._studio.darkroom.recipe)})  # type: ignore[dict-item]


def _sheet_words(shot: MadeShot, board: ShotList) -> tuple[str, ...]:
    start = float(board.rate.seconds(shot.timed.start))
    length = float(board.rate.seconds(shot.frames))
    what = shot.timed.shot
    return (what.id, f"{what.size} {what.kind.replace('_', ' ')}", f"{clock_time(start)}  +{length:.1f} s")
