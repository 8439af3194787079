"""The verdict on the file: is this what was signed, all of it, and was it made from something whole?"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from .credentials import Manifest, Reading, SaidIngredient, Status
from .examination import Examination
from .model import Light, Question, Verdict
from .shown import SHOWN, SHOWN_APART

_BROKEN: Final = ("mismatch", "missing", "malformed", "invalid", "inaccessible", "multiple")
_USUAL: Final = {"/uuid", "/ftyp", "/mfra", "/free", "/skip", "/emsg"}
_NAMED: Final = 4
ISCC_METHOD: Final = "io.iscc.v0"
"""The name of ISCC's content codes in C2PA's list of soft bindings."""

_CODE: Final = re.compile(r"ISCC:[A-Z2-7]{10,80}")
_BITS_APART: Final = 8
"""Two decoders of one file give codes that differ in a few of 64 bits; two films' differ in half of them."""


def judge_file(found: Examination) -> Verdict:
    """Is this what was signed, all of it, and was it made from something whole?"""
    reading = found.reading
    if found.unreadable:
        sentence = f"This file bears a credential that cannot be read: {found.unreadable.rstrip('.')}."
        return Verdict(Question.FILE, "unreadable", Light.RED, sentence)
    if reading is None:
        sentence = "This file bears no signature, so nothing in it shows whether it was altered."
        return Verdict(Question.FILE, "unsigned", Light.GREY, sentence)
    if found.spoilt:
        return _spoilt(found)
    reasons = tuple(_told(each) for each in _breaks(reading))
    if reasons and not _head_alone(found, reading):
        return _altered(found, reasons)
    return _beyond_the_signature(found, reading) or _intact(found, reading)


def _spoilt(found: Examination) -> Verdict:
    """A sealed streaming folder with other files than were signed."""
    named = [f"{each.name} ({_spans([each.span])})" if each.span else each.name for each in found.spoilt]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    sentence = f"This streaming folder was altered after it was signed: {', '.join(named[:_NAMED])}{more}."
    words = {"changed": "is another file than the signed one", "missing": "was signed and is gone"}
    reasons = tuple(f"{each.name} {words.get(each.how, 'was put in later')}." for each in found.spoilt)
    return Verdict(Question.FILE, "altered", Light.RED, sentence, reasons)


def _breaks(reading: Reading) -> list[Status]:
    return [each for each in reading.failures if any(word in each.code for word in _BROKEN)]


def _told(status: Status) -> str:
    return f"The validator reports {status.code}{': ' + status.words if status.words else ''}."


def _altered(found: Examination, reasons: tuple[str, ...]) -> Verdict:
    if found.changed:
        spans = _spans([(each.start, each.end) for each in found.changed])
        sentence = f"This file was altered after it was signed; its pictures are not the signed ones from {spans}."
    elif found.changed == ():
        sentence = (
            "This file was altered after it was signed; its pictures are the signed ones, so sound or data changed."
        )
    else:
        sentence = "This file was altered after it was signed."
    return Verdict(Question.FILE, "altered", Light.RED, sentence, reasons)


def _spans(stretches: list[tuple[Fraction, Fraction]]) -> str:
    joined: list[tuple[Fraction, Fraction]] = []
    for start, end in stretches:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return ", ".join(f"{float(start):.2f} to {float(end):.2f} s" for start, end in joined)


def _beyond_the_signature(found: Examination, reading: Reading) -> Verdict | None:
    """The signature holds; what lies outside of what it says?"""
    return (
        _nothing_signed(found, reading)
        or _signed_in_part(reading.manifest)
        or _contradiction(found)
        or _broken_origin(reading)
        or _false_binding(found, reading.manifest)
        or _bytes_added(found)
    )


def _head_alone(found: Examination, reading: Reading) -> bool:
    """A streaming film whose signature has no hashes of fragments covers its first piece and nothing else."""
    hashes = [said for label, said in reading.manifest.assertions.items() if label.startswith("c2pa.hash.bmff")]
    return found.fragments > 0 and not any(isinstance(said, dict) and said.get("merkle") for said in hashes)


def _nothing_signed(found: Examination, reading: Reading) -> Verdict | None:
    bare = found.structure.boxes and not found.structure.has_media
    if not bare and not _head_alone(found, reading):
        return None
    sentence = (
        "Only the head of a film is signed here: the signature covers no picture and no sound, "
        "and any film may be put behind it."
    )
    return Verdict(Question.FILE, "no film signed", Light.RED, sentence)


def _signed_in_part(manifest: Manifest) -> Verdict | None:
    left_out = ", ".join(_left_out(manifest))
    if not left_out:
        return None
    sentence = f"The signer left parts of the file out of what he signed ({left_out}); they may be anything."
    return Verdict(Question.FILE, "signed in part", Light.RED, sentence)


