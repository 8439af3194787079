"""Reading a credential in a process that can open nothing but the files it was started with.

A credential comes with a file of anybody's, and its parser is a megabyte of machine code. The
process opens the files, gives up every right, and only then looks at the first byte.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final

from reelwright.film import Plain
from reelwright.seal.errors import MediaError

SETTINGS: Final[dict[str, Plain]] = {
    "verify": {"verify_trust": True, "remote_manifest_fetch": False, "ocsp_fetch": False},
    "builder": {"thumbnail": {"enabled": False}},
}
_SECONDS: Final = 60
_MEMORY: Final = 1 << 31
_MOST: Final = 64 << 20  # bytes of a report


def ask_reader(files: Sequence[Path], roots: str) -> str | None:
    """The validator's report on the first file, its fragments held against it; None for no credential.

    Raises:
        MediaError: a file cannot be opened, or its credential cannot be read.
    """
    call = [sys.executable, "-I", "-m", "reelwright.seal.adapters.c2pa_reading", *map(str, files)]
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


def _answer(files: list[IO[bytes]], roots: str) -> dict[str, Plain]:
    import c2pa  # noqa: PLC0415 the parent needs none of it

    settings = SETTINGS | ({"trust": {"trust_anchors": roots}} if roots else {})
    try:
        with c2pa.Reader("", files[0], context=c2pa.Context(c2pa.Settings.from_dict(settings))) as reader:
            for fragment in files[1:]:
                fragment.seek(0)
                reader.with_fragment("video/mp4", files[0], fragment)
            return {"report": reader.json()}
    except c2pa.C2paError.ManifestNotFound:
        return {"report": None}
    except c2pa.C2paError as error:
        return {"error": f"its credential cannot be read: {error}"}


def _main(names: list[str]) -> None:
    import c2pa  # noqa: PLC0415 loaded before the rights go

    from .media.confinement import confine  # noqa: PLC0415 the parent needs none of it

    c2pa.sdk_version()
    roots = sys.stdin.read()
    try:
        files: list[IO[bytes]] = [Path(name).open("rb") for name in names]  # noqa: SIM115 the process ends with them
    except OSError as error:
        sys.stdout.write(json.dumps({"error": f"cannot read: {error.strerror or error}"}))
        return
    confine(_MEMORY, _SECONDS)
    sys.stdout.write(json.dumps(_answer(files, roots)))


if __name__ == "__main__":
    _main(sys.argv[1:])
