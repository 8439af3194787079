"""Errors that people can mend."""

import pickle

from reelwright.film import FilmError


def test_error_survives_the_way_between_processes() -> None:
    """A shot is made in a process of its own: its error arrives with what, where and mend."""
    error = pickle.loads(pickle.dumps(FilmError("no such place", where="a.fountain:3", mend="write it")))  # noqa: S301
    assert (error.what, error.where, error.mend) == ("no such place", "a.fountain:3", "write it")
    assert str(error) == "a.fountain:3: no such place. write it."
