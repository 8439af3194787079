"""Reading a credential in a process that can open nothing but the files it was started with.

A credential comes with a file of anybody's, and its parser is a megabyte of machine code: it runs in
``c2pa_child``. Knows how that process is started and what it may answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reelwright.seal.errors import MediaError

_HERE: Final = Path(__file__).parent
_SECONDS: Final = 60
_MOST: Final = 64 << 20  # bytes of a report


def ask_reader(files: Sequence[Path], roots: str) -> str | None:
    """The validator's report on the first file, its fragments held against it; None for no credential.

    Raises:
        MediaError: a file cannot be opened, or its credential cannot be read.
    """
    programs = (_HERE / "c2pa_child.py", _HERE / "media" / "confinement.py")
    call = [sys.executable, "-I", *map(str, programs), *(str(file.absolute()) for file in files)]
    try:
        done = subprocess.run(
            call, input=roots.encode(), capture_output=True, timeout=_SECONDS, check=False, close_fds=True
        )
        answer = json.loads(done.stdout[:_MOST])
    except subprocess.TimeoutExpired as error:
        raise _damaged(files[0], f"its credential was not read within {_SECONDS} s") from error
    except ValueError as error:
        raise _damaged(files[0], "its credential brought the reader to a stop") from error
    if "error" in answer:
        raise _damaged(files[0], str(answer["error"]))
    report: str | None = answer["report"]
    return report


def _damaged(media: Path, what: str) -> MediaError:
    return MediaError(what, where=str(media), mend="fetch the file again, or ask its sender for another copy")
