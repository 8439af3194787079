"""Opening what the verbs of the ledger work on: a film's title file, its project, the registry that it stands in."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from reelwright.film import EARLIER_TITLES, TITLE_FILE, Plain, ReelError, project_of

from .exits import clear_messages

if TYPE_CHECKING:
    from reelwright.chain import Paper, Registry, TitleFile

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class OpenFilm:
    """A film's title file and the registry that it stands in."""

    file: TitleFile
    registry: Registry


@contextlib.contextmanager
def opened(film: Path, *, money: bool = False) -> Iterator[OpenFilm]:
    """Open the registry of a film, after reading its title file; for ``money`` with all contracts."""
    with clear_messages(film if film.is_dir() else None):
        from reelwright.chain import TitleError  # noqa: PLC0415 --help stays quick
        from reelwright.wiring import open_registry  # noqa: PLC0415 the same

        file, path = read_title(film), title_file_of(film)
        with open_registry(project_of(path) / ".reel", money=money) as registry:
            if registry.ledger.chain_id != file.chain_id:
                raise TitleError(
                    f"this title is of chain {file.chain_id}, and the ledger is of chain {registry.ledger.chain_id}",
                    where=str(path),
                    mend="name the right ledger in REEL_CHAIN",
                )
            yield OpenFilm(file, registry)


def read_title(film: Path) -> TitleFile:
    """The title file of a film.

    Raises:
        TitleError: it has none, or it is none.
    """
    from reelwright.chain import TitleError, read_title_file  # noqa: PLC0415 --help stays quick

    path = title_file_of(film)
    if not path.is_file():
        mend = f"make it: reel make {film}"
        if any((earlier := path.with_name(EARLIER_TITLES)).glob("*.json")):
            mend += f"; for an earlier film of this folder, name its title file in {earlier}"
        raise TitleError("this film has no title yet", where=str(path), mend=mend)
    return read_title_file(path.read_bytes(), where=str(path))


def title_file_of(film: Path) -> Path:
    """Where the title file of a film lies."""
    if film.is_file() and film.suffix == ".json":
        return film
    folder = film.parent if film.is_file() else film
    return folder / TITLE_FILE if (folder / TITLE_FILE).exists() else folder / "out" / TITLE_FILE


@contextlib.contextmanager
def opened_paper(path: Path) -> Iterator[tuple[Registry, Paper]]:
    """Open the registry of the project that a paper lies in, with all contracts, and read the paper."""
    with clear_messages():
        from reelwright.wiring import open_registry  # noqa: PLC0415 --help stays quick

        with open_registry(project_of(path) / ".reel", money=True) as registry:
            yield registry, read_signed(path, registry)


def wanted(paper: Paper, kind: type[_Kind], path: Path | None) -> _Kind:
    """The paper as the kind that a verb needs.

    Raises:
        TitleError: it is of another kind.
    """
    from reelwright.chain import TitleError  # noqa: PLC0415 --help stays quick

    if not isinstance(paper, kind):
        what = f"this paper is of the kind {type(paper).__name__.lower()}, and not {kind.__name__.lower()}"
        raise TitleError(what, where=str(path), mend=f"see what it is: reel market show {path}")
    return paper


def read_signed(path: Path, registry: Registry) -> Paper:
    """A paper that somebody gave.

    Raises:
        TitleError: it is none, or of another chain.
    """
    from reelwright.chain import read_paper  # noqa: PLC0415 --help stays quick

    return read_paper(path.read_bytes(), chain_id=registry.ledger.chain_id, where=str(path))


def write_signed(paper: Paper, path: Path, registry: Registry) -> Path:
    """Write a paper where somebody else can take it."""
    from reelwright.chain import write_paper  # noqa: PLC0415 --help stays quick

    try:
        path.write_bytes(write_paper(paper, chain_id=registry.ledger.chain_id))
    except OSError as error:
        raise ReelError(f"the paper cannot be written: {error.strerror}", where=str(path)) from error
    return path


def tell_result(form: dict[str, Plain], lines: list[str], *, as_json: bool) -> None:
    """Print a result for people or for programs."""
    click.echo(json.dumps(form, ensure_ascii=False) if as_json else "\n".join(lines))
