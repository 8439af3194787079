"""The process that signs: a script that imports nothing of ours, so that it starts quickly.

The file to sign and its ingredients may be anybody's, and putting a credential in means parsing them.
This process opens what it was told, gives up its rights, and only then looks at the first byte. The key
is never here: for a signature it asks the process that started it. Its arguments are the file that gives
up the rights; all else comes on standard input, one JSON object a line.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

import c2pa

SECONDS: Final = 900
_MEMORY: Final = 3 << 30
_SPARE: Final = 64 << 20


def _say(form: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(form) + "\n")
    sys.stdout.flush()


def _ask(content: bytes) -> bytes:
    """Ask the process that has the key; it gives nothing when it has no signature to give."""
    _say({"sign": base64.b64encode(content).decode("ascii")})
    return base64.b64decode(json.loads(sys.stdin.readline())["signature"])


def _signed(wish: dict[str, Any], source: IO[bytes], target: IO[bytes], parts: Sequence[IO[bytes]]) -> bytes:
    context = c2pa.Context(c2pa.Settings.from_dict(wish["settings"]))
    algorithm = c2pa.C2paSigningAlg.ES256
    with (
        c2pa.Signer.from_callback(_ask, algorithm, wish["certificates"], wish["stamp_url"] or None) as signer,
        c2pa.Builder(wish["definition"], context) as builder,
    ):
        for part, content in zip(wish["ingredients"], parts, strict=True):
            builder.add_ingredient(part["definition"], part["media_type"], content)
        credential = bytes(builder.sign(signer, wish["media_type"], source, target))
    target.flush()
    return credential


def _give_up_rights(program: str, written: int, *, network: bool) -> None:
    spec = importlib.util.spec_from_file_location("confinement", program)
    if spec is None or spec.loader is None:
        raise SystemExit("the rights cannot be given up")
    confinement = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(confinement)
    confinement.confine(_MEMORY, SECONDS, written=written, network=network)


def main(arguments: list[str]) -> None:
    """Sign what the first line says; the last line that is answered holds the credential, or what went wrong."""
    c2pa.sdk_version()  # loaded while files can still be opened
    wish = json.loads(sys.stdin.readline())
    try:
        source = Path(wish["media"]).open("rb")  # noqa: SIM115 the process ends with them
        parts = [Path(each["file"]).open("rb") for each in wish["ingredients"]]  # noqa: SIM115 the same
        target = Path(wish["target"]).open("w+b")  # noqa: SIM115 the same
    except OSError as error:
        _say({"error": f"cannot read: {error.strerror or error}", "kind": "file", "where": str(error.filename)})
        return
    written = 2 * source.seek(0, 2) + _SPARE
    source.seek(0)
    _give_up_rights(arguments[0], written, network=bool(wish["stamp_url"]))
    try:
        credential = _signed(wish, source, target, parts)
    except c2pa.C2paError as error:
        refused = isinstance(error, c2pa.C2paError.NotSupported) or "could not be parsed" in str(error)
        _say({"error": str(error), "kind": "media" if refused else "signing"})
        return
    _say({"credential": base64.b64encode(credential).decode("ascii")})


if __name__ == "__main__":
    main(sys.argv[1:])
