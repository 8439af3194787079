"""The numbers that judge: each with its reason. Set on the tune half of the attacked films and on strangers.

Where a reason says what *others* reach, these are stretches of 20 films that lie on a copy of another one (the tune
half, all attacks) and of 2,740 drawn strangers on each other: more than 8,000 that were laid over exactly.

Likeness, motion, agreement and strangeness are those of ``Found``. *Clear* is a picture that lies so well on the film's
that nothing but another shot of the same set explains what differs. How far they are from what is measured is printed
by ``make bench-copies``. None was moved to save a copy of the judge half, but for one: ``STANDING`` was set with one of
them in view.
"""

from __future__ import annotations

from typing import Final

# --- Any copy ----------------------------------------------------------------------------------
COPY_LIKENESS: Final = 0.16
"""With less the pictures cannot be said to lie on each other, and what moves would judge alone."""

# --- Not clear: cropped, dim, grainy, inset, mirrored ---------------------------------------------
CLOSE_MOTION: Final = 0.42
"""Mirrored and inset others reach 0.43."""
CLOSE_OWN: Final = 0.10
"""And more must move alike than in either alone: a mirrored other has 0.02, copies have 0.18 and more."""
CLOSE_ALIKE: Final = 0.55
"""Motion and agreement together. No other that moves so much was met; what moves most is often hidden in a copy."""

CLOSE_SHORT_ALIKE: Final = 0.85
"""The same in less than three seconds: others reach 0.63, copies have 1.03."""

PLAIN_MOTION: Final = 0.47
"""The same as ``CLOSE_MOTION`` where nothing was cropped, mirrored or inset: others reach 0.47."""
PLAIN_SHARED: Final = 0.20
"""And so much of what moves least alike must be shared: others that move so much reach 0.25."""
PLAIN_OWN: Final = 0.30
"""And so much more must move alike than in either alone: others reach 0.23, copies have 0.44 and more."""

# --- Clear ----------------------------------------------------------------------------------------
CLEAR_LIKENESS: Final = 0.85
"""A copy that was only encoded anew lies on its film by 0.9 and more, as does another shot of a drawn set."""
CLEAR_STRANGE: Final = 4.0
"""So many times weighs what moves in either alone: a mouth is a small part of a picture's motion and says all."""
SURE_BOTH: Final = (1.50, 1.20)
"""Motion and agreement, less what is strange once: others reach 1.37 in three seconds, 1.16 in six."""
CLEAR_MOTION: Final = 0.35
"""Not enough by itself, for others reach 0.55: light and camera are the same in all films of a drawn set."""
CLEAR_ALIKE: Final = (1.25, 0.65)
"""Motion and agreement, less four times what is strange: others that share enough reach 1.17 in two seconds, 0.95 in
three, 0.55 in six."""
LONG_SECONDS: Final = 3.0
"""A shot of a drawn film lasts three or four seconds. Two of one set may well do the same for so long: both look up and
blink, or nobody moves and the camera alone does. Of two numbers the first is asked for up to here."""
PAST_SECONDS: Final = 6.0
"""And the second from here on, a straight line between: what comes after the cut is another shot in another film."""
LEAST_SECONDS: Final = 1.7
"""In less they may do the very same: in 1.5 seconds others have 1.56 of motion and agreement."""
STILL_STRANGE: Final = 0.06
"""Next to nothing moves in either alone, for three seconds and more. Of others that move alike so long none has less
than 0.10 at its own speed."""
STILL_MOTION: Final = 0.20
"""Then little that moves is enough, above what chance gives: leaves and far cars of an empty street."""
STILL_ALIKE: Final = 0.25
"""The same with agreement, less what is strange. Others in which nothing is strange do not move alike at all."""
SHARED_ALIKE: Final = (1.30, 1.00)
"""Motion, and how far what moves least alike is the same: others reach 1.21 in three seconds, 1.08 in four, 1.00 in
five and a half."""
SHARED_MOMENT: Final = 1.25
"""The same in less than three seconds, where others reach 1.16: chance takes more from short stretches."""
SHARED_ODD: Final = (1.30, 1.15)
"""The same at another speed: others reach 1.16 in four seconds and 1.01 in five."""
ODD_MOMENT: Final = 1.38
"""The same at another speed in less than three seconds: others reach 1.25 in two and more."""
FAR_SPEEDS: Final = (0.70, 1.60)
"""Beyond these one camera move is another one: who pushes in for three seconds in one shot does so for six in another.
The attacked copies lie within."""
FAR_MORE: Final = 0.35
"""So much more is asked for there: of 200 drawn strangers without subtitles, whose pictures hold no words that differ,
one came by 0.16 over what is asked for at another speed."""
SHARED_LEAST: Final = 0.40
"""Without so much shared, a clear picture in which more than next to nothing is strange is no copy: the stranger that
moves most alike has 0.28, the copies of the tune half 0.43 and more."""
STANDING: Final = (0.65, 0.75)
"""So much of what is seen least alike is the same in a copy that was only encoded anew: the second, or more. Of
strangers that move as a copy does it is a half, for other words stand in their captions. Under the first nothing more
is asked for, since bars and captions are laid over copies too."""
STANDING_MORE: Final = (1.50, 1.00)
"""So many times what is missing is asked for more, in three seconds and in six: of 21 strangers that come within 0.15
of what is asked for, three are left."""
EDITED_ALIKE: Final = 0.15
"""The same as ``CLEAR_ALIKE``, of a padded or inset picture: others reach -0.13, copies have 0.31."""
EDITED_ODD_ALIKE: Final = 0.50
"""The same at another speed."""
ODD_SPEED: Final = 0.03
"""Speeds are told to a fiftieth: what is nearer to 1 may be 1."""
ODD_SECONDS: Final = 2.0
"""A second or two cannot tell a speed, and any two nods agree at some."""
ODD_ALIKE: Final = (1.20, 0.90)
"""The same as ``CLEAR_ALIKE``, at another speed: others reach 1.02 in four seconds, 0.55 in five."""

