"""OpenTimelineIO: the film as a timeline that editors open, and the way back from a person's edit.

Knows OTIO's clips, ranges, markers and transitions. The whole recipe of each shot rides in its
clip's metadata under "reelwright", so a clip may be moved, cut shorter or doubled and is still ours.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

import opentimelineio as otio

from reelwright.film import (
    SHOT_LIST_VERSION,
    Aspect,
    FilmError,
    Flow,
    FrameRate,
    Shot,
    ShotList,
    Transition,
    shot_from_plain,
    shot_to_plain,
)
from reelwright.studio.errors import TimelineError
from reelwright.studio.model import TimedLine, TimedShot
from reelwright.studio.timing import flows_of, keep_flows, line_frames

KEY: Final = "reelwright"
TIMELINE_SCHEMA: Final = "reelwright.timeline"
_MIXED: Final = frozenset({Transition.DISSOLVE, Transition.FADE, Transition.WIPE})
_MIX_FRAMES: Final = 12


class OtioTimeline:
    """Writes and reads ``film.otio``."""

    def write(self, shots: ShotList, timed: Sequence[TimedShot], film: str) -> str:
        """The timeline's text: one clip a shot, a marker a line, a transition where pictures mix.

        Every clip is a stretch of the finished film, so an editor shows pictures and plays sound.
        """
        recipes = {shot.id: (shot, flow) for shot, flow in zip(shots.shots, flows_of(shots), strict=True)}
        media = _Media(film, sum(settled.shot.length for settled in timed), shots.rate)
        pictures = otio.schema.Track(name="Pictures", kind=otio.schema.TrackKind.Video)
        sound = otio.schema.Track(name="Sound", kind=otio.schema.TrackKind.Audio)
        for i, settled in enumerate(timed):
            if i and settled.shot.transition in _MIXED:
                pictures.append(_mix(settled.shot, float(shots.rate.ratio)))
            pictures.append(_clip(*recipes[settled.shot.id], settled, media))
            if film:
                sound.append(media.clip(settled))
        timeline = otio.schema.Timeline(name=shots.title, metadata={KEY: _header(shots)})
        timeline.tracks.extend([pictures, sound] if film else [pictures])
        return str(otio.adapters.write_to_string(timeline, "otio_json"))

    def read(self, text: str, *, where: str = "") -> ShotList:
        """The shot list of an edited timeline.

        Raises:
            TimelineError: not OTIO, not ours, or holding clips or gaps that cannot be made.
        """
        timeline = _parsed(text, where)
        header = _read_header(timeline, where)
        clips = list(_shots_of(timeline, header.rate, where))
        if not clips:
            raise TimelineError("the timeline holds no clip", where=where, mend="put at least one shot back")
        shots = tuple(_fresh_names(shot for shot, _ in clips))
        return keep_flows(replace(header, shots=shots), [flow for _, flow in clips])


# --- writing -------------------------------------------------------------------------------------


def _header(shots: ShotList) -> dict[str, Any]:
    return {
        "schema": TIMELINE_SCHEMA,
        "version": SHOT_LIST_VERSION,
        "title": shots.title,
        "language": shots.language,
        "rate": [shots.rate.numerator, shots.rate.denominator],
        "aspect": shots.aspect,
        "episode": shots.episode,
    }


@dataclass(frozen=True, slots=True)
class _Media:
    """The film that all clips are stretches of: its path beside the timeline ("" for none yet) and frames."""

    path: str
    frames: int
    rate: FrameRate

    def clip(self, settled: TimedShot) -> Any:  # noqa: ANN401 - OTIO is untyped
        """The stretch of the film in which a shot is seen and heard."""
        whole = _range(0, self.frames, self.rate)
        media = (
            otio.schema.ExternalReference(target_url=self.path, available_range=whole)
            if self.path
            else otio.schema.MissingReference(available_range=whole)
        )
        part = _range(settled.start, settled.shot.length, self.rate)
        return otio.schema.Clip(name=settled.shot.id, media_reference=media, source_range=part)


def _clip(recipe: Shot, flow: Flow, settled: TimedShot, media: _Media) -> Any:  # noqa: ANN401 - OTIO is untyped
    kept = {
        "version": SHOT_LIST_VERSION,
        "frames": settled.shot.length,
        "flow": [flow.comes_in, flow.goes_on],
        "shot": shot_to_plain(recipe),
    }
    clip = media.clip(settled)
    clip.metadata[KEY] = kept
    clip.markers.extend(_marker(line, settled.start, media.rate) for line in settled.lines)
    return clip


def _marker(timed: TimedLine, shot: int, rate: FrameRate) -> Any:  # noqa: ANN401 - OTIO is untyped
    """A marker lies in the time of the clip's media, as its source range does."""
    return otio.schema.Marker(
        name=f"{timed.line.person}: {timed.line.text}",
        marked_range=_range(shot + timed.start, line_frames(timed.utterance, rate), rate),
        metadata={KEY: {"line": timed.line.id}},
    )


