"""The verdict on AI: does the file say that a machine made it, does it say nothing, or two things at once?"""

from __future__ import annotations

from typing import Final

from .credentials import Reading, SourceType
from .examination import CAPTURED, Examination, no_camera
from .model import Light, Question, Verdict

_NOT_AI: Final = {*CAPTURED, SourceType.CREATION, SourceType.HUMAN_EDITS}


def judge_ai(found: Examination) -> Verdict:
    """Does the file say that a machine made it, does it say nothing, or two things at once?"""
    said = SourceType.UNKNOWN if found.reading is None else _said_source(found.reading)
    tagged = found.tag is not None
    conflicts = _conflicts(found, said)
    if conflicts:
        sentence = "What this file says about AI does not agree with itself: see the reasons."
        return Verdict(Question.AI, "conflicting", Light.RED, sentence, conflicts)
    if said.by_model:
        part = " in part" if said is SourceType.WITH_TRAINED else ""
        sentence = f"This file says that a trained model made it{part}."
        return Verdict(Question.AI, "declared", Light.GREEN, sentence, _ways(said, tagged=tagged))
    if said.machine_made or tagged:
        sentence = "This file says that a machine made it."
        if said is SourceType.ALGORITHMIC:
            sentence = "This file says that a machine made it: drawn and spoken by rules, without a trained model."
        return Verdict(Question.AI, "declared", Light.GREEN, sentence, _ways(said, tagged=tagged))
    if said in _NOT_AI:
        how = {SourceType.CREATION: "by hand", SourceType.HUMAN_EDITS: "by hand"}.get(said, "with a camera")
        sentence = f"This file does not declare AI; its signer says that it was made {how}."
        return Verdict(Question.AI, "not declared", Light.GREEN, sentence)
    sentence = "This file does not say how it was made; that is no sign that AI did not make it."
    return Verdict(Question.AI, "not declared", Light.GREY, sentence)


def _ways(said: SourceType, *, tagged: bool) -> tuple[str, ...]:
    ways = [f"The signed credential says {said.value}."] if said is not SourceType.UNKNOWN else []
    return (*ways, *(["The container bears the tag AIGC."] if tagged else []))


def _said_source(reading: Reading) -> SourceType:
    """What the credential says, or that of the version it was made from."""
    label, seen = reading.active, set[str]()
    while label in reading.manifests and label not in seen:
        seen.add(label)
        manifest = reading.manifests[label]
        if manifest.source is not SourceType.UNKNOWN:
            return manifest.source
        label = next((each.manifest for each in manifest.parents), "")
    return SourceType.UNKNOWN


def _conflicts(found: Examination, said: SourceType) -> tuple[str, ...]:
    if found.reading is None:
        return ()
    conflicts = list(no_camera(found, found.reading.manifest))
    if said in _NOT_AI and found.tag is not None and not conflicts:
        conflicts.append(f"The credential says {said.value}, the tag in the container says that AI made it.")
    if said.by_model or said is SourceType.UNKNOWN:
        return tuple(conflicts)
    for label, each in found.reading.manifests.items():
        if label != found.reading.active and each.source.by_model:
            conflicts.append(
                f"“{each.title}”, a part of it, is signed as made by a trained model; the whole says {said.value}."
            )
    return tuple(conflicts)
