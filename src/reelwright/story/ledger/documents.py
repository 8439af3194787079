"""Documents that somebody else writes for the ledger: orders for pictures, answers of a judge.

Knows that each is an object of JSON that says its schema and version. Refuses to know what else stands in it.
"""

from __future__ import annotations

import json
from typing import Any

from ..errors import StoryError


def read_document(text: str, *, schema: str, version: int, where: str, mend: str) -> dict[str, Any]:
    """Read a document whose schema and version are known here.

    Args:
        text: the file.
        schema: by which the document says what it is, such as ``reelwright.answers``.
        version: the only one that is read.
        where: the file's name.
        mend: how such a document is written.

    Raises:
        StoryError: the text is no such document.
    """
    called = schema.rpartition(".")[2]
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoryError(f"these {called} are no JSON", where=where, mend=mend) from error
    if not isinstance(document, dict) or document.get("schema") != schema:
        raise StoryError(f"this is no file of {called}", where=where, mend=mend)
    if document.get("version") != version:
        raise StoryError(f"{called} of version {document.get('version')!r} are not known", where=where, mend=mend)
    return document