def _mix(shot: Shot, rate: float) -> Any:  # noqa: ANN401 - OTIO is untyped
    dissolve = otio.schema.TransitionTypes.SMPTE_Dissolve
    kind = dissolve if shot.transition is Transition.DISSOLVE else otio.schema.TransitionTypes.Custom
    return otio.schema.Transition(
        name=shot.transition.value,
        transition_type=kind,
        in_offset=otio.opentime.RationalTime(0, rate),
        out_offset=otio.opentime.RationalTime(min(_MIX_FRAMES, shot.length), rate),
        metadata={KEY: {"transition": shot.transition.value}},
    )


def _range(start: int, frames: int, rate: FrameRate) -> Any:  # noqa: ANN401 - OTIO is untyped
    at = float(rate.ratio)
    return otio.opentime.TimeRange(otio.opentime.RationalTime(start, at), otio.opentime.RationalTime(frames, at))


# --- reading -------------------------------------------------------------------------------------


def _parsed(text: str, where: str) -> Any:  # noqa: ANN401 - OTIO is untyped
    try:
        json.loads(text)  # OTIO's own parser says less about where the fault lies
        found = otio.adapters.read_from_string(text, "otio_json")
    except (ValueError, RecursionError, TypeError, KeyError, otio.exceptions.OTIOError) as error:
        raise TimelineError(
            f"this is no OpenTimelineIO text: {error}"[:200], where=where, mend="export the edit as .otio"
        ) from error
    if not isinstance(found, otio.schema.Timeline) or not isinstance(found.tracks, otio.schema.Stack):
        raise TimelineError("this OpenTimelineIO text is not a timeline", where=where, mend="export the whole timeline")
    return found


def _read_header(timeline: Any, where: str) -> ShotList:  # noqa: ANN401 - OTIO is untyped
    kept = _mapping(timeline.metadata.get(KEY))
    if kept.get("schema") != TIMELINE_SCHEMA:
        raise TimelineError(
            "this timeline was not made by Reelwright", where=where, mend="edit out/film.otio and keep its metadata"
        )
    _known_version(kept, where)
    try:
        numerator, denominator = kept["rate"]
        rate = FrameRate(int(numerator), int(denominator))
        width, height = str(kept["aspect"]).split(":")
        aspect = str(Aspect(int(width), int(height)))
        return ShotList(str(kept["title"]), str(kept["language"]), rate, aspect, (), int(kept.get("episode", 0)))
    except (KeyError, ValueError, TypeError, FilmError) as error:
        raise TimelineError(f"the timeline's own metadata is broken: {error}", where=where) from error


def _known_version(kept: Mapping[str, Any], where: str) -> int:
    version = kept.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= SHOT_LIST_VERSION:
        raise TimelineError(
            f"its metadata has version {version!r}, and this program reads up to {SHOT_LIST_VERSION}",
            where=where,
            mend="write the timeline anew with this program",
        )
    return version


def _mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401 - OTIO is untyped
    """OTIO's own mappings as plain data."""
    try:
        return {str(key): item for key, item in value.items()}
    except AttributeError:
        return {}


def _shots_of(
    timeline: Any,  # noqa: ANN401 - OTIO is untyped
    rate: FrameRate,
    where: str,
) -> Iterator[tuple[Shot, Flow | None]]:
    transition: Transition | None = None
    for item in _one_track(timeline, where):
        if isinstance(item, otio.schema.Transition):
            transition = _read_mix(item)
        elif isinstance(item, otio.schema.Clip):
            yield _shot(item, transition, rate, where), _flow(item, where)
            transition = None
        elif isinstance(item, otio.schema.Gap):
            _refuse_gap(item, rate, where)
        else:
            raise TimelineError(
                f"{item.name or 'an item'!r} is a {type(item).__name__.lower()} inside the track", where=where,
                mend="flatten compound clips before you export",
            )  # fmt: skip


def _one_track(timeline: Any, where: str) -> Any:  # noqa: ANN401 - OTIO is untyped
    for item in timeline.tracks:
        if not isinstance(item, otio.schema.Track):
            raise TimelineError("the timeline nests another stack", where=where, mend="flatten it before you export")
    tracks = [track for track in timeline.video_tracks() if any(isinstance(i, otio.schema.Clip) for i in track)]
    if len(tracks) > 1:
        names = ", ".join(repr(track.name) for track in tracks)
        raise TimelineError(
            f"{len(tracks)} picture tracks hold clips ({names})", where=where, mend="lay all shots on one track"
        )
    return tracks[0] if tracks else []


