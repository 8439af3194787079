"""Whatever stands in a file or in a validator's report, only our own errors come out."""

import json
import struct
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.seal import ContainerTag, SealError, Structure, look_at_structure, read_tag
from reelwright.seal.boxes import box_bytes
from reelwright.seal.reading import read_report

KEYS = [
    "active_manifest",
    "manifests",
    "validation_results",
    "activeManifest",
    "failure",
    "success",
    "ingredientDeltas",
    "validationDeltas",
    "assertions",
    "label",
    "data",
    "actions",
    "action",
    "digitalSourceType",
    "ingredients",
    "relationship",
    "signature_info",
    "time",
    "title",
    "a",
]
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(KEYS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=30,
)
NAMES = st.sampled_from(
    ["ftyp", "moov", "mdat", "free", "skip", "uuid", "udta", "meta", "keys", "ilst", "hdlr", "stco"]
)


@given(st.dictionaries(st.sampled_from(KEYS), PLAIN, max_size=8))
def test_any_report_gives_a_reading_or_our_error(report: dict) -> None:
    """A report of any shape is read, or refused with an error of ours."""
    try:
        reading = read_report(json.dumps(report))
    except SealError:
        return
    assert reading.active in reading.manifests


@st.composite
def boxes(draw: st.DrawFn, depth: int = 3) -> bytes:
    """Boxes inside boxes, some of which lie about their size."""
    inner = draw(st.binary(max_size=24)) if depth == 0 else b"".join(draw(st.lists(boxes(depth - 1), max_size=3)))
    whole = box_bytes(draw(NAMES), draw(st.sampled_from([b"", bytes(4)])) + inner)
    lie = draw(st.none() | st.sampled_from([0, 1, 7, 8, len(whole) + 1, 1 << 31]))
    return whole if lie is None else struct.pack(">I", lie) + whole[4:]


@settings(max_examples=60)
@given(st.lists(boxes(), max_size=4), st.binary(max_size=12))
def test_any_boxes_are_walked_to_an_end(tmp_path_factory: object, parts: list[bytes], rest: bytes) -> None:
    """A file of boxes of any shape has a structure, and a tag or none; walking it ends."""
    path: Path = tmp_path_factory.getbasetemp() / "boxes.mp4"
    path.write_bytes(box_bytes("ftyp", b"isom") + b"".join(parts) + rest)
    assert isinstance(look_at_structure(path), Structure)
    assert isinstance(read_tag(path), ContainerTag | None)
