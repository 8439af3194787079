"""Burns a visible label into a film of anybody's, in a process that can open nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reelwright.seal.errors import MediaError
from reelwright.seal.media.magic import HEAD_BYTES, container_of

_PROGRAM: Final = "import sys; from reelwright.seal.adapters.label_child import main; main(sys.argv[1:])"
_KEPT: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class ChildLabeller:
    """Letters the label large for the opening and small after that.

    Args:
        seconds: how long it is large; the law asks for 2 or more.
    """

    seconds: float = 3.0

    def burn(self, media: Path, labelled: Path, words: str) -> str:
        """Write the labelled film as an MP4; its pictures are encoded anew, its sound is copied where it can be."""
        try:
            with media.open("rb") as file:
                container = container_of(file.read(HEAD_BYTES), where=str(media))
                file.seek(0)
                done = subprocess.run(
                    [sys.executable, "-I", "-c", _PROGRAM, container, words, str(self.seconds)],
                    stdin=file,
                    capture_output=True,
                    check=False,
                    env={name: os.environ[name] for name in _KEPT if name in os.environ},
                )
        except OSError as error:
            raise MediaError(f"cannot read: {error.strerror or error}", where=str(media)) from error
        if not done.stdout or done.stdout.startswith(b"!"):
            words_of_it = done.stdout[1:300].decode("utf-8", "replace") or "the process that labels it broke"
            mend = "choose a shorter label, or export the film as an MP4 and seal that"
            raise MediaError(f"the film cannot be labelled: {words_of_it}", where=str(media), mend=mend)
        labelled.write_bytes(done.stdout)
        return f"“{words}” burned into the picture, large for the first {self.seconds:g} s"
