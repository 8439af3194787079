"""What lies on a film and moves as it does as far as can be seen, but is too brief or too still to be called a copy.

Says nothing of what is a copy: that is ``found.py``. Whoever asks about two seconds of an empty street must not hear
that they are no copy, when nothing was seen that tells them apart.
"""

from __future__ import annotations

from typing import Final

from .found import Found, relation_of
from .model import Relation

_SECONDS: Final = 3.0
"""In so long a time other shots of a set do other things. Of 500 drawn films 25 have a longer stretch that is alike."""
_LEAST_SECONDS: Final = 1.0
_LIKENESS: Final = 0.60
"""With less it is a picture of the same things, from elsewhere."""
_ODD_SPEED: Final = 0.10
_STRANGE: Final = 4.0
_STILL: Final = 0.10
"""So little moves in either alone that nothing was seen to be otherwise."""


def is_unsure(found: Found) -> bool:
    """Nothing that moves speaks against a copy, and too little speaks for one.

    Of 500 drawn films in six sets, asked about among the others, 21 have such a stretch.
    """
    brief = _LEAST_SECONDS <= found.last - found.first < _SECONDS and abs(found.line.speed - 1) <= _ODD_SPEED
    if not brief or found.likeness < _LIKENESS or relation_of(found) is not Relation.SAME_SET:
        return False
    return found.strange <= _STILL or found.motion + found.agreement >= _STRANGE * found.strange
