"""The verdict on the signer: who signed, is he known here, and did he make it or only sign it again?"""

from __future__ import annotations

from .credentials import Manifest, Reading
from .examination import CAPTURED, Examination, no_camera
from .judge_copy import namesake, seen_to_be_more
from .model import Light, Party, Question, Verdict


def judge_signer(found: Examination) -> Verdict:
    """Who signed, is he known here, and did he make it or only sign it again?"""
    reading = found.reading
    if reading is None:
        return Verdict(Question.SIGNER, "nobody", Light.GREY, "Nobody signed this file.")
    said = reading.manifest
    name = said.signer or "a signer without a name"
    known, words = _known(found, reading, name)
    origin, reasons = _origin(found, reading)
    light = {"revoked": Light.RED, "not valid": Light.RED, "unknown": Light.AMBER}.get(known, Light.GREEN)
    if origin == "re-signer":
        light = Light.RED
    elif origin == "origin not shown" and light is Light.GREEN:
        light = Light.AMBER
    ends = {
        "original maker": "The credential begins with the making of this film, and nothing speaks against it.",
        "publisher": "He received the film from somebody else, whose signature is inside, and signed his own version.",
        "re-signer": "Signs speak against his having made it: see the reasons.",
        "origin not shown": "That he made the film is his word alone.",
    }
    return Verdict(Question.SIGNER, f"{known}, {origin}", light, f"{words} {ends[origin]}", reasons)


def signing_party(found: Examination) -> Party:
    """Who signed a file: nobody, a bare name, or a name that a known root vouches for by a signature that holds."""
    if found.reading is None:
        return Party()
    known = _known(found, found.reading, "")[0] == "known"
    return Party(found.reading.manifest.signer, found.reading.root if known else "")


def _known(found: Examination, reading: Reading, name: str) -> tuple[str, str]:
    serials = {each.serial for each in reading.manifests.values() if each.label == reading.active}
    if serials & found.revoked or reading.has("signingCredential.revoked"):
        return "revoked", f"{name} signed with a certificate that was revoked."
    if reading.has("claimSignature.mismatch") or reading.has("claimSignature.outsideValidity"):
        return "not valid", f"The signature of {name} does not hold."
    if reading.has("signingCredential.trusted"):
        return "known", f"Signed by {name}, who is known here."
    return "unknown", f"Signed by {name}, whom nobody here knows; the name is only what he wrote into his certificate."


def _origin(found: Examination, reading: Reading) -> tuple[str, tuple[str, ...]]:
    said = reading.manifest
    against = (*_shown_of_others(found, said, "film"), *no_camera(found, said))
    if against:
        return "re-signer", against
    others = [reading.manifests[each.manifest].signer for each in said.parents if each.manifest in reading.manifests]
    if any(other != said.signer for other in others):
        return "publisher", tuple(f"The version that it was made from is signed by {other}." for other in others)
    if contested := _shown_of_others(found, said, "undecided", "; which of the two was first is not seen"):
        return "origin not shown", contested
    captured = said.source in CAPTURED
    created = not said.parents and any(each.action == "c2pa.created" for each in said.actions)
    if created and not captured and found.changed == () and _names_a_log(said):
        return "original maker", ("Its sealed segments are those of this film, and it names the log of its making.",)
    words = "It is said to come from a camera; nothing in the file shows which."
    return "origin not shown", (words,) if created and captured else ()


def _names_a_log(said: Manifest) -> bool:
    """It commits its signer to a log of the making, which he can be asked to open."""
    making = said.assertions.get("org.reelwright.making")
    return isinstance(making, dict) and bool(making.get("log"))


def _shown_of_others(found: Examination, said: Manifest, upstream: str, end: str = "") -> tuple[str, ...]:
    """Stretches of films that others registered, or a namesake of whom nobody shows that he is the signer."""
    return tuple(
        f"Its pictures from {float(copy.here.start):.2f} to {float(copy.here.end):.2f} s are those of "
        f"“{copy.title or copy.film}”, registered by {copy.owner}{namesake(copy, said.signer)}"
        f"{end or f', and {seen_to_be_more(copy)}'}."
        for copy in found.copies.found
        if copy.owner and not copy.registrant.is_same(signing_party(found)) and copy.upstream == upstream
    )