def _refuse_gap(gap: Any, rate: FrameRate, where: str) -> None:  # noqa: ANN401 - OTIO is untyped
    frames = _frames(gap.duration(), rate)
    if frames > 0:
        raise TimelineError(
            f"a gap of {frames} frames lies between shots", where=where, mend="close it (ripple delete) or fill it"
        )


def _read_mix(item: Any) -> Transition:  # noqa: ANN401 - OTIO is untyped
    named = str(_mapping(item.metadata.get(KEY)).get("transition", ""))
    return Transition(named) if named in set(Transition) else Transition.DISSOLVE


def _shot(clip: Any, transition: Transition | None, rate: FrameRate, where: str) -> Shot:  # noqa: ANN401 - OTIO is untyped
    kept = _mapping(clip.metadata.get(KEY))
    place = f"{where}: clip {clip.name!r}" if where else f"clip {clip.name!r}"
    if "shot" not in kept:
        raise TimelineError(
            "this clip is not one of our shots: it has no reelwright metadata", where=place,
            mend="take it out, or cut with the clips of the exported timeline",
        )  # fmt: skip
    version = _known_version(kept, place)
    try:
        shot = shot_from_plain(_plain(kept["shot"]), version=version)
    except FilmError as error:
        raise TimelineError(f"the shot in its metadata is broken: {error}", where=place) from error
    length = _edited_length(clip, kept.get("frames"), rate, place)
    return replace(shot, length=shot.length if length is None else length, transition=_takes_over(shot, transition))


def _flow(clip: Any, where: str) -> Flow | None:  # noqa: ANN401 - OTIO is untyped
    """How speech ran across the clip's cuts when it was written, None where an older program did not say."""
    kept = _mapping(clip.metadata.get(KEY)).get("flow")
    if kept is None:
        return None
    match _plain(kept):
        case [bool(comes_in), bool(goes_on)]:
            return Flow(comes_in, goes_on)
    place = f"{where}: clip {clip.name!r}" if where else f"clip {clip.name!r}"
    raise TimelineError("the flow of speech in its metadata is broken", where=place)


def _takes_over(shot: Shot, written: Transition | None) -> Transition:
    """A mixing transition is there only while the edit has one; others are no matter of the track."""
    if written is not None:
        return written
    return Transition.CUT if shot.transition in _MIXED else shot.transition


def _plain(value: Any) -> Any:  # noqa: ANN401 - OTIO is untyped
    """Metadata as plain lists and dictionaries: OTIO hands out its own kinds of both."""
    return json.loads(otio.core.serialize_json_to_string(value))


def _edited_length(clip: Any, written: object, rate: FrameRate, place: str) -> int | None:  # noqa: ANN401
    """The length that a person gave the clip, None when it is as we wrote it.

    In OTIO a clip fills the time of its source range whatever its speed. So a changed range is the
    length, already re-timed; a speed on a range that nobody changed means that the shot itself is to
    run faster or slower.
    """
    try:
        frames = _frames(clip.duration(), rate)
    except otio.exceptions.OTIOError as error:
        raise TimelineError(f"its length cannot be told: {error}", where=place) from error
    speed = _speed(clip, place)
    if frames == written and speed != 1:
        frames = max(1, round(frames / speed))
    if frames < 1:
        raise TimelineError("the clip is trimmed to nothing", where=place, mend="take the clip out instead")
    return None if frames == written else frames


def _speed(clip: Any, place: str) -> Fraction:  # noqa: ANN401 - OTIO is untyped
    speed = Fraction(1)
    for effect in clip.effects:
        if isinstance(effect, otio.schema.FreezeFrame) or not isinstance(effect, otio.schema.LinearTimeWarp):
            continue
        if not effect.time_scalar > 0:
            raise TimelineError(
                f"it runs at speed {effect.time_scalar:g}", where=place, mend="shots run forwards: use a speed above 0"
            )
        speed *= Fraction(effect.time_scalar).limit_denominator(10_000)
    return speed


def _frames(time: Any, rate: FrameRate) -> int:  # noqa: ANN401 - OTIO is untyped
    if not (time.rate > 0 and math.isfinite(time.rate) and math.isfinite(time.value)):
        raise TimelineError(f"a time of {time.value:g} at rate {time.rate:g} is no time")
    return rate.frames(Fraction(time.value) / Fraction(time.rate).limit_denominator(1001))


@dataclass(slots=True)
class _Names:
    """The ids given so far."""

    given: set[str]

    def fresh(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self.given:
            number += 1
            name = f"{wanted}-{number}"
        self.given.add(name)
        return name


def _fresh_names(shots: Iterator[Shot]) -> Iterator[Shot]:
    """Shots with ids of their own: the second of two doubles is a new shot with new lines."""
    shot_names, line_names = _Names(set()), _Names(set())
    for shot in shots:
        lines = tuple(replace(line, id=line_names.fresh(line.id)) for line in shot.lines)
        yield replace(shot, id=shot_names.fresh(shot.id), lines=lines)
