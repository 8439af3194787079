"""A timeline format for tests: a JSON list of clips that a test edits with three lines.

Knows the promises of the port: what is moved, cut shorter, doubled or taken out. Refuses to know
tracks, gaps and effects.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reelwright.film import (
    FilmError,
    Flow,
    Shot,
    ShotList,
    read_shot_list,
    shot_from_plain,
    shot_to_plain,
    write_shot_list,
)
from reelwright.studio import TimedShot, TimelineError, flows_of, keep_flows


class FakeTimeline:
    """Writes ``{"film": …, "clips": [{"shot": …, "flow": […], "written": n, "frames": n, "media": path}]}``."""

    def write(self, shots: ShotList, timed: Sequence[TimedShot], film: str) -> str:
        """One clip a shot."""
        recipes = {shot.id: shot for shot in shots.shots}
        flows = {
            shot.id: [flow.comes_in, flow.goes_on] for shot, flow in zip(shots.shots, flows_of(shots), strict=True)
        }
        clips = [
            {
                "shot": shot_to_plain(recipes[shown.shot.id]),
                "flow": flows[shown.shot.id],
                "written": shown.shot.length,
                "frames": shown.shot.length,
                "media": film,
            }
            for shown in timed
        ]
        return json.dumps({"film": write_shot_list(replace(shots, shots=(), flows=())), "clips": clips})

    def read(self, text: str, *, where: str = "") -> ShotList:
        """The shots of the clips, in their order; a clip whose frames were changed asks for that length."""
        try:
            held = json.loads(text)
            shots = tuple(_fresh(_shot(clip) for clip in held["clips"]))
            flows = [Flow(*clip["flow"]) for clip in held["clips"]]
            film = read_shot_list(held["film"])
        except (ValueError, KeyError, TypeError, FilmError) as error:
            raise TimelineError(f"this is no timeline: {error}", where=where, mend="edit the one written") from error
        if not shots:
            raise TimelineError("the timeline holds no clip", where=where, mend="put at least one shot back")
        return keep_flows(replace(film, shots=shots), flows)


def _shot(clip: dict[str, object]) -> Shot:
    shot = shot_from_plain(clip["shot"])
    frames = clip["frames"]
    return shot if frames == clip["written"] else replace(shot, length=int(str(frames)))


def _fresh(shots: Iterable[Shot]) -> Iterator[Shot]:
    """Shots with ids of their own, and so their lines."""
    given: set[str] = set()

    def name(wanted: str) -> str:
        number = 2
        fresh = wanted
        while fresh in given:
            fresh, number = f"{wanted}-{number}", number + 1
        given.add(fresh)
        return fresh

    for shot in shots:
        lines = tuple(replace(line, id=name(line.id)) for line in shot.lines)
        yield replace(shot, id=name(shot.id), lines=lines)
