"""The words that lie over a shot whatever filmed it: subtitles, and the label that the law asks for."""

from __future__ import annotations

from ...model import ShootJob, TimedShot
from ...subtitles import subtitle_cues
from .words import Lettering, Placed


def words_over(timed: TimedShot, job: ShootJob, lettering: Lettering) -> list[tuple[int, int, Placed]]:
    """Each word-picture with the frame at which it comes and the one at which it is gone."""
    settings, length = job.settings, timed.shot.length
    words: list[tuple[int, int, Placed]] = []
    if settings.subtitles and timed.lines:
        alone = TimedShot(timed.shot, timed.lines, 0)
        cues = subtitle_cues((alone,), job.cards, language=settings.language, rate=settings.rate)
        words += [
            (cue.start, cue.end, lettering.subtitle(tuple(cue.lines), speaker=cue.speaker, colour=cue.colour))
            for cue in cues
        ]
    if settings.label:
        large = min(job.label_frames, length)
        if large:
            words.append((0, large, lettering.label(settings.label, large=True)))
        words.append((large, length, lettering.label(settings.label, large=False)))
    return words