# --- What was heard -------------------------------------------------------------------------------
HEARD_MOTION: Final = 0.15
"""With less, the same sound is a sound with other pictures."""
HEARD_ALIKE: Final = 0.0
"""Motion and agreement less what is strange, where the sound is alike and tells no words: rain is alike anywhere."""
TOLD_ALIKE: Final = 0.20
"""Motion and agreement where the same words are said at the same moments: the same voices say other words elsewhere."""
TOLD_SECONDS: Final = 2.0
"""But a word or two they may share."""

# --- Edited pictures ------------------------------------------------------------------------------
INSET_SHOWN: Final = 0.80
"""The film fills so little of the file's picture that it was padded, inset or filmed off a screen."""
INSET_SEEN: Final = 0.90
"""And all of it is seen, so it is no crop."""
COLLAGE_SHOWN: Final = 0.92
"""Seams are told to a twentieth: a part that is larger may be all."""

# --- Chance ---------------------------------------------------------------------------------------
CHANCE: Final = 0.6
"""Over the square root of the pictures: how alike unlike films move at the best of all the lines that are tried."""
CHANCE_FEW_POINTS: Final = 0.08
"""Added where fewer than ``FEW_POINTS`` hold the picture: then it may lie anywhere."""
FEW_POINTS: Final = 12
CHANCE_SMALL: Final = (0.25, 0.06)
"""Added where less of the film's picture is seen: a small part moves as one."""
CHANCE_TINY: Final = (0.12, 0.14)
"""Added to that where still less is seen."""
CHANCE_ODD: Final = 0.04
"""Added at another speed, for the speeds that were tried."""

# --- What is no copy ------------------------------------------------------------------------------
SET_LIKENESS: Final = 0.30
"""Named as the same set: pictures that share things lie on each other by more."""
SET_SEEN: Final = 0.20
"""And at least a fifth of the film's picture."""

# --- Whole pictures -------------------------------------------------------------------------------
DESCRIBED_ALIKE: Final = 0.60
"""A describer's rows that are less alike propose nothing; it costs a look, and never makes a copy of a stranger."""
