"""A craft for tests: scripts of one paragraph a shot, sound of silence, a cut that glues.

A project is a folder with ``film.txt``: paragraphs of "Name: words" lines, each paragraph one shot.
A paragraph that begins with ``~`` is mixed into the one before it by a dissolve. Everything is
plain, so that a test of the line is about the line.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reelwright.film import (
    Figure,
    FrameRate,
    Line,
    Plain,
    Setting,
    Shot,
    ShotKind,
    ShotList,
    ShotSize,
    SourceLine,
    Transition,
    digest_plain,
)
from reelwright.production import Commission, CutJob, OrderError, Piece, Subtitles, Written
from reelwright.story import Action, Cards, Finding, Person, Place, Scene, Screenplay, Severity
from reelwright.studio import (
    SAMPLE_RATE,
    Catalogue,
    Stems,
    TimedLine,
    TimedShot,
    Utterance,
    speak_board,
    speak_cards,
    units_of,
)

_LEAST_FRAMES = 12


@dataclass(frozen=True, slots=True)
class FakeCraft:
    """The crafts around renderer and voice, as small as they can be."""

    version: int = 1
    music: bool = True

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version."""
        return {"name": "fake", "version": self.version}

    def read(self, root: Path, *, language: str) -> Commission:
        """Read ``film.txt``, or ``episodes/NN.txt``; a paragraph without a speaker is an error."""
        scripts = [root / "film.txt"] if (root / "film.txt").exists() else sorted(root.glob("episodes/*.txt"))
        plays = tuple(self._play(path, language or "en") for path in scripts)
        people = {person for play in plays for scene in play.scenes for person in scene.people}
        cards = Cards({key: Person(key, key.title()) for key in sorted(people)}, {"room": Place("room", "Room")})
        return Commission(root.name, language or "en", cards, plays, _findings(plays), label="", music=self.music)

    def _play(self, path: Path, language: str) -> Screenplay:
        scenes, line = [], 1
        for number, paragraph in enumerate(path.read_text(encoding="utf-8").split("\n\n"), start=1):
            source = SourceLine(path.name, line)
            line += paragraph.count("\n") + 2
            people = tuple(
                row.lstrip("~").split(":")[0].strip().lower() for row in paragraph.splitlines() if ":" in row
            )
            scenes.append(Scene(number, "", "room", source, beats=(Action(paragraph, source),), people=people))
        episode = int(path.stem) if path.stem.isdigit() else 0
        return Screenplay(path.stem, language, tuple(scenes), episode=episode)

    def direct(self, screenplay: Screenplay, commission: Commission, *, aspect: str, rate: FrameRate) -> ShotList:
        """One shot a paragraph."""
        shots = tuple(_shot(scene) for scene in screenplay.scenes)
        return ShotList(commission.title, screenplay.language, rate, aspect, shots, screenplay.episode)

    def words(self, root: Path) -> Written:
        """Every line, by its id."""
        commission = self.read(root, language="")
        boards = [self.direct(play, commission, aspect="9:16", rate=FrameRate()) for play in commission.screenplays]
        units = [unit for board in boards for unit in units_of(board, commission.cards)]
        return Written(commission.title, commission.language, tuple(units))

    def speak(self, board: ShotList, cards: Cards, catalogue: Catalogue) -> tuple[ShotList, Cards]:
        """As the studio does it."""
        return speak_board(board, cards, catalogue), speak_cards(cards, catalogue)

    def read_timeline(self, path: Path, board: ShotList) -> ShotList:
        """A timeline is a list of shot ids here."""
        try:
            wanted = path.read_text(encoding="utf-8").split()
        except OSError as error:
            raise OrderError("no such timeline", where=str(path), mend="name another") from error
        shots = {shot.id: shot for shot in board.shots}
        return dataclasses.replace(board, shots=tuple(shots[name] for name in wanted))

    def check_cut(self, board: ShotList, commission: Commission) -> tuple[Finding, ...]:
        """A film may not begin with a dissolve: the one law that is known here."""
        del commission
        first = [shot for shot in board.shots[:1] if shot.transition is Transition.DISSOLVE]
        return tuple(
            Finding("L203", Severity.WARNING, "the film begins with a dissolve", shot.source, shot=shot.id)
            for shot in first
        )

    def write_board(self, shot_list: ShotList) -> bytes:
        """The ids and lengths."""
        return json.dumps([[shot.id, shot.length] for shot in shot_list.shots]).encode()

    def write_timeline(self, shot_list: ShotList, timed: Sequence[TimedShot], *, film: str) -> bytes:
        """The ids and lengths."""
        del film
        return json.dumps([shot_list.title, [[shown.shot.id, shown.shot.length] for shown in timed]]).encode()

    def time(self, shot_list: ShotList, utterances: Mapping[str, Utterance]) -> tuple[TimedShot, ...]:
        """Every shot lasts as long as its lines, one after the other."""
        timed: list[TimedShot] = []
        start = 0
        for shot in shot_list.shots:
            at, lines = 0, []
            for line in shot.lines:
                lines.append(TimedLine(line, utterances[line.id], at))
                at += shot_list.rate.frames(utterances[line.id].seconds)
            length = max(at, _LEAST_FRAMES)
            timed.append(TimedShot(dataclasses.replace(shot, length=length), tuple(lines), start))
            start += length
        return tuple(timed)

    def subtitle(self, timed: Sequence[TimedShot], *, shot_list: ShotList, cards: Cards) -> Subtitles:
        """One cue a line."""
        cues = []
        for shown in timed:
            for spoken in shown.lines:
                begin = float(shot_list.rate.seconds(shown.start + spoken.start))
                words = f"{cards.people[spoken.line.person].name}: {spoken.line.text}"
                cues.append((begin, begin + spoken.utterance.seconds, words))
        text = "\n".join(f"{begin:.3f} {end:.3f} {words}" for begin, end, words in cues)
        return Subtitles(tuple(cues), b"WEBVTT\n\n" + text.encode(), text.encode())

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
        """Silence as long as the film; a stem of it is kept for every shot."""
        del cards, language, seed
        if stems is not None:
            for shown in timed:
                _keep_stem(shown, stems)
        facts: dict[str, Plain] = {"loudness_lufs": -14.0, "true_peak_dbtp": -1.2, "music": music}
        seconds = rate.seconds(sum(shown.shot.length for shown in timed))
        return Piece(bytes(int(seconds * SAMPLE_RATE) * 4), facts)

    def code(self, sound: Piece) -> bytes:
        """Nothing: silence needs no code."""
        del sound
        return b""

    def cut(self, job: CutJob, film: Path) -> None:
        """The takes one after the other, in one file that is no film."""
        draft = film.with_suffix(".part")
        draft.write_bytes(b"".join(job.takes) + job.sound.content[:64])
        draft.replace(film)

    def stream(self, film: Path, folder: Path) -> None:
        """A playlist that names the film."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "film.m3u8").write_text(f"#EXTM3U\n../{film.name}\n", encoding="utf-8")


def _keep_stem(shown: TimedShot, stems: Stems) -> None:
    name = digest_plain({"stem": shown.shot.id})
    if stems.find(name) is None:
        stems.keep(name, b"silence")


def _findings(plays: Sequence[Screenplay]) -> tuple[Finding, ...]:
    return tuple(
        Finding("T001", Severity.ERROR, "nobody speaks in this paragraph", scene.source, mend="write NAME: words")
        for play in plays
        for scene in play.scenes
        if not scene.people
    )


def _shot(scene: Scene) -> Shot:
    action = scene.beats[0]
    text = action.text if isinstance(action, Action) else ""
    said = [row.lstrip("~").split(":", 1) for row in text.splitlines() if ":" in row]
    name = f"s{scene.number:02d}-01"
    lines = tuple(
        Line(f"{name}-l{n}", who.strip().lower(), words.strip(), scene.source) for n, (who, words) in enumerate(said, 1)
    )
    return Shot(
        id=name,
        scene=scene.number,
        kind=ShotKind.SINGLE,
        size=ShotSize.MCU,
        setting=Setting("room"),
        source=scene.source,
        figures=tuple(Figure(person) for person in dict.fromkeys(scene.people)),
        lines=lines,
        transition=Transition.DISSOLVE if text.startswith("~") else Transition.CUT,
    )
