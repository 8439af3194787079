"""Names ways of working, so that what was kept by another one is never mixed in.

Only what a program does counts: its comments, docstrings and layout may change and what is kept stays good.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from pathlib import Path

LETTERS = 8


def way_of(modules: Iterable[Path], *settings: object) -> str:
    """Names what some modules do with some settings."""
    name = hashlib.sha256(repr(settings).encode())
    for module in sorted(modules):
        name.update(module.name.encode() + ast.dump(_deeds(ast.parse(module.read_text()))).encode())
    return name.hexdigest()[:LETTERS]


def name_of_file(path: Path) -> str:
    """Names a file by its content, so that a file made anew is looked at anew."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[: 2 * LETTERS]


def _deeds(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _is_said(each)]  # type: ignore[attr-defined]
    return tree


def _is_said(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