def _contradiction(found: Examination) -> Verdict | None:
    if found.contradiction:
        sentence = f"The signature holds, but what it covers contradicts itself: {found.contradiction.rstrip('.')}."
        return Verdict(Question.FILE, "contradicts itself", Light.RED, sentence)
    if found.changed:
        spans = _spans([(each.start, each.end) for each in found.changed])
        sentence = f"The signature holds, but the segments that it names are not those of this film from {spans}."
        return Verdict(Question.FILE, "contradicts itself", Light.RED, sentence)
    return None


def _broken_origin(reading: Reading) -> Verdict | None:
    broken = list(_broken_origins(reading))
    if not broken:
        return None
    sentence = (
        f"Nothing changed since this file was signed, but it was made from something altered: “{broken[0][0].title}” "
        "did not match its own signature when it was put in."
    )
    reasons = tuple(_told(status) for _, statuses in broken for status in statuses)
    return Verdict(Question.FILE, "made from altered material", Light.RED, sentence, reasons)


def _bytes_added(found: Examination) -> Verdict | None:
    if not found.structure.uncovered:
        return None
    uncovered = found.structure.uncovered
    places = ", ".join(f"{each.size} bytes in a {each.kind} box at byte {each.offset}" for each in uncovered)
    sentence = f"What is signed is unchanged, but there are bytes that the signature does not cover: {places}."
    return Verdict(Question.FILE, "bytes added", Light.AMBER, sentence)


def _left_out(manifest: Manifest) -> list[str]:
    """What the hash of an MP4 leaves out beyond what the standard has it leave out."""
    left: list[str] = []
    for label, said in manifest.assertions.items():
        if label.startswith("c2pa.hash.bmff") and isinstance(said, dict):
            rows = said.get("exclusions")
            names = [row.get("xpath") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
            left += [str(name)[:80] for name in names if name not in _USUAL]
    return left


def _broken_origins(reading: Reading) -> Iterator[tuple[SaidIngredient, list[Status]]]:
    """Every ingredient, at any depth, that did not match its own signature."""
    seen: set[str] = set()
    waiting = [reading.active]
    while waiting:
        label = waiting.pop()
        if label in seen or label not in reading.manifests:
            continue
        seen.add(label)
        for each in reading.manifests[label].ingredients:
            broken = [status for status in each.failures if any(word in status.code for word in _BROKEN)]
            if broken:
                yield each, broken
            waiting.append(each.manifest)


def _false_binding(found: Examination, manifest: Manifest) -> Verdict | None:
    if found.shown_apart is not None and any(apart > SHOWN_APART for apart in found.shown_apart):
        return _not_of_this_film(SHOWN)
    for method, value in _bindings(manifest):
        if method == SHOWN and found.shown_apart is not None:
            continue
        nonsense = method == ISCC_METHOD and not _CODE.fullmatch(value)
        if method not in found.bindings and not nonsense:
            sentence = (
                f"The signature holds. The credential also names a fingerprint of the kind “{method}”, "
                "which nobody checked: it is the signer's word alone."
            )
            if method == ISCC_METHOD:
                sentence += " To check it, name an FFmpeg that makes video signatures (REEL_FFMPEG)."
            return Verdict(Question.FILE, "fingerprint not checked", Light.AMBER, sentence)
        if nonsense or not _same(found.bindings[method], value):
            return _not_of_this_film(method)
    return None


def _not_of_this_film(method: str) -> Verdict:
    sentence = (
        f"The signature holds, but the fingerprint in the credential ({method}) is not that of this film: "
        "it may have been put there to be found under a false name."
    )
    return Verdict(Question.FILE, "false fingerprint", Light.RED, sentence)


def names_content(manifest: Manifest) -> bool:
    """A credential names an ISCC content code that may be one."""
    return any(method == ISCC_METHOD and _CODE.fullmatch(value) for method, value in _bindings(manifest))


def _same(one: str, other: str) -> bool:
    """Two codes are of the same kind and nearly of the same bits."""
    these, those = (_bytes(code) for code in (one, other))
    if len(these) != len(those) or these[:2] != those[:2]:
        return one == other
    return int.from_bytes(bytes(a ^ b for a, b in zip(these, those, strict=True))).bit_count() <= _BITS_APART


def _bytes(code: str) -> bytes:
    text = code.removeprefix("ISCC:")
    try:
        return base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        return b""


def _bindings(manifest: Manifest) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for label, said in manifest.assertions.items():
        if label.startswith("c2pa.soft-binding") and isinstance(said, dict):
            blocks = said.get("blocks")
            values = [row.get("value") for row in blocks if isinstance(row, dict)] if isinstance(blocks, list) else []
            found += [(str(said.get("alg"))[:80], str(value)) for value in values]
    return found


def _intact(found: Examination, reading: Reading) -> Verdict:
    segments = "" if found.changed is None else " Every sealed segment was compared with the pictures in the file."
    what = "Every file of this streaming folder" if found.sealed_folder else "This file"
    sentence = f"{what} is as it was when {reading.manifest.signer or 'its signer'} signed it.{segments}"
    return Verdict(Question.FILE, "intact", Light.GREEN, sentence)
