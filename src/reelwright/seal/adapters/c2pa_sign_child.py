"""The process that signs: a script that imports nothing of ours, so that it starts quickly.

The file to sign and its ingredients may be anybody's, and putting a credential in means parsing them.
This process opens what it was told, gives up its rights, and only then looks at the first byte. The key
is never here: for a signature it asks the process that started it. So it does for a time stamp: the SDK
fetches one by HTTP, and what it talks to is a relay in this process, which has no way out. Its arguments are
the file that gives up the rights; all else comes on standard input, one JSON object a line.
"""

from __future__ import annotations

import base64
import encodings.idna  # noqa: F401 what sockets import when no file can be opened any more
import http.server
import importlib.util
import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

import c2pa

SECONDS: Final = 900
_MEMORY: Final = 3 << 30
_LONGEST_QUERY: Final = 1 << 16
_SPARE: Final = 64 << 20


def _say(form: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(form) + "\n")
    sys.stdout.flush()


def _ask(content: bytes) -> bytes:
    """Ask the process that has the key; it gives nothing when it has no signature to give."""
    return _asked("sign", content)


def _asked(what: str, content: bytes) -> bytes:
    _say({what: base64.b64encode(content).decode("ascii")})
    return base64.b64decode(json.loads(sys.stdin.readline())["answer"])


class _Relay(http.server.BaseHTTPRequestHandler):
    """Hands a request for a time stamp to the process that may ask an authority, and its answer back."""

    def do_POST(self) -> None:
        """Answer with the token, or that there is none."""
        query = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _LONGEST_QUERY))
        answer = _asked("stamp", query)
        self.send_response(200 if answer else 502)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing: standard error is nobody's."""


def _relay() -> str:
    """Start the relay and give its address; it ends with this process."""
    server = http.server.HTTPServer(("127.0.0.1", 0), _Relay)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


def _signed(
    wish: dict[str, Any], stamp_url: str, source: IO[bytes], target: IO[bytes], parts: Sequence[IO[bytes]]
) -> bytes:
    context = c2pa.Context(c2pa.Settings.from_dict(wish["settings"]))
    algorithm = c2pa.C2paSigningAlg.ES256
    with (
        c2pa.Signer.from_callback(_ask, algorithm, wish["certificates"], stamp_url or None) as signer,
        c2pa.Builder(wish["definition"], context) as builder,
    ):
        for part, content in zip(wish["ingredients"], parts, strict=True):
            builder.add_ingredient(part["definition"], part["media_type"], content)
        credential = bytes(builder.sign(signer, wish["media_type"], source, target))
    target.flush()
    return credential


def _give_up_rights(program: str, written: int, *, loopback: bool) -> None:
    spec = importlib.util.spec_from_file_location("confinement", program)
    if spec is None or spec.loader is None:
        raise SystemExit("the rights cannot be given up")
    confinement = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(confinement)
    confinement.confine(_MEMORY, SECONDS, written=written, loopback=loopback)


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
    _give_up_rights(arguments[0], written, loopback=wish["stamped"])
    try:
        credential = _signed(wish, _relay() if wish["stamped"] else "", source, target, parts)
    except c2pa.C2paError as error:
        refused = isinstance(error, c2pa.C2paError.NotSupported) or "could not be parsed" in str(error)
        _say({"error": str(error), "kind": "media" if refused else "signing"})
        return
    _say({"credential": base64.b64encode(credential).decode("ascii")})


if __name__ == "__main__":
    main(sys.argv[1:])
