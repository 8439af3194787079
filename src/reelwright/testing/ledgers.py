"""Small contracts written by hand, for tests of ledgers that need no compiler."""

from __future__ import annotations

from typing import Final

_TALLY: Final = bytes.fromhex(
    "36600f57"  # something was sent: go to 0f
    "60005460005260206000f3"  # nothing: give the count back
    "5b6000358015602b57"  # 0f: the first word is the topic; zero means say no
    "600054600101806000556000526020"  # count one more, and lay the count out
    "6000a100"  # write it as an event under the topic
    "5b602036038060206000376000fd"  # 2b: say no, in the words that follow the first word
)


def tally_code() -> bytes:
    """What makes a tally: a contract that counts calls, writes an event for each, and says no on request.

    Called with nothing it gives the count. Called with a word it counts one more and writes the
    count as an event whose topic is that word. Called with a word of zeros it says no with the
    bytes that follow.
    """
    size = len(_TALLY).to_bytes(1, "big")
    return b"\x60" + size + b"\x80\x60\x0b\x60\x00\x39\x60\x00\xf3" + _TALLY
