"""The one root of every error that Reelwright raises on purpose.

    ReelError
    ├── FilmError            a noun of the film was built from values that cannot be
    │   └── ShotListError    a shot list's JSON cannot be read or written
    ├── StoreError           room store
    ├── StoryError           room story
    ├── ChatError            room story: a language model
    ├── StudioError          room studio
    ├── SealError            room seal
    ├── ChainError           room chain
    └── ProductionError      room production

Each room declares its own branch in its own ``errors.py``. Knows how to say what happened, where
and what to do. Refuses to know how that is shown: the command and the pages decide.
"""

from __future__ import annotations


class ReelError(Exception):
    """Something that a person can understand and mend went wrong.

    Args:
        what: what happened, one sentence without a full stop at the end.
        where: the file (with line where there is one), device or address concerned, or "".
        mend: what the person can do about it, one sentence, or "".
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(what)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.mend:
            parts.append(self.mend)
        return ". ".join(part.rstrip(".") for part in parts) + "."

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (a shot is made in a process of its own); the default
        # reduce would drop the keyword-only fields.
        return (_rebuild, (type(self), self.what, self.where, self.mend))


def _rebuild(kind: type[ReelError], what: str, where: str, mend: str) -> ReelError:
    error = kind.__new__(kind)
    ReelError.__init__(error, what, where=where, mend=mend)
    return error


class FilmError(ReelError):
    """A noun of the film was built from values that cannot be."""


class ShotListError(FilmError):
    """A shot list's JSON cannot be read or written; ``where`` is the JSON path of the fault."""
