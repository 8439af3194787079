"""The voice stage: every line spoken, once for each way in which it must sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from reelwright.film import Digest, FilmError, Line, Plain, ShotList
from reelwright.story import Cards, Person
from reelwright.studio import MouthShape, TimedPhoneme, Utterance, VoiceError

from .errors import OrderError
from .events import ItemDone, Listen, StageDone, StageStarted
from .model import MadeLine, Piece, Stage
from .pace import Pace
from .ports import Studio
from .recipes import spoken_part, told_at, utterance_recipe


@dataclass(frozen=True, slots=True)
class Voiced:
    """The spoken lines of a film: sound by line id, and how each was made."""

    utterances: dict[str, Utterance]
    lines: tuple[MadeLine, ...]


@dataclass(frozen=True, slots=True)
class _Request:
    line: Line
    said: Line
    speaker: Person
    recipe: Digest


def voice_lines(shot_list: ShotList, cards: Cards, studio: Studio, listen: Listen) -> Voiced:
    """Speak every line of the shots, or find it spoken.

    Raises:
        VoiceError: the voice cannot say a line.
        OrderError: a line belongs to nobody.
    """
    requests = [_request(line, shot_list, cards, studio) for shot in shot_list.shots for line in shot.lines]
    known = {request.recipe: _recall(studio, request.recipe) for request in requests}
    there = sum(known[request.recipe] is not None for request in requests)
    listen(StageStarted(Stage.VOICE, len(requests), there, shot_list.episode))
    pace = Pace(studio.clock, sum(known[request.recipe] is None for request in requests))
    utterances: dict[str, Utterance] = {}
    lines: list[MadeLine] = []
    spoken: dict[Digest, Utterance] = {}
    for number, request in enumerate(requests, start=1):
        ready = known[request.recipe]
        utterance = ready or spoken.get(request.recipe) or _speak(request, shot_list.language, studio)
        if ready is None:
            spoken[request.recipe] = utterance
            pace.finish(request.line.id, 1)
        utterances[request.line.id] = utterance
        reused = ready is not None
        lines.append(MadeLine(request.line.id, request.recipe, utterance.engine, utterance.estimated, reused))
        listen(ItemDone(Stage.VOICE, request.line.id, number, len(requests), reused, pace.seconds_left))
    listen(StageDone(Stage.VOICE, len(requests) - there, there))
    return Voiced(utterances, tuple(lines))


def _request(line: Line, shot_list: ShotList, cards: Cards, studio: Studio) -> _Request:
    person = cards.people.get(line.person)
    if person is None:
        raise OrderError(
            f"nobody in the cast is called {line.person!r}", where=str(line.source), mend="add a cast card"
        )
    said, speaker = spoken_part(line, person)
    recipe = utterance_recipe(said, speaker, language=shot_list.language, engine=studio.voice.recipe)
    return _Request(line, said, speaker, recipe)


def _speak(request: _Request, language: str, studio: Studio) -> Utterance:
    try:
        utterance = studio.voice.speak(request.said, request.speaker, language=language)
    except VoiceError as error:
        raise told_at(error, str(request.line.source)) from error
    studio.shelf.keep(request.recipe, "utterance", utterance_piece(utterance))
    return utterance


def _recall(studio: Studio, recipe: Digest) -> Utterance | None:
    piece = studio.shelf.find(recipe)
    return None if piece is None else utterance_of(piece)


def utterance_piece(utterance: Utterance) -> Piece:
    """An utterance as it lies on the shelf: the sound as bytes, the rest as facts."""
    phonemes: list[Plain] = [[p.symbol, p.mouth.value, p.start, p.end] for p in utterance.phonemes]
    return Piece(utterance.pcm, {"engine": utterance.engine, "estimated": utterance.estimated, "phonemes": phonemes})


def utterance_of(piece: Piece) -> Utterance | None:
    """The utterance of a piece, or None when the piece was written in a form of another day."""
    try:
        rows = cast("list[tuple[str, str, float, float]]", piece.facts["phonemes"])
        phonemes = tuple(TimedPhoneme(symbol, MouthShape(mouth), start, end) for symbol, mouth, start, end in rows)
        return Utterance(piece.content, phonemes, str(piece.facts["engine"]), bool(piece.facts["estimated"]))
    except (KeyError, TypeError, ValueError, FilmError):
        return None
