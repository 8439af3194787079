"""No library that a test imports changes how deep Python may call itself in the process of the tests."""

import sys

PYTHONS_OWN = 1000


def test_imports_leave_the_depth_of_calls_alone() -> None:
    """With the limit that EVMs ask for, a text that nests deeply ends the process instead of raising an error."""
    assert sys.getrecursionlimit() == PYTHONS_OWN
