"""Expressions: what each emotion does to a face, as numbers.

Knows no strokes. A face is neutral plus a share of the emotion, so that every intensity between
is an expression too.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Final

from reelwright.film import Emotion


@dataclass(frozen=True, slots=True)
class Expression:
    """A face in numbers.

    Args:
        inner: inner end of the brow, units down.
        outer: outer end of the brow, units down.
        arch: middle of the brow, units down.
        pinch: inner ends together, units.
        skew: one brow up and one mouth corner up, 0 to 1.
        lid: how open the eye is, 1 is neutral.
        lower: how far the lower lid rises, 0 to 1.
        slant: outer corner of the eye, units down.
        pupil: size of iris and pupil.
        corner: mouth corners, −1 down to 1 up.
        wide: width of the mouth.
        part: how far the lips are apart at rest, 0 to 1.
        bare: teeth are bared from where it is strong, 0 to 1.
        force: how far a mouth opens that speaks, 1 is neutral.
        press: lips pressed together or pulled crooked, 0 to 1.
        blush: colour in the cheeks, 0 to 1.
        crease: folds between the brows, 0 to 1.
        sweat: drop at the temple, 0 to 1.
        tremble: wet, trembling lower lid, 0 to 1.
        puff: folds beside the nose, cheeks pushed up, 0 to 1.
        bags: shadows under the eyes, 0 to 1.
        aside: eyes slip away, units sideways.
        shadow: gloom over the brow, 0 to 1.
    """

    inner: float = 0.0
    outer: float = 0.0
    arch: float = 0.0
    pinch: float = 0.0
    skew: float = 0.0
    lid: float = 1.0
    lower: float = 0.0
    slant: float = 0.0
    pupil: float = 1.0
    corner: float = 0.12
    wide: float = 1.0
    part: float = 0.0
    bare: float = 0.0
    force: float = 1.0
    press: float = 0.0
    blush: float = 0.16
    crease: float = 0.0
    sweat: float = 0.0
    tremble: float = 0.0
    puff: float = 0.0
    bags: float = 0.0
    aside: float = 0.0
    down: float = 0.0
    shadow: float = 0.0


_NEUTRAL: Final = Expression()
_FULL: Final[dict[Emotion, Expression]] = {
    Emotion.NEUTRAL: _NEUTRAL,
    Emotion.HAPPY: Expression(
        inner=-11, outer=-7, arch=-11, lid=0.66, lower=1.0, corner=1.2, wide=1.44, part=0.8, force=1.12, blush=0.66
    ),
    Emotion.TENDER: Expression(
        inner=-9, outer=3, arch=-4, lid=0.74, lower=0.3, slant=3, corner=0.7, wide=1.06, force=0.88, blush=0.62
    ),
    Emotion.SMUG: Expression(
        inner=7, outer=-9, arch=-6, skew=1.2, lid=0.5, lower=0.36, corner=0.5, wide=1.1, blush=0.16, aside=4
    ),
    Emotion.SAD: Expression(
        inner=-25, outer=13, arch=-2, pinch=7, lid=0.64, lower=0.12, slant=6, corner=-0.85, wide=0.98, part=0.24,
        blush=0.34, crease=0.25, tremble=1.0, down=3,
    ),
    Emotion.ANGRY: Expression(
        inner=25, outer=-14, arch=2, pinch=10, lid=0.82, lower=0.36, slant=-5, pupil=0.84, corner=-0.72,
        wide=1.14, bare=1.0, force=1.34, press=0.55, blush=0.3, crease=1.0, shadow=0.35,
    ),
    Emotion.AFRAID: Expression(
        inner=-22, outer=7, arch=-6, pinch=9, lid=1.24, lower=-0.1, pupil=0.66, corner=-0.42, wide=1.1,
        part=0.28, bare=0.85, force=1.12, blush=0.0, crease=0.2, sweat=1.0, shadow=0.2,
    ),
    Emotion.SURPRISED: Expression(
        inner=-22, outer=-18, arch=-24, lid=1.28, lower=-0.12, pupil=0.78, corner=0.0, wide=0.66, part=0.9, force=1.15,
        blush=0.2,
    ),
    Emotion.DISGUSTED: Expression(
        inner=15, outer=-2, arch=6, pinch=6, skew=-0.6, lid=0.6, lower=0.55, corner=-0.68, wide=0.96,
        press=0.8, blush=0.1, crease=0.6, puff=1.0, aside=6,
    ),
    Emotion.ASHAMED: Expression(
        inner=-14, outer=8, arch=-2, pinch=5, lid=0.6, lower=0.28, slant=4, corner=-0.3, wide=0.78,
        force=0.8, press=0.4, blush=1.0, sweat=0.4, aside=9, down=9,
    ),
    Emotion.DETERMINED: Expression(
        inner=15, outer=-9, arch=-1, pinch=5, lid=0.92, lower=0.2, slant=-3, pupil=0.96, corner=0.0, wide=1.04,
        press=0.35, blush=0.16, crease=0.4,
    ),
    Emotion.TIRED: Expression(
        inner=-3, outer=6, arch=5, lid=0.34, lower=0.1, slant=4, corner=-0.26, wide=0.9, part=0.12, force=0.8,
        blush=0.04, bags=1.0, down=4,
    ),
}  # fmt: skip


@lru_cache(maxsize=512)
def expression(emotion: Emotion, intensity: float) -> Expression:
    """The face of an emotion felt with an intensity from 0 to 1."""
    share = max(0.0, min(1.2, intensity * 1.25))
    full = _FULL[emotion]
    return Expression(
        **{
            f.name: getattr(_NEUTRAL, f.name) + (getattr(full, f.name) - getattr(_NEUTRAL, f.name)) * share
            for f in fields(Expression)
        }
    )
