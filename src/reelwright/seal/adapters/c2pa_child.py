"""The process that reads credentials: a script that imports nothing of ours, so that it starts quickly.

Its arguments are the file that gives up the rights, then the files to read; root certificates come on
standard input. It opens the files, gives up every right, and only then looks at the first byte.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import IO, Any, Final

import c2pa

SECONDS: Final = 60
_MEMORY: Final = 1 << 31


def settings() -> dict[str, Any]:
    """How the SDK works for us: it never goes to the network for the files that it reads."""
    return {
        "verify": {"verify_trust": True, "remote_manifest_fetch": False, "ocsp_fetch": False},
        "builder": {"thumbnail": {"enabled": False}},
    }


def _answer(files: list[IO[bytes]], roots: str) -> dict[str, Any]:
    wanted = settings() | ({"trust": {"trust_anchors": roots}} if roots else {})
    try:
        with c2pa.Reader("", files[0], context=c2pa.Context(c2pa.Settings.from_dict(wanted))) as reader:
            for fragment in files[1:]:
                fragment.seek(0)
                reader.with_fragment("video/mp4", files[0], fragment)
            return {"report": reader.json()}
    except c2pa.C2paError.ManifestNotFound:
        return {"report": None}
    except c2pa.C2paError as error:
        return {"error": f"its credential cannot be read: {error}"}


def _give_up_rights(program: str) -> None:
    spec = importlib.util.spec_from_file_location("confinement", program)
    if spec is None or spec.loader is None:
        raise SystemExit("the rights cannot be given up")
    confinement = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(confinement)
    confinement.confine(_MEMORY, SECONDS)


def main(arguments: list[str]) -> None:
    """Answer with the validator's report, with nothing for a file without credential, or with an error."""
    program, *names = arguments
    c2pa.sdk_version()  # loaded while files can still be opened
    roots = sys.stdin.read()
    try:
        files: list[IO[bytes]] = [Path(name).open("rb") for name in names]  # noqa: SIM115 the process ends with them
    except OSError as error:
        sys.stdout.write(json.dumps({"error": f"cannot read: {error.strerror or error}"}))
        return
    _give_up_rights(program)
    sys.stdout.write(json.dumps(_answer(files, roots)))


if __name__ == "__main__":
    main(sys.argv[1:])
