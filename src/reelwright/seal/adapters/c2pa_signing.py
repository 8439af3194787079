"""Putting a credential into a file in a process that can open nothing but the files it was started with.

Knows how that process is started, answers it when it asks for a signature or a time stamp, and ends it when
it takes too long. The key and the network stay on this side.
"""

from __future__ import annotations

import base64
import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from reelwright.seal.errors import SigningError

from .c2pa_child import settings

_HERE: Final = Path(__file__).parent
_MOST: Final = 256 << 20  # characters of a line


@dataclass(frozen=True, slots=True)
class SignWish:
    """What shall be signed.

    Args:
        stamped: a time stamp is wanted.
        ingredients: definition, media type and file of each part that goes in with its bytes.
        seconds: how long all of it may take, the signer and the time-stamping authority included.
    """

    media: Path
    target: Path
    media_type: str
    definition: str
    ingredients: tuple[tuple[str, str, Path], ...]
    certificates: str
    stamped: bool
    seconds: float

    @property
    def line(self) -> str:
        """The wish as the process reads it."""
        parts = [
            {"definition": definition, "media_type": media_type, "file": str(file.absolute())}
            for definition, media_type, file in self.ingredients
        ]
        form = {
            "media": str(self.media.absolute()),
            "target": str(self.target.absolute()),
            "media_type": self.media_type,
            "definition": self.definition,
            "ingredients": parts,
            "certificates": self.certificates,
            "stamped": self.stamped,
            "settings": settings(),
        }
        return json.dumps(form) + "\n"


def ask_signer(wish: SignWish, sign: Callable[[bytes], bytes], stamp: Callable[[bytes], bytes]) -> dict[str, Any]:
    """The process's answer: ``credential``, or ``error`` with its ``kind`` ("late" when it took too long).

    Args:
        wish: what to sign.
        sign: gives a signature, b"" when it has none to give.
        stamp: gives an authority's answer to a request for a time stamp, b"" when there is none.

    Raises:
        SigningError: the process broke off.
    """
    with _started(wish.seconds) as (child, late):
        try:
            _tell(child, wish.line)
            while True:
                line = child.stdout.readline(_MOST) if child.stdout else b""
                answer = json.loads(line) if line else {}
                asked = next((each for each in ("sign", "stamp") if each in answer), "")
                if not asked:
                    break
                given = (sign if asked == "sign" else stamp)(base64.b64decode(answer[asked]))
                _tell(child, json.dumps({"answer": base64.b64encode(given).decode("ascii")}) + "\n")
        except (OSError, ValueError):
            answer = {}
    if late.is_set():
        return {"error": f"it took more than {wish.seconds:g} s", "kind": "late"}
    if not isinstance(answer, dict) or not answer:
        mend = "nothing was written; export the file again, and seal that"
        raise SigningError("the file brought the process that signs to a stop", where=str(wish.media), mend=mend)
    return answer


def _tell(child: subprocess.Popen[bytes], line: str) -> None:
    pipe: IO[bytes] | None = child.stdin
    if pipe is not None:
        pipe.write(line.encode("ascii"))
        pipe.flush()


@contextlib.contextmanager
def _started(seconds: float) -> Iterator[tuple[subprocess.Popen[bytes], threading.Event]]:
    """The process, ended after so many seconds; the event says whether it was."""
    programs = (_HERE / "c2pa_sign_child.py", _HERE / "media" / "confinement.py")
    late = threading.Event()
    child = subprocess.Popen(
        [sys.executable, "-I", *map(str, programs)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
    )

    def end() -> None:
        late.set()
        child.kill()

    watch = threading.Timer(seconds, end)
    watch.start()
    try:
        yield child, late
    finally:
        watch.cancel()
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
