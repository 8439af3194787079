"""A declaration in the words of C2PA: the definition from which a manifest is built.

Knows which assertion says what. Refuses to know the library that signs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reelwright.film import Plain

from .credentials import (
    FOLDER_LABEL,
    MOST_EMBEDDED,
    SEGMENTS_LABEL,
    Declaration,
    Ingredient,
    Relationship,
    SourceType,
    Use,
)
from .segments import SegmentTree
from .shown import SHOWN, span_of

_TRAINING: Final = ("ai_generative_training", "ai_training", "ai_inference", "data_mining")
_ISCC: Final = "io.iscc.v0"  # the name in the C2PA list of soft binding algorithms


def manifest_definition(declaration: Declaration) -> dict[str, Plain]:
    """The definition of a manifest, without the ingredients that bring a file of their own."""
    name, version = declaration.generator
    inputs = [_plain(n, each) for n, each in numbered(declaration) if each.file is None]
    return {
        "claim_generator_info": [{"name": name, "version": version}],
        "title": declaration.title,
        "format": declaration.media_type,
        "ingredients": [*inputs],
        "assertions": [*_assertions(declaration)],
    }


def numbered(declaration: Declaration) -> list[tuple[str, Ingredient]]:
    """Every ingredient with the name by which the actions call it."""
    parent = [] if declaration.parent is None else [declaration.parent]
    return [(f"i{n}", each) for n, each in enumerate((*parent, *declaration.ingredients))]


def ingredient_definition(name: str, ingredient: Ingredient) -> dict[str, Plain]:
    """The definition of an ingredient that brings its file, and in it its own manifest."""
    return {"title": ingredient.title, "relationship": ingredient.relationship.value, "label": name}


def _plain(name: str, ingredient: Ingredient) -> Plain:
    maker = f"{ingredient.kind}, made by {ingredient.maker}" if ingredient.maker else ingredient.kind
    return ingredient_definition(name, ingredient) | {
        "title": f"{ingredient.title} ({maker})",
        "format": ingredient.media_type,
        "instance_id": f"urn:sha256:{ingredient.digest.hex}:{name}",
    }


def _assertions(declaration: Declaration) -> Iterable[Plain]:
    yield {"label": "c2pa.actions.v2", "data": {"actions": [*_actions(declaration)]}}
    yield {"label": "cawg.training-mining", "data": {"entries": _training(declaration.training)}}
    yield {"label": "c2pa.metadata", "data": _metadata(declaration)}
    if declaration.segments is not None:
        yield {"label": SEGMENTS_LABEL, "data": segments_assertion(declaration.segments)}
    if content := declaration.codes.get("content"):
        yield {"label": "c2pa.soft-binding", "data": {"alg": _ISCC, "blocks": [{"scope": {}, "value": content}]}}
    if declaration.segments is not None and (blocks := _shown(declaration.segments)):
        yield {"label": "c2pa.soft-binding", "data": {"alg": SHOWN, "blocks": blocks}}
    if declaration.folder:
        yield {"label": FOLDER_LABEL, "data": {"schema": "reelwright.folder/1", "files": dict(declaration.folder)}}
    if declaration.facts:
        yield {"label": "org.reelwright.making", "data": dict(declaration.facts)}


def _shown(tree: SegmentTree) -> list[Plain]:
    """What each segment shows, with its time: where to look for a film that lost its credential."""
    if len(tree.segments) > MOST_EMBEDDED:
        return []
    spans = (span_of(each.start, each.end, each.codes.get(SHOWN, "")) for each in tree.segments)
    return [
        {"scope": {"timespan": {"start": span.start, "end": span.end}}, "value": span.code}
        for span in spans
        if span.code and span.start < span.end
    ]


def _actions(declaration: Declaration) -> Iterable[Plain]:
    agent: Plain = {"name": declaration.generator[0], "version": declaration.generator[1]}
    named = numbered(declaration)
    if declaration.parent is None:
        given = [name for name, each in named if each.relationship is Relationship.INPUT]
        yield _action("c2pa.created", given, declaration.source) | {"softwareAgent": agent}
    else:
        yield _action("c2pa.opened", [named[0][0]]) | {"softwareAgent": agent}
    for source in sorted({each.source for _, each in named}):
        placed = [n for n, each in named if each.relationship is Relationship.COMPONENT and each.source is source]
        if placed:
            yield _action("c2pa.placed", placed, source)
    for edit in declaration.edits:
        yield {"action": "c2pa.edited", "softwareAgent": agent, "parameters": {"description": edit}}


def _action(name: str, ingredients: list[str], source: SourceType = SourceType.UNKNOWN) -> dict[str, Plain]:
    action: dict[str, Plain] = {"action": name}
    if source.url:
        action["digitalSourceType"] = source.url
    if ingredients:
        action["parameters"] = {"ingredientIds": [*ingredients]}
    return action


def _training(use: Use) -> dict[str, Plain]:
    return {f"cawg.{question}": {"use": use.value} for question in _TRAINING}


def _metadata(declaration: Declaration) -> dict[str, Plain]:
    return {
        "@context": {
            "dc": "http://purl.org/dc/elements/1.1/",
            "xmp": "http://ns.adobe.com/xap/1.0/",
            "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        },
        "dc:title": declaration.title,
        "xmp:CreatorTool": " ".join(declaration.generator),
        **({"Iptc4xmpExt:DigitalSourceType": declaration.source.url} if declaration.source.url else {}),
        **({"dc:identifier": declaration.codes["iscc"]} if "iscc" in declaration.codes else {}),
    }


def segments_assertion(tree: SegmentTree) -> dict[str, Plain]:
    """The tree of segments as a credential carries it: its root, and the records where there are not too many."""
    known = len(tree.segments) <= MOST_EMBEDDED
    # As text: the very bytes that are hashed. (The SDK would make bytes of a list of small numbers.)
    return {
        "schema": "reelwright.segments/1",
        "root": tree.root.hex(),
        "count": len(tree.segments),
        "film": tree.segments[0].film.hex,
        "segments": [segment.record.decode("utf-8") for segment in tree.segments] if known else [],
    }
